"""Plain data: what an answer is reduced to before anybody looks at it.

An answer may be any object. `plain` takes one look at it and keeps only numbers, text, lists, dictionaries
and arrays of numbers, so that nothing that is compared, stored or sent can act on its own. `encode` and
`decode` write plain data as JSON and read it back without loss.
"""

from dataclasses import dataclass

import numpy as np

__all__ = ["MAX_DEPTH", "MAX_ITEMS", "MAX_NUMBERS", "Foreign", "decode", "encode", "plain", "type_name"]

MAX_DEPTH = 6
MAX_ITEMS = 10_000  # in one list, dictionary or text
MAX_NUMBERS = 2_000_000  # in all


@dataclass(frozen=True)
class Foreign:
    """Stands for a value that is not plain data; `kind` says what it was, as in "an object of type set"."""

    kind: str


def plain(value):
    """Return a copy of `value` as plain data; whatever is something else becomes `Foreign`.

    Subclasses of lists, tuples, dictionaries and arrays are copied by what their base class does, so that no
    code of theirs runs and none can answer differently on a second look. Tuples become lists.
    """
    return _Copy().of(value, MAX_DEPTH)


def type_name(value):
    """Return the name of a value's type, whatever its metaclass says."""
    return str(type.__dict__["__name__"].__get__(type(value)))[:80]


class _Copy:
    """One look at one value. It has room for so many numbers, since a short list can hold itself many times."""

    def __init__(self):
        self.room = MAX_NUMBERS

    def of(self, value, depth):
        kind = type(value)
        self.room -= 1
        if value is None or kind in (bool, float):
            return value
        if kind is int:
            return _whole(value)
        if kind is str:
            return value if len(value) <= MAX_ITEMS else Foreign(f"a text of {len(value):,} characters")
        if issubclass(kind, np.generic | np.ndarray):
            return self.of_array(value)
        for base, copied in ((list, self.of_items), (tuple, self.of_items), (dict, self.of_entries)):
            if issubclass(kind, base):
                return self.of_container(value, base, copied, depth)
        return Foreign(f"an object of type {type_name(value)}")

    def of_container(self, value, base, copied, depth):
        size = base.__len__(value)
        if not depth:
            return Foreign(f"a {base.__name__} in too many others")
        if size > min(MAX_ITEMS, self.room):
            return Foreign(f"a {base.__name__} of {size:,} items")
        return copied(value, base, depth - 1)

    def of_items(self, value, base, depth):
        return [self.of(item, depth) for item in base.__iter__(value)]

    def of_entries(self, value, base, depth):
        entries = ((_key(key), item) for key, item in base.items(value))
        return {key: self.of(item, depth) for key, item in entries if key is not None}

    def of_array(self, value):
        array = np.asarray(value)  # of the base class, and no copy yet: it may be huge
        if array.size > min(MAX_NUMBERS, self.room + 1):
            return Foreign(f"an array of {array.size:,} numbers")
        if array.dtype.kind == "U" and array.size <= MAX_ITEMS:
            return [str(item) for item in array.ravel()] if array.ndim else str(array)
        if array.dtype.kind not in "biufc":
            return Foreign(f"an array of {_contents(array.dtype)}")
        if _hides_entries(value):
            return Foreign("an array with masked entries")
        self.room -= array.size
        return np.array(array, dtype=_native(array.dtype))


def _whole(number):
    """Return an int that NumPy can hold, else the nearest float."""
    if -(2**63) <= number < 2**63:
        return number
    return float(number) if abs(number) < 2**1023 else Foreign("a whole number beyond all bounds")


def _key(key):
    """Return the text of a dictionary's key, or None if it is neither text nor a number."""
    if isinstance(key, np.generic):
        key = np.asarray(key).item()
    return str(key) if type(key) in (str, int, float, bool) else None


def _hides_entries(value):
    """Say whether anything of an array is masked; only a subclass can, so that `numpy.ma` is rarely imported."""
    masked = isinstance(value, np.ndarray) and type(value) is not np.ndarray
    return masked and isinstance(value, np.ma.MaskedArray) and bool(np.ma.getmaskarray(value).any())


def _contents(dtype):
    return "objects (dtype object)" if dtype.kind == "O" else f"dtype {str(dtype)[:60]}"


def _native(dtype):
    """Return the type that every machine has: this one's byte order, and no more than 64 bits."""
    if dtype.kind in "fc" and dtype.itemsize > np.dtype({"f": "f8", "c": "c16"}[dtype.kind]).itemsize:
        return np.dtype({"f": "f8", "c": "c16"}[dtype.kind])
    return dtype.newbyteorder("=")


def encode(value, digits=None):
    """Return plain data as what `json` can write; `digits` rounds numbers to so many significant ones."""
    if isinstance(value, np.ndarray):
        numbers = value.ravel()
        if value.dtype.kind == "c":
            numbers = numbers.astype(np.complex128).view(np.float64)
        data = [_rounded(number, digits) for number in numbers.tolist()]
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
    if dtype.kind == "c":
        numbers = np.array(value["data"], dtype=np.float64).view(np.complex128).astype(dtype)
    else:
        numbers = np.array(value["data"], dtype=dtype)
    return numbers.reshape(value["shape"])


def _rounded(number, digits):
    if digits is None or not isinstance(number, float):
        return number
    rounded = float(f"{number:.{digits}g}")
    return number if np.isinf(rounded) else rounded  # the largest floats would be rounded up out of range
