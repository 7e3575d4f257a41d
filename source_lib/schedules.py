"""Learning-rate schedules: long steps first, short ones later, to settle in the deep and narrow parts.

The first three are functions of the epoch, which counts from 0 and may be an array, to plot it. In practice
step decay is slightly preferred: its two numbers are the easiest to understand.
"""

import numpy as np

from source_lib.checks import as_float, check_count, check_number
from source_lib.errors import RangeError
from source_lib.plateau import Plateau

__all__ = ["ReduceOnPlateau", "exponential_decay", "inverse_time_decay", "step_decay"]


def step_decay(epoch, initial, factor=0.5, every=10):
    """Multiply the rate by `factor` after every so many epochs: ``initial * factor^(epoch // every)``.

    Parameters
    ----------
    epoch : array_like
        Numbers from 0 up, any shape.
    initial : float
        The rate in epoch 0, at least 0.
    factor : float
        In [0, 1].
    every : int
        At least 1.

    Returns
    -------
    float or ndarray
        The learning rate, shape of `epoch`.

    Raises
    ------
    RangeError
        If a number lies outside its range; so in the other schedules.

    References
    ----------
    Stanford course CS231n, notes "Neural networks 3", annealing the learning rate; so for the other two.
    """
    check_number(factor, "factor", 0, 1)
    return _rate(initial) * factor ** (_epochs(epoch) // check_count(every, "every"))


def exponential_decay(epoch, initial, decay=0.1):
    """Lose the same share of the rate in each epoch: ``initial * exp(-decay * epoch)``.

    Parameters
    ----------
    epoch : array_like
        Numbers from 0 up, any shape.
    initial : float
        The rate in epoch 0, at least 0.
    decay : float
        At least 0.

    Returns
    -------
    float or ndarray
        The learning rate, shape of `epoch`.
    """
    return _rate(initial) * np.exp(-check_number(decay, "decay", 0) * _epochs(epoch))


def inverse_time_decay(epoch, initial, decay=0.1):
    """1/t decay, quick at first and slow later: ``initial / (1 + decay * epoch)``.

    Parameters
    ----------
    epoch : array_like
        Numbers from 0 up, any shape.
    initial : float
        The rate in epoch 0, at least 0.
    decay : float
        At least 0.

    Returns
    -------
    float or ndarray
        The learning rate, shape of `epoch`.
    """
    return _rate(initial) / (1 + check_number(decay, "decay", 0) * _epochs(epoch))


class ReduceOnPlateau:
    """Multiply the rate by `factor` whenever the monitored value has stopped improving.

    It serves as a callback of `training.train`, or by itself through `update`.

    Parameters
    ----------
    factor : float
        In [0, 1].
    patience : int
        How many epochs in a row may fail to improve before the rate falls, at least 1.
    monitor : str
        The column of the training history to watch.
    min_improvement : float
        How much better than the best counts as better, at least 0.

    Raises
    ------
    RangeError
        If a number lies outside its range.

    Notes
    -----
    A monitor whose name ends in "accuracy" is better when higher, any other when lower.
    """

    def __init__(self, factor=0.5, patience=10, monitor="validation_loss", min_improvement=0.0):
        self.factor = check_number(factor, "factor", 0, 1)
        self.monitor = monitor
        self._plateau = Plateau(patience, min_improvement, higher_is_better=monitor.endswith("accuracy"))

    def update(self, value, learning_rate):
        """Return the learning rate for the next epoch, given the latest value and the rate now."""
        self._plateau.improves(value)
        if not self._plateau.reached:
            return learning_rate
        self._plateau.forget_waiting()
        return learning_rate * self.factor

    def __call__(self, run):
        """Adjust the optimizer of a training run after an epoch."""
        run.optimizer.learning_rate = self.update(
            run.history.latest(self.monitor), run.optimizer.learning_rate
        )


def _rate(initial):
    return check_number(initial, "initial", 0)


def _epochs(epoch):
    epochs = as_float(epoch, "epoch")
    if (epochs < 0).any():
        raise RangeError(f"`epoch` must be 0 or more, got {epochs.min()}")
    return epochs
