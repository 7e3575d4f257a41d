"""Arguments that several commands take, each declared once, and what they do the same with them."""

import argparse
import json
import os
from pathlib import Path

from autograder.classroom import write_whole
from autograder.errors import CourseError

__all__ = [
    "add_assignment",
    "add_classroom",
    "add_gradebook",
    "add_json",
    "add_sandbox",
    "add_workers",
    "writable",
    "write_json",
]


def add_assignment(parser):
    """Take the name of one assignment."""
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="for example 02_activations")


def add_classroom(parser):
    """Take the folder of a class."""
    parser.add_argument(
        "--classroom",
        type=Path,
        default=Path(),
        metavar="DIR",
        help="the course's folder, if not the one that you are in; holds submitted/STUDENT/ASSIGNMENT/*.ipynb",
    )


def add_gradebook(parser):
    """Take another gradebook than the classroom's."""
    parser.add_argument("--db", metavar="URL", help="another gradebook, for example postgresql://...")


def add_json(parser):
    """Take a file for the results, for other programs; see `write_json`."""
    parser.add_argument("--json", type=writable, metavar="FILE", help="all of it for other programs, too")


def write_json(options, rows):
    """Write the results into the file that was named, if one was."""
    if options.json:
        write_whole(options.json, (json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode())


def add_sandbox(parser):
    """Take leave to run without a sandbox."""
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run students' code unconfined, with your own rights: only for code that you trust",
    )


def add_workers(parser):
    """Take how much is done at once."""
    parser.add_argument(
        "--workers",
        type=_positive,
        default=os.cpu_count() or 1,
        metavar="N",
        help="submissions graded side by side; as many as there are processors if left out",
    )


def writable(text):
    """Return the path of a file to be written, if its folder is there: said before anything that takes long."""
    path = Path(text)
    if not path.parent.is_dir():
        raise CourseError(f"{text} cannot be written: {path.parent} must be a folder")
    return path


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {number}")
    return number
