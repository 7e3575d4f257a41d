"""docs/instructors.md, word for word: from nothing to a graded, exported class of twelve."""

import csv
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.exercises import topic
from autograder.grading import released
from autograder.sandbox import missing
from tests.submissions.notebooks import answered, json_bytes, solved

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
]

ROOT = Path(__file__).resolve().parents[2]
NAME = "02_activations"
TOPIC = topic(NAME)
PAGE = (ROOT / "docs" / "instructors.md").read_text(encoding="utf-8")
# How many exercises each of eleven students solves; a twelfth hands in no notebook, and one nothing at all.
SOLVED = {f"student{n:02d}": n * 2 for n in range(1, 10)} | {"ada": 26, "bao": 0}
BROKEN, ABSENT = "student10", "zoe"


def blocks(kind):
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def notebook(count):
    """The released notebook with the first exercises solved."""
    release = released(NAME)
    solution = {cell.id: cell.source for cell in solved(TOPIC, release).cells}
    ids = [exercise.id for exercise in TOPIC.exercises][:count]
    return json_bytes(answered(release, {id: solution[id] for id in ids}))


def points(count):
    """What a person would give for it."""
    return sum(exercise.points for exercise in TOPIC.exercises[:count])


def download(path):
    """What a learning-management system gives: one zip with a file of each student."""
    with zipfile.ZipFile(path, "w") as file:
        for student, count in (SOLVED | {"bao": 1}).items():  # Bao mails a later one
            file.writestr(f"{student}_{NAME}.ipynb", notebook(count))
        file.writestr(f"{BROKEN}_{NAME}.ipynb", b"no notebook")


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """Run every command of the page, in the order of the page, and return the course's folder."""
    base = tmp_path_factory.mktemp("desk")
    (roster,) = blocks("csv")
    more = "".join(f"{student},S,T,\n" for student in sorted({*SOLVED, BROKEN, ABSENT} - {"ada", "bao"}))
    (base / "roster.csv").write_text(roster + more)
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    folder = base
    for line in "".join(blocks("sh")).splitlines():
        if line.startswith("cd "):
            folder = folder / line.removeprefix("cd ")
            config = folder / "nbgrader_config.py"
            config.write_text(config.read_text() + f"config.Exchange.root = '{base / 'exchange'}'\n")
            continue
        if line.endswith(".zip"):
            download(folder / line.split()[-1])
        if "mailed.ipynb" in line:
            (folder / "mailed.ipynb").write_bytes(notebook(SOLVED["bao"]))
        done = subprocess.run(line, shell=True, cwd=folder, env=environment, capture_output=True, text=True)
        # One of the twelve handed in a file that is no notebook.
        expected = 1 if line.startswith(("autograder grade", "autograder regrade")) else 0
        assert done.returncode == expected, f"{line}\n{done.stdout}\n{done.stderr}"
    return folder


def marks(course):
    with (course / "marks.csv").open(newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["assignment"] == NAME]
    return {row["student"]: row["mark"] and float(row["mark"]) for row in rows}


def test_everybody_has_the_mark_that_a_person_would_give(course):
    expected = {student: points(count) for student, count in SOLVED.items()} | {BROKEN: "", ABSENT: ""}
    assert marks(course) == expected


def test_the_report_knows_who_is_missing(course):
    page = (course / "reports" / f"{NAME}.html").read_text()
    assert f"1 on the roster: {ABSENT} (S T)." in " ".join(page.split())
    assert "the file is not a notebook" in page
    assert len((course / "class.csv").read_text().splitlines()) == 1 + len(SOLVED) + 2


def test_the_exchange_holds_what_was_released(course):
    (path,) = (course.parent / "exchange").rglob(f"{NAME}.ipynb")
    assert nbformat.read(path, as_version=4) == released(NAME)


def test_feedback_is_there_for_everybody(course):
    assert {path.parent.parent.name for path in course.glob("feedback/*/*/*.html")} == {*SOLVED, BROKEN}
