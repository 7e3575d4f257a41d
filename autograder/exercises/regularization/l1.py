"""L1: what the penalty costs, and its gradient."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.regularization.l2 import BLOCK_EDGE, L2_EDGE, matrix
from source_lib import regularizers

SMALL_EDGE = {"weights": np.array([[0.002, -0.004, 1e-6], [-3.0, -1e-4, 0.4]]), "strength": 2.0}

L1_VALUE = "def l1_penalty(weights, strength): return strength * np.sum(np.abs(weights))"
L1_SLOPE = "def l1_penalty_gradient(weights, strength): return strength * np.sign(weights)"
CALL_L1 = "l1_penalty_gradient(weights, strength)"

L1 = Exercise(
    id="l1-penalty",
    title="The L1 penalty and its gradient",
    reference={"l1_penalty": regularizers.l1, "l1_penalty_gradient": regularizers.l1_gradient},
    parts=(
        Part("the penalty", "l1_penalty(weights, strength)", matrix, edges=(L2_EDGE, BLOCK_EDGE)),
        Part("its gradient, away from zero", CALL_L1, matrix, edges=(SMALL_EDGE,)),
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
            "There is no half in the L1 penalty.",
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
            code("def l1_penalty(weights, strength): return strength * np.linalg.norm(weights, 1)", L1_SLOPE),
        ),
        Mistake(
            "size-of-the-sum",
            "You take the absolute value of the sum; by then positive and negative weights have cancelled.",
            code("def l1_penalty(weights, strength): return strength * np.abs(np.sum(weights))", L1_SLOPE),
        ),
        Mistake(
            "squares",
            "Yours adds up squares, as L2 does. L1 adds up sizes.",
            code("def l1_penalty(weights, strength): return strength * np.sum(weights**2)", L1_SLOPE),
        ),
        Mistake(
            "half-the-squares",
            "This is the L2 penalty. L1 adds up sizes, not squares.",
            code("def l1_penalty(weights, strength): return 0.5 * strength * np.sum(weights**2)", L1_SLOPE),
        ),
        Mistake(
            "one-axis",
            "Your sum runs over one axis only. The penalty is one number, whatever the shape of the weights.",
            code("def l1_penalty(weights, strength): return strength * sum(abs(weights))", L1_SLOPE),
        ),
        Mistake(
            "value-without-strength",
            "The penalty must grow with the strength, too.",
            code("def l1_penalty(weights, strength): return np.sum(np.abs(weights))", L1_SLOPE),
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
            "downhill",
            "The gradient points to where the penalty *grows*. The minus belongs to the step of gradient descent.",
            code(L1_VALUE, "def l1_penalty_gradient(weights, strength): return -strength * np.sign(weights)"),
        ),
        Mistake(
            "half-in-the-gradient",
            "The gradient has no half: the slope of |w| is 1 or -1.",
            code(
                L1_VALUE, "def l1_penalty_gradient(weights, strength): return strength / 2 * np.sign(weights)"
            ),
        ),
        Mistake(
            "gradient-summed",
            "The gradient says something about *each* weight: it has their shape.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * np.sum(np.sign(weights))",
            ),
        ),
        Mistake(
            "small-taken-for-zero",
            "A small weight is not zero: L1 pulls on it as hard as on a large one.",
            code(
                L1_VALUE,
                """
                def l1_penalty_gradient(weights, strength):
                    return strength * np.sign(np.where(np.abs(weights) < 0.01, 0, weights))
                """,
            ),
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
        Mistake(
            "not-summed",
            "These are the terms of the single weights. The penalty is one number, their sum.",
            code("def l1_penalty(weights, strength): return strength * np.abs(weights)", L1_SLOPE),
        ),
        Mistake(
            "length",
            "This is the Euclidean length of the weights. L1 adds up their sizes.",
            code("def l1_penalty(weights, strength): return strength * np.linalg.norm(weights)", L1_SLOPE),
        ),
        Mistake(
            "largest",
            "This is the size of the largest weight. L1 adds up the sizes of all.",
            code("def l1_penalty(weights, strength): return strength * np.max(np.abs(weights))", L1_SLOPE),
        ),
        Mistake(
            "strength-added",
            "The strength is added in yours. It is a factor.",
            code("def l1_penalty(weights, strength): return strength + np.sum(np.abs(weights))", L1_SLOPE),
        ),
        Mistake(
            "counted",
            "You count the weights that are not 0. L1 adds up their sizes.",
            code("def l1_penalty(weights, strength): return strength * np.sum(weights != 0)", L1_SLOPE),
        ),
        Mistake(
            "gradient-one-number",
            "The gradient says something about *each* weight: it has their shape, and a sign.",
            code(L1_VALUE, "def l1_penalty_gradient(weights, strength): return strength"),
        ),
        Mistake(
            "positive-only",
            "Negative weights get the gradient 0 in yours. They must be pulled *up* towards 0.",
            code(L1_VALUE, "def l1_penalty_gradient(weights, strength): return strength * (weights > 0)"),
        ),
        Mistake(
            "after-a-step",
            "These are the weights after a step against the gradient. The gradient alone is asked for.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return weights - strength * np.sign(weights)",
            ),
        ),
        Mistake(
            "gradient-averaged",
            "You divide by the number of weights. The sizes are summed, not averaged.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * np.sign(weights) / weights.size",
            ),
        ),
        Mistake(
            "of-the-length",
            "This is the gradient of the length of the weights. The L1 penalty pulls on small and large "
            "weights alike.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * weights / np.linalg.norm(weights)",
            ),
        ),
        Mistake(
            "smooth",
            "`np.tanh` is small for small weights. The L1 penalty pulls on small and large weights alike.",
            code(L1_VALUE, "def l1_penalty_gradient(weights, strength): return strength * np.tanh(weights)"),
        ),
        Mistake(
            "tiny-number-below",
            "The number added below the line weakens the pull on tiny weights. `np.sign` needs none.",
            code(
                L1_VALUE,
                "def l1_penalty_gradient(weights, strength): return strength * weights / (np.abs(weights) + 1e-8)",
            ),
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

EXERCISES = (L1,)
