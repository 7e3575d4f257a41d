"""The perceptron and its ancestor: a weighted sum, a threshold, and the first rule that learned weights.

A unit scores a sample with ``z = w · x + b``; the line ``z = 0`` (a hyperplane, in general) parts the two
classes. Labels are 0 and 1, and the step is 1 at 0, so a point on the line is in class 1. A single unit has
weights of shape (features,) and one bias.
"""

from typing import NamedTuple

import numpy as np

from source_lib.checks import as_float, as_labelled_rows, as_labels, as_matrix, check_count, check_number
from source_lib.errors import RangeError, ShapeError
from source_lib.linear_classifiers import linear_scores

__all__ = ["PerceptronFit", "decision_line", "mcculloch_pitts", "perceptron_fit", "perceptron_predict"]


def mcculloch_pitts(X, threshold, inhibitory=None):
    """Fire like McCulloch and Pitts's unit: enough active inputs, and none that forbids it.

    All inputs count the same, which is what weights were invented for.

    Parameters
    ----------
    X : array_like of 0 and 1, shape (samples, inputs)
    threshold : float
        How many exciting inputs have to be active, at least.
    inhibitory : array_like of bool, shape (inputs,), optional
        Inputs of which a single active one keeps the unit silent; none by default.

    Returns
    -------
    ndarray of int, shape (samples,)
        1 where the unit fires, else 0.

    Raises
    ------
    LabelError
        If an input is not 0 or 1.
    ShapeError
        If the shapes do not fit together.
    RangeError
        If `threshold` is no number.

    References
    ----------
    W. McCulloch and W. Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943.
    """
    X = as_labels(as_matrix(X, "X"), "X", n_classes=2)
    forbids = np.zeros(X.shape[1], bool) if inhibitory is None else np.asarray(inhibitory, bool)
    if forbids.shape != X.shape[1:]:
        raise ShapeError(f"`inhibitory` must have shape {X.shape[1:]}, got {forbids.shape}")
    enough = X[:, ~forbids].sum(axis=1) >= check_number(threshold, "threshold")
    return (enough & ~X[:, forbids].any(axis=1)).astype(int)


class PerceptronFit(NamedTuple):
    """What `perceptron_fit` learned, and how.

    Attributes
    ----------
    weights : ndarray, shape (features,)
    bias : float
    mistakes : list of int
        For each epoch that was run, how many samples were wrong when their turn came.
    path : ndarray, shape (1 + updates, features + 1), or None
        The weights and, last, the bias: at the start and after every update.
    """

    weights: np.ndarray
    bias: float
    mistakes: list
    path: np.ndarray | None


@np.errstate(over="ignore", invalid="ignore")
def perceptron_fit(X, y_true, learning_rate=1.0, epochs=100, rng=None, keep_path=False):
    """Learn a line by Rosenblatt's rule: for every mistake, ``w += learning_rate (y - a) x``.

    Starts at zero and stops after the first epoch without a mistake, which comes if a line can part the
    classes, and never otherwise. Starting at zero, the learning rate scales the weights and changes no
    prediction.

    Parameters
    ----------
    X : array_like, shape (samples, features)
        Finite numbers.
    y_true : array_like of 0 and 1, shape (samples,)
    learning_rate : float
        In (0, inf).
    epochs : int
        The most rounds through all samples, at least 1.
    rng : numpy.random.Generator, optional
        Shuffles the samples of every epoch; without it they come in the given order.
    keep_path : bool
        Whether to keep the weights after every update, to replay them.

    Returns
    -------
    PerceptronFit
        If its last entry of `mistakes` is 0, every sample is on its side of the line.

    Raises
    ------
    LabelError
        If a label is not 0 or 1.
    ShapeError
        If the shapes do not fit together, or there is no sample.
    RangeError
        If `X` holds NaN or infinity, or a number is out of its range.

    References
    ----------
    F. Rosenblatt, "The perceptron: a probabilistic model for information storage and organization in the
    brain", 1958.
    """
    labels, X = as_labelled_rows(y_true, X, "X", n_classes=2)
    if not np.isfinite(X).all():
        raise RangeError(f"`X` must hold finite numbers, got {X[~np.isfinite(X)][0]}")
    check_number(learning_rate, "learning_rate", low=0, include_low=False, include_high=False)
    inputs = np.column_stack([X, np.ones(len(X))]).astype(float)  # the bias weighs an input of 1
    theta, mistakes, order = np.zeros(inputs.shape[1]), [], np.arange(len(X))
    path = [theta]
    for _ in range(check_count(epochs, "epochs")):
        if rng is not None:
            order = rng.permutation(len(X))
        updates = list(_epoch(theta, inputs[order], labels[order], float(learning_rate)))
        mistakes.append(len(updates))
        theta = updates[-1] if updates else theta
        path += updates if keep_path else []
        if not updates:
            break
    return PerceptronFit(theta[:-1], float(theta[-1]), mistakes, np.array(path) if keep_path else None)


def _epoch(theta, inputs, labels, learning_rate):
    """Yield the weights, with the bias last, after every mistake."""
    for x, y in zip(inputs, labels, strict=True):
        error = y - int(x @ theta >= 0)
        if error:
            theta = theta + learning_rate * error * x
            yield theta


def perceptron_predict(X, weights, bias):
    """Class 1 where the score is at least 0, else class 0 (also where it is NaN).

    Parameters and errors are those of `linear_scores`; the result is of int, shape (samples,) or, with a
    column of weights for each unit of a layer, (samples, units).
    """
    return (linear_scores(X, weights, bias) >= 0).astype(int)


def decision_line(weights, bias, low=-1.0, high=1.0):
    """Two points of the line ``w1 x + w2 y + b = 0``, to draw it through a square picture.

    Parameters
    ----------
    weights : array_like, shape (2,)
    bias : float
    low, high : float
        The edges of the picture. A flat line runs from its left to its right edge, a steep one, up to a
        vertical one, from its lower to its upper edge.

    Returns
    -------
    ndarray, shape (2, 2)
        A row for each point: x and y.

    Raises
    ------
    RangeError
        If both weights are 0, or a number is not finite.
    ShapeError
        If there are not two weights.
    """
    weights = as_float(weights, "weights", ndim=1)
    if weights.shape != (2,):
        raise ShapeError(f"`weights` must have shape (2,), got {weights.shape}")
    if not np.isfinite(weights).all() or not weights.any():
        raise RangeError(f"`weights` must be finite and not both 0, got {weights.tolist()}")
    for name, number in (("bias", bias), ("low", low), ("high", high)):
        check_number(number, name, include_low=False, include_high=False)
    across = int(abs(weights[1]) < abs(weights[0]))  # 0: from left to right; 1: from bottom to top
    points = np.empty((2, 2))
    points[:, across] = low, high
    points[:, 1 - across] = -(weights[across] * points[:, across] + bias) / weights[1 - across]
    return points
