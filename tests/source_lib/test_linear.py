from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from source_lib.errors import ShapeError
from source_lib.linear import (
    affine,
    affine_backward,
    collapse_linear,
    recurrent_affine,
    recurrent_affine_backward,
)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


def draw(*shapes, seed=0):
    rng = np.random.default_rng(seed)
    return [rng.normal(size=shape) for shape in shapes]


class TestAffine:
    def test_by_hand(self):
        z = affine([[1, 2]], [[1, 0, 3], [0, 1, 1]], [10, 20, 30])
        np.testing.assert_array_equal(z, [[11, 22, 35]])

    def test_exact_rational_arithmetic(self):
        X, weights, biases = draw((3, 4), (4, 2), (2,))
        z = affine(X, weights, biases)
        for i, j in np.ndindex(z.shape):
            exact = sum((Fraction(X[i, k]) * Fraction(weights[k, j]) for k in range(4)), Fraction(biases[j]))
            assert z[i, j] == pytest.approx(float(exact), rel=1e-13)

    def test_empty_batch(self):
        assert affine(np.empty((0, 4)), np.ones((4, 2)), np.ones(2)).shape == (0, 2)

    def test_infinite_and_huge_inputs_pass_without_a_warning(self):
        z = affine([[np.inf, 1e308], [np.nan, 0]], [[1.0, 0.0], [1.0, 10.0]], [0, 0])
        np.testing.assert_array_equal(z, [[np.inf, np.nan], [np.nan, np.nan]])

    def test_float32_stays(self):
        X, weights, biases = (a.astype(np.float32) for a in draw((3, 4), (4, 2), (2,)))
        assert affine(X, weights, biases).dtype == np.float32

    @pytest.mark.parametrize(
        ("shapes", "message"),
        [
            (((3, 4), (5, 2), (2,)), r"`X` must have 5 columns, got shape \(3, 4\)"),
            (((3, 4), (4, 2), (3,)), r"`biases` must have shape \(2,\), got \(3,\)"),
            (((4,), (4, 2), (2,)), r"`X` must be 2-D, got shape \(4,\)"),
            (((3, 4), (4,), (2,)), r"`weights` must be 2-D, got shape \(4,\)"),
        ],
    )
    def test_shapes_that_do_not_fit(self, shapes, message):
        with pytest.raises(ShapeError, match=message):
            affine(*map(np.ones, shapes))


class TestAffineBackward:
    def test_agrees_with_pytorch(self, torch):
        X, weights, biases, grad_output = draw((5, 4), (4, 3), (3,), (5, 3))
        tensors = [torch.tensor(a, requires_grad=True) for a in (X, weights, biases)]
        (tensors[0] @ tensors[1] + tensors[2]).backward(torch.tensor(grad_output))
        for ours, theirs in zip(affine_backward(grad_output, X, weights), tensors, strict=True):
            np.testing.assert_allclose(ours, theirs.grad.numpy(), rtol=1e-12, atol=1e-13)

    def test_one_sample_by_hand(self):
        grad_X, grad_weights, grad_biases = affine_backward([[10, 100]], [[2, 3]], [[1, 0], [0, 1]])
        np.testing.assert_array_equal(grad_X, [[10, 100]])
        np.testing.assert_array_equal(grad_weights, [[20, 200], [30, 300]])
        np.testing.assert_array_equal(grad_biases, [10, 100])

    @pytest.mark.parametrize(
        ("shapes", "message"),
        [
            (((3, 2), (3, 4), (5, 2)), r"`X` must have 5 columns"),
            (((3, 5), (3, 4), (4, 2)), r"`grad_output` must have 2 columns"),
            (((2, 2), (3, 4), (4, 2)), r"`grad_output` must have 3 rows, got shape \(2, 2\)"),
        ],
    )
    def test_shapes_that_do_not_fit(self, shapes, message):
        with pytest.raises(ShapeError, match=message):
            affine_backward(*map(np.ones, shapes))


class TestCollapseLinear:
    @given(st.integers(0, 10_000), st.lists(st.integers(1, 5), min_size=4, max_size=4))
    def test_one_layer_does_what_two_did(self, seed, sizes):
        samples, features, hidden, units = sizes
        X, *stack = draw(
            (samples, features), (features, hidden), (hidden,), (hidden, units), (units,), seed=seed
        )
        two_layers = (X @ stack[0] + stack[1]) @ stack[2] + stack[3]
        weights, biases = collapse_linear(*stack)
        np.testing.assert_allclose(X @ weights + biases, two_layers, rtol=1e-9, atol=1e-11)

    def test_first_bias_goes_through_the_second_weights(self):
        weights, biases = collapse_linear([[2]], [3], [[5]], [7])
        assert (weights.item(), biases.item()) == (10, 22)

    @pytest.mark.parametrize(
        "shapes",
        [((2, 3), (2,), (3, 4), (4,)), ((2, 3), (3,), (2, 4), (4,)), ((2, 3), (3,), (3, 4), (3,))],
    )
    def test_shapes_that_do_not_fit(self, shapes):
        with pytest.raises(ShapeError, match="must have"):
            collapse_linear(*map(np.ones, shapes))


class TestRecurrentAffine:
    def test_by_hand(self):
        z = recurrent_affine([[1, 2]], [[3]], [[1], [10]], [[100]], [5])
        np.testing.assert_array_equal(z, [[326]])
        gradients = recurrent_affine_backward([[1]], [[1, 2]], [[3]], [[1], [10]], [[100]])
        for ours, expected in zip(gradients, ([[1, 10]], [[100]], [[1], [2]], [[3]], [1]), strict=True):
            np.testing.assert_array_equal(ours, expected)
