"""A planted bug: a backward pass with one wrong line, to be found with numerical gradients."""

from autograder.exercises.declaration import Exercise, Mistake, Part
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


LINES = {
    "grad_output": "2 * (y_pred - y_true) / y_true.size",
    "grad_W2": "hidden.T @ grad_output + strength * W2",
    "grad_b2": "grad_output.sum(axis=0)",
    "grad_hidden": "grad_output @ W2.T",
    "grad_z": "grad_hidden * (1 - hidden**2)",
    "grad_W1": "X.T @ grad_z + strength * W1",
    "grad_b1": "grad_z.sum(axis=0)",
}


PLANTED = "grad_hidden * (1 - hidden)"


def backward(**changed):
    """Return the source of the mended function, with some lines replaced."""
    body = [f"{name} = {line}" for name, line in (LINES | changed).items()]
    return "\n    ".join(
        (
            "def mended_gradients(W1, b1, W2, b2, X, y_true, strength):",
            "z = X @ W1 + b1",
            "hidden = np.tanh(z)",
            "y_pred = hidden @ W2 + b2",
            *body,
            "return grad_W1, grad_b1, grad_W2, grad_b2\n",
        )
    )


CALL = "mended_gradients(W1, b1, W2, b2, X, y_true, strength)"
HUNT = Exercise(
    id="bug-hunt",
    title="The planted bug",
    reference={"mended_gradients": mended_gradients},
    parts=(
        Part("all four gradients, one output", CALL, network(3, 4, 1, 5), points=2),
        Part("all four gradients, several outputs", CALL, network(2, 3, 4, 6)),
    ),
    mistakes=(
        Mistake(
            "still-planted",
            "The planted line is still there. Which gradients are right, and which are wrong? "
            "The bug lies where the wrong ones begin.",
            backward(grad_z=PLANTED),
        ),
        Mistake(
            "sigmoids-slope",
            "The line that you changed is the right one, but this is the slope of the sigmoid.",
            backward(grad_z="grad_hidden * hidden * (1 - hidden)"),
        ),
        Mistake(
            "of-the-sum",
            "The line that you changed is the right one, but 1 - z² is not the slope: "
            "it is the *output* of tanh that is squared.",
            backward(grad_z="grad_hidden * (1 - z**2)"),
        ),
        Mistake(
            "tanh-twice",
            "The line that you changed is the right one, but `hidden` is already the tanh: you take it twice.",
            backward(grad_z="grad_hidden * (1 - np.tanh(hidden) ** 2)"),
        ),
        Mistake(
            "no-slope",
            "The slope of tanh is gone altogether now. By the chain rule it is a factor.",
            backward(grad_z="grad_hidden"),
        ),
        Mistake(
            "loss-mended",
            "`grad_output` was right, and now it is not: without dividing, the gradients are sums. "
            "Look at which gradients were wrong before.",
            backward(grad_output="2 * (y_pred - y_true)", grad_z=PLANTED),
        ),
        Mistake(
            "half-the-loss",
            "`grad_output` was right, and now it is half of that. The loss of the text has no ½.",
            backward(grad_output="(y_pred - y_true) / y_true.size"),
        ),
        Mistake(
            "biases-averaged",
            "The mean over the batch is taken once, in `grad_output`. The biases' gradients are sums.",
            backward(grad_b1="grad_z.mean(axis=0)", grad_b2="grad_output.mean(axis=0)"),
        ),
        Mistake(
            "penalty-lost",
            "The penalty's part of the gradient is lost: the loss of the text has it for W1 and W2.",
            backward(grad_W1="X.T @ grad_z", grad_W2="hidden.T @ grad_output"),
        ),
        Mistake(
            "W2-changed",
            "The gradient of W2 was right before, and now it is wrong: its penalty is lost. Which of the four "
            "gradients did the comparison show to be wrong?",
            backward(grad_W2="hidden.T @ grad_output", grad_z=PLANTED),
        ),
        Mistake(
            "W2-penalty-lost",
            "The bug is mended, but the gradient of W2, which was right before, has lost its penalty.",
            backward(grad_W2="hidden.T @ grad_output"),
        ),
        Mistake(
            "penalty-doubled",
            "The penalty is ½ · strength · sum(W²): its gradient is strength · W, without a 2.",
            backward(
                grad_W1="X.T @ grad_z + 2 * strength * W1",
                grad_W2="hidden.T @ grad_output + 2 * strength * W2",
            ),
        ),
        Mistake(
            "square-of-the-difference",
            "The line that you changed is the right one, but the slope of tanh is 1 minus the square, not "
            "the square of 1 minus.",
            backward(grad_z="grad_hidden * (1 - hidden) ** 2"),
        ),
        Mistake(
            "rectifiers-slope",
            "The line that you changed is the right one, but this is the slope of ReLU.",
            backward(grad_z="grad_hidden * (hidden > 0)"),
        ),
        Mistake(
            "W1-changed",
            "W1 is wrong because something before it is: its own line was right, and now its penalty is lost.",
            backward(grad_W1="X.T @ grad_z", grad_z=PLANTED),
        ),
        Mistake(
            "b1-changed",
            "b1 is wrong because something before it is: its own line, a sum over the batch, was right.",
            backward(grad_b1="grad_z.mean(axis=0)", grad_z=PLANTED),
        ),
        Mistake(
            "W1-penalty-lost",
            "The bug is mended, but a line that was right before is not any more: the gradient of W1 has "
            "lost its penalty.",
            backward(grad_W1="X.T @ grad_z"),
        ),
        Mistake(
            "W2-penalty-doubled",
            "The bug is mended, but a line that was right before is not any more: the penalty of W2 is twice "
            "as large.",
            backward(grad_W2="hidden.T @ grad_output + 2 * strength * W2"),
        ),
        Mistake(
            "W2-averaged-again",
            "The bug is mended, but a line that was right before is not any more: the gradient of W2 is "
            "divided by the number of samples again. `grad_output` has been divided already.",
            backward(grad_W2="hidden.T @ grad_output / len(X) + strength * W2"),
        ),
        Mistake(
            "W2-other-way-round",
            "The bug is mended, but a line that was right before is not any more: in the gradient of W2, the "
            "two factors have changed places, and so have its rows and columns.",
            backward(grad_W2="grad_output.T @ hidden + strength * W2"),
        ),
        Mistake(
            "b1-averaged",
            "The bug is mended, but a line that was right before is not any more: the gradient of b1 is a "
            "sum over the batch; `grad_output` holds the mean already.",
            backward(grad_b1="grad_z.mean(axis=0)"),
        ),
        Mistake(
            "biases-punished",
            "The bug is mended, but a line that was right before is not any more: the biases have got a "
            "penalty. The loss of the text has it for W1 and W2 only.",
            backward(
                grad_b1="grad_z.sum(axis=0) + strength * b1",
                grad_b2="grad_output.sum(axis=0) + strength * b2",
            ),
        ),
        Mistake(
            "gradients-summed",
            "The bug is mended, but a line that was right before is not any more: without dividing in "
            "`grad_output`, the gradients are sums.",
            backward(grad_output="2 * (y_pred - y_true)"),
        ),
        Mistake(
            "of-the-rows",
            "The bug is mended, but a line that was right before is not any more: the loss is a mean over "
            "*all* entries of `y_true`, and with several outputs there are more of them than rows.",
            backward(grad_output="2 * (y_pred - y_true) / len(X)"),
        ),
    ),
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
