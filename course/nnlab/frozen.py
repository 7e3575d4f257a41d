"""The public cases of every exercise, frozen as data: a JSON file a topic, in the folder `cases`.

The files hold inputs, expected values, and what known mistakes do: no code, so nothing that can be copied.
An exercise has a line of its own, so that a check reads that line and not a whole course.
"""

import functools
import json
from dataclasses import dataclass, field
from pathlib import Path

from nnlab import compare
from nnlab.diagnose import Case, Exercise, Mistake, Part
from nnlab.evaluate import Observation, Raised
from nnlab.plain import decode, encode

__all__ = ["DIGITS", "Topic", "find", "from_data", "to_data", "to_text", "topic_of", "topics", "written"]

DIGITS = 10  # enough for every tolerance, and few enough that another processor writes the same file


def to_data(exercise):
    """Return an `Exercise` as what `json` can write."""
    return {
        "id": exercise.id,
        "title": exercise.title,
        "names": list(exercise.names),
        "hints": list(exercise.hints),
        "parts": [_part_to_data(part) for part in exercise.parts],
        "mistakes": [
            {
                "id": mistake.id,
                "sentence": mistake.sentence,
                "seen": [[_seen_to_data(observation) for observation in seen] for seen in mistake.seen],
            }
            for mistake in exercise.mistakes
        ],
    }


def from_data(data):
    """Return the `Exercise` that `to_data` wrote."""
    parts = tuple(_part_from_data(part) for part in data["parts"])
    mistakes = tuple(
        Mistake(m["id"], m["sentence"], tuple(tuple(map(_seen_from_data, seen)) for seen in m["seen"]))
        for m in data["mistakes"]
    )
    return Exercise(data["id"], data["title"], tuple(data["names"]), parts, mistakes, tuple(data["hints"]))


def to_text(stem, assignment, exercises, written=()):
    """Return the content of a topic's file; `written` are the questions marked by a person, as (id, title)."""
    lines = ",\n".join(
        json.dumps(to_data(exercise), ensure_ascii=False, separators=(",", ":")) for exercise in exercises
    )
    by_hand = json.dumps(dict(written), ensure_ascii=False)
    return f'{{"topic": "{stem}", "assignment": "{assignment}", "written": {by_hand}, "exercises": [\n{lines}\n]}}\n'


def find(name):
    """Return the exercise with that id, or the one in which a student defines that name; None if there is none."""
    index = _index()
    found = index.get(name)
    return found and _exercise(*found)


def written(id):
    """Return the title of the question that a person marks, or None if there is none with that id."""
    return next((topic.written[id] for topic in topics() if id in topic.written), None)


def topic_of(exercise_id):
    """Return the stem of the topic that an exercise belongs to."""
    return _index()[exercise_id][0]


@dataclass(frozen=True)
class Topic:
    """A topic as a student knows it: pairs of id and title, and the titles of the written answers by id."""

    assignment: str
    title: str
    exercises: tuple[tuple[str, str], ...]
    written: dict[str, str] = field(default_factory=dict)


def topics():
    """Return every topic that there are exercises for, in the course's order."""
    return sorted(map(_listed, _stems()), key=lambda topic: topic.assignment)


def _listed(stem):
    head, lines = _topic(stem)
    exercises = tuple((exercise["id"], exercise["title"]) for exercise in map(_beginning, lines))
    return Topic(head["assignment"], stem.replace("_", " ").capitalize(), exercises, head.get("written", {}))


@functools.cache
def _index():
    """Map ids and names to (topic, position)."""
    index = {}
    for stem in _stems():
        for position, exercise in enumerate(map(_beginning, _topic(stem)[1])):
            index |= dict.fromkeys((*exercise["names"], exercise["id"]), (stem, position))
    return index


@functools.cache
def _topic(stem):
    """Return what a topic's file says of the topic, and the line of each exercise."""
    first, *lines, _ = (_FOLDER / f"{stem}.json").read_text(encoding="utf-8").rstrip("\n").split("\n")
    return json.loads(first + "]}"), [line.removesuffix(",") for line in lines]


def _beginning(line):
    """Return id, title and names of an exercise, which come first in its line."""
    return json.loads(line[: line.index(',"hints":')] + "}")


@functools.cache
def _exercise(stem, position):
    return from_data(json.loads(_topic(stem)[1][position]))


def _stems():
    return sorted(file.stem for file in _FOLDER.glob("*.json"))


_FOLDER = Path(__file__).parent / "cases"


def _part_to_data(part):
    data = {
        "label": part.label,
        "expression": part.expression,
        "points": part.points,
        "compare": compare.rule_to_data(part.compare),
        "cases": [_case_to_data(case) for case in part.cases],
    }
    return data | ({"score": part.score} if part.score else {})


def _part_from_data(data):
    cases = tuple(_case_from_data(case) for case in data["cases"])
    comparison, score = compare.rule(data["compare"]), data.get("score", "")
    return Part(data["label"], data["expression"], data["points"], comparison, cases, score)


def _case_to_data(case):
    data = {"inputs": encode(case.inputs), "expected": encode(case.expected, DIGITS)}
    return data | ({"supplied": encode(case.supplied)} if case.supplied else {})


def _case_from_data(data):
    return Case(decode(data["inputs"]), decode(data["expected"]), decode(data.get("supplied", {"dict": {}})))


def _seen_to_data(observation):
    if observation.error:
        kind, words = observation.error.shape
        return {"error": kind, "words": words}
    data = {"value": encode(observation.value, DIGITS)}
    return data | ({"changed": list(observation.changed)} if observation.changed else {})


def _seen_from_data(data):
    if "error" in data:
        return Observation(error=Raised(data["error"], data["words"]))
    return Observation(decode(data["value"]), changed=tuple(data.get("changed", ())))
