"""A scene at one state, drawn by Matplotlib: for paper, and for pages where widgets do not run."""

import io

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from nnlab.explore.scene import Scene, pick, shown

__all__ = ["still_figure", "still_picture"]

COLOURS = ("#c75300", "#0068ad", "#a8407f", "#00795a", "#7a6a00", "#1f1f1f")
DASHES = ("-", "--", ":", "-.")
SYMBOLS = {"circle": "o", "square": "s", "triangle": "^", "cross": "x"}
LINE = 60  # letters in a line of a legend
SQUARE = 0.6  # the width of a panel whose axes are equal, as a part of another one's
BLUE_TO_ORANGE = LinearSegmentedColormap.from_list("nnlab", ["#78b4e2", "#fafafa", "#f5ac6c"])


def still_picture(scene: Scene, state):
    """Return the bytes of a PNG file."""
    buffer = io.BytesIO()
    still_figure(scene, state).savefig(buffer, format="png", dpi=90)
    return buffer.getvalue()


def still_figure(scene, state):
    """Return a Matplotlib figure, without touching pyplot's own."""
    places = scene.places(scene.state(state))
    panels = [panel for panel in scene.panels if shown(panel, places)]
    columns = min(3, len(panels))
    rows = -(-len(panels) // columns)
    figure = Figure(figsize=(9.8 if columns < 3 else 12.3, 3.3 * rows), layout="constrained")
    figure.suptitle(scene.title, fontsize=11)
    widths = [SQUARE if panel.equal else 1 for panel in panels[:columns]]
    grid = figure.add_gridspec(rows, columns, width_ratios=widths)
    for panel, place in zip(panels, grid, strict=False):
        _draw_panel(figure.add_subplot(place), panel, places)
    return figure


def _draw_panel(axes, panel, places):
    x_range, y_range = panel.ranges()
    axes.set(xlabel=panel.x_label, ylabel=panel.y_label, xlim=x_range)
    axes.set_title(panel.title, loc="left", fontsize=9.5, pad=19)
    axes.set_yscale("log" if panel.log_y else "linear")
    axes.set_ylim(y_range)
    if panel.equal:
        axes.set_aspect("equal", anchor="W")
    axes.grid(color="#e4e4e4")
    axes.set_axisbelow(True)
    axes.locator_params(axis="x", nbins=6)
    if panel.ticks:
        axes.set_xticks(range(len(panel.ticks)), panel.ticks)
    for mark in panel.marks:
        if shown(mark, places):
            settled = {key: pick(value, places) for key, value in vars(mark).items()}
            with np.errstate(all="ignore"):
                DRAW[type(mark).__name__](axes, _up_to(settled))
    _add_legend(axes)


def _add_legend(axes):
    """Name the marks above the panel, where they hide nothing, unless they are too many for two lines."""
    names = axes.get_legend_handles_labels()[1]
    lines = 1 + sum(len(name) + 5 for name in names) // LINE
    fits = lines <= 2
    if lines == 2:
        axes.set_title(axes.get_title(loc="left"), loc="left", fontsize=9.5, pad=31)
    above = {"loc": "lower left", "bbox_to_anchor": (0, 1), "borderaxespad": 0.1, "frameon": False}
    style = {"fontsize": 7.5, "markerscale": 0.6, "handlelength": 1.8, "columnspacing": 1.0}
    if names:
        axes.legend(
            ncols=-(-len(names) // lines) if fits else 1, **(above if fits else {"framealpha": 0.85}), **style
        )


def _up_to(mark):
    if mark.get("until") is None:
        return mark
    end = int(mark["until"]) + 1
    return {**mark, "x": mark["x"][:end], "y": mark["y"][:end]}


def _ink(mark):
    colours = np.atleast_1d(mark["colour"]).astype(int) % len(COLOURS)
    return [COLOURS[i] for i in colours] if np.ndim(mark["colour"]) else COLOURS[colours[0]]


def _line(axes, mark):
    dash = mark["colour"] if mark["dash"] is None else mark["dash"]
    style = {"color": _ink(mark), "linewidth": mark["width"], "linestyle": DASHES[int(dash) % len(DASHES)]}
    if axes.images:  # it must stand out from whatever colours it crosses
        style["path_effects"] = [withStroke(linewidth=mark["width"] + 3, foreground="white")]
    axes.plot(mark["x"], np.where(np.isfinite(mark["y"]), mark["y"], np.nan), label=_name(mark), **style)
    _losses(axes, mark)


def _losses(axes, mark):
    """Mark where a line stops, as the browser does: a cross, or a triangle at the edge."""
    y, low, high = np.asarray(mark["y"], dtype=float), *axes.get_ylim()
    finite = np.isfinite(y)
    beside = np.concatenate([[False], finite[:-1]]) | np.concatenate([finite[1:], [False]])
    placed = ~np.isnan(np.asarray(mark["x"], dtype=float))
    for i in np.flatnonzero(placed & ~finite & (beside | (y.size == 1))):
        shape = "x" if np.isnan(y[i]) else "^" if y[i] > 0 else "v"
        near = y[i - 1] if i and finite[i - 1] else y[(i + 1) % y.size]
        height = near if np.isnan(y[i]) else high if y[i] > 0 else low
        axes.plot([mark["x"][i]], [np.clip(height, low, high)], shape, color=_ink(mark), clip_on=False)


def _points(axes, mark):
    edge = {} if mark["shape"] == "cross" else {"edgecolors": "white", "linewidths": 0.8}
    size = np.square(np.asarray(mark["size"], dtype=float) * 1.6)
    style = {"s": size, "c": _ink(mark), "marker": SYMBOLS[mark["shape"]], "zorder": 3, **edge}
    axes.scatter(mark["x"], _within(axes, mark), label=_name(mark), clip_on=False, **style)


def _within(axes, mark):
    """Return the heights of points that lie in the panel, else NaN: those on its edge are drawn whole."""
    x, y = np.asarray(mark["x"], dtype=float), np.asarray(mark["y"], dtype=float)
    (left, right), (low, high) = axes.get_xlim(), axes.get_ylim()
    return np.where((x >= left) & (x <= right) & (y >= low) & (y <= high), y, np.nan)


def _bars(axes, mark):
    y = np.asarray(mark["y"], dtype=float)
    axes.bar(mark["x"], np.where(np.isfinite(y), y, 0), mark["width"], color=_ink(mark), label=_name(mark))
    for x in np.asarray(mark["x"])[~np.isfinite(y)]:
        axes.plot([x], [axes.get_ylim()[1]], "x", color=_ink(mark), clip_on=False)


def _band(axes, mark):
    where = np.asarray(mark["mask"], dtype=bool)
    axes.fill_between(
        mark["x"], 0, 1, where=where, transform=axes.get_xaxis_transform(),
        color="#6e6e6e", alpha=0.18, linewidth=0, label=_name(mark), step="mid",
    )  # fmt: skip


def _rule(axes, mark):
    place, draw = (mark["x"], axes.axvline) if mark["x"] is not None else (mark["y"], axes.axhline)
    style = {"color": "#1f1f1f", "linewidth": 1.6} if mark["name"] else {"color": "#757575", "linewidth": 1}
    draw(place, linestyle="--", label=_name(mark), **style)


def _tangent(axes, mark):
    low, high = axes.get_xlim()
    reach = np.array([-1, 1]) * (high - low) / 7
    if np.isfinite(mark["slope"]):
        axes.plot(mark["x"] + reach, mark["y"] + reach * mark["slope"], color="#212121", label=_name(mark))
    axes.plot([mark["x"]], [_within(axes, mark)], "o", color="#212121", clip_on=False)


def _heat(axes, mark):
    steps = BLUE_TO_ORANGE.resampled(mark["levels"])
    low, high = mark["limits"]
    axes.imshow(
        mark["values"], origin="lower", aspect=axes.get_aspect(), extent=(*mark["x_range"], *mark["y_range"]),
        cmap=steps, vmin=low, vmax=high, zorder=0,
    )  # fmt: skip


def _label(axes, mark):
    axes.annotate(mark["text"], (mark["x"], mark["y"]), (0, 6), textcoords="offset points", ha="center")


def _arrow(axes, mark):
    style = {"arrowstyle": "->", "color": _ink(mark), "linewidth": 2}
    axes.annotate("", (mark["x_end"], mark["y_end"]), (mark["x"], mark["y"]), arrowprops=style)


def _name(mark):
    return mark["name"] or "_nolegend_"


DRAW = {
    "Line": _line, "Points": _points, "Bars": _bars, "Band": _band, "Rule": _rule, "Tangent": _tangent,
    "Heat": _heat, "Label": _label, "Arrow": _arrow,
}  # fmt: skip
