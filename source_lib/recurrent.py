"""Recurrent networks: one step, used again and again along a sequence, and trained back through time.

Here are what all recurrent layers share and the plain RNN, whose gradient vanishes or explodes; `lstm` and
`gru` are the remedy. A step sees one batch ``x`` (samples, features) and the state ``h`` (samples, units)
that the step before left; a layer sees whole sequences ``X`` (samples, steps, features).
"""

import numpy as np

from source_lib.checks import as_float, check_count, check_same_shape
from source_lib.errors import ShapeError
from source_lib.initializers import xavier, zeros
from source_lib.layer import Layer
from source_lib.linear import recurrent_affine, recurrent_affine_backward

__all__ = [
    "RNN",
    "LastStep",
    "Recurrent",
    "gradient_flow",
    "rnn_step",
    "rnn_step_backward",
]


def rnn_step(x, h, input_weights, recurrent_weights, biases):
    """One step of a plain recurrent network: ``h_next = tanh(recurrent_affine(...))``.

    Parameters and errors are those of `recurrent_affine` with one block.

    Returns
    -------
    ndarray, shape (samples, units)

    References
    ----------
    J. Elman, "Finding structure in time", 1990.
    """
    return np.tanh(recurrent_affine(x, h, input_weights, recurrent_weights, biases))


def rnn_step_backward(grad_h_next, x, h, h_next, input_weights, recurrent_weights):
    """Gradients of `rnn_step`.

    The slope of tanh is taken from its value, ``1 - h_next**2``: where a unit saturates, the slope is right
    to the last place of 1, not of its own.

    Parameters
    ----------
    grad_h_next : array_like, shape (samples, units)
        Gradient of the loss with respect to the new state.
    x, h, input_weights, recurrent_weights : array_like
        As they were forward.
    h_next : array_like, shape (samples, units)
        As returned by `rnn_step`.

    Returns
    -------
    grad_x, grad_h, grad_input_weights, grad_recurrent_weights, grad_biases : ndarray
        Each of the shape of its namesake.

    Raises
    ------
    ShapeError
        If `grad_h_next` does not have the shape of `h_next`.
    """
    grad_h_next, h_next = as_float(grad_h_next, "grad_h_next"), as_float(h_next, "h_next")
    check_same_shape(grad_h_next, "grad_h_next", h_next, "h_next")
    with np.errstate(over="ignore", invalid="ignore"):
        grad_z = grad_h_next * (1 - h_next**2)
    return recurrent_affine_backward(grad_z, x, h, input_weights, recurrent_weights)


class Recurrent(Layer):
    """What RNN, LSTM and GRU share: the walk along the sequence, and back through time.

    ``forward`` takes X of shape (samples, steps, features), starts from a state of zeros and returns ``h`` of
    all steps, shape (samples, steps, units).

    Parameters
    ----------
    inputs, units : int
        Number of features in and of units, each at least 1.
    rng : numpy.random.Generator
        Source of the weights.
    initializer : callable
        One of `initializers`; draws the weights of each gate. The biases start at zero.
    dtype : dtype
        float64, or float32 for speed.

    Attributes
    ----------
    input_weights : ndarray, shape (inputs, blocks * units)
    recurrent_weights : ndarray, shape (units, blocks * units)
    biases : ndarray, shape (blocks * units,)
    state_gradients : dict of str to ndarray, shape (samples, steps, units)
        After a backward pass: for each part of the state, the gradient of the loss with respect to what
        each step left of it.

    Raises
    ------
    RangeError
        If `inputs` or `units` is less than 1.

    References
    ----------
    P. Werbos, "Backpropagation through time: what it does and how to do it", 1990.
    """

    ndim = 3
    blocks = 1
    states: tuple[str, ...] = ("h",)

    def __init__(self, inputs, units, rng, initializer=xavier, dtype=np.float64):
        self.inputs = check_count(inputs, "inputs")
        self.units = check_count(units, "units")
        self.dtype = np.dtype(dtype)

        def draw(rows):
            return np.hstack([initializer((rows, self.units), rng, self.dtype) for _ in range(self.blocks)])

        self._add_parameters(
            input_weights=draw(self.inputs),
            recurrent_weights=draw(self.units),
            biases=zeros(self.blocks * self.units, dtype=self.dtype),
        )

    def _step(self, x, *state):
        """Return the new state, a tuple, and a tuple of what `_step_backward` wants to remember."""
        raise NotImplementedError

    def _step_backward(self, *grad_state_and_memory):
        """Return the gradients of x, of the parts of the old state, and of the parameters."""
        raise NotImplementedError

    def _forward(self, X, training):
        samples, steps, _ = X.shape
        output, memories = np.empty((samples, steps, self.units), self.dtype), []
        state = self._no_state(samples)
        for t in range(steps):
            state, memory = self._step(X[:, t], *state)
            output[:, t] = state[0]
            memories.append(memory)
        return output, memories

    def _backward(self, grad_output, memories):
        samples, steps, _ = grad_output.shape
        grad_X = np.empty((samples, steps, len(self.input_weights)), grad_output.dtype)
        self.state_gradients = {name: np.empty_like(grad_output) for name in self.states}
        totals = [getattr(self, f"grad_{name}") for name in self.parameters]
        for total in totals:
            total[...] = 0
        grad_state = self._no_state(samples)
        for t in reversed(range(steps)):
            # The state's first part is also the output: its gradient comes from the loss and from step t + 1.
            grad_state = (grad_state[0] + grad_output[:, t], *grad_state[1:])
            for name, gradient in zip(self.states, grad_state, strict=True):
                self.state_gradients[name][:, t] = gradient
            grad_X[:, t], *gradients = self._step_backward(*grad_state, *memories[t])
            grad_state = gradients[: len(self.states)]
            for total, gradient in zip(totals, gradients[len(self.states) :], strict=True):
                total += gradient
        return grad_X

    def _no_state(self, samples):
        return tuple(np.zeros((samples, self.units), self.dtype) for _ in self.states)


class RNN(Recurrent):
    """Plain recurrent layer; see `rnn_step`, and `Recurrent` for parameters and attributes."""

    _step_backward = staticmethod(rnn_step_backward)

    def _step(self, x, h):
        h_next = rnn_step(x, h, self.input_weights, self.recurrent_weights, self.biases)
        return (h_next,), (x, h, h_next, self.input_weights, self.recurrent_weights)


class LastStep(Layer):
    """Keep the last step of a sequence: what a classifier of whole sequences looks at.

    Takes X of shape (samples, steps, features), returns shape (samples, features).
    """

    ndim = 3

    def _forward(self, X, training):
        if not X.shape[1]:
            raise ShapeError(f"`X` must have at least one step, got shape {X.shape}")
        return X[:, -1].copy(), X.shape

    def _backward(self, grad_output, shape):
        grad_X = np.zeros(shape, grad_output.dtype)
        grad_X[:, -1] = grad_output
        return grad_X


def gradient_flow(layer, X, grad_output=None):
    """How much gradient reaches each step of a sequence: ``|dL/dh_t|`` for every t.

    In a plain RNN it shrinks or grows exponentially towards early steps; the cell state ``c`` of an LSTM
    and the leaky ``h`` of a GRU let it through.

    Parameters
    ----------
    layer : Recurrent
        It is run forward and backward, as in training.
    X : array_like, shape (samples, steps, features)
        Input sequences.
    grad_output : array_like, shape (samples, steps, units), optional
        Gradient of the loss with respect to the outputs; by default 1 at the last step and 0 before,
        the gradient of the sum of the last state.

    Returns
    -------
    dict of str to ndarray, shape (steps,)
        For each part of the state ("h", and "c" for an LSTM) the Euclidean norm, over samples and units,
        of the gradient with respect to what step t left of it; the other part is held fixed.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    output = layer.forward(X, training=True)
    if grad_output is None:
        grad_output = np.zeros_like(output)
        grad_output[:, -1:] = 1
    layer.backward(grad_output)
    return {
        name: np.sqrt(np.sum(gradients**2, axis=(0, 2))) for name, gradients in layer.state_gradients.items()
    }
