"""Read a submitted notebook, however damaged, and put it back into the shape of the released one.

Locked cells always come from the release; from the student come the answers, and any cells of their own.
Whatever a person could still grade is repaired, with a note; the rest is refused with a reason.
"""

import json
from dataclasses import dataclass

import nbformat

__all__ = ["MAX_BYTES", "NotJudgedError", "Submission", "read_submission"]

MAX_BYTES = 100_000_000


class NotJudgedError(Exception):
    """A submission that no machine can judge; says why, for a person to look at."""


@dataclass(frozen=True)
class Submission:
    """A repaired submission: cells in the order in which they run, and what had to be mended."""

    cells: tuple[nbformat.NotebookNode, ...]
    notes: tuple[str, ...]
    metadata: dict

    def to_notebook(self):
        """Return the repaired notebook."""
        return nbformat.v4.new_notebook(cells=list(self.cells), metadata=self.metadata)


def read_submission(content, release):
    """Return the `Submission` in the bytes of a submitted file.

    Parameters
    ----------
    content : bytes
    release : nbformat.NotebookNode
        The notebook that was handed out.

    Raises
    ------
    NotJudgedError
        If the bytes are no notebook, or hold none of its cells.
    """
    notes: list[str] = []
    students = [cell for cell in _cells(content) if cell is not None]
    known = {cell.id: cell for cell in release.cells}
    placed = _placed(students, known, notes)
    if not any(cell.cell_type == "code" for cell in placed):
        raise NotJudgedError("the notebook holds no code cells")
    _restore(placed, release.cells, notes)
    _checks_after_answers(placed, notes)
    return Submission(tuple(placed), tuple(notes), release.metadata)


def role(cell):
    """Return what a released cell is for: setup, answer, written, check, given, experiment or text."""
    grader = cell.metadata.get("nbgrader", {})
    if grader.get("solution"):
        return "written" if grader.get("grade") else "answer"
    if grader.get("grade"):
        return "check"
    if grader.get("locked"):
        return "setup"
    if cell.cell_type != "code":
        return "text"
    return "experiment" if "experiment" in cell.metadata.get("tags", []) else "given"


def _cells(content):
    """Return (id, type, source) of every cell in the bytes of a file."""
    if len(content) > MAX_BYTES:
        raise NotJudgedError(f"the file has {len(content):,} bytes, more than {MAX_BYTES:,}")
    data = _json(content)
    if not isinstance(data, dict):
        raise NotJudgedError("the file is not a notebook: it holds JSON, but no notebook")
    if "worksheets" in data:
        data = _upgraded(data)
    if not isinstance(data.get("cells"), list):
        raise NotJudgedError("the file is not a notebook: it has no cells")
    return [_cell(cell) for cell in data["cells"]]


def _json(content):
    for encoding in ("utf-8-sig", "utf-16"):
        try:
            return json.loads(content.decode(encoding))
        except UnicodeDecodeError:
            continue
        except (ValueError, RecursionError) as error:
            reason = str(error)[:200] if content.strip() else "the file is empty"
            raise NotJudgedError(f"the file is not a notebook: {reason}") from None
    raise NotJudgedError("the file is not a notebook: its text is in no encoding that can be read")


def _upgraded(data):
    try:
        return nbformat.convert(nbformat.from_dict(data), 4)
    except Exception as error:
        raise NotJudgedError(f"the notebook has an old format that cannot be read: {error}") from None


def _cell(cell):
    """Return what is used of a submitted cell, or None if it is no cell at all."""
    if not isinstance(cell, dict):
        return None
    source = cell.get("source", "")
    lines = source if isinstance(source, list) else [source]
    if not all(isinstance(line, str) for line in lines):
        return None
    metadata = cell.get("metadata")
    grader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = grader.get("grade_id") if isinstance(grader, dict) else None
    return grade_id, cell.get("id"), cell.get("cell_type") == "code", "".join(lines)


def _placed(students, known, notes):
    """Return the submitted cells, each in the shape of the released cell that it was, in the student's order."""
    placed, seen = [], set()
    for grade_id, cell_id, is_code, source in students:
        id = next((id for id in (grade_id, cell_id) if isinstance(id, str) and id in known), None)
        if id is None or id in seen:
            copied = id is not None and role(known[id]) != "text"
            if copied and role(known[id]) in ("check", "setup"):
                continue
            if copied:
                notes.append(
                    f"The cell `{id}` was there more than once; all copies were run, in their order."
                )
            if is_code:
                placed.append(nbformat.v4.new_code_cell(source, id=f"extra-{len(placed):03d}"))
            continue
        seen.add(id)
        placed.append(_in_shape_of(known[id], source, is_code, notes))
    return placed


def _in_shape_of(released, source, is_code, notes):
    cell = nbformat.from_dict(released)
    if role(released) in ("check", "setup"):
        if " ".join(source.split()) != " ".join(released.source.split()) or not is_code:
            notes.append(
                f"The locked cell `{released.id}` was changed; it was put back as it was handed out."
            )
        return cell
    if is_code != (released.cell_type == "code"):
        notes.append(f"The cell `{released.id}` had another type; it was read as {released.cell_type}.")
    cell.source = source
    return cell


def _restore(placed, released, notes):
    """Put back what is missing: each cell before the next one in the release's order that is there."""
    for position in reversed(range(len(released))):
        missing = released[position]
        if role(missing) == "text" or any(cell.id == missing.id for cell in placed):
            continue
        later = {cell.id for cell in released[position + 1 :]}
        index = next((i for i, cell in enumerate(placed) if cell.id in later), len(placed))
        if role(missing) == "setup":
            index = min(index, next((i for i, cell in enumerate(placed) if cell.cell_type == "code"), index))
        cell = nbformat.from_dict(missing)
        if role(missing) in ("answer", "written"):
            cell.source = ""
        placed.insert(index, cell)
        if role(missing) != "experiment":
            notes.append(f"The cell `{missing.id}` was missing; it was put back.")


def _checks_after_answers(placed, notes):
    """Move each check behind its answer, where a student has moved one of them."""
    for check in [cell for cell in placed if role(cell) == "check"]:
        answer = check.id.removesuffix("-check")
        ids = [cell.id for cell in placed]
        if answer in ids and ids.index(answer) > ids.index(check.id):
            placed.remove(check)
            placed.insert(ids.index(answer), check)
            notes.append(f"The check of `{answer}` stood before the answer; it was moved behind it.")
