"""Batch normalisation, forward."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.vanishing_gradients.normalization_mistakes import MISTAKES
from source_lib.normalization import batch_norm, batch_statistics


def batch_norm_train(X, gamma, beta, eps=1e-5):
    """Return the library's batch normalisation, with the statistics of the batch itself."""
    mean, variance = batch_statistics(X)
    return batch_norm(X, gamma, beta, mean, variance, eps)


def batch(samples, features):
    """Return a draw of a batch whose features differ in mean and spread."""

    def draw(rng):
        spread, mean = rng.uniform(0.5, 3, features), rng.normal(scale=4, size=features)
        return {
            "X": rng.normal(size=(samples, features)) * spread + mean,
            "gamma": rng.uniform(0.5, 2.5, features) * rng.choice([-1, 1], features),
            "beta": rng.normal(scale=2, size=features),
            "eps": float(rng.uniform(0.1, 0.5)),
        }

    return draw


def plain_batch(samples, features):
    """Return a draw without `eps`."""
    return lambda rng: {name: value for name, value in batch(samples, features)(rng).items() if name != "eps"}


SQUARE = {
    "X": np.array([[1.0, 2.0, 0.0], [3.0, -2.0, 4.0], [8.0, 0.5, -1.0]]),
    "gamma": np.array([2.0, -1.0, 0.5]),
    "beta": np.array([1.0, 3.0, -2.0]),
    "eps": 0.25,
}
CONSTANT = {
    "X": np.array([[5.0, 1.0], [5.0, -3.0], [5.0, 4.0], [5.0, 0.0]]),
    "gamma": np.array([2.0, 1.5]),
    "beta": np.array([-1.0, 0.5]),
}
CALL = "batch_norm_train(X, gamma, beta, eps)"

BATCH_NORM = Exercise(
    id="batch-norm",
    title="Batch normalisation, forward",
    reference={"batch_norm_train": batch_norm_train},
    parts=(
        Part("the standardised features", f"{CALL}[1]", batch(5, 2), edges=(SQUARE,)),
        Part("the output", f"{CALL}[0]", batch(4, 3), edges=(SQUARE,)),
        Part("the divisor", f"{CALL}[2]", batch(4, 3), edges=(SQUARE,)),
        Part(
            "eps as it is by default, and a constant feature",
            "batch_norm_train(X, gamma, beta)[0]",
            plain_batch(3, 2),
            edges=(CONSTANT,),
            drawn=1,
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        """
        def batch_norm_train(X, gamma, beta, eps=1e-5):
            std = np.sqrt(X.var(axis=0) + eps)
            X_hat = (X - X.mean(axis=0)) / std
            return gamma * X_hat + beta, X_hat, std
        """,
        """
        def batch_norm_train(X, gamma, beta, eps=1e-5):
            centred = X - np.sum(X, axis=0) / len(X)
            std = np.hypot(np.linalg.norm(centred, axis=0) / np.sqrt(len(X)), np.sqrt(eps))
            X_hat = centred / std
            return [X_hat * gamma + beta, X_hat, std]
        """,
        """
        def batch_norm_train(X, gamma, beta, eps=1e-5):
            output, X_hat, stds = np.empty(X.shape), np.empty(X.shape), []
            for feature in range(X.shape[1]):
                column = X[:, feature]
                mean = sum(column) / len(column)
                std = (sum((value - mean) ** 2 for value in column) / len(column) + eps) ** 0.5
                X_hat[:, feature] = (column - mean) / std
                output[:, feature] = gamma[feature] * X_hat[:, feature] + beta[feature]
                stds.append(std)
            return output, X_hat, np.array(stds)
        """,
        """
        def batch_norm_train(X, gamma, beta, eps=1e-5):
            mean, square = X.mean(0), (X**2).mean(0)
            std = (square - mean**2 + eps) ** 0.5
            scale = gamma / std
            return X * scale + (beta - mean * scale), (X - mean) / std, std
        """,
    ),
    conventions=(
        "returns `output, X_hat, std`",
        "divides by the number of samples",
        "`eps` stands under the square root",
    ),
    hints=(
        "Mean and variance of each feature: `X.mean(axis=0)` and `X.var(axis=0)`, both of shape (features,). "
        "NumPy subtracts such a row from every row of X.",
        "One feature, batch [1, 3], eps = 0: mean 2, variance 1, so X_hat = [-1, 1]. "
        "With gamma = 10 and beta = 5 the output is [-5, 15].",
    ),
)

EXERCISES = (BATCH_NORM,)
