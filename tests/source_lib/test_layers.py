import numpy as np
import pytest
from oracle_differences import assert_layer_gradients

from source_lib.errors import RangeError, ShapeError, UnknownNameError
from source_lib.initializers import zeros
from source_lib.layers import Activation, Dense, Maxout, PReLU, Softmax


@pytest.fixture
def rng():
    return np.random.default_rng(3)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestDense:
    def test_agrees_with_pytorch(self, rng, torch):
        layer, X, grad_output = Dense(4, 3, rng), rng.normal(size=(5, 4)), rng.normal(size=(5, 3))
        layer.biases = rng.normal(size=3)
        theirs = torch.nn.Linear(4, 3, dtype=torch.float64)
        theirs.weight.data, theirs.bias.data = torch.tensor(layer.weights.T), torch.tensor(layer.biases)
        inputs = torch.tensor(X, requires_grad=True)
        output = theirs(inputs)
        output.backward(torch.tensor(grad_output))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(layer.grad_weights, theirs.weight.grad.numpy().T, rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(layer.grad_biases, theirs.bias.grad.numpy(), rtol=1e-12, atol=1e-13)

    def test_starts_with_zero_biases_and_the_weights_asked_for(self, rng):
        layer = Dense(4, 3, rng)
        assert not layer.biases.any()
        assert layer.weights.all()
        assert not Dense(4, 3, rng, initializer=zeros).weights.any()

    def test_the_output_does_not_share_memory_with_what_is_kept(self, rng):
        layer, X = Dense(4, 4, rng), rng.normal(size=(5, 4))
        layer.weights = np.eye(4)
        assert not np.shares_memory(layer.forward(X), X)

    @pytest.mark.parametrize("X", [np.ones((5, 3)), np.ones(4), 1.0, np.ones((2, 5, 4))])
    def test_input_of_another_shape(self, rng, X):
        with pytest.raises(ShapeError, match="`X` must"):
            Dense(4, 3, rng).forward(X)

    @pytest.mark.parametrize(("inputs", "units"), [(0, 3), (4, 0), (-1, 3)])
    def test_sizes_must_be_positive(self, rng, inputs, units):
        with pytest.raises(RangeError, match=r"must be in \[1, inf\)"):
            Dense(inputs, units, rng)

    def test_sizes_must_be_whole(self, rng):
        with pytest.raises(RangeError, match=r"`units` must be a whole number, got 2\.5"):
            Dense(4, 2.5, rng)
        assert Dense(4.0, 2.0, rng).weights.shape == (4, 2)


class TestActivation:
    @pytest.mark.parametrize(
        ("name", "shape", "theirs"),
        [
            ("sigmoid", {}, "Sigmoid"),
            ("tanh", {}, "Tanh"),
            ("relu", {}, "ReLU"),
            ("leaky_relu", {"alpha": 0.2}, "LeakyReLU"),
            ("elu", {"alpha": 0.7}, "ELU"),
            ("swish", {}, "SiLU"),
        ],
    )
    def test_agrees_with_pytorch(self, rng, torch, name, shape, theirs):
        X, grad_output = rng.normal(scale=3, size=(6, 4)), rng.normal(size=(6, 4))
        X[0, 0] = 0.0
        layer, inputs = Activation(name, **shape), torch.tensor(X, requires_grad=True)
        output = getattr(torch.nn, theirs)(*shape.values())(inputs)
        output.backward(torch.tensor(grad_output))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-12, atol=1e-14)
        np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-12, atol=1e-14)

    def test_steep_sigmoid(self, rng):
        assert_layer_gradients(Activation("sigmoid", a=2.5), rng.normal(size=(3, 4)))

    def test_any_number_of_dimensions(self):
        assert Activation("relu").forward(-1.0) == 0
        assert Activation("relu").forward(np.ones((2, 3, 4))).shape == (2, 3, 4)

    def test_an_unknown_name_suggests_the_nearest(self):
        with pytest.raises(UnknownNameError, match=r"`name` must be one of .*; did you mean 'relu'"):
            Activation("rellu")

    def test_an_unknown_shape_parameter(self):
        with pytest.raises(UnknownNameError, match=r"shape parameter of leaky_relu` must be one of 'alpha'"):
            Activation("leaky_relu", alfa=0.1)
        with pytest.raises(UnknownNameError, match="got 'alpha'"):
            Activation("relu", alpha=0.1)

    def test_a_bad_shape_parameter_is_refused_at_once(self):
        with pytest.raises(RangeError, match="`alpha` must be finite"):
            Activation("elu", alpha=np.inf)


class TestPReLU:
    def test_agrees_with_pytorch(self, rng, torch):
        X, grad_output = rng.normal(size=(6, 4)), rng.normal(size=(6, 4))
        layer, theirs = PReLU(0.3), torch.nn.PReLU(init=0.3, dtype=torch.float64)
        layer.alpha = theirs.weight.detach().numpy()
        inputs = torch.tensor(X, requires_grad=True)
        output = theirs(inputs)
        output.backward(torch.tensor(grad_output))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-12)
        np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-12)
        np.testing.assert_allclose(layer.grad_alpha, theirs.weight.grad.numpy(), rtol=1e-12)

    def test_the_slope_must_be_finite(self):
        with pytest.raises(RangeError, match="`alpha` must be finite"):
            PReLU(-np.inf)


class TestSoftmax:
    def test_agrees_with_pytorch(self, rng, torch):
        X, grad_output = rng.normal(size=(6, 4)), rng.normal(size=(6, 4))
        layer, inputs = Softmax(), torch.tensor(X, requires_grad=True)
        output = torch.softmax(inputs, dim=1)
        output.backward(torch.tensor(grad_output))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-12)
        np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-10, atol=1e-14)


class TestMaxout:
    def test_two_pieces_make_a_relu_and_a_leaky_relu(self, rng):
        X = rng.normal(size=(6, 4))
        layer = Maxout(4, 4, 2, rng)
        for slope in (0.0, 0.1):
            layer.weights = np.stack([np.eye(4), slope * np.eye(4)])
            np.testing.assert_allclose(layer.forward(X), np.where(X > 0, X, slope * X), rtol=1e-15)

    def test_agrees_with_pytorch(self, rng, torch):
        layer, X, grad_output = Maxout(4, 3, 5, rng), rng.normal(size=(6, 4)), rng.normal(size=(6, 3))
        layer.biases = rng.normal(size=(5, 3))
        inputs, weights, biases = (
            torch.tensor(a, requires_grad=True) for a in (X, layer.weights, layer.biases)
        )
        output = (inputs @ weights + biases[:, None, :]).amax(dim=0)
        output.backward(torch.tensor(grad_output))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(layer.grad_weights, weights.grad.numpy(), rtol=1e-12, atol=1e-13)
        np.testing.assert_allclose(layer.grad_biases, biases.grad.numpy(), rtol=1e-12, atol=1e-13)
