import numpy as np

from source_lib.products import times


class TestTimes:
    def test_zero_beats_infinity(self):
        np.testing.assert_array_equal(times([0.0, np.inf, 0.0], [np.inf, 0.0, -np.inf]), [0, 0, 0])

    def test_nan_beats_zero(self):
        np.testing.assert_array_equal(times([0.0, np.nan], [np.nan, np.inf]), [np.nan, np.nan])

    def test_is_plain_multiplication_elsewhere(self):
        np.testing.assert_array_equal(times([2.0, -np.inf, 1e308], [3.0, 2.0, 10]), [6, -np.inf, np.inf])

    def test_broadcasts_and_keeps_float32(self):
        result = times(2.0, np.float32([[1], [2]]))
        assert result.dtype == np.float32
        np.testing.assert_array_equal(result, [[2], [4]])
