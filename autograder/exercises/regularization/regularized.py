"""Where penalties go: into the loss of the whole network, and into its gradients."""

import itertools

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part, code
from autograder.exercises.regularization.regularized_mistakes import LOSS_RIGHT, MISTAKES, SLOPES_RIGHT
from source_lib import regularizers


def regularized_loss(data_loss, layers, strength):
    """Return the data loss plus the L2 penalty of the weights of all layers."""
    return data_loss + sum(regularizers.l2(weights, strength) for weights, _ in layers)


def regularized_gradients(gradients, layers, strength):
    """Return the gradients of the regularized loss, pair by pair."""
    return [
        [np.asarray(grad_weights) + regularizers.l2_gradient(weights, strength), np.asarray(grad_biases)]
        for (grad_weights, grad_biases), (weights, _) in zip(gradients, layers, strict=True)
    ]


def network(rng, sizes):
    """Draw a pair of weights and biases for each layer, biases too large to be overlooked."""
    return [
        [np.round(rng.normal(size=shape), 3), np.round(rng.normal(scale=3, size=shape[1]), 3)]
        for shape in itertools.pairwise(sizes)
    ]


def losses(*sizes):
    """Return a draw of a data loss and the layers of a network."""
    return lambda rng: {
        "data_loss": rng.uniform(0.5, 3),
        "layers": network(rng, sizes),
        "strength": rng.uniform(0.2, 1.5),
    }


def slopes(*sizes):
    """Return a draw of the data loss's gradients and the layers of a network."""
    return lambda rng: {
        "gradients": network(rng, sizes),
        "layers": network(rng, sizes),
        "strength": rng.uniform(0.2, 1.5),
    }


CALL_LOSS = "regularized_loss(data_loss, layers, strength)"
CALL_SLOPES = "regularized_gradients(gradients, layers, strength)"

REGULARIZED = Exercise(
    id="regularized-loss",
    title="The loss with a penalty",
    reference={"regularized_loss": regularized_loss, "regularized_gradients": regularized_gradients},
    parts=(
        Part("the loss of one layer", CALL_LOSS, losses(3, 2)),
        Part("the loss of several layers", CALL_LOSS, losses(2, 4, 3, 1)),
        Part("the gradients", CALL_SLOPES, slopes(2, 4, 3, 1), points=2),
        Part(
            "strength 0 changes nothing",
            f"[{CALL_LOSS}, {CALL_SLOPES}]",
            lambda rng: slopes(3, 2)(rng) | {"data_loss": rng.uniform(0.5, 3), "strength": 0.0},
            drawn=1,
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(LOSS_RIGHT, SLOPES_RIGHT),
        code(
            """
            def regularized_loss(data_loss, layers, strength):
                total = data_loss
                for weights, biases in layers:
                    total = total + 0.5 * strength * np.sum(weights**2)
                return total
            """,
            """
            def regularized_gradients(gradients, layers, strength):
                result = []
                for i in range(len(layers)):
                    result.append([gradients[i][0] + strength * layers[i][0], gradients[i][1]])
                return result
            """,
        ),
        code(
            """
            def regularized_loss(data_loss, layers, strength):
                everything = np.concatenate([layer[0].ravel() for layer in layers])
                return data_loss + l2_penalty(everything, strength)
            """,
            """
            def regularized_gradients(gradients, layers, strength):
                added = [l2_penalty_gradient(weights, strength=strength) for weights, _ in layers]
                return [(g[0] + a, g[1].copy()) for g, a in zip(gradients, added)]
            """,
        ),
        code(
            """
            def regularized_loss(data_loss, layers, strength):
                return np.sum([data_loss, *(l2_penalty(weights, strength) for weights, _ in layers)])
            """,
            """
            def regularized_gradients(gradients, layers, strength):
                return [(np.add(slope[0], l2_penalty_gradient(layer[0], strength)), slope[1] + 0)
                        for slope, layer in zip(gradients, layers)]
            """,
        ),
    ),
    conventions=("only the weights are punished, never the biases", "list of pairs"),
    needs=("l2_penalty", "l2_penalty_gradient"),
    hints=(
        "`for weights, biases in layers:` walks through the layers; `zip(gradients, layers)` through both lists "
        "at once. Use your `l2_penalty` and `l2_penalty_gradient`.",
        "One layer with weights [[3], [-4]] and biases [7], strength 0.1, data loss 2: the loss is 2 + 1.25. "
        "If the gradients of the data loss are all 1, they become [[1.3], [0.6]] and [1].",
    ),
    equivalent=(
        Equivalent(
            "line 10: `zip(gradients, layers, strict=True)` -> `zip(gradients, layers)`",
            "both lists have one pair for each layer",
        ),
        Equivalent("line 10: `True` -> `False`", "both lists have one pair for each layer"),
    ),
)

EXERCISES = (REGULARIZED,)
