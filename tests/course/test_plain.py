import collections
import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnlab.plain import MAX_ITEMS, MAX_NUMBERS, Foreign, decode, encode, plain, type_name


def same(first, second):
    if isinstance(first, np.ndarray):
        return first.dtype == second.dtype and np.array_equal(
            first, second, equal_nan=first.dtype.kind in "fc"
        )
    if isinstance(first, list):
        return len(first) == len(second) and all(map(same, first, second))
    if isinstance(first, dict):
        return first.keys() == second.keys() and all(same(first[key], second[key]) for key in first)
    return type(first) is type(second) and (first == second or first != first)


NUMBERS = hnp.arrays(
    st.sampled_from(
        [np.bool_, np.int8, np.int64, np.uint16, np.float16, np.float32, np.float64, np.complex64, complex]
    ),
    hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats()
    | st.text(max_size=20)
    | NUMBERS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


class Tricky(np.ndarray):
    """Lies about everything that can be overridden."""

    shape = dtype = size = property(lambda self: 1 / 0)

    def __array__(self, *args, **options):
        raise RuntimeError

    def __eq__(self, other):
        return True

    __hash__ = None


class TestPlain:
    @given(VALUES)
    def test_plain_data_stays_as_it_is(self, value):
        assert same(plain(value), value)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ((1, 2.5), [1, 2.5]),
            (collections.namedtuple("Pair", "w b")(1, 2), [1, 2]),
            (collections.OrderedDict(a=1), {"a": 1}),
            (collections.Counter("aab"), {"a": 2, "b": 1}),
            ({np.int64(3): "x", np.str_("k"): 1, 2.5: 0}, {"3": "x", "k": 1, "2.5": 0}),
            (np.str_("word"), "word"),
            (np.array(["a", "b"]), ["a", "b"]),
            (2**80, float(2**80)),
        ],
    )
    def test_reads_what_is_nearly_plain(self, value, expected):
        assert same(plain(value), expected)

    @pytest.mark.parametrize(
        ("value", "kind"),
        [
            ({1, 2}, "an object of type set"),
            ((n for n in range(3)), "an object of type generator"),
            (range(3), "an object of type range"),
            (3 + 4j, "an object of type complex"),
            (np.array([1, None]), "an array of objects (dtype object)"),
            (np.array(["2020-01-01"], dtype="M8[D]"), "an array of dtype datetime64[D]"),
            (np.ma.array([1.0, 2.0], mask=[False, True]), "an array with masked entries"),
            ([0] * (MAX_ITEMS + 1), "a list of 10,001 items"),
            ("x" * (MAX_ITEMS + 1), "a text of 10,001 characters"),
            (10**400, "a whole number beyond all bounds"),
            (np.broadcast_to(0.0, (10**6, 10**6)), "an array of 1,000,000,000,000 numbers"),
        ],
    )
    def test_says_what_anything_else_is(self, value, kind):
        assert plain(value) == Foreign(kind)

    def test_keeps_a_masked_array_that_masks_nothing(self):
        assert same(plain(np.ma.array([1.0, 2.0])), np.array([1.0, 2.0]))

    def test_copies_arrays(self):
        values = np.zeros(3)
        copied = plain(values)
        values[0] = 1
        assert copied[0] == 0

    def test_runs_no_code_of_a_subclass(self):
        class List(list):
            __iter__ = __len__ = lambda self: 1 / 0

        class Dict(dict):
            items = keys = __iter__ = lambda self: 1 / 0

        got = plain([List([1]), Dict(a=2), np.array([3.0]).view(Tricky)])
        assert same(got, [[1], {"a": 2}, np.array([3.0])])
        assert type(got[2]) is np.ndarray

    def test_turns_long_doubles_and_foreign_byte_orders_into_what_every_machine_has(self):
        assert plain(np.array([1.5], dtype=np.longdouble)).dtype == np.dtype("f8")
        assert plain(np.array([1.5], dtype=">f8")).dtype.str == np.dtype("f8").str

    def test_ends_for_a_list_that_holds_itself_many_times(self):
        nested = [0] * MAX_ITEMS
        for _ in range(4):
            nested = [nested] * MAX_ITEMS
        text = str(plain(nested))
        assert "a list of 10,000 items" in text or "too many others" in text

    def test_ends_for_a_list_inside_itself(self):
        loop = []
        loop.append(loop)
        assert "a list in too many others" in str(plain(loop))

    def test_bounds_the_numbers_of_all_arrays_together(self):
        half = np.zeros(MAX_NUMBERS // 2)
        assert [type(item) for item in plain([half, half, half])] == [np.ndarray, Foreign, Foreign]


class TestTypeName:
    def test_does_not_ask_the_metaclass(self):
        class Meta(type):
            __name__ = property(lambda cls: 1 / 0)

        class Odd(metaclass=Meta):
            pass

        assert type_name(Odd()) == "Odd"


class TestEncode:
    @given(VALUES)
    def test_decode_reads_back_what_was_written(self, value):
        assert same(decode(json.loads(json.dumps(encode(value)))), value)

    def test_keeps_what_was_foreign(self):
        assert decode(encode([Foreign("an object of type set")])) == [Foreign("an object of type set")]

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_rounding_moves_no_number_far(self, number):
        assert encode(number, digits=10) == pytest.approx(number, rel=1e-9, abs=1e-320)

    @pytest.mark.parametrize(
        ("number", "expected"),
        [(1 / 3, 0.333), (-12345.0, -12300.0), (np.inf, np.inf), (5, 5), (1e-300, 1e-300)],
    )
    def test_rounds_to_significant_digits(self, number, expected):
        assert encode(number, digits=3) == expected
        assert encode(np.array([number]), digits=3)["data"] == [expected]
