"""The residual block: a layer that learns what to add to its input."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.vanishing_gradients.residual_mistakes import BACKWARD, FORWARD, MISTAKES
from source_lib.layers import Activation, Dense
from source_lib.residual import ResidualBlock


def block(weights):
    """Return the library's residual block around a tanh layer with these weights."""
    dense = Dense(len(weights), len(weights), np.random.default_rng(0))
    dense.weights = weights
    return ResidualBlock([dense, Activation("tanh")])


def residual_forward(X, weights):
    """Return X plus the output of a tanh layer."""
    return block(weights).forward(X)


def residual_backward(grad_output, X, weights):
    """Return the gradients of X and of the weights."""
    layers = block(weights)
    layers.forward(X, training=True)
    grad_X = layers.backward(grad_output)
    return grad_X, layers.sublayers[0].grad_weights


def features(samples, size):
    """Return a draw of a batch, the weights of a branch, and a gradient that arrives."""
    return lambda rng: {
        "X": rng.normal(size=(samples, size)),
        "weights": rng.normal(scale=0.6, size=(size, size)),
        "grad_output": rng.normal(scale=2, size=(samples, size)),
    }


def forward_only(samples, size):
    """Return a draw without the gradient."""
    return lambda rng: {
        name: value for name, value in features(samples, size)(rng).items() if name != "grad_output"
    }


ZERO_WEIGHTS = {
    "X": np.array([[1.0, -2.0], [0.5, 3.0], [-1.5, 2.5]]),
    "weights": np.zeros((2, 2)),
}
SQUARE = {
    "X": np.array([[0.5, -1.0], [1.5, 0.25]]),
    "weights": np.array([[1.0, -0.5], [0.75, 0.5]]),
    "grad_output": np.array([[2.0, -1.0], [0.5, 3.0]]),
}
FORWARD_CALL, BACKWARD_CALL = "residual_forward(X, weights)", "residual_backward(grad_output, X, weights)"

RESIDUAL = Exercise(
    id="residual-block",
    title="A residual block",
    reference={"residual_forward": residual_forward, "residual_backward": residual_backward},
    parts=(
        Part(
            "forward",
            FORWARD_CALL,
            forward_only(4, 3),
            edges=({name: SQUARE[name] for name in ("X", "weights")}, ZERO_WEIGHTS),
        ),
        Part("the gradient that goes on", f"{BACKWARD_CALL}[0]", features(4, 3), edges=(SQUARE,)),
        Part("the gradient of the weights", f"{BACKWARD_CALL}[1]", features(4, 3), edges=(SQUARE,)),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(FORWARD, BACKWARD),
        """
        def residual_forward(X, weights):
            output = X.copy()
            output += np.tanh(np.dot(X, weights))
            return output

        def residual_backward(grad_output, X, weights):
            branch = residual_forward(X, weights) - X
            grad_z = (1 - branch) * (1 + branch) * grad_output
            return [grad_z @ weights.T + grad_output, np.einsum("si,su->iu", X, grad_z)]
        """,
        """
        def residual_forward(X, weights):
            return np.array([x + np.tanh(weights.T @ x) for x in X])

        def residual_backward(grad_output, X, weights):
            grad_X, grad_weights = np.empty(X.shape), np.zeros(weights.shape)
            for i, (x, g) in enumerate(zip(X, grad_output)):
                slope = 1 / np.cosh(x @ weights) ** 2
                grad_X[i] = (np.eye(len(x)) + weights * slope) @ g
                grad_weights += np.outer(x, g * slope)
            return grad_X, grad_weights
        """,
        """
        def residual_forward(X, weights):
            return X + np.tanh(X @ weights)

        def residual_backward(grad_output, X, weights):
            z = X @ weights
            grad_X, grad_weights, _ = dense_backward(grad_output * (1 - np.tanh(z) ** 2), X, weights)
            return grad_output + grad_X, grad_weights
        """,
    ),
    needs=("dense_backward",),
    conventions=("returns `grad_X, grad_weights`", "$X + \\tanh(X W)$"),
    hints=(
        "The output is a sum of two terms that both contain X. So the gradient of X is a sum of two terms as well: "
        "one comes straight along the shortcut, one through tanh and the weights.",
        "One number: X = 1, weights = 0, and the gradient 2 arrives. tanh(0) = 0, so the output is 1. "
        "The slope is 1: grad_X = 2 + 2 · 1 · 0 = 2, grad_weights = 1 · 2 · 1 = 2.",
    ),
)

EXERCISES = (RESIDUAL,)
