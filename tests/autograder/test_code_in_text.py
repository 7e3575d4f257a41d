"""Every formula that the text of a notebook gives as code is run as it stands, and gives what the library computes."""

import re

import numpy as np
import pytest

from tests.autograder.formula_setting import GIVEN, functions, text

# What the names in a notebook's code stand for, beside what is given to all formulas.
g, draws = np.array([0.4, -0.2, 1.5]), np.array([0.3, -1.2, 0.8])
WORDS = {
    "perceptron": {
        "learning_rate": 0.1, "y_true": 1, "y_pred": 0, "x": np.array([2.0, -1.0]), "y": np.array([1, 0, 0, 1]),
        "t": -1, "weights": GIVEN["W"], "biases": GIVEN["b"],
    },
    "activations": {
        "a": 1.7, "sigmoid": GIVEN["sigmoid_"], "tanh": np.tanh, "threshold": 0.1, "low": -2.0, "high": 3.0,
    },
    "losses": {},
    "gradient_descent": {
        "learning_rate": 0.1, "gradient": g, "mu": 0.8, "v": draws**2, "new_v": 0.8 * draws**2 - 0.1 * g, "eps": 0.01,
        "cache": g**2 + draws**2, "decay": 0.7, "sqrt": np.sqrt, "exp": np.exp, "beta1": 0.9, "beta2": 0.99, "t": 3,
        "m": draws, "initial": 0.8, "factor": 0.3, "epoch": np.arange(30), "every": 10,
    },
    "regularization": {"d": 0.05, "lambda_": 0.05},
    "vanishing_gradients": {
        "n": 3, "randn": lambda n: draws[:n], "sqrt": np.sqrt, "x": GIVEN["X"], "input_weights": GIVEN["W"],
        "h": GIVEN["G"], "recurrent_weights": GIVEN["W2"], "biases": GIVEN["b"],
    },
}  # fmt: skip
ADAM = "adam_step(w, m, v, t, gradient, learning_rate, beta1, beta2, eps{})"
LOOK_AHEAD = "(mu * v - look_ahead_step(w, v, np.sin, learning_rate, mu)[1]) / learning_rate"

# The code; the library's value of it, or nothing where it is a line of a program whose end comes below.
CODE = {
    "perceptron": [
        (
            "learning_rate * (y_true - y_pred) * x",
            "perceptron_update(x, 1, array([-1.0, 0.5]), 0.25, learning_rate)[0] - array([-1.0, 0.5])",
        ),
        ("1 / (1 + np.exp(-z))", "logistic_neuron(z[:, None], one(1), 0.0)"),
        ("t = 2 * y - 1", "[2 - 2 * svm_neuron_loss(one(0.5)[None], array([i]), one(1), 0.0) for i in y]"),
        ("np.maximum(0, 1 - t * z)", "[svm_neuron_loss(one(s)[None], array([0]), one(1), 0.0) for s in z]"),
        ("X @ weights + biases", "dense_layer(X, weights, biases)"),
    ],
    "activations": [
        ("1 / (1 + np.exp(-a * z))", "sigmoid(z, a)"),
        ("2 * sigmoid(2 * z) - 1", "tanh(z)"),
        ("z * sigmoid(z)", "swish(z)"),
        ("p * (g - np.sum(g * p))", "softmax_backward(g, p)"),
        (
            "threshold * (high - low)",
            "max(i for i in np.arange(64) / 64 if saturated_fraction(one(low + i), low, high, threshold))",
        ),
    ],
    "losses": [],
    "gradient_descent": [
        ("w - learning_rate * gradient", "descent_step(w, gradient, learning_rate)"),
        ("v = mu * v - learning_rate * gradient",),
        ("w = w + v", "momentum_step(w, v, gradient, learning_rate, mu)[0]"),
        ("gradient(w + mu * v)", LOOK_AHEAD),
        ("w - mu * v + (1 + mu) * new_v", "nesterov_step(w, v, gradient, learning_rate, mu)[0]"),
        ("cache = cache + gradient**2",),
        (
            "w = w - learning_rate * gradient / (sqrt(cache) + eps)",
            "adagrad_step(w, cache, gradient, learning_rate, eps)[0]",
        ),
        (
            "cache = decay * cache + (1 - decay) * gradient**2",
            "rmsprop_step(w, cache, gradient, learning_rate, decay)[1]",
        ),
        ("m = beta1 * m + (1 - beta1) * gradient",),
        ("v = beta2 * v + (1 - beta2) * gradient**2",),
        ("m_hat = m / (1 - beta1**t)",),
        ("v_hat = v / (1 - beta2**t)",),
        ("w = w - learning_rate * m_hat / (sqrt(v_hat) + eps)", ADAM.format("") + "[0]"),
        ("m = beta1 * m + (1 - beta1) * gradient",),
        ("v = beta2 * v + (1 - beta2) * gradient**2",),
        ("w = w - learning_rate * m / (sqrt(v) + eps)", ADAM.format(", False") + "[0]"),
        ("initial * factor ** (epoch // every)", "step_decay(epoch, initial, factor, every)"),
        ("initial * exp(-decay * epoch)", "exponential_decay(epoch, initial, decay)"),
        ("initial / (1 + decay * epoch)", "inverse_time_decay(epoch, initial, decay)"),
    ],
    "regularization": [
        ("W = W - d * W", "decay_weights(W, d, 1)"),
        ("W += -lambda * W", "decay_weights(W, lambda_, 1)"),
    ],
    "vanishing_gradients": [
        ("randn(n) * sqrt(2.0 / n)", "he_weights(randn(n)[:, None])[:, 0]"),
        (
            "z = x @ input_weights + h @ recurrent_weights + biases",
            "recurrent_affine(x, h, input_weights, recurrent_weights, biases)",
        ),
    ],
}
NAMES = {
    "A @ B": "the operator, among what one should know",
    "A @ s = b": "what NumPy's function solves",
    "w - H^-1 gradient": "the formula on the line before, in words",
}


def code_formulas(text):
    """Return the pieces of code with arithmetic in them; within quotes there is none."""
    spans = (" ".join(span.split()) for span in re.findall(r"`([^`]+)`", text))
    return [
        span for span in spans if re.search(r"\*\*| (?:[-+*/@^]|\+=) ", span) and not span.startswith('"')
    ]


def run(lines, names):
    """Run lines that are Python but for a power sign and a reserved word; return what the last one gives."""
    *program, last = (line.replace("^", "**").replace("lambda", "lambda_") for line in lines)
    exec("\n".join(program), names)
    if re.match(r"\w+ \+?= ", last):
        exec(last, names)
        last = last.split()[0]
    return eval(last, names)


def programs(stem):
    """Return the lines that are run together, and the library's value."""
    lines = []
    for line, *library in CODE[stem]:
        lines.append(line)
        if library:
            yield lines, library[0]
            lines = []


@pytest.mark.parametrize("stem", CODE)
def test_every_formula_in_code_is_checked(stem):
    assert [code for code in code_formulas(text(stem)) if code not in NAMES] == [
        code for code, *_ in CODE[stem]
    ]


@pytest.mark.parametrize(
    ("stem", "lines", "library"),
    [(stem, *program) for stem in CODE for program in programs(stem)],
    ids=[f"{stem}-{lines[-1]}" for stem in CODE for lines, _ in programs(stem)],
)
def test_a_formula_in_code_gives_what_the_library_computes(stem, lines, library):
    names = GIVEN | WORDS[stem]
    if lines == ["gradient(w + mu * v)"]:
        names["gradient"] = np.sin
    expected = eval(library, names | functions())
    copies = {name: value.copy() if isinstance(value, np.ndarray) else value for name, value in names.items()}
    np.testing.assert_allclose(run(lines, copies), expected, rtol=1e-6, atol=1e-9)
