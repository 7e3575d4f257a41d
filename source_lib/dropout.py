"""Dropout: in training, silence every unit with some probability, so that none relies on another.

`keep_prob` is the probability that a unit *survives*. Other texts and libraries call its complement, the
probability of being dropped, ``p`` or ``rate``.
"""

import numpy as np

from source_lib.checks import as_float, check_number, check_same_shape
from source_lib.layer import Layer

__all__ = ["Dropout", "dropout", "dropout_at_test", "dropout_mask"]


def dropout_mask(shape, keep_prob, rng):
    """Draw which units survive: True with probability `keep_prob`, each on its own.

    Parameters
    ----------
    shape : tuple of int
        Shape of the activations.
    keep_prob : float
        In (0, 1].
    rng : numpy.random.Generator
        Source of the draws.

    Returns
    -------
    ndarray of bool

    Raises
    ------
    RangeError
        If `keep_prob` is not in (0, 1].
    """
    return rng.random(shape) < _check_keep_prob(keep_prob)


def dropout(X, mask, keep_prob, inverted=True):
    """Dropout in training: survivors pass, all others are 0. Its own backward pass too, on the gradient.

    Parameters
    ----------
    X : array_like
        Activations of any shape, or the gradient with respect to the output.
    mask : array_like of bool, shape of `X`
        Which units survive; see `dropout_mask`.
    keep_prob : float
        In (0, 1].
    inverted : bool
        Inverted dropout divides the survivors by `keep_prob`, so that the mean stays what it is in test.
        Plain dropout leaves them alone, and scales in test instead.

    Returns
    -------
    ndarray
        Shape of `X`.

    Raises
    ------
    ShapeError
        If `X` and `mask` differ in shape.
    RangeError
        If `keep_prob` is not in (0, 1].

    References
    ----------
    N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.
    """
    X, mask = as_float(X, "X"), as_float(mask, "mask") != 0
    check_same_shape(X, "X", mask, "mask")
    keep_prob = _check_keep_prob(keep_prob)
    return np.where(mask, X / keep_prob if inverted else X, 0)


def dropout_at_test(X, keep_prob, inverted=True):
    """Dropout in test: all units take part. Its own backward pass too, on the gradient.

    Inverted dropout leaves `X` as it is (a copy); plain dropout scales it by `keep_prob`, to the mean that it
    had in training. Arguments and errors are those of `dropout`.
    """
    X = as_float(X, "X")
    keep_prob = _check_keep_prob(keep_prob)
    return X.copy() if inverted else X * keep_prob


class Dropout(Layer):
    """Dropout layer: draws a fresh mask at each forward pass in training; in test all units take part.

    Parameters
    ----------
    keep_prob : float
        In (0, 1].
    rng : numpy.random.Generator
        Source of the draws.
    inverted : bool
        See `dropout`.

    Raises
    ------
    RangeError
        If `keep_prob` is not in (0, 1].

    References
    ----------
    N. Srivastava et al., "Dropout: a simple way to prevent neural networks from overfitting", 2014.
    """

    def __init__(self, keep_prob, rng, inverted=True):
        self.keep_prob = _check_keep_prob(keep_prob)
        self.rng = rng
        self.inverted = inverted

    def _forward(self, X, training):
        mask = dropout_mask(X.shape, self.keep_prob, self.rng) if training else None
        return self._apply(X, mask), mask

    def _backward(self, grad_output, mask):
        return self._apply(grad_output, mask)

    def _apply(self, values, mask):
        if mask is None:
            return dropout_at_test(values, self.keep_prob, self.inverted)
        return dropout(values, mask, self.keep_prob, self.inverted)


def _check_keep_prob(keep_prob):
    return float(check_number(keep_prob, "keep_prob", low=0, high=1, include_low=False))
