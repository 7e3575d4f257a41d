"""Test the exercises themselves: right answers must pass, known mistakes be refused by name, mutants refused."""

import contextlib
import signal
from dataclasses import dataclass, field, replace

import numpy as np

from autograder.build import public_cases
from autograder.exercises.cases import known_mistakes, observe_source, with_cases
from autograder.mutants import mutants
from autograder.notebooks import solution_sources
from nnlab.compare import Close
from nnlab.diagnose import diagnose
from nnlab.evaluate import Observation, Raised

__all__ = ["Audit", "audit"]

_SECONDS = 5  # a mutant may loop for ever
_MARGIN = 100  # as many tolerances must lie between the solution and one that leaves out a term
_DRAWS = 3  # as many graders' draws as each right answer must pass


@dataclass
class Audit:
    """What the audit of one exercise found."""

    id: str
    topic: str
    points: float
    alternatives: int
    mistakes: int
    refused_alternatives: list[str] = field(default_factory=list)
    accepted_mistakes: list[str] = field(default_factory=list)
    misnamed_mistakes: list[str] = field(default_factory=list)
    mutants: int = 0
    surviving: list[str] = field(default_factory=list)
    equivalent: int = 0
    stale_equivalents: list[str] = field(default_factory=list)

    @property
    def sound(self):
        """Whether right answers pass, mistakes are refused and named, and every survivor is explained."""
        trouble = self.refused_alternatives + self.accepted_mistakes + self.misnamed_mistakes
        return not (trouble or self.surviving or self.stale_equivalents)

    def to_data(self):
        """Return the figures, as `audit --json` writes them."""
        return {
            "id": self.id,
            "topic": self.topic,
            "points": self.points,
            "alternatives": self.alternatives,
            "alternatives_accepted": self.alternatives - len(self.refused_alternatives),
            "mistakes": self.mistakes,
            "mistakes_refused": self.mistakes - len(self.accepted_mistakes),
            "mistakes_named": self.mistakes - len(self.accepted_mistakes) - len(self.misnamed_mistakes),
            "mutants": self.mutants,
            "mutants_refused": self.mutants - len(self.surviving),
            "equivalent": self.equivalent,
            "surviving": self.surviving,
        }


def audit(topic, only=None):
    """Audit every exercise of a topic, one after another.

    Parameters
    ----------
    topic : autograder.exercises.Topic
    only : str, optional
        The id of the one exercise to audit.

    Yields
    ------
    Audit
    """
    solutions = solution_sources(topic)
    for exercise in [topic.exercise(only)] if only else topic.exercises:
        public = public_cases(topic, exercise)
        draws = [_drawn(topic, exercise, seed) for seed in range(_DRAWS)]
        found = Audit(
            exercise.id, topic.stem, exercise.points, len(exercise.alternatives), len(exercise.mistakes)
        )
        _audit_right(topic, exercise, [public, *draws], solutions[exercise.id], found)
        _audit_mistakes(topic, exercise, [public, draws[0]], found)
        _audit_mutants(topic, exercise, [public, draws[0]], solutions[exercise.id], found)
        yield found


def _drawn(topic, exercise, seed):
    cases = with_cases(exercise, np.random.default_rng(seed), topic.references)
    return replace(cases, mistakes=known_mistakes(exercise, cases.parts, topic.references))


def _audit_right(topic, exercise, tries, solution, found):
    for number, source in enumerate((*exercise.alternatives, solution), start=1):
        name = f"alternative {number}" if number <= len(exercise.alternatives) else "the solution"
        for cases in tries:
            diagnosis = _diagnosed(topic, exercise, cases, source)
            if diagnosis.state != "right":
                why = diagnosis.findings[0].difference.text
                found.refused_alternatives.append(f"{name}: {diagnosis.findings[0].part.label}: {why}")
                break


def _audit_mistakes(topic, exercise, tries, found):
    for mistake in exercise.mistakes:
        diagnoses = [_diagnosed(topic, exercise, cases, mistake.source) for cases in tries]
        if any(diagnosis.state == "right" for diagnosis in diagnoses):
            found.accepted_mistakes.append(mistake.id)
            continue
        names = {diagnosis.mistake.id if diagnosis.mistake else "nothing" for diagnosis in diagnoses}
        if names != {mistake.id}:
            found.misnamed_mistakes.append(f"{mistake.id}, called {' and '.join(sorted(names))}")


def _audit_mutants(topic, exercise, tries, solution, found):
    """Count the mutants that survive; one that leaves out a term survives if it comes near the solution at all."""
    coarse = [_coarse(cases) for cases in tries]
    excused = {equivalent.mutant for equivalent in exercise.equivalent}
    known = mutants(solution, _offered(exercise))
    for mutant in known:
        if mutant.name not in excused:
            found.mutants += 1
            judged = coarse if mutant.drops else tries
            if all(_diagnosed(topic, exercise, cases, mutant.source).state == "right" for cases in judged):
                found.surviving.append(mutant.name)
    names = {mutant.name for mutant in known}
    found.equivalent = len(excused & names)
    found.stale_equivalents = sorted(excused - names)


def _coarse(cases):
    """Return the cases with tolerances that are wider by the margin."""
    return replace(cases, parts=tuple(replace(part, compare=_wider(part.compare)) for part in cases.parts))


def _wider(compare):
    if not isinstance(compare, Close):
        return compare
    return replace(compare, rtol=_MARGIN * compare.rtol, atol=_MARGIN * compare.atol)


def _offered(exercise):
    """Return the answers among which an exercise asks to choose."""
    offered = [option for part in exercise.parts for option in getattr(part.compare, "options", ())]
    return tuple(dict.fromkeys(offered))


def _diagnosed(topic, exercise, cases, source):
    try:
        with _time_limit(_SECONDS):
            seen = observe_source(exercise, source, cases.parts, topic.references)
    except (Exception, SystemExit) as error:  # code that does not even run is refused like any other
        raised = Observation(error=Raised(type(error).__name__, str(error)))
        seen = [[raised] * len(part.cases) for part in cases.parts]
    return diagnose(cases, seen)


class _TooLong(KeyboardInterrupt):
    """An interrupt, so that neither the code under test nor `evaluate` takes it for an error of that code."""


@contextlib.contextmanager
def _time_limit(seconds):
    def stop(signum, frame):
        raise _TooLong

    previous = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _TooLong:
        raise TimeoutError(f"took longer than {seconds} s") from None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, previous)
