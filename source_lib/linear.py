"""The affine maps that layers compute before their activations, and why a stack of them is only one."""

import numpy as np

from source_lib.checks import as_float, as_matrix
from source_lib.errors import ShapeError

__all__ = [
    "affine",
    "affine_backward",
    "check_recurrent_shapes",
    "collapse_linear",
    "recurrent_affine",
    "recurrent_affine_backward",
]


def affine(X, weights, biases):
    """Pre-activations of a fully connected layer, ``z = X @ weights + biases``.

    Parameters
    ----------
    X : array_like, shape (samples, features)
        Inputs.
    weights : array_like, shape (features, units)
        One column a unit.
    biases : array_like, shape (units,)
        One a unit.

    Returns
    -------
    ndarray, shape (samples, units)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    weights, biases = as_matrix(weights, "weights"), as_float(biases, "biases", ndim=1)
    X = as_matrix(X, "X", columns=len(weights))
    if biases.shape != weights.shape[1:]:
        raise ShapeError(f"`biases` must have shape {weights.shape[1:]}, got {biases.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        return X @ weights + biases


def affine_backward(grad_output, X, weights):
    """Gradients of `affine` by the chain rule.

    Parameters
    ----------
    grad_output : array_like, shape (samples, units)
        Gradient of the loss with respect to the pre-activations.
    X : array_like, shape (samples, features)
        Inputs.
    weights : array_like, shape (features, units)
        One column a unit.

    Returns
    -------
    grad_X : ndarray, shape (samples, features)
    grad_weights : ndarray, shape (features, units)
    grad_biases : ndarray, shape (units,)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    weights = as_matrix(weights, "weights")
    X = as_matrix(X, "X", columns=len(weights))
    grad_output = as_matrix(grad_output, "grad_output", columns=weights.shape[1])
    if len(grad_output) != len(X):
        raise ShapeError(f"`grad_output` must have {len(X)} rows, got shape {grad_output.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=0)


def collapse_linear(first_weights, first_biases, second_weights, second_biases):
    """Merge two stacked linear layers into the one that does the same: depth needs a non-linearity.

    ``(X W1 + b1) W2 + b2 = X (W1 W2) + (b1 W2 + b2)``

    Parameters
    ----------
    first_weights : array_like, shape (features, hidden)
        Weights of the layer nearer to the input.
    first_biases : array_like, shape (hidden,)
        Its biases.
    second_weights : array_like, shape (hidden, units)
        Weights of the layer on top.
    second_biases : array_like, shape (units,)
        Its biases.

    Returns
    -------
    weights : ndarray, shape (features, units)
    biases : ndarray, shape (units,)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    biases = affine(np.atleast_2d(first_biases), second_weights, second_biases)[0]
    return affine(first_weights, second_weights, np.zeros_like(biases)), biases


def recurrent_affine(x, h, input_weights, recurrent_weights, biases, *, blocks=1):
    """Pre-activations of a step, ``z = x @ input_weights + h @ recurrent_weights + biases``.

    Parameters
    ----------
    x : array_like, shape (samples, features)
        Input of this step.
    h : array_like, shape (samples, units)
        State that the last step left.
    input_weights : array_like, shape (features, blocks * units)
        Weights of the input; the columns of a cell's gates stand side by side.
    recurrent_weights : array_like, shape (units, blocks * units)
        Weights of the state.
    biases : array_like, shape (blocks * units,)
        One for each column.
    blocks : int
        How many gates and candidates the cell computes from `h`.

    Returns
    -------
    ndarray, shape (samples, blocks * units)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    """
    x, h = as_float(x, "x"), as_float(h, "h")
    input_weights = as_float(input_weights, "input_weights")
    check_recurrent_shapes(x, h, input_weights, recurrent_weights, biases, blocks)
    with np.errstate(over="ignore", invalid="ignore"):
        return x @ input_weights + h @ recurrent_weights + biases


def check_recurrent_shapes(x, h, input_weights, recurrent_weights, biases, blocks):
    """Refuse arguments of a recurrent step whose shapes do not fit together; see `recurrent_affine`.

    Raises
    ------
    ShapeError
        If they do not.
    """
    for name, array in (("x", x), ("h", h)):
        if np.ndim(array) != 2:
            raise ShapeError(f"`{name}` must be 2-D, got shape {np.shape(array)}")
    (samples, features), units = np.shape(x), np.shape(h)[1]
    columns = blocks * units
    for name, array, shape in (
        ("h", h, (samples, units)),
        ("input_weights", input_weights, (features, columns)),
        ("recurrent_weights", recurrent_weights, (units, columns)),
        ("biases", biases, (columns,)),
    ):
        if np.shape(array) != shape:
            raise ShapeError(f"`{name}` must have shape {shape}, got {np.shape(array)}")


def recurrent_affine_backward(grad_z, x, h, input_weights, recurrent_weights):
    """Gradients of `recurrent_affine`.

    Parameters
    ----------
    grad_z : array_like, shape (samples, blocks * units)
        Gradient of the loss with respect to the pre-activations.
    x, h, input_weights, recurrent_weights : array_like
        As they were forward.

    Returns
    -------
    grad_x, grad_h, grad_input_weights, grad_recurrent_weights, grad_biases : ndarray
        Each of the shape of its namesake.
    """
    grad_z, x, h = np.asarray(grad_z), np.asarray(x), np.asarray(h)
    with np.errstate(over="ignore", invalid="ignore"):
        return (
            grad_z @ np.transpose(input_weights),
            grad_z @ np.transpose(recurrent_weights),
            x.T @ grad_z,
            h.T @ grad_z,
            grad_z.sum(axis=0),
        )
