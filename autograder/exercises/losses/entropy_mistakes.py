"""What newcomers write for entropy, cross-entropy and divergence, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

ENTROPY = """
def entropy(y):
    possible = y[y > 0]
    return np.sum(possible * np.log2(1 / possible))
"""
CROSS = "def cross_entropy(y_true, y_pred): return np.sum(y_true * np.log2(1 / y_pred))"
KL = "def kl_divergence(y_true, y_pred): return np.sum(y_true * np.log2(1 / y_pred)) - entropy(y_true)"


def entropy_of(formula):
    """Return a wrong entropy of that formula for what is possible, the rest right."""
    body = f"""
    def entropy(y):
        possible = y[y > 0]
        return {formula}
    """
    return code(body, CROSS, KL_ALONE)


KL_ALONE = """
def kl_divergence(y_true, y_pred):
    possible = y_true > 0
    return np.sum(y_true[possible] * np.log2(y_true[possible] / y_pred[possible]))
"""


def cross_of(formula):
    """Return a wrong cross-entropy of that formula, the rest right."""
    return code(ENTROPY, f"def cross_entropy(y_true, y_pred): return {formula}", KL_ALONE)


def divergence_of(formula):
    """Return a wrong divergence of that formula, the rest right."""
    return code(ENTROPY, CROSS, f"def kl_divergence(y_true, y_pred): return {formula}")


MISTAKES = (
    Mistake(
        "nats",
        "`np.log` is the natural logarithm. Entropy is counted in bits here: base 2.",
        code(
            """
            def entropy(y):
                possible = y[y > 0]
                return np.sum(possible * np.log(1 / possible))
            """,
            "def cross_entropy(y_true, y_pred): return np.sum(y_true * np.log(1 / y_pred))",
            KL_ALONE.replace("log2", "log"),
        ),
    ),
    Mistake(
        "entropy-negative",
        "Your entropy is negative: the logarithm of a number below 1 is.",
        entropy_of("np.sum(possible * np.log2(possible))"),
    ),
    Mistake(
        "entropy-negative-and-not-a-number",
        "Your entropy is negative: the logarithm of a number below 1 is.",
        code("def entropy(y): return np.sum(y * np.log2(y))", CROSS, KL_ALONE),
    ),
    Mistake(
        "entropy-in-nats-and-not-a-number",
        "`np.log` is the natural logarithm. Entropy is counted in bits here: base 2.",
        code("def entropy(y): return np.sum(y * np.log(1 / y))", CROSS, KL_ALONE),
    ),
    Mistake(
        "entropy-in-nats",
        "`np.log` is the natural logarithm. Entropy is counted in bits here: base 2.",
        entropy_of("np.sum(possible * np.log(1 / possible))"),
    ),
    Mistake(
        "zero-times-infinity",
        "For a probability of 0: 0 · log2(1 / 0) is not a number for a computer. "
        "What never happens must add nothing: leave it out.",
        code(
            "def entropy(y): return np.sum(y * np.log2(1 / y))",
            CROSS,
            "def kl_divergence(y_true, y_pred): return np.sum(y_true * np.log2(y_true / y_pred))",
        ),
    ),
    Mistake(
        "entropy-mean",
        "The weights sum to 1 already: do not divide by the number of outcomes as well.",
        entropy_of("np.mean(possible * np.log2(1 / possible))"),
    ),
    Mistake(
        "cross-entropy-in-nats",
        "`np.log` is the natural logarithm. Cross-entropy is counted in bits here: base 2.",
        cross_of("np.sum(y_true * np.log(1 / y_pred))"),
    ),
    Mistake(
        "cross-entropy-mean",
        "The weights sum to 1 already: do not divide by the number of outcomes as well.",
        cross_of("np.mean(y_true * np.log2(1 / y_pred))"),
    ),
    Mistake(
        "divergence-of-entropies",
        "The difference of two entropies says how much longer one bill is than the other, "
        "not what the wrong words cost.",
        divergence_of("abs(entropy(y_true) - entropy(y_pred))"),
    ),
    Mistake(
        "divergence-as-quotient",
        "The divergence is what the wrong estimate costs *more*: a difference, not a quotient.",
        divergence_of("cross_entropy(y_true, y_pred) / entropy(y_true)"),
    ),
    Mistake(
        "unweighted",
        "The lengths are added as if all messages were sent equally often. Weight them by y.",
        entropy_of("np.sum(np.log2(1 / possible))"),
    ),
    Mistake(
        "mean",
        "The weights sum to 1 already: do not divide by the number of outcomes as well.",
        code(
            """
            def entropy(y):
                possible = y[y > 0]
                return np.mean(possible * np.log2(1 / possible))
            """,
            "def cross_entropy(y_true, y_pred): return np.mean(y_true * np.log2(1 / y_pred))",
            KL_ALONE,
        ),
    ),
    Mistake(
        "expected-swapped",
        "The two distributions are swapped: what really happens decides how often a word is sent, "
        "the estimate decides how long it is.",
        cross_of("np.sum(y_pred * np.log2(1 / y_true))"),
    ),
    Mistake(
        "entropy-of-estimate",
        "The estimate decides only how long the words are; how often they are sent is decided by what "
        "really happens.",
        cross_of("np.sum(y_pred * np.log2(1 / y_pred))"),
    ),
    Mistake(
        "truth-twice",
        "This is the entropy of the truth. The words were made for the estimate.",
        code(
            ENTROPY,
            """
            def cross_entropy(y_true, y_pred):
                possible = y_true[y_true > 0]
                return np.sum(possible * np.log2(1 / possible))
            """,
            KL_ALONE,
        ),
    ),
    Mistake(
        "swapped-and-zeros-left-out",
        "The two distributions are swapped: what really happens decides how often a word is sent, "
        "the estimate decides how long it is.",
        cross_of("np.sum(y_pred[y_true > 0] * np.log2(1 / y_true[y_true > 0]))"),
    ),
    Mistake(
        "divergence-for-cross-entropy",
        "This is the divergence, the price of being wrong. The cross-entropy is the whole bill: "
        "the lengths are those made for the estimate.",
        code(ENTROPY, KL_ALONE.replace("kl_divergence", "cross_entropy"), KL_ALONE),
    ),
    Mistake(
        "divergence-for-cross-entropy-not-a-number",
        "This is the divergence, the price of being wrong. The cross-entropy is the whole bill: "
        "the lengths are those made for the estimate.",
        cross_of("np.sum(y_true * np.log2(y_true / y_pred))"),
    ),
    Mistake(
        "cross-entropy-unweighted",
        "The lengths are added as if all messages were sent equally often. Weight them by what really happens.",
        cross_of("np.sum(np.log2(1 / y_pred))"),
    ),
    Mistake(
        "cross-entropy-for-divergence",
        "This is the cross-entropy, the whole bill. Take away what had to be paid anyhow: the entropy of "
        "the truth.",
        code(ENTROPY, CROSS, CROSS.replace("cross_entropy", "kl_divergence")),
    ),
    Mistake(
        "divergence-zero-times-infinity",
        "For a probability of 0: 0 · log2(0) is not a number for a computer. "
        "What never happens must add nothing: leave it out.",
        divergence_of("np.sum(y_true * np.log2(y_true / y_pred))"),
    ),
    Mistake(
        "cross-entropy-negative",
        "Your cross-entropy is negative: the logarithm of a number below 1 is.",
        cross_of("np.sum(y_true * np.log2(y_pred))"),
    ),
    Mistake(
        "divergence-negative",
        "Your divergence is never positive. Cross-entropy is the larger of the two.",
        code(
            ENTROPY,
            CROSS,
            """
            def kl_divergence(y_true, y_pred):
                possible = y_true > 0
                return np.sum(y_true[possible] * np.log2(y_pred[possible] / y_true[possible]))
            """,
        ),
    ),
    Mistake(
        "divergence-swapped",
        "The divergence is not symmetric, and yours weights by the estimate instead of the truth.",
        divergence_of("np.sum(y_pred * np.log2(y_pred / y_true))"),
    ),
    Mistake(
        "divergence-from-entropy-of-estimate",
        "Take away the entropy of what really happens, not that of the estimate.",
        code(
            ENTROPY,
            CROSS,
            """
            def kl_divergence(y_true, y_pred):
                paid = np.sum(y_true * np.log2(1 / y_pred))
                return paid - np.sum(y_pred * np.log2(1 / y_pred))
            """,
        ),
    ),
    Mistake(
        "divergence-added",
        "The divergence is what the wrong estimate costs *more*: a difference of the two, not their sum.",
        divergence_of("cross_entropy(y_true, y_pred) + entropy(y_true)"),
    ),
    Mistake(
        "entropy-of-each",
        "These are the contributions of the outcomes. One number is asked for: their sum.",
        entropy_of("possible * np.log2(1 / possible)"),
    ),
    Mistake(
        "cross-entropy-of-each",
        "These are the contributions of the outcomes. One number is asked for: their sum.",
        cross_of("y_true * np.log2(1 / y_pred)"),
    ),
    Mistake(
        "truth-twice-and-not-a-number",
        "This is the entropy of the truth. The words were made for the estimate.",
        cross_of("np.sum(y_true * np.log2(1 / y_true))"),
    ),
    Mistake(
        "entropies-subtracted",
        "The difference of two entropies does not say how far the estimate is from the truth: take "
        "the *cross*-entropy minus the entropy of the truth.",
        divergence_of("entropy(y_pred) - entropy(y_true)"),
    ),
    Mistake(
        "quotient-upside-down",
        "Your divergence is never positive: inside the logarithm the truth stands above the estimate."
        " (And what never happens must be left out.)",
        divergence_of("np.sum(y_true * np.log2(y_pred / y_true))"),
    ),
)
