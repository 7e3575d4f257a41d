"""A whole class goes through the command line, and gets what a person would give."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.cli import main
from autograder.exercises import topic
from autograder.sandbox import missing
from tests.submissions import CLASS, make_classroom

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
]

TOPIC = topic("activations")
BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    root = tmp_path_factory.mktemp("classroom")
    make_classroom(root)
    return root


@pytest.fixture(scope="module")
def graded(classroom):
    """What `autograder grade --json` writes about the class, by student."""
    file = classroom / "results.json"
    status = main(["grade", TOPIC.assignment, "--classroom", str(classroom), "--json", str(file)])
    assert status == 1, "one submission is no notebook, so not everything can be judged"
    return {result["student"]: result for result in json.loads(file.read_text())}


@pytest.mark.parametrize("handed_in", CLASS, ids=lambda handed_in: handed_in.student)
def test_everybody_gets_what_a_person_would_give(graded, handed_in):
    result = graded[handed_in.student]
    expected = handed_in.score(TOPIC)
    assert result["score"] == expected, result
    assert result["status"] == ("not judged" if expected is None else "graded")
    named = {verdict["id"]: verdict["mistake"] for verdict in result["exercises"] if verdict["mistake"]}
    assert named == handed_in.named


def test_grading_again_grades_nothing_twice(graded, classroom, monkeypatch):
    monkeypatch.setattr("autograder.coordinator.local_workers", None)  # to start a worker would now fail
    assert main(["grade", TOPIC.assignment, "--classroom", str(classroom)]) == 1


def test_a_mark_can_be_explained(graded, classroom, capsys):
    assert main(["explain", TOPIC.assignment, "fay", "--classroom", str(classroom)]) == 0
    said = capsys.readouterr().out
    assert "Sigmoid: 0 of 3" in said
    assert "judged again: " in said
    assert main(["explain", TOPIC.assignment, "nobody", "--classroom", str(classroom)]) == 2
    assert main(["explain", TOPIC.assignment, "sami", "--classroom", str(classroom)]) == 1


def test_pages_are_written_for_everybody(graded, classroom):
    for command in ("feedback", "report"):
        assert main([command, TOPIC.assignment, "--classroom", str(classroom)]) == 0
    for handed_in in CLASS:
        page = classroom / "feedback" / handed_in.student / TOPIC.assignment / f"{TOPIC.assignment}.html"
        assert handed_in.student in page.read_text()
    report = (classroom / "reports" / f"{TOPIC.assignment}.html").read_text()
    assert "max-form" in report
    assert "sami" in report


@pytest.mark.slow
def test_stock_nbgrader_with_the_plugin_gives_the_same_scores(graded, tmp_path):
    """The course folder of an instructor who uses nbgrader's own commands."""
    make_classroom(tmp_path)
    config = "from autograder.nbgrader_plugin import configure\nc = get_config()\nconfigure(c)\n"
    (tmp_path / "nbgrader_config.py").write_text(config + "c.CourseDirectory.course_id = 'class'\n")
    source = tmp_path / "source" / TOPIC.assignment
    source.mkdir(parents=True)
    from autograder.notebooks import authored

    notebook = source / f"{TOPIC.assignment}.ipynb"
    import nbformat

    nbformat.write(authored(TOPIC), notebook)
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        subprocess.run(
            [BIN / "nbgrader", command, TOPIC.assignment], cwd=tmp_path, env=environment, capture_output=True
        )
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{tmp_path}/gradebook.db") as gradebook:
        scores = {s.student.id: s.score for s in gradebook.assignment_submissions(TOPIC.assignment)}
    ours = {student: result["score"] for student, result in graded.items() if result["score"] is not None}
    assert {student: score for student, score in scores.items() if student in ours} == ours
    assert (tmp_path / "feedback" / "ada" / TOPIC.assignment / f"{TOPIC.assignment}.html").is_file()
