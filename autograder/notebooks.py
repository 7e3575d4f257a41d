"""Read a topic's text under `solutions/` and make the instructor's notebook of it.

The text is jupytext's percent format. A cell is marked by metadata in its first line:

- ``# %% setup=true``: given code that every run needs; locked.
- ``# %% exercise="sigmoid"``: the student's cell for that exercise; its check cell is added after it.
- ``# %% [markdown] written="why-relu"``: a question answered in words, marked by hand.
- ``# %% tags=["experiment"]``: takes long or only shows something; not run when grading.
"""

import jupytext
import nbformat

from autograder.exercises.declaration import DeclarationError
from autograder.places import SOLUTIONS

__all__ = ["authored", "check_source", "solution_source", "solution_sources", "text_file"]

_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def authored(topic):
    """Return the instructor's notebook of a topic: answers in place, check cells added, nbgrader's metadata set.

    Raises
    ------
    DeclarationError
        If the text and the declared exercises do not fit together; says which file, exercise and remedy.
    """
    path = text_file(topic)
    # the formatter is told to leave some lines alone; that is of no use to a student
    text = jupytext.reads(path.read_text(encoding="utf-8").replace("  # fmt: skip", ""), fmt="py:percent")
    cells = [made for position, cell in enumerate(text.cells) for made in _made(topic, cell, position, path)]
    _check_complete(topic, cells, path)
    metadata = {"kernelspec": _KERNEL, "language_info": {"name": "python"}}
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def solution_sources(topic):
    """Return the solved source of every exercise of a topic, by id, without the markers."""
    return {
        cell.id: solution_source(cell.source) for cell in authored(topic).cells if _is_solution_code(cell)
    }


def solution_source(source):
    """Return the source of a cell without the lines that mark the solution."""
    lines = source.splitlines()
    return (
        "\n".join(line for line in lines if line.strip() not in ("### BEGIN SOLUTION", "### END SOLUTION"))
        + "\n"
    )


def check_source(exercise):
    """Return the source of an exercise's check cell."""
    functions = all(map(callable, exercise.reference.values()))
    names = ", ".join(exercise.names) if functions else repr(exercise.id).replace("'", '"')
    plural = "" if exercise.points == 1 else "s"
    return f"check({names})  # {exercise.points:g} point{plural}"


def text_file(topic):
    """Return the file that holds a topic's text and answers."""
    return SOLUTIONS / topic.assignment / f"{topic.assignment}.py"


def _made(topic, cell, position, path):
    """Return the notebook cells that one cell of the text becomes."""
    if "exercise" in cell.metadata:
        exercise = _declared(topic.exercises, cell.metadata["exercise"], path)
        yield _code(exercise.id, cell.source, _grader(exercise.id, solution=True))
        meta = _grader(f"{exercise.id}-check", grade=True, locked=True, points=exercise.points)
        yield _code(f"{exercise.id}-check", check_source(exercise), meta)
    elif "written" in cell.metadata:
        question = _declared(topic.written, cell.metadata["written"], path)
        meta = _grader(question.id, solution=True, grade=True, points=question.points, cell_type="markdown")
        yield nbformat.v4.new_markdown_cell(cell.source, id=question.id, metadata={"nbgrader": meta})
    elif cell.metadata.get("setup"):
        id = f"setup-{position:02d}"
        yield _code(id, cell.source, _grader(id, locked=True))
    elif cell.cell_type == "markdown":
        yield nbformat.v4.new_markdown_cell(cell.source, id=f"text-{position:02d}")
    else:
        tags = {"tags": list(cell.metadata["tags"])} if cell.metadata.get("tags") else {}
        yield nbformat.v4.new_code_cell(cell.source, id=f"code-{position:02d}", metadata=tags)


def _code(id, source, grader):
    return nbformat.v4.new_code_cell(source, id=id, metadata={"nbgrader": grader})


def _grader(grade_id, *, solution=False, grade=False, locked=False, points=None, cell_type="code"):
    """Return nbgrader's metadata of one cell."""
    meta = {"grade_id": grade_id, "solution": solution, "grade": grade, "locked": locked, "task": False}
    meta |= {"schema_version": 3, "cell_type": cell_type}
    return meta | ({"points": points} if grade else {})


def _declared(known, id, path):
    for item in known:
        if item.id == id:
            return item
    raise DeclarationError(
        f"{path}: a cell is marked {id!r}, but autograder/exercises/{path.stem[3:]} declares no such exercise"
    )


def _check_complete(topic, cells, path):
    ids = [cell.id for cell in cells]
    for item in (*topic.exercises, *topic.written):
        if ids.count(item.id) != 1:
            raise DeclarationError(
                f"{path}: exercise {item.id!r} must have exactly one cell, got {ids.count(item.id)}"
            )
    text = " ".join(" ".join(cell.source.split()) for cell in cells)
    for exercise in topic.exercises:
        for convention in exercise.conventions:
            if " ".join(convention.split()) not in text:
                raise DeclarationError(f"{path}: exercise {exercise.id!r}: the text must say {convention!r}")


def _is_solution_code(cell):
    return cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("solution")
