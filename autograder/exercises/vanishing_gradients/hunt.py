"""The bug hunt: a backward pass with three planted bugs, to be found with the gradient check."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.layers import Dense


def repaired_backward(grad_scores, X, h1, t, h2, W2, W3):
    """Return the right gradients, each layer asked for its own."""
    (inputs, units), (_, classes) = W2.shape, W3.shape
    hidden, out = Dense(inputs, units, _rng()), Dense(units, classes, _rng())
    hidden.weights, out.weights = W2, W3
    out.forward(h2, training=True)
    grad_h2 = out.backward(grad_scores)
    hidden.forward(h1, training=True)
    grad_h1 = grad_h2 + hidden.backward(grad_h2 * (1 - t**2))
    first = Dense(X.shape[1], W2.shape[0], _rng())
    first.forward(X, training=True)
    first.backward(grad_h1 * (h1 > 0))
    layers = {"1": first, "2": hidden, "3": out}
    return {f"W{i}": layer.grad_weights for i, layer in layers.items()} | {
        f"b{i}": layer.grad_biases for i, layer in layers.items()
    }


def _rng():
    return np.random.default_rng(0)


def network(samples, inputs, hidden, outputs):
    """Return a draw of what the forward pass left and the gradient that arrives at the scores."""

    def draw(rng):
        X = rng.normal(size=(samples, inputs))
        h1 = np.maximum(X @ rng.normal(size=(inputs, hidden)) + 0.2, 0).round(3)
        h1[0, 0], h1[-1, -1] = 0, 0.7  # a silent unit and an active one occur
        W2 = rng.normal(scale=0.7, size=(hidden, hidden)).round(3)
        t = np.tanh(h1 @ W2 + rng.normal(size=hidden)).round(3)
        return {
            "grad_scores": rng.normal(size=(samples, outputs)),
            "X": X,
            "h1": h1,
            "t": t,
            "h2": h1 + t,
            "W2": W2,
            "W3": rng.normal(size=(hidden, outputs)),
        }

    return draw


CALL = "repaired_backward(grad_scores, X, h1, t, h2, W2, W3)"


def some(*names):
    """Return the expression that looks at some of the gradients."""
    return f"(lambda found: {{name: found[name] for name in {list(names)!r}}})({CALL})"


LINES = {
    "W3": "h2.T @ grad_scores",
    "grad_h2": "grad_scores @ W3.T",
    "grad_z2": "grad_h2 * (1 - t**2)",
    "grad_h1": "grad_h2 + grad_z2 @ W2.T",
    "grad_z1": "grad_h1 * (h1 > 0)",
    "b1": "grad_z1.sum(axis=0)",
}
PLANTED = {"grad_z2": "grad_h2 * (1 - h2**2)", "grad_h1": "grad_z2 @ W2.T", "b1": "grad_z1.mean(axis=0)"}


def answer(*planted, **lines):
    """Return the source of the right answer with some of the bugs left in, and some lines replaced."""
    line = LINES | {name: PLANTED[name] for name in planted} | lines
    return f"""
def repaired_backward(grad_scores, X, h1, t, h2, W2, W3):
    grad_W3, grad_b3 = {line["W3"]}, grad_scores.sum(axis=0)
    grad_h2 = {line["grad_h2"]}
    grad_z2 = {line["grad_z2"]}
    grad_W2, grad_b2 = h1.T @ grad_z2, grad_z2.sum(axis=0)
    grad_h1 = {line["grad_h1"]}
    grad_z1 = {line["grad_z1"]}
    grad_W1, grad_b1 = X.T @ grad_z1, {line["b1"]}
    return {{"W1": grad_W1, "b1": grad_b1, "W2": grad_W2, "b2": grad_b2, "W3": grad_W3, "b3": grad_b3}}
"""


REPAIRED = Exercise(
    id="planted-bugs",
    title="The bug hunt",
    reference={"repaired_backward": repaired_backward},
    needs=("dense_backward",),
    parts=(
        Part("the gradients of W3, b3, W2, b2", some("W3", "b3", "W2", "b2"), network(4, 3, 2, 3)),
        Part("the gradient of W1", some("W1"), network(5, 2, 3, 2)),
        Part("the gradient of b1", some("b1"), network(5, 2, 3, 2)),
    ),
    mistakes=(
        Mistake(
            "nothing-repaired",
            "All three bugs are still in it. Begin where the check first says *wrong*, counted from the output.",
            answer("grad_z2", "grad_h1", "b1"),
        ),
        Mistake(
            "one-found",
            "One bug is repaired. Two are left, both on the way to the first layer.",
            answer("grad_h1", "b1"),
        ),
        Mistake(
            "first-bug-left",
            "The first layer's line and the shortcut are repaired. W2 and b2 are still wrong: "
            "look at what the gradient is multiplied by on its way through tanh.",
            answer("grad_z2"),
        ),
        Mistake(
            "shortcut-left",
            "One bug is left: h1 reaches the output by two ways. Do both come back?",
            answer("grad_h1"),
        ),
        Mistake(
            "biases-left",
            "The gradient of b1 is still wrong: look at the line that computes it.",
            answer("b1"),
        ),
        Mistake(
            "tanh-and-shortcut-left",
            "The last line is repaired. The bugs nearer to the output are still in it.",
            answer("grad_z2", "grad_h1"),
        ),
        Mistake(
            "tanh-and-biases-left",
            "The shortcut is repaired. Two bugs are left: one where W2 and b2 become wrong, one where b1 does.",
            answer("grad_z2", "b1"),
        ),
        Mistake(
            "mask-changed",
            "The mask of ReLU was right before: it depends on whether the unit was active, h1 > 0, not on the "
            "sign of the gradient.",
            answer(grad_z1="grad_h1 * (grad_h1 > 0)"),
        ),
        Mistake(
            "slope-of-sigmoid",
            "t (1 - t) is the slope of a sigmoid. t is a tanh.",
            answer(grad_z2="grad_h2 * t * (1 - t)"),
        ),
        Mistake(
            "square-forgotten",
            "The right variable, but the slope of tanh is 1 minus its *square*.",
            answer(grad_z2="grad_h2 * (1 - t)"),
        ),
        Mistake(
            "shortcut-through-tanh",
            "Along the shortcut the gradient of h2 comes back as it is; yours has passed the slope of tanh.",
            answer(grad_h1="grad_z2 + grad_z2 @ W2.T"),
        ),
        Mistake(
            "mask-of-h2",
            "The three bugs are mended, but the mask of ReLU was right before: h1 comes out of the "
            "ReLU, h2 has tanh added to it.",
            answer(grad_z1="grad_h1 * (h2 > 0)"),
        ),
        Mistake(
            "slope-of-h1",
            "In the slope of tanh stands what *tanh* puts out. h1 is what it gets.",
            answer(grad_z2="grad_h2 * (1 - h1**2)"),
        ),
        Mistake(
            "activations-for-the-gradient",
            "Along the shortcut comes the gradient of h2, not h1 itself.",
            answer(grad_h1="h1 + grad_z2 @ W2.T"),
        ),
        Mistake(
            "shortcut-without-the-branch",
            "The branch is gone now: h1 reaches the output by two ways, and both come back.",
            answer(grad_h1="grad_h2"),
        ),
        Mistake(
            "weights-turned-back",
            "The three bugs are mended, but on the way back through the branch `W2.T` was right before.",
            answer(grad_h1="grad_h2 + grad_z2 @ W2"),
        ),
        Mistake(
            "no-slope",
            "The slope of tanh is gone altogether now. By the chain rule it is a factor.",
            answer(grad_z2="grad_h2"),
        ),
        Mistake(
            "tanh-twice",
            "t is already the tanh: you take it twice.",
            answer(grad_z2="grad_h2 * (1 - np.tanh(t) ** 2)"),
        ),
        Mistake(
            "no-mask",
            "The three bugs are mended, but the mask of ReLU, which was right before, is gone.",
            answer(grad_z1="grad_h1"),
        ),
        Mistake(
            "square-of-the-difference",
            "The slope of tanh is 1 minus the square, not the square of 1 minus.",
            answer(grad_z2="grad_h2 * (1 - t) ** 2"),
        ),
        Mistake(
            "b1-one-number",
            "The gradient of b1 has one number for each unit: add up over the samples only.",
            answer(b1="grad_z1.sum()"),
        ),
        Mistake(
            "b1-along-the-units",
            "The gradient of b1 adds up over the samples, which are the rows: `axis=0`.",
            answer(b1="grad_z1.sum(axis=1)"),
        ),
    ),
    alternatives=(
        answer(),
        """
        def repaired_backward(grad_scores, X, h1, t, h2, W2, W3):
            grad_h2, W3_, b3 = dense_backward(grad_scores, h2, W3)
            through, W2_, b2 = dense_backward(grad_h2 * (1 - t) * (1 + t), h1, W2)
            grad_z1 = np.where(h1 > 0, grad_h2 + through, 0)
            return dict(W1=X.T @ grad_z1, b1=grad_z1.sum(0), W2=W2_, b2=b2, W3=W3_, b3=b3)
        """,
        """
        def repaired_backward(grad_scores, X, h1, t, h2, W2, W3):
            ones = np.ones(len(X))
            grad_h2 = np.einsum("su,iu->si", grad_scores, W3)
            grad_z2 = grad_h2 - grad_h2 * t * t
            grad_z1 = (grad_z2 @ W2.T + grad_h2) * np.sign(h1)
            gradients = {"W1": X.T @ grad_z1, "b1": ones @ grad_z1}
            gradients["W2"], gradients["b2"] = h1.T @ grad_z2, ones @ grad_z2
            gradients["W3"], gradients["b3"] = h2.T @ grad_scores, ones @ grad_scores
            return gradients
        """,
    ),
    conventions=("The bugs are planted", "three bugs"),
    hints=(
        "Gradients are computed from the output to the input, and a wrong one spoils all that come after it. "
        "Which is the first gradient that is wrong? The bug lies between it and the last right one.",
        "h2 = h1 + t and t = tanh(z2). Write the derivative of t with respect to z2 in terms of t, and count the "
        "ways that lead from h1 to h2. As for b1: compare its line with those of b2 and b3.",
    ),
)

EXERCISES = (REPAIRED,)
