"""Several labels at once, and very many of them."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.losses.binary import answers
from source_lib.activations import sigmoid
from source_lib.losses import multi_label_cross_entropy


def predicted_labels(logits):
    """Return 1 where the probability is above 1/2, else 0."""
    return (sigmoid(logits) > 0.5).astype(int)


def tagged(samples, labels):
    """Return a draw of tables of labels and logits."""
    return lambda rng: {
        "y_true": answers(rng, (samples, labels)),
        "logits": rng.normal(scale=2, size=(samples, labels)),
    }


NONE_AND_ALL = {
    "y_true": np.array([[0, 0, 0], [1, 1, 1]]), "logits": np.array([[-1.0, 2.0, 0.5], [3.0, -0.5, 0.25]]),
}  # fmt: skip
LARGE = {"y_true": np.array([[0, 1], [1, 1]]), "logits": np.array([[800.0, -900.0], [750.0, 1.0]])}
BETWEEN = {"logits": np.array([[0.25, -0.25, 0.0], [2.0, 0.45, -3.0]])}
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


MULTI_LABEL = Exercise(
    id="multi-label",
    title="Several labels at once",
    reference={"multi_label_cross_entropy": multi_label_cross_entropy, "predicted_labels": predicted_labels},
    parts=(
        Part(
            "the loss",
            "multi_label_cross_entropy(y_true, logits)",
            tagged(4, 3),
            edges=(NONE_AND_ALL,),
            points=2,
        ),
        Part("the loss of large logits", "multi_label_cross_entropy(y_true, logits)", edges=(LARGE,)),
        Part(
            "the predicted labels",
            "predicted_labels(logits)",
            lambda rng: {"logits": rng.normal(size=(3, 4))},
            edges=(BETWEEN,),
        ),
    ),
    mistakes=(
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
    ),
    alternatives=(
        code(LOSS, PREDICTED),
        code(
            """
            def multi_label_cross_entropy(y_true, logits):
                return logits.shape[1] * binary_cross_entropy_from_logits(y_true, logits)
            """,
            "def predicted_labels(logits): return np.where(1 / (1 + np.exp(-logits)) > 0.5, 1.0, 0.0)",
        ),
        code(
            """
            def multi_label_cross_entropy(y_true, logits):
                total = 0
                for label in range(logits.shape[1]):
                    total += binary_cross_entropy_from_logits(y_true[:, label], logits[:, label])
                return total
            """,
            "def predicted_labels(logits): return np.heaviside(logits, 0)",
        ),
        code(
            """
            def multi_label_cross_entropy(y_true, logits):
                losses = [len(y) * binary_cross_entropy_from_logits(y, z) for y, z in zip(y_true, logits)]
                return np.mean(losses)
            """,
            """
            def predicted_labels(logits):
                labels = np.zeros(logits.shape, dtype=int)
                labels[logits > 0] = 1
                return labels
            """,
        ),
        code(
            """
            def multi_label_cross_entropy(y_true, logits):
                z = np.where(y_true == 1, -logits, logits)
                return np.sum(np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))) / len(z)
            """,
            "def predicted_labels(logits): return np.maximum(np.sign(logits), 0)",
        ),
    ),
    needs=("binary_cross_entropy_from_logits",),
    conventions=("summed over the labels of a sample", "mean over the samples", "above 1/2"),
    hints=(
        "Each label is a yes-or-no question, and you have written the loss of those. It takes the mean over all entries: "
        "what must you multiply it by? For the predictions: which logit has the probability 1/2?",
        "One sample, the labels [1, 0], the logits [0, 0]: each question costs ln 2, the sample 2 ln 2 = 1.3863.",
    ),
)

EXERCISES = (MULTI_LABEL,)
