import json
from dataclasses import replace

import numpy as np
import pytest

from nnlab import frozen
from nnlab.diagnose import diagnose
from nnlab.evaluate import Observation


class TestData:
    @pytest.mark.parametrize("name", ["scale", "quiz"])
    def test_is_read_back_as_it_was_written(self, name, request):
        data = frozen.to_data(request.getfixturevalue(name))
        assert frozen.to_data(frozen.from_data(json.loads(json.dumps(data)))) == data

    def test_a_frozen_exercise_judges_like_the_one_it_was_made_from(self, scale):
        thawed = frozen.from_data(json.loads(json.dumps(frozen.to_data(scale))))
        z = np.array([1.0, -2.0, 3.0])
        for second in (4 * z, z, None, 5 * z):
            seen = [[Observation(z)], [Observation(second)]]
            before, after = diagnose(scale, seen), diagnose(thawed, seen)
            assert (before.state, before.points) == (after.state, after.points)
            assert (before.mistake and before.mistake.id) == (after.mistake and after.mistake.id)

    def test_holds_no_answer_of_a_quiz(self, quiz):
        assert "yes" not in json.dumps(frozen.to_data(quiz))


class TestText:
    def test_is_json_with_a_line_for_each_exercise(self, scale, quiz):
        text = frozen.to_text("x", "01_x", [scale, quiz])
        assert json.loads(text)["exercises"] == [frozen.to_data(scale), frozen.to_data(quiz)]
        assert text.count("\n") == 4

    def test_holds_the_questions_that_a_person_marks(self, course, scale):
        text = frozen.to_text("scaling", "01_scaling", [scale], [("why-scale", "Why?")])
        (course / "cases" / "scaling.json").write_text(text)
        assert (frozen.written("why-scale"), frozen.written("scale")) == ("Why?", None)
        assert frozen.find("why-scale") is None
        assert frozen.find("scale").id == "scale"

    def test_strange_titles_do_no_harm(self, course, scale, quiz):
        odd = [replace(scale, title='a,"hints":\n\u2028\\ ü'), quiz]
        (course / "cases" / "scaling.json").write_text(frozen.to_text("scaling", "01_scaling", odd))
        (course / "cases" / "quizzes.json").unlink()
        assert frozen.find("scale").title == odd[0].title
        assert frozen.find("answers").id == "quiz"


class TestFind:
    @pytest.mark.parametrize(("name", "id"), [("scale", "scale"), ("answers", "quiz"), ("quiz", "quiz")])
    def test_by_id_and_by_what_the_student_defines(self, course, name, id):
        assert frozen.find(name).id == id

    def test_is_none_for_an_unknown_name(self, course):
        assert frozen.find("np") is None

    def test_knows_the_topic(self, course):
        assert frozen.topic_of("scale") == "scaling"


class TestTopics:
    def test_are_in_the_courses_order(self, course):
        assert [topic.assignment for topic in frozen.topics()] == ["01_scaling", "02_quizzes"]

    def test_have_titles(self, course):
        first = frozen.topics()[0]
        assert (first.title, first.exercises) == ("Scaling", (("scale", "Scale"),))

    def test_the_kit_itself_can_be_read(self):
        exercises = [frozen.find(id) for topic in frozen.topics() for id, _ in topic.exercises]
        assert exercises
        assert all(exercise.hints and exercise.mistakes for exercise in exercises)
