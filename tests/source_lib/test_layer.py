import copy

import numpy as np
import pytest
from oracle_differences import assert_layer_gradients

from source_lib.errors import ArgumentError, NotFittedError, ShapeError
from source_lib.layer import Layer, as_layers
from source_lib.layers import Activation, Dense, Maxout, PReLU, Softmax


@pytest.fixture
def rng():
    return np.random.default_rng(3)


def all_layers(rng, dtype=np.float64):
    """One of each kind, for four features."""
    return [
        Dense(4, 3, rng, dtype=dtype),
        Maxout(4, 3, 2, rng, dtype=dtype),
        PReLU(0.3, dtype=dtype),
        Softmax(),
        Activation("tanh"),
        Activation("relu"),
    ]


class TestEveryLayer:
    def test_does_not_change_its_arguments(self, rng):
        for layer in all_layers(rng):
            X = rng.normal(size=(5, 4))
            grad_output = rng.normal(size=layer.forward(X).shape)
            kept = X.copy(), grad_output.copy()
            layer.forward(X, training=True)
            layer.backward(grad_output)
            np.testing.assert_array_equal(X, kept[0])
            np.testing.assert_array_equal(grad_output, kept[1])

    def test_backward_needs_forward(self, rng):
        for layer in all_layers(rng):
            with pytest.raises(NotFittedError, match="must be run forward before backward"):
                layer.backward(np.ones((5, 4)))

    def test_gradient_must_have_the_shape_of_the_output(self, rng):
        for layer in all_layers(rng):
            output = layer.forward(np.ones((5, 4)))
            with pytest.raises(ShapeError, match=r"`grad_output` must have the output's shape \(5, "):
                layer.backward(np.ones((4, output.shape[1])))

    def test_float32_stays_and_other_input_is_cast(self, rng):
        for layer in all_layers(rng, np.float32):
            X = rng.normal(size=(5, 4)).astype(np.float32)
            output = layer.forward(X)
            grad_X = layer.backward(np.ones(output.shape))
            assert (output.dtype, grad_X.dtype) == (np.float32, np.float32)
            for name in layer.parameters:
                assert getattr(layer, f"grad_{name}").dtype == np.float32
            if layer.dtype is not None:
                assert layer.forward(X.astype(np.float64)).dtype == np.float32

    def test_empty_batch(self, rng):
        for layer in all_layers(rng):
            output = layer.forward(np.empty((0, 4)))
            assert layer.backward(output).shape == (0, 4)
            for name in layer.parameters:
                assert not getattr(layer, f"grad_{name}").any()

    def test_lists_and_integers_are_taken(self, rng):
        for layer in all_layers(rng):
            assert layer.forward([[1, 2, 3, 4]]).dtype == np.float64

    def test_extreme_input_gives_no_warning(self, rng):
        X = np.array([[1e3, -1e3, np.inf, -np.inf], [np.nan, 1e308, -1e308, 0]])
        for layer in all_layers(rng):
            output = layer.forward(X)
            assert layer.backward(np.ones(output.shape)).shape == X.shape

    def test_backward_parameters_stores_what_backward_stores(self, rng):
        for layer in all_layers(rng):
            grad_output = rng.normal(size=layer.forward(rng.normal(size=(5, 4))).shape)
            layer.backward(grad_output)
            stored = {name: getattr(layer, f"grad_{name}").copy() for name in layer.parameters}
            layer.backward(np.zeros_like(grad_output))
            layer.backward_parameters(grad_output)
            for name, gradient in stored.items():
                np.testing.assert_array_equal(getattr(layer, f"grad_{name}"), gradient)

    def test_gradients_agree_with_differences(self, rng):
        X = rng.normal(size=(5, 4))
        X[np.abs(X) < 0.05] = 0.5  # away from the kinks
        for layer in all_layers(rng):
            assert_layer_gradients(layer, X)

    def test_assigning_a_parameter_copies_it_in(self, rng):
        layer = Dense(4, 3, rng)
        array, values = layer.weights, rng.normal(size=(4, 3))
        layer.weights = values
        assert layer.weights is array
        np.testing.assert_array_equal(array, values)
        with pytest.raises(ShapeError, match=r"`weights` must have shape \(4, 3\), got \(3, 4\)"):
            layer.weights = values.T

    def test_a_deep_copy_is_independent(self, rng):
        layer = Dense(4, 3, rng)
        twin = copy.deepcopy(layer)
        twin.weights += 1
        np.testing.assert_allclose(twin.weights - layer.weights, 1)


class TestSubclass:
    def test_needs_no_more_than_the_mathematics(self, rng):
        class Square(Layer):
            def _forward(self, X, training):
                return X**2, X

            def _backward(self, grad_output, X):
                return 2 * X * grad_output

        assert_layer_gradients(Square(), rng.normal(size=(3, 2)))
        assert np.isinf(Square().forward([[1e200]])).all()

    def test_as_layers(self, rng):
        layers = [Dense(2, 2, rng), Softmax()]
        assert as_layers(iter(layers)) == tuple(layers)
        with pytest.raises(ArgumentError, match="`layers` must hold nothing but layers, got <class"):
            as_layers([Softmax])
