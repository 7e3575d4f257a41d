"""Values to compare with that share no formula with the library: many digits, and differences."""

import mpmath
import numpy as np

DIGITS = 120


def exactly(function, values):
    """Apply a function of one mpmath number to every entry, at 120 digits, and round once at the end."""
    with mpmath.workdps(DIGITS):
        return np.vectorize(lambda value: float(function(mpmath.mpf(float(value)))), otypes=[float])(values)


def exact_slope(function, values):
    """Differentiate a function of one mpmath number by a centred difference, at 120 digits."""
    step = mpmath.mpf(10) ** -40  # leaves an error of about 1e-80, and 80 digits
    return exactly(lambda value: (function(value + step) - function(value - step)) / (2 * step), values)


def numerical_gradient(function, x, step=1e-5):
    """Gradient of a scalar function of an array, by centred differences extrapolated once (error step^4)."""
    x = np.array(x, dtype=float)
    gradient = np.empty_like(x)
    for index in np.ndindex(x.shape):
        slopes = [_slope(function, x, index, h) for h in (step, 2 * step)]
        gradient[index] = (4 * slopes[0] - slopes[1]) / 3
    return gradient


def _slope(function, x, index, step):
    ahead, behind = x.copy(), x.copy()
    ahead[index] += step
    behind[index] -= step
    return (function(ahead) - function(behind)) / (2 * step)
