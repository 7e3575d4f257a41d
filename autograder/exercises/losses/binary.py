"""Binary cross-entropy, from probabilities and from logits."""

import numpy as np

from autograder.exercises.declaration import Close, Exercise, Mistake, Part, code
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
VALUE = """
def binary_cross_entropy(y_true, y_pred):
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))
"""
SLOPE = """
def binary_cross_entropy_gradient(y_true, y_pred):
    return (y_pred - y_true) / (y_pred * (1 - y_pred)) / y_pred.size
"""


def value_of(formula):
    """Return a wrong loss of that formula, with the right gradient."""
    return code(f"def binary_cross_entropy(y_true, y_pred): return {formula}", SLOPE)


def slope_of(formula):
    """Return the right loss with a wrong gradient of that formula."""
    return code(VALUE, f"def binary_cross_entropy_gradient(y_true, y_pred): return {formula}")


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
    mistakes=(
        Mistake(
            "brackets",
            "The minus sign belongs to both terms: put brackets around their sum.",
            value_of("np.mean(-y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))"),
        ),
        Mistake(
            "negative",
            "Your loss is negative: the logarithm of a number below 1 is. A minus sign is missing.",
            value_of("np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))"),
        ),
        Mistake(
            "ones-only",
            "Whatever you predict for a sample with y = 0 costs nothing in yours: the second term is missing.",
            value_of("-np.mean(y_true * np.log(y_pred))"),
        ),
        Mistake(
            "swapped",
            "The truth and the prediction have changed places: the logarithm is taken of the prediction.",
            value_of("-np.mean(y_pred * np.log(y_true) + (1 - y_pred) * np.log(1 - y_true))"),
        ),
        Mistake(
            "sum",
            "This is the sum over the batch. The mean is asked for.",
            value_of("-np.sum(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))"),
        ),
        Mistake(
            "sum-over-columns",
            "You add up the questions of a row. The mean over all entries is asked for.",
            value_of("-np.sum(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred)) / len(y_pred)"),
        ),
        Mistake(
            "bits",
            "These are bits. Losses use the natural logarithm, because its derivative has no factor.",
            value_of("-np.mean(y_true * np.log2(y_pred) + (1 - y_true) * np.log2(1 - y_pred))"),
        ),
        Mistake(
            "one-minus-outside",
            "For y = 0 the logarithm of 1 - p is needed; 1 - log(p) is something else.",
            value_of("-np.mean(y_true * np.log(y_pred) + (1 - y_true) * (1 - np.log(y_pred)))"),
        ),
        Mistake(
            "what-did-not-happen",
            "This is the price of what did *not* happen: for y = 1 the term with p must stay, else the one "
            "with 1 - p.",
            value_of("-np.mean((1 - y_true) * np.log(y_pred) + y_true * np.log(1 - y_pred))"),
        ),
        Mistake(
            "gradient-uphill",
            "The gradient has the wrong sign: if y = 1, raising p must lower the loss.",
            slope_of("(y_true - y_pred) / (y_pred * (1 - y_pred)) / y_pred.size"),
        ),
        Mistake(
            "gradient-of-logit",
            "(p - y) / n is the gradient with respect to the logit. With respect to the probability itself, "
            "the slope of the logarithm stays.",
            slope_of("(y_pred - y_true) / y_pred.size"),
        ),
        Mistake(
            "gradient-sum",
            "The loss is a mean, so each entry has only a share in it: the gradient must be divided, too.",
            slope_of("(y_pred - y_true) / (y_pred * (1 - y_pred))"),
        ),
        Mistake(
            "gradient-rows",
            "You divide the gradient by the number of rows; the mean is taken over all entries.",
            slope_of("(y_pred - y_true) / (y_pred * (1 - y_pred)) / len(y_pred)"),
        ),
        Mistake(
            "gradient-inner-sign",
            "The derivative of log(1 - p) with respect to p is -1 / (1 - p): the chain rule brings a minus.",
            slope_of("-(y_true / y_pred + (1 - y_true) / (1 - y_pred)) / y_pred.size"),
        ),
        Mistake(
            "loss-as-if-all-ones",
            "Your loss does not look at the truth: where y is 0, the probability of what happened is 1 - p.",
            value_of("-np.mean(np.log(y_pred))"),
        ),
        Mistake(
            "squares",
            "These are squares. The cross-entropy takes the logarithm of the probability of what happened.",
            value_of("np.mean((y_pred - y_true) ** 2)"),
        ),
        Mistake(
            "gradient-zeros-only",
            "The first term has a gradient, too: a sample with y = 1 wants its p raised.",
            slope_of("(1 - y_true) / (1 - y_pred) / y_pred.size"),
        ),
        Mistake(
            "gradient-never-negative",
            "Your gradient is never negative: a sample with y = 1 wants its p raised.",
            slope_of("np.where(y_true == 1, 1 / y_pred, 1 / (1 - y_pred)) / y_pred.size"),
        ),
        Mistake(
            "gradient-half-of-the-denominator",
            "Below the fraction line stands p (1 - p); one of its two factors is missing.",
            slope_of("(y_pred - y_true) / y_pred / y_pred.size"),
        ),
        Mistake(
            "gradient-ones-only",
            "The second term has a gradient, too: a sample with y = 0 wants its p lowered.",
            slope_of("-y_true / y_pred / y_pred.size"),
        ),
        Mistake(
            "gradient-brackets",
            "Dividing by p and multiplying by 1 - p is not dividing by their product: put brackets around it.",
            slope_of("(y_pred - y_true) / y_pred * (1 - y_pred) / y_pred.size"),
        ),
    ),
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
