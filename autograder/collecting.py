"""Collect what was downloaded from a learning-management system, by nbgrader's own `zip_collect`."""

import contextlib
import hashlib
import shutil
import tempfile
from pathlib import Path

from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

from autograder.errors import CourseError
from autograder.zips import RosterCollector, UnpackNotebooks, is_notebook

__all__ = ["collect_files"]

LEFT_OUT = "left_out"


def collect_files(root, assignment, files, config, student=""):
    """Collect what was downloaded, by nbgrader's `zip_collect`.

    Parameters
    ----------
    root : pathlib.Path
        The course's folder.
    assignment : str
    files : sequence of pathlib.Path
        Zips, notebooks, or folders of them.
    config : traitlets.config.Config
        The course's.
    student : str, optional
        Whose they are, if their names do not tell.

    Returns
    -------
    collected : set of str
        Students.
    left_out : list of (pathlib.Path, str or None)
        Files of which nobody knows whose they are, each with the student whose name is most like theirs.

    Raises
    ------
    CourseError
        If a student is named, and there is more than one notebook; if two files have the same name.
    """
    course = CourseDirectory(root=str(root), assignment_id=assignment, config=config)
    app = ZipCollectApp(config=config, coursedir=course, force=True, log_level="ERROR")
    app.extractor_plugin, app.collector_plugin = UnpackNotebooks, RosterCollector
    archive, extracted, aside = (
        Path(app._format_collect_path(step))
        for step in (app.archive_directory, app.extracted_directory, LEFT_OUT)
    )
    _fill(archive, files)
    app.init_plugins()
    app.extract_archive_files()
    if student:
        app.collector_plugin_inst.student = student
        _require_one_notebook(extracted)
    else:
        shutil.rmtree(aside, ignore_errors=True)
    with _dates_kept(Path(root), assignment):
        app.process_extracted_files()
    found = app.collector_plugin_inst
    return found.collected, [
        (_put_aside(path, extracted, aside), closest) for path, closest in found.left_out
    ]


def _fill(archive, files):
    """Put copies of files into the folder, in place of what is there; they may be what is there."""
    names = [path.resolve().name for path in files]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise CourseError(f"several files are called {twice}: rename them, or collect one after the other")
    archive.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=archive.parent) as folder:
        for path, name in zip(files, names, strict=True):
            (shutil.copytree if path.is_dir() else shutil.copy)(path, Path(folder) / name)
        shutil.rmtree(archive, ignore_errors=True)
        shutil.copytree(folder, archive)


def _require_one_notebook(folder):
    found = [path for path in folder.rglob("*") if path.is_file()]
    if len(found) != 1:
        raise CourseError(f"with --student there must be one notebook, got {len(found)}")


def _put_aside(path, extracted, aside):
    """Keep a file that was left out where the next collection does not clear it away."""
    kept = aside / path.relative_to(extracted)
    kept.parent.mkdir(parents=True, exist_ok=True)
    return shutil.copy(path, kept)


@contextlib.contextmanager
def _dates_kept(root, assignment):
    """Keep the date that was noted beside a notebook, as long as the notebook is the same."""
    before = {path: _notebooks(path.parent) for path in root.glob(f"submitted/*/{assignment}/timestamp.txt")}
    dates = {path: path.read_bytes() for path in before}
    yield
    for path, date in dates.items():
        if not path.exists() and _notebooks(path.parent) == before[path]:
            path.write_bytes(date)


def _notebooks(folder):
    files = [path for path in folder.iterdir() if path.is_file() and is_notebook(path.name)]
    return sorted(hashlib.sha256(path.read_bytes()).digest() for path in files)
