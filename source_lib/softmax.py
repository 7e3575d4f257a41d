"""Softmax: the sigmoid for more than two classes; it turns scores into probabilities.

The largest score of each row is subtracted before any exponential is taken: that changes no probability,
and nothing can overflow.
"""

import numpy as np

from source_lib.checks import as_float, check_same_shape
from source_lib.errors import ShapeError

__all__ = ["log_softmax", "log_softmax_backward", "softmax", "softmax_backward"]


def softmax(z):
    """Softmax over the last axis: positive numbers that sum to one.

    Parameters
    ----------
    z : array_like, shape (..., classes)
        Scores. A score of plus infinity takes all the probability (shared if several are).

    Returns
    -------
    ndarray
        Probabilities, shape of `z`. The largest score is subtracted first, so nothing overflows; a
        row that holds NaN, or only minus infinity, is NaN.

    Raises
    ------
    ShapeError
        If `z` is 0-D or has no classes.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, sections 4.1 and 6.2.2.3.
    """
    powers = np.exp(_below_largest(z))
    return powers / powers.sum(axis=-1, keepdims=True)


@np.errstate(over="ignore", invalid="ignore")
def softmax_backward(grad_output, probabilities):
    """Gradient of the loss with respect to the scores, ``p (g - sum(g p))`` over the last axis.

    Parameters
    ----------
    grad_output : array_like, shape (..., classes)
        Gradient with respect to the probabilities.
    probabilities : array_like, shape (..., classes)
        As returned by `softmax`.

    Returns
    -------
    ndarray
        Shape of `probabilities`; sums to zero over the last axis.

    Raises
    ------
    ShapeError
        If the two differ in shape.
    """
    grad_output, p = as_float(grad_output, "grad_output"), as_float(probabilities, "probabilities")
    check_same_shape(grad_output, "grad_output", p, "probabilities")
    return p * (grad_output - np.sum(grad_output * p, axis=-1, keepdims=True))


def log_softmax(z):
    """Logarithm of `softmax`, exact where the probability itself would round to 0 or to 1. Shape of `z`.

    Raises
    ------
    ShapeError
        If `z` is 0-D or has no classes.
    """
    shifted = _below_largest(z)
    others = np.exp(shifted)
    np.put_along_axis(others, shifted.argmax(axis=-1, keepdims=True), 0, axis=-1)
    return shifted - np.log1p(others.sum(axis=-1, keepdims=True))


@np.errstate(over="ignore", invalid="ignore")
def log_softmax_backward(grad_output, probabilities):
    """Gradient with respect to the scores, ``g - p sum(g)`` over the last axis.

    Parameters, shapes and errors are those of `softmax_backward`; `grad_output` is the gradient with
    respect to the log-probabilities.
    """
    grad_output, p = as_float(grad_output, "grad_output"), as_float(probabilities, "probabilities")
    check_same_shape(grad_output, "grad_output", p, "probabilities")
    return grad_output - p * np.sum(grad_output, axis=-1, keepdims=True)


@np.errstate(over="ignore", invalid="ignore")
def _below_largest(z):
    """Subtract the largest score of each row, so that the largest becomes 0."""
    z = as_float(z, "z")
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ShapeError(f"`z` must have at least one class on its last axis, got shape {z.shape}")
    largest = z.max(axis=-1, keepdims=True)
    return np.where((z == largest) & (largest == np.inf), 0, z - largest)
