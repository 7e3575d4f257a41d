"""Start a JupyterLab on a copy of the course, and a Chromium: for tests, benchmarks and pictures."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# A kernel that answers is ready; one that is merely "idle" may still be starting.
READY = """async () => {
    const app = window.jupyterapp;
    app.shell.collapseLeft();
    const context = app.shell.currentWidget.sessionContext;
    await context.ready;
    await context.session.kernel.requestExecute({ code: "", silent: true }).done;
}"""
SETTINGS = {
    "themes": {"theme": "JupyterLab Light"},
    "notification": {"fetchNews": "false", "checkForUpdates": False},
}


@contextlib.contextmanager
def chromium(profile=None):
    """Yield a browser: the installed Chromium, else Playwright's own; None where there is neither.

    With a folder `profile` it is a single context that keeps files there, as a student's browser does.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
        path = path or playwright.chromium.executable_path
        if not Path(path).exists():
            yield None
            return
        options = {"executable_path": path, "args": FLAGS}
        if profile is None:
            browser = playwright.chromium.launch(**options)
        else:
            browser = playwright.chromium.launch_persistent_context(profile, **options)
        yield browser
        browser.close()


class Lab:
    """A running JupyterLab, whose notebooks are files in `folder`."""

    def __init__(self, folder, url, token, settings):
        self.folder, self.url, self.token, self.settings = folder, url, token, settings

    def write(self, name, *cells):
        """Save a notebook with these code cells."""
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        notebook.metadata["kernelspec"] = {
            "name": "python3",
            "display_name": "Python 3",
            "language": "python",
        }
        nbformat.write(notebook, self.folder / name)

    def theme(self, name):
        """Choose Light or Dark for pages opened from now on."""
        path = self.settings / "@jupyterlab/apputils-extension/themes.jupyterlab-settings"
        path.write_text(json.dumps({"theme": f"JupyterLab {name}"}))

    def open(self, page, name):
        """Show a notebook, and wait until its kernel is idle."""
        page.goto(f"{self.url}/lab/workspaces/{secrets.token_hex(4)}/tree/{name}?token={self.token}")
        page.locator(".jp-Notebook .jp-CodeCell").first.wait_for(timeout=60_000)
        page.evaluate(READY)

    def run_all(self, page):
        """Run every cell, and wait for the last one."""
        page.evaluate("async () => { await window.jupyterapp.commands.execute('notebook:run-all-cells'); }")


@contextlib.contextmanager
def jupyterlab(base):
    """Yield a `Lab` on a copy of course/ in the empty folder `base`."""
    shutil.copytree(ROOT / "course", base / "course", ignore=shutil.ignore_patterns("__pycache__"))
    settings = base / "settings"
    for name, value in SETTINGS.items():
        path = settings / f"@jupyterlab/apputils-extension/{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value))
    token, port = secrets.token_hex(16), _free_port()
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser", "--allow-root",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
        f"--ServerApp.root_dir={base / 'course'}", f"--LabApp.user_settings_dir={settings}",
        f"--LabApp.workspaces_dir={base / 'workspaces'}",
    ]  # fmt: skip
    own = {"PYTHONPATH": "course", "JUPYTER_RUNTIME_DIR": "runtime", "IPYTHONDIR": "ipython"}
    environment = {**os.environ, **{name: str(base / folder) for name, folder in own.items()}}
    environment.pop("NBGRADER_EXECUTION", None)
    with (base / "log.txt").open("wb") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=base)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{url}/api/status?token={token}", server, base / "log.txt")
        yield Lab(base / "course", url, token, settings)
    finally:
        server.terminate()
        server.wait(20)


@contextlib.contextmanager
def jupyterlab_in(folder, home):
    """Yield address and token of a JupyterLab that somebody with this home started in a folder."""
    token, port = secrets.token_hex(16), _free_port()
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--expose-app-in-browser", "--allow-root",
        f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={token}",
    ]  # fmt: skip
    own = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "HOME": str(home)}
    log = home / "log.txt"
    with log.open("wb") as file:
        server = subprocess.Popen(command, env={**os.environ, **own}, stdout=file, stderr=file, cwd=folder)
    url = f"http://127.0.0.1:{port}"
    try:
        _wait(f"{url}/api/status?token={token}", server, log, seconds=120)
        yield url, token
    finally:
        server.terminate()
        server.wait(30)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait(url, server, log, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            break
        try:
            return urllib.request.urlopen(url, timeout=2).read()
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")
