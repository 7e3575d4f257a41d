"""Takes a submission through its cells and questions, however often its process has to be replaced.

Questions wait until all cells have run, and are asked together, as long as nothing happens that could change
their answers; from then on they are asked as soon as they are due. What was once settled stays settled.
Whatever ends the process is charged to what was being run, which is then left out; a fresh process runs the
other cells again and is asked only what is still open.
"""

import re
import time

from autograder.sandbox.child import Ended
from autograder.sandbox.job import CellOutcome, Outcome, Question
from nnlab.evaluate import Observation, Raised

__all__ = ["run"]

PATIENCE = (
    1.0  # seconds of cells after which questions no longer wait: what is settled cannot run out of time
)


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
    due: list[Question] = []
    for cell in progress.job.cells:
        asked = progress.due(cell.id)
        if cell.id not in progress.left_out:
            progress.now = cell
            outcome, threads, replaced, moved = child.run(cell, _names(asked))
            progress.settle_cell(cell, outcome, threads, replaced)
            if moved and due:
                # Too late for these: from the beginning, asking at once; not for anybody to be told about.
                progress.patient, progress.processes = False, progress.processes - 1
                return
        due += asked
        if not progress.patient or time.monotonic() > progress.began + PATIENCE:
            due = _ask(child, progress, due)
        if not progress.open():
            return
    _ask(child, progress, due + progress.due(""))


def _of_one(questions):
    """Return the questions about the same exercise as the first."""
    return [question for question in questions if question.after == questions[0].after]


def _names(questions):
    return sorted({name for q in questions for name in _NAME.findall(q.expression)} | {*_supplied(questions)})


_NAME = re.compile(r"[^\W\d]\w*")


def _supplied(questions):
    return (name for question in questions for name in question.supplied)


def _ask(child, progress, questions):
    """Ask questions together; one that fails is asked alone, to see whether it was the cause."""
    child.answers, alone = progress.answers, len(questions) == 1
    while questions:
        group = questions[:1] if alone else _of_one(questions) if child.apart else questions
        try:
            failure = child.ask(group)
        finally:
            left = [question for question in group if question.id not in progress.answers]
            progress.now = left[0] if left else group[-1]
        if failure and (len(group) == 1 or failure.kind == "TimeLimit"):
            progress.fail(progress.now, failure)
        alone = bool(failure) and not alone and progress.now.id not in progress.answers
        questions = [question for question in questions if question.id not in progress.answers]
    return []


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
        self.processes, self.began = 0, 0.0
        self.patient = True  # whether questions may wait for the end

    def open(self):
        """Whether anything is still to be done, and there is time for it."""
        settled = len(self.cells) == len(self.job.cells) and len(self.answers) == len(self.job.questions)
        return not settled and time.monotonic() < self.until

    def due(self, place):
        """Return the questions that are open and to be asked after the cell `place`."""
        return [q for q in self.job.questions if q.after == place and q.id not in self.answers]

    def begin(self):
        self.processes += 1
        self.began = time.monotonic()
        self.with_threads, self.now = [], None

    def settle_cell(self, cell, outcome, threads, replaced):
        if cell.id not in self.cells and replaced:
            self.notes.append(f"The cell {cell.id} replaced {', '.join(replaced)}.")
        self.cells.setdefault(cell.id, outcome)
        if threads > len(self.with_threads) and cell.id not in self.cleared:
            self.with_threads.append(cell.id)
        if threads or outcome.state == "timeout":
            self.patient = False

    def fail(self, question, raised):
        """Settle a question that got no answer, and with it those that would run out of time like it."""
        alike = [question]
        if question.group and raised.kind == "TimeLimit":
            alike += [q for q in self.job.questions if q.group == question.group and q.id not in self.answers]
        for settled in alike:
            self.answers[settled.id] = Observation(error=raised)

    def charge(self, raised):
        """Decide what ended the process, and leave it out from now on."""
        # What one cell did is over when it is left out; what ended two processes may go on doing so.
        self.patient = self.processes == 1 and not self.with_threads and not isinstance(self.now, Question)
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
