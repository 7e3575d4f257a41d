"""Batch normalisation, backward."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.vanishing_gradients.normalization import batch
from source_lib.normalization import batch_norm_backward

# The two returned by the forward pass are made in the expression, so that they belong to one batch exactly.
STANDARDISED = "(X - X.mean(0)) / np.sqrt(X.var(0) + eps), gamma, np.sqrt(X.var(0) + eps)"
BACKWARD = f"batch_norm_backward(grad_output, {STANDARDISED})"


def arriving(samples, features):
    """Return a draw of what meets batch normalisation in the backward pass."""

    def draw(rng):
        inputs = batch(samples, features)(rng)
        del inputs["beta"]
        return inputs | {"grad_output": rng.normal(loc=1, scale=2, size=(samples, features)), "eps": 1e-5}

    return draw


ARRIVING = {
    "X": np.array([[1.0, 2.0, 0.0], [3.0, -2.0, 4.0], [8.0, 0.5, -1.0]]),
    "gamma": np.array([2.0, -1.0, 0.5]),
    "eps": 1e-5,
    "grad_output": np.array([[1.0, 0.5, -2.0], [3.0, -1.0, 4.0], [-1.5, 2.0, 5.0]]),
}


def backward(grad_X, grad_gamma="(grad_output * X_hat).sum(axis=0)", grad_beta="grad_output.sum(axis=0)"):
    """Return the source of an answer made of these three expressions."""
    return f"""
def batch_norm_backward(grad_output, X_hat, gamma, std):
    samples = len(X_hat)
    grad_X_hat = grad_output * gamma
    mean = grad_X_hat.mean(axis=0)
    along = X_hat * (grad_X_hat * X_hat).mean(axis=0)
    return {grad_X}, {grad_gamma}, {grad_beta}
"""


RIGHT = "(grad_X_hat - mean - along) / std"
BATCH_NORM_BACKWARD = Exercise(
    id="batch-norm-backward",
    title="Batch normalisation, backward",
    reference={"batch_norm_backward": batch_norm_backward},
    parts=(
        Part("the gradient of beta", f"{BACKWARD}[2]", arriving(4, 3), edges=(ARRIVING,), drawn=2),
        Part("the gradient of gamma", f"{BACKWARD}[1]", arriving(4, 3), edges=(ARRIVING,), drawn=2),
        Part("the gradient of X", f"{BACKWARD}[0]", arriving(5, 2), edges=(ARRIVING,), points=2),
    ),
    mistakes=(
        Mistake(
            "statistics-held-fixed",
            "You treat mean and standard deviation as fixed numbers, but each sample moves both. "
            "Two terms of the formula are missing.",
            backward("grad_X_hat / std"),
        ),
        Mistake(
            "variance-held-fixed",
            "The mean's part is there. A sample also changes the standard deviation: the term with X_hat is missing, "
            "or it comes to 0, as a product of two separate means does, since the mean of X_hat is 0. "
            "It holds the mean of the *products*.",
            backward("(grad_X_hat - mean) / std"),
        ),
        Mistake(
            "mean-held-fixed",
            "The standard deviation's part is there. A sample also moves the mean: that term is missing.",
            backward("(grad_X_hat - along) / std"),
        ),
        Mistake(
            "no-division",
            "The last step is missing: everything is divided by `std`.",
            backward("grad_X_hat - mean - along"),
        ),
        Mistake(
            "no-gamma",
            "On its way back the gradient first passes the scale: it is multiplied by `gamma`.",
            backward(
                "(grad_output - grad_output.mean(axis=0) - X_hat * (grad_output * X_hat).mean(axis=0)) / std"
            ),
        ),
        Mistake(
            "sums-for-means",
            "In the gradient of X the two terms are *means* over the batch; yours are sums.",
            backward("(grad_X_hat - samples * mean - samples * along) / std"),
        ),
        Mistake(
            "added",
            "The two terms of the statistics are subtracted: they take away what shifting and stretching "
            "the whole batch would do.",
            backward("(grad_X_hat + mean + along) / std"),
        ),
        Mistake(
            "parameters-averaged",
            "The gradients of gamma and beta are sums over the samples, not means.",
            backward(RIGHT, "(grad_output * X_hat).mean(axis=0)", "grad_output.mean(axis=0)"),
        ),
        Mistake(
            "gamma-without-X-hat",
            "gamma is multiplied by X_hat going forward, so X_hat appears in its gradient.",
            backward(RIGHT, "grad_output.sum(axis=0)"),
        ),
        Mistake(
            "gamma-in-its-own-gradient",
            "gamma · X_hat, differentiated with respect to gamma, has no gamma left.",
            backward(RIGHT, "(grad_X_hat * X_hat).sum(axis=0)"),
        ),
        Mistake(
            "swapped",
            "The last two results are in the wrong order: first the gradient of gamma, then that of beta.",
            backward(RIGHT, "grad_output.sum(axis=0)", "(grad_output * X_hat).sum(axis=0)"),
        ),
        Mistake(
            "not-summed",
            "All samples share one gamma and one beta: add up over the samples.",
            backward(RIGHT, "grad_output * X_hat", "grad_output"),
        ),
        Mistake(
            "multiplied-by-std",
            "You multiply by `std`. Going forward X is divided by it, and so is the gradient.",
            backward("(grad_X_hat - mean - along) * std"),
        ),
        Mistake(
            "divided-by-the-variance",
            "You divide by the square of `std`. Once is enough.",
            backward("(grad_X_hat - mean - along) / std**2"),
        ),
        Mistake(
            "second-term-added",
            "The last term is added in yours. What stretching the batch would do is taken *away*.",
            backward("(grad_X_hat - mean + along) / std"),
        ),
        Mistake(
            "first-term-added",
            "The mean is added in yours. What shifting the batch would do is taken *away*.",
            backward("(grad_X_hat + mean - along) / std"),
        ),
        Mistake(
            "X-hat-forgotten",
            "In the last term the mean of the products is multiplied by X_hat once more: each sample "
            "has its own share of it.",
            backward("(grad_X_hat - mean - (grad_X_hat * X_hat).mean(axis=0)) / std"),
        ),
        Mistake(
            "negative",
            "The sign of the whole is wrong.",
            backward("-(grad_X_hat - mean - along) / std"),
        ),
        Mistake(
            "gamma-at-the-end",
            "gamma is there twice: what arrives has been multiplied by it at the beginning.",
            backward("gamma * (grad_X_hat - mean - along) / std"),
        ),
        Mistake(
            "only-the-last-divided",
            "Put brackets around the three terms: all of them are divided by `std`.",
            backward("grad_X_hat - mean - along / std"),
        ),
        Mistake(
            "mean-of-all",
            "You took one mean of all numbers. Each feature has its own: `axis=0`.",
            backward("(grad_X_hat - grad_X_hat.mean() - X_hat * (grad_X_hat * X_hat).mean()) / std"),
        ),
        Mistake(
            "each-sample",
            "You averaged over the features of each sample. The means go over the samples: `axis=0`.",
            backward("(grad_X_hat - grad_X_hat.mean(axis=1, keepdims=True) - along) / std"),
        ),
        Mistake(
            "arriving-mean",
            "The mean is taken of what arrives, before gamma. It is the mean of what arrives at X_hat.",
            backward("(grad_X_hat - grad_output.mean(axis=0) - along) / std"),
        ),
        Mistake(
            "gamma-averaged",
            "The gradient of gamma is a sum over the samples, not a mean.",
            backward(RIGHT, "(grad_output * X_hat).mean(axis=0)"),
        ),
        Mistake(
            "beta-averaged",
            "The gradient of beta is a sum over the samples, not a mean.",
            backward(RIGHT, "(grad_output * X_hat).sum(axis=0)", "grad_output.mean(axis=0)"),
        ),
        Mistake(
            "beta-with-gamma",
            "beta is added after the scale: no gamma is in its gradient.",
            backward(RIGHT, "(grad_output * X_hat).sum(axis=0)", "grad_X_hat.sum(axis=0)"),
        ),
        Mistake(
            "gamma-as-one-number",
            "gamma has one number for each feature: add up over the samples only.",
            backward(RIGHT, "np.sum(grad_output * X_hat)"),
        ),
        Mistake(
            "beta-as-one-number",
            "beta has one number for each feature: add up over the samples only.",
            backward(RIGHT, "(grad_output * X_hat).sum(axis=0)", "np.sum(grad_output)"),
        ),
        Mistake(
            "sum-in-the-last-term",
            "In the last term stands the *mean* of the products; yours is their sum.",
            backward("(grad_X_hat - mean - samples * along) / std"),
        ),
        Mistake(
            "sum-in-the-first-term",
            "The first term that is taken away is a *mean*; yours is a sum.",
            backward("(grad_X_hat - samples * mean - along) / std"),
        ),
        Mistake(
            "products-not-averaged",
            "The last term holds the *mean* of the products over the samples, for each feature.",
            backward("(grad_X_hat - mean - X_hat * grad_X_hat * X_hat) / std"),
        ),
        Mistake(
            "gamma-along-the-features",
            "gamma has one number for each feature: add up over the samples, `axis=0`.",
            backward(RIGHT, "(grad_output * X_hat).sum(axis=1)"),
        ),
        Mistake(
            "beta-along-the-features",
            "beta has one number for each feature: add up over the samples, `axis=0`.",
            backward(RIGHT, "(grad_output * X_hat).sum(axis=0)", "grad_output.sum(axis=1)"),
        ),
        Mistake(
            "gamma-not-summed",
            "All samples share one gamma: add up over the samples.",
            backward(RIGHT, "grad_output * X_hat"),
        ),
        Mistake(
            "beta-not-summed",
            "All samples share one beta: add up over the samples.",
            backward(RIGHT, "(grad_output * X_hat).sum(axis=0)", "grad_output"),
        ),
        Mistake(
            "beta-is-one",
            "The derivative with respect to beta is 1, but the chain rule multiplies it by what arrives.",
            backward(RIGHT, "(grad_output * X_hat).sum(axis=0)", "np.ones_like(gamma)"),
        ),
    ),
    alternatives=(
        backward(RIGHT),
        """
        def batch_norm_backward(grad_output, X_hat, gamma, std):
            n = len(grad_output)
            grad_beta = grad_output.sum(axis=0)
            grad_gamma = np.einsum("sf,sf->f", grad_output, X_hat)
            return gamma / (n * std) * (n * grad_output - grad_beta - X_hat * grad_gamma), grad_gamma, grad_beta
        """,
        """
        def batch_norm_backward(grad_output, X_hat, gamma, std):
            n = X_hat.shape[0]
            grad_X_hat = grad_output * gamma
            centred = X_hat * std
            grad_variance = np.sum(grad_X_hat * centred, axis=0) * -0.5 * std**-3
            grad_mean = np.sum(grad_X_hat * -1 / std, axis=0) + grad_variance * np.mean(-2 * centred, axis=0)
            grad_X = grad_X_hat / std + grad_variance * 2 * centred / n + grad_mean / n
            return grad_X, np.sum(grad_output * X_hat, axis=0), np.sum(grad_output, axis=0)
        """,
        """
        def batch_norm_backward(grad_output, X_hat, gamma, std):
            n, features = X_hat.shape
            grad_X = np.empty(X_hat.shape)
            for f in range(features):
                jacobian = (np.eye(n) - 1 / n - np.outer(X_hat[:, f], X_hat[:, f]) / n) * gamma[f] / std[f]
                grad_X[:, f] = jacobian @ grad_output[:, f]
            return grad_X, (grad_output * X_hat).sum(0), grad_output.sum(0)
        """,
    ),
    conventions=(
        "returns `grad_X, grad_gamma, grad_beta`",
        "sums over the samples",
        "means over the samples",
    ),
    hints=(
        "Begin with what is near the output: output = gamma · X_hat + beta gives the gradients of beta, gamma and "
        "X_hat. Then put that of X_hat, entry by entry, into the formula.",
        "Two samples, one feature, X_hat = [-1, 1], gamma = 2, std = 4, and the gradient [3, 5] arrives. "
        "grad_beta = 8, grad_gamma = -3 + 5 = 2. Of X_hat: [6, 10], its mean is 8, the mean of (itself · X_hat) "
        "is 2, so grad_X = ([6, 10] - 8 - [-1, 1] · 2) / 4 = [0, 0].",
    ),
)

EXERCISES = (BATCH_NORM_BACKWARD,)
