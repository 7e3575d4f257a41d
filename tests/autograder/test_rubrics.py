"""Whoever marks an answer sees what its points are given for."""

import nbformat

from autograder.exercises import topic
from autograder.exercises.declaration import Written
from autograder.grading import released
from autograder.rubrics import with_rubrics

WHY = Written("why", "Why?", ((2, "Says that it bends."), (0.5, "Names a limit.")))


def test_it_stands_below_the_answer(release):
    ids = [cell.id for cell in release.cells]
    notebook = with_rubrics(nbformat.from_dict(release), [WHY])
    assert [cell.id for cell in notebook.cells if cell.id in ids] == ids
    rubric = notebook.cells[ids.index("why") + 1]
    assert (rubric.cell_type, rubric.metadata) == ("markdown", {})
    assert rubric.source.splitlines() == [
        "How these 2.5 points are given:", "", "* **2**: Says that it bends.", "* **0.5**: Names a limit.",
    ]  # fmt: skip
    nbformat.validate(notebook)


def test_no_rubric_is_handed_out():
    text = str(released("02_activations"))
    for question in topic("activations").written:
        for _, reason in question.rubric:
            assert reason[:40] not in text
