"""What newcomers write for the L2 penalty and its gradient, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

L2_VALUE = "def l2_penalty(weights, strength): return 0.5 * strength * np.sum(weights**2)"

L2_SLOPE = "def l2_penalty_gradient(weights, strength): return strength * weights"


MISTAKES = (
    Mistake(
        "value-without-half",
        "Your penalty is twice too large, so that its gradient would be, too.",
        code("def l2_penalty(weights, strength): return strength * np.sum(weights**2)", L2_SLOPE),
    ),
    Mistake(
        "gradient-twice",
        "In the gradient: differentiate half a square: what becomes of the half?",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return 2 * strength * weights"),
    ),
    Mistake(
        "no-half",
        "Twice too large, penalty and gradient: other books leave the half out, this course has it.",
        code(
            "def l2_penalty(weights, strength): return strength * np.sum(weights**2)",
            "def l2_penalty_gradient(weights, strength): return 2 * strength * weights",
        ),
    ),
    Mistake(
        "gradient-half",
        "Your gradient still carries the half, which the 2 of the square cancels.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return 0.5 * strength * weights"),
    ),
    Mistake(
        "gradient-without-strength",
        "The gradient must grow with the strength, too.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return weights"),
    ),
    Mistake(
        "gradient-summed",
        "The gradient says something about *each* weight: it has their shape.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return strength * np.sum(weights)"),
    ),
    Mistake(
        "mean",
        "The squares are summed in this course, not averaged.",
        code("def l2_penalty(weights, strength): return 0.5 * strength * np.mean(weights**2)", L2_SLOPE),
    ),
    Mistake(
        "root",
        "This is the length of the weights. The penalty takes the sum of the squares, without a root.",
        code(
            "def l2_penalty(weights, strength): return 0.5 * strength * np.sqrt(np.sum(weights**2))",
            L2_SLOPE,
        ),
    ),
    Mistake(
        "square-of-the-sum",
        "You squared the sum; then a large positive and a large negative weight cancel. Square first.",
        code("def l2_penalty(weights, strength): return 0.5 * strength * np.sum(weights) ** 2", L2_SLOPE),
    ),
    Mistake(
        "strength-squared",
        "The strength is squared in yours: only the weights are.",
        code("def l2_penalty(weights, strength): return 0.5 * np.sum((strength * weights)**2)", L2_SLOPE),
    ),
    Mistake(
        "one-axis",
        "Your sum runs over one axis only. The penalty is one number, whatever the shape of the weights.",
        code(
            "def l2_penalty(weights, strength): return 0.5 * strength * np.sum(weights**2, axis=0)",
            L2_SLOPE,
        ),
    ),
    Mistake(
        "sum-of-sizes",
        "You sum the absolute values. L2 sums the squares.",
        code("def l2_penalty(weights, strength): return 0.5 * strength * np.sum(np.abs(weights))", L2_SLOPE),
    ),
    Mistake(
        "matrix-product",
        "`@` is the matrix product: it also multiplies one row with another. Only each weight with itself counts.",
        code(
            "def l2_penalty(weights, strength): return 0.5 * strength * np.sum(weights @ weights.T)",
            L2_SLOPE,
        ),
    ),
    Mistake(
        "gradient-downhill",
        "The gradient points to where the penalty *grows*. The minus belongs to the step of gradient descent.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return -strength * weights"),
    ),
    Mistake(
        "weights-after-a-step",
        "These are the weights after a step against the gradient. The gradient alone is asked for.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return weights - strength * weights"),
    ),
    Mistake(
        "gradient-of-terms",
        "You return what each weight adds to the penalty. Differentiate that with respect to the weight.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return 0.5 * strength * weights**2"),
    ),
    Mistake(
        "in-place",
        "Your gradient changes `weights` itself; make a new array.",
        code(
            L2_VALUE,
            """
            def l2_penalty_gradient(weights, strength):
                weights *= strength
                return weights
            """,
        ),
    ),
    Mistake(
        "strength-left-out",
        "The penalty is half the *strength* times the sum of the squares.",
        code("def l2_penalty(weights, strength): return 0.5 * np.sum(weights**2)", L2_SLOPE),
    ),
    Mistake(
        "not-summed",
        "These are the terms of the single weights. The penalty is one number, their sum.",
        code("def l2_penalty(weights, strength): return 0.5 * strength * weights**2", L2_SLOPE),
    ),
    Mistake(
        "divided-by-strength",
        "You divide by the strength. A stronger penalty must cost *more*.",
        code("def l2_penalty(weights, strength): return np.sum(weights**2) / (2 * strength)", L2_SLOPE),
    ),
    Mistake(
        "doubled",
        "The half has become a 2 in yours.",
        code("def l2_penalty(weights, strength): return 2 * strength * np.sum(weights**2)", L2_SLOPE),
    ),
    Mistake(
        "negative",
        "A penalty is added to the loss to make it larger: yours is negative.",
        code("def l2_penalty(weights, strength): return -0.5 * strength * np.sum(weights**2)", L2_SLOPE),
    ),
    Mistake(
        "mean-of-rows",
        "You divide by the number of rows. The squares are summed in this course, not averaged.",
        code(
            "def l2_penalty(weights, strength): return 0.5 * strength * np.sum(weights**2) / len(weights)",
            L2_SLOPE,
        ),
    ),
    Mistake(
        "times-two",
        "`* 2` doubles, `** 2` squares.",
        code("def l2_penalty(weights, strength): return 0.5 * strength * np.sum(weights * 2)", L2_SLOPE),
    ),
    Mistake(
        "strength-added",
        "The strength is added in yours. It is a factor.",
        code("def l2_penalty(weights, strength): return 0.5 * strength + np.sum(weights**2)", L2_SLOPE),
    ),
    Mistake(
        "root-without-half",
        "This is the strength times the length of the weights. The penalty takes half the sum of "
        "the squares, without a root.",
        code("def l2_penalty(weights, strength): return strength * np.sqrt(np.sum(weights**2))", L2_SLOPE),
    ),
    Mistake(
        "product-of-sums",
        "The strength is inside the square, and you square the sum. Square each weight first, then add up.",
        code("def l2_penalty(weights, strength): return (strength * np.sum(weights)) ** 2 / 2", L2_SLOPE),
    ),
    Mistake(
        "dot-of-a-matrix",
        "`np.dot` of a matrix with itself is the matrix product. Square each entry, then add up all.",
        code(
            "def l2_penalty(weights, strength): return 0.5 * strength * np.dot(weights, weights)",
            L2_SLOPE,
        ),
    ),
    Mistake(
        "one-product-of-two",
        "`weights.T @ weights` multiplies columns with each other. Only each weight with itself "
        "counts, and one number is asked for.",
        code("def l2_penalty(weights, strength): return 0.5 * strength * weights.T @ weights", L2_SLOPE),
    ),
    Mistake(
        "gradient-strength-only",
        "The weight itself is missing: differentiate its square.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return np.full_like(weights, strength)"),
    ),
    Mistake(
        "gradient-one-number",
        "The gradient says something about *each* weight: it has their shape.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return strength"),
    ),
    Mistake(
        "gradient-of-sizes",
        "The sign is lost: for a negative weight, the penalty grows to the left.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return strength * np.abs(weights)"),
    ),
    Mistake(
        "gradient-of-l1",
        "This is the gradient of L1. Differentiate the square: it depends on how large the weight is.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return strength * np.sign(weights)"),
    ),
    Mistake(
        "gradient-averaged",
        "You divide by the number of weights. The squares are summed, not averaged, and so is "
        "nothing in the gradient.",
        code(
            L2_VALUE,
            "def l2_penalty_gradient(weights, strength): return strength * weights / weights.size",
        ),
    ),
    Mistake(
        "gradient-squared",
        "The square is gone after differentiating.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return strength * weights**2"),
    ),
    Mistake(
        "gradient-divided-by-the-strength",
        "The gradient must grow with the strength: multiply by it.",
        code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return weights / strength"),
    ),
    Mistake(
        "gradient-of-the-root",
        "This is the gradient of the length of the weights. The penalty has no root.",
        code(
            L2_VALUE,
            "def l2_penalty_gradient(weights, strength): return strength * weights / np.linalg.norm(weights)",
        ),
    ),
)
