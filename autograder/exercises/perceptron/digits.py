"""A perceptron that reads: one of two handwritten digits."""

import numpy as np

from autograder.exercises.declaration import AtLeast, Exercise, Mistake, Part
from autograder.exercises.perceptron.training import train
from nnlab.datasets import load_digits

PAIRS = ((6, 7), (7, 6), (2, 6), (6, 4), (3, 6))
GOOD = 0.85


def detector(X, digits, digit):
    """Train source_lib's perceptron to say whether an image is the digit."""
    return train(X, (np.asarray(digits) == digit).astype(int), 1.0, 50)[:2]


def drawn_images(rng):
    """Return 24 training and 24 other images of two digits, the darkness in whole numbers from 0 to 16."""
    digit, other = PAIRS[rng.integers(len(PAIRS))]
    drawn = {"digit": digit}
    for part, suffix in (("train", ""), ("test", "_new")):
        X, digits = load_digits(part)
        of_each = [rng.permutation(np.flatnonzero(digits == kind))[:12] for kind in (digit, other)]
        rows = rng.permutation(np.concatenate(of_each))
        drawn |= {"X" + suffix: np.round(16 * X[rows]).astype(int), "digits" + suffix: digits[rows]}
    return drawn


def two_digits(rng):
    """Return images with which the reference does so well that no right answer comes near the threshold."""
    while True:
        drawn = drawn_images(rng)
        weights, bias = detector(drawn["X"] / 16, drawn["digits"], drawn["digit"])
        said = drawn["X_new"] / 16 @ weights + bias >= 0
        if np.mean(said == (drawn["digits_new"] == drawn["digit"])) >= 0.95:
            return drawn


# The whole numbers are small to store; the images that are handed over are those of the text, from 0 to 1.
ACCURACY = (
    "(lambda weights, bias: np.mean((X_new / 16 @ np.ravel(weights) + np.asarray(bias).item() >= 0)"
    " == (digits_new == digit)))(*answer)"
)
DETECTOR = Exercise(
    id="digit-detector",
    title="A perceptron reads",
    reference={"digit_detector": detector},
    needs=("perceptron_train",),
    parts=(
        Part(
            "two results: the weights and the bias",
            "[np.size(result) for result in digit_detector(X / 16, digits, digit)]",
            drawn_images,
            drawn=1,
        ),
        Part(
            "share of new images that are read correctly",
            "digit_detector(X / 16, digits, digit)",
            two_digits,
            points=2,
            drawn=2,
            compare=AtLeast(),
            score=f"np.minimum({ACCURACY}, {GOOD})",
        ),
    ),
    mistakes=(
        Mistake(
            "other-way-round",
            "Yours is active for the *other* digit. The label is 1 where `digits == digit`.",
            """
            def digit_detector(X, digits, digit):
                weights, bias, _ = perceptron_train(X, (digits != digit).astype(int), 1.0, 50)
                return weights, bias
            """,
        ),
        Mistake(
            "same-for-all",
            "Your detector gives the same answer for every image. Did you train it, and with the labels 0 and 1? "
            "Digits such as 6 and 7 are no labels yet.",
            "def digit_detector(X, digits, digit): return np.zeros(X.shape[1]), 0.0",
        ),
        Mistake(
            "labels-minus-one",
            "The labels must be 1 and 0. Yours are 1 and -1, and a sample of the label -1 is never right for "
            "a unit that says 0 or 1.",
            """
            def digit_detector(X, digits, digit):
                weights, bias = np.zeros(X.shape[1]), 0.0
                for _ in range(100):
                    for x, y in zip(X, 2 * (digits == digit) - 1):
                        error = y - (1 if x @ weights + bias >= 0 else 0)
                        weights, bias = weights + error * x, bias + error
                return weights, bias
            """,
        ),
        Mistake(
            "swapped",
            "The two results are in the wrong order: first the weights, then the bias.",
            """
            def digit_detector(X, digits, digit):
                weights, bias, _ = perceptron_train(X, (digits == digit).astype(int), 1.0, 50)
                return bias, weights
            """,
        ),
        Mistake(
            "two-names-for-three",
            "`perceptron_train` returns three things: the weights, the bias and the history. "
            "Give each of them a name, also the one that you do not need.",
            """
            def digit_detector(X, digits, digit):
                weights, bias = perceptron_train(X, (digits == digit).astype(int))
                return weights, bias
            """,
        ),
        Mistake(
            "weights-only",
            "You return the weights without the bias: `return weights, bias`.",
            """
            def digit_detector(X, digits, digit):
                weights, bias, _ = perceptron_train(X, (digits == digit).astype(int))
                return weights
            """,
        ),
        Mistake(
            "everything-returned",
            "`perceptron_train` returns three things. Return only the first two of them: `weights, bias`.",
            """
            def digit_detector(X, digits, digit):
                return perceptron_train(X, (digits == digit).astype(int), 1.0, 50)
            """,
        ),
    ),
    alternatives=(
        """
        def digit_detector(X, digits, digit):
            weights, bias, _ = perceptron_train(X, (digits == digit).astype(int), 1.0, 50)
            return weights, bias
        """,
        """
        def digit_detector(X, digits, digit):
            labels = np.where(digits == digit, 1, 0)
            weights, bias, history = perceptron_train(X, labels)
            return weights, bias
        """,
        """
        def digit_detector(X, digits, digit):
            yes, no = X[digits == digit].mean(axis=0), X[digits != digit].mean(axis=0)
            return yes - no, -(yes - no) @ (yes + no) / 2
        """,
        """
        def digit_detector(X, digits, digit):
            theta, inputs = np.zeros(X.shape[1] + 1), np.column_stack([X, np.ones(len(X))])
            for _ in range(20):
                for x, y in zip(inputs, digits == digit):
                    theta = theta + (int(y) - int(x @ theta >= 0)) * x
            return theta[:-1], theta[-1]
        """,
        """
        def digit_detector(X, digits, digit):
            signs = 2.0 * (digits == digit) - 1
            inputs = np.column_stack([X, np.ones(len(X))])
            theta = np.linalg.solve(inputs.T @ inputs + 0.2 * np.eye(inputs.shape[1]), inputs.T @ signs)
            return theta[:-1], theta[-1]
        """,
    ),
    conventions=(f"at least {GOOD:.0%}".replace("%", " %"), "returns `weights, bias`"),
    hints=(
        "Two steps: make labels, 1 where the digit is the wanted one and 0 elsewhere, "
        "then let your `perceptron_train` do the work.",
        "`digits == 3` is True where there is a 3; `(digits == 3).astype(int)` makes labels of that. "
        "For digits [3, 8, 8, 3] and digit 3 they are [1, 0, 0, 1].",
    ),
)

EXERCISES = (DETECTOR,)
