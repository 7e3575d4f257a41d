"""The same unit as a logistic and as a support vector machine classifier."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from autograder.exercises.perceptron.logistic_mistakes import MISTAKES, RIGHT_LABEL, RIGHT_OUTPUT
from autograder.exercises.perceptron.unit import ON_THE_LINE, batch
from source_lib import linear_classifiers

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
    mistakes=MISTAKES,
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
        Mistake(
            "labels-ignored",
            "The labels play no part in yours. Multiply the score by t, which is -1 or +1.",
            HINGE_HEAD + "return np.mean(np.maximum(0, 1 - perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "minimum",
            "`np.minimum` keeps what is *below* 0. The hinge keeps what is above.",
            HINGE_HEAD
            + "return np.mean(np.minimum(0, 1 - (2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "other-side-of-the-margin",
            "Yours costs where t z is *more* than 1. Look at the two signs: it is 1 minus t z.",
            HINGE_HEAD
            + "return np.mean(np.maximum(0, (2 * y_true - 1) * perceptron_score(X, weights, bias) - 1))",
        ),
        Mistake(
            "absolute-value",
            "Yours costs beyond the margin as well. There the loss is 0: cut off, and do not take the "
            "absolute value.",
            HINGE_HEAD + "return np.mean(np.abs(1 - (2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "pythons-max",
            "Neither `if` nor Python's `max` can decide for a whole array. `np.maximum` compares entry by entry.",
            HINGE_HEAD + "return np.mean(max(0, 1 - (2 * y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "labels-below-zero",
            "Your labels are -1 and 0. Twice the label, minus 1, makes -1 and +1 of 0 and 1.",
            HINGE_HEAD
            + "return np.mean(np.maximum(0, 1 - (y_true - 1) * perceptron_score(X, weights, bias)))",
        ),
        Mistake(
            "mean-of-the-losers",
            "You took the mean over those samples alone that cost something. The others count too, with 0.",
            """
            def svm_neuron_loss(X, y_true, weights, bias):
                losses = np.maximum(0, 1 - (2 * y_true - 1) * perceptron_score(X, weights, bias))
                return np.mean(losses[losses > 0])
            """,
        ),
        Mistake(
            "labels-changed",
            "Your function writes -1 into the caller's labels. Make a new array: `2 * y_true - 1`, for "
            "example.",
            """
            def svm_neuron_loss(X, y_true, weights, bias):
                y_true[y_true == 0] = -1
                return np.mean(np.maximum(0, 1 - y_true * perceptron_score(X, weights, bias)))
            """,
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
