"""Activation functions: what a unit does with the weighted sum that it receives.

Every function works elementwise on an array of any shape, unless it says otherwise, and never warns.
``f_derivative(z)`` is the slope of ``f`` at `z`. Functions that mix the entries of their input (PReLU's
shared slope, Maxout, softmax) have a ``f_backward`` instead, which turns the gradient of the loss with
respect to their output into the gradient with respect to their input.
"""

import numpy as np

from source_lib.checks import as_float, check_number, check_same_shape
from source_lib.errors import RangeError
from source_lib.maxout import maxout, maxout_backward
from source_lib.products import times
from source_lib.softmax import log_softmax, log_softmax_backward, softmax, softmax_backward

__all__ = [
    "elu",
    "elu_derivative",
    "leaky_relu",
    "leaky_relu_derivative",
    "log_softmax",
    "log_softmax_backward",
    "maxout",
    "maxout_backward",
    "prelu",
    "prelu_backward",
    "relu",
    "relu_derivative",
    "sigmoid",
    "sigmoid_derivative",
    "softmax",
    "softmax_backward",
    "step",
    "swish",
    "swish_derivative",
    "tanh",
    "tanh_derivative",
]


def step(z):
    """Heaviside's step: 1 where ``z >= 0``, else 0 (NaN stays NaN).

    It has no useful derivative: 0 everywhere but at the jump, where there is none.

    Parameters
    ----------
    z : array_like
        Pre-activations, any shape.

    Returns
    -------
    ndarray
        0.0 or 1.0, shape of `z`.

    References
    ----------
    W. McCulloch and W. Pitts, "A logical calculus of the ideas immanent in nervous activity", 1943.
    """
    z = as_float(z, "z")
    return np.heaviside(z, z.dtype.type(1))


def sigmoid(z, a=1.0):
    """Logistic sigmoid ``1 / (1 + exp(-a z))``.

    Parameters
    ----------
    z : array_like
        Pre-activations, any shape.
    a : float
        Shape parameter: the steepness, finite; the slope at 0 is ``a / 4``.

    Returns
    -------
    ndarray
        Values in [0, 1], shape of `z`. Only ``exp(-|a z|)`` is ever taken, so nothing overflows.

    Raises
    ------
    RangeError
        If `a` is not a finite number.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 3.10.
    """
    z = times(_finite(a, "a"), as_float(z, "z"))
    decay = np.exp(-np.abs(z))
    return np.where(z < 0, decay, 1) / (1 + decay)


@np.errstate(over="ignore", invalid="ignore")
def sigmoid_derivative(z, a=1.0):
    """Slope of the sigmoid, ``a σ(az) (1 - σ(az))``; at most ``a / 4``, at 0.

    Computed as ``a σ(az) σ(-az)``: the textbook form loses every digit beyond ``az`` of about 37.

    Parameters and errors are those of `sigmoid`; the result has the shape of `z`.
    """
    a = _finite(a, "a")
    return a * sigmoid(z, a) * sigmoid(z, -a)


def tanh(z):
    """Hyperbolic tangent, ``2 σ(2z) - 1``; values in [-1, 1], centred on zero, shape of `z`.

    References
    ----------
    Y. LeCun et al., "Efficient BackProp", 1998, section 4.4.
    """
    return np.tanh(as_float(z, "z"))


def tanh_derivative(z):
    """Slope of tanh, ``1 - tanh(z)^2``; at most 1, at 0; shape of `z`.

    Computed as ``4 σ(2z) σ(-2z)``, which keeps its digits where tanh rounds to 1.
    """
    return 2 * sigmoid_derivative(z, a=2.0)


def relu(z):
    """Rectified linear unit, ``max(0, z)``; shape of `z`.

    References
    ----------
    V. Nair and G. Hinton, "Rectified linear units improve restricted Boltzmann machines", 2010.
    """
    return np.maximum(as_float(z, "z"), 0)


def relu_derivative(z):
    """Slope of ReLU: 1 where ``z > 0``, else 0; at the kink the convention is 0. Shape of `z`."""
    return leaky_relu_derivative(z, alpha=0.0)


def leaky_relu(z, alpha=0.01):
    """Leaky ReLU: `z` where positive, ``alpha z`` elsewhere.

    Parameters
    ----------
    z : array_like
        Pre-activations, any shape.
    alpha : float
        Slope on the negative side, any finite number. ``max(alpha z, z)`` is the same only for
        ``0 <= alpha <= 1``.

    Returns
    -------
    ndarray
        Shape of `z`.

    Raises
    ------
    RangeError
        If `alpha` is not a finite number.

    References
    ----------
    A. Maas, A. Hannun and A. Ng, "Rectifier nonlinearities improve neural network acoustic models", 2013.
    """
    z = as_float(z, "z")
    return np.where(z > 0, z, times(_finite(alpha, "alpha"), z))


@np.errstate(over="ignore", invalid="ignore")
def leaky_relu_derivative(z, alpha=0.01):
    """Slope of Leaky ReLU: 1 where ``z > 0``, else `alpha` (also at 0); NaN stays NaN. Shape of `z`."""
    z = as_float(z, "z")
    slope = np.where(z > 0, 1, _finite(alpha, "alpha")).astype(z.dtype)
    return np.where(np.isnan(z), z, slope)


def prelu(z, alpha):
    """Parametric ReLU: Leaky ReLU whose slope `alpha` is learned. Same values and errors as `leaky_relu`.

    References
    ----------
    K. He et al., "Delving deep into rectifiers", 2015, section 2.1.
    """
    return leaky_relu(z, alpha)


@np.errstate(over="ignore", invalid="ignore")
def prelu_backward(grad_output, z, alpha):
    """Gradients of PReLU, whose one slope `alpha` is shared by all entries.

    Parameters
    ----------
    grad_output : array_like
        Gradient of the loss with respect to the output, shape of `z`.
    z : array_like
        Pre-activations, any shape.
    alpha : float
        The slope used forward.

    Returns
    -------
    grad_z : ndarray
        Shape of `z`.
    grad_alpha : float
        Sum over the entries with ``z <= 0`` of ``grad_output * z``.

    Raises
    ------
    ShapeError
        If `grad_output` and `z` differ in shape.
    """
    grad_output, z = as_float(grad_output, "grad_output"), as_float(z, "z")
    check_same_shape(grad_output, "grad_output", z, "z")
    grad_alpha = np.sum(times(grad_output, np.minimum(z, 0)))
    return times(grad_output, leaky_relu_derivative(z, alpha)), grad_alpha


@np.errstate(over="ignore", invalid="ignore")
def elu(z, alpha=1.0):
    """Exponential linear unit: `z` where positive, ``alpha (exp(z) - 1)`` elsewhere.

    Parameters
    ----------
    z : array_like
        Pre-activations, any shape.
    alpha : float
        The output tends to ``-alpha`` for very negative `z`; finite.

    Returns
    -------
    ndarray
        Shape of `z`.

    Raises
    ------
    RangeError
        If `alpha` is not a finite number.

    References
    ----------
    D.-A. Clevert, T. Unterthiner and S. Hochreiter, "Fast and accurate deep network learning by
    exponential linear units", 2016.
    """
    z = as_float(z, "z")
    return np.where(z > 0, z, _finite(alpha, "alpha") * np.expm1(np.minimum(z, 0)))


@np.errstate(over="ignore", invalid="ignore")
def elu_derivative(z, alpha=1.0):
    """Slope of ELU: 1 where ``z > 0``, else ``alpha exp(z)`` (also at 0). Shape of `z`."""
    z = as_float(z, "z")
    return np.where(z > 0, 1, _finite(alpha, "alpha") * np.exp(np.minimum(z, 0)))


def swish(z):
    """Swish, ``z σ(z)``: smooth, unbounded above, and not monotonic. Shape of `z`; 0 at minus infinity.

    References
    ----------
    P. Ramachandran, B. Zoph and Q. Le, "Searching for activation functions", 2017.
    """
    z = as_float(z, "z")
    return times(z, sigmoid(z))


def swish_derivative(z):
    """Slope of Swish, ``σ(z) + z σ(z) (1 - σ(z))``; about 1.1 at its highest. Shape of `z`."""
    z = as_float(z, "z")
    return sigmoid(z) + times(z, sigmoid_derivative(z))


def _finite(value, name):
    """Return `value` as a Python float, which leaves a float32 array float32, if it is finite."""
    check_number(value, name)
    if not np.isfinite(value):
        raise RangeError(f"`{name}` must be finite, got {value!r}")
    return float(value)
