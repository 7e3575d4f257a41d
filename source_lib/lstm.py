"""Long short-term memory: a recurrent cell whose memory is added to, not overwritten.

The columns of the weights and the biases hold four blocks of units, in this order: input gate, forget gate,
candidate, output gate.
"""

import numpy as np

from source_lib.activations import sigmoid
from source_lib.checks import as_float, check_same_shape
from source_lib.linear import recurrent_affine, recurrent_affine_backward
from source_lib.recurrent import Recurrent

__all__ = ["LSTM", "lstm_step", "lstm_step_backward"]


def lstm_step(x, h, c, input_weights, recurrent_weights, biases):
    """One step of an LSTM.

    ``c_next = forget * c + input * candidate`` and ``h_next = output * tanh(c_next)``. The gates are sigmoids
    of their pre-activations, the candidate a tanh. While the forget gate is near 1, gradients pass along c
    almost unchanged.

    Parameters
    ----------
    x : array_like, shape (samples, features)
        Input of this step.
    h, c : array_like, shape (samples, units)
        Output and cell state that the last step left.
    input_weights : array_like, shape (features, 4 * units)
        Weights of the input.
    recurrent_weights : array_like, shape (units, 4 * units)
        Weights of `h`.
    biases : array_like, shape (4 * units,)
        One for each column.

    Returns
    -------
    h_next, c_next : ndarray, shape (samples, units)
    gates : ndarray, shape (samples, 4 * units)
        After their activations; `lstm_step_backward` wants them.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.

    References
    ----------
    S. Hochreiter and J. Schmidhuber, "Long short-term memory", 1997; with the forget gate of F. Gers,
    J. Schmidhuber and F. Cummins, "Learning to forget", 2000.
    """
    z = recurrent_affine(x, h, input_weights, recurrent_weights, biases, blocks=4)
    c = as_float(c, "c")
    check_same_shape(c, "c", h, "h")
    z_input, z_forget, z_candidate, z_output = np.split(z, 4, axis=1)
    take, keep, show = sigmoid(z_input), sigmoid(z_forget), sigmoid(z_output)
    candidate = np.tanh(z_candidate)
    with np.errstate(over="ignore", invalid="ignore"):
        c_next = keep * c + take * candidate
        return show * np.tanh(c_next), c_next, np.hstack([take, keep, candidate, show])


def lstm_step_backward(grad_h_next, grad_c_next, x, h, c, c_next, gates, input_weights, recurrent_weights):
    """Gradients of `lstm_step`.

    The slopes are taken from the gates' values, ``gate * (1 - gate)``: where a gate saturates, its slope is
    right to the last place of 1, not of its own.

    Parameters
    ----------
    grad_h_next, grad_c_next : array_like, shape (samples, units)
        Gradient of the loss with respect to the new output and cell state.
    x, h, c, input_weights, recurrent_weights : array_like
        As they were forward.
    c_next, gates : array_like
        As returned by `lstm_step`.

    Returns
    -------
    grad_x, grad_h, grad_c, grad_input_weights, grad_recurrent_weights, grad_biases : ndarray
        Each of the shape of its namesake.

    Raises
    ------
    ShapeError
        If a gradient does not have the shape of `c_next`.
    """
    grad_h_next, grad_c_next = as_float(grad_h_next, "grad_h_next"), as_float(grad_c_next, "grad_c_next")
    c, c_next = as_float(c, "c"), as_float(c_next, "c_next")
    check_same_shape(grad_h_next, "grad_h_next", c_next, "c_next")
    check_same_shape(grad_c_next, "grad_c_next", c_next, "c_next")
    take, keep, candidate, show = np.split(as_float(gates, "gates"), 4, axis=1)
    squashed = np.tanh(c_next)
    with np.errstate(over="ignore", invalid="ignore"):
        grad_c_next = grad_c_next + grad_h_next * show * (1 - squashed**2)  # both ways out of the cell
        grad_z = np.hstack(
            [
                grad_c_next * candidate * take * (1 - take),
                grad_c_next * c * keep * (1 - keep),
                grad_c_next * take * (1 - candidate**2),
                grad_h_next * squashed * show * (1 - show),
            ]
        )
        grad_c = grad_c_next * keep
    grad_x, grad_h, *grad_parameters = recurrent_affine_backward(
        grad_z, x, h, input_weights, recurrent_weights
    )
    return grad_x, grad_h, grad_c, *grad_parameters


class LSTM(Recurrent):
    """LSTM layer; see `lstm_step`, and `Recurrent` for parameters and attributes.

    Raise the forget gates' biases to 1 or more, ``layer.biases[units:2 * units] = 1``, and it remembers long
    from the start (R. Jozefowicz, W. Zaremba and I. Sutskever, "An empirical exploration of recurrent network
    architectures", 2015).
    """

    blocks = 4
    states = ("h", "c")

    _step_backward = staticmethod(lstm_step_backward)

    def _step(self, x, h, c):
        h_next, c_next, gates = lstm_step(x, h, c, self.input_weights, self.recurrent_weights, self.biases)
        return (h_next, c_next), (x, h, c, c_next, gates, self.input_weights, self.recurrent_weights)
