"""The max-norm constraint: no unit's weights may grow beyond a limit."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib import regularizers


def columns(rng):
    """Draw weights of four units with short and long columns, and a limit between them."""
    lengths = rng.permutation([0.3, 0.8, 1.7, 4.0])
    directions = rng.normal(size=(3, 4))
    weights = directions / np.linalg.norm(directions, axis=0) * lengths
    return {"weights": weights, "limit": rng.uniform(1.0, 1.5)}


LIMIT_CALL = "project_max_norm(weights, limit)"

MAX_NORM = Exercise(
    id="max-norm",
    title="The max-norm constraint",
    reference={"project_max_norm": regularizers.max_norm},
    parts=(
        Part(
            "long columns are shortened, short ones left alone",
            LIMIT_CALL,
            columns,
            edges=({"weights": np.array([[3.0, 0.6, -6.0], [4.0, -0.8, 8.0]]), "limit": 2.0},),
            points=2,
        ),
        Part(
            "a unit whose weights are all 0",
            LIMIT_CALL,
            edges=({"weights": np.array([[0.0, 30.0], [0.0, -40.0], [0.0, 0.0]]), "limit": 5.0},),
        ),
    ),
    mistakes=(
        Mistake(
            "rows",
            "You measured the rows. The weights that enter one unit stand in one *column*.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=1, keepdims=True)
                return weights * limit / np.maximum(norms, limit)
            """,
        ),
        Mistake(
            "whole-matrix",
            "You measured the whole matrix. Each unit has a limit of its own.",
            """
            def project_max_norm(weights, limit):
                return weights * limit / np.maximum(np.linalg.norm(weights), limit)
            """,
        ),
        Mistake(
            "one-factor-for-all",
            "You shorten every column by what the longest one needs. Each column has a factor of its own.",
            """
            def project_max_norm(weights, limit):
                longest = np.linalg.norm(weights, axis=0).max()
                return weights * min(1, limit / longest)
            """,
        ),
        Mistake(
            "squared-factor",
            "Your factor compares squares, so long columns become too short: what is the factor between the lengths?",
            """
            def project_max_norm(weights, limit):
                squares = (weights**2).sum(axis=0)
                return weights * np.minimum(1, limit**2 / np.maximum(squares, 1e-12))
            """,
        ),
        Mistake(
            "largest-entry",
            "You measured a column by its largest entry. Its Euclidean length counts all of them.",
            """
            def project_max_norm(weights, limit):
                largest = np.abs(weights).max(axis=0)
                return weights * np.minimum(1, limit / np.maximum(largest, 1e-12))
            """,
        ),
        Mistake(
            "root-of-the-mean",
            "You took the mean of the squares. The Euclidean length is the root of their *sum*.",
            """
            def project_max_norm(weights, limit):
                return weights / np.maximum(1, np.sqrt(np.mean(weights**2, axis=0)) / limit)
            """,
        ),
        Mistake(
            "everybody-to-the-limit",
            "Short columns are stretched to the limit in yours. They must stay as they are.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return weights * limit / np.where(norms > 0, norms, 1)
            """,
        ),
        Mistake(
            "zero-by-zero",
            "A unit whose weights are all 0 has length 0, and dividing by it gives NaN.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return weights / norms * np.minimum(norms, limit)
            """,
        ),
        Mistake(
            "to-length-one",
            "Long columns become as long as 1 in yours; they should become as long as `limit`.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return np.where(norms > limit, weights / np.where(norms > 0, norms, 1), weights)
            """,
        ),
        Mistake(
            "clipped",
            "You cut each weight on its own, which turns the column in another direction. Shorten it as a whole.",
            "def project_max_norm(weights, limit): return np.clip(weights, -limit, limit)",
        ),
        Mistake(
            "no-root",
            "The length of a column is the *root* of the sum of its squares.",
            """
            def project_max_norm(weights, limit):
                return weights * limit / np.maximum((weights**2).sum(axis=0), limit)
            """,
        ),
        Mistake(
            "sum-of-sizes",
            "You measured the sum of the absolute values. The Euclidean length is meant: squares, sum, root.",
            """
            def project_max_norm(weights, limit):
                return weights * limit / np.maximum(np.abs(weights).sum(axis=0), limit)
            """,
        ),
        Mistake(
            "in-place",
            "Your function changes `weights` itself; make a new array.",
            """
            def project_max_norm(weights, limit):
                weights *= limit / np.maximum(np.linalg.norm(weights, axis=0), limit)
                return weights
            """,
        ),
        Mistake(
            "set-to-the-limit",
            "All weights of a column that is too long become the limit. Its *length* shall be the limit: "
            "shorten all of them by one factor.",
            """
            def project_max_norm(weights, limit):
                lengths = np.linalg.norm(weights, axis=0)
                return np.where(lengths > limit, limit, weights)
            """,
        ),
        Mistake(
            "limit-forgotten",
            "Your long columns become as long as 1, and the short ones shorter. The factor is the limit "
            "over the length, and 1 for a short column.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return weights / np.maximum(norms, limit)
            """,
        ),
        Mistake(
            "times-the-limit",
            "You multiply long columns by the limit. Their length must *become* the limit.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return np.where(norms > limit, weights * limit, weights)
            """,
        ),
        Mistake(
            "factor-upside-down",
            "The factor is upside down: long columns get longer.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return weights * np.maximum(norms, limit) / limit
            """,
        ),
        Mistake(
            "smaller-of-the-two",
            "`np.minimum` picks the wrong one: long columns stay long in yours, and short ones are "
            "stretched.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return weights * limit / np.where(norms > 0, np.minimum(norms, limit), 1)
            """,
        ),
        Mistake(
            "subtracted",
            "You subtract the limit from every weight, which turns the column. Multiply all of them by "
            "one factor.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return np.where(norms > limit, weights - limit, weights)
            """,
        ),
        Mistake(
            "lengths-returned",
            "These are the lengths. Asked for are the weights.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return np.minimum(norms, limit)
            """,
        ),
        Mistake(
            "set-to-zero",
            "Columns that are too long become 0 in yours. They keep their direction and are only shortened.",
            """
            def project_max_norm(weights, limit):
                norms = np.linalg.norm(weights, axis=0)
                return np.where(norms > limit, 0.0, weights)
            """,
        ),
        Mistake(
            "cut-above",
            "You cut each weight on its own, and only from above. Shorten the column as a whole.",
            "def project_max_norm(weights, limit): return np.minimum(weights, limit)",
        ),
    ),
    alternatives=(
        """
        def project_max_norm(weights, limit):
            norms = np.sqrt((weights**2).sum(axis=0))
            return weights * np.minimum(1, limit / np.where(norms == 0, 1, norms))
        """,
        """
        def project_max_norm(weights, limit):
            norms = np.linalg.norm(weights, axis=0, keepdims=True)
            return np.where(norms > limit, weights * limit / norms, weights)
        """,
        """
        def project_max_norm(weights, limit):
            new = weights.copy()
            for unit in range(weights.shape[1]):
                length = np.linalg.norm(weights[:, unit])
                if length > limit:
                    new[:, unit] *= limit / length
            return new
        """,
        """
        def project_max_norm(weights, limit):
            norms = np.einsum("ij,ij->j", weights, weights) ** 0.5
            return weights / np.maximum(norms / limit, 1)
        """,
        """
        def project_max_norm(weights, limit):
            norms = np.linalg.norm(weights, axis=0)
            factors = np.ones(len(norms))
            factors[norms > limit] = limit / norms[norms > limit]
            return weights @ np.diag(factors)
        """,
        """
        def project_max_norm(weights, limit):
            norms = np.sqrt(np.sum(weights**2, axis=0))
            clipped = np.clip(norms, 0, limit)
            return weights * (clipped / (norms + 1e-12))
        """,
    ),
    conventions=("Euclidean length of each column is at most `limit`",),
    hints=(
        "`np.linalg.norm(weights, axis=0)` gives one length a column. By what must a column be multiplied "
        "if it is too long? And if it is not? `np.maximum` can put both into one line.",
        "Limit 2. Columns of the lengths 10, 4, 2, 1 and 0 are multiplied by 0.2, 0.5, 1, 1 and 1. "
        "Which of these factors are the limit divided by the length? What keeps the others at 1?",
    ),
)

EXERCISES = (MAX_NORM,)
