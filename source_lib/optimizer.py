"""What every optimizer is, and how to walk downhill with one.

All have one method, ``step(parameters, gradients)``, which returns new parameters and never changes its
arguments. What a method remembers between steps lives inside the object and is created at the first step.
An optimizer that has begun belongs to one array of parameters; for another array, make another optimizer.

Infinite or NaN gradients give NaN or infinite parameters, without a warning; `training.train` notices. The
methods themselves are in `optimizers` and `second_order`.
"""

import numpy as np

from source_lib.checks import as_float, check_count, check_same_shape
from source_lib.errors import ShapeError

__all__ = ["Optimizer", "minimize"]


class Optimizer:
    """What all optimizers share. A subclass writes `_move`, and `_start` if it remembers anything."""

    _shape = None

    def gradient_point(self, parameters):
        """Where the gradient for the next step is wanted: at `parameters`, except for the look-ahead form."""
        return parameters

    def step(self, parameters, gradients):
        """Take one step.

        Parameters
        ----------
        parameters : array_like
            Any shape, the same at every step.
        gradients : array_like
            Gradient of the loss, shape of `parameters`.

        Returns
        -------
        ndarray
            The new parameters, a new array with the shape and precision of `parameters`.

        Raises
        ------
        ShapeError
            If the two differ in shape, or the shape is not that of the steps before.
        """
        parameters, gradients = as_float(parameters, "parameters"), as_float(gradients, "gradients")
        check_same_shape(parameters, "parameters", gradients, "gradients")
        if self._shape is None:
            self._start(parameters)
            self._shape = parameters.shape
        if parameters.shape != self._shape:
            raise ShapeError(
                f"`parameters` must keep the shape {self._shape} of the first step, got {parameters.shape}"
            )
        with np.errstate(all="ignore"):
            return self._move(parameters, gradients.astype(parameters.dtype, copy=False))

    def _start(self, parameters):
        """Create what is remembered between steps."""

    def _move(self, parameters, gradients):
        """Return the new parameters."""
        raise NotImplementedError


def minimize(function_and_gradient, start, optimizer, steps):
    """Walk downhill and return the path.

    Parameters
    ----------
    function_and_gradient : callable
        Takes parameters, returns the value there and the gradient there.
    start : array_like
        Where to begin, any shape.
    optimizer : Optimizer
        A fresh one, unless the walk goes on from an earlier one.
    steps : int
        How many steps, at least 0.

    Returns
    -------
    ndarray, shape (steps + 1, ...)
        The parameters before the first step and after each. A walk that diverges ends in infinities or
        NaN, without a warning.

    Raises
    ------
    RangeError
        If `steps` is negative.
    """
    path = [np.array(as_float(start, "start"))]
    with np.errstate(all="ignore"):
        for _ in range(check_count(steps, "steps", 0)):
            _, gradients = function_and_gradient(optimizer.gradient_point(path[-1]))
            path.append(optimizer.step(path[-1], gradients))
    return np.stack(path)
