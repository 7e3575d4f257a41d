"""ReLU and its leaky relatives."""

import numpy as np

from autograder.exercises.activations.sigmoid import vector
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
            "Python's `max` compares whole arrays. `np.maximum` compares entry by entry.",
            code("def relu(z): return max(0, z)", SLOPE_RIGHT),
        ),
        Mistake(
            "largest-of-all",
            "`np.max(z)` is the one largest entry of the array; `np.maximum` compares every entry with 0.",
            code("def relu(z): return np.max(z)", SLOPE_RIGHT),
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

BACKWARD = "prelu_backward(grad_output, z, alpha)"


def learned_slope(rng):
    """Return what arrives at a PReLU in the backward pass."""
    z, grad_output = rng.normal(scale=2, size=(2, 3)), rng.normal(scale=2, size=(2, 3))
    z[0, 0], z[1, 2] = -abs(z[0, 0]) - 0.5, abs(z[1, 2]) + 0.5  # both sides occur
    return {"grad_output": grad_output, "z": z, "alpha": rng.uniform(0.2, 0.8)}


PRELU_EDGE = {
    "grad_output": np.array([1.0, -2.0, 3.0, 0.5]),
    "z": np.array([-1.0, 2.0, -0.5, 0.0]),
    "alpha": 0.25,
}

PRELU = Exercise(
    id="prelu-backward",
    title="PReLU's gradients",
    reference={"prelu_backward": activations.prelu_backward},
    needs=("leaky_relu_derivative",),
    parts=(
        Part("the gradient of z", f"{BACKWARD}[0]", learned_slope, edges=(PRELU_EDGE,)),
        Part("the gradient of the slope alpha", f"{BACKWARD}[1]", learned_slope, edges=(PRELU_EDGE,)),
    ),
    mistakes=(
        Mistake(
            "not-summed",
            "There is only one alpha, used by all entries: its gradient is one number, the sum of what each "
            "entry contributes.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = grad_output * np.where(z > 0, 0, z)
                return grad_output * np.where(z > 0, 1, alpha), grad_alpha
            """,
        ),
        Mistake(
            "mean",
            "What the entries contribute is added up, not averaged.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = np.mean(grad_output * np.where(z > 0, 0, z))
                return grad_output * np.where(z > 0, 1, alpha), grad_alpha
            """,
        ),
        Mistake(
            "all-entries",
            "On the positive side the output is z, whatever alpha is: those entries contribute nothing.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), np.sum(grad_output * z)
            """,
        ),
        Mistake(
            "positive-side",
            "You summed over the positive side. Where does alpha act?",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), np.sum((grad_output * z)[z > 0])
            """,
        ),
        Mistake(
            "output-instead-of-derivative",
            "alpha z, differentiated with respect to alpha, has no alpha left.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = np.sum(grad_output * np.where(z > 0, 0, alpha * z))
                return grad_output * np.where(z > 0, 1, alpha), grad_alpha
            """,
        ),
        Mistake(
            "chain-rule-slope",
            "The gradient of z is right. In the gradient of alpha, `grad_output` is missing.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), np.sum(z[z <= 0])
            """,
        ),
        Mistake(
            "chain-rule",
            "These are the slopes of PReLU alone. By the chain rule, each is multiplied by the gradient that "
            "arrives, `grad_output`.",
            """
            def prelu_backward(grad_output, z, alpha):
                return np.where(z > 0, 1.0, alpha), np.sum(np.where(z > 0, 0, z))
            """,
        ),
        Mistake(
            "mask-of-the-gradient",
            "The sides are told apart by the sign of z, not by the sign of the gradient that arrives.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_z = np.where(grad_output > 0, grad_output, alpha * grad_output)
                return grad_z, np.sum((grad_output * z)[grad_output <= 0])
            """,
        ),
        Mistake(
            "swapped",
            "The two results are in the wrong order: first the gradient of z, then that of alpha.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = np.sum(grad_output * np.where(z > 0, 0, z))
                return grad_alpha, grad_output * np.where(z > 0, 1, alpha)
            """,
        ),
    ),
    alternatives=(
        """
        def prelu_backward(grad_output, z, alpha):
            return grad_output * leaky_relu_derivative(z, alpha), np.sum(grad_output * np.minimum(z, 0))
        """,
        """
        def prelu_backward(grad_output, z, alpha):
            negative = z <= 0
            grad_z = grad_output.copy()
            grad_z[negative] *= alpha
            return [grad_z, (grad_output[negative] * z[negative]).sum()]
        """,
        """
        def prelu_backward(grad_output, z, alpha):
            grad_z, grad_alpha = np.zeros(z.shape), 0.0
            for place in np.ndindex(z.shape):
                if z[place] > 0:
                    grad_z[place] = grad_output[place]
                else:
                    grad_z[place] = alpha * grad_output[place]
                    grad_alpha += grad_output[place] * z[place]
            return grad_z, grad_alpha
        """,
        """
        def prelu_backward(grad_output, z, alpha):
            return grad_output * ((z > 0) + alpha * (z <= 0)), np.vdot(grad_output, z * (z < 0))
        """,
    ),
    conventions=("returns `grad_z, grad_alpha`", "the sum over all entries"),
    hints=(
        "Two derivatives of the same output: with respect to z it is 1 or alpha; with respect to alpha it is "
        "0 or z. Multiply each by `grad_output`, and add up the second.",
        "One entry: z = -3, alpha = 0.1, and the gradient 2 arrives. "
        "Then grad_z = 2 · 0.1 = 0.2 and grad_alpha = 2 · (-3) = -6.",
    ),
    equivalent=(Equivalent("line 4: `z > 0` -> `z >= 0`", "an entry z = 0 contributes 0 on either side"),),
)

EXERCISES = (RELU, SLIP_MASK, LEAKY_RELU, SLIP_MAX_FORM, PRELU)
