"""Softmax: from scores to probabilities."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.softmax import softmax, softmax_backward


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
        "Three steps: subtract each row's largest score, take the exponential, divide by the row's sum. "
        "`axis=-1, keepdims=True` gives a maximum or a sum that lines up with the rows.",
        "Scores [1, 2]: the largest is 2, so take e^-1 = 0.3679 and e^0 = 1. Their sum is 1.3679: "
        "the probabilities are 0.2689 and 0.7311.",
    ),
)


def arriving(*shape):
    """Return a draw of probabilities of that shape and the gradient that arrives at them."""
    return lambda rng: {
        "grad_output": rng.normal(scale=3, size=shape),
        "probabilities": softmax(rng.normal(size=shape)),
    }


CALL = "softmax_backward(grad_output, probabilities)"
BACKWARD = Exercise(
    id="softmax-backward",
    title="Softmax, backward",
    reference={"softmax_backward": softmax_backward},
    parts=(
        Part(
            "the scores of one sample",
            CALL,
            arriving(4),
            edges=(
                {"grad_output": np.array([1.0, 0.0, -2.0]), "probabilities": np.array([0.5, 0.25, 0.25])},
            ),
        ),
        Part("a batch: each row on its own", CALL, arriving(2, 3)),
        Part("as many samples as classes", CALL, arriving(3, 3)),
    ),
    mistakes=(
        Mistake(
            "own-score-only",
            "Each probability depends on *all* scores of its row; yours counts only its own, "
            "as if these were sigmoids.",
            "def softmax_backward(grad_output, probabilities): "
            "return grad_output * probabilities * (1 - probabilities)",
        ),
        Mistake(
            "sum-without-probabilities",
            "What is subtracted is an average of the gradients, weighted with the probabilities; "
            "yours is their plain sum.",
            """
            def softmax_backward(grad_output, probabilities):
                return probabilities * (grad_output - grad_output.sum(axis=-1, keepdims=True))
            """,
        ),
        Mistake(
            "plain-average",
            "The average that is subtracted is weighted with the probabilities; "
            "in yours every class counts the same.",
            """
            def softmax_backward(grad_output, probabilities):
                return probabilities * (grad_output - grad_output.mean(axis=-1, keepdims=True))
            """,
        ),
        Mistake(
            "factor-forgotten",
            "The factor `probabilities` before the bracket is missing.",
            """
            def softmax_backward(grad_output, probabilities):
                return grad_output - (grad_output * probabilities).sum(axis=-1, keepdims=True)
            """,
        ),
        Mistake(
            "nothing-subtracted",
            "Raising all scores alike changes nothing, so each row of the answer must sum to 0; yours does not. "
            "What one class gains, the others lose.",
            "def softmax_backward(grad_output, probabilities): return grad_output * probabilities",
        ),
        Mistake(
            "cross-entropy",
            "p - y is the gradient of softmax *and* cross-entropy together. Here `grad_output` is what arrives "
            "from any loss.",
            "def softmax_backward(grad_output, probabilities): return probabilities - grad_output",
        ),
        Mistake(
            "axis-0",
            "You summed over the samples. The classes of one sample lie along the last axis.",
            """
            def softmax_backward(grad_output, probabilities):
                weighted = (grad_output * probabilities).sum(axis=0, keepdims=True)
                return probabilities * (grad_output - weighted)
            """,
        ),
        Mistake(
            "keepdims",
            "The sums of the rows lie down as a row and meet the wrong entries. "
            "`keepdims=True` keeps them standing.",
            """
            def softmax_backward(grad_output, probabilities):
                return probabilities * (grad_output - (grad_output * probabilities).sum(axis=-1))
            """,
        ),
    ),
    alternatives=(
        """
        def softmax_backward(grad_output, probabilities):
            average = np.sum(grad_output * probabilities, axis=-1, keepdims=True)
            return probabilities * (grad_output - average)
        """,
        """
        def softmax_backward(grad_output, probabilities):
            g = grad_output * probabilities
            return g - probabilities * g.sum(axis=-1, keepdims=True)
        """,
        """
        def softmax_backward(grad_output, probabilities):
            if probabilities.ndim == 1:
                jacobian = np.diag(probabilities) - np.outer(probabilities, probabilities)
                return jacobian @ grad_output
            return np.array([softmax_backward(g, p) for g, p in zip(grad_output, probabilities)])
        """,
        """
        def softmax_backward(grad_output, probabilities):
            p = probabilities
            jacobian = np.einsum("...i,ij->...ij", p, np.eye(p.shape[-1])) - np.einsum("...i,...j->...ij", p, p)
            return np.einsum("...ij,...j->...i", jacobian, grad_output)
        """,
        """
        def softmax_backward(grad_output, probabilities):
            out = np.zeros_like(probabilities)
            for place in np.ndindex(out.shape):
                row = place[:-1]
                for j in range(out.shape[-1]):
                    same = 1.0 if j == place[-1] else 0.0
                    out[place] += grad_output[row][j] * probabilities[row][j] * (same - probabilities[place])
            return out
        """,
    ),
    conventions=("p (g - sum(g p))",),
    hints=(
        "First the average that every row subtracts: sum `grad_output * probabilities` along the last axis, "
        "with `keepdims=True`.",
        "p = [0.5, 0.25, 0.25] and g = [1, 0, -2]: the average is 0.5 + 0 - 0.5 = 0, so the answer is "
        "p · g = [0.5, 0, -0.5]. It sums to 0.",
    ),
)

EXERCISES = (SOFTMAX, BACKWARD)
