"""The Python packages of the site, listed in one lock file that Pyodide loads all at once.

To Pyodide's own list come the student kit and what it needs. Because nothing is left to be looked up in the
browser, the kernel asks no package index, and all files travel at the same time.
"""

import hashlib
import importlib.metadata
import shutil
import subprocess
import sys
from pathlib import Path

from site_builder.pyodide import PYODIDE_CDN_URL, name_of
from site_builder.trimming import NOT_NEEDED, STAND_INS, stand_in

__all__ = ["LOADED", "MissingWheelError", "gather", "place"]

# What each of them imports; the front ends that ipywidgets asks for too are part of the site instead.
_OURS = {
    "pyodide-kernel": ("comm", "ipython"),
    "ipykernel": ("pyodide-kernel",),
    "comm": ("traitlets",),
    "ipywidgets": ("comm", "ipython", "traitlets"),
    "psygnal": (),
    "anywidget": ("ipywidgets", "psygnal", "typing-extensions"),
    "nnlab": ("anywidget", "ipython", "ipywidgets", "matplotlib", "numpy"),
}
_OF_THE_KERNEL = ("pyodide-kernel", "ipykernel")
LOADED = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "nnlab")


class MissingWheelError(Exception):
    """A wheel that the site needs is not there."""


def gather(lock, course, cache, wasm_wheels):
    """List in `lock` what Pyodide has not, and return the wheels that the site holds itself, by package.

    Those are all of pure Python, and, if there is a folder `wasm_wheels`, those built for the browser too.
    """
    listed = lock["packages"]
    for name, depends in (_OURS | dict.fromkeys(STAND_INS, ())).items():
        listed[name] = _entry(name, depends)
    for entry in listed.values():
        entry["depends"] = [name for name in entry["depends"] if name_of(name) not in NOT_NEEDED]
    wheels = {"nnlab": _built(course, cache)}
    for name in sorted(_closure(lock, LOADED) - {"nnlab"}):
        entry = listed[name]
        if name in STAND_INS:
            wheels[name] = stand_in(name, cache)
        elif name in _OF_THE_KERNEL:
            wheels[name] = _bundled(name)
        elif name in _OURS:
            wheels[name] = _downloaded(name, importlib.metadata.version(name), cache)
        elif entry["file_name"].endswith("-none-any.whl"):
            wheels[name] = _downloaded(name, entry["version"], cache)
        elif wasm_wheels:
            wheels[name] = _one(name, wasm_wheels, f"{name}-*_wasm32.whl")
    return wheels


def place(lock, wheels, target):
    """Copy the site's own wheels to `target`; every other package comes from Pyodide's distribution.

    Each has a folder named after its content, so that browsers may keep it for ever.
    """
    for name, entry in lock["packages"].items():
        if name not in wheels:
            entry["file_name"] = f"{PYODIDE_CDN_URL}/{entry['file_name']}"
            continue
        wheel = wheels[name]
        entry["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
        entry["file_name"], entry["version"] = f"{entry['sha256'][:8]}/{wheel.name}", wheel.name.split("-")[1]
        (target / entry["file_name"]).parent.mkdir()
        shutil.copyfile(wheel, target / entry["file_name"])


def _entry(name, depends):
    return {
        "name": name,
        "install_dir": "site",
        "package_type": "package",
        "imports": [name.replace("-", "_")],
        "depends": list(depends),
        "unvendored_tests": False,
    }


def _closure(lock, names):
    found, left = set(), [*names]
    while left:
        name = name_of(left.pop())
        if name not in found:
            found.add(name)
            left += lock["packages"][name]["depends"]
    return found


def _bundled(name):
    """Return a wheel that came with the kernel's front end."""
    pattern = f"@jupyterlite/pyodide-kernel-extension/static/pypi/{name.replace('-', '_')}-*.whl"
    return _one(name, Path(sys.prefix, "share/jupyter/labextensions"), pattern)


def _built(course, cache):
    folder = cache / "kit"
    shutil.rmtree(folder, ignore_errors=True)
    _pip("wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, course)
    return _one("nnlab", folder, "nnlab-*.whl")


def _downloaded(name, version, cache):
    """Return a wheel of pure Python, from the package index unless it is in `cache`."""
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    if not any(cache.glob(pattern)):
        anywhere = (
            "--platform",
            "any",
            "--implementation",
            "py",
            "--abi",
            "none",
            "--python-version",
            "3.14",
        )
        _pip("download", "--no-deps", "--only-binary=:all:", *anywhere, "--dest", cache, f"{name}=={version}")
    return _one(name, cache, pattern)


def _one(name, folder, pattern):
    found = sorted(folder.glob(pattern))
    if not found:
        raise MissingWheelError(
            f"there must be a wheel of {name} in {folder}, got none that matches {pattern}"
        )
    return found[-1]


def _pip(*arguments):
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *map(str, arguments)], check=True)
