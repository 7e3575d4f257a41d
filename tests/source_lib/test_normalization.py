import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle_differences import assert_layer_gradients

from source_lib.errors import RangeError, ShapeError
from source_lib.normalization import BatchNorm, batch_norm, batch_norm_backward, batch_statistics


@pytest.fixture
def rng():
    return np.random.default_rng(4)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestBatchNorm:
    @given(st.integers(0, 10_000), st.integers(2, 40), st.floats(0.1, 1e3), st.floats(-100, 100))
    def test_training_output_has_mean_zero_and_variance_one(self, seed, samples, scale, shift):
        X = shift + scale * np.random.default_rng(seed).normal(size=(samples, 3))
        eps = 1e-12 * X.var(axis=0).min()
        output = BatchNorm(3, eps=eps).forward(X, training=True)
        np.testing.assert_allclose(output.mean(axis=0), 0, atol=1e-10)
        np.testing.assert_allclose(output.var(axis=0), 1, rtol=1e-10)

    def test_output_does_not_depend_on_the_scale_of_the_input(self, rng):
        X = rng.normal(size=(8, 3))
        layer = BatchNorm(3, eps=1e-14)
        np.testing.assert_allclose(layer.forward(X, True), layer.forward(40 * X - 7, True), rtol=1e-9)

    @pytest.mark.parametrize("training", [True, False])
    def test_agrees_with_pytorch(self, rng, torch, training):
        layer, theirs = BatchNorm(4), torch.nn.BatchNorm1d(4, dtype=torch.float64)
        layer.gamma, layer.beta = rng.normal(size=4), rng.normal(size=4)
        theirs.weight.data, theirs.bias.data = torch.tensor(layer.gamma), torch.tensor(layer.beta)
        for _ in range(3):  # three batches move the running statistics
            batch = rng.normal(2, 3, size=(6, 4))
            layer.forward(batch, training=True)
            theirs(torch.tensor(batch))
        theirs.train(training)
        X, grad_output = rng.normal(size=(6, 4)), rng.normal(size=(6, 4))
        inputs = torch.tensor(X, requires_grad=True)
        output = theirs(inputs)
        output.backward(torch.tensor(grad_output))
        np.testing.assert_allclose(layer.forward(X, training), output.detach().numpy(), rtol=1e-11)
        np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-10, atol=1e-13)
        np.testing.assert_allclose(layer.grad_gamma, theirs.weight.grad.numpy(), rtol=1e-10)
        np.testing.assert_allclose(layer.grad_beta, theirs.bias.grad.numpy(), rtol=1e-10)
        np.testing.assert_allclose(layer.running_mean, theirs.running_mean.numpy(), rtol=1e-12)
        np.testing.assert_allclose(layer.running_variance, theirs.running_var.numpy(), rtol=1e-12)

    @pytest.mark.parametrize("training", [True, False])
    def test_gradients_agree_with_differences(self, rng, training):
        layer = BatchNorm(3)
        layer.forward(rng.normal(1, 2, size=(20, 3)), training=True)
        layer.gamma, layer.beta = rng.normal(size=3), rng.normal(size=3)
        assert_layer_gradients(layer, rng.normal(size=(6, 3)), training)

    def test_only_training_moves_the_running_statistics(self, rng):
        layer, X = BatchNorm(3, momentum=0.5), rng.normal(size=(8, 3))
        layer.forward(X)
        assert not layer.running_mean.any()
        layer.forward(X, training=True)
        np.testing.assert_allclose(layer.running_mean, X.mean(axis=0) / 2, rtol=1e-12)
        np.testing.assert_allclose(layer.running_variance, 0.5 + X.var(axis=0, ddof=1) / 2, rtol=1e-12)

    def test_running_statistics_converge_to_those_of_the_data(self, rng):
        layer = BatchNorm(2)
        for _ in range(300):
            layer.forward(rng.normal([1, -4], [0.5, 3], size=(200, 2)), training=True)
        np.testing.assert_allclose(layer.running_mean, [1, -4], atol=0.5)
        np.testing.assert_allclose(layer.running_variance, [0.25, 9], rtol=0.15)

    def test_one_sample_and_a_constant_feature_give_beta(self):
        layer = BatchNorm(2)
        layer.beta = [3, 4]
        np.testing.assert_array_equal(layer.forward([[7, 8]], training=True), [[3, 4]])
        np.testing.assert_array_equal(layer.forward([[7, 8], [7, 8]], training=True), [[3, 4], [3, 4]])
        np.testing.assert_array_equal(layer.running_variance, [0.81, 0.81])

    def test_empty_batch(self):
        layer = BatchNorm(2)
        assert layer.backward(layer.forward(np.empty((0, 2)))).shape == (0, 2)
        with pytest.raises(ShapeError, match="`X` must have at least one sample"):
            layer.forward(np.empty((0, 2)), training=True)

    def test_float32_stays_and_extremes_give_no_warning(self):
        layer = BatchNorm(2, dtype=np.float32)
        output = layer.forward(np.array([[np.inf, 3e38], [1, -3e38]], np.float32), training=True)
        assert output.dtype == layer.running_mean.dtype == layer.running_variance.dtype == np.float32
        assert np.isnan(output[:, 0]).any()

    def test_bad_arguments(self):
        with pytest.raises(RangeError, match=r"`momentum` must be in \[0, 1\], got 1.5"):
            BatchNorm(3, momentum=1.5)
        with pytest.raises(RangeError, match=r"`eps` must be in \(0, inf\], got 0"):
            BatchNorm(3, eps=0)
        with pytest.raises(RangeError, match=r"`inputs` must be in \[1, inf\), got 0"):
            BatchNorm(0)
        with pytest.raises(ShapeError, match="`X` must have 3 features"):
            BatchNorm(3).forward(np.ones((2, 4)))


class TestFunctions:
    def test_statistics_by_hand(self):
        mean, variance = batch_statistics([[1, 0], [3, 0]])
        np.testing.assert_array_equal(mean, [2, 0])
        np.testing.assert_array_equal(variance, [1, 0])

    def test_given_statistics_are_used(self):
        output, X_hat, std = batch_norm([[5.0]], [2], [1], mean=[1], variance=[4], eps=1e-300)
        assert (output.item(), X_hat.item(), std.item()) == (5, 2, 2)

    def test_training_gradient_is_blind_to_shift_and_scale(self, rng):
        X, gamma = rng.normal(size=(9, 3)), rng.normal(size=3)
        _, X_hat, std = batch_norm(X, gamma, np.zeros(3), *batch_statistics(X), eps=1e-300)
        grad_X, _, _ = batch_norm_backward(rng.normal(size=(9, 3)), X_hat, gamma, std)
        np.testing.assert_allclose(grad_X.sum(axis=0), 0, atol=1e-13)
        np.testing.assert_allclose((grad_X * X_hat).sum(axis=0), 0, atol=1e-12)

    def test_shapes_that_do_not_fit(self):
        X, three, two = np.ones((4, 3)), np.ones(3), np.ones(2)
        with pytest.raises(ShapeError, match="`gamma` must have 3 numbers, one a feature, got 2"):
            batch_norm(X, two, three, three, three)
        with pytest.raises(ShapeError, match="`variance` must have 3 numbers"):
            batch_norm(X, three, three, three, two)
        with pytest.raises(ShapeError, match="`std` must have 3 numbers"):
            batch_norm_backward(X, X, three, two)
        with pytest.raises(ShapeError, match="`grad_output` must have 4 rows"):
            batch_norm_backward(X[:3], X, three, three)
