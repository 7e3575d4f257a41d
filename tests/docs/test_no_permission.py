"""Where the system says no, every command says so in one line, and leaves everything as it was."""

import pytest

NAME, COURSE = "02_activations", "/home/grader/neural-networks"

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "line",
    [
        f"grade {NAME} --classroom {COURSE}",
        f"regrade {NAME} --classroom {COURSE}",
        f"explain {NAME} ada --classroom {COURSE}",
        f"feedback {NAME} --classroom {COURSE}",
        f"report {NAME} --classroom {COURSE}",
        f"export --classroom {COURSE}",
        f"init {COURSE}",
        "init new --roster /home/grader/roster.csv",
        "init /srv/fall",
        f"check {COURSE}/source/{NAME}/{NAME}.ipynb",
        f"doctor {COURSE}",
    ],
)
def test_of_anothers_folder(machine, line):
    said = machine.run("bao", "autograder", *line.split(), status=2)
    last = said.splitlines()[-1]
    assert last.startswith(f"autograder {line.split()[0]}: ")
    assert "Permission denied" in last
    assert "Traceback" not in said
    assert machine.run("bao", "sh", "-c", "ls /srv; ls -d new* .new* 2>/dev/null || true").split() == [
        "jupyterhub"
    ]


def test_to_write_a_gradebook(machine):
    """The grader may read this course, and nothing in it may be written."""
    course = "/home/bao/given"
    machine.run("root", "cp", "-a", COURSE, course)
    machine.run("root", "sh", "-c", f"mkdir -p {course}/submitted/ada/{NAME} && chown -R bao {course}")
    machine.run("bao", "cp", f"{course}/release/{NAME}/{NAME}.ipynb", f"{course}/submitted/ada/{NAME}")
    machine.run("bao", "chmod", "-R", "a-w", course)
    for line in (f"grade {NAME} --classroom {course}", f"init {course}"):
        said = machine.run("bao", "autograder", *line.split(), status=2)
        assert said.startswith(f"autograder {line.split()[0]}: ")
        assert said.count("\n") == 1
        assert "Permission denied" in said or "readonly" in said
