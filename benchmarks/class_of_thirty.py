"""Grade a class of full solutions twice, whole: by `autograder grade`, and by stock `nbgrader autograde`."""

import os
import tempfile
from pathlib import Path

from autograder.exercises import topic
from autograder.grading import released
from benchmarks.grading import our_seconds, stock_seconds
from tests.submissions.notebooks import json_bytes, solved

STUDENTS = 30


def main():
    """Print the wall times of both, and their ratio."""
    chosen = topic("activations")
    papers = dict.fromkeys(range(STUDENTS), json_bytes(solved(chosen, released(chosen.assignment))))
    with tempfile.TemporaryDirectory() as folder:
        ours = our_seconds(chosen, papers, Path(folder) / "ours")
        stock = stock_seconds(chosen, papers, Path(folder) / "stock")
    print(f"a class of {STUDENTS} full solutions of {chosen.assignment}, on {os.cpu_count()} processors:")
    print(f"  autograder grade     {ours:7.1f} s")
    print(f"  nbgrader autograde   {stock:7.1f} s")
    print(f"  ratio                {stock / ours:7.1f}")


if __name__ == "__main__":
    main()
