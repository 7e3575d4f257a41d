"""`autograder extend`: give a student more time for an assignment."""

from nbgrader.api import MissingEntry

from autograder.classroom import Classroom
from autograder.commands.arguments import add_assignment, add_classroom, add_gradebook
from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.gradebook import existing_gradebook, require_enrolled
from autograder.term import load_term


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument(
        "--days", type=float, required=True, metavar="N", help="in place of earlier ones; 0 for none"
    )
    add_classroom(parser)
    add_gradebook(parser)


def run(options):
    """Write down the days; the next grading takes back what they make good."""
    assignment = topic(options.assignment).assignment
    classroom = Classroom(options.classroom)
    term = load_term(classroom.root)
    term.require(assignment)
    if not 0 <= options.days <= 366:
        raise CourseError(f"--days must be between 0 and 366, got {options.days:g}")
    with existing_gradebook(options.db or term.gradebook(classroom), make=False) as gradebook:
        require_enrolled(gradebook, options.student)
        try:
            gradebook.grant_extension(assignment, options.student, days=options.days)
        except MissingEntry:
            raise CourseError(
                f"{options.student} has no graded submission of {assignment} yet: extend it when there is one"
            ) from None
    print(f"noted; `autograder grade {assignment}` works out what that changes")
    return 0
