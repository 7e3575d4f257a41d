"""Show whoever marks an answer in words what its points are given for, right where they mark it."""

import nbformat

__all__ = ["with_rubrics"]


def with_rubrics(notebook, written):
    """Return a graded notebook in which each answer in words is followed by its rubric.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        Formgrader shows it to the instructor, and nbgrader's feedback to the student.
    written : iterable of autograder.exercises.declaration.Written
    """
    rubrics = {question.id: _rubric(question) for question in written}
    cells = [[cell, rubrics[cell.id]] if cell.id in rubrics else [cell] for cell in notebook.cells]
    notebook.cells = [cell for group in cells for cell in group]
    return notebook


def _rubric(question):
    lines = [f"* **{points:g}**: {reason}" for points, reason in question.rubric]
    text = "\n".join([f"How these {question.points:g} points are given:", "", *lines])
    return nbformat.v4.new_markdown_cell(text, id=f"{question.id}-rubric"[:64])
