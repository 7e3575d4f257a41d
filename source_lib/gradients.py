"""Gradients as numbers: taken by differences, compared, clipped, and watched for blowing up.

Checking a backward pass with them is in `gradient_check`.
"""

import numpy as np

from source_lib.checks import as_float, check_known, check_number, check_same_shape

__all__ = [
    "best_step",
    "clip_by_norm",
    "clip_by_value",
    "has_blown_up",
    "numerical_gradient",
    "relative_error",
    "where_blown_up",
]

METHODS = ("centred", "forward", "backward")


def best_step(dtype=np.float64, method="centred"):
    """The step that balances the two errors of a difference, for a function and a point of order one.

    Rounding costs ``eps / h``; cutting off the Taylor series costs ``h**2`` (centred) or ``h`` (one-sided).
    The sum is least near ``eps**(1/3)`` or ``eps**(1/2)``: 6e-6 or 1.5e-8 in double precision.

    Parameters
    ----------
    dtype : dtype
        The precision in which the function is computed.
    method : str
        ``"centred"``, ``"forward"`` or ``"backward"``.

    Returns
    -------
    float

    Raises
    ------
    UnknownNameError
        If there is no such method.

    References
    ----------
    W. Press et al., "Numerical recipes", 3rd edition, 2007, section 5.7.
    """
    check_known(method, "method", METHODS)
    return float(np.finfo(dtype).eps ** (1 / 3 if method == "centred" else 1 / 2))


def numerical_gradient(function, point, h=None, method="centred", indices=None):
    """Gradient by differences: slow, approximate, and with nothing in it that could be derived wrongly.

    Centred, ``(f(x + h) - f(x - h)) / 2h``, has an error of order ``h**2``; the one-sided formulas,
    ``(f(x + h) - f(x)) / h`` and its mirror image, one of order ``h``. With the best step some ten digits of
    a smooth function are right, one-sided some seven: that is the bound, not rounding alone.

    Parameters
    ----------
    function : callable
        Takes an array of the shape of `point`, returns one number.
    point : array_like
        Where to differentiate, any shape. float32 stays float32, and `h` must be much larger then.
    h : float, optional
        Step, positive; by default `best_step`. It is rounded to what `point` can represent.
    method : str
        ``"centred"``, ``"forward"`` or ``"backward"``.
    indices : sequence of int, optional
        Which entries of the flattened `point` to differentiate; by default all, which takes two calls of
        `function` for each.

    Returns
    -------
    ndarray
        Shape of `point`, or ``(len(indices),)`` if `indices` are given. NaN where the step is too small to
        change the entry at all.

    Raises
    ------
    RangeError
        If `h` is not positive and finite.
    UnknownNameError
        If there is no such method.

    References
    ----------
    CS231n course notes, Stanford, "Neural networks 3: gradient checks".
    """
    point = as_float(point, "point")
    check_known(method, "method", METHODS)
    h = best_step(point.dtype, method) if h is None else check_number(h, "h", low=0, include_low=False)
    up = 0 if method == "backward" else h
    down = 0 if method == "forward" else h
    chosen = range(point.size) if indices is None else indices
    slopes = np.array([_slope(function, point, i, up, down) for i in chosen], dtype=np.float64)
    return slopes.reshape(point.shape) if indices is None else slopes


def _slope(function, point, index, up, down):
    """Return the slope of the chord from ``point - down`` to ``point + up``, along one entry."""
    above, below = point.copy(), point.copy()
    above.flat[index] += up
    below.flat[index] -= down
    width = float(above.flat[index]) - float(below.flat[index])  # what rounding has left of up + down
    rise = float(function(above)) - float(function(below))
    return rise / width if width else np.nan


def relative_error(first, second):
    """How far two gradients differ, entry by entry: ``|a - b| / max(|a|, |b|)``.

    For a centred difference in double precision, 1e-7 is good, 1e-4 is poor unless there are kinks, and 1e-2
    means a wrong gradient. It is 0 where both are equal (two zeros, too), at most 2, and NaN where one of
    them is NaN, or only one infinite.

    Parameters
    ----------
    first, second : array_like
        Of one shape.

    Returns
    -------
    ndarray

    Raises
    ------
    ShapeError
        If the shapes differ.

    References
    ----------
    CS231n course notes, Stanford, "Neural networks 3: gradient checks".
    """
    first, second = as_float(first, "first"), as_float(second, "second")
    check_same_shape(first, "first", second, "second")
    larger = np.maximum(np.abs(first), np.abs(second))
    equal = first == second
    divisor = np.where(equal, 1, larger)
    opposite = np.signbit(first) != np.signbit(second)
    with np.errstate(over="ignore", invalid="ignore"):
        apart = np.abs(first / divisor) + np.abs(second / divisor)  # what cannot overflow, nor cancel
        return np.where(equal, 0, np.where(opposite, apart, np.abs(first - second) / divisor))


def clip_by_value(gradient, threshold):
    """Cut every entry to ``[-threshold, threshold]``: bounds each of them, but may turn the direction.

    Parameters
    ----------
    gradient : array_like
        Any shape; infinite entries are cut too, NaN stays NaN.
    threshold : float
        At least 0.

    Returns
    -------
    ndarray
        Shape of `gradient`.

    Raises
    ------
    RangeError
        If `threshold` is negative.
    """
    check_number(threshold, "threshold", low=0)
    with np.errstate(over="ignore"):  # a threshold beyond float32
        return np.clip(as_float(gradient, "gradient"), -float(threshold), float(threshold))


def clip_by_norm(gradient, threshold):
    """Shorten a gradient to length `threshold` if it is longer; its direction stays.

    Parameters
    ----------
    gradient : array_like
        Any shape; the length is the Euclidean norm of all entries together, so give it the whole flat
        vector of a network.
    threshold : float
        At least 0.

    Returns
    -------
    ndarray
        Shape of `gradient`; its norm exceeds `threshold` by rounding at most. All NaN if an entry is infinite
        or NaN: nothing is left of the direction, and it should be noticed.

    Raises
    ------
    RangeError
        If `threshold` is negative.

    References
    ----------
    R. Pascanu, T. Mikolov and Y. Bengio, "On the difficulty of training recurrent neural networks", 2013,
    section 3.2.
    """
    gradient = as_float(gradient, "gradient")
    threshold = float(check_number(threshold, "threshold", low=0))
    largest = np.max(np.abs(gradient), initial=0)
    if not np.isfinite(largest):
        return np.full_like(gradient, np.nan)
    if largest == 0:
        return gradient.copy()
    direction = gradient / largest  # its squares neither overflow nor vanish
    length = float(np.sqrt(np.sum(direction**2)))
    scale = threshold / length
    return gradient.copy() if float(largest) <= scale else direction * scale


def has_blown_up(values, limit=np.inf):
    """Whether any entry is NaN, infinite, or larger than `limit`: the sign of exploding gradients.

    Parameters
    ----------
    values : array_like
        Parameters or gradients, any shape.
    limit : float
        Positive; the largest magnitude that is still fine.

    Returns
    -------
    bool

    Raises
    ------
    RangeError
        If `limit` is not positive.
    """
    check_number(limit, "limit", low=0, include_low=False)
    largest = float(np.max(np.abs(as_float(values, "values")), initial=0))
    return not (np.isfinite(largest) and largest <= limit)


def where_blown_up(values, slices, limit=np.inf):
    """Name the parts of a flat vector that have blown up.

    Parameters
    ----------
    values : array_like, shape (n,)
        ``network.parameters`` or ``network.gradients``.
    slices : dict of str to slice
        ``network.slices``.
    limit : float
        See `has_blown_up`.

    Returns
    -------
    list of str
        Such as ``["0.weights"]``; empty if all is well.

    Raises
    ------
    ShapeError
        If `values` is not 1-D.
    """
    values = as_float(values, "values", ndim=1)
    return [name for name, where in slices.items() if has_blown_up(values[where], limit)]
