"""ReLU and its slope."""

import numpy as np

from autograder.exercises.activations.tanh import matrix
from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from autograder.exercises.slips import find_the_slip
from source_lib import activations

AROUND_ZERO = {"z": np.array([2.5, -1.5, 0.0, 0.3, -0.2, 7.0])}
AT_ZERO = {"z": np.array([0.0, -1.0, 0.0, 2.0])}

RELU_RIGHT = "def relu(z): return np.maximum(z, 0)"
SLOPE_RIGHT = "def relu_derivative(z): return np.where(z > 0, 1.0, 0.0)"

RELU = Exercise(
    id="relu",
    title="ReLU and its slope",
    reference={"relu": activations.relu, "relu_derivative": activations.relu_derivative},
    parts=(
        Part("the function, any shape", "relu(z)", matrix, edges=(AROUND_ZERO,)),
        Part(
            "its slope, away from zero",
            "relu_derivative(z)",
            matrix,
            edges=({"z": np.array([2.5, -1.5, 0.3, -0.2, 7.0])},),
        ),
        Part("its slope at z = 0", "relu_derivative(z)", edges=(AT_ZERO,)),
    ),
    mistakes=(
        Mistake(
            "slope-at-zero",
            "At z = 0 there is no slope; the convention of this course is to take the left one, 0.",
            code(RELU_RIGHT, "def relu_derivative(z): return np.where(z >= 0, 1.0, 0.0)"),
        ),
        Mistake(
            "slope-half-at-zero",
            "At z = 0 there is no slope; the convention of this course is the left one, not the middle.",
            code(RELU_RIGHT, "def relu_derivative(z): return np.heaviside(z, 0.5)"),
        ),
        Mistake(
            "slope-truth-values",
            "The slopes are True and False. Backpropagation multiplies by them: turn them into numbers.",
            code(RELU_RIGHT, "def relu_derivative(z): return z > 0"),
        ),
        Mistake(
            "slope-is-the-function",
            "The slope is that of a straight line on the right side: it does not grow with z.",
            code(RELU_RIGHT, "def relu_derivative(z): return np.where(z > 0, z, 0.0)"),
        ),
        Mistake(
            "slope-everywhere",
            "Your slope is 1 on the left side too. What is the slope of a horizontal line?",
            code(RELU_RIGHT, "def relu_derivative(z): return np.ones_like(z)"),
        ),
        Mistake(
            "slope-minus-one",
            "The slope on the left side is that of a horizontal line, not of a falling one.",
            code(RELU_RIGHT, "def relu_derivative(z): return np.sign(z)"),
        ),
        Mistake(
            "in-place",
            "Your function changes `z` itself, and the backward pass will need it unchanged. Make a new array.",
            code(
                """
                def relu(z):
                    z[z < 0] = 0
                    return z
                """,
                SLOPE_RIGHT,
            ),
        ),
        Mistake(
            "absolute",
            "Negative numbers are mirrored in yours. ReLU replaces them by 0.",
            code("def relu(z): return np.abs(z)", SLOPE_RIGHT),
        ),
        Mistake(
            "minimum",
            "The smaller of the two is kept; it must be the larger one.",
            code("def relu(z): return np.minimum(z, 0)", SLOPE_RIGHT),
        ),
        Mistake(
            "pythons-max",
            "Neither `if` nor Python's `max` can decide for a whole array. `np.maximum` compares entry by entry.",
            code("def relu(z): return max(0, z)", SLOPE_RIGHT),
        ),
        Mistake(
            "np-max",
            "`np.max(0, z)` takes z for the number of an axis. `np.maximum(0, z)` compares entry by entry.",
            code("def relu(z): return np.max(0, z)", SLOPE_RIGHT),
        ),
        Mistake(
            "largest-of-all",
            "`np.max(z)` is the one largest entry of the array; `np.maximum` compares every entry with 0.",
            code("def relu(z): return np.max(z)", SLOPE_RIGHT),
        ),
        Mistake(
            "one-row-at-a-time",
            "Your loop takes whole rows of a matrix for numbers. `np.maximum` works for any shape.",
            code("def relu(z): return np.array([max(0, value) for value in z])", SLOPE_RIGHT),
        ),
        Mistake(
            "step-instead",
            "This is a step: 1 on the right side. ReLU passes z itself on there.",
            code("def relu(z): return np.where(z > 0, 1.0, 0.0)", SLOPE_RIGHT),
        ),
        Mistake(
            "positive-ones-only",
            "You keep the positive entries and drop the others. They must stay in their places, as 0.",
            code("def relu(z): return z[z > 0]", SLOPE_RIGHT),
        ),
        Mistake(
            "slope-upside-down",
            "Your slope is 1 on the left side. There ReLU is flat; it rises on the right.",
            code(RELU_RIGHT, "def relu_derivative(z): return np.where(z < 0, 1.0, 0.0)"),
        ),
        Mistake(
            "slope-one-decision",
            "`if` decides once, but z holds many numbers. Compare the whole array, or use `np.where`.",
            code(RELU_RIGHT, "def relu_derivative(z): return 1.0 if z > 0 else 0.0"),
        ),
        Mistake(
            "slope-one-row-at-a-time",
            "Your loop takes whole rows of a matrix for numbers. Compare the whole array at once.",
            code(
                RELU_RIGHT,
                "def relu_derivative(z): return np.array([1.0 if value > 0 else 0.0 for value in z])",
            ),
        ),
        Mistake(
            "slope-by-division",
            "The value divided by z is no number at z = 0. Ask for the sign of z instead.",
            code(RELU_RIGHT, "def relu_derivative(z): return relu(z) / z"),
        ),
    ),
    alternatives=(
        code(RELU_RIGHT, SLOPE_RIGHT),
        code("def relu(z): return z * (z > 0)", "def relu_derivative(z): return (z > 0).astype(float)"),
        code(
            "def relu(z): return np.where(z < 0, 0, z)", "def relu_derivative(z): return np.heaviside(z, 0)"
        ),
        code("def relu(z): return (z + np.abs(z)) / 2", "def relu_derivative(z): return np.sign(relu(z))"),
        code(
            """
            def relu(z):
                out = z.copy()
                out[out < 0] = 0
                return out
            """,
            """
            def relu_derivative(z):
                slope = np.zeros(z.shape, dtype=int)
                slope[z > 0] = 1
                return slope
            """,
        ),
        code(
            "def relu(z): return np.clip(z, 0, None)",
            "def relu_derivative(z): return 1.0 * (relu(z) != 0)",
        ),
        code(
            """
            def relu(z):
                return np.array([max(v, 0.0) for v in z.ravel()]).reshape(z.shape)
            """,
            "def relu_derivative(z): return np.vectorize(lambda v: 1 if v > 0 else 0)(z)",
        ),
    ),
    conventions=("the slope at z = 0 is the left one, 0",),
    hints=(
        "`np.maximum(a, b)` takes the larger of the two, entry by entry; one of them may be a single number.",
        "For z = [-2, 0, 3]: the function gives [0, 0, 3], the slope [0, 0, 1].",
    ),
    equivalent=(
        Equivalent(
            "line 8: `np.where(z > 0, 1.0, 0.0)` -> `np.where(1.0, z > 0, 0.0)`",
            "1.0 counts as true, so the comparison itself is taken, and turned into the numbers 0.0 and 1.0",
        ),
    ),
)

SLIP_MASK = find_the_slip(
    "slip-mask",
    "Find the slip: what ReLU sets to zero",
    "slip_mask",
    wrong="b",
    right={
        "a": "that is max(0, z) for z < 0.",
        "c": "its slope is 0 for every sample, and every gradient that passes through it is multiplied by that.",
        "d": "no output is negative, and none is too large to be reached.",
    },
    hints=(
        "In the backward pass the gradient that arrives is multiplied by the slope. On what does the slope depend?",
        "Let z = 3 and let the gradient -5 arrive. What is passed on?",
    ),
)

EXERCISES = (RELU, SLIP_MASK)
