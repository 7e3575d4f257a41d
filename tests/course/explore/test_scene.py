"""Controls and tables, words and wire."""

import numpy as np
import pytest

from nnlab.explore.scene import By, Choice, Line, Panel, Scene, Slider, Switch, Text, pick, shown
from nnlab.explore.wire import pack
from nnlab.explore.words import describe, fill, show_number

CONTROLS = (
    Slider("z", "input z", np.array([-1.0, 0.0, 1.0]), 0.0),
    Choice("kind", "kind", ("first", "second"), "first"),
    Switch("on", "switched on"),
)
TABLE = np.arange(12.0).reshape(2, 3, 2)


@pytest.fixture
def scene():
    line = Line(np.arange(2), By("kind z", TABLE), name="rows")
    hidden = Line(np.arange(2), np.zeros(2), name="hidden", when={"on": 1})
    text = Text("{what} at {z}.", {"what": By("kind", ["one", "two"]), "z": By("z", [-1.0, 0.0, np.nan])})
    return Scene("Title", CONTROLS, (Panel("Panel", (line, hidden)),), (text,), ("A note.",))


class TestState:
    def test_starts_as_declared(self, scene):
        assert scene.state() == {"z": 0.0, "kind": "first", "on": False}

    def test_is_given_back(self, scene):
        state = {"z": 1.0, "kind": "second", "on": True}
        assert scene.state(state) == state

    def test_falls_on_the_nearest_setting(self, scene):
        assert scene.state({"z": 0.7})["z"] == 1.0

    def test_an_option_that_is_gone_is_the_first(self, scene):
        assert scene.state({"kind": "third"})["kind"] == "first"

    def test_an_unknown_name_is_refused(self, scene):
        with pytest.raises(ValueError, match="`state` must have only z, kind, on, got 'zz'"):
            scene.state({"zz": 1})


class TestBy:
    def test_picks_by_the_controls_that_it_names(self, scene):
        places = scene.places({"z": 1.0, "kind": "second", "on": False})
        assert pick(By("kind z", TABLE), places).tolist() == [10, 11]

    def test_leaves_what_is_fixed(self):
        assert pick(3, {}) == 3

    def test_when_compares_places(self, scene):
        line, hidden = scene.panels[0].marks
        assert shown(line, {"on": 0})
        assert not shown(hidden, {"on": 0})


class TestRanges:
    def test_cover_all_settings_and_leave_out_what_is_not_finite(self):
        y = np.array([[0.0, np.nan], [np.inf, 10.0]])
        panel = Panel("", (Line(np.array([2, 4]), By("kind", y)),))
        (left, right), (low, high) = panel.ranges()
        assert (left, right) == (2, 4)
        assert low < 0 < 10 < high < 20

    def test_of_a_log_axis_are_positive(self):
        panel = Panel("", (Line(np.arange(3), np.array([0.0, 0.1, 10.0])),), log_y=True)
        low, high = panel.ranges()[1]
        assert 0 < low <= 0.1 < 10 <= high


class TestWords:
    @pytest.mark.parametrize(
        ("number", "text"),
        [(0.5, "0.5"), (-1.23456, "−1.23"), (1234, "1230"), (0, "0"), (1e-7, "1e−7"), (2.5e-5, "0.000025"),
         (1e21, "1e+21"),          (np.inf, "infinity"),
         (-np.inf, "−infinity"), (np.nan, "not a number")],
    )  # fmt: skip
    def test_numbers_are_short(self, number, text):
        assert show_number(number) == text

    def test_sentences_are_filled(self, scene):
        places = scene.places(scene.state({"z": -1, "kind": "second"}))
        assert fill(scene.reading[0], places) == "two at −1."

    def test_what_is_lost_is_said(self, scene):
        assert fill(scene.reading[0], {"z": 2, "kind": 0, "on": 0}) == "one at not a number."

    def test_description_names_what_is_shown(self, scene):
        assert describe(scene, scene.state()) == "Title. Panel: rows. one at 0. A note."


class TestPack:
    def test_numbers_travel_as_bytes_without_loss(self, scene):
        drawing = pack(scene)
        packed = drawing["panels"][0]["marks"][0]["y"]
        data = np.frombuffer(drawing["tables"][packed["table"]])
        assert packed["by"] == ["kind", "z"]
        assert data.reshape(packed["shape"]).tolist() == TABLE.tolist()

    def test_an_array_travels_once(self):
        marks = (Line(TABLE[0, 0], By("kind z", TABLE)), Line(TABLE[0, 0], By("kind z", TABLE[..., None])))
        drawing = pack(Scene("", CONTROLS, (Panel("", marks),)))
        first, second = (mark["y"]["table"] for mark in drawing["panels"][0]["marks"])
        assert first == second

    def test_words_travel_as_they_are(self, scene):
        assert pack(scene)["reading"][0]["fields"]["what"]["words"] == ["one", "two"]

    def test_ranges_are_settled_before(self, scene):
        assert pack(scene)["panels"][0]["x_range"] == [0, 1]
