"""Maxout: a unit that learns its own activation function as the largest of a few straight lines.

One piece fixed at zero makes it ReLU, a piece with a small multiple of the other makes it Leaky ReLU; the
price is k times as many parameters.
"""

import numpy as np

from source_lib.checks import as_float, as_labels, as_matrix, check_same_shape
from source_lib.errors import ShapeError

__all__ = ["maxout", "maxout_backward"]


@np.errstate(over="ignore", invalid="ignore")
def maxout(X, weights, biases):
    """Maxout layer: each unit is the largest of its k linear pieces.

    Parameters
    ----------
    X : array_like, shape (samples, features)
    weights : array_like, shape (k, features, units)
    biases : array_like, shape (k, units)

    Returns
    -------
    output : ndarray, shape (samples, units)
    winner : ndarray of int, shape (samples, units)
        Which piece was largest; the first one if several are.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.

    References
    ----------
    I. Goodfellow et al., "Maxout networks", 2013.
    """
    weights, biases = as_float(weights, "weights", ndim=3), as_float(biases, "biases", ndim=2)
    X = as_matrix(X, "X", columns=weights.shape[1])
    if biases.shape != (weights.shape[0], weights.shape[2]) or not weights.shape[0]:
        raise ShapeError(
            "`biases` must have shape (k, units) of `weights` (k, features, units) with k of at least 1, "
            f"got {biases.shape} and {weights.shape}"
        )
    pieces = X @ weights + biases[:, np.newaxis, :]
    return pieces.max(axis=0), pieces.argmax(axis=0)


@np.errstate(over="ignore", invalid="ignore")
def maxout_backward(grad_output, X, weights, winner):
    """Gradients of the Maxout layer: only the piece that won receives any.

    Parameters
    ----------
    grad_output : array_like, shape (samples, units)
    X : array_like, shape (samples, features)
    weights : array_like, shape (k, features, units)
    winner : array_like of int, shape (samples, units)
        As returned by `maxout`.

    Returns
    -------
    grad_X : ndarray, shape (samples, features)
    grad_weights : ndarray, shape (k, features, units)
    grad_biases : ndarray, shape (k, units)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    LabelError
        If `winner` is not one of the k pieces.
    """
    grad_output, weights = as_matrix(grad_output, "grad_output"), as_float(weights, "weights", ndim=3)
    X = as_matrix(X, "X", columns=weights.shape[1])
    winner = as_labels(winner, "winner", len(weights))
    check_same_shape(grad_output, "grad_output", winner, "winner")
    if grad_output.shape != (len(X), weights.shape[2]):
        raise ShapeError(
            f"`grad_output` must have shape {(len(X), weights.shape[2])}, got {grad_output.shape}"
        )
    pieces = np.arange(len(weights))[:, np.newaxis, np.newaxis]
    grad_pieces = np.where(winner == pieces, grad_output, 0)
    grad_X = (grad_pieces @ weights.swapaxes(1, 2)).sum(axis=0)
    return grad_X, X.T @ grad_pieces, grad_pieces.sum(axis=1)
