"""Momentum: the steps before this one still count."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.gradient_descent.momentum_mistakes import MISTAKES, MOMENTUM_STEP
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
    mistakes=MISTAKES,
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
