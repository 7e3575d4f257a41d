"""Serve the course as a static site, and work in it as a student does: for tests and benchmarks."""

import contextlib
import functools
import os
import re
import shutil
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-site" / "bin" / "python"
CONTENT = "window.jupyterapp.shell.currentWidget.content"
# Python has come when a first cell was run: the kernel calls itself idle long before.
READY = """async () => {
    const app = window.jupyterapp;
    app.shell.collapseLeft();
    const context = app.shell.currentWidget.sessionContext;
    await context.ready;
    await context.session.kernel.requestExecute({ code: "", silent: true }).done;
}"""
INDEX = f"id => {CONTENT}.widgets.findIndex(cell => cell.model.id === id)"
CHOOSE = f"""async (index) => {{
    const content = {CONTENT};
    content.deselectAll();
    content.mode = "command";
    content.activeCellIndex = index;
    await content.scrollToItem(index, "center");
}}"""
RUN = "async () => { await window.jupyterapp.commands.execute('notebook:run-cell'); }"
CELLS = f"() => {CONTENT}.model.sharedModel.toJSON().cells"


def lacking():
    """Return what is missing to build the site for tests, with how to get it; None if nothing is."""
    folder = os.environ.get("COURSE_WASM_WHEELS")
    if not folder or not Path(folder).is_dir():
        return "the site's tests want NumPy and Matplotlib for the browser: name their folder in COURSE_WASM_WHEELS (docs/browser.md)"
    if not (ROOT / ".venv-site" / "ready").exists():
        return "the site's tests want JupyterLite in an environment of its own: make .venv-site/ready"
    return None if shutil.which("npm") else "the site's tests want Pyodide from npm: install Node.js"


def build(output, *options):
    """Build the site as `make site` does, with the Python of its own environment."""
    subprocess.run([PYTHON, "-m", "site_builder", "--output", output, *options], cwd=ROOT, check=True)


class _Handler(SimpleHTTPRequestHandler):
    extensions_map = SimpleHTTPRequestHandler.extensions_map | {".wasm": "application/wasm"}
    protocol_version = "HTTP/1.1"

    def end_headers(self):
        """Say how long a file may be kept, as docs/browser.md advises."""
        kept = re.match(r"/(build|extensions|static)/.*(?<!\.json)$", self.path)
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if kept else "no-cache")
        super().end_headers()

    def log_message(self, *_):
        """Say nothing about each request."""

    def copyfile(self, source, outputfile):
        """Send a file, and note that it was sent."""
        self.server.sent.append(Path(source.name))
        super().copyfile(source, outputfile)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        """Say nothing where a page was closed before it had all it asked for."""


@contextlib.contextmanager
def served(folder):
    """Serve a folder from localhost, and yield a `Site`."""
    server = _Server(("127.0.0.1", 0), functools.partial(_Handler, directory=folder))
    server.sent = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Site(f"http://127.0.0.1:{server.server_port}", server.sent)
    finally:
        server.shutdown()
        server.server_close()


class Site:
    """The site at `url`, what was `sent` of its files, and what a student does with a page of it."""

    def __init__(self, url, sent):
        self.url, self.sent = url, sent

    def open(self, page, assignment):
        """Open a notebook, and wait until Python answers."""
        self.show(page, assignment)
        self.wait_for_python(page)

    def show(self, page, assignment):
        """Open a notebook from the first page, and wait until it is seen."""
        page.goto(f"{self.url}/")
        page.locator(f"a[href*='{assignment}']").click()
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=120_000)

    def wait_for_python(self, page):
        """Wait until the notebook's kernel answers."""
        page.evaluate(READY)

    def run_all(self, page):
        """Run every cell, and wait for the last one."""
        page.evaluate("async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells'); }")

    def run(self, page, *ids):
        """Run some cells, in this order."""
        for id in ids:
            page.evaluate(CHOOSE, page.evaluate(INDEX, id))
            page.evaluate(RUN)

    def type(self, page, id, source):
        """Write the source of a cell with the keyboard, over what was there."""
        page.evaluate(CHOOSE, page.evaluate(INDEX, id))
        page.locator(".jp-Notebook .jp-Cell.jp-mod-active .cm-content").click()
        page.keyboard.press("Control+A")
        page.keyboard.insert_text(source)

    def fill(self, page, sources):
        """Set the sources of many cells at once, by id."""
        page.evaluate(
            f"""sources => {CONTENT}.widgets.forEach(cell => {{
                if (cell.model.id in sources) cell.model.sharedModel.setSource(sources[cell.model.id]);
            }})""",
            sources,
        )

    def cells(self, page):
        """Return the cells as they would be saved, by id."""
        return {cell["id"]: cell for cell in page.evaluate(CELLS)}

    def printed(self, page, id):
        """Return what stands below a cell, as plain text."""
        outputs = self.cells(page)[id]["outputs"]
        return "\n".join(_text(output) for output in outputs)

    def save(self, page):
        """Save the notebook, in the browser."""
        page.evaluate("async () => { await window.jupyterapp.commands.execute('docmanager:save'); }")

    def download(self, page):
        """Return the bytes of the file that a student hands in."""
        with page.expect_download() as waited:
            page.evaluate("() => { window.jupyterapp.commands.execute('docmanager:download'); }")
        return Path(waited.value.path()).read_bytes()


def _text(output):
    text = output.get("data", {}).get("text/plain") or output.get("text") or output.get("evalue", "")
    return text if isinstance(text, str) else "".join(text)
