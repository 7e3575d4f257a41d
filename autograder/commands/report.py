"""`autograder report`: write a page on the class."""

from autograder.classroom import Classroom, write_whole
from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.pages import page
from autograder.report import class_report


def run(options):
    """Write the report and say where it is."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    report = class_report(chosen, recorded(classroom, chosen.assignment))
    path = classroom.report(chosen.assignment)
    write_whole(path, page("report.html.j2", assignment=chosen.assignment, report=report))
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
