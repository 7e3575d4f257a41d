import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab.compare import AtLeast, Choice, Close, describe, rule, rule_to_data, show_number
from nnlab.plain import Foreign, plain

ARRAY = np.array([0.5, -1.0, 2.0])
FLOATS = hnp.arrays(np.float64, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))


def close(expected, got, **tolerances):
    return Close(**tolerances).difference(plain(expected), plain(got))


class TestCloseAccepts:
    @given(FLOATS)
    def test_the_expected_value_itself(self, values):
        assert close(values, values) is None

    @pytest.mark.parametrize(
        ("expected", "got"),
        [
            (0.5, np.float64(0.5)),
            (0.5, np.array(0.5)),
            (np.float64(2.0), 2),
            (3, 3.0),
            (3, np.int8(3)),
            (2**70, 2**70),
            (True, np.bool_(True)),
            (True, 1),
            (np.array([True, False]), np.array([1, 0])),
            (np.array([1, 2]), np.array([1.0, 2.0])),
            (np.array([1.0, 2.0]), np.array([1, 2], dtype=np.uint8)),
            (ARRAY, ARRAY.astype(">f8")),
            (ARRAY, ARRAY.astype(np.longdouble)),
            (ARRAY, ARRAY.astype(np.float32)),  # these numbers have few digits
            (ARRAY, np.ma.array(ARRAY)),
            (ARRAY, ARRAY[::-1][::-1]),
            ((0.5, ARRAY), [np.array(0.5), ARRAY]),
            ((1.0, 2.0), np.array([1.0, 2.0])),
            ((ARRAY, ARRAY), np.stack([ARRAY, ARRAY])),
            ([1.0, 2.0, 3.0], (1, 2, 3)),
            ({"w": ARRAY}, {"w": ARRAY, "more": object()}),
            ({0: 1.0}, {np.int64(0): 1.0}),
            ("yes", np.str_("yes")),
            (["a", "b"], np.array(["a", "b"])),
            (None, None),
            (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
            (np.zeros((0, 3)), np.zeros((0, 3))),
            (1 + 2j, np.array(1 + 2j)),
        ],
    )
    def test_every_way_to_write_it(self, expected, got):
        if isinstance(expected, complex):
            expected = np.array(expected)
        assert close(expected, got) is None

    def test_float32_where_the_expected_values_have_no_more_digits(self):
        z = np.linspace(-3, 3, 50, dtype=np.float32)
        assert close(np.tanh(z), 1 - 2 / (1 + np.exp(2 * z))) is None


class TestCloseRefuses:
    @pytest.mark.parametrize(
        ("expected", "got", "layer", "text"),
        [
            (
                ARRAY,
                [0.5, -1.0, 2.0],
                "type",
                "must be an array of shape (3,), got a list or tuple of 3 (`np.array`",
            ),
            (ARRAY, 0.5, "shape", "must be an array of shape (3,), got one number"),
            (ARRAY, ARRAY[:, None], "shape", "must be an array of shape (3,), got an array of shape (3, 1)"),
            (0.5, np.array([0.5]), "shape", "must be one number, got an array of shape (1,)"),
            (0.5, "0.5", "type", "must be one number, got '0.5'"),
            (ARRAY, ARRAY > 0, "dtype", "must be numbers, got True and False (`.astype(float)`"),
            (1.0, True, "dtype", "must be a number, got True (`float(...)`"),
            (ARRAY, ARRAY + 0j, "dtype", "must be real numbers, got complex"),
            (ARRAY, (ARRAY * (1 + 1e-6)).astype(np.float32), "dtype", "must be float64, got float32"),
            (ARRAY, ARRAY * 1.01, "value", "[0] must be 0.5, got 0.505 (3 of 3 entries are wrong)"),
            (0.5, 0.5000001, "value", "must be 0.5, got 0.5000001"),
            (0.5, np.nan, "value", "must be 0.5, got nan"),
            ((1.0, 2.0), (1.0, 3.0), "value", "the result[1] must be 2, got 3"),
            ((1.0, 2.0), (1.0, 2.0, 3.0), "type", "must be a list or tuple of 2, got a list or tuple of 3"),
            ((ARRAY, ARRAY[:2]), ARRAY, "type", "must be a list or tuple of 2, got an array of shape (3,)"),
            ({"w": 1.0}, {"b": 1.0}, "value", "must have an entry for 'w'"),
            ({"w": 1.0}, [1.0], "type", "must be a dictionary of 1 entry, got a list"),
            ({"w": (1.0, ARRAY)}, {"w": (1.0, ARRAY + 1)}, "value", "the result['w'][1][0] must be 0.5"),
            (ARRAY, {1, 2}, "type", "got an object of type set"),
            (ARRAY, np.array([1, None]), "type", "got an array of objects (dtype object)"),
            ("yes", "no", "value", "must be 'yes', got 'no'"),
            ("yes", np.array([1.0, 2.0]), "value", "must be 'yes', got an array"),
            (None, ARRAY, "value", "must be None, got an array"),
            (1.0, 10**400, "type", "got a whole number beyond all bounds"),
        ],
    )
    def test_says_what_must_be_and_what_was_given(self, expected, got, layer, text):
        difference = close(expected, got)
        assert difference.layer == layer
        assert text in difference.text

    @given(FLOATS.filter(lambda values: values.size > 0 and (np.abs(values) < 1e300).all()), st.data())
    def test_one_entry_off_by_more_than_the_tolerance(self, values, data):
        index = data.draw(st.integers(0, values.size - 1))
        changed = values.copy()
        changed.flat[index] += 1e-6 * abs(changed.flat[index]) + 1e-6
        difference = close(values, changed)
        assert difference.layer == "value"

    @given(FLOATS.filter(lambda values: (np.abs(values) < 1e300).all()))
    def test_nothing_within_the_tolerance(self, values):
        assert close(values, values * (1 + 5e-8)) is None

    def test_values_that_fill_their_digits_differ_visibly(self):
        text = close(1 / 3, 1 / 3 + 1e-6).text
        wanted, got = text.removeprefix("the result must be ").split(", got ")
        assert wanted != got

    def test_foreign_values_are_never_numbers(self):
        assert close({1}, {1}) is None  # so that a mistake which returns one can be recognised
        assert close({1}, range(3)).layer == "value"


class TestAtLeast:
    @pytest.mark.parametrize("got", [0.9, 1, np.float64(0.95), np.array(0.9), True])
    def test_accepts_what_reaches_the_threshold(self, got):
        assert AtLeast().difference(0.9, plain(got)) is None

    @pytest.mark.parametrize(
        ("got", "text"),
        [
            (0.89, "must be at least 0.9, got 0.89"),
            (np.nan, "got nan"),
            ([0.95], "must be one number, got a list"),
            (np.array([0.95]), "got an array of shape (1,)"),
            (np.array(1j), "at least 0.9"),
            ("all", "must be one number, got 'all'"),
            (None, "got None"),
        ],
    )
    def test_refuses_anything_else(self, got, text):
        assert text in AtLeast().difference(0.9, plain(got)).text


class TestChoice:
    RULE = Choice("salt")
    MARKS = RULE.prepare({"a": "yes", "b": 3, "c": True})

    @pytest.mark.parametrize("b", [3, 3.0, np.int64(3), np.array(3.0)])
    @pytest.mark.parametrize("a", ["yes", " YES ", np.str_("Yes")])
    def test_accepts_every_spelling(self, a, b):
        assert (
            self.RULE.difference(self.MARKS, plain({"a": a, "b": b, "c": np.bool_(True), "d": "?"})) is None
        )

    def test_says_which_are_wrong_but_not_what_is_right(self):
        text = self.RULE.difference(self.MARKS, plain({"a": "no", "b": 3, "c": False})).text
        assert text == "1 of 3 are right; look again at 'a', 'c'"

    @pytest.mark.parametrize("blank", ["", "?", " ? ", "...", None])
    def test_says_what_is_not_answered(self, blank):
        difference = self.RULE.difference(self.MARKS, {"a": blank, "b": 3})
        assert (difference.layer, difference.text) == ("value", "not answered yet: 'a', 'c'")
        assert self.RULE.difference(self.MARKS, {"a": blank, "b": "?"}).layer == "missing"

    @pytest.mark.parametrize(
        ("answer", "text"), [("B", "'B'"), (4, "4"), (np.zeros(9), "an array of shape (9,)")]
    )
    def test_says_of_a_single_answer_that_it_is_wrong(self, answer, text):
        marks = self.RULE.prepare({"a": "c"})
        assert self.RULE.difference(marks, {"a": answer}).text == f"{text} is not the right answer"

    @pytest.mark.parametrize("answer", ["e", "bc", 3, np.array([1.0, 2.0]), ["a"]])
    def test_says_what_is_offered_to_who_answers_something_else(self, answer):
        offered = Choice("salt", options=("a", "b", "c"))
        marks = offered.prepare({"a": "c"})
        assert offered.difference(marks, plain({"a": answer})).text.endswith("not offered: choose a, b or c")
        assert offered.difference(marks, {"a": " B "}).text == "' B ' is not the right answer"
        assert offered.difference(marks, {"a": "C"}) is None

    @pytest.mark.parametrize("answer", [np.array([1.0, 2.0]), np.array(["a"]), [1, 2], {"x": 1}, object()])
    def test_refuses_odd_answers_without_falling_over(self, answer):
        assert (
            "look again at 'a'"
            in self.RULE.difference(self.MARKS, plain({"a": answer, "b": 3, "c": True})).text
        )

    def test_refuses_what_is_no_dictionary(self):
        assert self.RULE.difference(self.MARKS, [1]).layer == "type"

    def test_the_same_answer_has_another_fingerprint_elsewhere(self):
        assert len({*self.MARKS.values(), *Choice("other").prepare({"a": "yes", "z": "yes"}).values()}) == 5

    def test_no_answer_can_be_read_from_what_is_stored(self):
        assert "yes" not in json.dumps(self.MARKS)


class TestRule:
    @pytest.mark.parametrize("comparison", [Close(1e-3, 0.0), AtLeast(), Choice("salt", "a b")])
    def test_is_read_back_as_it_was_written(self, comparison):
        assert rule(json.loads(json.dumps(rule_to_data(comparison)))) == comparison


class TestDescribe:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (None, "None"),
            (True, "True"),
            (2, "one number"),
            (np.array(2.0), "one number"),
            (np.array(False), "False"),
            (np.zeros((2, 3)), "an array of shape (2, 3)"),
            ([1], "a list or tuple of 1"),
            ({"a": 1, "b": 2}, "a dictionary of 2 entries"),
            ("short", "'short'"),
            ("x" * 100, repr("x" * 57 + "...")),
            (Foreign("an object of type set"), "an object of type set"),
        ],
    )
    def test_says_what_a_value_is(self, value, text):
        assert describe(value) == text


class TestShowNumber:
    @pytest.mark.parametrize(
        ("number", "text"),
        [(-0.0, "0"), (0.1, "0.1"), (1 / 3, "0.333333"), (7, "7"), (np.float32(2), "2"), (np.nan, "nan")],
    )
    def test_writes_what_a_person_reads(self, number, text):
        assert show_number(number) == text
