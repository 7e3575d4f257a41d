"""The product of the chain rule: layers of one neuron each, and the length of each layer's gradient."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
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
FORWARD = """
    a = [x]
    for weight, bias in zip(weights, biases):
        a.append(1 / (1 + np.exp(-(weight * a[-1] + bias))))
    a = np.array(a)
    slopes = a[1:] * (1 - a[1:])
    n = len(weights)
"""


def with_products(body):
    """Return the source of an answer that first runs forward, and then does `body`."""
    lines = "".join(f"    {line}\n" for line in body.strip().splitlines())
    return f"def chain_gradients(x, weights, biases):{FORWARD.rstrip()}\n{lines}"


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
    mistakes=(
        Mistake(
            "slopes-missing",
            "The slopes of the sigmoids are missing: each neuron on the way back multiplies by σ'(z) = a(1 - a).",
            with_products("return [a[i] * np.prod(weights[i + 1:]) for i in range(n)]"),
        ),
        Mistake(
            "weights-missing",
            "The weights on the way back are missing: from a neuron to the one before it, the gradient is "
            "multiplied by the weight that joins them.",
            with_products("return [a[i] * np.prod(slopes[i:]) for i in range(n)]"),
        ),
        Mistake(
            "own-weight-too",
            "The weight for which you differentiate must not appear in its own gradient: w · a, "
            "differentiated with respect to w, is a. Only the *later* weights are on the way.",
            with_products("return [a[i] * np.prod(slopes[i:]) * np.prod(weights[i:]) for i in range(n)]"),
        ),
        Mistake(
            "input-missing",
            "What the weight was multiplied by going forward, the value from the neuron before, is missing.",
            with_products("return [np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]"),
        ),
        Mistake(
            "always-x",
            "Only the first weight is multiplied by x; a later one by what the neuron before it puts out.",
            with_products("return [x * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]"),
        ),
        Mistake(
            "own-output",
            "A weight meets the *input* of its neuron, not its output. Look which activation it is multiplied by.",
            with_products(
                "return [a[i + 1] * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]"
            ),
        ),
        Mistake(
            "own-slope-missing",
            "The slope of the weight's own neuron is missing: w changes z, and z changes a by σ'(z).",
            with_products(
                "return [a[i] * np.prod(slopes[i + 1:]) * np.prod(weights[i + 1:]) for i in range(n)]"
            ),
        ),
        Mistake(
            "slope-of-activation",
            "The slope is σ'(z) = a(1 - a), with a = σ(z). Yours takes the sigmoid twice.",
            with_products(
                """
s = 1 / (1 + np.exp(-a[1:]))
slopes = s * (1 - s)
return [a[i] * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)]
"""
            ),
        ),
        Mistake(
            "last-first",
            "In your list the last neuron comes first. It begins with that of w0.",
            with_products(
                "return [a[i] * np.prod(slopes[i:]) * np.prod(weights[i + 1:]) for i in range(n)][::-1]"
            ),
        ),
        Mistake(
            "first-only",
            "This is the gradient of the first weight. A gradient for every weight is asked for, in a list.",
            with_products("return a[0] * np.prod(slopes) * np.prod(weights[1:])"),
        ),
        Mistake(
            "added",
            "The chain rule multiplies the factors of the neurons; yours adds them.",
            with_products("return [a[i] * (np.sum(slopes[i:]) + np.sum(weights[i + 1:])) for i in range(n)]"),
        ),
    ),
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
