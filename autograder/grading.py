"""Grade one submission: read, repair, run confined, judge."""

import functools
import hashlib
import json
import platform
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version

import nbformat

from autograder.exercises import topic
from autograder.judge import Judge
from autograder.places import COURSE
from autograder.rubrics import with_rubrics
from autograder.sandbox import Cell, Job, Limits, SandboxError
from autograder.shortcuts import shortcuts
from autograder.submission import NotJudgedError, read_submission, role

__all__ = ["Paper", "grade_submission", "not_judged", "released"]

_RUN = ("setup", "answer", "given")  # what is run of a released notebook; a student's own cells are run too


@dataclass(frozen=True)
class Paper:
    """A submission on its way to a worker: bytes, and what its hidden inputs are drawn from."""

    student: str
    assignment: str
    content: bytes
    seed: bytes


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
        "left_empty": _left_empty(submission, release, judge.topic.written),
        "submission": _fingerprint(paper),
        "record": _record(paper),
        "notebook": json.dumps(
            with_rubrics(_with_outputs(submission, outcome, verdicts), judge.topic.written),
            ensure_ascii=False,
        ),
    }


@functools.cache
def released(assignment):
    """Return the notebook that was handed out."""
    return nbformat.read(COURSE / assignment / f"{assignment}.ipynb", as_version=4)


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


def _left_empty(submission, release, written):
    """Return the titles of the answers in words that are as they were handed out."""
    sources = [{cell.id: cell.source for cell in cells} for cells in (submission.cells, release.cells)]
    return [one.title for one in written if sources[0].get(one.id) == sources[1].get(one.id)]


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
            cell.outputs = [{"output_type": "stream", "name": "stdout", "text": text}] if text else []
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
