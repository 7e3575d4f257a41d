import math

import numpy as np
import pytest
from scipy import stats

from source_lib.errors import RangeError
from source_lib.initializers import he, small_random, xavier, zeros

RANDOM = [small_random, xavier, he]


class TestZeros:
    def test_holds_nothing_but_zeros(self):
        np.testing.assert_array_equal(zeros((3, 2)), [[0, 0], [0, 0], [0, 0]])

    def test_takes_the_arguments_of_the_others(self):
        assert zeros((2, 3), np.random.default_rng(0), np.float32).dtype == np.float32


class TestSpread:
    """The standard deviation is the one in the paper, by a chi-squared test of the sample variance."""

    @pytest.mark.parametrize(
        ("initializer", "shape", "variance"),
        [
            (small_random, (300, 200), 1e-4),
            (xavier, (300, 100), 2 / 400),
            (xavier, (4, 300, 100), 2 / 400),
            (he, (300, 100), 2 / 300),
            (he, (4, 300, 100), 2 / 300),
            (he, (30_000,), 2 / 30_000),
        ],
    )
    def test_variance(self, initializer, shape, variance):
        weights = initializer(shape, np.random.default_rng(5))
        assert weights.shape == shape
        low, high = stats.chi2(weights.size).ppf([1e-4, 1 - 1e-4]) * variance
        assert low < np.sum(weights**2) < high

    @pytest.mark.parametrize("initializer", RANDOM)
    def test_is_gaussian(self, initializer):
        weights = initializer((80, 50), np.random.default_rng(6)).ravel()
        assert stats.kstest(weights / weights.std(), "norm").pvalue > 1e-3

    def test_he_keeps_the_scale_of_a_deep_relu_network_and_small_random_loses_it(self):
        rng = np.random.default_rng(7)
        kept = lost = rng.normal(size=(200, 200))
        for _ in range(8):
            kept = np.maximum(kept @ he((200, 200), rng), 0)
            lost = np.maximum(lost @ small_random((200, 200), rng), 0)
        assert 0.3 < math.sqrt(np.mean(kept**2)) < 3
        assert math.sqrt(np.mean(lost**2)) < 1e-6


class TestAllRandomOnes:
    @pytest.mark.parametrize("initializer", RANDOM)
    def test_same_seed_same_weights(self, initializer):
        first, second = (initializer((4, 3), np.random.default_rng(1)) for _ in range(2))
        np.testing.assert_array_equal(first, second)
        assert len(np.unique(first)) == first.size

    @pytest.mark.parametrize("initializer", RANDOM)
    def test_dtype(self, initializer):
        assert initializer((4, 3), np.random.default_rng(1), np.float32).dtype == np.float32
        assert initializer((4, 3), np.random.default_rng(1)).dtype == np.float64

    @pytest.mark.parametrize("initializer", RANDOM)
    def test_no_inputs_is_no_division_by_zero(self, initializer):
        assert initializer((0, 3), np.random.default_rng(1)).shape == (0, 3)

    def test_a_negative_scale_is_refused(self):
        with pytest.raises(RangeError, match=r"`scale` must be in \[0, inf\], got -1"):
            small_random((2, 2), np.random.default_rng(0), scale=-1)
