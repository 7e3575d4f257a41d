"""The command line, from an empty folder to exported marks.

Exit status: 0 everything was judged (or built, or sound); 1 something was not; 2 bad usage or a broken course.
"""

import argparse
import importlib
import sys
from pathlib import Path

from autograder import server
from autograder.errors import CourseError

__all__ = ["main"]


def main(arguments=None):
    """Run one command and return its exit status."""
    options = _parser().parse_args(arguments)
    if "workers" in options:
        server.start()
    command = importlib.import_module(f"autograder.commands.{options.command.replace('-', '_')}")
    try:
        return command.run(options)
    except CourseError as error:
        trouble = str(error)
    except OSError as error:  # no permission, no room: nothing that a traceback would help to mend
        trouble = f"{error.filename or 'a file'}: {error.strerror or error}"
    print(f"autograder {options.command}: {trouble}", file=sys.stderr)
    return 2


def _parser():
    parser = argparse.ArgumentParser(prog="autograder", description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    build = commands.add_parser("build", help="make the release notebooks and the public cases")
    build.add_argument("--check", action="store_true", help="write nothing; fail if something is out of date")

    audit = commands.add_parser("audit", help="test the exercises against right and wrong answers")
    audit.add_argument("topic", nargs="?", metavar="TOPIC", help="one topic; all of them if left out")
    audit.add_argument("--exercise", metavar="ID", help="one exercise of the topic")
    audit.add_argument("--json", type=Path, metavar="FILE")

    init = commands.add_parser("init", help="make a folder for a course, or bring it up to its config")
    init.add_argument("folder", type=Path, metavar="DIR")
    init.add_argument("--roster", type=Path, metavar="FILE.csv", help="columns id,first_name,last_name,email")

    new = commands.add_parser("new-exercise", help="write the frame of an exercise: declaration and text")
    new.add_argument("topic", metavar="TOPIC")
    new.add_argument("id", metavar="ID", help="words in small letters with hyphens between")

    grade = _with_classroom(commands, "grade", "grade a class")
    grade.add_argument("--workers", type=_positive, metavar="N", help="submissions graded side by side")
    grade.add_argument("--student", action="append", metavar="ID", help="only this student; may be repeated")
    grade.add_argument("--force", action="store_true", help="grade again what is graded already")
    grade.add_argument("--json", type=Path, metavar="FILE")
    grade.add_argument(
        "--cluster", metavar="ADDRESS", help="grade on a running Dask cluster, not on this machine"
    )
    grade.add_argument("--db", metavar="URL", help="another gradebook, for example postgresql://...")
    _with_sandbox(grade)

    regrade = _with_classroom(
        commands, "regrade", "grade again after an exercise was changed, and list whose mark that changes"
    )
    regrade.add_argument("--write", action="store_true", help="write the new marks; without it, only list")
    regrade.add_argument("--workers", type=_positive, metavar="N", help="submissions graded side by side")
    _with_sandbox(regrade)

    explain = _with_classroom(
        commands, "explain", "judge one submission again, and say how its marks came about"
    )
    explain.add_argument("student", metavar="STUDENT")
    _with_sandbox(explain)

    _with_classroom(commands, "feedback", "write a page for each student")
    report = _with_classroom(commands, "report", "write a page on the class")
    report.add_argument("--csv", type=Path, metavar="FILE", help="a row for each student, too")
    report.add_argument("--json", type=Path, metavar="FILE", help="all of it for other programs, too")

    export = commands.add_parser("export", help="write the marks as a file for another system")
    export.add_argument("assignment", nargs="*", metavar="ASSIGNMENT", help="all of them if left out")
    export.add_argument("--classroom", type=Path, required=True, metavar="DIR")
    export.add_argument("--format", choices=("csv", "canvas", "moodle"), default="csv")
    export.add_argument("--to", type=Path, metavar="FILE")

    check = commands.add_parser("check", help="run all cases over one notebook, without a gradebook")
    check.add_argument("notebook", type=Path, metavar="NOTEBOOK.ipynb")
    check.add_argument("--json", type=Path, metavar="FILE")
    _with_sandbox(check)

    doctor = commands.add_parser("doctor", help="say what is missing on this machine, and the remedy")
    doctor.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="look at this course, too")
    return parser


def _with_classroom(commands, name, summary):
    parser = commands.add_parser(name, help=summary)
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="for example 02_activations")
    parser.add_argument(
        "--classroom",
        type=Path,
        required=True,
        metavar="DIR",
        help="holds submitted/STUDENT/ASSIGNMENT/*.ipynb",
    )
    return parser


def _with_sandbox(parser):
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run students' code unconfined, with your own rights: only for code that you trust",
    )


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {number}")
    return number


if __name__ == "__main__":
    sys.exit(main())
