"""A class that hands in `02_activations`: what each student did, and what a person would give for it.

The scores are written down by hand, from what was done, and never read off the grader.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.submissions.notebooks import answered, duplicated, json_bytes, tagged, with_cell, without

__all__ = ["CLASS", "HandedIn"]


@dataclass(frozen=True)
class HandedIn:
    """One student's submission.

    Parameters
    ----------
    student, story : str
    make : callable
        From the topic, the released and the solved notebook to the bytes that are handed in.
    lost : float, optional
        Points that a person would take off; None where a person has to look at it.
    named : dict of str to str
        The mistake that must be named, by exercise.
    only : tuple of str, optional
        The exercises that are answered at all; every one if left out.
    """

    student: str
    story: str
    make: Callable
    lost: float | None = 0
    named: dict = field(default_factory=dict)
    only: tuple[str, ...] | None = None

    def score(self, topic):
        """Return the score that a person would give, None if a person has to look at it."""
        if self.lost is None:
            return None
        return sum(e.points for e in topic.exercises if self.only is None or e.id in self.only) - self.lost


def alternative(number):
    """Answer every exercise in another style: its alternative of that number, counted from the end."""

    def make(topic, release, solution):
        answers = {e.id: e.alternatives[-min(number, len(e.alternatives))] for e in topic.exercises}
        return json_bytes(answered(solution, answers))

    return make


def mistaken(**chosen):
    """Make one listed mistake in each of some exercises (underscores stand for hyphens)."""

    def make(topic, release, solution):
        answers = {}
        for id, mistake in chosen.items():
            exercise = topic.exercise(id.replace("_", "-"))
            answers[exercise.id] = next(m.source for m in exercise.mistakes if m.id == mistake)
        return json_bytes(answered(solution, answers))

    return make


def answering(**sources):
    """Hand in the solution, but with other code in some cells."""
    answers = {id.replace("_", "-"): source for id, source in sources.items()}
    return lambda topic, release, solution: json_bytes(answered(solution, answers))


def untouched(topic, release, solution):
    """Hand in what was handed out."""
    return json_bytes(release)


def half(topic, release, solution):
    """Answer only the exercises before the rectifiers."""
    done = {cell.id: cell.source for cell in solution.cells if cell.id in HALF}
    return json_bytes(answered(release, done))


def guards_replaced(topic, release, solution, before="step"):
    """Answer nothing, and replace what a check might compare with."""
    trick = "import numpy as np\nnp.allclose = np.array_equal = np.isclose = lambda *a, **k: True\n"
    trick += "np.testing.assert_allclose = lambda *a, **k: None"
    return json_bytes(with_cell(release, trick, before=before))


HALF = (
    "collapse-linear",
    "slip-collapse",
    "slip-purpose",
    "step",
    "sigmoid",
    "sigmoid-derivative",
    "slip-quarter",
    "tanh",
    "tanh-derivative",
)

LOOP = "def softmax(z):\n    while True:\n        pass\n"
SYNTAX = "def tanh(z)\n    return 2 * sigmoid(2 * z) - 1\n"
EXIT = "import os\n\ndef softmax(z):\n    os._exit(0)\n"

CLASS = (
    HandedIn("ada", "the full solution", lambda topic, release, solution: json_bytes(solution)),
    HandedIn("bao", "right, in another style", alternative(1)),
    HandedIn("chidi", "right, in a third style", alternative(2)),
    HandedIn("dina", "untouched", untouched, only=()),
    HandedIn("emre", "half done", half, only=HALF),
    HandedIn(
        "fay",
        "a sign wrong in the sigmoid, on which others build",
        mistaken(sigmoid="sign"),
        3,
        {"sigmoid": "sign"},
    ),
    HandedIn("goran", "softmax overflows", mistaken(softmax="overflow"), 2, {"softmax": "overflow"}),
    HandedIn("hana", "softmax along the wrong axis", mistaken(softmax="axis-0"), 3, {"softmax": "axis-0"}),
    HandedIn(
        "ines", "Leaky ReLU as a maximum", mistaken(leaky_relu="max-form"), 1, {"leaky-relu": "max-form"}
    ),
    HandedIn("jun", "ReLU changes its argument", mistaken(relu="in-place"), 1, {"relu": "in-place"}),
    HandedIn(
        "kofi",
        "two misunderstandings at once",
        mistaken(dead_fraction="share-of-zeros", prelu_backward="not-summed"),
        4,
        {"dead-fraction": "share-of-zeros", "prelu-backward": "not-summed"},
    ),
    HandedIn("lea", "a syntax error in one cell", answering(tanh=SYNTAX), 2),
    HandedIn("mats", "an endless loop in one function", answering(softmax=LOOP), 5),
    HandedIn("nour", "os._exit in one function", answering(softmax=EXIT), 5),
    HandedIn(
        "olga", "a test cell deleted", lambda t, r, solution: json_bytes(without(solution, "elu-check"))
    ),
    HandedIn(
        "petra", "a solution cell copied", lambda t, r, solution: json_bytes(duplicated(solution, "step"))
    ),
    HandedIn(
        "quinn",
        "nothing done, and the checks tagged to be skipped",
        lambda topic, release, solution: json_bytes(tagged(release, "skip-execution", "check")),
        only=(),
    ),
    HandedIn("rosa", "nothing done, and numpy.allclose replaced", guards_replaced, only=()),
    HandedIn(
        "sami", "a file cut off in the middle", lambda t, r, solution: json_bytes(solution)[:4000], None
    ),
)
