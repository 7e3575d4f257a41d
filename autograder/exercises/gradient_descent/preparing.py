"""Preparing data with what the training part says, and nothing else."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.gradient_descent.preparing_mistakes import MISTAKES
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
BESIDE = {
    "train": np.array([[2.0, 1.0], [2.0, 5.0], [2.0, 9.0]]),
    "other": np.array([[2.0, 4.0], [5.0, -3.0]]),
}

STANDARDIZE = Exercise(
    id="standardize",
    title="Standardise like the training part",
    reference={"standardize_like": standardize_like},
    parts=(
        Part("another part", "standardize_like(train, other)", two_sets),
        Part("the training part itself", "standardize_like(train, other)", itself),
        Part("a feature that never changes", "standardize_like(train, other)", edges=(CONSTANT,), points=0.5),
        Part(
            "such a feature beside another one", "standardize_like(train, other)", edges=(BESIDE,), points=0.5
        ),
    ),
    mistakes=MISTAKES,
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
