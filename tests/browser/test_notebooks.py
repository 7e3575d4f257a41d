"""A student's notebooks in a real JupyterLab: every one runs, and one exercise is failed, read, mended and passed."""

import nbformat
import pytest

from autograder.exercises import topic, topics
from autograder.notebooks import authored
from autograder.submission import role
from tests.submissions.notebooks import solved

TOPICS = topics()
# The text of every output, and the names of errors that a cell ended in.
OUTPUTS = """() => window.jupyterapp.shell.currentWidget.content.model.sharedModel.cells
    .filter(cell => cell.cell_type === 'code')
    .flatMap(cell => cell.outputs ?? [])
    .map(output => ({ error: output.ename ?? null, text: JSON.stringify(output.data ?? output.text ?? '') }))"""


def outputs(page):
    return page.evaluate(OUTPUTS)


@pytest.fixture(params=TOPICS, ids=lambda found: found.assignment)
def each(request):
    return request.param


def test_released_it_runs_to_the_end_and_asks_politely(each, lab, page):
    name = f"{each.assignment}/{each.assignment}.ipynb"
    lab.open(page, name)
    lab.run_all(page)
    found = outputs(page)
    assert [output for output in found if output["error"]] == []
    asked = [
        output["text"]
        for output in found
        if "not written yet" in output["text"] or "not answered yet" in output["text"]
    ]
    assert len(asked) >= len(each.exercises) // 2


def test_solved_every_check_passes_and_every_widget_is_drawn(each, lab, page):
    release = nbformat.read(lab.folder / each.assignment / f"{each.assignment}.ipynb", as_version=4)
    nbformat.write(solved(each, release), lab.folder / each.assignment / "solved.ipynb")
    lab.open(page, f"{each.assignment}/solved.ipynb")
    lab.run_all(page)
    found = outputs(page)
    assert [output for output in found if output["error"]] == []
    passed = [output for output in found if "✓" in output["text"]]
    assert len(passed) >= len(each.exercises)
    widgets = sum("explore." in cell.source for cell in authored(each).cells if role(cell) == "experiment")
    assert sum("widget-view" in output["text"] for output in found) >= min(widgets, 1)


def test_a_students_way_through_an_exercise(lab, page):
    """Wrong, told which mistake it is, mended, passed; the widget then draws the mended function."""
    assignment = topic("activations").assignment
    lab.open(page, f"{assignment}/{assignment}.ipynb")
    lab.run_all(page)
    write(page, "def sigmoid(z, a=1.0):\n    return 1 / (1 + np.exp(a * z))", into="def sigmoid(")
    said = run(page, "check(sigmoid)")
    assert "wrong sign" in said
    assert "0 of" in said
    write(page, "def sigmoid(z, a=1.0):\n    return 1 / (1 + np.exp(-a * z))", into="def sigmoid(")
    assert "all public checks passed" in run(page, "check(sigmoid)")
    write(
        page,
        "def sigmoid_derivative(z, a=1.0):\n    s = sigmoid(z, a)\n    return a * s * (1 - s)",
        into="def sigmoid_derivative(",
    )
    assert "all public checks passed" in run(page, "check(sigmoid_derivative)")
    assert "widget-view" in run(page, "explore.activation(")


CELL = """([start, change]) => {
    const notebook = window.jupyterapp.shell.currentWidget.content;
    const index = notebook.widgets.findIndex(cell => cell.model.type === 'code'
        && cell.model.sharedModel.getSource().includes(start));
    notebook.activeCellIndex = index;
    if (change) notebook.widgets[index].model.sharedModel.setSource(change);
    return index;
}"""
RUN = "async () => { await window.jupyterapp.commands.execute('notebook:run-cell'); }"


def write(page, source, into):
    """Replace a cell's source, and run it."""
    assert page.evaluate(CELL, [into, source]) >= 0, into
    page.evaluate(RUN)


def run(page, cell):
    """Run the cell that holds this text, and return what it shows."""
    index = page.evaluate(CELL, [cell, ""])
    assert index >= 0, cell
    page.evaluate(RUN)
    return page.evaluate(
        """index => JSON.stringify(window.jupyterapp.shell.currentWidget.content.widgets[index]
            .model.sharedModel.outputs ?? [])""",
        index,
    )
