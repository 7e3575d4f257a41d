"""Softmax: scores become probabilities, sharper or flatter with the temperature."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import Bars, By, Line, Panel, Rule, Scene, Slider, Switch, Text
from nnlab.explore.student import call

__all__ = ["softmax"]

TEMPERATURES = np.round(np.geomspace(0.1, 10, 41), 3)
FIRST = np.linspace(-4, 4, 33)
OTHERS = np.array([1.0, 0.0, -1.5])
SHIFT = 1000.0
NAMES = ("cat", "dog", "fox", "owl")


@explorer
def softmax(softmax):
    """Turn four scores into probabilities; change one score and the temperature.

    A switch adds 1000 to every score, which must change nothing: a softmax that overflows is seen at once.

    Parameters
    ----------
    softmax : callable
        ``softmax(z) -> probabilities``: `z` (samples, classes), the result of the same shape. It is given the
        scores divided by the temperature.

    Returns
    -------
    Explorer or Placeholder
    """
    scores = np.concatenate([FIRST[:, None], np.tile(OTHERS, (FIRST.size, 1))], axis=1)
    shifted = np.stack([scores, scores + SHIFT])[:, :, None] / TEMPERATURES[:, None]  # shift, first, T, class
    flat = shifted.reshape(-1, len(NAMES))
    hint = "the shape of the `z` that it is given"
    probabilities = call(softmax, flat, shape=flat.shape, name="softmax", hint=hint).reshape(shifted.shape)
    controls = (
        Slider("temperature", "temperature T", TEMPERATURES, 1.0),
        Slider("first", f"score of {NAMES[0]}", FIRST, 2.0),
        Switch("shift", "add 1000 to every score"),
    )
    panels = (_scores(scores), _bars(probabilities), _curves(probabilities))
    return Scene("Softmax with temperature", controls, panels, _sentences(probabilities))


def _scores(scores):
    bars = Bars(np.arange(4.0), By("first", scores), colour=1, name="score")
    return Panel("Scores", (bars, Rule(y=0)), "class", "z", (-0.6, 3.6), (-4.3, 4.3), ticks=NAMES, height=230)


def _bars(probabilities):
    bars = Bars(np.arange(4.0), By("shift first temperature", probabilities), name="probability")
    return Panel("Probabilities", (bars,), "class", "p", (-0.6, 3.6), (0, 1.05), ticks=NAMES, height=230)


def _curves(probabilities):
    place = np.log10(TEMPERATURES)
    curves = np.moveaxis(probabilities, 3, 0)
    lines = [
        Line(place, By("shift first", curve), name=name, colour=i)
        for i, (name, curve) in enumerate(zip(NAMES, curves, strict=True))
    ]
    here = Rule(x=By("temperature", place))
    return Panel(
        "Every temperature", (*lines, here), "log₁₀ T", "p", (-1, 1), (-0.03, 1.05), drag=(), height=230
    )


def _sentences(probabilities):
    by = "shift first temperature"
    fields = {name: By(by, probabilities[..., i]) for i, name in enumerate(NAMES)}
    fields |= {"T": By("temperature", TEMPERATURES), "sum": By(by, probabilities.sum(axis=-1))}
    fields["shifted"] = By("shift", np.array(["", f" {SHIFT:g} is added to every score drawn here."]))
    said = ", ".join(f"{name} {{{name}}}" for name in NAMES)
    return (Text(f"At temperature {{T}}: {said}; the sum is {{sum}}.{{shifted}}", fields),)
