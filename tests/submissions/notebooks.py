"""Small changes to a notebook, each as something that people really do to one."""

import copy
import json

from autograder.notebooks import authored, solution_source
from autograder.submission import role

__all__ = ["answered", "duplicated", "json_bytes", "solved", "tagged", "with_cell", "without"]


def solved(topic, release):
    """Return the released notebook with every answer filled in from the instructor's."""
    answers = {
        cell.id: solution_source(cell.source) for cell in authored(topic).cells if role(cell) == "answer"
    }
    return answered(release, answers)


def answered(notebook, answers):
    """Return the notebook with the given sources in the cells of that id."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        cell.source = answers.get(cell.id, cell.source)
    return notebook


def without(notebook, id):
    """Return the notebook with one cell deleted."""
    notebook = copy.deepcopy(notebook)
    notebook.cells = [cell for cell in notebook.cells if cell.id != id]
    return notebook


def duplicated(notebook, id):
    """Return the notebook with a cell copied and pasted below itself, metadata and all."""
    notebook = copy.deepcopy(notebook)
    index = next(i for i, cell in enumerate(notebook.cells) if cell.id == id)
    notebook.cells.insert(index + 1, copy.deepcopy(notebook.cells[index]))
    return notebook


def tagged(notebook, tag, kind):
    """Return the notebook with a tag on every cell of one role."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook.cells:
        if role(cell) == kind:
            cell.metadata["tags"] = [*cell.metadata.get("tags", []), tag]
    return notebook


def with_cell(notebook, source, before):
    """Return the notebook with a code cell of the student's own."""
    notebook = copy.deepcopy(notebook)
    index = next(i for i, cell in enumerate(notebook.cells) if cell.id == before)
    cell = {
        "cell_type": "code",
        "id": "own",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": source,
    }
    notebook.cells.insert(index, type(notebook)(cell))
    return notebook


def json_bytes(notebook):
    """Return the notebook as the bytes of a file, valid or not."""
    return json.dumps(notebook).encode()
