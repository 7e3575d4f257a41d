"""Diagnostics against plain counting, NumPy's own statistics, and the closed forms of what they measure."""

import copy
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.testing import assert_allclose, assert_array_equal

from source_lib.activations import sigmoid, sigmoid_derivative
from source_lib.diagnostics import (
    dead_fraction,
    dead_units,
    layer_statistics,
    saturated_fraction,
    trace_layers,
    update_ratio,
    weight_images,
)
from source_lib.errors import RangeError, ShapeError
from source_lib.gradients import numerical_gradient
from source_lib.networks import multilayer_perceptron


@pytest.fixture
def rng():
    return np.random.default_rng(11)


class TestDeadUnits:
    def test_a_unit_is_dead_if_it_is_zero_for_every_sample(self):
        activations = [[0, 0, 1, np.nan, -0.01], [0, 2, 1, 0, -0.02], [0, 0, 1, 0, -0.03]]
        assert_array_equal(dead_units(activations), [True, False, False, False, False])
        assert dead_fraction(activations) == 0.2

    def test_relu_units_with_a_large_negative_bias_are_dead(self, rng):
        biases = np.array([0, -1e3, 0, -1e3, -1e3])
        activations = np.maximum(rng.normal(size=(100, 3)) @ rng.normal(size=(3, 5)) + biases, 0)
        assert dead_fraction(activations) == 0.6

    def test_a_layer_without_units_has_no_dead_ones(self):
        assert dead_fraction(np.empty((3, 0))) == 0

    @pytest.mark.parametrize("shape", [(0, 3), (3,), (), (2, 3, 4)])
    def test_needs_a_matrix_with_samples(self, shape):
        with pytest.raises(ShapeError, match="`activations` must"):
            dead_fraction(np.zeros(shape))


class TestSaturatedFraction:
    def test_counts_the_entries_near_a_bound(self):
        assert saturated_fraction([0, 0.05, 0.06, 0.5, 0.94, 1.0, 0.999, np.nan]) == 0.5
        assert saturated_fraction([-1, -0.95, 0.05, 0.91, 0.8], low=-1, threshold=0.05) == pytest.approx(0.6)

    def test_threshold_is_an_argument(self, rng):
        activations = rng.uniform(size=100_000)
        for threshold in (0, 0.1, 0.25, 0.5):
            assert saturated_fraction(activations, threshold=threshold) == pytest.approx(
                2 * threshold, abs=0.01
            )

    def test_a_saturated_sigmoid_has_less_than_a_fifth_of_its_largest_slope(self):
        z = np.linspace(-8, 8, 401)
        steep = z[sigmoid_derivative(z) >= sigmoid_derivative(0) / 5]
        assert saturated_fraction(sigmoid(steep)) == 0
        assert saturated_fraction(sigmoid(z[np.abs(z) >= 2.95])) == 1

    def test_grows_with_the_initial_weights(self, rng):
        z = rng.normal(size=(50, 20)) @ rng.normal(size=(20, 30))
        shares = [saturated_fraction(np.tanh(scale * z), low=-1) for scale in (0.01, 0.3, 10)]
        assert shares[0] == 0
        assert shares[0] < shares[1] < shares[2]

    def test_nothing_is_not_saturated(self):
        assert saturated_fraction([]) == 0

    @pytest.mark.parametrize("bad", [-0.1, 1.1, np.inf])
    def test_refuses_what_the_function_cannot_put_out(self, bad):
        with pytest.raises(RangeError, match=r"must lie in \[0, 1\]"):
            saturated_fraction([0.5, bad])

    @pytest.mark.parametrize(
        "options", [{"threshold": 0.6}, {"threshold": -1}, {"low": 1}, {"low": np.nan}, {"high": np.inf}]
    )
    def test_refuses_senseless_options(self, options):
        with pytest.raises(RangeError):
            saturated_fraction([0.5], **options)


class TestLayerStatistics:
    @given(values=arrays(np.float64, array_shapes(max_dims=3), elements=st.floats(-1e3, 1e3)))
    @settings(max_examples=40, deadline=None)
    def test_agrees_with_numpy(self, values):
        summary = layer_statistics(values)
        assert_allclose(summary.mean, values.mean(), rtol=1e-10, atol=1e-10)
        assert_allclose(summary.std, values.std(), rtol=1e-10, atol=1e-10)
        assert_allclose(summary.norm, math.hypot(*values.ravel()), rtol=1e-10)
        assert summary.counts.sum() == values.size
        assert summary.not_finite == 0

    def test_histogram_spans_the_data(self, rng):
        values = rng.normal(size=(40, 10))
        summary = layer_statistics(values, bins=7)
        assert summary.counts.shape == (7,)
        assert_allclose(summary.edges[[0, -1]], [values.min(), values.max()])
        inside = (values >= summary.edges[2]) & (values < summary.edges[3])
        assert summary.counts[2] == inside.sum()

    def test_counts_what_is_not_finite_and_leaves_it_out(self):
        summary = layer_statistics([1.0, np.nan, 3.0, np.inf, -np.inf])
        assert (summary.mean, summary.std, summary.not_finite) == (2, 1, 3)
        assert summary.norm == pytest.approx(math.sqrt(10))

    @pytest.mark.parametrize("values", [[], [np.nan]])
    def test_without_finite_entries_there_is_no_mean(self, values):
        summary = layer_statistics(values)
        assert math.isnan(summary.mean)
        assert math.isnan(summary.std)
        assert (summary.norm, summary.counts.sum(), summary.not_finite) == (0, 0, len(values))

    @pytest.mark.parametrize("size", [1e-300, 1e300])
    def test_extreme_numbers_neither_overflow_nor_vanish(self, size):
        summary = layer_statistics(np.array([3.0, -4.0]) * size)
        assert_allclose([summary.norm / size, summary.std / size], [5, 3.5])

    def test_zeros_and_single_numbers(self):
        assert layer_statistics(np.zeros((3, 2))).norm == 0
        assert layer_statistics(-2).mean == -2

    def test_float32_is_summed_in_double_precision(self):
        values = np.full(10_000, 0.1, np.float32)
        assert layer_statistics(values).mean == pytest.approx(float(np.float32(0.1)), rel=1e-12)

    def test_needs_a_bin(self):
        with pytest.raises(RangeError, match="`bins` must be"):
            layer_statistics([1.0], bins=0)


class TestUpdateRatio:
    def test_is_a_quotient_of_lengths(self):
        assert update_ratio([[3.0, 4.0]], [[0.0, -0.005]]) == pytest.approx(1e-3)

    def test_gradient_descent_on_a_parabola_has_ratio_learning_rate(self, rng):
        weights = rng.normal(size=(5, 4))  # the gradient of half the squared norm is the weights
        assert update_ratio(weights, -0.02 * weights) == pytest.approx(0.02)

    @given(scale=st.floats(1e-300, 1e300), ratio=st.floats(1e-3, 1e3))
    @settings(max_examples=40, deadline=None)
    def test_does_not_depend_on_the_scale(self, scale, ratio):
        weights = np.array([1.0, -2.0, 2.0])
        assert update_ratio(weights * scale, weights[::-1] * scale * ratio) == pytest.approx(ratio)

    def test_zero_weights_and_zero_updates(self):
        assert update_ratio([0, 0], [1, 0]) == math.inf
        assert update_ratio([1, 0], [0, 0]) == 0
        assert update_ratio([0, 0], [0, 0]) == 0
        assert update_ratio([], []) == 0

    @pytest.mark.parametrize("bad", [np.nan, np.inf])
    def test_a_blow_up_is_nan(self, bad):
        assert math.isnan(update_ratio([1.0, bad], [1.0, 1.0]))
        assert math.isnan(update_ratio([1.0, 1.0], [bad, 1.0]))

    def test_refuses_unequal_shapes(self):
        with pytest.raises(ShapeError, match="must have one shape"):
            update_ratio([1.0, 2.0], [1.0])


class TestWeightImages:
    def test_each_unit_is_a_picture_in_its_place(self, rng):
        weights = rng.normal(size=(6, 5))
        grid = weight_images(weights, (2, 3), columns=3, padding=1)
        assert grid.shape == (2 * 3 + 1, 3 * 4 + 1)
        for unit, (top, left) in enumerate([(1, 1), (1, 5), (1, 9), (4, 1), (4, 5)]):
            expected = weights[:, unit].reshape(2, 3) / np.abs(weights[:, unit]).max()
            assert_allclose(2 * grid[top : top + 2, left : left + 3] - 1, expected, atol=1e-12)
        assert_array_equal(grid[4:6, 9:12], 1)

    def test_padding_is_white(self):
        grid = weight_images(np.zeros((4, 4)), (2, 2), padding=2)
        assert grid.shape == (10, 10)
        assert (grid == 0.5).sum() == 16
        assert (grid == 1).sum() == 84

    def test_colour(self, rng):
        grid = weight_images(rng.normal(size=(12, 4)), (2, 2, 3), padding=0)
        assert grid.shape == (4, 4, 3)
        assert grid.min() >= 0
        assert grid.max() <= 1
        assert len(np.unique(grid)) > 40

    def test_default_grid_is_square(self):
        assert weight_images(np.ones((1, 9)), (1, 1), padding=0).shape == (3, 3)

    @pytest.mark.parametrize("shape", [(2, 3), (4,), (), (2, 2, 2), (1, 1, 1, 4)])
    def test_refuses_a_shape_that_does_not_fit(self, shape):
        with pytest.raises(ShapeError, match="`shape` must be an image of 4 pixels"):
            weight_images(np.ones((4, 2)), shape)

    @pytest.mark.parametrize("bad", [np.nan, np.inf])
    def test_refuses_weights_without_a_grey_value(self, bad):
        with pytest.raises(RangeError, match="`weights` must be finite"):
            weight_images([[bad]], (1, 1))

    @pytest.mark.parametrize("options", [{"columns": 0}, {"padding": -1}])
    def test_refuses_senseless_options(self, options):
        with pytest.raises(RangeError):
            weight_images([[1.0]], (1, 1), **options)


class Scaling:
    """A layer whose passes are plain to see: it multiplies by a number."""

    def __init__(self, factor):
        self.factor = factor

    def forward(self, X, training=False):
        return self.factor * X

    def backward(self, grad_output):
        return self.factor * grad_output


class TestTraceLayers:
    def test_keeps_what_leaves_each_layer_and_what_comes_back_to_it(self):
        class Network:
            layers = (Scaling(2), Scaling(3), Scaling(5))

        outputs, gradients = trace_layers(Network, np.ones((1, 1)), loss_gradient=lambda y: y + 1)
        assert [output.item() for output in outputs] == [2, 6, 30]
        assert [gradient.item() for gradient in gradients] == [31 * 5 * 3, 31 * 5, 31]

    def test_leaves_the_gradients_of_all_parameters_behind(self, rng):
        network, X = multilayer_perceptron((3, 4, 2), rng, "tanh"), rng.normal(size=(6, 3))
        outputs, gradients = trace_layers(network, X, loss_gradient=lambda y: 2 * y)
        assert_allclose(
            network.gradients,
            numerical_gradient(self.sum_of_squares(network, X), network.parameters),
            rtol=1e-6,
        )
        assert_array_equal(outputs[-1], network.forward(X))
        assert [g.shape for g in gradients] == [(6, 4), (6, 4), (6, 2)]

    @staticmethod
    def sum_of_squares(network, X):
        def loss(parameters):
            moved = copy.deepcopy(network)
            moved.parameters = parameters
            return np.sum(moved.forward(X) ** 2)

        return loss

    def test_shows_a_quarter_of_the_gradient_for_every_sigmoid(self):
        class Network:
            layers = tuple(Scaling(0.25) for _ in range(5))

        _, gradients = trace_layers(Network, np.ones((1, 1)), np.ones_like)
        norms = [layer_statistics(gradient).norm for gradient in gradients]
        assert_allclose(norms, 0.25 ** np.arange(5)[::-1])
