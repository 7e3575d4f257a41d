"""A corpus of submissions: what students really hand in, and what a person would give for it.

``python -m tests.submissions DIR`` makes a classroom of them.
"""

from autograder.exercises import topic
from autograder.grading import released
from tests.submissions.activations import CLASS
from tests.submissions.notebooks import solved

__all__ = ["CLASS", "make_classroom"]


def make_classroom(root):
    """Write the class's submissions below `root`, in nbgrader's layout.

    Parameters
    ----------
    root : pathlib.Path
    """
    chosen = topic("activations")
    release = released(chosen.assignment)
    solution = solved(chosen, release)
    for handed_in in CLASS:
        path = root / "submitted" / handed_in.student / chosen.assignment / f"{chosen.assignment}.ipynb"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(handed_in.make(chosen, release, solution))
