"""`autograder export`: write the marks as a file for another system."""

import logging

from autograder.classroom import Classroom
from autograder.commands.arguments import add_classroom, add_gradebook, writable
from autograder.exporters import FORMATS
from autograder.gradebook import existing_gradebook
from autograder.term import load_config, load_term


def arguments(parser):
    """Declare what the command takes."""
    parser.add_argument("assignment", nargs="*", metavar="ASSIGNMENT", help="all of them if left out")
    add_classroom(parser)
    add_gradebook(parser)
    parser.add_argument("--format", choices=FORMATS, default="csv")
    parser.add_argument("--to", type=writable, metavar="FILE")


def run(options):
    """Write all marks of the course, or of the chosen assignments."""
    classroom = Classroom(options.classroom)
    term = load_term(classroom.root)
    logging.basicConfig(format="%(message)s")
    exporter = FORMATS[options.format](config=load_config(classroom.root), log=logging.getLogger(__name__))
    exporter.to = str(options.to or exporter.default_name)
    exporter.assignment = options.assignment or []
    with existing_gradebook(options.db or term.gradebook(classroom), make=False) as gradebook:
        most = exporter.export(gradebook)
    print(f"the marks are in {exporter.to}")
    for assignment, points in most.items():
        print(f"{assignment}: out of {points:g} points, answers in words included")
    return 0
