"""A classroom: the folder, in nbgrader's layout, that holds a class's submissions, marks and feedback."""

import contextlib
import fcntl
import hashlib
import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.submission import MAX_BYTES, NotJudgedError

__all__ = ["MARKS_OF_EXCHANGE", "Classroom", "write_whole"]

SECRET_BYTES = 32
# What nbgrader's exchange puts beside a hand-in: it gives a page back to whoever has the same.
MARKS_OF_EXCHANGE = ("timestamp.txt", "submission_secret.txt")


@dataclass(frozen=True)
class Classroom:
    """Where things are in a classroom.

    Parameters
    ----------
    root : pathlib.Path
        Holds ``submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb``.

    Raises
    ------
    CourseError
        If there is no such folder, or nothing was submitted in it.
    """

    root: Path

    def __post_init__(self):
        object.__setattr__(self, "root", self.root.resolve())
        if not (self.root / "submitted").is_dir():
            raise CourseError(
                f"the classroom must hold a folder `submitted` (submitted/STUDENT/ASSIGNMENT/NOTEBOOK.ipynb), "
                f"got {self.root}: go into the course's folder, or name it with --classroom"
            )

    @property
    def db_url(self):
        """The address of nbgrader's gradebook."""
        return f"sqlite:///{self.root / 'gradebook.db'}"

    def students(self, assignment):
        """Return who handed in an assignment, in alphabetical order."""
        return sorted(
            folder.parent.name for folder in self.root.glob(f"submitted/*/{assignment}") if folder.is_dir()
        )

    def submitted(self, student, assignment):
        """Return the folder in which a student handed in."""
        return self.root / "submitted" / student / assignment

    def autograded(self, student, assignment):
        """Return the folder for the graded notebook and its verdict."""
        return self.root / "autograded" / student / assignment

    def graded_notebook(self, student, assignment):
        """Return the file of the graded notebook; it is there once an assignment of a student's has marks."""
        return self.autograded(student, assignment) / f"{assignment}.ipynb"

    def feedback(self, student, assignment):
        """Return the folder for a student's feedback page."""
        return self.root / "feedback" / student / assignment

    def report(self, assignment):
        """Return the file of the report on the class."""
        return self.root / "reports" / f"{assignment}.html"

    def notebook(self, student, assignment):
        """Return the submitted notebook: the file with the right name, else the only one that it can be.

        Browsers and file managers make names such as ``02_activations (1).ipynb.txt``. A link is never followed: it
        may lead to another student's work.

        Raises
        ------
        NotJudgedError
            If there is none, or no telling which one it is.
        """
        name = f"{assignment}.ipynb"
        files = [path for path in sorted(self.submitted(student, assignment).iterdir()) if _is_notebook(path)]
        for wanted in (name, assignment, ""):
            found = [
                path for path in files if path.name == wanted or (wanted != name and wanted in path.name)
            ]
            if len(found) == 1:
                return found[0]
        names = ", ".join(path.name for path in files) or "none"
        raise NotJudgedError(f"there must be one notebook called {name}, got {names}")

    def content(self, student, assignment):
        """Return the bytes of the submitted notebook.

        Raises
        ------
        NotJudgedError
            If there is none, no telling which one it is, or it is too large or cannot be read.
        """
        path = self.notebook(student, assignment)
        try:
            size = path.stat().st_size
            if size > MAX_BYTES:
                raise NotJudgedError(f"the file has {size:,} bytes, more than {MAX_BYTES:,}")
            return path.read_bytes()
        except OSError as error:
            raise NotJudgedError(f"the file cannot be read: {error.strerror}") from None

    def verdict(self, student, assignment):
        """Return the recorded verdict on a submission, or None if there is none."""
        try:
            verdict = json.loads(self._verdict_file(student, assignment).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return verdict if isinstance(verdict, dict) else None

    def write_verdict(self, student, assignment, verdict):
        """Record the verdict on a submission."""
        text = json.dumps(verdict, indent=1, ensure_ascii=False) + "\n"
        write_whole(self._verdict_file(student, assignment), text.encode())

    def write_feedback(self, student, assignment, page):
        """Put a student's feedback page, as bytes, where nbgrader puts it, so that its exchange can give it back."""
        folder = self.feedback(student, assignment)
        write_whole(folder / f"{assignment}.html", page)
        for name in MARKS_OF_EXCHANGE:
            path = self.submitted(student, assignment) / name
            if path.is_file() and not path.is_symlink():
                write_whole(folder / name, path.read_bytes())

    @contextlib.contextmanager
    def locked(self):
        """Keep other graders out of this classroom for as long as the context lasts.

        Raises
        ------
        CourseError
            If another one is at work in it.
        """
        with self._private("lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise CourseError(
                    f"another grader is at work in {self.root}: wait until it is done"
                ) from None
            yield

    def secret(self):
        """Return the secret from which hidden inputs are drawn; made on first use, for its owner alone.

        Raises
        ------
        CourseError
            If the file does not hold it: an empty secret would be everybody's.
        """
        path = self._private("secret")
        with contextlib.suppress(FileExistsError):
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                file.write(secrets.token_bytes(SECRET_BYTES))
        secret = path.read_bytes()
        if len(secret) != SECRET_BYTES:
            raise CourseError(
                f"{path} must hold {SECRET_BYTES} bytes, got {len(secret)}: delete it, and a new one is made"
            )
        return secret

    def seed(self, assignment, content):
        """Return what a submission's hidden inputs are drawn from: nobody can know it without the secret."""
        return hashlib.blake2b(
            assignment.encode() + b"\0" + content, key=self.secret(), digest_size=32
        ).digest()

    def _private(self, name):
        folder = self.root / ".autograder"
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder / name

    def _verdict_file(self, student, assignment):
        return self.autograded(student, assignment) / "verdict.json"


def _is_notebook(path):
    return ".ipynb" in path.name.lower() and path.is_file() and not path.is_symlink()


def write_whole(path, content):
    """Write a file so that at no moment half of it can be seen, even if the machine stops."""
    if path.exists() and not path.is_file():  # a terminal or a pipe, which cannot be replaced
        path.write_bytes(content)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.part")
    partial.write_bytes(content)
    os.replace(partial, path)
