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
        Mistake(
            "backward-unscaled",
            "In the backward pass: what is multiplied by a number on the way forward is multiplied by the same number "
            "on the way back.",
            code(
                FORWARD_RIGHT, "def dropout_backward(grad_output, mask, keep_prob): return grad_output * mask"
            ),
        ),
        Mistake(
            "unscaled",
            "Right for *plain* dropout. Inverted dropout divides the survivors, so that the mean stays the same.",
            code(
                "def dropout_forward(X, mask, keep_prob): return X * mask",
                "def dropout_backward(grad_output, mask, keep_prob): return grad_output * mask",
            ),
        ),
        Mistake(
            "forward-unscaled",
            "Your forward pass only silences, as plain dropout does: what makes up for the silent ones?",
            code("def dropout_forward(X, mask, keep_prob): return X * mask", BACKWARD_RIGHT),
        ),
        Mistake(
            "backward-untouched",
            "Your backward pass lets everything through: which units had a say in the output, and how loud?",
            code(FORWARD_RIGHT, "def dropout_backward(grad_output, mask, keep_prob): return grad_output"),
        ),
        Mistake(
            "backward-divided-twice",
            "On the way back, divide once: the slope is the one factor of the way forward.",
            code(
                FORWARD_RIGHT,
                "def dropout_backward(grad_output, mask, keep_prob): return grad_output * mask / keep_prob**2",
            ),
        ),
        Mistake(
            "forward-by-what-happened",
            "Forward divides by the share that survived this time. Divide by the probability, which does not change "
            "from batch to batch.",
            code("def dropout_forward(X, mask, keep_prob): return X * mask / np.mean(mask)", BACKWARD_RIGHT),
        ),
        Mistake(
            "backward-to-all",
            "A silent unit had no say in the output, so no gradient goes back to it.",
            code(
                FORWARD_RIGHT,
                "def dropout_backward(grad_output, mask, keep_prob): return grad_output / keep_prob",
            ),
        ),
        Mistake(
            "backward-multiplied",
            "On the way back the slope is the same as on the way forward, not its inverse.",
            code(
                FORWARD_RIGHT,
                "def dropout_backward(grad_output, mask, keep_prob): return grad_output * mask * keep_prob",
            ),
        ),
        Mistake(
            "multiplied",
            "You multiply by keep_prob, which makes the survivors smaller still. They have to make up for the "
            "silent ones.",
            code(
                "def dropout_forward(X, mask, keep_prob): return X * mask * keep_prob",
                "def dropout_backward(grad_output, mask, keep_prob): return grad_output * mask * keep_prob",
            ),
        ),
        Mistake(
            "drop-probability",
            "You divide by 1 - keep_prob, the share of the silent ones. What share survives?",
            code(
                """
                def dropout_forward(X, mask, keep_prob):
                    return np.where(mask, X / (1 - keep_prob) if keep_prob < 1 else X, 0)
                """,
                """
                def dropout_backward(grad_output, mask, keep_prob):
                    return np.where(mask, grad_output / (1 - keep_prob) if keep_prob < 1 else grad_output, 0)
                """,
            ),
        ),
        Mistake(
            "wrong-ones",
            "The survivors are silenced in yours: the mask is True for those who stay.",
            code(
                "def dropout_forward(X, mask, keep_prob): return np.where(mask, 0, X / keep_prob)",
                """
                def dropout_backward(grad_output, mask, keep_prob):
                    return np.where(mask, 0, grad_output / keep_prob)
                """,
            ),
        ),
        Mistake(
            "share-that-happened",
            "You divide by the share that survived this time. Divide by the probability, which does not change "
            "from batch to batch.",
            code(
                "def dropout_forward(X, mask, keep_prob): return X * mask / np.mean(mask)",
                "def dropout_backward(grad_output, mask, keep_prob): return grad_output * mask / np.mean(mask)",
            ),
        ),
        Mistake(
            "silent-unscaled",
            "Those that do not survive must be 0; yours let them pass.",
            code(
                "def dropout_forward(X, mask, keep_prob): return np.where(mask, X / keep_prob, X)",
                "def dropout_backward(grad_output, mask, keep_prob):"
                " return np.where(mask, grad_output / keep_prob, grad_output)",
            ),
        ),
        Mistake(
            "survivors-only",
            "`X[mask]` keeps the survivors in one long row. The result must have the shape of X, with zeros in it.",
            code(
                "def dropout_forward(X, mask, keep_prob): return X[mask] / keep_prob",
                "def dropout_backward(grad_output, mask, keep_prob): return grad_output[mask] / keep_prob",
            ),
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
