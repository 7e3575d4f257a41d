"""Losses: how far the predictions of a whole batch are from the truth, as one number.

Conventions of every loss in the library:

* ``f(y_true, y_pred)``, the truth first, is the **mean over the batch** of the loss of one sample, a float.
  ``f_gradient(y_true, y_pred)`` is its gradient with respect to the second argument, in its shape; it
  holds the ``1 / n`` of the mean.
* A sample is a row. If a sample has several numbers to predict (two regression targets, say), its loss is
  the mean over them, so the value is the mean over all entries. Losses that compare classes sum over the
  columns instead, and say so.
* NaN in a prediction, a score or a regression target gives NaN; NaN where a label or a probability belongs
  is an error. What exceeds the range of floats is infinite. Nothing warns.
* The mean of nothing does not exist: an empty batch is a ShapeError.

This module holds the losses of regression and the plain count of mistakes; the losses of classification
have modules of their own, and their names are offered here too.
"""

import numpy as np

from source_lib.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_gradient,
    binary_cross_entropy_gradient,
    multi_label_cross_entropy,
    multi_label_cross_entropy_gradient,
)
from source_lib.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_from_indices,
    categorical_cross_entropy_from_indices_gradient,
    categorical_cross_entropy_gradient,
    one_hot,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from source_lib.checks import as_float, as_labels, as_pair, check_not_empty, check_number, check_same_shape
from source_lib.hinge import hinge, hinge_gradient, multi_class_hinge, multi_class_hinge_gradient
from source_lib.label_tree import LabelTree, hierarchical_softmax, hierarchical_softmax_gradient

__all__ = [
    "LabelTree",
    "binary_cross_entropy",
    "binary_cross_entropy_from_logits",
    "binary_cross_entropy_from_logits_gradient",
    "binary_cross_entropy_gradient",
    "categorical_cross_entropy",
    "categorical_cross_entropy_from_indices",
    "categorical_cross_entropy_from_indices_gradient",
    "categorical_cross_entropy_gradient",
    "hierarchical_softmax",
    "hierarchical_softmax_gradient",
    "hinge",
    "hinge_gradient",
    "huber",
    "huber_gradient",
    "log_loss",
    "log_loss_gradient",
    "mae",
    "mae_gradient",
    "mse",
    "mse_gradient",
    "multi_class_hinge",
    "multi_class_hinge_gradient",
    "multi_label_cross_entropy",
    "multi_label_cross_entropy_gradient",
    "one_hot",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
    "zero_one",
]


def zero_one(y_true, y_pred):
    """Zero-one loss: the share of labels that are wrong, one minus the accuracy.

    It has no gradient to learn from: it is flat, with jumps. All other losses stand in for it.

    Parameters
    ----------
    y_true, y_pred : array_like of int, one shape
        Class indices, from 0 up.

    Returns
    -------
    float
        In [0, 1].

    Raises
    ------
    LabelError
        If an entry is no class index (a probability, for instance).
    ShapeError
        If the shapes differ, or there is no sample.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 8.1.2.
    """
    y_true, y_pred = as_labels(y_true, "y_true"), as_labels(y_pred, "y_pred")
    check_same_shape(y_true, "y_true", y_pred, "y_pred")
    check_not_empty(y_pred, "y_pred")
    return float(np.mean(y_true != y_pred))


@np.errstate(over="ignore", invalid="ignore")
def mse(y_true, y_pred):
    """Mean squared error, ``mean((y_pred - y_true)^2)``, without a factor of one half.

    Parameters
    ----------
    y_true, y_pred : array_like, one shape
        Targets and predictions, any real numbers.

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    ShapeError
        If the shapes differ (``(n,)`` and ``(n, 1)`` do), or there is no sample.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, chapter 1 (there with one half).
    """
    return float(np.mean(_residuals(y_true, y_pred) ** 2))


@np.errstate(over="ignore", invalid="ignore")
def mse_gradient(y_true, y_pred):
    """Gradient of `mse`, ``2 (y_pred - y_true) / size``; parameters and errors as there."""
    residuals = _residuals(y_true, y_pred)
    return residuals * (2 / residuals.size)


@np.errstate(over="ignore", invalid="ignore")
def mae(y_true, y_pred):
    """Mean absolute error, ``mean(|y_pred - y_true|)``; parameters and errors are those of `mse`.

    One outlier moves it less than the squared error, which is why it is called robust.
    """
    return float(np.mean(np.abs(_residuals(y_true, y_pred))))


@np.errstate(over="ignore", invalid="ignore")
def mae_gradient(y_true, y_pred):
    """Gradient of `mae`, ``sign(y_pred - y_true) / size``; at the kink the convention is 0."""
    residuals = _residuals(y_true, y_pred)
    return np.sign(residuals) / residuals.size


@np.errstate(over="ignore", invalid="ignore")
def huber(y_true, y_pred, delta=1.0):
    """Huber loss: ``r^2 / 2`` for residuals up to `delta`, a line ``delta (|r| - delta / 2)`` beyond.

    Parameters
    ----------
    y_true, y_pred : array_like, one shape
        Targets and predictions, any real numbers.
    delta : float
        Where the parabola ends, in (0, inf).

    Returns
    -------
    float
        At least 0.

    Raises
    ------
    ShapeError
        If the shapes differ, or there is no sample.
    RangeError
        If `delta` is not positive and finite.

    References
    ----------
    P. Huber, "Robust estimation of a location parameter", 1964.
    """
    check_number(delta, "delta", low=0, include_low=False, include_high=False)
    distance = np.abs(_residuals(y_true, y_pred))
    line = float(delta) * (distance - float(delta) / 2)
    return float(np.mean(np.where(distance <= delta, distance**2 / 2, line)))


@np.errstate(over="ignore", invalid="ignore")
def huber_gradient(y_true, y_pred, delta=1.0):
    """Gradient of `huber`: the residual, clipped to [-delta, delta], over the number of entries."""
    check_number(delta, "delta", low=0, include_low=False, include_high=False)
    residuals = _residuals(y_true, y_pred)
    return np.clip(residuals, -float(delta), float(delta)) / residuals.size


def log_loss(y_true, y_pred):
    """Log loss, ``-log P(y | x)``: the name that statistics gives to both cross-entropies.

    Parameters
    ----------
    y_true : array_like of int, shape (samples,)
        Class indices.
    y_pred : array_like, shape (samples,) or (samples, classes)
        The probability of class 1, or of each class.

    Returns
    -------
    float
        `binary_cross_entropy` or `categorical_cross_entropy_from_indices`, with their errors.
    """
    if np.ndim(as_float(y_pred, "y_pred", ndim=(1, 2))) == 1:
        return binary_cross_entropy(as_labels(y_true, "y_true", n_classes=2), y_pred)
    return categorical_cross_entropy_from_indices(y_true, y_pred)


def log_loss_gradient(y_true, y_pred):
    """Gradient of `log_loss`, in the shape of `y_pred`."""
    if np.ndim(as_float(y_pred, "y_pred", ndim=(1, 2))) == 1:
        return binary_cross_entropy_gradient(as_labels(y_true, "y_true", n_classes=2), y_pred)
    return categorical_cross_entropy_from_indices_gradient(y_true, y_pred)


def _residuals(y_true, y_pred):
    """Return ``y_pred - y_true``."""
    y_true, y_pred = as_pair(y_true, y_pred)
    return y_pred - y_true
