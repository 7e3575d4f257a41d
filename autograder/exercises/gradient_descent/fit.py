"""The gradient of a mean loss is the mean of the samples' gradients."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part, code
from autograder.exercises.gradient_descent.fit_mistakes import GRADIENT_RIGHT, LOSS_RIGHT, MISTAKES
from source_lib.losses import mse, mse_gradient


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
    mistakes=MISTAKES,
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
