"""What newcomers write in the hunt for the planted bug, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

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


MISTAKES = (
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
    Mistake(
        "half-the-loss-planted",
        "`grad_output` was right, and now it is half of that; the planted line is still there. Look "
        "at which gradients were wrong before.",
        backward(grad_output="(y_pred - y_true) / y_true.size", grad_z=PLANTED),
    ),
    Mistake(
        "of-the-rows-planted",
        "`grad_output` was right: the loss is a mean over *all* entries. The planted line is still "
        "there. Look at which gradients were wrong before.",
        backward(grad_output="2 * (y_pred - y_true) / len(X)", grad_z=PLANTED),
    ),
    Mistake(
        "b2-averaged",
        "The bug is mended, but a line that was right before is not any more: the gradient of b2 is "
        "a sum over the batch; `grad_output` holds the mean already.",
        backward(grad_b2="grad_output.mean(axis=0)"),
    ),
    Mistake(
        "b1-punished",
        "The bug is mended, but a line that was right before is not any more: b1 has got a penalty. "
        "The loss of the text has it for W1 and W2 only.",
        backward(grad_b1="grad_z.sum(axis=0) + strength * b1"),
    ),
    Mistake(
        "W1-averaged-again",
        "The bug is mended, but a line that was right before is not any more: the gradient of W1 is "
        "divided by the number of samples again. `grad_output` has been divided already.",
        backward(grad_W1="X.T @ grad_z / len(X) + strength * W1"),
    ),
    Mistake(
        "W1-penalty-doubled",
        "The bug is mended, but a line that was right before is not any more: the penalty of W1 is "
        "twice as large.",
        backward(grad_W1="X.T @ grad_z + 2 * strength * W1"),
    ),
    Mistake(
        "of-z-itself",
        "The line that you changed is the right one, but this is 1 - z. It is the *output* of tanh "
        "that is squared, and taken from 1.",
        backward(grad_z="grad_hidden * (1 - z)"),
    ),
    Mistake(
        "one-plus",
        "The line that you changed is the right one, but the slope of tanh is 1 *minus* the square "
        "of its output.",
        backward(grad_z="grad_hidden * (1 + hidden**2)"),
    ),
    Mistake(
        "sign",
        "The line that you changed is the right one, but the sign is wrong: tanh rises everywhere, "
        "so its slope is positive.",
        backward(grad_z="grad_hidden * (hidden**2 - 1)"),
    ),
    Mistake(
        "square-forgotten-one",
        "The line that you changed is the right one, but the slope of tanh is 1 minus the square of "
        "its output, not the square alone.",
        backward(grad_z="grad_hidden * hidden**2"),
    ),
)
