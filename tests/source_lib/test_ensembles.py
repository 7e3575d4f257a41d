"""Oracles: NumPy's and SciPy's averages and modes, the ambiguity decomposition, scikit-learn's trees."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy import stats

from source_lib.ensembles import average_predictions, bagging, bootstrap, majority_vote
from source_lib.errors import LabelError, RangeError, ShapeError

predictions_of_models = arrays(
    np.float64, array_shapes(min_dims=2, max_side=6), elements=st.floats(-100, 100)
)


class TestAveragePredictions:
    @given(predictions_of_models)
    def test_plain(self, predictions):
        np.testing.assert_allclose(average_predictions(predictions), predictions.mean(axis=0), atol=1e-12)

    def test_weighted(self):
        predictions = np.random.default_rng(0).normal(size=(3, 4, 2))
        expected = np.average(predictions, axis=0, weights=[1, 0, 3])
        np.testing.assert_allclose(average_predictions(predictions, [1, 0, 3]), expected, rtol=1e-12)

    def test_probabilities_still_sum_to_one(self):
        probabilities = np.random.default_rng(1).dirichlet(np.ones(4), size=(5, 20))
        np.testing.assert_allclose(average_predictions(probabilities).sum(axis=-1), 1, rtol=1e-12)

    @given(predictions_of_models, st.floats(-100, 100))
    def test_error_of_the_average(self, predictions, truth):
        """It is the average error less the variance of the models (Krogh and Vedelsby, 1995)."""
        together = (average_predictions(predictions) - truth) ** 2
        apart = ((predictions - truth) ** 2).mean(axis=0)
        np.testing.assert_allclose(together, apart - predictions.var(axis=0), atol=1e-8)
        assert (together <= apart + 1e-8).all()

    def test_bad_arguments(self):
        with pytest.raises(ShapeError, match="`predictions` must have at least one model"):
            average_predictions(np.empty((0, 3)))
        with pytest.raises(ShapeError, match="`weights` must be one for each of 2 models"):
            average_predictions([[1.0], [2.0]], [1.0])
        for bad in ([0, 0], [-1, 2], [np.nan, 1]):
            with pytest.raises(RangeError, match="`weights` must be finite, 0 or more"):
                average_predictions([[1.0], [2.0]], bad)


class TestMajorityVote:
    @given(arrays(np.int64, array_shapes(min_dims=2, max_dims=2, max_side=8), elements=st.integers(0, 4)))
    def test_against_scipy(self, labels):
        np.testing.assert_array_equal(majority_vote(labels), stats.mode(labels, axis=0).mode)

    def test_a_tie_goes_to_the_lowest(self):
        assert majority_vote([[2], [1]]).tolist() == [1]

    def test_three_of_four_right_beat_each_alone(self):
        """Five independent models, each right with probability 0.7, are together right with 0.837."""
        rng = np.random.default_rng(2)
        right = rng.random((5, 20_000)) < 0.7
        expected = stats.binom.sf(2, 5, 0.7)
        assert majority_vote(right.astype(int)).mean() == pytest.approx(expected, abs=0.015)

    def test_bad_arguments(self):
        with pytest.raises(LabelError):
            majority_vote([[0.5]])
        with pytest.raises(ShapeError, match="`labels` must be 2-D"):
            majority_vote([0, 1])
        with pytest.raises(ShapeError, match="at least one model"):
            majority_vote(np.empty((0, 4)))

    def test_no_samples(self):
        assert majority_vote(np.empty((3, 0))).shape == (0,)


class TestBootstrap:
    def test_drawn_and_left_out_are_everything(self):
        drawn, left_out = bootstrap(50, np.random.default_rng(0))
        assert len(drawn) == 50
        assert set(drawn) | set(left_out) == set(range(50))
        assert not set(drawn) & set(left_out)

    def test_share_left_out(self):
        _, left_out = bootstrap(100_000, np.random.default_rng(1))
        assert len(left_out) / 100_000 == pytest.approx((1 - 1e-5) ** 100_000, abs=0.005)

    def test_no_samples(self):
        with pytest.raises(RangeError, match="`n_samples` must be in"):
            bootstrap(0, np.random.default_rng(0))


class TestBagging:
    def test_every_model_sees_pairs_from_the_data(self):
        X, y = np.arange(20.0).reshape(-1, 1), np.arange(20)
        seen = bagging(lambda rows, targets: (rows, targets), X, y, 4, np.random.default_rng(0))
        assert len(seen) == 4
        assert len({tuple(targets) for _, targets in seen}) == 4
        for rows, targets in seen:
            assert len(rows) == 20
            np.testing.assert_array_equal(rows[:, 0], targets)

    def test_bagged_trees_err_less_than_one(self):
        tree = pytest.importorskip("sklearn.tree")
        rng = np.random.default_rng(3)
        X, X_new = rng.uniform(-3, 3, size=(2, 150, 1))
        y, y_new = (np.sin(rows[:, 0]) + 0.4 * rng.normal(size=150) for rows in (X, X_new))
        trees = bagging(tree.DecisionTreeRegressor(random_state=0).fit, X, y, 1, rng)

        def fit(rows, targets):
            return tree.DecisionTreeRegressor(random_state=0).fit(rows, targets)

        trees = bagging(fit, X, y, 25, rng)
        together = average_predictions([model.predict(X_new) for model in trees])
        alone = fit(X, y).predict(X_new)
        assert np.mean((together - y_new) ** 2) < 0.9 * np.mean((alone - y_new) ** 2)

    def test_bad_arguments(self):
        with pytest.raises(ShapeError, match="must have one length, got 2 and 3"):
            bagging(lambda X, y: None, np.zeros((2, 1)), np.zeros(3), 1, np.random.default_rng(0))
        with pytest.raises(RangeError, match="`n_models` must be in"):
            bagging(lambda X, y: None, np.zeros((2, 1)), np.zeros(2), 0, np.random.default_rng(0))
