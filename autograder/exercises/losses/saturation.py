"""A sigmoid unit that is badly wrong: what the two losses tell its weights."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part, Written, code
from autograder.exercises.losses.saturation_mistakes import CROSS, MISTAKES, QUADRATIC, both
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
CALL = "(X, y_true, weights, bias)"
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
    mistakes=MISTAKES,
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
