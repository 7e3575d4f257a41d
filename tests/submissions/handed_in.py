"""What one student handed in, and the things that students do."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.submissions.notebooks import answered, json_bytes

__all__ = ["HandedIn", "alternative", "answering", "full", "half", "mistaken", "untouched"]


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


def full(topic, release, solution):
    """Hand in the full solution."""
    return json_bytes(solution)


def half(*ids):
    """Answer some exercises only."""

    def make(topic, release, solution):
        done = {cell.id: cell.source for cell in solution.cells if cell.id in ids}
        return json_bytes(answered(release, done))

    return make
