"""Binary cross-entropy from logits: one formula instead of two that spoil each other."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.losses.binary import answers
from autograder.exercises.losses.logits_mistakes import LOGIT_SLOPE, LOGIT_VALUE, MISTAKES
from source_lib import losses


def logits(*shape):
    """Return a draw of answers and logits."""
    return lambda rng: {"y_true": answers(rng, shape), "logits": rng.normal(scale=3, size=shape)}


BADLY_WRONG = {"y_true": np.array([0, 1, 1, 0]), "logits": np.array([800.0, -1000.0, 900.0, -750.0])}
PRECISE = {"y_true": np.array([0, 1, 0]), "logits": np.array([40.0, -50.0, 60.0])}
FROM_LOGITS = Exercise(
    id="cross-entropy-from-logits",
    title="Binary cross-entropy from logits",
    reference={
        "binary_cross_entropy_from_logits": losses.binary_cross_entropy_from_logits,
        "binary_cross_entropy_from_logits_gradient": losses.binary_cross_entropy_from_logits_gradient,
    },
    parts=(
        Part("the loss", "binary_cross_entropy_from_logits(y_true, logits)", logits(6)),
        Part(
            "the loss where the prediction is badly wrong",
            "binary_cross_entropy_from_logits(y_true, logits)",
            edges=(BADLY_WRONG, PRECISE),
        ),
        Part(
            "the gradient, of any shape",
            "binary_cross_entropy_from_logits_gradient(y_true, logits)",
            logits(2, 3),
            edges=(BADLY_WRONG,),
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(LOGIT_VALUE, LOGIT_SLOPE),
        code(
            """
            def binary_cross_entropy_from_logits(y_true, logits):
                signs = np.where(y_true == 1, -1, 1)
                return np.mean(np.logaddexp(0, signs * logits))
            """,
            """
            def binary_cross_entropy_from_logits_gradient(y_true, logits):
                p = np.exp(-np.logaddexp(0, -logits))
                return (p - y_true) / np.size(logits)
            """,
        ),
        code(
            """
            def binary_cross_entropy_from_logits(y_true, logits):
                largest = np.maximum(logits, 0)
                return np.mean(largest - y_true * logits + np.log1p(np.exp(-np.abs(logits))))
            """,
            """
            def binary_cross_entropy_from_logits_gradient(y_true, logits):
                e = np.exp(-np.abs(logits))
                p = np.where(logits >= 0, 1 / (1 + e), e / (1 + e))
                return (p - y_true) / logits.size
            """,
        ),
        code(
            """
            import math
            def binary_cross_entropy_from_logits(y_true, logits):
                total = 0.0
                for y, z in zip(y_true.ravel(), logits.ravel()):
                    z = -z if y else z
                    total += z + math.log1p(math.exp(-z)) if z > 0 else math.log1p(math.exp(z))
                return total / logits.size
            """,
            """
            def binary_cross_entropy_from_logits_gradient(y_true, logits):
                return (0.5 * (1 + np.tanh(logits / 2)) - y_true) / logits.size
            """,
        ),
        code(
            """
            def binary_cross_entropy_from_logits(y_true, logits):
                right = np.logaddexp(0, -logits)
                wrong = np.logaddexp(0, logits)
                return (y_true * right + (1 - y_true) * wrong).mean()
            """,
            """
            def binary_cross_entropy_from_logits_gradient(y_true, logits):
                z = np.clip(logits, -500, 500)
                return (1 / (1 + np.exp(-z)) - y_true) / y_true.size
            """,
        ),
    ),
    conventions=("over all entries", "`np.logaddexp(0, z)`"),
    hints=(
        "For y = 1 a sample costs -ln σ(z) = ln(1 + e^(-z)); for y = 0 it costs -ln(1 - σ(z)) = ln(1 + e^z). "
        "For the gradient: the derivative with respect to p, times dp/dz = p (1 - p). What cancels?",
        "z = 1000 and y = 0: ln(1 + e^1000) is 1000, to all the digits there are. "
        "z = 0: p = 1/2, the loss is ln 2 = 0.6931, and the gradient of a single sample is 1/2 if y = 0, -1/2 if y = 1.",
    ),
)

EXERCISES = (FROM_LOGITS,)
