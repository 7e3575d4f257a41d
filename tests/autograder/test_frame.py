"""A new exercise begins as a frame that works; what an author breaks is said with file, exercise and remedy."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import frame
from autograder.cli import main
from autograder.exercises import topic

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("autograder", "course", "solutions", "source_lib", "nbgrader_config.py")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of the project, to write a new exercise into."""
    root = tmp_path_factory.mktemp("project")
    for name in KEPT:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, root / name)
    return root


def run(project, *arguments):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(project), str(project / "course")])}
    command = [sys.executable, "-m", "autograder.cli", *arguments]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.slow
class TestNewExercise:
    def test_the_commands_on_the_authors_page_lead_from_nothing_to_audit(self, project):
        page = (ROOT / "docs" / "authors.md").read_text(encoding="utf-8")
        (block, *_) = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        for line in block.splitlines():
            status, out, error = run(project, *line.split()[1:])
            assert status == 0, f"{line}\n{out}\n{error}"
        assert "3 of 3" in out
        release = project / "course" / "02_activations" / "02_activations.ipynb"
        assert "check(double_it)  # 2 points" in release.read_text()
        status, _, error = run(project, "build", "--check")
        assert status == 1
        assert "double_it.py:1: still marked TODO" in error

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("hints=(", "hint=(", "TypeError: Exercise.__init__() got an unexpected keyword argument 'hint'"),
            ("return z**2", "return z**", "mistake 'squared' must be Python: line 1"),
            (
                '"def twice(z): return z + z"',
                '"def double(z): return z + z"',
                "alternative 1 must define `twice`",
            ),
            ('"twice z"', '"thrice z"', "exercise 'twice': the text must say 'thrice z'"),
            (
                "rng.normal(scale=2.0, size=3)}",
                "rng.norm(3)}",
                "`draw` must return a dict of inputs, got Attr",
            ),
            ("EXERCISES = (", "EXERCISES = (\n", None),
            ("parts=(", "parts=((", "'(' was never closed"),
        ],
    )
    def test_what_an_author_breaks_is_said_in_one_line(self, project, old, new, message):
        module = project / "autograder" / "exercises" / "losses" / "twice.py"
        if not module.exists():
            assert run(project, "new-exercise", "losses", "twice")[0] == 0
        whole = module.read_text()
        assert old in whole
        module.write_text(whole.replace(old, new))
        status, _, error = run(project, "audit", "losses", "--exercise", "twice")
        module.write_text(whole)
        if message is None:
            assert status == 0, error
            return
        assert status == 2
        assert message in error
        assert ".py" in error
        assert error.count("\n") == 1


class TestRefused:
    @pytest.mark.parametrize("id", ["Two Words", "a_b", "-a", "a--b", "", "../x", "é"])
    def test_an_id_must_be_plain(self, id, capsys):
        assert main(["new-exercise", "activations", "--", id]) == 2
        assert "words in small letters" in capsys.readouterr().err

    @pytest.mark.parametrize("id", [topic("activations").exercises[0].id, topic("losses").written[0].id])
    def test_an_id_is_taken_once(self, id, capsys):
        assert main(["new-exercise", "activations", id]) == 2
        assert f"there is an exercise {id!r} already" in capsys.readouterr().err

    def test_an_unknown_topic_is_named_with_the_nearest(self, capsys):
        assert main(["new-exercise", "activation", "x"]) == 2
        assert "did you mean 02_activations" in capsys.readouterr().err

    def test_a_list_of_another_shape_is_left_alone(self, tmp_path, monkeypatch):
        path = tmp_path / "__init__.py"
        path.write_text("EXERCISES = []\n")
        with pytest.raises(frame.CourseError, match="must import its modules in parentheses"):
            frame._listed(path, "losses", "twice")
