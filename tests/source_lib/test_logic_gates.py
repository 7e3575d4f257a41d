import numpy as np
import pytest

from source_lib.activations import step
from source_lib.errors import UnknownNameError
from source_lib.logic_gates import GATES, gate, xor, xor_layers
from source_lib.perceptron import perceptron_predict

CORNERS = [[a, b] for a in (0, 1) for b in (0, 1)]
TRUTH = {
    "and": [int(a and b) for a, b in CORNERS],
    "or": [int(a or b) for a, b in CORNERS],
    "nand": [int(not (a and b)) for a, b in CORNERS],
}


class TestGate:
    @pytest.mark.parametrize("name", GATES)
    def test_truth_table(self, name):
        np.testing.assert_array_equal(perceptron_predict(CORNERS, *gate(name)), TRUTH[name])

    def test_a_caller_cannot_spoil_the_table(self):
        gate("and")[0][:] = 7
        np.testing.assert_array_equal(gate("and")[0], [1, 1])

    def test_refuses_what_no_unit_can_do(self):
        with pytest.raises(UnknownNameError, match=r"`name` must be one of 'and', 'or', 'nand', got 'xor'"):
            gate("xor")


class TestXor:
    def test_truth_table(self):
        np.testing.assert_array_equal(xor(CORNERS), [int(a != b) for a, b in CORNERS])

    def test_layers_fit_a_plain_forward_pass(self):
        (hidden_weights, hidden_biases), (weights, biases) = xor_layers()
        hidden = step(np.array(CORNERS) @ hidden_weights + hidden_biases)
        np.testing.assert_array_equal(step(hidden @ weights + biases)[:, 0], [0, 1, 1, 0])

    def test_no_single_unit_can(self):
        grid = np.linspace(-2, 2, 9)
        lines = np.array(np.meshgrid(grid, grid, grid)).reshape(3, -1)
        predictions = perceptron_predict(CORNERS, lines[:2], lines[2])
        assert predictions.shape == (4, 729)
        assert not (predictions == np.array([[0], [1], [1], [0]])).all(axis=0).any()
        assert (predictions == np.array([[0], [0], [0], [1]])).all(axis=0).any()  # AND is among them

    def test_no_sample(self):
        assert xor(np.empty((0, 2))).shape == (0,)
