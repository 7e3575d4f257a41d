"""Damaged submissions go the whole way: what a person could still grade is graded, and the note says what was mended."""

import json

import nbformat
import pytest

from autograder.grading import Paper, grade_submission
from autograder.submission import MAX_BYTES
from tests.autograder import toy
from tests.autograder.test_attacks_on_grading import SEED, hand_in, points

FULL = {"double": 3, "half": 1}


@pytest.fixture
def grade(sandbox, release, monkeypatch):
    """Grade the bytes of a file."""
    monkeypatch.setattr("autograder.grading.topic", lambda name: toy.TOPIC)
    monkeypatch.setattr("autograder.grading.released", lambda name: release)
    return lambda content: grade_submission(Paper("ada", "toy", content, SEED), sandbox)


@pytest.fixture
def solved(release):
    return hand_in(release, **toy.RIGHT)


def without_ids(notebook):
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]


def upside_down(notebook):
    notebook["cells"].reverse()


def checks_deleted(notebook):
    notebook["cells"] = [cell for cell in notebook["cells"] if not cell["id"].endswith("-check")]


def answer_copied(notebook):
    notebook["cells"].insert(3, json.loads(json.dumps(notebook["cells"][2])))


def answer_split(notebook):
    first, second = toy.RIGHT["double"].split("\n", 1)
    notebook["cells"][2]["source"] = first
    notebook["cells"].insert(3, {"cell_type": "code", "metadata": {}, "source": second, "outputs": []})


def answer_as_markdown(notebook):
    notebook["cells"][2]["cell_type"] = "markdown"


def schema_of_long_ago(notebook):
    for cell in notebook["cells"]:
        cell["metadata"].get("nbgrader", {})["schema_version"] = 1


def huge_outputs(notebook):
    text = ["x" * 1000 + "\n"] * 20_000
    notebook["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": text}]


def a_picture_of_megabytes(notebook):
    data = {"image/png": "A" * 10_000_000, "text/plain": "<Figure>"}
    notebook["cells"][5]["outputs"] = [{"output_type": "display_data", "data": data, "metadata": {}}]


def a_thousand_cells_more(notebook):
    notebook["cells"] += [
        {"cell_type": "markdown", "metadata": {}, "source": f"note {n}"} for n in range(1000)
    ]


DAMAGE = (
    without_ids,
    upside_down,
    checks_deleted,
    answer_copied,
    answer_split,
    answer_as_markdown,
    schema_of_long_ago,
    huge_outputs,
    a_picture_of_megabytes,
    a_thousand_cells_more,
)


class TestRepaired:
    @pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__.replace("_", " "))
    def test_gets_full_points(self, grade, solved, damage):
        damage(solved)
        result = grade(json.dumps(solved).encode())
        assert points(result) == FULL, result["notes"]
        assert len(result["notebook"]) < 1_000_000

    def test_an_older_format(self, grade, solved):
        old = nbformat.convert(nbformat.from_dict(solved), 3)
        assert points(grade(json.dumps(old).encode())) == FULL

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
    def test_another_encoding(self, grade, solved, encoding):
        solved["cells"][4]["source"] = "Größe"
        assert points(grade(json.dumps(solved, ensure_ascii=False).encode(encoding))) == FULL

    def test_output_without_end_while_grading(self, grade, solved):
        solved["cells"][5]["source"] = "for _ in range(100_000): print('x' * 1000)"
        result = grade(json.dumps(solved).encode())
        assert points(result) == FULL
        assert len(result["notebook"]) < 100_000

    def test_an_unwritten_notebook_gets_none(self, grade, release):
        assert points(grade(json.dumps(release).encode())) == {"double": 0, "half": 0}


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "empty"),
            (b"PK\x03\x04 no notebook", "not a notebook"),
            (b'{"cells": []}', "nothing in the notebook belongs"),
            (b"[" * 1_000_000, "not a notebook"),
            (b" " * (MAX_BYTES + 1), "more than"),
        ],
        ids=["empty", "an archive", "no cells", "brackets", "huge"],
    )
    def test_is_not_judged_with_a_reason(self, grade, content, reason):
        result = grade(content)
        assert (result["status"], result["score"]) == ("not judged", None)
        assert reason in result["reason"]
