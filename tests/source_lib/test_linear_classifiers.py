import numpy as np
import pytest
import sklearn.linear_model
from oracles import numerical_gradient

from source_lib.errors import LabelError, RangeError, ShapeError
from source_lib.linear_classifiers import (
    linear_scores,
    logistic_neuron,
    logistic_neuron_loss,
    logistic_neuron_predict,
    svm_neuron_loss,
    svm_neuron_predict,
)

RNG = np.random.default_rng(13)
X, WEIGHTS, BIAS = RNG.normal(size=(12, 3)), RNG.normal(size=3), 0.4
Y = RNG.integers(0, 2, 12)


class TestLinearScores:
    def test_is_a_weighted_sum(self):
        weights, biases = RNG.normal(size=(3, 4)), RNG.normal(size=4)
        scores = linear_scores(X, weights, biases)
        for sample, unit in np.ndindex(12, 4):
            expected = sum(X[sample] * weights[:, unit]) + biases[unit]
            np.testing.assert_allclose(scores[sample, unit], expected, rtol=1e-10)

    def test_a_single_unit_is_a_column(self):
        column = linear_scores(X, WEIGHTS[:, np.newaxis], [BIAS])
        np.testing.assert_allclose(linear_scores(X, WEIGHTS, BIAS), column[:, 0], rtol=1e-12)

    def test_extremes_do_not_warn(self):
        assert linear_scores([[1e308, 1e308]], [10, 10], 0)[0] == np.inf
        assert np.isnan(linear_scores([[np.inf, -np.inf]], [1, 1], 0))[0]

    def test_empty_and_float32(self):
        assert linear_scores(np.empty((0, 3)), WEIGHTS, BIAS).shape == (0,)
        single = linear_scores(X.astype("f4"), WEIGHTS.astype("f4"), np.float32(BIAS))
        assert single.dtype == np.float32

    @pytest.mark.parametrize(
        ("X", "weights", "biases", "message"),
        [
            ((2, 3), (2,), (), r"`X` must have 2 columns, got shape \(2, 3\)"),
            ((3,), (3,), (), r"`X` must be 2-D, got shape \(3,\)"),
            ((2, 3), (3,), (1,), r"`biases` must have shape \(\), got \(1,\)"),
            ((2, 3), (3, 2), (3,), r"`biases` must have shape \(2,\), got \(3,\)"),
            ((2, 3), (), (), r"`weights` must be 1-D or 2-D, got shape \(\)"),
        ],
    )
    def test_refuses_shapes_that_do_not_fit(self, X, weights, biases, message):
        with pytest.raises(ShapeError, match=message):
            linear_scores(np.ones(X), np.ones(weights), np.ones(biases))


class TestLogisticNeuron:
    def test_scikit_learn(self):
        other = sklearn.linear_model.LogisticRegression()
        other.classes_, other.coef_, other.intercept_ = (
            np.array([0, 1]),
            WEIGHTS[np.newaxis],
            np.array([BIAS]),
        )
        np.testing.assert_allclose(
            logistic_neuron(X, WEIGHTS, BIAS), other.predict_proba(X)[:, 1], rtol=1e-10
        )
        np.testing.assert_array_equal(logistic_neuron_predict(X, WEIGHTS, BIAS), other.predict(X))

    def test_a_point_on_the_line_is_not_above_one_half(self):
        np.testing.assert_array_equal(logistic_neuron_predict([[-1], [0], [1]], [2.0], 0.0), [0, 0, 1])


class TestLogisticNeuronLoss:
    def test_gradients_agree_with_centred_differences(self):
        _, grad_weights, grad_bias = logistic_neuron_loss(X, Y, WEIGHTS, BIAS)
        expected = numerical_gradient(lambda w: logistic_neuron_loss(X, Y, w, BIAS)[0], WEIGHTS, step=1e-3)
        np.testing.assert_allclose(grad_weights, expected, rtol=1e-8, atol=1e-10)
        expected = numerical_gradient(lambda b: logistic_neuron_loss(X, Y, WEIGHTS, b)[0], BIAS, step=1e-3)
        np.testing.assert_allclose(grad_bias, expected, rtol=1e-8, atol=1e-10)

    def test_scikit_learn_finds_no_lower_point(self):
        other = sklearn.linear_model.LogisticRegression(C=np.inf, tol=1e-12, max_iter=1000).fit(X, Y)
        _, grad_weights, grad_bias = logistic_neuron_loss(X, Y, other.coef_[0], float(other.intercept_[0]))
        np.testing.assert_allclose([*grad_weights, grad_bias], 0, atol=1e-6)


class TestSvmNeuron:
    def test_predicts_by_the_side(self):
        np.testing.assert_array_equal(
            svm_neuron_predict([[-1], [0], [1], [np.nan]], [2.0], 0.0), [0, 1, 1, 0]
        )

    @pytest.mark.parametrize("strength", [0, 0.7])
    def test_gradients_agree_with_centred_differences(self, strength):
        _, grad_weights, grad_bias = svm_neuron_loss(X, Y, WEIGHTS, BIAS, strength)
        expected = numerical_gradient(lambda w: svm_neuron_loss(X, Y, w, BIAS, strength)[0], WEIGHTS)
        np.testing.assert_allclose(grad_weights, expected, rtol=1e-8, atol=1e-9)
        expected = numerical_gradient(lambda b: svm_neuron_loss(X, Y, WEIGHTS, b, strength)[0], BIAS)
        np.testing.assert_allclose(grad_bias, expected, rtol=1e-8, atol=1e-9)

    def test_penalty_is_half_the_strength_times_the_squares(self):
        plain, penalised = (svm_neuron_loss(X, Y, WEIGHTS, BIAS, strength)[0] for strength in (0, 2))
        np.testing.assert_allclose(penalised - plain, sum(w**2 for w in WEIGHTS), rtol=1e-10)

    def test_weights_that_are_not_needed_are_forgotten(self):
        weights = np.array([5.0, 5.0])
        for _ in range(200):  # every sample is beyond the margin, so only the penalty pulls
            weights -= 0.1 * svm_neuron_loss([[1.0, 0], [-1.0, 0]], [1, 0], [2.0, weights[1]], 0.0, 0.5)[1]
        assert 0 < weights[1] < 1e-3

    @pytest.mark.parametrize("strength", [-1, np.inf, np.nan])
    def test_refuses_a_strength_out_of_range(self, strength):
        with pytest.raises(RangeError, match=rf"`strength` must be in \[0, inf\), got {strength}"):
            svm_neuron_loss(X, Y, WEIGHTS, BIAS, strength)


@pytest.mark.parametrize("loss", [logistic_neuron_loss, svm_neuron_loss])
class TestBothLosses:
    def test_refuse_bad_input(self, loss):
        with pytest.raises(LabelError, match=r"`y_true` must hold class indices from 0 up, got -1"):
            loss(X, 2 * Y - 1, WEIGHTS, BIAS)
        with pytest.raises(ShapeError, match=r"`weights` must be 1-D, got shape \(3, 1\)"):
            loss(X, Y, WEIGHTS[:, np.newaxis], [BIAS])
        with pytest.raises(ShapeError, match=r"`X` must hold at least one sample, got shape \(0, 3\)"):
            loss(X[:0], [], WEIGHTS, BIAS)

    def test_do_not_change_their_arguments(self, loss):
        arguments = X.copy(), Y.copy(), WEIGHTS.copy()
        loss(*arguments, BIAS)
        for changed, original in zip(arguments, (X, Y, WEIGHTS), strict=True):
            np.testing.assert_array_equal(changed, original)

    def test_extremes_do_not_warn(self, loss):
        value, grad_weights, _ = loss([[1e308], [-1e308]], [0, 0], [1e308], 0.0)
        assert value == np.inf
        assert grad_weights[0] > 0
        assert np.isnan(loss([[np.nan]], [1], [1.0], 0.0)[0])
