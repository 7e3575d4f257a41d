import numpy as np
import pytest
from oracles import numerical_gradient

from source_lib.errors import LabelError, ShapeError
from source_lib.maxout import maxout, maxout_backward


@pytest.fixture
def layer():
    rng = np.random.default_rng(3)
    return rng.normal(size=(5, 4)), rng.normal(size=(3, 4, 2)), rng.normal(size=(3, 2))


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestMaxout:
    def test_is_the_largest_of_its_pieces(self, layer):
        X, weights, biases = layer
        output, winner = maxout(X, weights, biases)
        for sample, unit in np.ndindex(5, 2):
            pieces = [sum(X[sample] * weights[k, :, unit]) + biases[k, unit] for k in range(3)]
            np.testing.assert_allclose(output[sample, unit], max(pieces), rtol=1e-10)
            assert winner[sample, unit] == pieces.index(max(pieces))

    @pytest.mark.parametrize("alpha", [0.0, 0.01])
    def test_two_pieces_make_relu_and_leaky_relu(self, alpha):
        z = np.linspace(-3, 3, 7).reshape(-1, 1)
        output, _ = maxout(z, [[[1.0]], [[alpha]]], [[0.0], [0.0]])
        np.testing.assert_array_equal(output, np.where(z > 0, z, alpha * z))

    def test_the_first_of_equal_pieces_wins(self):
        _, winner = maxout([[1.0]], np.ones((3, 1, 1)), np.zeros((3, 1)))
        assert winner == 0

    def test_empty_batch(self):
        output, winner = maxout(np.empty((0, 2)), np.ones((2, 2, 3)), np.zeros((2, 3)))
        assert output.shape == winner.shape == (0, 3)

    def test_extremes_do_not_warn(self):
        assert maxout([[1e308, 1e308]], np.ones((1, 2, 1)), [[0.0]])[0] == np.inf
        assert np.isnan(maxout([[np.inf, np.nan]], np.zeros((1, 2, 1)), [[0.0]])[0])

    def test_float32_stays(self):
        output, _ = maxout(np.ones((1, 1), "f4"), np.ones((1, 1, 1), "f4"), np.ones((1, 1), "f4"))
        assert output.dtype == np.float32

    @pytest.mark.parametrize(
        ("X", "weights", "biases", "message"),
        [
            ((2,), (2, 3, 1), (2, 1), r"`X` must be 2-D, got shape \(2,\)"),
            ((2, 4), (2, 3, 1), (2, 1), r"`X` must have 3 columns, got shape \(2, 4\)"),
            ((2, 3), (3, 1), (2, 1), r"`weights` must be 3-D, got shape \(3, 1\)"),
            ((2, 3), (2, 3, 1), (2,), r"`biases` must be 2-D, got shape \(2,\)"),
            (
                (2, 3),
                (2, 3, 1),
                (1, 1),
                r"`biases` must have shape \(k, units\) .*, got \(1, 1\) and \(2, 3, 1\)",
            ),
            ((2, 3), (0, 3, 1), (0, 1), r"k of at least 1, got \(0, 1\) and \(0, 3, 1\)"),
        ],
    )
    def test_refuses_shapes_that_do_not_fit(self, X, weights, biases, message):
        with pytest.raises(ShapeError, match=message):
            maxout(np.ones(X), np.ones(weights), np.ones(biases))


class TestMaxoutBackward:
    def test_agrees_with_centred_differences(self, layer):
        grad_output = np.random.default_rng(4).normal(size=(5, 2))
        winner = maxout(*layer)[1]
        gradients = maxout_backward(grad_output, layer[0], layer[1], winner)
        for position, gradient in enumerate(gradients):

            def weighted_output(value, position=position):
                arguments = [value if i == position else argument for i, argument in enumerate(layer)]
                return np.sum(grad_output * maxout(*arguments)[0])

            np.testing.assert_allclose(
                gradient, numerical_gradient(weighted_output, layer[position]), rtol=1e-8, atol=1e-9
            )

    def test_torch(self, torch, layer):
        leaves = [torch.tensor(values, requires_grad=True) for values in layer]
        grad_output = np.random.default_rng(4).normal(size=(5, 2))
        output = (leaves[0] @ leaves[1] + leaves[2][:, None, :]).amax(dim=0)
        output.backward(torch.tensor(grad_output))
        for gradient, leaf in zip(
            maxout_backward(grad_output, *layer[:2], maxout(*layer)[1]), leaves, strict=True
        ):
            np.testing.assert_allclose(gradient, leaf.grad.numpy(), rtol=1e-10, atol=1e-15)

    def test_does_not_change_its_arguments(self, layer):
        X, weights, biases = (values.copy() for values in layer)
        grad_output = np.ones((5, 2))
        winner = maxout(X, weights, biases)[1]
        before = winner.copy()
        maxout_backward(grad_output, X, weights, winner)
        for changed, original in zip((X, weights, biases, winner), (*layer, before), strict=True):
            np.testing.assert_array_equal(changed, original)
        np.testing.assert_array_equal(grad_output, 1)

    @pytest.mark.parametrize("winner", [-1, 3, 0.5])
    def test_refuses_a_winner_that_is_no_piece(self, layer, winner):
        with pytest.raises(LabelError, match=r"`winner` must hold .*class indices"):
            maxout_backward(np.ones((5, 2)), layer[0], layer[1], np.full((5, 2), winner))

    def test_refuses_shapes_that_do_not_fit(self, layer):
        X, weights, _ = layer
        with pytest.raises(ShapeError, match="`grad_output` and `winner` must have one shape"):
            maxout_backward(np.ones((5, 2)), X, weights, np.zeros((5, 1)))
        with pytest.raises(ShapeError, match=r"`grad_output` must have shape \(5, 2\), got \(4, 2\)"):
            maxout_backward(np.ones((4, 2)), X, weights, np.zeros((4, 2)))
        with pytest.raises(ShapeError, match=r"`X` must have 4 columns, got shape \(5, 3\)"):
            maxout_backward(np.ones((5, 2)), X[:, :3], weights, np.zeros((5, 2)))
