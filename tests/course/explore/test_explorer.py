"""The widget class, its still picture, its placeholder; and nothing at all while a notebook is graded."""

import html
import inspect
import json
import re
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
from nnlab.explore.still import COLOURS, still_figure

X = np.array([0.0, 1.0, 2.0, 3.0])
HEAT = Heat(np.array([[0, 1], [1, 2]]), (0, 3), (0, 3), (0, 2))
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


class TestStill:
    def test_a_unit_is_as_long_on_both_axes_where_they_are_equal(self):
        line = Line(X, X)
        panels = (
            Panel("Square", (line,), equal=True),
            Panel("Heat", (HEAT,), equal=True),
            Panel("Free", (line,)),
        )
        scene = Scene("", (), panels)
        figure = still_figure(scene, {})
        figure.draw_without_rendering()
        units = [axes.transData.transform([[0, 0], [1, 1]]) for axes in figure.axes]
        across_by_up = [float(np.divide(*np.diff(unit, axis=0)[0])) for unit in units]
        assert across_by_up[:2] == pytest.approx([1, 1])
        assert across_by_up[2] != pytest.approx(1, rel=0.1)

    def test_a_point_outside_of_the_panel_is_not_drawn_and_one_on_its_edge_is_whole(self):
        points = Points(X, X, name="points")
        figure = still_figure(Scene("", (), (Panel("", (points,), x_range=(0, 2), y_range=(0, 5)),)), {})
        (drawn,) = figure.axes[0].collections
        assert np.ma.filled(drawn.get_offsets()[:, 1], np.nan).tolist() == pytest.approx(
            [0, 1, 2, np.nan], nan_ok=True
        )
        assert not drawn.get_clip_on()

    def test_a_line_over_colours_has_a_rim(self):
        figure = still_figure(Scene("", (), (Panel("", (HEAT, Line(X, X))), Panel("", (Line(X, X),)))), {})
        over, alone = (axes.lines[0].get_path_effects() for axes in figure.axes)
        assert (len(over), len(alone)) == (1, 0)


class TestPalette:
    """Every colour stands out from the page, as graphics must: by 3:1."""

    @pytest.mark.parametrize(("paper", "block"), [("#ffffff", 0), ("#111111", 1)], ids=["light", "dark"])
    def test_marks_stand_out_from_the_page(self, paper, block):
        css = Explorer._css.split("}")[block]
        colours = re.findall(r"--nnlab-(?:colour-\d|axis): (#\w{6})", css)
        assert len(colours) == 7
        assert min(contrast(colour, paper) for colour in colours) >= 3

    def test_of_stills_too_and_they_are_those_of_the_light_page(self):
        light = dict(re.findall(r"--nnlab-(colour-\d): (#\w{6})", Explorer._css.split("}")[0]))
        assert tuple(light[f"colour-{i}"] for i in range(1, 7)) == COLOURS

    def test_contrast_is_that_of_the_standard(self):
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#777777", "#ffffff") == pytest.approx(
            4.48, abs=0.01
        )  # WCAG 2.1's well-known near miss


def contrast(first, second):
    """Return the contrast ratio of WCAG 2.1."""
    low, high = sorted(map(luminance, (first, second)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour):
    parts = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


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
