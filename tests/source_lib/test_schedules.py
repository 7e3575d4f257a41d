"""Oracles: PyTorch's schedulers, stepped once an epoch, and what each schedule promises."""

import warnings
from types import SimpleNamespace

import numpy as np
import pytest

from source_lib.errors import RangeError
from source_lib.plateau import Plateau
from source_lib.schedules import ReduceOnPlateau, exponential_decay, inverse_time_decay, step_decay


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


def torch_rates(torch, make, epochs, values=None):
    """The rate in force in each epoch."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=0.8)
    schedule, rates = make(optimizer), []
    for epoch in range(epochs):
        rates.append(optimizer.param_groups[0]["lr"])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the optimizer itself never steps here, and PyTorch says so
            schedule.step(*([] if values is None else [values[epoch]]))
    return rates


class TestStepDecay:
    def test_against_torch(self, torch):
        def make(optimizer):
            return torch.optim.lr_scheduler.StepLR(optimizer, step_size=7, gamma=0.3)

        ours = step_decay(np.arange(40), 0.8, factor=0.3, every=7)
        np.testing.assert_allclose(ours, torch_rates(torch, make, 40), rtol=1e-12)

    def test_halves_after_each_fixed_period(self):
        assert [step_decay(epoch, 1.0, every=5) for epoch in (0, 4, 5, 9, 10)] == [1, 1, 0.5, 0.5, 0.25]

    @pytest.mark.parametrize("options", [{"factor": 1.5}, {"factor": -1}, {"every": 0}])
    def test_out_of_range(self, options):
        with pytest.raises(RangeError, match=f"`{next(iter(options))}` must be in"):
            step_decay(3, 0.1, **options)


class TestExponentialDecay:
    def test_against_torch(self, torch):
        def make(optimizer):
            return torch.optim.lr_scheduler.ExponentialLR(optimizer, gamma=float(np.exp(-0.2)))

        ours = exponential_decay(np.arange(30), 0.8, decay=0.2)
        np.testing.assert_allclose(ours, torch_rates(torch, make, 30), rtol=1e-12)

    def test_far_epochs_fade_to_zero(self):
        assert exponential_decay(1e6, 1.0) == 0.0


class TestInverseTimeDecay:
    def test_halves_after_one_over_decay(self):
        assert inverse_time_decay(4, 1.0, decay=0.25) == 0.5

    def test_reciprocal_grows_by_equal_amounts(self):
        gaps = np.diff(1 / inverse_time_decay(np.arange(20), 0.5, decay=0.3))
        np.testing.assert_allclose(gaps, 0.3 / 0.5, rtol=1e-12)


@pytest.mark.parametrize("schedule", [step_decay, exponential_decay, inverse_time_decay])
class TestEverySchedule:
    def test_starts_at_the_initial_rate_and_never_rises(self, schedule):
        rates = schedule(np.arange(50), 0.3)
        assert rates[0] == 0.3
        assert (np.diff(rates) <= 0).all()
        assert rates[-1] < 0.3

    def test_out_of_range(self, schedule):
        with pytest.raises(RangeError, match="`epoch` must be 0 or more, got -1"):
            schedule(-1, 0.3)
        with pytest.raises(RangeError, match="`initial` must be in"):
            schedule(0, -0.3)


@pytest.mark.parametrize("schedule", [exponential_decay, inverse_time_decay])
def test_negative_decay(schedule):
    with pytest.raises(RangeError, match="`decay` must be in"):
        schedule(0, 0.3, decay=-0.1)


class TestReduceOnPlateau:
    @pytest.mark.parametrize("monitor", ["validation_loss", "validation_accuracy"])
    @pytest.mark.parametrize("patience", [1, 3])
    def test_against_torch(self, torch, monitor, patience):
        """PyTorch waits one value longer than its `patience` says."""
        values = np.random.default_rng(5).normal(size=60)

        def make(optimizer):
            mode = "max" if monitor.endswith("accuracy") else "min"
            return torch.optim.lr_scheduler.ReduceLROnPlateau(
                optimizer,
                mode,
                factor=0.5,
                patience=patience - 1,
                threshold=0.05,
                threshold_mode="abs",
                eps=0,
            )

        ours, rates = ReduceOnPlateau(0.5, patience, monitor, min_improvement=0.05), [0.8]
        for value in values[:-1]:
            rates.append(ours.update(value, rates[-1]))
        np.testing.assert_allclose(rates, torch_rates(torch, make, 60, values), rtol=1e-12)

    def test_as_a_callback(self):
        run = SimpleNamespace(
            optimizer=SimpleNamespace(learning_rate=1.0), history=SimpleNamespace(latest=lambda name: 3.0)
        )
        callback = ReduceOnPlateau(factor=0.1, patience=2)
        rates = []
        for _ in range(5):
            callback(run)
            rates.append(run.optimizer.learning_rate)
        np.testing.assert_allclose(rates, [1, 1, 0.1, 0.1, 0.01])

    def test_out_of_range(self):
        with pytest.raises(RangeError, match="`factor` must be in"):
            ReduceOnPlateau(factor=2.0)


class TestPlateau:
    def test_nan_never_improves(self):
        plateau = Plateau(2)
        assert [plateau.improves(value) for value in (np.nan, np.nan)] == [False, False]
        assert plateau.reached

    def test_equal_is_not_better(self):
        plateau = Plateau(3)
        assert [plateau.improves(value) for value in (1.0, 1.0, 0.9)] == [True, False, True]

    def test_infinities_are_quiet(self):
        plateau = Plateau(3)
        assert [plateau.improves(value) for value in (np.inf, -np.inf, -np.inf)] == [False, True, False]

    @pytest.mark.parametrize("options", [{"patience": 0}, {"patience": 1, "min_improvement": -1}])
    def test_out_of_range(self, options):
        with pytest.raises(RangeError, match="must be in"):
            Plateau(**options)
