"""The gradient of a mean loss is the mean of the samples' gradients."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from source_lib.losses import mse, mse_gradient

LOSS_RIGHT = "def fit_loss(X, y_true, weights): return np.mean((X @ weights - y_true) ** 2)"
GRADIENT_RIGHT = """
    def fit_gradient(X, y_true, weights):
        return 2 * X.T @ (X @ weights - y_true) / len(X)
"""


def mean_gradient(X, y_true, weights):
    """Return the gradient of the mean squared error of a linear model."""
    return X.T @ mse_gradient(y_true, X @ weights)


def samples(count, features):
    """Return a draw of a data set of that size, and weights."""
    return lambda rng: {
        "X": rng.normal(scale=2, size=(count, features)),
        "y_true": rng.normal(scale=3, size=count),
        "weights": rng.normal(size=features),
    }


WORKED = {
    "X": np.array([[1.0, 2.0], [3.0, 0.0], [0.0, -1.0]]),
    "y_true": np.array([2.0, 1.0, 4.0]),
    "weights": np.array([1.0, 1.0]),
}

FIT = Exercise(
    id="fit-gradient",
    title="The mean loss and its gradient",
    reference={
        "fit_loss": lambda X, y_true, weights: mse(y_true, X @ weights),
        "fit_gradient": mean_gradient,
    },
    needs=("numerical_gradient",),
    parts=(
        Part("the loss", "fit_loss(X, y_true, weights)", samples(5, 3), edges=(WORKED,)),
        Part("the gradient", "fit_gradient(X, y_true, weights)", samples(5, 3), edges=(WORKED,), points=2),
        Part("the gradient of one sample", "fit_gradient(X, y_true, weights)", samples(1, 4)),
    ),
    mistakes=(
        Mistake(
            "loss-summed",
            "This is the *sum* of the squared errors. Losses of this course are means over the samples.",
            code(
                "def fit_loss(X, y_true, weights): return np.sum((X @ weights - y_true) ** 2)", GRADIENT_RIGHT
            ),
        ),
        Mistake(
            "gradient-summed",
            "This is the *sum* of the samples' gradients. The loss is a mean, so its gradient is one, too.",
            code(LOSS_RIGHT, "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true)"),
        ),
        Mistake(
            "both-summed",
            "Loss and gradient are *sums* over the samples here. In this course both are means.",
            code(
                "def fit_loss(X, y_true, weights): return np.sum((X @ weights - y_true) ** 2)",
                "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true)",
            ),
        ),
        Mistake(
            "factor-two",
            "Half of what it must be: the derivative of a square brings down a factor.",
            code(
                LOSS_RIGHT,
                "def fit_gradient(X, y_true, weights): return X.T @ (X @ weights - y_true) / len(X)",
            ),
        ),
        Mistake(
            "half-the-loss",
            "Some books put a ½ before the squares so that the 2 of the derivative cancels. This course does not.",
            code(
                "def fit_loss(X, y_true, weights): return 0.5 * np.mean((X @ weights - y_true) ** 2)",
                "def fit_gradient(X, y_true, weights): return X.T @ (X @ weights - y_true) / len(X)",
            ),
        ),
        Mistake(
            "sign",
            "The sign of the gradient is the wrong way round: it is prediction minus truth.",
            code(
                LOSS_RIGHT,
                "def fit_gradient(X, y_true, weights): return 2 * X.T @ (y_true - X @ weights) / len(X)",
            ),
        ),
        Mistake(
            "inputs-forgotten",
            "This is the mean of the errors. By the chain rule, each error is multiplied by the inputs that "
            "the weights were multiplied by.",
            code(
                LOSS_RIGHT,
                """
                def fit_gradient(X, y_true, weights):
                    return np.full(X.shape[1], 2 * np.mean(X @ weights - y_true))
                """,
            ),
        ),
        Mistake(
            "wrong-count",
            "You divide by the number of features. The mean is one over the samples.",
            code(
                LOSS_RIGHT,
                "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true) / X.shape[1]",
            ),
        ),
        Mistake(
            "each-sample",
            "These are the gradients of the single samples, a row each. Take their mean over the samples.",
            code(
                LOSS_RIGHT,
                """
                def fit_gradient(X, y_true, weights):
                    return 2 * X * (X @ weights - y_true)[:, np.newaxis]
                """,
            ),
        ),
        Mistake(
            "counts-entries",
            "You divide by the number of all entries of X. The mean is one over the samples, which are its rows.",
            code(
                LOSS_RIGHT,
                "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true) / X.size",
            ),
        ),
        Mistake(
            "one-number",
            "You average over everything, so one number is left. The gradient has one for each weight: take the mean "
            "over the samples only.",
            code(
                LOSS_RIGHT,
                """
                def fit_gradient(X, y_true, weights):
                    return np.mean(2 * (X @ weights - y_true)[:, np.newaxis] * X)
                """,
            ),
        ),
        Mistake(
            "square-of-the-mean",
            "This is the square of the mean error, in which errors of opposite sign cancel. Square first, "
            "then average.",
            code(
                "def fit_loss(X, y_true, weights): return np.mean(X @ weights - y_true) ** 2", GRADIENT_RIGHT
            ),
        ),
        Mistake(
            "root",
            "This is the root of the mean squared error; the text takes no root.",
            code(
                "def fit_loss(X, y_true, weights): return np.sqrt(np.mean((X @ weights - y_true) ** 2))",
                GRADIENT_RIGHT,
            ),
        ),
        Mistake(
            "half-the-sum",
            "This is half the *sum* of the squared errors. The loss here is their mean, without a ½.",
            code(
                "def fit_loss(X, y_true, weights): return np.sum((X @ weights - y_true) ** 2) / 2",
                GRADIENT_RIGHT,
            ),
        ),
        Mistake(
            "not-squared",
            "The loss takes the errors as they are, so those of opposite sign cancel. Square them first.",
            code("def fit_loss(X, y_true, weights): return np.mean(X @ weights - y_true)", GRADIENT_RIGHT),
        ),
        Mistake(
            "absolute",
            "These are absolute errors; the mean *squared* error is asked for.",
            code(
                "def fit_loss(X, y_true, weights): return np.mean(np.abs(X @ weights - y_true))",
                GRADIENT_RIGHT,
            ),
        ),
        Mistake(
            "means-multiplied",
            "The mean of a product is not the product of the means: multiply each sample's error with its "
            "inputs first.",
            code(
                LOSS_RIGHT,
                "def fit_gradient(X, y_true, weights): return 2 * np.mean(X @ weights - y_true) * X.mean(axis=0)",
            ),
        ),
        Mistake(
            "errors-squared",
            "The square is gone after differentiating: 2 times the error, times its inputs.",
            code(
                LOSS_RIGHT,
                "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true) ** 2 / len(X)",
            ),
        ),
    ),
    alternatives=(
        code(LOSS_RIGHT, GRADIENT_RIGHT),
        code(
            "def fit_loss(X, y_true, weights): return ((y_true - X.dot(weights)) ** 2).sum() / len(y_true)",
            """
            def fit_gradient(X, y_true, weights):
                errors = X @ weights - y_true
                return np.mean(2 * errors[:, np.newaxis] * X, axis=0)
            """,
        ),
        code(
            """
            def fit_loss(X, y_true, weights):
                total = 0
                for x, y in zip(X, y_true):
                    total += (x @ weights - y) ** 2
                return total / len(X)
            """,
            """
            def fit_gradient(X, y_true, weights):
                total = np.zeros_like(weights)
                for x, y in zip(X, y_true):
                    total += 2 * (x @ weights - y) * x
                return total / len(X)
            """,
        ),
        code(
            """
            def fit_loss(X, y_true, weights):
                errors = X @ weights - y_true
                return errors @ errors / errors.size
            """,
            """
            def fit_gradient(X, y_true, weights):
                errors = np.einsum("nf,f->n", X, weights) - y_true
                return 2 / X.shape[0] * np.einsum("n,nf->f", errors, X)
            """,
        ),
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return (X @ weights - y_true) @ X * 2 / y_true.size",
        ),
        code(
            LOSS_RIGHT,
            """
            def fit_gradient(X, y_true, weights):
                return numerical_gradient(lambda w: fit_loss(X, y_true, w), weights)
            """,
        ),
    ),
    conventions=("the mean of the squared errors, without a ½", "the mean of the samples' gradients"),
    hints=(
        "The errors first: `X @ weights - y_true`, one for each sample. The loss is the mean of their squares. "
        "The gradient of one sample is 2 · error · its row of X.",
        "Two samples x = 1 and x = 3 with one weight 2, truth 1 and 7: the errors are 1 and -1, the loss is 1, the "
        "gradients of the samples are 2 · 1 · 1 = 2 and 2 · (-1) · 3 = -6, their mean is -2.",
    ),
    equivalent=(
        Equivalent(
            "line 3: `X @ weights - y_true` -> `y_true - X @ weights`",
            "the error is squared, so its sign does not matter",
        ),
    ),
)

EXERCISES = (FIT,)
