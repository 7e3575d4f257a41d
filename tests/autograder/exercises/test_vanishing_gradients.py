"""Where no function of the library is asked for, the reference stands beside the exercise: it is tested here."""

import numpy as np
import pytest

from autograder.exercises import topic
from autograder.exercises.vanishing_gradients.hunt import network

EXERCISES = {exercise.id: exercise for exercise in topic("vanishing_gradients").exercises}


def reference(id):
    """Return the right function of an exercise that asks for one."""
    (function,) = EXERCISES[id].reference.values()
    return function


def by_complex_step(function, point):
    """Differentiate an analytic function of several numbers, exact to rounding."""
    step = 1e-30j
    return np.array([function(point + step * row).imag / step.imag for row in np.eye(len(point))])


class TestParameterCount:
    def test_counts_each_weight_and_each_bias(self):
        # 3 inputs meet 5 units, 5 inputs meet 2 units, and 5 + 2 units have biases.
        assert reference("parameter-count")([3, 5, 2]) == 3 * 5 + 5 * 2 + 5 + 2


class TestChain:
    @pytest.mark.parametrize("neurons", [1, 2, 4, 7])
    def test_is_the_derivative_of_the_last_output(self, neurons):
        rng = np.random.default_rng(neurons)
        weights, biases = rng.normal(scale=2, size=(2, neurons))

        def output(weights, a=1.7):
            for weight, bias in zip(weights, biases, strict=True):
                a = 1 / (1 + np.exp(-(weight * a + bias)))
            return a

        gradients = reference("chain-gradients")(1.7, weights, biases)
        np.testing.assert_allclose(gradients, by_complex_step(output, weights), rtol=1e-12)


class TestSignalGrowth:
    @pytest.mark.parametrize(
        ("activation", "passed"),
        [pytest.param(lambda z: z, 1, id="linear"), pytest.param(lambda z: np.maximum(z, 0), 0.5, id="relu")],
    )
    def test_is_what_random_layers_do_on_average(self, activation, passed):
        rng = np.random.default_rng(0)
        units, layers, growths = 60, 3, []
        for _ in range(400):
            start = h = rng.normal(size=(5, units))
            for _ in range(layers):
                h = activation(h @ rng.normal(scale=0.15, size=(units, units)))
            growths.append(np.mean(h**2) / np.mean(start**2))
        error = np.std(growths) / np.sqrt(len(growths))
        predicted = reference("signal-growth")(0.15, units, layers, passed)
        assert abs(np.mean(growths) - predicted) < 5 * error
        assert error < 0.03 * predicted  # so that a forgotten factor would show


class TestFlowThroughTime:
    def test_is_the_derivative_of_the_last_state_with_respect_to_each(self):
        rng = np.random.default_rng(3)
        inputs, w = rng.normal(size=6), 1.3

        def last_state(h, start):
            for x in inputs[start:]:
                h = np.tanh(x + w * h)
            return h

        states, factors = [0.2], []
        for x in inputs:
            states.append(np.tanh(x + w * states[-1]))
            factors.append(w * (1 - states[-1] ** 2))
        slopes = [last_state(h + 1e-30j, t).imag / 1e-30 for t, h in enumerate(states)]
        np.testing.assert_allclose(reference("flow-through-time")(np.array(factors)), slopes, rtol=1e-12)


class TestRepairedBackward:
    def test_agrees_with_complex_steps_through_the_network(self):
        rng = np.random.default_rng(5)
        shapes = {"W1": (3, 4), "b1": (4,), "W2": (4, 4), "b2": (4,), "W3": (4, 2), "b3": (2,)}
        parameters = {name: rng.normal(size=shape) for name, shape in shapes.items()}
        X, grad_scores = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))

        def forward(W1, b1, W2, b2, W3, b3):
            z1 = X @ W1 + b1
            h1 = np.where(z1.real > 0, z1, 0)
            t = np.tanh(h1 @ W2 + b2)
            return h1, t, h1 + t, (h1 + t) @ W3 + b3

        h1, t, h2, _ = forward(**parameters)
        found = reference("planted-bugs")(grad_scores, X, h1, t, h2, parameters["W2"], parameters["W3"])
        for name, value in parameters.items():

            def weighted(flat, name=name, shape=value.shape):
                return np.sum(forward(**(parameters | {name: flat.reshape(shape)}))[3] * grad_scores)

            slopes = by_complex_step(weighted, value.ravel()).reshape(value.shape)
            np.testing.assert_allclose(found[name], slopes, rtol=1e-11, atol=1e-13)

    def test_cases_hold_silent_and_active_units(self):
        drawn = network(4, 3, 2, 3)(np.random.default_rng(0))
        assert (drawn["h1"] == 0).any()
        assert (drawn["h1"] > 0).any()


class TestClipByNorm:
    def test_shortens_all_arrays_by_one_factor(self):
        clip = EXERCISES["gradient-clipping"].reference["clip_by_norm"]
        rng = np.random.default_rng(1)
        gradients = [rng.normal(size=(3, 2)), rng.normal(size=4)]
        clipped = clip(gradients, 0.5)
        assert [part.shape for part in clipped] == [(3, 2), (4,)]
        assert np.sqrt(sum(np.sum(part**2) for part in clipped)) == pytest.approx(0.5)
        factors = np.concatenate([(new / old).ravel() for new, old in zip(clipped, gradients, strict=True)])
        np.testing.assert_allclose(factors, factors[0])
