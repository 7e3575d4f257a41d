"""Fixtures: a JupyterLab for the whole run, a page for each test."""

import contextlib
import sys
from pathlib import Path

import pytest
import real_lab

# A student who has done everything, shared with the tests of the widgets outside of a browser.
sys.path.insert(0, str(Path(__file__).parents[1] / "course" / "explore"))

# What the console may say although nothing of ours is wrong, and why.
HARMLESS = {
    "favicon": "a page without a picture for its tab",
    "net::ERR_ABORTED": "requests that JupyterLab cancels itself while a page is closed",
    "/lsp/status": "JupyterLab asks for a language server that nobody installed",
}


def pytest_collection_modifyitems(items):
    """Everything here needs a server and a browser, so it is slow."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def chromium():
    """Yield a browser, or skip."""
    pytest.importorskip("playwright", reason="browser tests want Playwright: pip install playwright")
    with real_lab.chromium() as browser:
        if browser is None:
            pytest.skip("no Chromium: apt-get install chromium, or playwright install chromium")
        yield browser


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """Yield a running `Lab`."""
    with real_lab.jupyterlab(tmp_path_factory.mktemp("lab")) as lab:
        yield lab


@pytest.fixture
def page(chromium):
    """Yield a page of its own; at the end, its console must have no error."""
    with watched_page(chromium) as page:
        yield page


@contextlib.contextmanager
def watched_page(chromium, harmless=HARMLESS):
    """Open a page, 1280 pixels wide, and fail if its console had an error that is not known as harmless."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: message.type == "error" and errors.append(_tell(message)))
    yield page
    context.close()
    assert [error for error in errors if not any(part in error for part in harmless)] == []


def _tell(message):
    return f"{message.text} ({message.location.get('url', '')})"
