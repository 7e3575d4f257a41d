"""What newcomers write for ELU and Swish, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

ELU_RIGHT = "def elu(z, alpha=1.0): return np.where(z > 0, z, alpha * (np.exp(z) - 1))"
ELU_SLOPE_RIGHT = "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, alpha * np.exp(z))"

ELU_MISTAKES = (
    Mistake(
        "slope-at-zero",
        "At z = 0 the convention of this course is the slope of the left side: alpha e^0.",
        code(ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return np.where(z >= 0, 1.0, alpha * np.exp(z))"),
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
    Mistake(
        "minus-one-in-the-exponent",
        "The 1 is subtracted from the power, not from z.",
        code("def elu(z, alpha=1.0): return np.where(z > 0, z, alpha * np.exp(z - 1))", ELU_SLOPE_RIGHT),
    ),
    Mistake(
        "turned-round",
        "The left side lies *below* zero: it is e^z - 1, not 1 - e^z.",
        code("def elu(z, alpha=1.0): return np.where(z > 0, z, alpha * (1 - np.exp(z)))", ELU_SLOPE_RIGHT),
    ),
    Mistake(
        "larger-of-the-two",
        "The larger of the two is not the right one: e^z - 1 is never below z. Ask for the sign of z.",
        code("def elu(z, alpha=1.0): return np.maximum(z, alpha * (np.exp(z) - 1))", ELU_SLOPE_RIGHT),
    ),
    Mistake(
        "one-decision",
        "`if` decides once, but z holds many numbers. `np.where` chooses entry by entry.",
        code("def elu(z, alpha=1.0): return z if z > 0 else alpha * (np.exp(z) - 1)", ELU_SLOPE_RIGHT),
    ),
    Mistake(
        "one-row-at-a-time",
        "Your loop takes whole rows of a matrix for numbers. `np.where` works for any shape.",
        code(
            "def elu(z, alpha=1.0): return np.array([value if value > 0 else alpha * (np.exp(value) - 1) for value in z])",
            ELU_SLOPE_RIGHT,
        ),
    ),
    Mistake(
        "alpha-not-handed-on",
        "`elu(z)` takes alpha = 1. Hand `alpha` on.",
        code(ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, elu(z) + alpha)"),
    ),
    Mistake(
        "slope-constant",
        "Your slope on the left side is the same everywhere. The curve levels off there, so its slope"
        " depends on z.",
        code(ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, alpha)"),
    ),
    Mistake(
        "slope-z-on-the-right",
        "On the right side the function is z. Its slope there is 1, however large z is.",
        code(ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return np.where(z > 0, z, alpha * np.exp(z))"),
    ),
    Mistake(
        "slope-left-everywhere",
        "You differentiated the left side alone. On the right side the function is z, and its slope is 1.",
        code(ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return alpha * np.exp(z)"),
    ),
    Mistake(
        "constant-left",
        "The minus 1 is a constant: it disappears when you differentiate.",
        code(
            ELU_RIGHT, "def elu_derivative(z, alpha=1.0): return np.where(z > 0, 1.0, alpha * np.exp(z) - 1)"
        ),
    ),
)

SWISH_RIGHT = "def swish(z): return z * sigmoid(z)"
SWISH_SLOPE_RIGHT = """
def swish_derivative(z):
    s = sigmoid(z)
    return s + z * s * (1 - s)
"""

SWISH_MISTAKES = (
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
    Mistake(
        "sigmoid-alone",
        "This is the gate alone. Swish multiplies z by it.",
        code("def swish(z): return sigmoid(z)", SWISH_SLOPE_RIGHT),
    ),
    Mistake(
        "not-called",
        "`sigmoid` is the function itself. Its value at z is `sigmoid(z)`.",
        code("def swish(z): return z * sigmoid", SWISH_SLOPE_RIGHT),
    ),
    Mistake(
        "one-number",
        "Your products are added up to one number, by `@` or by a sum. Each entry stays on its own: multiply by `*`.",
        code("def swish(z): return z.ravel() @ sigmoid(z).ravel()", SWISH_SLOPE_RIGHT),
    ),
    Mistake(
        "second-half-not-differentiated",
        "In the second half of the product rule the sigmoid is differentiated.",
        code(SWISH_RIGHT, "def swish_derivative(z): return sigmoid(z) + z * sigmoid(z)"),
    ),
    Mistake(
        "half-of-the-slope",
        "In the second half, the slope of the sigmoid is not complete: it is s (1 - s).",
        code(SWISH_RIGHT, "def swish_derivative(z): return sigmoid(z) + z * (1 - sigmoid(z))"),
    ),
    Mistake(
        "halves-mixed-up",
        "Each half has one factor as it is and the *other* one differentiated. Yours has a half with "
        "both as they are.",
        code(SWISH_RIGHT, "def swish_derivative(z): return z * sigmoid(z) + sigmoid_derivative(z)"),
    ),
    Mistake(
        "one-sided-difference",
        "A difference to one side is only nearly the slope: look at the last digits. The product rule"
        " gives it exactly.",
        code(SWISH_RIGHT, "def swish_derivative(z): return (swish(z + 1e-5) - swish(z)) / 1e-5"),
    ),
)
