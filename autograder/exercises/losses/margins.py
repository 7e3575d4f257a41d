"""Hinge losses: no price at all, once the right class wins by a margin."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from source_lib import losses


def signed(samples):
    """Return a draw of labels -1 and +1 with scores, right and wrong, near and far."""

    def draw(rng):
        y_true = rng.permutation(np.resize([1, -1, 1], samples))
        margins = rng.permutation(np.linspace(-2.2, 2.6, samples)) + rng.uniform(-0.1, 0.1, samples)
        return {"y_true": y_true, "scores": y_true * margins}

    return draw


AT_THE_MARGIN = {"y_true": np.array([1, -1, 1, -1]), "scores": np.array([1.0, -1.0, 0.0, 0.5])}
ALL_SAFE = {"y_true": np.array([1, -1, -1]), "scores": np.array([1.5, -3.0, -200.0])}
VALUE = "def hinge(y_true, scores): return np.mean(np.maximum(0, 1 - y_true * scores))"
SLOPE = "def hinge_gradient(y_true, scores): return np.where(y_true * scores < 1, -y_true, 0) / scores.size"


def value_of(formula):
    """Return a wrong hinge loss of that formula, with the right gradient."""
    return code(f"def hinge(y_true, scores): return {formula}", SLOPE)


def slope_of(formula):
    """Return the right hinge loss with a wrong gradient of that formula."""
    return code(VALUE, f"def hinge_gradient(y_true, scores): return {formula}")


HINGE = Exercise(
    id="hinge",
    title="Hinge loss",
    reference={"hinge": losses.hinge, "hinge_gradient": losses.hinge_gradient},
    parts=(
        Part("the loss", "hinge(y_true, scores)", signed(7), edges=(AT_THE_MARGIN, ALL_SAFE)),
        Part("the gradient", "hinge_gradient(y_true, scores)", signed(6), edges=(ALL_SAFE,)),
        Part("the gradient exactly at the margin", "hinge_gradient(y_true, scores)", edges=(AT_THE_MARGIN,)),
    ),
    mistakes=(
        Mistake(
            "no-maximum",
            "A sample that is safely right earns money in yours and pays for others. Nothing is less than free.",
            value_of("np.mean(1 - y_true * scores)"),
        ),
        Mistake(
            "no-margin",
            "Yours is free as soon as the sign is right. The score has to win by a margin of 1.",
            value_of("np.mean(np.maximum(0, -y_true * scores))"),
        ),
        Mistake(
            "zero-one-labels",
            "You treat the labels as 0 and 1. They are -1 and +1 here.",
            value_of("np.mean(np.maximum(0, 1 - (2 * y_true - 1) * scores))"),
        ),
        Mistake(
            "probabilities",
            "You squeeze the scores through a sigmoid. The hinge loss takes the raw score: a probability could never win "
            "by more than the margin.",
            value_of("np.mean(np.maximum(0, 1 - y_true / (1 + np.exp(-scores))))"),
        ),
        Mistake(
            "squared",
            "This is the squared hinge loss. Here the line stays a line.",
            value_of("np.mean(np.maximum(0, 1 - y_true * scores) ** 2)"),
        ),
        Mistake(
            "difference",
            "The margin is the *product* of label and score, not their difference.",
            value_of("np.mean(np.maximum(0, 1 - (scores - y_true)))"),
        ),
        Mistake(
            "maximum-of-mean",
            "First the maximum for each sample, then the mean: in yours the safe ones pay for the wrong ones.",
            value_of("np.maximum(0, np.mean(1 - y_true * scores))"),
        ),
        Mistake(
            "sum",
            "This is the sum over the batch. The mean is asked for.",
            value_of("np.sum(np.maximum(0, 1 - y_true * scores))"),
        ),
        Mistake(
            "gradient-at-the-margin",
            "Exactly at the margin the convention is 0: the sample has done enough.",
            slope_of("np.where(y_true * scores <= 1, -y_true, 0) / scores.size"),
        ),
        Mistake(
            "gradient-uphill",
            "The gradient has the wrong sign: raising the score of a sample with y = +1 must lower the loss.",
            slope_of("np.where(y_true * scores < 1, y_true, 0) / scores.size"),
        ),
        Mistake(
            "gradient-wrong-only",
            "Also a sample that is right by too little is pushed: look up to where the loss is above 0.",
            slope_of("np.where(y_true * scores < 0, -y_true, 0) / scores.size"),
        ),
        Mistake(
            "gradient-for-all",
            "A sample that is safely right has a loss of 0 all around it, so its gradient is 0.",
            slope_of("-y_true / scores.size"),
        ),
        Mistake(
            "gradient-no-sign",
            "The two classes pull in opposite directions: the label must appear in the gradient.",
            slope_of("np.where(y_true * scores < 1, -1, 0) / scores.size"),
        ),
        Mistake(
            "gradient-sum",
            "The loss is a mean, so each sample has only a share in it: the gradient must be divided, too.",
            slope_of("np.where(y_true * scores < 1, -y_true, 0)"),
        ),
        Mistake(
            "gradient-label-left-out",
            "Compare the *product* of label and score with 1: for a label of -1, a score of -3 is safe.",
            slope_of("np.where(scores < 1, -y_true, 0) / scores.size"),
        ),
        Mistake(
            "gradient-zero",
            "Your gradient is 0 everywhere. "
            "(An array such as `np.zeros_like(y_true)` holds whole numbers only, and cuts off whatever follows the point.)",
            slope_of("np.zeros(scores.shape)"),
        ),
        Mistake(
            "violators-only",
            "The mean is over the whole batch: also the samples that cost nothing are counted.",
            code(
                """
def hinge(y_true, scores):
    short = 1 - y_true * scores
    return short[short > 0].mean()
""",
                SLOPE,
            ),
        ),
        Mistake(
            "gradient-violators-only",
            "Divide the gradient by the number of all samples: the mean counts those that cost nothing, too.",
            slope_of("np.where(y_true * scores < 1, -y_true, 0) / max(1, np.sum(y_true * scores < 1))"),
        ),
        Mistake(
            "gradient-of-weights",
            "The score itself does not appear in the gradient: a line has the same slope everywhere.",
            slope_of("np.where(y_true * scores < 1, -y_true * scores, 0) / scores.size"),
        ),
        Mistake(
            "sign",
            "In yours, a sample pays the more the more safely it is right.",
            value_of("np.mean(np.maximum(0, 1 + y_true * scores))"),
        ),
        Mistake(
            "label-left-out",
            "The label is missing: for the label -1 the score has to be negative.",
            value_of("np.mean(np.maximum(0, 1 - scores))"),
        ),
    ),
    alternatives=(
        code(VALUE, SLOPE),
        code(
            "def hinge(y_true, scores): return np.clip(1 - y_true * scores, 0, None).mean()",
            "def hinge_gradient(y_true, scores): return -y_true * (y_true * scores < 1) / len(scores)",
        ),
        code(
            """
            def hinge(y_true, scores):
                total = 0
                for y, s in zip(y_true, scores):
                    total += max(0, 1 - y * s)
                return total / len(scores)
            """,
            """
            def hinge_gradient(y_true, scores):
                grad = np.zeros(len(scores))
                for i in range(len(scores)):
                    if 1 - y_true[i] * scores[i] > 0:
                        grad[i] = -y_true[i] / len(scores)
                return grad
            """,
        ),
        code(
            """
            def hinge(y_true, scores):
                short = 1 - y_true * scores
                return short[short > 0].sum() / short.size
            """,
            """
            def hinge_gradient(y_true, scores):
                return np.heaviside(1 - y_true * scores, 0) * -y_true / np.size(scores)
            """,
        ),
        code(
            """
            def hinge(y_true, scores):
                margins = np.where(y_true == 1, scores, -scores)
                return np.mean(np.where(margins >= 1, 0, 1 - margins))
            """,
            """
            def hinge_gradient(y_true, scores):
                grad = -y_true.astype(float)
                grad[y_true * scores >= 1] = 0
                return grad / grad.size
            """,
        ),
    ),
    conventions=("-1 or +1", "raw score", "mean over the batch", "exactly at the margin"),
    hints=(
        "y · s is by how much the score is on the right side. `np.maximum(0, ...)` compares every entry with 0; "
        "`np.max` would not.",
        "y = [+1, -1, +1], s = [0.25, 0.5, 3]: the prices are 0.75, 1.5 and 0, the mean 0.75, "
        "the gradient [-1, 1, 0] / 3.",
    ),
)

EXERCISES = (HINGE,)
