"""The exercises of the course, a module a topic.

A topic's module holds two tuples: `EXERCISES` (auto-graded) and `WRITTEN` (marked by hand). Its stem, with
the topic's number before it, is the name of the assignment and of its notebook: ``02_activations``.
"""

import difflib
import functools
import hashlib
import importlib
import importlib.util
import traceback
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from autograder.exercises.declaration import DeclarationError, Exercise, Written

__all__ = ["TOPICS", "Topic", "UnknownTopicError", "topic", "topics"]

TOPICS = ("perceptron", "activations", "losses", "gradient_descent", "regularization", "vanishing_gradients")


class UnknownTopicError(CourseError):
    """No topic or assignment has that name."""


@dataclass(frozen=True)
class Topic:
    """A topic of the course with all its exercises."""

    stem: str
    exercises: tuple[Exercise, ...]
    written: tuple[Written, ...]

    @property
    def assignment(self):
        """What nbgrader calls it, also the name of its notebook."""
        return _assignment(self.stem)

    @property
    def references(self):
        """The right object for every name that a student defines in this topic."""
        return {name: value for exercise in self.exercises for name, value in exercise.reference.items()}

    @property
    def files(self):
        """The files that hold the topic's declarations."""
        top = Path(str(importlib.import_module(f"autograder.exercises.{self.stem}").__file__))
        return sorted(top.parent.glob("*.py")) if top.name == "__init__.py" else [top]

    @functools.cached_property
    def fingerprint(self):
        """A hash of the topic's declarations: it changes when anything about an exercise does."""
        return hashlib.sha256(b"".join(file.read_bytes() for file in self.files)).hexdigest()

    def exercise(self, id):
        """Return the exercise with that id."""
        return next(exercise for exercise in self.exercises if exercise.id == id)


def _assignment(stem):
    return f"{TOPICS.index(stem) + 1:02d}_{stem}"


@functools.cache
def topic(name):
    """Return the topic called `name`, a stem or an assignment.

    Raises
    ------
    UnknownTopicError
        If there is none; suggests the nearest.
    """
    stem = name[3:] if name[:2].isdigit() and name[2:3] == "_" else name
    known = available()
    if stem not in known:
        assignments = {one: _assignment(one) for one in known}
        near = difflib.get_close_matches(stem, known, n=1)
        hint = f"; did you mean {assignments[near[0]]}?" if near else ""
        raise UnknownTopicError(
            f"the assignment must be one of {', '.join(assignments.values())}, got {name!r}{hint}"
        )
    module = _declarations(stem)
    return Topic(stem, module.EXERCISES, module.WRITTEN)


def _declarations(stem):
    """Import a topic's declarations; whatever stops that is said with its file, line and reason."""
    try:
        return importlib.import_module(f"autograder.exercises.{stem}")
    except CourseError:
        raise
    except SyntaxError as error:
        raise DeclarationError(f"{error.filename}:{error.lineno}: {error.msg}") from None
    except Exception as error:
        here = Path(__file__).parent / stem
        frames = [
            f for f in traceback.extract_tb(error.__traceback__) if Path(f.filename).is_relative_to(here)
        ]
        where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else str(here)
        raise DeclarationError(f"{where}: {type(error).__name__}: {error}") from error


def available():
    """Return the stems of the topics that are written, in the course's order."""
    return tuple(stem for stem in TOPICS if importlib.util.find_spec(f"autograder.exercises.{stem}"))


def topics():
    """Return every topic that is written, in the course's order."""
    return tuple(map(topic, available()))
