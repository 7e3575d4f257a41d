import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_lib.checks import (
    as_float,
    as_labels,
    as_matrix,
    as_probabilities,
    check_known,
    check_number,
    check_same_shape,
)
from source_lib.errors import LabelError, RangeError, ShapeError, UnknownNameError


def says(text):
    return re.escape(text) + "$"


class TestAsFloat:
    @pytest.mark.parametrize("kind", [bool, np.int8, np.uint64, int, np.float16, np.float64])
    def test_all_but_float32_becomes_float64(self, kind):
        assert as_float(np.ones(2, kind), "z").dtype == np.float64

    def test_float32_stays(self):
        assert as_float(np.float32([1, 2]), "z").dtype == np.float32

    @pytest.mark.parametrize("values", [3, 3.0, [1, 2], [[1.0], [2.0]], [], np.nan, [-np.inf, np.inf]])
    def test_keeps_values_and_shape(self, values):
        np.testing.assert_array_equal(as_float(values, "z"), values)

    @pytest.mark.parametrize(
        ("values", "dtype"), [("a", "<U1"), ([1j], "complex128"), ([None], "object"), ({}, "object")]
    )
    def test_refuses_what_is_not_real(self, values, dtype):
        with pytest.raises(RangeError, match=says(f"`z` must hold real numbers, got dtype {dtype}")):
            as_float(values, "z")

    def test_refuses_ragged_rows(self):
        message = says("`z` must be a rectangular array, got rows of different lengths")
        with pytest.raises(ShapeError, match=message):
            as_float([[1], [1, 2]], "z")

    def test_refuses_another_number_of_dimensions(self):
        with pytest.raises(ShapeError, match=says("`z` must be 2-D, got shape (3,)")):
            as_float([1, 2, 3], "z", ndim=2)
        with pytest.raises(ShapeError, match=says("`z` must be 1-D or 2-D, got shape ()")):
            as_float(1, "z", ndim=(1, 2))

    def test_takes_one_of_several_numbers_of_dimensions(self):
        assert as_float([1.0], "z", ndim=(1, 2)).shape == (1,)
        assert as_float(1.0, "z", ndim=0).shape == ()


class TestAsMatrix:
    def test_takes_a_matrix(self):
        np.testing.assert_array_equal(as_matrix([[1, 2]], "X", columns=2), [[1.0, 2.0]])

    def test_refuses_another_number_of_columns(self):
        with pytest.raises(ShapeError, match=says("`X` must have 3 columns, got shape (1, 2)")):
            as_matrix([[1, 2]], "X", columns=3)

    def test_refuses_a_vector(self):
        with pytest.raises(ShapeError, match=says("`X` must be 2-D, got shape (2,)")):
            as_matrix([1, 2], "X")


class TestAsLabels:
    @given(st.lists(st.integers(0, 9)))
    def test_takes_class_indices_of_any_type(self, labels):
        for kind in (int, float, np.float32, np.uint8):
            result = as_labels(np.array(labels, kind), "y", n_classes=10)
            assert result.dtype == np.int64
            np.testing.assert_array_equal(result, labels)

    @pytest.mark.parametrize("value", [0.5, np.nan, np.inf, -np.inf, 1e308])
    def test_refuses_what_is_not_whole(self, value):
        with pytest.raises(LabelError, match=says(f"`y` must hold whole class indices, got {value}")):
            as_labels([0, 1, value], "y")

    def test_refuses_negative_ones(self):
        with pytest.raises(LabelError, match=says("`y` must hold class indices from 0 up, got -1")):
            as_labels([0, -1], "y")

    def test_refuses_ones_beyond_the_last_class(self):
        with pytest.raises(LabelError, match=says("`y` must hold class indices below 3, got 3")):
            as_labels([0, 3], "y", n_classes=3)

    def test_does_not_change_its_argument(self):
        given = np.array([0.0, 1.0])
        as_labels(given, "y")[0] = 7
        np.testing.assert_array_equal(given, [0, 1])


class TestAsProbabilities:
    def test_takes_both_ends(self):
        np.testing.assert_array_equal(as_probabilities([0, 0.5, 1], "p"), [0, 0.5, 1])

    @pytest.mark.parametrize("value", [-1e-300, 1.5, np.inf, np.nan])
    @pytest.mark.parametrize("wrap", [lambda value: value, lambda value: [[0.5, value]]])
    def test_refuses_what_lies_outside(self, value, wrap):
        with pytest.raises(RangeError, match=says(f"`p` must hold probabilities in [0, 1], got {value}")):
            as_probabilities(wrap(value), "p")


class TestCheckSameShape:
    def test_takes_one_shape(self):
        check_same_shape([1, 2], "a", np.zeros(2), "b")

    def test_refuses_two(self):
        message = says("`a` and `b` must have one shape, got (2,) and (2, 1)")
        with pytest.raises(ShapeError, match=message):
            check_same_shape([1, 2], "a", [[1], [2]], "b")


class TestCheckNumber:
    @pytest.mark.parametrize("value", [0, 1, 0.5, np.float32(0.5), np.int8(1), np.array(0.25)])
    def test_returns_a_number_inside(self, value):
        assert check_number(value, "p", 0, 1) is value

    def test_infinity_is_inside_when_no_end_is_given(self):
        assert check_number(-np.inf, "p") == -np.inf

    @pytest.mark.parametrize(
        ("low", "high", "shown"), [(True, True, "[0, 1]"), (False, False, "(0, 1)"), (False, True, "(0, 1]")]
    )
    @pytest.mark.parametrize("value", [-0.5, 1.5, np.nan, 0, 1])
    def test_open_and_closed_ends(self, low, high, shown, value):
        inside = (0 < value < 1) or (low and value == 0) or (high and value == 1)
        if inside:
            assert check_number(value, "p", 0, 1, include_low=low, include_high=high) == value
            return
        with pytest.raises(RangeError, match=says(f"`p` must be in {shown}, got {value}")):
            check_number(value, "p", 0, 1, include_low=low, include_high=high)

    @pytest.mark.parametrize("value", ["1", None, True, 1j, [1], [[1], [1, 2]], np.ones(1), {}])
    def test_refuses_what_is_no_number(self, value):
        with pytest.raises(RangeError, match=says(f"`p` must be one number in [0, inf], got {value!r}")):
            check_number(value, "p", low=0)


class TestCheckKnown:
    known = ("sigmoid", "tanh", "relu")

    def test_returns_a_known_name(self):
        assert check_known("tanh", "activation", self.known) == "tanh"

    @pytest.mark.parametrize("value", ["sigmoud", "Sigmoid", "SIGMOID"])
    def test_suggests_the_nearest(self, value):
        message = (
            f"`activation` must be one of 'sigmoid', 'tanh', 'relu', got {value!r}; did you mean 'sigmoid'?"
        )
        with pytest.raises(UnknownNameError, match=says(message)):
            check_known(value, "activation", self.known)

    @pytest.mark.parametrize("value", ["zzz", "", None, 3, ["tanh"], np.array([1, 2])])
    def test_suggests_nothing_far_fetched(self, value):
        with pytest.raises(
            UnknownNameError, match=r"^`activation` must be one of 'sigmoid', 'tanh', 'relu', got "
        ):
            check_known(value, "activation", dict.fromkeys(self.known))
