"""A notebook goes from an instructor's folder to a student's and back, through nbgrader's exchange."""

import os
import subprocess
import sys

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder import workspace
from autograder.cli import main
from autograder.exercises import topic
from autograder.notebooks import solution_sources
from autograder.sandbox import missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
]

NAME = "02_activations"
EXCHANGE = "/usr/local/share/nbgrader/exchange"
# nbgrader asks the system who runs it; this runs it as somebody else, without needing an account for each.
AS_USER = """
import os, pwd, sys
user, real = sys.argv.pop(1), pwd.getpwuid
def getpwuid(uid):
    entry = real(uid)
    return pwd.struct_passwd((user, *entry[1:])) if uid == os.getuid() else entry
pwd.getpwuid = getpwuid
from nbgrader.apps.nbgraderapp import main
main()
"""


class Desk:
    """Two folders on one machine: the instructor's course, and a student's home."""

    def __init__(self, base):
        self.base, self.course, self.home = base, base / "course", base / "home"
        self.home.mkdir()

    def nbgrader(self, user, folder, *arguments):
        """Run an nbgrader command as a user in a folder, and return what it said."""
        environment = {
            **os.environ,
            "HOME": str(folder),
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        command = [sys.executable, "-c", AS_USER, user, *arguments]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("desk"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "topics", lambda: (topic(NAME),))
        assert main(["init", str(desk.course)]) == 0
    exchange = f"config.Exchange.root = '{desk.base / 'exchange'}'\n"
    with (desk.course / "nbgrader_config.py").open("a") as config:
        config.write(f"{exchange}config.ExchangeCollect.check_owner = False\n")
        config.write(f"config.Term.due = {{'{NAME}': '2001-01-01'}}\n")  # so everybody is late
    (desk.home / "nbgrader_config.py").write_text(
        f"config = get_config()\n{exchange}config.CourseDirectory.course_id = 'neural-networks'\n"
    )
    return desk


def test_release_list_fetch_submit_collect_grade_and_give_back(desk):
    desk.nbgrader("teacher", desk.course, "release_assignment", NAME)
    assert NAME in desk.nbgrader("ada", desk.home, "list")
    desk.nbgrader("ada", desk.home, "fetch_assignment", NAME)

    path = desk.home / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    (cell,) = (cell for cell in notebook.cells if cell.id == "step")
    assert "raise NotImplementedError" in cell.source
    cell.source = solution_sources(topic(NAME))["step"]
    nbformat.write(notebook, path)
    desk.nbgrader("ada", desk.home, "submit", NAME)

    assert f"ada {NAME}" in desk.nbgrader("teacher", desk.course, "list", "--inbound")
    desk.nbgrader("teacher", desk.course, "collect", NAME)
    assert (desk.course / "submitted" / "ada" / NAME / "timestamp.txt").is_file()
    where = ["--classroom", str(desk.course)]
    assert main(["grade", NAME, *where, "--workers", "1"]) == 0
    assert main(["feedback", NAME, *where]) == 0
    desk.nbgrader("teacher", desk.course, "release_feedback", NAME)
    desk.nbgrader("ada", desk.home, "fetch_feedback", NAME)
    (page,) = (desk.home / NAME / "feedback").rglob("*.html")
    assert "✓ right" in page.read_text()
    assert "ada" in page.read_text()

    ours = mark(desk.course)
    assert ours[1] == ours[0] / 2 > 0  # the most that the config takes
    desk.nbgrader("teacher", desk.course, "autograde", NAME, "--force")
    assert mark(desk.course) == ours


def test_between_accounts_of_the_system(machine):
    """The same with real accounts, so that the system itself says who may read what."""
    name, course = "01_perceptron", "/home/grader/neural-networks"
    machine.run("grader", "nbgrader", "release_assignment", name, folder=course)
    for user in ("ada", "bao"):
        machine.run(user, "nbgrader", "fetch_assignment", name)
        machine.run(user, "nbgrader", "submit", name)
    machine.run("grader", "nbgrader", "collect", name, folder=course)
    machine.run("grader", "autograder", "grade", name, "--classroom", ".", "--workers", "1", folder=course)
    machine.run("grader", "autograder", "feedback", name, "--classroom", ".", folder=course)
    machine.run("grader", "nbgrader", "release_feedback", name, folder=course)
    for user in ("ada", "bao"):
        machine.run(user, "nbgrader", "fetch_feedback", name)
        page = machine.run(user, "sh", "-c", f"cat {name}/feedback/*/{name}.html")
        assert user in page
        assert "not written" in page

    inbound = f"{EXCHANGE}/neural-networks/inbound"
    (theirs,) = machine.run("root", "sh", "-c", f"ls -d {inbound}/bao+{name}*").splitlines()
    for command in (
        ("ls", inbound),
        ("ls", f"{EXCHANGE}/neural-networks/feedback"),
        ("cat", f"/home/bao/{name}/{name}.ipynb"),
        ("ls", course),
        ("touch", f"{EXCHANGE}/neural-networks/outbound/{name}/{name}.ipynb"),
        ("mv", "-T", f"{EXCHANGE}/neural-networks", f"{EXCHANGE}/mine"),
    ):
        assert machine.refused("ada", *command), command
    assert machine.run("root", "stat", "-c", "%U", theirs).strip() == "bao"


def test_who_hands_in_for_another_or_points_elsewhere_gains_nothing(machine):
    name, course = "03_losses", "/home/grader/neural-networks"
    inbound = f"{EXCHANGE}/neural-networks/inbound"
    machine.run("grader", "nbgrader", "release_assignment", name, folder=course)
    machine.run("bao", "nbgrader", "fetch_assignment", name)
    machine.run("bao", "nbgrader", "submit", name)
    # Ada hands in a link to the solution, which she cannot read but the grader can, and, later, a file for Bao.
    link, forged = (f"{inbound}/{user}+{name}+2099-01-01 12:00:00 UTC+x" for user in ("ada", "bao"))
    machine.run("ada", "mkdir", link, forged)
    machine.run("ada", "ln", "-s", f"{course}/source/{name}/{name}.ipynb", f"{link}/{name}.ipynb")
    machine.run("ada", "sh", "-c", f"echo mine > '{forged}/{name}.ipynb'")
    assert "belongs to another account" in machine.run("grader", "nbgrader", "collect", name, folder=course)
    collected = f"{course}/submitted/{{}}/{name}/{name}.ipynb"
    assert machine.run("root", "stat", "-c", "%F", collected.format("ada")).strip() == "symbolic link"
    assert machine.read(collected.format("bao")) == machine.read(f"/home/bao/{name}/{name}.ipynb")
    line = ("autograder", "grade", name, "--classroom", ".", "--workers", "1", "--student", "ada")
    assert "not judged" in machine.run("grader", *line, folder=course, status=1)


def mark(course):
    """Return the points of Ada's submission, and what she loses for handing it in late."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        submission = book.find_submission(NAME, "ada")
        return submission.score, submission.late_submission_penalty
