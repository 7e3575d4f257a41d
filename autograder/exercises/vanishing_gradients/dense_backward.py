"""The backward pass of one layer."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.vanishing_gradients.dense_backward_mistakes import MISTAKES
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
    mistakes=MISTAKES,
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
