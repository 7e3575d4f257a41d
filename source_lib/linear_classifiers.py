"""Linear classifiers: linear scores, and one neuron as a logistic or as a support vector machine classifier.

The neuron is the same, and so is its line; what differs is the loss that its weights are learned by.
Labels are 0 and 1; a single unit has weights of shape (features,) and one bias.
"""

import numpy as np

from source_lib.activations import sigmoid
from source_lib.binary_cross_entropy import (
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_gradient,
)
from source_lib.checks import as_float, as_labelled_rows, as_matrix, check_number
from source_lib.errors import ShapeError
from source_lib.hinge import hinge, hinge_gradient
from source_lib.products import times

__all__ = [
    "linear_scores",
    "logistic_neuron",
    "logistic_neuron_loss",
    "logistic_neuron_predict",
    "svm_neuron_loss",
    "svm_neuron_predict",
]


@np.errstate(over="ignore", invalid="ignore")
def linear_scores(X, weights, biases):
    """Linear scores ``X W + b``, one column a unit: a classifier without any talk of brains.

    Parameters
    ----------
    X : array_like, shape (samples, features)
    weights : array_like, shape (features, units), or (features,) for a single unit
    biases : array_like, shape (units,), or one number for a single unit

    Returns
    -------
    ndarray, shape (samples, units) or (samples,)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    weights, biases = as_float(weights, "weights", ndim=(1, 2)), as_float(biases, "biases")
    if biases.shape != weights.shape[1:]:
        raise ShapeError(f"`biases` must have shape {weights.shape[1:]}, got {biases.shape}")
    return as_matrix(X, "X", columns=len(weights)) @ weights + biases


def logistic_neuron(X, weights, bias):
    """Probability of class 1, ``σ(w · x + b)``; parameters and errors are those of `linear_scores`."""
    return sigmoid(linear_scores(X, weights, bias))


def logistic_neuron_predict(X, weights, bias):
    """Class 1 where the output is above 0.5, else class 0; a point on the line is in class 0 here."""
    return (logistic_neuron(X, weights, bias) > 0.5).astype(int)


@np.errstate(over="ignore", invalid="ignore")
def logistic_neuron_loss(X, y_true, weights, bias):
    """Binary cross-entropy of the logistic neuron, and its gradients.

    Parameters
    ----------
    X : array_like, shape (samples, features)
    y_true : array_like of 0 and 1, shape (samples,)
    weights : array_like, shape (features,)
    bias : float

    Returns
    -------
    loss : float
        By batch mean.
    grad_weights : ndarray, shape (features,)
        The mean of ``(a - y) x``: no slope of the sigmoid is left in it.
    grad_bias : float

    Raises
    ------
    LabelError
        If a label is not 0 or 1.
    ShapeError
        If the shapes do not fit together, or there is no sample.
    """
    labels, X = as_labelled_rows(y_true, X, "X", n_classes=2)
    z = linear_scores(X, as_float(weights, "weights", ndim=1), bias)
    grad_z = binary_cross_entropy_from_logits_gradient(labels, z)
    return binary_cross_entropy_from_logits(labels, z), grad_z @ X, grad_z.sum()


def svm_neuron_predict(X, weights, bias):
    """Class 1 where the score is at least 0, else class 0: the perceptron's own rule.

    Parameters and errors are those of `linear_scores`; the result is of int. A score of NaN is class 0.
    """
    return (linear_scores(X, weights, bias) >= 0).astype(int)


@np.errstate(over="ignore", invalid="ignore")
def svm_neuron_loss(X, y_true, weights, bias, strength=0.0):
    """Hinge loss of the neuron as a support vector machine, and its gradients.

    Parameters, results and errors are those of `logistic_neuron_loss` (labels 0 and 1 become -1 and +1 for
    the hinge), with one more parameter.

    Parameters
    ----------
    X, y_true, weights, bias : array_like
        As there.
    strength : float
        Of the penalty ``0.5 strength sum(w^2)``, in [0, inf): weights that are not needed are forgotten
        little by little. The bias is not penalised.
    """
    check_number(strength, "strength", low=0, include_high=False)
    labels, X = as_labelled_rows(y_true, X, "X", n_classes=2)
    weights, signs = as_float(weights, "weights", ndim=1), 2 * labels - 1
    z = linear_scores(X, weights, bias)
    grad_z = hinge_gradient(signs, z)
    loss = hinge(signs, z) + float(times(0.5 * strength, weights @ weights))
    return loss, grad_z @ X + strength * weights, grad_z.sum()
