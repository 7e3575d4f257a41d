"""Activation functions: what a unit does with the weighted sum that it receives.

Every function works elementwise on an array of any shape, unless it says otherwise, and never warns.
``f_derivative(z)`` is the slope of ``f`` at `z`. Functions that mix the entries of their input (Maxout,
softmax) have a ``f_backward`` instead, which turns the gradient of the loss with respect to their output
into the gradient with respect to their input.
"""

import numpy as np

from source_lib.checks import as_float, as_matrix, check_number, check_same_shape
from source_lib.errors import RangeError, ShapeError

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
    z = _times(_finite(a, "a"), as_float(z, "z"))
    decay = np.exp(-np.abs(z))
    return np.where(z < 0, decay, 1) / (1 + decay)


def sigmoid_derivative(z, a=1.0):
    """Slope of the sigmoid, ``a σ(az) (1 - σ(az))``; at most ``a / 4``, at 0.

    Computed as ``a σ(az) σ(-az)``: the textbook form loses every digit beyond ``az`` of about 37.

    Parameters and errors are those of `sigmoid`; the result has the shape of `z`.
    """
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
    return np.where(z > 0, z, _times(_finite(alpha, "alpha"), z))


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
    grad_alpha = np.sum(_times(grad_output, np.minimum(z, 0)))
    return grad_output * leaky_relu_derivative(z, alpha), grad_alpha


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
    return _times(z, sigmoid(z))


def swish_derivative(z):
    """Slope of Swish, ``σ(z) + z σ(z) (1 - σ(z))``; about 1.1 at its highest. Shape of `z`."""
    z = as_float(z, "z")
    return sigmoid(z) + _times(z, sigmoid_derivative(z))


def maxout(X, weights, biases):
    """Maxout layer: each unit is the largest of its k linear pieces.

    Parameters
    ----------
    X : array_like, shape (samples, features)
    weights : array_like, shape (k, features, units)
    biases : array_like, shape (k, units)

    Returns
    -------
    output : ndarray, shape (samples, units)
    winner : ndarray of int, shape (samples, units)
        Which piece was largest; the first one if several are.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.

    References
    ----------
    I. Goodfellow et al., "Maxout networks", 2013.
    """
    weights, biases = as_float(weights, "weights", ndim=3), as_float(biases, "biases", ndim=2)
    X = as_matrix(X, "X", columns=weights.shape[1])
    if biases.shape != (weights.shape[0], weights.shape[2]) or not weights.shape[0]:
        raise ShapeError(
            "`biases` must have shape (k, units) of `weights` (k, features, units) with k of at least 1, "
            f"got {biases.shape} and {weights.shape}"
        )
    pieces = X @ weights + biases[:, np.newaxis, :]
    return pieces.max(axis=0), pieces.argmax(axis=0)


def maxout_backward(grad_output, X, weights, winner):
    """Gradients of the Maxout layer: only the piece that won receives any.

    Parameters
    ----------
    grad_output : array_like, shape (samples, units)
    X : array_like, shape (samples, features)
    weights : array_like, shape (k, features, units)
    winner : array_like of int, shape (samples, units)
        As returned by `maxout`.

    Returns
    -------
    grad_X : ndarray, shape (samples, features)
    grad_weights : ndarray, shape (k, features, units)
    grad_biases : ndarray, shape (k, units)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    grad_output, weights = as_matrix(grad_output, "grad_output"), as_float(weights, "weights", ndim=3)
    X = as_matrix(X, "X", columns=weights.shape[1])
    check_same_shape(grad_output, "grad_output", winner, "winner")
    if grad_output.shape != (len(X), weights.shape[2]):
        raise ShapeError(
            f"`grad_output` must have shape {(len(X), weights.shape[2])}, got {grad_output.shape}"
        )
    pieces = np.arange(len(weights))[:, np.newaxis, np.newaxis]
    grad_pieces = np.where(np.asarray(winner) == pieces, grad_output, 0)
    grad_X = (grad_pieces @ weights.swapaxes(1, 2)).sum(axis=0)
    return grad_X, X.T @ grad_pieces, grad_pieces.sum(axis=1)


def softmax(z):
    """Softmax over the last axis: positive numbers that sum to one.

    Parameters
    ----------
    z : array_like, shape (..., classes)
        Scores. A score of plus infinity takes all the probability (shared if several are).

    Returns
    -------
    ndarray
        Probabilities, shape of `z`. The largest score is subtracted first, so nothing overflows; a
        row that holds NaN, or only minus infinity, is NaN.

    Raises
    ------
    ShapeError
        If `z` is 0-D or has no classes.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, sections 4.1 and 6.2.2.3.
    """
    powers = np.exp(_below_largest(z))
    return powers / powers.sum(axis=-1, keepdims=True)


def softmax_backward(grad_output, probabilities):
    """Gradient of the loss with respect to the scores, ``p (g - sum(g p))`` over the last axis.

    Parameters
    ----------
    grad_output : array_like, shape (..., classes)
        Gradient with respect to the probabilities.
    probabilities : array_like, shape (..., classes)
        As returned by `softmax`.

    Returns
    -------
    ndarray
        Shape of `probabilities`; sums to zero over the last axis.

    Raises
    ------
    ShapeError
        If the two differ in shape.
    """
    grad_output, p = as_float(grad_output, "grad_output"), as_float(probabilities, "probabilities")
    check_same_shape(grad_output, "grad_output", p, "probabilities")
    return p * (grad_output - np.sum(grad_output * p, axis=-1, keepdims=True))


def log_softmax(z):
    """Logarithm of `softmax`, exact where the probability itself would round to 0. Shape of `z`.

    Raises
    ------
    ShapeError
        If `z` is 0-D or has no classes.
    """
    shifted = _below_largest(z)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def log_softmax_backward(grad_output, probabilities):
    """Gradient with respect to the scores, ``g - p sum(g)`` over the last axis.

    Parameters, shapes and errors are those of `softmax_backward`; `grad_output` is the gradient with
    respect to the log-probabilities.
    """
    grad_output, p = as_float(grad_output, "grad_output"), as_float(probabilities, "probabilities")
    check_same_shape(grad_output, "grad_output", p, "probabilities")
    return grad_output - p * np.sum(grad_output, axis=-1, keepdims=True)


def _finite(value, name):
    """Return `value` if it is one finite number."""
    check_number(value, name)
    if not np.isfinite(value):
        raise RangeError(f"`{name}` must be finite, got {value!r}")
    return value


def _times(first, second):
    """Multiply, counting 0 times infinity as 0: the limit that every use here has."""
    with np.errstate(over="ignore", invalid="ignore"):
        product = np.multiply(first, second)
    return np.where(np.isnan(product) & ~np.isnan(first) & ~np.isnan(second), 0, product)


def _below_largest(z):
    """Subtract the largest score of each row, so that the largest becomes 0."""
    z = as_float(z, "z")
    if z.ndim == 0 or z.shape[-1] == 0:
        raise ShapeError(f"`z` must have at least one class on its last axis, got shape {z.shape}")
    largest = z.max(axis=-1, keepdims=True)
    with np.errstate(over="ignore", invalid="ignore"):
        return np.where((z == largest) & (largest == np.inf), 0, z - largest)
