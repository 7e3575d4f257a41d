"""Leaky ReLU, for any slope."""

import numpy as np

from autograder.exercises.activations.relu import AROUND_ZERO, AT_ZERO
from autograder.exercises.activations.sigmoid import vector
from autograder.exercises.activations.tanh import matrix
from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from autograder.exercises.slips import find_the_slip
from source_lib import activations

LEAKY_RIGHT = "def leaky_relu(z, alpha=0.01): return np.where(z > 0, z, alpha * z)"
LEAKY_SLOPE_RIGHT = "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, 1.0, alpha)"


def any_slope(rng):
    """Return pre-activations and a slope below 0, between 0 and 1, or above 1."""
    return matrix(rng) | {"alpha": rng.choice([-0.6, 0.3, 1.8]) + rng.uniform(-0.1, 0.1)}


STEEP, FALLING = AROUND_ZERO | {"alpha": 2.5}, AROUND_ZERO | {"alpha": -0.7}

LEAKY_RELU = Exercise(
    id="leaky-relu",
    title="Leaky ReLU and its slope",
    reference={
        "leaky_relu": activations.leaky_relu,
        "leaky_relu_derivative": activations.leaky_relu_derivative,
    },
    parts=(
        Part("the function with its usual slope 0.01", "leaky_relu(z)", vector, edges=(AROUND_ZERO,)),
        Part("the function with any slope", "leaky_relu(z, alpha)", any_slope, edges=(STEEP, FALLING)),
        Part(
            "the derivative with the usual slope 0.01",
            "leaky_relu_derivative(z)",
            vector,
            edges=({"z": np.array([2.5, -1.5, -0.2])},),
        ),
        Part(
            "the derivative with any slope",
            "leaky_relu_derivative(z, alpha)",
            any_slope,
            edges=({"z": np.array([2.5, -1.5, -0.2, 7.0]), "alpha": 2.5},),
        ),
        Part(
            "the derivative at z = 0",
            "leaky_relu_derivative(z, alpha)",
            edges=(AT_ZERO | {"alpha": 0.25}, AT_ZERO | {"alpha": -0.5}),
        ),
    ),
    mistakes=(
        Mistake(
            "max-form",
            "The larger of alpha z and z is the right one only while alpha lies between 0 and 1. "
            "Ask for the sign of z instead.",
            code("def leaky_relu(z, alpha=0.01): return np.maximum(alpha * z, z)", LEAKY_SLOPE_RIGHT),
        ),
        Mistake(
            "slope-at-zero",
            "At z = 0 the convention of this course is the slope of the left side, alpha.",
            code(
                LEAKY_RIGHT,
                "def leaky_relu_derivative(z, alpha=0.01): return np.where(z >= 0, 1.0, alpha)",
            ),
        ),
        Mistake(
            "derivative-times-z",
            "The derivative on the left side is the slope alone: alpha z, differentiated, has no z left.",
            code(
                LEAKY_RIGHT,
                "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, 1.0, alpha * z)",
            ),
        ),
        Mistake(
            "derivative-of-relu",
            "This is ReLU's derivative: on the left side a little gradient, alpha, must leak through.",
            code(
                LEAKY_RIGHT,
                "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, 1.0, 0.0)",
            ),
        ),
        Mistake(
            "slope-fixed",
            "The slope is always 0.01 in yours. Use the argument `alpha`.",
            code(
                "def leaky_relu(z, alpha=0.01): return np.where(z > 0, z, 0.01 * z)",
                "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, 1.0, 0.01)",
            ),
        ),
        Mistake(
            "sides-swapped",
            "The two sides are swapped: alpha belongs to the negative one.",
            code(
                "def leaky_relu(z, alpha=0.01): return np.where(z > 0, alpha * z, z)",
                "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, alpha, 1.0)",
            ),
        ),
        Mistake(
            "constant-leak",
            "On the left side yours is the constant alpha; it must be a line through zero, alpha z.",
            code("def leaky_relu(z, alpha=0.01): return np.where(z > 0, z, alpha)", LEAKY_SLOPE_RIGHT),
        ),
        Mistake(
            "sign-of-leak",
            "The sign on the left side is wrong: there the function is alpha z, with z negative already.",
            code(
                "def leaky_relu(z, alpha=0.01): return np.where(z > 0, z, -alpha * z)",
                LEAKY_SLOPE_RIGHT,
            ),
        ),
        Mistake(
            "sign-of-output",
            "The sides are told apart by the sign of z. With a negative alpha, the output is positive on both sides.",
            code(
                LEAKY_RIGHT,
                "def leaky_relu_derivative(z, alpha=0.01): "
                "return np.where(leaky_relu(z, alpha) > 0, 1.0, alpha)",
            ),
        ),
        Mistake(
            "in-place",
            "Your function changes `z` itself, and the backward pass will need it unchanged. Make a new array.",
            code(
                """
                def leaky_relu(z, alpha=0.01):
                    z[z < 0] *= alpha
                    return z
                """,
                LEAKY_SLOPE_RIGHT,
            ),
        ),
        Mistake(
            "no-leak",
            "This is ReLU: on the left side a little must leak through, alpha z.",
            code("def leaky_relu(z, alpha=0.01): return np.maximum(z, 0)", LEAKY_SLOPE_RIGHT),
        ),
        Mistake(
            "one-decision",
            "Neither `if` nor Python's `max` can decide for a whole array. `np.where` chooses entry by entry.",
            code("def leaky_relu(z, alpha=0.01): return z if z > 0 else alpha * z", LEAKY_SLOPE_RIGHT),
        ),
        Mistake(
            "one-row-at-a-time",
            "Your loop takes whole rows of a matrix for numbers. `np.where` works for any shape.",
            code(
                "def leaky_relu(z, alpha=0.01): return np.array([value if value > 0 else alpha * value for value in z])",
                LEAKY_SLOPE_RIGHT,
            ),
        ),
        Mistake(
            "derivative-z-on-the-right",
            "On the right side the function is z. Its slope there is 1, however large z is.",
            code(LEAKY_RIGHT, "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, z, alpha)"),
        ),
        Mistake(
            "derivative-slope-fixed",
            "The slope on the left side is always 0.01 in yours. Use the argument `alpha`.",
            code(LEAKY_RIGHT, "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, 1.0, 0.01)"),
        ),
        Mistake(
            "derivative-sign",
            "The slope on the left side is alpha, with its sign: the line alpha z rises where alpha is "
            "positive.",
            code(
                LEAKY_RIGHT, "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, 1.0, -alpha)"
            ),
        ),
        Mistake(
            "derivative-sides-swapped",
            "In the derivative the two sides are swapped: alpha belongs to the negative one.",
            code(LEAKY_RIGHT, "def leaky_relu_derivative(z, alpha=0.01): return np.where(z > 0, alpha, 1.0)"),
        ),
        Mistake(
            "derivative-one-decision",
            "`if` decides once, but z holds many numbers. `np.where` chooses entry by entry.",
            code(LEAKY_RIGHT, "def leaky_relu_derivative(z, alpha=0.01): return 1.0 if z > 0 else alpha"),
        ),
        Mistake(
            "no-default",
            "`leaky_relu(z)` without an alpha must work as well: keep `alpha=0.01` in the first line of "
            "each function.",
            code(
                "def leaky_relu(z, alpha): return np.where(z > 0, z, alpha * z)",
                "def leaky_relu_derivative(z, alpha): return np.where(z > 0, 1.0, alpha)",
            ),
        ),
    ),
    alternatives=(
        code(LEAKY_RIGHT, LEAKY_SLOPE_RIGHT),
        code(
            "def leaky_relu(z, alpha=0.01): return np.maximum(z, 0) + alpha * np.minimum(z, 0)",
            "def leaky_relu_derivative(z, alpha=0.01): return (z > 0) + alpha * (z <= 0)",
        ),
        code(
            "def leaky_relu(z, alpha=0.01): return z * leaky_relu_derivative(z, alpha)",
            """
            def leaky_relu_derivative(z, alpha=0.01):
                slope = np.ones(z.shape)
                slope[z <= 0] = alpha
                return slope
            """,
        ),
        code(
            """
            def leaky_relu(z, alpha=0.01):
                out = np.array(z, dtype=float)
                out[z < 0] *= alpha
                return out
            """,
            "def leaky_relu_derivative(z, alpha=0.01): return alpha + (1 - alpha) * np.heaviside(z, 0)",
        ),
        code(
            """
            def leaky_relu(z, alpha=0.01):
                return np.array([v if v >= 0 else alpha * v for v in z.flat]).reshape(z.shape)
            """,
            """
            def leaky_relu_derivative(z, alpha=0.01):
                return np.array([1 if v > 0 else alpha for v in z.flat]).reshape(z.shape)
            """,
        ),
    ),
    conventions=("at z = 0 the derivative is the left one, `alpha`", "any number"),
    hints=(
        "`np.where(z > 0, a, b)` takes a on the positive side and b elsewhere; a and b may be arrays or numbers.",
        "With alpha = 2: z = -3 gives -6, although z itself is larger. "
        "With alpha = -0.5: z = -3 gives 1.5, and the derivative there is -0.5.",
    ),
    equivalent=(Equivalent("line 3: `z > 0` -> `z >= 0`", "both sides are 0 at z = 0"),),
)

SLIP_MAX_FORM = find_the_slip(
    "slip-max-form",
    "Find the slip: Leaky ReLU as a maximum",
    "slip_max_form",
    wrong="a",
    right={
        "b": "the left side is then 0 · z = 0.",
        "c": "both sides are then z, so there is no bend left.",
        "d": "its gradient tells in which direction to change it, as for any weight.",
    },
    hints=(
        "Take a few values of alpha, also a large and a negative one, and compute both forms at z = -3.",
        "With alpha = 2 and z = -3: alpha z = -6 and z = -3. Which one is the maximum?",
    ),
)

EXERCISES = (LEAKY_RELU, SLIP_MAX_FORM)
