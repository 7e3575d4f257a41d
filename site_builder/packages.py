"""The Python packages of the site, listed in one lock file that Pyodide loads all at once.

To Pyodide's own list come the student kit and what it needs. Because nothing is left to be looked up in the
browser, the kernel asks no package index, and all files travel at the same time.
"""

import hashlib
import importlib.metadata
import importlib.resources
import shutil
import subprocess
import sys
from pathlib import Path

from site_builder.pyodide import PYODIDE_CDN_URL, name_of

__all__ = ["LOADED", "MissingWheelError", "add_ours", "keep_local", "point_to_publisher"]

# What each of them imports; the front ends that ipywidgets asks for too are part of the site instead.
_OURS = {
    "piplite": ("micropip",),
    "pyodide-kernel": ("comm", "ipython"),
    "ipykernel": ("pyodide-kernel",),
    "comm": ("traitlets",),
    "ipywidgets": ("comm", "ipython", "traitlets"),
    "psygnal": (),
    "anywidget": ("ipywidgets", "psygnal", "typing-extensions"),
    "nnlab": ("anywidget", "ipython", "ipywidgets", "matplotlib", "numpy"),
}
_OF_THE_KERNEL = ("piplite", "pyodide-kernel", "ipykernel")
LOADED = ("micropip", "piplite", "ipykernel", "comm", "pyodide-kernel", "jedi", "ipython", "nnlab")


class MissingWheelError(Exception):
    """A wheel that the site needs is not there."""


def add_ours(lock, course, cache, target):
    """Put the wheels that Pyodide has not into `target`, and list them in `lock`."""
    for name, depends in _OURS.items():
        if name in _OF_THE_KERNEL:
            wheel = _bundled(name)
        elif name == "nnlab":
            wheel = _built(course, cache)
        else:
            wheel = _downloaded(name, importlib.metadata.version(name), cache)
        _place(lock, name, wheel, target, depends=[name_of(needed) for needed in depends])


def keep_local(lock, wasm_wheels, cache, target):
    """Leave in `lock` what is loaded, and put those wheels into `target`: compiled ones from `wasm_wheels`."""
    needed = _closure(lock, LOADED)
    for name in sorted(needed - set(_OURS)):
        entry = lock["packages"][name]
        if entry["file_name"].endswith("-none-any.whl"):
            wheel = _downloaded(name, entry["version"], cache)
        else:
            wheel = _found(name, wasm_wheels)
        _place(lock, name, wheel, target, entry["depends"])
    lock["packages"] = {name: entry for name, entry in lock["packages"].items() if name in needed}


def point_to_publisher(lock):
    """Make every package of Pyodide's come from Pyodide's own distribution."""
    for name, entry in lock["packages"].items():
        if name not in _OURS:
            entry["file_name"] = f"{PYODIDE_CDN_URL}/{entry['file_name']}"


def _closure(lock, names):
    found, left = set(), [*names]
    while left:
        name = name_of(left.pop())
        if name not in found:
            found.add(name)
            left += lock["packages"][name]["depends"]
    return found


def _place(lock, name, wheel, target, depends):
    shutil.copyfile(wheel, target / wheel.name)
    old = lock["packages"].get(name, {})
    lock["packages"][name] = {
        "name": name,
        "version": wheel.name.split("-")[1],
        "file_name": wheel.name,
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "install_dir": "site",
        "package_type": "package",
        "imports": old.get("imports", [name.replace("-", "_")]),
        "depends": depends,
        "unvendored_tests": False,
    }


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


def _found(name, folder):
    if folder is None:
        raise MissingWheelError(
            "a site for use without a network needs NumPy, Matplotlib and what they need, built for the "
            "browser: name their folder in COURSE_WASM_WHEELS (docs/browser.md says where they come from)"
        )
    return _one(name, folder, f"{name}-*_wasm32.whl")


def _one(name, folder, pattern):
    found = sorted(folder.glob(pattern))
    if not found:
        raise MissingWheelError(
            f"there must be a wheel of {name} in {folder}, got none that matches {pattern}"
        )
    return found[-1]


def _pip(*arguments):
    subprocess.run([sys.executable, "-m", "pip", "--quiet", *map(str, arguments)], check=True)
