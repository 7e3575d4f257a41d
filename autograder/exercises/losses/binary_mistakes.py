"""What newcomers write for binary cross-entropy, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

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


MISTAKES = (
    Mistake(
        "brackets",
        "The minus sign belongs to both terms alike: yours takes the one with a minus and the other with a plus.",
        value_of("np.mean(-y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))"),
    ),
    Mistake(
        "negative",
        "Your loss is negative. The logarithm of a number below 1 is negative, and *one* minus sign turns it round.",
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
    Mistake(
        "each-sample",
        "These are the losses of the samples. One number is asked for: their mean.",
        value_of("-(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))"),
    ),
    Mistake(
        "one-loss-a-column",
        "You get one number for each column. The mean over all entries is a single number.",
        value_of("-np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred), axis=0)"),
    ),
    Mistake(
        "factor-without-brackets",
        "The second factor is the whole of 1 - y: put brackets around it.",
        value_of("-np.mean(y_true * np.log(y_pred) + 1 - y_true * np.log(1 - y_pred))"),
    ),
    Mistake(
        "one-decision",
        "`if` decides once, but there are many samples. Use `np.where`, or the formula with both factors.",
        value_of("-np.log(y_pred) if y_true == 1 else -np.log(1 - y_pred)"),
    ),
    Mistake(
        "zeros-only",
        "Whatever you predict for a sample with y = 1 costs nothing in yours: the first term is missing.",
        value_of("-np.mean((1 - y_true) * np.log(1 - y_pred))"),
    ),
    Mistake(
        "logarithm-of-the-mean",
        "First the logarithm of each probability, then the mean: yours does it the other way round.",
        value_of("-np.log(np.mean(y_true * y_pred + (1 - y_true) * (1 - y_pred)))"),
    ),
    Mistake(
        "gradient-one-number",
        "The gradient has an entry for each probability, so it has the shape of `y_pred`.",
        slope_of("np.mean((y_pred - y_true) / (y_pred * (1 - y_pred)))"),
    ),
    Mistake(
        "gradient-as-if-all-ones",
        "Your gradient does not look at the truth: a sample with y = 0 wants its p lowered.",
        slope_of("-1 / y_pred / y_pred.size"),
    ),
    Mistake(
        "gradient-other-half-of-the-denominator",
        "Below the fraction line stands p (1 - p); one of its two factors is missing.",
        slope_of("(y_pred - y_true) / (1 - y_pred) / y_pred.size"),
    ),
    Mistake(
        "gradient-multiplied",
        "p (1 - p) stands *below* the fraction line. (It is the sigmoid's slope that multiplies by it.)",
        slope_of("(y_pred - y_true) * y_pred * (1 - y_pred) / y_pred.size"),
    ),
)
