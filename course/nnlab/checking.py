"""`check` and `hint`: what a student calls in the notebook."""

import contextlib
import itertools
import os
import re
import sys

from IPython.display import display

from nnlab import frozen, journal
from nnlab.compare import describe
from nnlab.diagnose import diagnose
from nnlab.evaluate import evaluate, scored
from nnlab.plain import plain, type_name
from nnlab.render import Message, Verdict

__all__ = ["CheckFailed", "check", "hint", "ready"]

_asked: dict[str, int] = {}  # how many hints were asked for, by exercise
_last: list[str] = []  # the exercises checked last


class CheckFailed(AssertionError):
    """A check did not pass while nbgrader was validating; never raised for a student at work."""


def check(*what):
    """Check one exercise and say at once what is right, what is wrong, and which mistake it looks like.

    Parameters
    ----------
    *what : function or str
        What the exercise asked for, or its name. Several names of one exercise may be given.

    Notes
    -----
    Only public cases are run here. Hidden ones decide the mark.
    """
    namespace = sys._getframe(1).f_globals
    known, unknown = _exercises(what, namespace)
    _last[:] = [exercise.id for exercise in known]
    shown = [*unknown, *(_checked(exercise, namespace) for exercise in known)]
    for message in shown:
        display(message)
    # Raised for nbgrader's validator alone, so that "Run all" is never interrupted for a student.
    failed = [message for message in shown if not message.passed]
    if failed and os.environ.get("NBGRADER_EXECUTION"):
        raise CheckFailed("\n".join(map(str, failed)))


def _checked(exercise, namespace):
    """Return what there is to say about one exercise; whatever happens on the way, it is a message."""
    try:
        if trouble := _not_defined(exercise, namespace):
            return Message(exercise.title, trouble)
        observations = _observations(exercise, namespace)
        diagnosis = diagnose(exercise, observations)
        verdict = Verdict(diagnosis, _printed(diagnosis, observations))
        if verdict.passed:
            journal.record(exercise.id)
        return verdict
    except KeyboardInterrupt:
        text = "the check was stopped before it was done. Does a loop in your code never end?"
    except Exception as error:
        text = (
            f"the check itself failed, which is not your fault; please report {type(error).__name__}: {error}"
        )
    return Message(exercise.title, text)


def _not_defined(exercise, namespace):
    """Return what is missing before anything can be run, or None."""
    for name in exercise.names:
        if name not in namespace:
            return f"`{name}` does not exist yet: run the cell that defines it."
        called = any(re.search(rf"\b{name}\(", part.expression) for part in exercise.parts)
        if called and not callable(namespace[name]):
            return f"`{name}` must be a function, got {describe(plain(namespace[name]))}."
    return None


def _observations(exercise, namespace):
    return [[_observed(part, case, namespace) for case in part.cases] for part in exercise.parts]


def _observed(part, case, namespace):
    observation = evaluate(part.expression, namespace, case.inputs, case.supplied)
    return scored(observation, part.score, case.inputs)


def _printed(diagnosis, observations):
    """Return what was printed in the case that is shown; where none is, in the first that printed anything."""
    shown = [finding.observation for finding in diagnosis.findings[:1]]
    return next((seen.printed for seen in shown or itertools.chain(*observations) if seen.printed), "")


def hint(what=None):
    """Show the next hint for an exercise: where to look, then a smaller case worked out.

    Parameters
    ----------
    what : function or str, optional
        The exercise; the one checked last if it is left out.
    """
    names = [what] if what is not None else list(_last)
    known, unknown = _exercises(names, sys._getframe(1).f_globals)
    for exercise in known:
        step = min(_asked.get(exercise.id, 0), len(exercise.hints) - 1)
        _asked[exercise.id] = step + 1
        title = f"{exercise.title}: hint {step + 1} of {len(exercise.hints)}"
        display(Message(title, exercise.hints[step]))
    for message in unknown:
        display(message)
    if not names:
        display(Message("hint", "Run the check of an exercise first, then ask for a hint."))


def _exercises(what, namespace):
    """Return the exercises that are meant, each once, and a message for each name that means none."""
    found, unknown = {}, []
    for item in what:
        name = item if isinstance(item, str) else _name(item, namespace)
        exercise = frozen.find(name)
        if exercise is None:
            unknown.append(_not_checked(name))
        else:
            found[exercise.id] = exercise
    return list(found.values()), unknown


def _not_checked(name):
    """Return what to say of a name that no exercise asks for."""
    if title := frozen.written(name):
        return Message(title, "an answer in words. No check can judge it; a person marks it.")
    return Message("check", f"no exercise of this course asks for `{name}`.")


def _name(item, namespace):
    """Return the name under which an exercise asks for `item`, whatever the object calls itself."""
    own = None
    with contextlib.suppress(Exception):  # an object may refuse to be asked
        own = item.__name__
    own = own if isinstance(own, str) else type_name(item)
    if namespace.get(own) is item and frozen.find(own):
        return own
    names = [name for name, value in list(namespace.items()) if value is item]
    return next(filter(frozen.find, names), own)


def ready(*functions):
    """Return whether the student's functions are written; if not, say politely which are missing.

    For experiments that use several of them: ``if ready(relu, sigmoid): ...``. A function counts as written
    when its body does more than raise NotImplementedError.
    """
    missing = [f"`{function.__name__}`" for function in functions if _unwritten(function)]
    if missing:
        them = "it" if len(missing) == 1 else "them"
        text = f"this needs {_listed(missing)}: write {them} first, then run this cell again."
        display(Message("Not yet", text))
    return not missing


def _unwritten(function):
    code = getattr(function, "__code__", None)
    return code is not None and "NotImplementedError" in code.co_names


def _listed(names):
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
