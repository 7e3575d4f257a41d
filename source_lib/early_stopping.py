"""Early stopping: end training when the validation data stop gaining, and keep the best parameters seen."""

import numpy as np

from source_lib.plateau import Plateau

__all__ = ["EarlyStopping"]


class EarlyStopping:
    """Say when to stop, and remember the parameters of the best epoch.

    It serves as a callback of `training.train`, which then leaves the network with the best parameters, or by
    itself through `update`. A run that ends before patience does keeps its last parameters; the best are in
    `best_parameters`.

    Parameters
    ----------
    patience : int
        How many epochs in a row may fail to improve, at least 1.
    monitor : str
        The column of the training history to watch. A name that ends in "accuracy" is better when higher,
        any other when lower.
    min_improvement : float
        How much better than the best counts as better, at least 0.

    Attributes
    ----------
    best_epoch : int
        Counts from 0; -1 before the first epoch.
    best_parameters : ndarray or None

    Raises
    ------
    RangeError
        If a number lies outside its range.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 7.8.
    """

    def __init__(self, patience=10, monitor="validation_loss", min_improvement=0.0):
        self.monitor = monitor
        self._plateau = Plateau(patience, min_improvement, higher_is_better=monitor.endswith("accuracy"))
        self._epochs = 0
        self.best_epoch, self.best_parameters = -1, None

    def update(self, value, parameters):
        """Take one epoch's value and parameters (copied if best so far); return whether to stop."""
        if self._plateau.improves(value):
            self.best_epoch, self.best_parameters = self._epochs, np.array(parameters)
        self._epochs += 1
        return self._plateau.reached

    def __call__(self, run):
        """Stop a training run after an epoch, if it is time, and put the best parameters back."""
        run.stop = self.update(run.history.latest(self.monitor), run.network.parameters)
        if run.stop and self.best_parameters is not None:
            run.network.parameters = self.best_parameters
