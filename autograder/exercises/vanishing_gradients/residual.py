"""The residual block: a layer that learns what to add to its input."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
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
FORWARD = "def residual_forward(X, weights): return X + np.tanh(X @ weights)"
BACKWARD = """
def residual_backward(grad_output, X, weights):
    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
    return grad_output + grad_z @ weights.T, X.T @ grad_z
"""
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
    mistakes=(
        Mistake(
            "no-shortcut",
            "The shortcut is missing: X itself is added to what the branch gives.",
            code("def residual_forward(X, weights): return np.tanh(X @ weights)", BACKWARD),
        ),
        Mistake(
            "no-shortcut-back",
            "Backward: X reaches the output by two ways, and the gradient comes back by both: "
            "the shortcut's part is missing.",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                    return grad_z @ weights.T, X.T @ grad_z
                """,
            ),
        ),
        Mistake(
            "shortcut-of-one",
            "The shortcut multiplies the gradient by 1; it does not replace it by 1. What goes back along it?",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                    return 1 + grad_z @ weights.T, X.T @ grad_z
                """,
            ),
        ),
        Mistake(
            "inside",
            "The shortcut leads *around* tanh: X is added after it, not before.",
            code("def residual_forward(X, weights): return np.tanh(X + X @ weights)", BACKWARD),
        ),
        Mistake(
            "branch-without-tanh",
            "The branch has an activation function: tanh of X @ weights is added.",
            code("def residual_forward(X, weights): return X + X @ weights", BACKWARD),
        ),
        Mistake(
            "weights-not-transposed",
            "Back through the weights means multiplying by `weights.T`.",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                    return grad_output + grad_z @ weights, X.T @ grad_z
                """,
            ),
        ),
        Mistake(
            "slope-of-the-output",
            "The slope is 1 - tanh(z)² of the *branch*. You took the block's output, which has X in it.",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    grad_z = grad_output * (1 - (X + np.tanh(X @ weights)) ** 2)
                    return grad_output + grad_z @ weights.T, X.T @ grad_z
                """,
            ),
        ),
        Mistake(
            "slope-of-z",
            "The slope of tanh is 1 - tanh(z)², not 1 - z².",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    grad_z = grad_output * (1 - (X @ weights) ** 2)
                    return grad_output + grad_z @ weights.T, X.T @ grad_z
                """,
            ),
        ),
        Mistake(
            "no-slope",
            "The gradient passed tanh without being multiplied by its slope.",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    return grad_output + grad_output @ weights.T, X.T @ grad_output
                """,
            ),
        ),
        Mistake(
            "slope-on-the-shortcut",
            "The slope of tanh belongs to the branch alone; along the shortcut the gradient passes unchanged.",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                    return grad_z + grad_z @ weights.T, X.T @ grad_z
                """,
            ),
        ),
        Mistake(
            "shortcut-in-the-weights",
            "The shortcut has no weights: it adds nothing to their gradient.",
            code(
                FORWARD,
                """
                def residual_backward(grad_output, X, weights):
                    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                    return grad_output + grad_z @ weights.T, X.T @ (grad_output + grad_z)
                """,
            ),
        ),
    ),
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
