"""The same unit as a logistic and as a support vector machine classifier."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from autograder.exercises.perceptron.unit import ON_THE_LINE, batch
from source_lib import linear_classifiers

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


LOGISTIC = Exercise(
    id="logistic-neuron",
    title="A neuron that gives a probability",
    reference={
        "logistic_neuron": linear_classifiers.logistic_neuron,
        "logistic_predict": linear_classifiers.logistic_neuron_predict,
    },
    needs=("perceptron_score", "perceptron_predict"),
    parts=(
        Part("the probability", "logistic_neuron(X, weights, bias)", batch(5, 3), edges=(ON_THE_LINE,)),
        Part("the label", "logistic_predict(X, weights, bias)", batch(6, 2), edges=(ON_THE_LINE,)),
    ),
    mistakes=(
        Mistake(
            "sign",
            "The exponent has the wrong sign: yours is small where the score is large.",
            output("1 / (1 + np.exp(perceptron_score(X, weights, bias)))"),
        ),
        Mistake(
            "above-zero",
            "A probability is always above 0. The border is 0.5.",
            label("np.where(logistic_neuron(X, weights, bias) > 0, 1, 0)"),
        ),
        Mistake(
            "brackets",
            "A pair of brackets is missing: `1 / 1 + ...` divides first.",
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
    ),
    alternatives=(
        code(RIGHT_OUTPUT, RIGHT_LABEL),
        """
        def logistic_neuron(X, weights, bias):
            z = X @ weights + bias
            return np.exp(z) / (np.exp(z) + 1)

        def logistic_predict(X, weights, bias):
            return np.round(logistic_neuron(X, weights, bias))
        """,
        """
        def logistic_neuron(X, weights, bias):
            return (1 + np.tanh(perceptron_score(X, weights, bias) / 2)) / 2

        def logistic_predict(X, weights, bias):
            return (perceptron_score(X, weights, bias) > 0).astype(int)
        """,
        """
        def logistic_neuron(X, weights, bias):
            return np.array([1 / (1 + np.e ** -(x @ weights + bias)) for x in X])

        def logistic_predict(X, weights, bias):
            labels = []
            for p in logistic_neuron(X, weights, bias):
                labels.append(1 if p > 0.5 else 0)
            return np.array(labels)
        """,
    ),
    conventions=("1 / (1 + np.exp(-z))", "more than 0.5"),
    hints=(
        "The score z first, by your `perceptron_score`; then the formula. Mind the brackets below the line.",
        "z = 0 gives 1 / (1 + 1) = 0.5: label 0. z = 2 gives 1 / (1 + 0.1353) = 0.8808: label 1.",
    ),
    equivalent=(
        Equivalent(
            "line 8: `np.where(logistic_neuron(X, weights, bias) > 0.5, 1, 0)` "
            "-> `np.where(1, logistic_neuron(X, weights, bias) > 0.5, 0)`",
            "The truth values stand where the numbers 1 stood, and NumPy makes numbers of them beside the 0.",
        ),
    ),
)


def mean_hinge(X, y_true, weights, bias):
    """Return the loss alone."""
    return linear_classifiers.svm_neuron_loss(X, y_true, weights, bias)[0]


def labelled(samples, features):
    """Return a draw of a labelled batch in which some margins are wide, some narrow and some negative."""

    def draw(rng):
        y_true = rng.permutation(np.arange(samples) % 3 > 0).astype(int)
        return batch(samples, features)(rng) | {"y_true": y_true}

    return draw


HINGE_CALL = "svm_neuron_loss(X, y_true, weights, bias)"
HINGE_HEAD = "def svm_neuron_loss(X, y_true, weights, bias): "
SVM = Exercise(
    id="svm-neuron",
    title="A neuron with a margin",
    reference={"svm_neuron_loss": mean_hinge},
    needs=("perceptron_score", "perceptron_predict"),
    parts=(
        Part(
            "inside, outside and beyond the margin",
            HINGE_CALL,
            labelled(7, 3),
            edges=(
                {
                    "X": np.array([[3.0], [0.5], [-2.0], [-0.25], [1.5]]),
                    "y_true": np.array([1, 1, 1, 0, 0]),
                    "weights": np.array([1.0]),
                    "bias": 0.0,
                },
            ),
        ),
        Part(
            "every margin is wide enough",
            HINGE_CALL,
            edges=(
                {
                    "X": np.array([[2.0, 0.0], [-1.0, -1.0], [0.0, 1.5]]),
                    "y_true": np.array([1, 0, 1]),
                    "weights": np.array([1.0, 1.0]),
                    "bias": 0.25,
                },
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "labels-zero-one",
            "With the label 0, the product vanishes whatever the score is. Turn the labels 0 and 1 into -1 and +1.",
            HINGE_HEAD + "return np.mean(np.maximum(0, 1 - y_true * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "sum",
            "You added the losses up. In this course a loss is the mean over the batch.",
            HINGE_HEAD
            + "return np.sum(np.maximum(0, 1 - (2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "no-margin",
            "Yours asks only for the right side. The hinge asks for a margin of 1 as well.",
            HINGE_HEAD
            + "return np.mean(np.maximum(0, -(2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "cut-off-after-the-mean",
            "You took the mean first, so that good samples pay for bad ones. Cut off each sample's own loss at 0.",
            HINGE_HEAD + "return max(0, np.mean(1 - (2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "not-cut-off",
            "A sample beyond the margin costs 0 and never less: cut off negative values.",
            HINGE_HEAD + "return np.mean(1 - (2 * y_true - 1) * perceptron_score(X, weights, bias))",
        ),
        Mistake(
            "sign",
            "The wrong way round: yours punishes samples on the right side.",
            HINGE_HEAD
            + "return np.mean(np.maximum(0, 1 + (2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "each-sample",
            "These are the losses of the samples. One number is asked for: their mean.",
            HINGE_HEAD + "return np.maximum(0, 1 - (2 * y_true - 1) * perceptron_score(X, weights, bias))",
        ),
        Mistake(
            "of-the-decision",
            "You put the decision into the formula. The hinge needs the score, so that *how far* counts.",
            HINGE_HEAD + "return np.mean(np.maximum(0, 1 - (2 * y_true - 1) * "
            "np.where(perceptron_score(X, weights, bias) >= 0, 1, -1)))",
        ),
        Mistake(
            "of-the-label",
            "You put the prediction, 0 or 1, in the place of the score. The hinge needs the score: *how far* counts.",
            HINGE_HEAD
            + "return np.mean(np.maximum(0, 1 - (2 * y_true - 1) * perceptron_predict(X, weights, bias)))",
        ),
        Mistake(
            "squared",
            "The hinge is not squared.",
            HINGE_HEAD
            + "return np.mean(np.maximum(0, 1 - (2 * y_true - 1) * perceptron_score(X, weights, bias)) ** 2)",
        ),
        Mistake(
            "no-bias",
            "The bias is missing from the score.",
            HINGE_HEAD + "return np.mean(np.maximum(0, 1 - (2 * y_true - 1) * (X @ weights)))",
        ),
    ),
    alternatives=(
        HINGE_HEAD
        + "return np.mean(np.maximum(0, 1 - (2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        """
        def svm_neuron_loss(X, y_true, weights, bias):
            t = np.where(y_true == 1, 1.0, -1.0)
            return np.clip(1 - t * (X @ weights + bias), 0, None).mean()
        """,
        """
        def svm_neuron_loss(X, y_true, weights, bias):
            total = 0
            for x, y in zip(X, y_true):
                z = x @ weights + bias
                total += max(0, 1 - z) if y == 1 else max(0, 1 + z)
            return total / len(X)
        """,
        """
        def svm_neuron_loss(X, y_true, weights, bias):
            z = perceptron_score(X, weights, bias)
            shortfall = np.where(y_true, 1 - z, 1 + z)
            return shortfall[shortfall > 0].sum() / z.size
        """,
    ),
    conventions=("the mean over the batch", "t = 2 * y - 1", "np.maximum(0, 1 - t * z)"),
    hints=(
        "Three steps: scores; labels -1 and +1 by `2 * y_true - 1`; then `np.maximum(0, ...)` and the mean.",
        "Scores [2, 0.5, -1] with the labels [1, 1, 0]: t is [1, 1, -1], t z is [2, 0.5, 1], "
        "the losses are [0, 0.5, 0], and their mean is 0.1667.",
    ),
)

EXERCISES = (LOGISTIC, SVM)
