"""A planted bug: a backward pass with one wrong line, to be found with numerical gradients."""

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.gradient_descent.bug_hunt_mistakes import MISTAKES, backward
from source_lib.activations import tanh, tanh_derivative
from source_lib.linear import affine, affine_backward
from source_lib.losses import mse_gradient
from source_lib.regularizers import l2_gradient


def mended_gradients(W1, b1, W2, b2, X, y_true, strength):
    """Return the gradients of W1, b1, W2 and b2, put together of the library's layers."""
    z = affine(X, W1, b1)
    hidden = tanh(z)
    grad_output = mse_gradient(y_true, affine(hidden, W2, b2))
    grad_hidden, grad_W2, grad_b2 = affine_backward(grad_output, hidden, W2)
    _, grad_W1, grad_b1 = affine_backward(grad_hidden * tanh_derivative(z), X, W1)
    return grad_W1 + l2_gradient(W1, strength), grad_b1, grad_W2 + l2_gradient(W2, strength), grad_b2


def network(features, hidden, outputs, samples):
    """Return a draw of a network with one hidden layer, a batch, and a penalty that can be felt."""
    return lambda rng: {
        "W1": rng.normal(size=(features, hidden)),
        "b1": rng.normal(size=hidden),
        "W2": rng.normal(size=(hidden, outputs)),
        "b2": rng.normal(size=outputs),
        "X": rng.normal(size=(samples, features)),
        "y_true": rng.normal(scale=2, size=(samples, outputs)),
        "strength": rng.uniform(0.1, 0.5),
    }


CALL = "mended_gradients(W1, b1, W2, b2, X, y_true, strength)"
HUNT = Exercise(
    id="bug-hunt",
    title="The planted bug",
    reference={"mended_gradients": mended_gradients},
    parts=(
        Part("all four gradients, one output", CALL, network(3, 4, 1, 5), points=2),
        Part("all four gradients, several outputs", CALL, network(2, 3, 4, 6)),
    ),
    mistakes=MISTAKES,
    alternatives=(
        backward(),
        backward(grad_z="grad_hidden / np.cosh(z) ** 2"),
        backward(
            grad_output="2 * (y_pred - y_true) / len(X) / y_true.shape[1]",
            grad_z="grad_hidden - grad_hidden * hidden * hidden",
            grad_b1="np.ones(len(X)) @ grad_z",
        ),
        """
        def mended_gradients(W1, b1, W2, b2, X, y_true, strength):
            hidden = np.tanh(np.einsum("nf,fh->nh", X, W1) + b1)
            delta = 2 * (hidden @ W2 + b2 - y_true) / np.size(y_true)
            grads = [np.zeros_like(W1), np.zeros_like(b1), np.zeros_like(W2), np.zeros_like(b2)]
            for x, h, d in zip(X, hidden, delta):
                inner = (1 + h) * (1 - h) * (W2 @ d)
                for grad, part in zip(grads, (np.outer(x, inner), inner, np.outer(h, d), d)):
                    grad += part
            grads[0] += strength * W1
            grads[2] += strength * W2
            return grads
        """,
    ),
    conventions=("exactly one wrong line", "`(grad_W1, grad_b1, grad_W2, grad_b2)`"),
    hints=(
        "Run the comparison cell. The backward pass runs from the bottom of the network up: the gradients of W2 and "
        "b2 are computed first, those of W1 and b1 last. Which lines do the wrong ones depend on, and the right "
        "ones do not?",
        "Go through the suspects one by one with the chain rule: what does tanh do to a small change of its input? "
        "At z = 1, tanh is 0.7616 and its slope 0.42.",
    ),
)

EXERCISES = (HUNT,)
