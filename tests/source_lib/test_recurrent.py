"""RNN, LSTM and GRU together: they answer to the same oracles."""

import numpy as np
import pytest
from oracle_differences import assert_layer_gradients, gradient_by_differences
from oracle_recurrent import assert_agrees_with_pytorch, randomised

from source_lib.errors import NotFittedError, RangeError, ShapeError
from source_lib.gru import GRU
from source_lib.initializers import small_random
from source_lib.layers import Activation, Dense
from source_lib.lstm import LSTM
from source_lib.networks import Sequential
from source_lib.recurrent import RNN, LastStep, gradient_flow, rnn_step, rnn_step_backward

CELLS = [RNN, LSTM, GRU]


@pytest.fixture
def rng():
    return np.random.default_rng(21)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestRNN:
    def test_agrees_with_pytorch(self, rng, torch):
        X, grad_output = rng.normal(size=(4, 7, 3)), rng.normal(size=(4, 7, 5))
        theirs = torch.nn.RNN(3, 5, batch_first=True, dtype=torch.float64)
        assert_agrees_with_pytorch(randomised(RNN(3, 5, rng), rng), theirs, X, grad_output, torch)


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
        with pytest.raises(RangeError, match=r"`units` must be in \[1, inf\), got 0"):
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


class TestStep:
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

    def test_shapes_of_gradients(self):
        with pytest.raises(ShapeError, match="`grad_h_next` and `h_next` must have one shape"):
            rnn_step_backward(*map(np.ones, [(3, 2), (4, 3), (4, 2), (4, 2), (3, 2), (2, 2)]))


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
