"""Softmax: from scores to probabilities."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
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
    mistakes=(
        Mistake(
            "one-largest-for-all",
            "Nothing overflows in yours, but a row of very negative scores becomes 0/0: "
            "subtract the largest score of each *row*.",
            """
            def softmax(z):
                e = np.exp(z - np.max(z))
                return e / e.sum(axis=-1, keepdims=True)
            """,
        ),
        Mistake(
            "overflow",
            "e^1000 is too large for a computer. Subtracting the same number from all scores of a row does not "
            "change the result: choose it so that no exponent is above 0.",
            """
            def softmax(z):
                e = np.exp(z)
                return e / e.sum(axis=-1, keepdims=True)
            """,
        ),
        Mistake(
            "mean-subtracted",
            "You subtract each row's mean, and a score far above the mean still overflows. "
            "Which number of the row makes every exponent at most 0?",
            """
            def softmax(z):
                e = np.exp(z - z.mean(axis=-1, keepdims=True))
                return e / e.sum(axis=-1, keepdims=True)
            """,
        ),
        Mistake(
            "axis-0",
            "Your columns sum to 1. A row holds the scores of one sample: sum along the last axis.",
            """
            def softmax(z):
                e = np.exp(z - z.max(axis=0, keepdims=True))
                return e / e.sum(axis=0, keepdims=True)
            """,
        ),
        Mistake(
            "sum-along-axis-0",
            "The largest score is that of each row, but the sum is taken over the samples: it must run along"
            "the last axis, too.",
            """
            def softmax(z):
                e = np.exp(z - z.max(axis=-1, keepdims=True))
                return e / e.sum(axis=0)
            """,
        ),
        Mistake(
            "divided-by-largest",
            "You divide by the largest score. That changes the result; *subtracting* the same number from"
            "all scores of a row does not.",
            """
            def softmax(z):
                e = np.exp(z / z.max(axis=-1, keepdims=True))
                return e / e.sum(axis=-1, keepdims=True)
            """,
        ),
        Mistake(
            "axis-1",
            "`axis=1` is the last axis of a matrix only. `axis=-1` is the last one always.",
            """
            def softmax(z):
                e = np.exp(z - z.max(axis=1, keepdims=True))
                return e / e.sum(axis=1, keepdims=True)
            """,
        ),
        Mistake(
            "whole-batch",
            "All the numbers of the batch together sum to 1 in yours; each row must.",
            """
            def softmax(z):
                e = np.exp(z - z.max(axis=-1, keepdims=True))
                return e / e.sum()
            """,
        ),
        Mistake(
            "one-row-in-mind",
            "Right for a single row of scores. In a batch, all the numbers together sum to 1 in yours; each "
            "row must.",
            """
            def softmax(z):
                e = np.exp(z - np.max(z))
                return e / e.sum()
            """,
        ),
        Mistake(
            "keepdims",
            "The sums of the rows lie down as a row and divide the wrong entries. "
            "`keepdims=True` keeps them standing.",
            """
            def softmax(z):
                e = np.exp((z.T - z.max(axis=-1).T).T)
                return e / e.sum(axis=-1)
            """,
        ),
        Mistake(
            "no-exponential",
            "The exponential is missing: it makes every score positive.",
            "def softmax(z): return z / z.sum(axis=-1, keepdims=True)",
        ),
        Mistake(
            "sigmoids",
            "These are sigmoids, one by one: they do not know of each other and do not sum to 1.",
            "def softmax(z): return 1 / (1 + np.exp(-z))",
        ),
        Mistake(
            "hard-maximum",
            "This is a hard maximum: all or nothing. Softmax leaves something for the others.",
            "def softmax(z): return np.where(z == z.max(axis=-1, keepdims=True), 1.0, 0.0)",
        ),
        Mistake(
            "in-place",
            "Your function changes the scores `z` themselves. Write `z = z - ...`, not `z -= ...`.",
            """
            def softmax(z):
                z -= z.max(axis=-1, keepdims=True)
                e = np.exp(z)
                return e / e.sum(axis=-1, keepdims=True)
            """,
        ),
        Mistake(
            "falling",
            "The exponent has the wrong sign: the largest score must get the largest probability.",
            """
            def softmax(z):
                powers = np.exp(z.min(axis=-1, keepdims=True) - z)
                return powers / powers.sum(axis=-1, keepdims=True)
            """,
        ),
        Mistake(
            "keepdims-and-overflow",
            "Two things: the sums lie across the rows, so that rows and columns are mixed up "
            "(`keepdims=True`); and large scores overflow.",
            "def softmax(z): return np.exp(z) / np.exp(z).sum(axis=-1)",
        ),
        Mistake(
            "pythons-sum",
            "Python's `sum` adds up along the first axis. Each row is a sample of its own; and large scores "
            "overflow in yours.",
            "def softmax(z): return np.exp(z) / sum(np.exp(z))",
        ),
    ),
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
