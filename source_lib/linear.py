"""The affine map that a fully connected layer computes, and why a stack of them is only one of them."""

import numpy as np

from source_lib.checks import as_float, as_matrix
from source_lib.errors import ShapeError

__all__ = ["affine", "affine_backward", "collapse_linear"]


def affine(X, weights, biases):
    """Pre-activations of a fully connected layer, ``z = X @ weights + biases``.

    Parameters
    ----------
    X : array_like, shape (samples, features)
    weights : array_like, shape (features, units)
    biases : array_like, shape (units,)

    Returns
    -------
    ndarray, shape (samples, units)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    weights, biases = as_matrix(weights, "weights"), as_float(biases, "biases", ndim=1)
    X = as_matrix(X, "X", columns=len(weights))
    if biases.shape != weights.shape[1:]:
        raise ShapeError(f"`biases` must have shape {weights.shape[1:]}, got {biases.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        return X @ weights + biases


def affine_backward(grad_output, X, weights):
    """Gradients of `affine` by the chain rule.

    Parameters
    ----------
    grad_output : array_like, shape (samples, units)
        Gradient of the loss with respect to the pre-activations.
    X : array_like, shape (samples, features)
    weights : array_like, shape (features, units)

    Returns
    -------
    grad_X : ndarray, shape (samples, features)
    grad_weights : ndarray, shape (features, units)
    grad_biases : ndarray, shape (units,)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    weights = as_matrix(weights, "weights")
    X = as_matrix(X, "X", columns=len(weights))
    grad_output = as_matrix(grad_output, "grad_output", columns=weights.shape[1])
    if len(grad_output) != len(X):
        raise ShapeError(f"`grad_output` must have {len(X)} rows, got shape {grad_output.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=0)


def collapse_linear(first_weights, first_biases, second_weights, second_biases):
    """Merge two stacked linear layers into the one that does the same: depth needs a non-linearity.

    ``(X W1 + b1) W2 + b2 = X (W1 W2) + (b1 W2 + b2)``

    Parameters
    ----------
    first_weights : array_like, shape (features, hidden)
    first_biases : array_like, shape (hidden,)
    second_weights : array_like, shape (hidden, units)
    second_biases : array_like, shape (units,)

    Returns
    -------
    weights : ndarray, shape (features, units)
    biases : ndarray, shape (units,)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    biases = affine(np.atleast_2d(first_biases), second_weights, second_biases)[0]
    return affine(first_weights, second_weights, np.zeros_like(biases)), biases
