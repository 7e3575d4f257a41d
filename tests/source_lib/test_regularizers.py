"""Oracles: PyTorch's gradients, weight decay and renorm; exact sums; projection properties."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from source_lib.errors import RangeError, ShapeError
from source_lib.optimizers import GradientDescent
from source_lib.regularizers import l1, l1_gradient, l2, l2_gradient, max_norm, weight_decay

any_weights = arrays(np.float64, array_shapes(max_dims=3, max_side=5), elements=st.floats(-1e6, 1e6))


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestPenalties:
    @given(any_weights, st.floats(0, 100))
    def test_against_exact_sums(self, weights, strength):
        assert l1(weights, strength) == pytest.approx(
            strength * math.fsum(abs(w) for w in weights.flat), rel=1e-12, abs=1e-300
        )
        assert l2(weights, strength) == pytest.approx(
            strength / 2 * math.fsum(w * w for w in weights.flat), rel=1e-12, abs=1e-300
        )

    @pytest.mark.parametrize("order", [1, 2])
    def test_gradients_against_torch(self, torch, order):
        weights = np.random.default_rng(0).normal(size=(4, 3))
        weights[0, 0] = 0.0
        w = torch.tensor(weights, requires_grad=True)
        (0.7 * w.abs().sum() if order == 1 else 0.35 * (w**2).sum()).backward()
        ours = l1_gradient if order == 1 else l2_gradient
        np.testing.assert_allclose(ours(weights, 0.7), w.grad.numpy(), rtol=1e-12)

    def test_stronger_costs_more(self):
        """The sanity check of the notes: a higher strength must raise the loss."""
        for penalty in l1, l2:
            assert 0 == penalty([1.0, -2.0], 0.0) < penalty([1.0, -2.0], 0.1) < penalty([1.0, -2.0], 0.2)

    def test_l1_makes_zeros_and_l2_does_not(self):
        """Least squares with one useful feature, by proximal and by plain steps on the same data."""
        rng = np.random.default_rng(1)
        X = rng.normal(size=(200, 5))
        y = 3 * X[:, 0] + 0.1 * rng.normal(size=200)
        sparse = diffuse = np.zeros(5)
        for _ in range(500):
            moved = sparse - 0.1 * X.T @ (X @ sparse - y) / 200
            sparse = np.where(np.abs(moved) > 0.02, moved - 0.1 * l1_gradient(moved, 0.2), 0)
            slope = X.T @ (X @ diffuse - y) / 200 + l2_gradient(diffuse, 0.2)
            diffuse = GradientDescent(0.1).step(diffuse, slope)
        assert np.count_nonzero(sparse) == 1
        assert np.count_nonzero(diffuse) == 5

    @pytest.mark.parametrize("function", [l1, l1_gradient, l2, l2_gradient])
    def test_extremes_never_warn(self, function):
        for bad in np.inf, -np.inf, np.nan, 1e300:
            function([bad, 1.0], 0.1)
            function(bad, 0.0)
        assert np.size(function(np.empty((0, 2)), 0.1)) in (0, 1)

    @pytest.mark.parametrize("function", [l1, l1_gradient, l2, l2_gradient])
    @pytest.mark.parametrize("bad", [-0.1, np.nan, np.inf])
    def test_bad_strength(self, function, bad):
        with pytest.raises(RangeError, match="`strength` must be in"):
            function([1.0], bad)

    @pytest.mark.parametrize("function", [l1_gradient, l2_gradient])
    def test_float32_stays(self, function):
        assert function(np.ones(3, np.float32), np.float64(0.1)).dtype == np.float32


class TestWeightDecay:
    def test_against_torch(self, torch):
        """PyTorch's AdamW with a zero gradient does nothing but decay."""
        weights = np.random.default_rng(2).normal(size=5)
        w = torch.nn.Parameter(torch.tensor(weights))
        w.grad = torch.zeros_like(w)
        torch.optim.AdamW([w], lr=0.1, weight_decay=0.3).step()
        np.testing.assert_allclose(weight_decay(weights, 0.1 * 0.3), w.detach().numpy(), rtol=1e-12)

    def test_is_the_plain_step_on_l2(self):
        weights = np.array([1.0, -2.0, 0.5])
        stepped = GradientDescent(0.1).step(weights, l2_gradient(weights, 0.4))
        np.testing.assert_allclose(weight_decay(weights, 0.04), stepped, rtol=1e-12)

    def test_shrinks_exponentially_not_linearly(self):
        weights = np.array([8.0])
        for _ in range(3):
            weights = weight_decay(weights, 0.5)
        assert weights == 1.0

    @pytest.mark.parametrize("bad", [-0.1, 1.1, np.nan])
    def test_out_of_range(self, bad):
        with pytest.raises(RangeError, match=r"`decay` must be in \[0, 1\]"):
            weight_decay([1.0], bad)


class TestMaxNorm:
    def test_against_torch(self, torch):
        weights = np.random.default_rng(3).normal(size=(6, 4)) * [0.1, 1, 5, 0]
        expected = torch.renorm(torch.tensor(weights), p=2, dim=1, maxnorm=1.5).numpy()
        np.testing.assert_allclose(
            max_norm(weights, 1.5), expected, rtol=1e-6
        )  # torch divides by norm + 1e-7

    # Below 1e-300 the numbers themselves are too coarse for a relative bound.
    @given(any_weights, st.just(0.0) | st.floats(1e-300, 1e3), st.data())
    def test_never_exceeds_and_projects_once(self, weights, limit, data):
        axis = data.draw(st.integers(-weights.ndim, weights.ndim - 1))
        once = max_norm(weights, limit, axis)
        norms = np.apply_along_axis(
            lambda vector: math.hypot(*vector), axis, once
        )  # squares of nothing vanish
        assert (norms <= limit * (1 + 1e-14)).all()
        np.testing.assert_allclose(max_norm(once, limit, axis), once, rtol=1e-14)

    @given(any_weights, st.floats(0, 1e3))
    def test_short_vectors_stay_and_long_ones_keep_their_direction(self, weights, limit):
        after = max_norm(weights, limit)
        norms = np.apply_along_axis(lambda vector: math.hypot(*vector), 0, weights)
        short = np.broadcast_to(norms <= limit * (1 - 1e-12), weights.shape)
        np.testing.assert_array_equal(after[short], weights[short])
        shrunk = after * np.where(norms > 0, norms, 1)
        np.testing.assert_allclose(
            shrunk, weights * np.minimum(norms, limit), rtol=1e-9, atol=1e-9 * (1 + np.abs(shrunk).max())
        )

    def test_is_the_nearest_point_of_the_ball(self):
        """No random point inside is nearer than the projection."""
        rng = np.random.default_rng(4)
        weights = rng.normal(size=3) * 4
        inside = rng.normal(size=(5000, 3))
        inside *= rng.uniform(0, 2, size=(5000, 1)) / np.linalg.norm(inside, axis=1, keepdims=True)
        nearest = np.linalg.norm(max_norm(weights, 2.0) - weights)
        assert nearest <= np.linalg.norm(inside - weights, axis=1).min()

    def test_default_axis_is_the_weights_that_enter_a_unit(self):
        after = max_norm([[3.0, 0.1], [4.0, 0.2]], 1.0)
        np.testing.assert_allclose(after, [[0.6, 0.1], [0.8, 0.2]])

    @pytest.mark.parametrize("size", [1e-320, 1e-200, 1e200, 1e308])
    def test_huge_and_tiny(self, size):
        after = max_norm(np.full(4, size), size)
        np.testing.assert_allclose(after / size, np.full(4, 0.5), rtol=1e-3)

    def test_extremes_never_warn(self):
        assert np.isnan(max_norm([np.nan, 1.0], 1.0)).any()
        max_norm([np.inf, 1.0], 1.0)
        assert max_norm(np.empty((0, 2)), 1.0).shape == (0, 2)
        assert max_norm(np.ones(2, np.float32), np.float64(1)).dtype == np.float32

    def test_bad_arguments(self):
        with pytest.raises(RangeError, match="`limit` must be in"):
            max_norm([1.0], -1.0)
        with pytest.raises(ShapeError, match=r"`weights` must have an axis 1, got shape \(1,\)"):
            max_norm([1.0], 1.0, axis=1)
        with pytest.raises(ShapeError, match="must have an axis 0"):
            max_norm(1.0, 1.0)
