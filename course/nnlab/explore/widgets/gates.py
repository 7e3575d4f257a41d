"""Logic gates: which of them one straight line can make, and XOR."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.lines import border, normal
from nnlab.explore.scene import (
    NEUTRAL,
    Arrow,
    Bars,
    By,
    Choice,
    Heat,
    Line,
    Panel,
    Points,
    Scene,
    Slider,
    Switch,
    Text,
)
from nnlab.explore.student import call

__all__ = ["gates"]

INPUTS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
TRUTH = {"AND": [0, 0, 0, 1], "OR": [0, 1, 1, 1], "NAND": [1, 1, 1, 0], "XOR": [0, 1, 1, 0]}
WEIGHTS = np.linspace(-1.5, 1.5, 13)
GRID = np.linspace(-0.5, 1.5, 61)


@explorer
def gates(predict, xor=None):
    """Set the weights of one unit by hand until it is a gate; then try XOR.

    Parameters
    ----------
    predict : callable
        ``predict(X, weights, bias) -> labels``: `X` (samples, 2), `weights` (2,), `bias` a number; labels 0
        or 1, shape (samples,).
    xor : callable, optional
        ``xor(X) -> labels``: two layers that make XOR; `X` (samples, 2), labels (samples,). Its regions are
        shown by a switch.

    Returns
    -------
    Explorer or Placeholder
    """
    first, second, bias = np.meshgrid(WEIGHTS, WEIGHTS, WEIGHTS, indexing="ij")
    weights = np.stack([first, second], axis=-1)
    settings = zip(weights.reshape(-1, 2), bias.ravel(), strict=True)
    outputs = np.array([call(predict, INPUTS, w, float(b), shape=(4,)) for w, b in settings])
    outputs = outputs.reshape(*first.shape, 4)
    truth = np.array(list(TRUTH.values()), dtype=float)
    right = (outputs == truth[:, None, None, None]).sum(axis=-1)  # gate, w₁, w₂, b
    sliders = [
        Slider(n, t, WEIGHTS, s) for n, t, s in [("w1", "w₁", 1), ("w2", "w₂", 0.5), ("b", "bias b", -0.25)]
    ]
    switch = [] if xor is None else [Switch("layers", "two layers: my xor")]
    controls = (Choice("gate", "gate", tuple(TRUTH), "AND"), *sliders, *switch)
    one = {} if xor is None else {"layers": 0}
    marks = [*_two_layers(xor), *_one_layer(weights, bias, truth, outputs, one)]
    plane = Panel(
        "Inputs; the arrow points to the side of 1",
        tuple(marks),
        "x₁",
        "x₂",
        (-0.5, 1.5),
        (-0.5, 1.5),
        equal=True,
        height=360,
    )
    said = None if xor is None else call(xor, INPUTS, shape=(4,), name="xor")
    panels = (plane, _table(truth, outputs, said, one))
    return Scene("Logic gates", controls, panels, _sentences(right, truth, said, one))


def _one_layer(weights, bias, truth, outputs, when):
    x, y = border(weights, bias)
    foot, tip = normal(weights, bias, 0.3)
    by = "w1 w2 b"
    wrong = outputs != truth[:, None, None, None]
    misses = [By(f"gate {by}", np.where(wrong, INPUTS[:, i], np.nan)) for i in (0, 1)]
    arrow = [By(by, part) for part in (foot[..., 0], foot[..., 1], tip[..., 0], tip[..., 1])]
    return [
        *_corners(truth),
        Points(*misses, colour=NEUTRAL, shape="cross", size=6, name="wrong", when=when),
        Line(By(by, x), By(by, y), colour=NEUTRAL, dash=0, name="line", when=when),
        Arrow(*arrow, colour=NEUTRAL, when=when),
    ]


def _corners(truth):
    """Return the four inputs, with the symbols of what the gate must say."""
    for i, (value, shape) in enumerate([(1, "circle"), (0, "square")]):
        places = [By("gate", np.where(truth == value, INPUTS[:, k], np.nan)) for k in (0, 1)]
        yield Points(*places, colour=i, shape=shape, size=10, name=f"must be {value}")


def _two_layers(xor):
    if xor is None:
        return []
    x, y = np.meshgrid(GRID, GRID)
    labels = call(xor, np.column_stack([x.ravel(), y.ravel()]), shape=(x.size,), name="xor")
    half = (GRID[1] - GRID[0]) / 2
    edges = (GRID[0] - half, GRID[-1] + half)
    return [Heat(labels.reshape(x.shape), edges, edges, (0, 1), 2, when={"layers": 1})]


def _table(truth, outputs, said, when):
    """Show what the unit says to each input beside what it must say."""
    at = np.arange(4.0)
    bars = [
        Bars(at - 0.19, By("gate", truth), 0.34, colour=1, name="must be"),
        Bars(at + 0.19, By("w1 w2 b", outputs), 0.34, colour=0, name="unit says", when=when),
    ]
    if said is not None:
        bars.append(Bars(at + 0.19, said, 0.34, colour=0, name="two layers say", when={"layers": 1}))
    names = tuple(f"{int(a)}, {int(b)}" for a, b in INPUTS)
    y_range = (-0.1, 1.2)
    return Panel(
        "Truth table", tuple(bars), "x₁, x₂", "output", (-0.6, 3.6), y_range, ticks=names, height=360
    )


def _sentences(right, truth, said, when):
    best = right.max(axis=(1, 2, 3))
    fields = {"gate": By("gate", list(TRUTH)), "right": By("gate w1 w2 b", right), "best": By("gate", best)}
    one = (
        "One unit, {gate}: {right} of 4 are right. The best of all settings of the sliders gets {best} of 4."
    )
    if said is None:
        return (Text(one, fields, when),)
    two = {"gate": fields["gate"], "right": By("gate", (said == truth).sum(axis=1))}
    return (Text(one, fields, when), Text("Two layers, {gate}: {right} of 4 are right.", two, {"layers": 1}))
