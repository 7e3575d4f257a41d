"""Inverted dropout: what is passed on and back."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from source_lib import dropout


def layer(name):
    """Return a draw of activations or gradients under `name`, with a mask and a probability."""

    def draw(rng):
        mask = rng.random((3, 4)) < 0.6
        mask[0, 0], mask[1, 1] = True, False  # there is at least one of each
        return {
            name: rng.normal(scale=3, size=(3, 4)),
            "mask": mask,
            "keep_prob": rng.choice([0.25, 0.4, 0.7, 0.8]),
        }

    return draw


NOBODY = np.zeros((2, 3), dtype=bool)
FORWARD = "dropout_forward(X, mask, keep_prob)"
BACKWARD = "dropout_backward(grad_output, mask, keep_prob)"
FORWARD_RIGHT = "def dropout_forward(X, mask, keep_prob): return X * mask / keep_prob"
BACKWARD_RIGHT = "def dropout_backward(grad_output, mask, keep_prob): return grad_output * mask / keep_prob"


def in_both_or_one(id, sentences, expression):
    """Yield a mistake that newcomers make in both passes, in the forward pass alone, and in the backward pass alone."""
    forward = f"def dropout_forward(X, mask, keep_prob): return {expression.format('X')}"
    backward = (
        f"def dropout_backward(grad_output, mask, keep_prob): return {expression.format('grad_output')}"
    )
    sources = (forward, backward), (forward, BACKWARD_RIGHT), (FORWARD_RIGHT, backward)
    for prefix, sentence, pair in zip(("", "forward-", "backward-"), sentences, sources, strict=True):
        yield Mistake(prefix + id, sentence, code(*pair))


SOME = np.array([[1.0, -2.0, 3.0], [4.0, 0.0, -6.0]])

PASS = Exercise(
    id="inverted-dropout",
    title="Inverted dropout, forward and backward",
    reference={"dropout_forward": dropout.dropout, "dropout_backward": dropout.dropout},
    parts=(
        Part("forward", FORWARD, layer("X"), points=2),
        Part("backward", BACKWARD, layer("grad_output"), points=2),
        Part(
            "nobody survives, or everybody",
            f"[{FORWARD}, {BACKWARD}]",
            edges=(
                {"X": SOME, "grad_output": 2 * SOME, "mask": NOBODY, "keep_prob": 0.5},
                {"X": SOME, "grad_output": 2 * SOME, "mask": ~NOBODY, "keep_prob": 1.0},
            ),
        ),
    ),
    mistakes=(
        *in_both_or_one(
            "unscaled",
            (
                "Right for *plain* dropout. Inverted dropout divides the survivors, so that the mean stays the same.",
                "Your forward pass only silences, as plain dropout does: what makes up for the silent ones?",
                "In the backward pass: what is multiplied by a number on the way forward is multiplied by the same number "
                "on the way back.",
            ),
            "{0} * mask",
        ),
        *in_both_or_one(
            "multiplied",
            (
                "You multiply by keep_prob, which makes the survivors smaller still. They have to make up for the "
                "silent ones.",
                "Forward multiplies by keep_prob, which makes the survivors smaller still. They have to make up for the "
                "silent ones.",
                "On the way back the slope is the same as on the way forward, not its inverse.",
            ),
            "{0} * mask * keep_prob",
        ),
        *in_both_or_one(
            "untouched",
            (
                "Yours lets everything through: the mask says who is silenced, and keep_prob by how much the others "
                "become louder.",
                "Forward lets everything through: the mask says who is silenced, and keep_prob by how much the others "
                "become louder.",
                "Your backward pass lets everything through: which units had a say in the output, and how loud?",
            ),
            "{0}",
        ),
        *in_both_or_one(
            "to-all",
            (
                "All units become louder in yours, and none is silenced. The mask is missing.",
                "All units become louder in your forward pass, and none is silenced. The mask is missing.",
                "A silent unit had no say in the output, so no gradient goes back to it.",
            ),
            "{0} / keep_prob",
        ),
        *in_both_or_one(
            "divided-twice",
            ("Divide by keep_prob once: that already makes up for the silent ones.",) * 2
            + ("On the way back, divide once: the slope is the one factor of the way forward.",),
            "{0} * mask / keep_prob**2",
        ),
        *in_both_or_one(
            "share-that-happened",
            (
                "You divide by the share that survived this time. Divide by the probability, which does not change "
                "from batch to batch.",
                "Forward divides by the share that survived this time. Divide by the probability, which does not change "
                "from batch to batch.",
                "On the way back you divide by the share that survived this time. Divide by the probability, as on the "
                "way forward.",
            ),
            "{0} * mask / np.mean(mask)",
        ),
        *in_both_or_one(
            "drop-probability",
            ("You divide by 1 - keep_prob, the share of the silent ones. What share survives?",) * 3,
            "{0} * mask / (1 - keep_prob)",
        ),
        *in_both_or_one(
            "wrong-ones",
            ("The survivors are silenced in yours: the mask is True for those who stay.",) * 2
            + ("On the way back the survivors are silenced: the mask is True for those who stay.",),
            "np.where(mask, 0, {0} / keep_prob)",
        ),
        *in_both_or_one(
            "silent-unscaled",
            ("Those that do not survive must be 0; yours let them pass.",) * 2
            + ("A silent unit had no say in the output, so no gradient goes back to it; yours let it pass.",),
            "np.where(mask, {0} / keep_prob, {0})",
        ),
        *in_both_or_one(
            "survivors-only",
            (
                "`X[mask]` keeps the survivors in one long row. The result must have the shape of X, with zeros in it.",
            )
            * 2
            + (
                "`grad_output[mask]` is one long row. The result must have the shape of X, with zeros in it.",
            ),
            "{0}[mask] / keep_prob",
        ),
        *in_both_or_one(
            "mean-of-the-mask",
            ("The mean of the mask is one number. The mask itself says who survives.",) * 3,
            "{0} * np.mean(mask)",
        ),
        *in_both_or_one(
            "matrix-product",
            ("`@` is the matrix product. Each entry is multiplied by its own entry of the mask: `*`.",) * 3,
            "{0} @ mask / keep_prob",
        ),
        *in_both_or_one(
            "mask-only",
            ("This is the mask, divided. What is it multiplied by?",) * 3,
            "mask / keep_prob",
        ),
        *in_both_or_one(
            "no-mask",
            (
                "This is what is done in *plain* dropout when the network is used. In training, the mask says who is "
                "silenced.",
            )
            * 3,
            "{0} * keep_prob",
        ),
        Mistake(
            "in-place",
            "Your function changes `X` itself, which the backward pass of the layer before still needs.",
            code(
                """
                def dropout_forward(X, mask, keep_prob):
                    X[~mask] = 0
                    return X / keep_prob
                """,
                BACKWARD_RIGHT,
            ),
        ),
    ),
    alternatives=(
        code(FORWARD_RIGHT, BACKWARD_RIGHT),
        code(
            "def dropout_forward(X, mask, keep_prob): return np.where(mask, X / keep_prob, 0)",
            """
            def dropout_backward(grad_output, mask, keep_prob):
                return dropout_forward(grad_output, mask, keep_prob)
            """,
        ),
        code(
            """
            def dropout_forward(X, mask, keep_prob):
                out = X / keep_prob
                out[~mask] = 0
                return out
            """,
            """
            def dropout_backward(grad_output, mask, keep_prob):
                return grad_output * (mask / keep_prob)
            """,
        ),
        code(
            """
            def dropout_forward(X, mask, keep_prob):
                out = np.zeros(X.shape)
                for place in np.ndindex(X.shape):
                    if mask[place]:
                        out[place] = X[place] / keep_prob
                return out
            """,
            """
            def dropout_backward(grad_output, mask, keep_prob):
                grad = np.zeros_like(grad_output)
                grad[mask] = grad_output[mask] / keep_prob
                return grad
            """,
        ),
        code(
            "def dropout_forward(X, mask, keep_prob): return np.multiply(mask.astype(float), X) * (1 / keep_prob)",
            "def dropout_backward(grad_output, mask, keep_prob): return np.select([mask], [grad_output]) / keep_prob",
        ),
    ),
    conventions=("divides the survivors by `keep_prob`",),
    hints=(
        "An array times a mask of truth values keeps the entries where the mask is True and makes the others 0. "
        "Backward: each entry of the output is its input times a number; what is that number?",
        "X = [3, 8], mask [True, False], keep_prob 0.75: forward [4, 0]. If [6, 5] arrives, [8, 0] goes back.",
    ),
)

EXERCISES = (PASS,)
