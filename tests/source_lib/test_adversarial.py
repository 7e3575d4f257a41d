"""Oracles: the closed form for linear models (Goodfellow et al., section 5) and search over the corners."""

from itertools import product

import numpy as np
import pytest
from linear_network import LinearNetwork, cross_entropy, cross_entropy_gradient

from source_lib.adversarial import (
    adversarial_batch,
    adversarial_examples,
    adversarial_step,
    fast_gradient_sign,
)
from source_lib.errors import RangeError, ShapeError
from source_lib.optimizers import GradientDescent

LOSS = cross_entropy, cross_entropy_gradient


@pytest.fixture
def problem():
    rng = np.random.default_rng(0)
    network = LinearNetwork(4, 2)
    network.parameters = rng.normal(size=10)
    return network, rng.normal(size=(6, 4)), rng.integers(2, size=6)


class TestFastGradientSign:
    def test_moves_by_epsilon_or_not_at_all(self):
        after = fast_gradient_sign([1.0, 1.0, 1.0], [1e-30, -1e30, 0.0], 0.25)
        np.testing.assert_array_equal(after, [1.25, 0.75, 1.0])

    def test_stays_in_range(self):
        np.testing.assert_array_equal(fast_gradient_sign([0.1, 0.9], [-1, 1], 0.3, 0, 1), [0, 1])

    def test_extremes_never_warn(self):
        after = fast_gradient_sign([0.0, 0.0, np.inf], [np.nan, -np.inf, 1.0], 0.5)
        assert np.isnan(after[0])
        assert after[1] == -0.5

    def test_float32_and_argument_stay(self):
        X = np.ones(2, np.float32)
        assert fast_gradient_sign(X, [1, 1], np.float64(0.1)).dtype == np.float32
        np.testing.assert_array_equal(X, 1)

    def test_bad_arguments(self):
        with pytest.raises(ShapeError, match="`X` and `grad_X` must have one shape"):
            fast_gradient_sign([1.0], [1.0, 2.0], 0.1)
        with pytest.raises(RangeError, match="`epsilon` must be in"):
            fast_gradient_sign([1.0], [1.0], -0.1)
        with pytest.raises(RangeError, match="`low` must not be above `high`, got 1 and 0"):
            fast_gradient_sign([1.0], [1.0], 0.1, low=1, high=0)


class TestAdversarialExamples:
    def test_is_the_worst_corner_for_a_linear_model(self, problem):
        """With two classes the loss is monotonic along each input, so the worst point is a corner."""
        network, X, y = problem
        attacked = adversarial_examples(network, LOSS, X, y, 0.3)
        for x, label, found in zip(X, y, attacked, strict=True):
            corners = x + 0.3 * np.array(list(product([-1, 1], repeat=4)))
            losses = [cross_entropy([label], network.forward(corner[np.newaxis])) for corner in corners]
            np.testing.assert_allclose(found, corners[np.argmax(losses)], rtol=1e-12)

    def test_margin_shrinks_by_epsilon_times_l1_norm(self, problem):
        network, X, y = problem
        direction = network.weights[:, 1] - network.weights[:, 0]
        moved = (adversarial_examples(network, LOSS, X, y, 0.3) - X) @ direction
        np.testing.assert_allclose(moved * np.where(y == 1, -1, 1), 0.3 * np.abs(direction).sum(), rtol=1e-12)


class TestAdversarialBatch:
    def test_loss_is_half_clean_half_attacked(self, problem):
        network, X, y = problem
        attacked = adversarial_examples(network, LOSS, X, y, 0.2)
        both, labels = adversarial_batch(network, LOSS, X, y, 0.2)
        clean_loss = cross_entropy(y, network.forward(X))
        attacked_loss = cross_entropy(y, network.forward(attacked))
        loss = cross_entropy(labels, network.forward(both))
        assert loss == pytest.approx((clean_loss + attacked_loss) / 2, rel=1e-12)
        assert attacked_loss > clean_loss


class TestAdversarialStep:
    def test_steps_make_the_network_harder_to_fool(self):
        """The plain gradient adds up many weak inputs; training against the attack stops leaning on them."""
        rng = np.random.default_rng(1)
        y = rng.integers(2, size=400)
        sign = np.where(y == 1, 1.0, -1.0)[:, np.newaxis]
        strong, weak = (
            1.0 * sign + 0.3 * rng.normal(size=(400, 1)),
            0.2 * sign + rng.normal(size=(400, 60)) * 0.3,
        )
        X = np.hstack([strong, weak])

        def robust_accuracy(epsilon):
            network, optimizer = LinearNetwork(61, 2), GradientDescent(0.2)
            for _ in range(300):
                adversarial_step(network, LOSS, X, y, optimizer, epsilon)
            attacked = adversarial_examples(network, LOSS, X, y, 0.3)
            return np.mean(network.forward(attacked).argmax(axis=1) == y)

        assert robust_accuracy(0.3) > robust_accuracy(0.0) + 0.2

    def test_without_epsilon_is_a_plain_step(self, problem):
        network, X, y = problem
        before = network.parameters
        network.forward(X)
        network.backward(cross_entropy_gradient(y, network.forward(X)))
        expected = before - 0.1 * network.gradients
        loss = adversarial_step(network, LOSS, X, y, GradientDescent(0.1), 0.0)
        np.testing.assert_allclose(network.parameters, expected, rtol=1e-12)
        network.parameters = before
        assert loss == pytest.approx(cross_entropy(y, network.forward(X)), rel=1e-12)
