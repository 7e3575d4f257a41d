"""What a sandbox is given, and what it gives back: plain, frozen records."""

from dataclasses import dataclass, field

from autograder.errors import CourseError
from nnlab.evaluate import Observation, Raised

__all__ = ["Cell", "CellOutcome", "Job", "Limits", "Outcome", "Question", "SandboxError"]

MIB = 1 << 20


class SandboxError(CourseError):
    """There is no sandbox, or it failed: nothing can be said about any submission."""


@dataclass(frozen=True)
class Cell:
    """One code cell of a notebook."""

    id: str
    source: str


@dataclass(frozen=True)
class Question:
    """An expression to evaluate once the cell `after` has run (at the very end if it is empty).

    `inputs` and `supplied` are those of `nnlab.evaluate.evaluate`: plain data. Questions of one `group` stand or
    fall together: once one of them has run out of time, the others are not asked.
    """

    id: str
    after: str
    expression: str
    inputs: dict
    supplied: dict[str, list] = field(default_factory=dict)
    group: str = ""


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Seconds are of the clock on the wall unless they say otherwise."""

    cell_seconds: float = 10
    question_seconds: float = 3
    total_seconds: float = 60
    cpu_seconds: int = 60  # of processor time, for each process
    memory_bytes: int = 2048 * MIB  # for each process, and for what all of them add together
    processes: int = 32
    open_files: int = 128
    written_bytes: int = 64 * MIB
    output_chars: int = 20_000  # for each cell
    answer_bytes: int = 24 * MIB  # for each question, as it is sent


@dataclass(frozen=True)
class Job:
    """A submission's cells, in order, and the questions about them.

    Raises
    ------
    ValueError
        If two cells or two questions share an id, or a question comes after a cell that is not there.
    """

    cells: tuple[Cell, ...]
    questions: tuple[Question, ...] = ()
    limits: Limits = Limits()

    def __post_init__(self):
        cells = [cell.id for cell in self.cells]
        for kind, ids in (("cells", cells), ("questions", [question.id for question in self.questions])):
            if len(set(ids)) < len(ids):
                raise ValueError(f"ids of `{kind}` must differ, got {sorted(ids)}")
        for question in self.questions:
            if question.after and question.after not in cells:
                raise ValueError(f"`after` must be the id of a cell, got {question.after!r}")


@dataclass(frozen=True)
class CellOutcome:
    """How a cell ended.

    `state` is ``"ok"``, ``"error"``, ``"timeout"``, ``"crashed"`` or ``"not run"``.
    """

    id: str
    state: str
    error: Raised | None = None
    output: str = ""


@dataclass(frozen=True)
class Outcome:
    """What came back: an outcome for each cell and an observation for each question."""

    cells: dict[str, CellOutcome]
    answers: dict[str, Observation]
    seconds: float
    notes: tuple[str, ...] = ()
