"""`autograder new-exercise`: write the frame of an exercise."""

from autograder.build import relative
from autograder.exercises import topic
from autograder.frame import write_frame


def arguments(parser):
    """Declare what the command takes."""
    parser.add_argument("topic", metavar="TOPIC")
    parser.add_argument("id", metavar="ID", help="words in small letters with hyphens between")


def run(options):
    """Write the frame, and say what comes next."""
    chosen = topic(options.topic)
    for path in write_frame(chosen, options.id):
        print(relative(path))
    print(f"next: replace every TODO, then run `autograder build` and `autograder audit {chosen.stem}`")
    return 0
