"""Several graders with one gradebook: a real PostgreSQL server, started for these tests and gone after them."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.cli import main
from autograder.exercises import topic
from autograder.sandbox import missing
from tests.submissions import CLASS, make_classroom

pytest.importorskip("psycopg", reason="PostgreSQL's driver is an extra: pip install '.[postgres]'")


def _program(name):
    """Return where PostgreSQL's server is: Debian keeps it out of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))
    return str(found[-1]) if found else shutil.which(name)


pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
    pytest.mark.skipif(not _program("initdb"), reason="no PostgreSQL server: apt-get install postgresql"),
]

TOPIC = topic("activations")
SCORES = {handed_in.student: handed_in.score(TOPIC) for handed_in in CLASS}


@pytest.fixture(scope="module")
def server():
    """The address of an empty database; the server runs as nobody if we are root, for it refuses to as root."""
    user = {"user": "nobody"} if os.geteuid() == 0 else {}
    with tempfile.TemporaryDirectory(dir="/tmp", ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, "nobody")
        data = f"{folder}/data"
        options = {"cwd": folder, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **user}
        subprocess.run([_program("initdb"), "-D", data, "-A", "trust", "-U", "grader"], check=True, **options)
        command = [
            _program("postgres"),
            "-D",
            data,
            "-k",
            folder,
            "-c",
            "listen_addresses=",
            "-c",
            "fsync=off",
        ]
        running = subprocess.Popen(command, **options)
        try:
            until = time.monotonic() + 60
            while not Path(folder, ".s.PGSQL.5432").exists():
                assert running.poll() is None, "the server ended"
                assert time.monotonic() < until
                time.sleep(0.1)
            time.sleep(0.5)
            yield f"postgresql://grader@/postgres?host={folder}"
        finally:
            running.terminate()
            running.wait()


@pytest.fixture(scope="module")
def classrooms(tmp_path_factory):
    """Three classrooms, each with a student of its own."""
    made = {}
    for student in ("ada", "emre", "fay"):
        made[student] = root = tmp_path_factory.mktemp(student)
        make_classroom(root)
        for folder in (root / "submitted").iterdir():
            if folder.name != student:
                shutil.rmtree(folder)
    return made


def command(root, server):
    return ["grade", TOPIC.assignment, "--classroom", str(root), "--workers", "1", "--db", server]


def scores(server):
    with Gradebook(server) as gradebook:
        return {s.student.id: s.score for s in gradebook.assignment_submissions(TOPIC.assignment)}


def test_several_graders_write_into_one_gradebook(server, classrooms):
    assert main(command(classrooms["ada"], server)) == 0
    assert scores(server) == {"ada": SCORES["ada"]}
    assert not (classrooms["ada"] / "gradebook.db").exists()
    at_once = [
        subprocess.Popen([sys.executable, "-m", "autograder.cli", *command(classrooms[student], server)])
        for student in ("emre", "fay")
    ]
    assert [process.wait(timeout=300) for process in at_once] == [0, 0]
    assert scores(server) == {student: SCORES[student] for student in classrooms}


def test_a_mark_given_by_hand_survives(server, classrooms):
    written = TOPIC.written[0].id
    with Gradebook(server) as gradebook:
        [notebook] = gradebook.find_submission(TOPIC.assignment, "ada").notebooks
        next(grade for grade in notebook.grades if grade.name == written).manual_score = 1.5
        gradebook.db.commit()
    assert main([*command(classrooms["ada"], server), "--force"]) == 0
    with Gradebook(server) as gradebook:
        [notebook] = gradebook.find_submission(TOPIC.assignment, "ada").notebooks
        assert next(grade for grade in notebook.grades if grade.name == written).manual_score == 1.5


def test_a_server_that_is_gone_is_said_in_one_line(classrooms, tmp_path, capsys):
    nowhere = f"postgresql://grader@/postgres?host={tmp_path}"
    assert main([*command(classrooms["ada"], nowhere), "--force"]) == 2
    assert "the gradebook cannot be used" in capsys.readouterr().err
