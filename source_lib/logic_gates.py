"""Logic from units: AND, OR and NAND need one line each, XOR needs two layers.

The classes of XOR lie crosswise, so that no line parts them; but "this or that" and "not both" are one line
each, and AND joins the two.
"""

import numpy as np

from source_lib.checks import check_known
from source_lib.perceptron import perceptron_predict

__all__ = ["GATES", "gate", "xor", "xor_layers"]

GATES = {"and": ((1, 1), -1.5), "or": ((1, 1), -0.5), "nand": ((-1, -1), 1.5)}


def gate(name):
    """Weights and bias of a unit that computes a logical function of two inputs.

    Parameters
    ----------
    name : {"and", "or", "nand"}
        Not XOR: no line parts its classes, see `xor_layers`.

    Returns
    -------
    weights : ndarray, shape (2,)
    bias : float

    Raises
    ------
    UnknownNameError
        If there is no such gate.

    References
    ----------
    M. Minsky and S. Papert, "Perceptrons", 1969.
    """
    weights, bias = GATES[check_known(name, "name", GATES)]
    return np.array(weights, dtype=float), bias


def xor_layers():
    """Two layers that compute XOR: "this or that" and "not both", joined by AND.

    Returns
    -------
    list of (weights, biases)
        Shapes (2, 2) and (2,), then (2, 1) and (1,), each followed by a step.
    """
    (either, either_bias), (not_both, not_both_bias), (both, both_bias) = map(gate, ("or", "nand", "and"))
    hidden = np.column_stack([either, not_both]), np.array([either_bias, not_both_bias])
    return [hidden, (both.reshape(2, 1), np.array([both_bias]))]


def xor(X):
    """Exclusive or of two inputs, by the two layers of `xor_layers`.

    Parameters
    ----------
    X : array_like, shape (samples, 2)

    Returns
    -------
    ndarray of int, shape (samples,)
    """
    for weights, biases in xor_layers():
        X = perceptron_predict(X, weights, biases)
    return X[:, 0]
