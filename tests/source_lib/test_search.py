"""Oracles: SciPy's distributions, itertools-free enumeration, and a score whose best point is known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from source_lib.errors import ArgumentError, RangeError
from source_lib.search import (
    Choice,
    LogUniform,
    Uniform,
    coarse_to_fine,
    grid_points,
    random_points,
    search,
)


@pytest.fixture
def rng():
    return np.random.default_rng(11)


class TestDistributions:
    @pytest.mark.parametrize(
        ("values", "expected"),
        [(Uniform(-2, 5), stats.uniform(-2, 7)), (LogUniform(1e-6, 10), stats.loguniform(1e-6, 10))],
    )
    def test_against_scipy(self, values, expected, rng):
        sample = [values.sample(rng) for _ in range(3000)]
        assert stats.kstest(sample, expected.cdf).pvalue > 0.001

    def test_choice_is_even(self, rng):
        counts = np.unique([Choice(("a", "b", "c")).sample(rng) for _ in range(3000)], return_counts=True)[1]
        assert stats.chisquare(counts).pvalue > 0.001

    @given(st.floats(0, 1), st.floats(0.01, 1))
    def test_narrowed_uniform(self, place, share):
        wide = Uniform(-3.0, 7.0)
        value = -3 + 10 * place
        narrow = wide.narrowed(value, share)
        assert wide.low <= narrow.low < narrow.high <= wide.high
        assert narrow.high - narrow.low == pytest.approx(10 * share, rel=1e-9)
        assert narrow.low - 1e-9 <= value <= narrow.high + 1e-9

    @given(st.floats(0, 1), st.floats(0.01, 1))
    def test_narrowed_log_uniform(self, place, share):
        wide = LogUniform(1e-6, 1.0)
        value = 10 ** (-6 + 6 * place)
        narrow = wide.narrowed(value, share)
        assert wide.low <= narrow.low < narrow.high <= wide.high
        assert math.log10(narrow.high / narrow.low) == pytest.approx(6 * share, rel=1e-9)
        assert narrow.low * (1 - 1e-9) <= value <= narrow.high * (1 + 1e-9)

    def test_narrowed_choice_stays(self):
        assert Choice(("relu", "tanh")).narrowed("relu", 0.1) == Choice(("relu", "tanh"))

    def test_bad_ranges(self):
        for low, high in [(1, 1), (2, 1), (0, np.inf), (np.nan, 1)]:
            with pytest.raises(RangeError, match="must be in"):
                Uniform(low, high)
        for low, high in [(0, 1), (-1, 1), (1, np.inf)]:
            with pytest.raises(RangeError, match="must be in"):
                LogUniform(low, high)
        with pytest.raises(ArgumentError, match="`options` must hold at least one value"):
            Choice(())


class TestGridPoints:
    def test_every_combination_once(self):
        points = grid_points({"rate": [1, 2, 3], "mu": [0, 0.9]})
        assert points == [{"rate": rate, "mu": mu} for rate in (1, 2, 3) for mu in (0, 0.9)]

    def test_empty(self):
        assert grid_points({}) == [{}]
        assert grid_points({"rate": []}) == []


class TestRandomPoints:
    def test_repeatable(self):
        space = {"rate": LogUniform(1e-4, 1), "activation": Choice(("relu", "tanh"))}
        first, again = (random_points(space, 5, np.random.default_rng(3)) for _ in range(2))
        assert first == again
        assert len({point["rate"] for point in first}) == 5

    def test_tries_more_values_than_a_grid(self, rng):
        """The argument for random search: nine points, nine values of the one that matters, not three."""
        grid = grid_points({"matters": [0.0, 0.5, 1.0], "does_not": [0.0, 0.5, 1.0]})
        drawn = random_points({"matters": Uniform(0, 1), "does_not": Uniform(0, 1)}, 9, rng)
        assert len({point["matters"] for point in grid}) == 3
        assert len({point["matters"] for point in drawn}) == 9

    def test_negative(self, rng):
        with pytest.raises(RangeError, match="`n_points` must be in"):
            random_points({}, -1, rng)


class TestSearch:
    def test_best_first_and_nan_last(self):
        scores = {1: 0.3, 2: math.nan, 3: 0.9, 4: -math.inf, 5: 0.9}
        trials = search(lambda x: scores[x], grid_points({"x": list(scores)}))
        assert [trial.point["x"] for trial in trials[:3]] == [3, 5, 1]
        assert {trial.point["x"] for trial in trials[3:]} == {2, 4}
        assert trials[0].score == 0.9

    def test_nothing_to_try(self):
        assert search(lambda: 0.0, []) == []


class TestCoarseToFine:
    SPACE = {"rate": LogUniform(1e-6, 1.0), "keep": Uniform(0.0, 1.0), "kind": Choice(("a", "b"))}  # noqa: RUF012

    @staticmethod
    def score(rate, keep, kind, epochs):
        return -((math.log10(rate) + 3.2) ** 2) - 10 * (keep - 0.8) ** 2 - (kind == "b")

    def test_closes_in_on_the_best(self, rng):
        stages = coarse_to_fine(self.score, self.SPACE, [(60, 1), (60, 5), (60, 20)], rng)
        best = stages[-1][0].point
        assert [len(stage) for stage in stages] == [60, 60, 60]
        assert abs(math.log10(best["rate"]) + 3.2) < 0.15
        assert abs(best["keep"] - 0.8) < 0.1
        assert best["kind"] == "a"

    def test_ranges_shrink_by_the_share(self, rng):
        stages = coarse_to_fine(self.score, self.SPACE, [(200, 1), (200, 1), (200, 1)], rng, share=0.5)
        widths = [np.ptp([math.log10(trial.point["rate"]) for trial in stage]) for stage in stages]
        np.testing.assert_allclose(widths, [6, 3, 1.5], rtol=0.1)

    def test_later_stages_train_longer(self, rng):
        seen = []
        coarse_to_fine(
            lambda x, epochs: seen.append(epochs) or x, {"x": Uniform(0, 1)}, [(3, 1), (2, 9)], rng
        )
        assert seen == [1, 1, 1, 9, 9]

    def test_bad_arguments(self, rng):
        with pytest.raises(RangeError, match="`stages` must have at least 1 point each"):
            coarse_to_fine(self.score, self.SPACE, [(0, 1)], rng)
        with pytest.raises(RangeError, match="`share` must be in"):
            coarse_to_fine(self.score, self.SPACE, [(1, 1)], rng, share=0.0)
