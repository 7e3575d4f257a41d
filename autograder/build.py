"""Build what students receive: release notebooks and frozen public cases, from the text and the declarations.

Both are committed, byte-identical on every build; `stale` says which committed files a build would change, and
`unfinished` where an author has still to replace what `new-exercise` wrote.
"""

import tempfile
import zlib
from dataclasses import replace
from pathlib import Path

import nbformat
import numpy as np

from autograder.exercises.cases import known_mistakes, with_cases
from autograder.notebooks import authored, text_file
from autograder.places import COURSE, ROOT, SOLUTIONS
from autograder.release import generate_release
from nnlab.frozen import to_text

__all__ = ["build", "public_cases", "stale", "unfinished"]


def build(topics):
    """Write the instructor's notebooks, the release notebooks and the frozen cases; return the files written."""
    for topic in topics:
        nbformat.write(authored(topic), SOLUTIONS / topic.assignment / f"{topic.assignment}.ipynb")
    made = _generated(topics)
    for path, content in made.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return list(made)


def stale(topics):
    """Return the committed files that differ from what a build makes, or that no build makes any more."""
    made = _generated(topics)
    differ = [path for path, content in made.items() if not path.is_file() or path.read_bytes() != content]
    return differ + [path for path in _committed() if path not in made]


def unfinished(topics):
    """Return every place, a file and a line, that is still marked TODO: it works, but is not meant for students."""
    files = [file for topic in topics for file in (*topic.files, text_file(topic))]
    return [
        (file, number)
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if "TODO" in line
    ]


def public_cases(topic, exercise):
    """Return an exercise with its public cases and known mistakes; the same on every machine."""
    rng = np.random.default_rng(zlib.crc32(exercise.id.encode()))
    cases = with_cases(exercise, rng, topic.references)
    return replace(cases, mistakes=known_mistakes(exercise, cases.parts, topic.references))


def _generated(topics):
    """Return every generated file with its content, without touching the committed ones."""
    made = {}
    with tempfile.TemporaryDirectory() as folder:
        for topic in topics:
            notebook = COURSE / topic.assignment / f"{topic.assignment}.ipynb"
            made[notebook] = generate_release(topic.assignment, authored(topic), Path(folder))
            made[COURSE / "nnlab" / "cases" / f"{topic.stem}.json"] = _frozen(topic)
    return made


def _frozen(topic):
    exercises = [public_cases(topic, exercise) for exercise in topic.exercises]
    written = [(question.id, question.title) for question in topic.written]
    return to_text(topic.stem, topic.assignment, exercises, written).encode()


def _committed():
    return [*COURSE.glob("[0-9][0-9]_*/*.ipynb"), *COURSE.glob("nnlab/cases/*.json")]


def relative(path):
    """Return a path as a person reads it, from the project's top."""
    return path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
