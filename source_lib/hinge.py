"""Hinge losses: what a support vector machine pays, nothing at all once the right class wins by a margin.

The conventions are those of `source_lib.losses`. The scores are raw: a probability has no margin to win by.
"""

import numpy as np

from source_lib.checks import as_labelled_rows, as_pair, check_number
from source_lib.errors import LabelError

__all__ = [
    "hinge",
    "hinge_gradient",
    "multi_class_hinge",
    "multi_class_hinge_gradient",
]


@np.errstate(over="ignore", invalid="ignore")
def hinge(y_true, scores):
    """Hinge loss of a two-class support vector machine, ``max(0, 1 - y s)``.

    Parameters
    ----------
    y_true : array_like of int, shape of `scores`
        Labels, -1 or +1 (not 0 or 1).
    scores : array_like
        Raw scores, not probabilities.

    Returns
    -------
    float
        At least 0; 0 if every score is on the right side with a margin of at least 1.

    Raises
    ------
    LabelError
        If a label is neither -1 nor +1.
    ShapeError
        If the shapes differ, or there is no sample.

    References
    ----------
    C. Cortes and V. Vapnik, "Support-vector networks", 1995.
    """
    y_true, scores = _signs_and_scores(y_true, scores)
    return float(np.mean(np.maximum(0, 1 - y_true * scores)))


@np.errstate(over="ignore", invalid="ignore")
def hinge_gradient(y_true, scores):
    """Gradient of `hinge`: ``-y / size`` where ``y s < 1``, else 0 (also at the kink)."""
    y_true, scores = _signs_and_scores(y_true, scores)
    return -y_true * np.heaviside(1 - y_true * scores, 0) / scores.size


@np.errstate(over="ignore", invalid="ignore")
def multi_class_hinge(y_true, scores, margin=1.0):
    """Multi-class hinge loss: the sum over the wrong classes of ``max(0, s_wrong - s_right + margin)``.

    Parameters
    ----------
    y_true : array_like of int, shape (samples,)
        Class indices.
    scores : array_like, shape (samples, classes)
        Raw scores.
    margin : float
        By how much the right class has to win, in [0, inf).

    Returns
    -------
    float
        At least 0; ``classes - 1`` if all scores are equal and the margin is 1.

    Raises
    ------
    LabelError
        If a label is not one of the classes.
    ShapeError
        If the shapes do not fit together, or there is no sample.
    RangeError
        If `margin` is negative or not finite.

    References
    ----------
    J. Weston and C. Watkins, "Support vector machines for multi-class pattern recognition", 1999.
    """
    _, shortfalls = _shortfalls(y_true, scores, margin)
    return float(np.mean(np.maximum(0, shortfalls).sum(axis=1)))


@np.errstate(over="ignore", invalid="ignore")
def multi_class_hinge_gradient(y_true, scores, margin=1.0):
    """Gradient of `multi_class_hinge`: 1 for each class too close, minus their number for the right one."""
    right, shortfalls = _shortfalls(y_true, scores, margin)
    too_close = np.heaviside(shortfalls, 0)
    np.put_along_axis(too_close, right, -too_close.sum(axis=1, keepdims=True), axis=1)
    return too_close / len(too_close)


def _signs_and_scores(y_true, scores):
    """Return labels of -1 or +1 with their scores."""
    y_true, scores = as_pair(y_true, scores, "scores")
    wrong = np.abs(y_true) != 1
    if wrong.any():
        raise LabelError(f"`y_true` must hold -1 or +1, got {y_true[wrong].flat[0]:g}")
    return y_true, scores


def _shortfalls(y_true, scores, margin):
    """Return the column of the right class, and by how much each wrong class is too close to it."""
    check_number(margin, "margin", low=0, include_high=False)
    y_true, scores = as_labelled_rows(y_true, scores, "scores")
    right = y_true[:, np.newaxis]
    shortfalls = scores - np.take_along_axis(scores, right, axis=1) + float(margin)
    np.put_along_axis(shortfalls, right, 0, axis=1)
    return right, shortfalls
