"""A course's own folder, apart from this repository: config, students, notebooks to release, gradebook."""

import datetime
import os
import tempfile
from pathlib import Path

import nbformat

from autograder.classroom import Classroom, write_whole
from autograder.errors import CourseError
from autograder.exercises import topic, topics
from autograder.gradebook import enrol, existing_gradebook, set_due_date
from autograder.notebooks import authored
from autograder.pages import page
from autograder.places import COURSE
from autograder.term import CONFIG, load_term

__all__ = ["make_course", "stale_notebooks", "update_course"]

FIRST_DUE, BETWEEN = datetime.timedelta(days=14), datetime.timedelta(days=7)


def make_course(folder: Path, students=()):
    """Make the folder of a course; it appears whole or not at all.

    Raises
    ------
    CourseError
        If there is a folder already, and it is not empty.
    """
    folder = folder.absolute()
    if folder.is_dir() and any(folder.iterdir()):
        raise CourseError(f"{folder} is not empty, and no course: name a new folder")
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"{folder} is a file: name a new folder")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as made:
        course = Path(made) / "course"
        (course / "submitted").mkdir(parents=True)
        write_whole(course / CONFIG, page(f"{CONFIG}.j2", due=_dates(datetime.date.today())) + b"\n")
        update_course(course, students)
        course.chmod(0o700)  # answers, marks and names: nobody else on a shared machine reads them
        os.replace(course, folder)


def update_course(folder: Path, students=()):
    """Bring notebooks, due dates and the list of students up to the config and the roster."""
    term = load_term(folder)
    classroom = Classroom(folder)
    classroom.secret()
    with existing_gradebook(term.gradebook(classroom)) as gradebook:
        enrol(gradebook, students)
        for assignment in term.due:
            set_due_date(gradebook, assignment, term)
    for path, content in _notebooks(folder, term):
        write_whole(path, content)


def stale_notebooks(folder, term):
    """Return the notebooks of a course that are not those of this version of the project."""
    return [path for path, new in _notebooks(folder, term) if not path.is_file() or path.read_bytes() != new]


def _notebooks(folder, term):
    """Yield the file and content of each notebook: with answers under source, as handed out under release."""
    for assignment in term.due:
        name = Path(assignment) / f"{assignment}.ipynb"
        yield folder / "source" / name, (nbformat.writes(authored(topic(assignment))) + "\n").encode()
        yield folder / "release" / name, (COURSE / name).read_bytes()


def _dates(today):
    """Return a date for each assignment, a week apart, to be changed by a person."""
    for position, one in enumerate(topics()):
        yield one.assignment, f"{today + FIRST_DUE + position * BETWEEN} 23:59"
