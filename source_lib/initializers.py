"""Initial weights: small and random, so that the units differ and no layer's signal grows or dies.

Every initializer is called as ``initializer(shape, rng, dtype)``. The last axis of `shape` counts the units
that a weight feeds (fan-out), the last but one the inputs that it is one of (fan-in); ``(n,)`` is one unit
with n inputs. Biases start at zero: weights that differ already break the symmetry.
"""

import math

import numpy as np

from source_lib.checks import check_number

__all__ = ["he", "small_random", "xavier", "zeros"]


def zeros(shape, rng=None, dtype=np.float64):
    """All zeros: right for biases. As weights they make all units of a layer equal, and keep them equal.

    Parameters
    ----------
    shape : tuple of int
        Shape of the array; see above for what its axes mean.
    rng : numpy.random.Generator, optional
        Not used; there so that all initializers are called alike.
    dtype : dtype
        float32 or float64.

    Returns
    -------
    ndarray
    """
    return np.zeros(shape, dtype)


def small_random(shape, rng, dtype=np.float64, scale=0.01):
    """Gaussian with standard deviation `scale`, whatever the number of inputs.

    It breaks the symmetry, but the signal of a deep network shrinks layer by layer.

    Parameters
    ----------
    shape : tuple of int
        Shape of the array; see above for what its axes mean.
    rng : numpy.random.Generator
        Source of the draws.
    dtype : dtype
        float32 or float64.
    scale : float
        Standard deviation, at least 0.

    Returns
    -------
    ndarray

    Raises
    ------
    RangeError
        If `scale` is negative.

    References
    ----------
    CS231n course notes, Stanford, "Neural networks 2: weight initialization".
    """
    check_number(scale, "scale", low=0)
    return rng.normal(0, scale, shape).astype(dtype, copy=False)


def xavier(shape, rng, dtype=np.float64):
    """Gaussian with variance ``2 / (fan_in + fan_out)``: keeps the variance of a linear or tanh layer.

    A compromise between the signal, which wants ``1 / fan_in``, and the gradient, which wants
    ``1 / fan_out``. The paper draws from a uniform distribution of that variance.

    Parameters and result are those of `zeros`; `rng` is needed.

    References
    ----------
    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural networks",
    2010, equation 12.
    """
    fan_in, fan_out = _fans(shape)
    return small_random(shape, rng, dtype, scale=math.sqrt(2 / max(fan_in + fan_out, 1)))


def he(shape, rng, dtype=np.float64):
    """Gaussian with variance ``2 / fan_in``: keeps the variance of a ReLU layer, which zeroes half its input.

    Parameters and result are those of `zeros`; `rng` is needed.

    References
    ----------
    K. He et al., "Delving deep into rectifiers", 2015, section 2.2.
    """
    fan_in, _ = _fans(shape)
    return small_random(shape, rng, dtype, scale=math.sqrt(2 / max(fan_in, 1)))


def _fans(shape):
    """Return the number of inputs and of units that weights of this shape connect."""
    return (shape[0], 1) if len(shape) == 1 else (shape[-2], shape[-1])
