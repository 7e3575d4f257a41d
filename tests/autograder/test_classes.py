"""Small classes hand in the other five topics, and get what a person would give."""

import json

import pytest

from autograder.cli import main
from autograder.exercises import topic
from autograder.sandbox import missing
from tests.submissions import CLASSES, make_classroom

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
]


@pytest.mark.parametrize("stem", CLASSES)
def test_everybody_gets_what_a_person_would_give(stem, tmp_path):
    chosen = topic(stem)
    make_classroom(tmp_path, stem, CLASSES[stem])
    file = tmp_path / "results.json"
    assert main(["grade", chosen.assignment, "--classroom", str(tmp_path), "--json", str(file)]) == 0
    graded = {result["student"]: result for result in json.loads(file.read_text())}
    scores = {student: result["score"] for student, result in graded.items()}
    named = {
        student: {verdict["id"]: verdict["mistake"] for verdict in result["exercises"] if verdict["mistake"]}
        for student, result in graded.items()
    }
    assert scores == {handed_in.student: handed_in.score(chosen) for handed_in in CLASSES[stem]}
    assert named == {handed_in.student: handed_in.named for handed_in in CLASSES[stem]}
