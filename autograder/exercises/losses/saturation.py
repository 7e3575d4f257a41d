"""A sigmoid unit that is badly wrong: what the two losses tell its weights."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, Written, code
from source_lib.activations import sigmoid, sigmoid_derivative
from source_lib.binary_cross_entropy import binary_cross_entropy_from_logits_gradient
from source_lib.losses import mse_gradient


def quadratic_cost_gradients(X, y_true, weights, bias):
    """Return the gradients of the mean squared error of a sigmoid unit, by the chain rule."""
    z = X @ weights + bias
    grad_z = mse_gradient(y_true, sigmoid(z)) * sigmoid_derivative(z)
    return X.T @ grad_z, grad_z.sum()


def cross_entropy_cost_gradients(X, y_true, weights, bias):
    """Return the gradients of the binary cross-entropy of a sigmoid unit, by the chain rule."""
    grad_z = binary_cross_entropy_from_logits_gradient(y_true, X @ weights + bias)
    return X.T @ grad_z, grad_z.sum()


def units(samples, features):
    """Return a draw of a batch and of a sigmoid unit."""

    def draw(rng):
        return {
            "X": rng.normal(scale=1.5, size=(samples, features)),
            "y_true": rng.permutation(np.resize([1, 0], samples)),
            "weights": rng.normal(size=features),
            "bias": float(rng.uniform(-1.5, 1.5)),
        }

    return draw


BADLY_WRONG = {
    "X": np.array([[1.0], [0.5]]), "y_true": np.array([0, 0]), "weights": np.array([2.0]), "bias": 2.0,
}  # fmt: skip
QUADRATIC, CROSS = "quadratic_cost_gradients", "cross_entropy_cost_gradients"
CALL = "(X, y_true, weights, bias)"


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


COST_GRADIENTS = Exercise(
    id="cost-gradients",
    title="Two costs, one sigmoid unit",
    reference={QUADRATIC: quadratic_cost_gradients, CROSS: cross_entropy_cost_gradients},
    parts=(
        Part("quadratic cost: the weights", f"{QUADRATIC}{CALL}[0]", units(5, 3), edges=(BADLY_WRONG,)),
        Part("quadratic cost: the bias", f"{QUADRATIC}{CALL}[1]", units(4, 2), edges=(BADLY_WRONG,)),
        Part("cross-entropy: the weights", f"{CROSS}{CALL}[0]", units(5, 3), edges=(BADLY_WRONG,)),
        Part("cross-entropy: the bias", f"{CROSS}{CALL}[1]", units(4, 2), edges=(BADLY_WRONG,)),
    ),
    mistakes=(
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
    ),
    alternatives=(
        both(),
        code(
            """
            def quadratic_cost_gradients(X, y_true, weights, bias):
                a = 1 / (1 + np.exp(-(np.dot(X, weights) + bias)))
                delta = 2 * (a - y_true) * (a - a**2)
                return np.mean(X * delta[:, None], axis=0), delta.mean()
            """,
            """
            def cross_entropy_cost_gradients(X, y_true, weights, bias):
                a = 1 / (1 + np.exp(-(np.dot(X, weights) + bias)))
                delta = a - y_true
                return np.mean(X * delta[:, None], axis=0), delta.mean()
            """,
        ),
        code(
            """
            def unit(X, weights, bias):
                return 0.5 + 0.5 * np.tanh((X @ weights + bias) / 2)

            def quadratic_cost_gradients(X, y_true, weights, bias):
                a = unit(X, weights, bias)
                grad = np.einsum("i,ij->j", -2 * (y_true - a) * a * (1 - a), X) / X.shape[0]
                return [grad, np.dot(-2 * (y_true - a), a * (1 - a)) / X.shape[0]]

            def cross_entropy_cost_gradients(X, y_true, weights, bias):
                error = unit(X, weights, bias) - y_true
                return [error @ X / len(X), np.average(error)]
            """
        ),
        code(
            """
            def quadratic_cost_gradients(X, y_true, weights, bias):
                grad_weights, grad_bias = np.zeros(len(weights)), 0.0
                for x, y in zip(X, y_true):
                    a = 1 / (1 + np.exp(-(x @ weights + bias)))
                    delta = 2 * (a - y) * a * (1 - a)
                    grad_weights += delta * x / len(X)
                    grad_bias += delta / len(X)
                return grad_weights, grad_bias
            """,
            """
            def cross_entropy_cost_gradients(X, y_true, weights, bias):
                a = 1 / (1 + np.exp(-X.dot(weights) - bias))
                grad_a = ((1 - y_true) / (1 - a) - y_true / a) / len(X)
                grad_z = grad_a * a * (1 - a)
                grad_weights = np.array([sum(column * grad_z) for column in X.T])
                return grad_weights, sum(grad_z)
            """,
        ),
        code(
            """
            def quadratic_cost_gradients(X, y_true, weights, bias):
                a = 1 / (1 + np.exp(-(X @ weights + bias)))
                grad_z = mse_gradient(y_true, a) * a * (1 - a)
                return grad_z @ X, grad_z.sum()
            """,
            """
            def cross_entropy_cost_gradients(X, y_true, weights, bias):
                grad_z = binary_cross_entropy_from_logits_gradient(y_true, X @ weights + bias)
                return grad_z @ X, grad_z.sum()
            """,
        ),
    ),
    needs=("mse_gradient", "binary_cross_entropy_from_logits_gradient"),
    conventions=(
        "mean over the batch",
        r"\sigma'(z) = a\,(1 - a)",
        "the gradients of the weights, then that of the bias",
    ),
    hints=(
        "First the gradient with respect to z, one number a sample, with the 1/n of the mean in it. Then each weight "
        "gets the sum, over the samples, of its input times that number; the bias gets the plain sum.",
        "One sample, x = 1, w = 0, b = 0, y = 0: a = 1/2. Quadratic: 2 · 1/2 · 1/4 = 1/4. Cross-entropy: 1/2.",
    ),
)

EXERCISES = (COST_GRADIENTS,)

WRITTEN = (
    Written(
        id="overcome-slow-sigmoid",
        title="How can the slow learning of sigmoid with squared error be overcome?",
        rubric=(
            (
                2,
                "Cause: writes down or describes the gradient of the quadratic cost and says that it contains the "
                "sigmoid's slope, which is nearly 0 where the unit is saturated, also when it is badly wrong.",
            ),
            (
                1,
                "Remedy: names cross-entropy and says that its derivative by the output cancels the slope, so that "
                "a - y is left: the larger the error, the larger the step.",
            ),
            (
                1,
                "Evidence or limit: uses a number measured in this notebook, or says what does not help (a higher "
                "learning rate only: too high elsewhere) or helps in another way (smaller initial weights).",
            ),
        ),
    ),
    Written(
        id="mse-without-sigmoid",
        title="Why choose an output other than the sigmoid when the loss is the squared error?",
        rubric=(
            (
                2,
                "Gradient: says that behind a linear output the slope is 1, so the gradient is 2(a - y)x, without a "
                "factor that vanishes; with the sigmoid it is multiplied by a slope of at most 1/4.",
            ),
            (
                1,
                "Range: says that squared error suits targets that may be any number, while a sigmoid only "
                "reaches numbers between 0 and 1; or that with a sigmoid the cost is not convex.",
            ),
            (
                1,
                "Judgement: says when the pair may still be found, or that the squared error is defined for everything "
                "but tuned to little (a cure-all that cures little), or that the task decides both together.",
            ),
        ),
    ),
)
