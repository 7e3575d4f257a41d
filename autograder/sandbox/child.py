"""The trusted end of the line to one student's process. Whatever is read here was written by an attacker."""

import dataclasses
import secrets
import signal
import socket
import time

from autograder.sandbox.inside import wire
from autograder.sandbox.job import CellOutcome, SandboxError
from autograder.sandbox.remedy import explain
from nnlab.evaluate import Observation, Raised

__all__ = ["Child", "Ended"]

GRACE = 1.0  # seconds that a process has to interrupt itself before it is ended
START_SECONDS = 30
CHUNK = 1 << 20
STATES = ("ok", "error", "timeout")


class Ended(Exception):
    """The student's process is gone or had to go; `raised` says why."""

    def __init__(self, kind, sentence):
        super().__init__(sentence)
        self.raised = Raised(kind, sentence)


class TooLate(Ended):
    """It did not answer in time."""


class Child:
    """A fresh student's process.

    Parameters
    ----------
    fork : callable
        Given two sockets, has the warm process fork with them.
    limits : Limits
    until : float
        When, by `time.monotonic`, the submission's time is over.
    """

    def __init__(self, fork, limits, until):
        self.limits, self.until, self.apart = limits, until, False
        self.answers: dict[str, Observation] = {}
        self.control, guard_end = socket.socketpair()
        self.channel, student_end = socket.socketpair()
        try:
            with guard_end, student_end:
                fork(guard_end, student_end)
            self.control.sendall(wire.pack(dataclasses.asdict(limits)))
            self._wait_until_ready()
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        """End the process and all that it started; return when they are gone."""
        self.channel.close()
        with self.control:
            self._last_words()

    def run(self, cell, names=()):
        """Run a cell; return what there is to say about it.

        Parameters
        ----------
        cell : Cell
        names : iterable of str
            What questions that are due after it name.

        Returns
        -------
        CellOutcome
        int
            How many threads it left running.
        tuple of str
            What it replaced.
        bool
            Whether it changed what questions that were due before it rely on.

        Raises
        ------
        Ended
        """
        token = self._send(cell=cell.source, names=list(names))
        reply = self._reply(token, self.limits.cell_seconds)
        return (
            _cell_outcome(cell.id, reply, self.limits.output_chars),
            _count(reply.get("threads")),
            _texts(reply.get("replaced")),
            reply.get("moved") is not False,
        )

    def ask(self, questions):
        """Ask questions in one go; put what is observed into `answers`, by id.

        Returns
        -------
        Raised or None
            Why the first of the questions without an answer has none; None if they may be asked again.

        Raises
        ------
        Ended
            If the process itself ended, and not only the one that it forked to answer.
        """
        missing = {question.id: None for question in questions}  # in their order
        mixed, strange = len({question.after for question in questions}) > 1, False
        token = self._send(questions=[_order(question) for question in questions])
        while True:
            try:
                reply = self._reply(token, self.limits.question_seconds)
            except TooLate as late:
                return self._stop(token, late)
            if "status" in reply:
                if strange:
                    self._forget(questions)
                again = reply["status"] == 0 and len(missing) < len(questions)
                return None if again or not missing else _crash(reply["status"], None, self.limits)
            name = _text(reply.get("id"))
            # Among the answers to several exercises, one out of turn was not written by whom it belongs to.
            strange = strange or (mixed and name != next(iter(missing), None))
            if name in missing:
                del missing[name]
                self.answers[name] = _observation(reply)

    def _forget(self, questions):
        """Forget the answers to questions that have to be asked again, one exercise apart from the other."""
        self.apart = True
        for question in questions:
            self.answers.pop(question.id, None)

    def _stop(self, token, late):
        if time.monotonic() >= self.until:
            raise late
        self._send(stop=True)
        while "status" not in self._reply(token, 0):
            pass
        return late.raised

    # ---------------------------------------------------------------------------------------- talking

    def _send(self, **order):
        token = secrets.token_hex(8)  # so that a reply prepared in advance belongs to no order
        try:
            self.channel.settimeout(max(0.01, self.until - time.monotonic()))
            self.channel.sendall(wire.pack({"token": token, **order}))
        except OSError:
            raise self._ended() from None
        return token

    def _reply(self, token, seconds):
        """Return the next reply to the order with `token`; whatever else comes is passed over."""
        until = min(self.until, time.monotonic() + seconds + GRACE)
        while True:
            reply = self._frame(until, seconds)
            if reply.get("token") == token:
                return reply

    def _frame(self, until, seconds):
        try:
            [length] = wire.HEADER.unpack(self._exactly(wire.HEADER.size, until))
            if length > max(self.limits.answer_bytes, 16 * self.limits.output_chars) + 10_000:
                raise wire.Malformed("too long")
            frame = wire.unpack(self._exactly(length, until))
        except TimeoutError:
            raise TooLate("TimeLimit", self._too_late(seconds)) from None
        except wire.Malformed:
            raise Ended("Crashed", "the process wrote something on the grader's line") from None
        except OSError:
            raise self._ended() from None
        if not isinstance(frame, dict):
            raise Ended("Crashed", "the process wrote something on the grader's line")
        return frame

    def _exactly(self, size, until):
        received = bytearray()
        while len(received) < size:
            self.channel.settimeout(max(0.001, until - time.monotonic()))
            if time.monotonic() > until:
                raise TimeoutError
            part = self.channel.recv(min(CHUNK, size - len(received)))
            if not part:
                raise ConnectionError
            received += part
        return bytes(received)

    def _too_late(self, seconds):
        if time.monotonic() >= self.until:
            return f"the whole submission ran for more than {self.limits.total_seconds:g} s"
        return f"it ran for more than {seconds:g} s and could not be interrupted"

    # ------------------------------------------------------------------------------ beginning and end

    def _wait_until_ready(self):
        try:
            frame = self._frame(time.monotonic() + START_SECONDS, START_SECONDS)
        except Ended:
            frame = self._last_words()
        if "ready" not in frame:
            reason = frame.get("failed", "the student's process did not start")
            raise SandboxError(explain(reason))

    def _ended(self):
        words = self._last_words()
        crash = _crash(words.get("status"), words.get("reason"), self.limits)
        return Ended(crash.kind, crash.message)

    def _last_words(self):
        """Have the guard end the process and return what it says about it."""
        try:
            self.control.shutdown(socket.SHUT_WR)
            self.control.settimeout(START_SECONDS)
            with self.control.makefile("rb") as lines:
                header = lines.read(wire.HEADER.size)
                return wire.unpack(lines.read(*wire.HEADER.unpack(header)))
        except Exception:  # the guard is gone as well
            return {}


def _order(question):
    return {
        "id": question.id,
        "after": question.after,
        "group": question.group,
        "expression": question.expression,
        "inputs": question.inputs,
        "supplied": question.supplied,
    }


# What follows turns claims into records: what is of the wrong type becomes a harmless value of the right one.


def _cell_outcome(cell_id, reply, room):
    state = reply.get("state")
    output = _text(reply.get("output")).replace("\r\n", "\n").replace("\r", "\n")
    return CellOutcome(
        cell_id, state if state in STATES else "error", _raised(reply.get("error")), output[: room + 100]
    )


def _observation(reply):
    return Observation(reply.get("value"), _raised(reply.get("error")), _texts(reply.get("changed")))


def _raised(error):
    if error is None:
        return None
    if not isinstance(error, list) or len(error) != 4:
        return Raised("Crashed", "the process described an error in a way that cannot be read")
    kind, message, line, code = error
    return Raised(_text(kind)[:80], _text(message)[:500], _count(line) or None, _text(code)[:200])


def _texts(value):
    return tuple(_text(item)[:80] for item in value[:20]) if isinstance(value, list) else ()


def _text(value):
    return value if isinstance(value, str) else ""


def _count(value):
    return value if type(value) is int and 0 <= value < 1 << 31 else 0


def _crash(status, reason, limits):
    """Say how a process ended, from its exit status (negative for a signal)."""
    if reason == "memory":
        how = f"its memory grew by more than {limits.memory_bytes >> 20} MiB"
    elif reason == "asked" and status == -signal.SIGKILL:
        how = "it closed its line to the grader"
    elif type(status) is not int:
        how = "nobody knows how"
    elif status == -signal.SIGXCPU:
        how = f"it used more than {limits.cpu_seconds:g} s of processor time"
    elif status < 0:
        how = f"killed by signal {-status}"
    else:
        how = f"exit status {status}, as from os._exit"
    return Raised("Crashed", f"the process ended: {how}")
