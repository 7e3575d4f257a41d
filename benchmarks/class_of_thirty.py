"""Grade a class of full solutions twice, whole: by `autograder grade`, and by stock `nbgrader autograde`."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat

from autograder.exercises import topic
from autograder.grading import released
from autograder.notebooks import authored
from tests.submissions.notebooks import json_bytes, solved

STUDENTS = 30
_BIN = Path(sys.executable).parent


def main():
    """Print the wall times of both, and their ratio."""
    chosen = topic("activations")
    paper = json_bytes(solved(chosen, released(chosen.assignment)))
    with tempfile.TemporaryDirectory() as folder:
        ours = _ours(chosen, paper, Path(folder) / "ours")
        stock = _stock(chosen, paper, Path(folder) / "stock")
    print(f"a class of {STUDENTS} full solutions of {chosen.assignment}, on {os.cpu_count()} processors:")
    print(f"  autograder grade     {ours:7.1f} s")
    print(f"  nbgrader autograde   {stock:7.1f} s")
    print(f"  ratio                {stock / ours:7.1f}")


def _ours(chosen, paper, root):
    _hand_in(chosen, paper, root)
    return _timed([_BIN / "autograder", "grade", chosen.assignment, "--classroom", root], root)


def _stock(chosen, paper, root):
    _hand_in(chosen, paper, root)
    source = root / "source" / chosen.assignment / f"{chosen.assignment}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(authored(chosen), source)
    (root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'bench'\n")
    _timed([_BIN / "nbgrader", "generate_assignment", chosen.assignment], root)
    return _timed([_BIN / "nbgrader", "autograde", chosen.assignment], root)


def _hand_in(chosen, paper, root):
    for number in range(STUDENTS):
        path = root / "submitted" / f"student{number:02d}" / chosen.assignment / f"{chosen.assignment}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(paper)


def _timed(command, folder):
    path = os.pathsep.join([str(_BIN), os.environ["PATH"]])
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
