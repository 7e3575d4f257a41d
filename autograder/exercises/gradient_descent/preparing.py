"""Preparing data with what the training part says, and nothing else."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.preprocessing import Standardizer


def standardize_like(train, other):
    """Return the library's answer."""
    return Standardizer().fit(train).transform(other)


def two_sets(rng):
    """Return a training part and another one, whose means and spreads differ from column to column."""
    spread, middle = rng.uniform(0.5, 4, size=3), rng.uniform(-10, 10, size=3)
    train = middle + spread * rng.normal(size=(5, 3))
    return {"train": train, "other": middle + 1 + 1.5 * spread * rng.normal(size=(4, 3))}


def itself(rng):
    """Return a training part, to be standardized by its own statistics."""
    train = two_sets(rng)["train"]
    return {"train": train, "other": train.copy()}


# On its own, so that whoever forgets this case and errs elsewhere as well is told of both.
CONSTANT = {"train": np.full((3, 1), 2.0), "other": np.array([[2.0], [5.0]])}

STANDARDIZE = Exercise(
    id="standardize",
    title="Standardise like the training part",
    reference={"standardize_like": standardize_like},
    parts=(
        Part("another part", "standardize_like(train, other)", two_sets),
        Part("the training part itself", "standardize_like(train, other)", itself),
        Part("a feature that never changes", "standardize_like(train, other)", edges=(CONSTANT,)),
    ),
    mistakes=(
        Mistake(
            "own-statistics",
            "You use the mean and spread of `other` itself, which must not influence anything. "
            "Both come from the training part.",
            """
            def standardize_like(train, other):
                std = other.std(axis=0)
                return (other - other.mean(axis=0)) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "leak",
            "You use the mean and spread of both parts together: so the test data have a say. "
            "Both come from the training part alone.",
            """
            def standardize_like(train, other):
                everything = np.concatenate([train, other])
                std = everything.std(axis=0)
                return (other - everything.mean(axis=0)) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "spread-of-the-other",
            "The mean is that of the training part, but the spread is that of `other`. Both come from the "
            "training part.",
            """
            def standardize_like(train, other):
                std = other.std(axis=0)
                return (other - train.mean(axis=0)) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "mean-of-the-other",
            "The spread is that of the training part, but the mean is that of `other`. Both come from the "
            "training part.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0)
                return (other - other.mean(axis=0)) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "tiny-number-below",
            "A tiny number added below the line prevents the division by 0, but it makes a feature that never changes "
            "enormous as soon as it does change. The text says what to do with it.",
            """
            def standardize_like(train, other):
                return (other - train.mean(axis=0)) / (train.std(axis=0) + 1e-8)
            """,
        ),
        Mistake(
            "one-mean-for-all",
            "You use one mean and one spread for all features. Each column has its own: `axis=0`.",
            "def standardize_like(train, other): return (other - train.mean()) / train.std()",
        ),
        Mistake(
            "only-centred",
            "The data are centred, but not divided by the spread.",
            "def standardize_like(train, other): return other - train.mean(axis=0)",
        ),
        Mistake(
            "not-centred",
            "The data are divided by the spread, but not centred first.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0)
                return other / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "variance",
            "You divide by the variance. The standard deviation is its root.",
            """
            def standardize_like(train, other):
                var = train.var(axis=0)
                return (other - train.mean(axis=0)) / np.where(var > 0, var, 1)
            """,
        ),
        Mistake(
            "n-minus-one",
            "Your standard deviation divides by n - 1. In this text it divides by n, as `np.std` does.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0, ddof=1)
                return (other - train.mean(axis=0)) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "divides-by-zero",
            "A feature that never changes has the standard deviation 0. The text says what to do with it.",
            "def standardize_like(train, other): return (other - train.mean(axis=0)) / train.std(axis=0)",
        ),
        Mistake(
            "constant-dropped",
            "A feature that never changes should be centred only. Yours is set to 0 whatever the other part says.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0)
                return np.where(std > 0, (other - train.mean(axis=0)) / np.where(std > 0, std, 1), 0.0)
            """,
        ),
        Mistake(
            "train-returned",
            "You return the training part. Asked for is `other`.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0)
                return (train - train.mean(axis=0)) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "brackets",
            "Division comes before subtraction: put brackets around `other - mean`.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0)
                return other - train.mean(axis=0) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "in-place",
            "`-=` changes the data of the caller. Make a new array.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0)
                other -= train.mean(axis=0)
                other /= np.where(std > 0, std, 1)
                return other
            """,
        ),
        Mistake(
            "one-spread-for-all",
            "Each feature has its own mean in yours, but all share one spread. Each column has its own: `axis=0`.",
            "def standardize_like(train, other): return (other - train.mean(axis=0)) / train.std()",
        ),
        Mistake(
            "each-sample",
            "You standardise each sample by its own numbers. A mean and a spread belong to a feature, a "
            "column: `axis=0`.",
            """
            def standardize_like(train, other):
                mean, std = other.mean(axis=1, keepdims=True), other.std(axis=1, keepdims=True)
                return (other - mean) / np.where(std > 0, std, 1)
            """,
        ),
        Mistake(
            "along-the-samples",
            "You average along the features of each sample. A mean and a spread belong to a feature, a "
            "column: `axis=0`.",
            "def standardize_like(train, other): return (other - train.mean(axis=1)) / train.std(axis=1)",
        ),
        Mistake(
            "stretched",
            "You stretch the range from the smallest to the largest value, which is another way to "
            "normalise. Here the standard deviation is asked for.",
            """
            def standardize_like(train, other):
                low, high = train.min(axis=0), train.max(axis=0)
                return (other - low) / np.where(high > low, high - low, 1)
            """,
        ),
        Mistake(
            "nan-to-num",
            "`np.nan_to_num` makes a number of what was divided by 0, but no right one. The text says what "
            "becomes of a feature that never changes.",
            """
            def standardize_like(train, other):
                return np.nan_to_num((other - train.mean(axis=0)) / train.std(axis=0))
            """,
        ),
        Mistake(
            "constant-untouched",
            "A feature that never changes is not scaled, but it is centred. Yours stays as it is.",
            """
            def standardize_like(train, other):
                std = train.std(axis=0)
                return np.where(std > 0, (other - train.mean(axis=0)) / np.where(std > 0, std, 1), other)
            """,
        ),
    ),
    alternatives=(
        """
        def standardize_like(train, other):
            mean, std = train.mean(axis=0), train.std(axis=0)
            return (other - mean) / np.where(std == 0, 1, std)
        """,
        """
        def standardize_like(train, other):
            mean = np.sum(train, axis=0) / len(train)
            std = np.sqrt(np.mean((train - mean) ** 2, 0))
            std[std == 0] = 1
            return (other - mean) / std
        """,
        """
        def standardize_like(train, other):
            columns = []
            for seen, column in zip(train.T, other.T):
                spread = np.std(seen)
                columns.append((column - np.mean(seen)) / (spread if spread > 0 else 1))
            return np.stack(columns, axis=1)
        """,
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            centred = other - train.mean(axis=0)
            return np.divide(centred, std, out=centred.copy(), where=std != 0)
        """,
        """
        def standardize_like(train, other):
            mean = train.mean(0)
            variance = (train**2).mean(0) - mean**2
            return (other - mean) / np.sqrt(np.where(variance > 1e-12, variance, 1))
        """,
    ),
    conventions=("of the *training part*", "is centred only", "divides by the number of samples"),
    hints=(
        "Mean and standard deviation of each column of `train` (`axis=0`). Where the standard deviation is 0, "
        "take 1 instead (`np.where`). Then use both on `other`.",
        "One feature, training values 1 and 5: mean 3, standard deviation 2. Another value 7 "
        "becomes (7 - 3) / 2 = 2.",
    ),
)

EXERCISES = (STANDARDIZE,)
