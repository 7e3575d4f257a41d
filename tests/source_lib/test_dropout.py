import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle_differences import gradient_by_differences
from scipy import stats

from source_lib.dropout import Dropout, dropout, dropout_at_test, dropout_mask
from source_lib.errors import RangeError, ShapeError

KEEP_PROB = st.floats(0.05, 1)


@pytest.fixture
def rng():
    return np.random.default_rng(2)


class TestMask:
    @given(KEEP_PROB, st.integers(0, 10_000))
    def test_the_number_of_survivors_is_binomial(self, keep_prob, seed):
        survivors = dropout_mask((50, 40), keep_prob, np.random.default_rng(seed)).sum()
        low, high = stats.binom(2000, keep_prob).ppf([1e-9, 1 - 1e-9])
        assert low <= survivors <= high

    def test_all_survive_at_one(self, rng):
        assert dropout_mask((30, 30), 1, rng).all()

    def test_units_are_drawn_one_by_one(self, rng):
        mask = dropout_mask((400, 400), 0.5, rng)
        assert len(np.unique(mask, axis=0)) == len(np.unique(mask, axis=1).T) == 400


class TestDropout:
    def test_by_hand(self):
        X, mask = [[1, 2, 3]], [[True, False, True]]
        np.testing.assert_array_equal(dropout(X, mask, 0.5), [[2, 0, 6]])
        np.testing.assert_array_equal(dropout(X, mask, 0.5, inverted=False), [[1, 0, 3]])
        np.testing.assert_array_equal(dropout_at_test(X, 0.5), [[1, 2, 3]])
        np.testing.assert_array_equal(dropout_at_test(X, 0.5, inverted=False), [[0.5, 1, 1.5]])

    @given(st.floats(0.05, 0.95) | st.just(1), st.booleans(), st.integers(0, 10_000))
    def test_training_keeps_the_mean_of_test(self, keep_prob, inverted, seed):
        rng = np.random.default_rng(seed)
        X = rng.normal(1, 1, size=20_000)
        trained = dropout(X, dropout_mask(X.shape, keep_prob, rng), keep_prob, inverted)
        difference = trained - dropout_at_test(X, keep_prob, inverted)
        variance = np.sum(X**2) * keep_prob * (1 - keep_prob) / (keep_prob**2 if inverted else 1)
        assert abs(difference.sum()) <= 6 * np.sqrt(variance) + 1e-9

    def test_a_dropped_infinity_is_zero(self):
        np.testing.assert_array_equal(dropout([np.inf, np.nan], [False, False], 0.5), [0, 0])

    def test_bad_arguments(self):
        with pytest.raises(ShapeError, match="`X` and `mask` must have one shape"):
            dropout(np.ones(3), np.ones(4, bool), 0.5)
        for keep_prob in (0, -0.1, 1.1, np.nan):
            for call in (
                lambda p: dropout_mask((2,), p, np.random.default_rng(0)),
                lambda p: dropout([1], [True], p),
                lambda p: dropout_at_test([1], p),
                lambda p: Dropout(p, np.random.default_rng(0)),
            ):
                with pytest.raises(RangeError, match=r"`keep_prob` must be in \(0, 1\], got"):
                    call(keep_prob)


class TestLayer:
    def test_test_time_is_the_identity_or_a_scaling(self, rng):
        X = rng.normal(size=(5, 4))
        np.testing.assert_array_equal(Dropout(0.3, rng).forward(X), X)
        np.testing.assert_allclose(Dropout(0.3, rng, inverted=False).forward(X), 0.3 * X, rtol=1e-15)

    @pytest.mark.parametrize("training", [True, False])
    @pytest.mark.parametrize("inverted", [True, False])
    def test_backward_uses_the_mask_of_the_last_forward(self, training, inverted):
        X, projection = np.random.default_rng(1).normal(size=(2, 4, 5))

        def loss(values):  # the same generator state draws the same mask
            layer = Dropout(0.6, np.random.default_rng(9), inverted)
            return np.sum(projection * layer.forward(values, training))

        layer = Dropout(0.6, np.random.default_rng(9), inverted)
        layer.forward(X, training)
        np.testing.assert_allclose(layer.backward(projection), gradient_by_differences(loss, X), atol=1e-12)

    def test_each_forward_draws_afresh(self, rng):
        layer, X = Dropout(0.5, rng), np.ones((10, 10))
        assert (layer.forward(X, training=True) != layer.forward(X, training=True)).any()

    def test_the_output_is_no_view_of_the_input(self, rng):
        X = np.ones((3, 3))
        assert not np.shares_memory(Dropout(0.5, rng).forward(X), X)

    @pytest.mark.parametrize("training", [True, False])
    def test_float32_and_empty(self, rng, training):
        output = Dropout(0.5, rng).forward(np.empty((0, 3), np.float32), training)
        assert output.dtype == np.float32
        assert output.shape == (0, 3)
