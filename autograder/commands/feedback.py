"""`autograder feedback`: write a page for each student, with what a person has marked."""

from autograder.classroom import Classroom
from autograder.commands.arguments import add_assignment, add_classroom, add_gradebook
from autograder.commands.report import recorded
from autograder.exercises import topic
from autograder.finishing import marked_by_hand, write_pages
from autograder.gradebook import existing_gradebook
from autograder.term import load_term


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    add_classroom(parser)
    add_gradebook(parser)


def run(options):
    """Write a feedback page for everybody who has a verdict."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    term = load_term(classroom.root)
    term.require(chosen.assignment)
    results = recorded(classroom, chosen.assignment)
    with existing_gradebook(options.db or term.gradebook(classroom), make=False) as gradebook:
        write_pages(classroom, chosen, results, marked_by_hand(gradebook, chosen))
    print(f"feedback pages are in {classroom.root / 'feedback'}")
    return 0
