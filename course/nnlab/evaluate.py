"""Run one expression over a student's functions and write down everything that happened."""

import contextlib
import copy
import io
import traceback
import warnings
from dataclasses import dataclass

import numpy as np

from nnlab.plain import plain

__all__ = ["Observation", "Raised", "Recording", "evaluate"]


@dataclass(frozen=True)
class Raised:
    """An error that the student's code raised, with the line of theirs that raised it."""

    kind: str
    message: str = ""
    line: int | None = None
    code: str = ""


@dataclass(frozen=True)
class Observation:
    """What one expression did: its value or its error, and what it changed that was not its own."""

    value: object = None
    error: Raised | None = None
    changed: tuple[str, ...] = ()


class Recording:
    """Stands in for an earlier exercise's function: knows its right values at the arguments that matter.

    So a mistake in an earlier exercise costs nothing in a later one. It holds data, not an answer: at
    arguments that were not recorded, it asks the student's own function.

    Parameters
    ----------
    calls : list of [arguments, value]
        Positional arguments, as a list, and the value that belongs to them.
    own : callable, optional
        The student's function.
    """

    def __init__(self, calls, own=None):
        self.calls, self.own = calls, own

    def __call__(self, *args, **options):
        """Return the recorded value, or what the student's own function returns."""
        given = [np.asarray(argument, dtype=float) for argument in (*args, *options.values())]
        for known, value in self.calls:
            if len(known) == len(given) and all(map(_same, known, given)):
                return copy.deepcopy(value)
        if self.own is None:
            raise NameError("a function of an earlier exercise is missing")
        return self.own(*args, **options)


def evaluate(expression, namespace, inputs, supplied=None):
    """Evaluate `expression` over the student's `namespace` and the `inputs`.

    Parameters
    ----------
    expression : str
        Python, over the names that the student defines, the names of the inputs, and ``np``.
    namespace : dict
        The globals of the student's functions.
    inputs : dict
        Plain data by name. Copies are handed over.
    supplied : dict, optional
        For each name of an earlier exercise, the calls of its `Recording`.

    Returns
    -------
    Observation
    """
    given = copy.deepcopy(inputs)
    random_state = _random_state()
    with _in_place_of(namespace, supplied or {}), _quietly():
        try:
            value = plain(eval(expression, {**namespace, "np": np, **given}))
        except (Exception, SystemExit) as error:
            return Observation(error=_raised(error, expression))
    changed = [name for name in inputs if not _unchanged(inputs[name], given[name])]
    if not all(map(np.array_equal, random_state, _random_state())):
        changed.append("np.random")
    return Observation(value, changed=tuple(changed))


@contextlib.contextmanager
def _in_place_of(namespace, supplied):
    """Put recordings where the student's earlier functions are, and take them away again."""
    own = {name: namespace.get(name) for name in supplied}
    namespace.update({name: Recording(calls, own[name]) for name, calls in supplied.items()})
    try:
        yield
    finally:
        for name, function in own.items():
            namespace[name] = function
            if function is None:
                del namespace[name]


@contextlib.contextmanager
def _quietly():
    """A right answer may warn or print; neither says anything about whether it is right."""
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def _random_state():
    """NumPy's global generator: nobody should use it, so it is read here to see who did."""
    return np.random.get_state()[1:3]  # noqa: NPY002


def _same(known, given):
    known = np.asarray(known)
    return known.shape == given.shape and np.allclose(known, given, rtol=1e-9, atol=1e-12, equal_nan=True)


def _unchanged(before, after):
    if isinstance(before, np.ndarray):
        return before.dtype == after.dtype and np.array_equal(
            before, after, equal_nan=before.dtype.kind in "fc"
        )
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_unchanged, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_unchanged(before[key], after[key]) for key in before)
    return before == after or before != before


def _raised(error, expression):
    """Describe an error by the deepest line that stands in the student's own cells."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [
        f
        for f in frames
        if "ipykernel" in f.filename or (f.filename.startswith("<") and f.name != "<module>")
    ]
    last = own[-1] if own else None
    with contextlib.suppress(Exception):  # an error's own text may fail too
        return Raised(
            type(error).__name__, str(error)[:500], last and last.lineno, last.line if last else expression
        )
    return Raised(type(error).__name__)
