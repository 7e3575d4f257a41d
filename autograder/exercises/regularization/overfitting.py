"""The gap between known and new data, and what a pair of accuracies says."""

import numpy as np

from autograder.exercises.choices import choose_for_each
from autograder.exercises.declaration import Close, Exercise, Part, code
from autograder.exercises.regularization.overfitting_mistakes import GAP_RIGHT, MISTAKES, SHARE_RIGHT, gap


def share_correct(scores, labels):
    """Return the share of samples whose largest score is that of their label."""
    return float(np.mean(np.argmax(scores, axis=1) == labels))


def generalization_gap(train_scores, train_labels, new_scores, new_labels):
    """Return how much better the known samples are classified than the new ones."""
    return share_correct(train_scores, train_labels) - share_correct(new_scores, new_labels)


def classified(rng, samples, classes, right):
    """Return scores and labels of which so many are right."""
    scores = rng.normal(scale=2, size=(samples, classes))
    labels = np.argmax(scores, axis=1)
    labels[right:] = (labels[right:] + 1) % classes
    order = rng.permutation(samples)
    return scores[order], labels[order]


def one_set(rng):
    """Return one set of samples, some of them right."""
    scores, labels = classified(rng, 7, 4, int(rng.integers(2, 6)))
    return {"scores": scores, "labels": labels}


def two_sets(rng, known=(6, 9), new=(2, 4)):
    """Return a larger set of known samples and a smaller one of new samples."""
    train = classified(rng, 11, 3, int(rng.integers(*known)))
    fresh = classified(rng, 5, 3, int(rng.integers(*new)))
    return {
        "train_scores": train[0],
        "train_labels": train[1],
        "new_scores": fresh[0],
        "new_labels": fresh[1],
    }


# The largest of all scores stands in the first row: its place in the whole array is also that of a class.
FIRST_ROW = {
    "scores": np.array([[0.5, 4.0, -1.0], [0.3, 1.2, 0.7], [2.0, -0.5, 0.1], [-1.0, 0.2, 0.4]]),
    "labels": np.array([1, 1, 2, 2]),
}
FEW_DIGITS = Close(rtol=1e-5, atol=1e-6)  # a share in float32 is a share
BETTER_ON_NEW = two_sets(np.random.default_rng(3), known=(2, 4), new=(4, 5))


GAP = Exercise(
    id="generalization-gap",
    title="The generalization gap",
    reference={"share_correct": share_correct, "generalization_gap": generalization_gap},
    parts=(
        Part(
            "the accuracy", "share_correct(scores, labels)", one_set, edges=(FIRST_ROW,), compare=FEW_DIGITS
        ),
        Part(
            "the gap",
            "generalization_gap(train_scores, train_labels, new_scores, new_labels)",
            two_sets,
            edges=(BETTER_ON_NEW,),
            compare=FEW_DIGITS,
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(SHARE_RIGHT, GAP_RIGHT),
        code(
            """
            def share_correct(scores, labels):
                right = 0
                for row, label in zip(scores, labels):
                    if np.argmax(row) == label:
                        right += 1
                return right / len(labels)
            """,
            gap("known - new"),
        ),
        code(
            "def share_correct(scores, labels): return np.float32(np.mean(np.argmax(scores, axis=1) == labels))",
            GAP_RIGHT,
        ),
        code(
            """
            def share_correct(scores, labels):
                return float((np.argmax(scores, axis=1) == labels).astype(np.float32).mean())
            """,
            GAP_RIGHT,
        ),
        code(
            "def share_correct(scores, labels): return (scores.argmax(-1) == labels).sum() / labels.size",
            gap("-(new - known)"),
        ),
        code(
            """
            def share_correct(scores, labels):
                of_the_label = scores[np.arange(len(scores)), labels]
                return (of_the_label >= scores.max(axis=1)).astype(float).mean()
            """,
            """
            def generalization_gap(train_scores, train_labels, new_scores, new_labels):
                known = np.argmax(train_scores, axis=1) == train_labels
                new = np.argmax(new_scores, axis=1) == new_labels
                return known.mean() - new.mean()
            """,
        ),
    ),
    conventions=("accuracy on the training samples minus the accuracy on the new samples",),
    hints=(
        "`np.argmax(scores, axis=1)` gives, for each row, the place of its largest score. Compare these places "
        "with the labels; the mean of truth values is the share of those that are true.",
        "Scores [[0.2, 0.7, 0.1], [0.5, 0.3, 0.2]], labels [1, 2]: the largest scores stand at the places [1, 0]. "
        "Compared with the labels this is [True, False], so the share is 0.5.",
    ),
)

READINGS = choose_for_each(
    "read-the-curves",
    "Read the curves",
    "curve_readings",
    {
        "A": "overfits",
        "B": "too small",
        "C": "go on",
        "D": "fine",
        "E": "measure again",
    },
    labels={
        "A": "100 % known, 76 % new",
        "B": "61 % and 60 %, both flat",
        "C": "83 % and 82 %, both rising",
        "D": "97 % and 96 %, both flat",
        "E": "88 % known, 96 % new",
    },
    instead={
        "A": {
            "fine": "100 % on known samples proves nothing: a list of the answers would have it too. Look at "
            "the distance between the two numbers of A.",
        },
        "B": {
            "overfits": "B is bad on the samples it was trained on, too, so it has not even learned those by "
            "heart.",
            "fine": "B has no gap, but it is wrong on four of ten samples, known ones included.",
            "go on": "B's curves have been flat for a long time: more of the same will not help.",
        },
        "C": {
            "too small": "C has not finished: both of its curves are still rising.",
            "fine": "C may well end up fine, but it has not finished: both of its curves are still rising.",
        },
        "D": {
            "overfits": "A gap of one point in a hundred is hardly a gap.",
        },
        "E": {
            "fine": "E is much better on samples that it has never seen than on those it was trained on. "
            "Before you rejoice: were both numbers measured in the same way?",
            "overfits": "Overfitting makes known samples *better* than new ones. In E it is the other way round.",
        },
    },
    spellings=({"A": "Overfits ", "B": "TOO SMALL"},),
    hints=(
        "Two questions, in this order: is there a gap between the two numbers? If not, is their level high?",
        "Example: 75 % on known and 74 % on new samples, both flat for a long time: no gap, low level, so "
        "the network cannot even describe the samples it has seen: too small.",
    ),
)

EXERCISES = (GAP, READINGS)
