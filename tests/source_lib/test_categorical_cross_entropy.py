import mpmath
import numpy as np
import pytest
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from oracles import numerical_gradient

from source_lib.activations import softmax
from source_lib.categorical_cross_entropy import (
    categorical_cross_entropy,
    categorical_cross_entropy_from_indices,
    categorical_cross_entropy_from_indices_gradient,
    categorical_cross_entropy_gradient,
    one_hot,
    softmax_cross_entropy,
    softmax_cross_entropy_gradient,
)
from source_lib.errors import LabelError, RangeError, ShapeError

RNG = np.random.default_rng(8)
LABELS = np.array([0, 2, 3, 1, 2])
P, SOFT = RNG.dirichlet(np.ones(4), size=(2, 5))
Z = 2 * RNG.normal(size=(5, 4))
ONE_HOT = np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0, 1, 0, 0], [0, 0, 1, 0]])


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestFromRows:
    def test_scikit_learn(self):
        expected = sklearn.metrics.log_loss(LABELS, P, labels=range(4))
        np.testing.assert_allclose(categorical_cross_entropy(ONE_HOT, P), expected, rtol=1e-10)

    def test_soft_truth_against_torch(self, torch):
        p = torch.tensor(P, requires_grad=True)
        value = torch.nn.functional.cross_entropy(torch.log(p), torch.tensor(SOFT))  # rows of P sum to 1
        np.testing.assert_allclose(categorical_cross_entropy(SOFT, P), value.item(), rtol=1e-10)

    @pytest.mark.parametrize("truth", [ONE_HOT, SOFT])
    def test_gradient_agrees_with_centred_differences(self, truth):
        step = P.min() / 100
        expected = numerical_gradient(lambda p: categorical_cross_entropy(truth, p), P, step=step)
        np.testing.assert_allclose(
            categorical_cross_entropy_gradient(truth, P), expected, rtol=1e-5, atol=1e-9
        )

    def test_certain_and_right_costs_nothing(self):
        value = categorical_cross_entropy(ONE_HOT, ONE_HOT)
        assert value == 0
        assert not np.signbit(value)
        np.testing.assert_array_equal(categorical_cross_entropy_gradient(ONE_HOT, ONE_HOT), -ONE_HOT / 5)

    def test_certain_and_wrong_costs_infinity(self):
        assert categorical_cross_entropy([[1, 0], [0, 1]], [[0, 1], [0.5, 0.5]]) == np.inf
        gradient = categorical_cross_entropy_gradient([[1, 0], [0, 1]], [[0, 1], [0.5, 0.5]])
        np.testing.assert_array_equal(gradient, [[-np.inf, 0], [0, -1]])

    @pytest.mark.parametrize("function", [categorical_cross_entropy, categorical_cross_entropy_gradient])
    @pytest.mark.parametrize(
        ("truth", "p", "error", "message"),
        [
            ([[1, 1]], [[0.5, 0.5]], RangeError, r"`y_true` must have rows that sum to 1, got a sum of 2"),
            ([[0, 0]], [[0.5, 0.5]], RangeError, r"`y_true` must have rows that sum to 1, got a sum of 0"),
            ([[2, -1]], [[0.5, 0.5]], RangeError, r"`y_true` must hold probabilities in \[0, 1\], got 2"),
            ([[1, 0]], [[0.5, np.nan]], RangeError, r"`y_pred` must hold probabilities in \[0, 1\], got nan"),
            ([1, 0], [[0.5, 0.5]], ShapeError, r"`y_true` must be 2-D, got shape \(2,\)"),
            (
                [[1, 0]],
                [[1.0]],
                ShapeError,
                r"`y_true` and `y_pred` must have one shape, got \(1, 2\) and \(1, 1\)",
            ),
            (np.ones((0, 2)), np.ones((0, 2)), ShapeError, r"`y_pred` must hold at least one sample"),
        ],
    )
    def test_refuses(self, function, truth, p, error, message):
        with pytest.raises(error, match=message):
            function(truth, p)


class TestFromIndices:
    def test_scikit_learn(self):
        expected = sklearn.metrics.log_loss(LABELS, P, labels=range(4))
        np.testing.assert_allclose(categorical_cross_entropy_from_indices(LABELS, P), expected, rtol=1e-10)

    def test_gradient_agrees_with_centred_differences(self):
        step = P.min() / 100
        expected = numerical_gradient(
            lambda p: categorical_cross_entropy_from_indices(LABELS, p), P, step=step
        )
        actual = categorical_cross_entropy_from_indices_gradient(LABELS, P)
        np.testing.assert_allclose(actual, expected, rtol=1e-5, atol=1e-9)

    def test_same_as_one_hot_rows(self):
        np.testing.assert_allclose(
            categorical_cross_entropy_from_indices_gradient(LABELS, P),
            categorical_cross_entropy_gradient(ONE_HOT, P),
            rtol=1e-12,
        )

    def test_certain(self):
        assert categorical_cross_entropy_from_indices([0], [[1.0, 0]]) == 0
        assert categorical_cross_entropy_from_indices([1], [[1.0, 0]]) == np.inf
        np.testing.assert_array_equal(
            categorical_cross_entropy_from_indices_gradient([1], [[1.0, 0]]), [[0, -np.inf]]
        )

    def test_float32_stays(self):
        assert (
            categorical_cross_entropy_from_indices_gradient(LABELS, P.astype(np.float32)).dtype == np.float32
        )
        assert categorical_cross_entropy_gradient(SOFT, P.astype(np.float32)).dtype == np.float32


class TestFromLogits:
    def test_torch(self, torch):
        z = torch.tensor(Z, requires_grad=True)
        value = torch.nn.functional.cross_entropy(z, torch.tensor(LABELS))
        value.backward()
        np.testing.assert_allclose(softmax_cross_entropy(LABELS, Z), value.item(), rtol=1e-10)
        np.testing.assert_allclose(softmax_cross_entropy_gradient(LABELS, Z), z.grad.numpy(), rtol=1e-10)

    def test_gradient_agrees_with_centred_differences(self):
        expected = numerical_gradient(lambda z: softmax_cross_entropy(LABELS, z), Z, step=1e-3)
        np.testing.assert_allclose(softmax_cross_entropy_gradient(LABELS, Z), expected, rtol=1e-7)

    @pytest.mark.parametrize("gap", [-700.0, -40, 0, 5, 40, 700])
    def test_keeps_its_digits_in_both_tails(self, gap):
        wrong = mpmath.log1p(mpmath.exp(-mpmath.mpf(gap)))
        np.testing.assert_allclose(softmax_cross_entropy([0], [[gap, 0]]), float(wrong), rtol=1e-10)
        with mpmath.workdps(50):
            slope = float(1 / (1 + mpmath.exp(mpmath.mpf(gap))))
        actual = softmax_cross_entropy_gradient([0], [[gap, 0]])
        np.testing.assert_allclose(actual, [[-slope, slope]], rtol=1e-10)

    def test_same_as_from_probabilities(self):
        expected = categorical_cross_entropy_from_indices(LABELS, softmax(Z))
        np.testing.assert_allclose(softmax_cross_entropy(LABELS, Z), expected, rtol=1e-10)

    @pytest.mark.parametrize("classes", [1, 2, 10])
    def test_chance_costs_the_logarithm_of_the_number_of_classes(self, classes):
        np.testing.assert_allclose(
            softmax_cross_entropy([0, 0], np.ones((2, classes))), np.log(classes), rtol=1e-12
        )

    @given(hnp.arrays(float, (3, 4), elements=st.floats(-100, 100)), st.integers(-1000, 1000))
    def test_does_not_see_a_shift(self, z, shift):
        expected = softmax_cross_entropy([0, 1, 2], z)
        np.testing.assert_allclose(
            softmax_cross_entropy([0, 1, 2], z + shift), expected, rtol=1e-9, atol=1e-12
        )

    @given(hnp.arrays(float, (3, 4), elements=st.floats(-100, 100)))
    def test_the_gradient_is_prediction_minus_truth(self, z):
        gradient = softmax_cross_entropy_gradient([0, 1, 2], z)
        np.testing.assert_allclose(gradient, (softmax(z) - np.eye(4)[:3]) / 3, atol=1e-15)

    def test_extremes(self):
        assert softmax_cross_entropy([0], [[np.inf, 0]]) == 0
        assert softmax_cross_entropy([1], [[np.inf, 0]]) == np.inf
        assert softmax_cross_entropy([1], [[1e308, -1e308]]) == np.inf
        assert softmax_cross_entropy([1], [[1e3, -1e3]]) == 2e3
        np.testing.assert_array_equal(softmax_cross_entropy_gradient([1], [[np.inf, 0]]), [[1, -1]])

    @pytest.mark.parametrize("row", [[np.nan], [np.nan, 0], [-np.inf, -np.inf]])
    def test_nan_stays_in_its_row(self, row):
        assert np.isnan(softmax_cross_entropy([0], [row]))
        gradient = softmax_cross_entropy_gradient([0, 0], [row, [0] * len(row)])
        np.testing.assert_array_equal(np.isnan(gradient).all(axis=1), [True, False])

    def test_does_not_change_its_arguments(self):
        labels, z = LABELS.copy(), Z.copy()
        softmax_cross_entropy(labels, z)
        softmax_cross_entropy_gradient(labels, z)
        np.testing.assert_array_equal(labels, LABELS)
        np.testing.assert_array_equal(z, Z)

    def test_float32_stays(self):
        assert softmax_cross_entropy_gradient(LABELS, Z.astype(np.float32)).dtype == np.float32


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (categorical_cross_entropy_from_indices, "y_pred"),
        (categorical_cross_entropy_from_indices_gradient, "y_pred"),
        (softmax_cross_entropy, "logits"),
        (softmax_cross_entropy_gradient, "logits"),
    ],
)
class TestLabels:
    @pytest.mark.parametrize(
        ("label", "message"),
        [(4, "below 4, got 4"), (-1, "from 0 up, got -1"), (0.5, r"got 0\.5"), (np.nan, "got nan")],
    )
    def test_refuses_what_is_no_class(self, function, name, label, message):
        with pytest.raises(LabelError, match=rf"`y_true` must hold .*class indices.*{message}"):
            function([label], np.full((1, 4), 0.25))

    def test_refuses_one_hot_rows_and_another_number_of_labels(self, function, name):
        with pytest.raises(ShapeError, match=r"`y_true` must have shape \(1,\), a label a row, got \(1, 4\)"):
            function([[1, 0, 0, 0]], np.full((1, 4), 0.25))
        with pytest.raises(ShapeError, match=r"`y_true` must have shape \(1,\), a label a row, got \(2,\)"):
            function([0, 1], np.full((1, 4), 0.25))

    def test_refuses_a_vector_and_an_empty_batch(self, function, name):
        with pytest.raises(ShapeError, match=rf"`{name}` must be 2-D, got shape \(2,\)"):
            function([0], [0.5, 0.5])
        with pytest.raises(ShapeError, match=rf"`{name}` must hold at least one sample, got shape \(0, 4\)"):
            function([], np.empty((0, 4)))


class TestOneHot:
    def test_puts_a_one_in_the_column_of_the_class(self):
        np.testing.assert_array_equal(one_hot(LABELS, 4), ONE_HOT)

    def test_takes_any_shape(self):
        assert one_hot(1, 3).tolist() == [0, 1, 0]
        assert one_hot([], 3).shape == (0, 3)
        assert one_hot([[0, 1], [1, 0]], 2).shape == (2, 2, 2)

    def test_refuses(self):
        with pytest.raises(LabelError, match="`y_true` must hold class indices below 2, got 2"):
            one_hot([0, 2], 2)
        with pytest.raises(RangeError, match=r"`n_classes` must be a whole number, got 2\.5"):
            one_hot([0], 2.5)
        with pytest.raises(RangeError, match=r"`n_classes` must be in \[1, inf\), got 0"):
            one_hot([], 0)
