"""Before a long training: can this network learn at all?

A first loss that is not the one of guessing, or a handful of samples that cannot be learned by heart, shows a
fault in minutes that a long training would hide. The third check of this kind, that a stronger penalty
raises the loss, needs no function: compare two losses.
"""

import math

import numpy as np

from source_lib.checks import check_count, check_known
from source_lib.training import train

__all__ = ["chance_loss", "overfit_tiny_subset"]

CHANCE_LOSSES = {"softmax_cross_entropy": math.log, "multi_class_hinge": lambda n_classes: n_classes - 1.0}


def chance_loss(n_classes, loss="softmax_cross_entropy"):
    """Loss of a classifier that knows nothing: all scores are equal.

    An untrained network with small weights should start here; another value means a fault in the loss, the
    labels or the initial weights. Regularization comes on top of it.

    Parameters
    ----------
    n_classes : int
        At least 2.
    loss : {"softmax_cross_entropy", "multi_class_hinge"}
        Softmax with cross-entropy: ``ln C`` (for two classes, the binary cross-entropy at 1/2). The SVM
        loss with margin 1: ``C - 1``, since each wrong class falls short of the margin by 1.

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
    check_known(loss, "loss", CHANCE_LOSSES)
    return CHANCE_LOSSES[loss](check_count(n_classes, "n_classes", 2))


def overfit_tiny_subset(network, loss, X, y, optimizer, rng, *, samples=20, epochs=200):
    """Train on a handful of samples, all of them at every step.

    A sound network learns them by heart: the loss falls towards 0 and the accuracy reaches 100 %. One that
    cannot has a fault, and training on more data is a waste of time. Switch dropout and penalties off; they
    are made to prevent this.

    Parameters
    ----------
    network, loss, X, y, optimizer
        As for `training.train`. The network is trained in place.
    rng : numpy.random.Generator
        Draws the subset.
    samples : int
        How many to draw, at least 1; all if there are fewer.
    epochs : int
        How many steps, at least 0.

    Returns
    -------
    History
        As from `training.train`; look at the last `train_loss` and `train_accuracy`.

    Raises
    ------
    DivergedError
        If a parameter becomes NaN or infinite.
    RangeError
        If `samples` or `epochs` is out of range.

    References
    ----------
    J. Johnson, A. Karpathy and F.-F. Li, CS231n notes, "Neural networks, part 3", 2015.
    """
    X, y = np.asarray(X), np.asarray(y)
    chosen = rng.permutation(len(X))[: check_count(samples, "samples")]
    return train(network, loss, X[chosen], y[chosen], optimizer, rng, epochs=epochs, batch_size=samples)
