import mpmath
import numpy as np
import pytest
import sklearn.metrics
from hypothesis import given
from hypothesis import strategies as st
from oracles import exactly, numerical_gradient

from source_lib.activations import sigmoid
from source_lib.binary_cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_gradient,
    binary_cross_entropy_gradient,
    multi_label_cross_entropy,
    multi_label_cross_entropy_gradient,
)
from source_lib.errors import RangeError, ShapeError

RNG = np.random.default_rng(7)
TRUTH, SOFT = RNG.integers(0, 2, (5, 3)), RNG.uniform(size=(5, 3))
P, Z = RNG.uniform(0.01, 0.99, (5, 3)), 3 * RNG.normal(size=(5, 3))


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestFromProbabilities:
    def test_scikit_learn(self):
        expected = sklearn.metrics.log_loss(TRUTH[:, 0], P[:, 0])
        np.testing.assert_allclose(binary_cross_entropy(TRUTH[:, 0], P[:, 0]), expected, rtol=1e-10)

    @pytest.mark.parametrize("truth", [TRUTH, SOFT])
    def test_torch(self, torch, truth):
        p = torch.tensor(P, requires_grad=True)
        value = torch.nn.functional.binary_cross_entropy(p, torch.tensor(truth, dtype=torch.float64))
        value.backward()
        np.testing.assert_allclose(binary_cross_entropy(truth, P), value.item(), rtol=1e-10)
        np.testing.assert_allclose(binary_cross_entropy_gradient(truth, P), p.grad.numpy(), rtol=1e-10)

    @pytest.mark.parametrize("truth", [TRUTH, SOFT])
    def test_gradient_agrees_with_centred_differences(self, truth):
        expected = numerical_gradient(lambda p: binary_cross_entropy(truth, p), P, step=1e-4)
        np.testing.assert_allclose(binary_cross_entropy_gradient(truth, P), expected, rtol=1e-5)

    @pytest.mark.parametrize("p", [1e-100, 1e-20, 0.3, 1 - 1e-12])
    def test_agrees_with_many_digits(self, p):
        np.testing.assert_allclose(
            binary_cross_entropy(1, p), exactly(lambda p: -mpmath.log(p), p), rtol=1e-10
        )
        np.testing.assert_allclose(
            binary_cross_entropy(0, p), exactly(lambda p: -mpmath.log(1 - p), p), rtol=1e-10
        )

    def test_certain_and_right_costs_nothing(self):
        value = binary_cross_entropy([0, 1], [0.0, 1.0])
        assert value == 0
        assert not np.signbit(value)
        np.testing.assert_array_equal(binary_cross_entropy_gradient([0, 1], [0.0, 1.0]), [0.5, -0.5])

    def test_certain_and_wrong_costs_infinity(self):
        assert binary_cross_entropy([0, 1, 1], [1.0, 0.5, 0.5]) == np.inf
        assert binary_cross_entropy([1], [0.0]) == np.inf
        np.testing.assert_array_equal(binary_cross_entropy_gradient([0, 1], [1.0, 0.0]), [np.inf, -np.inf])

    def test_float32_stays(self):
        gradient = binary_cross_entropy_gradient(TRUTH.astype(float), P.astype(np.float32))
        assert gradient.dtype == np.float32
        np.testing.assert_allclose(gradient, binary_cross_entropy_gradient(TRUTH, P), rtol=1e-5)

    @pytest.mark.parametrize("function", [binary_cross_entropy, binary_cross_entropy_gradient])
    @pytest.mark.parametrize("value", [-0.1, 1.5, np.nan, np.inf])
    def test_refuses_what_is_no_probability(self, function, value):
        with pytest.raises(RangeError, match=rf"`y_pred` must hold probabilities in \[0, 1\], got {value}"):
            function([1, 0], [0.5, value])
        with pytest.raises(RangeError, match=rf"`y_true` must hold probabilities in \[0, 1\], got {value}"):
            function([1, value], [0.5, 0.5])


class TestFromLogits:
    @pytest.mark.parametrize("truth", [TRUTH, SOFT])
    def test_torch(self, torch, truth):
        z = torch.tensor(Z, requires_grad=True)
        value = torch.nn.functional.binary_cross_entropy_with_logits(
            z, torch.tensor(truth, dtype=torch.float64)
        )
        value.backward()
        np.testing.assert_allclose(binary_cross_entropy_from_logits(truth, Z), value.item(), rtol=1e-10)
        actual = binary_cross_entropy_from_logits_gradient(truth, Z)
        np.testing.assert_allclose(actual, z.grad.numpy(), rtol=1e-10)

    @pytest.mark.parametrize("truth", [TRUTH, SOFT])
    def test_gradient_agrees_with_centred_differences(self, truth):
        expected = numerical_gradient(lambda z: binary_cross_entropy_from_logits(truth, z), Z, step=1e-3)
        np.testing.assert_allclose(binary_cross_entropy_from_logits_gradient(truth, Z), expected, rtol=1e-8)

    @pytest.mark.parametrize("z", [-700.0, -40, -1, 0, 1e-9, 3, 40, 700])
    def test_agrees_with_many_digits(self, z):
        for sign, truth in ((-1, 1), (1, 0)):
            loss = exactly(lambda z, sign=sign: mpmath.log1p(mpmath.exp(sign * z)), z)
            np.testing.assert_allclose(binary_cross_entropy_from_logits(truth, z), loss, rtol=1e-10)
            slope = exactly(lambda z, sign=sign: sign * mpmath.exp(sign * z) / (1 + mpmath.exp(sign * z)), z)
            np.testing.assert_allclose(binary_cross_entropy_from_logits_gradient(truth, z), slope, rtol=1e-10)

    def test_same_as_from_probabilities(self):
        expected = binary_cross_entropy(SOFT, sigmoid(Z))
        np.testing.assert_allclose(binary_cross_entropy_from_logits(SOFT, Z), expected, rtol=1e-10)

    @given(st.floats(-1e3, 1e3), st.sampled_from([0.0, 1.0]))
    def test_the_gradient_is_as_large_as_the_error(self, z, y):
        gradient = binary_cross_entropy_from_logits_gradient(y, z)
        np.testing.assert_allclose(abs(gradient), abs(sigmoid(z) - y), atol=2e-16)

    def test_extremes(self):
        z = np.array([-np.inf, -1e308, -1e3, 1e3, 1e308, np.inf])
        np.testing.assert_array_equal(
            [binary_cross_entropy_from_logits(1, v) for v in z], [np.inf, 1e308, 1e3, 0, 0, 0]
        )
        np.testing.assert_array_equal(
            [binary_cross_entropy_from_logits(0, v) for v in z], [0, 0, 0, 1e3, 1e308, np.inf]
        )
        np.testing.assert_array_equal(
            binary_cross_entropy_from_logits_gradient(np.ones(6), z) * 6, [-1, -1, -1, 0, 0, 0]
        )
        assert np.isnan(binary_cross_entropy_from_logits([1, 0], [np.nan, 0]))
        np.testing.assert_array_equal(
            np.isnan(binary_cross_entropy_from_logits_gradient([1, 0], [np.nan, 0])), [True, False]
        )

    def test_float32_stays(self):
        gradient = binary_cross_entropy_from_logits_gradient(TRUTH, Z.astype(np.float32))
        assert gradient.dtype == np.float32

    def test_does_not_change_its_arguments(self):
        truth, z = SOFT.copy(), Z.copy()
        binary_cross_entropy_from_logits(truth, z)
        binary_cross_entropy_from_logits_gradient(truth, z)
        np.testing.assert_array_equal(truth, SOFT)
        np.testing.assert_array_equal(z, Z)

    def test_refuses_a_truth_outside_0_and_1(self):
        with pytest.raises(RangeError, match=r"`y_true` must hold probabilities in \[0, 1\], got -1"):
            binary_cross_entropy_from_logits([-1, 1], [0.0, 0.0])


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (binary_cross_entropy, "y_pred"),
        (binary_cross_entropy_gradient, "y_pred"),
        (binary_cross_entropy_from_logits, "logits"),
        (binary_cross_entropy_from_logits_gradient, "logits"),
    ],
)
class TestShapes:
    def test_refuses_a_column_against_a_row(self, function, name):
        message = rf"`y_true` and `{name}` must have one shape, got \(2,\) and \(2, 1\)"
        with pytest.raises(ShapeError, match=message):
            function([0, 1], [[0.5], [0.5]])

    def test_refuses_an_empty_batch(self, function, name):
        with pytest.raises(ShapeError, match=rf"`{name}` must hold at least one sample, got shape \(0,\)"):
            function([], [])

    def test_takes_a_single_number(self, function, name):
        assert np.shape(function(1, 0.5)) == ()


class TestMultiLabel:
    def test_torch_sums_over_labels_and_averages_over_samples(self, torch):
        z = torch.tensor(Z, requires_grad=True)
        truth = torch.tensor(TRUTH, dtype=torch.float64)
        value = torch.nn.functional.binary_cross_entropy_with_logits(z, truth, reduction="none").sum(1).mean()
        value.backward()
        np.testing.assert_allclose(multi_label_cross_entropy(TRUTH, Z), value.item(), rtol=1e-10)
        np.testing.assert_allclose(multi_label_cross_entropy_gradient(TRUTH, Z), z.grad.numpy(), rtol=1e-10)

    def test_labels_are_independent(self):
        each = [binary_cross_entropy_from_logits(TRUTH[:, label], Z[:, label]) for label in range(3)]
        np.testing.assert_allclose(multi_label_cross_entropy(TRUTH, Z), sum(each), rtol=1e-10)

    def test_gradient_agrees_with_centred_differences(self):
        expected = numerical_gradient(lambda z: multi_label_cross_entropy(TRUTH, z), Z, step=1e-3)
        np.testing.assert_allclose(multi_label_cross_entropy_gradient(TRUTH, Z), expected, rtol=1e-8)

    def test_float32_stays(self):
        assert multi_label_cross_entropy_gradient(TRUTH, Z.astype(np.float32)).dtype == np.float32

    def test_refuses_a_vector_and_class_indices(self):
        with pytest.raises(ShapeError, match=r"`logits` must be 2-D, got shape \(3,\)"):
            multi_label_cross_entropy([0, 1, 1], [0.0, 0, 0])
        with pytest.raises(
            ShapeError, match=r"`y_true` and `logits` must have one shape, got \(5,\) and \(5, 3\)"
        ):
            multi_label_cross_entropy(TRUTH[:, 0], Z)
