"""Ensembles: several models, each wrong in its own way, are together less wrong.

The squared error of an average is never above the average squared error, and is below it by just the variance
of the models around their average. So the models should differ: other starts, other data, other shapes.
"""

import numpy as np

from source_lib.checks import as_float, as_labels, check_count
from source_lib.errors import RangeError, ShapeError

__all__ = ["average_predictions", "bagging", "bootstrap", "majority_vote"]


def average_predictions(predictions, weights=None):
    """Average what several models predict: numbers, or probabilities (which still sum to one).

    Parameters
    ----------
    predictions : array_like, shape (models, ...)
        At least one model.
    weights : array_like, shape (models,), optional
        How much each model counts, at least 0, not all 0; all alike unless given.

    Returns
    -------
    ndarray, shape (...)

    Raises
    ------
    ShapeError
        If there is no model, or the weights are not one for each.
    RangeError
        If a weight is negative or not finite, or all are 0.
    """
    predictions = _of_models(as_float(predictions, "predictions"), "predictions")
    weights = as_float(np.ones(len(predictions)) if weights is None else weights, "weights")
    if weights.shape != predictions.shape[:1]:
        raise ShapeError(
            f"`weights` must be one for each of {len(predictions)} models, got shape {weights.shape}"
        )
    if not (np.isfinite(weights).all() and (weights >= 0).all() and weights.any()):
        raise RangeError(f"`weights` must be finite, 0 or more and not all 0, got {weights}")
    shares = (weights / weights.sum()).astype(predictions.dtype)
    return np.tensordot(shares, predictions, axes=1)


def majority_vote(labels):
    """Return the class that most models name; of several, the one with the lowest index.

    Parameters
    ----------
    labels : array_like of int, shape (models, samples)
        At least one model.

    Returns
    -------
    ndarray of int, shape (samples,)

    Raises
    ------
    LabelError
        If a label is not a class index.
    ShapeError
        If `labels` is not 2-D or there is no model.
    """
    labels = _of_models(as_labels(as_float(labels, "labels", ndim=2), "labels"), "labels")
    classes = np.arange(labels.max(initial=0) + 1)
    return (labels[..., np.newaxis] == classes).sum(axis=0).argmax(axis=-1)


def bootstrap(n_samples, rng):
    """Draw as many rows as there are, with replacement.

    Parameters
    ----------
    n_samples : int
        At least 1.
    rng : numpy.random.Generator
        Where the draw comes from.

    Returns
    -------
    drawn : ndarray of int, shape (n_samples,)
    left_out : ndarray of int
        The rows that were never drawn, about 1/e of all: validation data that cost nothing.

    Raises
    ------
    RangeError
        If `n_samples` is below 1.
    """
    n_samples = check_count(n_samples, "n_samples")
    drawn = rng.integers(n_samples, size=n_samples)
    return drawn, np.setdiff1d(np.arange(n_samples), drawn)


def bagging(fit, X, y, n_models, rng):
    """Bootstrap aggregating: fit models of one kind, each to its own bootstrap sample.

    Parameters
    ----------
    fit : callable
        Takes rows of `X` and of `y`, returns a fitted model of any sort.
    X : array_like, shape (samples, features)
        At least one sample.
    y : array_like, shape (samples, ...)
        A target for each sample.
    n_models : int
        At least 1.
    rng : numpy.random.Generator
        Where the draws come from.

    Returns
    -------
    list
        What `fit` returned, `n_models` times. Average what these predict.

    Raises
    ------
    ShapeError
        If `X` and `y` differ in length.
    RangeError
        If there is no sample or `n_models` is below 1.

    References
    ----------
    L. Breiman, "Bagging predictors", 1996.
    """
    X, y = np.asarray(X), np.asarray(y)
    if len(X) != len(y):
        raise ShapeError(f"`X` and `y` must have one length, got {len(X)} and {len(y)}")
    draws = (bootstrap(len(X), rng)[0] for _ in range(check_count(n_models, "n_models")))
    return [fit(X[rows], y[rows]) for rows in draws]


def _of_models(array, name):
    if array.ndim == 0 or not len(array):
        raise ShapeError(f"`{name}` must have at least one model on its first axis, got shape {array.shape}")
    return array
