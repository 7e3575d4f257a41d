"""`autograder collect`: take in what was downloaded from a learning-management system."""

import os
import shlex
from pathlib import Path

from autograder.classroom import Classroom
from autograder.collecting import collect_files
from autograder.commands.arguments import add_assignment, add_classroom
from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.gradebook import existing_gradebook, require_enrolled
from autograder.term import load_config, load_term


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="a zip, a notebook, or a folder of them"
    )
    parser.add_argument(
        "--student", default="", metavar="ID", help="whose they are, if their names do not tell"
    )
    add_classroom(parser)


def run(options):
    """Collect, and say whose a file may be that fits nobody."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    term = load_term(classroom.root)
    term.require(chosen.assignment)
    if options.student:
        with existing_gradebook(term.gradebook(classroom), make=False) as gradebook:
            require_enrolled(gradebook, options.student)
    if missing := [path for path in options.files if not path.exists()]:
        raise CourseError(
            f"what is collected must be a zip, a notebook or a folder; there is no {missing[0]} here"
        )
    collected, left_out = collect_files(
        classroom.root, chosen.assignment, options.files, load_config(classroom.root), options.student
    )
    for path, closest in left_out:
        file = shlex.quote(os.path.relpath(path))
        print(f"left out, because its name fits nobody on the roster: {file}")
        print(
            f"  if you know whose it is: autograder collect {chosen.assignment} {file} --student {closest or 'ID'}"
        )
    who = "1 student" if len(collected) == 1 else f"{len(collected)} students"
    print(f"the work of {who} is in {classroom.root / 'submitted'}")
    return 1 if left_out or not collected else 0
