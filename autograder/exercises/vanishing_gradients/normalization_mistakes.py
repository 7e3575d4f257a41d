"""What newcomers write for batch normalisation, and the sentence that helps."""

from autograder.exercises.declaration import Mistake


def normalised(
    std="np.sqrt(X.var(axis=0) + eps)",
    X_hat="(X - X.mean(axis=0)) / std",
    result="gamma * X_hat + beta, X_hat, std",
):
    """Return the source of an answer, some of its expressions replaced."""
    return f"""
def batch_norm_train(X, gamma, beta, eps=1e-5):
    std = {std}
    X_hat = {X_hat}
    return {result}
"""


MISTAKES = (
    Mistake(
        "eps-outside-the-root",
        "`eps` is added to the variance, under the square root, not to the standard deviation.",
        normalised(std="X.std(axis=0) + eps"),
    ),
    Mistake(
        "eps-forgotten",
        "Without `eps`, a feature that is constant over the batch is divided by zero.",
        normalised(std="X.std(axis=0)"),
    ),
    Mistake(
        "samples-minus-one",
        "The batch's variance divides by the number of samples here, not by one less.",
        normalised(std="np.sqrt(X.var(axis=0, ddof=1) + eps)"),
    ),
    Mistake(
        "per-sample",
        "You standardise each sample (a row). Batch normalisation standardises each *feature* over the batch.",
        normalised(
            std="np.sqrt(X.var(axis=1) + eps)",
            X_hat="(X - X.mean(axis=1, keepdims=True)) / std[:, np.newaxis]",
        ),
    ),
    Mistake(
        "whole-batch",
        "You took one mean and one variance of all numbers. Each feature has its own: `axis=0`.",
        normalised(std="np.sqrt(X.var() + eps)", X_hat="(X - X.mean()) / std"),
    ),
    Mistake(
        "divided-by-variance",
        "You divide by the variance. The spread becomes 1 only if you divide by its square root.",
        normalised(std="X.var(axis=0) + eps"),
    ),
    Mistake(
        "mean-kept",
        "The mean is not subtracted.",
        normalised(X_hat="X / std"),
    ),
    Mistake(
        "no-scale-and-shift",
        "The output is not the standardised features themselves: it is `gamma` times them, plus `beta`.",
        normalised(result="X_hat, X_hat, std"),
    ),
    Mistake(
        "shift-before-scale",
        "First the scale, then the shift: `beta` is not multiplied by `gamma`.",
        normalised(result="gamma * (X_hat + beta), X_hat, std"),
    ),
    Mistake(
        "scale-twice",
        "`X_hat` is what stands *before* scale and shift; yours has them already.",
        normalised(X_hat="gamma * (X - X.mean(axis=0)) / std + beta", result="X_hat, X_hat, std"),
    ),
    Mistake(
        "eps-fixed",
        "`eps` is always 1e-5 in yours. Use the argument.",
        normalised(std="np.sqrt(X.var(axis=0) + 1e-5)"),
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
        normalised(result="gamma * X_hat + beta, X_hat, X.std(axis=0)"),
    ),
    Mistake(
        "returns-variance",
        "The third result is the standard deviation, by which you divided; yours is its square.",
        normalised(result="gamma * X_hat + beta, X_hat, std**2"),
    ),
    Mistake(
        "brackets",
        "Division comes before subtraction: put brackets around `X - mean`.",
        normalised(X_hat="X - X.mean(axis=0) / std"),
    ),
    Mistake(
        "scale-and-shift-swapped",
        "gamma scales and beta shifts; yours does it the other way round.",
        normalised(result="beta * X_hat + gamma, X_hat, std"),
    ),
    Mistake(
        "scales-the-input",
        "You scale and shift X. It is the standardised X_hat that is scaled and shifted.",
        normalised(result="gamma * X + beta, X_hat, std"),
    ),
    Mistake(
        "mean-not-divided",
        "You divide X alone and then take the mean off. Put brackets around `X - mean`.",
        normalised(X_hat="X / std - X.mean(axis=0)"),
    ),
    Mistake(
        "multiplied-by-std",
        "You multiply by the standard deviation. Divide by it, so that the spread becomes 1.",
        normalised(X_hat="(X - X.mean(axis=0)) * std"),
    ),
    Mistake(
        "mean-minus-X",
        "Mean minus value: the sign is the wrong way round.",
        normalised(X_hat="(X.mean(axis=0) - X) / std"),
    ),
    Mistake(
        "mean-added",
        "You add the mean. Subtract it, so that the features lie around 0.",
        normalised(X_hat="(X + X.mean(axis=0)) / std"),
    ),
    Mistake(
        "shift-subtracted",
        "`beta` is added, not subtracted.",
        normalised(result="gamma * X_hat - beta, X_hat, std"),
    ),
    Mistake(
        "no-shift",
        "`beta` is missing in the output.",
        normalised(result="gamma * X_hat, X_hat, std"),
    ),
    Mistake(
        "no-scale",
        "`gamma` is missing in the output.",
        normalised(result="X_hat + beta, X_hat, std"),
    ),
    Mistake(
        "output-only",
        "Three results are asked for: the output, X_hat and the divisor.",
        normalised(result="gamma * X_hat + beta"),
    ),
    Mistake(
        "two-results",
        "The divisor is missing: three results are asked for.",
        normalised(result="gamma * X_hat + beta, X_hat"),
    ),
    Mistake(
        "order",
        "The results are in another order: first the output, then X_hat, then the divisor.",
        normalised(result="X_hat, gamma * X_hat + beta, std"),
    ),
    Mistake(
        "median",
        "You take the median off. The text takes the mean.",
        normalised(X_hat="(X - np.median(X, axis=0)) / std"),
    ),
    Mistake(
        "root-of-squares",
        "You take the mean square without taking the mean off first. The variance is measured "
        "around the mean.",
        normalised(std="np.sqrt((X**2).mean(axis=0) + eps)"),
    ),
    Mistake(
        "sum-of-squares",
        "The variance is the *mean* of the squared distances, not their sum.",
        normalised(std="np.sqrt(((X - X.mean(axis=0)) ** 2).sum(axis=0) + eps)"),
    ),
    Mistake(
        "stretched",
        "You divide by the range from the smallest to the largest value. The standard deviation is "
        "asked for.",
        normalised(std="X.max(axis=0) - X.min(axis=0) + eps"),
    ),
    Mistake(
        "one-statistic-for-all",
        "You took one mean and one variance of all numbers. Each feature has its own: `axis=0`.",
        normalised(
            std="np.sqrt(X.var() + eps)",
            X_hat="(X - X.mean()) / std",
            result="gamma * X_hat + beta, X_hat, np.full(X.shape[1], std)",
        ),
    ),
)
