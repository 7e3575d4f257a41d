import signal
import time
from dataclasses import replace

import pytest

from autograder import audit as module
from autograder.audit import audit
from autograder.exercises.declaration import Close, Equivalent, Mistake
from tests.autograder.toy import DOUBLE, HALF, TOPIC

SOLUTIONS = {
    "double": "def double(x):\n    return 2 * x\n",
    "half": "def half(x, of=2):\n    return x / of\n",
}


@pytest.fixture
def audited(monkeypatch):
    """Audit the toy topic with one exercise changed."""

    def run(exercise, **changes):
        solutions = SOLUTIONS | changes.pop("solutions", {})
        monkeypatch.setattr(module, "solution_sources", lambda topic: solutions)
        topic = replace(TOPIC, exercises=(replace(exercise, **changes),))
        topic = replace(
            topic, exercises=topic.exercises if exercise is DOUBLE else (DOUBLE, *topic.exercises)
        )
        return list(audit(topic))[-1]

    return run


class TestAudit:
    def test_a_sound_exercise(self, audited):
        found = audited(DOUBLE)
        assert found.sound
        data = found.to_data()
        assert (data["alternatives_accepted"], data["mistakes_refused"], data["mistakes_named"]) == (2, 3, 3)
        assert data["mutants"] == data["mutants_refused"] > 3
        assert data["equivalent"] == 0

    def test_a_right_answer_that_is_refused(self, audited):
        found = audited(DOUBLE, alternatives=("def double(x): return x + x", "def double(x): return x + 1"))
        assert found.refused_alternatives == [
            "alternative 2: small: the result[1] must be -4, got -1 (1 of 2 entries are wrong)"
        ]
        assert not found.sound

    def test_a_solution_that_is_refused(self, audited):
        found = audited(DOUBLE, solutions={"double": "def double(x): return undefined"})
        assert found.refused_alternatives[0].startswith("the solution: small: NameError")

    def test_a_mistake_that_is_accepted(self, audited):
        right = Mistake("right", "Not wrong at all.", "def double(x): return x * 2")
        found = audited(DOUBLE, mistakes=(*DOUBLE.mistakes, right))
        assert found.accepted_mistakes == ["right"]
        assert found.to_data()["mistakes_named"] == 3

    def test_a_mistake_that_is_taken_for_another(self, audited):
        twin = Mistake("twin", "The same as `same`.", "def double(x): return 1 * x")
        found = audited(DOUBLE, mistakes=(*DOUBLE.mistakes, twin))
        assert found.misnamed_mistakes == ["twin, called same"]

    def test_a_mutant_that_survives_unless_it_is_explained(self, audited):
        assert audited(HALF, equivalent=()).surviving == ["line 1: `2` -> `3`", "line 1: `2` -> `1`"]
        explained = tuple(Equivalent(f"line 1: `2` -> `{n}`", "never used") for n in (1, 3))
        found = audited(HALF, equivalent=explained)
        assert (found.surviving, found.equivalent, found.sound) == ([], 2, True)

    def test_a_term_whose_absence_hardly_shows(self, audited):
        """To leave out the 2 moves the result by 50 %: that is 25 of these tolerances, and not 100."""
        rough = tuple(replace(part, compare=Close(rtol=0.02)) for part in DOUBLE.parts)
        assert audited(DOUBLE, parts=rough).surviving == ["line 2: `2 * x` -> `x`"]

    def test_an_explanation_for_a_mutant_that_there_is_not(self, audited):
        found = audited(DOUBLE, equivalent=(Equivalent("line 9: `a` -> `b`", "old"),))
        assert found.stale_equivalents == ["line 9: `a` -> `b`"]
        assert not found.sound

    def test_mutants_that_never_end_are_refused(self, audited, monkeypatch):
        monkeypatch.setattr(module, "_SECONDS", 0.1)
        loop = "def double(x):\n    n = 2\n    while n > 1: n = n - 1\n    return 2 * x\n"
        found = audited(DOUBLE, solutions={"double": loop})
        assert found.mutants > len(found.surviving) > 0


class TestTimeLimit:
    def test_ends_an_endless_loop_and_puts_the_signal_back(self, monkeypatch):
        before = signal.getsignal(signal.SIGALRM)
        with pytest.raises(TimeoutError, match=r"longer than 0.05 s"), module._time_limit(0.05):
            time.sleep(60)
        assert signal.getsignal(signal.SIGALRM) == before

    def test_is_not_caught_by_what_it_ends(self):
        def stubborn():
            while True:
                try:
                    time.sleep(1)
                except Exception:
                    continue

        with pytest.raises(TimeoutError), module._time_limit(0.05):
            stubborn()
