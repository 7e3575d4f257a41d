"""The logistic sigmoid and its slope."""

import numpy as np

from autograder.exercises.activations.sigmoid_mistakes import SIGMOID_MISTAKES, SLOPE_MISTAKES
from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.slips import find_the_slip
from source_lib import activations


def vector(rng):
    """Return five pre-activations."""
    return {"z": rng.normal(scale=2, size=5)}


def shaped(rng):
    """Return a matrix of pre-activations and a shape parameter that is far from 1."""
    return {
        "z": rng.normal(scale=1.5, size=(2, 3)),
        "a": rng.choice([0.5, 1.7, 2.5]) + rng.uniform(-0.2, 0.2),
    }


SIGMOID = Exercise(
    id="sigmoid",
    title="Sigmoid",
    reference={"sigmoid": activations.sigmoid},
    parts=(
        Part(
            "the usual sigmoid, a = 1",
            "sigmoid(z)",
            vector,
            edges=({"z": np.array([0.0, 1.0, -2.0])},),
        ),
        Part("any shape parameter, any shape", "sigmoid(z, a)", shaped),
        Part("far from zero", "sigmoid(z)", edges=({"z": np.array([-800.0, 800.0, -40.0, 40.0])},)),
    ),
    mistakes=SIGMOID_MISTAKES,
    alternatives=(
        "def sigmoid(z, a=1.0): return 1 / (1 + np.exp(-a * z))",
        "def sigmoid(z, a=1.0): return 0.5 * (1 + np.tanh(a * z / 2))",
        "def sigmoid(z, a=1): return np.exp(-np.logaddexp(0, -(a * z)))",
        """
        def sigmoid(z, a=1.0):
            e = np.exp(-np.abs(a * z))
            return np.where(a * z >= 0, 1 / (1 + e), e / (1 + e))
        """,
        """
        def sigmoid(z, a=1.0):
            z = np.clip(a * z, -500, 500)
            return np.power(1 + np.e ** -z, -1)
        """,
        """
        def sigmoid(z, a=1.0):
            out = np.empty_like(z)
            for place, value in np.ndenumerate(z):
                out[place] = 1 / (1 + np.exp(-a * value))
            return out
        """,
    ),
    conventions=("1 / (1 + np.exp(-a * z))", "z = 800"),
    hints=(
        "Write the exponent first: it is minus `a` times `z`. Mind the brackets around the denominator.",
        "At z = 0 the exponential is 1, so the value is 1 / (1 + 1) = 0.5, whatever a is. "
        "At z = 1, a = 2 it is 1 / (1 + e^-2) = 0.8808.",
    ),
)

DERIVATIVE = Exercise(
    id="sigmoid-derivative",
    title="The sigmoid's derivative",
    reference={"sigmoid_derivative": activations.sigmoid_derivative},
    needs=("sigmoid",),
    parts=(
        Part(
            "the usual sigmoid, a = 1",
            "sigmoid_derivative(z)",
            vector,
            edges=({"z": np.array([0.0, 1.0, -2.0])},),
        ),
        Part("any shape parameter, any shape", "sigmoid_derivative(z, a)", shaped),
    ),
    mistakes=SLOPE_MISTAKES,
    alternatives=(
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(z, a)
            return a * s * (1 - s)
        """,
        "def sigmoid_derivative(z, a=1.0): return a * sigmoid(z, a) * sigmoid(-z, a)",
        "def sigmoid_derivative(z, a=1.0): return a * sigmoid(a * z) * (1 - sigmoid(a * z))",
        "def sigmoid_derivative(z, a=1.0): return a * np.exp(-a * z) / (1 + np.exp(-a * z)) ** 2",
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(z, a=a)
            return a * (s - np.square(s))
        """,
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(z) if a == 1 else sigmoid(z, a)
            return a * (0.25 - (s - 0.5) ** 2)
        """,
        "def sigmoid_derivative(z, a=1.0): return a / (2 + 2 * np.cosh(a * z))",
    ),
    conventions=("the derivative with respect to `z`, not to `a`",),
    hints=(
        "Call your `sigmoid` once and keep the result, say `s`. The slope needs only `s` and `a`.",
        "At z = 0 and a = 1: s = 0.5, so the slope is 0.5 · (1 - 0.5) = 0.25. With a = 2 the curve is twice "
        "as steep there: 0.5.",
    ),
)

SLIP_QUARTER = find_the_slip(
    "slip-quarter",
    "Find the slip: one quarter",
    "slip_quarter",
    wrong="c",
    right={
        "a": "e^(-z) is positive and finite for every finite z, so the fraction lies strictly between 0 and 1 "
        "(a computer rounds, but that is another story).",
        "b": "the slope is s(1 - s), and s is the value.",
        "d": "put -z into the formula, or look at the symmetry of your plot.",
    },
    hints=(
        "Run your `sigmoid` and your `sigmoid_derivative` over `np.linspace(-10, 10, 1001)` and take the maxima.",
        "Of the two maxima, which one is 0.25?",
    ),
)

EXERCISES = (SIGMOID, DERIVATIVE, SLIP_QUARTER)
