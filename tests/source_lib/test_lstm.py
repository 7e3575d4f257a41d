"""What is special to the LSTM; `test_recurrent` tests what it shares with the other cells."""

import numpy as np
import pytest
from oracle_recurrent import assert_agrees_with_pytorch, randomised

from source_lib.errors import ShapeError
from source_lib.lstm import LSTM, lstm_step, lstm_step_backward


@pytest.fixture
def rng():
    return np.random.default_rng(21)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestLSTM:
    def test_agrees_with_pytorch(self, rng, torch):
        X, grad_output = rng.normal(size=(4, 7, 3)), rng.normal(size=(4, 7, 5))
        theirs = torch.nn.LSTM(3, 5, batch_first=True, dtype=torch.float64)
        assert_agrees_with_pytorch(randomised(LSTM(3, 5, rng), rng), theirs, X, grad_output, torch)


class TestStep:
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

    def test_gates_by_hand(self):
        biases = np.repeat([800.0, -800.0, 0.3, 0.0], 2)  # take all, forget all, show half
        h_next, c_next, _ = lstm_step(
            np.ones((1, 3)), np.ones((1, 2)), np.ones((1, 2)), np.zeros((3, 8)), np.zeros((2, 8)), biases
        )
        np.testing.assert_allclose(c_next, np.tanh(0.3), rtol=1e-15)
        np.testing.assert_allclose(h_next, np.tanh(np.tanh(0.3)) / 2, rtol=1e-15)

    def test_shapes_that_do_not_fit(self):
        with pytest.raises(ShapeError, match=r"`biases` must have shape \(8,\), got \(6,\)"):
            lstm_step(*map(np.ones, [(4, 3), (4, 2), (4, 2), (3, 8), (2, 8), (6,)]))
        with pytest.raises(ShapeError, match="`c` and `h` must have one shape"):
            lstm_step(*map(np.ones, [(4, 3), (4, 2), (4, 3), (3, 8), (2, 8), (8,)]))
        shapes = [(4, 2), (3, 2), (4, 3), (4, 2), (4, 2), (4, 2), (4, 8), (3, 8), (2, 8)]
        with pytest.raises(ShapeError, match="`grad_c_next` and `c_next` must have one shape"):
            lstm_step_backward(*map(np.ones, shapes))
