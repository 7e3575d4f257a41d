"""From what was observed to what is worth saying: which parts are right, and which mistake it looks like.

The check in the notebook and the judge of the grader both decide here, on different cases: the first on the
public ones, in the student's process; the second on hidden ones, outside of it.
"""

from dataclasses import dataclass, field

from nnlab.compare import Choice, Close, Difference
from nnlab.evaluate import GLOBAL_CHANCE, Observation, Raised

__all__ = ["Case", "Diagnosis", "Exercise", "Finding", "Mistake", "Part", "diagnose", "look", "rules_out"]


@dataclass(frozen=True)
class Case:
    """One set of inputs, what is expected for it, and what an earlier exercise's functions return in it."""

    inputs: dict
    expected: object
    supplied: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """Cases that stand or fall together, for so many points."""

    label: str
    expression: str
    points: float
    compare: object
    cases: tuple[Case, ...]
    score: str = ""  # what an answer is reduced to before it is compared; see `nnlab.evaluate.scored`


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer: the sentence that helps, and what it does in each case of each part."""

    id: str
    sentence: str
    seen: tuple[tuple[Observation, ...], ...]


@dataclass(frozen=True)
class Exercise:
    """All that is needed to check one exercise, as data."""

    id: str
    title: str
    names: tuple[str, ...]
    parts: tuple[Part, ...]
    mistakes: tuple[Mistake, ...]
    hints: tuple[str, ...] = ()

    @property
    def points(self):
        """The most that can be earned."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True)
class Finding:
    """The first case of a part that is not as it must be."""

    part: Part
    case: Case
    observation: Observation
    difference: Difference


@dataclass(frozen=True)
class Diagnosis:
    """What can be said about one exercise."""

    exercise: Exercise
    points: float
    right: tuple[Part, ...]
    findings: tuple[Finding, ...]
    mistake: Mistake | None = None
    explained: tuple[Part, ...] = ()  # the wrong parts that the mistake explains

    @property
    def advice(self):
        """The sentence that helps, or None; it says which part it is about unless that is the one shown."""
        if self.mistake is None:
            return None
        here = any(part is self.findings[0].part for part in self.explained)
        return self.mistake.sentence if here else f"In “{self.explained[0].label}”: {self.mistake.sentence}"

    @property
    def state(self):
        """`right`, `partial` or `wrong`."""
        if not self.findings:
            return "right"
        return "partial" if self.points else "wrong"


_NOTHING = "the result is None; does the function end with `return`?"


def diagnose(exercise, observations):
    """Say what is right, what is wrong first, and which known mistake it is.

    Parameters
    ----------
    exercise : Exercise
    observations : sequence of sequence of Observation
        For each part, one for each of its cases.

    Returns
    -------
    Diagnosis
    """
    findings = [_first_finding(part, seen) for part, seen in zip(exercise.parts, observations, strict=True)]
    right = tuple(part for part, finding in zip(exercise.parts, findings, strict=True) if finding is None)
    mistake, explained = _recognise(exercise, observations, findings)
    points = sum(part.points for part in right)
    return Diagnosis(exercise, points, right, tuple(filter(None, findings)), mistake, explained)


def look(compare, case, observation):
    """Return the `Difference` between one observation and what is expected, or None."""
    if observation.error is not None:
        if isinstance(compare, Choice) and observation.error.kind == "KeyError":
            return Difference("missing", f"there is no entry for {observation.error.message}: keep every key")
        nothing = observation.error.line is None and "NoneType" in observation.error.message
        return Difference("runs", _NOTHING if nothing else _describe_error(observation.error))
    if observation.value is None and case.expected is not None:
        return Difference("type", _NOTHING)
    if difference := compare.difference(case.expected, observation.value):
        return difference
    if observation.changed:
        return Difference("side effects", _describe_changes(observation.changed))
    return None


def rules_out(part, case, known, seen):
    """Whether a mistake, `known` to do this in a case, is not the one: it errs there, but not as was `seen`."""
    return _errs_in(part, case, known) and not _same(known, seen, part.compare)


def _first_finding(part, seen):
    for case, observation in zip(part.cases, seen, strict=True):
        if difference := look(part.compare, case, observation):
            return Finding(part, case, observation, difference)
    return None


def _recognise(exercise, observations, findings):
    """Return the known mistake that it is, and the parts that it explains; (None, ()) if it is none.

    It must do in every case of every part that it gets wrong what was observed, and those parts must be wrong
    here, too: a mistake that fits one part by chance, or nearly fits a right one, would be a false accusation. Other
    parts may be wrong for another reason. Of several, the one that explains the first wrong part is taken, then
    the one that explains most.
    """
    first = next((finding.part for finding in findings if finding), None)
    best, explained = None, ()
    for mistake in exercise.mistakes if first else ():
        everything = zip(exercise.parts, mistake.seen, observations, findings, strict=True)
        own = [seen for seen in everything if _errs(*seen[:2])]
        parts = tuple(part for part, *_ in own)
        fits = all(finding and _same_part(part, known, here) for part, known, here, finding in own)
        if own and fits and _weight(parts, first) > _weight(explained, first):
            best, explained = mistake, parts
    return best, explained


def _errs(part, known):
    """Whether a mistake gets a part wrong."""
    return any(_errs_in(part, case, seen) for case, seen in zip(part.cases, known, strict=True))


def _errs_in(part, case, known):
    """Whether a mistake gets a case wrong. Its choices are known by fingerprints, as what is expected is."""
    if isinstance(part.compare, Choice):
        return known.value != case.expected
    return look(part.compare, case, known) is not None


def _weight(parts, first):
    return any(part is first for part in parts), len(parts)


def _same_part(part, known, seen):
    return all(_same(first, second, part.compare) for first, second in zip(known, seen, strict=True))


def _same(known, seen, compare):
    if known.error or seen.error:
        return bool(known.error and seen.error) and known.error.shape == seen.error.shape
    if known.changed != seen.changed:
        return False
    if GLOBAL_CHANCE in seen.changed:  # what is drawn from there differs each time
        return True
    return _tolerant(compare).difference(known.value, seen.value) is None


def _tolerant(compare):
    """Return how a known mistake is recognised: more generously than an answer is accepted.

    A mistake's values were rounded when they were frozen, and may be reached in another order of operations.
    """
    if isinstance(compare, Choice):
        return compare
    return Close(max(1e-6, getattr(compare, "rtol", 0)), max(1e-8, getattr(compare, "atol", 0)))


def _describe_error(error: Raised):
    if error.kind == "NotImplementedError":
        return "not written yet"
    if error.kind == "TypeError" and "NoneType" in error.message and not error.line:
        return "a function that must return something returned None; does it end with `return`?"
    text = f"{error.kind}: {error.message}" if error.message else error.kind
    if not error.line:
        return text
    code = f": `{error.code}`" if error.code else ""
    return f"{text} (line {error.line} of the cell{code})"


def _describe_changes(changed):
    if GLOBAL_CHANCE in changed:
        return "the function draws from `np.random`; chance may only come from an `rng` that is handed over"
    names = " and ".join(f"`{name}`" for name in changed)
    return (
        f"the function changes {names} in place; it must leave {'it' if len(changed) == 1 else 'them'} alone"
    )
