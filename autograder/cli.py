"""The command line, from an empty folder to exported marks.

Exit status: 0 everything was judged (or built, or sound); 1 something was not; 2 bad usage or a broken course.
"""

import argparse
import importlib
import sys

from autograder import server
from autograder.errors import CourseError

__all__ = ["main"]

# What each command is for. The module of its name declares the rest, and is imported only if it is asked for.
COMMANDS = {
    "build": "make the release notebooks and the public cases",
    "audit": "test the exercises against right and wrong answers",
    "init": "make a folder for a course, or bring it up to its config",
    "new-exercise": "write the frame of an exercise: declaration and text",
    "collect": "take in what was downloaded from a learning-management system",
    "grade": "grade a class",
    "regrade": "grade again after an exercise was changed, and list whose mark that changes",
    "explain": "judge one submission again, and say how its marks came about",
    "extend": "give a student more time",
    "feedback": "write a page for each student",
    "report": "write a page on the class",
    "export": "write the marks as a file for another system",
    "check": "run all cases over one notebook, without a gradebook",
    "doctor": "say what is missing on this machine, and the remedy",
}


def main(arguments=None):
    """Run one command and return its exit status."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] in (["grade"], ["regrade"]):
        server.start()  # first of all: what it imports, it imports while we import
    try:
        options = _parser(arguments[:1]).parse_args(arguments)
        return _module(options.command).run(options)
    except CourseError as error:
        trouble = str(error)
    except OSError as error:  # no permission, no room: nothing that a traceback would help to mend
        trouble = f"{error.filename or 'a file'}: {error.strerror or error}"
    print(f"autograder {arguments[0]}: {trouble}", file=sys.stderr)
    return 2


def _parser(asked):
    """Return a parser of all commands, with the arguments of those that are asked for."""
    parser = argparse.ArgumentParser(prog="autograder", description=__doc__.split("\n\n")[0])
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary)
        if name in asked:
            _module(name).arguments(command)
    return parser


def _module(name):
    return importlib.import_module(f"autograder.commands.{name.replace('-', '_')}")


if __name__ == "__main__":
    sys.exit(main())
