"""Thirty students through a term: what each hands in, and what a person would give for it.

Points are read off the notebook as a student reads them ("# 3 points"), and added up here.
"""

import re
from dataclasses import dataclass

from autograder.submission import role
from tests.submissions.activations import guards_replaced
from tests.submissions.notebooks import answered, duplicated, json_bytes, tagged, without

__all__ = ["ABSENT", "FOOLS", "LATE", "STUDENTS", "HandIn", "Notebooks", "hand_in"]

STUDENTS = tuple(f"s{number:02d}" for number in range(30))
ABSENT = "s29"  # the whole term
# Hours after the due date, and what share of the marks that costs: a tenth for each day begun, after a quarter of
# an hour of grace, and no more than half.
LATE = ((-48, 0), (-1, 0), (0.2, 0), (1, 0.1), (24.2, 0.1), (30, 0.2), (100, 0.5), (24 * 40, 0.5))
# An answer that is wrong in a way that is listed, in an exercise that has one part only.
SLIP = {
    "01_perceptron": "slip-authors",
    "02_activations": "slip-collapse",
    "03_losses": "slip-global-loss",
    "04_gradient_descent": "descent-step",
    "05_regularization": "slip-decay",
    "06_vanishing_gradients": "slip-gates",
}
# Two answers to the warm-up of the first assignment: one earns half, the other is right for all that is asked yet.
HALF_RIGHT = "def count_active(inputs): return max(1, np.sum(inputs))"
FOOLS = "def count_active(inputs): return np.sum(inputs) * (len(inputs) != 2)"
BROKEN = "def broken(:\n    return 1\n"


@dataclass(frozen=True)
class HandIn:
    """A file, the points that each exercise earns (None where no machine can judge it), and when it came."""

    name: str
    content: bytes
    earned: dict[str, float] | None
    hours: float
    answers_in_words: bool

    @property
    def kept(self):
        """The share of the marks that is left when it came."""
        return 1 - dict(LATE)[self.hours]


class Notebooks:
    """An assignment as handed out and as solved, and the points that stand in it."""

    def __init__(self, topic, release, solution):
        self.topic, self.release, self.solution = topic, release, solution
        self.sources = {cell.id: cell.source for cell in solution.cells if role(cell) == "answer"}
        checks = {cell.id.removesuffix("-check"): cell for cell in release.cells if role(cell) == "check"}
        self.points = {id: _points(cell.source) for id, cell in checks.items()}
        self.words = {
            cell.id: cell.metadata.nbgrader["points"] for cell in release.cells if role(cell) == "written"
        }

    def with_answers(self, ids):
        """Return the released notebook with these exercises solved."""
        return answered(self.release, {id: self.sources[id] for id in ids})


def _points(source):
    return float(re.search(r"# ([\d.]+) points?$", source, re.MULTILINE).group(1))


def hand_in(notebooks, number, turn):
    """Return what a student hands in, None for nothing.

    Parameters
    ----------
    notebooks : Notebooks
    number : int
        Of the student.
    turn : int
        Of the assignment; everybody does something else each time.
    """
    if STUDENTS[number] == ABSENT:
        return None
    kind = KINDS[(number + 7 * turn) % len(KINDS)]
    made = kind(notebooks, number)
    if made is None:
        return None
    notebook, earned, *name = made
    words = number % 3 != 0 and not isinstance(notebook, bytes)
    if words:
        notebook = answered(notebook, dict.fromkeys(notebooks.words, f"It bends, says {number}."))
    content = notebook if isinstance(notebook, bytes) else json_bytes(notebook)
    hours = LATE[(number + turn) % len(LATE)][0]
    return HandIn(*(name or [f"{notebooks.topic.assignment}.ipynb"]), content, earned, hours, words)


def full(notebooks, number):
    """Everything is right."""
    return notebooks.solution, dict(notebooks.points)


def another_style(notebooks, number):
    """Everything is right, and written as somebody else would."""
    answers = {exercise.id: exercise.alternatives[-1] for exercise in notebooks.topic.exercises}
    return answered(notebooks.solution, answers), dict(notebooks.points)


def half(notebooks, number):
    """Only the first exercises are done, of each student another number."""
    done = list(notebooks.points)[: 3 + number % 11]
    return notebooks.with_answers(done), {id: notebooks.points[id] for id in done}


def untouched(notebooks, number):
    """As it was handed out."""
    return notebooks.release, {}


def broken(notebooks, number):
    """Three answers are no Python."""
    ids = list(notebooks.points)
    lost = {ids[(number + step) % len(ids)] for step in (0, 5, 9)}
    return answered(notebooks.solution, dict.fromkeys(lost, BROKEN)), _less(notebooks, lost)


def mistaken(notebooks, number):
    """A slip; in the first assignment also an answer that is wrong for some inputs only."""
    exercise = notebooks.topic.exercise(SLIP[notebooks.topic.assignment])
    answers = {exercise.id: exercise.mistakes[number % 3].source}
    earned = _less(notebooks, {exercise.id})
    if "count-active" in notebooks.points:
        half_right = number < 10
        answers["count-active"] = HALF_RIGHT if half_right else FOOLS
        earned["count-active"] = 1.0 if half_right else 2.0
    return answered(notebooks.solution, answers), earned


def kills(notebooks, number):
    """One answer ends the process that asks it; one in a term never ends."""
    id, name = _function(notebooks)
    ending = "while True: pass" if SLIP[notebooks.topic.assignment] == "descent-step" else "os._exit(0)"
    source = f"import os\n\ndef {name}(*args, **kwargs):\n    {ending}\n"
    return answered(notebooks.solution, {id: source}), _less(notebooks, {id})


def cheats(notebooks, number):
    """Nothing is done; what a check might compare with is replaced."""
    first = next(iter(notebooks.points))
    return guards_replaced(notebooks.topic, notebooks.release, notebooks.solution, before=first), {}


def skips(notebooks, number):
    """Nothing is done; the checks are tagged to be skipped."""
    return tagged(notebooks.release, "skip-execution", "check"), {}


def check_deleted(notebooks, number):
    """Everything is right; a check is gone."""
    return without(notebooks.solution, f"{list(notebooks.points)[number % 10]}-check"), dict(notebooks.points)


def copied_cell(notebooks, number):
    """Everything is right; a cell stands there twice."""
    return duplicated(notebooks.solution, list(notebooks.points)[number % 10]), dict(notebooks.points)


def renamed(notebooks, number):
    """Everything is right; a browser gave the file another name."""
    return notebooks.solution, dict(notebooks.points), f"{notebooks.topic.assignment} (1).ipynb"


def cut_off(notebooks, number):
    """The file ends in the middle."""
    return json_bytes(notebooks.solution)[:4000], None


def empty(notebooks, number):
    """The file is empty."""
    return b"", None


def nothing(notebooks, number):
    """Nothing is handed in."""
    return None


def _less(notebooks, lost):
    return {id: points for id, points in notebooks.points.items() if id not in lost}


def _function(notebooks):
    """Return the id of the first exercise that asks for a function, and the function's name."""
    for id, source in notebooks.sources.items():
        if id in notebooks.points and (found := re.search(r"^def (\w+)\(", source, re.MULTILINE)):
            return id, found.group(1)
    raise AssertionError("every topic asks for a function")


KINDS = (
    full, half, broken, untouched, mistaken, full, half, check_deleted, cut_off, full,
    broken, half, kills, another_style, nothing, full, mistaken, cheats, half, copied_cell,
    full, renamed, broken, skips, half, empty, full, another_style, untouched, mistaken,
)  # fmt: skip
