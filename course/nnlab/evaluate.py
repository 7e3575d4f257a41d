"""Run one expression over a student's functions and write down everything that happened."""

import contextlib
import copy
import functools
import inspect
import io
import linecache
import re
import warnings
from dataclasses import dataclass, replace

import numpy as np

from nnlab.plain import plain, type_name

__all__ = ["GLOBAL_CHANCE", "Observation", "Raised", "Recording", "evaluate", "scored"]

GLOBAL_CHANCE = "np.random"  # stands among what was changed if something was drawn from there
_KEPT = 1000  # characters of what is printed


@dataclass(frozen=True)
class Raised:
    """An error that the student's code raised, with the line of theirs that raised it."""

    kind: str
    message: str = ""
    line: int | None = None
    code: str = ""

    @property
    def shape(self):
        """The kind and the words of the error, without its numbers: what two runs of one mistake share."""
        return self.kind, " ".join(re.findall(r"[A-Za-z_']+", self.message))[:80].strip()


@dataclass(frozen=True)
class Observation:
    """What one expression did: its value or its error, what it changed that was not its own, what it printed."""

    value: object = None
    error: Raised | None = None
    changed: tuple[str, ...] = ()
    printed: str = ""  # the beginning; it decides nothing


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
        given = self._in_order(args, options)
        for known, value in self.calls:
            if given is not None and len(known) == len(given) and all(map(_same, known, given)):
                return _as_returned(value)
        if self.own is None:
            raise NameError("a function of an earlier exercise is missing")
        return self.own(*args, **options)

    def _in_order(self, args, options):
        """Return all arguments as arrays, keywords in the order of the parameters; None if one is no number."""
        if options:
            with contextlib.suppress(TypeError, ValueError):
                bound = inspect.signature(self.own).bind(*args, **options)
                args, options = bound.args, bound.kwargs
        try:
            return [np.asarray(argument, dtype=float) for argument in (*args, *options.values())]
        except (TypeError, ValueError):
            return None


def evaluate(expression, namespace, inputs, supplied=None, watch_random=True):
    """Evaluate `expression` over the student's `namespace` and the `inputs`.

    Whatever the student's code raises is observed, `SystemExit` included; only an interrupt goes through.

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
    watch_random : bool
        Whether to see if NumPy's global generator was used; code that is known not to is evaluated faster without.

    Returns
    -------
    Observation
    """
    given = copy.deepcopy(inputs)
    random_state = watch_random and _random_state()
    with _in_place_of(namespace, supplied or {}), _quietly() as said:
        try:
            value = plain(eval(_compiled(expression), {**namespace, "np": np, **given}))
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            return Observation(error=_raised(error, namespace, expression), printed=said.text)
        changed = [name for name in inputs if not _unchanged(inputs[name], plain(given[name]))]
    if watch_random and random_state != _random_state():
        changed.append(GLOBAL_CHANCE)
    return Observation(value, changed=tuple(changed), printed=said.text)


@functools.cache
def _compiled(expression):
    return compile(expression, "<string>", "eval")


def scored(observation, score, inputs):
    """Reduce an observed answer to what is compared.

    Parameters
    ----------
    observation : Observation
    score : str
        Python over `answer`, which is plain data, the names of the inputs, and ``np``; nothing if empty.
    inputs : dict
        Also those that the student's functions were not given.

    Returns
    -------
    Observation
        The same one if there is no value to reduce.
    """
    if not score or observation.value is None:
        return observation
    reduced = evaluate(score, {"answer": observation.value}, inputs)
    return replace(reduced, changed=observation.changed, printed=observation.printed)


@contextlib.contextmanager
def _in_place_of(namespace, supplied):
    """Put recordings where the student's earlier functions are, and take them away again."""
    own = {name: namespace[name] for name in supplied if name in namespace}
    namespace.update({name: Recording(calls, own.get(name)) for name, calls in supplied.items()})
    try:
        yield
    finally:
        for name in supplied:
            namespace.pop(name, None)
        namespace.update(own)


class _Beginning(io.TextIOBase):
    """Takes what is printed and keeps the beginning, however much it is."""

    def __init__(self):
        self.kept, self.room = io.StringIO(), _KEPT

    def write(self, text):
        self.kept.write(text[: max(self.room, 0)])
        self.room -= len(text)
        return len(text)

    @property
    def text(self):
        return self.kept.getvalue() + ("" if self.room >= 0 else " …")


@contextlib.contextmanager
def _quietly():
    """Keep warnings and prints apart: a right answer may do both; neither says whether it is right."""
    said = _Beginning()
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(said),
    ):
        warnings.simplefilter("ignore")
        yield said


def _random_state():
    """NumPy's global generator: nobody should use it, so it is read here to see who did."""
    state = np.random.get_bit_generator().state
    if state["bit_generator"] == "MT19937":
        return state["state"]["pos"], state["state"]["key"].tobytes()
    return str(state)


def _same(known, given):
    known = np.asarray(known)
    return known.shape == given.shape and np.allclose(known, given, rtol=1e-9, atol=1e-12, equal_nan=True)


def _as_returned(value):
    """Return a recorded value as a function returns it: a copy, and a scalar instead of an array without axes."""
    return value[()] if isinstance(value, np.ndarray) and not value.ndim else copy.deepcopy(value)


def _unchanged(before, after):
    """Compare plain data; NaN equals NaN."""
    if type(before) is not type(after):
        return False
    if isinstance(before, np.ndarray):
        floats = before.dtype.kind in "fc"
        return before.dtype == after.dtype and np.array_equal(before, after, equal_nan=floats)
    if isinstance(before, list):
        return len(before) == len(after) and all(map(_unchanged, before, after))
    if isinstance(before, dict):
        return before.keys() == after.keys() and all(_unchanged(before[key], after[key]) for key in before)
    return before == after or before != before


def _raised(error, namespace, expression):
    """Describe an error by the deepest line of the student's own: its globals are the student's namespace."""
    line, code = None, expression
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_globals is namespace:
            line = trace.tb_lineno
            code = linecache.getline(trace.tb_frame.f_code.co_filename, line).strip()[:200]
        trace = trace.tb_next
    return Raised(type_name(error), _message(error), line, code)


def _message(error):
    """Return an error's own text, which may fail to be made."""
    try:
        # What stands in for a student's function is called a function, too.
        return str(error).replace(f"'{Recording.__name__}'", "'function'")[:500]
    except KeyboardInterrupt:
        raise
    except BaseException:
        return ""
