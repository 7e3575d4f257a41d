"""The line at which a unit with two inputs changes its answer."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.linear_classifiers import linear_scores


def line(x, weights, bias):
    """Return y on the line: from (x, 0) one has to climb by the score there, divided by the second weight."""
    feet = np.column_stack([np.ravel(x), np.zeros(np.size(x))])
    return -linear_scores(feet, weights, bias).reshape(np.shape(x)) / weights[1]


def slanted_line(rng):
    """Return weights of a line that is neither flat nor vertical, and some places."""
    weights = rng.choice([-1, 1], size=2) * rng.uniform(0.5, 3, size=2)
    return {"x": rng.normal(scale=3, size=4), "weights": weights, "bias": rng.uniform(1, 4)}


LINE = Exercise(
    id="line-height",
    title="The decision line",
    reference={"line_height": line},
    parts=(
        Part(
            "one place",
            "line_height(x, weights, bias)",
            edges=(
                {"x": 2.0, "weights": np.array([3.0, 2.0]), "bias": 4.0},
                {"x": -1.5, "weights": np.array([1.0, -4.0]), "bias": -5.0},
                {"x": 0.0, "weights": np.array([5.0, -2.0]), "bias": 3.0},
            ),
        ),
        Part("many places", "line_height(x, weights, bias)", slanted_line),
    ),
    mistakes=(
        Mistake(
            "sign",
            "Check the signs: moving a term to the other side of the equation changes its sign.",
            "def line_height(x, weights, bias): return (weights[0] * x + bias) / weights[1]",
        ),
        Mistake(
            "sign-of-the-bias",
            "The first term has changed its sign; the bias must do so as well.",
            "def line_height(x, weights, bias): return (bias - weights[0] * x) / weights[1]",
        ),
        Mistake(
            "bias-not-divided",
            "*Everything* on the other side is divided by the second weight, the bias too: mind the brackets.",
            "def line_height(x, weights, bias): return -weights[0] * x / weights[1] - bias",
        ),
        Mistake(
            "weights-swapped",
            "The first weight belongs to x and the second one to y; yours have changed places.",
            "def line_height(x, weights, bias): return -(weights[1] * x + bias) / weights[0]",
        ),
        Mistake(
            "not-divided",
            "y is still multiplied by its weight: divide by it.",
            "def line_height(x, weights, bias): return -(weights[0] * x + bias)",
        ),
        Mistake(
            "no-bias",
            "Without the bias, every line would run through the origin.",
            "def line_height(x, weights, bias): return -weights[0] * x / weights[1]",
        ),
        Mistake(
            "the-slope",
            "Your y does not depend on the place x, or it lacks a factor: put your result into the equation.",
            "def line_height(x, weights, bias): return -(weights[0] + bias) / weights[1] + 0 * x",
        ),
        Mistake(
            "bias-as-height",
            "You read the bias as the height at which the line crosses the axis. It is a number in the "
            "equation w1 x + w2 y + b = 0: solve for y.",
            "def line_height(x, weights, bias): return -weights[0] / weights[1] * x + bias",
        ),
        Mistake(
            "sign-of-the-first-term",
            "The bias has changed its sign; the first term must do so as well.",
            "def line_height(x, weights, bias): return (weights[0] * x - bias) / weights[1]",
        ),
        Mistake(
            "brackets",
            "Only the bias is divided by the second weight. *Everything* on the other side is: mind the "
            "brackets.",
            "def line_height(x, weights, bias): return -weights[0] * x - bias / weights[1]",
        ),
        Mistake(
            "only-at-zero",
            "This is the height at x = 0, whatever x is. The term with x is missing.",
            "def line_height(x, weights, bias): return 0 * x - bias / weights[1]",
        ),
        Mistake(
            "multiplied",
            "You multiply by the second weight. To get rid of it, divide.",
            "def line_height(x, weights, bias): return -(weights[0] * x + bias) * weights[1]",
        ),
        Mistake(
            "the-score",
            "Your y does not solve the equation: put your result into w1 x + w2 y + b, and see whether "
            "that is 0.",
            "def line_height(x, weights, bias): return weights[0] * x + bias",
        ),
    ),
    alternatives=(
        "def line_height(x, weights, bias): return -(weights[0] * x + bias) / weights[1]",
        """
        def line_height(x, weights, bias):
            w1, w2 = weights
            slope, height = -w1 / w2, -bias / w2
            return slope * x + height
        """,
        "def line_height(x, weights, bias): return np.polyval([-weights[0] / weights[1], -bias / weights[1]], x)",
        """
        def line_height(x, weights, bias):
            x = np.asarray(x)
            out = [(-bias - weights[0] * place) / weights[1] for place in x.ravel()]
            return np.array(out).reshape(x.shape)
        """,
    ),
    conventions=("w_1 x + w_2 y + b = 0", "not 0"),
    hints=(
        "Take w1 x + w2 y + b = 0. Leave w2 y on the left, move the rest to the right, then divide.",
        "With the weights (1, 2) and the bias -4: at x = 0, 2 y = 4, so y = 2. At x = 4, y = 0.",
    ),
)

EXERCISES = (LINE,)
