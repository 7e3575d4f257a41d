"""RNN, LSTM and GRU together: they answer to the same oracles."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle_differences import assert_layer_gradients, gradient_by_differences

from source_lib.errors import NotFittedError, RangeError, ShapeError
from source_lib.gru import GRU, gru_step, gru_step_backward
from source_lib.initializers import small_random
from source_lib.layers import Activation, Dense
from source_lib.linear import recurrent_affine, recurrent_affine_backward
from source_lib.lstm import LSTM, lstm_step, lstm_step_backward
from source_lib.networks import Sequential
from source_lib.recurrent import RNN, LastStep, gradient_flow, rnn_step, rnn_step_backward

CELLS = [RNN, LSTM, GRU]


@pytest.fixture
def rng():
    return np.random.default_rng(21)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


def randomised(layer, rng):
    """Give every parameter of a layer a random value, biases too."""
    for name in layer.parameters:
        setattr(layer, name, rng.normal(scale=0.6, size=getattr(layer, name).shape))
    return layer


def load_into_pytorch(layer, theirs, torch):
    """Copy the parameters into a PyTorch layer whose gates stand in the same order."""
    theirs.weight_ih_l0.data = torch.tensor(layer.input_weights.T)
    theirs.weight_hh_l0.data = torch.tensor(layer.recurrent_weights.T)
    theirs.bias_ih_l0.data = torch.tensor(layer.biases)
    theirs.bias_hh_l0.data.zero_()


def assert_agrees_with_pytorch(layer, theirs, X, grad_output, torch):
    load_into_pytorch(layer, theirs, torch)
    inputs = torch.tensor(X, requires_grad=True)
    output, _ = theirs(inputs)
    output.backward(torch.tensor(grad_output))
    np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-10, atol=1e-12)
    for ours, name in (
        (layer.grad_input_weights.T, "weight_ih_l0"),
        (layer.grad_recurrent_weights.T, "weight_hh_l0"),
        (layer.grad_biases, "bias_ih_l0"),
    ):
        np.testing.assert_allclose(ours, getattr(theirs, name).grad.numpy(), rtol=1e-10, atol=1e-12)


class TestAgainstPyTorch:
    def test_rnn(self, rng, torch):
        X, grad_output = rng.normal(size=(4, 7, 3)), rng.normal(size=(4, 7, 5))
        theirs = torch.nn.RNN(3, 5, batch_first=True, dtype=torch.float64)
        assert_agrees_with_pytorch(randomised(RNN(3, 5, rng), rng), theirs, X, grad_output, torch)

    def test_lstm(self, rng, torch):
        X, grad_output = rng.normal(size=(4, 7, 3)), rng.normal(size=(4, 7, 5))
        theirs = torch.nn.LSTM(3, 5, batch_first=True, dtype=torch.float64)
        assert_agrees_with_pytorch(randomised(LSTM(3, 5, rng), rng), theirs, X, grad_output, torch)

    def test_gru_where_resetting_before_and_after_the_product_is_the_same(self, rng, torch):
        """With a diagonal matrix for the candidate, U (r h) = r (U h): PyTorch's GRU is then the paper's."""
        layer = randomised(GRU(3, 5, rng), rng)
        layer.recurrent_weights[:, 10:] = np.diag(rng.normal(size=5))
        X = rng.normal(size=(4, 7, 3))
        theirs = torch.nn.GRU(3, 5, batch_first=True, dtype=torch.float64)
        load_into_pytorch(layer, theirs, torch)
        output, _ = theirs(torch.tensor(X))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-10, atol=1e-13)

    def test_gru_by_automatic_differentiation_of_the_paper(self, rng, torch):
        layer, X, grad_output = randomised(GRU(3, 5, rng), rng), *rng.normal(size=(2, 4, 7, 5))
        X = X[..., :3]
        names = ("input_weights", "recurrent_weights", "biases")
        parameters = [torch.tensor(getattr(layer, name), requires_grad=True) for name in names]
        inputs = torch.tensor(X, requires_grad=True)
        (Wr, Wz, Wn), (Ur, Uz, Un), (br, bz, bn) = (p.split(5, dim=-1) for p in parameters)
        h, outputs = torch.zeros(4, 5, dtype=torch.float64), []
        for t in range(7):
            x = inputs[:, t]
            r, z = torch.sigmoid(x @ Wr + h @ Ur + br), torch.sigmoid(x @ Wz + h @ Uz + bz)
            h = z * h + (1 - z) * torch.tanh(x @ Wn + (r * h) @ Un + bn)
            outputs.append(h)
        output = torch.stack(outputs, dim=1)
        output.backward(torch.tensor(grad_output))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-10, atol=1e-13)
        np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-10, atol=1e-12)
        for name, theirs in zip(names, parameters, strict=True):
            np.testing.assert_allclose(
                getattr(layer, f"grad_{name}"), theirs.grad.numpy(), rtol=1e-10, atol=1e-12
            )


@pytest.mark.parametrize("cell", CELLS)
class TestEveryCell:
    def test_gradients_agree_with_differences(self, cell, rng):
        assert_layer_gradients(randomised(cell(2, 3, rng), rng), rng.normal(size=(2, 4, 2)), rtol=1e-8)

    def test_state_gradients_agree_with_differences(self, cell, rng):
        """Disturb what step 1 leaves of the state: the loss answers as `state_gradients` says."""
        layer = randomised(cell(2, 3, rng), rng)
        X, projection = rng.normal(size=(2, 4, 2)), rng.normal(size=(2, 4, 3))
        layer.forward(X)
        layer.backward(projection)
        state = [np.zeros((2, 3))] * len(layer.states)
        for t in range(2):
            state, _ = layer._step(X[:, t], *state)

        def loss(part, values):
            current = [*state]
            current[part] = values
            total = np.sum(projection[:, 1] * current[0])
            for t in range(2, 4):
                current, _ = layer._step(X[:, t], *current)
                total += np.sum(projection[:, t] * current[0])
            return total

        for part, name in enumerate(layer.states):
            wanted = gradient_by_differences(lambda values, part=part: loss(part, values), state[part])
            np.testing.assert_allclose(layer.state_gradients[name][:, 1], wanted, rtol=1e-8, atol=1e-11)

    def test_the_past_does_not_see_the_future(self, cell, rng):
        layer, X = randomised(cell(2, 3, rng), rng), rng.normal(size=(2, 6, 2))
        before = layer.forward(X)
        X[:, 4:] += 1
        after = layer.forward(X)
        np.testing.assert_array_equal(after[:, :4], before[:, :4])
        assert (after[:, 4:] != before[:, 4:]).all()

    def test_gradients_are_those_of_the_last_pass_only(self, cell, rng):
        layer, X = cell(2, 3, rng), rng.normal(size=(2, 4, 2))
        grad_output = layer.forward(X)
        layer.backward(grad_output)
        once = layer.grad_recurrent_weights.copy()
        layer.backward(grad_output)
        np.testing.assert_array_equal(layer.grad_recurrent_weights, once)

    def test_arguments_stay_and_float32_stays(self, cell, rng):
        layer = cell(2, 3, rng, dtype=np.float32)
        X = rng.normal(size=(2, 4, 2)).astype(np.float32)
        grad_output = np.ones((2, 4, 3), np.float32)
        kept = X.copy()
        assert layer.forward(X).dtype == layer.backward(grad_output).dtype == np.float32
        assert layer.grad_biases.dtype == layer.state_gradients["h"].dtype == np.float32
        np.testing.assert_array_equal(X, kept)
        assert (grad_output == 1).all()

    def test_extreme_and_empty_input(self, cell, rng):
        layer = cell(2, 3, rng)
        for X in ([[[1e3, -1e3], [1e308, -1e308]]], [[[np.inf, 0], [np.nan, 1]]]):
            output = layer.forward(X)
            assert layer.backward(np.ones_like(output)).shape == (1, 2, 2)
        for shape in ((0, 4, 2), (3, 0, 2)):
            output = layer.forward(np.empty(shape))
            assert output.shape == (*shape[:2], 3)
            assert layer.backward(output).shape == shape
            assert not layer.grad_input_weights.any()

    def test_starts_with_zero_biases_and_each_gate_drawn_for_itself(self, cell, rng):
        layer = cell(40, 30, rng, initializer=small_random)
        assert not layer.biases.any()
        assert layer.input_weights.shape == (40, 30 * cell.blocks)
        assert len(np.unique(layer.recurrent_weights)) == layer.recurrent_weights.size
        assert 0.009 < layer.input_weights.std() < 0.011

    def test_bad_arguments(self, cell, rng):
        with pytest.raises(RangeError, match=r"`units` must be in \[1, inf\], got 0"):
            cell(2, 0, rng)
        layer = cell(2, 3, rng)
        with pytest.raises(NotFittedError, match="must be run forward before backward"):
            layer.backward(np.ones((1, 1, 3)))
        with pytest.raises(ShapeError, match="`X` must be 3-D"):
            layer.forward(np.ones((4, 2)))
        with pytest.raises(ShapeError, match="`X` must have 2 features"):
            layer.forward(np.ones((4, 5, 3)))

    def test_in_a_network(self, cell, rng):
        network = Sequential([cell(2, 3, rng), LastStep(), Dense(3, 1, rng)])
        X = rng.normal(size=(5, 4, 2))
        assert network.forward(X).shape == (5, 1)
        assert network.backward(np.ones((5, 1))).shape == X.shape
        assert network.is_weight[network.slices["0.recurrent_weights"]].all()
        assert not network.is_weight[network.slices["0.biases"]].any()


STEPS = [(rnn_step, 1), (gru_step, 3)]


class TestSteps:
    @pytest.mark.parametrize(("step", "blocks"), STEPS)
    def test_of_zero_weights(self, step, blocks, rng):
        h = rng.normal(size=(4, 2))
        result = step(np.ones((4, 3)), h, *map(np.zeros, [(3, 2 * blocks), (2, 2 * blocks), 2 * blocks]))
        np.testing.assert_allclose(
            result if step is rnn_step else result[0], 0 if step is rnn_step else h / 2
        )

    def test_an_open_forget_gate_keeps_the_cell_and_its_gradient(self, rng):
        c, grad = rng.normal(size=(2, 4, 2))
        biases = np.repeat([-800.0, 800.0, 0.0, -800.0], 2)  # take nothing, forget nothing, show nothing
        arguments = np.ones((4, 3)), np.zeros((4, 2)), c
        weights = np.zeros((3, 8)), np.zeros((2, 8))
        h_next, c_next, gates = lstm_step(*arguments, *weights, biases)
        np.testing.assert_array_equal(c_next, c)
        assert not h_next.any()
        grad_c = lstm_step_backward(np.zeros((4, 2)), grad, *arguments, c_next, gates, *weights)[2]
        np.testing.assert_array_equal(grad_c, grad)

    @given(st.integers(0, 1000))
    def test_gru_state_stays_between_old_state_and_candidate(self, seed):
        rng = np.random.default_rng(seed)
        h = rng.normal(size=(4, 2))
        h_next, gates = gru_step(
            rng.normal(size=(4, 3)), h, *map(rng.normal, [0] * 3, [2] * 3, [(3, 6), (2, 6), 6])
        )
        candidate = gates[:, 4:]
        assert (h_next >= np.minimum(h, candidate) - 1e-15).all()
        assert (h_next <= np.maximum(h, candidate) + 1e-15).all()

    @pytest.mark.parametrize(
        ("shapes", "message"),
        [
            (((4, 3), (5, 2), (3, 2), (2, 2), (2,)), r"`h` must have shape \(4, 2\), got \(5, 2\)"),
            (
                ((4, 3), (4, 2), (2, 2), (2, 2), (2,)),
                r"`input_weights` must have shape \(3, 2\), got \(2, 2\)",
            ),
            (((4, 3), (4, 2), (3, 2), (2, 3), (2,)), r"`recurrent_weights` must have shape \(2, 2\)"),
            (((4, 3), (4, 2), (3, 2), (2, 2), (3,)), r"`biases` must have shape \(2,\), got \(3,\)"),
            (((3,), (4, 2), (3, 2), (2, 2), (2,)), r"`x` must be 2-D, got shape \(3,\)"),
        ],
    )
    def test_shapes_that_do_not_fit(self, shapes, message):
        with pytest.raises(ShapeError, match=message):
            rnn_step(*map(np.ones, shapes))

    def test_shapes_of_the_gated_cells(self):
        with pytest.raises(ShapeError, match=r"`input_weights` must have shape \(3, 6\), got \(3, 5\)"):
            gru_step(*map(np.ones, [(4, 3), (4, 2), (3, 5), (2, 6), (6,)]))
        with pytest.raises(ShapeError, match=r"`biases` must have shape \(8,\), got \(6,\)"):
            lstm_step(*map(np.ones, [(4, 3), (4, 2), (4, 2), (3, 8), (2, 8), (6,)]))
        with pytest.raises(ShapeError, match="`c` and `h` must have one shape"):
            lstm_step(*map(np.ones, [(4, 3), (4, 2), (4, 3), (3, 8), (2, 8), (8,)]))

    def test_shapes_of_gradients(self):
        with pytest.raises(ShapeError, match="`grad_h_next` and `h_next` must have one shape"):
            rnn_step_backward(*map(np.ones, [(3, 2), (4, 3), (4, 2), (4, 2), (3, 2), (2, 2)]))
        with pytest.raises(ShapeError, match="`grad_h_next` and `h` must have one shape"):
            gru_step_backward(*map(np.ones, [(3, 2), (4, 3), (4, 2), (4, 6), (3, 6), (2, 6)]))
        shapes = [(4, 2), (3, 2), (4, 3), (4, 2), (4, 2), (4, 2), (4, 8), (3, 8), (2, 8)]
        with pytest.raises(ShapeError, match="`grad_c_next` and `c_next` must have one shape"):
            lstm_step_backward(*map(np.ones, shapes))

    def test_affine_part_by_hand(self):
        z = recurrent_affine([[1, 2]], [[3]], [[1], [10]], [[100]], [5])
        np.testing.assert_array_equal(z, [[326]])
        gradients = recurrent_affine_backward([[1]], [[1, 2]], [[3]], [[1], [10]], [[100]])
        for ours, expected in zip(gradients, ([[1, 10]], [[100]], [[1], [2]], [[3]], [1]), strict=True):
            np.testing.assert_array_equal(ours, expected)


class TestLastStep:
    def test_forward_and_backward(self, rng):
        X = rng.normal(size=(2, 3, 4))
        np.testing.assert_array_equal(LastStep().forward(X), X[:, 2])
        assert_layer_gradients(LastStep(), X)

    def test_needs_a_step(self):
        with pytest.raises(ShapeError, match=r"`X` must have at least one step, got shape \(2, 0, 4\)"):
            LastStep().forward(np.ones((2, 0, 4)))


class TestGradientFlow:
    def test_of_a_linear_regime_is_a_geometric_series(self):
        """Near h = 0, tanh is the identity: each step back multiplies the gradient by one weight."""
        layer = RNN(1, 1, np.random.default_rng(0))
        for weight in (0.5, 1.0, 1.5):
            layer.recurrent_weights = [[weight]]
            flow = gradient_flow(layer, np.zeros((1, 12, 1)))
            np.testing.assert_allclose(flow["h"], weight ** np.arange(11.0, -1, -1), rtol=1e-13)

    def test_vanishes_in_an_rnn_and_passes_an_lstm_and_a_gru_that_remember(self, rng):
        X = rng.normal(size=(3, 40, 2))
        rnn, lstm, gru = RNN(2, 8, rng), LSTM(2, 8, rng), GRU(2, 8, rng)
        rnn.recurrent_weights = 0.5 * np.linalg.qr(rnn.recurrent_weights)[0]
        lstm.biases[8:16] = 5
        gru.biases[8:16] = 5
        kept = {
            "rnn": gradient_flow(rnn, X)["h"],
            "lstm": gradient_flow(lstm, X)["c"],
            "gru": gradient_flow(gru, X)["h"],
        }
        assert kept["rnn"][0] < 1e-10 * kept["rnn"][-1]
        assert kept["lstm"][0] > 0.1 * kept["lstm"][-2]
        assert kept["gru"][0] > 0.1 * kept["gru"][-1]

    def test_with_a_loss_at_every_step(self, rng):
        layer, X, grad_output = LSTM(2, 3, rng), rng.normal(size=(2, 5, 2)), rng.normal(size=(2, 5, 3))
        flow = gradient_flow(layer, X, grad_output)
        assert set(flow) == {"h", "c"}
        np.testing.assert_allclose(flow["h"][-1], np.linalg.norm(grad_output[:, -1]), rtol=1e-14)
        assert flow["c"][-1] == 0  # nothing follows the last step; its h counts separately

    def test_layers_stack(self, rng):
        network = Sequential([RNN(2, 3, rng), Activation("relu"), LSTM(3, 2, rng)])
        assert network.backward(network.forward(np.ones((1, 4, 2)))).shape == (1, 4, 2)
