"""Epochs until nothing is wrong, or until patience ends."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.perceptron.learning import eighths
from autograder.exercises.perceptron.training_mistakes import AN_EPOCH, MISTAKES, trainer
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
    mistakes=MISTAKES,
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
