"""Read the list of a course's students from a CSV file."""

import csv
import io
import re
from dataclasses import dataclass

from autograder.errors import CourseError

__all__ = ["COLUMNS", "Student", "read_roster"]

COLUMNS = ("id", "first_name", "last_name", "email")
SHOWN = 10
# An id is also a folder's name, and nbgrader parts names by +.
_ID = re.compile(r"\w[\w.@-]{0,99}")


@dataclass(frozen=True)
class Student:
    """One row of a roster."""

    id: str
    first_name: str
    last_name: str
    email: str


def read_roster(path):
    """Return the students in a CSV file with the columns id, first_name, last_name and email.

    Raises
    ------
    CourseError
        If the file cannot be read, or a row in it is wrong; says which rows, and why.
    """
    rows = _rows(path)
    troubles = [f"line {line}: {trouble}" for line, row in rows if (trouble := _trouble(row))]
    troubles += _duplicates(rows, "id") + _duplicates(rows, "email")
    if troubles:
        more = [f"and {len(troubles) - SHOWN} more"] if len(troubles) > SHOWN else []
        raise CourseError(f"{path}: nothing was written; mend {'; '.join([*troubles[:SHOWN], *more])}")
    return [Student(*(row[column] for column in COLUMNS)) for _, row in rows]


def _rows(path):
    """Return each row with the number of the line that it ends on."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise CourseError(f"the roster must be a file, got {path}") from None
    except UnicodeDecodeError:
        raise CourseError(f"{path} must be saved as UTF-8") from None
    header = text.partition("\n")[0]
    delimiter = ";" if ";" in header else ","  # some spreadsheets part columns by semicolons
    reader = csv.reader(io.StringIO(text), delimiter=delimiter)
    try:
        columns = [name.strip().lower() for name in next(reader, [])]
        if missing := [name for name in COLUMNS if name not in columns]:
            raise CourseError(
                f"{path}: the first line must name the columns {','.join(COLUMNS)}; {missing[0]} is missing"
            )
        return [(reader.line_num, _row(columns, cells)) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise CourseError(f"{path}, line {reader.line_num}: {error}") from None


def _row(columns, cells):
    row = dict.fromkeys(columns, "") | dict(zip(columns, map(str.strip, cells), strict=False))
    return row | {"surplus": len(cells) - len(columns)}


def _trouble(row):
    if row["surplus"] > 0:
        return f"{row['surplus']} columns too many; put quotes around a comma in a name"
    if not row["id"]:
        return "the id is empty"
    if not _ID.fullmatch(row["id"]):
        return f"the id must consist of letters, digits and . _ - @, got {row['id']!r}"
    if row["email"] and not re.fullmatch(r"\w[^@\s]*@[^@\s]+", row["email"]):
        return f"the email must look like name@host, got {row['email']!r}"
    return None


def _duplicates(rows, column):
    """Name each row whose value stood in an earlier one; case does not tell folders apart everywhere."""
    first: dict[str, int] = {}
    found = []
    for line, row in rows:
        value = row[column].casefold()
        if value and value in first:
            found.append(f"line {line}: the {column} {row[column]!r} stands in line {first[value]} already")
        first.setdefault(value, line)
    return found
