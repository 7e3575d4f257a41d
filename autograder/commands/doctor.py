"""`autograder doctor`: say what is missing on this machine, and the remedy."""

import datetime
import importlib.metadata
import shutil
import stat
import sys
from pathlib import Path

from autograder.build import relative, stale
from autograder.classroom import Classroom
from autograder.errors import CourseError
from autograder.exercises import topics
from autograder.gradebook import existing_gradebook
from autograder.sandbox import missing, promises
from autograder.term import CONFIG, load_term
from autograder.workspace import stale_notebooks


def arguments(parser):
    """Declare what the command takes."""
    parser.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="look at this course, too")


def run(options):
    """Print a line for each thing that grading relies on, and whether it holds here."""
    lines = [*_versions(), *_course(), *_sandbox()]
    lines += _own_course(options.folder) if options.folder else []
    for holds, text in lines:
        print(f"{'ok      ' if holds else 'MISSING '} {text}")
    return 0 if all(holds for holds, _ in lines) else 1


def _versions():
    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 11), f"Python {version} (3.11 or newer is needed)"
    for name in ("numpy", "nbgrader", "jupyterlab", "nnlab"):
        yield True, f"{name} {importlib.metadata.version(name)}"
    yield True, f"make {shutil.which('make') or 'is not installed; its targets can be run by hand'}"


def _course():
    out_of_date = stale(topics())
    yield not out_of_date, "release notebooks and public cases are up to date"
    for path in out_of_date:
        yield False, f"{relative(path)} is out of date: run `autograder build`"


def _sandbox():
    lacking = missing()
    for remedy in lacking:
        yield False, f"sandbox: {remedy}"
    if not lacking:
        for sentence, holds, detail in promises():
            yield holds, f"sandbox: {sentence}{f' ({detail})' if detail else ''}"


def _own_course(folder):
    """Look at the course in a folder; what cannot be read at all is the last line."""
    if not (folder / CONFIG).is_file():
        yield False, f"{folder} has no {CONFIG}: run `autograder init {folder}`"
        return
    try:
        term, classroom = load_term(folder), Classroom(folder)
        yield bool(term.due), f"{CONFIG}: {len(term.due)} assignments in `Term.due`"
        classroom.secret()
        with existing_gradebook(term.gradebook(classroom), make=False) as gradebook:
            count = len(gradebook.students)
        yield (
            count > 0,
            f"{count} students enrolled (`autograder init {folder} --roster FILE.csv` enrols them)",
        )
    except CourseError as error:
        yield False, str(error)
        return
    private = stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0
    yield (
        private,
        f"{folder} can be read by {'its owner alone' if private else f'others: run `chmod go= {folder}`'}",
    )
    for path in stale_notebooks(folder, term):
        yield False, f"{path} is out of date: run `autograder init {folder}`"
    yield from _dates(term, classroom)


def _dates(term, classroom):
    now = datetime.datetime.now(datetime.UTC).replace(tzinfo=None)
    for assignment, due in term.due.items():
        forgotten = due is not None and due < now and not classroom.students(assignment)
        when = f"is due on {due:%Y-%m-%d %H:%M} UTC" if due else "has no due date"
        remedy = f"; that is past, and nobody has handed in: change it in {CONFIG}" if forgotten else ""
        yield not forgotten, f"{assignment} {when}{remedy}"
