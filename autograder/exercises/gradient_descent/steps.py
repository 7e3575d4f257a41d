"""Gradient descent: one step, and many."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.optimizer import minimize
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
            "The numbers are right, but `-=` changes the array that was handed in. Make a new one.",
            """
            def descent_step(w, gradient, learning_rate):
                w -= learning_rate * gradient
                return w
            """,
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


def descent_path(gradient, start, learning_rate, steps):
    """Return the library's path."""
    optimizer = GradientDescent(learning_rate)
    return minimize(lambda w: (0.0, gradient(w)), start, optimizer, steps)


VALLEY = "lambda w: steepness * (w - goal)"
BENT = "lambda w: w**3 - 2 * w + w[::-1]"


def valley(rng):
    """Return a valley, a start, a learning rate and a number of steps."""
    return {
        "steepness": rng.uniform(0.5, 3, size=2),
        "goal": rng.normal(size=2),
        "start": rng.normal(scale=3, size=2),
        "learning_rate": rng.uniform(0.1, 0.4),
        "steps": int(rng.integers(3, 7)),
    }


DESCEND = Exercise(
    id="descend",
    title="Descend, and keep the path",
    reference={"descend": descent_path},
    needs=("descent_step",),
    parts=(
        Part("a valley", f"descend({VALLEY}, start, learning_rate, steps)", valley),
        Part(
            "any function",
            f"descend({BENT}, start, learning_rate, steps)",
            edges=(
                {"start": np.array([1.5, -0.5, 0.25]), "learning_rate": 0.1, "steps": 4},
                {"start": np.array([0.5]), "learning_rate": 0.25, "steps": 3},
            ),
        ),
        Part(
            "no step at all",
            f"descend({BENT}, start, learning_rate, steps)",
            edges=({"start": np.array([2.0, -1.0]), "learning_rate": 0.1, "steps": 0},),
        ),
    ),
    mistakes=(
        Mistake(
            "last-only",
            "This is where the path ends. Asked for is the whole path, the start included.",
            """
            def descend(gradient, start, learning_rate, steps):
                w = start.copy()
                for _ in range(steps):
                    w = w - learning_rate * gradient(w)
                return w
            """,
        ),
        Mistake(
            "start-missing",
            "The start is missing: with 3 steps the path has 4 points.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, []
                for _ in range(steps):
                    w = w - learning_rate * gradient(w)
                    path.append(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "end-missing",
            "The last point is missing: with 3 steps the path has 4 points.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, []
                for _ in range(steps):
                    path.append(w)
                    w = w - learning_rate * gradient(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "one-step-short",
            "One step is missing at the end: `range(steps)` counts from 0 to steps - 1, so it makes as many steps as "
            "asked for.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps - 1):
                    path.append(path[-1] - learning_rate * gradient(path[-1]))
                return np.array(path)
            """,
        ),
        Mistake(
            "gradient-of-the-start",
            "You take the gradient of the start in every step. Ask for it again wherever you are.",
            """
            def descend(gradient, start, learning_rate, steps):
                slope, path = gradient(start), [start]
                for _ in range(steps):
                    path.append(path[-1] - learning_rate * slope)
                return np.array(path)
            """,
        ),
        Mistake(
            "uphill",
            "This climbs. The gradient points uphill, and you want to go down.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps):
                    path.append(path[-1] + learning_rate * gradient(path[-1]))
                return np.array(path)
            """,
        ),
        Mistake(
            "one-array-many-times",
            "All points of your path are the same array, which `-=` has moved along to the end. "
            "Make a new array in each step.",
            """
            def descend(gradient, start, learning_rate, steps):
                w = start.copy()
                path = [w]
                for _ in range(steps):
                    w -= learning_rate * gradient(w)
                    path.append(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "start-moved",
            "`-=` moves the array `start` itself, which belongs to the caller. Make a new array in each step.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, [start.copy()]
                for _ in range(steps):
                    w -= learning_rate * gradient(w)
                    path.append(w.copy())
                return np.array(path)
            """,
        ),
        Mistake(
            "lying-down",
            "A row must be a point: the shape is (steps + 1, weights).",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps):
                    path.append(path[-1] - learning_rate * gradient(path[-1]))
                return np.array(path).T
            """,
        ),
    ),
    alternatives=(
        """
        def descend(gradient, start, learning_rate, steps):
            path = [start]
            for _ in range(steps):
                path.append(descent_step(path[-1], gradient(path[-1]), learning_rate))
            return np.array(path)
        """,
        """
        def descend(gradient, start, learning_rate, steps):
            path = np.zeros((steps + 1, len(start)))
            path[0] = start
            for i in range(steps):
                path[i + 1] = path[i] - learning_rate * gradient(path[i])
            return path
        """,
        """
        def descend(gradient, start, learning_rate, steps):
            w = start.copy()
            path = [w.copy()]
            while len(path) <= steps:
                w -= learning_rate * gradient(w)
                path.append(w.copy())
            return np.vstack(path)
        """,
        """
        def descend(gradient, start, learning_rate, steps):
            if steps == 0:
                return start[np.newaxis]
            rest = descend(gradient, start - learning_rate * gradient(start), learning_rate, steps - 1)
            return np.concatenate([[start], rest])
        """,
    ),
    conventions=("shape (steps + 1, weights)", "the start is the first row"),
    hints=(
        "Begin a list with `start`. In each step take the last point, its gradient, and append the new point. "
        "At the end, `np.array(path)`.",
        "The gradient is 2w, the start 1, the learning rate 0.25, two steps: 1, then 1 - 0.25 · 2 = 0.5, then "
        "0.5 - 0.25 · 1 = 0.25. The path is [[1], [0.5], [0.25]].",
    ),
)

EXERCISES = (STEP, DESCEND)
