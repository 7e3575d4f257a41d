"""Whose a file is, told by the roster and by what comes first in its name, or in the name of its folder."""

import difflib
import re
import unicodedata
from collections import Counter

__all__ = ["Owners"]


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
