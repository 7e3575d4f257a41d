"""What newcomers write for a neuron that gives a probability, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

RIGHT_OUTPUT = """
def logistic_neuron(X, weights, bias):
    return 1 / (1 + np.exp(-perceptron_score(X, weights, bias)))
"""
RIGHT_LABEL = """
def logistic_predict(X, weights, bias):
    return np.where(logistic_neuron(X, weights, bias) > 0.5, 1, 0)
"""


def output(formula):
    """Return a wrong probability of that formula, and the right label."""
    return code(f"def logistic_neuron(X, weights, bias): return {formula}", RIGHT_LABEL)


def label(formula):
    """Return the right probability, and a wrong label of that formula."""
    return code(RIGHT_OUTPUT, f"def logistic_predict(X, weights, bias): return {formula}")


MISTAKES = (
    Mistake(
        "sign",
        "The exponent has the wrong sign: yours is small where the score is large.",
        output("1 / (1 + np.exp(perceptron_score(X, weights, bias)))"),
    ),
    Mistake(
        "above-zero",
        "Your labels are all 1. Is the border 0.5, and do your probabilities lie between 0 and 1?",
        label("np.where(logistic_neuron(X, weights, bias) > 0, 1, 0)"),
    ),
    Mistake(
        "brackets",
        "Yours is 1 plus the exponential. The 1 above the line is divided by *all* of that: put brackets around it.",
        output("1 / 1 + np.exp(-perceptron_score(X, weights, bias))"),
    ),
    Mistake(
        "score-above-half",
        "What you compare with 0.5 must be a *probability*, as the formula gives it. The probability is above 0.5 "
        "for every score above 0.",
        label("np.where(perceptron_score(X, weights, bias) > 0.5, 1, 0)"),
    ),
    Mistake(
        "at-half-too",
        "Look at a score of exactly 0. Its probability is exactly 0.5, and the rule here asks for *more* than 0.5.",
        label("np.where(logistic_neuron(X, weights, bias) >= 0.5, 1, 0)"),
    ),
    Mistake(
        "still-a-probability",
        "`logistic_predict` should answer 0 or 1; yours gives the probability.",
        label("logistic_neuron(X, weights, bias)"),
    ),
    Mistake(
        "truth-values",
        "A comparison gives True and False. Turn them into the numbers 1 and 0.",
        label("logistic_neuron(X, weights, bias) > 0.5"),
    ),
    Mistake(
        "of-the-decision",
        "You put the decision, 0 or 1, into the exponent. The probability depends on the *score*.",
        output("1 / (1 + np.exp(-perceptron_predict(X, weights, bias)))"),
    ),
    Mistake(
        "bias-outside",
        "The bias belongs to the score: add it before the logistic function, not after it.",
        output("1 / (1 + np.exp(-(X @ weights))) + bias"),
    ),
    Mistake(
        "bias-forgotten",
        "The bias is missing: the probability is that of the whole score.",
        output("1 / (1 + np.exp(-X @ weights))"),
    ),
    Mistake(
        "bias-keeps-its-sign",
        "The bias counts with the wrong sign: the minus is that of the *whole* score. Put brackets around it.",
        output("1 / (1 + np.exp(-X @ weights + bias))"),
    ),
    Mistake(
        "minus-for-plus",
        "Your sum below the line has a minus. There it is *1 plus* the exponential, so that the "
        "result stays between 0 and 1.",
        output("1 / (1 - np.exp(-perceptron_score(X, weights, bias)))"),
    ),
    Mistake(
        "still-a-score",
        "This is the score, any number. Put it into the formula of the logistic sigmoid: a "
        "probability lies between 0 and 1.",
        output("perceptron_score(X, weights, bias)"),
    ),
    Mistake(
        "decides-already",
        "`logistic_neuron` gives a probability, not yet a decision: no step in it.",
        output("1.0 * perceptron_predict(X, weights, bias)"),
    ),
    Mistake(
        "tanh",
        "This is tanh of the score, which runs from -1 to 1. A probability lies between 0 and 1.",
        output("np.tanh(perceptron_score(X, weights, bias))"),
    ),
    Mistake(
        "scaled-over-the-batch",
        "You divide by a sum over the batch, so that all probabilities add up to 1. Each sample is a "
        "question of its own.",
        output(
            "np.exp(perceptron_score(X, weights, bias)) / np.sum(np.exp(perceptron_score(X, weights, bias)))"
        ),
    ),
    Mistake(
        "label-upside-down",
        "`logistic_predict` is upside down: a probability of *more* than 0.5 means class 1.",
        label("np.where(logistic_neuron(X, weights, bias) > 0.5, 0, 1)"),
    ),
    Mistake(
        "signs",
        "Your labels are -1 and 1. Here they are 0 and 1.",
        label("np.where(logistic_neuron(X, weights, bias) > 0.5, 1, -1)"),
    ),
    Mistake(
        "one-decision",
        "`if` decides once, but a batch has many probabilities. Compare the whole array, or use `np.where`.",
        label("1 if logistic_neuron(X, weights, bias) > 0.5 else 0"),
    ),
    Mistake(
        "integers",
        "Your label is 0 for a probability such as 0.9, too. Compare with 0.5. (`astype(int)` cuts off whatever stands "
        "behind the point.)",
        label("logistic_neuron(X, weights, bias).astype(int)"),
    ),
)
