"""Momentum: the steps before this one still count."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.optimizers import Momentum


def resumed(optimizer, parameters, **state):
    """Return an optimizer of the library that has begun, and remembers `state`."""
    optimizer.step(parameters, np.zeros_like(parameters))
    vars(optimizer).update({name: np.array(value) for name, value in state.items()})
    return optimizer


def momentum_step(w, v, gradient, learning_rate, mu=0.9):
    """Return the library's step, and the velocity after it."""
    optimizer = resumed(Momentum(learning_rate, mu), w, velocity=v)
    return optimizer.step(w, gradient), optimizer.velocity


def moving(*shape):
    """Return a draw of weights on the move, a gradient, a learning rate and mu."""
    return lambda rng: {
        "w": rng.normal(scale=2, size=shape),
        "v": rng.normal(size=shape),
        "gradient": rng.normal(scale=3, size=shape),
        "learning_rate": rng.uniform(0.05, 0.5),
        "mu": rng.uniform(0.5, 0.8),
    }


AT_REST = {
    "w": np.array([1.0, -2.0]),
    "v": np.array([0.0, 0.0]),
    "gradient": np.array([2.0, 4.0]),
    "learning_rate": 0.1,
}
MOVING = AT_REST | {"v": np.array([-0.5, 1.0])}

MOMENTUM_STEP = "def momentum_step(w, v, gradient, learning_rate, mu=0.9):"

RATE_OUTSIDE = (
    "Some programs leave the learning rate out of the velocity and multiply by it only when the weights move. "
    "In this text the rate stands inside the velocity, with the gradient."
)

MOMENTUM = Exercise(
    id="momentum",
    title="Momentum",
    reference={"momentum_step": momentum_step},
    needs=("descent_step",),
    parts=(
        Part(
            "at rest or moving, mu = 0.9",
            "momentum_step(w, v, gradient, learning_rate)",
            edges=(AT_REST, MOVING),
        ),
        Part("any mu, any shape", "momentum_step(w, v, gradient, learning_rate, mu)", moving(2, 3)),
        Part(
            "two steps in a row",
            "momentum_step(*momentum_step(w, v, gradient, learning_rate, mu), 2 * gradient, learning_rate, mu)",
            moving(3),
        ),
    ),
    mistakes=(
        Mistake(
            "old-velocity",
            "You move by the *old* velocity. First change it, then move.",
            MOMENTUM_STEP
            + """
                return w + v, mu * v - learning_rate * gradient
            """,
        ),
        Mistake(
            "uphill",
            "The velocity grows uphill: the gradient pulls it the other way.",
            MOMENTUM_STEP
            + """
                v = mu * v + learning_rate * gradient
                return w + v, v
            """,
        ),
        Mistake(
            "other-sign-convention",
            "Some programs store the velocity with the other sign and subtract it. Here it points where the weights "
            "go: it is added to them.",
            MOMENTUM_STEP
            + """
                v = mu * v + learning_rate * gradient
                return w - v, v
            """,
        ),
        Mistake(
            "rate-outside",
            RATE_OUTSIDE,
            MOMENTUM_STEP
            + """
                v = mu * v - gradient
                return w + learning_rate * v, v
            """,
        ),
        Mistake(
            "rate-outside-other-sign",
            RATE_OUTSIDE + " And it is added to the weights, not subtracted.",
            MOMENTUM_STEP
            + """
                v = mu * v + gradient
                return w - learning_rate * v, v
            """,
        ),
        Mistake(
            "rate-twice",
            "The learning rate multiplies the whole velocity once more when the weights move. They move by the "
            "velocity as it is.",
            MOMENTUM_STEP
            + """
                v = mu * v - learning_rate * gradient
                return w + learning_rate * v, v
            """,
        ),
        Mistake(
            "running-mean",
            "You weight the gradient by 1 - mu. Some programs do; the formula in this text does not.",
            MOMENTUM_STEP
            + """
                v = mu * v - (1 - mu) * learning_rate * gradient
                return w + v, v
            """,
        ),
        Mistake(
            "running-mean-other-sign",
            "You weight the gradient by 1 - mu and store the velocity with the other sign. Some programs do both; "
            "the formula in this text does neither.",
            MOMENTUM_STEP
            + """
                v = mu * v + (1 - mu) * learning_rate * gradient
                return w - v, v
            """,
        ),
        Mistake(
            "running-mean-of-gradients",
            "Your velocity is a running mean of the gradients, and the learning rate comes in when the weights move. "
            "Some programs do so; the formula in this text has no 1 - mu, and the rate inside the velocity.",
            MOMENTUM_STEP
            + """
                v = mu * v + (1 - mu) * gradient
                return w - learning_rate * v, v
            """,
        ),
        Mistake(
            "no-friction",
            "mu is missing: the velocity is never slowed down.",
            MOMENTUM_STEP
            + """
                v = v - learning_rate * gradient
                return w + v, v
            """,
        ),
        Mistake(
            "no-memory",
            "The old velocity is forgotten: this is plain gradient descent.",
            MOMENTUM_STEP
            + """
                v = -learning_rate * gradient
                return w + v, v
            """,
        ),
        Mistake(
            "mu-outside",
            "mu multiplies the gradient, too. It belongs to the old velocity only.",
            MOMENTUM_STEP
            + """
                v = mu * (v - learning_rate * gradient)
                return w + v, v
            """,
        ),
        Mistake(
            "mu-again",
            "mu is used twice: the weights move by the whole new velocity.",
            MOMENTUM_STEP
            + """
                v = mu * v - learning_rate * gradient
                return w + mu * v, v
            """,
        ),
        Mistake(
            "order",
            "Both numbers are there, but in the wrong order: first the weights, then the velocity.",
            MOMENTUM_STEP
            + """
                v = mu * v - learning_rate * gradient
                return v, w + v
            """,
        ),
        Mistake(
            "in-place",
            "`*=`, `-=` and `+=` change the arrays that were handed in.",
            MOMENTUM_STEP
            + """
                v *= mu
                v -= learning_rate * gradient
                w += v
                return w, v
            """,
        ),
        Mistake(
            "running-mean-of-gradients-downhill",
            "Your velocity is a running mean of the gradients, and the learning rate comes in when the "
            "weights move. Some programs do so; the formula in this text has no 1 - mu, and the rate inside "
            "the velocity.",
            MOMENTUM_STEP
            + """
                v = mu * v - (1 - mu) * gradient
                return w + learning_rate * v, v
            """,
        ),
        Mistake(
            "mu-as-friction",
            "mu is what *survives* of the old velocity. Yours takes 1 - mu of it, as if mu were what is lost.",
            MOMENTUM_STEP
            + """
                v = (1 - mu) * v - learning_rate * gradient
                return w + v, v
            """,
        ),
        Mistake(
            "subtracted",
            "The velocity points downhill already: add it to the weights.",
            MOMENTUM_STEP
            + """
                v = mu * v - learning_rate * gradient
                return w - v, v
            """,
        ),
        Mistake(
            "mu-fixed",
            "The argument `mu` is ignored: 0.9 is written in your formula.",
            MOMENTUM_STEP
            + """
                v = 0.9 * v - learning_rate * gradient
                return w + v, v
            """,
        ),
        Mistake(
            "no-velocity-returned",
            "The next step needs the velocity, too: return the weights and the velocity.",
            MOMENTUM_STEP + " return w + mu * v - learning_rate * gradient",
        ),
    ),
    alternatives=(
        MOMENTUM_STEP
        + """
            v = mu * v - learning_rate * gradient
            return w + v, v
        """,
        MOMENTUM_STEP
        + """
            new_v = -learning_rate * gradient
            new_v += mu * v
            new_w = w.copy()
            new_w += new_v
            return [new_w, new_v]
        """,
        MOMENTUM_STEP
        + """
            new_w = descent_step(w, gradient, learning_rate) + mu * v
            return new_w, new_w - w
        """,
        MOMENTUM_STEP
        + """
            return w + mu * v - learning_rate * gradient, np.subtract(mu * v, learning_rate * gradient)
        """,
        MOMENTUM_STEP
        + """
            v = descent_step(mu * v, gradient, learning_rate)
            return np.add(w, v), v
        """,
    ),
    conventions=(
        "v = mu * v - learning_rate * gradient",
        "w = w + v",
        "first the weights, then the velocity",
    ),
    hints=(
        "Two lines, in this order: the new velocity from the old one and the gradient; then the new weights.",
        "w = 1, v = -0.5, gradient 2, learning rate 0.1, mu 0.9: v becomes 0.9 · (-0.5) - 0.1 · 2 = -0.65, "
        "and w becomes 1 - 0.65 = 0.35.",
    ),
)

EXERCISES = (MOMENTUM,)
