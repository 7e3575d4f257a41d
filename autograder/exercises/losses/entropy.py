"""Entropy, cross-entropy, and what lies between them."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.losses.codes import distribution, probabilities
from autograder.exercises.losses.entropy_mistakes import CROSS, ENTROPY, KL, KL_ALONE, MISTAKES
from source_lib import information


def estimates(outcomes):
    """Return a draw of a true distribution and of an estimate."""
    return lambda rng: {"y_true": distribution(rng, outcomes), "y_pred": distribution(rng, outcomes)}


FAIR = {"y": np.array([0.25, 0.25, 0.25, 0.25])}
NEVER = {"y": np.array([0.5, 0.0, 0.375, 0.125, 0.0])}
CERTAIN = {"y": np.array([0.0, 1.0, 0.0])}
WRONG = {"y_true": np.array([0.5, 0.25, 0.25]), "y_pred": np.array([0.25, 0.125, 0.625])}
SAME = {"y_true": np.array([0.6, 0.3, 0.1]), "y_pred": np.array([0.6, 0.3, 0.1])}
ONE_RIGHT = {"y_true": np.array([0.0, 1.0, 0.0]), "y_pred": np.array([0.25, 0.375, 0.375])}

ENTROPIES = Exercise(
    id="entropy",
    title="Entropy, cross-entropy, divergence",
    reference={
        "entropy": information.entropy,
        "cross_entropy": information.cross_entropy,
        "kl_divergence": information.kl_divergence,
    },
    parts=(
        Part("entropy", "entropy(y)", probabilities(5), edges=(FAIR,)),
        Part("entropy, where something never happens", "entropy(y)", edges=(NEVER, CERTAIN)),
        Part(
            "cross-entropy",
            "cross_entropy(y_true, y_pred)",
            estimates(4),
            edges=(WRONG, SAME, ONE_RIGHT),
        ),
        Part("divergence", "kl_divergence(y_true, y_pred)", estimates(3), edges=(WRONG, SAME)),
        Part(
            "divergence, where something never happens",
            "kl_divergence(y_true, y_pred)",
            edges=(ONE_RIGHT, {"y_true": np.array([0.75, 0.0, 0.25]), "y_pred": np.array([0.25, 0.5, 0.25])}),
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(ENTROPY, CROSS, KL),
        code(
            "def entropy(y): return -sum(p * np.log2(p) for p in y if p > 0)",
            "def cross_entropy(y_true, y_pred): return -np.sum(y_true * np.log2(y_pred))",
            KL_ALONE,
        ),
        code(
            """
            def entropy(y):
                with np.errstate(divide="ignore", invalid="ignore"):
                    return np.nansum(-y * np.log2(y))
            """,
            "def cross_entropy(y_true, y_pred): return y_true @ -np.log2(y_pred)",
            "def kl_divergence(y_true, y_pred): return cross_entropy(y_true, y_pred) - entropy(y_true)",
        ),
        code(
            "def entropy(y): return np.sum(y * np.log2(1 / np.where(y == 0, 1, y)))",
            """
            def cross_entropy(y_true, y_pred):
                total = 0.0
                for y, a in zip(y_true, y_pred):
                    total += y * np.log2(1 / a)
                return total
            """,
            """
            def kl_divergence(y_true, y_pred):
                total = 0.0
                for y, a in zip(y_true, y_pred):
                    if y > 0:
                        total += y * (np.log2(y) - np.log2(a))
                return total
            """,
        ),
        code(
            """
            def entropy(y):
                return np.sum(y * optimal_code_lengths(y)) if (y > 0).all() else entropy(y[y > 0])
            """,
            "def cross_entropy(y_true, y_pred): return expected_code_length(y_true, optimal_code_lengths(y_pred))",
            """
            def kl_divergence(y_true, y_pred):
                kept = y_true > 0
                y, a = y_true[kept], y_pred[kept]
                return expected_code_length(y, optimal_code_lengths(a) - optimal_code_lengths(y))
            """,
        ),
        code(
            """
            def entropy(y):
                kept = y[y != 0]
                return -(kept @ np.log(kept)) / np.log(2)
            """,
            "def cross_entropy(y_true, y_pred): return np.average(-np.log2(y_pred), weights=y_true)",
            """
            def kl_divergence(y_true, y_pred):
                ratio = np.divide(y_true, y_pred)
                return np.sum(y_true * np.log2(ratio, where=ratio > 0, out=np.zeros_like(ratio)))
            """,
        ),
    ),
    needs=("optimal_code_lengths", "expected_code_length"),
    conventions=(
        r"\sum_i y_i \log_2 \frac{1}{y_i}",
        r"\sum_i y_i \log_2 \frac{1}{a_i}",
        "What never happens adds nothing",
        "cross-entropy minus entropy",
        "in bits",
        "estimates above 0",
    ),
    hints=(
        "`y[y > 0]` keeps what is possible. In cross-entropy, ask: who decides how often a word is sent, and who how "
        "long it is?",
        "y = [1/2, 1/2], a = [1/4, 3/4]: the entropy is 1 bit; the cross-entropy 1/2 · 2 + 1/2 · 0.415 = 1.2075 bits; "
        "the divergence 0.2075 bits.",
    ),
)

EXERCISES = (ENTROPIES,)
