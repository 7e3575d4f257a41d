"""Every widget: what it shows is what the student's functions say."""

import json

import numpy as np
import pytest
import students
from scipy.special import softmax as exact_softmax

from nnlab import explore
from nnlab.explore.explorer import Explorer, Placeholder
from nnlab.explore.scene import Bars, Line, Points
from nnlab.explore.widgets import overfitting as overfitting_module

NAMES = sorted(students.SHOW)


def show(name):
    return eval(students.SHOW[name], {**vars(students), "explore": explore})


def none_of(name):
    """Show a widget before anything is written."""
    stubs = {key: None if callable(value) else value for key, value in vars(students).items()}
    return eval(students.SHOW[name], {**stubs, "explore": explore})


def mark(widget, kind, name):
    return next(m for p in widget.scene.panels for m in p.marks if isinstance(m, kind) and m.name == name)


def size(packed):
    if isinstance(packed, bytes):
        return len(packed)
    parts = packed.values() if isinstance(packed, dict) else packed if isinstance(packed, list) else ()
    return sum(map(size, parts))


@pytest.fixture(scope="module", params=NAMES)
def widget(request):
    return show(request.param)


class TestEvery:
    def test_there_is_an_example_of_each(self):
        assert sorted(explore.__all__) == NAMES

    def test_is_drawn(self, widget):
        assert isinstance(widget, Explorer)
        assert widget.picture().startswith(b"\x89PNG")

    def test_says_what_it_shows(self, widget):
        assert widget.scene.title in widget.description
        assert "{" not in widget.description

    def test_state_survives_json(self, widget):
        state = json.loads(json.dumps(widget.state))
        assert widget.scene.state(state) == widget.state

    def test_both_ends_of_every_control_can_be_drawn_and_said(self, widget):
        for end in (0, -1):
            ends = {}
            for control in widget.scene.controls:
                values = getattr(control, "values", getattr(control, "options", (False, True)))
                ends[control.name] = values[end]
            moved = Explorer(widget.scene, ends)
            assert moved.picture().startswith(b"\x89PNG")
            assert moved.description

    def test_travels_in_under_a_megabyte(self, widget):
        assert size(widget.drawing) < 1_000_000


@pytest.mark.parametrize("name", NAMES)
def test_waits_politely_for_what_is_not_written(name):
    waiting = none_of(name)
    assert isinstance(waiting, Placeholder)
    assert "is not written yet" in waiting.reason


class TestPerceptron:
    def test_the_right_rule_parts_what_a_line_can_part(self):
        count = mark(show("perceptron"), Line, "wrong points").y.values
        assert count[:2, -1].tolist() == [0, 0]

    def test_a_rule_with_the_wrong_sign_does_not(self):
        def away(x, y_true, weights, bias, learning_rate):
            return students.update(x, y_true, weights, bias, -learning_rate)

        widget = explore.perceptron(students.predict, away)
        assert mark(widget, Line, "wrong points").y.values[1, -1] > 0
        assert "there are still mistakes" in widget.description

    def test_the_line_is_where_the_sum_is_zero(self):
        widget = show("perceptron")
        line = mark(widget, Line, "line")
        x, y = line.x.values[1, 0], line.y.values[1, 0]  # before learning: weights (1, -1), bias 1.5
        assert x - y + 1.5 == pytest.approx([0, 0])

    def test_an_update_that_returns_one_thing_is_named(self):
        waiting = explore.perceptron(students.predict, lambda x, y, weights, bias, rate: weights)
        assert "`update` must return two values" in waiting.reason.replace("`f`", "`update`")


class TestGates:
    def test_no_line_is_xor(self):
        widget = explore.gates(students.predict, state={"gate": "XOR"})
        assert "The best of all settings of the sliders gets 3 of 4" in widget.description

    def test_two_layers_are(self):
        widget = explore.gates(students.predict, students.xor, state={"gate": "XOR", "layers": True})
        assert "Two layers, XOR: 4 of 4 are right." in widget.description

    def test_weights_that_are_a_gate(self):
        state = {"gate": "AND", "w1": 1, "w2": 1, "b": -1.5}
        assert "AND: 4 of 4" in explore.gates(students.predict, state=state).description


class TestSoftmax:
    def test_probabilities_are_those_of_the_scores_over_the_temperature(self):
        table = mark(show("softmax"), Bars, "probability").y.values
        widget = show("softmax")
        first, temperature = (widget.scene.controls[i].values for i in (1, 0))
        scores = np.array([first[3], 1.0, 0.0, -1.5])
        assert table[0, 3, 7] == pytest.approx(exact_softmax(scores / temperature[7]))

    def test_an_overflow_is_said(self):
        widget = explore.softmax(
            lambda z: np.exp(z) / np.exp(z).sum(axis=1, keepdims=True), state={"shift": True}
        )
        assert "cat not a number" in widget.description


class TestCodeBill:
    def test_lengths_that_fit_the_habit_cost_the_entropy(self):
        state = {"bits0": 1, "bits1": 2, "bits2": 3, "bits3": 3}
        said = explore.code_bill(
            students.expected_code_length, students.entropy, students.kraft_sum, state=state
        )
        assert (
            "The bill is 1.75 bits a message, the entropy 1.75. The Kraft sum is 1: such" in said.description
        )

    def test_lengths_that_are_too_short_are_no_code(self):
        state = dict.fromkeys(["bits0", "bits1", "bits2", "bits3"], 1)
        said = explore.code_bill(
            students.expected_code_length, students.entropy, students.kraft_sum, state=state
        )
        assert "no such code can be read back" in said.description


class TestLosses:
    def test_delta_has_a_slider(self):
        widget = explore.losses({"Huber": students.huber}, state={"delta": 0.5, "error": 3})
        assert "Huber 1.38" in widget.description  # 0.5 * (3 - 0.25)

    def test_one_that_is_missing_leaves_the_others(self):
        widget = explore.losses({"MSE": students.mse, "MAE": None})
        assert "Not drawn: `MAE` is not written yet" in widget.description

    def test_one_that_is_not_written_is_called_by_its_own_name(self):
        def mae(y_true, y_pred):
            raise NotImplementedError

        widget = explore.losses({"squared": students.mse, "absolute": mae})
        assert "Not drawn: `mae` is not written yet" in widget.description


class TestWrongStart:
    def test_cross_entropy_leaves_the_plateau_first(self):
        widget = show("wrong_start")
        slow, fast = (mark(widget, Line, name).y.values for name in ("MSE", "cross-entropy"))
        assert np.all(fast[-1, :, 40] < slow[-1, :, 40])

    def test_the_first_step_is_the_students_slope(self):
        table = mark(show("wrong_start"), Line, "cross-entropy").y.values
        start = 6.0
        after = start - 2 * 0.05 / (1 + np.exp(-start))
        assert table[-1, 0, 1] == pytest.approx(1 / (1 + np.exp(-after)))


class TestLearningRate:
    def test_the_loss_on_a_parabola_shrinks_by_a_known_factor(self):
        widget = show("learning_rate")
        rates = widget.scene.controls[1].values
        table = next(m for m in widget.scene.panels[2].marks if isinstance(m, Line)).y.values[0]
        factor = (1 - rates[:, None]) ** (2 * np.arange(11))
        assert table[:, :11] == pytest.approx(4.5 * factor)

    @pytest.mark.parametrize(("variables", "limit"), [("one", 2.0), ("two", 2 / 1.8)])
    def test_says_when_it_diverges(self, variables, limit):
        for rate, words in [(limit * 1.15, "is worse"), (limit * 0.9, "has arrived")]:
            said = explore.learning_rate(students.gradient_step, state={"variables": variables, "rate": rate})
            assert words in said.description

    def test_a_step_uphill_is_lost_and_said(self):
        widget = explore.learning_rate(lambda t, g, rate: t + 30 * g, state={"rate": 1})
        assert "diverged at step 8" in widget.description  # 3 * 31**7 < 1e12 < 3 * 31**8


class TestOptimizers:
    def test_the_path_of_plain_descent_is_known(self):
        widget = show("optimizers")
        line = mark(widget, Line, "SGD")
        rates = widget.scene.controls[1].values
        assert line.x.values[0, :, 50] == pytest.approx(-3.6 * (1 - 0.08 * rates) ** 50)

    def test_state_is_handed_on(self):
        counts = []

        def counting(theta, gradient, state, learning_rate):
            counts.append(state.get("count", 0))
            return theta, {"count": counts[-1] + 1}

        explore.optimizers({"counting": counting})
        assert counts[:80] == list(range(80))

    def test_a_gradient_may_be_asked_ahead(self):
        def ahead(theta, gradient, state, learning_rate):
            return theta - learning_rate * gradient(theta - 0.1), state

        assert isinstance(explore.optimizers({"ahead": ahead}), Explorer)


class TestBatchSize:
    def test_the_whole_batch_descends_without_noise(self):
        widget = show("batch_size")
        whole = mark(widget, Line, "batch 256").y.values[:4]
        assert np.all(np.diff(whole[:, ::16]) < 0)

    def test_noise_grows_as_batches_shrink(self):
        widget = show("batch_size")
        wiggle = [mark(widget, Line, f"batch {n}").y.values[3, 32:].std() for n in (1, 4, 16)]
        assert wiggle[0] > wiggle[1] > wiggle[2]

    def test_updates_are_counted(self):
        widget = explore.batch_size(students.loss, students.gradient, state={"size": "64"})
        assert "Batch size 64: 4 updates an epoch of 256 samples." in widget.description


class TestShrinking:
    def test_weights_with_an_l2_penalty_solve_the_ridge_equations(self):
        from nnlab.explore.widgets.shrinking import _problem

        A, b = _problem()
        widget = show("shrinking")
        strengths = widget.scene.controls[1].values
        found = mark(widget, Bars, "with it").y.values[1, -1]
        assert found == pytest.approx(np.linalg.solve(A + strengths[-1] * np.eye(8), b), abs=1e-3)

    def test_l1_makes_more_weights_vanish_than_l2(self):
        weights = mark(show("shrinking"), Bars, "with it").y.values
        gone = (np.abs(weights) < 0.02).sum(axis=-1)
        assert gone[0, 20] > gone[1, 20]


class TestOverfitting:
    def test_the_frozen_curves_overfit_less_with_dropout(self):
        curves = json.loads(overfitting_module.CURVES.read_text())
        last = {float(key): validation[-1] for key, (_, validation) in curves.items()}
        assert last[1.0] > last[0.7] > last[0.5] > last[0.3]

    def test_the_line_stands_where_the_student_stops(self):
        widget = explore.overfitting(
            lambda losses, patience: (10 + patience, patience), state={"patience": 5}
        )
        assert "stopped at epoch 15, best epoch 5" in widget.description

    def test_an_epoch_that_is_not_there_is_refused(self):
        waiting = explore.overfitting(lambda losses, patience: (len(losses), 0))
        assert "must return epochs from 0 to 200" in waiting.reason

    def test_a_dropout_without_the_division_changes_the_mean(self):
        widget = explore.overfitting(
            students.early_stopping, lambda X, mask, p: X * mask, state={"keep_prob": 0.5}
        )
        bars = mark(widget, Bars, "one draw").y.values
        assert set(bars[2]) <= {0, *bars[-1]}
        assert "The layer's mean is 0.683; after dropout, over 400 draws, 0.346." in widget.description

    def test_the_point_is_on_the_curve(self):
        widget = show("overfitting")
        best, curve = mark(widget, Points, "best"), mark(widget, Line, "validation")
        assert best.y.values[3, 2, 0] == curve.y.values[3, int(best.x.values[3, 2, 0])]


class TestDepth:
    def test_norms_are_those_of_the_last_weights_in_a_linear_network(self):
        def turn(shape, rng):
            return np.linalg.qr(rng.standard_normal(shape))[0]

        one = {"linear": (lambda z: z, np.ones_like)}
        widget = explore.depth(students.gradient_norms, one, {"turn": turn})
        table = mark(widget, Line, "norm of the gradient").y.values[0, 0, 5, :10]
        assert table == pytest.approx(np.full(10, table[-1]))

    def test_sigmoid_vanishes(self):
        assert "it vanishes" in show("depth").description

    def test_shallow_networks_are_filled_with_nothing(self):
        line = mark(show("depth"), Line, "norm of the gradient")
        assert np.isfinite(line.x.values[0]).sum() == np.isfinite(line.y.values[0, 0, 0]).sum() == 2


class TestStabilizers:
    def test_batch_normalisation_keeps_the_spread(self):
        f = {"gain": 3, "batch_norm": True}
        widget = explore.stabilizers(students.affine, lambda z: z, students.batch_norm, state=f)
        spread = mark(widget, Line, "standard deviation").y.values
        assert spread[:, 1, 1:] == pytest.approx(1, abs=1e-2)
        assert spread[-1, 0, -1] > 1e6

    def test_a_linear_layer_lets_a_nudge_through_as_it_does_the_data(self):
        widget = explore.stabilizers(students.affine, lambda z: z)
        arrives, spread = (mark(widget, Line, name).y.values for name in ("multiple", "standard deviation"))
        assert np.log(arrives[0, -1]) == pytest.approx(np.log(spread[0, -1]), rel=0.1)

    def test_clipping_keeps_the_path_near(self):
        far = mark(show("stabilizers"), Line, "path").x.values.max(axis=-1)
        assert far[0, 0] > 5
        assert far[1, 0] < 1.1
