"""What goes between the grader and a student's process: frames of JSON, arrays in base64.

A frame is four bytes of length and so many bytes of text. Whoever reads one on the trusted side treats it as
written by an attacker: the length is bounded before anything is read, the number of items before anything is
parsed, and every type, depth, dtype and shape before anything is built.
"""

import base64
import binascii
import json
import math
import re
import struct

import numpy as np

from nnlab.plain import MAX_DEPTH, MAX_NUMBERS, Foreign

__all__ = ["HEADER", "Malformed", "pack", "text", "unpack"]

HEADER = struct.Struct("!I")
MAX_PARTS = 500_000  # commas and brackets in a frame; each costs the reader about a hundred bytes
MAX_BITS, MAX_DIGITS = 256, 80
MAX_DIMENSIONS = 32
DTYPES = frozenset(np.dtype(code).str for code in "?bhilBHILefdFD")
FALLBACK = {"i": "<i8", "u": "<u8", "f": "<f8", "c": "<c16"}
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


class Malformed(ValueError):
    """What came is not what is ever sent."""


def pack(value):
    """Return plain data as a frame.

    Raises
    ------
    TypeError
        If `value` holds anything else.
    """
    body = json.dumps(_to_json(value), separators=(",", ":")).encode()
    return HEADER.pack(len(body)) + body


def _to_json(value):
    if isinstance(value, np.ndarray):
        return {"array": _array_to_json(value)}
    if isinstance(value, Foreign):
        return {"foreign": value.kind}
    if isinstance(value, dict):
        return {"dict": {str(key): _to_json(item) for key, item in value.items()}}
    if isinstance(value, list | tuple):
        return [_to_json(item) for item in value]
    if isinstance(value, np.generic):
        return value.item()
    if type(value) is int and value.bit_length() > MAX_BITS:
        return {"foreign": "a very large integer"}
    return value


def _array_to_json(array):
    if array.dtype.str not in DTYPES:  # other byte orders, long doubles
        array = array.astype(FALLBACK[array.dtype.kind])
    return [array.dtype.str, list(array.shape), base64.b64encode(array.tobytes()).decode()]


def unpack(body):
    """Return the plain data in the body of a frame.

    Raises
    ------
    Malformed
        If it is anything but what `pack` writes.
    """
    if sum(map(body.count, (b",", b"[", b"{"))) > MAX_PARTS:
        raise Malformed("too many items")
    try:
        return _from_json(json.loads(body, parse_int=_integer))
    except (ValueError, RecursionError, KeyError, TypeError, OverflowError, MemoryError) as error:
        raise Malformed(f"{type(error).__name__} while reading") from None


def _integer(digits):
    if len(digits) > MAX_DIGITS:
        raise Malformed("a very large integer")
    return int(digits)


def _from_json(value, depth=MAX_DEPTH + 4):
    if isinstance(value, str):
        return text(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if not depth:
        raise Malformed("nested too deeply")
    if isinstance(value, list):
        return [_from_json(item, depth - 1) for item in value]
    [(kind, content)] = value.items()
    if kind == "dict" and isinstance(content, dict):
        return {text(key): _from_json(item, depth - 1) for key, item in content.items()}
    if kind == "foreign" and isinstance(content, str):
        return Foreign(text(content)[:80])
    if kind == "array":
        return _array(*content)
    raise Malformed("an unknown kind of value")


def _array(dtype, shape, data):
    if dtype not in DTYPES or len(shape) > MAX_DIMENSIONS:
        raise Malformed("not an array of numbers")
    if not all(type(length) is int and 0 <= length <= MAX_NUMBERS for length in shape):
        raise Malformed("an impossible shape")
    dtype, count = np.dtype(dtype), math.prod(shape)
    if count > MAX_NUMBERS or len(data) != 4 * ((count * dtype.itemsize + 2) // 3):
        raise Malformed("shape and data differ")
    content = binascii.a2b_base64(data, strict_mode=True)
    if dtype.kind == "b":  # any byte would do as a bool
        return (np.frombuffer(content, np.uint8) != 0).reshape(shape)
    return np.frombuffer(content, dtype).reshape(shape).copy()


def text(value):
    """Return `value` with everything that is not text replaced: controls, lone and right-to-left halves."""
    return _NOT_TEXT.sub("\ufffd", value)
