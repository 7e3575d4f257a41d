"""What every layer is: a forward pass, a backward pass, and parameters with their gradients.

A layer maps a batch ``X`` (samples, features) to its output and remembers what its backward pass needs. The
backward pass turns the gradient of the loss with respect to the output into the one with respect to ``X``,
and leaves the gradients of the layer's own parameters in attributes: ``grad_weights`` beside ``weights``.

The public passes check what they are given. A subclass writes the mathematics in `_forward` and `_backward`
and need not think of bad input. The layers themselves are in `layers`, `normalization`, `dropout`,
`residual` and `recurrent`.
"""

from typing import TYPE_CHECKING

import numpy as np

from source_lib.checks import as_float
from source_lib.errors import ArgumentError, NotFittedError, ShapeError

__all__ = ["Layer", "as_layers"]


class Layer:
    """What all layers share: checked passes, a memory of the last forward pass, named parameters.

    Attributes
    ----------
    parameters : tuple of str
        Names of the parameter arrays. Each has its gradient beside it: ``grad_weights`` for ``weights``.
        Assigning to one copies the values in, so that an array which is part of a network's flat vector
        stays part of it.
    sublayers : tuple of Layer
        Layers inside this one.
    """

    parameters: tuple[str, ...] = ()
    sublayers: tuple["Layer", ...] = ()
    inputs: int | None = None  # the number of features; None where any will do
    ndim: int | None = None  # the number of dimensions of X; None where any will do
    dtype: np.dtype | None = None  # None: that of X
    _memory = None
    _output = None

    if TYPE_CHECKING:  # parameters and their gradients become attributes in `_add_parameters`

        def __getattr__(self, name: str) -> np.ndarray: ...

    def forward(self, X, training=False):
        """Return the output for a batch.

        Parameters
        ----------
        X : array_like, shape (samples, features)
            Cast to the layer's dtype.
        training : bool
            Whether the layer is being trained; only dropout and batch normalisation care.

        Returns
        -------
        ndarray
            Shape (samples, units), or that of `X` for a layer without units. Infinite and NaN inputs, and
            overflow, pass through by the rules of floating-point arithmetic, without a warning.

        Raises
        ------
        ShapeError
            If `X` does not have the layer's number of features.
        """
        X = self._as_input(X)
        with np.errstate(over="ignore", invalid="ignore"):
            self._output, self._memory = self._forward(X, training)
        return self._output

    def backward(self, grad_output):
        """Store the gradients of the parameters and return the one of the input, for the last forward pass.

        Parameters
        ----------
        grad_output : array_like, shape of the output
            Gradient of the loss with respect to the output.

        Returns
        -------
        ndarray
            Gradient of the loss with respect to ``X``, shape of ``X``.

        Raises
        ------
        NotFittedError
            If there was no forward pass yet.
        ShapeError
            If `grad_output` does not have the shape of the output.
        """
        grad_output = self._as_grad_output(grad_output)
        with np.errstate(over="ignore", invalid="ignore"):
            return self._backward(grad_output, self._memory)

    def backward_parameters(self, grad_output):
        """Store the gradients of the parameters, like `backward`, but do not compute the one of the input.

        It is all that training asks of a network's first layer, and often half the work. Same arguments
        and errors as `backward`.
        """
        grad_output = self._as_grad_output(grad_output)
        with np.errstate(over="ignore", invalid="ignore"):
            self._backward_parameters(grad_output, self._memory)

    def _forward(self, X, training):
        """Return the output and whatever `_backward` wants as `memory`."""
        raise NotImplementedError

    def _backward(self, grad_output, memory):
        """Write the parameters' gradients in place and return the gradient of the input."""
        raise NotImplementedError

    def _backward_parameters(self, grad_output, memory):
        """Override this where the gradient of the input can be saved."""
        self._backward(grad_output, memory)

    def _add_parameters(self, **arrays):
        """Make each array an attribute, with its gradient beside it."""
        for name, array in arrays.items():
            setattr(self, name, np.array(array))
            setattr(self, f"grad_{name}", np.zeros_like(array))
        self.parameters = tuple(arrays)

    def move_parameter(self, name, values, gradients):
        """Keep a parameter and its gradient in these 1-D arrays from now on; a network calls this."""
        for attribute, destination in ((name, values), (f"grad_{name}", gradients)):
            array = getattr(self, attribute)
            destination[...] = array.ravel()
            vars(self)[attribute] = destination.reshape(array.shape)

    def __setattr__(self, name, value):
        """Copy new values into a parameter; set any other attribute."""
        if name not in self.parameters:
            super().__setattr__(name, value)
            return
        array, values = getattr(self, name), as_float(value, name)
        if values.shape != array.shape:
            raise ShapeError(f"`{name}` must have shape {array.shape}, got {values.shape}")
        array[...] = values

    def _as_input(self, X):
        """Return `X` as an array that fits; the first test lets the common case through at once."""
        if type(X) is np.ndarray and X.dtype == self.dtype and self._fits(X):
            return X
        X = as_float(X, "X", ndim=self.ndim)
        if not self._fits(X):
            raise ShapeError(f"`X` must have {self.inputs} features, got shape {X.shape}")
        return X if self.dtype is None else X.astype(self.dtype, copy=False)

    def _fits(self, X):
        return (self.ndim is None or X.ndim == self.ndim) and (
            self.inputs is None or (X.ndim > 0 and X.shape[-1] == self.inputs)
        )

    def _as_grad_output(self, grad_output):
        if self._output is None:
            raise NotFittedError(
                f"`{type(self).__name__}` must be run forward before backward, got no forward"
            )
        grad_output = as_float(grad_output, "grad_output")
        if grad_output.shape != self._output.shape:
            raise ShapeError(
                f"`grad_output` must have the output's shape {self._output.shape}, got {grad_output.shape}"
            )
        return grad_output.astype(self._output.dtype, copy=False)


def as_layers(layers):
    """Return `layers` as a tuple.

    Raises
    ------
    ArgumentError
        If there is none, or one is not a `Layer`.
    """
    layers = tuple(layers)
    if not layers:
        raise ArgumentError("`layers` must hold at least one layer, got none")
    for layer in layers:
        if not isinstance(layer, Layer):
            raise ArgumentError(f"`layers` must hold nothing but layers, got {layer!r}")
    return layers
