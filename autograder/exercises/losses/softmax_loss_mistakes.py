"""What newcomers write for softmax and cross-entropy in one, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

LOSS = """
def softmax_cross_entropy(y_true, logits):
    z = logits - logits.max(axis=1, keepdims=True)
    return np.mean(np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(len(z)), y_true])
"""
SLOPE = """
def softmax_cross_entropy_gradient(y_true, logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    p[np.arange(len(p)), y_true] -= 1
    return p / len(p)
"""


def loss_of(body):
    """Return a wrong loss with that body, and the right gradient."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    return code("def softmax_cross_entropy(y_true, logits):\n" + lines, SLOPE)


def shifted(formula):
    """Return a wrong loss of that formula of z, the logits less the largest of their row."""
    return loss_of(f"z = logits - logits.max(axis=1, keepdims=True)\nreturn {formula}")


def slope_of(body):
    """Return the right loss, and a wrong gradient with that body after the probabilities p."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    head = """
def softmax_cross_entropy_gradient(y_true, logits):
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    hot = np.eye(p.shape[1])[y_true]
"""
    return code(LOSS, head + lines)


MISTAKES = (
    Mistake(
        "overflow",
        "For large logits: e^1000 is too large for a computer. Subtracting the same number from all logits of a row "
        "changes nothing: choose it so that no exponent is above 0.",
        code(
            """
            def softmax_cross_entropy(y_true, logits):
                e = np.exp(logits)
                p = e / e.sum(axis=1, keepdims=True)
                return -np.mean(np.log(p[np.arange(len(p)), y_true]))
            """,
            SLOPE.replace(" - logits.max(axis=1, keepdims=True)", ""),
        ),
    ),
    Mistake(
        "overflow-in-the-sum",
        "For large logits: e^1000 is too large for a computer. Subtracting the same number from all logits of a row "
        "changes nothing: choose it so that no exponent is above 0.",
        loss_of(
            "return np.mean(np.log(np.exp(logits).sum(axis=1)) - logits[np.arange(len(logits)), y_true])"
        ),
    ),
    Mistake(
        "gradient-overflow",
        "In the gradient, too, e^1000 is too large for a computer: subtract the largest logit of each row first.",
        code(LOSS, SLOPE.replace(" - logits.max(axis=1, keepdims=True)", "")),
    ),
    Mistake(
        "gradient-of-sigmoids",
        "Your gradient has a sigmoid of each logit by itself. Here the classes compete: take the softmax of each row.",
        slope_of("return (1 / (1 + np.exp(-logits)) - hot) / len(p)"),
    ),
    Mistake(
        "sum-of-exponentials-forgotten",
        "The logarithm of the sum is missing: the loss is log(sum) - z, for log(e^z / sum) = z - log(sum).",
        shifted("np.mean(-z[np.arange(len(z)), y_true])"),
    ),
    Mistake(
        "log-of-zero",
        "Where the logits lie far apart, a very unlikely class gets the probability 0 by rounding, and log(0) is "
        "infinite. Use log(e^z / sum) = z - log(sum).",
        loss_of(
            "e = np.exp(logits - logits.max(axis=1, keepdims=True))\n"
            "p = e / e.sum(axis=1, keepdims=True)\n"
            "return -np.mean(np.log(p[np.arange(len(p)), y_true]))"
        ),
    ),
    Mistake(
        "clipped",
        "Where the logits lie far apart, clipping the probability makes the loss finite and wrong. "
        "Use log(e^z / sum) = z - log(sum).",
        loss_of(
            "e = np.exp(logits - logits.max(axis=1, keepdims=True))\n"
            "p = np.clip(e / e.sum(axis=1, keepdims=True), 1e-15, 1)\n"
            "return -np.mean(np.log(p[np.arange(len(p)), y_true]))"
        ),
    ),
    Mistake(
        "one-largest-for-all",
        "You subtract the largest logit of the whole batch. Rows that lie far below it come out as log(0): subtract "
        "the largest of each *row*.",
        loss_of(
            "z = logits - logits.max()\n"
            "return np.mean(np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(len(z)), y_true])"
        ),
    ),
    Mistake(
        "axis-0",
        "Your softmax runs down the columns. A row holds the logits of one sample.",
        loss_of(
            "z = logits - logits.max(axis=0)\n"
            "log_p = z - np.log(np.sum(np.exp(z), axis=0))\n"
            "return -np.mean(log_p[np.arange(len(z)), y_true])"
        ),
    ),
    Mistake(
        "maximum-lost",
        "You subtract the largest logit inside the exponentials only. It must be subtracted from the right class's "
        "logit, too.",
        shifted("np.mean(np.log(np.sum(np.exp(z), axis=1)) - logits[np.arange(len(z)), y_true])"),
    ),
    Mistake(
        "negative",
        "The sign is the wrong way round: the more likely the right class, the smaller the loss.",
        shifted("np.mean(z[np.arange(len(z)), y_true] - np.log(np.sum(np.exp(z), axis=1)))"),
    ),
    Mistake(
        "sum",
        "This is the sum over the batch. The mean over the batch is asked for.",
        shifted("np.sum(np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(len(z)), y_true])"),
    ),
    Mistake(
        "wrong-cells",
        "`z[:, y_true]` takes whole columns. Give NumPy a row number for each column number.",
        shifted("np.mean(np.log(np.sum(np.exp(z), axis=1, keepdims=True)) - z[:, y_true])"),
    ),
    Mistake(
        "whole-batch",
        "Your exponentials are summed over the whole batch. Each row is a sample, with a softmax of its own.",
        loss_of(
            "z = logits - logits.max()\n"
            "return np.mean(np.log(np.sum(np.exp(z))) - z[np.arange(len(z)), y_true])"
        ),
    ),
    Mistake(
        "gradient-whole-batch",
        "The softmax in your gradient runs over the whole batch. Each row is a sample, with a softmax of its own.",
        slope_of("e = np.exp(logits - logits.max())\nreturn (e / e.sum() - hot) / len(p)"),
    ),
    Mistake(
        "gradient-wrong-cells",
        "`p[:, y_true] -= 1` changes whole columns. Give NumPy a row number for each column number.",
        slope_of("p[:, y_true] -= 1\nreturn p / len(p)"),
    ),
    Mistake(
        "gradient-classes-counted-in-the-labels",
        "A batch need not hold every class: the highest label does not say how many classes there are. The columns do.",
        slope_of("return (p - np.eye(y_true.max() + 1)[y_true]) / len(p)"),
    ),
    Mistake(
        "gradient-softmax-only",
        "This is the softmax itself. The right class must be pushed up: take the truth away.",
        slope_of("return p / len(p)"),
    ),
    Mistake(
        "gradient-mean-forgotten",
        "The loss is a mean over the batch, so each sample has only a share in it: divide by their number.",
        slope_of("return p - hot"),
    ),
    Mistake(
        "gradient-all-entries",
        "You divide by the number of all entries. The mean is over the samples only.",
        slope_of("return (p - hot) / p.size"),
    ),
    Mistake(
        "gradient-uphill",
        "The gradient has the wrong sign: raising the logit of the right class must lower the loss.",
        slope_of("return (hot - p) / len(p)"),
    ),
    Mistake(
        "gradient-slope-left",
        "There is a slope p (1 - p) left in your gradient. It cancels.",
        slope_of("return (p - hot) * p * (1 - p) / len(p)"),
    ),
    Mistake(
        "gradient-right-class-only",
        "Only the right class has a gradient in yours. The wrong ones must be pushed down.",
        slope_of("return (p - hot) * hot / len(p)"),
    ),
    Mistake(
        "in-place",
        "Your function changes the logits themselves. Write `logits = logits - ...`, not `logits -= ...`.",
        loss_of(
            "logits -= logits.max(axis=1, keepdims=True)\n"
            "return np.mean(np.log(np.sum(np.exp(logits), axis=1)) - logits[np.arange(len(logits)), y_true])"
        ),
    ),
    Mistake(
        "each-sample",
        "These are the losses of the samples. One number is asked for: their mean.",
        shifted("np.log(np.sum(np.exp(z), axis=1)) - z[np.arange(len(z)), y_true]"),
    ),
    Mistake(
        "one-sum-for-all",
        "The sum of exponentials runs over the whole batch in yours. Each row has a sum of its own.",
        shifted("np.mean(np.log(np.sum(np.exp(z))) - z[np.arange(len(z)), y_true])"),
    ),
    Mistake(
        "logarithm-forgotten",
        "It is the *logarithm* of the sum that stands in the loss.",
        shifted("np.mean(np.sum(np.exp(z), axis=1) - z[np.arange(len(z)), y_true])"),
    ),
    Mistake(
        "inner-sign",
        "Dividing becomes subtracting in the logarithm: one of the two terms has the wrong sign.",
        shifted("-np.mean(z[np.arange(len(z)), y_true] + np.log(np.sum(np.exp(z), axis=1)))"),
    ),
    Mistake(
        "sigmoids",
        "You make a sigmoid of each logit. In softmax, the logits of a row share one sum.",
        loss_of("p = 1 / (1 + np.exp(-logits))\nreturn -np.mean(np.log(p[np.arange(len(p)), y_true]))"),
    ),
    Mistake(
        "right-logit-ignored",
        "Your loss does not look at the truth: the logit of the right class must appear in it.",
        shifted("np.mean(np.log(np.sum(np.exp(z), axis=1)))"),
    ),
    Mistake(
        "gradient-labels-subtracted",
        "You subtract the *numbers* of the classes. The truth is 1 for the right class and 0 for the "
        "others: one-hot rows.",
        slope_of("return (p - y_true[:, None]) / len(p)"),
    ),
    Mistake(
        "gradient-right-cells-only",
        "Your gradient has one entry a sample. It must have one for each logit: the shape (samples, "
        "classes).",
        slope_of("return (p[np.arange(len(p)), y_true] - 1) / len(p)"),
    ),
    Mistake(
        "gradient-by-the-classes",
        "You divide by the number of classes. The mean is over the samples.",
        slope_of("return (p - hot) / p.shape[1]"),
    ),
    Mistake(
        "gradient-of-raw-logits",
        "You compare the logits with the truth. The *probabilities* are what should come near to it.",
        slope_of("return (logits - hot) / len(p)"),
    ),
    Mistake(
        "gradient-one-number",
        "The gradient has an entry for each logit, so it has the shape of `logits`.",
        slope_of("return np.mean(p - hot)"),
    ),
    Mistake(
        "gradient-of-probabilities",
        "This is the gradient with respect to the probabilities. Carry it on through softmax, on "
        "paper: much cancels.",
        slope_of("return -hot / p / len(p)"),
    ),
    Mistake(
        "gradient-one-from-all",
        "You take 1 away from every probability. Only that of the right class has its truth at 1.",
        slope_of("return (p - 1) / len(p)"),
    ),
)
