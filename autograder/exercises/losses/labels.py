"""Several labels at once, and very many of them."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.losses.binary import answers
from autograder.exercises.losses.labels_mistakes import LOSS, MISTAKES, PREDICTED
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
    mistakes=MISTAKES,
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
