"""`autograder collect`: take in what was downloaded from a learning-management system."""

from pathlib import Path

from autograder.classroom import Classroom
from autograder.commands.arguments import add_assignment, add_classroom
from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.term import load_config, load_term
from autograder.zips import collect_files


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a zip, a notebook, or a folder of them"
    )
    add_classroom(parser)


def run(options):
    """Collect, and say whose a file may be that fits nobody."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    load_term(classroom.root).require(chosen.assignment)
    if missing := [path for path in options.files if not path.exists()]:
        raise CourseError(f"what is collected must be a zip, a notebook or a folder, got {missing[0]}")
    collected, left_out = collect_files(
        classroom.root, chosen.assignment, options.files, load_config(classroom.root)
    )
    for line in left_out:
        print(f"left out: {line}")
    who = "1 student" if len(collected) == 1 else f"{len(collected)} students"
    print(f"the work of {who} is in {classroom.root / 'submitted'}")
    return 1 if left_out or not collected else 0
