"""L2: what the penalty costs, and its gradient."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from source_lib import regularizers


def matrix(rng):
    """Draw a matrix of weights and a strength that matters."""
    return {"weights": rng.normal(scale=2, size=(2, 3)), "strength": rng.uniform(1.2, 3)}


def vector(rng):
    """Draw a vector of weights and a weak strength."""
    return {"weights": rng.normal(scale=3, size=5), "strength": rng.uniform(0.1, 0.6)}


L2_EDGE = {"weights": np.array([[3.0, 0.0], [-4.0, 1.0], [0.0, -2.0]]), "strength": 0.5}
BLOCK_EDGE = {"weights": np.array([[[1.5, -2.0], [0.0, 4.0]], [[-0.5, 3.0], [2.5, -1.0]]]), "strength": 0.3}

L2_VALUE = "def l2_penalty(weights, strength): return 0.5 * strength * np.sum(weights**2)"
L2_SLOPE = "def l2_penalty_gradient(weights, strength): return strength * weights"

L2 = Exercise(
    id="l2-penalty",
    title="The L2 penalty and its gradient",
    reference={"l2_penalty": regularizers.l2, "l2_penalty_gradient": regularizers.l2_gradient},
    parts=(
        Part("the penalty of a matrix", "l2_penalty(weights, strength)", matrix, edges=(L2_EDGE,)),
        Part("the penalty, any shape", "l2_penalty(weights, strength)", vector, edges=(BLOCK_EDGE,)),
        Part("its gradient", "l2_penalty_gradient(weights, strength)", matrix, edges=(L2_EDGE, BLOCK_EDGE)),
    ),
    mistakes=(
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
            code(
                "def l2_penalty(weights, strength): return 0.5 * strength * np.sum(np.abs(weights))", L2_SLOPE
            ),
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
    ),
    alternatives=(
        code(L2_VALUE, L2_SLOPE),
        code(
            "def l2_penalty(weights, strength): return strength / 2 * np.linalg.norm(weights) ** 2",
            "def l2_penalty_gradient(weights, strength): return np.multiply(weights, strength)",
        ),
        code(
            "def l2_penalty(weights, strength): return 0.5 * strength * np.vdot(weights, weights)",
            "def l2_penalty_gradient(weights, strength): return 0.5 * strength * (2 * weights)",
        ),
        code(
            """
            def l2_penalty(weights, strength):
                total = 0
                for weight in weights.flat:
                    total += weight * weight
                return strength * total / 2
            """,
            """
            def l2_penalty_gradient(weights, strength):
                return np.array([strength * w for w in weights.ravel()]).reshape(weights.shape)
            """,
        ),
        code(
            "def l2_penalty(weights, strength): return (strength * np.square(weights)).sum() * 0.5",
            """
            def l2_penalty_gradient(weights, strength):
                gradient = weights.copy()
                gradient *= strength
                return gradient
            """,
        ),
    ),
    conventions=("half the strength times the sum of the squares", "not divided by the number of samples"),
    hints=(
        "`weights**2` squares every entry, `np.sum` without an axis adds up all of them. For the gradient, "
        "differentiate with respect to one weight: only one term of the sum contains it.",
        "weights [3, -4], strength 0.1: the squares sum to 25, so the penalty is 1.25 and its gradient "
        "[0.3, -0.4].",
    ),
)

EXERCISES = (L2,)
