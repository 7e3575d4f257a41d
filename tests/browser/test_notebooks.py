"""A student's notebooks in a real JupyterLab: every one runs, and one exercise is failed, read, mended and passed."""

import nbformat
import pytest
from axe import change_theme, findings_in_outputs, lift_outputs
from conftest import watched_page

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


@pytest.mark.parametrize("each", TOPICS, ids=lambda found: found.assignment)
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


class TestSolved:
    """Each notebook with every answer in place, run once."""

    @pytest.fixture(scope="class", params=TOPICS, ids=lambda found: found.assignment)
    @classmethod
    def each(cls, request):
        return request.param

    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, each, lab, chromium):
        release = nbformat.read(lab.folder / each.assignment / f"{each.assignment}.ipynb", as_version=4)
        nbformat.write(solved(each, release), lab.folder / each.assignment / "solved.ipynb")
        with watched_page(chromium) as page:
            lab.open(page, f"{each.assignment}/solved.ipynb")
            lab.run_all(page)
            yield page

    def test_every_check_passes_and_every_widget_is_drawn(self, each, page):
        found = outputs(page)
        assert [output for output in found if output["error"]] == []
        passed = [output for output in found if "✓" in output["text"]]
        assert len(passed) >= len(each.exercises)
        widgets = sum(
            "explore." in cell.source for cell in authored(each).cells if role(cell) == "experiment"
        )
        assert sum("widget-view" in output["text"] for output in found) >= min(widgets, 1)

    def test_everything_shown_can_be_read_by_everybody(self, page):
        lift_outputs(page)
        found = {}
        for theme in ("Dark", "Light"):
            change_theme(page, theme)
            found[theme] = findings_in_outputs(page)
        assert found == {"Dark": [], "Light": []}


def test_a_students_way_through_an_exercise(lab, page):
    """Wrong, told which mistake it is, mended, passed; the widget then draws the mended function."""
    assignment = topic("activations").assignment
    lab.open(page, f"{assignment}/{assignment}.ipynb")
    lab.run_all(page)
    notebook = Student(page)
    assert "sigmoid is not written yet" in notebook.run("explore.activation(").inner_text()
    notebook.write("def sigmoid_derivative(z", "return a * sigmoid(z, a) * (1 - sigmoid(z, a))")

    said = notebook.write("def sigmoid(z, a", "return 1 / (1 + np.exp(a * z))")
    said.get_by_text("The exponent has the wrong sign").wait_for()
    assert "0 of 3 public checks passed" in said.inner_text()
    wrong = notebook.run("explore.activation(")
    wrong.get_by_text("At z = 1, sigmoid is 0.269").first.wait_for()
    before = drawn(wrong)

    said = notebook.write("def sigmoid(z, a", "return 1 / (1 + np.exp(-a * z))")
    said.get_by_text("all public checks passed").wait_for()
    right = notebook.run("explore.activation(")
    right.get_by_text("At z = 1, sigmoid is 0.731").first.wait_for()
    assert all(now != then for now, then in zip(drawn(right), before, strict=True))


class Student:
    """Somebody at the keyboard of a notebook."""

    def __init__(self, page):
        self.page = page

    def write(self, beginning, line):
        """Type a line in place of the last one of the cell that begins so, run it and its check below.

        Returns what the check shows.
        """
        cell = self._cell(beginning)
        cell.locator(".cm-line").last.click()
        for key in ("End", "Shift+Home"):
            self.page.keyboard.press(key)
        self.page.keyboard.type(line)
        assert cell.locator(".cm-line").last.inner_text().strip() == line
        self.page.keyboard.press("Shift+Enter")  # goes on to the next cell
        name = beginning.removeprefix("def ").split("(")[0]
        return self._run(self._cell(f"check({name})"))

    def run(self, beginning):
        """Run the first cell that begins so, and return what it shows."""
        cell = self._cell(beginning)
        cell.locator(".cm-line").last.click()
        return self._run(cell)

    def _cell(self, beginning):
        first = self.page.locator(".cm-line", has_text=beginning).first
        return self.page.locator(".jp-CodeCell").filter(has=first).first

    def _run(self, cell):
        before = cell.locator(".jp-InputPrompt").inner_text()
        self.page.keyboard.press("Shift+Enter")
        prompt = cell.locator(".jp-InputPrompt")
        self.page.wait_for_function(
            "([now, before]) => /\\d/.test(now.innerText) && now.innerText !== before",
            arg=[prompt.element_handle(), before],
        )
        return cell.locator(".jp-Cell-outputArea")


def drawn(shown):
    """Return the pictures of all panels, once they are there."""
    panels = shown.locator(".nnlab-explorer canvas[role=img]")
    panels.nth(1).wait_for()
    return panels.evaluate_all("all => all.map(canvas => canvas.toDataURL())")
