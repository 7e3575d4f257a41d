"""Grade a whole class into its classroom: the one writer of gradebook, graded notebooks and verdicts."""

import contextlib
import hashlib

import nbformat
from nbgrader.utils import parse_utc

from autograder.classroom import write_whole
from autograder.gradebook import open_gradebook, record
from autograder.grading import Paper, grade_papers, local_workers, not_judged
from autograder.submission import MAX_BYTES, NotJudgedError

__all__ = ["grade_class"]


def grade_class(classroom, topic, students, *, workers, confined=True, force=False):
    """Grade `students` of a classroom and yield (student, result) as each is done and written down.

    Parameters
    ----------
    classroom : autograder.classroom.Classroom
    topic : autograder.exercises.Topic
    students : sequence of str
    workers : int
        Submissions graded side by side.
    confined : bool
        Whether students' code runs in the sandbox.
    force : bool
        Whether to grade again what has a verdict already. Without it, only new or changed submissions are.
    """
    assignment = topic.assignment
    known, papers = {}, []
    for student in students:
        before = None if force else classroom.verdict(student, assignment)
        try:
            content = _content(classroom.notebook(student, assignment))
        except NotJudgedError as reason:
            known[student] = not_judged(str(reason))
            classroom.write_verdict(student, assignment, {"student": student, **known[student]})
            continue
        if before and before.get("submission") == hashlib.sha256(content).hexdigest():
            known[student] = before
        else:
            papers.append(student)
    yield from known.items()
    if not papers:
        return
    gradebook = open_gradebook(classroom.db_url, topic)
    with contextlib.closing(gradebook), local_workers(min(workers, len(papers)), confined) as executor:
        waiting = (_paper(classroom, student, assignment) for student in papers)
        for paper, result in grade_papers(waiting, executor, workers):
            _write_down(classroom, gradebook, paper, result)
            yield paper.student, result


def _paper(classroom, student, assignment):
    try:
        content = _content(classroom.notebook(student, assignment))
    except NotJudgedError:  # it was there a moment ago; what is judged now is an empty file
        content = b""
    return Paper(student, assignment, content, classroom.seed(assignment, content))


def _content(path):
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise NotJudgedError(f"the file has {size:,} bytes, more than {MAX_BYTES:,}")
        return path.read_bytes()
    except OSError as error:
        raise NotJudgedError(f"the file cannot be read: {error.strerror}") from None


def _write_down(classroom, gradebook, paper, result):
    """Write the marks first; the verdict file comes last and says that all the rest is done."""
    result["notes"] += _notes_on_files(classroom, paper)
    if result["status"] == "graded":
        text = result.pop("notebook")
        folder = classroom.autograded(paper.student, paper.assignment)
        write_whole(folder / f"{paper.assignment}.ipynb", text.encode())
        verdicts = {verdict["id"]: verdict for verdict in result["exercises"]}
        timestamp = _timestamp(classroom.submitted(paper.student, paper.assignment) / "timestamp.txt")
        notebook = nbformat.reads(text, as_version=4)
        record(gradebook, paper.assignment, paper.student, notebook, verdicts, timestamp)
    classroom.write_verdict(paper.student, paper.assignment, {"student": paper.student, **result})


def _timestamp(path):
    """Return when a submission was handed in, as nbgrader's collecting notes it; None if nothing tells."""
    try:
        return parse_utc(path.read_text(encoding="utf-8").strip())
    except (OSError, ValueError, OverflowError):
        return None


def _notes_on_files(classroom, paper):
    """Return notes on what is odd about the names and the date of a submission."""
    folder = classroom.submitted(paper.student, paper.assignment)
    with contextlib.suppress(NotJudgedError):
        name = classroom.notebook(paper.student, paper.assignment).name
        if name != f"{paper.assignment}.ipynb":
            yield f"The file was called `{name}`; it was read as `{paper.assignment}.ipynb`."
    date = folder / "timestamp.txt"
    if date.exists() and _timestamp(date) is None:
        yield "`timestamp.txt` holds no date such as 2026-03-01 12:00:00 UTC; no date was recorded."
