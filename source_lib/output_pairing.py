"""Which output function and which loss belong together: the task decides, the hidden layers do not matter.

In each pair the slope of the output function cancels against the loss, and what is left of the gradient
with respect to the last scores is the plain difference ``a - y`` of actual and desired output. A large
error then makes a large step; with a mismatched pair (sigmoid and squared error) a saturated unit that is
badly wrong hardly learns.
"""

from collections.abc import Callable
from typing import NamedTuple

from source_lib.activations import sigmoid, softmax
from source_lib.binary_cross_entropy import (
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_gradient,
)
from source_lib.categorical_cross_entropy import softmax_cross_entropy, softmax_cross_entropy_gradient
from source_lib.checks import as_float, check_known
from source_lib.losses import mse, mse_gradient

__all__ = ["OUTPUT_PAIRINGS", "Pairing", "linear", "output_pairing"]


class Pairing(NamedTuple):
    """An output function with its loss; both take the raw scores of the last layer.

    Attributes
    ----------
    output : callable
        ``output(scores)`` is the prediction.
    loss, loss_gradient : callable
        ``loss(y_true, scores)`` and its gradient with respect to the scores: ``(a - y) / samples``, for a
        single regression target twice that.
    """

    output: Callable
    loss: Callable
    loss_gradient: Callable


def linear(z):
    """Leave the scores as they are: the output function of regression; shape of `z`."""
    return as_float(z, "z")


OUTPUT_PAIRINGS = {
    "regression": Pairing(linear, mse, mse_gradient),
    "binary": Pairing(sigmoid, binary_cross_entropy_from_logits, binary_cross_entropy_from_logits_gradient),
    "multi-class": Pairing(softmax, softmax_cross_entropy, softmax_cross_entropy_gradient),
}


def output_pairing(task):
    """Look up the output function and the loss of a task.

    Parameters
    ----------
    task : {"regression", "binary", "multi-class"}

    Returns
    -------
    Pairing

    Raises
    ------
    UnknownNameError
        If the task is none of these; the nearest name is suggested.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 6.2.2.
    """
    return OUTPUT_PAIRINGS[check_known(task, "task", OUTPUT_PAIRINGS)]
