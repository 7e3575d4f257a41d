"""A network: layers one after another, all their parameters in one flat vector."""

from itertools import pairwise

import numpy as np

from source_lib.checks import as_float
from source_lib.errors import ArgumentError, ShapeError
from source_lib.initializers import he
from source_lib.layer import Layer, as_layers
from source_lib.layers import Activation, Dense

__all__ = ["Sequential", "multilayer_perceptron"]


class Sequential:
    """Layers in sequence: the output of each is the input of the next.

    All parameters live in one vector and the layers' arrays are views into it, so that an optimizer, Newton's
    method or a gradient check sees a point in space and not a tree of arrays.

    Parameters
    ----------
    layers : sequence of Layer
        Each may be part of one network only, once: its arrays move into the network's vector.

    Attributes
    ----------
    layers : tuple of Layer
    is_weight : ndarray of bool, shape (parameters,)
        Which parameters are weights, the ones to decay; biases, slopes, scales and shifts are not.
    slices : dict of str to slice
        Where each array lies in the vector: ``slices["0.weights"]``; ``"2.0.weights"`` is in the first
        layer of the residual block ``layers[2]``.

    Raises
    ------
    ArgumentError
        If there is no layer, one is not a `Layer`, belongs to a network already, or has another dtype.

    References
    ----------
    M. Nielsen, "Neural networks and deep learning", 2015, chapter 2.
    """

    def __init__(self, layers):
        self.layers = as_layers(layers)
        _check_parameters(self.layers)
        self._gather()

    def forward(self, X, training=False):
        """Run a batch through all layers; arguments and errors are those of `Layer.forward`."""
        for layer in self.layers:
            X = layer.forward(X, training)
        return X

    def backward(self, grad_output, input_gradient=True):
        """Run the gradient of the loss back through all layers; `gradients` then holds the parameters' part.

        Parameters
        ----------
        grad_output : array_like, shape of the output
            Gradient of the loss with respect to the output.
        input_gradient : bool
            Whether the gradient with respect to ``X`` is wanted too. Training does not need it, and
            saves a large matrix product without.

        Returns
        -------
        ndarray or None
            Gradient with respect to ``X``, shape of ``X``.

        Raises
        ------
        NotFittedError
            If there was no forward pass yet.
        ShapeError
            If `grad_output` does not have the shape of the output.
        """
        first, *rest = self.layers
        for layer in reversed(rest):
            grad_output = layer.backward(grad_output)
        return first.backward(grad_output) if input_gradient else first.backward_parameters(grad_output)

    @property
    def parameters(self):
        """All parameters, shape (parameters,): a copy. Assigning to it moves the network to another point.

        Raises
        ------
        ShapeError
            If a vector of another length is assigned.
        """
        return self._parameters.copy()

    @parameters.setter
    def parameters(self, values):
        values = as_float(values, "parameters")
        if values.shape != self._parameters.shape:
            raise ShapeError(f"`parameters` must have shape {self._parameters.shape}, got {values.shape}")
        with np.errstate(over="ignore"):
            self._parameters[...] = values

    @property
    def gradients(self):
        """Gradient of the loss at the last backward pass, in the order of `parameters`: a copy."""
        return self._gradients.copy()

    def __setstate__(self, state):
        """Copied or unpickled, the arrays are no longer views: gather them anew."""
        self.__dict__.update(state)
        self._gather()

    def _gather(self):
        """Move all parameters into one vector, their gradients into another, and leave views behind."""
        arrays = _parameter_arrays(self.layers)
        sizes = [getattr(layer, name).size for _, layer, name in arrays]
        dtype = next((layer.dtype for _, layer, _ in arrays), np.float64)
        self._parameters, self._gradients = np.zeros((2, sum(sizes)), dtype)
        self.is_weight = np.zeros(sum(sizes), dtype=bool)
        self.slices = {}
        start = 0
        for (place, layer, name), size in zip(arrays, sizes, strict=True):
            where = self.slices[f"{place}.{name}"] = slice(start, start + size)
            self.is_weight[where] = name.endswith("weights")
            layer.move_parameter(name, self._parameters[where], self._gradients[where])
            start += size


def multilayer_perceptron(sizes, rng, activation="relu", initializer=he, dtype=np.float64):
    """Dense layers with an activation between each two; the last one gives raw scores.

    Scores are what regression wants, and what the losses "from logits" want for classification.

    Parameters
    ----------
    sizes : sequence of int
        Number of features, then of units of each layer: ``(64, 128, 10)`` has one hidden layer.
    rng : numpy.random.Generator
        Source of the weights.
    activation : str
        Name of the hidden layers' activation; see `Activation`.
    initializer : callable
        One of `initializers`; draws the weights.
    dtype : dtype
        float64, or float32 for speed.

    Returns
    -------
    Sequential

    Raises
    ------
    ShapeError
        If there are fewer than two sizes.
    RangeError
        If a size is less than 1.
    UnknownNameError
        If there is no activation function of that name.
    """
    if len(sizes) < 2:
        raise ShapeError(f"`sizes` must hold the number of features and of units, got {tuple(sizes)}")
    layers: list[Layer] = [Dense(sizes[0], sizes[1], rng, initializer, dtype)]
    for inputs, units in pairwise(sizes[1:]):
        layers += [Activation(activation), Dense(inputs, units, rng, initializer, dtype)]
    return Sequential(layers)


def _check_parameters(layers):
    """Refuse layers whose parameters cannot share one vector."""
    everyone = [layer for _, layer in _flatten(layers)]
    if len(set(map(id, everyone))) < len(everyone):
        raise ArgumentError("`layers` must hold each layer once, got one of them twice")
    arrays = _parameter_arrays(layers)
    if any(getattr(layer, name).base is not None for _, layer, name in arrays):
        raise ArgumentError("`layers` must not be in another network, got one that is; copy.deepcopy it")
    dtypes = {str(layer.dtype) for _, layer, _ in arrays}
    if len(dtypes) > 1:
        raise ArgumentError(f"`layers` must have one dtype, got {' and '.join(sorted(dtypes))}")


def _flatten(layers, prefix=""):
    """Yield (place, layer) of all layers, those inside other layers too."""
    for i, layer in enumerate(layers):
        yield f"{prefix}{i}", layer
        yield from _flatten(layer.sublayers, f"{prefix}{i}.")


def _parameter_arrays(layers):
    """Return (place, layer, parameter name) of every parameter array, in the order of the flat vector."""
    return [(place, layer, name) for place, layer in _flatten(layers) for name in layer.parameters]
