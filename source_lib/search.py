"""Hyper-parameter search: grid, random, and coarse to fine.

A space is a dict from the name of a hyper-parameter to the values that it may take: a `LogUniform`,
`Uniform` or `Choice`. A point is a dict from name to one value. A score is better when higher, as validation
accuracy is; a NaN score, as of a run that diverged, is as bad as can be.

Prefer random search: where only some hyper-parameters matter, n random points try n values of each of those,
and a grid tries only a few, again and again.
"""

import math
from dataclasses import dataclass
from itertools import product
from typing import Any, NamedTuple

from source_lib.checks import check_count, check_number
from source_lib.errors import ArgumentError, RangeError

__all__ = [
    "Choice",
    "LogUniform",
    "Trial",
    "Uniform",
    "coarse_to_fine",
    "grid_points",
    "random_points",
    "search",
]


@dataclass(frozen=True)
class Uniform:
    """Any number from `low` to `high`, all alike: for a dropout probability, say.

    Raises
    ------
    RangeError
        If `low` is not below `high`, or one is not finite.
    """

    low: float
    high: float

    def __post_init__(self):
        check_number(self.low, "low", include_low=False)
        check_number(self.high, "high", self.low, include_low=False, include_high=False)

    def sample(self, rng):
        """Draw one value."""
        return float(rng.uniform(self.low, self.high))

    def narrowed(self, value, share):
        """Return the range around `value` that has a `share` of the width, and lies inside this one."""
        half = share * (self.high - self.low) / 2
        middle = min(max(value, self.low + half), self.high - half)
        return Uniform(max(self.low, middle - half), min(self.high, middle + half))


@dataclass(frozen=True)
class LogUniform:
    """Any positive number from `low` to `high`, every power of ten alike: for learning rates and strengths.

    Drawn evenly, nine tenths of the values from 1e-6 to 1 would lie above 0.1.

    Raises
    ------
    RangeError
        If `low` is not positive and below `high`, or `high` is not finite.
    """

    low: float
    high: float

    def __post_init__(self):
        check_number(self.low, "low", 0, include_low=False)
        check_number(self.high, "high", self.low, include_low=False, include_high=False)

    def sample(self, rng):
        """Draw one value."""
        return self._power(self._exponents.sample(rng))

    def narrowed(self, value, share):
        """Return the range around `value` with a `share` of the powers of ten, inside this one."""
        exponents = self._exponents.narrowed(math.log(value), share)
        return LogUniform(self._power(exponents.low), self._power(exponents.high))

    @property
    def _exponents(self):
        return Uniform(math.log(self.low), math.log(self.high))

    def _power(self, exponent):
        return min(max(math.exp(exponent), self.low), self.high)  # rounding must not leave the range


@dataclass(frozen=True)
class Choice:
    """One of some values without an order, all alike: for an activation, say.

    Raises
    ------
    ArgumentError
        If there is none.
    """

    options: tuple

    def __post_init__(self):
        if not len(self.options):
            raise ArgumentError("`options` must hold at least one value, got none")

    def sample(self, rng):
        """Draw one value."""
        return self.options[rng.integers(len(self.options))]

    def narrowed(self, value, share):
        """Return this: what is best now says nothing about its neighbours."""
        return self


class Trial(NamedTuple):
    """A point that was tried, and its score."""

    score: float
    point: dict[str, Any]


def grid_points(values):
    """Every combination of the listed values.

    Parameters
    ----------
    values : dict of str to sequence
        ``{"learning_rate": [0.1, 0.01], "strength": [0, 1e-4]}`` has four combinations.

    Returns
    -------
    list of dict
        The last name varies fastest.
    """
    return [dict(zip(values, combination, strict=True)) for combination in product(*values.values())]


def random_points(space, n_points, rng):
    """Draw points of a space, each hyper-parameter on its own.

    Parameters
    ----------
    space : dict of str to LogUniform, Uniform or Choice
        What may be drawn.
    n_points : int
        At least 0.
    rng : numpy.random.Generator
        Where the draws come from.

    Returns
    -------
    list of dict

    Raises
    ------
    RangeError
        If `n_points` is negative.

    References
    ----------
    J. Bergstra and Y. Bengio, "Random search for hyper-parameter optimization", 2012.
    """
    n_points = check_count(n_points, "n_points", 0)
    return [{name: values.sample(rng) for name, values in space.items()} for _ in range(n_points)]


def search(score, points):
    """Try every point.

    Parameters
    ----------
    score : callable
        Takes the hyper-parameters of a point by name, returns a number.
    points : iterable of dict
        From `grid_points` or `random_points`.

    Returns
    -------
    list of Trial
        Best first; among equals, the one tried first.
    """
    return _best_first(Trial(score(**point), point) for point in points)


def coarse_to_fine(score, space, stages, rng, share=0.3):
    """Search the whole space with short runs, then ever smaller parts of it with longer ones.

    Parameters
    ----------
    score : callable
        Takes the hyper-parameters by name, and ``epochs``, how long to train; returns a number.
    space : dict of str to LogUniform, Uniform or Choice
        What may be drawn at first.
    stages : sequence of (int, int)
        Number of points and of epochs of each stage, for instance ``[(30, 2), (15, 5), (8, 30)]``.
    rng : numpy.random.Generator
        Where the draws come from.
    share : float
        How much of each range, around the best point so far, the next stage keeps; in (0, 1].

    Returns
    -------
    list of list of Trial
        The trials of each stage, best first. Compare scores within a stage: others trained longer.

    Raises
    ------
    RangeError
        If `share` lies outside its range, or a stage has no points.

    References
    ----------
    Stanford course CS231n, notes "Neural networks 3", hyper-parameter optimization.
    """
    check_number(share, "share", 0, 1, include_low=False)
    if any(n_points < 1 for n_points, _ in stages):
        raise RangeError(f"`stages` must have at least 1 point each, got {list(stages)}")
    results = []
    for n_points, epochs in stages:
        points = random_points(space, n_points, rng)
        results.append(_best_first(Trial(score(**point, epochs=epochs), point) for point in points))
        best = results[-1][0].point
        space = {name: values.narrowed(best[name], share) for name, values in space.items()}
    return results


def _best_first(trials):
    return sorted(
        trials, key=lambda trial: -math.inf if math.isnan(trial.score) else trial.score, reverse=True
    )
