"""The widgets in JupyterLab: drawn, moved by keyboard and mouse, drawn anew with a mended function."""

import pytest
import students
from conftest import HARMLESS, watched_page

SIGMOID = """
import numpy as np
from nnlab import explore

def sigmoid(z, a=1.0):
    return 1 / (1 + np.exp(-a * z))
"""
SHOW = "explore.activation(sigmoid)"
READING = "document.querySelector('.nnlab-reading').innerText"


def pixels(widget):
    """Return the pictures of all panels."""
    return widget.locator("canvas[role=img]").evaluate_all("all => all.map(canvas => canvas.toDataURL())")


def run(lab, page, name, *cells):
    """Write a notebook, open it and run it."""
    lab.write(name, *cells)
    lab.open(page, name)
    lab.run_all(page)


class TestActivation:
    """One page for the whole class: every test begins with what it needs."""

    @pytest.fixture(scope="class")
    @classmethod
    def page(cls, lab, chromium):
        with watched_page(chromium) as page:
            move = "w.state = {**w.state, 'z': -3.0}"
            run(lab, page, "activation.ipynb", SIGMOID, f"w = {SHOW}\nw", move, "print('z is', w.state['z'])")
            page.locator(".nnlab-explorer canvas[role=img]").nth(1).wait_for(timeout=60_000)
            page.get_by_text("z is -3.0").wait_for()
            yield page

    @pytest.fixture
    def widget(self, page):
        page.get_by_label("input z").fill("140")  # places count from 0: z = 1
        page.get_by_label("a", exact=True).fill("8")
        page.wait_for_function(f"{READING}.includes('At z = 1, sigmoid is 0.731')")
        return page.locator(".nnlab-explorer")

    def test_hides_the_still_picture(self, widget, page):
        assert widget.locator("canvas[role=img]").count() == 2
        assert not page.locator(".nnlab-still").is_visible()

    def test_arrow_keys_move_the_point(self, widget, page):
        before = pixels(widget)
        widget.get_by_label("input z").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function(f"{READING}.includes('z = 1.05')")
        assert all(now != then for now, then in zip(pixels(widget), before, strict=True))

    def test_a_drag_in_the_panel_moves_the_point(self, widget, page):
        canvas = widget.locator("canvas[role=img]").first
        canvas.scroll_into_view_if_needed()
        box = canvas.bounding_box()
        page.mouse.move(box["x"] + 100, box["y"] + 80)
        page.mouse.down()
        page.mouse.move(box["x"] + 52 + (box["width"] - 66) / 2, box["y"] + 80, steps=4)
        page.mouse.up()
        page.wait_for_function(f"{READING}.includes('z = 0,')")

    def test_the_parameter_has_a_slider(self, widget, page):
        before = pixels(widget)
        widget.get_by_label("a", exact=True).focus()
        page.keyboard.press("End")
        page.wait_for_function(f"{READING}.includes('0.982')")
        assert pixels(widget) != before

    def test_the_kernel_learns_the_state(self, widget, page):
        widget.get_by_label("input z").focus()
        page.keyboard.press("Home")
        page.wait_for_timeout(1000)
        page.locator(".jp-CodeCell").last.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        page.get_by_text("z is -6").wait_for()

    def test_a_cell_restores_the_state(self, widget, page):
        page.locator(".jp-CodeCell").nth(2).locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        page.wait_for_function(f"{READING}.includes('At z = −3, sigmoid is 0.0474')")
        assert widget.get_by_label("input z").get_attribute("aria-valuetext") == "input z: −3"

    def test_what_is_shown_is_read_out_when_a_control_rests(self, widget, page):
        widget.get_by_label("input z").focus()
        page.keyboard.press("ArrowRight")
        live = "document.querySelector('.nnlab-explorer [aria-live=polite]').innerText"
        page.wait_for_function(f"{live} === {READING} && {live}.includes('z = 1.05')")

    def test_follows_the_theme(self, widget, page):
        before = pixels(widget)
        page.evaluate(
            "() => window.jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
        )
        page.wait_for_function("document.body.dataset.jpThemeLight === 'false'")
        page.wait_for_timeout(300)
        assert pixels(widget) != before


def test_a_mended_function_is_drawn(lab, page):
    run(lab, page, "mend.ipynb", SIGMOID.replace("1 / (1", "0.5 / (1"), SHOW)
    page.get_by_text("sigmoid is 0.366").first.wait_for(timeout=60_000)
    page.locator(".jp-CodeCell .cm-content").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(SIGMOID)
    page.keyboard.press("Shift+Enter")
    page.keyboard.press("Shift+Enter")
    page.get_by_text("sigmoid is 0.731").first.wait_for(timeout=60_000)


def test_says_that_a_function_is_not_written(lab, page):
    run(lab, page, "stub.ipynb", SIGMOID.replace("return 1 /", "raise NotImplementedError  #"), SHOW)
    page.get_by_text("is not written yet").wait_for(timeout=60_000)


def test_divergence_is_said_and_drawn(lab, page):
    """A step uphill on a parabola, 31 times as far each time: beyond all bounds at step 8."""
    uphill = "explore.learning_rate(lambda theta, gradient, rate: theta + 30 * gradient, state={'rate': 1})"
    calm = uphill.replace("+ 30", "- 0.5")
    run(lab, page, "diverge.ipynb", "from nnlab import explore", uphill, calm)
    page.get_by_text("the descent diverged at step 8").first.wait_for(timeout=60_000)
    page.locator(".nnlab-explorer").nth(1).wait_for()
    page.wait_for_timeout(500)
    lost, kept = (page.locator(".nnlab-explorer").nth(i).locator("canvas[role=img]").last for i in (0, 1))
    # Where step 8 is, at the upper edge: a cross, or nothing.
    above = """canvas => {
        const ratio = canvas.width / canvas.clientWidth;
        const x = 52 + (8 / 40) * (canvas.clientWidth - 66);
        const box = [x - 4, 13, 8, 8].map(value => Math.round(value * ratio));
        const { data } = canvas.getContext("2d").getImageData(...box);
        return data.filter((value, i) => i % 4 === 0 && value - data[i + 2] > 80).length;
    }"""
    assert lost.evaluate(above) > 5  # orange pixels: red without blue
    assert kept.evaluate(above) == 0


def test_a_notebook_opened_again_shows_the_picture(lab, chromium):
    with watched_page(chromium) as page:
        run(lab, page, "again.ipynb", SIGMOID, SHOW)
        page.locator(".nnlab-explorer canvas[role=img]").first.wait_for(timeout=60_000)
        page.evaluate("() => window.jupyterapp.commands.execute('docmanager:save')")
        page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    with watched_page(chromium, [*HARMLESS, "widget model not found"]) as page:
        lab.open(page, "again.ipynb")
        page.locator(".nnlab-still img").wait_for()
        page.wait_for_timeout(1000)
        assert not page.get_by_text("Error displaying widget").is_visible()


class TestEvery:
    """All widgets in one notebook, with every exercise done."""

    @pytest.fixture(scope="class")
    @classmethod
    def notebook(cls, lab, chromium):
        with watched_page(chromium) as page:
            run(lab, page, "all.ipynb", students.ANSWERS, *students.SHOW.values())
            page.locator(".nnlab-explorer").nth(len(students.SHOW) - 1).wait_for(
                timeout=120_000, state="attached"
            )
            page.wait_for_timeout(1000)
            yield page

    @pytest.mark.parametrize("place", range(len(students.SHOW)), ids=list(students.SHOW))
    def test_every_slider_redraws(self, notebook, place):
        widget = notebook.locator(".nnlab-explorer").nth(place)
        widget.scroll_into_view_if_needed()
        sliders = widget.locator("input[type=range]")
        assert sliders.count() > 0
        for i in range(sliders.count()):
            before = pixels(widget), widget.locator(".nnlab-reading").inner_text()
            sliders.nth(i).focus()
            first = sliders.nth(i).input_value() == sliders.nth(i).get_attribute("min")
            notebook.keyboard.press("ArrowRight" if first else "ArrowLeft")
            notebook.wait_for_timeout(100)
            assert (pixels(widget), widget.locator(".nnlab-reading").inner_text()) != before

    @pytest.mark.parametrize("place", range(len(students.SHOW)), ids=list(students.SHOW))
    def test_every_control_has_a_name(self, notebook, place):
        widget = notebook.locator(".nnlab-explorer").nth(place)
        for control in widget.locator("input, button").all():
            named = control.evaluate(
                "c => c.ariaLabel || [...(c.labels ?? [])].map(l => l.textContent).join('')"
            )
            assert named.strip()
            assert control.get_attribute("data-lm-suppress-shortcuts") == "true"
        for canvas in widget.locator("canvas[role=img]").all():
            assert len(canvas.get_attribute("aria-label")) > 20

    @pytest.mark.parametrize("place", range(len(students.SHOW)), ids=list(students.SHOW))
    def test_every_choice_switch_and_player_answers_to_its_keys(self, notebook, place):
        widget = notebook.locator(".nnlab-explorer").nth(place)
        for group in widget.locator("fieldset").all():
            group.locator("input:checked").focus()
            chosen = group.locator("input:checked").input_value()
            notebook.keyboard.press("ArrowRight")
            assert group.locator("input:checked").input_value() != chosen
            notebook.keyboard.press("ArrowLeft")
            assert group.locator("input:checked").input_value() == chosen
        for switch in widget.locator("input[type=checkbox]").all():
            was = switch.is_checked()
            switch.focus()
            notebook.keyboard.press("Space")
            assert switch.is_checked() != was
            notebook.keyboard.press("Space")
        for button in widget.get_by_role("button").all():
            slider = button.locator("xpath=following-sibling::input")
            slider.focus()
            notebook.keyboard.press("Home")
            button.focus()
            notebook.keyboard.press("Enter")
            notebook.wait_for_timeout(600)
            assert slider.input_value() != "0"
            notebook.keyboard.press("Enter")
            rest = slider.input_value()
            notebook.wait_for_timeout(500)
            assert slider.input_value() == rest

    @pytest.mark.parametrize("place", range(len(students.SHOW)), ids=list(students.SHOW))
    def test_the_focus_goes_from_control_to_control_and_is_seen(self, notebook, place):
        widget = notebook.locator(".nnlab-explorer").nth(place)
        stops = "input:not([type=radio]), input:checked, button"
        controls = widget.locator(stops)
        controls.first.focus()
        for _ in range(1, controls.count()):
            notebook.keyboard.press("Tab")
            style = notebook.evaluate(
                """() => { const style = getComputedStyle(document.activeElement);
                    return [document.activeElement.matches(".nnlab-explorer *"), style.outlineStyle, style.outlineWidth]; }"""
            )
            assert style == [True, "solid", "2px"]
        assert controls.last.evaluate("last => last === document.activeElement")

    @pytest.mark.parametrize("width", [1280, 800, 640])
    def test_nothing_sticks_out(self, notebook, width):
        """At 640 pixels, JupyterLab is what it is on a screen of 1280 at 200 %."""
        notebook.set_viewport_size({"width": width, "height": 900})
        notebook.wait_for_timeout(800)
        out = notebook.evaluate(
            """() => [...document.querySelectorAll(".nnlab-explorer")].flatMap(widget => {
                const { left, right } = widget.getBoundingClientRect();
                return [...widget.querySelectorAll(":not(.nnlab-live)")]
                    .map(part => [part.outerHTML.slice(0, 80), part.getBoundingClientRect()])
                    .filter(([, box]) => box.width && (box.right > right || box.left < left))
                    .map(([text]) => text);
            })"""
        )
        notebook.set_viewport_size({"width": 1280, "height": 900})
        assert out == []

    @pytest.mark.parametrize(("name", "ratio"), [("gates", 1), ("perceptron", 7 / 6)])
    def test_a_unit_is_as_long_on_both_axes(self, notebook, name, ratio):
        """The frame is as wide to its height as the ranges are: 2 by 2, and 7 by 6."""
        widget = notebook.locator(".nnlab-explorer").nth(list(students.SHOW).index(name))
        canvas = widget.locator("canvas[role=img]").first
        canvas.scroll_into_view_if_needed()
        edges = canvas.evaluate(
            """canvas => {
                const { width, height } = canvas;
                const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
                const axis = getComputedStyle(canvas).getPropertyValue("--nnlab-axis").trim();
                const grey = parseInt(axis.slice(1, 3), 16);
                const rows = new Array(height).fill(0), columns = new Array(width).fill(0);
                for (let i = 0; i < width * height; i++) {
                    if ([0, 1, 2].some(k => data[4 * i + k] !== grey) || data[4 * i + 3] !== 255) continue;
                    rows[Math.floor(i / width)]++;
                    columns[i % width]++;
                }
                const ends = counts => counts.flatMap((count, i) => (count > 150 ? [i] : []));
                return [ends(columns), ends(rows)];
            }"""
        )
        (left, *_, right), (top, *_, bottom) = edges
        assert (right - left) / (bottom - top) == pytest.approx(ratio, rel=0.01)
