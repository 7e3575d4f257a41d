import numpy as np
import pytest

from nnlab import frozen
from nnlab.compare import Choice, Close
from nnlab.diagnose import Case, Exercise, Mistake, Part
from nnlab.evaluate import Observation


@pytest.fixture
def scale():
    """An exercise with two parts, two known mistakes and a default argument: `scale(z, a=1.0)` is a * z."""
    z = np.array([1.0, -2.0, 3.0])
    parts = (
        Part("a = 1", "scale(z)", 1, Close(), (Case({"z": z}, z.copy()),)),
        Part("any a", "scale(z, a)", 2, Close(), (Case({"z": z, "a": np.array(4.0)}, 4 * z),)),
    )
    ignored = ((Observation(z.copy()),), (Observation(z.copy()),))
    in_place = ((Observation(z.copy()),), (Observation(4 * z, changed=("z",)),))
    nothing = ((Observation(None),), (Observation(None),))
    mistakes = (
        Mistake("ignored", "`a` is not used.", ignored),
        Mistake("in-place", "Your function writes into `z`.", in_place),
        Mistake("no-return", "There is no `return`.", nothing),
    )
    return Exercise(
        "scale", "Scale", ("scale",), parts, mistakes, ("Multiply.", "At a = 2 and z = 3 it is 6.")
    )


@pytest.fixture
def quiz():
    """An exercise whose answers are chosen, and whose file must not give them away."""
    rule = Choice("quiz")
    case = Case({}, rule.prepare({"a": "yes", "b": 3}))
    seen = ((Observation(rule.prepare({"a": "no", "b": 3})),),)
    part = Part("the answers", "answers", 1, rule, (case,))
    return Exercise(
        "quiz", "Quiz", ("answers",), (part,), (Mistake("no", "It is not no.", seen),), ("Think.",)
    )


@pytest.fixture
def course(tmp_path, monkeypatch, scale, quiz):
    """The kit with only the two exercises above, in a course folder of its own; returns the folder."""
    cases = tmp_path / "cases"
    cases.mkdir()
    for number, (stem, exercise) in enumerate({"scaling": scale, "quizzes": quiz}.items(), start=1):
        (cases / f"{stem}.json").write_text(frozen.to_text(stem, f"{number:02d}_{stem}", [exercise]))
    monkeypatch.setattr(frozen, "_FOLDER", cases)
    for cached in (frozen._index, frozen._topic, frozen._exercise):
        cached.cache_clear()
    (tmp_path / "01_scaling").mkdir()
    monkeypatch.chdir(tmp_path / "01_scaling")
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)
    yield tmp_path
    for cached in (frozen._index, frozen._topic, frozen._exercise):
        cached.cache_clear()
