"""Binary cross-entropy from logits: one formula instead of two that spoil each other."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.losses.binary import answers
from source_lib import losses


def logits(*shape):
    """Return a draw of answers and logits."""
    return lambda rng: {"y_true": answers(rng, shape), "logits": rng.normal(scale=3, size=shape)}


BADLY_WRONG = {"y_true": np.array([0, 1, 1, 0]), "logits": np.array([800.0, -1000.0, 900.0, -750.0])}
PRECISE = {"y_true": np.array([0, 1, 0]), "logits": np.array([40.0, -50.0, 60.0])}
LOGIT_VALUE = """
def binary_cross_entropy_from_logits(y_true, logits):
    return np.mean(np.logaddexp(0, logits) - y_true * logits)
"""
LOGIT_SLOPE = """
def binary_cross_entropy_from_logits_gradient(y_true, logits):
    return (1 / (1 + np.exp(-logits)) - y_true) / logits.size
"""


def logit_value_of(body):
    """Return a wrong loss with that body, and the right gradient."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    return code("def binary_cross_entropy_from_logits(y_true, logits):\n" + lines, LOGIT_SLOPE)


def logit_slope_of(formula):
    """Return the right loss with a wrong gradient of that formula of the probability p."""
    body = f"""
    def binary_cross_entropy_from_logits_gradient(y_true, logits):
        p = 1 / (1 + np.exp(-logits))
        return {formula}
    """
    return code(LOGIT_VALUE, body)


INFINITE = (
    "Far out the sigmoid rounds to 0 or 1, and the logarithm of 0 is infinite. "
    "Put the sigmoid into the logarithm *on paper* first."
)
FINITE = (
    "Far out: clipping the probability, or adding a little to it, makes the loss finite and wrong: however badly wrong a "
    "prediction is, it never costs more than a fixed sum. Put the sigmoid into the logarithm on paper first."
)
TERMS = "-np.mean(y_true * np.log(p) + (1 - y_true) * np.log(1 - p))"
CASES = "-np.mean(np.log(np.where(y_true == 1, p, 1 - p)))"
ADDED = "-np.mean(y_true * np.log(p + 1e-15) + (1 - y_true) * np.log(1 - p + 1e-15))"


def through(id, sentence, formula, p="1 / (1 + np.exp(-logits))"):
    """Return the mistake of taking the logarithm of probabilities that were computed first."""
    return Mistake(id, sentence, logit_value_of(f"p = {p}\nreturn {formula}"))


# Adding 1e-12, say, gives what clipping at 1e-12 gives; only 1e-15 is so small that the two are rounded apart.
THROUGH_PROBABILITIES = (
    through("by-way-of-probabilities", INFINITE, TERMS),
    through("by-way-of-two-cases", INFINITE, CASES),
    through("a-little-added", FINITE, ADDED),
    *(
        through(f"clipped-{tiny}", FINITE, TERMS, f"np.clip(1 / (1 + np.exp(-logits)), {tiny}, 1 - {tiny})")
        for tiny in ("1e-7", "1e-8", "1e-9", "1e-10", "1e-12", "1e-15")
    ),
)

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
    mistakes=(
        *THROUGH_PROBABILITIES,
        Mistake(
            "overflow",
            "For large logits: e^800 is too large for a computer. `np.logaddexp(0, z)` is log(1 + e^z) "
            "without the overflow.",
            logit_value_of("return np.mean(np.log(1 + np.exp(logits)) - y_true * logits)"),
        ),
        Mistake(
            "logits-as-probabilities",
            "You take the logarithm of the logits themselves. They are no probabilities yet: they may be negative.",
            logit_value_of("return -np.mean(y_true * np.log(logits) + (1 - y_true) * np.log(1 - logits))"),
        ),
        Mistake(
            "sign-of-logit",
            "The sign of the logit is the wrong way round: a large one must be cheap if y = 1.",
            logit_value_of("return np.mean(np.logaddexp(0, -logits) + y_true * logits)"),
        ),
        Mistake(
            "ones-only-through-probabilities",
            "Your loss does not look at the truth: where y is 0, the probability of what happened is 1 - p.",
            logit_value_of("return -np.mean(np.log(1 / (1 + np.exp(-logits))))"),
        ),
        Mistake(
            "plus",
            "For y = 1 a large logit must be cheap: look at the sign of the second term.",
            logit_value_of("return np.mean(np.logaddexp(0, logits) + y_true * logits)"),
        ),
        Mistake(
            "hinge",
            "A maximum has a kink at 0. Here the smooth log(1 + e^z) is asked for.",
            logit_value_of("return np.mean(np.maximum(0, logits) - y_true * logits)"),
        ),
        Mistake(
            "zeros-only",
            "This is the cost for y = 0. If y = 1 is true, a large logit must be cheap.",
            logit_value_of("return np.mean(np.logaddexp(0, logits))"),
        ),
        Mistake(
            "sum",
            "This is the sum over the batch. The mean is asked for.",
            logit_value_of("return np.sum(np.logaddexp(0, logits) - y_true * logits)"),
        ),
        Mistake(
            "gradient-without-the-truth",
            "Your gradient does not look at the truth: how far is the probability from y?",
            logit_slope_of("p / logits.size"),
        ),
        Mistake(
            "gradient-with-slope",
            "There is a slope p (1 - p) of the sigmoid left in your gradient. It cancels against the p (1 - p) "
            "below the fraction line.",
            logit_slope_of("(p - y_true) * p * (1 - p) / logits.size"),
        ),
        Mistake(
            "gradient-uphill",
            "The gradient has the wrong sign: if y = 1, raising the logit must lower the loss.",
            logit_slope_of("(y_true - p) / logits.size"),
        ),
        Mistake(
            "gradient-sum",
            "The loss is a mean, so each entry has only a share in it: the gradient must be divided, too.",
            logit_slope_of("p - y_true"),
        ),
        Mistake(
            "gradient-rows",
            "You divide the gradient by the number of rows; the mean is taken over all entries.",
            logit_slope_of("(p - y_true) / len(logits)"),
        ),
        Mistake(
            "gradient-of-probability",
            "This is the gradient with respect to the probability. Multiply it by the sigmoid's slope, on paper.",
            logit_slope_of("(p - y_true) / (p * (1 - p)) / logits.size"),
        ),
        Mistake(
            "gradient-z-minus-y",
            "You compare the logit with the truth. The *probability* is what should come near to y.",
            logit_slope_of("(logits - y_true) / logits.size"),
        ),
    ),
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
