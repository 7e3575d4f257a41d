"""`autograder feedback`: write a page for each student."""

from autograder.classroom import Classroom, write_whole
from autograder.commands.report import recorded
from autograder.exercises import topic
from autograder.pages import page


def run(options):
    """Write a feedback page for everybody who has a verdict."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    for student, result in recorded(classroom, chosen.assignment).items():
        content = page("feedback.html.j2", student=student, assignment=chosen.assignment, result=result)
        write_whole(classroom.feedback(student, chosen.assignment) / f"{chosen.assignment}.html", content)
    print(f"feedback pages are in {classroom.root / 'feedback'}")
    return 0
