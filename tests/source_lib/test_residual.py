import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle_differences import assert_layer_gradients

from source_lib.errors import ArgumentError, NotFittedError, ShapeError
from source_lib.initializers import zeros
from source_lib.layers import Activation, Dense
from source_lib.networks import Sequential
from source_lib.residual import ResidualBlock


@pytest.fixture
def rng():
    return np.random.default_rng(12)


class TestResidualBlock:
    @given(st.integers(0, 10_000), st.sampled_from(["relu", "sigmoid", "tanh"]), st.integers(1, 30))
    def test_with_zero_weights_passes_input_and_gradient_on_unchanged(self, seed, activation, depth):
        rng = np.random.default_rng(seed)
        network = Sequential(
            [
                ResidualBlock([Dense(3, 5, rng), Activation(activation), Dense(5, 3, rng, initializer=zeros)])
                for _ in range(depth)
            ]
        )
        X, grad_output = rng.normal(size=(2, 4, 3))
        np.testing.assert_array_equal(network.forward(X), X)
        np.testing.assert_array_equal(network.backward(grad_output), grad_output)

    def test_gradients_agree_with_differences(self, rng):
        block = ResidualBlock([Dense(3, 5, rng), Activation("tanh"), Dense(5, 3, rng)])
        assert_layer_gradients(block, rng.normal(size=(4, 3)))

    def test_output_is_input_plus_branch(self, rng):
        branch = Dense(3, 3, rng)
        X = rng.normal(size=(4, 3))
        np.testing.assert_allclose(ResidualBlock([branch]).forward(X) - X, X @ branch.weights, atol=1e-14)

    def test_blocks_nest(self, rng):
        inner = ResidualBlock([Dense(3, 3, rng)])
        assert_layer_gradients(ResidualBlock([inner, Activation("tanh")]), rng.normal(size=(4, 3)))

    def test_the_branch_must_keep_the_shape(self, rng):
        with pytest.raises(
            ShapeError, match=r"must end in the shape they begin with, \(4, 3\), got \(4, 2\)"
        ):
            ResidualBlock([Dense(3, 2, rng)]).forward(np.ones((4, 3)))

    def test_bad_arguments(self):
        with pytest.raises(ArgumentError, match="`layers` must hold at least one layer"):
            ResidualBlock([])
        with pytest.raises(ArgumentError, match="`layers` must hold nothing but layers, got 3"):
            ResidualBlock([3])
        with pytest.raises(NotFittedError, match="`ResidualBlock` must be run forward"):
            ResidualBlock([Activation("relu")]).backward(np.ones((2, 2)))
