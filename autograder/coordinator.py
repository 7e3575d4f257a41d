"""Grade a whole class into its classroom: the one writer of gradebook, graded notebooks and verdicts."""

import contextlib
import hashlib

import nbformat
from nbgrader.utils import parse_utc
from sqlalchemy.exc import SQLAlchemyError

from autograder.classroom import write_whole
from autograder.errors import CourseError
from autograder.gradebook import enrolled, in_one_line, open_gradebook, record
from autograder.grading import Paper, not_judged, released
from autograder.pages import feedback_page
from autograder.submission import NotJudgedError
from autograder.workers import cluster_workers, grade_papers, local_workers

__all__ = ["grade_class"]

_UNKNOWN = "Nobody on the roster has the id `{}`, so a new student was entered."


def grade_class(
    classroom, topic, students, *, workers, confined=True, force=False, cluster=None, db_url=None
):
    """Grade `students` of a classroom and yield (student, result) as each is done and written down.

    Parameters
    ----------
    classroom : autograder.classroom.Classroom
    topic : autograder.exercises.Topic
    students : sequence of str
    workers : int
        Submissions graded side by side on this machine.
    confined : bool
        Whether students' code runs in the sandbox.
    force : bool
        Whether to grade again what has a verdict already. Without it, only new or changed submissions are.
    cluster : str, optional
        The address of a Dask scheduler whose workers grade instead of this machine's.
    db_url : str, optional
        The address of the gradebook; a SQLite file in the classroom if left out.

    Raises
    ------
    CourseError
        If another grader is at work in the classroom, or something cannot be written. What was graded up to
        then is kept.
    """
    with _plain_errors(classroom), classroom.locked():
        known, papers = _sorted_out(classroom, topic.assignment, students, force)
        yield from known.items()
        if not papers:
            return
        here = cluster_workers(cluster) if cluster else local_workers(min(workers, len(papers)))
        waiting = (_paper(classroom, student, topic.assignment) for student in papers)
        with contextlib.ExitStack() as open_until_done:
            gradebook = None
            for paper, result in grade_papers(waiting, here, confined):
                if gradebook is None:  # to open it takes a while, and by now the workers have something to do
                    book = open_gradebook(
                        db_url or classroom.db_url, topic.assignment, released(topic.assignment)
                    )
                    gradebook = open_until_done.enter_context(book)
                    roster = enrolled(gradebook)
                if roster and paper.student not in roster:
                    result["notes"].append(_UNKNOWN.format(paper.student))
                _write_down(classroom, gradebook, paper, result)
                yield paper.student, result


def _sorted_out(classroom, assignment, students, force):
    """Return the results that are known without grading, and the students whose papers are to be graded."""
    known, papers = {}, []
    for student in students:
        before = None if force else classroom.verdict(student, assignment)
        try:
            content = classroom.content(student, assignment)
        except NotJudgedError as trouble:
            known[student] = not_judged(str(trouble))
            _write_verdict(classroom, student, assignment, known[student])
            continue
        date = _date(classroom, student, assignment)
        if before and _of(before) == (hashlib.sha256(content).hexdigest(), date):
            known[student] = before
        else:
            papers.append(student)
    return known, papers


def _of(verdict):
    """Return of which submission a verdict is: of which bytes, with which date."""
    return verdict.get("submission"), verdict.get("date")


@contextlib.contextmanager
def _plain_errors(classroom):
    """Say in one line what cannot be written, instead of a traceback."""
    kept = "what was graded before is kept; run the command again when it is mended"
    try:
        yield
    except SQLAlchemyError as error:
        raise CourseError(f"the gradebook cannot be used: {in_one_line(error)}; {kept}") from None
    except OSError as error:
        where = error.filename or classroom.root
        raise CourseError(f"{where}: {error.strerror or error}; {kept}") from None


def _paper(classroom, student, assignment):
    try:
        content = classroom.content(student, assignment)
    except NotJudgedError:  # it was there a moment ago; what is judged now is an empty file
        content = b""
    return Paper(student, assignment, content, classroom.seed(assignment, content))


def _write_down(classroom, gradebook, paper, result):
    """Write the marks first; the verdict file comes last and says that all the rest is done."""
    result["date"] = _date(classroom, paper.student, paper.assignment)
    result["notes"] += _notes_on_files(classroom, paper, result["date"])
    if result["status"] == "graded":
        text = result.pop("notebook")
        write_whole(classroom.graded_notebook(paper.student, paper.assignment), text.encode())
        verdicts = {verdict["id"]: verdict for verdict in result["exercises"]}
        notebook = nbformat.v4.reads(text)  # our own, so it need not be validated
        record(
            gradebook, paper.assignment, paper.student, notebook, verdicts, timestamp=_moment(result["date"])
        )
    _write_verdict(classroom, paper.student, paper.assignment, result)


def _write_verdict(classroom, student, assignment, result):
    """Write down a result; marks that are there already are neither lost nor passed over in silence."""
    if result["status"] != "graded" and classroom.graded_notebook(student, assignment).is_file():
        result["reason"] += "; the marks of an earlier hand-in stand until this one is judged"
    classroom.write_feedback(student, assignment, feedback_page(student, assignment, result))
    classroom.write_verdict(student, assignment, {"student": student, **result})


def _date(classroom, student, assignment):
    """Return what nbgrader's collecting, or a person, noted of when a submission came; None if nothing."""
    try:
        path = classroom.submitted(student, assignment) / "timestamp.txt"
        return path.read_text(encoding="utf-8", errors="replace").strip()[:100]
    except FileNotFoundError:
        return None
    except OSError:  # something is there, and cannot be read
        return ""


def _moment(date):
    try:
        return parse_utc(date) if date else None
    except (ValueError, OverflowError):
        return None


def _notes_on_files(classroom, paper, date):
    """Return notes on what is odd about the names and the date of a submission."""
    with contextlib.suppress(NotJudgedError):
        name = classroom.notebook(paper.student, paper.assignment).name
        if name != f"{paper.assignment}.ipynb":
            yield f"The file was called `{name}`; it was read as `{paper.assignment}.ipynb`."
    if date is not None and _moment(date) is None:
        yield "`timestamp.txt` holds no date such as 2026-03-01 12:00:00 UTC; no date was recorded."
