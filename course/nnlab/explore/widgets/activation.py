"""An activation function and its slope, with the point where the slope is read."""

from dataclasses import dataclass

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import (
    NEUTRAL,
    Band,
    By,
    Choice,
    Line,
    Panel,
    Points,
    Rule,
    Scene,
    Slider,
    Tangent,
    Text,
)
from nnlab.explore.student import NotReadyError, call, extra_parameter, name_of

__all__ = ["activation"]

Z = np.linspace(-6, 6, 241)
FLAT = 0.05  # a slope smaller than this passes hardly anything back
STEP = 1e-4


@explorer
def activation(f, derivative=None, *, settings=None):
    """Draw activation functions and their slopes; shade where a function is nearly flat.

    A point moves along the curve, with its value, its slope and its tangent. The tangent takes its slope from
    `derivative`, so that a wrong derivative is seen: its line does not touch the curve.

    Parameters
    ----------
    f : callable, or dict of {name: callable}
        ``f(z) -> array of z's shape``, or ``f(z, a)`` with one parameter more: it gets a slider.
    derivative : callable, or dict of {name: callable}, optional
        ``derivative(z)`` or ``derivative(z, a)``, the slope at `z`; for a dict of functions, a dict with the
        same names. Where there is none, the slope is measured from `f` by differences.
    settings : dict of {name: sequence of float}, optional
        The values of the extra parameter to tabulate.

    Returns
    -------
    Explorer or Placeholder
    """
    functions = dict(f) if isinstance(f, dict) else {name_of(f): f}
    slopes = derivative if isinstance(derivative, dict) else dict.fromkeys(functions, derivative)
    curves, missing = [], []
    for name, function in functions.items():
        try:
            curves.append(_tabulate(name, function, slopes.get(name), settings or {}))
        except NotReadyError as reason:
            missing.append(str(reason))
    if not curves:
        raise NotReadyError("; ".join(missing) or "no function was given")
    return _scene(curves, missing)


@dataclass(frozen=True)
class Curve:
    """A function: its values, the student's slopes and the measured ones.

    Each is (settings, z), or (z,) for a function without a parameter.
    """

    name: str
    parameter: str
    settings: np.ndarray
    start: float
    values: np.ndarray
    measured: np.ndarray
    given: np.ndarray | None

    @property
    def slopes(self):
        """The slopes to show: the student's, where there are any."""
        return self.measured if self.given is None else self.given


def _tabulate(name, function, derivative, settings):
    extra = extra_parameter(function)
    parameter, start = extra or ("", 0.0)
    grid, start = _grid(parameter, start, settings) if extra else (np.zeros(1), 0.0)
    takes_it = derivative is not None and extra_parameter(derivative) is not None

    def rows(g, z, label, with_it):
        hint = "the shape of the `z` that it is given"
        table = [call(g, z, *([v] * with_it), shape=z.shape, name=label, hint=hint) for v in grid]
        return np.array(table) if extra else table[0]

    own = name_of(function, name)  # the title of a curve may be prettier than the function's name
    values = rows(function, Z, own, bool(extra))
    left, right = (rows(function, Z + h, own, bool(extra)) for h in (-STEP, STEP))
    given = (
        None
        if derivative is None
        else rows(derivative, Z, name_of(derivative, f"{name}'"), takes_it and bool(extra))
    )
    return Curve(name, parameter, grid, start, values, _measured(left, values, right), given)


def _grid(name, default, settings):
    """Return the values of a parameter to tabulate, and the one to start with."""
    usual = np.linspace(0, 1, 21) if name == "alpha" else np.round(np.arange(0.2, 4.01, 0.1), 10)
    grid = np.asarray(settings.get(name, usual), dtype=float)
    start = default if default is not None else float(grid[grid.size // 2])
    return np.union1d(grid, start), start


def _measured(left, middle, right):
    """Slopes by differences; NaN at a jump or a kink, where the two sides disagree."""
    with np.errstate(all="ignore"):
        before, after = (middle - left) / STEP, (right - middle) / STEP
        slope = (before + after) / 2
        return np.where(np.abs(after - before) > 0.01 * (1 + np.abs(slope)), np.nan, slope)


def _scene(curves, missing):
    names = tuple(curve.name for curve in curves)
    sliders = {
        c.parameter: Slider(c.parameter, c.parameter, c.settings, c.start) for c in curves if c.parameter
    }
    chooser = [Choice("function", "function", names, names[0])] if len(curves) > 1 else []
    controls = (*chooser, Slider("z", "input z", Z, 1.0), *sliders.values())
    parts = [_marks(i, curve, {"function": i} if chooser else {}) for i, curve in enumerate(curves)]
    value_marks, slope_marks, texts = (sum(part, ()) for part in zip(*parts, strict=True))
    value_marks, slope_marks = _in_order(value_marks), (*_in_order(slope_marks), Rule(y=0))
    values = Panel("Value", value_marks, "z", "f(z)", (-6, 6), drag=("z",))
    slopes = Panel("Slope", slope_marks, "z", "slope", (-6, 6), _slope_range(curves), drag=("z",))
    title = "Activation and its slope: " + ", ".join(names)
    return Scene(
        title, controls, (values, slopes), texts, (*filter(None, map(_notes, curves)), *_unready(missing))
    )


def _marks(i, curve, when):
    """Return the marks of one function in both panels, and its sentences."""
    by, along = curve.parameter, f"{curve.parameter} z".strip()
    small = np.abs(curve.slopes) < FLAT
    band = Band(Z, By(by, small), name=f"|slope| < {FLAT}", when=when)
    own = curve.given is not None
    values = Line(Z, By(by, curve.values), name=curve.name, colour=i)
    slopes = Line(Z, By(by, curve.slopes), name=f"{curve.name}'{'' if own else ' (measured)'}", colour=i)
    measured = Line(Z, By(by, curve.measured), name="measured", colour=NEUTRAL, dash=2, width=1.5, when=when)
    at = {"x": By("z", Z), "slope": By(along, curve.slopes), "when": when}
    tangent = Tangent(y=By(along, curve.values), name="tangent", **at)
    dot = Points(By("z", Z[:, None]), By(along, curve.slopes[..., None]), colour=NEUTRAL, size=6, when=when)
    beside = (measured,) * own
    return (band, values, tangent), (band, slopes, *beside, dot), _sentences(curve, along, small, own, when)


def _sentences(curve, along, small, own, when):
    states = np.where(small, ": nearly flat", "")
    fields = {
        "value": By(along, curve.values), "slope": By(along, curve.slopes), "z": By("z", Z),
        "measured": By(along, curve.measured), "state": By(along, states),
        "share": By(curve.parameter, 100 * small.mean(axis=-1)),
    }  # fmt: skip
    slope = "slope {slope} by your derivative, {measured} measured" if own else "slope {slope} (measured)"
    said = f"At z = {{z}}, {curve.name} is {{value}}, {slope}{{state}}."
    shade = f"|slope| < {FLAT} on {{share}} % of the interval."
    return (Text(said, fields, when, lost="none"), Text(shade, fields, when))


def _in_order(marks):
    """Lines of all functions first, so that they head the legend; then what belongs to the chosen one."""
    return tuple(sorted(marks, key=lambda mark: not (isinstance(mark, Line) and not mark.when)))


def _slope_range(curves):
    """Leave one wild slope out of the range of the axis, but keep what most of the curves do."""
    tables = [table for curve in curves for table in (curve.slopes, curve.measured)]
    usual = np.concatenate([table[np.isfinite(table)] for table in tables])
    low, high = np.percentile(usual, [0.2, 99.8]) if usual.size else (0, 1)
    wild = (usual < 2 * low - high) | (usual > 2 * high - low)
    low, high = min(usual[~wild], default=0), max(usual[~wild], default=1)
    low, high = min(low, 0), max(high, 0.3)
    return float(low - 0.07 * (high - low)), float(high + 0.07 * (high - low))


def _notes(curve):
    """Say what is not a number, and where a slope is missing."""
    lost, far = np.isnan(curve.values).sum(), np.isinf(curve.values).sum()
    total = f"of {curve.values.size} values"
    said = [f"{lost} {total} are not a number" if lost else "", f"{far} {total} are infinite" if far else ""]
    return f"{curve.name}: {', '.join(filter(None, said))}." if lost or far else ""


def _unready(missing):
    return tuple(f"Not drawn: {reason}." for reason in missing)
