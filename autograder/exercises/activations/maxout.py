"""Maxout, forward: a unit that learns its own activation function."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.maxout import maxout

ABSOLUTE = {
    # One feature, one unit, two pieces x and -x: nearly the absolute value, and low enough to be negative.
    "X": np.array([[2.0], [-3.0], [0.5]]),
    "weights": np.array([[[1.0]], [[-1.0]]]),
    "biases": np.array([[-5.0], [-4.75]]),
}


TWO_SAMPLES = ABSOLUTE | {"X": np.array([[1.0], [-4.0]])}  # as many samples as pieces


def layer(samples, pieces, features, units):
    """Return a draw of a Maxout layer and a batch for it."""
    return lambda rng: {
        "X": rng.normal(scale=2, size=(samples, features)),
        "weights": rng.normal(size=(pieces, features, units)),
        "biases": rng.normal(scale=3, size=(pieces, units)),
    }


CALL = "maxout(X, weights, biases)"

FORWARD = Exercise(
    id="maxout",
    title="Maxout, forward",
    reference={"maxout": maxout},
    parts=(
        Part("the output", f"{CALL}[0]", layer(5, 3, 2, 4), edges=(ABSOLUTE, TWO_SAMPLES)),
        Part("which piece won", f"{CALL}[1]", layer(5, 3, 2, 4), edges=(ABSOLUTE, TWO_SAMPLES)),
    ),
    mistakes=(
        Mistake(
            "winner-without-biases",
            "Your winner is chosen without the biases of the pieces: they decide, too.",
            """
            def maxout(X, weights, biases):
                return (X @ weights + biases[:, None, :]).max(axis=0), (X @ weights).argmax(axis=0)
            """,
        ),
        Mistake(
            "biases-after",
            "Each piece has its own bias: add it before you look for the largest piece.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights
                return pieces.max(axis=0) + biases.max(axis=0), pieces.argmax(axis=0)
            """,
        ),
        Mistake(
            "biases-across-samples",
            "The biases do not line up with the pieces: `X @ weights` has the shape (k, samples, units), and "
            "`biases`, of shape (k, units), is laid along the samples. Give it an axis for the samples, "
            "and add it to the pieces before the largest is taken.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases
                return pieces.max(axis=0), pieces.argmax(axis=0)
            """,
        ),
        Mistake(
            "counted-from-one",
            "Pieces are counted from 0: the first one is piece 0.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return pieces.max(axis=0), pieces.argmax(axis=0) + 1
            """,
        ),
        Mistake(
            "swapped",
            "The two results are in the wrong order: first the output, then the winner.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return pieces.argmax(axis=0), pieces.max(axis=0)
            """,
        ),
        Mistake(
            "no-biases",
            "The biases are missing.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights
                return pieces.max(axis=0), pieces.argmax(axis=0)
            """,
        ),
        Mistake(
            "only-output",
            "Two things are to be returned, `return output, winner`; yours returns the output alone.",
            """
            def maxout(X, weights, biases):
                return (X @ weights + biases[:, None, :]).max(axis=0)
            """,
        ),
        Mistake(
            "largest-unit",
            "You compared the units of one piece. The pieces of one unit compete: they lie along axis 0.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return pieces.max(axis=-1), pieces.argmax(axis=-1)
            """,
        ),
        Mistake(
            "largest-sample",
            "You compared the samples of the batch. Each sample is on its own; the pieces lie along axis 0.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return pieces.max(axis=1), pieces.argmax(axis=1)
            """,
        ),
        Mistake(
            "mean",
            "The pieces compete; they are not averaged.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return pieces.mean(axis=0), pieces.argmax(axis=0)
            """,
        ),
        Mistake(
            "smallest",
            "The smallest piece wins in yours; it must be the largest.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return pieces.min(axis=0), pieces.argmin(axis=0)
            """,
        ),
        Mistake(
            "relu-after",
            "Maxout *is* the activation function: no ReLU follows, and the output may be negative.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return np.maximum(pieces.max(axis=0), 0), pieces.argmax(axis=0)
            """,
        ),
        Mistake(
            "largest-of-all",
            "This is the one largest number of all. Each sample and each unit has a largest piece: look "
            "along axis 0.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return np.max(pieces), np.argmax(pieces)
            """,
        ),
        Mistake(
            "pythons-max",
            "Python's `max` cannot compare whole arrays. Put the pieces into one array and look along its"
            " axis 0.",
            """
            def maxout(X, weights, biases):
                pieces = [X @ w + b for w, b in zip(weights, biases)]
                return max(pieces), pieces.index(max(pieces))
            """,
        ),
        Mistake(
            "pieces-added",
            "The pieces compete; they are not added up.",
            """
            def maxout(X, weights, biases):
                pieces = X @ weights + biases[:, None, :]
                return pieces.sum(axis=0), pieces.argmax(axis=0)
            """,
        ),
    ),
    alternatives=(
        """
        def maxout(X, weights, biases):
            pieces = X @ weights + biases[:, None, :]
            return pieces.max(axis=0), pieces.argmax(axis=0)
        """,
        """
        def maxout(X, weights, biases):
            pieces = np.stack([X @ W + b for W, b in zip(weights, biases)])
            winner = np.argmax(pieces, axis=0)
            return np.take_along_axis(pieces, winner[np.newaxis], axis=0)[0], winner
        """,
        """
        def maxout(X, weights, biases):
            pieces = np.einsum("nf,kfu->nuk", X, weights) + biases.T
            return [np.max(pieces, axis=2), np.argmax(pieces, axis=2)]
        """,
        """
        def maxout(X, weights, biases):
            output = X @ weights[0] + biases[0]
            winner = np.zeros(output.shape)
            for k in range(1, len(weights)):
                piece = X @ weights[k] + biases[k]
                winner[piece > output] = k
                output = np.maximum(output, piece)
            return output, winner
        """,
    ),
    conventions=("returns `output, winner`",),
    hints=(
        "Each piece is a linear layer with weights and biases of its own. Compute the pieces, put them into one array, "
        "and look along the axis on which they lie side by side. `max` gives the largest, `argmax` its number.",
        "One feature, pieces 1 · x + 0 and -1 · x + 0. At x = -3 they are -3 and 3: output 3, winner 1.",
        "`X @ weights` does all pieces at once: shape (k, samples, units). "
        "To add the biases, give them an axis of length 1 for the samples: `biases[:, np.newaxis, :]`.",
    ),
)

EXERCISES = (FORWARD,)
