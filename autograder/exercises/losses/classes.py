"""Several classes, exactly one of them right: categorical cross-entropy, and softmax with it."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.losses.binary import GENEROUS
from autograder.exercises.losses.codes import distribution
from autograder.exercises.slips import find_the_slip
from source_lib import losses


def rows(rng, samples, n_classes):
    """Draw a distribution a row."""
    return np.stack([distribution(rng, n_classes) for _ in range(samples)])


def labels(rng, samples, n_classes):
    """Draw class indices; the classes are not equally frequent."""
    return rng.permutation(np.resize([n_classes - 1, 0, n_classes - 1, 1], samples))


def one_hot(samples, n_classes):
    """Return a draw with the truth as rows of 0 and 1."""

    def draw(rng):
        truth = np.eye(n_classes)[labels(rng, samples, n_classes)]
        return {"y_true": truth, "y_pred": rows(rng, samples, n_classes)}

    return draw


def indices(samples, n_classes):
    """Return a draw with the truth as class indices."""
    return lambda rng: {
        "y_true": labels(rng, samples, n_classes), "y_pred": rows(rng, samples, n_classes)
    }  # fmt: skip


SQUARE = {
    "y_true": np.array([2, 2, 0]),
    "y_pred": np.array([[0.1, 0.2, 0.7], [0.625, 0.25, 0.125], [0.5, 0.375, 0.125]]),
}
LAST_CLASS_UNSEEN = SQUARE | {"y_true": np.array([0, 1, 0])}
SQUARE_ONE_HOT = SQUARE | {"y_true": np.eye(3)[[2, 2, 0]]}
ONE_HOT = (
    "def categorical_cross_entropy(y_true, y_pred): return -np.mean(np.sum(y_true * np.log(y_pred), axis=1))"
)
INDICES = """
def categorical_cross_entropy_from_indices(y_true, y_pred):
    return -np.mean(np.log(y_pred[np.arange(len(y_true)), y_true]))
"""


def hot(formula):
    """Return a wrong loss from one-hot rows, with the right one from indices."""
    return code(f"def categorical_cross_entropy(y_true, y_pred): return {formula}", INDICES)


def indexed(formula):
    """Return the right loss from one-hot rows, with a wrong one from indices."""
    return code(ONE_HOT, f"def categorical_cross_entropy_from_indices(y_true, y_pred): return {formula}")


CATEGORICAL = Exercise(
    id="categorical-cross-entropy",
    title="Categorical cross-entropy",
    reference={
        "categorical_cross_entropy": losses.categorical_cross_entropy,
        "categorical_cross_entropy_from_indices": losses.categorical_cross_entropy_from_indices,
    },
    parts=(
        Part(
            "one-hot rows",
            "categorical_cross_entropy(y_true, y_pred)",
            one_hot(5, 4),
            edges=(SQUARE_ONE_HOT,),
            compare=GENEROUS,
        ),
        Part(
            "class indices",
            "categorical_cross_entropy_from_indices(y_true, y_pred)",
            indices(6, 4),
            edges=(SQUARE, LAST_CLASS_UNSEEN),
            compare=GENEROUS,
        ),
    ),
    mistakes=(
        Mistake(
            "mean-over-all",
            "You divide by the number of classes, too. Sum over the classes, and take the mean over the batch.",
            hot("-np.mean(y_true * np.log(y_pred))"),
        ),
        Mistake(
            "sum",
            "This is the sum over the batch. The mean over the batch is asked for.",
            hot("-np.sum(y_true * np.log(y_pred))"),
        ),
        Mistake(
            "negative",
            "Your loss is negative: the logarithm of a number below 1 is. A minus sign is missing.",
            hot("np.mean(np.sum(y_true * np.log(y_pred), axis=1))"),
        ),
        Mistake(
            "binary",
            "You also make the wrong classes pay, each as a question of its own. Here only the probability of the right "
            "class counts: the others come in through the sum of 1.",
            hot("-np.mean(np.sum(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred), axis=1))"),
        ),
        Mistake(
            "bits",
            "These are bits. Losses use the natural logarithm.",
            hot("-np.mean(np.sum(y_true * np.log2(y_pred), axis=1))"),
        ),
        Mistake(
            "axis-0",
            "You sum over the samples and take the mean over the classes; it is the other way round.",
            hot("-np.mean(np.sum(y_true * np.log(y_pred), axis=0))"),
        ),
        Mistake(
            "each-sample",
            "This is the loss of each sample. The mean over the batch is asked for: one number.",
            hot("-np.sum(y_true * np.log(y_pred), axis=1)"),
        ),
        Mistake(
            "most-likely-class",
            "You take the probability of the class that the *prediction* likes best. The truth decides which "
            "one counts.",
            hot("-np.mean(np.log(y_pred.max(axis=1)))"),
        ),
        Mistake(
            "log-of-mean",
            "First the logarithm, then the mean. In yours one very wrong sample hides behind the good ones.",
            hot("-np.log(np.mean(np.sum(y_true * y_pred, axis=1)))"),
        ),
        Mistake(
            "whole-columns",
            "`y_pred[:, y_true]` takes whole columns, for every sample those of all samples. "
            "Give NumPy a row number for each column number.",
            indexed("-np.mean(np.log(y_pred[:, y_true]))"),
        ),
        Mistake(
            "whole-rows",
            "`y_pred[y_true]` takes rows. A row is a sample; the class is a column.",
            indexed("-np.mean(np.log(y_pred[y_true]))"),
        ),
        Mistake(
            "indices-negative",
            "Your loss from indices is negative. A minus sign is missing.",
            indexed("np.mean(np.log(y_pred[np.arange(len(y_true)), y_true]))"),
        ),
        Mistake(
            "indices-sum",
            "From indices you take the sum. The mean over the batch is asked for.",
            indexed("-np.sum(np.log(y_pred[np.arange(len(y_true)), y_true]))"),
        ),
        Mistake(
            "classes-counted-in-the-labels",
            "A batch need not hold every class: the highest label does not say how many classes there are. "
            "The columns of `y_pred` do.",
            indexed("-np.mean(np.sum(np.eye(y_true.max() + 1)[y_true] * np.log(y_pred), axis=1))"),
        ),
        Mistake(
            "indices-most-likely-class",
            "From indices, you take the probability of the class that the *prediction* likes best. "
            "The truth decides which one counts.",
            indexed("-np.mean(np.log(y_pred.max(axis=1)))"),
        ),
        Mistake(
            "indices-log-of-mean",
            "From indices, too: first the logarithm, then the mean. In yours "
            "one very wrong sample hides behind the good ones.",
            indexed("-np.log(np.mean(y_pred[np.arange(len(y_true)), y_true]))"),
        ),
        Mistake(
            "multiplied-by-index",
            "You multiply by the class index. It is a name, not an amount: it only says which column counts.",
            indexed("-np.mean(np.sum(y_true[:, np.newaxis] * np.log(y_pred), axis=1))"),
        ),
        Mistake(
            "swapped",
            "You take the logarithm of the truth, which is that of 0 for every wrong class. It is the "
            "*prediction* whose logarithm is taken.",
            hot("-np.mean(np.sum(y_pred * np.log(y_true), axis=1))"),
        ),
    ),
    alternatives=(
        code(ONE_HOT, INDICES),
        code(
            "def categorical_cross_entropy(y_true, y_pred): return -np.sum(y_true * np.log(y_pred)) / len(y_true)",
            """
            def categorical_cross_entropy_from_indices(y_true, y_pred):
                return categorical_cross_entropy(np.eye(y_pred.shape[1])[y_true], y_pred)
            """,
        ),
        code(
            "def categorical_cross_entropy(y_true, y_pred): return -np.log((y_true * y_pred).sum(axis=1)).mean()",
            """
            def categorical_cross_entropy_from_indices(y_true, y_pred):
                chosen = np.take_along_axis(y_pred, y_true[:, None], axis=1)
                return -np.mean(np.log(chosen))
            """,
        ),
        code(
            """
            def categorical_cross_entropy(y_true, y_pred):
                return categorical_cross_entropy_from_indices(np.argmax(y_true, axis=1), y_pred)
            """,
            """
            def categorical_cross_entropy_from_indices(y_true, y_pred):
                total = 0.0
                for label, row in zip(y_true, y_pred):
                    total -= np.log(row[label])
                return total / len(y_pred)
            """,
        ),
        code(
            """
            def categorical_cross_entropy(y_true, y_pred):
                return np.mean(np.log(1 / y_pred[y_true == 1]))
            """,
            """
            import math
            def categorical_cross_entropy_from_indices(y_true, y_pred):
                return -sum(math.log(y_pred[i, y_true[i]]) for i in range(len(y_true))) / len(y_true)
            """,
        ),
        code(
            """
            def categorical_cross_entropy(y_true, y_pred):
                return -np.einsum("ij,ij", y_true, np.log(y_pred + 1e-8)) / y_true.shape[0]
            """,
            """
            def categorical_cross_entropy_from_indices(y_true, y_pred):
                mask = np.arange(y_pred.shape[1]) == y_true[:, np.newaxis]
                return -np.log(y_pred[mask]).sum() / mask.sum()
            """,
        ),
    ),
    conventions=("sum over the classes", "mean over the batch", "strictly between 0 and 1"),
    hints=(
        "In a one-hot row, all terms but one are multiplied by 0. With indices, `y_pred[rows, columns]` picks one entry "
        "for each pair of a row number and a column number.",
        "Two samples with the right classes 0 and 2 and the rows [0.5, 0.3, 0.2] and [0.1, 0.1, 0.8]: "
        "(-ln 0.5 - ln 0.8) / 2 = (0.6931 + 0.2231) / 2 = 0.4581.",
    ),
)

SLIP_NAME = find_the_slip(
    "slip-categorical",
    "Find the slip: categorical cross-entropy",
    "slip_categorical",
    wrong="b",
    right={
        "a": "in a one-hot row all other terms are multiplied by 0.",
        "c": "the probability of the other class is 1 - p, and only one of the two counts.",
        "d": "each class then has the probability 1/K, and -ln(1/K) = ln K.",
    },
    hints=(
        "Which of the statements could you check with your two functions, and which one speaks of something that "
        "does not appear in the formula at all?",
        "What does the word *categorical* mean? What is a category?",
    ),
)

EXERCISES = (CATEGORICAL, SLIP_NAME)
