"""Take notebooks out of the zip of a learning-management system, and find out by the roster whose each of them is.

Students choose what is in their files and, in part, how they are called: nothing but notebooks is unpacked, never
more than a bounded number of bytes, and never outside of the folder for it.
"""

import contextlib
import difflib
import re
import shutil
import unicodedata
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath

from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Unicode

from autograder.errors import CourseError
from autograder.gradebook import existing_gradebook
from autograder.submission import MAX_BYTES

__all__ = ["Owners", "RosterCollector", "UnpackNotebooks", "collect_files"]

MOST_IN_A_STUDENTS_ZIP = 10
MOST_HINTS = 20
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
        If a student is named, and there is more than one notebook.
    """
    course = CourseDirectory(root=str(root), assignment_id=assignment, config=config)
    app = ZipCollectApp(config=config, coursedir=course, force=True, log_level="ERROR")
    app.extractor_plugin, app.collector_plugin = UnpackNotebooks, RosterCollector
    archive, extracted, aside = (
        Path(app._format_collect_path(step))
        for step in (app.archive_directory, app.extracted_directory, LEFT_OUT)
    )
    shutil.rmtree(archive, ignore_errors=True)
    archive.mkdir(parents=True)
    for path in files:
        (shutil.copytree if path.is_dir() else shutil.copy)(path, archive / path.name)
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
    return sorted(
        path.read_bytes() for path in folder.iterdir() if path.is_file() and _is_notebook(path.name)
    )


class UnpackNotebooks(ExtractorPlugin):
    """Unpack the notebooks of each archive, also of a zip that a student put into it, and nothing else."""

    def extract(self, archive_path, extracted_path):
        """Unpack all archives in a folder into another."""
        for path in sorted(Path(archive_path).rglob("*")):
            where = Path(extracted_path) / path.relative_to(archive_path)
            if path.is_symlink() or not path.is_file():
                continue
            if zipfile.is_zipfile(path):
                self._unpack(path, where.with_suffix(""))
            elif _is_notebook(path.name):
                where.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, where)

    def _unpack(self, source, where, most=None):
        """Return whether there was anything to take."""
        try:
            with zipfile.ZipFile(source) as archive:
                members = [one for one in archive.infolist() if _is_wanted(one.filename, inner=most is None)]
                for member in members[:most]:
                    self._take(archive, member, where / _inside(member.filename), nested=most is None)
                return bool(members)
        except zipfile.BadZipFile:
            return False

    def _take(self, archive, member, where, nested):
        where.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(member) as file:
                # A byte too many is kept, so that grading says what is wrong with it.
                content = file.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            content = b""  # handed in all the same: grading says that this is no notebook
        where.write_bytes(content)
        if nested and where.suffix.lower() == ".zip":
            if not self._unpack(where, where.with_suffix(""), MOST_IN_A_STUDENTS_ZIP):
                where.with_suffix(".ipynb").write_bytes(b"")
            where.unlink()


class RosterCollector(FileNameCollectorPlugin):
    """Tell by the roster whose a file is; a `named_regexp` in the course's config goes before."""

    student = Unicode("", help="Whose all files are, if their names do not tell.").tag(config=True)

    def __init__(self, **settings):
        super().__init__(**settings)
        course = self.parent.coursedir
        self._assignment = course.assignment_id
        self._extracted = Path(self.parent._format_collect_path(self.parent.extracted_directory))
        self.collected, self.left_out, self._taken = set(), [], set()
        try:
            with existing_gradebook(course.db_url, make=False) as gradebook:
                self._owners = Owners(gradebook.students)
        except CourseError as error:
            self.parent.fail(str(error))

    def collect(self, submitted_file):
        """Return whose a file is, or None if it is no notebook, or nobody knows."""
        path = Path(submitted_file).relative_to(self._extracted)
        if not _is_notebook(path.name):
            return None
        found = super().collect(submitted_file) if self.named_regexp else self._by_roster(path)
        if found:
            self.collected.add(found["student_id"])
        return found

    def _by_roster(self, path):
        # The archive's own name comes last: the folders and files in it say more.
        parts = [*path.parts[1:], path.parts[0]]
        student = self.student or self._owners.of(parts)
        if student is None:
            closest = self._owners.closest(parts) if len(self.left_out) < MOST_HINTS else None
            self.left_out.append((self._extracted / path, closest))
            return None
        return {"student_id": student, "file_id": self._name(student, path.name)}

    def _name(self, student, name):
        """Return what a student's own file is called, without what the system put before it, never twice the same."""
        name = name[max(0, name.find(self._assignment)) :]
        while (student, name) in self._taken:
            name = f"again-{name}"
        self._taken.add((student, name))
        return name


class Owners:
    """Knows students by id and by name, as learning-management systems write them before a file's name.

    Parameters
    ----------
    students : iterable
        With `id`, `first_name` and `last_name`.
    """

    def __init__(self, students):
        keys = [(key, student.id) for student in students for key in _keys(student)]
        shared = {key for key, count in Counter(key for key, _ in keys).items() if count > 1}
        self._known = {key: id for key, id in keys if key not in shared}

    def of(self, parts):
        """Return the student whom the first of these names of folders and files begins with, or None."""
        return next((self._known[start] for start in _starts(parts) if start in self._known), None)

    def closest(self, parts):
        """Return the student whose name is most like the start of one of them, or None; takes a while."""
        near = (
            key for start in _starts(parts) for key in difflib.get_close_matches(start, self._known, 1, 0.75)
        )
        return next((self._known[key] for key in near), None)


def _keys(student):
    first, last = _plain(student.first_name or ""), _plain(student.last_name or "")
    names = {first + last, last + first} if first and last else set()
    return {_plain(student.id), *names} - {""}


def _starts(parts):
    """Yield all that may be a student's name at the start of each part, the longest first."""
    for part in parts:
        stem = re.split(r"\.ipynb", part, flags=re.IGNORECASE)[0]
        ends = [match.start() for match in re.finditer(r"[\W_]", stem)] + [len(stem)]
        yield from (_plain(stem[:end]) for end in reversed(ends))


def _plain(text):
    """Return the letters and digits of a name, without case and accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def _is_notebook(name):
    return ".ipynb" in name.lower() and not name.startswith("._")


def _is_wanted(name, inner):
    path = PurePosixPath(name)
    wanted = _is_notebook(path.name) or (inner and path.suffix.lower() == ".zip")
    return wanted and "__MACOSX" not in path.parts and not name.endswith("/")


def _inside(name):
    """Return a member's path without what would lead out of the folder that it is unpacked into."""
    parts = (part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", "."))
    return Path(*parts)
