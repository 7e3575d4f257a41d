"""The hyperbolic tangent, built from the sigmoid."""

import numpy as np

from autograder.exercises.activations.sigmoid import vector
from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib import activations


def matrix(rng):
    """Return a matrix of pre-activations."""
    return {"z": rng.normal(scale=1.5, size=(2, 3))}


TANH = Exercise(
    id="tanh",
    title="tanh through the sigmoid",
    reference={"tanh": activations.tanh},
    needs=("sigmoid",),
    parts=(
        Part("near zero, any shape", "tanh(z)", matrix, edges=({"z": np.array([0.0, 1.0, -2.0])},)),
        Part("far from zero", "tanh(z)", edges=({"z": np.array([-800.0, 800.0, 20.0])},)),
    ),
    mistakes=(
        Mistake(
            "not-twice-as-fast",
            "The curve is only half as steep as that of tanh: the sigmoid is taken of 2z.",
            "def tanh(z): return 2 * sigmoid(z) - 1",
        ),
        Mistake(
            "not-stretched",
            "The range is still that of a curve of height 1: stretch it to height 2 before you shift it.",
            "def tanh(z): return sigmoid(2 * z) - 0.5",
        ),
        Mistake(
            "not-shifted",
            "Yours runs from 0 to 2. Shift it down by 1, so that it is centred on zero.",
            "def tanh(z): return 2 * sigmoid(2 * z)",
        ),
        Mistake(
            "upside-down",
            "Upside down: at large z the value must be 1.",
            "def tanh(z): return 1 - 2 * sigmoid(2 * z)",
        ),
        Mistake(
            "overflow",
            "Far from zero this is infinity divided by infinity. Through the sigmoid nothing overflows.",
            "def tanh(z): return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))",
        ),
        Mistake(
            "shift-inside",
            "The 1 is subtracted from the result, not inside of the sigmoid.",
            "def tanh(z): return 2 * sigmoid(2 * z - 1)",
        ),
        Mistake(
            "not-doubled",
            "Yours runs from -1 to 0: stretch the sigmoid to height 2 before you shift it.",
            "def tanh(z): return sigmoid(2 * z) - 1",
        ),
        Mistake(
            "shift-stretched",
            "Yours runs from -2 to 0: the shift by 1 is doubled as well. Mind the brackets.",
            "def tanh(z): return 2 * (sigmoid(2 * z) - 1)",
        ),
        Mistake(
            "half-as-fast",
            "The sigmoid is taken of 2z; yours takes it of z/2.",
            "def tanh(z): return 2 * sigmoid(z / 2) - 1",
        ),
        Mistake(
            "not-called",
            "`sigmoid` is the function itself. Its value at 2z is `sigmoid(2 * z)`.",
            "def tanh(z): return 2 * sigmoid - 1",
        ),
        Mistake(
            "overflow-on-the-right",
            "For large z this is infinity divided by infinity. Through the sigmoid nothing overflows.",
            "def tanh(z): return (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)",
        ),
        Mistake(
            "overflow-on-the-left",
            "For very negative z this is infinity divided by infinity. Through the sigmoid nothing overflows.",
            "def tanh(z): return (1 - np.exp(-2 * z)) / (1 + np.exp(-2 * z))",
        ),
        Mistake(
            "quotient-upside-down",
            "Your quotient is upside down: the difference stands above the line.",
            "def tanh(z): return (np.exp(z) + np.exp(-z)) / (np.exp(z) - np.exp(-z))",
        ),
    ),
    alternatives=(
        "def tanh(z): return 2 * sigmoid(2 * z) - 1",
        "def tanh(z): return 2 * sigmoid(z, 2) - 1",
        "def tanh(z): return sigmoid(z, a=2.0) - sigmoid(-z, a=2.0)",
        "def tanh(z): return sigmoid(2 * z) - sigmoid(-2 * z)",
        "def tanh(z): return np.tanh(z)",
        "def tanh(z): return 1 - 2 / (np.exp(2 * z) + 1)",
    ),
    conventions=("2 * sigmoid(2 * z) - 1",),
    hints=(
        "Three steps: squeeze (2z inside), stretch (times 2), shift (minus 1).",
        "At z = 0: σ(0) = 0.5, so 2 · 0.5 - 1 = 0. At z = 1: σ(2) = 0.8808, so 2 · 0.8808 - 1 = 0.7616.",
    ),
)

DERIVATIVE = Exercise(
    id="tanh-derivative",
    title="The derivative of tanh",
    reference={"tanh_derivative": activations.tanh_derivative},
    needs=("tanh", "sigmoid", "sigmoid_derivative"),
    parts=(
        Part("one row", "tanh_derivative(z)", vector, edges=({"z": np.array([0.0, 1.0, -2.0])},)),
        Part("any shape", "tanh_derivative(z)", matrix),
    ),
    mistakes=(
        Mistake(
            "no-square",
            "The square is missing: at z = -2 the slope is small, and yours is almost 2.",
            "def tanh_derivative(z): return 1 - tanh(z)",
        ),
        Mistake(
            "of-the-output",
            "1 - z² would be right if z were the *output* of tanh. Here z is the pre-activation.",
            "def tanh_derivative(z): return 1 - z**2",
        ),
        Mistake(
            "sigmoids-rule",
            "t(1 - t) is the sigmoid's rule. tanh has its own.",
            "def tanh_derivative(z): return tanh(z) * (1 - tanh(z))",
        ),
        Mistake(
            "inner-derivative",
            "Half of what it must be: 2 σ(2z) has an inner function 2z, and its derivative is another factor 2.",
            "def tanh_derivative(z): return 2 * sigmoid_derivative(2 * z)",
        ),
        Mistake(
            "square-of-the-difference",
            "1 - t² is not (1 - t)²: only tanh is squared.",
            "def tanh_derivative(z): return (1 - tanh(z)) ** 2",
        ),
        Mistake(
            "inner-derivative-twice",
            "Twice what it must be: `sigmoid_derivative(z, 2)` holds the inner factor 2 already.",
            "def tanh_derivative(z): return 4 * sigmoid_derivative(z, 2)",
        ),
        Mistake(
            "plus",
            "Yours is largest where the curve is flat. Look at the sign before the square.",
            "def tanh_derivative(z): return 1 + tanh(z) ** 2",
        ),
        Mistake(
            "itself",
            "This is tanh itself, and no slope: at z = 0 the curve is steepest, and yours is 0.",
            "def tanh_derivative(z): return tanh(z)",
        ),
        Mistake(
            "caret",
            "In Python `^` is not a power: write `** 2`.",
            "def tanh_derivative(z): return 1 - tanh(z) ^ 2",
        ),
        Mistake(
            "not-called",
            "`tanh` is the function itself. Its value at z is `tanh(z)`.",
            "def tanh_derivative(z): return 1 - tanh**2",
        ),
        Mistake(
            "doubled",
            "Yours takes tanh twice, by a factor of 2. It is *squared*.",
            "def tanh_derivative(z): return 1 - 2 * tanh(z)",
        ),
        Mistake(
            "sign",
            "tanh rises everywhere, so its slope is never negative; yours is.",
            "def tanh_derivative(z): return tanh(z) ** 2 - 1",
        ),
        Mistake(
            "squares-z",
            "You squared z. It is the value, tanh(z), that is squared.",
            "def tanh_derivative(z): return 1 - tanh(z**2)",
        ),
        Mistake(
            "slope-of-the-sigmoid-at-z",
            "The sigmoid is taken of 2z, and so is its slope; yours takes it at z.",
            "def tanh_derivative(z): return 4 * sigmoid_derivative(z)",
        ),
    ),
    alternatives=(
        "def tanh_derivative(z): return 1 - tanh(z) ** 2",
        "def tanh_derivative(z): return 1 - np.tanh(z) * np.tanh(z)",
        "def tanh_derivative(z): return 1 / np.cosh(z) ** 2",
        "def tanh_derivative(z): return 4 * sigmoid_derivative(2 * z)",
        "def tanh_derivative(z): return 2 * sigmoid_derivative(z, 2)",
        """
        def tanh_derivative(z):
            s = sigmoid(2 * z)
            return 4 * s * (1 - s)
        """,
        "def tanh_derivative(z): return (1 - tanh(z)) * (1 + tanh(z))",
    ),
    conventions=("1 - \\tanh(z)^2",),
    hints=(
        "Call your `tanh` once and keep the result: the slope needs nothing else.",
        "At z = 0: tanh = 0, slope 1 - 0² = 1. At z = 1: tanh = 0.7616, slope 1 - 0.58 = 0.42.",
    ),
)

EXERCISES = (TANH, DERIVATIVE)
