"""L1 and L2: how the weights of a fit shrink as the penalty grows, and which of them vanish."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import (
    NEUTRAL,
    Bars,
    By,
    Choice,
    Label,
    Line,
    Panel,
    Points,
    Rule,
    Scene,
    Slider,
    Text,
)
from nnlab.explore.student import NotReadyError, call
from nnlab.explore.traces import trace

__all__ = ["shrinking"]

STRENGTHS = np.concatenate([[0.0], np.round(np.geomspace(0.01, 3, 28), 4)])
FEATURES = 8
TICKS = tuple(f"{s:.2g}" if i in (0, 5, 10, 15, 20, 24, 28) else "" for i, s in enumerate(STRENGTHS))
NAMES = tuple(f"w{i + 1}" for i in range(FEATURES))
STEPS, RATE = 300, 0.1
GAP = 0.22  # between the names of two lines
ZERO = 0.02  # a weight smaller than this has vanished


def _problem():
    """Return the matrix and the vector of a least-squares fit: its slope at w is ``A w - b``."""
    rng = np.random.default_rng(4)
    X = rng.standard_normal((60, FEATURES))
    X[:, 1] = 0.9 * X[:, 0] + 0.45 * X[:, 1]  # two features that say nearly the same
    true = np.array([1.5, 0.0, -1.2, 0.0, 0.6, 0.0, 0.25, 0.0])
    y = X @ true + 0.8 * rng.standard_normal(60)
    return X.T @ X / 60, X.T @ y / 60


@explorer
def shrinking(penalties):
    """Fit eight weights by gradient descent with a penalty on their size, from none to a strong one.

    Parameters
    ----------
    penalties : dict of {name: callable}
        For each penalty its slope, ``gradient(weights, strength) -> array of the shape of weights``, which
        is (8,). The widget adds it to the slope of the fit.

    Returns
    -------
    Explorer or Placeholder
    """
    tables, missing = {}, []
    for name, gradient in penalties.items():
        try:
            tables[name] = np.array([_fit(gradient, name, float(strength)) for strength in STRENGTHS])
        except NotReadyError as reason:
            missing.append(str(reason))
    if not tables:
        raise NotReadyError("; ".join(missing) or "no penalty was given")
    weights = np.array(list(tables.values()))  # penalty, strength, feature
    controls = (
        Choice("penalty", "penalty", tuple(tables), next(iter(tables))),
        Slider("strength", "strength", STRENGTHS, STRENGTHS[14]),
    )
    notes = tuple(f"Not drawn: {reason}." for reason in missing)
    return Scene(
        "Weights under a penalty",
        controls,
        (_bars(weights), _curves(weights)),
        _sentences(weights, tables),
        notes,
    )


def _fit(gradient, name, strength):
    """Return the weights at the end; steps get smaller, so that a slope that jumps at 0 settles there."""
    A, b = _problem()
    count = iter(range(STEPS))

    def advance(weights):
        slope = A @ weights - b + call(gradient, weights, strength, shape=weights.shape, name=name)
        return weights - RATE / (1 + next(count) / 30) * slope

    return trace(advance, np.zeros(FEATURES), STEPS)[-1]


def _bars(weights):
    at = np.arange(float(FEATURES))
    bars = (
        Bars(at - 0.19, weights[0, 0], 0.34, colour=1, name="without a penalty"),
        Bars(at + 0.19, By("penalty strength", weights), 0.34, name="with it"),
        Rule(y=0),
    )
    return Panel(
        "The eight weights", bars, "weight", "value", (-0.6, FEATURES - 0.4), ticks=NAMES, height=300
    )


def _curves(weights):
    place = np.arange(STRENGTHS.size)
    lines = [
        Line(place, By("penalty", np.ascontiguousarray(weights[..., i])), width=1.8, name=name, **_style(i))
        for i, name in enumerate(NAMES)
    ]
    here = By("strength", np.repeat(place[:, None], FEATURES, axis=1).astype(float))
    dots = Points(here, By("penalty strength", weights), colour=NEUTRAL, size=4)
    marks = (Rule(y=0), *lines, dots, *_names(weights[0, 0]))
    x_range = (-2.4, place[-1])
    return Panel("All strengths, from 0 to 3", marks, "strength", "weight", x_range, ticks=TICKS, height=300)


def _names(at):
    """Name each line at its left end, where the lines lie apart; in the end they meet."""
    height = np.inf
    for i in np.argsort(at)[::-1]:
        height = min(at[i], height - GAP)
        yield Label(-1.2, height - GAP / 2, NAMES[i])


def _style(i):
    """Five colours and four dashes: no two of the eight lines share both."""
    return {"colour": i % 5, "dash": i % 4}


def _sentences(weights, names):
    gone = (np.abs(weights) < ZERO).sum(axis=-1)
    fields = {
        "penalty": By("penalty", list(names)), "strength": By("strength", STRENGTHS),
        "gone": By("penalty strength", gone),
        "size": By("penalty strength", np.linalg.norm(weights, axis=-1)),
    }  # fmt: skip
    said = f"{{penalty}}, strength {{strength}}: {{gone}} of {FEATURES} weights are smaller than {ZERO}; "
    return (Text(said + "the length of all together is {size}.", fields, lost="lost: it diverged"),)
