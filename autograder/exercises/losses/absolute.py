"""The mean absolute error, which one wild number does not upset."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from autograder.exercises.losses.squared import TWO_TARGETS, numbers
from source_lib import losses

A_HIT = {"y_true": np.array([1.0, -2.0, 0.5, 4.0]), "y_pred": np.array([3.0, -2.0, 0.0, -1.0])}
VALUE = "def mae(y_true, y_pred): return np.mean(np.abs(y_pred - y_true))"
SLOPE = "def mae_gradient(y_true, y_pred): return np.sign(y_pred - y_true) / y_pred.size"

MAE = Exercise(
    id="mae",
    title="Mean absolute error",
    reference={"mae": losses.mae, "mae_gradient": losses.mae_gradient},
    parts=(
        Part("the loss", "mae(y_true, y_pred)", numbers(5), edges=(A_HIT, TWO_TARGETS)),
        Part("the gradient", "mae_gradient(y_true, y_pred)", numbers(4, 3)),
        Part(
            "the gradient where a prediction hits", "mae_gradient(y_true, y_pred)", edges=(A_HIT, TWO_TARGETS)
        ),
    ),
    mistakes=(
        Mistake(
            "signs-cancel",
            "Errors upwards and downwards cancel in yours: take the absolute value first, then the mean.",
            code("def mae(y_true, y_pred): return np.abs(np.mean(y_pred - y_true))", SLOPE),
        ),
        Mistake(
            "sum",
            "This is the sum of the distances. Their mean is asked for.",
            code("def mae(y_true, y_pred): return np.sum(np.abs(y_pred - y_true))", SLOPE),
        ),
        Mistake(
            "squared",
            "These are squares. Here the plain distance counts.",
            code("def mae(y_true, y_pred): return np.mean((y_pred - y_true) ** 2)", SLOPE),
        ),
        Mistake(
            "uphill",
            "The gradient has the wrong sign: if a prediction is too high, raising it further must raise the loss.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return np.sign(y_true - y_pred) / y_pred.size"),
        ),
        Mistake(
            "mean-forgotten",
            "The loss is a mean, so each entry has only a share in it: the gradient must be divided, too.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return np.sign(y_pred - y_true)"),
        ),
        Mistake(
            "divided-by-rows",
            "You divide the gradient by the number of rows; the mean is taken over all entries.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return np.sign(y_pred - y_true) / len(y_pred)"),
        ),
        Mistake(
            "gradient-positive",
            "Your gradient is never negative: a prediction that is too low must be pushed up.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return np.abs(y_pred - y_true) / y_pred.size"),
        ),
        Mistake(
            "sign-of-prediction",
            "You take the sign of the prediction. What counts is on which side of the *target* it lies.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return np.sign(y_pred) / y_pred.size"),
        ),
        Mistake(
            "too-low-is-flat",
            "In your gradient a prediction that is too low has the slope 0. It must be pushed up as "
            "much as one that is too high is pushed down.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return (y_pred > y_true) / y_pred.size"),
        ),
        Mistake(
            "median",
            "This is the median of the distances. Their mean is asked for.",
            code("def mae(y_true, y_pred): return np.median(np.abs(y_pred - y_true))", SLOPE),
        ),
        Mistake(
            "no-sign",
            "The slope of |r| is not r itself: it is the same however far away the target lies.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return (y_pred - y_true) / y_pred.size"),
        ),
        Mistake(
            "always-up",
            "Your slope is never negative. Where the prediction is too low, raising it lowers the loss.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return np.ones(y_pred.shape) / y_pred.size"),
        ),
        Mistake(
            "always-up-but-hits",
            "Your slope is never negative. Where the prediction is too low, raising it lowers the loss.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return 1.0 * (y_pred != y_true) / y_pred.size"),
        ),
        Mistake(
            "zero-over-zero",
            "r / |r| is 0 / 0 where a prediction hits exactly. The convention there is 0.",
            code(
                VALUE,
                """
                def mae_gradient(y_true, y_pred):
                    r = y_pred - y_true
                    return r / np.abs(r) / r.size
                """,
            ),
        ),
        Mistake(
            "down-at-a-hit",
            "Where a prediction hits exactly, the convention is 0: there is nothing to correct.",
            code(
                VALUE,
                "def mae_gradient(y_true, y_pred): return np.where(y_pred > y_true, 1, -1) / y_pred.size",
            ),
        ),
        Mistake(
            "up-at-a-hit",
            "Where a prediction hits exactly, the convention is 0: yours pushes it down.",
            code(
                VALUE,
                "def mae_gradient(y_true, y_pred): return np.where(y_pred >= y_true, 1, -1) / y_pred.size",
            ),
        ),
        Mistake(
            "each-sample",
            "These are the distances. One number is asked for: their mean.",
            code("def mae(y_true, y_pred): return np.abs(y_pred - y_true)", SLOPE),
        ),
        Mistake(
            "no-absolute-value",
            "Errors upwards and downwards cancel in yours: the absolute value is missing.",
            code("def mae(y_true, y_pred): return np.mean(y_pred - y_true)", SLOPE),
        ),
        Mistake(
            "loss-over-rows",
            "You divide the loss by the number of rows; the mean is taken over all entries.",
            code("def mae(y_true, y_pred): return np.sum(np.abs(y_pred - y_true)) / len(y_pred)", SLOPE),
        ),
        Mistake(
            "one-loss-a-column",
            "You get one number for each target. The mean over all entries is a single number.",
            code("def mae(y_true, y_pred): return np.mean(np.abs(y_pred - y_true), axis=0)", SLOPE),
        ),
        Mistake(
            "one-number",
            "The gradient has an entry for each prediction, so it has the shape of `y_pred`.",
            code(VALUE, "def mae_gradient(y_true, y_pred): return np.mean(np.sign(y_pred - y_true))"),
        ),
        Mistake(
            "two-left",
            "The 2 comes from a square. The distance is not squared: its slope is 1 or -1.",
            code(
                VALUE, "def mae_gradient(y_true, y_pred): return 2 * np.sign(y_pred - y_true) / y_pred.size"
            ),
        ),
    ),
    alternatives=(
        code(VALUE, SLOPE),
        code(
            "def mae(y_true, y_pred): return abs(y_true - y_pred).sum() / y_true.size",
            """
            def mae_gradient(y_true, y_pred):
                up = (y_pred > y_true).astype(float)
                down = (y_pred < y_true).astype(float)
                return (up - down) / y_pred.size
            """,
        ),
        code(
            "def mae(y_true, y_pred): return np.mean(np.sqrt((y_pred - y_true) ** 2))",
            """
            def mae_gradient(y_true, y_pred):
                r = y_pred - y_true
                return np.where(r > 0, 1, np.where(r < 0, -1, 0)) / r.size
            """,
        ),
        code(
            "def mae(y_true, y_pred): return np.mean(np.maximum(y_true, y_pred) - np.minimum(y_true, y_pred))",
            """
            def mae_gradient(y_true, y_pred):
                grad = np.zeros(y_pred.shape)
                grad[y_pred > y_true] = 1 / y_pred.size
                grad[y_pred < y_true] = -1 / y_pred.size
                return grad
            """,
        ),
        code(
            """
            def mae(y_true, y_pred):
                distances = [abs(p - t) for t, p in zip(y_true.ravel(), y_pred.ravel())]
                return sum(distances) / len(distances)
            """,
            """
            def mae_gradient(y_true, y_pred):
                grad = np.empty_like(y_pred)
                for place in np.ndindex(grad.shape):
                    r = y_pred[place] - y_true[place]
                    grad[place] = 0 if r == 0 else r / abs(r)
                return grad / grad.size
            """,
        ),
    ),
    conventions=("where a prediction hits exactly, the gradient is 0",),
    hints=(
        "The slope of |r| is +1 to the right of 0 and -1 to the left. Which NumPy function is +1, 0 or -1?",
        "y_true = [1, 0, 2, 2], y_pred = [4, 0, 1, 3]: the distances are 3, 0, 1, 1, the loss 1.25, "
        "the gradient [0.25, 0, -0.25, 0.25].",
    ),
    equivalent=(
        Equivalent("line 3: `y_pred - y_true` -> `y_true - y_pred`", "a distance does not see the sign"),
    ),
)

EXERCISES = (MAE,)
