"""Pyodide, which is Python for the browser: its runtime, and the lock file that lists its packages."""

import json
import re
import shutil
import subprocess
import tarfile

from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION

__all__ = ["PYODIDE_CDN_URL", "copy_runtime", "fetch", "name_of", "read_lock"]

# Types and pages for developers: a browser never asks for them.
_RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def fetch(cache):
    """Return the folder of the runtime, from npm unless it is in `cache`; the kernel names the version."""
    folder = cache / f"pyodide-{PYODIDE_VERSION}"
    archive = cache / f"pyodide-{PYODIDE_VERSION}.tgz"
    if not archive.exists():
        cache.mkdir(parents=True, exist_ok=True)
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("the site needs Pyodide from npm, and there is no npm: install Node.js")
        subprocess.run([npm, "pack", "--silent", f"pyodide@{PYODIDE_VERSION}"], cwd=cache, check=True)
    if not folder.exists():
        with tarfile.open(archive) as packed:
            packed.extractall(folder, filter="data")
    return folder / "package"


def copy_runtime(folder, target):
    """Copy what a browser needs."""
    target.mkdir(parents=True)
    for name in _RUNTIME:
        shutil.copy(folder / name, target)


def read_lock(folder):
    """Return the content of the lock file."""
    return json.loads((folder / "pyodide-lock.json").read_text(encoding="utf-8"))


def name_of(package):
    """Return a package's name as the keys of the lock file are written."""
    return re.sub(r"[-_.]+", "-", package).lower()
