"""Batch normalisation, forward."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
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
    mistakes=(
        Mistake(
            "eps-outside-the-root",
            "`eps` is added to the variance, under the square root, not to the standard deviation.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = X.std(axis=0) + eps
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "eps-forgotten",
            "Without `eps`, a feature that is constant over the batch is divided by zero.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = X.std(axis=0)
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "samples-minus-one",
            "The batch's variance divides by the number of samples here, not by one less.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0, ddof=1) + eps)
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "per-sample",
            "You standardise each sample (a row). Batch normalisation standardises each *feature* over the batch.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=1) + eps)
                X_hat = (X - X.mean(axis=1, keepdims=True)) / std[:, np.newaxis]
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "whole-batch",
            "You took one mean and one variance of all numbers. Each feature has its own: `axis=0`.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var() + eps)
                X_hat = (X - X.mean()) / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "divided-by-variance",
            "You divide by the variance. The spread becomes 1 only if you divide by its square root.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = X.var(axis=0) + eps
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "mean-kept",
            "The mean is not subtracted.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = X / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "no-scale-and-shift",
            "The output is not the standardised features themselves: it is `gamma` times them, plus `beta`.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = (X - X.mean(axis=0)) / std
                return X_hat, X_hat, std
            """,
        ),
        Mistake(
            "shift-before-scale",
            "First the scale, then the shift: `beta` is not multiplied by `gamma`.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * (X_hat + beta), X_hat, std
            """,
        ),
        Mistake(
            "scale-twice",
            "`X_hat` is what stands *before* scale and shift; yours has them already.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = gamma * (X - X.mean(axis=0)) / std + beta
                return X_hat, X_hat, std
            """,
        ),
        Mistake(
            "eps-fixed",
            "`eps` is always 1e-5 in yours. Use the argument.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + 1e-5)
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "in-place",
            "Your function changes `X` itself. Write `X = X - ...`, not `X -= ...`.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                X -= X.mean(axis=0)
                std = np.sqrt(X.var(axis=0) + eps)
                X /= std
                return gamma * X + beta, X, std
            """,
        ),
        Mistake(
            "std-without-eps",
            "The third result is the root with eps in it, by which you divided: the backward pass needs that one.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X_hat + beta, X_hat, X.std(axis=0)
            """,
        ),
        Mistake(
            "returns-variance",
            "The third result is the standard deviation, by which you divided; yours is its square.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X_hat + beta, X_hat, std**2
            """,
        ),
        Mistake(
            "brackets",
            "Division comes before subtraction: put brackets around `X - mean`.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = X - X.mean(axis=0) / std
                return gamma * X_hat + beta, X_hat, std
            """,
        ),
        Mistake(
            "scale-and-shift-swapped",
            "gamma scales and beta shifts; yours does it the other way round.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = (X - X.mean(axis=0)) / std
                return beta * X_hat + gamma, X_hat, std
            """,
        ),
        Mistake(
            "scales-the-input",
            "You scale and shift X. It is the standardised X_hat that is scaled and shifted.",
            """
            def batch_norm_train(X, gamma, beta, eps=1e-5):
                std = np.sqrt(X.var(axis=0) + eps)
                X_hat = (X - X.mean(axis=0)) / std
                return gamma * X + beta, X_hat, std
            """,
        ),
    ),
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
