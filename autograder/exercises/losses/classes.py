"""Several classes, exactly one of them right: categorical cross-entropy, and softmax with it."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.losses.binary import GENEROUS
from autograder.exercises.losses.classes_mistakes import INDICES, MISTAKES, ONE_HOT
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
    mistakes=MISTAKES,
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
