"""What newcomers write for binary cross-entropy from logits, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

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

MISTAKES = (
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
    Mistake(
        "each-sample",
        "These are the losses of the samples. One number is asked for: their mean.",
        logit_value_of("return np.logaddexp(0, logits) - y_true * logits"),
    ),
    Mistake(
        "negative",
        "Your loss is negative. ln(1 + e^z) is positive already: no minus sign is left in front.",
        logit_value_of("return -np.mean(np.logaddexp(0, logits) - y_true * logits)"),
    ),
    Mistake(
        "ones-only",
        "This is the cost for y = 1. If y = 0 is true, a large logit must be dear.",
        logit_value_of("return np.mean(np.logaddexp(0, -logits))"),
    ),
    Mistake(
        "zeros-free",
        "Whatever you predict for a sample with y = 0 costs nothing in yours: its term is missing.",
        logit_value_of("return np.mean(y_true * np.logaddexp(0, -logits))"),
    ),
    Mistake(
        "e-for-one",
        "`np.logaddexp(0, z)`: e^0 is the 1 of the formula. With a 1 in its place you add e.",
        logit_value_of("return np.mean(np.logaddexp(1, logits) - y_true * logits)"),
    ),
    Mistake(
        "gradient-one-number",
        "The gradient has an entry for each logit, so it has the shape of `logits`.",
        logit_slope_of("np.mean(p - y_true)"),
    ),
    Mistake(
        "gradient-sign-of-logit",
        "The sign of the logit is the wrong way round in your gradient: p is large where the logit is large.",
        logit_slope_of("(1 - p - y_true) / logits.size"),
    ),
    Mistake(
        "gradient-never-negative",
        "Your gradient is never negative: a sample with y = 1 wants its logit raised.",
        logit_slope_of("np.where(y_true == 1, 1 - p, p) / logits.size"),
    ),
)
