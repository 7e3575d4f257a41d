"""Compare an answer with what is expected, in layers: type, shape, dtype, value.

The first layer that differs is the one worth talking about: a wrong shape explains wrong values, never the
other way round.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

import numpy as np

from nnlab.plain import Foreign, encode

__all__ = ["AtLeast", "Choice", "Close", "Difference", "describe", "rule", "rule_to_data", "show_number"]

_ROUGH = 1e-3  # with a tolerance like this, what is expected of chance is meant


@dataclass(frozen=True)
class Difference:
    """Where an answer first departs from what is expected."""

    layer: str  # missing, type, shape, dtype or value
    text: str  # what must be and what was given, without a full stop


@dataclass(frozen=True)
class Close:
    """Numbers must agree to ``atol + rtol * |expected|``; everything else must be equal.

    Whole numbers pass for floats, 0 and 1 for False and True, tuples for lists and a list of numbers for several
    values; a list does not pass for an array, because code that goes on with the result needs the array.
    """

    rtol: float = 1e-7
    atol: float = 1e-9

    def prepare(self, expected):
        """Return what may be stored of the expected value: all of it."""
        return expected

    def difference(self, expected, got, where=""):
        """Return the first `Difference`, or None where the two agree."""
        if isinstance(expected, list):
            return self._of_lists(expected, got, where)
        if isinstance(expected, dict):
            return self._of_dicts(expected, got, where)
        if expected is None or isinstance(expected, str | Foreign):
            same = type(expected) is type(got) and expected == got
            return None if same else Difference("value", _must(where, expected, got))
        return self._of_numbers(np.asarray(expected), got, where)

    def _of_lists(self, expected, got, where):
        # Several numbers may come in an array: they unpack in the same way.
        items = list(got) if isinstance(got, np.ndarray) and got.ndim else got
        if not isinstance(items, list) or len(items) != len(expected):
            return Difference("type", _must(where, expected, got))
        places = [f"{where or 'the result'}[{i}]" for i in range(len(expected))]
        return _first(map(self.difference, expected, items, places))

    def _of_dicts(self, expected, got, where):
        if not isinstance(got, dict):
            return Difference("type", _must(where, expected, got))
        if missing := [key for key in expected if key not in got]:
            return Difference("value", f"{where or 'the result'} must have an entry for {missing[0]!r}")
        places = [f"{where or 'the result'}[{key!r}]" for key in expected]
        return _first(map(self.difference, expected.values(), [got[key] for key in expected], places))

    def _of_numbers(self, expected, got, where):
        if not isinstance(got, bool | int | float | np.generic | np.ndarray):
            return Difference("type", _must(where, expected, got))
        array = np.asarray(got)
        if array.shape != expected.shape:
            return Difference("shape", _must(where, expected, got))
        if difference := _of_dtypes(expected, array, where):
            return difference
        wrong = ~_close(expected, array, *self._tolerances(expected))
        if not wrong.any():
            return None
        if _short_of_digits(array.dtype) and _close(expected, array, 1e-2, 1e-2).all():
            return Difference("dtype", _says(where, "float64", f"{array.dtype}, which keeps too few digits"))
        about = "about " if self.atol >= _ROUGH else ""
        return Difference("value", _first_wrong(expected, array, wrong, where, about))

    def _tolerances(self, expected):
        """Return rtol and atol, wider where the expected values themselves have few digits."""
        few = 8 * float(np.finfo(expected.dtype).eps) if _short_of_digits(expected.dtype) else 0.0
        return max(self.rtol, few), max(self.atol, few)


@dataclass(frozen=True)
class AtLeast:
    """One number must reach a threshold (an accuracy, say); the expected value is the threshold."""

    def prepare(self, expected):
        """Return what may be stored of the expected value: all of it."""
        return expected

    def difference(self, expected, got, where=""):
        """Return the `Difference`, or None where the number is high enough."""
        if not isinstance(got, bool | int | float | np.ndarray) or np.ndim(got):
            return Difference("type", _says(where, "one number", describe(got)))
        if np.asarray(got).dtype.kind in "biuf" and got >= expected:
            return None
        return Difference("value", _says(where, f"at least {show_number(expected)}", show_number(got)))


@dataclass(frozen=True)
class Choice:
    """Answers to be chosen, by name; only their fingerprints are stored, so that no file gives them away.

    Where the `options` are given, another answer is told what they are.
    """

    salt: str
    options: tuple[str, ...] = ()

    def __post_init__(self):
        object.__setattr__(self, "options", tuple(self.options))  # a file holds them as a list

    def prepare(self, expected):
        """Return the fingerprint of each answer; anything but a dictionary of answers stays what it is."""
        if not isinstance(expected, dict):
            return expected
        return {key: self._fingerprint(key, answer) for key, answer in expected.items()}

    def difference(self, expected, got, where=""):
        """Return the first `Difference`: which answers are missing, or how many are wrong and which."""
        if not isinstance(got, dict):
            return Difference("type", _says(where, "a dictionary of answers", describe(got)))
        if missing := [key for key in expected if _blank(got.get(key))]:
            layer = "missing" if len(missing) == len(expected) else "value"
            return Difference(layer, f"not answered yet: {', '.join(map(repr, missing))}")
        wrong = [key for key, mark in expected.items() if self._fingerprint(key, got[key]) != mark]
        if not wrong:
            return None
        if strange := [key for key in wrong if not self._offered(got[key])]:
            *others, last = self.options
            return Difference(
                "value", f"{describe(got[strange[0]])} is not offered: choose {', '.join(others)} or {last}"
            )
        if len(expected) == 1:
            answer = got[wrong[0]]
            shown = repr(answer) if isinstance(answer, bool | int | float) else describe(answer)
            return Difference("value", f"{shown} is not the right answer")
        right = len(expected) - len(wrong)
        return Difference(
            "value", f"{right} of {len(expected)} are right; look again at {', '.join(map(repr, wrong))}"
        )

    def _offered(self, answer):
        known = [_normal(option) for option in self.options]
        return not known or (isinstance(answer, str) and _normal(answer) in known)

    def _fingerprint(self, key, answer):
        text = json.dumps([self.salt, str(key), encode(_normal(answer))], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def _blank(answer):
    return answer is None or (isinstance(answer, str) and answer.strip() in ("", "?", "..."))


def _normal(answer):
    """Return an answer so that spellings of the same one are equal: "B " and "b", 3 and 3.0."""
    if isinstance(answer, np.ndarray) and answer.ndim == 0:
        answer = answer.item()
    if isinstance(answer, str):
        return answer.strip().lower()
    return float(answer) if type(answer) is int else answer


_RULES = {"close": Close, "at least": AtLeast, "choice": Choice}


def rule(data):
    """Return the comparison that a file of cases names."""
    return _RULES[data["kind"]](**{key: value for key, value in data.items() if key != "kind"})


def rule_to_data(comparison):
    """Return what `rule` reads."""
    kind = next(kind for kind, known in _RULES.items() if type(comparison) is known)
    fields = asdict(comparison).items()
    return {"kind": kind} | {
        name: list(value) if isinstance(value, tuple) else value for name, value in fields
    }


def describe(value):
    """Say in a few words what a plain value is."""
    if value is None:
        return "None"
    if isinstance(value, Foreign):
        return value.kind
    if isinstance(value, str):
        return repr(value if len(value) < 60 else value[:57] + "...")
    if isinstance(value, list):
        return f"a list or tuple of {len(value)}"
    if isinstance(value, dict):
        return f"a dictionary of {len(value)} {'entry' if len(value) == 1 else 'entries'}"
    if np.ndim(value):
        return f"an array of shape {value.shape}"
    return "one number" if np.asarray(value).dtype.kind != "b" else str(bool(value))


def show_number(number):
    """Write a number with as many digits as a person wants to see."""
    item = np.asarray(number).item()
    return f"{item + 0.0:.6g}" if isinstance(item, float) else str(item)  # -0.0 + 0.0 is 0.0


def _first(differences):
    return next(filter(None, differences), None)


def _must(where, expected, got):
    """Say what kind of value must be there and what kind was given."""
    given = describe(got)
    if isinstance(got, list) and isinstance(expected, np.ndarray) and expected.ndim:
        given += " (`np.array` makes an array of it)"
    wanted = describe(expected)
    return _says(where, wanted, given if given != wanted else f"another: {given}")


def _says(where, wanted, given):
    return f"{where or 'the result'} must be {wanted}, got {given}"


def _of_dtypes(expected, array, where):
    if array.dtype.kind == "c" and expected.dtype.kind != "c":
        return Difference("dtype", _says(where, "real numbers" if array.ndim else "a real number", "complex"))
    if array.dtype.kind == "b" and expected.dtype.kind != "b":
        return Difference("dtype", _says(where, *_not_logical(array)))
    return None


def _not_logical(array):
    if array.ndim:
        return "numbers", "True and False (`.astype(float)` turns them into numbers)"
    return "a number", f"{bool(array)} (`float(...)` turns it into one)"


def _short_of_digits(dtype):
    return dtype in (np.float32, np.float16, np.complex64)


def _close(expected, array, rtol, atol):
    kind = np.complex128 if expected.dtype.kind == "c" else np.float64
    with np.errstate(all="ignore"):
        return np.isclose(array.astype(kind), expected.astype(kind), rtol=rtol, atol=atol, equal_nan=True)


def _first_wrong(expected, array, wrong, where, about=""):
    index = tuple(int(i) for i in np.argwhere(wrong)[0])
    values = "must be {}{}, got {}".format(about, *_told_apart(expected[index], array[index]))
    if not index:
        return f"{where or 'the result'} {values}"
    place = ", ".join(map(str, index))
    count = f" ({wrong.sum()} of {wrong.size} entries are wrong)" if wrong.size > 1 else ""
    return f"{where or 'the result'}[{place}] {values}{count}"


def _told_apart(first, second):
    """Write two numbers with as many digits as it takes to see that they differ."""
    if show_number(first) != show_number(second):
        return show_number(first), show_number(second)
    return str(np.asarray(first).item()), str(np.asarray(second).item())
