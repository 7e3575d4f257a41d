"""Has a measurement stopped improving? Early stopping and the learning rate both hang on the answer."""

import math

from source_lib.checks import check_count, check_number

__all__ = ["Plateau"]


class Plateau:
    """Remembers the best value so far, and for how long there has been none better.

    Parameters
    ----------
    patience : int
        How many values in a row may fail to improve before it counts as a plateau, at least 1.
    min_improvement : float
        How much better than the best a value must be, at least 0.
    higher_is_better : bool
        True for accuracies; False for losses.

    Attributes
    ----------
    best : float
        Infinitely bad before the first value.
    waited : int
        Number of values since the best one.

    Raises
    ------
    RangeError
        If `patience` is below 1 or `min_improvement` negative.
    """

    def __init__(self, patience, min_improvement=0.0, higher_is_better=False):
        self.patience = check_count(patience, "patience")
        self.min_improvement = check_number(min_improvement, "min_improvement", 0)
        self.higher_is_better = higher_is_better
        self.best = -math.inf if higher_is_better else math.inf
        self.waited = 0

    @property
    def reached(self):
        """Whether patience is at an end."""
        return self.waited >= self.patience

    def improves(self, value):
        """Take the next value; return whether it is the best so far. NaN never is."""
        gain = value - self.best if self.higher_is_better else self.best - value
        better = gain > self.min_improvement
        if better:
            self.best = value
        self.waited = 0 if better else self.waited + 1
        return better

    def forget_waiting(self):
        """Begin a new wait for something better than the best so far."""
        self.waited = 0
