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
            run(lab, page, "activation.ipynb", SIGMOID, f"w = {SHOW}\nw", "print('z is', w.state['z'])")
            page.locator(".nnlab-explorer canvas[role=img]").nth(1).wait_for(timeout=60_000)
            page.get_by_text("z is 1.0").wait_for()
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
