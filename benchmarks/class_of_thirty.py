"""Grade a class of full solutions by `autograder grade`, and some of it by stock `nbgrader autograde`.

Stock nbgrader takes as long for each: it is given one, then a few more, and what each of those adds stands for all. So its
start is not held against it, while ours is.
"""

import os
import tempfile
from pathlib import Path

from autograder.exercises import topic
from autograder.grading import released
from benchmarks.grading import our_seconds, stock_seconds
from tests.submissions.notebooks import json_bytes, solved

STUDENTS = 30
MORE = 4


def main():
    """Print the seconds by the clock of both, and their ratio."""
    chosen = topic("activations")
    paper = json_bytes(solved(chosen, released(chosen.assignment)))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        ours = our_seconds(chosen, dict.fromkeys(range(STUDENTS), paper), root / "ours") / STUDENTS
        one, some = (
            stock_seconds(chosen, dict.fromkeys(range(count), paper), root / f"stock{count}")
            for count in (1, 1 + MORE)
        )
    stock = (some - one) / MORE
    print(
        f"a class of {STUDENTS} full solutions of {chosen.assignment}, on {os.cpu_count()} processors; seconds for each:"
    )
    print(f"  autograder grade, starting included        {ours:6.2f}")
    print(f"  nbgrader autograde, starting left out      {stock:6.2f}")
    print(f"  ratio                                      {stock / ours:6.1f}")


if __name__ == "__main__":
    main()
