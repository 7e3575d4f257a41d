"""Take notebooks out of the zip of a learning-management system, and find out by the roster whose each of them is.

Students choose what is in their files and, in part, how they are called: nothing but notebooks is unpacked, never
more than a bounded number of bytes, and never outside of the folder for it.
"""

import shutil
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin
from traitlets import Unicode

from autograder.errors import CourseError
from autograder.gradebook import existing_gradebook
from autograder.owners import Owners
from autograder.submission import MAX_BYTES

__all__ = ["RosterCollector", "UnpackNotebooks", "is_notebook"]

MOST_IN_A_STUDENTS_ZIP = 3
LONGEST_NAME = 100
MOST_HINTS = 20


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
            elif is_notebook(path.name):
                where.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, where)

    def _unpack(self, source, where):
        try:
            with zipfile.ZipFile(source) as archive:
                for member in archive.infolist():
                    if _is_wanted(member.filename, ".ipynb", ".zip"):
                        self._take(archive, member, where / _inside(member.filename))
        except zipfile.BadZipFile:
            raise CourseError(f"{source.name} is no zip that can be read") from None

    def _unpack_a_students(self, source, where):
        """Unpack a zip that a student made, who also chose the names in it; return whether it holds a notebook."""
        try:
            with zipfile.ZipFile(source) as archive:
                members = [one for one in archive.infolist() if _is_wanted(one.filename, ".ipynb")]
                for number, member in enumerate(members[:MOST_IN_A_STUDENTS_ZIP]):
                    name = PurePosixPath(member.filename).name[-LONGEST_NAME:]
                    self._take(archive, member, where / f"{number}" / name)
                return bool(members)
        except zipfile.BadZipFile:
            return False

    def _take(self, archive, member, where):
        where.parent.mkdir(parents=True, exist_ok=True)
        try:
            with archive.open(member) as file:
                # A byte too many is kept, so that grading says what is wrong with it.
                content = file.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
            content = b""  # handed in all the same: grading says that this is no notebook
        where.write_bytes(content)
        if where.suffix.lower() == ".zip":
            if not self._unpack_a_students(where, where.with_suffix("")):
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
        if not is_notebook(path.name):
            return None
        found = super().collect(submitted_file) if self.named_regexp else self._by_roster(path)
        if found:
            self.collected.add(found["student_id"])
        return found

    def _by_roster(self, path):
        # The name of the only archive comes last: it is the class's. Of several, each may be one student's.
        several = len(list(self._extracted.iterdir())) > 1
        parts = path.parts if several else [*path.parts[1:], path.parts[0]]
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


def is_notebook(name):
    """Say whether a file of that name can be a notebook, whatever a browser has added to it."""
    return ".ipynb" in name.lower() and not name.startswith("._")


def _is_wanted(name, *kinds):
    path = PurePosixPath(name)
    kind = ".ipynb" if is_notebook(path.name) else path.suffix.lower()
    return kind in kinds and "__MACOSX" not in path.parts and not name.endswith("/")


def _inside(name):
    """Return a member's path without what would lead out of the folder that it is unpacked into."""
    parts = (part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", "."))
    return Path(*parts)
