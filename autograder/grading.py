"""Grade a class: read, repair, run confined, judge, write down.

Workers hold no state and never touch the gradebook; the coordinator, which is its one writer, hands them the
bytes of a submission and gets back plain data.
"""

import atexit
import functools
import hashlib
import json
import os
import platform
import time
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from dataclasses import asdict, dataclass
from importlib.metadata import version
from multiprocessing import get_context

import nbformat

from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.judge import Judge
from autograder.places import COURSE
from autograder.rubrics import with_rubrics
from autograder.sandbox import Cell, Job, Limits, Sandbox, SandboxError
from autograder.shortcuts import shortcuts
from autograder.submission import NotJudgedError, read_submission, role

__all__ = [
    "Paper",
    "cluster_workers",
    "grade_papers",
    "grade_submission",
    "local_workers",
    "not_judged",
    "released",
    "warm_up",
]

_RUN = ("setup", "answer", "given")  # what is run of a released notebook; a student's own cells are run too


@dataclass(frozen=True)
class Paper:
    """A submission on its way to a worker: bytes, and what its hidden inputs are drawn from."""

    student: str
    assignment: str
    content: bytes
    seed: bytes


def grade_papers(papers, executor: Executor, width, confined=True):
    """Grade papers side by side, at most `width` at once, and yield (paper, result) as each is done.

    Parameters
    ----------
    papers : iterable of Paper
        Read only as fast as they are graded, so that a class of any size fits in memory.
    executor : concurrent.futures.Executor
        Local processes, or a cluster's.
    width : int
        How many papers its workers can hold at once.
    confined : bool
        Whether students' code runs in the sandbox.
    """
    pending: dict = {}
    for paper in papers:
        pending[executor.submit(_grade_in_worker, paper, confined)] = paper
        if len(pending) >= 2 * width:
            yield from _finished(pending)
    while pending:
        yield from _finished(pending)


def warm_up(executor, width, assignment, confined=True):
    """Have the workers start, and all that they need, while there is something else to do."""
    for _ in range(width):
        # What fails here fails again with a paper, and is told then.
        executor.submit(_warm_worker, assignment, confined).add_done_callback(Future.exception)


def grade_submission(paper, sandbox):
    """Return the result on one submission, as plain data: its verdicts, and the repaired notebook as text."""
    started = time.perf_counter()
    try:
        release = released(paper.assignment)
        submission = read_submission(paper.content, release)
        judge = Judge(topic(paper.assignment), paper.seed)
        cells = _cells(submission)
        outcome = sandbox.run(Job(cells, judge.questions))
    except NotJudgedError as reason:
        # The same file will never be judged, so its fingerprint says that it need not be tried again.
        return not_judged(str(reason), time.perf_counter() - started) | {"submission": _fingerprint(paper)}
    except SandboxError as reason:
        return not_judged(str(reason), time.perf_counter() - started)
    verdicts = [verdict.to_data() for verdict in judge.verdicts(outcome)]
    return {
        "status": "graded",
        "reason": None,
        "score": sum(verdict["points"] for verdict in verdicts),
        "max_score": sum(verdict["max_points"] for verdict in verdicts),
        "seconds": round(time.perf_counter() - started, 3),
        "exercises": verdicts,
        "notes": [*submission.notes, *outcome.notes, *shortcuts(cells)],
        "submission": _fingerprint(paper),
        "record": _record(paper),
        "notebook": nbformat.v4.writes(
            with_rubrics(_with_outputs(submission, outcome, verdicts), judge.topic.written)
        ),
    }


def local_workers(count):
    """Return an executor of `count` processes on this machine."""
    # A fresh interpreter for each worker: what this process holds open is not passed on.
    return ProcessPoolExecutor(count, get_context("spawn"))


def cluster_workers(address):
    """Return an executor over a running Dask cluster, and how many workers it has.

    Raises
    ------
    CourseError
        If `distributed` is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client  # an optional extra: one machine does not need it
    except ImportError:
        raise CourseError(
            "--cluster needs Dask: pip install 'neural-networks-by-building[cluster]'"
        ) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, TimeoutError, ValueError):
        raise CourseError(
            f"no Dask scheduler answers at {address}; start one with `dask scheduler`"
        ) from None
    return client.get_executor(pure=False), max(1, len(client.scheduler_info()["workers"]))


@functools.cache
def released(assignment):
    """Return the notebook that was handed out."""
    return nbformat.read(COURSE / assignment / f"{assignment}.ipynb", as_version=4)


def _grade_in_worker(paper, confined):
    return grade_submission(paper, _warm_sandbox(confined))


def _warm_worker(assignment, confined):
    _warm_sandbox(confined)
    released(assignment), topic(assignment)


@functools.cache
def _warm_sandbox(confined):
    """Return the sandbox of this worker process, warmed up for its first paper and kept for the rest."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    sandbox = Sandbox(confined=confined).__enter__()
    atexit.register(sandbox.__exit__, None, None, None)
    return sandbox


def _finished(pending):
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        paper = pending.pop(future)
        try:
            yield paper, future.result()
        except Exception as error:  # a fault of the grader must cost no student anything
            yield paper, not_judged(f"the grader failed: {type(error).__name__}: {error}", 0)


def not_judged(reason, seconds=0.0):
    """Return the result on a submission that a person has to look at."""
    return {
        "status": "not judged",
        "reason": reason,
        "score": None,
        "max_score": None,
        "seconds": round(seconds, 3),
        "exercises": [],
        "notes": [],
    }


def _record(paper):
    """Return what is needed to come to the same verdict again: seed, exercises, versions, limits."""
    return {
        "seed": paper.seed.hex(),
        "exercises": topic(paper.assignment).fingerprint,
        "versions": _versions(),
        "limits": asdict(Limits()),
    }


@functools.cache
def _versions():
    named = {name: version(name) for name in ("neural-networks-by-building", "nnlab", "numpy")}
    return named | {"python": platform.python_version()}


def _fingerprint(paper):
    return hashlib.sha256(paper.content).hexdigest()


def _cells(submission):
    """Return what is run. A check cell only marks the place where its exercise is asked about."""
    return tuple(
        Cell(cell.id, "" if role(cell) == "check" else cell.source)
        for cell in submission.cells
        if cell.cell_type == "code" and role(cell) in (*_RUN, "check")
    )


def _with_outputs(submission, outcome, verdicts):
    """Return the repaired notebook with what its cells printed, and each verdict under its check."""
    said = {f"{verdict['id']}-check": verdict for verdict in verdicts}
    notebook = submission.to_notebook()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            text = (
                _said(said[cell.id]) if cell.id in said else _printed(outcome.cells.get(cell.id), role(cell))
            )
            cell.outputs = [nbformat.v4.new_output("stream", name="stdout", text=text)] if text else []
            cell.execution_count = None
    return notebook


def _said(verdict):
    return f"{verdict['points']:g} of {verdict['max_points']:g} points: {verdict['message']}\n"


def _printed(cell, kind):
    if kind == "experiment":
        return "This experiment was not run for grading.\n"
    if cell is None:
        return ""
    error = f"{cell.error.kind}: {cell.error.message}\n" if cell.error else ""
    return cell.output + error


def result_line(result):
    """Return a result without its notebook, as one line of JSON."""
    return json.dumps({key: value for key, value in result.items() if key != "notebook"})
