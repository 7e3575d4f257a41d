"""Write verdicts into nbgrader's own gradebook, without touching what a person has marked."""

import contextlib
import copy
import difflib
import warnings
from pathlib import Path

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from nbgrader import utils
from nbgrader.api import BaseCell, Gradebook, Student
from nbgrader.dbutil import ALEMBIC_DIR
from nbgrader.preprocessors import SaveCells
from sqlalchemy import Connection, create_engine, inspect
from sqlalchemy.exc import SAWarning, SQLAlchemyError

from autograder.errors import CourseError
from autograder.submission import role

__all__ = [
    "apply_term",
    "enrol",
    "enrolled",
    "existing_gradebook",
    "full_names",
    "in_one_line",
    "open_gradebook",
    "record",
    "require_enrolled",
    "set_due_date",
]


@contextlib.contextmanager
def open_gradebook(db_url, assignment, release):
    """Yield nbgrader's gradebook, which knows every cell of an assignment.

    Parameters
    ----------
    db_url, assignment : str
    release : nbformat.NotebookNode
        The notebook that was handed out.

    Raises
    ------
    CourseError
        If the database's driver is not installed.
    sqlalchemy.exc.SQLAlchemyError
        If the database does not answer.
    """
    _reach(db_url)
    _write_source_cells(db_url, assignment, release)
    with Gradebook(db_url) as gradebook, gradebook.engine.connect() as connection:
        # On one connection, so that a transaction of it can hold all that nbgrader commits piece by piece.
        gradebook.db.remove()
        # Every grade asks for its cell: kept, they are read once and not after each of many commits.
        gradebook.db.configure(bind=connection, join_transaction_mode="rollback_only", expire_on_commit=False)
        gradebook.cells = gradebook.db.query(BaseCell).all()
        gradebook.db.commit()
        yield gradebook


def _write_source_cells(db_url, assignment, release):
    """Tell a gradebook by nbgrader's own step what the cells are; run again, this brings it up to date."""
    with Gradebook(db_url) as gradebook:
        gradebook.update_or_create_assignment(assignment)
    where = {
        "assignment": assignment,
        "notebook": assignment,
        "db_url": db_url,
        "course_id": "default_course",
    }
    SaveCells().preprocess(copy.deepcopy(release), {"nbgrader": where, "unique_key": assignment})


def _reach(db_url):
    """Fail here and not inside of nbgrader, which explains it at length and otherwise; make a new one quickly."""
    try:
        engine = create_engine(db_url)
    except ModuleNotFoundError as error:
        raise CourseError(
            f"--db needs the driver {error.name}; for PostgreSQL: "
            "pip install 'neural-networks-by-building[postgres]'"
        ) from None
    with engine.begin() as connection:
        if not inspect(connection).get_table_names():
            # Which version its tables have. nbgrader would start a program for this that takes seconds.
            MigrationContext.configure(connection).stamp(ScriptDirectory(ALEMBIC_DIR), "head")
    engine.dispose()


@contextlib.contextmanager
def existing_gradebook(db_url, make=True):
    """Yield nbgrader's gradebook, made empty if it is not there; what is wrong with it is said in one line."""
    prefix, _, path = db_url.partition(":///")
    if not make and prefix == "sqlite" and not Path(path).is_file():
        raise CourseError(f"there is no gradebook {path} yet: run `autograder grade` first")
    try:
        _reach(db_url)
        with Gradebook(db_url) as gradebook, warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)
            yield gradebook
    except SQLAlchemyError as error:
        raise CourseError(
            f"the gradebook {db_url} cannot be used: {in_one_line(error)}; "
            "see that it is nbgrader's, and that you may write it"
        ) from None


def in_one_line(error):
    """Return what a database says of an error, without SQLAlchemy's own lines around it."""
    return str(getattr(error, "orig", error)).strip().splitlines()[0]


def enrol(gradebook, students):
    """Add students to a gradebook, or bring their names up to date, all of them or none."""
    known = {student.id: student for student in gradebook.students}
    for student in students:
        names = {name: getattr(student, name) or None for name in ("first_name", "last_name", "email")}
        entry = known.get(student.id) or Student(id=student.id)
        for name, value in names.items():
            setattr(entry, name, value)
        gradebook.db.add(entry)
    gradebook.db.commit()


def enrolled(gradebook):
    """Return the ids of all students if a roster was read, which tells more of them; else nothing is known of it."""
    students = gradebook.students
    told = any(student.first_name or student.last_name or student.email for student in students)
    ids = {student.id for student in students} if told else set()
    gradebook.db.commit()  # to read begins a transaction, and each record is one of its own
    return ids


def require_enrolled(gradebook, student):
    """Raise a CourseError if nobody has that id; it names the nearest."""
    known = [one.id for one in gradebook.students]
    if student not in known:
        near = difflib.get_close_matches(student, known, 1)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise CourseError(f"nobody on the roster has the id {student!r}{hint}")


def full_names(gradebook):
    """Return what every student is called, by id; nothing of whom no name is known."""
    names = {one.id: " ".join(filter(None, (one.first_name, one.last_name))) for one in gradebook.students}
    return {id: name for id, name in names.items() if name}


def set_due_date(gradebook, assignment, term):
    """Tell the gradebook when an assignment is due, if the course's config says it."""
    if assignment in term.due:
        gradebook.update_or_create_assignment(assignment, duedate=term.due[assignment])


def apply_term(gradebook, assignment, term):
    """Set when an assignment is due, and what each late submission of it loses, by the course's config.

    The penalty is a share of all marks, so it is worked out anew whenever a mark may have changed.
    """
    if assignment not in term.due:
        return
    set_due_date(gradebook, assignment, term)
    for submission in gradebook.assignment_submissions(assignment):
        late = submission.total_seconds_late
        for notebook in submission.notebooks:
            lost = late and term.late_policy.late_submission_penalty(
                submission.student_id, notebook.score, late
            )
            notebook.late_submission_penalty = min(lost, notebook.score) if lost else None
    gradebook.db.commit()


def record(gradebook, assignment, student, notebook, verdicts, **handed_in):
    """Write the verdicts on one submission, in one transaction.

    Parameters
    ----------
    gradebook : nbgrader.api.Gradebook
    assignment, student : str
    notebook : nbformat.NotebookNode
        The repaired submission.
    verdicts : dict of str to dict
        The verdict on each exercise, by id, as data.
    **handed_in
        What else nbgrader's gradebook keeps of a submission: `timestamp`, None if nobody knows when it came.
    """
    with _one_transaction(gradebook), warnings.catch_warnings():
        # SQLAlchemy warns of how nbgrader puts its objects together; nothing that we could mend.
        warnings.simplefilter("ignore", SAWarning)
        gradebook.update_or_create_student(student)
        submission = gradebook.update_or_create_submission(assignment, student, **handed_in)
        found = next(n for n in submission.notebooks if n.name == assignment)
        cells = {cell.id: cell for cell in notebook.cells}
        for grade in found.grades:
            _set_score(grade, cells[grade.cell.name], verdicts)
        for comment in found.comments:
            comment.auto_comment = _comment(cells[comment.cell.name], verdicts)
        gradebook.db.commit()


def _one_transaction(gradebook):
    """Return a context at whose end all is written, or nothing, if this is a gradebook on one connection."""
    bind = gradebook.db.get_bind()
    return bind.begin() if isinstance(bind, Connection) else contextlib.nullcontext()


def _set_score(grade, cell, verdicts):
    if role(cell) == "check":
        grade.auto_score = verdicts[cell.id.removesuffix("-check")]["points"]
    else:
        grade.auto_score, _ = utils.determine_grade(cell)
    # A mark that a person gave stays; a person should look at it again, since the answer may have changed.
    grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None


def _comment(cell, verdicts):
    unanswered = cell.metadata.nbgrader.get("checksum") == utils.compute_checksum(cell)
    if unanswered:
        return "No response."
    verdict = verdicts.get(cell.id)
    return None if verdict is None or verdict["state"] == "right" else verdict["message"]
