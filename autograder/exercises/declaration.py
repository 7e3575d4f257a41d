"""What an author writes down about an exercise, once; everything else is derived from it."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from autograder.errors import CourseError
from nnlab.compare import AtLeast, Choice, Close

__all__ = [
    "AtLeast",
    "Choice",
    "Close",
    "DeclarationError",
    "Equivalent",
    "Exercise",
    "Mistake",
    "Part",
    "Written",
    "code",
]

Draw = Callable[[np.random.Generator], dict[str, Any]]


class DeclarationError(CourseError):
    """An exercise is declared wrongly; says which one, in which file, and the remedy."""


@dataclass(frozen=True, eq=False)
class Part:
    """Cases that earn their points together.

    Parameters
    ----------
    label : str
        What the part is about, shown to the student: "large scores do not overflow".
    expression : str
        Python over the student's names, the names of the inputs, and ``np``.
    score : str
        Where the answer is only a means (weights that are good if they read well): Python over `answer`, which is
        plain data by then, the names of the inputs, and ``np``. The grader evaluates it out of the student's
        reach, and inputs that `expression` does not name stay out of reach with it. Bound every shape in it.
    draw : callable, optional
        Makes the inputs of one case from a random generator. Floats are rounded to three decimals.
    edges : tuple of dict
        Inputs that are always used, before the drawn ones.
    points : float
    drawn : int
        How many cases are drawn, for the public check and again for the grader.
    compare : Close, AtLeast or Choice
    """

    label: str
    expression: str
    draw: Draw | None = None
    edges: tuple[dict[str, Any], ...] = ()
    points: float = 1
    drawn: int = 3
    compare: Close | AtLeast | Choice = field(default_factory=Close)
    score: str = ""


@dataclass(frozen=True)
class Mistake:
    """A known wrong answer, as code that defines the student's names, and the sentence that helps."""

    id: str
    sentence: str
    source: str

    def __post_init__(self):
        object.__setattr__(self, "source", textwrap.dedent(self.source).strip() + "\n")


@dataclass(frozen=True)
class Equivalent:
    """A mutated solution that is still right, as the audit names it, and why it is."""

    mutant: str
    reason: str


@dataclass(frozen=True, eq=False)
class Exercise:
    """One auto-graded exercise.

    Parameters
    ----------
    id : str
        Unique in the course; also the cell id of the solution cell, and nbgrader's grade id.
    title : str
    reference : mapping of str to object
        For each name that the student defines, the right one, from source_lib.
    parts : tuple of Part
    mistakes : tuple of Mistake
        At least three.
    alternatives : tuple of str
        At least two right answers, written differently from each other, as code.
    conventions : tuple of str
        What the text must say, word for word (a formula's factor, a mean or a sum), because a check relies on it.
    hints : tuple of str
        In steps: where to look, then a smaller case worked out.
    needs : tuple of str
        Names of earlier exercises that an answer may call. The check supplies their right values.
    equivalent : tuple of Equivalent
    """

    id: str
    title: str
    reference: Mapping[str, Any]
    parts: tuple[Part, ...]
    mistakes: tuple[Mistake, ...]
    alternatives: tuple[str, ...]
    conventions: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()

    def __post_init__(self):
        dedented = tuple(textwrap.dedent(source).strip() + "\n" for source in self.alternatives)
        object.__setattr__(self, "alternatives", dedented)
        for holds, remedy in self._demands():
            if not holds:
                raise DeclarationError(f"{_declaring_file()}: exercise {self.id!r}: {remedy}")

    def _demands(self):
        ids = [mistake.id for mistake in self.mistakes]
        yield self.id.isidentifier() or self.id.replace("-", "_").isidentifier(), "`id` must be a plain name"
        yield len(self.mistakes) >= 3, f"list at least three mistakes, got {len(ids)}"
        yield len(ids) == len(set(ids)), "give every mistake an id of its own"
        yield len(self.alternatives) >= 2, f"list at least two alternatives, got {len(self.alternatives)}"
        yield bool(self.reference), "name at least one thing that the student defines in `reference`"
        yield bool(self.parts), "declare at least one part"
        yield bool(self.hints), "write at least one hint"
        for name, source in self._sources():
            trouble = _python_trouble(source)
            yield trouble is None, f"{name} must be Python: {trouble}"
            undefined = () if trouble or name.startswith("mistake") else set(self.names) - _defined(source)
            for missing in undefined:
                yield False, f"{name} must define `{missing}`, as `reference` says"
        for part in self.parts:
            yield part.draw or part.edges, f"part {part.label!r} must have `draw` or `edges`"
            yield part.points > 0, f"part {part.label!r} must earn points, got {part.points}"

    def _sources(self):
        """Yield every piece of code that stands for a student's answer, with what it is called."""
        yield from ((f"mistake {mistake.id!r}", mistake.source) for mistake in self.mistakes)
        yield from ((f"alternative {n}", source) for n, source in enumerate(self.alternatives, start=1))

    @property
    def names(self):
        """The names that the student defines."""
        return tuple(self.reference)

    @property
    def points(self):
        """The most that can be earned."""
        return sum(part.points for part in self.parts)


@dataclass(frozen=True)
class Written:
    """A question answered in words and marked by hand.

    Parameters
    ----------
    id : str
        Unique in the course; also nbgrader's grade id.
    title : str
    rubric : tuple of (float, str)
        Points, and what they are given for.
    """

    id: str
    title: str
    rubric: tuple[tuple[float, str], ...]

    @property
    def points(self):
        """The most that can be earned."""
        return sum(points for points, _ in self.rubric)


def code(*pieces):
    """Put pieces of source together, each with its own indentation taken off.

    So a mistake in one of two functions is written as ``code("def relu(z): return abs(z)", RIGHT_SLOPE)``.
    """
    return "\n\n".join(textwrap.dedent(piece).strip() for piece in pieces) + "\n"


def _python_trouble(source):
    try:
        compile(source, "<declaration>", "exec")
    except (SyntaxError, ValueError) as error:
        return f"line {getattr(error, 'lineno', 1)}: {getattr(error, 'msg', error)}"
    return None


def _defined(source):
    """Return every name that some code gives a value, anywhere."""
    tree = ast.walk(ast.parse(source))
    return {
        getattr(node, "id", None) or getattr(node, "name", None) or getattr(node, "asname", None)
        for node in tree
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.alias)
        or (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    }


def _declaring_file():
    """Return the file and line outside of this module that is declaring an exercise."""
    frame = next(f for f in inspect.stack() if f.filename not in (__file__, "<string>"))
    return f"{frame.filename}:{frame.lineno}"
