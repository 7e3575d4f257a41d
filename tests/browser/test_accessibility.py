"""What people read, as axe-core sees it: our outputs in JupyterLab, feedback, report; in light and in dark."""

import json

import nbformat
import pytest
import students
from conftest import watched_page

from autograder.exercises import topic, topics
from autograder.grading import Paper, grade_submission
from autograder.notebooks import solution_sources
from autograder.pages import feedback_page
from autograder.pages import page as filled_in
from autograder.places import COURSE
from autograder.report import class_report
from tests.autograder.toy import InProcess
from tests.submissions.notebooks import answered, solved

axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")

OUTPUTS = {"include": [[".jp-OutputArea-output"]]}  # all else on the page is JupyterLab's
# axe takes for invisible what JupyterLab's shell can scroll out of sight, so the outputs are lifted out of it.
LIFT = """() => {
    const place = document.createElement('main');
    place.className = 'jp-Notebook jp-ThemedContainer';
    place.style = 'display: block; position: absolute; width: 1100px; background: var(--jp-layout-color0)';
    place.append(...document.querySelectorAll('.jp-Notebook .jp-OutputArea'));
    document.querySelector('.jp-LabShell').style.display = 'none';
    document.body.style.overflow = 'visible';
    document.body.append(place);
}"""
THEME = "name => window.jupyterapp.commands.execute('apputils:change-theme', { theme: `JupyterLab ${name}` })"

# What a check can say: not there, not written, wrong with a picture, an error, printed, right, hints; the rest of the kit.
KIT = [
    "import numpy as np\nfrom nnlab import check, explore, hint, progress, ready\ncheck('sigmoid')",
    "def sigmoid(z, a=1.0): raise NotImplementedError\ncheck(sigmoid)\nready(sigmoid)\nexplore.activation(sigmoid)",
    "def sigmoid(z, a=1.0):\n    print('z is', z)\n    return 1 / (1 + np.exp(a * z))\ncheck(sigmoid)",
    "hint()\nhint()\nhint()",
    "def sigmoid(z, a=1.0):\n    return np.zeros(2) + np.zeros(3)\ncheck(sigmoid)",
    "def sigmoid(z, a=1.0): return 1 / (1 + np.exp(-a * z))\ncheck(sigmoid)",
    "check('unknown')\nhint('unknown')",
    "progress()",
]


def findings(page, context=None):
    """Return what a person with an aid would stumble over, one line each."""
    seen = axe.Axe().run(page, context, {}).response
    assert any(rule["id"] == "color-contrast" for rule in seen["passes"] + seen["violations"]), "no text seen"
    return [
        f"{rule['impact']} {rule['id']}: {node['html'][:300]} {node.get('failureSummary', '')}"
        for rule in seen["violations"]
        if rule["impact"] in ("serious", "critical")
        for node in rule["nodes"][:4]
    ]


@pytest.fixture(scope="module")
def results():
    """Return what was recorded of four students: all right, every known mistake, nothing written, no notebook."""
    chosen = topic("activations")
    release = nbformat.read(COURSE / chosen.assignment / f"{chosen.assignment}.ipynb", as_version=4)
    slips = {exercise.id: exercise.mistakes[0].source for exercise in chosen.exercises}
    handed_in = {"ada": solved(chosen, release), "bob": answered(release, slips), "cleo": release}
    contents = {name: nbformat.writes(notebook).encode() for name, notebook in handed_in.items()}
    papers = [
        Paper(name, chosen.assignment, content, b"")
        for name, content in (contents | {"dan": b"no notebook"}).items()
    ]
    return {paper.student: grade_submission(paper, InProcess()) for paper in papers}


@pytest.fixture(params=["light", "dark"])
def plain(chromium, request):
    """Yield a page outside of JupyterLab, for a reader who prefers this scheme."""
    with watched_page(chromium) as page:
        page.emulate_media(color_scheme=request.param)
        yield page


class TestOutputs:
    """In one notebook with everything that the kit can say, and in the course's own."""

    @pytest.fixture(scope="class")
    @classmethod
    def everything(cls, lab, chromium):
        lab.write("said.ipynb", *KIT, students.ANSWERS, *students.SHOW.values())
        with watched_page(chromium) as page:
            lab.open(page, "said.ipynb")
            lab.run_all(page)
            page.locator(".nnlab-explorer").nth(len(students.SHOW) - 1).wait_for(
                timeout=120_000, state="attached"
            )
            page.evaluate(LIFT)
            yield page

    @pytest.mark.parametrize("theme", ["Dark", "Light"])
    def test_whatever_the_kit_says(self, everything, theme):
        change(everything, theme)
        assert everything.locator(OUTPUTS["include"][0][0]).count() > len(KIT) + len(students.SHOW)
        assert findings(everything, OUTPUTS) == []

    @pytest.mark.parametrize("each", topics(), ids=lambda found: found.assignment)
    def test_in_a_solved_notebook(self, lab, page, each):
        name = f"{each.assignment}/solved-{each.assignment}.ipynb"
        release = nbformat.read(lab.folder / each.assignment / f"{each.assignment}.ipynb", as_version=4)
        nbformat.write(solved(each, release), lab.folder / name)
        lab.open(page, name)
        lab.run_all(page)
        page.evaluate(LIFT)
        found = {}
        for theme in ("Dark", "Light"):
            change(page, theme)
            found[theme] = findings(page, OUTPUTS)
        assert found == {"Dark": [], "Light": []}


def change(page, theme):
    """Choose JupyterLab's theme, and wait until it shows."""
    page.evaluate(THEME, theme)
    light = json.dumps(theme == "Light")
    page.wait_for_function(f"document.body.dataset.jpThemeLight === '{light}'")
    page.wait_for_timeout(500)


class TestPages:
    @pytest.mark.parametrize("student", ["ada", "bob", "cleo", "dan"])
    def test_feedback(self, plain, results, student):
        plain.set_content(feedback_page(student, "02_activations", results[student]).decode())
        assert findings(plain) == []

    def test_the_report_on_a_class(self, plain, results):
        chosen = topic("activations")
        own = solution_sources(chosen)
        slips = {exercise.id: exercise.mistakes[0].source for exercise in chosen.exercises}
        report = class_report(chosen, results, ("ada", "eve"), {"ada": own, "bob": slips, "dan": own})
        assert report["alike"]
        plain.set_content(filled_in("report.html.j2", assignment=chosen.assignment, report=report).decode())
        assert findings(plain) == []

    def test_what_is_wrong_would_be_found(self, plain):
        plain.set_content("<main><img src='x'><p style='color: #aaa; background: #fff'>faint</p></main>")
        found = " ".join(findings(plain))
        assert "image-alt" in found
        assert "color-contrast" in found
