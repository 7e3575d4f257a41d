"""How marks came about can be said even after the exercises were changed."""

from autograder.commands.explain import _explained
from tests.autograder.test_report import result, verdict


def recorded(*verdicts):
    record = {"submission": "a", "record": {"versions": {"numpy": "2"}, "seed": "00"}}
    return result(*verdicts) | record


def test_exercises_that_changed_came_and_went_are_each_a_line():
    before = recorded(verdict("double", 1, 3), verdict("gone", 2, 2))
    now = recorded(verdict("double", 3, 3, message="right"), verdict("new", 0, 1, message="not written"))
    lines = list(_explained(before, now))
    assert "Double: 1 of 3, and now 3: right" in lines
    assert "New: a new exercise; 0 of 1: not written" in lines
    assert "Gone: 2 of 2; the exercise was taken out since" in lines
