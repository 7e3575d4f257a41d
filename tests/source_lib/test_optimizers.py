"""Oracles: PyTorch's optimizers step by step in float64, closed forms on quadratics, and properties."""

from typing import ClassVar

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from source_lib import optimizers
from source_lib.errors import RangeError, ShapeError, UnknownNameError
from source_lib.optimizers import (
    OPTIMIZERS,
    Adagrad,
    Adam,
    GradientDescent,
    Momentum,
    Nesterov,
    NesterovLookAhead,
    RMSprop,
    minimize,
    optimizer_by_name,
)

moderate = st.floats(-1e3, 1e3, allow_subnormal=False)
any_parameters = arrays(np.float64, array_shapes(min_dims=0, max_dims=3, max_side=4), elements=moderate)


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def walk(optimizer, start, gradients):
    """The parameters after each step, for gradients that are given and do not depend on them."""
    path = [start]
    for gradient in gradients:
        path.append(optimizer.step(path[-1], gradient))
    return np.array(path[1:])


def torch_walk(torch, make, start, gradients):
    parameters = torch.nn.Parameter(torch.tensor(start))
    optimizer, path = make([parameters]), []
    for gradient in gradients:
        parameters.grad = torch.tensor(gradient)
        optimizer.step()
        path.append(parameters.detach().numpy().copy())
    return np.array(path)


class TestAgainstTorch:
    """The same random gradients, 50 steps; every step must agree, not only the last."""

    CASES: ClassVar = {
        "gradient_descent": (GradientDescent(0.3), "SGD", {"lr": 0.3}),
        "momentum": (Momentum(0.3, mu=0.8), "SGD", {"lr": 0.3, "momentum": 0.8}),
        "nesterov": (Nesterov(0.3, mu=0.8), "SGD", {"lr": 0.3, "momentum": 0.8, "nesterov": True}),
        "adagrad": (Adagrad(0.3, eps=1e-3), "Adagrad", {"lr": 0.3, "eps": 1e-3}),
        "rmsprop": (RMSprop(0.3, decay=0.7, eps=1e-3), "RMSprop", {"lr": 0.3, "alpha": 0.7, "eps": 1e-3}),
        "adam": (
            Adam(0.3, beta1=0.7, beta2=0.9, eps=1e-2),
            "Adam",
            {"lr": 0.3, "betas": (0.7, 0.9), "eps": 1e-2},
        ),
    }

    @pytest.mark.parametrize("name", CASES)
    def test_every_step(self, torch, rng, name):
        ours, theirs, options = self.CASES[name]
        start, gradients = rng.normal(size=(3, 4)), rng.normal(size=(50, 3, 4))
        expected = torch_walk(torch, lambda p: getattr(torch.optim, theirs)(p, **options), start, gradients)
        np.testing.assert_allclose(walk(ours, start, gradients), expected, rtol=1e-10, atol=1e-12)


class TestEveryOptimizer:
    """What holds for all of them."""

    @pytest.fixture(params=OPTIMIZERS)
    def name(self, request):
        return request.param

    def test_arguments_stay_and_result_is_new(self, name, rng):
        optimizer = optimizer_by_name(name)
        parameters, gradients = rng.normal(size=(2, 5, 3))
        kept = parameters.copy(), gradients.copy()
        first = optimizer.step(parameters, gradients)
        first_kept = first.copy()
        second = optimizer.step(first, gradients)
        np.testing.assert_array_equal((parameters, gradients), kept)
        np.testing.assert_array_equal(first, first_kept)
        assert not np.shares_memory(first, second)

    def test_goes_downhill(self, name):
        after = optimizer_by_name(name).step(np.array([1.0, -2.0]), np.array([3.0, -0.5]))
        assert after[0] < 1.0
        assert after[1] > -2.0

    def test_zero_gradient_moves_nothing(self, name):
        np.testing.assert_array_equal(optimizer_by_name(name).step(np.ones(3), np.zeros(3)), np.ones(3))

    def test_zero_rate_moves_nothing(self, name, rng):
        start = rng.normal(size=4)
        path = walk(optimizer_by_name(name, learning_rate=0.0), start, rng.normal(size=(5, 4)))
        np.testing.assert_array_equal(path, np.broadcast_to(start, (5, 4)))

    def test_float32_stays_float32(self, name):
        optimizer = optimizer_by_name(name)
        optimizer.learning_rate = np.float64(0.1)
        after = optimizer.step(np.ones(3, np.float32), np.ones(3, np.float64))
        assert after.dtype == np.float32

    def test_integers_become_floats(self, name):
        assert optimizer_by_name(name).step([1, 2], [3, 4]).dtype == np.float64

    def test_every_entry_is_on_its_own(self, name, rng):
        """Running on the whole array is running on each number separately."""
        start, gradients = rng.normal(size=(2, 3)), rng.normal(size=(6, 2, 3))
        whole = walk(optimizer_by_name(name), start, gradients)
        for index in np.ndindex(2, 3):
            alone = walk(optimizer_by_name(name), start[index], gradients[(slice(None), *index)])
            np.testing.assert_allclose(whole[(slice(None), *index)], alone, rtol=1e-13)

    @pytest.mark.parametrize("bad", [np.inf, -np.inf, np.nan, 1e300, 1e-320])
    def test_extreme_gradients_never_warn(self, name, bad):
        optimizer = optimizer_by_name(name)
        first = optimizer.step(np.ones(2), np.array([bad, 1.0]))
        second = optimizer.step(first, np.array([bad, 1.0]))
        assert np.isfinite(second[1])
        if not np.isfinite(bad):
            assert not np.isfinite(second[0])

    def test_empty_array(self, name):
        assert optimizer_by_name(name).step(np.empty((0, 3)), np.empty((0, 3))).shape == (0, 3)

    def test_finds_the_bottom_of_a_bowl(self, name):
        bowl = np.array([1.0, 4.0])
        path = minimize(
            lambda w: (0.5 * w @ (bowl * w), bowl * w),
            [2.0, -1.0],
            optimizer_by_name(name, learning_rate=0.05),
            2000,
        )
        assert np.abs(path[-1]).max() < 0.05

    def test_shapes_must_agree(self, name):
        with pytest.raises(ShapeError, match=r"must have one shape, got \(2,\) and \(3,\)"):
            optimizer_by_name(name).step(np.ones(2), np.ones(3))

    def test_shape_must_stay(self, name):
        optimizer = optimizer_by_name(name)
        optimizer.step(np.ones(2), np.ones(2))
        with pytest.raises(ShapeError, match=r"must keep the shape \(2,\) of the first step, got \(3,\)"):
            optimizer.step(np.ones(3), np.ones(3))

    @pytest.mark.parametrize("bad", [-0.1, np.inf, np.nan, "fast", [0.1]])
    def test_bad_rate(self, name, bad):
        with pytest.raises(RangeError, match="`learning_rate` must be"):
            optimizer_by_name(name, learning_rate=bad)
        with pytest.raises(RangeError, match="`learning_rate` must be"):
            optimizer_by_name(name).learning_rate = bad


class TestOptions:
    @pytest.mark.parametrize(
        ("name", "options"),
        [
            ("momentum", {"mu": 1.0}),
            ("nesterov", {"mu": -0.1}),
            ("adagrad", {"eps": 0.0}),
            ("rmsprop", {"decay": 1.5}),
            ("adam", {"beta1": 1.0}),
            ("adam", {"beta2": -1e-3}),
            ("adam", {"eps": np.inf}),
        ],
    )
    def test_out_of_range(self, name, options):
        with pytest.raises(RangeError, match=f"`{next(iter(options))}` must be in"):
            optimizer_by_name(name, **options)

    def test_unknown_name_suggests_the_nearest(self):
        with pytest.raises(UnknownNameError, match=r"got 'adamm'; did you mean 'adam'\?"):
            optimizer_by_name("adamm")


class TestGradientDescent:
    def test_quadratic_closed_form(self):
        """On c w^2 / 2 every step multiplies w by 1 - rate c."""
        path = minimize(lambda w: (1.5 * w**2, 3 * w), 2.0, GradientDescent(0.1), 20)
        np.testing.assert_allclose(path, 2.0 * 0.7 ** np.arange(21), rtol=1e-12)

    def test_too_long_a_step_diverges_without_a_warning(self):
        path = minimize(lambda w: (1.5 * w**2, 3 * w), 2.0, GradientDescent(1e6), 100)
        assert not np.isfinite(path[-1])

    def test_batch_and_mini_batch_differ_only_in_the_batch(self, rng):
        """The mean of the mini-batches' gradients is the batch gradient, so it is with the steps."""
        X, y, w = rng.normal(size=(12, 3)), rng.normal(size=12), rng.normal(size=3)

        def stepped(rows):
            return GradientDescent(0.1).step(w, X[rows].T @ (X[rows] @ w - y[rows]) / len(rows))

        parts = np.split(rng.permutation(12), 4)
        np.testing.assert_allclose(
            np.mean([stepped(part) for part in parts], axis=0), stepped(np.arange(12)), rtol=1e-12
        )


class TestMomentum:
    @given(any_parameters, moderate, moderate)
    def test_without_mu_is_gradient_descent(self, start, first, second):
        gradients = [np.full(start.shape, first), np.full(start.shape, second)]
        expected = walk(GradientDescent(0.1), start, gradients)
        np.testing.assert_allclose(walk(Momentum(0.1, mu=0.0), start, gradients), expected, rtol=1e-12)

    def test_terminal_velocity(self):
        """A constant gradient is followed at 1 / (1 - mu) times the rate."""
        path = walk(Momentum(0.1, mu=0.9), np.zeros(()), np.ones(400))
        assert path[-2] - path[-1] == pytest.approx(0.1 / (1 - 0.9), rel=1e-12)

    def test_rate_changes_at_once(self):
        """The velocity holds moves, not gradients: a new rate does not scale what is already under way."""
        optimizer = Momentum(1.0, mu=0.5)
        first = optimizer.step(np.zeros(()), np.ones(()))
        optimizer.learning_rate = 0.0
        assert optimizer.step(first, np.ones(())) == -1.5


class TestNesterov:
    @given(any_parameters, moderate, moderate)
    def test_without_mu_is_gradient_descent(self, start, first, second):
        gradients = [np.full(start.shape, first), np.full(start.shape, second)]
        expected = walk(GradientDescent(0.1), start, gradients)
        for form in Nesterov, NesterovLookAhead:
            np.testing.assert_allclose(walk(form(0.1, mu=0.0), start, gradients), expected, rtol=1e-12)

    def test_the_two_forms_are_one_method(self, rng):
        """The re-arranged form walks along the look-ahead points of the other."""
        bowl = rng.uniform(0.5, 3, size=4)
        start = rng.normal(size=4)

        def seen(optimizer):
            points = []

            def function_and_gradient(w):
                points.append(w)
                return 0.5 * w @ (bowl * w), bowl * w

            minimize(function_and_gradient, start, optimizer, 30)
            return np.array(points)

        np.testing.assert_allclose(
            seen(NesterovLookAhead(0.1, mu=0.9)), seen(Nesterov(0.1, mu=0.9)), rtol=1e-10, atol=1e-14
        )

    def test_overshoots_less_than_momentum(self):
        lowest = {
            form: minimize(lambda w: (0.5 * w**2, w), 1.0, form(0.05, mu=0.9), 100).min()
            for form in (Momentum, Nesterov)
        }
        assert lowest[Momentum] < lowest[Nesterov] < 0


class TestAdagrad:
    def test_constant_gradient(self):
        """After t steps with gradient g the cache is t g^2, so step t is rate / sqrt(t), whatever g is."""
        path = walk(Adagrad(0.1, eps=1e-30), np.zeros(2), np.tile([5.0, 1e-3], (50, 1)))
        expected = -0.1 * np.cumsum(1 / np.sqrt(np.arange(1, 51)))
        np.testing.assert_allclose(path, np.stack([expected, expected], axis=1), rtol=1e-12)


class TestAdam:
    @given(st.floats(1e-3, 1e3), st.sampled_from([-1.0, 1.0]))
    def test_first_step_is_the_rate(self, size, sign):
        after = Adam(0.01, eps=1e-12).step(np.zeros(()), np.asarray(sign * size))
        assert after == pytest.approx(-0.01 * sign, rel=1e-8)

    @given(st.floats(1e-3, 1e3))
    def test_simplified_first_step_is_longer(self, size):
        after = Adam(0.01, eps=1e-12, bias_correction=False).step(np.zeros(()), np.asarray(size))
        assert after == pytest.approx(-0.01 * 0.1 / np.sqrt(0.001), rel=1e-6)

    def test_simplified_form_by_hand(self, rng):
        start, gradients = rng.normal(size=3), rng.normal(size=(20, 3))
        weights_1 = [(1 - 0.6) * 0.6 ** np.arange(t)[::-1] for t in range(1, 21)]
        weights_2 = [(1 - 0.8) * 0.8 ** np.arange(t)[::-1] for t in range(1, 21)]
        moves = [
            (a @ gradients[: len(a)]) / (np.sqrt(b @ gradients[: len(b)] ** 2) + 1e-3)
            for a, b in zip(weights_1, weights_2, strict=True)
        ]
        optimizer = Adam(0.1, beta1=0.6, beta2=0.8, eps=1e-3, bias_correction=False)
        np.testing.assert_allclose(
            walk(optimizer, start, gradients), start - 0.1 * np.cumsum(moves, axis=0), rtol=1e-10
        )

    def test_the_two_forms_agree_in_the_long_run(self):
        def last_move(**options):
            optimizer = Adam(0.01, beta1=0.5, beta2=0.5, **options)
            path = walk(optimizer, np.zeros(()), np.ones(60))
            return path[-1] - path[-2]

        assert last_move() == pytest.approx(last_move(bias_correction=False), rel=1e-12)


class TestMinimize:
    def test_path_starts_at_the_start(self):
        start = np.array([[1.0, 2.0]])
        path = minimize(lambda w: (0.0, np.ones_like(w)), start, GradientDescent(1.0), 3)
        np.testing.assert_array_equal(path, start + np.array([0, -1, -2, -3])[:, None, None])

    def test_no_steps(self):
        assert minimize(lambda w: (0.0, w), [1.0], GradientDescent(), 0).tolist() == [[1.0]]

    def test_negative_steps(self):
        with pytest.raises(RangeError, match="`steps` must be in"):
            minimize(lambda w: (0.0, w), [1.0], GradientDescent(), -1)


def test_all_is_importable():
    assert all(hasattr(optimizers, name) for name in optimizers.__all__)
