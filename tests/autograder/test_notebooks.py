from dataclasses import replace

import pytest

from autograder import notebooks
from autograder.exercises import topics
from autograder.exercises.declaration import DeclarationError
from autograder.notebooks import authored, check_source, solution_source, solution_sources
from autograder.submission import role
from tests.autograder.toy import DOUBLE, TOPIC

TEXT = '''# %% [markdown]
# # Title: two times x

# %% setup=true
import numpy as np

# %% exercise="double"
def double(x):
    """Return twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% tags=["experiment"]
double(3)

# %% exercise="half"
def half(x, of=2):
    ### BEGIN SOLUTION
    return x / of
    ### END SOLUTION

# %% [markdown] written="why"
# ### BEGIN SOLUTION
# Because.
# ### END SOLUTION
'''


@pytest.fixture
def write(tmp_path, monkeypatch):
    """Put a text where the toy topic's text belongs."""
    monkeypatch.setattr(notebooks, "SOLUTIONS", tmp_path)

    def put(text):
        path = tmp_path / TOPIC.assignment / f"{TOPIC.assignment}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)

    return put


class TestAuthored:
    def test_cells_have_their_roles_in_order(self, write):
        write(TEXT)
        assert [(cell.id, role(cell)) for cell in authored(TOPIC).cells] == [
            ("text-00", "text"),
            ("setup-01", "setup"),
            ("double", "answer"),
            ("double-check", "check"),
            ("code-03", "experiment"),
            ("half", "answer"),
            ("half-check", "check"),
            ("why", "written"),
        ]

    def test_checks_carry_the_points(self, write):
        write(TEXT)
        points = {cell.id: cell.metadata["nbgrader"].get("points") for cell in authored(TOPIC).cells[2:4]}
        assert points == {"double": None, "double-check": 3}

    def test_is_the_same_every_time(self, write):
        write(TEXT)
        assert authored(TOPIC) == authored(TOPIC)

    @pytest.mark.parametrize(
        ("old", "new", "fault"),
        [
            (
                'exercise="double"',
                'exercise="triple"',
                "marked 'triple', but .*perceptron declares no such exercise",
            ),
            ('exercise="half"', 'exercise="double"', "exercise 'double' must have exactly one cell, got 2"),
            (' written="why"', "", "exercise 'why' must have exactly one cell, got 0"),
            ("two times x", "2 x", "exercise 'double': the text must say 'two times x'"),
        ],
    )
    def test_a_text_that_does_not_fit_is_refused_with_the_remedy(self, write, old, new, fault):
        write(TEXT.replace(old, new))
        with pytest.raises(DeclarationError, match=fault):
            authored(TOPIC)

    def test_a_convention_may_run_over_lines(self, write):
        write(TEXT.replace("two times x", "two\n# times\n# x"))
        assert authored(TOPIC)


class TestSolutionSources:
    def test_are_without_markers(self, write):
        write(TEXT)
        found = solution_sources(TOPIC)
        assert list(found) == ["double", "half"]
        assert found["half"] == "def half(x, of=2):\n    return x / of\n"

    def test_keep_everything_else(self):
        assert solution_source("a\n  ### BEGIN SOLUTION\nb ### END SOLUTION\n") == "a\nb ### END SOLUTION\n"


class TestCheckSource:
    def test_names_the_function(self):
        assert check_source(DOUBLE) == "check(double)  # 3 points"

    def test_names_the_exercise_where_there_is_no_function(self):
        answers = ("answer = 3", "answer = 1 + 2")
        values = replace(DOUBLE, reference={"answer": 3}, parts=DOUBLE.parts[:1], alternatives=answers)
        assert check_source(values) == 'check("double")  # 1 point'


class TestTheCourse:
    @pytest.mark.parametrize("topic", topics(), ids=lambda topic: topic.stem)
    def test_every_text_fits_its_exercises(self, topic):
        assert len(solution_sources(topic)) == len(topic.exercises)
