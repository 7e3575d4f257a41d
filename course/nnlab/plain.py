"""Plain data: what an answer is reduced to before anybody looks at it.

An answer may be any object. `plain` takes one look at it and keeps only numbers, text, lists, dictionaries
and arrays of numbers, so that nothing that is compared, stored or sent can act on its own. `encode` and
`decode` write plain data as JSON and read it back without loss.
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["MAX_DEPTH", "MAX_ITEMS", "MAX_NUMBERS", "Foreign", "decode", "encode", "plain"]

MAX_DEPTH = 6
MAX_ITEMS = 10_000
MAX_NUMBERS = 2_000_000


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that is not plain data; says only what it was."""

    kind: str


def plain(value, depth=MAX_DEPTH):
    """Return a copy of `value` as plain data; whatever is something else becomes `Foreign`.

    Only exact built-in types count, so that a subclass cannot answer differently on a second look; arrays of
    a subclass are copied into plain arrays.
    """
    kind = type(value)
    if value is None or kind in (bool, int, float, str):
        return value if kind is not str or len(value) <= MAX_ITEMS else Foreign("a very long text")
    if issubclass(kind, np.generic | np.ndarray):
        return _plain_array(value)
    if depth and kind in (list, tuple) and len(value) <= MAX_ITEMS:
        return [plain(item, depth - 1) for item in value]
    if depth and kind is dict and len(value) <= MAX_ITEMS:
        return {str(key): plain(item, depth - 1) for key, item in value.items() if type(key) in (str, int)}
    return Foreign(str(kind.__name__)[:80])


def _plain_array(value):
    array = np.array(value, copy=True, subok=False)
    if array.dtype.kind == "U" and array.size <= MAX_ITEMS:
        return [str(item) for item in array.ravel()] if array.ndim else str(array)
    if array.dtype.kind not in "biufc":
        return Foreign(f"array of {str(array.dtype)[:80]}")
    if array.size > MAX_NUMBERS:
        return Foreign(f"array of {array.size:,} numbers")
    return array


def encode(value, digits=None):
    """Return plain data as what `json` can write; `digits` rounds numbers to so many significant ones."""
    if isinstance(value, np.ndarray):
        numbers = value.view(np.float64) if value.dtype == np.complex128 else value
        data = [_rounded(number, digits) for number in numbers.ravel().tolist()]
        return {"dtype": value.dtype.str, "shape": list(value.shape), "data": data}
    if isinstance(value, Foreign):
        return {"foreign": value.kind}
    if isinstance(value, list | tuple):
        return [encode(item, digits) for item in value]
    if isinstance(value, dict):
        return {"dict": {str(key): encode(item, digits) for key, item in value.items()}}
    return _rounded(value, digits)


def decode(value):
    """Return the plain data that `encode` wrote."""
    if isinstance(value, list):
        return [decode(item) for item in value]
    if not isinstance(value, dict):
        return value
    if "foreign" in value:
        return Foreign(value["foreign"])
    if "dict" in value:
        return {key: decode(item) for key, item in value["dict"].items()}
    dtype = np.dtype(value["dtype"])
    numbers = np.array(value["data"], dtype=np.float64 if dtype.kind == "c" else dtype)
    return (numbers.view(dtype) if dtype.kind == "c" else numbers).reshape(value["shape"])


def _rounded(number, digits):
    if digits is None or not isinstance(number, float):
        return number
    return float(f"{number:.{digits}g}")
