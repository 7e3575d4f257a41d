"""Make a release notebook by nbgrader's own machinery, so that every nbgrader tool accepts it."""

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import ClearSolutions, SaveCells
from traitlets.config import Config

__all__ = ["STEPS", "ClearAnswers", "generate_release"]


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
    source = folder / "source" / assignment / f"{assignment}.ipynb"
    source.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, source)
    config = Config()
    config.GenerateAssignment.no_database = True
    config.GenerateAssignment.preprocessors = [step for step in STEPS if step is not SaveCells]
    directory = CourseDirectory(root=str(folder), assignment_id=assignment, config=config)
    converter = GenerateAssignment(coursedir=directory, config=config)
    converter.force = True
    converter.start()
    released = nbformat.read(folder / "release" / assignment / f"{assignment}.ipynb", as_version=4)
    # Left in, it would pair the student's copy back to a text file that they do not have.
    released.metadata.pop("jupytext", None)
    return (nbformat.writes(released) + "\n").encode()
