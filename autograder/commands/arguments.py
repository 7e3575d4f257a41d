"""Arguments that several commands take, each declared once."""

import argparse
from pathlib import Path

__all__ = ["add_assignment", "add_classroom", "add_gradebook", "add_sandbox", "add_workers"]


def add_assignment(parser):
    """Take the name of one assignment."""
    parser.add_argument("assignment", metavar="ASSIGNMENT", help="for example 02_activations")


def add_classroom(parser):
    """Take the folder of a class."""
    parser.add_argument(
        "--classroom",
        type=Path,
        required=True,
        metavar="DIR",
        help="holds submitted/STUDENT/ASSIGNMENT/*.ipynb",
    )


def add_gradebook(parser):
    """Take another gradebook than the classroom's."""
    parser.add_argument("--db", metavar="URL", help="another gradebook, for example postgresql://...")


def add_sandbox(parser):
    """Take leave to run without a sandbox."""
    parser.add_argument(
        "--no-sandbox",
        action="store_true",
        help="run students' code unconfined, with your own rights: only for code that you trust",
    )


def add_workers(parser):
    """Take how much is done at once."""
    parser.add_argument("--workers", type=_positive, metavar="N", help="submissions graded side by side")


def _positive(text):
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"must be 1 or more, got {number}")
    return number
