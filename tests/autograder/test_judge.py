import json

import numpy as np
import pytest

from autograder.judge import Judge
from autograder.sandbox import Cell, CellOutcome, Job
from nnlab.evaluate import Observation, Raised
from tests.autograder.toy import RIGHT, TOPIC, InProcess

SEED = b"secret and submission"


def verdicts(double=RIGHT["double"], half=RIGHT["half"], seed=SEED):
    """Judge two answers, as if they had been handed in; return the verdicts by id."""
    judge = Judge(TOPIC, seed)
    sources = {
        "setup": "import numpy as np",
        "double": double,
        "double-check": "",
        "half": half,
        "half-check": "",
    }
    outcome = InProcess().run(Job(tuple(Cell(*item) for item in sources.items()), judge.questions))
    return {verdict.id: verdict for verdict in judge.verdicts(outcome)}


class TestQuestions:
    def test_ask_every_case_after_its_check(self):
        questions = Judge(TOPIC, SEED).questions
        assert len({question.id for question in questions}) == len(questions) == 4 + 1 + 3
        assert {question.after for question in questions} == {"double-check", "half-check"}

    def test_inputs_follow_from_the_seed_alone(self):
        def drawn(seed):
            return [question.inputs["x"] for question in Judge(TOPIC, seed).questions]

        assert all(map(np.array_equal, drawn(SEED), drawn(SEED)))
        assert not all(map(np.array_equal, drawn(SEED), drawn(b"another")))

    def test_seeds_of_any_length_are_used(self):
        firsts = [Judge(TOPIC, seed).questions[1].inputs["x"] for seed in (b"a", b"b", bytes(32), b"x" * 64)]
        assert len({tuple(x) for x in firsts}) == 4


class TestVerdicts:
    def test_right(self):
        found = verdicts()
        assert [(v.points, v.max_points, v.state, v.message) for v in found.values()] == [
            (3, 3, "right", "right"),
            (1, 1, "right", "right"),
        ]

    def test_a_known_mistake_is_named(self):
        verdict = verdicts(double="def double(x): return x ** 2")["double"]
        assert (verdict.state, verdict.points, verdict.mistake) == ("wrong", 0, "square")
        assert verdict.message.endswith("You square.")

    def test_a_part_earns_its_points(self):
        verdict = verdicts(double="def double(x): return np.where(x > 100, 0, 2 * x)")["double"]
        assert (verdict.state, verdict.points, verdict.right) == ("partial", 1, ("small",))
        assert dict(verdict.rows)["case"] == "large"

    def test_what_is_right_for_known_inputs_only_earns_nothing_and_says_why(self):
        verdict = verdicts(double="def double(x): return 2 * x if x[0] == 1e9 else x")["double"]
        assert (verdict.state, verdict.points, verdict.right) == ("wrong", 0, ())
        assert "must be 2, got 1" in verdict.message
        assert ". Right, but not counted: “large”. Its inputs are the same for everybody" in verdict.message

    def test_rows_keep_the_fixed_order(self):
        verdict = verdicts(double="def double(x): return 0 * x")["double"]
        assert [name for name, _ in verdict.rows] == ["case", "input", "expected", "got"]
        assert verdict.hint == "Multiply."
        assert verdict.picture.startswith("<svg")

    def test_not_written(self):
        verdict = verdicts(double="def double(x): raise NotImplementedError")["double"]
        assert (verdict.state, verdict.message, verdict.points) == ("wrong", "not written", 0)

    def test_a_cell_that_does_not_run(self):
        verdict = verdicts(double="x = 1\nraise ValueError('oh')")["double"]
        assert verdict.message == "the cell could not be run: ValueError: oh in line 1"

    def test_a_name_that_is_missing_for_another_reason(self):
        assert "'double' is not defined" in verdicts(double="")["double"].message

    def test_a_mistake_in_one_costs_nothing_in_the_next(self):
        found = verdicts(
            double="def double(x): return x - 7", half="def half(x, of=2): return double(x) / of / 2"
        )
        assert (found["double"].state, found["half"].state) == ("wrong", "right")

    def test_are_plain_data(self):
        for verdict in verdicts(double="def double(x): return np.full(2, np.nan)").values():
            assert json.loads(json.dumps(verdict.to_data()))["id"] == verdict.id

    @pytest.mark.parametrize(
        "value", [None, "text", [1, 2], {"a": 1}, True, np.zeros((2, 2)), np.array(1j), 1e400, float("nan")]
    )
    def test_any_claim_is_judged(self, value):
        judge = Judge(TOPIC, SEED)
        answers = {question.id: Observation(value) for question in judge.questions}
        cells = {"double": CellOutcome("double", "ok")}
        found = judge.verdicts(type("Outcome", (), {"answers": answers, "cells": cells, "notes": ()})())
        assert {verdict.state for verdict in found} == {"wrong"}

    def test_crashes_and_time_limits_are_wrong_and_say_so(self):
        judge = Judge(TOPIC, SEED)
        errors = [
            Raised("TimeLimit", "it ran for more than 5 s"),
            Raised("Crashed", "the process ended: killed"),
        ]
        for error in errors:
            answers = {question.id: Observation(error=error) for question in judge.questions}
            for verdict in judge.verdicts(
                type("Outcome", (), {"answers": answers, "cells": {}, "notes": ()})()
            ):
                assert verdict.state == "wrong"
                assert error.message in verdict.message
