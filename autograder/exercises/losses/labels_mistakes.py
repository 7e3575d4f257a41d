"""What newcomers write for several labels, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

LOSS = """
def multi_label_cross_entropy(y_true, logits):
    each = np.logaddexp(0, logits) - y_true * logits
    return each.sum(axis=1).mean()
"""
PREDICTED = "def predicted_labels(logits): return (logits > 0).astype(int)"


def loss_of(body):
    """Return a wrong loss with that body, the predictions right."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    return code("def multi_label_cross_entropy(y_true, logits):\n" + lines, PREDICTED)


MISTAKES = (
    Mistake(
        "mean-over-all",
        "You divide by the number of labels, too. Sum over the labels of a sample, and take the mean over the samples.",
        loss_of("return np.mean(np.logaddexp(0, logits) - y_true * logits)"),
    ),
    Mistake(
        "sum",
        "This is the sum over the samples. Sum over the labels, but take the mean over the samples.",
        loss_of("return np.sum(np.logaddexp(0, logits) - y_true * logits)"),
    ),
    Mistake(
        "axis-0",
        "You sum over the samples and take the mean over the labels; it is the other way round.",
        loss_of("return np.mean(np.sum(np.logaddexp(0, logits) - y_true * logits, axis=0))"),
    ),
    Mistake(
        "softmax",
        "You let the labels compete in a softmax. Here each label is a question of its own: several may be right, "
        "or none.",
        loss_of(
            "log_p = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)\n"
            "return -np.mean(np.sum(y_true * log_p, axis=1))"
        ),
    ),
    Mistake(
        "softmax-of-probabilities",
        "You let the labels compete in a softmax. Here each label is a question of its own: several may be right, "
        "or none.",
        loss_of(
            "e = np.exp(logits - logits.max(axis=1, keepdims=True))\n"
            "p = e / e.sum(axis=1, keepdims=True)\n"
            "return -np.mean(np.sum(y_true * np.log(p + 1e-300), axis=1))"
        ),
    ),
    Mistake(
        "each-sample",
        "These are the losses of the samples. One number is asked for: their mean.",
        loss_of("return np.sum(np.logaddexp(0, logits) - y_true * logits, axis=1)"),
    ),
    Mistake(
        "ones-only",
        "A label that the sample does *not* have must cost something, too, if it is predicted.",
        loss_of("return np.mean(np.sum(y_true * np.logaddexp(0, -logits), axis=1))"),
    ),
    Mistake(
        "overflow",
        "Far out the sigmoid rounds to 0 or 1, and the logarithm of 0 is infinite. You have "
        "a form that takes logits.",
        loss_of(
            "p = 1 / (1 + np.exp(-logits))\n"
            "return -np.mean(np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p), axis=1))"
        ),
    ),
    *(
        Mistake(
            f"clipped-{tiny}",
            "Far out: clipping the probability makes the loss finite and wrong. You have a form that takes logits.",
            loss_of(
                f"p = np.clip(1 / (1 + np.exp(-logits)), {tiny}, 1 - {tiny})\n"
                "return -np.mean(np.sum(y_true * np.log(p) + (1 - y_true) * np.log(1 - p), axis=1))"
            ),
        )
        for tiny in ("1e-7", "1e-12")
    ),
    Mistake(
        "sign-of-logit",
        "The sign of the logit is the wrong way round: a large one must be cheap for a label that the sample has.",
        loss_of("return np.mean(np.sum(np.logaddexp(0, -logits) + y_true * logits, axis=1))"),
    ),
    Mistake(
        "threshold-of-logits",
        "Half is the threshold of the *probability*. Which logit has the probability 1/2?",
        code(LOSS, "def predicted_labels(logits): return (logits > 0.5).astype(int)"),
    ),
    Mistake(
        "only-the-largest",
        "You let one label win in each row. Each label is decided on its own.",
        code(
            LOSS,
            "def predicted_labels(logits): return (logits == logits.max(axis=1, keepdims=True)).astype(int)",
        ),
    ),
    Mistake(
        "labels-by-softmax",
        "You let the labels compete in a softmax before you decide. Each label has a sigmoid of its own.",
        code(
            LOSS,
            """
            def predicted_labels(logits):
                e = np.exp(logits - logits.max(axis=1, keepdims=True))
                return (e / e.sum(axis=1, keepdims=True) > 0.5).astype(int)
            """,
        ),
    ),
    Mistake(
        "minus-one",
        "A label that is not predicted is 0 here, not -1.",
        code(LOSS, "def predicted_labels(logits): return np.where(logits > 0, 1, -1)"),
    ),
    Mistake(
        "labels-the-other-way-round",
        "The wrong way round: a large logit means that the label is predicted.",
        code(LOSS, "def predicted_labels(logits): return np.where(logits < 0, 1, 0)"),
    ),
    Mistake(
        "index-of-the-largest",
        "`argmax` names one label a sample. Each label is decided on its own: the result is a table.",
        code(LOSS, "def predicted_labels(logits): return np.argmax(logits, axis=1)"),
    ),
    Mistake(
        "half-counts",
        "Exactly 1/2 is not above 1/2.",
        code(LOSS, "def predicted_labels(logits): return (logits >= 0).astype(int)"),
    ),
    Mistake(
        "truth-values",
        "A comparison gives True and False. Turn them into the numbers 1 and 0.",
        code(LOSS, "def predicted_labels(logits): return logits > 0"),
    ),
    Mistake(
        "probabilities",
        "These are the probabilities. Decide: 1 where it is above 1/2, else 0.",
        code(LOSS, "def predicted_labels(logits): return 1 / (1 + np.exp(-logits))"),
    ),
    Mistake(
        "plus",
        "A label that the sample has must be cheap where its logit is large: look at the sign of the "
        "second term.",
        loss_of("return np.sum(np.logaddexp(0, logits) + y_true * logits, axis=1).mean()"),
    ),
    Mistake(
        "negative",
        "Your loss is negative. ln(1 + e^z) is positive already: no minus sign is left in front.",
        loss_of("return -np.sum(np.logaddexp(0, logits) - y_true * logits, axis=1).mean()"),
    ),
    Mistake(
        "zeros-only",
        "Your loss does not look at the truth: a label that the sample has must be cheap where its "
        "logit is large.",
        loss_of("return np.sum(np.logaddexp(0, logits), axis=1).mean()"),
    ),
    Mistake(
        "rounded-logits",
        "You round the logits. Round the *probabilities*, or ask for the sign of the logit.",
        code(LOSS, "def predicted_labels(logits): return np.round(logits)"),
    ),
    Mistake(
        "signs",
        "`np.sign` gives -1, 0 and 1. A label that is not predicted is 0 here.",
        code(LOSS, "def predicted_labels(logits): return np.sign(logits)"),
    ),
    Mistake(
        "one-decision",
        "`if` decides once, but there are many labels. Compare the whole table, or use `np.where`.",
        code(LOSS, "def predicted_labels(logits): return 1 if logits > 0 else 0"),
    ),
    Mistake(
        "how-many",
        "This is how many labels each sample has. A table is asked for: 1 or 0 for each label.",
        code(LOSS, "def predicted_labels(logits): return (logits > 0).sum(axis=1)"),
    ),
    Mistake(
        "their-places",
        "These are the places of the predicted labels. A table is asked for: 1 or 0 for each label.",
        code(LOSS, "def predicted_labels(logits): return np.argwhere(logits > 0)"),
    ),
)
