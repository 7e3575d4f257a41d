"""Every exercise of the course, tested against right and wrong answers: as `autograder audit` does it."""

import pytest

from autograder.audit import audit
from autograder.exercises import topics

EVERY = [(topic, exercise.id) for topic in topics() for exercise in topic.exercises]


@pytest.mark.slow
@pytest.mark.parametrize(("topic", "id"), EVERY, ids=[f"{topic.assignment}-{id}" for topic, id in EVERY])
def test_right_answers_pass_and_wrong_ones_are_refused_and_named(topic, id):
    (found,) = audit(topic, id)
    assert found.sound, found.to_data()
