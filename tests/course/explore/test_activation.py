"""The activation widget tabulates what the student wrote, and nothing else."""

import numpy as np
import pytest

from nnlab import explore
from nnlab.explore.explorer import Placeholder
from nnlab.explore.scene import Band, Line
from nnlab.explore.words import describe


def sigmoid(z, a=1.0):
    return 1 / (1 + np.exp(-a * z))


def wrong_slope(z, a=1.0):
    return sigmoid(z, a) * (1 - sigmoid(z, a))  # forgets the factor a


def line(widget, name):
    return next(m for p in widget.scene.panels for m in p.marks if isinstance(m, Line) and m.name == name)


class TestCurves:
    def test_values_are_the_students(self):
        mark = line(explore.activation(sigmoid), "sigmoid")
        settings = explore.activation(sigmoid).scene.controls[1].values
        i = int(np.flatnonzero(settings == 2)[0])
        assert mark.y.values[i] == pytest.approx((1 + np.tanh(mark.x)) / 2)

    def test_slopes_are_measured_where_no_derivative_is_given(self):
        mark = line(explore.activation({"tanh": np.tanh}), "tanh' (measured)")
        assert mark.y.values == pytest.approx(1 / np.cosh(mark.x) ** 2, abs=1e-7)

    def test_a_kink_and_a_jump_have_no_slope(self):
        for function in (lambda z: np.maximum(z, 0), lambda z: np.where(z >= 0, 1, 0)):
            mark = line(explore.activation(function), "f' (measured)")
            assert mark.x[np.isnan(mark.y.values)].tolist() == [0]

    def test_a_wrong_derivative_is_drawn_beside_the_measured_one(self):
        widget = explore.activation(sigmoid, wrong_slope, state={"a": 2, "z": 0})
        assert "slope 0.25 by your derivative, 0.5 measured" in widget.description

    def test_a_flat_region_is_shaded(self):
        widget = explore.activation(np.tanh, state={"z": 6})
        band = next(mark for mark in widget.scene.panels[0].marks if isinstance(mark, Band))
        edge = np.arccosh(np.sqrt(1 / 0.05))
        assert np.array_equal(band.mask.values, np.abs(band.x) > edge)
        assert ": nearly flat." in widget.description

    def test_no_number_is_said_and_counted(self):
        said = explore.activation(np.log).description
        assert "log: 120 of 241 values are not a number, 1 of 241 values are infinite." in said


class TestParameter:
    def test_starts_at_its_default_and_keeps_it_among_the_settings(self):
        widget = explore.activation(lambda z, alpha=0.013: np.where(z > 0, z, alpha * z))
        assert widget.state["alpha"] == 0.013

    def test_takes_other_settings(self):
        widget = explore.activation(sigmoid, settings={"a": [1, 5]})
        assert widget.scene.controls[-1].values.tolist() == [1, 5]


class TestRangeOfSlopes:
    def test_holds_the_steepest_setting(self):
        widget = explore.activation(sigmoid, settings={"a": np.round(np.arange(0.2, 4.01, 0.1), 10)})
        assert widget.scene.panels[1].y_range[1] > 1  # a / 4 at a = 4

    def test_leaves_out_a_single_wild_one(self):
        widget = explore.activation(np.tanh, lambda z: np.where(z == 0, 1e6, 1 - np.tanh(z) ** 2))
        assert widget.scene.panels[1].y_range[1] < 2


class TestSeveral:
    def test_one_that_fails_does_not_hide_the_others(self):
        widget = explore.activation({"tanh": np.tanh, "half": lambda z: z[:3]})
        said = describe(widget.scene, widget.state)
        assert "Not drawn: `half` must return an array of the shape (241,)" in said

    def test_the_chosen_one_is_read(self):
        widget = explore.activation(
            {"tanh": np.tanh, "sigmoid": sigmoid}, state={"function": "sigmoid", "z": 0}
        )
        assert "At z = 0, sigmoid is 0.5" in widget.description

    def test_one_that_is_not_written_is_called_by_its_own_name(self):
        def relu(z):
            raise NotImplementedError

        assert "`relu` is not written yet" in explore.activation({"ReLU": relu}).reason

    def test_nothing_to_draw_says_why_of_each(self):
        shown = explore.activation({"one": None, "two": lambda z: None})
        assert isinstance(shown, Placeholder)
        assert "`one` is not written yet" in shown.reason
        assert "`two` returned None" in shown.reason
