"""L2: what the penalty costs, and its gradient."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.regularization.l2_mistakes import L2_SLOPE, L2_VALUE, MISTAKES
from source_lib import regularizers


def matrix(rng):
    """Draw a matrix of weights and a strength that matters."""
    return {"weights": rng.normal(scale=2, size=(2, 3)), "strength": rng.uniform(1.2, 3)}


def vector(rng):
    """Draw a vector of weights and a weak strength."""
    return {"weights": rng.normal(scale=3, size=5), "strength": rng.uniform(0.1, 0.6)}


L2_EDGE = {"weights": np.array([[3.0, 0.0], [-4.0, 1.0], [0.0, -2.0]]), "strength": 0.5}
BLOCK_EDGE = {"weights": np.array([[[1.5, -2.0], [0.0, 4.0]], [[-0.5, 3.0], [2.5, -1.0]]]), "strength": 0.3}


L2 = Exercise(
    id="l2-penalty",
    title="The L2 penalty and its gradient",
    reference={"l2_penalty": regularizers.l2, "l2_penalty_gradient": regularizers.l2_gradient},
    parts=(
        Part("the penalty of a matrix", "l2_penalty(weights, strength)", matrix, edges=(L2_EDGE,)),
        Part("the penalty, any shape", "l2_penalty(weights, strength)", vector, edges=(BLOCK_EDGE,)),
        Part("its gradient", "l2_penalty_gradient(weights, strength)", matrix, edges=(L2_EDGE, BLOCK_EDGE)),
    ),
    mistakes=MISTAKES,
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
