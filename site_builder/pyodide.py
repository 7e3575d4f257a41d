"""Pyodide, which is Python for the browser: its runtime, its list of packages, its compiler."""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

from jupyterlite_pyodide_kernel.constants import PYODIDE_CDN_URL, PYODIDE_VERSION

from site_builder.trimming import trim

__all__ = ["PYODIDE_CDN_URL", "PYODIDE_VERSION", "compiled", "copy_runtime", "fetch", "name_of", "read_lock"]

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


def compiled(wheels, runtime, cache):
    """Return the wheels, trimmed, with their Python compiled, which halves the time that imports take in a browser.

    Sources are left out: they would double what has to be fetched.
    """
    script = Path(__file__).with_name("compile.mjs")
    waiting, done = cache / "to-compile", {}
    shutil.rmtree(waiting, ignore_errors=True)
    for name, wheel in wheels.items():
        trimmed = trim(name, wheel)
        key = hashlib.sha256(script.read_bytes() + trimmed).hexdigest()[:16]
        done[name] = cache / "compiled" / key / wheel.name
        if not done[name].exists():
            (waiting / key).mkdir(parents=True)
            (waiting / key / wheel.name).write_bytes(trimmed)
    if waiting.exists():
        (cache / "compiled").mkdir(exist_ok=True)
        subprocess.run(["node", script, runtime, waiting, cache / "compiled"], check=True)
    return done


def name_of(package):
    """Return a package's name as the keys of the lock file are written."""
    return re.sub(r"[-_.]+", "-", package).lower()
