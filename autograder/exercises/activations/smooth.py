"""Smooth relatives of ReLU: ELU and Swish."""

import numpy as np

from autograder.exercises.activations.sigmoid import vector
from autograder.exercises.activations.tanh import matrix
from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from source_lib import activations

AROUND_ZERO = {"z": np.array([2.5, -1.5, 0.0, 0.3, -0.2])}


def any_depth(rng):
    """Return pre-activations and an alpha that is far from 1."""
    return matrix(rng) | {"alpha": rng.choice([0.4, 1.8]) + rng.uniform(-0.1, 0.1)}


ELU_RIGHT = "def elu(z, alpha=1.0): return np.where(z > 0, z, alpha * (np.exp(z) - 1))"
ELU_SLOPE_RIGHT = "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, alpha * np.exp(z))"

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
    mistakes=(
        Mistake(
            "slope-at-zero",
            "At z = 0 the convention of this course is the slope of the left side: alpha e^0.",
            code(
                ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return np.where(z >= 0, 1.0, alpha * np.exp(z))"
            ),
        ),
        Mistake(
            "masks-overflow",
            "For large z, e^z is infinite, and 0 times infinity is no number. "
            "Choose with `np.where`, or take e^z of min(z, 0).",
            code(
                "def elu(z, alpha=1.0): return (z > 0) * z + (z <= 0) * alpha * (np.exp(z) - 1)",
                ELU_SLOPE_RIGHT,
            ),
        ),
        Mistake(
            "no-minus-one",
            "The minus 1 is missing: the two sides must meet at z = 0.",
            code("def elu(z, alpha=1.0): return np.where(z > 0, z, alpha * np.exp(z))", ELU_SLOPE_RIGHT),
        ),
        Mistake(
            "minus-one-outside",
            "alpha multiplies the whole bracket (e^z - 1), the minus 1 too.",
            code("def elu(z, alpha=1.0): return np.where(z > 0, z, alpha * np.exp(z) - 1)", ELU_SLOPE_RIGHT),
        ),
        Mistake(
            "alpha-in-exponent",
            "alpha stands before the bracket, not in the exponent.",
            code(
                "def elu(z, alpha=1.0): return np.where(z > 0, z, np.exp(alpha * z) - 1)",
                "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, alpha * np.exp(alpha * z))",
            ),
        ),
        Mistake(
            "alpha-ignored",
            "`alpha` is not used: it multiplies the left side.",
            code(
                "def elu(z, alpha=1.0): return np.where(z > 0, z, np.exp(z) - 1)",
                "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, np.exp(z))",
            ),
        ),
        Mistake(
            "alpha-lost-in-the-slope",
            "`alpha` is missing in the derivative: a factor stays when you differentiate.",
            code(ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, np.exp(z))"),
        ),
        Mistake(
            "constant-differentiated",
            "The minus 1 is a constant: it disappears when you differentiate.",
            code(
                ELU_RIGHT,
                "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, alpha * (np.exp(z) - 1))",
            ),
        ),
        Mistake(
            "power-rule",
            "That is the rule for powers such as z³. The derivative of e^z is e^z.",
            code(
                ELU_RIGHT,
                "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, alpha * z * np.exp(z - 1))",
            ),
        ),
        Mistake(
            "sign-of-exponent",
            "For very negative z the function must level off at -alpha; yours runs away. "
            "Look at the sign in the exponent.",
            code(
                "def elu(z, alpha=1.0): return np.where(z > 0, z, alpha * (np.exp(-z) - 1))",
                "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, -alpha * np.exp(-z))",
            ),
        ),
    ),
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

SWISH_RIGHT = "def swish(z): return z * sigmoid(z)"
SWISH_SLOPE_RIGHT = """
def swish_derivative(z):
    s = sigmoid(z)
    return s + z * s * (1 - s)
"""

SWISH = Exercise(
    id="swish",
    title="Swish and its slope",
    reference={"swish": activations.swish, "swish_derivative": activations.swish_derivative},
    needs=("sigmoid", "sigmoid_derivative"),
    parts=(
        Part("the function, any shape", "swish(z)", matrix, edges=(AROUND_ZERO,)),
        Part("the derivative, any shape", "swish_derivative(z)", matrix, edges=(AROUND_ZERO,)),
    ),
    mistakes=(
        Mistake(
            "product-rule-first",
            "Only half of the product rule: z is differentiated, σ(z) is not.",
            code(SWISH_RIGHT, "def swish_derivative(z): return sigmoid(z)"),
        ),
        Mistake(
            "product-rule-second",
            "Only half of the product rule: σ(z) is differentiated, z is not.",
            code(SWISH_RIGHT, "def swish_derivative(z): return z * sigmoid_derivative(z)"),
        ),
        Mistake(
            "derivatives-multiplied",
            "The derivative of a product is not the product of the derivatives.",
            code(SWISH_RIGHT, "def swish_derivative(z): return sigmoid_derivative(z)"),
        ),
        Mistake(
            "derivatives-added",
            "The derivative of a product is not the sum of the derivatives: each is multiplied by the other factor.",
            code(SWISH_RIGHT, "def swish_derivative(z): return 1 + sigmoid_derivative(z)"),
        ),
        Mistake(
            "product-rule-minus",
            "The product rule adds its two halves; the minus belongs to the quotient rule.",
            code(SWISH_RIGHT, "def swish_derivative(z): return sigmoid(z) - z * sigmoid_derivative(z)"),
        ),
        Mistake(
            "z-forgotten",
            "In the second half of the product rule the factor z stays.",
            code(SWISH_RIGHT, "def swish_derivative(z): return sigmoid(z) + sigmoid_derivative(z)"),
        ),
        Mistake(
            "added",
            "Swish multiplies z by σ(z); yours adds them.",
            code("def swish(z): return z + sigmoid(z)", SWISH_SLOPE_RIGHT),
        ),
        Mistake(
            "mirrored",
            "For large z Swish must be close to z; yours goes to 0. Look at the sign in the exponent.",
            code("def swish(z): return z / (1 + np.exp(z))", SWISH_SLOPE_RIGHT),
        ),
        Mistake(
            "sigmoid-of-swish",
            "The sigmoid is a factor beside z: z · σ(z), not the sigmoid of something.",
            code("def swish(z): return sigmoid(z * z)", SWISH_SLOPE_RIGHT),
        ),
    ),
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
