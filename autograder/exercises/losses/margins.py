"""Hinge losses: no price at all, once the right class wins by a margin."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.losses.margins_mistakes import MISTAKES, SLOPE, VALUE
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
HINGE = Exercise(
    id="hinge",
    title="Hinge loss",
    reference={"hinge": losses.hinge, "hinge_gradient": losses.hinge_gradient},
    parts=(
        Part("the loss", "hinge(y_true, scores)", signed(7), edges=(AT_THE_MARGIN, ALL_SAFE)),
        Part("the gradient", "hinge_gradient(y_true, scores)", signed(6), edges=(ALL_SAFE,)),
        Part("the gradient exactly at the margin", "hinge_gradient(y_true, scores)", edges=(AT_THE_MARGIN,)),
    ),
    mistakes=MISTAKES,
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
