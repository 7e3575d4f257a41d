from dataclasses import replace

import numpy as np
import pytest

from autograder.errors import CourseError
from autograder.exercises import TOPICS, UnknownTopicError, available, topic, topics
from autograder.exercises.declaration import DeclarationError, Mistake, Part, Written, code
from tests.autograder.toy import DOUBLE, HALF


class TestExercise:
    @pytest.mark.parametrize(
        ("changes", "remedy"),
        [
            ({"id": "two words"}, "`id` must be a plain name"),
            ({"mistakes": DOUBLE.mistakes[:2]}, "list at least three mistakes, got 2"),
            ({"mistakes": DOUBLE.mistakes[:1] * 3}, "give every mistake an id of its own"),
            ({"alternatives": DOUBLE.alternatives[:1]}, "list at least two alternatives, got 1"),
            ({"reference": {}}, "name at least one thing"),
            ({"parts": ()}, "declare at least one part"),
            ({"hints": ()}, "write at least one hint"),
            ({"parts": (Part("empty", "double(1)"),)}, "part 'empty' must have `draw` or `edges`"),
            ({"parts": (Part("p", "1", edges=({},), points=0),)}, "part 'p' must earn points, got 0"),
        ],
    )
    def test_a_fault_is_said_with_its_file_and_its_remedy(self, changes, remedy):
        with pytest.raises(DeclarationError) as raised:
            replace(DOUBLE, **changes)
        text = str(raised.value)
        assert remedy in text
        assert f"exercise {changes.get('id', 'double')!r}" in text
        assert "dataclasses.py" in text or "test_declaration.py" in text

    def test_is_a_fault_of_the_course(self):
        assert issubclass(DeclarationError, CourseError)

    def test_names_and_points_follow_from_what_is_declared(self):
        assert (DOUBLE.names, DOUBLE.points) == (("double",), 3)

    def test_code_may_be_indented_as_it_stands(self):
        mistake = Mistake("m", "", "\n        def f():\n            return 1\n    ")
        assert mistake.source == "def f():\n    return 1\n"
        indented = replace(HALF, alternatives=("\n   half = 1\n", "\n      half = 2"))
        assert indented.alternatives == ("half = 1\n", "half = 2\n")

    def test_pieces_of_code_are_put_together(self):
        assert code("  a = 1", "    def f():\n        pass\n") == "a = 1\n\ndef f():\n    pass\n"


class TestWritten:
    def test_points_are_those_of_the_rubric(self):
        assert Written("w", "W", ((1, "a"), (0.5, "b"))).points == 1.5


class TestTopics:
    def test_by_stem_and_by_assignment(self):
        assert topic("activations") is topic("activations")
        assert topic("02_activations").stem == "activations"
        assert topic("activations").assignment == "02_activations"

    def test_an_unknown_one_is_refused_with_the_nearest(self):
        with pytest.raises(UnknownTopicError, match="did you mean 02_activations"):
            topic("activation")
        with pytest.raises(UnknownTopicError, match=r"must be one of .*, got 'cooking'$"):
            topic("cooking")

    def test_those_that_are_written_come_in_the_courses_order(self):
        assert list(available()) == [stem for stem in TOPICS if stem in available()]
        assert [one.stem for one in topics()] == list(available())

    def test_exercises_and_references_by_name(self):
        one = topic("activations").exercise("sigmoid")
        assert one.title == "Sigmoid"
        assert topic("activations").references["sigmoid"](np.zeros(1)) == 0.5

    def test_ids_and_names_are_unique_in_the_course(self):
        exercises = [exercise for one in topics() for exercise in one.exercises]
        ids = [item.id for one in topics() for item in (*one.exercises, *one.written)]
        names = [name for exercise in exercises for name in exercise.names]
        assert len(set(ids)) == len(ids)
        assert len(set(names)) == len(names)
        owners = {name: exercise.id for exercise in exercises for name in exercise.names}
        assert all(owners.get(id, id) == id for id in ids), "a name of one exercise is the id of another"
