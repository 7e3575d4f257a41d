"""The loss that everybody means and nobody can train with: the share of wrong answers."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.slips import find_the_slip
from source_lib import losses


def classes(samples, n_classes):
    """Return a draw of class indices and of predictions, of which about half are right."""

    def draw(rng):
        y_true = rng.integers(0, n_classes, samples)
        y_pred = np.where(rng.random(samples) < 0.5, y_true, rng.integers(0, n_classes, samples))
        y_pred[0] = (y_true[0] + 2) % n_classes  # one that is wrong by more than 1
        y_pred[1] = y_true[1]
        return {"y_true": y_true, "y_pred": y_pred}

    return draw


ZERO_ONE = Exercise(
    id="zero-one",
    title="Zero-one loss",
    reference={"zero_one": losses.zero_one},
    parts=(
        Part(
            "many classes",
            "zero_one(y_true, y_pred)",
            classes(9, 5),
            edges=({"y_true": np.array([3, 0, 4, 1]), "y_pred": np.array([3, 2, 1, 1])},),
        ),
        Part(
            "two classes, all right, all wrong",
            "zero_one(y_true, y_pred)",
            edges=(
                {"y_true": np.array([1, 0, 1, 1, 0]), "y_pred": np.array([1, 1, 1, 0, 1])},
                {"y_true": np.array([2, 0, 1]), "y_pred": np.array([2, 0, 1])},
                {"y_true": np.array([2, 0, 1]), "y_pred": np.array([0, 1, 2])},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "accuracy",
            "This is the accuracy, the share of *right* answers. A loss counts what is wrong.",
            "def zero_one(y_true, y_pred): return np.mean(y_true == y_pred)",
        ),
        Mistake(
            "count",
            "This is the number of wrong answers. The mean over the batch is asked for: their share.",
            "def zero_one(y_true, y_pred): return np.sum(y_true != y_pred)",
        ),
        Mistake(
            "distance",
            "You measure by how much the class numbers differ. They are only names: 3 instead of 7 is exactly "
            "as wrong as 3 instead of 4.",
            "def zero_one(y_true, y_pred): return np.mean(np.abs(y_true - y_pred))",
        ),
        Mistake(
            "squared-distance",
            "You square the difference of the class numbers. They are only names: wrong is wrong, and costs 1.",
            "def zero_one(y_true, y_pred): return np.mean((y_true - y_pred) ** 2)",
        ),
        Mistake(
            "each-sample",
            "This is the loss of each sample. The mean over the batch is asked for: one number.",
            "def zero_one(y_true, y_pred): return (y_true != y_pred).astype(float)",
        ),
        Mistake(
            "all-or-nothing",
            "One wrong answer makes your loss 1. Each sample counts on its own.",
            "def zero_one(y_true, y_pred): return float(np.any(y_true != y_pred))",
        ),
        Mistake(
            "signs-cancel",
            "Too high and too low cancel each other in yours.",
            "def zero_one(y_true, y_pred): return np.mean(y_true - y_pred)",
        ),
        Mistake(
            "count-of-right-ones",
            "This is the number of *right* answers. The share of the wrong ones is asked for.",
            "def zero_one(y_true, y_pred): return np.sum(y_true == y_pred)",
        ),
        Mistake(
            "each-truth-value",
            "You say of each answer whether it is wrong. One number is asked for: the mean of that.",
            "def zero_one(y_true, y_pred): return y_true != y_pred",
        ),
        Mistake(
            "one-decision",
            "`if` and `not` decide once, but there are many answers. Compare whole arrays: `y_true != y_pred`.",
            "def zero_one(y_true, y_pred): return 1.0 if y_true != y_pred else 0.0",
        ),
        Mistake(
            "percent",
            "This is in percent. A share is asked for, between 0 and 1.",
            "def zero_one(y_true, y_pred): return 100 * np.mean(y_true != y_pred)",
        ),
    ),
    alternatives=(
        "def zero_one(y_true, y_pred): return np.mean(y_true != y_pred)",
        "def zero_one(y_true, y_pred): return 1 - (y_true == y_pred).mean()",
        "def zero_one(y_true, y_pred): return np.count_nonzero(y_true - y_pred) / len(y_true)",
        """
        def zero_one(y_true, y_pred):
            wrong = 0
            for t, p in zip(y_true, y_pred):
                if t != p:
                    wrong += 1
            return wrong / len(y_true)
        """,
        "def zero_one(y_true, y_pred): return sum(t != p for t, p in zip(y_true, y_pred)) / y_pred.shape[0]",
        "def zero_one(y_true, y_pred): return np.average(np.where(y_true == y_pred, 0, 1))",
        "def zero_one(y_true, y_pred): return np.minimum(np.abs(y_true - y_pred), 1).mean()",
    ),
    conventions=("the share of wrong answers",),
    hints=(
        "`y_true != y_pred` is a truth value for each sample; the mean of truth values is the share of True.",
        "The classes [3, 0, 4] and the predictions [3, 2, 4]: one of three is wrong, so the loss is 0.3333. "
        "That 2 lies nearer to 0 than 4 does is of no interest.",
    ),
)

SLIP_GLOBAL = find_the_slip(
    "slip-global-loss",
    "Find the slip: losses and costs",
    "slip_global_loss",
    wrong="c",
    right={
        "a": "the loss looks at one prediction, the cost at the whole data set.",
        "b": "wrong answers and right answers add up to all of them.",
        "d": "it is made of flat pieces, so almost every small change of a weight changes nothing.",
    },
    hints=(
        "A loss function answers a question about one prediction. Which of the names in the statements "
        "says nothing about a single prediction?",
        "Try to write down a formula, with one y and one a, for each loss that is named.",
    ),
)

EXERCISES = (ZERO_ONE, SLIP_GLOBAL)
