"""`autograder feedback`: write a page for each student, as grading does."""

from autograder.classroom import Classroom, write_whole
from autograder.commands.arguments import add_assignment, add_classroom
from autograder.commands.report import recorded
from autograder.exercises import topic
from autograder.pages import feedback_page
from autograder.term import load_term


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    add_classroom(parser)


def run(options):
    """Write a feedback page for everybody who has a verdict."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    load_term(classroom.root).require(chosen.assignment)
    for student, result in recorded(classroom, chosen.assignment).items():
        content = feedback_page(student, chosen.assignment, result)
        classroom.write_feedback(student, chosen.assignment, content)
        submitted = classroom.submitted(student, chosen.assignment)
        _copy_marks_of_exchange(submitted, classroom.feedback(student, chosen.assignment))
    print(f"feedback pages are in {classroom.root / 'feedback'}")
    return 0


def _copy_marks_of_exchange(submitted, folder):
    """Copy what nbgrader's exchange put beside a submission: it gives a page back to whoever has the same."""
    for name in ("timestamp.txt", "submission_secret.txt"):
        path = submitted / name
        if path.is_file() and not path.is_symlink():
            write_whole(folder / name, path.read_bytes())
