"""JupyterLite: JupyterLab as static files, with the notebooks of the course and the front ends of widgets."""

import json
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path

from site_builder.packages import LOADED

__all__ = ["build", "contents"]

_KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"
_EXTENSIONS = ("@jupyter-widgets/jupyterlab-manager", "@jupyterlite/pyodide-kernel-extension", "anywidget")
_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
}
# Where JupyterLite's service worker, minified, takes on the request of a file that is not in the notebook's folder.
_DETOUR = re.compile(r"shouldDrop\(\w+,\w+\)\|\|\(\w+=maybeFromCache\(\w+\)\)")


def contents(course, target):
    """Copy the released notebooks, in their folders."""
    for notebook in sorted(course.glob("0*/*.ipynb")):
        folder = target / notebook.parent.name
        folder.mkdir(parents=True)
        shutil.copy(notebook, folder)


def build(course, stage, output, lock, runtime=None):
    """Build the site.

    Parameters
    ----------
    course, stage, output : Path
        Stage and output must be empty or not exist.
    lock : str
        Where the site's own lock file is, seen from the site's root.
    runtime : str, optional
        Where `pyodide.mjs` is; Pyodide's own distribution if left out.
    """
    contents(course, stage / "files")
    options = {"lockFileURL": lock, "packages": list(LOADED)}
    kernel = {"disablePyPIFallback": True, "loadPyodideOptions": options}
    if runtime:
        kernel["pyodideUrl"] = runtime
    config = {
        "appName": "Neural networks by building",
        "exposeAppInBrowser": True,  # for tests, and for whoever wants to steer it from a page around it
        "litePluginSettings": {_KERNEL: kernel},
    }
    _write(stage / "jupyter-lite.json", {"jupyter-lite-schema-version": 0, "jupyter-config-data": config})
    _write(stage / "overrides.json", _SETTINGS)
    extensions = [str(Path(sys.prefix, "share/jupyter/labextensions", name)) for name in _EXTENSIONS]
    _write(stage / "jupyter_lite_config.json", {"LiteBuildConfig": {"federated_extensions": extensions}})
    command = [
        sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", stage, "--output-dir", output,
        "--contents", stage / "files", "--apps", "lab", "--ignore-sys-prefix", "--no-libarchive",
        "--no-sourcemaps", "--no-unused-shared-packages",
    ]  # fmt: skip
    subprocess.run([str(part) for part in command], cwd=stage, check=True, stdout=subprocess.DEVNULL)
    _only_the_drive(output / "service-worker.js")
    icon = _icon((output / "icon-120x120.png").read_bytes())
    for folder in (output, output / "lab"):
        (folder / "favicon.ico").write_bytes(icon)


def _only_the_drive(worker):
    """Let files of the site reach the browser directly: through the worker they are slow, and not kept compiled."""
    text, changes = _DETOUR.subn("void 0", worker.read_text(encoding="utf-8"))
    if changes != 1:
        raise ValueError(f"JupyterLite's service worker must send files on at one place, got {changes}")
    worker.write_text(text, encoding="utf-8")


def _icon(picture):
    """Return a small picture, a PNG, as the icon of a page; JupyterLite's own has 300 kB."""
    return struct.pack("<3H 4B 2H 2I", 0, 1, 1, 120, 120, 0, 0, 1, 32, len(picture), 22) + picture


def _write(path, value):
    path.write_text(json.dumps(value, indent=1), encoding="utf-8")
