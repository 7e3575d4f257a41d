"""Read a submitted notebook, however damaged, and put it back into the shape of the released one.

Locked cells always come from the release; from the student come the answers, and any cells of their own.
Whatever a person could still grade is repaired, with a note; the rest is refused with a reason.
"""

import re
from dataclasses import dataclass, replace

import nbformat

from autograder.errors import NotJudgedError
from autograder.notebook_file import MAX_BYTES, HandedInCell, read_cells

__all__ = ["MAX_BYTES", "NotJudgedError", "Submission", "read_submission", "role"]


@dataclass(frozen=True)
class Submission:
    """A repaired submission: cells in the order in which they run, and what had to be mended."""

    cells: tuple[nbformat.NotebookNode, ...]
    notes: tuple[str, ...]
    metadata: dict

    def to_notebook(self):
        """Return the repaired notebook."""
        return nbformat.v4.new_notebook(cells=list(self.cells), metadata=self.metadata)


def read_submission(content: bytes, release: nbformat.NotebookNode) -> Submission:
    """Return the `Submission` in the bytes of a submitted file.

    Parameters
    ----------
    content : bytes
    release : nbformat.NotebookNode
        The notebook that was handed out.

    Raises
    ------
    NotJudgedError
        If the bytes are no notebook, or nothing in it belongs to this assignment.
    """
    handed_in, notes = read_cells(content)
    known = {cell.id: cell for cell in release.cells}
    named = _joined(_recognised(handed_in, known), notes)
    _require_any(named, known)
    placed = _placed(named, known, notes)
    _restore(placed, release.cells, notes)
    _setup_first(placed, release.cells, notes)
    _checks_after_answers(placed, known, notes)
    return Submission(tuple(placed), tuple(notes), release.metadata)


def role(cell) -> str:
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


# ---------------------------------------------------------------------------------------- which cell is which


def _recognised(handed_in, known):
    """Return for each submitted cell the id of the released one that it was, or None, and the cell.

    A cell without ids is known by its text, if that is as it was handed out. An explanation that became code is
    the student's own.
    """
    texts = {_words(cell.source): id for id, cell in known.items() if role(cell) not in ("answer", "written")}
    named = []
    for cell in handed_in:
        words = _words(cell.source)
        id = _claimed(cell, known) or (texts.get(words) if words else None)
        is_own = id is None or (role(known[id]) == "text" and cell.is_code)
        named.append((None if is_own else id, cell))
    return named


def _claimed(cell, known):
    """Return the id by which a cell goes; that of a locked cell only if it has no other, or that one's text."""
    ids = [id for id in cell.ids if id in known]
    honest = (
        id
        for id in ids
        if role(known[id]) not in ("check", "setup") or _words(cell.source) == _words(known[id].source)
    )
    return next(honest, ids[0] if ids else None)


def _joined(named, notes):
    """Put together what was one cell before it was split in the middle of a function."""
    joined: list[tuple[str | None, HandedInCell]] = []
    for id, cell in named:
        before, first = joined[-1] if joined else (None, None)
        if first and (id is None or before in (None, id)) and _goes_on(first, cell):
            whole = replace(first, source=f"{first.source.rstrip()}\n{cell.source}")
            joined[-1] = (before or id, whole)
            notes.append(f"The parts of {_called(before or id)} were put together.")
        else:
            joined.append((id, cell))
    return joined


def _goes_on(first, second):
    """Say whether the second cell makes sense only as a continuation of the first."""
    above = [line for line in first.source.splitlines() if line.strip()]
    below = [line for line in second.source.splitlines() if line.strip()]
    if not (first.is_code and second.is_code and above and below):
        return False
    last = above[-1].rstrip()
    inside = last[0].isspace() or last.endswith(":")
    return (below[0][0].isspace() and inside) or last.endswith(("(", "[", "{", ",", "\\")) or last[0] == "@"


def _require_any(named, known):
    answers = [cell for cell in known.values() if role(cell) == "answer"]
    asked = {name for cell in answers for name in _names(cell.source)}
    if not any(_belongs(id and known[id], cell, asked) for id, cell in named):
        raise NotJudgedError("nothing in the notebook belongs to this assignment; it may be another one")


def _belongs(released, cell, asked):
    """Say whether a cell is of this assignment: what is named by its place alone, others have too."""
    if released and role(released) in ("answer", "written", "check"):
        return True
    return cell.is_code and _defines(cell.source, asked)


# ---------------------------------------------------------------------------------------------- back into shape


def _placed(named, known, notes):
    """Return the submitted cells, each in the shape of the released cell that it was, in the student's order."""
    superfluous = _superfluous(named, known)
    placed: list[nbformat.NotebookNode] = []
    first: dict[str, nbformat.NotebookNode] = {}
    for position, (id, cell) in enumerate(named):
        if position in superfluous:
            continue
        if id is None or id in first:
            placed += _copy_of(first[id], cell, position, notes) if id else [_own(cell, position)]
        else:
            first[id] = _in_shape_of(known[id], cell, notes)
            placed.append(first[id])
    return placed


def _superfluous(named, known):
    """Return the positions of copies that add nothing: of locked cells, and of cells that are as handed out."""
    positions: dict[str, list[int]] = {}
    for position, (id, _) in enumerate(named):
        if id is not None:
            positions.setdefault(id, []).append(position)
    superfluous = set()
    for id, places in positions.items():
        changed = [p for p in places if _words(named[p][1].source) != _words(known[id].source)]
        kept = places[:1] if role(known[id]) in ("check", "setup") or not changed else changed
        superfluous.update(set(places) - set(kept))
    return superfluous


def _copy_of(first, cell, position, notes):
    """Return what becomes of another copy of a cell that a student changed in each of them."""
    if role(first) == "written":
        first.source += f"\n\n{cell.source}"
        notes.append(f"The answer `{first.id}` was there more than once; the copies were put together.")
        return []
    copied = _own(cell, position)
    if role(first) == "experiment":
        copied.metadata["tags"] = ["experiment"]
    elif role(first) == "answer":
        notes.append(f"The cell `{first.id}` was there more than once; all copies were run, in their order.")
    return [copied]


def _own(cell, position):
    """Return a cell of the student's own."""
    make = nbformat.v4.new_code_cell if cell.is_code else nbformat.v4.new_markdown_cell
    return make(cell.source, id=f"extra-{position:03d}")


def _in_shape_of(released, cell, notes):
    shaped = nbformat.from_dict(released)
    is_code = released.cell_type == "code"
    if role(released) in ("check", "setup"):
        if cell.is_code != is_code or _words(cell.source) != _words(released.source):
            notes.append(
                f"The locked cell `{released.id}` was changed; it was put back as it was handed out."
            )
        return shaped
    if cell.is_code != is_code:
        notes.append(f"The cell `{released.id}` had another type; it was read as {released.cell_type}.")
    shaped.source = cell.source
    return shaped


def _restore(placed, released, notes):
    """Put back what is missing: each cell before the next one in the release's order that is there."""
    there, missing = {cell.id for cell in placed}, []
    for position, cell in enumerate(released):
        if cell.id in there or role(cell) == "text":
            continue
        put_back = nbformat.from_dict(cell)
        if role(cell) in ("answer", "written"):
            put_back.source = ""
        placed.insert(_place_of(cell, {later.id for later in released[position + 1 :]}, placed), put_back)
        if role(cell) != "experiment":
            missing.append(f"`{cell.id}`")
    if missing:
        were = (
            "The cell {} was missing; it was" if len(missing) == 1 else "The cells {} were missing; they were"
        )
        notes.append(f"{were.format(', '.join(missing))} put back.")


def _place_of(cell, later, placed):
    for index, other in enumerate(placed):
        if other.id in later:
            return index
    if role(cell) != "setup":
        return len(placed)
    others = (i for i, other in enumerate(placed) if other.cell_type == "code" and role(other) != "setup")
    return next(others, len(placed))


def _setup_first(placed, released, notes):
    """Move given code that every run needs before the answers that it was before, where a student moved it."""
    for position, setup in enumerate(released):
        if role(setup) != "setup":
            continue
        followers = {cell.id for cell in released[position + 1 :] if role(cell) == "answer"}
        index = _index(placed, setup.id)
        early = next((i for i, cell in enumerate(placed[:index]) if cell.id in followers), None)
        if early is not None:
            placed.insert(early, placed.pop(index))
            notes.append(f"The cell `{setup.id}` stood after answers that need it; it was moved before them.")


def _checks_after_answers(placed, known, notes):
    """Move each check behind its answer, where a student has moved one of them or answered in another cell."""
    for check in [cell for cell in placed if role(cell) == "check"]:
        answer = check.id.removesuffix("-check")
        here = _index(placed, check.id)
        behind = _answered_at(placed, known[answer]) if answer in known else here
        if behind > here:
            placed.insert(behind, placed.pop(here))
            notes.append(f"The check of `{answer}` stood before the answer; it was moved behind it.")


def _answered_at(placed, released):
    """Return the place of an answer: its own cell, or the last that answers while that one is untouched."""
    index = _index(placed, released.id)
    if placed[index].source.strip() and _words(placed[index].source) != _words(released.source):
        return index
    names = _names(released.source)
    own = [i for i, cell in enumerate(placed) if cell.id.startswith("extra-") and cell.cell_type == "code"]
    return max([index, *(i for i in own if _defines(placed[i].source, names))])


def _index(placed, id):
    return next(i for i, cell in enumerate(placed) if cell.id == id)


_DEFINED = re.compile(r"^(?:(?:def|class)\s+(\w+)|(\w+)\s*(?::[^=\n]*)?=(?!=))", re.MULTILINE)


def _names(source):
    """Return the names that a cell defines at its top level."""
    return {function or variable for function, variable in _DEFINED.findall(source)}


def _defines(source, names):
    return not names.isdisjoint(_names(source))


def _words(source):
    return " ".join(source.split())


def _called(id):
    return f"the cell `{id}`" if id else "a cell of your own"
