"""From one step to a whole training: an epoch, and epochs until nothing is wrong."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
from autograder.exercises.perceptron.learning import eighths
from autograder.exercises.perceptron.unit import predict
from source_lib.perceptron import perceptron_fit

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_LABELS, AND_LABELS = np.array([0, 1, 1, 0]), np.array([0, 0, 0, 1])


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


def train(X, y_true, learning_rate=1.0, max_epochs=100):
    """Train with source_lib's perceptron."""
    fit = perceptron_fit(X, y_true, learning_rate=learning_rate, epochs=max_epochs)
    return fit.weights, fit.bias, fit.mistakes


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
            "`return` stands inside the loop, so the epoch ends with the first sample. Move it to the left.",
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
            "The update is computed, but its result is not kept: write `weights, bias = perceptron_update(...)`.",
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


def runs(separable, epochs):
    """Return a draw of five samples whose training takes so many epochs, or never ends."""

    def draw(rng):
        while True:
            X, y_true = eighths(rng, (5, 2)), rng.permutation([0, 1, 0, 1, 1])
            weights, _, mistakes = train(X, y_true, 1.0, 30)
            ended = mistakes[-1] == 0
            if ended == separable and (not ended or len(mistakes) in epochs) and weights.any():
                if not ended and train(X, y_true, 1.0, 500)[2][-1] == 0:
                    continue
                rate = float(rng.choice([0.25, 0.5]))
                limit = 30 if ended else int(rng.integers(4, 7))
                return {"X": X, "y_true": y_true, "learning_rate": rate, "max_epochs": limit}

    return draw


TRAIN_CALL = "perceptron_train(X, y_true, learning_rate, max_epochs)"
TRAIN_HEAD = "def perceptron_train(X, y_true, learning_rate=1.0, max_epochs=100):"


def trainer(*lines):
    """Return the source of a trainer that begins at zero and keeps a history."""
    start = [TRAIN_HEAD, "    weights, bias, history = np.zeros(X.shape[1]), 0.0, []"]
    return "\n".join(start + ["    " + line for line in lines]) + "\n"


AN_EPOCH = "    weights, bias, mistakes = perceptron_epoch(X, y_true, weights, bias, learning_rate)"
TRAIN = Exercise(
    id="perceptron-train",
    title="Training",
    reference={"perceptron_train": train},
    needs=("perceptron_epoch",),
    parts=(
        Part("separable: the weights and the bias", TRAIN_CALL + "[:2]", runs(True, (3, 4, 5, 6)), points=2),
        Part("separable: mistakes in each epoch", f"np.array({TRAIN_CALL}[2])", runs(True, (3, 4, 5, 6))),
        Part("not separable: stop all the same", f"np.array({TRAIN_CALL}[2])", runs(False, ()), drawn=2),
        Part(
            "by default, the learning rate is 1",
            "perceptron_train(X, y_true)[:2]",
            edges=({"X": CORNERS, "y_true": AND_LABELS},),
        ),
        Part(
            "by default, at most 100 epochs are run",
            "len(perceptron_train(X, y_true)[2])",
            edges=({"X": CORNERS, "y_true": XOR_LABELS},),
        ),
    ),
    mistakes=(
        Mistake(
            "never-stops",
            "Yours goes on after an epoch without a mistake. Nothing changes any more then: stop.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    history.append(mistakes)",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "zero-not-recorded",
            "The last epoch, the one without a mistake, belongs to the history too: append first, then stop.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    if mistakes == 0:",
                "        break",
                "    history.append(mistakes)",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "starts-over",
            "Your weights begin at zero again in every epoch. Set them to zero once, before the loop.",
            trainer(
                "for _ in range(max_epochs):",
                "    weights, bias = np.zeros(X.shape[1]), 0.0",
                AN_EPOCH,
                "    history.append(mistakes)",
                "    if mistakes == 0:",
                "        break",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "starts-at-one",
            "Your weights begin at 1. The text says zero.",
            trainer(
                "weights = np.ones(X.shape[1])",
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    history.append(mistakes)",
                "    if mistakes == 0:",
                "        break",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "one-epoch",
            "Yours ends after the first epoch: look at where `return` or `break` stands.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    history.append(mistakes)",
                "    return weights, bias, history",
            ),
        ),
        Mistake(
            "last-count-only",
            "Only the last count is returned. Keep a list, and append the count of every epoch.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    if mistakes == 0:",
                "        break",
                "return weights, bias, mistakes",
            ),
        ),
        Mistake(
            "total",
            "Your history adds up: each entry holds all mistakes so far. Each epoch has a count of its own.",
            trainer(
                "total = 0",
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    total += mistakes",
                "    history.append(total)",
                "    if mistakes == 0:",
                "        break",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "one-too-few",
            "One epoch is missing at the limit: `max_epochs` of them are allowed.",
            trainer(
                "for _ in range(1, max_epochs):",
                AN_EPOCH,
                "    history.append(mistakes)",
                "    if mistakes == 0:",
                "        break",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "rate-ignored",
            "The learning rate is not handed on: your epochs use another one.",
            trainer(
                "for _ in range(max_epochs):",
                "    weights, bias, mistakes = perceptron_epoch(X, y_true, weights, bias, 1.0)",
                "    history.append(mistakes)",
                "    if mistakes == 0:",
                "        break",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "stops-when-not-better",
            "Yours stops as soon as an epoch is not better than the one before. "
            "The count may go up and down on its way to 0: stop only at 0.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    history.append(mistakes)",
                "    if mistakes == 0 or len(history) > 1 and history[-1] >= history[-2]:",
                "        break",
                "return weights, bias, history",
            ),
        ),
    ),
    alternatives=(
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes)",
            "    if mistakes == 0:",
            "        break",
            "return weights, bias, history",
        ),
        trainer(
            "while len(history) < max_epochs and 0 not in history:",
            AN_EPOCH,
            "    history += [mistakes]",
            "return weights, bias, np.array(history)",
        ),
        """
        def perceptron_train(X, y_true, learning_rate=1.0, max_epochs=100):
            samples, features = X.shape
            theta, history = np.zeros(features + 1), []
            for epoch in range(max_epochs):
                wrong = 0
                for i in range(samples):
                    x = np.append(X[i], 1)
                    error = y_true[i] - int(theta @ x >= 0)
                    theta = theta + learning_rate * error * x
                    wrong += abs(error)
                history.append(wrong)
                if wrong == 0:
                    return theta[:-1], theta[-1], history
            return theta[:-1], theta[-1], history
        """,
        code(
            """
            def perceptron_train(X, y_true, learning_rate=1.0, max_epochs=100):
                def go_on(weights, bias, history):
                    if len(history) == max_epochs or history[-1:] == [0]:
                        return weights, bias, history
                    weights, bias, mistakes = perceptron_epoch(X, y_true, weights, bias, learning_rate=learning_rate)
                    return go_on(weights, bias, history + [mistakes])

                return go_on(np.zeros(X.shape[1]), 0.0, [])
            """
        ),
    ),
    conventions=(
        "returns `weights, bias, history`",
        "Begin with all weights and the bias at zero",
        "after the first epoch without a mistake",
    ),
    hints=(
        "Before the loop: weights of zeros, bias 0, an empty list. In the loop: one epoch, append its mistakes, "
        "and `break` if there were none. After the loop: return.",
        "An epoch with 2 mistakes, then one with 1, then one with 0: the history is [2, 1, 0], "
        "and no fourth epoch is run.",
    ),
)

EXERCISES = (EPOCH, TRAIN)
