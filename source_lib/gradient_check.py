"""Check a backward pass against differences, and say when the check itself is not to be trusted."""

from dataclasses import dataclass

import numpy as np

from source_lib.checks import as_float, check_number, check_same_shape
from source_lib.errors import RangeError
from source_lib.gradients import best_step, numerical_gradient, relative_error

__all__ = ["GradientReport", "check_gradient", "check_network"]

ROUNDING = 4  # the rounding error of the function's value that is reckoned with, in units of its last place

KINKS = "there are kinks within a step: check at another point, or leave these entries out"
SINGLE = "float32 leaves few digits to compare: check in float64"
TOO_SMALL = "`h` is too small, got {h:.1e}: rounding drowns the difference"
TOO_LARGE = "`h` is too large, got {h:.1e}: the difference has not converged"
RANDOM = "the function gives two values at one point: switch off dropout and augmentation"
TINY = "the gradient is tiny, below 1e-10: scale the loss up"


@dataclass(frozen=True)
class GradientReport:
    """What a gradient check found.

    Attributes
    ----------
    indices : ndarray of int, shape (checked,)
        Which entries of the flattened point were checked.
    analytic, numerical : ndarray, shape (checked,)
        The two gradients.
    relative_errors : ndarray, shape (checked,)
        See `gradients.relative_error`.
    agrees : ndarray of bool, shape (checked,)
        Where the relative error is within the tolerance, or the difference is no more than rounding explains.
    kinks : ndarray of bool, shape (checked,)
        Where the function bends within one step, so that the difference says nothing.
    warnings : tuple of str
        Why the check may mislead, and what to do; empty if nothing was found.
    """

    indices: np.ndarray
    analytic: np.ndarray
    numerical: np.ndarray
    relative_errors: np.ndarray
    agrees: np.ndarray
    kinks: np.ndarray
    warnings: tuple[str, ...]

    @property
    def passed(self):
        """Whether the gradients agree at every entry that is not at a kink, and there is one."""
        return bool(np.all(self.agrees | self.kinks) and np.any(self.agrees))

    @property
    def wrong(self):
        """Indices into the flattened point where the gradients disagree and no kink explains it."""
        return self.indices[~(self.agrees | self.kinks)]


def check_gradient(function, point, gradient, h=None, tolerance=1e-6, indices=None):
    """Compare a gradient with centred differences.

    Where it disagrees, the report's warnings tell a wrong gradient from a check that was bound to fail:

    - *kinks*, such as that of ReLU at 0: where ``f`` is smooth, its forward and backward differences part in
      proportion to ``h``; at a kink they stay apart however small ``h`` is.
    - *float32*: differences leave some three digits of it. Check in double precision.
    - *a bad step*: too small and rounding drowns the difference, too large and the Taylor series has not
      converged; both are measured, not guessed.
    - a function that gives two values at one point: dropout or augmentation is still on.

    Parameters
    ----------
    function : callable
        Takes an array of the shape of `point`, returns one number.
    point : array_like
        Where to check, any shape. Not zero: burn in first, so that the check meets typical values.
    gradient : array_like
        The gradient to be checked, shape of `point`.
    h : float, optional
        Step, positive; by default the best one for the precision of `point`.
    tolerance : float
        Positive; the largest relative error that is accepted.
    indices : sequence of int, optional
        Which entries to check; by default all. Each takes twelve calls of `function`, so choose a few at
        random of a large network, from every array of parameters.

    Returns
    -------
    GradientReport

    Raises
    ------
    ShapeError
        If `gradient` does not have the shape of `point`.
    RangeError
        If `h` or `tolerance` is not positive, or an index is out of range.

    References
    ----------
    CS231n course notes, Stanford, "Neural networks 3: gradient checks".
    """
    point, gradient = as_float(point, "point"), as_float(gradient, "gradient")
    check_same_shape(gradient, "gradient", point, "point")
    check_number(tolerance, "tolerance", low=0, include_low=False)
    h = best_step(point.dtype) if h is None else float(check_number(h, "h", low=0, include_low=False))
    indices = np.arange(point.size) if indices is None else _as_indices(indices, point.size)

    value, again = function(point.copy()), function(point.copy())
    single = np.float32 in (point.dtype, gradient.dtype, getattr(value, "dtype", None))
    rounding = ROUNDING * np.finfo(np.float32 if single else np.float64).eps * abs(float(value)) / h
    numerical, halved, bend = _differences(function, point, h, indices)

    analytic = gradient.ravel()[indices].astype(np.float64)
    allowed = tolerance * np.maximum(np.abs(analytic), np.abs(numerical))
    agrees = np.abs(analytic - numerical) <= allowed + rounding
    kinks = np.abs(bend) > allowed + 100 * rounding  # the bend adds up a hundred times the rounding errors
    unconverged = np.abs(numerical - halved) > allowed + 3 * rounding
    size = np.max(np.abs(analytic), initial=0)
    warnings = {
        KINKS: kinks.any(),
        SINGLE: single,
        TOO_SMALL.format(h=h): rounding > tolerance * size > 0 or np.isnan(numerical).any(),
        TOO_LARGE.format(h=h): np.any(unconverged & ~kinks),
        RANDOM: not np.array_equal(value, again, equal_nan=True),
        TINY: 0 < size < 1e-10,
    }
    return GradientReport(
        indices, analytic, numerical, relative_error(analytic, numerical), agrees, kinks,
        warnings=tuple(warning for warning, applies in warnings.items() if applies),
    )  # fmt: skip


def check_network(network, loss, loss_gradient, X, training=False, **options):
    """Check all gradients of a network's parameters, or those at some `indices` of its flat vector.

    Parameters
    ----------
    network : Sequential
        Its parameters are what they were afterwards.
    loss : callable
        Takes the network's output, returns one number.
    loss_gradient : callable
        Takes the network's output, returns the gradient of `loss` with respect to it.
    X : array_like
        A few samples: with more of them, more kinks lie within a step.
    training : bool
        Whether to run in training; dropout must be off then.
    **options
        `h`, `tolerance` and `indices` of `check_gradient`.

    Returns
    -------
    GradientReport
        `network.slices` tells which array an index belongs to.
    """
    start = network.parameters

    def loss_at(parameters):
        network.parameters = parameters
        return loss(network.forward(X, training))

    try:
        network.backward(loss_gradient(network.forward(X, training)), input_gradient=False)
        return check_gradient(loss_at, start, network.gradients, **options)
    finally:
        network.parameters = start


def _differences(function, point, h, indices):
    """Return centred differences with `h` and ``h / 2``, and how much the function bends within a step.

    The gap between the two one-sided differences is a series of odd powers of the step wherever the function
    is smooth. Of three gaps, the combination below cancels the first two powers: a kink is what is left.
    """
    centred, gaps = [], []
    for step in (h, h / 2, h / 4):
        forward = numerical_gradient(function, point, step, "forward", indices)
        backward = numerical_gradient(function, point, step, "backward", indices)
        centred.append((forward + backward) / 2)
        gaps.append(forward - backward)
    return centred[0], centred[1], gaps[0] - 10 * gaps[1] + 16 * gaps[2]


def _as_indices(indices, size):
    """Return `indices` as an integer array, each of them in [0, size)."""
    chosen = np.asarray(indices)
    if chosen.size and chosen.dtype.kind not in "iu":
        raise RangeError(f"`indices` must be whole numbers, got dtype {chosen.dtype}")
    outside = chosen[(chosen < 0) | (chosen >= size)]
    if outside.size:
        raise RangeError(f"`indices` must be in [0, {size}), got {outside[0]}")
    return chosen.astype(np.int64)
