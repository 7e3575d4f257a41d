"""What newcomers write for a loss with a penalty, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code


def loss_with(expression):
    """Return the source of a loss that is computed so."""
    return f"def regularized_loss(data_loss, layers, strength): return {expression}"


def slopes_with(pair):
    """Return the source of gradients in which each layer is given this."""
    return f"""
    def regularized_gradients(gradients, layers, strength):
        return [{pair} for (grad_W, grad_b), (W, b) in zip(gradients, layers)]
    """


LOSS_RIGHT = loss_with("data_loss + sum(l2_penalty(W, strength) for W, b in layers)")

SLOPES_RIGHT = slopes_with("(grad_W + l2_penalty_gradient(W, strength), grad_b)")


MISTAKES = (
    Mistake(
        "biases-in-the-loss",
        "Your loss punishes the biases as well.",
        code(
            loss_with(
                "data_loss + sum(l2_penalty(W, strength) + l2_penalty(b, strength) for W, b in layers)"
            ),
            SLOPES_RIGHT,
        ),
    ),
    Mistake(
        "biases-in-the-gradients",
        "The gradients of the biases must stay those of the data loss.",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength * W, grad_b + strength * b)")),
    ),
    Mistake(
        "biases-punished",
        "You punish the biases as well. By convention, only weights are punished.",
        code(
            loss_with(
                "data_loss + sum(l2_penalty(W, strength) + l2_penalty(b, strength) for W, b in layers)"
            ),
            slopes_with("(grad_W + strength * W, grad_b + strength * b)"),
        ),
    ),
    Mistake(
        "biases-for-weights",
        "Your loss punishes the biases and spares the weights. It is the other way round.",
        code(loss_with("data_loss + sum(l2_penalty(b, strength) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "first-layer-only",
        "Only the first layer is punished. Add the penalties of all layers.",
        code(loss_with("data_loss + l2_penalty(layers[0][0], strength)"), SLOPES_RIGHT),
    ),
    Mistake(
        "last-layer-only",
        "Only the last layer is punished. Add the penalties of all layers.",
        code(loss_with("data_loss + l2_penalty(layers[-1][0], strength)"), SLOPES_RIGHT),
    ),
    Mistake(
        "data-loss-for-each-layer",
        "You add the data loss once for each layer. The network has one data loss; only the penalties are many.",
        code(loss_with("sum(data_loss + l2_penalty(W, strength) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "absolute-values",
        "Your loss adds the L1 penalty; L2 is asked for.",
        code(loss_with("data_loss + sum(strength * np.sum(np.abs(W)) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "mean-over-layers",
        "You average the penalties of the layers. They are added.",
        code(
            loss_with("data_loss + sum(l2_penalty(W, strength) for W, b in layers) / len(layers)"),
            SLOPES_RIGHT,
        ),
    ),
    Mistake(
        "rewarded",
        "The penalty is subtracted in yours: then large weights would be rewarded.",
        code(loss_with("data_loss - sum(l2_penalty(W, strength) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "penalty-alone",
        "The data loss is missing: without it, the best network is the one whose weights are all 0.",
        code(loss_with("sum(l2_penalty(W, strength) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "gradients-of-the-penalty",
        "In the gradients, what comes from the data is missing.",
        code(LOSS_RIGHT, slopes_with("(strength * W, grad_b)")),
    ),
    Mistake(
        "biases-without-gradient",
        "Not to punish the biases does not mean not to train them: the data loss has gradients for them.",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength * W, 0 * grad_b)")),
    ),
    Mistake(
        "without-pairs",
        "All gradients stand in one row in yours. A list of pairs is asked for: keep the two of a layer together.",
        code(
            LOSS_RIGHT,
            """
            def regularized_gradients(gradients, layers, strength):
                result = []
                for (grad_W, grad_b), (W, b) in zip(gradients, layers):
                    result += [grad_W + strength * W, grad_b]
                return result
            """,
        ),
    ),
    Mistake(
        "weights-alone",
        "The gradients of the biases are missing: return a pair for each layer.",
        code(LOSS_RIGHT, slopes_with("grad_W + strength * W")),
    ),
    Mistake(
        "value-for-gradient",
        "You add the penalty itself to the gradients: one number to all entries. Add its gradient.",
        code(LOSS_RIGHT, slopes_with("(grad_W + l2_penalty(W, strength), grad_b)")),
    ),
    Mistake(
        "gradients-subtracted",
        "In the gradients: if a sum grows, so does its gradient: a plus, not a minus.",
        code(LOSS_RIGHT, slopes_with("(grad_W - strength * W, grad_b)")),
    ),
    Mistake(
        "in-place",
        "The gradients that were handed over are changed; make new ones.",
        code(
            LOSS_RIGHT,
            """
            def regularized_gradients(gradients, layers, strength):
                for (grad_W, grad_b), (W, b) in zip(gradients, layers):
                    grad_W += strength * W
                return gradients
            """,
        ),
    ),
    Mistake(
        "half-forgotten",
        "The half is missing in the penalty of your loss: half the strength times the sum of the squares.",
        code(loss_with("data_loss + sum(strength * np.sum(W**2) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "half-again",
        "The half is there twice: `l2_penalty` has it already.",
        code(loss_with("data_loss + 0.5 * sum(l2_penalty(W, strength) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "strength-again",
        "The strength is there twice: `l2_penalty` has it already.",
        code(
            loss_with("data_loss + strength * sum(l2_penalty(W, strength) for W, b in layers)"),
            SLOPES_RIGHT,
        ),
    ),
    Mistake(
        "squares-averaged",
        "You average the squares of a layer. They are summed.",
        code(loss_with("data_loss + sum(0.5 * strength * np.mean(W**2) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "square-of-the-sum",
        "You square the sum of a layer's weights; positive and negative ones cancel. Square first.",
        code(loss_with("data_loss + sum(0.5 * strength * np.sum(W) ** 2 for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "lengths",
        "You add up the lengths of the weights. The penalty takes the squares, without a root.",
        code(
            loss_with("data_loss + sum(0.5 * strength * np.linalg.norm(W) for W, b in layers)"),
            SLOPES_RIGHT,
        ),
    ),
    Mistake(
        "product",
        "You multiply the data loss by the penalty. They are added.",
        code(loss_with("data_loss * sum(l2_penalty(W, strength) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "one-loss-for-each-layer",
        "This is a list with a loss for each layer. The network has one loss, with the penalties of "
        "all layers.",
        code(loss_with("[data_loss + l2_penalty(W, strength) for W, b in layers]"), SLOPES_RIGHT),
    ),
    Mistake(
        "arguments-swapped",
        "`l2_penalty` takes the weights first, then the strength.",
        code(loss_with("data_loss + sum(l2_penalty(strength, W) for W, b in layers)"), SLOPES_RIGHT),
    ),
    Mistake(
        "biases-summed",
        "The biases have got into your penalty. Only weights are punished.",
        code(
            loss_with(
                "data_loss + sum(l2_penalty(W, strength) + 0.5 * strength * np.sum(b) for W, b in layers)"
            ),
            SLOPES_RIGHT,
        ),
    ),
    Mistake(
        "gradients-doubled",
        "The penalty's part of your gradients is twice too large: the 2 of the square and the half cancel.",
        code(LOSS_RIGHT, slopes_with("(grad_W + 2 * strength * W, grad_b)")),
    ),
    Mistake(
        "gradients-halved",
        "The penalty's part of your gradients still carries the half, which the 2 of the square cancels.",
        code(LOSS_RIGHT, slopes_with("(grad_W + 0.5 * strength * W, grad_b)")),
    ),
    Mistake(
        "unchanged",
        "Your gradients are those of the data loss alone. What does the penalty add?",
        code(LOSS_RIGHT, slopes_with("(grad_W, grad_b)")),
    ),
    Mistake(
        "penalty-of-the-gradient",
        "You punish the *gradient*. The penalty is one on the weights, and so is its gradient.",
        code(LOSS_RIGHT, slopes_with("(grad_W + l2_penalty_gradient(grad_W, strength), grad_b)")),
    ),
    Mistake(
        "weights-and-gradients-swapped",
        "Weights and gradients have changed places: to the gradient you add strength times the weights.",
        code(LOSS_RIGHT, slopes_with("(W + strength * grad_W, b)")),
    ),
    Mistake(
        "after-a-step",
        "These are weights after a step. Asked for are the gradients.",
        code(LOSS_RIGHT, slopes_with("(W - strength * grad_W, b - strength * grad_b)")),
    ),
    Mistake(
        "biases-instead",
        "Your gradients punish the biases and spare the weights. It is the other way round.",
        code(LOSS_RIGHT, slopes_with("(grad_W, grad_b + strength * b)")),
    ),
    Mistake(
        "pairs-swapped",
        "The pair is the wrong way round: first the gradient of the weights, then that of the biases.",
        code(LOSS_RIGHT, slopes_with("(grad_b, grad_W + strength * W)")),
    ),
    Mistake(
        "strength-only",
        "You add the strength itself. By how much does the penalty change with a weight?",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength, grad_b)")),
    ),
    Mistake(
        "signs-only",
        "You add the gradient of L1; L2 is asked for.",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength * np.sign(W), grad_b)")),
    ),
    Mistake(
        "sizes",
        "The sign of the weights is lost: for a negative weight, the penalty grows to the left.",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength * np.abs(W), grad_b)")),
    ),
    Mistake(
        "summed-weights",
        "You add the sum of all weights to each entry. To each gradient belongs its own weight.",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength * np.sum(W), grad_b)")),
    ),
    Mistake(
        "averaged-over-layers",
        "You divide by the number of layers. The penalties are added, not averaged.",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength * W / len(layers), grad_b)")),
    ),
    Mistake(
        "averaged-over-weights",
        "You divide by the number of weights. The squares are summed, not averaged.",
        code(LOSS_RIGHT, slopes_with("(grad_W + strength * W / W.size, grad_b)")),
    ),
    Mistake(
        "both-without-half",
        "Loss and gradients are twice too large in what the penalty adds: the half belongs to the penalty.",
        code(
            loss_with("data_loss + sum(strength * np.sum(W**2) for W, b in layers)"),
            slopes_with("(grad_W + 2 * strength * W, grad_b)"),
        ),
    ),
)
