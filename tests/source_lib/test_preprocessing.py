"""Preprocessing against scikit-learn, and by the properties that define each transformation."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.testing import assert_allclose, assert_array_equal
from sklearn import decomposition, preprocessing

from source_lib.errors import NotFittedError, RangeError, ShapeError
from source_lib.preprocessing import (
    PCA,
    Centerer,
    MinMaxScaler,
    Standardizer,
    Whitener,
    scale_pixels,
    train_validation_test_split,
)

KINDS = [Centerer, Standardizer, MinMaxScaler, PCA, Whitener]
every_kind = pytest.mark.parametrize("kind", KINDS)
shapes = st.tuples(st.integers(1, 12), st.integers(1, 5))
matrices = arrays(np.float64, shapes, elements=st.floats(-1e3, 1e3, width=32))


@pytest.fixture
def rng():
    return np.random.default_rng(7)


@pytest.fixture
def X(rng):
    """200 correlated samples far from zero, of unequal spread."""
    return rng.normal(size=(200, 5)) @ rng.normal(size=(5, 5)) * [1, 10, 0.1, 3, 1] + [5, -90, 0, 1e3, 2]


class TestEveryPreprocessor:
    @every_kind
    def test_refuses_to_work_before_fit(self, kind):
        with pytest.raises(NotFittedError, match=f"`{kind.__name__}` must be fitted"):
            kind().transform([[1.0]])

    @every_kind
    def test_learns_nothing_from_the_other_parts(self, kind, X):
        fitted = kind().fit(X[:150])
        before = fitted.transform(X[:150])
        fitted.transform(X[150:] * 1e6)
        assert_array_equal(fitted.transform(X[:150]), before)
        assert_allclose(fitted.transform(X)[:1], fitted.transform(X[:1]), rtol=1e-12)

    @every_kind
    def test_leaves_its_argument_alone(self, kind, X):
        copy = X.copy()
        kind().fit(X).transform(X)
        assert_array_equal(X, copy)

    @every_kind
    @pytest.mark.parametrize("dtype", [np.float32, np.int64])
    def test_precision_follows_the_data(self, kind, dtype):
        X = np.array([[1, 5], [2, 9], [4, 1]], dtype)
        result = kind().fit(X).transform(X)
        assert result.dtype == (np.float32 if dtype == np.float32 else np.float64)
        assert_allclose(result, kind().fit(X.astype(float)).transform(X.astype(float)), atol=1e-6)

    @every_kind
    def test_transforms_an_empty_batch(self, kind, X):
        assert kind().fit(X).transform(np.empty((0, 5))).shape == (0, 5)

    @every_kind
    def test_cannot_be_fitted_to_nothing(self, kind):
        with pytest.raises(ShapeError, match="at least one sample"):
            kind().fit(np.empty((0, 3)))

    @every_kind
    def test_refuses_another_number_of_features(self, kind, X):
        with pytest.raises(ShapeError, match="must have 5 columns"):
            kind().fit(X).transform(X[:, :4])

    @every_kind
    @pytest.mark.parametrize("bad", [np.nan, np.inf, -np.inf, 1e151])
    def test_refuses_numbers_that_have_no_finite_square(self, kind, bad):
        with pytest.raises(RangeError, match="must hold finite numbers"):
            kind().fit([[1.0], [bad]])
        with pytest.raises(RangeError, match="must hold finite numbers"):
            kind().fit([[1.0], [2.0]]).transform([[bad]])

    @every_kind
    def test_one_dimension_is_refused(self, kind):
        with pytest.raises(ShapeError, match="must be 2-D"):
            kind().fit([1.0, 2.0])

    @every_kind
    def test_extreme_but_legal_numbers_do_not_warn(self, kind):
        fitted = kind().fit([[1e150, 0.0, 1e-300], [-1e150, 0.0, 2e-300]])
        assert not np.isnan(fitted.transform([[1e150, -1e150, 1e150], [0, 0, 0]])).any()

    @pytest.mark.parametrize("kind", [Centerer, Standardizer, PCA, Whitener])
    @given(seed=st.integers(0, 2**32 - 1), offset=st.floats(-1e3, 1e3), scale=st.floats(1e-2, 1e3))
    @settings(max_examples=30, deadline=None)
    def test_the_training_mean_goes_to_zero(self, kind, seed, offset, scale):
        X = offset + scale * np.random.default_rng(seed).normal(size=(20, 4))
        result = kind().fit(X).transform(X.mean(axis=0, keepdims=True))
        assert_allclose(result, 0, atol=1e-9 * max(1, scale))


class TestCenterer:
    def test_agrees_with_scikit_learn(self, X):
        oracle = preprocessing.StandardScaler(with_std=False)
        assert_allclose(Centerer().fit(X).transform(X), oracle.fit_transform(X), atol=1e-11)

    def test_a_large_offset_costs_no_digits(self):
        column = np.array([[0.0], [1.0], [2.0]])
        assert_array_equal(Centerer().fit(column + 2.0**52).transform(column + 2.0**52), column - 1)


class TestStandardizer:
    def test_agrees_with_scikit_learn(self, X):
        oracle = preprocessing.StandardScaler().fit(X[:150])
        assert_allclose(Standardizer().fit(X[:150]).transform(X), oracle.transform(X), rtol=1e-10, atol=1e-11)

    def test_training_part_has_mean_0_and_variance_1(self, X):
        result = Standardizer().fit(X).transform(X)
        assert_allclose(result.mean(axis=0), 0, atol=1e-12)
        assert_allclose(result.var(axis=0), 1, rtol=1e-12)

    def test_a_constant_feature_becomes_zero(self):
        X = np.column_stack([np.full(7, 0.1), np.arange(7)])
        result = Standardizer().fit(X).transform(X)
        assert_array_equal(result[:, 0], 0)
        assert result[:, 1].std() == pytest.approx(1)

    def test_where_training_was_constant_the_other_parts_are_centred_only(self):
        assert_array_equal(Standardizer().fit([[2.0], [2.0]]).transform([[2.0], [5.0]]), [[0], [3]])

    def test_a_single_sample_is_all_constant(self):
        assert_array_equal(Standardizer().fit([[3.0, -1e3]]).transform([[3.0, -1e3]]), [[0, 0]])

    @given(X=matrices, factor=st.floats(0.1, 100), offset=st.floats(-100, 100))
    @settings(max_examples=30, deadline=None)
    def test_units_of_measurement_do_not_matter(self, X, factor, offset):
        X = np.round(X)
        ours = Standardizer().fit(X).transform(X)
        other = X * factor + offset
        varies = X.max(axis=0) > X.min(axis=0)
        assert_allclose(Standardizer().fit(other).transform(other)[:, varies], ours[:, varies], atol=1e-8)


class TestMinMaxScaler:
    @pytest.mark.parametrize(("low", "high"), [(-1, 1), (0, 1), (-3.5, 10)])
    def test_agrees_with_scikit_learn(self, X, low, high):
        oracle = preprocessing.MinMaxScaler((low, high)).fit(X[:150])
        assert_allclose(MinMaxScaler(low, high).fit(X[:150]).transform(X), oracle.transform(X), atol=1e-11)

    def test_training_part_fills_the_range(self, X):
        result = MinMaxScaler().fit(X).transform(X)
        assert_allclose(result.min(axis=0), -1)
        assert_allclose(result.max(axis=0), 1)

    def test_a_constant_feature_becomes_low_and_other_parts_keep_their_unit(self):
        scaler = MinMaxScaler(2, 3).fit([[0.5], [0.5]])
        assert_array_equal(scaler.transform([[0.5], [1.5]]), [[2], [3]])

    @pytest.mark.parametrize(("low", "high"), [(1, 1), (2, 1), (np.nan, 1), (0, np.inf)])
    def test_refuses_an_empty_range(self, low, high):
        with pytest.raises(RangeError):
            MinMaxScaler(low, high)


class TestPCA:
    def test_agrees_with_scikit_learn(self, X):
        oracle = decomposition.PCA(n_components=3).fit(X[:150])
        ours = PCA(3).fit(X[:150])
        assert_allclose(ours.transform(X), oracle.transform(X), atol=1e-9)
        assert_allclose(ours.variances * 150 / 149, oracle.explained_variance_, rtol=1e-10)

    def test_directions_are_eigenvectors_of_the_covariance(self, X):
        ours, covariance = PCA().fit(X), np.cov(X.T, ddof=0)
        assert_allclose(covariance @ ours.directions, ours.directions * ours.variances, atol=1e-9)
        assert_allclose(ours.directions.T @ ours.directions, np.eye(5), atol=1e-12)

    def test_decorrelates(self, X):
        covariance = np.cov(PCA().fit(X).transform(X).T, ddof=0)
        assert_allclose(covariance - np.diag(np.diag(covariance)), 0, atol=1e-9)
        assert (np.diff(np.diag(covariance)) < 0).all()

    def test_all_components_lose_nothing(self, X):
        pca = PCA().fit(X)
        assert_allclose(pca.inverse_transform(pca.transform(X)), X, atol=1e-10)

    def test_what_few_components_lose_is_the_variance_left_out(self, X):
        pca = PCA(2).fit(X)
        lost = np.sum((pca.inverse_transform(pca.transform(X)) - X) ** 2) / len(X)
        assert lost == pytest.approx(PCA().fit(X).variances[2:].sum(), rel=1e-9)

    def test_signs_are_fixed(self, X):
        directions = PCA().fit(X).directions
        assert (directions[np.abs(directions).argmax(axis=0), range(5)] > 0).all()

    def test_fewer_samples_than_features(self, X):
        assert PCA().fit(X[:3]).transform(X).shape == (200, 3)

    @pytest.mark.parametrize("n_components", [0, 6, 2.5, np.nan, "3"])
    def test_refuses_an_impossible_number_of_components(self, X, n_components):
        with pytest.raises(RangeError, match="`n_components` must be"):
            PCA(n_components).fit(X)

    def test_return_needs_a_fit(self):
        with pytest.raises(NotFittedError):
            PCA().inverse_transform([[1.0]])


class TestWhitener:
    def test_agrees_with_scikit_learn(self, X):
        oracle = decomposition.PCA(whiten=True).fit(X)
        ours = Whitener().fit(X).transform(X)
        assert_allclose(ours, oracle.transform(X) * np.sqrt(200 / 199), rtol=1e-8, atol=1e-8)

    @given(seed=st.integers(0, 2**32 - 1), features=st.integers(1, 6), scale=st.floats(1e-3, 1e3))
    @settings(max_examples=30, deadline=None)
    def test_covariance_is_the_identity(self, seed, features, scale):
        rng = np.random.default_rng(seed)
        X = scale * rng.normal(size=(50, features)) @ rng.normal(size=(features, features)) + 3
        result = Whitener().fit(X).transform(X)
        assert_allclose(result.T @ result / len(X), np.eye(features), atol=1e-6)

    def test_directions_without_variance_become_zero(self, X):
        twice = np.column_stack([X, X[:, 0] - X[:, 1], np.full(len(X), 0.1)])
        result = Whitener().fit(twice).transform(twice)
        assert_allclose(np.cov(result.T, ddof=0), np.diag([1] * 5 + [0] * 2), atol=1e-8)

    def test_identical_samples_become_zero(self):
        assert_array_equal(Whitener().fit([[0.1, 2.0]] * 3).transform([[0.1, 2.0]]), [[0, 0]])

    def test_eps_damps_each_variance(self, X):
        variances = PCA().fit(X).variances
        result = Whitener(eps=0.5).fit(X).transform(X)
        assert_allclose(result.var(axis=0), variances / (variances + 0.5), rtol=1e-9)

    @pytest.mark.parametrize("eps", [-1e-5, np.nan, np.inf])
    def test_refuses_a_negative_eps(self, eps):
        with pytest.raises(RangeError, match="`eps` must be in"):
            Whitener(eps=eps)


class TestScalePixels:
    def test_white_becomes_1(self):
        assert_array_equal(scale_pixels(np.array([[0, 51, 255]], np.uint8)), [[0, 0.2, 1]])

    def test_keeps_float32(self):
        assert scale_pixels(np.ones((2, 2), np.float32), white=16).dtype == np.float32

    @pytest.mark.parametrize("bad", [-1, 256, np.nan])
    def test_refuses_what_is_no_pixel(self, bad):
        with pytest.raises(RangeError, match=r"`images` must lie in \[0, 255\]"):
            scale_pixels([0, bad])

    @pytest.mark.parametrize("white", [0, -1, np.inf, np.nan])
    def test_refuses_an_impossible_white(self, white):
        with pytest.raises(RangeError, match="`white`"):
            scale_pixels([0.0], white)


class TestTrainValidationTestSplit:
    def test_every_sample_is_in_exactly_one_part(self, rng):
        parts = train_validation_test_split(np.arange(50), np.arange(50) * 2, rng)
        assert [len(X) for X, _ in parts] == [30, 10, 10]
        assert_array_equal(np.sort(np.concatenate([X for X, _ in parts])), np.arange(50))

    def test_shares_are_those_asked_for(self, rng):
        parts = train_validation_test_split(np.arange(50), np.arange(50), rng, validation=0.3, test=0.1)
        assert [len(X) for X, _ in parts] == [30, 15, 5]

    def test_rows_keep_their_labels(self, rng):
        for X, y in train_validation_test_split(np.arange(50), np.arange(50) * 2, rng):
            assert_array_equal(y, X * 2)

    def test_shuffles_by_the_given_generator(self):
        first, again, other = (
            train_validation_test_split(np.arange(50), np.arange(50), np.random.default_rng(seed))[0][0]
            for seed in (1, 1, 2)
        )
        assert_array_equal(first, again)
        assert not np.array_equal(first, other)
        assert not np.array_equal(first, np.sort(first))

    def test_parts_are_copies(self, rng):
        X = np.zeros((10, 2))
        train_validation_test_split(X, np.arange(10), rng)[0][0][:] = 1
        assert_array_equal(X, 0)

    def test_parts_may_be_empty_but_not_the_training_part(self, rng):
        train, validation, test = train_validation_test_split([[1.0]], [0], rng, validation=0, test=0)
        assert (len(train[0]), len(validation[0]), len(test[0])) == (1, 0, 0)
        with pytest.raises(RangeError, match="must leave a sample to train on"):
            train_validation_test_split(np.arange(4), np.arange(4), rng, validation=0.5, test=0.5)

    @pytest.mark.parametrize("share", [-0.1, 1, np.nan])
    def test_refuses_a_share_outside_0_to_1(self, rng, share):
        with pytest.raises(RangeError, match="`test` must be in"):
            train_validation_test_split(np.arange(4), np.arange(4), rng, test=share)

    def test_refuses_unequal_lengths(self, rng):
        with pytest.raises(ShapeError, match="got 4 and 3"):
            train_validation_test_split(np.arange(4), np.arange(3), rng)
