"""`autograder report`: write a page on the class."""

import nbformat

from autograder.classroom import Classroom, write_whole
from autograder.commands.arguments import (
    add_assignment,
    add_classroom,
    add_gradebook,
    add_json,
    writable,
    write_json,
)
from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.gradebook import existing_gradebook, full_names
from autograder.grading import released
from autograder.pages import report_page
from autograder.report import class_report, student_table
from autograder.submission import role
from autograder.tables import csv_bytes
from autograder.term import load_term


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    add_classroom(parser)
    add_gradebook(parser)
    parser.add_argument("--csv", type=writable, metavar="FILE", help="a row for each student, too")
    add_json(parser)


def run(options):
    """Write the report, and the same as tables where they are asked for; say where it is."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    term = load_term(classroom.root)
    term.require(chosen.assignment)
    results = recorded(classroom, chosen.assignment)
    enrolled, names = _enrolled(options.db or (term.due and term.gradebook(classroom)))
    report = class_report(
        chosen,
        results,
        enrolled,
        {student: _code(path) for student, path in _graded(classroom, chosen.assignment, results)},
        _cells(released(chosen.assignment)),
    )
    if options.csv:
        write_whole(options.csv, csv_bytes(*student_table(report)))
    write_json(options, report)
    path = classroom.report(chosen.assignment)
    write_whole(path, report_page(chosen.assignment, report, names))
    print(f"the report is in {path}")
    return 0


def recorded(classroom, assignment):
    """Return the recorded result of everybody who handed in, by student."""
    results = {student: classroom.verdict(student, assignment) for student in classroom.students(assignment)}
    if not any(results.values()):
        raise CourseError(
            f"nothing is graded yet: run `autograder grade {assignment} --classroom {classroom.root}`"
        )
    absent = {"status": "not judged", "reason": "not graded yet"}
    return {student: result or absent for student, result in results.items()}


def _enrolled(db_url):
    """Return everybody in a gradebook, and their names; a course that was not made by `init` may have none."""
    if not db_url:
        return [], {}
    with existing_gradebook(db_url, make=False) as gradebook:
        return [student.id for student in gradebook.students], full_names(gradebook)


def _graded(classroom, assignment, results):
    for student in results:
        path = classroom.graded_notebook(student, assignment)
        if path.is_file():
            yield student, path


def _code(path):
    return _cells(nbformat.read(path, as_version=4))


def _cells(notebook):
    """Return the source of each cell of code that is a person's own to write, by its id."""
    kinds = ("answer", "given", "experiment")
    return {
        cell.id: cell.source for cell in notebook.cells if cell.cell_type == "code" and role(cell) in kinds
    }
