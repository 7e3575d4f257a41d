"""Smooth relatives of ReLU: ELU and Swish."""

import numpy as np

from autograder.exercises.activations.sigmoid import vector
from autograder.exercises.activations.smooth_mistakes import (
    ELU_MISTAKES,
    ELU_RIGHT,
    ELU_SLOPE_RIGHT,
    SWISH_MISTAKES,
    SWISH_RIGHT,
    SWISH_SLOPE_RIGHT,
)
from autograder.exercises.activations.tanh import matrix
from autograder.exercises.declaration import Equivalent, Exercise, Part, code
from source_lib import activations

AROUND_ZERO = {"z": np.array([2.5, -1.5, 0.0, 0.3, -0.2])}


def any_depth(rng):
    """Return pre-activations and an alpha that is far from 1."""
    return matrix(rng) | {"alpha": rng.choice([0.4, 1.8]) + rng.uniform(-0.1, 0.1)}


ELU = Exercise(
    id="elu",
    title="ELU and its slope",
    reference={"elu": activations.elu, "elu_derivative": activations.elu_derivative},
    parts=(
        Part(
            "the function with alpha = 1, also far from zero",
            "elu(z)",
            vector,
            edges=(AROUND_ZERO, {"z": np.array([-800.0, 800.0, -30.0])}),
        ),
        Part("the function with any alpha", "elu(z, alpha)", any_depth),
        Part("the derivative with alpha = 1", "elu_derivative(z)", vector),
        Part("the derivative with any alpha", "elu_derivative(z, alpha)", any_depth),
        Part(
            "the derivative at z = 0",
            "elu_derivative(z, alpha)",
            edges=({"z": np.array([0.0, -1.0, 2.0]), "alpha": 0.4},),
        ),
    ),
    mistakes=ELU_MISTAKES,
    alternatives=(
        code(ELU_RIGHT, ELU_SLOPE_RIGHT),
        code(
            "def elu(z, alpha=1.0): return np.maximum(z, 0) + alpha * np.expm1(np.minimum(z, 0))",
            "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, elu(z, alpha) + alpha)",
        ),
        code(
            """
            def elu(z, alpha=1.0):
                out = z.astype(float)
                left = z <= 0
                out[left] = alpha * (np.exp(z[left]) - 1)
                return out
            """,
            """
            def elu_derivative(z, alpha=1.0):
                slope = np.ones(z.shape)
                slope[z <= 0] = alpha * np.exp(z[z <= 0])
                return slope
            """,
        ),
        code(
            """
            def elu(z, alpha=1.0):
                values = [v if v >= 0 else alpha * (np.exp(v) - 1) for v in z.ravel()]
                return np.array(values).reshape(z.shape)
            """,
            """
            def elu_derivative(z, alpha=1.0):
                right = z > 0
                return right + (1 - right) * alpha * np.exp(np.minimum(z, 0))
            """,
        ),
    ),
    conventions=("the derivative at z = 0 is the left one, `alpha`", "z = 800"),
    hints=(
        "Two sides, as in Leaky ReLU: only the left one is another function. "
        "Differentiate each side on its own.",
        "With alpha = 2, z = -1: 2 · (e^-1 - 1) = 2 · (0.3679 - 1) = -1.2642, and the slope is "
        "2 · 0.3679 = 0.7358.",
    ),
    equivalent=(Equivalent("line 3: `z > 0` -> `z >= 0`", "both sides are 0 at z = 0"),),
)

SWISH = Exercise(
    id="swish",
    title="Swish and its slope",
    reference={"swish": activations.swish, "swish_derivative": activations.swish_derivative},
    needs=("sigmoid", "sigmoid_derivative"),
    parts=(
        Part("the function, any shape", "swish(z)", matrix, edges=(AROUND_ZERO,)),
        Part("the derivative, any shape", "swish_derivative(z)", matrix, edges=(AROUND_ZERO,)),
    ),
    mistakes=SWISH_MISTAKES,
    alternatives=(
        code(SWISH_RIGHT, SWISH_SLOPE_RIGHT),
        code(
            "def swish(z): return z / (1 + np.exp(-z))",
            "def swish_derivative(z): return sigmoid(z) + z * sigmoid_derivative(z)",
        ),
        code(SWISH_RIGHT, "def swish_derivative(z): return swish(z) + sigmoid(z) * (1 - swish(z))"),
        code(
            "def swish(z): return z * 0.5 * (1 + np.tanh(z / 2))",
            "def swish_derivative(z): return sigmoid(z) * (1 + z * (1 - sigmoid(z)))",
        ),
        code(
            SWISH_RIGHT,
            "def swish_derivative(z): return (1 + np.exp(-z) + z * np.exp(-z)) / (1 + np.exp(-z)) ** 2",
        ),
    ),
    conventions=("z * sigmoid(z)",),
    hints=(
        "The product rule: (z · σ)' = 1 · σ + z · σ'. You have written σ and σ' already.",
        "At z = 1: σ = 0.7311 and σ' = 0.1966, so Swish is 0.7311 and its slope 0.7311 + 0.1966 = 0.9277.",
    ),
)

EXERCISES = (ELU, SWISH)
