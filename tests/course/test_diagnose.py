from dataclasses import replace

import numpy as np
import pytest

from nnlab.compare import Choice, Close
from nnlab.diagnose import Case, Exercise, Mistake, Part, diagnose, look
from nnlab.evaluate import Observation, Raised

Z = np.array([1.0, -2.0, 3.0])


def seen(*values):
    return [[value if isinstance(value, Observation) else Observation(value)] for value in values]


class TestDiagnose:
    def test_all_right(self, scale):
        diagnosis = diagnose(scale, seen(Z, 4 * Z))
        assert (diagnosis.state, diagnosis.points, diagnosis.mistake) == ("right", 3, None)
        assert [part.label for part in diagnosis.right] == ["a = 1", "any a"]

    def test_some_right(self, scale):
        diagnosis = diagnose(scale, seen(Z, 5 * Z))
        assert (diagnosis.state, diagnosis.points, diagnosis.mistake) == ("partial", 1, None)
        assert diagnosis.findings[0].part.label == "any a"
        assert "must be 4, got 5" in diagnosis.findings[0].difference.text

    def test_none_right(self, scale):
        diagnosis = diagnose(scale, seen(Z + 1, 5 * Z))
        assert (diagnosis.state, diagnosis.points) == ("wrong", 0)
        assert [finding.part.label for finding in diagnosis.findings] == ["a = 1", "any a"]

    @pytest.mark.parametrize(
        ("observations", "mistake"),
        [
            (seen(Z, Z), "ignored"),
            (seen(Z, Observation(4 * Z, changed=("z",))), "in-place"),
            (seen(None, None), "no-return"),
            (seen(Z + 1e-9, Z * (1 + 1e-7)), "ignored"),  # reached in another order of operations
        ],
    )
    def test_names_the_mistake(self, scale, observations, mistake):
        assert diagnose(scale, observations).mistake.id == mistake

    @pytest.mark.parametrize(
        "value", [-Z, Z[:2], None, "text", [Z, Z], {"a": Z}, 1.0, Observation(error=Raised("ValueError"))]
    )
    def test_names_no_mistake_for_something_else(self, scale, value):
        assert diagnose(scale, seen(np.zeros(3), value if value is not None else [None])).mistake is None

    def test_a_mistake_explains_a_part_in_every_case_of_it(self, scale):
        two = replace(
            scale.parts[1], cases=(*scale.parts[1].cases, Case({"z": Z, "a": np.array(2.0)}, 2 * Z))
        )
        mistake = Mistake("ignored", "", ((Observation(Z),), (Observation(Z), Observation(Z))))
        exercise = replace(scale, parts=(scale.parts[0], two), mistakes=(mistake,))
        first_only = [[Observation(Z)], [Observation(Z), Observation(9 * Z)]]
        assert diagnose(exercise, first_only).mistake is None
        both = [[Observation(Z)], [Observation(Z), Observation(Z)]]
        assert diagnose(exercise, both).mistake.id == "ignored"

    def test_a_mistake_is_not_recognised_by_what_it_does_right(self, scale):
        assert diagnose(scale, seen(Z, 9 * Z)).mistake is None

    def test_recognises_an_error_by_its_kind_and_its_words(self, scale):
        raised = (
            (Observation(Z),),
            (Observation(error=Raised("TypeError", "takes 1 argument but 2 were given")),),
        )
        exercise = replace(scale, mistakes=(Mistake("one-argument", "", raised),))
        error = Observation(error=Raised("TypeError", "takes 2 argument but 3 were given", 3))
        assert diagnose(exercise, seen(Z, error)).mistake.id == "one-argument"
        other = Observation(error=Raised("TypeError", "unsupported operand", 3))
        assert diagnose(exercise, seen(Z, other)).mistake is None

    @pytest.mark.parametrize("length", range(70, 90))
    def test_recognises_a_long_error_by_what_is_stored_of_it(self, length):
        error = Raised(
            "ValueError", ("a mismatch in its core dimension " * 4)[:length] + " (size 2 is different from 3)"
        )
        assert Raised(*error.shape).shape == error.shape

    def test_accuses_nobody_of_a_mistake_that_fits_one_part_by_chance(self, scale):
        both_wrong = Mistake("both", "", ((Observation(-Z),), (Observation(-Z),)))
        exercise = replace(scale, mistakes=(both_wrong,))
        assert diagnose(exercise, seen(-Z, 7 * Z)).mistake is None
        assert diagnose(exercise, seen(-Z, -Z)).mistake.id == "both"

    def test_accuses_nobody_of_a_mistake_in_what_is_right(self, scale):
        """It nearly does the right thing there, and to recognise a mistake is more generous than to accept."""
        near = Mistake("near", "", ((Observation(Z),), (Observation(4 * Z * (1 + 5e-7)),)))
        exercise = replace(scale, mistakes=(near,))
        assert diagnose(exercise, seen(-Z, 4 * Z)).mistake is None
        assert diagnose(exercise, seen(-Z, 4 * Z * (1 + 5e-7))).mistake.id == "near"

    def test_recognises_a_wrong_choice_beside_another(self, quiz):
        second = replace(quiz.parts[0], label="more answers")
        right = second.cases[0].expected
        mistake = replace(quiz.mistakes[0], seen=(*quiz.mistakes[0].seen, (Observation(right),)))
        exercise = replace(quiz, parts=(*quiz.parts, second), mistakes=(mistake,))
        assert diagnose(exercise, seen({"a": "no", "b": 3}, {"a": "yes", "b": 9})).mistake.id == "no"

    def test_recognises_a_wrong_choice(self, quiz):
        assert diagnose(quiz, seen({"a": "No", "b": 3.0})).mistake.id == "no"
        assert diagnose(quiz, seen({"a": "maybe", "b": 3})).mistake is None
        assert diagnose(quiz, seen({"a": "yes", "b": 3})).state == "right"

    def test_prefers_the_mistake_that_explains_more(self, scale):
        one = Mistake("one", "", ((Observation(Z),), (Observation(7 * Z),)))
        two = Mistake("two", "", ((Observation(-Z),), (Observation(7 * Z),)))
        exercise = replace(scale, mistakes=(one, two))
        assert diagnose(exercise, seen(-Z, 7 * Z)).mistake.id == "two"

    def test_prefers_the_mistake_that_explains_what_is_shown(self, scale):
        third = replace(scale.parts[1], label="again")
        first = Mistake("first", "", ((Observation(-Z),), (Observation(4 * Z),), (Observation(4 * Z),)))
        others = Mistake("others", "", ((Observation(Z),), (Observation(7 * Z),), (Observation(7 * Z),)))
        exercise = replace(scale, parts=(*scale.parts, third), mistakes=(others, first))
        assert diagnose(exercise, seen(-Z, 7 * Z, 7 * Z)).mistake.id == "first"

    def test_says_which_part_a_mistake_is_about_unless_it_is_the_one_shown(self, scale):
        assert diagnose(scale, seen(None, None)).advice == "There is no `return`."
        assert diagnose(scale, seen(-Z, Z)).advice == "In “any a”: `a` is not used."
        assert diagnose(scale, seen(-Z, -Z)).advice is None


class TestLook:
    CASE = Case({"z": Z}, Z)

    def test_an_error_comes_before_everything_else(self, scale):
        error = Observation(error=Raised("ValueError", "bad", 3, "raise ValueError('bad')"))
        difference = look(scale.parts[0].compare, self.CASE, error)
        assert difference.layer == "runs"
        assert difference.text == "ValueError: bad (line 3 of the cell: `raise ValueError('bad')`)"

    @pytest.mark.parametrize(
        ("error", "text"),
        [
            (Raised("NotImplementedError"), "not written yet"),
            (Raised("ValueError"), "ValueError"),
            (Raised("TypeError", "f() takes 1", None, "f(z, a)"), "TypeError: f() takes 1"),
            (Raised("KeyError", "'w'", 2), "KeyError: 'w' (line 2 of the cell)"),
        ],
    )
    def test_says_of_an_error_what_is_known(self, scale, error, text):
        assert look(scale.parts[0].compare, self.CASE, Observation(error=error)).text == text

    def test_asks_for_a_forgotten_return(self, scale):
        assert "end with `return`" in look(scale.parts[0].compare, self.CASE, Observation(None)).text

    def test_asks_for_a_forgotten_return_of_several_things(self, scale):
        text = "'NoneType' object is not subscriptable"
        beside = Observation(error=Raised("TypeError", text, None, "f(z)[0]"))
        inside = Observation(error=Raised("TypeError", text, 2, "w[0]"))
        assert "end with `return`" in look(scale.parts[0].compare, self.CASE, beside).text
        assert "line 2" in look(scale.parts[0].compare, self.CASE, inside).text

    def test_a_wrong_value_comes_before_a_changed_argument(self, scale):
        both = Observation(-Z, changed=("z",))
        assert look(scale.parts[0].compare, self.CASE, both).layer == "value"

    @pytest.mark.parametrize(
        ("changed", "last"), [(("z",), "leave it alone"), (("z", "w"), "leave them alone")]
    )
    def test_a_right_value_does_not_excuse_a_changed_argument(self, scale, changed, last):
        difference = look(scale.parts[0].compare, self.CASE, Observation(Z, changed=changed))
        assert difference.layer == "side effects"
        assert difference.text.endswith(last)

    def test_a_missing_answer_is_said_in_words(self):
        absent = Observation(error=Raised("KeyError", "'E'"))
        assert look(Choice("s"), self.CASE, absent).text == "there is no entry for 'E': keep every key"


class TestChoices:
    """Each question of a choice is a part: a wrong answer is named whatever the other answers are."""

    @pytest.fixture
    def curves(self):
        rules = {name: Choice(name) for name in "AB"}
        parts = tuple(
            Part(name, name, 1, rule, (Case({}, rule.prepare({name: "right"})),))
            for name, rule in rules.items()
        )
        said = [
            tuple((Observation(rules[n].prepare({n: f"wrong {n}" if n == name else "right"})),) for n in "AB")
            for name in "AB"
        ]
        mistakes = tuple(Mistake(name, "", seen) for name, seen in zip("AB", said, strict=True))
        return Exercise("curves", "Curves", ("answers",), parts, mistakes)

    @pytest.mark.parametrize(
        ("first", "second", "named"),
        [
            ("wrong A", "wrong B", "A"),
            ("wrong A", "?", "A"),
            ("else", "wrong B", "B"),
            ("right", "wrong B", "B"),
            ("else", "right", None),
        ],
    )
    def test_of_several_wrong_answers_one_is_named(self, curves, first, second, named):
        mistake = diagnose(curves, seen({"A": first}, {"B": second})).mistake
        assert (mistake and mistake.id) == named


class TestChance:
    def test_what_is_drawn_from_np_random_is_recognised_by_that_alone(self, scale):
        changed = ("np.random",)
        known = tuple((Observation(None, changed=changed),) for _ in scale.parts)
        exercise = replace(scale, mistakes=(Mistake("global", "", known),))
        drawn = [[Observation(value, changed=changed)] for value in (Z + 0.3, Z - 5)]
        assert diagnose(exercise, drawn).mistake.id == "global"
        assert diagnose(exercise, seen(Z + 0.3, Z - 5)).mistake is None

    @pytest.mark.parametrize(("got", "named"), [(0.81, "share"), (0.87, None)])
    def test_a_mistake_is_recognised_as_roughly_as_its_part_is_judged(self, got, named):
        part = Part("p", "f()", 1, Close(rtol=0, atol=0.02), (Case({}, np.array(0.2)),))
        mistake = Mistake("share", "", ((Observation(0.8),),))
        found = diagnose(Exercise("e", "E", ("f",), (part,), (mistake,)), seen(got))
        assert (found.mistake and found.mistake.id) == named
        assert found.findings[0].difference.text == f"the result must be about 0.2, got {got}"


class TestExercise:
    def test_points_are_those_of_its_parts(self):
        part = Part("p", "f()", 1.5, Choice("s"), ())
        assert Exercise("e", "E", ("f",), (part, part), ()).points == 3
