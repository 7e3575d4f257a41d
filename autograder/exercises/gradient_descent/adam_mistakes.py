"""What newcomers write for Adam, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

DEF = (
    "def adam_step("
    "w, m, v, t, gradient, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):"
)

MEANS = """
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
"""

CORRECTED = """
    m_hat, v_hat = m, v
    if bias_correction:
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
"""

MOVE = """
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + eps), m, v
"""


def adam(means=MEANS, corrected=CORRECTED, move=MOVE):
    """Return the source of a step that is put together of these lines."""
    return f"{DEF}{means}{corrected}{move}"


MISTAKES = (
    Mistake(
        "never-corrected",
        "This is the simplified form of the notes. With `bias_correction=True` both means are divided by what "
        "they still lack.",
        adam(corrected="\n    m_hat, v_hat = m, v\n"),
    ),
    Mistake(
        "always-corrected",
        "You correct even when `bias_correction` is False.",
        adam(corrected="\n    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)\n"),
    ),
    Mistake(
        "keeps-the-corrected",
        "You return the corrected means, so they are corrected again in the next step. Return m and v.",
        adam(move=MOVE.replace(", m, v", ", m_hat, v_hat")),
    ),
    Mistake(
        "t-ignored",
        "You divide by 1 - beta in every step. The means catch up as t grows: the power is missing.",
        adam(corrected=CORRECTED.replace("**t", "")),
    ),
    Mistake(
        "t-times",
        "beta · t is not beta to the power of t.",
        adam(corrected=CORRECTED.replace("**t", " * t")),
    ),
    Mistake(
        "t-from-zero",
        "You correct as if the steps were counted from 0. Here the first step has t = 1.",
        adam(corrected=CORRECTED.replace("**t", "**(t + 1)")),
    ),
    Mistake(
        "one-corrected",
        "Only m is corrected. v starts at 0 as well.",
        adam(corrected=CORRECTED.replace("v_hat = v / (1 - beta2**t)", "v_hat = v")),
    ),
    Mistake(
        "betas-swapped",
        "The betas are swapped: beta1 belongs to m, and beta2 to v.",
        adam(
            means="""
    m = beta2 * m + (1 - beta2) * gradient
    v = beta1 * v + (1 - beta1) * gradient**2
"""
        ),
    ),
    Mistake(
        "shares-swapped",
        "The shares are swapped: beta is the share of the *old* mean that survives.",
        adam(
            means="""
    m = (1 - beta1) * m + beta1 * gradient
    v = (1 - beta2) * v + beta2 * gradient**2
"""
        ),
    ),
    Mistake(
        "not-squared",
        "v is the running mean of the *squared* gradient.",
        adam(means=MEANS.replace("gradient**2", "gradient")),
    ),
    Mistake(
        "square-of-the-mean",
        "You square the running mean. v is the running mean of the squares, which is something else.",
        adam(
            means="""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * m**2
"""
        ),
    ),
    Mistake(
        "no-root",
        "The root is missing: v holds *squares*.",
        adam(move=MOVE.replace("np.sqrt(v_hat)", "v_hat")),
    ),
    Mistake(
        "eps-inside",
        "eps stands inside the root. In the formula of this text it is added after the root.",
        adam(move=MOVE.replace("(np.sqrt(v_hat) + eps)", "np.sqrt(v_hat + eps)")),
    ),
    Mistake(
        "gradient-moves",
        "You step along the gradient itself, as RMSprop does. Adam steps along its running mean.",
        adam(move=MOVE.replace("* m_hat", "* gradient")),
    ),
    Mistake(
        "uphill",
        "This climbs: the step goes against the running mean of the gradient.",
        adam(move=MOVE.replace("w - ", "w + ")),
    ),
    Mistake(
        "not-a-mean",
        "m and v are running means: the new gradient has the weight 1 - beta. In yours it has the weight 1.",
        adam(means=MEANS.replace("(1 - beta1) * ", "").replace("(1 - beta2) * ", "")),
    ),
    Mistake(
        "multiplied-by-the-correction",
        "The correction makes the means of the first steps larger: divide by 1 - beta^t.",
        adam(corrected=CORRECTED.replace("m / (1", "m * (1").replace("v / (1", "v * (1")),
    ),
    Mistake(
        "no-eps",
        "`eps` is missing. It stands beside the root, so that nothing is divided by 0.",
        adam(move=MOVE.replace(" + eps", "")),
    ),
    Mistake(
        "first-mean-not-corrected",
        "Only v is corrected. m starts at 0 as well.",
        adam(corrected=CORRECTED.replace("m_hat = m / (1 - beta1**t)", "m_hat = m")),
    ),
    Mistake(
        "t-less-one",
        "With `t - 1` the first step divides by 0. The first step has t = 1: take `t` as it is.",
        adam(corrected=CORRECTED.replace("**t", "**(t - 1)")),
    ),
    Mistake(
        "switch-inverted",
        "The correction is switched the wrong way round: it belongs to `bias_correction=True`.",
        adam(corrected=CORRECTED.replace("if bias_correction", "if not bias_correction")),
    ),
    Mistake(
        "power-of-the-rest",
        "The power belongs to beta alone: 1 minus beta^t, not the power of 1 - beta.",
        adam(corrected=CORRECTED.replace("beta1**t)", "beta1) ** t").replace("beta2**t)", "beta2) ** t")),
    ),
    Mistake(
        "powers-only",
        "You divide by beta^t. What the means lack is beta^t, so divide by what is there: 1 - beta^t.",
        adam(corrected=CORRECTED.replace("(1 - beta1**t)", "beta1**t").replace("(1 - beta2**t)", "beta2**t")),
    ),
    Mistake(
        "correction-brackets",
        "Put brackets around 1 - beta^t: the whole of it is below the line.",
        adam(
            corrected=CORRECTED.replace("(1 - beta1**t)", "1 - beta1**t").replace(
                "(1 - beta2**t)", "1 - beta2**t"
            )
        ),
    ),
    Mistake(
        "corrections-swapped",
        "The corrections are swapped: m lacks beta1^t, and v lacks beta2^t.",
        adam(
            corrected=CORRECTED.replace("beta1", "beta")
            .replace("beta2", "beta1")
            .replace("beta**", "beta2**")
        ),
    ),
    Mistake(
        "same-correction",
        "Both means are corrected with beta1. v is a running mean with beta2.",
        adam(corrected=CORRECTED.replace("beta2", "beta1")),
    ),
    Mistake(
        "same-beta",
        "Both means use beta1. v is a running mean with beta2.",
        adam(means=MEANS.replace("beta2", "beta1")),
    ),
    Mistake(
        "first-mean-squared",
        "You square the gradient in both means. m is the running mean of the gradient itself.",
        adam(means=MEANS.replace("beta1) * gradient", "beta1) * gradient**2")),
    ),
    Mistake(
        "share-squared",
        "The share 1 - beta2 is squared in yours. Square the gradient first, then multiply.",
        adam(means=MEANS.replace("(1 - beta2) * gradient**2", "((1 - beta2) * gradient) ** 2")),
    ),
    Mistake(
        "adds-up",
        "Your v adds up all squares, as Adagrad does. It is a running mean.",
        adam(means=MEANS.replace("beta2 * v + (1 - beta2) * gradient**2", "v + gradient**2")),
    ),
    Mistake(
        "one-rate-for-all",
        "You sum the squares over all entries, so all share one rate. Each entry has a v of its own.",
        adam(means=MEANS.replace("gradient**2", "np.sum(gradient**2)")),
    ),
    Mistake(
        "sign-of-the-mean",
        "The sign in m is wrong: a running mean adds the new gradient. The minus belongs to the step.",
        adam(means=MEANS.replace("+ (1 - beta1)", "- (1 - beta1)")),
    ),
    Mistake(
        "betas-fixed",
        "0.9 and 0.999 are only what is taken if nothing else is said. Use `beta1` and `beta2`.",
        adam(means=MEANS.replace("beta1", "0.9").replace("beta2", "0.999")),
    ),
    Mistake(
        "eps-beside-the-fraction",
        "eps is added to the weights. Put brackets around root + eps: both are below the line.",
        adam(move=MOVE.replace("(np.sqrt(v_hat) + eps)", "np.sqrt(v_hat) + eps")),
    ),
    Mistake(
        "eps-fixed",
        "`eps` is always 1e-8 in yours. Use the argument.",
        adam(move=MOVE.replace("eps", "1e-8")),
    ),
    Mistake(
        "no-rate",
        "The learning rate is missing in the step.",
        adam(move=MOVE.replace("learning_rate * ", "")),
    ),
    Mistake(
        "step-only",
        "This is the change alone. Asked for are the new weights.",
        adam(move=MOVE.replace("w - ", "-")),
    ),
    Mistake(
        "order",
        "All three are there, but in the wrong order: first the weights, then m and v.",
        adam(move=MOVE.replace(", m, v", "").replace("return w", "return m, v, w")),
    ),
    Mistake(
        "means-not-returned",
        "The next step needs both means, too: return the weights, m and v.",
        adam(move=MOVE.replace(", m, v", "")),
    ),
    Mistake(
        "in-place",
        "`*=` and `+=` change the means that were handed in. Make new arrays.",
        adam(
            means="""
    m *= beta1
    m += (1 - beta1) * gradient
    v *= beta2
    v += (1 - beta2) * gradient**2
"""
        ),
    ),
    Mistake(
        "betas-swapped-throughout",
        "The betas are swapped, in the means and in the correction: beta1 belongs to m, and beta2 to v.",
        adam(
            means="""
    m = beta2 * m + (1 - beta2) * gradient
    v = beta1 * v + (1 - beta1) * gradient**2
""",
            corrected="""
    m_hat, v_hat = m, v
    if bias_correction:
        m_hat = m / (1 - beta2**t)
        v_hat = v / (1 - beta1**t)
""",
        ),
    ),
)
