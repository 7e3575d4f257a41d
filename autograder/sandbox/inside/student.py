"""The student's process: runs cells in order and forks a child to answer questions.

From the first cell on nothing here can be relied upon, because the student's code can change all of it. It
keeps no time but for politeness, holds no secret and decides nothing: the trusted side watches the clock,
bounds what it reads, and takes every answer for a claim.
"""

import contextlib
import gc
import os
import random
import signal
import sys
import threading
import traceback

import numpy as np

from nnlab.evaluate import Observation, Raised, evaluate

from . import lockdown, wire
from .relay import receive, relay
from .shell import Output
from .watch import Watch

__all__ = ["serve"]


_COLLECTOR = gc.get_threshold()


class TimeLimit(KeyboardInterrupt):
    """The time for a cell or a question is over."""


def serve(channel, shell, originals, limits):
    """Obey the orders that come on `channel` until it closes; never return."""
    with contextlib.suppress(BaseException):
        random.seed(0)
        np.random.seed(0)  # noqa: NPY002 - whoever uses the global generator gets the same numbers each time
        watch = Watch(shell.user_ns)
        channel.sendall(wire.pack({"ready": True}))
        while (order := receive(channel)) is not None:
            if "cell" in order:
                reply = _run_cell(shell, order, limits)
                reply["replaced"] = originals.restore()
                reply["moved"] = watch.moved()
                watch.add(order["names"])
                channel.sendall(wire.pack(reply))
            elif "questions" in order:
                _ask(channel, shell, order, limits, lambda: originals.restore() is None or watch.moved())
    os._exit(0)


# ---------------------------------------------------------------------------------------------- cells


def _run_cell(shell, order, limits):
    this, output = os.getpid(), Output(limits["output_chars"])
    sys.stdout = sys.stderr = output
    failure = None
    try:
        _set_alarm(limits["cell_seconds"])
        if order["cell"]:  # a check cell only marks a place
            result = shell.run_cell(order["cell"], store_history=False)
            failure = result.error_before_exec or result.error_in_exec
    except BaseException as error:
        failure = error
    finally:
        _set_alarm(0)
    if os.getpid() != this:  # the cell forked, and this is the copy
        os._exit(0)
    _end_the_others()
    _undo_hooks()
    return {
        "token": order["token"],
        "state": "ok" if failure is None else "timeout" if isinstance(failure, TimeLimit) else "error",
        "error": None if failure is None else _describe(failure, limits["cell_seconds"]),
        "output": output.getvalue(),
        "threads": threading.active_count() - 1,
    }


def _describe(error, seconds):
    if isinstance(error, TimeLimit):
        return ["TimeLimit", f"it ran for more than {seconds:g} s", None, ""]
    kind = type(error).__name__
    with contextlib.suppress(Exception):  # an error may fail to say what it is
        if isinstance(error, SyntaxError):
            return [kind, str(error.msg), error.lineno, (error.text or "").strip()]
        frames = [f for f in traceback.extract_tb(error.__traceback__) if f.filename.startswith("<")]
        line, code = (frames[-1].lineno, frames[-1].line or "") if frames else (None, "")
        return [kind, str(error)[:500], line, code[:200]]
    return [kind, "", None, ""]


def _set_alarm(seconds):
    signal.signal(signal.SIGALRM, _interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)


def _interrupt(number, frame):
    raise TimeLimit


def _undo_hooks():
    """Take away what would slow down or stop the cells to come."""
    gc.callbacks.clear()
    gc.set_threshold(*_COLLECTOR)
    threading.settrace(None)
    threading.setprofile(None)
    sys.settrace(None)
    sys.setprofile(None)
    for timer in (signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        signal.setitimer(timer, 0)


# ------------------------------------------------------------------------------------------ questions


def _ask(channel, shell, order, limits, moved):
    """Answer questions in a forked child, so that a crash, a hang or a change of state costs only them."""
    lockdown.use_reserve()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with contextlib.suppress(BaseException):
            os.close(reading)
            channel.close()
            _answer(writing, shell, order, limits, moved)
        os._exit(0)
    os.close(writing)
    status = relay(channel, reading, child, limits["answer_bytes"])
    os.close(reading)
    _end_the_others()
    channel.sendall(wire.pack({"token": order["token"], "status": status}))


def _end_the_others():
    """End whatever was started beside this process; only where it is the first of a namespace of its own."""
    if os.getpid() == 1:
        with contextlib.suppress(OSError):
            os.kill(-1, signal.SIGKILL)
        with contextlib.suppress(OSError):
            while True:
                os.waitpid(-1, 0)


def _answer(writing, shell, order, limits, moved):
    """Answer one question after another, up to the end of an exercise whose answers have changed something."""
    sys.stdout = sys.stderr = Output(0)
    late: dict[str, Observation] = {}
    this, before = os.getpid(), None
    for question in order["questions"]:
        if before not in (None, question["after"]) and moved():
            return  # the others are asked again, in a fork of their own
        before, group = question["after"], question["group"]
        seen = late.get(group) or _observe(shell, question, limits["question_seconds"])
        if group and seen.error and seen.error.kind == "TimeLimit":
            late[group] = seen  # its like would only run out of time as well
        if os.getpid() != this:
            os._exit(0)
        frame = _packed(order, question, seen)
        if not frame or len(frame) > limits["answer_bytes"]:
            message = f"the answer takes more than {limits['answer_bytes']:,} bytes"
            frame = _packed(order, question, Observation(error=Raised("TooLarge", message)))
        while frame:
            frame = frame[os.write(writing, frame) :]


def _packed(order, question, seen):
    error = seen.error and [seen.error.kind, seen.error.message, seen.error.line, seen.error.code]
    answer = {"value": seen.value, "error": error, "changed": list(seen.changed)}
    with contextlib.suppress(MemoryError):
        return wire.pack({"token": order["token"], "id": question["id"], **answer})


def _observe(shell, question, seconds):
    try:
        _set_alarm(seconds)
        return evaluate(question["expression"], shell.user_ns, question["inputs"], question["supplied"])
    except TimeLimit:
        return Observation(error=Raised("TimeLimit", f"it ran for more than {seconds:g} s"))
    except BaseException as error:
        return Observation(error=Raised(type(error).__name__, "it stopped the evaluation"))
    finally:
        _set_alarm(0)
