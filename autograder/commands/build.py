"""`autograder build`: make what students receive."""

import sys

from autograder.build import build, relative, stale, unfinished
from autograder.exercises import topics


def arguments(parser):
    """Declare what the command takes."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; fail if something is out of date"
    )


def run(options):
    """Build, or say what is out of date or unfinished."""
    if not options.check:
        for path in build(topics()):
            print(relative(path))
        return 0
    out_of_date = stale(topics())
    for path in out_of_date:
        print(f"out of date: {relative(path)}; run `autograder build` and commit it", file=sys.stderr)
    left = unfinished(topics())
    for path, line in left:
        print(f"{relative(path)}:{line}: still marked TODO; replace what stands there", file=sys.stderr)
    return 1 if out_of_date or left else 0
