"""What is special to the GRU; `test_recurrent` tests what it shares with the other cells."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle_recurrent import load_into_pytorch, randomised

from source_lib.errors import ShapeError
from source_lib.gru import GRU, gru_step, gru_step_backward


@pytest.fixture
def rng():
    return np.random.default_rng(21)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestGRU:
    def test_agrees_with_pytorch_where_resetting_before_and_after_the_product_is_the_same(self, rng, torch):
        """With a diagonal matrix for the candidate, U (r h) = r (U h): PyTorch's GRU is then the paper's."""
        layer = randomised(GRU(3, 5, rng), rng)
        layer.recurrent_weights[:, 10:] = np.diag(rng.normal(size=5))
        X = rng.normal(size=(4, 7, 3))
        theirs = torch.nn.GRU(3, 5, batch_first=True, dtype=torch.float64)
        load_into_pytorch(layer, theirs, torch)
        output, _ = theirs(torch.tensor(X))
        np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-10, atol=1e-13)

    def test_agrees_with_automatic_differentiation_of_the_paper(self, rng, torch):
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


class TestStep:
    @given(st.integers(0, 1000))
    def test_the_state_stays_between_old_state_and_candidate(self, seed):
        rng = np.random.default_rng(seed)
        h = rng.normal(size=(4, 2))
        h_next, gates = gru_step(
            rng.normal(size=(4, 3)), h, *map(rng.normal, [0] * 3, [2] * 3, [(3, 6), (2, 6), 6])
        )
        candidate = gates[:, 4:]
        assert (h_next >= np.minimum(h, candidate) - 1e-15).all()
        assert (h_next <= np.maximum(h, candidate) + 1e-15).all()

    def test_without_weights_halves_the_state(self, rng):
        h = rng.normal(size=(4, 2))
        h_next, _ = gru_step(np.ones((4, 3)), h, np.zeros((3, 6)), np.zeros((2, 6)), np.zeros(6))
        np.testing.assert_allclose(h_next, h / 2, rtol=1e-15)

    def test_shapes_that_do_not_fit(self):
        with pytest.raises(ShapeError, match=r"`input_weights` must have shape \(3, 6\), got \(3, 5\)"):
            gru_step(*map(np.ones, [(4, 3), (4, 2), (3, 5), (2, 6), (6,)]))
        with pytest.raises(ShapeError, match="`grad_h_next` and `h` must have one shape"):
            gru_step_backward(*map(np.ones, [(3, 2), (4, 3), (4, 2), (4, 6), (3, 6), (2, 6)]))
