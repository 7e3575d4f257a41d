"""Epochs until nothing is wrong, or until patience ends."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.perceptron.learning import eighths
from source_lib.perceptron import perceptron_fit

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
XOR_LABELS, AND_LABELS = np.array([0, 1, 1, 0]), np.array([0, 0, 0, 1])


def train(X, y_true, learning_rate=1.0, max_epochs=100):
    """Train with source_lib's perceptron."""
    fit = perceptron_fit(X, y_true, learning_rate=learning_rate, epochs=max_epochs)
    return fit.weights, fit.bias, fit.mistakes


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
THE_REST = (
    "    history.append(mistakes)",
    "    if mistakes == 0:",
    "        break",
    "return weights, bias, history",
)
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
                *THE_REST,
            ),
        ),
        Mistake(
            "starts-at-one",
            "Your weights begin at 1. The text says zero.",
            trainer(
                "weights = np.ones(X.shape[1])",
                "for _ in range(max_epochs):",
                AN_EPOCH,
                *THE_REST,
            ),
        ),
        Mistake(
            "bias-starts-at-one",
            "Your bias begins at 1. The text says zero.",
            trainer(
                "bias = 1.0",
                "for _ in range(max_epochs):",
                AN_EPOCH,
                *THE_REST,
            ),
        ),
        Mistake(
            "limit-ignored",
            "Yours always runs up to 100 epochs. Use `max_epochs`.",
            trainer(
                "for _ in range(100):",
                AN_EPOCH,
                *THE_REST,
            ),
        ),
        Mistake(
            "one-mistake-is-enough",
            "Yours stops at an epoch with a single mistake. Stop when there is none.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    history.append(mistakes)",
                "    if mistakes <= 1:",
                "        break",
                "return weights, bias, history",
            ),
        ),
        Mistake(
            "labels-minus-one",
            "You turned the label 0 into -1. `perceptron_epoch` compares labels with predictions, which are 0 and 1: "
            "a sample of the label -1 would never be right.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH.replace("y_true", "2 * y_true - 1"),
                *THE_REST,
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
            "total-for-history",
            "You return the total of the mistakes. A list is asked for: append the count of each epoch to it.",
            trainer(
                "total = 0",
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    total += mistakes",
                "    if mistakes == 0:",
                "        break",
                "return weights, bias, total",
            ),
        ),
        Mistake(
            "no-return",
            "Yours does not return anything: it ends without `return weights, bias, history`.",
            trainer(
                "for _ in range(max_epochs):",
                AN_EPOCH,
                "    history.append(mistakes)",
                "    if mistakes == 0:",
                "        break",
            ),
        ),
        Mistake(
            "one-too-many",
            "One epoch too many at the limit: after `max_epochs` of them stop, whatever the mistakes are.",
            trainer(
                "for _ in range(max_epochs + 1):",
                AN_EPOCH,
                *THE_REST,
            ),
        ),
        Mistake(
            "one-too-few",
            "One epoch is missing at the limit: `max_epochs` of them are allowed.",
            trainer(
                "for _ in range(1, max_epochs):",
                AN_EPOCH,
                *THE_REST,
            ),
        ),
        Mistake(
            "rate-ignored",
            "The learning rate is not handed on: your epochs use another one.",
            trainer(
                "for _ in range(max_epochs):",
                "    weights, bias, mistakes = perceptron_epoch(X, y_true, weights, bias, 1.0)",
                *THE_REST,
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

EXERCISES = (TRAIN,)
