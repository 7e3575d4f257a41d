import mpmath
import numpy as np
import pytest
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from oracles import numerical_gradient

from source_lib import losses
from source_lib.errors import LabelError, RangeError, ShapeError
from source_lib.losses import (
    huber,
    huber_gradient,
    log_loss,
    log_loss_gradient,
    mae,
    mae_gradient,
    mse,
    mse_gradient,
    zero_one,
)

TARGETS, PREDICTIONS = np.random.default_rng(5).normal(size=(2, 6, 3))
REGRESSION = {
    "mse": (mse, mse_gradient),
    "mae": (mae, mae_gradient),
    "huber": (huber, huber_gradient),
    "huber, delta = 0.3": (
        lambda y, p: huber(y, p, 0.3),
        lambda y, p: huber_gradient(y, p, 0.3),
    ),
}


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


@pytest.mark.parametrize(("loss", "gradient"), REGRESSION.values(), ids=REGRESSION.keys())
class TestEveryRegressionLoss:
    def test_gradient_agrees_with_centred_differences(self, loss, gradient):
        expected = numerical_gradient(lambda p: loss(TARGETS, p), PREDICTIONS)
        np.testing.assert_allclose(gradient(TARGETS, PREDICTIONS), expected, rtol=1e-8, atol=1e-10)

    def test_is_zero_where_nothing_is_wrong(self, loss, gradient):
        assert loss(TARGETS, TARGETS) == 0
        np.testing.assert_array_equal(gradient(TARGETS, TARGETS), np.zeros_like(TARGETS))

    @pytest.mark.parametrize("shape", [(), (1,), (4,), (4, 1), (2, 3)])
    def test_gradient_has_the_shape_of_the_predictions_and_the_value_is_a_float(self, loss, gradient, shape):
        assert gradient(np.zeros(shape), np.ones(shape)).shape == shape
        assert type(loss(np.zeros(shape), np.ones(shape))) is float

    def test_averages_so_repeating_the_batch_changes_nothing(self, loss, gradient):
        twice = np.concatenate([TARGETS, TARGETS]), np.concatenate([PREDICTIONS, PREDICTIONS])
        np.testing.assert_allclose(loss(*twice), loss(TARGETS, PREDICTIONS), rtol=1e-12)
        np.testing.assert_allclose(gradient(*twice)[:6], gradient(TARGETS, PREDICTIONS) / 2, rtol=1e-12)

    def test_nan_gives_nan(self, loss, gradient):
        assert np.isnan(loss([0.0, np.nan], [1.0, 1.0]))
        np.testing.assert_array_equal(np.isnan(gradient([0.0, 0.0], [1.0, np.nan])), [False, True])

    def test_infinity_is_far_away(self, loss, gradient):
        assert loss([0.0], [np.inf]) == loss([0.0, 0], [1, -np.inf]) == np.inf
        assert loss([-1e308], [1e308]) == np.inf
        assert gradient([0.0], [-np.inf])[0] < 0
        assert np.isnan(loss([np.inf], [np.inf]))

    def test_precision_is_that_of_the_predictions(self, loss, gradient):
        assert gradient(TARGETS, PREDICTIONS.astype(np.float32)).dtype == np.float32
        assert gradient(TARGETS.astype(np.float32), PREDICTIONS).dtype == np.float64
        assert gradient([1, 2], [2, 1]).dtype == np.float64
        single = loss(TARGETS, PREDICTIONS.astype(np.float32))
        np.testing.assert_allclose(single, loss(TARGETS, PREDICTIONS), rtol=1e-5)

    def test_does_not_change_its_arguments(self, loss, gradient):
        targets, predictions = TARGETS.copy(), PREDICTIONS.copy()
        loss(targets, predictions)
        gradient(targets, predictions)
        np.testing.assert_array_equal(targets, TARGETS)
        np.testing.assert_array_equal(predictions, PREDICTIONS)

    def test_refuses_two_shapes(self, loss, gradient):
        for function in (loss, gradient):
            with pytest.raises(
                ShapeError, match=r"`y_true` and `y_pred` must have one shape, got \(2,\) and \(2, 1\)"
            ):
                function([1, 2], [[1], [2]])

    @pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0)])
    def test_refuses_an_empty_batch(self, loss, gradient, shape):
        for function in (loss, gradient):
            with pytest.raises(ShapeError, match=r"`y_pred` must hold at least one sample, got shape \("):
                function(np.empty(shape), np.empty(shape))


class TestMse:
    @pytest.mark.parametrize("columns", [slice(0, 1), slice(None)])
    def test_scikit_learn(self, columns):
        expected = sklearn.metrics.mean_squared_error(TARGETS[:, columns], PREDICTIONS[:, columns])
        np.testing.assert_allclose(mse(TARGETS[:, columns], PREDICTIONS[:, columns]), expected, rtol=1e-10)

    def test_torch(self, torch):
        predictions = torch.tensor(PREDICTIONS, requires_grad=True)
        value = torch.nn.functional.mse_loss(predictions, torch.tensor(TARGETS))
        value.backward()
        np.testing.assert_allclose(mse(TARGETS, PREDICTIONS), value.item(), rtol=1e-10)
        np.testing.assert_allclose(mse_gradient(TARGETS, PREDICTIONS), predictions.grad.numpy(), rtol=1e-10)

    @given(hnp.arrays(float, 5, elements=st.floats(-1e6, 1e6)))
    def test_the_mean_is_the_best_constant(self, targets):
        best = mse(targets, np.full(5, targets.mean()))
        for shift in (-1.0, 0.1):
            np.testing.assert_allclose(
                mse(targets, np.full(5, targets.mean() + shift)), best + shift**2, rtol=1e-6, atol=1e-4
            )


class TestMae:
    def test_scikit_learn(self):
        expected = sklearn.metrics.mean_absolute_error(TARGETS, PREDICTIONS)
        np.testing.assert_allclose(mae(TARGETS, PREDICTIONS), expected, rtol=1e-10)

    def test_gradient_is_a_sign_and_zero_at_the_kink(self):
        np.testing.assert_array_equal(
            mae_gradient([0.0, 0, 0, 0], [5.0, -5, 0, np.inf]), [0.25, -0.25, 0, 0.25]
        )


class TestHuber:
    @pytest.mark.parametrize("delta", [0.1, 1, 5.0])
    def test_torch(self, torch, delta):
        predictions = torch.tensor(PREDICTIONS, requires_grad=True)
        value = torch.nn.functional.huber_loss(predictions, torch.tensor(TARGETS), delta=delta)
        value.backward()
        np.testing.assert_allclose(huber(TARGETS, PREDICTIONS, delta), value.item(), rtol=1e-10)
        actual = huber_gradient(TARGETS, PREDICTIONS, delta)
        np.testing.assert_allclose(actual, predictions.grad.numpy(), rtol=1e-10)

    def test_is_the_integral_of_the_clipped_residual(self):
        for end in (0.4, 1.0, 7.5):
            area = mpmath.quad(lambda r: min(r, mpmath.mpf(1.5)), [0, min(end, 1.5), end])
            np.testing.assert_allclose(huber([0.0], [end], delta=1.5), float(area), rtol=1e-10)

    def test_half_the_squared_error_for_a_huge_delta(self):
        np.testing.assert_allclose(
            huber(TARGETS, PREDICTIONS, 1e300), mse(TARGETS, PREDICTIONS) / 2, rtol=1e-12
        )

    def test_a_delta_beyond_float32_is_quiet(self):
        targets, predictions = TARGETS.astype(np.float32), PREDICTIONS.astype(np.float32)
        gradient = huber_gradient(targets, predictions, 1e300)
        np.testing.assert_allclose(gradient, (predictions - targets) / 18, rtol=1e-6)

    @pytest.mark.parametrize("delta", [0, -1, np.inf, np.nan])
    def test_refuses_a_delta_that_is_not_positive_and_finite(self, delta):
        for function in (huber, huber_gradient):
            with pytest.raises(RangeError, match=rf"`delta` must be in \(0, inf\), got {delta}"):
                function([1.0], [1.0], delta)


class TestZeroOne:
    @given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1))
    def test_scikit_learn(self, pairs):
        y_true, y_pred = zip(*pairs, strict=True)
        np.testing.assert_allclose(
            zero_one(y_true, y_pred), sklearn.metrics.zero_one_loss(y_true, y_pred), atol=1e-15
        )

    def test_refuses_probabilities(self):
        with pytest.raises(LabelError, match=r"`y_pred` must hold whole class indices, got 0\.7"):
            zero_one([1, 0], [0.7, 0])

    def test_refuses_shapes(self):
        with pytest.raises(ShapeError, match="`y_true` and `y_pred` must have one shape"):
            zero_one([1], [[1]])
        with pytest.raises(ShapeError, match="`y_pred` must hold at least one sample"):
            zero_one([], [])


class TestLogLoss:
    labels = np.array([0, 1, 1, 0])
    probabilities = np.array([0.1, 0.6, 0.9, 0.4])

    def test_scikit_learn(self):
        expected = sklearn.metrics.log_loss(self.labels, self.probabilities)
        np.testing.assert_allclose(log_loss(self.labels, self.probabilities), expected, rtol=1e-10)
        rows = np.array([[0.2, 0.3, 0.5], [0.1, 0.8, 0.1], [0.4, 0.3, 0.3]])
        expected = sklearn.metrics.log_loss([2, 1, 1], rows, labels=[0, 1, 2])
        np.testing.assert_allclose(log_loss([2, 1, 1], rows), expected, rtol=1e-10)

    def test_two_columns_say_the_same_as_one(self):
        rows = np.column_stack([1 - self.probabilities, self.probabilities])
        one = log_loss(self.labels, self.probabilities)
        np.testing.assert_allclose(log_loss(self.labels, rows), one, rtol=1e-10)

    @pytest.mark.parametrize("columns", [1, 2])
    def test_gradient_agrees_with_centred_differences(self, columns):
        p = (
            self.probabilities
            if columns == 1
            else np.column_stack([1 - self.probabilities, self.probabilities])
        )
        expected = numerical_gradient(lambda p: log_loss(self.labels, p), p)
        np.testing.assert_allclose(log_loss_gradient(self.labels, p), expected, rtol=1e-8, atol=1e-9)

    def test_refuses(self):
        with pytest.raises(LabelError, match="`y_true` must hold class indices below 2, got 2"):
            log_loss([2], [0.5])
        with pytest.raises(ShapeError, match=r"`y_pred` must be 1-D or 2-D, got shape \(\)"):
            log_loss(1, 0.5)


def test_every_public_name_exists():
    assert all(callable(getattr(losses, name)) for name in losses.__all__)
