"""Optimizers racing down the same valley."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import By, Choice, Heat, Line, Panel, Points, Scene, Slider, Text
from nnlab.explore.student import NotReadyError, call_any, numbers, pair
from nnlab.explore.traces import trace, verdict

__all__ = ["optimizers"]

RATES = np.round(np.geomspace(0.002, 1.0, 28), 4)
STEPS = 80
GRID = np.linspace(-4, 4, 101)
GOAL = 0.01


def _long(theta):
    return 0.5 * (0.08 * theta[..., 0] ** 2 + 2.0 * theta[..., 1] ** 2)


def _long_slope(theta):
    return np.array([0.08, 2.0]) * theta


def _bent(theta):
    x, y = theta[..., 0], theta[..., 1]
    return 0.1 * (1.5 - x) ** 2 + 0.5 * (y - 0.3 * x**2 + 2) ** 2


def _bent_slope(theta):
    x, y = theta[..., 0], theta[..., 1]
    bend = y - 0.3 * x**2 + 2
    return np.stack([-0.2 * (1.5 - x) - 0.6 * x * bend, bend], axis=-1)


def _saddle(theta):
    x, y = theta[..., 0], theta[..., 1]
    return 0.5 * x**2 - 0.25 * y**2 + 0.015 * y**4 + 25 / 24


def _saddle_slope(theta):
    x, y = theta[..., 0], theta[..., 1]
    return np.stack([x, -0.5 * y + 0.06 * y**3], axis=-1)


VALLEYS = {  # name: height, slope, start
    "long valley": (_long, _long_slope, np.array([-3.6, 2.4])),
    "bent valley": (_bent, _bent_slope, np.array([-3.4, 3.0])),
    "saddle": (_saddle, _saddle_slope, np.array([3.2, 0.02])),
}


@explorer
def optimizers(steps):
    """Race optimizers over three landscapes with the same learning rate.

    Parameters
    ----------
    steps : dict of {name: callable}
        For each optimizer ``step(theta, gradient, state, learning_rate) -> (theta, state)``. `gradient` is a
        function: ``gradient(theta)`` is the slope at any point, so that an optimizer may look ahead. `theta`
        (2,); `state` is what the last call returned, and an empty dict at first.

    Returns
    -------
    Explorer or Placeholder
    """
    paths, missing = {}, []
    for name, step in steps.items():
        try:
            paths[name] = np.array([_runs(step, name, *valley[1:]) for valley in VALLEYS.values()])
        except NotReadyError as reason:
            missing.append(str(reason))
    if not paths:
        raise NotReadyError("; ".join(missing) or "no optimizer was given")
    heights = [valley[0] for valley in VALLEYS.values()]
    losses = {
        name: np.stack([height(way) for height, way in zip(heights, path, strict=True)])
        for name, path in paths.items()
    }
    controls = (
        Choice("valley", "landscape", tuple(VALLEYS), "long valley"),
        Slider("rate", "learning rate", RATES, 0.1),
        Slider("step", "step", np.arange(STEPS + 1), STEPS, play=True),
    )
    panels = (_landscape(paths), _losses(losses))
    notes = tuple(f"Not drawn: {reason}." for reason in missing)
    return Scene("A race of optimizers", controls, panels, tuple(_sentences(losses)), notes)


def _runs(step, name, slope, start):
    """Return the path at every rate, (rates, steps + 1, 2)."""

    def run(rate):
        state = {}

        def advance(theta):
            nonlocal state
            new = call_any(step, theta, slope, state, float(rate), name=name)
            theta, state = pair(new, name, "theta and the state")
            return numbers(theta, name, (2,), "the shape of theta")

        return trace(advance, start, STEPS)

    return [run(rate) for rate in RATES]


def _landscape(paths):
    ground = np.stack(np.meshgrid(GRID, GRID), axis=-1)
    heights = np.array([np.sqrt(height(ground)) for height, _, _ in VALLEYS.values()])
    top = np.percentile(heights, 97)
    ground, lines, dots = Heat(By("valley", heights), (-4, 4), (-4, 4), (0, float(top)), 16), [], []
    now = By("step", np.arange(STEPS + 1))
    for i, (name, path) in enumerate(paths.items()):
        x, y = (np.ascontiguousarray(path[..., k]) for k in (0, 1))
        lines.append(Line(By("valley rate", x), By("valley rate", y), name=name, colour=i + 1, until=now))
        here = By("valley rate step", x[..., None]), By("valley rate step", y[..., None])
        dots.append(Points(*here, colour=i + 1, size=6))
    return Panel("Landscape, low is blue", (ground, *lines, *dots), "θ₁", "θ₂", (-4, 4), (-4, 4), height=340)


def _losses(losses):
    steps = np.arange(STEPS + 1)
    marks = []
    for i, (name, loss) in enumerate(losses.items()):
        marks.append(Line(steps, By("valley rate", loss), name=name, colour=i + 1))
        here = By("valley rate step", loss[..., None])
        marks.append(Points(By("step", steps[:, None]), here, colour=i + 1))
    options = {"log_y": True, "drag": ("step",), "height": 340}
    return Panel("Loss", tuple(marks), "step", "loss", (0, STEPS), (1e-4, 100), **options)


def _sentences(losses):
    start = {"rate": By("rate", RATES), "step": By("step", np.arange(STEPS + 1))}
    yield Text("Learning rate {rate}, step {step}.", start)
    for name, loss in losses.items():
        fields = {"loss": By("valley rate step", loss), "end": By("valley rate", verdict(loss, GOAL))}
        yield Text(f"{name}: loss {{loss}}, {{end}}.", fields, lost="gone")
