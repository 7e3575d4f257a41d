"""One walk through all the samples."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from autograder.exercises.perceptron.learning import eighths
from autograder.exercises.perceptron.unit import predict


def epoch(X, y_true, weights, bias, learning_rate):
    """Go once through all samples by the rule.

    Written out, since a training asks for it hundreds of times; the audit compares trainings that are made of it
    with those of source_lib.
    """
    mistakes = 0
    for x, y in zip(X, y_true, strict=True):
        error = y - int(x @ weights + bias >= 0)
        weights, bias = weights + learning_rate * error * x, bias + learning_rate * error
        mistakes += abs(error)
    return weights, bias, mistakes


def several_mistakes(samples, features):
    """Return a draw of samples in which an epoch makes some mistakes, not all, and the order matters."""

    def draw(rng):
        while True:
            inputs = {
                "X": eighths(rng, (samples, features)),
                "y_true": rng.permutation(np.arange(samples) % 2),
                "weights": eighths(rng, features),
                "bias": float(eighths(rng, None)),
                "learning_rate": 0.5,
            }
            before = predict(inputs["X"], inputs["weights"], inputs["bias"]) != inputs["y_true"]
            weights, bias, mistakes = epoch(**inputs)
            after = predict(inputs["X"], weights, bias) != inputs["y_true"]
            first, right = bool(before[0]), samples - mistakes
            if first and len({before.sum(), after.sum(), mistakes, right, 0, 1}) == 6:
                return inputs

    return draw


EPOCH_CALL = "perceptron_epoch(X, y_true, weights, bias, learning_rate)"
EPOCH = Exercise(
    id="perceptron-epoch",
    title="One epoch",
    reference={"perceptron_epoch": epoch},
    needs=("perceptron_predict", "perceptron_update"),
    parts=(
        Part("the new weights and bias", EPOCH_CALL + "[:2]", several_mistakes(7, 2)),
        Part("the number of mistakes", EPOCH_CALL + "[2]", several_mistakes(8, 3)),
        Part(
            "nothing is wrong",
            EPOCH_CALL,
            edges=(
                {
                    "X": np.array([[2.0, 0.0], [-1.0, 1.0], [0.5, -3.0]]),
                    "y_true": np.array([1, 0, 1]),
                    "weights": np.array([1.0, -0.5]),
                    "bias": 0.25,
                    "learning_rate": 0.5,
                },
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "counted-before-all",
            "You counted the mistakes of the weights with which the epoch began. "
            "The weights change on the way: count each sample when its turn comes.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                mistakes = np.sum(perceptron_predict(X, weights, bias) != y_true)
                for x, y in zip(X, y_true):
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, mistakes
            """,
        ),
        Mistake(
            "old-weights",
            "All samples are judged by the weights of the beginning. Each sample must meet the weights that the "
            "samples before it have left.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                errors = y_true - perceptron_predict(X, weights, bias)
                weights = weights + learning_rate * errors @ X
                return weights, bias + learning_rate * errors.sum(), np.count_nonzero(errors)
            """,
        ),
        Mistake(
            "counted-after",
            "You counted what is wrong after the epoch. Count each sample when its turn comes, before the step.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                for x, y in zip(X, y_true):
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, np.sum(perceptron_predict(X, weights, bias) != y_true)
            """,
        ),
        Mistake(
            "counted-right-ones",
            "You counted the right answers.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                right = 0
                for x, y in zip(X, y_true):
                    right += perceptron_predict(x, weights, bias) == y
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, right
            """,
        ),
        Mistake(
            "returns-too-early",
            "Your epoch ends with its first sample: does a `return` or a `break` stand inside of the loop? "
            "Every sample must have its turn.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                mistakes = 0
                for x, y in zip(X, y_true):
                    mistakes += int(perceptron_predict(x, weights, bias) != y)
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                    return weights, bias, mistakes
            """,
        ),
        Mistake(
            "not-kept",
            "Your epoch ends with the weights with which it began. After a mistake they must change, and the result of the "
            "step must be kept: `weights, bias = perceptron_update(...)`.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                mistakes = 0
                for x, y in zip(X, y_true):
                    mistakes += int(perceptron_predict(x, weights, bias) != y)
                    perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, mistakes
            """,
        ),
        Mistake(
            "not-handed-on",
            "Every step of yours begins with the weights that the epoch was given. "
            "Each sample must meet the weights that the sample before it has left.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                mistakes = 0
                for x, y in zip(X, y_true):
                    mistakes += int(perceptron_predict(x, weights, bias) != y)
                    new_weights, new_bias = perceptron_update(x, y, weights, bias, learning_rate)
                return new_weights, new_bias, mistakes
            """,
        ),
        Mistake(
            "sum-of-errors",
            "You added up the errors. A wrong 1 and a wrong 0 then cancel: +1 and -1. Count them instead.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                total = 0
                for x, y in zip(X, y_true):
                    total += y - perceptron_predict(x, weights, bias)
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, total
            """,
        ),
        Mistake(
            "checked-after-its-step",
            "Each sample is looked at after its own correction. Look at it first, then correct.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                mistakes = 0
                for x, y in zip(X, y_true):
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                    mistakes += int(perceptron_predict(x, weights, bias) != y)
                return weights, bias, mistakes
            """,
        ),
        Mistake(
            "count-starts-over",
            "Your count begins at 0 again with each sample. Set it to 0 once, before the loop.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                for x, y in zip(X, y_true):
                    mistakes = 0
                    if perceptron_predict(x, weights, bias) != y:
                        mistakes += 1
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, mistakes
            """,
        ),
        Mistake(
            "forgets-the-start",
            "Your epoch begins at zero weights. It must go on from the weights and the bias that it is given.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                weights, bias, mistakes = np.zeros(X.shape[1]), 0.0, 0
                for x, y in zip(X, y_true):
                    if perceptron_predict(x, weights, bias) != y:
                        mistakes += 1
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, mistakes
            """,
        ),
        Mistake(
            "share",
            "This is the share of the mistakes. Their number is asked for.",
            """
            def perceptron_epoch(X, y_true, weights, bias, learning_rate):
                mistakes = 0
                for x, y in zip(X, y_true):
                    if perceptron_predict(x, weights, bias) != y:
                        mistakes += 1
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                return weights, bias, mistakes / len(X)
            """,
        ),
    ),
    alternatives=(
        """
        def perceptron_epoch(X, y_true, weights, bias, learning_rate):
            mistakes = 0
            for x, y in zip(X, y_true):
                if perceptron_predict(x, weights, bias) != y:
                    mistakes += 1
                    weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
            return weights, bias, mistakes
        """,
        """
        def perceptron_epoch(X, y_true, weights, bias, learning_rate):
            mistakes = 0
            for i in range(len(X)):
                new_weights, new_bias = perceptron_update(X[i], y_true[i], weights, bias, learning_rate)
                mistakes += int(new_bias != bias)
                weights, bias = new_weights, new_bias
            return weights, bias, mistakes
        """,
        """
        def perceptron_epoch(X, y_true, weights, bias, learning_rate):
            weights, mistakes = weights.copy(), 0
            for x, y in zip(X, y_true):
                error = y - (x @ weights + bias >= 0)
                weights += learning_rate * error * x
                bias += learning_rate * error
                mistakes += abs(error)
            return weights, bias, mistakes
        """,
        """
        def perceptron_epoch(X, y_true, weights, bias, learning_rate):
            wrong = []
            for x, y in zip(X, y_true):
                wrong.append(perceptron_predict(x, weights, bias) != y)
                weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
            return weights, bias, np.sum(wrong)
        """,
    ),
    conventions=(
        "when its turn comes",
        "returns `weights, bias, mistakes`",
        "in the order in which they stand",
    ),
    hints=(
        "A loop: `for x, y in zip(X, y_true):`. In it, first ask `perceptron_predict` and count if it is wrong, "
        "then let `perceptron_update` give you the new weights and bias.",
        "Two samples: the first is wrong and changes the weights. The second is judged by the *new* weights; "
        "suppose that it is right now. Then the epoch has made 1 mistake.",
    ),
    equivalent=(
        Equivalent(
            "line 5: `perceptron_predict(X[i], weights, bias)` -> `perceptron_predict(weights, X[i], bias)`",
            "For a single sample, x · w and w · x are the same number.",
        ),
    ),
)


EXERCISES = (EPOCH,)
