"""Gated recurrent unit: a recurrent cell that blends its old state with a new one, with two gates.

The columns of the weights and the biases hold three blocks of units, in this order: reset gate, update gate,
candidate.
"""

import numpy as np

from source_lib.activations import sigmoid
from source_lib.checks import as_float, check_same_shape
from source_lib.linear import check_recurrent_shapes, recurrent_affine, recurrent_affine_backward
from source_lib.recurrent import Recurrent

__all__ = ["GRU", "gru_step", "gru_step_backward"]


def gru_step(x, h, input_weights, recurrent_weights, biases):
    """One step of a GRU, ``h_next = update * h + (1 - update) * candidate``.

    The candidate, a tanh, sees ``reset * h`` in place of h, as in the paper (PyTorch resets after the product
    with the recurrent weights instead). While the update gate is near 1, gradients pass along h almost
    unchanged.

    Parameters
    ----------
    x : array_like, shape (samples, features)
        Input of this step.
    h : array_like, shape (samples, units)
        State that the last step left.
    input_weights : array_like, shape (features, 3 * units)
        Weights of the input.
    recurrent_weights : array_like, shape (units, 3 * units)
        Weights of `h`.
    biases : array_like, shape (3 * units,)
        One for each column.

    Returns
    -------
    h_next : ndarray, shape (samples, units)
    gates : ndarray, shape (samples, 3 * units)
        After their activations; `gru_step_backward` wants them.

    Raises
    ------
    ShapeError
        If the shapes do not fit together.

    References
    ----------
    K. Cho et al., "Learning phrase representations using RNN encoder-decoder", 2014, section 2.3.
    """
    h = as_float(h, "h")
    check_recurrent_shapes(x, h, input_weights, recurrent_weights, biases, blocks=3)
    gate_weights, candidate_weights = _split(input_weights, recurrent_weights, biases, units=h.shape[1])
    reset, update = np.split(sigmoid(recurrent_affine(x, h, *gate_weights, blocks=2)), 2, axis=1)
    with np.errstate(over="ignore", invalid="ignore"):
        candidate = np.tanh(recurrent_affine(x, reset * h, *candidate_weights))
        return update * h + (1 - update) * candidate, np.hstack([reset, update, candidate])


def gru_step_backward(grad_h_next, x, h, gates, input_weights, recurrent_weights):
    """Gradients of `gru_step`.

    The slopes are taken from the gates' values, ``gate * (1 - gate)``: where a gate saturates, its slope is
    right to the last place of 1, not of its own.

    Parameters
    ----------
    grad_h_next : array_like, shape (samples, units)
        Gradient of the loss with respect to the new state.
    x, h, input_weights, recurrent_weights : array_like
        As they were forward.
    gates : array_like
        As returned by `gru_step`.

    Returns
    -------
    grad_x, grad_h, grad_input_weights, grad_recurrent_weights, grad_biases : ndarray
        Each of the shape of its namesake.

    Raises
    ------
    ShapeError
        If `grad_h_next` does not have the shape of `h`.
    """
    grad_h_next, h = as_float(grad_h_next, "grad_h_next"), as_float(h, "h", ndim=2)
    check_same_shape(grad_h_next, "grad_h_next", h, "h")
    reset, update, candidate = np.split(as_float(gates, "gates"), 3, axis=1)
    gate_weights, candidate_weights = _split(input_weights, recurrent_weights, units=h.shape[1])
    with np.errstate(over="ignore", invalid="ignore"):
        grad_z_candidate = grad_h_next * (1 - update) * (1 - candidate**2)
        from_candidate = recurrent_affine_backward(grad_z_candidate, x, reset * h, *candidate_weights)
        grad_reset_h = from_candidate[1]
        grad_z_gates = np.hstack(
            [
                grad_reset_h * h * reset * (1 - reset),
                grad_h_next * (h - candidate) * update * (1 - update),
            ]
        )
        from_gates = recurrent_affine_backward(grad_z_gates, x, h, *gate_weights)
        grad_x = from_gates[0] + from_candidate[0]
        grad_h = grad_h_next * update + grad_reset_h * reset + from_gates[1]
    pairs = zip(from_gates[2:], from_candidate[2:], strict=True)  # of the weights and the biases
    return grad_x, grad_h, *(np.concatenate(pair, axis=-1) for pair in pairs)


def _split(*arrays, units):
    """Separate the columns of the two gates from those of the candidate."""
    gates = [np.asarray(array)[..., : 2 * units] for array in arrays]
    return gates, [np.asarray(array)[..., 2 * units :] for array in arrays]


class GRU(Recurrent):
    """GRU layer; see `gru_step`, and `Recurrent` for parameters and attributes."""

    blocks = 3

    _step_backward = staticmethod(gru_step_backward)

    def _step(self, x, h):
        h_next, gates = gru_step(x, h, self.input_weights, self.recurrent_weights, self.biases)
        return (h_next,), (x, h, gates, self.input_weights, self.recurrent_weights)
