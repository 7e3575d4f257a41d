"""What a widget shows, as data: controls, panels of marks, and sentences.

A scene is drawn twice from this one description: by the browser (``front/``), which answers to the controls,
and by Matplotlib (`still`), for paper and pages where widgets do not run. Anything in it may depend on the
controls by being a `By`: a table whose first axes follow the controls that it names.
"""

from dataclasses import dataclass, field

import numpy as np

__all__ = [
    "NEUTRAL", "Arrow", "Band", "Bars", "By", "Choice", "Heat", "Label", "Line", "Panel", "Points", "Rule",
    "Scene", "Slider", "Switch", "Tangent", "Text", "pick", "shown",
]  # fmt: skip

NEUTRAL = 5  # the colour of the text; 0 to 4 are orange, blue, purple, green and ochre


class By:
    """Values tabulated over the settings of controls.

    Parameters
    ----------
    names : str
        The controls, separated by blanks, in the order of the first axes of `values`.
    values : array_like
        Numbers, or words.
    """

    def __init__(self, names, values):
        self.names, self.values = tuple(names.split()), np.asarray(values)

    def at(self, places):
        """Return the entry for the settings, given as an index for each control."""
        return self.values[tuple(places[name] for name in self.names)]


@dataclass(frozen=True)
class Slider:
    """One of many numbers; `play` adds a button that runs through them."""

    name: str
    label: str
    values: object
    start: float
    play: bool = False

    def place(self, value):
        """Return the index of the setting nearest to `value`."""
        return int(np.argmin(np.abs(np.asarray(self.values) - float(value))))

    def setting(self, place):
        """Return the setting of that index."""
        return float(self.values[place])


@dataclass(frozen=True)
class Choice:
    """One of a few names."""

    name: str
    label: str
    options: tuple[str, ...]
    start: str

    def place(self, value):
        """Return the index of an option; the first, where there is no such option."""
        return list(self.options).index(value) if value in self.options else 0

    def setting(self, place):
        """Return the option of that index."""
        return self.options[place]


@dataclass(frozen=True)
class Switch:
    """Off or on: 0 or 1."""

    name: str
    label: str
    start: bool = False

    def place(self, value):
        """Return 1 for on."""
        return int(bool(value))

    def setting(self, place):
        """Return True for 1."""
        return bool(place)


@dataclass(frozen=True, kw_only=True)
class Mark:
    """Something drawn in a panel; `when` names the settings (control: index) for which it is."""

    name: str = ""
    colour: object = 0
    when: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Line(Mark):
    """A line through points; it breaks at NaN, and an infinity is marked at the edge.

    Where x is NaN there is no point, so that tables of shorter lines can be filled up. `until` is the index
    of the last point that is drawn.
    """

    x: object
    y: object
    width: object = 2.0
    dash: int | None = None  # like the colour, where None
    until: object = None


@dataclass(frozen=True)
class Points(Mark):
    """Separate points: circle, square, triangle or cross; `until` as of `Line`."""

    x: object
    y: object
    shape: str = "circle"
    size: object = 5.0
    until: object = None


@dataclass(frozen=True)
class Bars(Mark):
    """Bars from 0 at `x`, each `width` wide in the units of the axis."""

    x: object
    y: object
    width: float = 0.8


@dataclass(frozen=True)
class Band(Mark):
    """Shading over the whole height, where `mask` is not 0."""

    x: object
    mask: object


@dataclass(frozen=True)
class Rule(Mark):
    """A thin straight line across the panel at one `x` or one `y`."""

    x: object = None
    y: object = None


@dataclass(frozen=True)
class Tangent(Mark):
    """A point and a piece of the straight line through it with a slope; no line where the slope is NaN."""

    x: object
    y: object
    slope: object


@dataclass(frozen=True)
class Heat(Mark):
    """A matrix as colours, rows from the lowest y up; orange is high, blue is low.

    `limits` are the values of the deepest blue and orange; `levels` is the number of steps between them.
    """

    values: object
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    limits: tuple[float, float]
    levels: int = 12


@dataclass(frozen=True)
class Label(Mark):
    """Words at a point."""

    x: object
    y: object
    text: object


@dataclass(frozen=True)
class Arrow(Mark):
    """An arrow from (x, y) to (x_end, y_end)."""

    x: object
    y: object
    x_end: object
    y_end: object


@dataclass(frozen=True)
class Panel:
    """A pair of axes and its marks; dragging in it moves the controls named by `drag` (for x, for y).

    Where both axes are `equal`, one unit is as long on either, so that right angles look right. `when` is that
    of `Mark`.
    """

    title: str
    marks: tuple
    x_label: str = ""
    y_label: str = ""
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    log_y: bool = False
    equal: bool = False
    ticks: tuple[str, ...] = ()  # names for x = 0, 1, 2, … instead of numbers
    drag: tuple[str, ...] = ()
    height: int = 260
    when: dict = field(default_factory=dict)

    def ranges(self):
        """Return the ranges of both axes: those given, or those of all marks for all settings."""
        flat = self.x_range or _range([m for m in self.marks if not isinstance(m, Band)], "x", False)
        return flat, self.y_range or _range(self.marks, "y", self.log_y)


@dataclass(frozen=True)
class Text:
    """A sentence with ``{fields}``, which are numbers or words, or `By` tables of them.

    `lost` is what to say of NaN.
    """

    template: str
    fields: dict = field(default_factory=dict)
    when: dict = field(default_factory=dict)
    lost: str = "not a number"


@dataclass(frozen=True)
class Scene:
    """All that a widget shows.

    `reading` is said anew whenever a control moves; `notes` hold for all settings.
    """

    title: str
    controls: tuple
    panels: tuple[Panel, ...]
    reading: tuple[Text, ...] = ()
    notes: tuple[str, ...] = ()

    def state(self, given=None):
        """Return the settings of all controls: those given, else those to start with."""
        given = dict(given or {})
        known = [control.name for control in self.controls]
        if unknown := [name for name in given if name not in known]:
            raise ValueError(f"`state` must have only {', '.join(known)}, got {unknown[0]!r}")
        chosen = {control.name: given.get(control.name, control.start) for control in self.controls}
        return {c.name: c.setting(c.place(chosen[c.name])) for c in self.controls}

    def places(self, state):
        """Return the settings as an index for each control."""
        return {control.name: control.place(state[control.name]) for control in self.controls}


def shown(thing, places):
    """Say whether a mark, a panel or a text is for these settings."""
    return all(places[name] == place for name, place in thing.when.items())


def pick(value, places):
    """Return what a field is for these settings."""
    return value.at(places) if isinstance(value, By) else value


def _range(marks, axis, log):
    values = [_numbers(getattr(mark, axis)) for mark in marks if getattr(mark, axis, None) is not None]
    values += [np.zeros(1) for mark in marks if isinstance(mark, Bars) and axis == "y"]
    numbers = np.concatenate([np.ravel(v) for v in values]) if values else np.array([0.0, 1.0])
    numbers = numbers[np.isfinite(numbers) & ((numbers > 0) | (not log))]
    low, high = (numbers.min(), numbers.max()) if numbers.size else (0.1, 1.0)
    if axis == "x":
        return (float(low), float(high)) if high > low else (float(low) - 1, float(high) + 1)
    if log:
        return float(low) / 1.5, float(high) * 1.5
    margin = 0.07 * (high - low) or 1.0
    return float(low - margin), float(high + margin)


def _numbers(value):
    return np.asarray(value.values if isinstance(value, By) else value, dtype=float)
