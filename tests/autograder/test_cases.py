from dataclasses import replace

import numpy as np
import pytest

from autograder.exercises.cases import known_mistakes, observe, observe_source, with_cases
from autograder.exercises.declaration import Choice, DeclarationError, Exercise, Mistake, Part
from nnlab.diagnose import diagnose
from tests.autograder.toy import DOUBLE, HALF, TOPIC, double

REFERENCES = TOPIC.references


def drawn(exercise, seed=0):
    return with_cases(exercise, np.random.default_rng(seed), REFERENCES)


class TestWithCases:
    def test_edges_come_before_what_is_drawn(self):
        small, large = drawn(DOUBLE).parts
        assert len(small.cases) == 1 + DOUBLE.parts[0].drawn
        assert np.array_equal(small.cases[0].inputs["x"], [1.0, -2.0])
        assert len(large.cases) == 1

    def test_expected_values_are_the_references(self):
        for case in drawn(DOUBLE).parts[0].cases:
            assert np.allclose(case.expected, case.inputs["x"] + case.inputs["x"], rtol=1e-12)

    def test_the_seed_decides(self):
        first, again, other = (drawn(DOUBLE, seed).parts[0].cases[1].inputs["x"] for seed in (1, 1, 2))
        assert np.array_equal(first, again)
        assert not np.array_equal(first, other)

    def test_drawn_numbers_can_be_read_and_typed(self):
        x = drawn(DOUBLE).parts[0].cases[1].inputs["x"]
        assert np.array_equal(x, np.round(x, 3))

    def test_a_reference_that_fails_is_a_fault_of_the_declaration(self):
        for expression in ("double(x) + undefined", "x.fill(0)"):
            broken = replace(DOUBLE, parts=(replace(DOUBLE.parts[0], expression=expression),))
            with pytest.raises(
                DeclarationError, match="exercise 'double', part 'small': the reference itself"
            ):
                drawn(broken)


class TestSupplied:
    def test_right_values_of_what_is_needed_are_recorded(self):
        case = drawn(HALF).parts[0].cases[0]
        [[arguments, value]] = case.supplied["double"]
        assert np.allclose(value, double(arguments[0]))
        assert np.array_equal(arguments[0], case.inputs["x"])

    def test_a_wrong_earlier_answer_costs_nothing(self):
        cases = drawn(HALF)
        source = "def double(x): return x ** 9\ndef half(x, of=2): return double(x) / of / 2"
        namespace = {}
        exec(source, namespace)
        assert diagnose(cases, observe(cases.parts, namespace)).state == "right"

    @pytest.mark.parametrize("call", ["scaled(x)", "scaled(x, 1.0)", "scaled(x, a=1)", "scaled(a=1.0, x=x)"])
    def test_every_way_to_write_the_call(self, call):
        def scaled(x, a=1.0):
            return a * x

        exercise = replace(
            HALF,
            reference={"answer": lambda x: scaled(x)},
            parts=(Part("any", "answer(x)", edges=({"x": np.array([1.0, 2.0])},)),),
            alternatives=("def answer(x): return scaled(x)", "def answer(x): return 1 * scaled(x)"),
            needs=("scaled",),
        )
        cases = with_cases(exercise, np.random.default_rng(0), {"scaled": scaled})
        namespace = {}
        exec(f"def scaled(x, a=1.0): return 'wrong'\ndef answer(x): return {call}", namespace)
        assert diagnose(cases, observe(cases.parts, namespace)).state == "right"


class TestKnownMistakes:
    def test_each_is_seen_in_every_case(self):
        parts = drawn(DOUBLE).parts
        square = known_mistakes(DOUBLE, parts, REFERENCES)[0]
        assert (square.id, square.sentence) == ("square", "You square.")
        for part, seen in zip(parts, square.seen, strict=True):
            for case, observation in zip(part.cases, seen, strict=True):
                assert np.array_equal(observation.value, case.inputs["x"] ** 2)

    def test_of_a_quiz_are_kept_as_fingerprints_and_recognised(self):
        part = Part("the answer", '{"a": answer}', edges=({},), compare=Choice("salt"))
        mistakes = tuple(
            Mistake(f"is-{word}", "", f"answer = '{word}'") for word in ("no", "perhaps", "never")
        )
        quiz = Exercise(
            "quiz",
            "Quiz",
            {"answer": "yes"},
            (part,),
            mistakes,
            ("answer = 'YES'", "answer = ' yes'"),
            (),
            ("?",),
        )
        cases = with_cases(quiz, np.random.default_rng(0), {})
        cases = replace(cases, mistakes=known_mistakes(quiz, cases.parts, {}))
        assert "perhaps" not in repr(cases.mistakes[1].seen)
        for answer, mistake in (("Perhaps", "is-perhaps"), ("maybe", None)):
            found = diagnose(cases, observe(cases.parts, {"answer": answer})).mistake
            assert (found and found.id) == mistake
        assert diagnose(cases, observe(cases.parts, {"answer": "Yes"})).state == "right"


class TestObserveSource:
    def test_what_is_needed_is_there(self):
        parts = drawn(HALF).parts
        seen = observe_source(HALF, HALF.alternatives[0], parts, REFERENCES)
        assert diagnose(drawn(HALF), seen).state == "right"
