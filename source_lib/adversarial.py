"""Adversarial examples: changes too small to see that lead a model astray, and how to train against them.

A linear score moves by up to ``epsilon * sum(|w|)`` when every input moves by epsilon, so with many inputs
tiny changes add up. The gradient with respect to the *input* tells which way each input has to go.
"""

import numpy as np

from source_lib.checks import as_float, check_number, check_same_shape
from source_lib.errors import RangeError

__all__ = ["adversarial_batch", "adversarial_examples", "adversarial_step", "fast_gradient_sign"]


def fast_gradient_sign(X, grad_X, epsilon, low=-np.inf, high=np.inf):
    """Move every input by `epsilon` in the direction that raises the loss.

    Parameters
    ----------
    X : array_like
        Inputs, any shape.
    grad_X : array_like
        Gradient of the loss with respect to `X`, same shape. Where it is 0 nothing moves.
    epsilon : float
        How far, at least 0.
    low, high : float
        The range that inputs must stay in, for instance 0 and 1 for pixels.

    Returns
    -------
    ndarray
        Shape of `X`; nowhere more than `epsilon` away if `X` is in range.

    Raises
    ------
    ShapeError
        If the two differ in shape.
    RangeError
        If `epsilon` is negative or `low` is above `high`.

    References
    ----------
    I. Goodfellow et al., "Explaining and harnessing adversarial examples", 2015, section 4.
    """
    X, grad_X = as_float(X, "X"), as_float(grad_X, "grad_X")
    check_same_shape(X, "X", grad_X, "grad_X")
    epsilon = float(check_number(epsilon, "epsilon", 0, include_high=False))
    if not low <= high:
        raise RangeError(f"`low` must not be above `high`, got {low!r} and {high!r}")
    with np.errstate(invalid="ignore"):
        return np.clip(X + epsilon * np.sign(grad_X).astype(X.dtype), low, high)


def adversarial_examples(network, loss, X, y, epsilon, low=-np.inf, high=np.inf):
    """Attack a network: the samples, each moved so that the network's loss on it rises.

    Parameters
    ----------
    network : Sequential
        The one to attack. Its gradients are overwritten.
    loss : (callable, callable)
        Value and gradient, each of ``(y_true, y_pred)``.
    X : array_like, shape (samples, features)
        Inputs.
    y : array_like, shape (samples, ...)
        Their true labels or values.
    epsilon, low, high : float
        As in `fast_gradient_sign`.

    Returns
    -------
    ndarray
        Shape of `X`.

    Notes
    -----
    The network is attacked as it predicts: without dropout, with the running statistics of batch
    normalisation.
    """
    X = as_float(X, "X")
    grad_X = network.backward(loss[1](y, network.forward(X, training=False)))
    return fast_gradient_sign(X, grad_X, epsilon, low, high)


def adversarial_batch(network, loss, X, y, epsilon, low=-np.inf, high=np.inf):
    """Put the samples and their adversarial twins into one batch.

    A loss averages over the batch, so the loss of this one is half the clean and half the adversarial loss.
    Parameters are those of `adversarial_examples`.

    Returns
    -------
    X : ndarray, shape (2 samples, features)
    y : ndarray, shape (2 samples, ...)
    """
    attacked = adversarial_examples(network, loss, X, y, epsilon, low, high)
    return np.concatenate([as_float(X, "X"), attacked]), np.concatenate([y, y])


def adversarial_step(network, loss, X, y, optimizer, epsilon, low=-np.inf, high=np.inf):
    """One step of adversarial training: an ordinary step on the `adversarial_batch`.

    Parameters are those of `adversarial_examples`, and the optimizer, which changes the network's parameters.

    Returns
    -------
    float
        The loss of the batch before the step.

    References
    ----------
    I. Goodfellow et al., "Explaining and harnessing adversarial examples", 2015, section 6.
    """
    X, y = adversarial_batch(network, loss, X, y, epsilon, low, high)
    y_pred = network.forward(X, training=True)
    network.backward(loss[1](y, y_pred))
    network.parameters = optimizer.step(network.parameters, network.gradients)
    return float(loss[0](y, y_pred))
