"""A grader that is killed at any moment, and started again, ends with the same marks as one left in peace."""

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.classroom import Classroom
from autograder.cli import main
from autograder.exercises import topic
from autograder.sandbox import missing
from tests.submissions import make_classroom

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
]

ASSIGNMENT = topic("activations").assignment
STUDENTS = ("ada", "emre", "fay", "nour", "olga", "sami")
MOMENTS = 50
GRADE = [sys.executable, "-m", "autograder.cli", "grade", ASSIGNMENT, "--workers", "2", "--classroom"]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    root = tmp_path_factory.mktemp("handed_in")
    make_classroom(root)
    for folder in (root / "submitted").iterdir():
        if folder.name not in STUDENTS:
            shutil.rmtree(folder)
    return root


def marks(root):
    """Everything that the gradebook and the verdicts say, but for times and the secret's draws."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        grades = {
            (grade.notebook.student.id, grade.cell.name): (grade.auto_score, grade.needs_manual_grade)
            for submission in gradebook.assignment_submissions(ASSIGNMENT)
            for notebook in submission.notebooks
            for grade in notebook.grades
        }
    verdicts = {student: Classroom(root).verdict(student, ASSIGNMENT) for student in STUDENTS}
    return grades, {student: (verdict["status"], verdict["score"]) for student, verdict in verdicts.items()}


def test_fifty_kills_change_nothing(handed_in, tmp_path):
    calm = shutil.copytree(handed_in, tmp_path / "calm")
    started = time.monotonic()
    assert subprocess.run([*GRADE, calm], capture_output=True).returncode == 1, "sami's file is no notebook"
    length = time.monotonic() - started
    expected = marks(calm)
    chance = random.Random(1)
    disturbed = shutil.copytree(handed_in, tmp_path / "disturbed")
    for moment in range(MOMENTS):
        if moment % 5 == 0:  # begin anew, so that kills meet every state of the work
            shutil.rmtree(disturbed)
            shutil.copytree(handed_in, disturbed)
        process = subprocess.Popen([*GRADE, disturbed], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, length))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if moment % 5 == 4:
            assert subprocess.run([*GRADE, disturbed], capture_output=True).returncode == 1
            assert marks(disturbed) == expected, f"after kill {moment + 1}"
            assert not list(Path(disturbed).rglob("*.part")), "half a file was left behind"


def test_a_killed_grader_leaves_no_process_behind(handed_in, tmp_path):
    root = shutil.copytree(handed_in, tmp_path / "class")
    mark = f"KILLED_GRADER={root}"
    process = subprocess.Popen(
        [*GRADE, root], stdout=subprocess.DEVNULL, env={**os.environ, **dict([mark.split("=")])}
    )
    wait_until(lambda: (root / "autograded").exists())
    assert len(marked(mark)) > 3, "itself, its workers, and what they were forked from"
    process.kill()
    process.wait()
    wait_until(lambda: not marked(mark))


def marked(variable):
    """The processes that have a variable in their environment."""
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        with contextlib.suppress(OSError):  # gone meanwhile
            found += [path.parent.name] * (variable.encode() in path.read_bytes().split(b"\0"))
    return found


def wait_until(happened):
    """Wait for it; a minute is far more than it takes."""
    until = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def test_marks_given_by_hand_survive_another_grading(handed_in, tmp_path):
    root = shutil.copytree(handed_in, tmp_path / "class")
    assert main(["grade", ASSIGNMENT, "--classroom", str(root), "--student", "ada"]) == 0
    written = topic("activations").written[0].id
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        gradebook.find_grade(written, ASSIGNMENT, ASSIGNMENT, "ada").manual_score = 3
        gradebook.find_comment(written, ASSIGNMENT, ASSIGNMENT, "ada").manual_comment = "well put"
        gradebook.db.commit()
    assert main(["grade", ASSIGNMENT, "--classroom", str(root), "--student", "ada", "--force"]) == 0
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        assert gradebook.find_grade(written, ASSIGNMENT, ASSIGNMENT, "ada").manual_score == 3
        assert gradebook.find_comment(written, ASSIGNMENT, ASSIGNMENT, "ada").manual_comment == "well put"


def test_a_second_grader_is_kept_out(handed_in, tmp_path, capsys):
    root = shutil.copytree(handed_in, tmp_path / "class")
    with Classroom(root).locked():
        assert main(["grade", ASSIGNMENT, "--classroom", str(root)]) == 2
    assert "another grader is at work" in capsys.readouterr().err
    assert not (root / "gradebook.db").exists()


def test_a_gradebook_that_cannot_be_opened_is_said_in_one_line(handed_in, tmp_path, capsys):
    root = shutil.copytree(handed_in, tmp_path / "class")
    status = main(
        ["grade", ASSIGNMENT, "--classroom", str(root), "--db", "sqlite:////nowhere/at/all/gradebook.db"]
    )
    error = capsys.readouterr().err
    assert status == 2
    assert error.count("\n") == 1, error
    assert "gradebook cannot be used" in error


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_classroom_is_said_in_one_line(handed_in, tmp_path, capsys):
    root = shutil.copytree(handed_in, tmp_path / "class")
    root.chmod(0o500)
    assert main(["grade", ASSIGNMENT, "--classroom", str(root)]) == 2
    assert capsys.readouterr().err.count("\n") == 1
