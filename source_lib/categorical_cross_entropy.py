"""Categorical cross-entropy: minus the logarithm of the probability of the right class.

The conventions are those of `source_lib.losses`. As in `source_lib.binary_cross_entropy`, a probability of
exactly 0 for the right class costs infinity, nothing is clipped, and 0 log 0 counts as 0.
"""

import numpy as np

from source_lib.checks import as_labelled_rows, as_labels, as_matrix, as_pair, as_probabilities, check_count
from source_lib.errors import RangeError
from source_lib.products import times
from source_lib.softmax import log_softmax, softmax

__all__ = [
    "categorical_cross_entropy",
    "categorical_cross_entropy_from_indices",
    "categorical_cross_entropy_from_indices_gradient",
    "categorical_cross_entropy_gradient",
    "one_hot",
    "softmax_cross_entropy",
    "softmax_cross_entropy_gradient",
]


def categorical_cross_entropy(y_true, y_pred):
    """Categorical cross-entropy with the truth as rows of probabilities, one-hot as a rule.

    Parameters
    ----------
    y_true : array_like, shape (samples, classes)
        Each row sums to 1.
    y_pred : array_like, shape (samples, classes)
        Predicted probabilities. That each row sums to 1 is not enforced, because the gradient (and any
        numerical check of it) moves one entry at a time.

    Returns
    -------
    float
        ``-mean(sum(y log(p)))``, the sum over the classes.

    Raises
    ------
    RangeError
        If an entry lies outside [0, 1] or is NaN, or a row of `y_true` does not sum to 1.
    ShapeError
        If the shapes differ, are not 2-D, or there is no sample.
    """
    y, p = _distribution_pair(y_true, y_pred)
    with np.errstate(divide="ignore"):
        return float(0 - np.mean(times(y, np.log(p)).sum(axis=1)))  # `0 -`: no negative zero


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def categorical_cross_entropy_gradient(y_true, y_pred):
    """Gradient of `categorical_cross_entropy`, ``-y / p / samples``, counting 0 / 0 as 0."""
    y, p = _distribution_pair(y_true, y_pred)
    return np.where(y == 0, 0, -y / p) / len(p)


def categorical_cross_entropy_from_indices(y_true, y_pred):
    """Categorical cross-entropy with the truth as class indices.

    Parameters
    ----------
    y_true : array_like of int, shape (samples,)
    y_pred : array_like, shape (samples, classes)
        Predicted probabilities.

    Returns
    -------
    float
        The mean of ``-log(y_pred[i, y_true[i]])``.

    Raises
    ------
    LabelError
        If a label is not one of the classes.
    RangeError
        If a prediction lies outside [0, 1] or is NaN.
    ShapeError
        If the shapes do not fit together, or there is no sample.
    """
    labels, p = as_labelled_rows(y_true, as_probabilities(y_pred, "y_pred"), "y_pred")
    with np.errstate(divide="ignore"):
        return float(0 - np.mean(np.log(p[np.arange(len(p)), labels])))


@np.errstate(divide="ignore", over="ignore")
def categorical_cross_entropy_from_indices_gradient(y_true, y_pred):
    """Gradient of `categorical_cross_entropy_from_indices`: ``-1 / (p samples)`` in the right class."""
    labels, p = as_labelled_rows(y_true, as_probabilities(y_pred, "y_pred"), "y_pred")
    rows, gradient = np.arange(len(p)), np.zeros_like(p)
    gradient[rows, labels] = -1 / p[rows, labels] / len(p)
    return gradient


def softmax_cross_entropy(y_true, logits):
    """Categorical cross-entropy of ``softmax(logits)``, exact where a probability would round to 0 or 1.

    Parameters
    ----------
    y_true : array_like of int, shape (samples,)
        Class indices.
    logits : array_like, shape (samples, classes)
        Any real numbers; ``log(classes)`` is the loss if they are all equal.

    Returns
    -------
    float

    Raises
    ------
    LabelError
        If a label is not one of the classes.
    ShapeError
        If the shapes do not fit together, or there is no sample.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 6.2.2.3.
    """
    labels, logits = as_labelled_rows(y_true, logits, "logits")
    return float(0 - np.mean(log_softmax(logits)[np.arange(len(logits)), labels]))


def softmax_cross_entropy_gradient(y_true, logits):
    """Gradient of `softmax_cross_entropy`, ``(softmax(logits) - one_hot(y_true)) / samples``.

    In the right class ``p - 1`` is computed as minus the sum of the others, which keeps its digits.
    """
    labels, logits = as_labelled_rows(y_true, logits, "logits")
    gradient, rows = softmax(logits), np.arange(len(logits))
    gradient[rows, labels] *= 0  # and NaN stays NaN
    gradient[rows, labels] = -gradient.sum(axis=1)
    return gradient / len(gradient)


def one_hot(y_true, n_classes):
    """Rows of zeros with a single one in the column of the class; shape (..., n_classes), float64.

    Raises
    ------
    LabelError
        If a label is not one of the classes.
    RangeError
        If `n_classes` is not a whole number from 1 up.
    """
    return np.eye(check_count(n_classes, "n_classes"))[as_labels(y_true, "y_true", n_classes)]


def _distribution_pair(y_true, y_pred):
    y_true, y_pred = as_matrix(y_true, "y_true"), as_matrix(y_pred, "y_pred")
    y, p = as_pair(as_probabilities(y_true, "y_true"), as_probabilities(y_pred, "y_pred"))
    totals = y.sum(axis=1, dtype=float)
    off = np.abs(totals - 1) > 1e-6
    if off.any():
        raise RangeError(f"`y_true` must have rows that sum to 1, got a sum of {totals[off][0]:g}")
    return y, p
