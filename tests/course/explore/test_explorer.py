"""The widget class, its still picture, its placeholder; and nothing at all while a notebook is graded."""

import html
import inspect
import json
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from nbconvert import HTMLExporter

from nnlab import explore
from nnlab.explore import explorer as explorer_module
from nnlab.explore.explorer import Explorer, Placeholder, explorer
from nnlab.explore.scene import (
    Arrow,
    Band,
    Bars,
    By,
    Heat,
    Label,
    Line,
    Panel,
    Points,
    Rule,
    Scene,
    Slider,
    Tangent,
)

X = np.array([0.0, 1.0, 2.0, 3.0])
BROKEN = np.array([0.0, np.nan, np.inf, 1.0])


def everything():
    """Return a scene with every mark, and with values that are not numbers."""
    marks = (
        Line(X, By("k", np.array([X, BROKEN]))),
        Points(X, BROKEN, colour=np.array([0, 1, 0, 1]), name="points"),
        Bars(X, BROKEN),
        Band(X, np.array([0, 1, 1, 0])),
        Rule(y=0),
        Rule(x=1),
        Tangent(1.0, 1.0, np.nan),
        Heat(np.array([[0, np.nan], [1, 2]]), (0, 3), (0, 1), (0, 2)),
        Label(1, 1, "here"),
        Arrow(0, 0, 1, 1),
    )
    panels = (Panel("One", marks), Panel("Two", marks[:1]))
    return Scene("Everything", (Slider("k", "k", np.arange(2), 0),), panels)


@pytest.fixture
def outputs(monkeypatch):
    """Return the list of what is displayed from now on."""
    shown = []
    monkeypatch.setattr(explorer_module, "display", lambda data, **_: shown.append(data))
    return shown


class TestExplorer:
    def test_state_survives_json(self):
        state = json.loads(json.dumps(Explorer(everything(), {"k": 1}).state))
        assert Explorer(everything(), state).state == {"k": 1.0}

    def test_shows_a_picture_with_alternative_text_and_then_the_widget(self, outputs):
        widget = Explorer(everything())
        widget._ipython_display_()
        still, live = outputs
        assert 'src="data:image/png;base64,' in still["text/html"]
        assert f'alt="{html.escape(widget.description)}"' in still["text/html"]
        assert still["text/plain"].startswith("Everything. One: points.")
        assert live["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id

    def test_an_exported_page_has_the_picture_and_its_words(self, outputs):
        widget = Explorer(everything())
        widget._ipython_display_()
        saved = [nbformat.v4.new_output("display_data", data) for data in outputs]
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("w", outputs=saved)])
        page, _ = HTMLExporter().from_notebook_node(notebook)
        assert f'alt="{html.escape(widget.description)}"' in page

    def test_the_picture_follows_the_state(self):
        widget = Explorer(everything())
        before = widget.picture()
        widget.state = {"k": 1.0}
        assert widget.picture() != before

    def test_the_front_end_is_one_module(self):
        lines = Explorer._esm.splitlines()
        assert not any(line.startswith(("import ", "export ")) for line in lines[:-1])
        assert lines[-1] == "export default { render };"


class TestPlaceholder:
    def test_stands_in_for_what_cannot_be_drawn(self):
        shown = explore.activation(None)
        assert isinstance(shown, Placeholder)
        assert repr(shown).startswith("explore.activation: Nothing to draw yet: `f` is not written yet")

    def test_escapes_what_a_student_wrote(self):
        assert "<script>" not in Placeholder("w", "`<script>` failed")._repr_html_()
        assert "<code>&lt;script&gt;</code>" in Placeholder("w", "`<script>` failed")._repr_html_()


class TestEntrance:
    def test_lists_its_widgets(self):
        assert "activation" in dir(explore)
        with pytest.raises(AttributeError, match="`explore` has activation"):
            explore.nothing  # noqa: B018

    @pytest.mark.parametrize("name", explore.__all__)
    def test_every_widget_takes_a_state_and_says_what_it_draws(self, name):
        widget = getattr(explore, name)
        assert "state" in inspect.signature(widget).parameters
        assert "Parameters" in widget.__doc__

    def test_costs_nothing_while_a_notebook_is_graded(self, monkeypatch):
        code = (
            "import sys; from nnlab import explore; shown = explore.activation(lambda z: 1 / 0, nonsense=1);"
            "print(shown, 'anywidget' in sys.modules, 'matplotlib' in sys.modules)"
        )
        monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split() == ["None", "False", "False"]

    def test_the_decorator_keeps_name_and_text(self):
        @explorer
        def shape(f):
            """Say."""

        assert (shape.__name__, shape.__doc__) == ("shape", "Say.")
        assert list(inspect.signature(shape).parameters) == ["f", "state"]
