"""`autograder feedback`: write a page for each student, as grading does."""

from autograder.classroom import Classroom
from autograder.commands.report import recorded
from autograder.exercises import topic
from autograder.pages import feedback_page


def run(options):
    """Write a feedback page for everybody who has a verdict."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    for student, result in recorded(classroom, chosen.assignment).items():
        content = feedback_page(student, chosen.assignment, result)
        classroom.write_feedback(student, chosen.assignment, content)
    print(f"feedback pages are in {classroom.root / 'feedback'}")
    return 0
