"""The backward pass of one layer."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.linear import affine_backward

CALL = "dense_backward(grad_output, X, weights)"


def batch(samples, features, units):
    """Return a draw of what meets a layer of these sizes in the backward pass."""
    return lambda rng: {
        "grad_output": rng.normal(scale=2, size=(samples, units)),
        "X": rng.normal(scale=2, size=(samples, features)),
        "weights": rng.normal(scale=2, size=(features, units)),
    }


SQUARE = {
    "grad_output": np.array([[1.0, -2.0, 0.5], [0.25, 3.0, -1.0], [2.0, 1.5, -0.5]]),
    "X": np.array([[1.0, 2.0, -1.0], [0.5, -2.0, 3.0], [-1.5, 0.0, 4.0]]),
    "weights": np.array([[2.0, -1.0, 0.5], [3.0, 1.0, -2.0], [-0.5, 4.0, 1.5]]),
}


def part(which, label, points=1):
    """Return the part that looks at one of the three gradients, for sizes that differ and that do not."""
    return Part(label, f"{CALL}[{which}]", batch(4, 3, 2), edges=(SQUARE, GROWING), points=points)


GROWING = batch(2, 2, 4)(np.random.default_rng(3))
GROWING = {name: np.round(value, 2) for name, value in GROWING.items()}

DENSE_BACKWARD = Exercise(
    id="dense-backward",
    title="One layer, backward",
    reference={"dense_backward": affine_backward},
    parts=(
        part(0, "the gradient that goes on to the layer before"),
        part(1, "the gradient of the weights"),
        part(2, "the gradient of the biases"),
    ),
    mistakes=(
        Mistake(
            "weights-not-transposed",
            "Backward, the gradient goes from the units to the inputs: that is `weights` turned over, `weights.T`.",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights, X.T @ grad_output, grad_output.sum(axis=0)
            """,
        ),
        Mistake(
            "X-instead-of-weights",
            "The gradient that goes on was multiplied by X. Which of X and the weights does z = X W + b leave "
            "behind, when it is differentiated with respect to X?",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ X.T, X.T @ grad_output, grad_output.sum(axis=0)
            """,
        ),
        Mistake(
            "weights-gradient-transposed",
            "The gradient of the weights is turned over: it must have the shape of the weights, (inputs, units).",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, grad_output.T @ X, grad_output.sum(axis=0)
            """,
        ),
        Mistake(
            "X-not-transposed",
            "For the gradient of the weights, a sum runs over the samples: X must be turned over, `X.T`.",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X @ grad_output, grad_output.sum(axis=0)
            """,
        ),
        Mistake(
            "biases-averaged",
            "The gradient of the biases is the sum over the samples, not the mean: "
            "the mean over the batch is already inside `grad_output`.",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X.T @ grad_output, grad_output.mean(axis=0)
            """,
        ),
        Mistake(
            "averaged-again",
            "The mean over the batch is already inside `grad_output`; here the samples are added up. "
            "Dividing by their number again makes the gradient too small.",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X.T @ grad_output / len(X), grad_output.mean(axis=0)
            """,
        ),
        Mistake(
            "biases-axis",
            "You added up over the units. A bias belongs to a unit: add up over the samples.",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=1)
            """,
        ),
        Mistake(
            "biases-not-summed",
            "Each bias is used once for every sample, so its gradient is the sum over the samples: shape (units,).",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X.T @ grad_output, grad_output
            """,
        ),
        Mistake(
            "biases-have-one",
            "The derivative of z with respect to its bias is 1, but the chain rule multiplies it by what arrives, "
            "`grad_output`.",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X.T @ grad_output, np.ones(weights.shape[1])
            """,
        ),
        Mistake(
            "biases-all-in-one",
            "Yours is one number for the whole layer; each unit has its own bias. Which axis holds the samples?",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X.T @ grad_output, grad_output.sum()
            """,
        ),
        Mistake(
            "keepdims",
            "The biases have shape (units,), and so must their gradient: leave out `keepdims=True`.",
            """
            def dense_backward(grad_output, X, weights):
                return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=0, keepdims=True)
            """,
        ),
        Mistake(
            "no-chain-rule",
            "What arrives from behind is missing: by the chain rule every derivative is multiplied by `grad_output`.",
            """
            def dense_backward(grad_output, X, weights):
                return np.ones(grad_output.shape) @ weights.T, X.T @ np.ones(grad_output.shape), \\
                    np.ones(weights.shape[1]) * len(X)
            """,
        ),
        Mistake(
            "swapped",
            "The results are in another order: first the gradient of X, then of the weights, then of the biases.",
            """
            def dense_backward(grad_output, X, weights):
                return X.T @ grad_output, grad_output @ weights.T, grad_output.sum(axis=0)
            """,
        ),
        Mistake(
            "X-gradient-transposed",
            "The gradient of X comes out with samples and inputs swapped: it must have the shape of X.",
            """
            def dense_backward(grad_output, X, weights):
                return weights @ grad_output.T, X.T @ grad_output, grad_output.sum(axis=0)
            """,
        ),
    ),
    alternatives=(
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=0)
        """,
        """
        def dense_backward(grad_output, X, weights):
            grad_X = np.einsum("su,iu->si", grad_output, weights)
            grad_weights = np.einsum("si,su->iu", X, grad_output)
            return [grad_X, grad_weights, np.einsum("su->u", grad_output)]
        """,
        """
        def dense_backward(grad_output, X, weights):
            grad_X, grad_weights = np.zeros(X.shape), np.zeros(weights.shape)
            grad_biases = np.zeros(weights.shape[1])
            for x, arriving, going_on in zip(X, grad_output, grad_X):
                going_on += weights @ arriving
                grad_weights += np.outer(x, arriving)
                grad_biases += arriving
            return grad_X, grad_weights, grad_biases
        """,
        """
        def dense_backward(grad_output, X, weights):
            grad_X = (weights @ grad_output.T).T
            grad_weights = grad_output.T.dot(X).T
            return grad_X, grad_weights, np.ones(len(X)) @ grad_output
        """,
    ),
    conventions=(
        "returns `grad_X, grad_weights, grad_biases`",
        "the sum over the samples",
        "the mean over the batch is already inside `grad_output`",
    ),
    hints=(
        "Each gradient has the shape of its namesake. Three matrices of shapes (samples, units), "
        "(samples, inputs) and (inputs, units) leave few ways to multiply them that fit.",
        "One sample [1, 2], one unit with weights 3 and 4, and the gradient 10 arrives. "
        "grad_X = [30, 40], grad_weights = [[10], [20]], grad_biases = [10].",
    ),
)

EXERCISES = (DENSE_BACKWARD,)
