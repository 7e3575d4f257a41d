"""Rosenblatt's rule: one sample, one correction."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part
from autograder.exercises.perceptron.learning_mistakes import MISTAKES
from autograder.exercises.perceptron.unit import predict
from autograder.exercises.slips import find_the_slip


def update(x, y_true, weights, bias, learning_rate):
    """Move the weights and the bias by the rule, through source_lib's prediction."""
    error = y_true - predict(x, weights, bias)
    return weights + learning_rate * error * x, bias + learning_rate * error


CALL = "perceptron_update(x, y_true, weights, bias, learning_rate)"


def eighths(rng, size, low=-16, high=17):
    """Draw multiples of 1/8, which a computer adds without rounding: nobody is refused for the order."""
    return rng.integers(low, high, size=size) / 8


def sample_of(label, wrong):
    """Return a draw of a sample with that label, on the wrong or right side of the line."""

    def draw(rng):
        while True:
            x, weights, bias = eighths(rng, 3), eighths(rng, 3), float(eighths(rng, None))
            score = x @ weights + bias
            if abs(score) > 0.5 and ((score > 0) != label) == wrong and x.all():
                rate = float(rng.choice([0.25, 0.5, 2.0]))
                return {"x": x, "y_true": label, "weights": weights, "bias": bias, "learning_rate": rate}

    return draw


UPDATE = Exercise(
    id="perceptron-update",
    title="One step of learning",
    reference={"perceptron_update": update},
    needs=("perceptron_predict",),
    parts=(
        Part(
            "wrong: the label is 1, the unit says 0",
            CALL,
            sample_of(1, wrong=True),
            edges=(
                {
                    "x": np.array([2.0, -1.0]),
                    "y_true": 1,
                    "weights": np.array([-1.0, 0.5]),
                    "bias": 0.25,
                    "learning_rate": 0.5,
                },
            ),
        ),
        Part("wrong: the label is 0, the unit says 1", CALL, sample_of(0, wrong=True)),
        Part(
            "right: nothing changes",
            CALL,
            sample_of(1, wrong=False),
            edges=(
                {
                    "x": np.array([1.0, 3.0]),
                    "y_true": 0,
                    "weights": np.array([0.5, -1.0]),
                    "bias": 0.25,
                    "learning_rate": 0.5,
                },
            ),
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + learning_rate * error * x, bias + learning_rate * error
        """,
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            y_pred = perceptron_predict(x, weights, bias)
            if y_pred == y_true:
                return weights, bias
            sign = 1 if y_true == 1 else -1
            return weights + sign * learning_rate * x, bias + sign * learning_rate
        """,
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            change = learning_rate * (y_true - int(np.dot(weights, x) + bias >= 0))
            new = np.zeros(len(weights))
            for i in range(len(weights)):
                new[i] = weights[i] + change * x[i]
            return new, bias + change
        """,
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            extended = np.append(x, 1.0)
            theta = np.append(weights, bias)
            theta = theta + learning_rate * (y_true - (extended @ theta >= 0)) * extended
            return theta[:-1], theta[-1]
        """,
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            weights = weights.copy()
            y_pred = perceptron_predict(x[np.newaxis, :], weights, bias)[0]
            weights -= learning_rate * (y_pred - y_true) * x
            bias -= learning_rate * (y_pred - y_true)
            return [weights, bias]
        """,
    ),
    conventions=("returns `weights, bias`", "learning_rate * (y_true - y_pred) * x"),
    hints=(
        "First the error: the label minus what `perceptron_predict` says. It is 1, 0 or -1. "
        "Then two new values: weights plus rate times error times x, and the bias likewise without x.",
        "x = [2, 1], label 1, weights [-1, 0], bias 0, rate 0.5: the score is -2, so the unit says 0 and the "
        "error is 1. New weights: [-1, 0] + 0.5 · 1 · [2, 1] = [0, 0.5]; new bias: 0.5.",
    ),
    equivalent=(
        Equivalent(
            "line 3: `perceptron_predict(x, weights, bias)` -> `perceptron_predict(weights, x, bias)`",
            "For a single sample, x · w and w · x are the same number.",
        ),
    ),
)

SLIP_YEAR = find_the_slip(
    "slip-year",
    "Find the slip: Rosenblatt's perceptron",
    "slip_year",
    wrong="a",
    right={
        "b": "the unit of 1943 counts all inputs alike; a weight says how much each one matters.",
        "c": "you have just written that rule.",
        "d": "training finds the weights and the bias; predicting only uses them.",
    },
    hints=(
        "You have coded three of the statements in this notebook.",
        "Look at the year of the report, at the beginning of section 4, and at the further reading below.",
    ),
)

EXERCISES = (UPDATE, SLIP_YEAR)
