"""What the tests of formulas share: the formulas of a notebook, numbers to put into them, and the library's functions."""

import ast
import functools
import re

import numpy as np

from autograder.exercises import topic, topics
from autograder.notebooks import authored
from source_lib.gradients import numerical_gradient
from source_lib.gru import gru_step
from source_lib.linear import affine, affine_backward
from source_lib.normalization import BatchNorm
from source_lib.optimizers import GradientDescent
from source_lib.preprocessing import PCA

RNG = np.random.default_rng(0)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def flat(*arrays):
    """Several arrays as one, so that they are compared at once."""
    return np.concatenate([np.ravel(array) for array in arrays])


def recurrent(h, states=False):
    """Three steps of h = tanh(v x + w h + b)."""
    seen = [h]
    for x in (0.3, -0.8, 0.5):
        seen.append(np.tanh(0.7 * x + 1.3 * seen[-1] + 0.1))
    return seen if states else seen[-1]


def hunted(X, W1, b1, W2, b2, W3, b3):
    h1 = np.maximum(0, X @ W1 + b1)
    t = np.tanh(h1 @ W2 + b2)
    return h1, t, h1 + t, (h1 + t) @ W3 + b3


def measured(function, point, h=1e-5):
    """The slopes of a function, by a centred difference for each entry of the point."""
    point = np.array(point, dtype=float)
    moves = h * np.eye(point.size).reshape(point.size, *point.shape)
    slopes = [(function(point + move) - function(point - move)) / (2 * h) for move in moves]
    return np.reshape(slopes, point.shape)


def batch_normalized(X):
    """A layer of the library that has seen one batch."""
    layer = BatchNorm(X.shape[1])
    layer.forward(X, training=True)
    return layer


P = np.array([0.5, 0.3, 0.2])
GIVEN = {
    "np": np,
    "sigmoid_": sigmoid,
    "flat": flat,
    "recurrent": recurrent,
    "hunted": hunted,
    "measured": measured,
    "one": lambda number: np.array([float(number)]),
    "array": np.array,
    "B": np.array([[1, 0, 1], [0, 0, 1], [1, 1, 1], [0, 0, 0]]),
    "T": np.array([[0, 0], [0, 1], [1, 0], [1, 1]]),
    "X": RNG.normal(size=(4, 3)),
    "w": RNG.normal(size=3),
    "W": RNG.normal(size=(3, 2)),
    "b": RNG.normal(size=2),
    "W2": RNG.normal(size=(2, 2)),
    "b2": RNG.normal(size=2),
    "G": RNG.normal(size=(4, 2)),
    "y": RNG.normal(size=4),
    "a": RNG.normal(size=4),
    "v": RNG.normal(size=3),
    "g": RNG.normal(size=3),
    "z": np.array([-2.5, -0.3, 0.0, 0.4, 3.0]),
    "labels": np.array([1, 0, 0, 1]),
    "pieces": RNG.normal(size=(3, 3, 2)),
    "biases": RNG.normal(size=(3, 2)),
    "p": P,
    "q": np.array([0.2, 0.2, 0.6]),
    "mask": RNG.random((4, 3)) < 0.7,
    "H": np.array([[2.0, 0.3], [0.3, 5.0]]),
    "hunt": (RNG.normal(size=(4, 3)), *(RNG.normal(size=s) for s in ((3, 2), 2, (2, 2), 2, (2, 3), 3))),
    "lstm": [RNG.normal(size=s) for s in ((2, 3), (2, 1), (2, 1), (3, 4), (1, 4), (4,))],
    "chain": (0.7, np.array([1.0, -2, 3, 0.5]), np.array([0.1, 0.2, -0.3, 0.4])),
}
GIVEN["chances"] = sigmoid(GIVEN["y"])


def given(stem, name):
    """Return a function that a notebook defines for its students."""
    code = "\n".join(cell.source for cell in authored(topic(stem)).cells if cell.cell_type == "code")
    [function] = (
        node for node in ast.parse(code).body if isinstance(node, ast.FunctionDef) and node.name == name
    )
    names = {"np": np}
    exec(ast.unparse(function), names)
    return names[name]


LIBRARY = {
    "batch_normalized": batch_normalized,
    "affine": affine,
    "affine_backward": affine_backward,
    "GradientDescent": GradientDescent,
    "PCA": PCA,
    "gru_step": gru_step,
    "forward_difference": lambda function, point, h: numerical_gradient(function, point, h, "forward"),
    "functools": functools,
    "given": given,
}


@functools.cache
def known():
    """Return all that the library's side of a formula may use; no function's name stands twice in the course."""
    functions = {name: function for each in topics() for name, function in each.references.items()}
    return {**GIVEN, **LIBRARY, **functions}


def assert_same(formula, library):
    """A formula, written with what is given, has the value that the library computes."""
    np.testing.assert_allclose(eval(formula, dict(GIVEN)), eval(library, known()), rtol=1e-6, atol=1e-9)


@functools.cache
def text(stem):
    """Return the text of a notebook, as a student reads it from top to bottom."""
    return "\n\n".join(cell.source for cell in authored(topic(stem)).cells if cell.cell_type == "markdown")


def in_one_line(formulas):
    return [" ".join(formula.split()) for formula in formulas]


def displayed(text):
    """Return the formulas that stand on lines of their own."""
    return in_one_line(re.findall(r"\$\$(.+?)\$\$", text, flags=re.DOTALL))


def inline(text):
    """Return the formulas that stand within a line."""
    return in_one_line(
        re.findall(r"\$(.+?)\$", re.sub(r"\$\$.+?\$\$", "", text, flags=re.DOTALL), flags=re.DOTALL)
    )
