"""Derivatives by differences of function values only: an oracle that shares no formula with the library.

Romberg extrapolation of centred differences with steps h, h/2 and h/4 leaves an error of order h**6, so h
can be large enough for rounding not to matter: about 12 digits for a smooth function of order one.
"""

import numpy as np


def gradient_by_differences(function, point, h=1e-2):
    """Return the gradient of a scalar function of one array, shape of `point`."""
    point = np.asarray(point, dtype=np.float64)
    gradient = np.empty_like(point)
    for index in np.ndindex(point.shape):
        coarse, middle, fine = (_slope(function, point, index, h / halving) for halving in (1, 2, 4))
        gradient[index] = (64 * fine - 20 * middle + coarse) / 45
    return gradient


def _slope(function, point, index, h):
    above, below = point.copy(), point.copy()
    above[index] += h
    below[index] -= h
    return (function(above) - function(below)) / (above[index] - below[index])


def assert_layer_gradients(layer, X, training=False, rtol=1e-9, atol=1e-10):
    """Compare every gradient that a layer returns or stores with differences of its output."""
    rng = np.random.default_rng(11)
    projection = rng.normal(size=layer.forward(X, training).shape)  # the loss is a random projection

    def loss_of_input(values):
        return np.sum(projection * layer.forward(values, training))

    def loss_of_parameter(name, values):
        kept = getattr(layer, name).copy()
        setattr(layer, name, values)
        loss = loss_of_input(X)
        setattr(layer, name, kept)
        return loss

    wanted = {
        name: gradient_by_differences(
            lambda values, name=name: loss_of_parameter(name, values), getattr(layer, name)
        )
        for name in layer.parameters
    }
    wanted_input = gradient_by_differences(loss_of_input, X)

    layer.forward(X, training)
    np.testing.assert_allclose(layer.backward(projection), wanted_input, rtol=rtol, atol=atol)
    for name, gradient in wanted.items():
        np.testing.assert_allclose(
            getattr(layer, f"grad_{name}"), gradient, rtol=rtol, atol=atol, err_msg=name
        )
