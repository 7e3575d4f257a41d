"""L2 and L1: what a penalty costs, and its gradient."""

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
            "The gradient is right, but the penalty does not belong to it: it is twice too large.",
            code("def l2_penalty(weights, strength): return strength * np.sum(weights**2)", L2_SLOPE),
        ),
        Mistake(
            "gradient-twice",
            "The penalty is right. Differentiate half a square: what becomes of the half?",
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
            "The penalty is right, but its gradient still carries the half, which the 2 of the square cancels.",
            code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return 0.5 * strength * weights"),
        ),
        Mistake(
            "gradient-without-strength",
            "The penalty is right. Its gradient must grow with the strength, too.",
            code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return weights"),
        ),
        Mistake(
            "gradient-summed",
            "The penalty is right. Its gradient says something about *each* weight: it has their shape.",
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
            "gradient-downhill",
            "The gradient points where the penalty grows. The minus sign belongs to the step, not to the gradient.",
            code(L2_VALUE, "def l2_penalty_gradient(weights, strength): return -strength * weights"),
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

L1_VALUE = "def l1_penalty(weights, strength): return strength * np.sum(np.abs(weights))"
L1_SLOPE = "def l1_penalty_gradient(weights, strength): return strength * np.sign(weights)"
CALL_L1 = "l1_penalty_gradient(weights, strength)"

L1 = Exercise(
    id="l1-penalty",
    title="The L1 penalty and its gradient",
    reference={"l1_penalty": regularizers.l1, "l1_penalty_gradient": regularizers.l1_gradient},
    parts=(
        Part("the penalty", "l1_penalty(weights, strength)", matrix, edges=(L2_EDGE, BLOCK_EDGE)),
        Part("its gradient, away from zero", CALL_L1, matrix),
        Part("its gradient where weights are zero", CALL_L1, edges=(L2_EDGE, BLOCK_EDGE)),
    ),
    mistakes=(
        Mistake(
            "signs-kept",
            "Without absolute values positive and negative weights cancel, and a penalty could be negative.",
            code("def l1_penalty(weights, strength): return strength * np.sum(weights)", L1_SLOPE),
        ),
        Mistake(
            "half-in-the-value",
            "The gradient is right, but there is no half in the L1 penalty.",
            code(
                "def l1_penalty(weights, strength): return 0.5 * strength * np.sum(np.abs(weights))", L1_SLOPE
            ),
        ),
        Mistake(
            "half",
            "There is no half in L1: nothing is squared, so no 2 has to be cancelled.",
            code(
                "def l1_penalty(weights, strength): return 0.5 * strength * np.sum(np.abs(weights))",
                "def l1_penalty_gradient(weights, strength): return 0.5 * strength * np.sign(weights)",
            ),
        ),
        Mistake(
            "mean",
            "The absolute values are summed, not averaged.",
            code("def l1_penalty(weights, strength): return strength * np.mean(np.abs(weights))", L1_SLOPE),
        ),
        Mistake(
            "matrix-norm",
            "`np.linalg.norm(W, 1)` of a matrix is the largest column sum. All weights count here.",
            code(
                """
                def l1_penalty(weights, strength):
                    return strength * np.max(np.sum(np.abs(weights), axis=0))
                """,
                L1_SLOPE,
            ),
        ),
        Mistake(
            "one-at-zero",
            "Look at the weights that are 0: there the course takes the gradient 0, so that they may stay.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * np.where(weights >= 0, 1.0, -1.0)",
            ),
        ),
        Mistake(
            "minus-one-at-zero",
            "Look at the weights that are 0: they are not negative, and the course takes the gradient 0 there.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * np.where(weights > 0, 1.0, -1.0)",
            ),
        ),
        Mistake(
            "zero-by-zero",
            "Dividing by the absolute value gives 0/0 where a weight is 0, and so NaN.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * weights / np.abs(weights)",
            ),
        ),
        Mistake(
            "gradient-of-l2",
            "This is the gradient of L2. The L1 penalty pulls on small and large weights alike.",
            code(L1_VALUE, "def l1_penalty_gradient(weights, strength): return strength * weights"),
        ),
        Mistake(
            "without-strength",
            "The gradient must grow with the strength.",
            code(L1_VALUE, "def l1_penalty_gradient(weights, strength): return np.sign(weights)"),
        ),
        Mistake(
            "without-sign",
            "A negative weight must be pulled *up* towards 0: the gradient has a sign.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * np.ones_like(weights)",
            ),
        ),
        Mistake(
            "absolute-gradient",
            "You return the terms of the penalty. Its gradient is the slope of each of them.",
            code(L1_VALUE, "def l1_penalty_gradient(weights, strength): return strength * np.abs(weights)"),
        ),
    ),
    alternatives=(
        code(L1_VALUE, L1_SLOPE),
        code(
            "def l1_penalty(weights, strength): return strength * np.linalg.norm(np.ravel(weights), 1)",
            """
            def l1_penalty_gradient(weights, strength):
                return strength * ((weights > 0).astype(float) - (weights < 0).astype(float))
            """,
        ),
        code(
            "def l1_penalty(weights, strength): return np.sum(strength * np.sqrt(weights**2))",
            """
            def l1_penalty_gradient(weights, strength):
                return np.where(weights > 0, strength, np.where(weights < 0, -strength, 0))
            """,
        ),
        code(
            "def l1_penalty(weights, strength): return strength * sum(abs(w) for w in weights.flat)",
            """
            def l1_penalty_gradient(weights, strength):
                gradient = np.zeros(weights.shape)
                gradient[weights > 0] = strength
                gradient[weights < 0] = -strength
                return gradient
            """,
        ),
        code(
            "def l1_penalty(weights, strength): return (weights * np.sign(weights)).sum() * strength",
            """
            def l1_penalty_gradient(weights, strength):
                return np.vectorize(lambda w: 0.0 if w == 0 else float(np.copysign(strength, w)))(weights)
            """,
        ),
    ),
    conventions=(
        "the strength times the sum of the absolute values",
        "takes the gradient 0 at a weight of 0",
    ),
    hints=(
        "The slope of |w| is 1 for a positive and -1 for a negative w. NumPy has a function with three values.",
        "weights [3, 0, -4], strength 0.1: the penalty is 0.7, its gradient [0.1, 0, -0.1].",
    ),
)

EXERCISES = (L2, L1)
