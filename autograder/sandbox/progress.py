"""Takes a submission through its cells and questions, however often its process has to be replaced.

What was once settled stays settled. Whatever ends the process is charged to what was being run, which is then
left out; a fresh process runs the other cells again and is asked only what is still open.
"""

import time

from autograder.sandbox.child import Ended
from autograder.sandbox.job import CellOutcome, Outcome, Question
from nnlab.evaluate import Observation, Raised

__all__ = ["run"]


def run(job, start):
    """Run a job to its end.

    Parameters
    ----------
    job : Job
        The cells and the questions.
    start : callable
        Given when the time is over, by `time.monotonic`, returns a new `Child`.

    Returns
    -------
    Outcome
    """
    begin = time.monotonic()
    progress = _Progress(job, begin + job.limits.total_seconds)
    while progress.open():
        progress.begin()
        try:
            with start(progress.until) as child:
                _go_through(child, progress)
        except Ended as ended:
            progress.charge(ended.raised)
    return progress.outcome(time.monotonic() - begin)


def _go_through(child, progress):
    for cell in progress.job.cells:
        if cell.id not in progress.left_out:
            progress.now = cell
            progress.settle_cell(cell, *child.run(cell))
        _ask(child, progress, cell.id)
        if not progress.open():
            return
    _ask(child, progress, "")


def _ask(child, progress, place):
    """Ask what is open at this place together; after a failure, one by one."""
    together = True
    while questions := [
        q for q in progress.job.questions if q.after == place and q.id not in progress.answers
    ]:
        group = questions if together else questions[:1]
        child.answers = progress.answers
        try:
            failure = child.ask(group)
        finally:
            left = [question for question in group if question.id not in progress.answers]
            progress.now = left[0] if left else group[-1]
        if failure:
            progress.fail(progress.now, failure)
            together = False


class _Progress:
    """What is settled so far, and what was being run when a process ended."""

    def __init__(self, job, until):
        self.job, self.until = job, until
        self.cells: dict[str, CellOutcome] = {}
        self.answers: dict[str, Observation] = {}
        self.notes: list[str] = []
        self.left_out: set[str] = set()
        self.with_threads: list[str] = []  # cells of this process that left threads running
        self.trial = None  # what was charged to such cells rather than to what was being run
        self.cleared: set[str] = set()
        self.now = None
        self.processes = 0

    def open(self):
        """Whether anything is still to be done, and there is time for it."""
        settled = len(self.cells) == len(self.job.cells) and len(self.answers) == len(self.job.questions)
        return not settled and time.monotonic() < self.until

    def begin(self):
        self.processes += 1
        self.with_threads, self.now = [], None

    def settle_cell(self, cell, outcome, threads, replaced):
        if cell.id not in self.cells and replaced:
            self.notes.append(f"The cell {cell.id} replaced {', '.join(replaced)}.")
        self.cells.setdefault(cell.id, outcome)
        if threads > len(self.with_threads) and cell.id not in self.cleared:
            self.with_threads.append(cell.id)

    def fail(self, question, raised):
        """Settle a question that got no answer, and with it those that would run out of time like it."""
        alike = [question]
        if question.group and raised.kind == "TimeLimit":
            alike += [q for q in self.job.questions if q.group == question.group and q.id not in self.answers]
        for settled in alike:
            self.answers[settled.id] = Observation(error=raised)

    def charge(self, raised):
        """Decide what ended the process, and leave it out from now on."""
        charged, self.trial = self.trial, None
        if charged is None and self.with_threads:
            self.trial = (self.now, set(self.with_threads))
            self.left_out |= self.trial[1]
            names = ", ".join(self.with_threads)
            self.notes.append(f"Threads that were left running by {names} may have ended the process.")
            return
        if charged and charged[0] is self.now:  # it ended without them too: they were not the cause
            self.left_out -= charged[1]
            self.cleared |= charged[1]
        if isinstance(self.now, Question):
            self.fail(self.now, raised)
        elif self.now is not None:
            self._charge_cell(self.now.id, raised)

    def _charge_cell(self, cell_id, raised):
        state = "timeout" if raised.kind == "TimeLimit" else "crashed"
        self.cells[cell_id] = CellOutcome(cell_id, state, raised)
        self.left_out.add(cell_id)

    def outcome(self, seconds):
        """Return all that is settled; say of the rest that there was no time for it."""
        limit = f"the whole submission ran for more than {self.job.limits.total_seconds:g} s"
        late = Observation(error=Raised("TimeLimit", limit))
        if self.processes > 1:
            self.notes.append(f"The cells were run in {self.processes} processes, one after the other.")
        return Outcome(
            {c.id: self.cells.get(c.id, CellOutcome(c.id, "not run")) for c in self.job.cells},
            {q.id: self.answers.get(q.id, late) for q in self.job.questions},
            seconds,
            tuple(self.notes),
        )
