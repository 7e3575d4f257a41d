import numpy as np
import pytest
import sklearn.linear_model
from hypothesis import given
from hypothesis import strategies as st

from source_lib.errors import LabelError, RangeError, ShapeError
from source_lib.perceptron import decision_line, mcculloch_pitts, perceptron_fit, perceptron_predict

CORNERS = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
RNG = np.random.default_rng(12)
X = RNG.normal(size=(30, 2))
Y = (X @ [1.0, -2.0] > 0.3).astype(int)


class TestMcCullochPitts:
    @pytest.mark.parametrize(
        ("threshold", "fires"), [(0, [1, 1, 1, 1]), (1, [0, 1, 1, 1]), (2, [0, 0, 0, 1]), (3, [0] * 4)]
    )
    def test_counts_active_inputs(self, threshold, fires):
        np.testing.assert_array_equal(mcculloch_pitts(CORNERS, threshold), fires)

    def test_one_inhibitory_input_forbids(self):
        np.testing.assert_array_equal(mcculloch_pitts(CORNERS, 1, inhibitory=[False, True]), [0, 0, 1, 0])

    def test_not(self):
        np.testing.assert_array_equal(mcculloch_pitts([[0], [1]], 0, inhibitory=[True]), [1, 0])

    def test_all_inputs_count_the_same(self):
        inputs = np.random.default_rng(0).integers(0, 2, (20, 5))
        np.testing.assert_array_equal(mcculloch_pitts(inputs, 3), mcculloch_pitts(inputs[:, ::-1], 3))

    def test_no_sample_and_no_input(self):
        assert mcculloch_pitts(np.empty((0, 2)), 1).shape == (0,)
        np.testing.assert_array_equal(mcculloch_pitts(np.empty((2, 0)), 0), [1, 1])

    def test_refuses(self):
        with pytest.raises(LabelError, match="`X` must hold class indices below 2, got 2"):
            mcculloch_pitts([[2]], 1)
        with pytest.raises(ShapeError, match=r"`X` must be 2-D, got shape \(2,\)"):
            mcculloch_pitts([0, 1], 1)
        with pytest.raises(ShapeError, match=r"`inhibitory` must have shape \(2,\), got \(3,\)"):
            mcculloch_pitts(CORNERS, 1, [True, False, True])
        with pytest.raises(RangeError, match=r"`threshold` must be in \[-inf, inf\], got nan"):
            mcculloch_pitts(CORNERS, np.nan)


def rosenblatt_by_hand(X, y, learning_rate, epochs):
    """Follow the rule in plain Python numbers."""
    weights, bias, mistakes, path = [0.0] * len(X[0]), 0.0, [], []
    path.append([*weights, bias])
    for _ in range(epochs):
        mistakes.append(0)
        for sample, label in zip(X, y, strict=True):
            score = sum(w * x for w, x in zip(weights, sample, strict=True)) + bias
            fires = 1 if score >= 0 else 0
            if fires != label:
                sign = 1 if label == 1 else -1
                weights = [w + learning_rate * sign * x for w, x in zip(weights, sample, strict=True)]
                bias += learning_rate * sign
                mistakes[-1] += 1
                path.append([*weights, bias])
        if mistakes[-1] == 0:
            break
    return mistakes, np.array(path)


class TestPerceptronFit:
    @pytest.mark.parametrize("learning_rate", [1, 0.1])
    def test_follows_the_rule_update_by_update(self, learning_rate):
        fit = perceptron_fit(X, Y, learning_rate, epochs=20, keep_path=True)
        mistakes, path = rosenblatt_by_hand(X.tolist(), Y.tolist(), learning_rate, 20)
        assert fit.mistakes == mistakes
        np.testing.assert_allclose(fit.path, path, rtol=1e-10, atol=1e-12)
        np.testing.assert_array_equal([*fit.weights, fit.bias], fit.path[-1])

    def test_scikit_learn_on_the_corners(self):
        labels = [0, 0, 0, 1]
        other = sklearn.linear_model.Perceptron(shuffle=False, tol=None, max_iter=50).fit(CORNERS, labels)
        fit = perceptron_fit(CORNERS, labels)
        np.testing.assert_array_equal(
            perceptron_predict(CORNERS, fit.weights, fit.bias), other.predict(CORNERS)
        )

    @given(st.integers(0, 10_000))
    def test_parts_whatever_a_line_with_a_gap_parts(self, seed):
        rng = np.random.default_rng(seed)
        direction, points = rng.normal(size=2), rng.uniform(-1, 1, size=(40, 2))
        heights = points @ direction / np.linalg.norm(direction)
        points, labels = points[np.abs(heights) > 0.2], heights[np.abs(heights) > 0.2] > 0
        # Novikoff: at most (R / gap)^2 updates, R^2 = 3 with the bias input; so many epochs suffice
        fit = perceptron_fit(points, labels, epochs=76)
        assert fit.mistakes[-1] == 0
        assert sum(fit.mistakes) <= 75
        np.testing.assert_array_equal(perceptron_predict(points, fit.weights, fit.bias), labels)

    def test_never_ends_on_xor(self):
        fit = perceptron_fit(CORNERS, [0, 1, 1, 0], epochs=50)
        assert len(fit.mistakes) == 50
        assert min(fit.mistakes) > 0

    def test_the_learning_rate_scales_and_changes_no_prediction(self):
        one, four = perceptron_fit(X, Y, 1), perceptron_fit(X, Y, 4)
        assert one.mistakes == four.mistakes
        np.testing.assert_allclose(four.weights, 4 * one.weights, rtol=1e-10)

    def test_shuffles_with_the_generator_alone(self):
        fits = [perceptron_fit(X, Y, rng=np.random.default_rng(seed), keep_path=True) for seed in (1, 1, 2)]
        np.testing.assert_array_equal(fits[0].path, fits[1].path)
        assert not np.array_equal(fits[0].path, fits[2].path)

    def test_keeps_the_path_only_if_wanted(self):
        assert perceptron_fit(X, Y).path is None
        fit = perceptron_fit(X, Y, keep_path=True)
        assert fit.path.shape == (1 + sum(fit.mistakes), 3)
        np.testing.assert_array_equal(fit.path[0], 0)

    def test_one_class_takes_no_update_or_one(self):
        assert perceptron_fit(CORNERS, [1, 1, 1, 1]).mistakes == [0]
        assert perceptron_fit(CORNERS, [0, 0, 0, 0]).mistakes == [1, 0]

    def test_does_not_change_its_arguments_and_takes_float32(self):
        samples, labels = X.astype(np.float32), Y.copy()
        before = samples.copy()
        fit = perceptron_fit(samples, labels)
        np.testing.assert_array_equal(samples, before)
        np.testing.assert_array_equal(labels, Y)
        assert fit.weights.dtype == np.float64

    def test_huge_inputs_do_not_warn(self):
        fit = perceptron_fit([[1e308], [-1e308], [1e308]], [0, 1, 0], epochs=5)
        assert fit.mistakes[-1] == 0

    @pytest.mark.parametrize(
        ("change", "error", "message"),
        [
            ({"y_true": [0, 1, 2, 0]}, LabelError, r"`y_true` must hold class indices below 2, got 2"),
            ({"y_true": [0, 1, -1, 0]}, LabelError, r"`y_true` must hold class indices from 0 up, got -1"),
            ({"y_true": [0, 1]}, ShapeError, r"`y_true` must have shape \(4,\), a label a row, got \(2,\)"),
            ({"X": [1, 2, 3, 4]}, ShapeError, r"`X` must be 2-D, got shape \(4,\)"),
            ({"X": np.empty((0, 2)), "y_true": []}, ShapeError, r"`X` must hold at least one sample"),
            ({"X": [[np.nan, 0]], "y_true": [1]}, RangeError, r"`X` must hold finite numbers, got nan"),
            ({"learning_rate": 0}, RangeError, r"`learning_rate` must be in \(0, inf\), got 0"),
            ({"epochs": 0}, RangeError, r"`epochs` must be in \[1, inf\), got 0"),
            ({"epochs": 1.5}, RangeError, r"`epochs` must be a whole number, got 1\.5"),
        ],
    )
    def test_refuses(self, change, error, message):
        with pytest.raises(error, match=message):
            perceptron_fit(**({"X": CORNERS, "y_true": [0, 0, 0, 1]} | change))


class TestPerceptronPredict:
    def test_a_point_on_the_line_is_in_class_one(self):
        np.testing.assert_array_equal(perceptron_predict([[1, 1], [1, 1.5], [1, 0.5]], [1, -1], 0), [1, 0, 1])

    def test_nan_is_in_class_zero(self):
        np.testing.assert_array_equal(
            perceptron_predict([[np.nan], [np.inf], [-np.inf]], [1.0], 0.0), [0, 1, 0]
        )

    def test_a_layer_predicts_a_column_a_unit(self):
        assert perceptron_predict(CORNERS, np.ones((2, 3)), np.zeros(3)).shape == (4, 3)
        assert perceptron_predict(np.empty((0, 2)), [1, 1], 0).shape == (0,)


class TestDecisionLine:
    @given(st.tuples(*[st.floats(-10, 10).filter(lambda w: abs(w) > 1e-3)] * 2), st.floats(-10, 10))
    def test_both_points_lie_on_the_line(self, weights, bias):
        points = decision_line(weights, bias, -2, 3)
        assert not np.array_equal(points[0], points[1])
        np.testing.assert_allclose(points @ weights + bias, 0, atol=1e-12)

    def test_flat_runs_from_left_to_right(self):
        np.testing.assert_array_equal(decision_line([0, 2], -1, -3, 3), [[-3, 0.5], [3, 0.5]])

    def test_vertical_runs_from_bottom_to_top(self):
        np.testing.assert_array_equal(decision_line([2, 0], -1, -3, 3), [[0.5, -3], [0.5, 3]])

    def test_slope_and_intercept(self):
        (x0, y0), (x1, y1) = decision_line([1.0, 2.0], 3.0, 0, 1)
        assert y0 == -3 / 2
        assert (y1 - y0) / (x1 - x0) == -1 / 2

    @pytest.mark.parametrize(
        ("weights", "bias", "error", "message"),
        [
            ([0, 0], 1, RangeError, r"`weights` must be finite and not both 0, got \[0\.0, 0\.0\]"),
            ([np.inf, 1], 1, RangeError, r"`weights` must be finite and not both 0, got \[inf, 1\.0\]"),
            ([1, 2, 3], 1, ShapeError, r"`weights` must have shape \(2,\), got \(3,\)"),
            ([1, 2], np.nan, RangeError, r"`bias` must be in \(-inf, inf\), got nan"),
        ],
    )
    def test_refuses(self, weights, bias, error, message):
        with pytest.raises(error, match=message):
            decision_line(weights, bias)
