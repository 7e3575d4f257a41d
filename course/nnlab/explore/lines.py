"""The geometry of the line ``w · x + b = 0``, for tables of weights (…, 2) and biases (…)."""

import numpy as np

__all__ = ["border", "normal"]


def border(weights, biases, reach=20.0):
    """Return x and y, each (…, 2), of two far points of every line; NaN where both weights are 0."""
    foot, unit = _foot(weights, biases)
    along = np.stack([-unit[..., 1], unit[..., 0]], axis=-1)
    ends = np.stack([foot - reach * along, foot + reach * along], axis=-1)
    return ends[..., 0, :], ends[..., 1, :]


def normal(weights, biases, length=0.8):
    """Return the ends, each (…, 2), of an arrow from every line to the side where the sum is positive."""
    foot, unit = _foot(weights, biases)
    return foot, foot + length * unit


def _foot(weights, biases):
    """Return the point of every line nearest to the origin, and the direction of its weights."""
    with np.errstate(all="ignore"):
        size = np.linalg.norm(weights, axis=-1, keepdims=True)
        size = np.where(size > 0, size, np.nan)
        unit = weights / size
        return -np.asarray(biases)[..., None] / size * unit, unit
