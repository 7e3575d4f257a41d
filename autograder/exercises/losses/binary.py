"""Binary cross-entropy, from probabilities and from logits."""

import numpy as np

from autograder.exercises.declaration import Close, Exercise, Part, code
from autograder.exercises.losses.binary_mistakes import MISTAKES, SLOPE, VALUE
from autograder.exercises.slips import find_the_slip
from source_lib import losses


def answers(rng, shape):
    """Draw zeros and ones, both of which occur."""
    return rng.permutation(np.resize([1, 0, 0], int(np.prod(shape)))).reshape(shape)


def predicted(*shape):
    """Return a draw of answers and of probabilities, none of them near 0 or 1."""
    return lambda rng: {"y_true": answers(rng, shape), "y_pred": rng.uniform(0.05, 0.95, shape)}


SURE = {"y_true": np.array([1, 0, 1, 0]), "y_pred": np.array([0.99, 0.01, 0.02, 0.75])}
# Many people add something like 1e-8 inside the logarithm, or clip; here, where nothing is near 0, that is right.
GENEROUS = Close(rtol=1e-5, atol=1e-6)
PROBABILITIES = Exercise(
    id="binary-cross-entropy",
    title="Binary cross-entropy",
    reference={
        "binary_cross_entropy": losses.binary_cross_entropy,
        "binary_cross_entropy_gradient": losses.binary_cross_entropy_gradient,
    },
    parts=(
        Part(
            "the loss",
            "binary_cross_entropy(y_true, y_pred)",
            predicted(6),
            edges=(SURE,),
            points=2,
            compare=GENEROUS,
        ),
        Part(
            "the loss of a table of questions",
            "binary_cross_entropy(y_true, y_pred)",
            predicted(3, 2),
            compare=GENEROUS,
        ),
        Part(
            "the gradient",
            "binary_cross_entropy_gradient(y_true, y_pred)",
            predicted(2, 3),
            edges=(SURE,),
            compare=GENEROUS,
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(VALUE, SLOPE),
        code(
            """
            def binary_cross_entropy(y_true, y_pred):
                return -np.mean(np.log(np.where(y_true == 1, y_pred, 1 - y_pred)))
            """,
            """
            def binary_cross_entropy_gradient(y_true, y_pred):
                return np.where(y_true == 1, -1 / y_pred, 1 / (1 - y_pred)) / y_pred.size
            """,
        ),
        code(
            """
            def binary_cross_entropy(y_true, y_pred):
                terms = y_true * np.log(y_pred + 1e-8) + (1 - y_true) * np.log(1 - y_pred + 1e-8)
                return -terms.sum() / terms.size
            """,
            """
            def binary_cross_entropy_gradient(y_true, y_pred):
                p = np.clip(y_pred, 1e-7, 1 - 1e-7)
                return ((1 - y_true) / (1 - p + 1e-8) - y_true / (p + 1e-8)) / p.size
            """,
        ),
        code(
            """
            def binary_cross_entropy(y_true, y_pred):
                return -np.mean(np.log(1 - np.abs(y_true - y_pred)))
            """,
            """
            def binary_cross_entropy_gradient(y_true, y_pred):
                return 1 / (1 - y_true - y_pred) / y_pred.size
            """,
        ),
        code(
            """
            import math
            def binary_cross_entropy(y_true, y_pred):
                losses = []
                for y, p in zip(y_true.ravel(), y_pred.ravel()):
                    losses.append(-math.log(p) if y else -math.log(1 - p))
                return sum(losses) / len(losses)
            """,
            """
            def binary_cross_entropy_gradient(y_true, y_pred):
                grad = np.zeros_like(y_pred)
                for place in np.ndindex(grad.shape):
                    y, p = y_true[place], y_pred[place]
                    grad[place] = (p - y) / (p * (1 - p)) / grad.size
                return grad
            """,
        ),
        code(
            """
            def binary_cross_entropy(y_true, y_pred):
                ones, zeros = y_pred[y_true == 1], y_pred[y_true == 0]
                return (np.sum(np.log(1 / ones)) + np.sum(np.log(1 / (1 - zeros)))) / y_true.size
            """,
            """
            def binary_cross_entropy_gradient(y_true, y_pred):
                return -(y_true / y_pred - (1 - y_true) / (1 - y_pred)) / np.size(y_true)
            """,
        ),
    ),
    conventions=("natural logarithm", "over all entries", "strictly between 0 and 1"),
    hints=(
        "Write the two cases down first: what does a sample with y = 1 cost, and what one with y = 0? "
        "In the formula, the factors y and 1 - y switch one of the two terms off.",
        "y = [1, 0], p = [0.8, 0.4]: the costs are -ln 0.8 = 0.2231 and -ln 0.6 = 0.5108, the mean 0.3670. "
        "The gradient is [-1/0.8, 1/0.6] / 2 = [-0.625, 0.8333].",
    ),
)

SLIP_BRACKETS = find_the_slip(
    "slip-brackets",
    "Find the slip: binary cross-entropy",
    "slip_brackets",
    wrong="a",
    right={
        "b": "y is 1 for what happened and 0 for what did not, so only one of the two terms is left.",
        "c": "ln 2 = -ln(1/2), and both 1/2 and 1 - 1/2 are 1/2.",
        "d": "the two terms only change places.",
    },
    hints=(
        "Try the statements with a sample of your own: y = 0 and p = 0.9, say. A loss is never negative.",
        "How far does a minus sign reach, if there are no brackets?",
    ),
)

EXERCISES = (PROBABILITIES, SLIP_BRACKETS)
