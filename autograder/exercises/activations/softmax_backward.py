"""Softmax, backward: what one class gains, the others lose."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.softmax import softmax, softmax_backward


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
            "one-sum-for-all",
            "`np.sum` without an axis adds up the whole batch. Each row subtracts the sum of its own.",
            """
            def softmax_backward(grad_output, probabilities):
                return probabilities * (grad_output - np.sum(grad_output * probabilities))
            """,
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
        Mistake(
            "average-times-p",
            "The average is subtracted as it is; yours multiplies it by the probability first, and then "
            "once more.",
            """
            def softmax_backward(grad_output, probabilities):
                average = np.sum(grad_output * probabilities, axis=-1, keepdims=True)
                return probabilities * (grad_output - average * probabilities)
            """,
        ),
        Mistake(
            "average-without-p",
            "Brackets: the factor `probabilities` multiplies the average, too.",
            """
            def softmax_backward(grad_output, probabilities):
                average = np.sum(grad_output * probabilities, axis=-1, keepdims=True)
                return probabilities * grad_output - average
            """,
        ),
        Mistake(
            "plus",
            "The average is *subtracted*: only what lies above it raises the loss.",
            """
            def softmax_backward(grad_output, probabilities):
                average = np.sum(grad_output * probabilities, axis=-1, keepdims=True)
                return probabilities * (grad_output + average)
            """,
        ),
        Mistake(
            "turned-round",
            "The wrong way round: it is the gradient minus the average.",
            """
            def softmax_backward(grad_output, probabilities):
                average = np.sum(grad_output * probabilities, axis=-1, keepdims=True)
                return probabilities * (average - grad_output)
            """,
        ),
        Mistake(
            "mean-of-the-products",
            "The products g p are added up. They are an average already, for the probabilities sum to 1: "
            "do not divide once more.",
            """
            def softmax_backward(grad_output, probabilities):
                average = np.mean(grad_output * probabilities, axis=-1, keepdims=True)
                return probabilities * (grad_output - average)
            """,
        ),
        Mistake(
            "names-swapped",
            "The gradient and the probabilities have changed places in the bracket and before it.",
            """
            def softmax_backward(grad_output, probabilities):
                average = np.sum(grad_output * probabilities, axis=-1, keepdims=True)
                return grad_output * (probabilities - average)
            """,
        ),
        Mistake(
            "axis-1",
            "`axis=1` is the last axis of a matrix only. `axis=-1` is the last one always.",
            """
            def softmax_backward(grad_output, probabilities):
                average = np.sum(grad_output * probabilities, axis=1, keepdims=True)
                return probabilities * (grad_output - average)
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
    conventions=("p * (g - np.sum(g * p))",),
    hints=(
        "First the average that every row subtracts: sum `grad_output * probabilities` along the last axis, "
        "with `keepdims=True`.",
        "p = [0.5, 0.25, 0.25] and g = [1, 0, -2]: the average is 0.5 + 0 - 0.5 = 0, so the answer is "
        "p · g = [0.5, 0, -0.5]. It sums to 0.",
    ),
)

EXERCISES = (BACKWARD,)
