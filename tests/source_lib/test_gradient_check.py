import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_lib.dropout import Dropout
from source_lib.errors import RangeError, ShapeError
from source_lib.gradient_check import check_gradient, check_network
from source_lib.layers import Activation, Dense
from source_lib.networks import Sequential, multilayer_perceptron
from source_lib.normalization import BatchNorm

POINT = np.array([0.4, -1.2, 2.0, 0.7])


@pytest.fixture
def rng():
    return np.random.default_rng(5)


def smooth(x):
    return np.sum(np.sin(x) + x**3)


def smooth_gradient(x):
    return np.cos(x) + 3 * x**2


def rectified(x):
    return np.sum(np.maximum(x, 0) + 0.1 * x**2)


def rectified_gradient(x):
    return (x > 0) + 0.2 * x


class TestRightGradient:
    def test_passes_without_a_warning(self):
        report = check_gradient(smooth, POINT, smooth_gradient(POINT))
        assert report.passed
        assert report.warnings == ()
        assert report.relative_errors.max() < 1e-8
        np.testing.assert_array_equal(report.indices, [0, 1, 2, 3])

    @given(st.integers(0, 10_000))
    def test_wherever_the_function_is_smooth(self, seed):
        point = np.random.default_rng(seed).normal(scale=2, size=6)
        report = check_gradient(smooth, point, smooth_gradient(point))
        assert report.passed
        assert not report.kinks.any()

    def test_only_some_entries(self):
        report = check_gradient(smooth, POINT, smooth_gradient(POINT), indices=[2, 0])
        np.testing.assert_array_equal(report.analytic, smooth_gradient(POINT)[[2, 0]])

    def test_any_shape(self):
        point = POINT.reshape(2, 2)
        assert check_gradient(smooth, point, smooth_gradient(point)).passed

    def test_nothing_checked_is_not_passed(self):
        assert not check_gradient(smooth, POINT, smooth_gradient(POINT), indices=[]).passed


class TestWrongGradient:
    @given(st.floats(1e-4, 10), st.integers(0, 3), st.sampled_from([-1, 1]))
    def test_is_found(self, share, index, sign):
        gradient = smooth_gradient(POINT)
        gradient[index] *= 1 + sign * share
        report = check_gradient(smooth, POINT, gradient)
        assert not report.passed
        np.testing.assert_array_equal(report.wrong, [index])

    def test_not_finite(self):
        gradient = smooth_gradient(POINT)
        gradient[1] = np.nan
        np.testing.assert_array_equal(check_gradient(smooth, POINT, gradient).wrong, [1])
        assert not check_gradient(lambda x: np.nan, POINT, gradient).passed


class TestKinks:
    @pytest.mark.parametrize("share", [0, 0.05, 0.2, 0.35, 0.6, 0.9, -0.05, -0.3, -0.8])
    def test_one_within_the_step_is_told_from_a_wrong_gradient(self, share):
        point = POINT.copy()
        point[2] = share * 1e-5
        gradient = rectified_gradient(point)
        report = check_gradient(rectified, point, gradient, h=1e-5)
        np.testing.assert_array_equal(report.kinks, [False, False, True, False])
        assert report.passed
        assert any("kinks" in warning for warning in report.warnings)
        gradient[0] += 1
        np.testing.assert_array_equal(check_gradient(rectified, point, gradient, h=1e-5).wrong, [0])

    def test_one_beyond_the_step_is_no_matter(self):
        point = POINT.copy()
        point[2] = 1.1e-5
        report = check_gradient(rectified, point, rectified_gradient(point), h=1e-5)
        assert report.passed
        assert report.warnings == ()

    def test_nothing_but_kinks_is_not_passed(self):
        assert not check_gradient(rectified, np.zeros(3), np.zeros(3)).passed

    def test_sharp_but_smooth_is_no_kink(self):
        report = check_gradient(
            lambda x: np.sum(np.tanh(200 * x)), POINT / 100, 200 / np.cosh(2 * POINT) ** 2
        )
        assert report.passed
        assert not report.kinks.any()


class TestWarnings:
    def warnings(self, function, point, gradient, **options):
        return " | ".join(check_gradient(function, point, gradient, **options).warnings)

    def test_float32_point_gradient_or_value(self):
        gradient = smooth_gradient(POINT)
        for warning in (
            self.warnings(smooth, POINT.astype(np.float32), gradient),
            self.warnings(smooth, POINT, gradient.astype(np.float32)),
            self.warnings(lambda x: np.float32(smooth(x)), POINT, gradient),
        ):
            assert "float32 leaves few digits" in warning

    def test_step_too_small(self):
        assert "too small, got 1.0e-13" in self.warnings(smooth, POINT, smooth_gradient(POINT), h=1e-13)
        assert "too small" in self.warnings(np.sum, np.array([1e10]), np.ones(1), h=1e-9)

    def test_step_too_large(self):
        warnings = self.warnings(smooth, POINT, smooth_gradient(POINT), h=0.1)
        assert warnings == "`h` is too large, got 1.0e-01: the difference has not converged"

    def test_random_function(self, rng):
        warnings = self.warnings(lambda x: smooth(x) + rng.normal(), POINT, smooth_gradient(POINT))
        assert "two values at one point: switch off dropout" in warnings

    def test_tiny_gradient(self):
        warnings = self.warnings(lambda x: 1e-12 * smooth(x), POINT, 1e-12 * smooth_gradient(POINT))
        assert warnings == "the gradient is tiny, below 1e-10: scale the loss up"


class TestBadArguments:
    @pytest.mark.parametrize(
        ("options", "message"),
        [
            ({"h": 0}, r"`h` must be in \(0, inf\], got 0"),
            ({"tolerance": -1}, r"`tolerance` must be in \(0, inf\], got -1"),
            ({"indices": [4]}, r"`indices` must be in \[0, 4\), got 4"),
            ({"indices": [-1]}, r"`indices` must be in \[0, 4\), got -1"),
            ({"indices": [0.5]}, "`indices` must be whole numbers"),
        ],
    )
    def test_out_of_range(self, options, message):
        with pytest.raises(RangeError, match=message):
            check_gradient(smooth, POINT, smooth_gradient(POINT), **options)

    def test_shapes(self):
        with pytest.raises(ShapeError, match="`gradient` and `point` must have one shape"):
            check_gradient(smooth, POINT, np.ones(3))


class TestCheckNetwork:
    def check(self, network, rng, **options):
        X, y_true = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))

        def loss(y_pred):
            return np.mean((y_pred - y_true) ** 2)

        def loss_gradient(y_pred):
            return 2 * (y_pred - y_true) / y_true.size

        return check_network(network, loss, loss_gradient, X, **options)

    @pytest.mark.parametrize("activation", ["tanh", "sigmoid", "relu", "swish"])
    def test_a_network_passes_and_keeps_its_parameters(self, rng, activation):
        network = multilayer_perceptron((3, 6, 4, 2), rng, activation)
        before = network.parameters
        assert self.check(network, rng).passed
        np.testing.assert_array_equal(network.parameters, before)

    def test_batch_norm_in_training(self, rng):
        network = Sequential([Dense(3, 4, rng), BatchNorm(4), Activation("tanh"), Dense(4, 2, rng)])
        report = self.check(network, rng, training=True, indices=range(12))
        assert report.passed

    def test_a_forgotten_factor_in_a_layer_is_found(self, rng):
        class Forgetful(Activation):
            def _backward(self, grad_output, X):
                return grad_output

        network = Sequential([Dense(3, 4, rng), Forgetful("tanh"), Dense(4, 2, rng)])
        report = self.check(network, rng)
        first = network.slices["0.weights"]
        assert set(report.wrong) <= set(range(16))
        assert set(report.wrong) >= set(range(first.start, first.stop))

    def test_dropout_that_is_on_is_noticed(self, rng):
        network = Sequential([Dense(3, 4, rng), Dropout(0.5, rng), Dense(4, 2, rng)])
        assert any("dropout" in warning for warning in self.check(network, rng, training=True).warnings)
        assert self.check(network, rng).passed

    def test_float32_network(self, rng):
        report = self.check(multilayer_perceptron((3, 4, 2), rng, "tanh", dtype=np.float32), rng)
        assert any("float32" in warning for warning in report.warnings)
