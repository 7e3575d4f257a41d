"""`check` and `hint`: what a student calls in the notebook."""

import os
import sys

from IPython.display import display

from nnlab import frozen
from nnlab.diagnose import diagnose
from nnlab.evaluate import evaluate
from nnlab.render import Message, Verdict

__all__ = ["CheckFailed", "check", "hint", "ready"]

_asked: dict[str, int] = {}  # how many hints were asked for, by exercise
_last: list[str] = []  # the exercise checked last


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
    for exercise in _exercises(what, namespace):
        missing = [name for name in exercise.names if name not in namespace]
        if missing:
            _show(
                Message(exercise.title, f"`{missing[0]}` does not exist yet: run the cell that defines it."),
                False,
            )
            continue
        seen = [
            [evaluate(part.expression, namespace, case.inputs, case.supplied) for case in part.cases]
            for part in exercise.parts
        ]
        diagnosis = diagnose(exercise, seen)
        _last[:] = [exercise.id]
        _show(Verdict(diagnosis), diagnosis.state == "right")


def hint(what=None):
    """Show the next hint for an exercise: where to look, then a smaller case worked out.

    Parameters
    ----------
    what : function or str, optional
        The exercise; the one checked last if it is left out.
    """
    names = [what] if what is not None else list(_last)
    for exercise in _exercises(names, sys._getframe(1).f_globals):
        step = _asked.get(exercise.id, 0)
        _asked[exercise.id] = step + 1
        count = len(exercise.hints)
        text = exercise.hints[min(step, count - 1)]
        display(Message(f"{exercise.title}: hint {min(step, count - 1) + 1} of {count}", text))
    if not names:
        display(Message("hint", "Run the check of an exercise first, then ask for a hint."))


def _exercises(what, namespace):
    """Return the exercises that are meant, each once; say which names mean none."""
    found = {}
    for item in what:
        name = item if isinstance(item, str) else _name(item, namespace)
        exercise = frozen.find(name)
        if exercise is None:
            display(Message("check", f"no exercise of this course asks for `{name}`."))
        else:
            found[exercise.id] = exercise
    return list(found.values())


def _name(item, namespace):
    """Return the name under which an exercise asks for `item`, whatever the object calls itself."""
    own = getattr(item, "__name__", type(item).__name__)
    if namespace.get(own) is item and frozen.find(own):
        return own
    return next((name for name, value in namespace.items() if value is item and frozen.find(name)), own)


def _show(message, passed):
    display(message)
    # Raised for nbgrader's validator alone, so that "Run all" is never interrupted for a student.
    if not passed and os.environ.get("NBGRADER_EXECUTION"):
        raise CheckFailed(str(message))


def ready(*functions):
    """Return whether the student's functions are written; if not, say politely which one is missing.

    For experiments that use several of them: ``if ready(relu, sigmoid): ...``. A function counts as written
    when its body does more than raise NotImplementedError.
    """
    for function in functions:
        code = getattr(function, "__code__", None)
        if code is not None and "NotImplementedError" in code.co_names:
            display(
                Message(
                    "Not yet", f"this needs `{function.__name__}`: write it first, then run this cell again."
                )
            )
            return False
    return True
