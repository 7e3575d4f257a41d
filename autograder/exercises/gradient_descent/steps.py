"""Gradient descent: one step."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.optimizers import GradientDescent


def one_step(w, gradient, learning_rate):
    """Return the library's step of plain gradient descent."""
    return GradientDescent(learning_rate).step(w, gradient)


def weights_and_gradient(*shape):
    """Return a draw of weights, their gradient, and a learning rate."""
    return lambda rng: {
        "w": rng.normal(scale=2, size=shape),
        "gradient": rng.normal(scale=3, size=shape),
        "learning_rate": rng.uniform(0.05, 0.5),
    }


STEP = Exercise(
    id="descent-step",
    title="One step downhill",
    reference={"descent_step": one_step},
    parts=(
        Part(
            "a step, any shape",
            "descent_step(w, gradient, learning_rate)",
            weights_and_gradient(2, 3),
            edges=(
                {"w": np.array([1.0, -2.0]), "gradient": np.array([2.0, -4.0]), "learning_rate": 0.1},
                {"w": np.array([5.0]), "gradient": np.array([-300.0]), "learning_rate": 0.001},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "uphill",
            "This climbs. The gradient points uphill, and you want to go down.",
            "def descent_step(w, gradient, learning_rate): return w + learning_rate * gradient",
        ),
        Mistake(
            "no-rate",
            "The learning rate is missing: it says how long the step is.",
            "def descent_step(w, gradient, learning_rate): return w - gradient",
        ),
        Mistake(
            "divided",
            "Divided by the learning rate: a smaller rate would then make a longer step.",
            "def descent_step(w, gradient, learning_rate): return w - gradient / learning_rate",
        ),
        Mistake(
            "change-only",
            "This is the change alone. Asked for are the new weights: where do you stand after the step?",
            "def descent_step(w, gradient, learning_rate): return -learning_rate * gradient",
        ),
        Mistake(
            "sign-only",
            "You use only the sign of the gradient. Where it is steep, the step is longer.",
            "def descent_step(w, gradient, learning_rate): return w - learning_rate * np.sign(gradient)",
        ),
        Mistake(
            "unit-length",
            "You made the gradient one unit long. Its length counts, too: a steep slope makes a long step.",
            """
            def descent_step(w, gradient, learning_rate):
                return w - learning_rate * gradient / np.linalg.norm(gradient)
            """,
        ),
        Mistake(
            "shrinks-the-weights",
            "The rate multiplies the gradient only, and not the weights: watch the brackets.",
            "def descent_step(w, gradient, learning_rate): return learning_rate * (w - gradient)",
        ),
        Mistake(
            "in-place",
            "`-=` changes the array that was handed in. Make a new one.",
            """
            def descent_step(w, gradient, learning_rate):
                w -= learning_rate * gradient
                return w
            """,
        ),
        Mistake(
            "absolute",
            "You take the size of the gradient without its sign, so every weight falls. Where the slope is "
            "negative, downhill is to the right.",
            "def descent_step(w, gradient, learning_rate): return w - learning_rate * np.abs(gradient)",
        ),
        Mistake(
            "times-the-weights",
            "The weights multiply the gradient as well in yours. The step is the learning rate times the "
            "gradient, nothing else.",
            "def descent_step(w, gradient, learning_rate): return w - learning_rate * gradient * w",
        ),
        Mistake(
            "rate-fixed",
            "The argument `learning_rate` is ignored: 0.1 is written in your formula.",
            "def descent_step(w, gradient, learning_rate): return w - 0.1 * gradient",
        ),
        Mistake(
            "length-only",
            "This is the learning rate times the gradient alone. Where do you stand after the step?",
            "def descent_step(w, gradient, learning_rate): return learning_rate * gradient",
        ),
        Mistake(
            "turned-round",
            "Step and weights have changed places, so the sign of everything is the wrong way round.",
            "def descent_step(w, gradient, learning_rate): return learning_rate * gradient - w",
        ),
        Mistake(
            "roles-swapped",
            "Weights and gradient have changed places: the learning rate belongs to the gradient.",
            "def descent_step(w, gradient, learning_rate): return gradient - learning_rate * w",
        ),
        Mistake(
            "gradient-averaged",
            "You average the gradient over all entries. Each weight has a slope of its own, and moves by it.",
            "def descent_step(w, gradient, learning_rate): return w - learning_rate * np.mean(gradient)",
        ),
        Mistake(
            "gradient-summed",
            "You sum the gradient over all entries. Each weight has a slope of its own, and moves by it.",
            "def descent_step(w, gradient, learning_rate): return w - learning_rate * np.sum(gradient)",
        ),
        Mistake(
            "gradient-squared",
            "The gradient is squared in yours, and so its sign is lost.",
            "def descent_step(w, gradient, learning_rate): return w - learning_rate * gradient**2",
        ),
        Mistake(
            "rate-only",
            "The gradient is missing: it says which way and how far to go.",
            "def descent_step(w, gradient, learning_rate): return w - learning_rate",
        ),
    ),
    alternatives=(
        "def descent_step(w, gradient, learning_rate): return w - learning_rate * gradient",
        "def descent_step(w, gradient, learning_rate): return w + (-learning_rate) * gradient",
        "def descent_step(w, gradient, learning_rate): return np.subtract(w, np.multiply(learning_rate, gradient))",
        """
        def descent_step(w, gradient, learning_rate):
            new = w.copy()
            for place in np.ndindex(w.shape):
                new[place] -= learning_rate * gradient[place]
            return new
        """,
        """
        def descent_step(w, gradient, learning_rate):
            w = w.copy()
            w -= learning_rate * gradient
            return w
        """,
    ),
    conventions=("w - learning_rate * gradient",),
    hints=(
        "The gradient points to where the function grows fastest. Which way do you go, and how far?",
        "w = 5, gradient 2, learning rate 0.1: the step is 0.1 · 2 = 0.2 long and leads to 4.8.",
    ),
)

EXERCISES = (STEP,)
