"""What newcomers write for the sigmoid and for its slope, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

SIGMOID_MISTAKES = (
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
        "Yours is 1 plus the exponential. The 1 above the line is divided by *all* of that: put brackets around it.",
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
    Mistake(
        "minus-below",
        "Below the line stands 1 *plus* the exponential. With a minus, the result runs away at z = 0.",
        "def sigmoid(z, a=1.0): return 1 / (1 - np.exp(-a * z))",
    ),
    Mistake(
        "one-forgotten",
        "The 1 below the line is missing: your result grows without limit.",
        "def sigmoid(z, a=1.0): return 1 / np.exp(-a * z)",
    ),
    Mistake(
        "shape-before-the-exponential",
        "`a` belongs in the exponent; yours multiplies the exponential.",
        "def sigmoid(z, a=1.0): return 1 / (1 + a * np.exp(-z))",
    ),
    Mistake(
        "power-first",
        "`**` binds more tightly than `*`: put brackets around the whole exponent, `-a * z`.",
        "def sigmoid(z, a=1.0): return 1 / (1 + np.e ** -a * z)",
    ),
    Mistake(
        "tanh-of-the-whole",
        "Nearly: the sigmoid is (1 + tanh) / 2, but of *half* of a z. Yours is twice as steep.",
        "def sigmoid(z, a=1.0): return (1 + np.tanh(a * z)) / 2",
    ),
    Mistake(
        "one-number-only",
        "`if` decides once, but z holds many numbers. Write a formula for the whole array.",
        """
        def sigmoid(z, a=1.0):
            if z >= 0:
                return 1 / (1 + np.exp(-a * z))
            return np.exp(a * z) / (1 + np.exp(a * z))
        """,
    ),
    Mistake(
        "over-all-entries",
        "Your results add up to 1: that is softmax. The sigmoid looks at one number at a time.",
        "def sigmoid(z, a=1.0): return np.exp(a * z) / np.sum(np.exp(a * z))",
    ),
)

SLOPE_MISTAKES = (
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
        "A factor s is missing: yours is a (1 - s). (By the quotient rule: the denominator is squared.)",
        "def sigmoid_derivative(z, a=1.0): return a * np.exp(-a * z) / (1 + np.exp(-a * z))",
    ),
    Mistake(
        "shape-ignored",
        "`a` is not used: it is handed on to `sigmoid`, and by the chain rule it is a factor, too.",
        "def sigmoid_derivative(z, a=1.0): return sigmoid(z) * (1 - sigmoid(z))",
    ),
    Mistake(
        "not-called",
        "`sigmoid` is the function itself. Its value at z is `sigmoid(z, a)`.",
        "def sigmoid_derivative(z, a=1.0): return a * sigmoid * (1 - sigmoid)",
    ),
    Mistake(
        "brackets",
        "Brackets are missing: s is multiplied by the *whole* of 1 - s.",
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(z, a)
            return a * s * 1 - s
        """,
    ),
    Mistake(
        "mixed",
        "One factor of yours contains z where the value s belongs: both are made of s.",
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(z, a)
            return a * s * (1 - z)
        """,
    ),
    Mistake(
        "one-sided-difference",
        "A difference to one side is only nearly the slope: look at the last digits. The formula "
        "gives it exactly.",
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(z, a)
            return (sigmoid(z + 1e-5, a) - s) / 1e-5
        """,
    ),
    Mistake(
        "shape-twice",
        "`a` is in the sigmoid twice: `sigmoid(z, a)` multiplies z by it already.",
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(a * z, a)
            return a * s * (1 - s)
        """,
    ),
    Mistake(
        "value-for-slope",
        "This is the sigmoid itself, times a. Its slope is a s (1 - s).",
        """
        def sigmoid_derivative(z, a=1.0):
            s = sigmoid(z, a)
            return a * s
        """,
    ),
)
