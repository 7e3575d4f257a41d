"""Huber's loss: a parabola near the target, a line far away."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
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
HUBER_VALUE = """
def huber(y_true, y_pred, delta=1.0):
    r = np.abs(y_pred - y_true)
    return np.mean(np.where(r <= delta, r**2 / 2, delta * (r - delta / 2)))
"""
HUBER_SLOPE = """
def huber_gradient(y_true, y_pred, delta=1.0):
    return np.clip(y_pred - y_true, -delta, delta) / y_pred.size
"""


def value_of(formula):
    """Return a wrong Huber loss of that formula for one residual `r`, with the right gradient."""
    body = f"""
    def huber(y_true, y_pred, delta=1.0):
        r = y_pred - y_true
        return np.mean({formula})
    """
    return code(body, HUBER_SLOPE)


def slope_of(formula):
    """Return the right Huber loss with a wrong gradient of that formula for the residuals `r`."""
    body = f"""
    def huber_gradient(y_true, y_pred, delta=1.0):
        r = y_pred - y_true
        return {formula}
    """
    return code(HUBER_VALUE, body)


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
    mistakes=(
        Mistake(
            "no-half",
            "Near the target it is *half* the square; only so does it meet the line without a kink.",
            value_of("np.where(np.abs(r) <= delta, r**2, delta * (np.abs(r) - delta / 2))"),
        ),
        Mistake(
            "line-too-high",
            "At a distance of delta your loss jumps: the line must begin where the parabola ends.",
            value_of("np.where(np.abs(r) <= delta, r**2 / 2, delta * np.abs(r))"),
        ),
        Mistake(
            "line-too-flat",
            "Beyond delta the line must go on as steeply as the parabola ended. How steep is r²/2 at r = delta?",
            value_of("np.where(np.abs(r) <= delta, r**2 / 2, np.abs(r) - delta / 2)"),
        ),
        Mistake(
            "one-sided",
            "Too low counts as much as too high: compare the *distance* with delta.",
            value_of("np.where(r <= delta, r**2 / 2, delta * (np.abs(r) - delta / 2))"),
        ),
        Mistake(
            "line-goes-down",
            "Where the prediction is too low, your line goes down: it needs the distance, too.",
            value_of("np.where(np.abs(r) <= delta, r**2 / 2, delta * (r - delta / 2))"),
        ),
        Mistake(
            "swapped",
            "The two branches are swapped: near the target the parabola, far away the line.",
            value_of("np.where(np.abs(r) > delta, r**2 / 2, delta * (np.abs(r) - delta / 2))"),
        ),
        Mistake(
            "delta-ignored",
            "Your loss does not look at `delta`; it always changes over at 1.",
            value_of("np.where(np.abs(r) <= 1, r**2 / 2, np.abs(r) - 1 / 2)"),
        ),
        Mistake(
            "one-mean-for-all",
            "You decide once for the whole batch. Each entry is near or far on its own.",
            value_of("r**2 / 2 if np.mean(np.abs(r)) <= delta else delta * (np.abs(r) - delta / 2)"),
        ),
        Mistake(
            "sum",
            "This is the sum. The mean over all entries is asked for.",
            code(HUBER_VALUE.replace("np.mean", "np.sum"), HUBER_SLOPE),
        ),
        Mistake(
            "gradient-sum",
            "The loss is a mean, so each entry has only a share in it: the gradient must be divided, too.",
            slope_of("np.clip(r, -delta, delta)"),
        ),
        Mistake(
            "gradient-rows",
            "You divide the gradient by the number of rows; the mean is taken over all entries.",
            slope_of("np.clip(r, -delta, delta) / len(r)"),
        ),
        Mistake(
            "gradient-sign",
            "Beyond delta the slope is that of the line, and the line is `delta` times as steep as |r|.",
            slope_of("np.where(np.abs(r) <= delta, r, np.sign(r)) / r.size"),
        ),
        Mistake(
            "gradient-delta-ignored",
            "Your gradient does not look at `delta`: it is always limited to the interval from -1 to 1.",
            slope_of("np.clip(r, -1, 1) / r.size"),
        ),
        Mistake(
            "gradient-far-positive",
            "Far away your slope is delta on both sides. Where the prediction is too low, it must be -delta.",
            slope_of("np.where(np.abs(r) <= delta, r, delta) / r.size"),
        ),
        Mistake(
            "gradient-uphill",
            "The gradient has the wrong sign: if a prediction is too high, raising it further must raise the loss.",
            slope_of("np.clip(-r, -delta, delta) / r.size"),
        ),
        Mistake(
            "gradient-grows-on",
            "Beyond delta the slope does not grow any more: it is delta or -delta, however far away the target lies.",
            slope_of("np.where(np.abs(r) <= delta, r, delta * r) / r.size"),
        ),
        Mistake(
            "gradient-one-side",
            "Your gradient is limited upwards, but not downwards.",
            slope_of("np.minimum(r, delta) / r.size"),
        ),
        Mistake(
            "gradient-positive",
            "Your gradient is never negative: a prediction that is too low must be pushed up.",
            slope_of("np.minimum(np.abs(r), delta) / r.size"),
        ),
        Mistake(
            "gradient-doubled",
            "The parabola is *half* the square: no 2 is left of its derivative.",
            slope_of("np.where(np.abs(r) <= delta, 2 * r, delta * np.sign(r)) / r.size"),
        ),
        Mistake(
            "gradient-vanishes",
            "Far away your gradient is 0, so whatever is far would never come nearer.",
            slope_of("np.where(np.abs(r) <= delta, r, 0) / r.size"),
        ),
        Mistake(
            "doubled",
            "Twice the Huber loss: some books define it so. In this text the parabola has its ½, and the "
            "line fits onto that.",
            value_of("np.where(abs(r) <= delta, r**2, delta * (2 * abs(r) - delta))"),
        ),
        Mistake(
            "line-for-delta-one",
            "The line is that for delta = 1. Where else does delta stand in it?",
            value_of("np.where(abs(r) <= delta, r**2 / 2, abs(r) - 0.5)"),
        ),
        Mistake(
            "the-smaller",
            "You take the smaller of parabola and line. The line touches the parabola at delta, but it lies "
            "below it on both sides: the distance decides.",
            value_of("np.minimum(r**2 / 2, delta * (abs(r) - delta / 2))"),
        ),
    ),
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
