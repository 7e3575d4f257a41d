"""Make a release notebook by nbgrader's own machinery, so that every nbgrader tool accepts it."""

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearSolutions, SaveCells
from traitlets.config import Config

__all__ = ["STEPS", "ClearAnswers", "generate_release", "write_source_cells"]


class ClearAnswers(ClearSolutions):
    """nbgrader's own step, but an answer that is no function leaves no error behind when it is cleared.

    A cell such as ``answers = {"a": "?"}`` runs before it is filled in, so "Run all" goes on; its check says
    that it is not answered yet.
    """

    def preprocess_cell(self, cell, resources, cell_index):
        """Clear one cell."""
        cell, resources = super().preprocess_cell(cell, resources, cell_index)
        if cell.cell_type == "code":
            kept = [line for line in cell.source.split("\n") if line != "raise NotImplementedError()"]
            cell.source = "\n".join(kept)
        return cell, resources


STEPS = [
    ClearAnswers if step is ClearSolutions else step for step in GenerateAssignment.preprocessors.default()
]


def generate_release(assignment, notebook, folder):
    """Return the release version of an instructor's notebook, as bytes.

    Parameters
    ----------
    assignment : str
    notebook : nbformat.NotebookNode
        The instructor's notebook, with nbgrader's metadata.
    folder : pathlib.Path
        An empty folder to work in.
    """
    _run(assignment, notebook, folder, database=False)
    released = nbformat.read(folder / "release" / assignment / f"{assignment}.ipynb", as_version=4)
    # Left in, it would pair the student's copy back to a text file that they do not have.
    released.metadata.pop("jupytext", None)
    return (nbformat.writes(released) + "\n").encode()


def write_source_cells(assignment, notebook, folder, db_url):
    """Tell a gradebook what the assignment's cells are; run again, it brings the gradebook up to date."""
    _run(assignment, notebook, folder, database=True, db_url=db_url)


def _run(assignment, notebook, folder, *, database, **course):
    source = folder / "source" / assignment / f"{assignment}.ipynb"
    source.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, source)
    config = Config()
    config.GenerateAssignment.no_database = not database
    config.GenerateAssignment.preprocessors = [step for step in STEPS if database or step is not SaveCells]
    # The course of nbgrader's own tools where none is named; PostgreSQL wants it to be there, SQLite does not ask.
    config.CourseDirectory.course_id = "default_course"
    directory = CourseDirectory(root=str(folder), assignment_id=assignment, config=config, **course)
    converter = GenerateAssignment(coursedir=directory, config=config)
    converter.force = True
    converter.start()
