import re
from xml.etree import ElementTree

import numpy as np
import pytest

from nnlab.compare import Close
from nnlab.diagnose import Case, Finding, Part
from nnlab.evaluate import Observation, Raised
from nnlab.sketch import sketch

X = np.linspace(-2, 2, 9)


def drawn(got, x=X, expected=None, **more):
    expected = np.abs(x) if expected is None else expected
    case = Case({"z": x, **more}, expected)
    observation = got if isinstance(got, Observation) else Observation(got)
    return sketch(Finding(Part("p", "f(z)", 1, Close(), (case,)), case, observation, None))


def marks(svg):
    root = ElementTree.fromstring(svg)
    return len(root.findall(".//circle")), len(root.findall("./g[2]/path"))


class TestSketch:
    def test_draws_each_point_twice(self):
        assert marks(drawn(X)) == (9, 9)

    def test_stays_inside_its_frame(self):
        root = ElementTree.fromstring(drawn(1000 * X))
        for circle in root.iter("circle"):
            assert 0 <= float(circle.get("cx")) <= 280
            assert 0 <= float(circle.get("cy")) <= 160

    def test_says_in_words_what_it_shows(self):
        words = ElementTree.fromstring(drawn(X)).get("aria-label")
        assert words == "Expected values as circles and yours as crosses: 4 of 9 points differ, by 4 at most."

    def test_draws_a_constant(self):
        assert marks(drawn(np.zeros(9), expected=np.zeros(9) + 1)) == (9, 9)
        assert marks(drawn(np.zeros(9), x=np.zeros(9), expected=np.zeros(9))) == (9, 9)

    def test_leaves_out_what_is_not_finite(self):
        got = X.copy()
        got[:3] = np.nan, np.inf, 1e300
        assert marks(drawn(got)) == (6, 6)

    def test_draws_arrays_of_any_shape(self):
        assert marks(drawn(X.reshape(3, 3), x=X.reshape(3, 3))) == (9, 9)

    def test_whole_numbers_and_bools(self):
        assert marks(drawn(X > 0, expected=X >= 0)) == (9, 9)

    def test_entries_that_belong_together_are_not_drawn(self):
        finding = Finding(
            Part("p", "f(weights)", 1, Close(), (case := Case({"weights": X}, X),)),
            case,
            Observation(-X),
            None,
        )
        assert sketch(finding) == ""

    def test_a_scalar_beside_the_array_is_no_obstacle(self):
        assert marks(drawn(X, a=np.array(2.0), name="text")) == (9, 9)

    @pytest.mark.parametrize(
        "got",
        [
            None,
            1.0,
            "text",
            [X, X],
            X[:4],
            X[:, None],
            X + 1j,
            np.full(9, np.nan),
            Observation(error=Raised("E")),
        ],
        ids=lambda got: type(got).__name__,
    )
    def test_draws_nothing_for_anything_else(self, got):
        assert drawn(got) == ""

    def test_draws_nothing_for_two_arrays_or_few_points(self):
        assert drawn(X, w=X) == ""
        assert drawn(X[:1], x=X[:1]) == ""

    def test_holds_nothing_but_drawing(self):
        allowed = {"svg", "g", "circle", "path", "text"}
        assert set(re.findall(r"<(\w+)", drawn(X))) <= allowed
