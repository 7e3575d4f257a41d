"""The product of the chain rule: layers of one neuron each, and the length of each layer's gradient."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.vanishing_gradients.chain_mistakes import MISTAKES, with_products
from source_lib.activations import sigmoid, sigmoid_derivative

CALL = "chain_gradients(x, weights, biases)"


def chain_gradients(x, weights, biases):
    """Return the gradient of the output for every weight of a chain, each written out as its product."""
    inputs, slopes = [x], []
    for weight, bias in zip(weights, biases, strict=True):
        z = weight * inputs[-1] + bias
        slopes.append(sigmoid_derivative(z))
        inputs.append(sigmoid(z))
    products = [np.prod(slopes[i:]) * np.prod(weights[i + 1 :]) for i in range(len(weights))]
    return [float(inputs[i] * product) for i, product in enumerate(products)]


def chain(layers):
    """Return a draw of a chain of so many neurons, with slopes and weights of a fair size."""
    return lambda rng: {
        "x": float(rng.uniform(1.5, 3)),
        "weights": rng.uniform(1.5, 3, layers) * rng.choice([-1, 1], layers),
        "biases": rng.uniform(-0.5, 0.5, layers),
    }


FOUR = {
    "x": 2.0,
    "weights": np.array([1.0, -2.0, 3.0, 1.5]),
    "biases": np.array([-1.0, 1.0, -0.5, 0.25]),
}


CHAIN_GRADIENTS = Exercise(
    id="chain-gradients",
    title="A chain of four neurons",
    reference={"chain_gradients": chain_gradients},
    parts=(
        Part("one neuron", CALL, chain(1), drawn=2),
        Part("two neurons", CALL, chain(2), drawn=2),
        Part("four neurons", CALL, chain(4), edges=(FOUR,), points=2),
        Part("six neurons", CALL, chain(6), drawn=1),
    ),
    mistakes=MISTAKES,
    alternatives=(
        """
        def chain_gradients(x, weights, biases):
            activations = [x]
            for weight, bias in zip(weights, biases):
                activations.append(1 / (1 + np.exp(-(weight * activations[-1] + bias))))
            gradients, grad = [], 1.0
            for i in reversed(range(len(weights))):
                grad_z = grad * activations[i + 1] * (1 - activations[i + 1])
                gradients.insert(0, grad_z * activations[i])
                grad = grad_z * weights[i]
            return gradients
        """,
        with_products("return [a[i] * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]"),
        with_products(
            """
factors = slopes * np.append(weights[1:], 1.0)
return a[:-1] * np.cumprod(factors[::-1])[::-1]
"""
        ),
        """
        def chain_gradients(x, weights, biases):
            def output(w):
                a = x + 0j
                for weight, bias in zip(w, biases):
                    a = 1 / (1 + np.exp(-(weight * a + bias)))
                return a

            n = len(weights)
            return tuple(output(weights + 1e-30j * np.eye(n)[i]).imag / 1e-30 for i in range(n))
        """,
    ),
    conventions=("a list with one gradient for each weight, w0 first",),
    hints=(
        "Two neurons that put out 0.5 and 0.8, with x = 2 and w1 = 3. The gradient of w1 is 0.8 · 0.2 · 0.5 = 0.08. "
        "That of w0 is 0.8 · 0.2 · 3 · 0.5 · 0.5 · 2 = 0.24. Which factors do the two share?",
        "Go forward first and keep every activation, x included. Then walk back and carry the shared factors along "
        "in one number that starts as 1. What does each neuron multiply it by?",
    ),
)

EXERCISES = (CHAIN_GRADIENTS,)
