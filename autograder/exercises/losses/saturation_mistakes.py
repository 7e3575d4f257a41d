"""What newcomers write for the gradients of the two costs, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

QUADRATIC, CROSS = "quadratic_cost_gradients", "cross_entropy_cost_gradients"


def gradients(name, grad_z, of_weights="X.T @ grad_z", of_bias="np.sum(grad_z)"):
    """Return the source of one of the two functions with those formulas."""
    return f"""
def {name}(X, y_true, weights, bias):
    z = X @ weights + bias
    a = 1 / (1 + np.exp(-z))
    n = len(y_true)
    grad_z = {grad_z}
    return {of_weights}, {of_bias}
"""


RIGHT_QUADRATIC, RIGHT_CROSS = "2 * (a - y_true) * a * (1 - a) / n", "(a - y_true) / n"


def both(quadratic=RIGHT_QUADRATIC, cross=RIGHT_CROSS, **formulas):
    """Return the source of both functions."""
    return code(gradients(QUADRATIC, quadratic, **formulas), gradients(CROSS, cross, **formulas))


MISTAKES = (
    Mistake(
        "slope-forgotten",
        "Quadratic cost: between the cost and z stands the sigmoid, so the chain rule brings its slope.",
        both(quadratic="2 * (a - y_true) / n"),
    ),
    Mistake(
        "slope-left",
        "Cross-entropy: there is a slope of the sigmoid left in your gradient. It cancels against the "
        "a (1 - a) below the fraction line.",
        both(cross="(a - y_true) * a * (1 - a) / n"),
    ),
    Mistake(
        "slope-of-z",
        "Quadratic cost: the slope of the sigmoid is a (1 - a), with its *output* a, not z (1 - z).",
        both(quadratic="2 * (a - y_true) * z * (1 - z) / n"),
    ),
    Mistake(
        "sigmoid-twice",
        "Quadratic cost: the slope is that of the sigmoid at z. You take it at a, that is, after a second sigmoid.",
        both(
            quadratic="2 * (a - y_true) * (1 / (1 + np.exp(-a))) * (1 - 1 / (1 + np.exp(-a))) / n",
        ),
    ),
    Mistake(
        "two-forgotten",
        "Quadratic cost: the cost is the mean of the squares, without a half, so the derivative brings a 2.",
        both(quadratic="(a - y_true) * a * (1 - a) / n"),
    ),
    Mistake(
        "doubled-cross-entropy",
        "Cross-entropy: no square, no 2. What is left after cancelling is just a - y, by the number of samples.",
        both(cross="2 * (a - y_true) / n"),
    ),
    Mistake(
        "mean-forgotten",
        "Both costs are means over the batch: the gradients must be divided by the number of samples.",
        both(quadratic="2 * (a - y_true) * a * (1 - a)", cross="a - y_true"),
    ),
    Mistake(
        "mean-forgotten-quadratic",
        "Quadratic cost: it is a mean over the batch, so its gradients must be divided by the number of samples.",
        both(quadratic="2 * (a - y_true) * a * (1 - a)"),
    ),
    Mistake(
        "mean-forgotten-cross-entropy",
        "Cross-entropy: it is a mean over the batch, so its gradients must be divided by the number of samples.",
        both(cross="a - y_true"),
    ),
    Mistake(
        "bias-mean",
        "The gradient of the bias is divided by the number of samples twice.",
        both(of_bias="np.mean(grad_z)"),
    ),
    Mistake(
        "mean-twice",
        "The number of samples is divided by twice: each sample's share is in your gradient already, so add up.",
        both(of_weights="X.T @ grad_z / n", of_bias="np.mean(grad_z)"),
    ),
    Mistake(
        "uphill",
        "The sign is the wrong way round: gradients point uphill. If a is larger than y, raising the bias makes the "
        "cost larger.",
        both("2 * (y_true - a) * a * (1 - a) / n", "(y_true - a) / n"),
    ),
    Mistake(
        "uphill-quadratic",
        "Quadratic cost: the sign is the wrong way round. If a is larger than y, raising the bias makes "
        "the cost larger.",
        both(quadratic="2 * (y_true - a) * a * (1 - a) / n"),
    ),
    Mistake(
        "uphill-cross-entropy",
        "Cross-entropy: the sign is the wrong way round. If a is larger than y, raising the bias makes "
        "the cost larger.",
        both(cross="(y_true - a) / n"),
    ),
    Mistake(
        "gradient-of-output",
        "Cross-entropy: this is the gradient with respect to the output a. Multiply it by the sigmoid's slope, "
        "on paper.",
        both(cross="(a - y_true) / (a * (1 - a)) / n"),
    ),
    Mistake(
        "half-of-the-slope",
        "Quadratic cost: the slope of the sigmoid is a (1 - a); one of its two factors is missing.",
        both(quadratic="2 * (a - y_true) * a / n"),
    ),
    Mistake(
        "results-swapped",
        "The two results are in the wrong order: first the gradient of the weights, then that of the bias.",
        both(of_weights="np.sum(grad_z)", of_bias="X.T @ grad_z"),
    ),
    Mistake(
        "inputs-forgotten",
        "The gradient of a weight contains its input: z grows by x when the weight grows by 1.",
        both(of_weights="np.full(X.shape[1], np.sum(grad_z))"),
    ),
    Mistake(
        "inputs-averaged",
        "Each sample's error belongs to that sample's inputs: multiply first, then add up over the batch.",
        both(of_weights="X.mean(axis=0) * np.sum(grad_z)"),
    ),
    Mistake(
        "each-sample",
        "You return a gradient for each sample. There is one bias, and one set of weights, so add up the samples.",
        both(of_weights="X * grad_z[:, np.newaxis]", of_bias="grad_z"),
    ),
    Mistake(
        "no-sigmoid",
        "You compare z with the truth. The unit's output is a = σ(z).",
        both("2 * (z - y_true) * a * (1 - a) / n", "(z - y_true) / n"),
    ),
    Mistake(
        "bias-forgotten",
        "The bias is missing in z.",
        code(
            gradients(QUADRATIC, RIGHT_QUADRATIC).replace(" + bias", ""),
            gradients(CROSS, RIGHT_CROSS).replace(" + bias", ""),
        ),
    ),
    Mistake(
        "bias-of-each-sample",
        "The gradient of the bias is one number: all samples pull at the same bias, so add up what "
        "they contribute.",
        both(of_bias="grad_z"),
    ),
    Mistake(
        "updated-already",
        "These are the new weights and the new bias after a step. The gradients alone are asked for.",
        both(of_weights="weights - X.T @ grad_z", of_bias="bias - np.sum(grad_z)"),
    ),
    Mistake(
        "divided-by-all-entries",
        "You divide by the number of all entries of X. The mean is taken over the samples: their "
        "number is `len(X)`.",
        both(quadratic="2 * (a - y_true) * a * (1 - a) / X.size", cross="(a - y_true) / X.size"),
    ),
    Mistake(
        "weights-only",
        "Each function returns two things: the gradients of the weights, then that of the bias.",
        code(
            gradients(QUADRATIC, RIGHT_QUADRATIC).replace(", np.sum(grad_z)", ""),
            gradients(CROSS, RIGHT_CROSS).replace(", np.sum(grad_z)", ""),
        ),
    ),
    Mistake(
        "sign-of-the-exponent",
        "The exponent of your sigmoid has the wrong sign: a must be large where z is large.",
        both().replace("np.exp(-z)", "np.exp(z)"),
    ),
    Mistake(
        "slope-without-brackets",
        "Quadratic cost: the second factor of the slope is the whole of 1 - a. Put brackets around it.",
        both(quadratic="2 * (a - y_true) / n * a * 1 - a"),
    ),
    Mistake(
        "error-squared",
        "Quadratic cost: when the square is differentiated, one factor a - y remains. Yours is still "
        "squared.",
        both(quadratic="2 * (a - y_true) ** 2 * a * (1 - a) / n"),
    ),
    Mistake(
        "slope-divides",
        "Quadratic cost: the sigmoid's slope *multiplies* by the chain rule. (It is cross-entropy "
        "whose derivative divides by it.)",
        both(quadratic="2 * (a - y_true) / (a * (1 - a)) / n"),
    ),
)
