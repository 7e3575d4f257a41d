"""A corpus of submissions: what students really hand in, and what a person would give for it.

``python -m tests.submissions DIR`` makes a classroom of them.
"""

from autograder.exercises import topic
from autograder.grading import released
from tests.submissions.activations import CLASS
from tests.submissions.notebooks import solved
from tests.submissions.others import CLASSES

__all__ = ["CLASS", "CLASSES", "make_classroom"]


def make_classroom(root, stem="activations", students=CLASS):
    """Write the submissions of a class to one topic below `root`, in nbgrader's layout.

    Parameters
    ----------
    root : pathlib.Path
    stem : str
    students : sequence of HandedIn
    """
    chosen = topic(stem)
    release = released(chosen.assignment)
    solution = solved(chosen, release)
    for handed_in in students:
        path = root / "submitted" / handed_in.student / chosen.assignment / f"{chosen.assignment}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(handed_in.make(chosen, release, solution))
