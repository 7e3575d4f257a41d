"""The logistic sigmoid and its slope."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
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
    mistakes=(
        Mistake(
            "sign",
            "The exponent has the wrong sign: yours falls where the sigmoid rises.",
            "def sigmoid(z, a=1.0): return 1 / (1 + np.exp(a * z))",
        ),
        Mistake(
            "shape-ignored",
            "The shape parameter `a` is not used: it multiplies `z` in the exponent.",
            "def sigmoid(z, a=1.0): return 1 / (1 + np.exp(-z))",
        ),
        Mistake(
            "shape-outside",
            "`a` belongs in the exponent; yours multiplies the result.",
            "def sigmoid(z, a=1.0): return a / (1 + np.exp(-z))",
        ),
        Mistake(
            "shape-divides",
            "`a` multiplies `z`; yours divides it, so a large `a` makes the curve flat and not steep.",
            "def sigmoid(z, a=1.0): return 1 / (1 + np.exp(-z / a))",
        ),
        Mistake(
            "brackets",
            "A pair of brackets is missing: `1 / 1 + ...` divides first.",
            "def sigmoid(z, a=1.0): return 1 / 1 + np.exp(-a * z)",
        ),
        Mistake(
            "overflow",
            "For large z this is infinity divided by infinity. "
            "Divide numerator and denominator by e^(az): only one exponential is left, and it shrinks.",
            "def sigmoid(z, a=1.0): return np.exp(a * z) / (1 + np.exp(a * z))",
        ),
        Mistake(
            "math-exp",
            "`math.exp` takes a single number. `np.exp` takes an array of any shape.",
            """
            import math

            def sigmoid(z, a=1.0):
                return 1 / (1 + math.exp(-a * z))
            """,
        ),
        Mistake(
            "cut-off",
            "You cut z off too early: below the cut the value must go on shrinking, at z = -40 to about 4e-18. "
            "`np.exp` can take exponents up to about 700.",
            "def sigmoid(z, a=1.0): return 1 / (1 + np.exp(-a * np.clip(z, -20, 20)))",
        ),
        Mistake(
            "tanh",
            "This is tanh: it runs from -1 to 1. The sigmoid runs from 0 to 1.",
            "def sigmoid(z, a=1.0): return np.tanh(a * z)",
        ),
        Mistake(
            "numerator-of-the-other-form",
            "There are two forms, 1 / (1 + e^(-az)) and e^(az) / (1 + e^(az)). Yours mixes them, and so it falls.",
            "def sigmoid(z, a=1.0): return np.exp(-a * z) / (1 + np.exp(-a * z))",
        ),
    ),
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
    mistakes=(
        Mistake(
            "inner-derivative",
            "The factor `a` is missing: differentiate the inner function a z as well (chain rule).",
            """
            def sigmoid_derivative(z, a=1.0):
                s = sigmoid(z, a)
                return s * (1 - s)
            """,
        ),
        Mistake(
            "shape-only-outside",
            "`a` stands in front, but it is missing inside the sigmoid.",
            """
            def sigmoid_derivative(z, a=1.0):
                s = sigmoid(z)
                return a * s * (1 - s)
            """,
        ),
        Mistake(
            "with-respect-to-a",
            "This is the derivative with respect to `a`: its inner derivative is z. With respect to `z` it is `a`.",
            """
            def sigmoid_derivative(z, a=1.0):
                s = sigmoid(z, a)
                return z * s * (1 - s)
            """,
        ),
        Mistake(
            "of-the-output",
            "`z * (1 - z)` would be right if z were the sigmoid's *output*. "
            "Here z is the pre-activation: take the sigmoid first.",
            "def sigmoid_derivative(z, a=1.0): return a * z * (1 - z)",
        ),
        Mistake(
            "sign",
            "The sigmoid rises everywhere, so its slope is never negative; yours is.",
            """
            def sigmoid_derivative(z, a=1.0):
                s = sigmoid(z, a)
                return -a * s * (1 - s)
            """,
        ),
        Mistake(
            "plus",
            "Beyond z = 0 yours goes on growing, but there the curve flattens out. "
            "Look at the sign in the bracket.",
            """
            def sigmoid_derivative(z, a=1.0):
                s = sigmoid(z, a)
                return a * s * (1 + s)
            """,
        ),
        Mistake(
            "of-tanh",
            "1 - s² is the rule for tanh. The sigmoid's own rule has s(1 - s).",
            """
            def sigmoid_derivative(z, a=1.0):
                s = sigmoid(z, a)
                return a * (1 - s**2)
            """,
        ),
        Mistake(
            "no-square",
            "The denominator of the quotient rule must be squared.",
            "def sigmoid_derivative(z, a=1.0): return a * np.exp(-a * z) / (1 + np.exp(-a * z))",
        ),
        Mistake(
            "shape-ignored",
            "`a` is not used: it is handed on to `sigmoid`, and by the chain rule it is a factor, too.",
            "def sigmoid_derivative(z, a=1.0): return sigmoid(z) * (1 - sigmoid(z))",
        ),
    ),
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
