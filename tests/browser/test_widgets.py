"""The widgets in JupyterLab: drawn, moved by keyboard and mouse, drawn anew with a mended function."""

import pytest

SIGMOID = """
import numpy as np
from nnlab import explore

def sigmoid(z, a=1.0):
    return 1 / (1 + np.exp(-a * z))
"""
SHOW = "explore.activation(sigmoid)"


@pytest.fixture
def widget(lab, page):
    """Return the activation widget of a small notebook."""
    lab.write("activation.ipynb", SIGMOID, SHOW)
    lab.open(page, "activation.ipynb")
    lab.run_all(page)
    widget = page.locator(".nnlab-explorer")
    widget.locator("canvas").first.wait_for(timeout=60_000)
    page.wait_for_timeout(300)
    return widget


def pixels(widget):
    """Return the picture of the first panel."""
    return widget.locator("canvas[role=img]").first.evaluate("canvas => canvas.toDataURL()")


def reading(widget):
    """Return the sentences under the panels."""
    return widget.locator(".nnlab-reading").inner_text()


class TestActivation:
    def test_is_drawn(self, widget):
        assert widget.locator("canvas[role=img]").count() == 2
        assert "At z = 1, sigmoid is 0.731" in reading(widget)

    def test_arrow_keys_move_the_point(self, widget, page):
        before = pixels(widget)
        widget.get_by_label("input z").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.nnlab-reading').innerText.includes('z = 1.05')")
        assert pixels(widget) != before

    def test_a_drag_in_the_panel_moves_the_point(self, widget, page):
        box = widget.locator("canvas[role=img]").first.bounding_box()
        page.mouse.move(box["x"] + 100, box["y"] + 80)
        page.mouse.down()
        page.mouse.move(box["x"] + 52 + (box["width"] - 66) / 2, box["y"] + 80, steps=4)
        page.mouse.up()
        page.wait_for_function("document.querySelector('.nnlab-reading').innerText.includes('z = 0,')")

    def test_the_parameter_has_a_slider(self, widget, page):
        before = pixels(widget)
        widget.get_by_label("a", exact=True).focus()
        page.keyboard.press("End")
        page.wait_for_function("document.querySelector('.nnlab-reading').innerText.includes('0.982')")
        assert pixels(widget) != before

    def test_the_kernel_learns_the_state(self, lab, page):
        lab.write("state.ipynb", SIGMOID, "w = explore.activation(sigmoid)\nw", "print('z is', w.state['z'])")
        lab.open(page, "state.ipynb")
        lab.run_all(page)
        page.get_by_label("input z").focus()
        page.keyboard.press("Home")
        page.wait_for_timeout(1000)
        page.locator(".jp-CodeCell").last.locator(".cm-content").click()
        page.keyboard.press("Control+Enter")
        page.get_by_text("z is -6").wait_for()

    def test_a_mended_function_is_drawn(self, lab, page):
        lab.write("mend.ipynb", SIGMOID.replace("1 / (1", "0.5 / (1"), SHOW)
        lab.open(page, "mend.ipynb")
        lab.run_all(page)
        page.get_by_text("sigmoid is 0.366").wait_for(timeout=60_000)
        page.locator(".jp-CodeCell .cm-content").first.click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(SIGMOID)
        page.keyboard.press("Shift+Enter")
        page.keyboard.press("Shift+Enter")
        page.get_by_text("sigmoid is 0.731").wait_for(timeout=60_000)

    def test_says_that_a_function_is_not_written(self, lab, page):
        lab.write("stub.ipynb", SIGMOID.replace("return 1 /", "raise NotImplementedError  #"), SHOW)
        lab.open(page, "stub.ipynb")
        lab.run_all(page)
        page.get_by_text("is not written yet").wait_for(timeout=60_000)
