"""Huber's loss: a parabola near the target, a line far away."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part, code
from autograder.exercises.losses.huber_mistakes import HUBER_SLOPE, HUBER_VALUE, MISTAKES
from autograder.exercises.losses.squared import TWO_TARGETS, numbers
from source_lib import losses


def residuals(*shape):
    """Return a draw whose distances lie on both sides of delta, on both sides of the target."""

    def draw(rng):
        y_true, delta = rng.normal(scale=2, size=shape), rng.uniform(0.5, 3)
        distances = delta * rng.permutation(np.linspace(0.2, 2.5, int(np.prod(shape)))).reshape(shape)
        signs = rng.permutation(np.resize([1, -1], distances.size)).reshape(shape)
        return {"y_true": y_true, "y_pred": y_true + signs * distances, "delta": delta}

    return draw


NEAR = {"y_true": np.array([1.0, 2.0, -1.0]), "y_pred": np.array([1.5, 1.25, -1.0]), "delta": 2.0}
FAR = {"y_true": np.array([1.0, 2.0, -1.0]), "y_pred": np.array([8.0, -5.0, 3.0]), "delta": 1.5}
HUBER = Exercise(
    id="huber",
    title="Huber loss",
    reference={"huber": losses.huber, "huber_gradient": losses.huber_gradient},
    parts=(
        Part("near and far", "huber(y_true, y_pred, delta)", residuals(6), edges=(NEAR, FAR)),
        Part(
            "delta is 1 if it is not given, and there may be several targets",
            "huber(y_true, y_pred)",
            numbers(3, 2),
            edges=(TWO_TARGETS,),
        ),
        Part("the gradient", "huber_gradient(y_true, y_pred, delta)", residuals(2, 3), edges=(NEAR, FAR)),
        Part(
            "the gradient, delta = 1", "huber_gradient(y_true, y_pred)", numbers(4, 2), edges=(TWO_TARGETS,)
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(HUBER_VALUE, HUBER_SLOPE),
        code(
            """
            def huber(y_true, y_pred, delta=1.0):
                r = np.abs(y_pred - y_true)
                near = np.minimum(r, delta)
                return np.mean(near**2 / 2 + delta * (r - near))
            """,
            """
            def huber_gradient(y_true, y_pred, delta=1.0):
                r = y_pred - y_true
                return np.where(np.abs(r) < delta, r, delta * np.sign(r)) / r.size
            """,
        ),
        code(
            """
            def huber(y_true, y_pred, delta=1.0):
                total = 0.0
                for t, p in zip(y_true.ravel(), y_pred.ravel()):
                    r = abs(p - t)
                    total += 0.5 * r * r if r < delta else delta * r - 0.5 * delta**2
                return total / y_pred.size
            """,
            """
            def huber_gradient(y_true, y_pred, delta=1.0):
                grad = (y_pred - y_true) / y_pred.size
                limit = delta / y_pred.size
                grad[grad > limit] = limit
                grad[grad < -limit] = -limit
                return grad
            """,
        ),
        code(
            """
            def huber(y_true, y_pred, delta=1.0):
                r = y_pred - y_true
                far = np.abs(r) > delta
                out = r**2 / 2
                out[far] = delta * np.abs(r[far]) - delta**2 / 2
                return out.mean()
            """,
            """
            def huber_gradient(y_true, y_pred, delta=1.0):
                r = y_pred - y_true
                return r * np.minimum(1, delta / np.maximum(np.abs(r), 1e-300)) / r.size
            """,
        ),
        code(
            """
            def huber(y_true, y_pred, delta=1.0):
                r = y_pred - y_true
                parabola, line = r * r / 2, delta * (abs(r) - delta / 2)
                return np.average(np.select([abs(r) <= delta], [parabola], line))
            """,
            """
            def huber_gradient(y_true, y_pred, delta=1.0):
                return np.maximum(np.minimum(y_pred - y_true, delta), -delta) / np.size(y_pred)
            """,
        ),
    ),
    conventions=(r"\tfrac12 r^2", r"\delta\,\bigl(|r| - \tfrac12 \delta\bigr)", "over all entries"),
    hints=(
        "`np.where(near, parabola, line)`, with `near` a truth value for each entry. For the gradient: the slope of "
        "r²/2 is r, and it stops growing at delta. Which NumPy function limits a number to an interval?",
        "delta = 2. A distance of 1 costs 1/2; a distance of 5 costs 2 · (5 - 1) = 8. "
        "Slopes before dividing: 1 and 2 (or -2 on the other side).",
    ),
    equivalent=(
        Equivalent("line 3: `y_pred - y_true` -> `y_true - y_pred`", "a distance does not see the sign"),
        Equivalent("line 4: `r <= delta` -> `r < delta`", "at r = delta the parabola and the line agree"),
        Equivalent(
            "line 9: `np.clip(y_pred - y_true, -delta, delta)` -> `np.clip(-delta, y_pred - y_true, delta)`",
            "the larger of -delta and r, and then the smaller of that and delta: the order does not matter",
        ),
    ),
)

EXERCISES = (HUBER,)
