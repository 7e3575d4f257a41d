"""Softmax: from scores to probabilities."""

import numpy as np

from autograder.exercises.activations.softmax_mistakes import MISTAKES
from autograder.exercises.declaration import Exercise, Part
from source_lib.softmax import softmax


def scores(*shape):
    """Return a draw of scores of that shape."""
    return lambda rng: {"z": rng.normal(scale=2, size=shape)}


SQUARE = {"z": np.array([[1.0, 2.0, -1.0], [0.0, 0.5, 3.0], [-2.0, 1.5, 0.25]])}
LARGE = ({"z": np.array([1000.0, 1001.0, -1000.0])}, {"z": np.array([1000.0, -1000.0])})
FAR_APART = {"z": np.array([[1000.0, 999.0, 998.0], [-1000.0, -1001.0, -1002.0]])}

SOFTMAX = Exercise(
    id="softmax",
    title="Softmax",
    reference={"softmax": softmax},
    parts=(
        Part("the scores of one sample", "softmax(z)", scores(5), edges=({"z": np.array([1.0, 2.0, -1.0])},)),
        Part("a batch: each row on its own", "softmax(z)", scores(2, 4), edges=(SQUARE,)),
        Part("a batch of batches", "softmax(z)", scores(2, 3, 4)),
        Part("large scores", "softmax(z)", edges=LARGE),
        Part("rows that lie far apart", "softmax(z)", edges=(FAR_APART,)),
    ),
    mistakes=MISTAKES,
    alternatives=(
        """
        def softmax(z):
            e = np.exp(z - z.max(axis=-1, keepdims=True))
            return e / e.sum(axis=-1, keepdims=True)
        """,
        "def softmax(z): return np.exp(z - np.logaddexp.reduce(z, axis=-1, keepdims=True))",
        """
        def softmax(z):
            rows = np.asarray(z, dtype=float).reshape(-1, np.shape(z)[-1])
            out = []
            for row in rows:
                e = np.exp(row - max(row))
                out.append(e / sum(e))
            return np.array(out).reshape(np.shape(z))
        """,
        """
        def softmax(z):
            z = np.moveaxis(z, -1, 0)
            e = np.exp(z - z.max(axis=0))
            return np.moveaxis(e / e.sum(axis=0), 0, -1)
        """,
        """
        def softmax(z):
            with np.errstate(over="ignore"):
                return 1 / np.exp(z[..., np.newaxis, :] - z[..., np.newaxis]).sum(axis=-1)
        """,
    ),
    conventions=("along the last axis", "1000"),
    hints=(
        "Three steps: subtract from each row its largest score, take the exponential, divide by the row's sum. "
        "Begin with a single row of scores.",
        "Scores [1, 2]: the largest is 2, so take e^-1 = 0.3679 and e^0 = 1. Their sum is 1.3679: "
        "the probabilities are 0.2689 and 0.7311.",
        "For many rows, `axis=-1, keepdims=True` gives a maximum or a sum that lines up with the rows.",
    ),
)

EXERCISES = (SOFTMAX,)
