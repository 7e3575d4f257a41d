"""Looking into a network while it learns: is it healthy, and if not, where does it hurt?

`trace_layers` fetches the outputs and gradients of all layers; the other functions sum up such arrays. These
may hold infinity and NaN, for a diagnosis is wanted most when training has blown up; nothing here warns.
Where it has blown up, `gradients.where_blown_up` tells. Whether the network can learn at all is asked before
training: see `sanity_checks`.
"""

import math
from dataclasses import dataclass

import numpy as np

from source_lib.checks import as_float, as_matrix, check_count, check_number, check_same_shape
from source_lib.errors import RangeError, ShapeError

__all__ = [
    "LayerStatistics",
    "dead_fraction",
    "dead_units",
    "layer_statistics",
    "saturated_fraction",
    "trace_layers",
    "update_ratio",
    "weight_images",
]


def trace_layers(network, X, loss_gradient, training=False):
    """Run forward and backward and keep what every layer gave out and what gradient came back to it.

    Parameters
    ----------
    network
        Has `layers`, each with ``forward(X, training)`` and ``backward(grad_output)``.
    X : array_like, shape (samples, features)
        A batch.
    loss_gradient : callable
        Of the network's output: the gradient of the loss with respect to it.
    training : bool
        Whether dropout and batch normalisation act as in training.

    Returns
    -------
    outputs, gradients : list of ndarray
        One for each layer, first layer first: its output, and the gradient of the loss with respect to it.
    """
    outputs = []
    for layer in network.layers:
        X = layer.forward(X, training)
        outputs.append(X)
    gradients = [loss_gradient(X)]
    for layer in reversed(network.layers[1:]):
        gradients.append(layer.backward(gradients[-1]))
    network.layers[0].backward(gradients[-1])
    return outputs, gradients[::-1]


@dataclass(frozen=True)
class LayerStatistics:
    """Summary of one array of activations, gradients or weights, as `layer_statistics` makes it.

    Attributes
    ----------
    mean, std : float
        Over the finite entries; NaN if there are none.
    norm : float
        Euclidean length of the finite entries taken as one vector.
    counts : ndarray of int, shape (bins,)
        Histogram of the finite entries.
    edges : ndarray, shape (bins + 1,)
        Borders of the histogram's bins.
    not_finite : int
        How many entries are infinite or NaN.
    """

    mean: float
    std: float
    norm: float
    counts: np.ndarray
    edges: np.ndarray
    not_finite: int


def layer_statistics(values, bins=30):
    """Summarise the activations or gradients of one layer.

    Layer by layer, the spread should stay alike. Where it shrinks towards 0 the gradient vanishes, where it
    grows it explodes, and a histogram piled up at the ends shows saturation.

    Parameters
    ----------
    values : array_like
        Any shape, also empty. Infinite and NaN entries are counted and left out.
    bins : int
        Number of equal bins from the smallest to the largest finite entry, at least 1.

    Returns
    -------
    LayerStatistics

    References
    ----------
    X. Glorot and Y. Bengio, "Understanding the difficulty of training deep feedforward neural
    networks", 2010.
    """
    values = as_float(values, "values").astype(np.float64)
    finite = values[np.isfinite(values)]
    scaled, peak = _scaled(finite)
    counts, edges = np.histogram(scaled, check_count(bins, "bins"))
    mean, std = (scaled.mean() * peak, scaled.std() * peak) if finite.size else (math.nan, math.nan)
    norm = float(np.linalg.norm(scaled)) * float(peak)
    return LayerStatistics(float(mean), float(std), norm, counts, edges * peak, values.size - finite.size)


def dead_units(activations):
    """Find the units that put out 0 for every sample: no gradient passes through such a ReLU.

    Parameters
    ----------
    activations : array_like, shape (samples, units)
        Outputs of a ReLU layer, for at least one sample, better for the whole training part. NaN is not 0.

    Returns
    -------
    ndarray of bool, shape (units,)

    Raises
    ------
    ShapeError
        If `activations` is not 2-D, or has no samples: nothing seen is not dead.
    """
    activations = as_matrix(activations, "activations")
    if not len(activations):
        raise ShapeError(f"`activations` must have at least one sample, got shape {activations.shape}")
    return (activations == 0).all(axis=0)


def dead_fraction(activations):
    """Share of `dead_units` in [0, 1]; arguments and errors are theirs. A layer without units has 0."""
    dead = dead_units(activations)
    return float(dead.mean()) if dead.size else 0.0


def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
    """Share of activations that lie in the flat ends of a bounded activation function.

    Parameters
    ----------
    activations : array_like
        Outputs in [`low`, `high`], any shape; NaN counts as not saturated.
    low, high : float
        The function's bounds: 0 and 1 for the sigmoid, -1 and 1 for tanh.
    threshold : float
        In [0, 0.5]: an entry is saturated if it is nearer to a bound than this share of ``high - low``, or
        just as near. At 0.05 the sigmoid's slope is less than a fifth of its largest.

    Returns
    -------
    float
        In [0, 1]; 0 if there are no activations.

    Raises
    ------
    RangeError
        If an activation lies outside the bounds, or the bounds or the threshold make no sense.
    """
    check_number(low, "low", include_low=False, include_high=False)
    check_number(high, "high", low, include_low=False, include_high=False)
    check_number(threshold, "threshold", 0, 0.5)
    activations = as_float(activations, "activations")
    outside = (activations < low) | (activations > high)
    if outside.any():
        raise RangeError(f"`activations` must lie in [{low:g}, {high:g}], got {activations[outside].flat[0]}")
    margin = threshold * (high - low)
    saturated = (activations <= low + margin) | (activations >= high - margin)
    return float(saturated.mean()) if saturated.size else 0.0


def update_ratio(weights, updates):
    """Length of an update over the length of the weights: about 1e-3 is healthy.

    Much more, and the learning rate is too high; much less, and it is too low.

    Parameters
    ----------
    weights : array_like
        Before the update, any shape.
    updates : array_like
        What is added to them (not the gradient), shape of `weights`.

    Returns
    -------
    float
        Infinite for an update of weights that are all 0; 0 for an update of length 0; NaN if an array
        holds NaN or infinity.

    Raises
    ------
    ShapeError
        If the two differ in shape.

    References
    ----------
    J. Johnson, A. Karpathy and F.-F. Li, CS231n notes, "Neural networks, part 3", 2015.
    """
    weights, updates = as_float(weights, "weights"), as_float(updates, "updates")
    check_same_shape(weights, "weights", updates, "updates")
    if not (np.isfinite(weights).all() and np.isfinite(updates).all()):
        return math.nan
    (weights, weight_peak), (updates, update_peak) = _scaled(weights), _scaled(updates)
    if not updates.any():
        return 0.0
    with np.errstate(over="ignore", divide="ignore"):
        ratio = np.linalg.norm(updates) / np.linalg.norm(weights) * (update_peak / weight_peak)
    return float(ratio)


def weight_images(weights, shape, columns=None, padding=1):
    """Arrange the incoming weights of each unit as a grid of pictures.

    What a unit of the first layer looks for can be seen. Noise means that it has not learned, or lacks
    regularization; smooth, varied patterns are a good sign.

    Parameters
    ----------
    weights : array_like, shape (inputs, units)
        Finite weights of the first layer.
    shape : tuple of int, (height, width) or (height, width, channels)
        Shape of an input image; its product is the number of inputs.
    columns : int, optional
        Pictures in a row; by default as many as make the grid square.
    padding : int
        White pixels between pictures and around them.

    Returns
    -------
    ndarray, shape (rows, columns) of pixels, or (rows, columns, channels)
        In [0, 1]. In each picture 0.5 is a weight of 0, and its largest weight in size is 0 or 1. The
        grid's rest is 1.

    Raises
    ------
    ShapeError
        If `shape` does not fit the number of inputs.
    RangeError
        If a weight is not finite, or `columns` or `padding` make no sense.
    """
    weights = as_matrix(weights, "weights")
    if len(shape) not in (2, 3) or math.prod(shape) != len(weights) or not weights.size:
        raise ShapeError(f"`shape` must be an image of {len(weights)} pixels, got {shape}")
    if not np.isfinite(weights).all():
        raise RangeError(f"`weights` must be finite, got {weights[~np.isfinite(weights)][0]}")
    units = weights.shape[1]
    columns = math.ceil(math.sqrt(units)) if columns is None else check_count(columns, "columns")
    padding, (height, width) = check_count(padding, "padding", 0), shape[:2]
    rows = math.ceil(units / columns)
    grid = np.ones((rows * (height + padding) + padding, columns * (width + padding) + padding, *shape[2:]))
    for unit, incoming in enumerate(weights.T):
        top = padding + unit // columns * (height + padding)
        left = padding + unit % columns * (width + padding)
        grid[top : top + height, left : left + width] = 0.5 + 0.5 * _scaled(incoming)[0].reshape(shape)
    return grid


def _scaled(values):
    """Return finite values divided by the largest in size, and this: their squares cannot overflow."""
    values = values.astype(np.float64)
    peak = np.abs(values).max(initial=0)
    return (values / peak, peak) if peak > 0 else (values, 1.0)
