"""The hinge loss for many classes: every rival that comes too close costs."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.losses.classes import labels
from autograder.exercises.slips import find_the_slip
from source_lib import losses


def scored(samples, n_classes):
    """Return a draw of class indices, scores and a margin; some wrong classes are close, some far."""
    return lambda rng: {
        "y_true": labels(rng, samples, n_classes),
        "scores": rng.normal(scale=1.5, size=(samples, n_classes)),
        "margin": float(rng.uniform(0.4, 2.5)),
    }


def without_margin(draw):
    """Leave the margin out of a draw."""

    def shorter(rng):
        return {name: value for name, value in draw(rng).items() if name != "margin"}

    return shorter


EQUAL = {"y_true": np.array([3, 0]), "scores": np.full((2, 5), 1.5)}
SQUARE = {
    "y_true": np.array([2, 0, 0]),
    "scores": np.array([[1.0, 2.0, 1.5], [5.0, 0.5, 4.5], [-2.0, 1.5, 0.25]]),
}
MULTI = """
def multi_class_hinge(y_true, scores, margin=1.0):
    rows = np.arange(len(scores))
    short = np.maximum(0, scores - scores[rows, y_true][:, np.newaxis] + margin)
    short[rows, y_true] = 0
    return short.sum(axis=1).mean()
"""
SHORT = "short = np.maximum(0, scores - right + margin)\nshort[rows, y_true] = 0\n"


def multi(body):
    """Return a wrong multi-class hinge loss with that body after `rows` and the `right` scores."""
    lines = "\n".join(f"    {line}" for line in body.strip().splitlines())
    head = """
def multi_class_hinge(y_true, scores, margin=1.0):
    rows = np.arange(len(scores))
    right = scores[rows, y_true][:, np.newaxis]
"""
    return head + lines + "\n"


MULTI_HINGE = Exercise(
    id="multi-class-hinge",
    title="Multi-class hinge loss",
    reference={"multi_class_hinge": losses.multi_class_hinge},
    parts=(
        Part(
            "a margin of 1",
            "multi_class_hinge(y_true, scores)",
            without_margin(scored(6, 4)),
            edges=(SQUARE, EQUAL),
            points=2,
        ),
        Part("any margin", "multi_class_hinge(y_true, scores, margin)", scored(5, 3)),
    ),
    mistakes=(
        Mistake(
            "right-class-pays",
            "The right class pays a margin to itself, so every sample costs too much. Leave it out of the sum.",
            multi("return np.maximum(0, scores - right + margin).sum(axis=1).mean()"),
        ),
        Mistake(
            "sum",
            "This is the sum over the batch. Sum over the classes, and take the mean over the batch.",
            multi(
                "short = np.maximum(0, scores - right + margin)\nshort[rows, y_true] = 0\nreturn short.sum()"
            ),
        ),
        Mistake(
            "mean-over-all",
            "You divide by the number of classes, too. Sum over the classes, and take the mean over the batch.",
            multi(
                "short = np.maximum(0, scores - right + margin)\nshort[rows, y_true] = 0\nreturn short.mean()"
            ),
        ),
        Mistake(
            "worst-rival-only",
            "Only the strongest rival pays in yours. In this course every wrong class that comes too close does.",
            multi(
                "short = np.maximum(0, scores - right + margin)\n"
                "short[rows, y_true] = 0\n"
                "return short.max(axis=1).mean()"
            ),
        ),
        Mistake(
            "upside-down",
            "The difference is the wrong way round: a wrong class pays when it is *high*.",
            multi(
                "short = np.maximum(0, right - scores + margin)\n"
                "short[rows, y_true] = 0\n"
                "return short.sum(axis=1).mean()"
            ),
        ),
        Mistake(
            "no-maximum",
            "A wrong class that lies far below gives money back in yours. Nothing is less than free.",
            multi(
                "short = scores - right + margin\nshort[rows, y_true] = 0\nreturn short.sum(axis=1).mean()"
            ),
        ),
        Mistake(
            "margin-ignored",
            "Your margin is always 1. Use `margin`.",
            multi(
                "short = np.maximum(0, scores - right + 1)\nshort[rows, y_true] = 0\nreturn short.sum(axis=1).mean()"
            ),
        ),
        Mistake(
            "one-taken-away",
            "What the right class pays to itself is the margin. It is 1 only if nothing else is given.",
            multi("return (np.maximum(0, scores - right + margin).sum(axis=1) - 1).mean()"),
        ),
        Mistake(
            "no-margin",
            "In yours it is enough to win by a hair. The right class has to win by the margin.",
            multi(
                "short = np.maximum(0, scores - right)\nshort[rows, y_true] = 0\nreturn short.sum(axis=1).mean()"
            ),
        ),
        Mistake(
            "margin-helps",
            "The margin makes it harder to be free, not easier: it is added to the rival's lead.",
            multi(
                "short = np.maximum(0, scores - right - margin)\n"
                "short[rows, y_true] = 0\n"
                "return short.sum(axis=1).mean()"
            ),
        ),
        Mistake(
            "whole-columns",
            "`scores[:, y_true]` takes whole columns. Give NumPy a row number for each column number.",
            """
            def multi_class_hinge(y_true, scores, margin=1.0):
                short = np.maximum(0, scores - scores[:, y_true].mean(axis=1, keepdims=True) + margin)
                short[np.arange(len(scores)), y_true] = 0
                return short.sum(axis=1).mean()
            """,
        ),
        Mistake(
            "against-the-best",
            "You compare with the largest score of the row. Compare with the score of the *right* class.",
            """
            def multi_class_hinge(y_true, scores, margin=1.0):
                short = np.maximum(0, scores - scores.max(axis=1, keepdims=True) + margin)
                short[np.arange(len(scores)), y_true] = 0
                return short.sum(axis=1).mean()
            """,
        ),
        Mistake(
            "in-place",
            "Your function changes the scores themselves. Make a new array.",
            multi(
                "scores -= right - margin\n"
                "scores[rows, y_true] = 0\n"
                "return np.maximum(0, scores).sum(axis=1).mean()"
            ),
        ),
        Mistake(
            "mean-over-rivals",
            "You take the mean over the rivals. What they cost is added up; the mean is over the batch.",
            multi(
                "too_close = np.maximum(0, scores - right + margin)\n"
                "too_close[rows, y_true] = 0\n"
                "return np.sum(too_close) / (len(scores) * (scores.shape[1] - 1))"
            ),
        ),
        Mistake(
            "each-sample",
            "These are the losses of the samples. One number is asked for: their mean.",
            multi(SHORT + "return short.sum(axis=1)"),
        ),
        Mistake(
            "cut-off-after-the-sum",
            "Each rival is cut off at 0 on its own. In yours, a rival far below pays for another one that"
            " is too close.",
            multi("return np.maximum(0, (scores - right + margin).sum(axis=1) - margin).mean()"),
        ),
        Mistake(
            "squared",
            "This is the squared hinge loss. Here each rival costs as much as it is too close.",
            multi(SHORT + "return (short**2).sum(axis=1).mean()"),
        ),
        Mistake(
            "count",
            "You count the rivals that come too close. Each costs as much as it is too close.",
            multi(SHORT + "return (short > 0).sum(axis=1).mean()"),
        ),
        Mistake(
            "rows-of-the-labels",
            "`scores[y_true]` takes rows. A row is a sample; the right class is a column.",
            multi(
                "short = np.maximum(0, scores - scores[y_true] + margin)\nreturn (short.sum(axis=1) - margin).mean()"
            ),
        ),
        Mistake(
            "right-scores-lying-down",
            "The scores of the right classes lie down as a row and meet the wrong samples. Give them a "
            "second axis: `[:, np.newaxis]`.",
            multi(SHORT.replace("right", "right.ravel()") + "return short.sum(axis=1).mean()"),
        ),
    ),
    alternatives=(
        MULTI,
        """
        def multi_class_hinge(y_true, scores, margin=1.0):
            right = np.take_along_axis(scores, y_true[:, None], axis=1)
            everyone = np.maximum(0, scores - right + margin).sum(axis=1)
            return np.mean(everyone - margin)
        """,
        """
        def multi_class_hinge(y_true, scores, margin=1.0):
            total = 0.0
            for label, row in zip(y_true, scores):
                for j, score in enumerate(row):
                    if j != label:
                        total += max(0, score - row[label] + margin)
            return total / len(y_true)
        """,
        """
        def multi_class_hinge(y_true, scores, margin=1.0):
            hot = np.eye(scores.shape[1])[y_true]
            right = (scores * hot).sum(axis=1, keepdims=True)
            return np.sum(np.clip(scores - right + margin * (1 - hot), 0, None) * (1 - hot)) / len(hot)
        """,
        """
        def multi_class_hinge(y_true, scores, margin=1.0):
            losses = []
            for i in range(len(scores)):
                rivals = np.delete(scores[i], y_true[i])
                losses.append(np.maximum(rivals + margin - scores[i, y_true[i]], 0).sum())
            return np.mean(losses)
        """,
        """
        def multi_class_hinge(y_true, scores, margin=1.0):
            wrong = np.arange(scores.shape[1]) != y_true[:, np.newaxis]
            lead = scores - scores[~wrong][:, np.newaxis] + margin
            return lead[wrong & (lead > 0)].sum() / scores.shape[0]
        """,
    ),
    conventions=("over the wrong classes", "mean over the batch"),
    hints=(
        "By how much does each class come too close to the right one? `scores - right + margin`, with the right scores "
        "standing as a column; then cut off below 0, leave the right class out, sum each row.",
        "Scores [3, 2.5, 0] with the right class 0 and a margin of 1: class 1 comes too close by 0.5, class 2 is far "
        "away. The loss of this sample is 0.5.",
    ),
)

SLIP_HINGE = find_the_slip(
    "slip-hinge",
    "Find the slip: hinge loss",
    "slip_hinge",
    wrong="a",
    right={
        "b": "right, but by less than the margin of 1.",
        "c": "each of the K - 1 wrong classes falls short of the margin by all of it, 1.",
        "d": "only a score that is wrong, or right by too little, has a slope.",
    },
    hints=(
        "Which values of y, and which kind of prediction, does the formula need? Try y = 0.",
        "Put y = 0 into max(0, 1 - y · s). Does the loss still depend on the prediction?",
    ),
)

EXERCISES = (MULTI_HINGE, SLIP_HINGE)
