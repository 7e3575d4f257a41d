"""`autograder doctor`: say what is missing on this machine, and the remedy."""

import importlib.metadata
import shutil
import sys

from autograder.build import relative, stale
from autograder.exercises import topics
from autograder.sandbox import missing, promises


def run(options):
    """Print a line for each thing that grading relies on, and whether it holds here."""
    lines = [*_versions(), *_course(), *_sandbox()]
    for holds, text in lines:
        print(f"{'ok      ' if holds else 'MISSING '} {text}")
    return 0 if all(holds for holds, _ in lines) else 1


def _versions():
    version = ".".join(map(str, sys.version_info[:3]))
    yield sys.version_info >= (3, 11), f"Python {version} (3.11 or newer is needed)"
    for name in ("numpy", "nbgrader", "jupyterlab", "nnlab"):
        yield True, f"{name} {importlib.metadata.version(name)}"
    yield True, f"make {shutil.which('make') or 'is not installed; its targets can be run by hand'}"


def _course():
    out_of_date = stale(topics())
    yield not out_of_date, "release notebooks and public cases are up to date"
    for path in out_of_date:
        yield False, f"{relative(path)} is out of date: run `autograder build`"


def _sandbox():
    lacking = missing()
    for remedy in lacking:
        yield False, f"sandbox: {remedy}"
    if not lacking:
        for sentence, holds, detail in promises():
            yield holds, f"sandbox: {sentence}{f' ({detail})' if detail else ''}"
