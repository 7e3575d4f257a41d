"""A topic of two small exercises, and a sandbox that is none, for tests of what lies around them."""

import contextlib
import io

import numpy as np

from autograder.exercises import Topic
from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, Written
from autograder.sandbox import CellOutcome, Outcome
from nnlab.evaluate import Raised, evaluate


def double(x):
    """Return twice x."""
    return 2 * np.asarray(x, dtype=float)


def half(x, of=2.0):
    """Return x over `of`, by way of `double`."""
    return double(x) / (2 * of)


DOUBLE = Exercise(
    id="double",
    title="Double",
    reference={"double": double},
    parts=(
        Part(
            "small", "double(x)", lambda rng: {"x": rng.normal(size=3)}, edges=({"x": np.array([1.0, -2.0])},)
        ),
        Part("large", "double(x)", edges=({"x": np.array([1e9, 3.0])},), points=2),
    ),
    mistakes=(
        Mistake("square", "You square.", "def double(x): return x ** 2"),
        Mistake("same", "You change nothing.", "def double(x): return x"),
        Mistake("nothing", "There is no return.", "def double(x): pass"),
    ),
    alternatives=("def double(x): return x + x", "double = lambda x: x * 2.0"),
    conventions=("two times x",),
    hints=("Multiply.", "Twice 3 is 6."),
)
HALF = Exercise(
    id="half",
    title="Half",
    reference={"half": half},
    parts=(Part("any", "half(x, of=4)", lambda rng: {"x": rng.normal(size=2)}),),
    mistakes=(
        Mistake("square", "You square.", "def half(x, of=2): return x ** 2"),
        Mistake("two", "`of` is not used.", "def half(x, of=2): return x / 2"),
        Mistake("one", "You take away 1.", "def half(x, of=2): return x - 1"),
    ),
    alternatives=("def half(x, of=2): return double(x) / of / 2", "def half(x, of=2): return x / of"),
    hints=("Divide.",),
    needs=("double",),
    equivalent=(Equivalent("line 2: `2` -> `1`", "the default is never used"),),
)
WHY = Written(id="why", title="Why", rubric=((2, "Says why."),))
TOPIC = Topic("perceptron", (DOUBLE, HALF), (WHY,))
RIGHT = {"double": "def double(x):\n    return x + x", "half": "def half(x, of=2):\n    return x / of"}


class InProcess:
    """Runs a job right here, for code that is trusted."""

    def __init__(self, confined=True):
        self.confined = confined

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        return None

    def run(self, job):
        """Return the outcome of cells and questions, in their order."""
        namespace, cells, answers = {}, {}, {}
        for cell in job.cells:
            cells[cell.id] = self._run(cell, namespace)
            for question in job.questions:
                if question.after == cell.id:
                    found = evaluate(question.expression, namespace, question.inputs, question.supplied)
                    answers[question.id] = found
        return Outcome(cells, answers, 0.0)

    def _run(self, cell, namespace):
        printed = io.StringIO()
        try:
            with contextlib.redirect_stdout(printed):
                exec(cell.source, namespace)
        except Exception as error:
            return CellOutcome(
                cell.id, "error", Raised(type(error).__name__, str(error), 1), printed.getvalue()
            )
        return CellOutcome(cell.id, "ok", None, printed.getvalue())
