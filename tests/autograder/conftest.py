import time

import nbformat
import pytest
from nbgrader.utils import compute_checksum

from autograder.sandbox import Sandbox, missing


def cell(id, source, kind="code", tags=(), **grader):
    """A released cell; keywords are nbgrader's metadata."""
    made = (nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell)(source, id=id)
    if tags:
        made.metadata["tags"] = list(tags)
    if grader:
        defaults = {"grade_id": id, "solution": False, "grade": False, "locked": False, "task": False}
        made.metadata["nbgrader"] = defaults | {"schema_version": 3, "cell_type": kind} | grader
        made.metadata["nbgrader"]["checksum"] = compute_checksum(made)
    return made


@pytest.fixture(scope="session")
def release():
    """A notebook as it is handed out: one cell of each kind, and a second exercise."""
    stub = "def {}(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    cells = [
        cell("text-00", "# Title", "markdown"),
        cell("setup-01", "import numpy as np\nfrom nnlab import check", locked=True),
        cell("double", stub.format("double"), solution=True),
        cell("double-check", "check(double)  # 1 point", grade=True, locked=True, points=1),
        cell("why", "Your words here.", "markdown", solution=True, grade=True, points=2),
        cell("code-05", "values = [1, 2, 3]"),
        cell("code-06", "print(double(2))", tags=["experiment"]),
        cell("half", stub.format("half"), solution=True),
        cell("half-check", "check(half)  # 1 point", grade=True, locked=True, points=1),
    ]
    return nbformat.v4.new_notebook(
        cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )


@pytest.fixture(scope="session")
def sandbox():
    """One confined sandbox for all tests, or the reason why there is none."""
    if reasons := missing():
        pytest.skip(reasons[0])
    with Sandbox() as made:
        yield made


@pytest.fixture
def leaves_nothing(sandbox):
    """Afterwards no process is left: neither the student's, nor what it started, nor its guard."""
    yield
    until = time.monotonic() + 5
    while sandbox.processes() and time.monotonic() < until:
        time.sleep(0.01)
    assert sandbox.processes() == 0
