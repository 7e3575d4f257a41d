"""What newcomers write for the generalization gap, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

SHARE_RIGHT = "def share_correct(scores, labels): return np.mean(np.argmax(scores, axis=1) == labels)"

GAP_RIGHT = """
    def generalization_gap(train_scores, train_labels, new_scores, new_labels):
        return share_correct(train_scores, train_labels) - share_correct(new_scores, new_labels)
    """


def gap(expression):
    """Return the source of a gap that is computed from the accuracies `known` and `new`."""
    return f"""
    def generalization_gap(train_scores, train_labels, new_scores, new_labels):
        known, new = share_correct(train_scores, train_labels), share_correct(new_scores, new_labels)
        return {expression}
    """


MISTAKES = (
    Mistake(
        "value-for-place",
        "`max` gives the largest score itself. The class is the *place* of the largest score.",
        code("def share_correct(scores, labels): return np.mean(scores.max(axis=1) == labels)", GAP_RIGHT),
    ),
    Mistake(
        "along-the-samples",
        "You look for the largest score down the samples. Each row is a sample: compare along the classes.",
        code(
            "def share_correct(scores, labels): return np.mean(np.argmax(scores, axis=0) == labels)",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "count",
        "This is the number of right answers; a share is divided by the number of samples.",
        code(
            "def share_correct(scores, labels): return np.sum(np.argmax(scores, axis=1) == labels)",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "count-divided-in-the-gap",
        "`share_correct` returns the number of right answers; a share is divided by the number of samples.",
        code(
            "def share_correct(scores, labels): return np.sum(np.argmax(scores, axis=1) == labels)",
            gap("known / len(train_labels) - new / len(new_labels)"),
        ),
    ),
    Mistake(
        "without-an-axis",
        "Without an axis, `argmax` finds a single place in the whole array. Each row has a largest score.",
        code("def share_correct(scores, labels): return np.mean(np.argmax(scores) == labels)", GAP_RIGHT),
    ),
    Mistake(
        "percent",
        "A share lies between 0 and 1; yours is in percent.",
        code(
            "def share_correct(scores, labels): return 100 * np.mean(np.argmax(scores, axis=1) == labels)",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "printed",
        "Nothing comes back from `share_correct`: `print` shows a number, `return` hands it over.",
        code(
            "def share_correct(scores, labels): print(np.mean(np.argmax(scores, axis=1) == labels))",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "gap-printed",
        "Nothing comes back from `generalization_gap`: `print` shows a number, `return` hands it over.",
        code(SHARE_RIGHT, gap("print(known - new)")),
    ),
    Mistake(
        "new-minus-known",
        "The sign is turned round: a network that is better on known samples has a positive gap.",
        code(SHARE_RIGHT, gap("new - known")),
    ),
    Mistake(
        "error-rate",
        "This is the share of the wrong answers.",
        code(
            "def share_correct(scores, labels): return np.mean(np.argmax(scores, axis=1) != labels)",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "divided-by-classes",
        "The right answers are divided by the number of classes; how many samples are there?",
        code(
            """
            def share_correct(scores, labels):
                return np.sum(np.argmax(scores, axis=1) == labels) / scores.shape[1]
            """,
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "absolute",
        "A gap may be negative: then the network happens to be better on the new samples.",
        code(SHARE_RIGHT, gap("abs(known - new)")),
    ),
    Mistake(
        "ratio",
        "You divided one accuracy by the other. The gap is a difference.",
        code(SHARE_RIGHT, gap("known / new")),
    ),
    Mistake(
        "relative",
        "You divided the difference by an accuracy. The gap is the plain difference.",
        code(SHARE_RIGHT, gap("(known - new) / known")),
    ),
    Mistake(
        "not-averaged",
        "This says for each sample whether it is right. The share is one number: their mean.",
        code("def share_correct(scores, labels): return np.argmax(scores, axis=1) == labels", GAP_RIGHT),
    ),
    Mistake(
        "smallest",
        "You take the place of the *smallest* score.",
        code(
            "def share_correct(scores, labels): return np.mean(np.argmin(scores, axis=1) == labels)",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "classes-from-one",
        "Your classes count from 1. The labels count from 0, as the columns do.",
        code(
            "def share_correct(scores, labels): return np.mean(np.argmax(scores, axis=1) + 1 == labels)",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "divided-by-all-scores",
        "You divide by the number of all scores. How many samples are there?",
        code(
            "def share_correct(scores, labels): return np.sum(np.argmax(scores, axis=1) == labels) / scores.size",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "all-or-nothing",
        "Yours is only ever 0 or 1: it asks whether *all* samples are right. What share of them is?",
        code(
            "def share_correct(scores, labels): return float(np.all(np.argmax(scores, axis=1) == labels))",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "score-of-the-label",
        "You average the scores of the right classes. Count how often the right class has the "
        "*largest* score.",
        code(
            "def share_correct(scores, labels): return np.mean(scores[np.arange(len(labels)), labels])",
            GAP_RIGHT,
        ),
    ),
    Mistake(
        "added",
        "You add the two accuracies. The gap is their difference.",
        code(SHARE_RIGHT, gap("known + new")),
    ),
    Mistake(
        "known-only",
        "This is the accuracy on the known samples alone. The gap compares it with that on the new ones.",
        code(SHARE_RIGHT, gap("known")),
    ),
    Mistake(
        "from-one",
        "You take the accuracy on new samples from 1. The gap takes it from the accuracy on the "
        "known samples.",
        code(SHARE_RIGHT, gap("1 - new")),
    ),
    Mistake(
        "gap-in-percent",
        "The gap is a difference of two shares, in percent in yours.",
        code(SHARE_RIGHT, gap("100 * (known - new)")),
    ),
    Mistake(
        "scores-averaged",
        "You compare the mean scores. The gap compares the shares of right answers.",
        code(
            SHARE_RIGHT,
            """
            def generalization_gap(train_scores, train_labels, new_scores, new_labels):
                return np.mean(train_scores) - np.mean(new_scores)
            """,
        ),
    ),
)
