import copy
import pickle

import numpy as np
import pytest
from oracle_differences import gradient_by_differences

from source_lib.errors import ArgumentError, NotFittedError, RangeError, ShapeError, UnknownNameError
from source_lib.initializers import small_random
from source_lib.layers import Activation, Dense, PReLU
from source_lib.networks import Sequential, multilayer_perceptron
from source_lib.normalization import BatchNorm
from source_lib.residual import ResidualBlock


@pytest.fixture
def rng():
    return np.random.default_rng(8)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


@pytest.fixture
def network(rng):
    """A network in which every kind of parameter occurs, one of them inside another layer."""
    return Sequential(
        [
            Dense(3, 4, rng),
            BatchNorm(4),
            ResidualBlock([Dense(4, 4, rng), Activation("tanh")]),
            PReLU(),
            Dense(4, 2, rng),
        ]
    )


class TestForwardAndBackward:
    def test_agree_with_pytorch(self, rng, torch):
        network = multilayer_perceptron((5, 7, 6, 3), rng, activation="tanh")
        modules = []
        for layer in network.layers:
            if isinstance(layer, Activation):
                modules.append(torch.nn.Tanh())
                continue
            linear = torch.nn.Linear(*layer.weights.shape, dtype=torch.float64)
            linear.weight.data, linear.bias.data = torch.tensor(layer.weights.T), torch.tensor(layer.biases)
            modules.append(linear)
        X, grad_output = rng.normal(size=(9, 5)), rng.normal(size=(9, 3))
        inputs, theirs = torch.tensor(X, requires_grad=True), torch.nn.Sequential(*modules)
        output = theirs(inputs)
        output.backward(torch.tensor(grad_output))
        gradients = [p.grad.numpy().T.ravel() for p in theirs.parameters()]
        np.testing.assert_allclose(network.forward(X), output.detach().numpy(), rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(network.backward(grad_output), inputs.grad.numpy(), rtol=1e-11, atol=1e-13)
        np.testing.assert_allclose(network.gradients, np.concatenate(gradients), rtol=1e-11, atol=1e-13)

    def test_agree_with_differences_in_the_flat_vector(self, network, rng):
        X, projection = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))

        def loss(parameters):
            network.parameters = parameters
            return np.sum(projection * network.forward(X, training=True))

        start = network.parameters
        wanted = gradient_by_differences(loss, start, h=1e-3)
        loss(start)
        network.backward(projection)
        np.testing.assert_allclose(network.gradients, wanted, rtol=1e-8, atol=1e-9)

    def test_without_the_gradient_of_the_input(self, network, rng):
        X, grad_output = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
        network.forward(X)
        network.backward(grad_output)
        complete = network.gradients
        network.backward(np.zeros((6, 2)))
        assert network.backward(grad_output, input_gradient=False) is None
        np.testing.assert_array_equal(network.gradients, complete)

    def test_backward_needs_forward(self, network):
        with pytest.raises(NotFittedError, match="must be run forward before backward"):
            network.backward(np.ones((6, 2)))

    def test_input_must_fit_the_first_layer(self, network):
        with pytest.raises(ShapeError, match="`X` must have 3 features"):
            network.forward(np.ones((6, 4)))

    def test_two_layer_score(self, rng):
        network = multilayer_perceptron((3, 4, 2), rng)
        first, _, second = network.layers
        X = rng.normal(size=(5, 3))
        scores = second.weights.T @ np.maximum(0, first.weights.T @ X.T)  # s = W2 max(0, W1 x)
        np.testing.assert_allclose(network.forward(X), scores.T, rtol=1e-12)


class TestFlatVector:
    def test_layers_and_vector_are_two_views_of_the_same_numbers(self, network):
        network.parameters = np.arange(len(network.parameters))
        np.testing.assert_array_equal(network.layers[0].weights, np.arange(12).reshape(3, 4))
        network.layers[0].biases = [-1, -2, -3, -4]
        np.testing.assert_array_equal(network.parameters[12:16], [-1, -2, -3, -4])

    def test_keeps_the_values_that_the_layers_had(self, rng):
        layers = [Dense(3, 4, rng), Dense(4, 2, rng)]
        before = [layer.weights.copy() for layer in layers]
        network = Sequential(layers)
        for layer, weights in zip(network.layers, before, strict=True):
            np.testing.assert_array_equal(layer.weights, weights)

    def test_what_was_read_does_not_change_later(self, network, rng):
        X = rng.normal(size=(6, 3))
        network.forward(X)
        network.backward(np.ones((6, 2)))
        parameters, gradients = network.parameters, network.gradients
        kept = parameters.copy(), gradients.copy()
        network.parameters = parameters + 1
        network.backward(np.zeros((6, 2)))
        np.testing.assert_array_equal(parameters, kept[0])
        np.testing.assert_array_equal(gradients, kept[1])

    def test_assigning_takes_a_copy(self, network):
        values = np.zeros(len(network.parameters))
        network.parameters = values
        values += 5
        assert not network.parameters.any()

    def test_is_weight_and_slices(self, network):
        expected = {
            "0.weights": 12, "0.biases": 4, "1.gamma": 4, "1.beta": 4, "2.0.weights": 16, "2.0.biases": 4,
            "3.alpha": 1, "4.weights": 8, "4.biases": 2,
        }  # fmt: skip
        assert {name: where.stop - where.start for name, where in network.slices.items()} == expected
        for name, where in network.slices.items():
            assert (network.is_weight[where] == name.endswith("weights")).all()
        np.testing.assert_array_equal(
            network.parameters[network.slices["2.0.weights"]], network.layers[2].sublayers[0].weights.ravel()
        )

    def test_a_vector_of_another_length_is_refused(self, network):
        with pytest.raises(ShapeError, match=r"`parameters` must have shape \(55,\), got \(54,\)"):
            network.parameters = np.zeros(54)

    def test_a_network_without_parameters(self):
        network = Sequential([Activation("relu")])
        assert network.parameters.shape == network.gradients.shape == network.is_weight.shape == (0,)
        np.testing.assert_array_equal(network.forward([[-1, 1]]), [[0, 1]])

    def test_float32(self, rng):
        network = multilayer_perceptron((3, 4, 2), rng, dtype=np.float32)
        network.parameters = np.ones(26) * 1e300  # overflows, without a warning
        assert network.parameters.dtype == network.gradients.dtype == np.float32
        assert np.isinf(network.parameters).all()

    @pytest.mark.parametrize(
        "duplicate", [copy.deepcopy, lambda n: pickle.loads(pickle.dumps(n, protocol=5))]
    )
    def test_a_copy_is_whole_and_independent(self, network, rng, duplicate):
        X = rng.normal(size=(6, 3))
        before = network.forward(X)
        twin = duplicate(network)
        np.testing.assert_array_equal(twin.forward(X), before)
        twin.parameters = np.zeros(len(twin.parameters))
        assert not twin.forward(X).any()
        assert not twin.layers[0].weights.any()
        np.testing.assert_array_equal(network.forward(X), before)


class TestLayersThatMakeNoNetwork:
    def test_none(self):
        with pytest.raises(ArgumentError, match="`layers` must hold at least one layer, got none"):
            Sequential([])

    def test_not_a_layer(self):
        with pytest.raises(ArgumentError, match="`layers` must hold nothing but layers, got 'relu'"):
            Sequential(["relu"])

    @pytest.mark.parametrize("layer", [Dense(2, 2, np.random.default_rng(0)), Activation("relu")])
    def test_one_of_them_twice(self, layer):
        with pytest.raises(ArgumentError, match="must hold each layer once"):
            Sequential([layer, layer])
        with pytest.raises(ArgumentError, match="must hold each layer once"):
            Sequential([layer, ResidualBlock([layer])])

    def test_in_another_network(self, network):
        with pytest.raises(
            ArgumentError, match=r"must not be in another network, got one that is; copy\.deepcopy"
        ):
            Sequential(network.layers)
        Sequential(copy.deepcopy(network.layers))

    def test_two_dtypes(self, rng):
        with pytest.raises(ArgumentError, match="must have one dtype, got float32 and float64"):
            Sequential([Dense(2, 2, rng), Dense(2, 2, rng, dtype=np.float32)])


class TestMultilayerPerceptron:
    def test_shapes_and_no_activation_at_the_end(self, rng):
        network = multilayer_perceptron((64, 128, 10), rng, activation="elu", initializer=small_random)
        assert [type(layer) for layer in network.layers] == [Dense, Activation, Dense]
        assert network.layers[1].name == "elu"
        assert len(network.parameters) == 64 * 128 + 128 + 128 * 10 + 10
        assert np.abs(network.parameters).max() < 0.1

    def test_one_layer_is_a_linear_model(self, rng):
        assert len(multilayer_perceptron((3, 2), rng).layers) == 1

    def test_bad_arguments(self, rng):
        with pytest.raises(ShapeError, match=r"`sizes` must hold .*, got \(3,\)"):
            multilayer_perceptron((3,), rng)
        with pytest.raises(RangeError, match=r"`units` must be in \[1, inf\), got 0"):
            multilayer_perceptron((3, 0, 2), rng)
        with pytest.raises(UnknownNameError, match="did you mean 'relu'"):
            multilayer_perceptron((3, 2, 2), rng, activation="reluu")
