"""Before a long training: can this network learn at all?

A first loss that is not the one of guessing, or a handful of samples that cannot be learned by heart, shows a
fault in minutes that a long training would hide. The third check of this kind, that a stronger penalty
raises the loss, needs no function: compare two losses.
"""

import math

import numpy as np

from source_lib.checks import check_known, check_number
from source_lib.errors import RangeError

__all__ = ["chance_loss", "overfit_tiny_subset"]

CHANCE_LOSSES = {"softmax": math.log, "svm": lambda n_classes: n_classes - 1.0}


def chance_loss(n_classes, loss="softmax"):
    """Loss of a classifier that knows nothing: all scores are equal.

    An untrained network with small weights should start here; another value means a fault in the loss, the
    labels or the initial weights. Regularization comes on top of it.

    Parameters
    ----------
    n_classes : int
        At least 2.
    loss : {"softmax", "svm"}
        Softmax with cross-entropy: ``ln C`` (for two classes, the binary cross-entropy at 1/2). Multi-class
        SVM with margin 1: ``C - 1``, since each wrong class violates its margin by 1.

    Returns
    -------
    float

    Raises
    ------
    RangeError
        If `n_classes` is not a whole number of at least 2.
    UnknownNameError
        If `loss` is none of the two.

    References
    ----------
    J. Johnson, A. Karpathy and F.-F. Li, CS231n notes, "Neural networks, part 3", 2015.
    """
    check_number(n_classes, "n_classes", 2, high=2**53)
    if n_classes != int(n_classes):
        raise RangeError(f"`n_classes` must be a whole number, got {n_classes!r}")
    return CHANCE_LOSSES[check_known(loss, "loss", CHANCE_LOSSES)](n_classes)


def overfit_tiny_subset(network, loss, loss_gradient, optimizer, X, y_true, steps=200):
    """Train on a handful of samples, all of them at every step.

    A sound network learns them by heart: the loss falls towards 0 and the accuracy reaches 100 %. One that
    cannot has a fault, and training on more data is a waste of time. Switch dropout, augmentation and
    regularization off; they are made to prevent this.

    Parameters
    ----------
    network
        Has ``forward(X, training)``, ``backward(grad_output)``, and flat vectors `parameters` (settable)
        and `gradients`. It is trained in place.
    loss, loss_gradient : callable
        Of ``(y_true, y_pred)``: the loss, and its gradient with respect to the network's output.
    optimizer
        Has ``step(parameters, gradients)``, which returns new parameters.
    X : array_like, shape (samples, features)
        About twenty samples, of every class.
    y_true : array_like, shape (samples, ...)
        As `loss` wants it.
    steps : int
        At least 0.

    Returns
    -------
    ndarray, shape (steps + 1,)
        Loss before the first step and after each. After a blow-up it is infinite or NaN.

    References
    ----------
    J. Johnson, A. Karpathy and F.-F. Li, CS231n notes, "Neural networks, part 3", 2015.
    """
    check_number(steps, "steps", 0)
    losses = []
    for _ in range(steps):
        y_pred = network.forward(X, training=True)
        losses.append(loss(y_true, y_pred))
        network.backward(loss_gradient(y_true, y_pred))
        network.parameters = optimizer.step(network.parameters, network.gradients)
    losses.append(loss(y_true, network.forward(X, training=True)))
    return np.array(losses)
