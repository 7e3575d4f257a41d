"""Frames as an attacker would write them: each is refused before anything large is built."""

import base64
import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.sandbox.inside import wire
from nnlab.plain import Foreign


def body(value):
    return wire.pack(value)[wire.HEADER.size :]


def array(dtype="<f8", shape=(1,), data=bytes(8)):
    text = base64.b64encode(data).decode() if isinstance(data, bytes) else data
    return json.dumps({"array": [dtype, shape, text]}).encode()


scalars = (
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
    | st.text(st.characters(categories=["L", "N"]))
)
plain_data = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc"), inner, max_size=4),
    max_leaves=9,
)


class TestRoundTrip:
    @given(plain_data)
    @settings(max_examples=100, deadline=None)
    def test_plain_data(self, value):
        assert wire.unpack(body(value)) == value

    @pytest.mark.parametrize("dtype", sorted(wire.DTYPES))
    @pytest.mark.parametrize("shape", [(), (0,), (3,), (2, 0, 4), (2, 3)])
    def test_arrays(self, dtype, shape):
        sent = np.arange(np.prod(shape, dtype=int)).astype(dtype).reshape(shape)
        got = wire.unpack(body(sent))
        assert got.dtype == sent.dtype
        np.testing.assert_array_equal(got, sent)
        assert got.flags.writeable

    def test_what_is_not_plain_keeps_its_name(self):
        assert wire.unpack(body([Foreign("Liar")])) == [Foreign("Liar")]

    def test_huge_integers_become_foreign(self):
        assert wire.unpack(body(7**1000)) == Foreign("a very large integer")


FORGED = {
    "not JSON": b"\xff\xfe",
    "not closed": b"[[[",
    "very deep": b"[" * 100_000 + b"]" * 100_000,
    "deep": b"[" * 30 + b"]" * 30,
    "very many items": b"[" + b"0," * 600_000 + b"0]",
    "an integer of many digits": b"1" * 5000,
    "an integer of some digits": b"1" * 100,
    "no kind": b"{}",
    "two kinds": b'{"dict": {}, "foreign": ""}',
    "an unknown kind": b'{"pickle": "gASVAAAAAAAAAACULg=="}',
    "a dict that is a list": b'{"dict": []}',
    "a foreign that is a number": b'{"foreign": 1}',
    "objects": array("|O"),
    "text": array("<U2"),
    "records": array([["a", "<f8"]]),
    "dates": array("<M8[s]"),
    "a negative length": array(shape=(-1,)),
    "a fractional length": array(shape=(1.5,)),
    "a true length": array(shape=(True,)),
    "a huge shape": array(shape=(10**9, 10**9)),
    "a huge shape of nothing": array(shape=(0, 10**12), data=b""),
    "many dimensions": array(shape=(1,) * 60),
    "too little data": array(shape=(2,)),
    "too much data": array(data=bytes(16)),
    "data that is no text": array(data=[0] * 12),
    "data that is not base64": array(data="????????????"),
    "two parts of an array": b'{"array": ["<f8", [1]]}',
}


class TestForgedFrames:
    @pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
    def test_are_refused(self, forged):
        with pytest.raises(wire.Malformed):
            wire.unpack(forged)

    def test_bools_are_made_of_any_byte(self):
        got = wire.unpack(array("|b1", (3,), b"\x00\x01\xff"))
        assert got.tolist() == [False, True, True]

    @given(st.binary(max_size=200))
    @settings(max_examples=200, deadline=None)
    def test_noise_is_refused_or_plain(self, noise):
        try:
            value = wire.unpack(noise)
        except wire.Malformed:
            return
        assert isinstance(value, str | int | float | bool | list | None)


class TestText:
    def test_keeps_what_people_write(self):
        assert wire.text("naïve ∂L/∂w\n\t日本語 🙂") == "naïve ∂L/∂w\n\t日本語 🙂"

    def test_replaces_what_steers_a_terminal_or_hides(self):
        assert wire.text("a\x1b[2J\x00\u202eb\ud800") == "a\ufffd[2J\ufffd\ufffdb\ufffd"
