"""The kit keeps to what Python has in a browser tab (the slow tests of the site run it there)."""

import ast
from pathlib import Path

import pytest

import nnlab

FILES = sorted(Path(nnlab.__file__).parent.rglob("*.py"))
# What Pyodide lacks or cannot do: threads, processes, sockets, and calls of an operating system.
ABSENT = {
    "concurrent", "ctypes", "fcntl", "http", "mmap", "multiprocessing", "resource", "select", "signal", "socket",
    "socketserver", "sqlite3", "ssl", "subprocess", "termios", "threading", "urllib", "webbrowser",
}  # fmt: skip


def imported(source):
    """Return the top-level names of what a module imports, wherever in it."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.partition(".")[0]


def test_sees_an_import_inside_a_function():
    assert set(imported("import os.path\ndef f():\n    from socket import socket")) == {"os", "socket"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_imports_nothing_that_a_browser_lacks(file):
    assert set(imported(file.read_text("utf-8"))) & ABSENT == set()


def test_is_pure_python():
    assert not [file.name for file in FILES[0].parent.rglob("*") if file.suffix in (".so", ".pyd", ".dylib")]
