"""Oracles: quadratics, dense BFGS, and SciPy's minimize and line-search conditions."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize

from source_lib.errors import RangeError, ShapeError
from source_lib.optimizers import minimize
from source_lib.second_order import LBFGS, Newton, two_loop_recursion, wolfe_line_search


def rosenbrock(w):
    return optimize.rosen(w), optimize.rosen_der(w)


def bowl(seed, size):
    """A random positive definite matrix and the place of the minimum."""
    rng = np.random.default_rng(seed)
    root = rng.normal(size=(size, size))
    return root @ root.T + np.eye(size), rng.normal(size=size)


class TestNewton:
    @given(st.integers(0, 10_000), st.integers(1, 6))
    def test_ends_a_quadratic_in_one_step(self, seed, size):
        matrix, bottom = bowl(seed, size)
        start = np.random.default_rng(seed + 1).normal(size=size)
        after = Newton(lambda w: matrix).step(start, matrix @ (start - bottom))
        np.testing.assert_allclose(after, bottom, rtol=1e-8, atol=1e-8)

    def test_converges_quadratically(self):
        """On exp(w) - w, lowest at 0, each error is about half the square of the one before."""
        newton = Newton(lambda w: np.diag(np.exp(w)))
        errors = minimize(lambda w: (np.sum(np.exp(w) - w), np.exp(w) - 1), [0.1, -0.1], newton, 3)
        np.testing.assert_allclose(errors[1:], errors[:-1] ** 2 / 2, rtol=0.1, atol=1e-13)

    def test_goes_to_a_saddle(self):
        after = Newton(lambda w: np.diag([2.0, -2.0])).step([3.0, 4.0], [6.0, -8.0])
        np.testing.assert_allclose(after, 0, atol=1e-15)

    def test_any_shape(self):
        matrix, bottom = bowl(3, 6)
        start = np.ones((2, 3))
        after = Newton(lambda w: matrix).step(start, (matrix @ (start.ravel() - bottom)).reshape(2, 3))
        np.testing.assert_allclose(after, bottom.reshape(2, 3), rtol=1e-10)

    def test_singular(self):
        with pytest.raises(RangeError, match="`hessian` must be invertible, got a singular matrix"):
            Newton(lambda w: np.zeros((2, 2))).step(np.ones(2), np.ones(2))

    def test_wrong_shape(self):
        with pytest.raises(ShapeError, match=r"`hessian` must return shape \(2, 2\), got \(3, 3\)"):
            Newton(lambda w: np.eye(3)).step(np.ones(2), np.ones(2))


class TestTwoLoopRecursion:
    @given(st.integers(0, 10_000), st.integers(1, 5), st.integers(1, 5))
    def test_is_the_dense_update(self, seed, size, count):
        """Multiplying by the inverse Hessian of BFGS, formed in full from the same moves."""
        matrix, _ = bowl(seed, size)
        rng = np.random.default_rng(seed)
        moves = rng.normal(size=(count, size))
        pairs = [(move, matrix @ move) for move in moves]
        move, change = pairs[-1]
        inverse = np.eye(size) * (move @ change) / (change @ change)
        for move, change in pairs:
            left = np.eye(size) - np.outer(move, change) / (move @ change)
            inverse = left @ inverse @ left.T + np.outer(move, move) / (move @ change)
        gradient = rng.normal(size=size)
        np.testing.assert_allclose(
            two_loop_recursion(gradient, pairs), inverse @ gradient, rtol=1e-6, atol=1e-8
        )

    def test_without_memory_is_the_gradient_at_most_of_length_one(self):
        np.testing.assert_allclose(two_loop_recursion(np.array([3.0, 4.0]), []), [0.6, 0.8])
        np.testing.assert_allclose(two_loop_recursion(np.array([0.3, 0.4]), []), [0.3, 0.4])


class TestWolfeLineSearch:
    @pytest.mark.parametrize("scale", [1e-4, 1e-2, 1.0, 1e2, 1e4])
    def test_keeps_both_bounds(self, scale):
        start = np.array([-1.2, 1.0])
        value, gradient = rosenbrock(start)
        direction = -scale * gradient
        length = wolfe_line_search(rosenbrock, start, direction)
        new_value, new_gradient = rosenbrock(start + length * direction)
        assert length > 0
        assert new_value <= value + 1e-4 * length * (gradient @ direction)
        assert new_gradient @ direction >= 0.9 * (gradient @ direction)

    def test_uphill_is_refused(self):
        assert wolfe_line_search(rosenbrock, np.zeros(2), rosenbrock(np.zeros(2))[1]) == 0.0

    def test_walks_back_out_of_nan(self):
        def logarithm(w):
            with np.errstate(invalid="ignore", divide="ignore"):
                return float(np.sum(w - np.log(w))), 1 - 1 / w

        length = wolfe_line_search(logarithm, np.array([3.0]), np.array([-100.0]))
        assert 0 < length < 0.03


class TestLBFGS:
    @pytest.mark.parametrize("size", [2, 5, 10])
    def test_finds_what_scipy_finds(self, size):
        start = np.full(size, -0.5)
        expected = optimize.minimize(rosenbrock, start, jac=True, method="BFGS", options={"gtol": 1e-9}).x
        path = minimize(rosenbrock, start, LBFGS(rosenbrock), 100)
        np.testing.assert_allclose(path[-1], expected, atol=1e-6)

    def test_logistic_regression(self):
        rng = np.random.default_rng(4)
        X = rng.normal(size=(80, 4))
        y = (X @ [1.0, -2.0, 0.5, 0.0] + rng.normal(size=80) > 0).astype(float)

        def loss(w):
            z = X @ w
            value = np.mean(np.logaddexp(0, z) - y * z) + 0.05 * w @ w
            return value, X.T @ (1 / (1 + np.exp(-z)) - y) / 80 + 0.1 * w

        expected = optimize.minimize(loss, np.zeros(4), jac=True, method="Newton-CG", tol=1e-10).x
        path = minimize(loss, np.zeros(4), LBFGS(loss, memory=3), 25)
        np.testing.assert_allclose(path[-1], expected, atol=1e-7)

    def test_never_goes_up(self):
        path = minimize(rosenbrock, [-1.2, 1.0], LBFGS(rosenbrock), 60)
        values = [rosenbrock(w)[0] for w in path]
        assert (np.diff(values) <= 0).all()

    def test_beats_gradient_descent_where_scales_differ(self):
        """200 to 1: the longest stable plain step is 0.01, and 30 of those leave the flat direction."""
        scales = np.array([200.0, 1.0])
        path = minimize(
            lambda w: (0.5 * w @ (scales * w), scales * w),
            [1.0, 1.0],
            LBFGS(lambda w: (0.5 * w @ (scales * w), scales * w)),
            30,
        )
        assert np.abs(path[-1]).max() < 1e-6 < 0.99**30

    def test_stays_at_the_minimum(self):
        optimizer = LBFGS(rosenbrock)
        np.testing.assert_array_equal(optimizer.step(np.ones(3), np.zeros(3)), np.ones(3))

    def test_any_shape_and_arguments_stay(self):
        def function_and_gradient(w):
            return float(np.sum((w - 2) ** 2)), 2 * (w - 2)

        start = np.zeros((2, 2))
        path = minimize(function_and_gradient, start, LBFGS(function_and_gradient), 10)
        np.testing.assert_allclose(path[-1], np.full((2, 2), 2.0), atol=1e-8)
        np.testing.assert_array_equal(start, 0)

    def test_float32(self):
        def function_and_gradient(w):
            return np.sum((w - 2) ** 2), 2 * (w - 2)

        path = minimize(function_and_gradient, np.zeros(2, np.float32), LBFGS(function_and_gradient), 5)
        assert path.dtype == np.float32
        np.testing.assert_allclose(path[-1], 2.0, atol=1e-5)

    def test_memory(self):
        with pytest.raises(RangeError, match="`memory` must be in"):
            LBFGS(rosenbrock, memory=0)
