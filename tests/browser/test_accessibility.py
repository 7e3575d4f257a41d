"""What people read, as axe-core sees it: our outputs in JupyterLab, feedback, report; in light and in dark."""

import nbformat
import pytest
import students
from axe import change_theme, findings, findings_in_outputs, lift_outputs
from conftest import watched_page

from autograder.exercises import topic
from autograder.grading import Paper, grade_submission
from autograder.notebooks import solution_sources
from autograder.pages import feedback_page, report_page
from autograder.places import COURSE
from autograder.report import class_report
from tests.autograder.toy import InProcess
from tests.submissions.notebooks import answered, solved

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
    """In one notebook with everything that the kit can say; test_notebooks looks at the course's own."""

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
            lift_outputs(page)
            yield page

    @pytest.mark.parametrize("theme", ["Dark", "Light"])
    def test_whatever_the_kit_says(self, everything, theme):
        change_theme(everything, theme)
        assert everything.locator(".jp-OutputArea-output").count() > len(KIT) + len(students.SHOW)
        assert findings_in_outputs(everything) == []


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
        plain.set_content(report_page(chosen.assignment, report, {}).decode())
        assert findings(plain) == []

    def test_what_is_wrong_would_be_found(self, plain):
        plain.set_content("<main><img src='x'><p style='color: #aaa; background: #fff'>faint</p></main>")
        found = " ".join(findings(plain))
        assert "image-alt" in found
        assert "color-contrast" in found
