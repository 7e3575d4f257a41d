"""Softmax and cross-entropy in one, from logits."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.losses.classes import labels
from autograder.exercises.losses.softmax_loss_mistakes import LOSS, MISTAKES, SLOPE
from source_lib import losses


def scored(samples, n_classes):
    """Return a draw of class indices and of logits."""
    return lambda rng: {
        "y_true": labels(rng, samples, n_classes),
        "logits": rng.normal(scale=2, size=(samples, n_classes)),
    }


CHANCE = {"y_true": np.array([4, 0, 9]), "logits": np.full((3, 10), 2.5)}
FAR_APART = {
    "y_true": np.array([0, 2, 1]),
    "logits": np.array([[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -1002.0], [800.0, 0.0, -800.0]]),
}
SQUARE_LOGITS = {
    "y_true": np.array([2, 0, 0]),
    "logits": np.array([[1.0, 2.0, -1.0], [0.0, 0.5, 3.0], [-2.0, 1.5, 0.25]]),
}
LAST_CLASS_UNSEEN = SQUARE_LOGITS | {"y_true": np.array([0, 1, 0])}
SOFTMAX_CROSS_ENTROPY = Exercise(
    id="softmax-cross-entropy",
    title="Softmax and cross-entropy in one",
    reference={
        "softmax_cross_entropy": losses.softmax_cross_entropy,
        "softmax_cross_entropy_gradient": losses.softmax_cross_entropy_gradient,
    },
    parts=(
        Part(
            "the loss", "softmax_cross_entropy(y_true, logits)", scored(5, 4), edges=(SQUARE_LOGITS, CHANCE)
        ),
        Part("the loss of large logits", "softmax_cross_entropy(y_true, logits)", edges=(FAR_APART,)),
        Part(
            "the gradient",
            "softmax_cross_entropy_gradient(y_true, logits)",
            scored(3, 4),
            edges=(SQUARE_LOGITS, LAST_CLASS_UNSEEN),
        ),
        Part(
            "the gradient of large logits",
            "softmax_cross_entropy_gradient(y_true, logits)",
            edges=(FAR_APART,),
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(LOSS, SLOPE),
        code(
            """
            def softmax_cross_entropy(y_true, logits):
                log_sums = np.logaddexp.reduce(logits, axis=1)
                return np.mean(log_sums - logits[np.arange(len(logits)), y_true])
            """,
            """
            def softmax_cross_entropy_gradient(y_true, logits):
                p = np.exp(logits - np.logaddexp.reduce(logits, axis=1, keepdims=True))
                return (p - np.eye(logits.shape[1])[y_true]) / len(logits)
            """,
        ),
        code(
            """
            def softmax_cross_entropy(y_true, logits):
                right = np.take_along_axis(logits, y_true[:, None], axis=1)
                above = logits - right
                top = above.max(axis=1, keepdims=True)
                return np.mean(top + np.log(np.exp(above - top).sum(axis=1, keepdims=True)))
            """,
            """
            def softmax_cross_entropy_gradient(y_true, logits):
                n, k = logits.shape
                grad = np.zeros((n, k))
                for i in range(n):
                    e = np.exp(logits[i] - max(logits[i]))
                    for j in range(k):
                        grad[i, j] = e[j] / e.sum() - (1 if j == y_true[i] else 0)
                return grad / n
            """,
        ),
        code(
            """
            import math
            def softmax_cross_entropy(y_true, logits):
                total = 0.0
                for label, row in zip(y_true, logits):
                    largest = max(row)
                    total += largest + math.log(sum(math.exp(z - largest) for z in row)) - row[label]
                return total / len(y_true)
            """,
            """
            def softmax_cross_entropy_gradient(y_true, logits):
                z = logits.T - logits.max(axis=1)
                p = (np.exp(z) / np.exp(z).sum(axis=0)).T
                truth = (np.arange(p.shape[1]) == y_true[:, np.newaxis]).astype(float)
                return (p - truth) / p.shape[0]
            """,
        ),
        code(
            """
            def softmax_cross_entropy(y_true, logits):
                z = logits - logits.max(axis=1, keepdims=True)
                log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
                return -(np.eye(z.shape[1])[y_true] * log_p).sum() / len(z)
            """,
            """
            def softmax_cross_entropy_gradient(y_true, logits):
                with np.errstate(over="ignore"):
                    p = 1 / np.exp(logits[:, np.newaxis, :] - logits[:, :, np.newaxis]).sum(axis=2)
                np.subtract.at(p, (range(len(p)), y_true), 1)
                return p / len(y_true)
            """,
        ),
    ),
    conventions=("mean over the batch", "class indices", r"z_k - \ln \sum_j e^{z_j}"),
    hints=(
        "Subtract from each row its largest logit; the loss stays the same, and every exponential is at most 1. "
        "For the gradient: how does the loss of one sample change with its right logit, how with a wrong one?",
        "Logits [0, ln 3] with the right class 0: softmax gives [1/4, 3/4], the loss is ln 4 = 1.3863, and the gradient "
        "[1/4 - 1, 3/4] = [-0.75, 0.75].",
    ),
)

EXERCISES = (SOFTMAX_CROSS_ENTROPY,)
