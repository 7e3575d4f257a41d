"""Get the cells out of the bytes of a handed-in file, whatever became of the file on its way."""

import json
import warnings
from dataclasses import dataclass

import nbformat

from autograder.errors import NotJudgedError

__all__ = ["MAX_BYTES", "HandedInCell", "read_cells"]

MAX_BYTES = 100_000_000
MAX_PARTS = 10_000_000  # commas and brackets: a small file must not become gigabytes of lists
MAX_CELLS = 10_000


@dataclass(frozen=True)
class HandedInCell:
    """What is used of a submitted cell: the ids that it may go by, whether it is code, and its text."""

    ids: tuple[str, ...]
    is_code: bool
    source: str


def read_cells(content: bytes) -> tuple[list[HandedInCell], list[str]]:
    """Return the cells in the bytes of a file, and notes on what had to be mended.

    Raises
    ------
    NotJudgedError
        If the bytes are no notebook.
    """
    if len(content) > MAX_BYTES:
        raise NotJudgedError(f"the file has {len(content):,} bytes, more than {MAX_BYTES:,}")
    if sum(map(content.count, (b",", b"[", b"{"))) > MAX_PARTS:
        raise NotJudgedError("the file holds too many values for a notebook")
    text, notes = _text(content)
    cells = _notebook(text).get("cells")
    if not isinstance(cells, list):
        raise NotJudgedError("the file is not a notebook: it has no cells")
    if len(cells) > MAX_CELLS:
        raise NotJudgedError(f"the notebook has {len(cells):,} cells, more than {MAX_CELLS:,}")
    read = list(map(_cell, cells))
    if None in read:
        notes.append(f"{read.count(None)} damaged cells could not be read; they were left out.")
    return [cell for cell in read if cell is not None], notes


def _text(content):
    try:
        return content.decode(json.detect_encoding(content)), []
    except UnicodeDecodeError:
        # Every byte is a letter in this one; the letters of Python's own words are the same in most others.
        return content.decode("latin-1"), [
            "The file was not saved as UTF-8; accented letters may have changed."
        ]


def _notebook(text):
    if not text.strip("\ufeff \t\r\n\0"):
        raise NotJudgedError("the file is empty")
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise NotJudgedError(f"the file is not a notebook: {_what_it_is(text, error)}") from None
    if not isinstance(data, dict):
        raise NotJudgedError("the file is not a notebook: it holds JSON, but no notebook")
    return _upgraded(data) if "worksheets" in data else data


def _what_it_is(text, error):
    """Say what was handed in instead, as far as it shows."""
    if text.lstrip().startswith("<"):
        return f"it is a web page or the like, of {len(text):,} characters"
    place = f" from line {error.lineno} on" if isinstance(error, json.JSONDecodeError) else ""
    return f"it has {len(text):,} characters and cannot be read{place}"


def _upgraded(data):
    """Bring a notebook of format 3 or older up to date."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return nbformat.convert(nbformat.from_dict(data), 4)
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"[:200]
        raise NotJudgedError(f"the notebook has an old format that cannot be read: {reason}") from None


def _cell(cell):
    """Return what is used of a cell, or None if it is none."""
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", "")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        return None
    metadata = cell.get("metadata")
    grader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = grader.get("grade_id") if isinstance(grader, dict) else None
    ids = tuple(id for id in (grade_id, cell.get("id")) if isinstance(id, str))
    return HandedInCell(ids, cell.get("cell_type") == "code", _writable("".join(lines)))


def _writable(text):
    """Replace halves of characters, which JSON can hold and no file can."""
    return text.encode("utf-8", "replace").decode()
