"""The layers of a multi-layer perceptron: fully connected ones, and the activations between them."""

from functools import partial
from inspect import signature

import numpy as np

from source_lib import activations
from source_lib.checks import check_count, check_known
from source_lib.initializers import he, zeros
from source_lib.layer import Layer

__all__ = ["Activation", "Dense", "Maxout", "PReLU", "Softmax"]


class Dense(Layer):
    """Fully connected (affine) layer, ``X @ weights + biases``: a linear map, before any activation.

    Parameters
    ----------
    inputs, units : int
        Number of features in and of units, each at least 1.
    rng : numpy.random.Generator
        Source of the weights.
    initializer : callable
        One of `initializers`; draws the weights. The biases start at zero.
    dtype : dtype
        float64, or float32 for speed.

    Attributes
    ----------
    weights : ndarray, shape (inputs, units)
    biases : ndarray, shape (units,)

    Raises
    ------
    RangeError
        If `inputs` or `units` is less than 1.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, chapter 2.
    """

    ndim = 2

    def __init__(self, inputs, units, rng, initializer=he, dtype=np.float64):
        self.inputs = check_count(inputs, "inputs")
        self.units = check_count(units, "units")
        self.dtype = np.dtype(dtype)
        self._add_parameters(
            weights=initializer((self.inputs, self.units), rng, self.dtype),
            biases=zeros(self.units, dtype=self.dtype),
        )

    # The formulas of `affine` and `affine_backward`, without checks, and written into arrays that exist.

    def _forward(self, X, training):
        z = X @ self.weights
        z += self.biases
        return z, X

    def _backward(self, grad_output, X):
        self._backward_parameters(grad_output, X)
        return grad_output @ self.weights.T

    def _backward_parameters(self, grad_output, X):
        np.matmul(X.T, grad_output, out=self.grad_weights)
        grad_output.sum(axis=0, out=self.grad_biases)


class Activation(Layer):
    """Apply an activation function to every entry, ``f(X)``.

    Parameters
    ----------
    name : str
        ``"sigmoid"``, ``"tanh"``, ``"relu"``, ``"leaky_relu"``, ``"elu"`` or ``"swish"``.
    **shape : float
        What shapes the function: ``a`` of the sigmoid, ``alpha`` of leaky ReLU and ELU.

    Raises
    ------
    UnknownNameError
        If there is no activation function of that name, or it has no such shape parameter.
    RangeError
        If a shape parameter is not finite.
    """

    known = ("sigmoid", "tanh", "relu", "leaky_relu", "elu", "swish")

    def __init__(self, name, **shape):
        self.name = check_known(name, "name", self.known)
        function = getattr(activations, name)
        slope = _relu_slope if name == "relu" else getattr(activations, f"{name}_derivative")
        for parameter in shape:
            check_known(parameter, f"shape parameter of {name}", tuple(signature(function).parameters)[1:])
        self._function, self._slope = partial(function, **shape), partial(slope, **shape)
        self._function(0.0)  # refuses a bad shape parameter now, not at the first batch

    def _forward(self, X, training):
        return self._function(X), X

    def _backward(self, grad_output, X):
        return grad_output * self._slope(X)


def _relu_slope(z):
    """Where ReLU lets its gradient through, as booleans: much faster than an array of zeros and ones."""
    return z > 0


class Softmax(Layer):
    """Turn the scores of each sample into probabilities; see `activations.softmax`.

    A classifier trains better without it, on a loss that takes scores: the two gradients then cancel to
    ``probabilities - y_true``, and nothing can underflow.
    """

    def _forward(self, X, training):
        probabilities = activations.softmax(X)
        return probabilities, probabilities

    def _backward(self, grad_output, probabilities):
        return activations.softmax_backward(grad_output, probabilities)


class PReLU(Layer):
    """Leaky ReLU whose slope on the negative side is learned, one slope for the layer.

    Parameters
    ----------
    alpha : float
        The slope to begin with, finite.
    dtype : dtype
        float64, or float32 for speed.

    Raises
    ------
    RangeError
        If `alpha` is not finite.

    References
    ----------
    K. He et al., "Delving deep into rectifiers", 2015, section 2.1.
    """

    def __init__(self, alpha=0.25, dtype=np.float64):
        activations.prelu(0.0, alpha)  # refuses a bad slope
        self.dtype = np.dtype(dtype)
        self._add_parameters(alpha=np.array([alpha], self.dtype))

    def _forward(self, X, training):
        return activations.prelu(X, self.alpha[0]), X

    def _backward(self, grad_output, X):
        grad_X, self.grad_alpha[0] = activations.prelu_backward(grad_output, X, self.alpha[0])
        return grad_X


class Maxout(Layer):
    """Each unit is the largest of its `pieces` linear functions: the activation itself is learned.

    Two pieces suffice for ReLU and Leaky ReLU, at twice the parameters.

    Parameters
    ----------
    inputs, units, pieces : int
        Number of features in, of units, and of linear pieces of each unit; each at least 1.
    rng : numpy.random.Generator
        Source of the weights.
    initializer : callable
        One of `initializers`; draws the weights. The biases start at zero.
    dtype : dtype
        float64, or float32 for speed.

    Attributes
    ----------
    weights : ndarray, shape (pieces, inputs, units)
    biases : ndarray, shape (pieces, units)

    Raises
    ------
    RangeError
        If a number is less than 1.

    References
    ----------
    I. Goodfellow et al., "Maxout networks", 2013.
    """

    ndim = 2

    def __init__(self, inputs, units, pieces, rng, initializer=he, dtype=np.float64):
        self.inputs = check_count(inputs, "inputs")
        self.units = check_count(units, "units")
        self.pieces = check_count(pieces, "pieces")
        self.dtype = np.dtype(dtype)
        self._add_parameters(
            weights=initializer((self.pieces, self.inputs, self.units), rng, self.dtype),
            biases=zeros((self.pieces, self.units), dtype=self.dtype),
        )

    def _forward(self, X, training):
        output, winner = activations.maxout(X, self.weights, self.biases)
        return output, (X, winner)

    def _backward(self, grad_output, memory):
        X, winner = memory
        grad_X, self.grad_weights[...], self.grad_biases[...] = activations.maxout_backward(
            grad_output, X, self.weights, winner
        )
        return grad_X
