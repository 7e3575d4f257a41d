import json

import nbformat
import pytest

from autograder import build as module
from autograder import notebooks
from autograder.build import build, public_cases, relative, stale, unfinished
from autograder.places import COURSE, ROOT
from nnlab.diagnose import diagnose
from nnlab.frozen import from_data
from tests.autograder.test_notebooks import TEXT
from tests.autograder.toy import DOUBLE, TOPIC


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """A course of one topic, written but not built; returns where it is."""
    for holder in (module, notebooks):
        monkeypatch.setattr(holder, "SOLUTIONS", tmp_path / "solutions")
    monkeypatch.setattr(module, "COURSE", tmp_path / "course")
    text = tmp_path / "solutions" / TOPIC.assignment / f"{TOPIC.assignment}.py"
    text.parent.mkdir(parents=True)
    text.write_text(TEXT)
    return tmp_path


class TestBuild:
    def test_writes_what_students_receive(self, folders):
        made = {path.relative_to(folders).as_posix() for path in build([TOPIC])}
        assert made == {"course/01_perceptron/01_perceptron.ipynb", "course/nnlab/cases/perceptron.json"}

    def test_two_builds_are_byte_identical(self, folders):
        first = {path: path.read_bytes() for path in build([TOPIC])}
        assert {path: path.read_bytes() for path in build([TOPIC])} == first

    def test_no_answer_is_released(self, folders):
        build([TOPIC])
        released = (folders / "course/01_perceptron/01_perceptron.ipynb").read_text()
        assert "x / of" not in released
        assert "Because" not in released
        assert "SOLUTION" not in released
        assert "raise NotImplementedError()" in released

    def test_the_release_is_a_clean_notebook(self, folders):
        build([TOPIC])
        notebook = nbformat.read(folders / "course/01_perceptron/01_perceptron.ipynb", as_version=4)
        nbformat.validate(notebook)
        assert "jupytext" not in notebook.metadata
        assert all(not cell.get("outputs") for cell in notebook.cells)
        assert [cell.id for cell in notebook.cells][2:4] == ["double", "double-check"]

    def test_the_frozen_cases_judge(self, folders):
        build([TOPIC])
        data = json.loads((folders / "course/nnlab/cases/perceptron.json").read_text())
        assert (data["topic"], data["assignment"]) == ("perceptron", "01_perceptron")
        double = from_data(data["exercises"][0])
        assert diagnose(double, double.mistakes[1].seen).mistake.id == "same"


class TestStale:
    def test_nothing_after_a_build(self, folders):
        build([TOPIC])
        assert stale([TOPIC]) == []

    def test_what_was_edited_or_deleted_or_left_over(self, folders):
        notebook, cases = build([TOPIC])
        notebook.write_text(notebook.read_text().replace("Title", "Titel"))
        cases.unlink()
        old = folders / "course" / "nnlab" / "cases" / "old.json"
        old.write_text("{}")
        assert set(stale([TOPIC])) == {notebook, cases, old}

    def test_writes_nothing(self, folders):
        stale([TOPIC])
        assert not (folders / "course").exists()


class TestUnfinished:
    def test_what_is_still_to_be_replaced_is_found_by_file_and_line(self, folders):
        assert unfinished([TOPIC]) == []
        path = folders / "solutions" / TOPIC.assignment / f"{TOPIC.assignment}.py"
        lines = TEXT.splitlines()
        path.write_text("\n".join([*lines, "# TODO: explain"]))
        assert unfinished([TOPIC]) == [(path, len(lines) + 1)]


class TestPublicCases:
    def test_are_the_same_every_time(self):
        first, second = (public_cases(TOPIC, DOUBLE).parts[0].cases[1].inputs["x"] for _ in range(2))
        assert (first == second).all()


class TestRelative:
    def test_is_short_within_the_project_only(self, tmp_path):
        assert relative(COURSE / "x") == (COURSE / "x").relative_to(ROOT)
        assert relative(tmp_path) == tmp_path
