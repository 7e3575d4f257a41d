import copy
import json

import nbformat
import pytest
from nbgrader.converters import Autograde, GenerateAssignment
from nbgrader.converters.base import NbGraderException
from traitlets.config import Config

from autograder import grading, nbgrader_plugin
from autograder.gradebook import existing_gradebook
from autograder.nbgrader_plugin import JudgeAnswers, RepairNotebook, SaveVerdicts, configure
from tests.autograder.toy import RIGHT, TOPIC, InProcess

NAME = TOPIC.assignment


@pytest.fixture
def resources(tmp_path, release, monkeypatch):
    """What nbgrader hands from step to step, in a classroom for the toy topic."""
    monkeypatch.setattr(nbgrader_plugin, "released", lambda assignment: release)
    monkeypatch.setattr(grading, "released", lambda assignment: release)
    monkeypatch.setattr(grading, "topic", lambda assignment: TOPIC)
    monkeypatch.setattr(grading, "_record", lambda paper: {})
    monkeypatch.setattr(nbgrader_plugin, "_sandboxes", [InProcess()])
    graded = tmp_path / "autograded" / "ada" / NAME
    graded.mkdir(parents=True)
    (tmp_path / "submitted").mkdir()
    where = {
        "assignment": NAME,
        "student": "ada",
        "notebook": NAME,
        "db_url": f"sqlite:///{tmp_path}/gradebook.db",
    }
    return {"nbgrader": where, "metadata": {"path": str(graded)}}


@pytest.fixture
def handed_in(release):
    notebook = copy.deepcopy(release)
    for cell in notebook.cells:
        cell.source = RIGHT.get(cell.id, cell.source)
    return notebook


class TestConfigure:
    def test_text_with_answers_is_never_released(self):
        config = Config()
        configure(config)
        assert "*.py" in config.CourseDirectory.ignore

    def test_nbgrader_takes_our_steps(self):
        config = Config()
        configure(config)
        steps = Autograde(config=config).autograde_preprocessors
        assert [step.__name__ for step in steps][:3] == ["JudgeAnswers", "LimitOutput", "SaveVerdicts"]
        assert Autograde(config=config).sanitize_preprocessors == [RepairNotebook]
        assert "ClearAnswers" in [step.__name__ for step in GenerateAssignment(config=config).preprocessors]


class TestRepairNotebook:
    def test_puts_back_what_is_missing(self, handed_in, release, resources):
        handed_in.cells = [cell for cell in handed_in.cells if cell.id != "double-check"]
        repaired, _ = RepairNotebook().preprocess(handed_in, resources)
        assert [cell.id for cell in repaired.cells] == [cell.id for cell in release.cells]

    def test_an_unrelated_notebook_stops_this_submission_only(self, resources):
        with pytest.raises(NbGraderException, match="nothing in the notebook belongs"):
            RepairNotebook().preprocess(nbformat.v4.new_notebook(), resources)


class TestJudgeAnswers:
    def test_verdicts_go_on_in_the_resources(self, handed_in, resources):
        notebook, resources = JudgeAnswers().preprocess(handed_in, resources)
        assert resources["autograder"]["score"] == 4
        assert "3 of 3 points" in notebook.cells[3].outputs[0].text

    def test_what_cannot_be_judged_stops_this_submission_only(self, handed_in, resources, monkeypatch):
        monkeypatch.setattr(nbgrader_plugin, "grade_submission", lambda *_: grading.not_judged("no room"))
        with pytest.raises(NbGraderException, match="no room"):
            JudgeAnswers().preprocess(handed_in, resources)


class TestSaveVerdicts:
    def test_marks_and_a_file_beside_the_notebook(self, handed_in, resources, tmp_path, release):
        with existing_gradebook(resources["nbgrader"]["db_url"]) as book:
            book.add_assignment(NAME)
            book.add_notebook(NAME, NAME)
            for cell in release.cells:
                grader = cell.metadata.get("nbgrader", {})
                kind = {"notebook": NAME, "assignment": NAME, "cell_type": cell.cell_type}
                if grader.get("grade"):
                    book.add_grade_cell(cell.id, max_score=grader["points"], **kind)
                if grader.get("solution"):
                    book.add_solution_cell(cell.id, NAME, NAME)
        notebook, resources = JudgeAnswers().preprocess(handed_in, resources)
        SaveVerdicts().preprocess(notebook, resources)
        with existing_gradebook(resources["nbgrader"]["db_url"]) as book:
            assert book.find_grade("double-check", NAME, NAME, "ada").auto_score == 3
        saved = json.loads((tmp_path / "autograded" / "ada" / NAME / "verdict.json").read_text())
        assert (saved["student"], saved["score"]) == ("ada", 4)
