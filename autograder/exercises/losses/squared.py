"""The mean squared error, and its gradient."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from source_lib import losses


def numbers(*shape):
    """Return a draw of targets and predictions of that shape."""
    return lambda rng: {"y_true": rng.normal(scale=3, size=shape), "y_pred": rng.normal(scale=3, size=shape)}


ONE_TARGET = {"y_true": np.array([1.0, -2.0, 0.5, 4.0]), "y_pred": np.array([3.0, -2.0, 0.0, -1.0])}
TWO_TARGETS = {
    "y_true": np.array([[1.0, 0.0], [2.0, -1.0], [0.0, 5.0]]),
    "y_pred": np.array([[0.5, 2.0], [2.0, 1.0], [-3.0, 4.0]]),
}
VALUE = "def mse(y_true, y_pred): return np.mean((y_pred - y_true) ** 2)"
SLOPE = "def mse_gradient(y_true, y_pred): return 2 * (y_pred - y_true) / y_pred.size"

MSE = Exercise(
    id="mse",
    title="Mean squared error",
    reference={"mse": losses.mse, "mse_gradient": losses.mse_gradient},
    parts=(
        Part("the loss", "mse(y_true, y_pred)", numbers(5), edges=(ONE_TARGET,)),
        Part("the loss, several targets", "mse(y_true, y_pred)", numbers(4, 3), edges=(TWO_TARGETS,)),
        Part("the gradient", "mse_gradient(y_true, y_pred)", numbers(5), edges=(ONE_TARGET,)),
        Part(
            "the gradient, several targets",
            "mse_gradient(y_true, y_pred)",
            numbers(2, 3),
            edges=(TWO_TARGETS,),
        ),
    ),
    mistakes=(
        Mistake(
            "half",
            "There is a half in yours. Some books have it, so that the 2 of the derivative disappears; "
            "in this course the mean squared error has no factor.",
            code("def mse(y_true, y_pred): return np.mean((y_pred - y_true) ** 2) / 2", SLOPE),
        ),
        Mistake(
            "two-forgotten",
            "The derivative of a square brings a factor of 2 with it.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return (y_pred - y_true) / y_pred.size"),
        ),
        Mistake(
            "half-in-both",
            "There is a half in yours, and so no 2 in the gradient. Some books do it so; in this course the mean "
            "squared error has no factor.",
            code(
                "def mse(y_true, y_pred): return np.mean((y_pred - y_true) ** 2) / 2",
                "def mse_gradient(y_true, y_pred): return (y_pred - y_true) / y_pred.size",
            ),
        ),
        Mistake(
            "sum",
            "This is the sum of the squares. Their mean is asked for.",
            code("def mse(y_true, y_pred): return np.sum((y_pred - y_true) ** 2)", SLOPE),
        ),
        Mistake(
            "divided-by-rows",
            "You divide the gradient by the number of rows; the mean is taken over all entries.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return 2 * (y_pred - y_true) / len(y_pred)"),
        ),
        Mistake(
            "sum-over-targets",
            "With several targets a sample you add them up. The mean over *all* entries is asked for.",
            code(
                "def mse(y_true, y_pred): return np.sum((y_pred - y_true) ** 2) / len(y_pred)",
                "def mse_gradient(y_true, y_pred): return 2 * (y_pred - y_true) / len(y_pred)",
            ),
        ),
        Mistake(
            "root",
            "The root of it has a name of its own (root mean squared error); here it is not taken.",
            code("def mse(y_true, y_pred): return np.sqrt(np.mean((y_pred - y_true) ** 2))", SLOPE),
        ),
        Mistake(
            "square-of-mean",
            "First square, then take the mean: in yours, errors upwards and downwards cancel.",
            code("def mse(y_true, y_pred): return np.mean(y_pred - y_true) ** 2", SLOPE),
        ),
        Mistake(
            "not-squared",
            "This is the mean distance. The squares are missing.",
            code("def mse(y_true, y_pred): return np.mean(np.abs(y_pred - y_true))", SLOPE),
        ),
        Mistake(
            "one-loss-a-column",
            "You get one number for each target. The mean over all entries is a single number.",
            code("def mse(y_true, y_pred): return np.mean((y_pred - y_true) ** 2, axis=0)", SLOPE),
        ),
        Mistake(
            "uphill",
            "The gradient has the wrong sign: if a prediction is too high, raising it further must raise the loss.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return 2 * (y_true - y_pred) / y_pred.size"),
        ),
        Mistake(
            "mean-forgotten",
            "The loss is a mean, so each entry has only a share in it: the gradient must be divided, too.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return 2 * (y_pred - y_true)"),
        ),
        Mistake(
            "one-number",
            "The gradient has an entry for each prediction, so it has the shape of `y_pred`.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return np.mean(2 * (y_pred - y_true))"),
        ),
        Mistake(
            "each-sample",
            "These are the squares. One number is asked for: their mean.",
            code("def mse(y_true, y_pred): return (y_pred - y_true) ** 2", SLOPE),
        ),
        Mistake(
            "gradient-positive",
            "Your gradient is never negative: a prediction that is too low must be pushed up.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return 2 * np.abs(y_pred - y_true) / y_pred.size"),
        ),
        Mistake(
            "gradient-without-the-truth",
            "Your gradient does not look at the truth: what counts is how far the prediction is from it.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return 2 * y_pred / y_pred.size"),
        ),
        Mistake(
            "in-place",
            "Your function changes the predictions themselves. Make a new array instead of using `-=`.",
            code(
                """
                def mse(y_true, y_pred):
                    y_pred -= y_true
                    return np.mean(y_pred ** 2)
                """,
                SLOPE,
            ),
        ),
        Mistake(
            "difference-of-squares",
            "You take the difference of the squares. Square the difference.",
            code("def mse(y_true, y_pred): return np.mean(y_pred**2 - y_true**2)", SLOPE),
        ),
        Mistake(
            "caret",
            "In Python `^` is not a power: write `** 2`.",
            code("def mse(y_true, y_pred): return np.mean((y_pred - y_true) ^ 2)", SLOPE),
        ),
        Mistake(
            "axis-1",
            "Where a sample has one target only there is no axis 1. For the mean over *all* entries no "
            "axis is needed.",
            code("def mse(y_true, y_pred): return np.mean((y_pred - y_true) ** 2, axis=1)", SLOPE),
        ),
        Mistake(
            "sum-along-axis-1",
            "Where a sample has one target only there is no axis 1. The mean over all entries needs "
            "neither a sum nor an axis.",
            code("def mse(y_true, y_pred): return np.mean(np.sum((y_pred - y_true) ** 2, axis=1))", SLOPE),
        ),
        Mistake(
            "loss-over-rows",
            "You divide the loss by the number of rows; the mean is taken over all entries.",
            code("def mse(y_true, y_pred): return np.sum((y_pred - y_true) ** 2) / len(y_pred)", SLOPE),
        ),
        Mistake(
            "signs-cancel",
            "Errors upwards and downwards cancel in yours: the squares are missing.",
            code("def mse(y_true, y_pred): return np.mean(y_pred - y_true)", SLOPE),
        ),
        Mistake(
            "residual-alone",
            "Two factors are missing in your gradient: the square brings a 2, and the mean divides by the"
            " number of entries.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return y_pred - y_true"),
        ),
        Mistake(
            "uphill-and-not-divided",
            "The gradient has the wrong sign, and the mean divides by the number of entries.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return 2 * (y_true - y_pred)"),
        ),
        Mistake(
            "square-left",
            "When a square is differentiated, the exponent comes down and *one* factor remains. Yours is "
            "still squared.",
            code(VALUE, "def mse_gradient(y_true, y_pred): return 2 * (y_pred - y_true) ** 2 / y_pred.size"),
        ),
    ),
    alternatives=(
        code(VALUE, SLOPE),
        code(
            "def mse(y_true, y_pred): return ((y_true - y_pred) ** 2).sum() / y_true.size",
            "def mse_gradient(y_true, y_pred): return -2 / y_true.size * (y_true - y_pred)",
        ),
        code(
            "def mse(y_true, y_pred): return np.average(np.square(np.subtract(y_pred, y_true)))",
            "def mse_gradient(y_true, y_pred): return (y_pred - y_true) * 2 / np.prod(y_pred.shape)",
        ),
        code(
            """
            def mse(y_true, y_pred):
                r = (y_pred - y_true).ravel()
                return r @ r / len(r)
            """,
            "def mse_gradient(y_true, y_pred): return (2 * y_pred - 2 * y_true) / y_pred.size",
        ),
        code(
            """
            def mse(y_true, y_pred):
                total, count = 0.0, 0
                for place in np.ndindex(y_pred.shape):
                    total += (y_pred[place] - y_true[place]) ** 2
                    count += 1
                return total / count
            """,
            """
            def mse_gradient(y_true, y_pred):
                grad = np.zeros_like(y_pred)
                for place in np.ndindex(y_pred.shape):
                    grad[place] = 2 * (y_pred[place] - y_true[place]) / y_pred.size
                return grad
            """,
        ),
        code(
            "def mse(y_true, y_pred): return np.linalg.norm(y_pred - y_true) ** 2 / y_pred.size",
            """
            def mse_gradient(y_true, y_pred):
                def slope(t, p):
                    return 2 * (p - t) / y_pred.size
                return np.vectorize(slope)(y_true, y_pred)
            """,
        ),
        code(
            "def mse(y_true, y_pred): return np.mean(y_pred**2 - 2 * y_pred * y_true + y_true**2)",
            "def mse_gradient(y_true, y_pred): return np.ones_like(y_pred) / y_pred.size * 2 * (y_pred - y_true)",
        ),
        code(
            "def mse(y_true, y_pred): return np.var(y_pred - y_true) + np.mean(y_pred - y_true) ** 2", SLOPE
        ),
    ),
    conventions=("without a factor of one half", "over all entries"),
    hints=(
        "For the gradient, take one prediction at a time: in how many of the terms of the mean does it appear, and "
        "what is the derivative of that term?",
        "y_true = [1, 0], y_pred = [3, 1]: the squares are 4 and 1, the loss 2.5. "
        "Gradient: 2 · 2 / 2 = 2 and 2 · 1 / 2 = 1.",
    ),
    equivalent=(
        Equivalent("line 3: `y_pred - y_true` -> `y_true - y_pred`", "a square does not see the sign"),
    ),
)

EXERCISES = (MSE,)
