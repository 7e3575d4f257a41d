import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_lib.checks import (
    as_float,
    as_labelled_rows,
    as_labels,
    as_matrix,
    as_pair,
    as_probabilities,
    check_count,
    check_known,
    check_not_empty,
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


class TestCheckCount:
    @pytest.mark.parametrize("value", [1, 3.0, np.int8(7), np.float32(2)])
    def test_returns_an_int(self, value):
        result = check_count(value, "epochs")
        assert type(result) is int
        assert result == value

    def test_refuses(self):
        with pytest.raises(RangeError, match=says("`epochs` must be a whole number, got 1.5")):
            check_count(1.5, "epochs")
        with pytest.raises(RangeError, match=says("`epochs` must be in [0, inf), got -1")):
            check_count(-1, "epochs", low=0)
        with pytest.raises(RangeError, match=says("`epochs` must be in [1, inf), got inf")):
            check_count(np.inf, "epochs")


class TestCheckNotEmpty:
    def test_takes_one_number(self):
        check_not_empty(3.0, "X")

    def test_refuses_none(self):
        with pytest.raises(ShapeError, match=says("`X` must hold at least one sample, got shape (0, 3)")):
            check_not_empty(np.empty((0, 3)), "X")


class TestAsPair:
    def test_truth_takes_the_precision_of_the_predictions(self):
        y_true, y_pred = as_pair([1, 2], np.float32([3, 4]))
        assert y_true.dtype == y_pred.dtype == np.float32
        assert as_pair(np.float32([1]), [2])[0].dtype == np.float64

    def test_a_truth_too_large_for_float32_is_infinite(self):
        np.testing.assert_array_equal(as_pair([1e300], np.float32([3]))[0], [np.inf])

    def test_refuses_two_shapes_and_an_empty_batch(self):
        with pytest.raises(
            ShapeError, match=says("`y_true` and `scores` must have one shape, got (1,) and ()")
        ):
            as_pair([1], 1, "scores")
        with pytest.raises(ShapeError, match=says("`scores` must hold at least one sample, got shape (0,)")):
            as_pair([], [], "scores")


class TestAsLabelledRows:
    def test_returns_labels_and_matrix(self):
        labels, rows = as_labelled_rows([1.0, 0.0], [[1, 2], [3, 4]], "z")
        assert (labels.dtype, rows.dtype) == (np.int64, np.float64)
        np.testing.assert_array_equal(labels, [1, 0])

    def test_classes_may_be_more_than_columns(self):
        assert as_labelled_rows([5], [[1, 2]], "z", n_classes=6)[0] == 5
        with pytest.raises(LabelError, match=says("`y_true` must hold class indices below 2, got 5")):
            as_labelled_rows([5], [[1, 2]], "z")
