"""Binary cross-entropy: minus the logarithm of the probability of what happened, for yes-or-no questions.

The conventions are those of `source_lib.losses`: the truth first, the mean over the batch, gradients with
respect to the second argument. Two things are particular here:

* A probability of exactly 0 for what happened costs infinity, and the gradient there is minus infinity.
  Nothing is clipped: a clipped loss is finite and wrong. The form that takes logits needs no such limit,
  and is the one to train with.
* 0 log 0 counts as 0: what cannot happen and is called impossible costs nothing.
"""

import numpy as np

from source_lib.activations import sigmoid
from source_lib.checks import as_matrix, as_pair, as_probabilities
from source_lib.products import times

__all__ = [
    "binary_cross_entropy",
    "binary_cross_entropy_from_logits",
    "binary_cross_entropy_from_logits_gradient",
    "binary_cross_entropy_gradient",
    "multi_label_cross_entropy",
    "multi_label_cross_entropy_gradient",
]


def binary_cross_entropy(y_true, y_pred):
    """Binary cross-entropy, ``-mean(y log(p) + (1 - y) log(1 - p))``.

    Parameters
    ----------
    y_true : array_like, shape of `y_pred`
        0 or 1, or the probability in between that 1 has.
    y_pred : array_like
        Predicted probability of 1.

    Returns
    -------
    float
        At least 0; infinite if something happened that was called impossible.

    Raises
    ------
    RangeError
        If an entry lies outside [0, 1] or is NaN.
    ShapeError
        If the shapes differ, or there is no sample.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, chapter 3.
    """
    y, p = _probability_pair(y_true, y_pred)
    with np.errstate(divide="ignore"):
        return float(0 - np.mean(times(y, np.log(p)) + times(1 - y, np.log1p(-p))))  # `0 -`: no negative zero


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def binary_cross_entropy_gradient(y_true, y_pred):
    """Gradient of `binary_cross_entropy`, ``((1 - y) / (1 - p) - y / p) / size``, counting 0 / 0 as 0."""
    y, p = _probability_pair(y_true, y_pred)
    happened = np.where(y == 0, 0, y / p)
    did_not = np.where(y == 1, 0, (1 - y) / (1 - p))
    return (did_not - happened) / p.size


@np.errstate(invalid="ignore")  # NumPy warns of NaN here
def binary_cross_entropy_from_logits(y_true, logits):
    """Binary cross-entropy of ``σ(logits)``, exact where the probability itself would round to 0 or 1.

    Parameters
    ----------
    y_true : array_like, shape of `logits`
        0 or 1, or the probability in between that 1 has.
    logits : array_like
        Any real numbers, infinity included.

    Returns
    -------
    float
        ``mean(y log(1 + exp(-z)) + (1 - y) log(1 + exp(z)))``.

    Raises
    ------
    RangeError
        If `y_true` lies outside [0, 1] or is NaN.
    ShapeError
        If the shapes differ, or there is no sample.
    """
    y, z = _probabilities_and_logits(y_true, logits)
    return float(np.mean(times(y, np.logaddexp(0, -z)) + times(1 - y, np.logaddexp(0, z))))


def binary_cross_entropy_from_logits_gradient(y_true, logits):
    """Gradient of `binary_cross_entropy_from_logits`, ``(σ(z) - y) / size``: no slope of σ is left in it.

    Computed as ``(1 - y) σ(z) - y σ(-z)``, which keeps its digits where σ rounds to 1.
    """
    y, z = _probabilities_and_logits(y_true, logits)
    return ((1 - y) * sigmoid(z) - y * sigmoid(-z)) / z.size


def multi_label_cross_entropy(y_true, logits):
    """Multi-label loss: an independent yes-or-no question for each label, summed over the labels of a sample.

    Parameters
    ----------
    y_true : array_like, shape (samples, labels)
        1 where the sample has the label, else 0; any number of ones.
    logits : array_like, shape (samples, labels)

    Returns
    -------
    float
        `binary_cross_entropy_from_logits`, with its errors, times the number of labels.
    """
    logits = as_matrix(logits, "logits")
    return logits.shape[1] * binary_cross_entropy_from_logits(y_true, logits)


def multi_label_cross_entropy_gradient(y_true, logits):
    """Gradient of `multi_label_cross_entropy`, ``(σ(z) - y) / samples``."""
    logits = as_matrix(logits, "logits")
    return logits.shape[1] * binary_cross_entropy_from_logits_gradient(y_true, logits)


def _probability_pair(y_true, y_pred):
    y_true, y_pred = as_probabilities(y_true, "y_true"), as_probabilities(y_pred, "y_pred")
    return as_pair(y_true, y_pred)


def _probabilities_and_logits(y_true, logits):
    return as_pair(as_probabilities(y_true, "y_true"), logits, "logits")
