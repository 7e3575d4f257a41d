"""Regularizers: what keeps weights small, so that a network generalises instead of learning by heart.

All work on weights of any shape. Biases are left alone by convention: they multiply no input, so they cannot
make the output sensitive to it. A strength of 0 switches a penalty off; nothing here warns, and weights that
hold NaN or infinity give NaN or infinity.
"""

import numpy as np

from source_lib.checks import as_float, check_number
from source_lib.errors import ShapeError

__all__ = ["l1", "l1_gradient", "l2", "l2_gradient", "max_norm", "weight_decay"]


def l1(weights, strength):
    """L1 penalty, ``strength * sum(|W|)``: pulls on every weight alike, so that many become exactly 0.

    Parameters
    ----------
    weights : array_like
        Any shape.
    strength : float
        At least 0.

    Returns
    -------
    float

    Raises
    ------
    RangeError
        If `strength` is negative; so in the other functions here.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 7.1.2.
    """
    with np.errstate(all="ignore"):
        return _strength(strength) * np.abs(as_float(weights, "weights")).sum()


def l1_gradient(weights, strength):
    """Gradient of `l1`, ``strength * sign(W)``; 0 at the kink. Parameters as in `l1`; shape of `weights`."""
    with np.errstate(all="ignore"):
        return _strength(strength) * np.sign(as_float(weights, "weights"))


def l2(weights, strength):
    """L2 penalty, ``0.5 * strength * sum(W^2)``: pulls hardest on large weights, so that all stay small.

    The half is there so that the gradient is ``strength * W``; some books leave it out.

    Parameters
    ----------
    weights : array_like
        Any shape.
    strength : float
        At least 0.

    Returns
    -------
    float

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 7.1.1.
    """
    with np.errstate(all="ignore"):
        return 0.5 * _strength(strength) * np.square(as_float(weights, "weights")).sum()


def l2_gradient(weights, strength):
    """Gradient of `l2`, ``strength * W``. Parameters as in `l2`; shape of `weights`."""
    with np.errstate(all="ignore"):
        return _strength(strength) * as_float(weights, "weights")


def weight_decay(weights, decay):
    """One step of weight decay, ``W = W - decay * W``: what the gradient of `l2` does in a plain step.

    There, `decay` is the learning rate times the strength. The shrinkage is proportional, so repeated steps
    take the weights to 0 exponentially, not linearly; an adaptive optimizer does not step so.

    Parameters
    ----------
    weights : array_like
        Any shape.
    decay : float
        The share of each weight to take away, in [0, 1].

    Returns
    -------
    ndarray
        A new array, shape of `weights`.

    Raises
    ------
    RangeError
        If `decay` lies outside [0, 1].

    References
    ----------
    I. Loshchilov and F. Hutter, "Decoupled weight decay regularization", 2019.
    """
    return (1 - float(check_number(decay, "decay", 0, 1))) * as_float(weights, "weights")


def max_norm(weights, limit, axis=0):
    """Project weights onto a ball: shorten every vector that is longer than `limit`, leave the others.

    Applied after each step of an optimizer this is projected gradient descent; weights cannot explode
    then, even if the learning rate is too high.

    Parameters
    ----------
    weights : array_like
        At least 1-D.
    limit : float
        The longest Euclidean norm allowed, at least 0.
    axis : int
        The axis along which one vector lies. With weights of shape (inputs, units), 0 takes the weights
        that enter one unit as one vector.

    Returns
    -------
    ndarray
        A new array, shape of `weights`; no norm exceeds `limit` by more than rounding.

    Raises
    ------
    RangeError
        If `limit` is negative.
    ShapeError
        If `weights` has no such axis.

    References
    ----------
    N. Srebro and A. Shraibman, "Rank, trace-norm and max-norm", 2005.
    N. Srivastava et al., "Dropout", 2014, section 5.1.
    """
    weights, limit = as_float(weights, "weights"), float(check_number(limit, "limit", 0))
    if not -weights.ndim <= axis < weights.ndim:
        raise ShapeError(f"`weights` must have an axis {axis}, got shape {weights.shape}")
    with np.errstate(all="ignore"):
        largest = np.abs(weights).max(axis=axis, keepdims=True, initial=0)
        scaled = weights / np.where(largest > 0, largest, 1)  # so that no square overflows or vanishes
        norms = np.sqrt(np.square(scaled).sum(axis=axis, keepdims=True))
        return np.where(norms * largest > limit, limit * (scaled / norms), weights)


def _strength(value):
    return float(check_number(value, "strength", 0, include_high=False))
