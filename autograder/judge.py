"""Decide what an answer is worth, from values alone, outside of the process in which they were made."""

import hashlib
import re
from dataclasses import asdict, dataclass, replace

import numpy as np

from autograder.exercises.cases import likely_mistakes, with_cases
from autograder.sandbox import Question
from nnlab.diagnose import diagnose, look
from nnlab.evaluate import scored
from nnlab.render import finding_rows
from nnlab.sketch import sketch

__all__ = ["ExerciseVerdict", "Judge"]


@dataclass(frozen=True)
class ExerciseVerdict:
    """What one exercise of one submission is worth, and why; plain data."""

    id: str
    title: str
    points: float
    max_points: float
    state: str  # right, partial, wrong or not judged
    mistake: str | None
    message: str
    rows: tuple[tuple[str, str], ...] = ()
    right: tuple[str, ...] = ()
    hint: str = ""
    picture: str = ""

    def to_data(self):
        """Return the verdict as what `json` can write."""
        return asdict(self)


class Judge:
    """Asks one submission its questions and judges the answers.

    Parameters
    ----------
    topic : autograder.exercises.Topic
    seed : bytes
        What the hidden inputs are drawn from: the course's secret and the submission.
    """

    def __init__(self, topic, seed):
        self.topic = topic
        self._cases = {
            exercise.id: with_cases(exercise, _generator(seed, exercise.id), topic.references)
            for exercise in topic.exercises
        }

    @property
    def questions(self):
        """Every hidden case of every exercise, to be asked after the exercise's check cell."""
        return tuple(
            Question(
                _name(id, p, c),
                f"{id}-check",
                part.expression,
                _shown(part, case),
                case.supplied,
                f"{id}/{p}",
            )
            for id, exercise in self._cases.items()
            for p, part in enumerate(exercise.parts)
            for c, case in enumerate(part.cases)
        )

    def verdicts(self, outcome):
        """Return the verdict on each exercise, in the course's order.

        Parameters
        ----------
        outcome : autograder.sandbox.Outcome
        """
        return tuple(self._verdict(exercise, outcome) for exercise in self.topic.exercises)

    def _verdict(self, declared, outcome):
        cases = self._cases[declared.id]
        seen = [
            [
                scored(outcome.answers[_name(declared.id, p, c)], part.score, case.inputs)
                for c, case in enumerate(part.cases)
            ]
            for p, part in enumerate(cases.parts)
        ]
        diagnosis, uncounted = diagnose(cases, seen), ()
        if any(map(_written, diagnosis.findings)):  # else there is no mistake to recognise
            mistakes = likely_mistakes(declared, cases.parts, self.topic.references, seen)
            diagnosis = diagnose(replace(cases, mistakes=tuple(mistakes)), seen)
        if diagnosis.findings and diagnosis.right and not _computes(declared, cases.parts, seen):
            diagnosis, uncounted = replace(diagnosis, right=(), points=0), diagnosis.right
        verdict = _described(diagnosis, outcome.cells.get(declared.id))
        return replace(verdict, message=_with_reason(verdict.message, uncounted)) if uncounted else verdict


def _described(diagnosis, cell):
    exercise, mistake = diagnosis.exercise, diagnosis.mistake
    common = {
        "id": exercise.id,
        "title": exercise.title,
        "points": diagnosis.points,
        "max_points": exercise.points,
        "state": diagnosis.state,
        "mistake": mistake.id if mistake else None,
        "right": tuple(part.label for part in diagnosis.right),
    }
    if not diagnosis.findings:
        return ExerciseVerdict(**common, message="right")
    finding = diagnosis.findings[0]
    error = finding.observation.error
    if not any(map(_written, diagnosis.findings)):
        return ExerciseVerdict(**common, message="not written")
    if error and error.kind == "NameError" and cell is not None and cell.error:
        own = f" in line {cell.error.line}" if cell.error.line else ""
        message = f"the cell could not be run: {cell.error.kind}: {cell.error.message}{own}"
    else:
        message = finding.difference.text
    if mistake:
        message = f"{message}. {diagnosis.advice}"
    rows = tuple((name, text) for name, text in finding_rows(finding) if name != "so")
    return ExerciseVerdict(
        **common, message=message, rows=rows, hint=exercise.hints[0], picture=sketch(finding)
    )


def _computes(declared, parts, seen):
    """Whether any answer to drawn inputs is right; what is right for fixed inputs only may be a table of them."""
    drawn = [
        (part, case, observation)
        for written, part, observed in zip(declared.parts, parts, seen, strict=True)
        for case, observation in list(zip(part.cases, observed, strict=True))[len(written.edges) :]
    ]
    return not drawn or any(look(part.compare, *pair) is None for part, *pair in drawn)


def _with_reason(message, uncounted):
    """Add to a message why parts that the public check shows as right earn nothing."""
    stop = "" if message.endswith((".", "?", "!")) else "."
    labels = ", ".join(f"“{part.label}”" for part in uncounted)
    return (
        f"{message}{stop} Right, but not counted: {labels}. Its inputs are the same for everybody, so it earns "
        "points only where some answer to freshly drawn inputs is right, too."
    )


def _shown(part, case):
    """Return the inputs that go to the student's process: those that the expression names."""
    if not part.score:
        return case.inputs
    return {name: value for name, value in case.inputs.items() if re.search(rf"\b{name}\b", part.expression)}


def _written(finding):
    """Whether there is an answer at all: a cleared cell raises NotImplementedError, or holds question marks."""
    error = finding.observation.error
    return finding.difference.layer != "missing" and not (error and error.kind == "NotImplementedError")


def _generator(seed, id):
    digest = hashlib.blake2b(id.encode(), key=seed[:64], digest_size=16).digest()
    return np.random.default_rng(int.from_bytes(digest))


def _name(id, part, case):
    return f"{id}/{part}/{case}"
