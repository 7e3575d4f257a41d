import math

import mpmath
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from source_lib.errors import RangeError, ShapeError, UnknownNameError
from source_lib.gradients import (
    best_step,
    clip_by_norm,
    clip_by_value,
    has_blown_up,
    numerical_gradient,
    relative_error,
    where_blown_up,
)

FINITE = st.floats(-1e308, 1e308, allow_subnormal=True)
GRADIENTS = arrays(np.float64, array_shapes(min_dims=0, max_dims=3, max_side=5), elements=FINITE)
ANY_GRADIENTS = arrays(np.float64, array_shapes(max_dims=2, max_side=5), elements=st.floats())


def wavy(x):
    """A smooth function of two rows."""
    return np.sum(np.sin(x[0])) + np.sum(np.exp(x[1] / 2))


class TestNumericalGradient:
    @pytest.mark.parametrize(("method", "rtol"), [("centred", 1e-9), ("forward", 1e-6), ("backward", 1e-6)])
    def test_agrees_with_mpmath(self, method, rtol):
        point = np.array([[0.3, 1.0, -0.5], [0.1, -2.0, 1.5]])
        exact = [
            [float(mpmath.diff(mpmath.sin, v)) for v in point[0]],
            [float(mpmath.diff(lambda v: mpmath.exp(v / 2), v)) for v in point[1]],
        ]
        np.testing.assert_allclose(numerical_gradient(wavy, point, method=method), exact, rtol=rtol)

    @given(st.floats(0.001, 1), st.floats(-3, 3))
    def test_centred_is_exact_for_a_parabola_and_one_sided_off_by_h(self, h, x):
        slopes = {m: numerical_gradient(lambda v: v**2, x, h, m) for m in ("centred", "forward", "backward")}
        assert slopes["centred"] == pytest.approx(2 * x, abs=1e-11)
        assert slopes["forward"] == pytest.approx(2 * x + h, abs=1e-11)
        assert slopes["backward"] == pytest.approx(2 * x - h, abs=1e-11)

    @pytest.mark.parametrize(("method", "order"), [("centred", 2), ("forward", 1), ("backward", 1)])
    def test_order_of_the_error(self, method, order):
        errors = [abs(numerical_gradient(math.exp, 0.0, h, method) - 1) for h in (0.1, 0.01)]
        assert math.log10(errors[0] / errors[1]) == pytest.approx(order, abs=0.1)

    def test_error_against_h_has_a_valley_at_the_best_step(self):
        errors = {h: abs(numerical_gradient(math.exp, 1.0, h) - math.e) for h in (1e-1, best_step(), 1e-12)}
        assert errors[best_step()] < 1e-9 < min(errors[1e-1], errors[1e-12])

    def test_only_the_entries_asked_for(self):
        point = np.arange(6.0).reshape(2, 3)
        some = numerical_gradient(wavy, point, indices=[5, 0])
        np.testing.assert_array_equal(some, numerical_gradient(wavy, point).ravel()[[5, 0]])

    def test_the_point_is_left_alone_even_by_a_function_that_changes_it(self):
        def destroys(x):
            total = np.sum(x**2)
            x[:] = 0
            return total

        point = np.array([1.0, 2.0])
        np.testing.assert_allclose(numerical_gradient(destroys, point), [2, 4], rtol=1e-9)
        np.testing.assert_array_equal(point, [1, 2])

    def test_integers_empty_and_float32(self):
        np.testing.assert_allclose(numerical_gradient(lambda x: x @ x, [1, 2]), [2, 4], rtol=1e-9)
        assert numerical_gradient(np.sum, np.empty((0, 3))).shape == (0, 3)
        seen = []
        numerical_gradient(lambda x: seen.append(x.dtype) or x.sum(), np.ones(1, np.float32))
        assert set(seen) == {np.dtype(np.float32)}

    def test_a_step_that_changes_nothing_gives_nan(self):
        assert np.isnan(numerical_gradient(np.sum, 1e10, h=1e-9))

    def test_bad_arguments(self):
        with pytest.raises(UnknownNameError, match=r"`method` must be one of .*; did you mean 'centred'"):
            numerical_gradient(np.sum, 1.0, method="centered")
        for h in (0, -1e-5, np.nan):
            with pytest.raises(RangeError, match=r"`h` must be in \(0, inf"):
                numerical_gradient(np.sum, 1.0, h=h)


class TestRelativeError:
    @pytest.mark.parametrize(
        ("first", "second", "expected"),
        [(1, 1, 0), (0, 0, 0), (1, 0, 1), (-1, 1, 2), (3, 4, 0.25), (np.inf, np.inf, 0), (5e-324, 0, 1)],
    )
    def test_by_hand(self, first, second, expected):
        assert relative_error(first, second) == expected

    @pytest.mark.parametrize(
        ("first", "second"), [(np.nan, 1), (np.inf, 1), (np.nan, np.nan), (np.inf, -np.inf)]
    )
    def test_nan(self, first, second):
        assert np.isnan(relative_error(first, second))

    @given(FINITE, FINITE)
    def test_agrees_with_exact_arithmetic(self, first, second):
        with mpmath.workdps(700):
            larger = max(abs(mpmath.mpf(first)), abs(mpmath.mpf(second)))
            exact = abs(mpmath.mpf(first) - mpmath.mpf(second)) / larger if larger else mpmath.mpf(0)
        assert relative_error(first, second) == pytest.approx(float(exact), rel=1e-14)

    def test_shapes_must_agree(self):
        with pytest.raises(ShapeError, match="`first` and `second` must have one shape"):
            relative_error([1, 2], [1])


class TestClipByValue:
    @given(ANY_GRADIENTS, st.floats(0, 1e300))
    def test_no_entry_exceeds_and_small_ones_stay(self, gradient, threshold):
        clipped = clip_by_value(gradient, threshold)
        assert not (np.abs(clipped) > threshold).any()
        np.testing.assert_array_equal(np.isnan(clipped), np.isnan(gradient))
        inside = np.abs(gradient) <= threshold
        np.testing.assert_array_equal(clipped[inside], gradient[inside])
        assert (clipped * np.sign(gradient) >= 0)[~np.isnan(gradient)].all()

    def test_turns_the_direction(self):
        np.testing.assert_array_equal(clip_by_value([3, 0.5], 1), [1, 0.5])

    def test_float32(self):
        assert clip_by_value(np.ones(2, np.float32), 1e300).dtype == np.float32

    def test_a_negative_threshold(self):
        with pytest.raises(RangeError, match=r"`threshold` must be in \[0, inf\], got -1"):
            clip_by_value([1], -1)


class TestClipByNorm:
    @given(GRADIENTS, st.floats(0, 1e300))
    def test_never_exceeds_by_more_than_rounding(self, gradient, threshold):
        clipped = clip_by_norm(gradient, threshold)
        assert math.hypot(*clipped.ravel()) <= threshold * (1 + 1e-14) + 5e-324 * clipped.size

    @given(GRADIENTS, st.floats(1e-10, 1e10))
    def test_a_short_gradient_stays_and_a_long_one_gets_the_threshold_length(self, gradient, threshold):
        length, clipped = math.hypot(*gradient.ravel()), clip_by_norm(gradient, threshold)
        if length <= threshold * (1 - 1e-14):
            np.testing.assert_array_equal(clipped, gradient)
        elif length >= threshold * (1 + 1e-14):
            assert math.hypot(*clipped.ravel()) == pytest.approx(threshold, rel=1e-13)

    def test_keeps_the_direction(self):
        np.testing.assert_allclose(clip_by_norm([[3, 4]], 1), [[0.6, 0.8]], rtol=1e-15)
        np.testing.assert_allclose(clip_by_norm([3e200, -4e200], 5), [3, -4], rtol=1e-15)

    @pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf])
    def test_what_is_not_finite_becomes_nan_throughout(self, bad):
        assert np.isnan(clip_by_norm([1, bad, 2], 1)).all()

    @pytest.mark.parametrize("threshold", [0.1, np.float64(0.1), 1e300, np.inf])
    def test_float32_and_no_change_of_the_argument(self, threshold):
        gradient = np.array([3, 4], np.float32)
        clipped = clip_by_norm(gradient, threshold)
        assert clipped.dtype == np.float32
        assert not np.shares_memory(clipped, gradient)
        np.testing.assert_array_equal(gradient, [3, 4])

    def test_empty_and_zero(self):
        assert clip_by_norm(np.empty(0), 1).shape == (0,)
        np.testing.assert_array_equal(clip_by_norm([0.0, 0.0], 0), [0, 0])

    def test_a_negative_threshold(self):
        with pytest.raises(RangeError, match=r"`threshold` must be in \[0, inf\], got -1"):
            clip_by_norm([1], -1)


class TestBlowUp:
    @pytest.mark.parametrize(
        ("values", "limit", "expected"),
        [
            ([1, -2], np.inf, False),
            ([1, np.nan], np.inf, True),
            ([[1], [-np.inf]], np.inf, True),
            ([1, -20], 10, True),
            ([1, -10], 10, False),
            ([], 1, False),
            (np.ones(2, np.float32), 1e300, False),
        ],
    )
    def test_by_hand(self, values, limit, expected):
        assert has_blown_up(values, limit) is expected

    def test_places_are_named(self):
        slices = {"0.weights": slice(0, 2), "0.biases": slice(2, 3), "1.weights": slice(3, 5)}
        assert where_blown_up([1, np.nan, 1, 2, np.inf], slices) == ["0.weights", "1.weights"]
        assert where_blown_up([1, 1, 1, 2, 3], slices) == []

    def test_bad_arguments(self):
        with pytest.raises(RangeError, match=r"`limit` must be in \(0, inf\], got 0"):
            has_blown_up([1], limit=0)
        with pytest.raises(ShapeError, match="`values` must be 1-D"):
            where_blown_up([[1]], {})
