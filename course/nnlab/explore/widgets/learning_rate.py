"""The learning rate, on one variable and on two: the path, the loss, and when it diverges."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import NEUTRAL, By, Choice, Heat, Line, Panel, Points, Scene, Slider, Text
from nnlab.explore.student import call, name_of
from nnlab.explore.traces import trace, verdict

__all__ = ["learning_rate"]

RATES = np.concatenate([[0.01, 0.015, 0.02, 0.03, 0.05, 0.07], np.round(np.arange(0.1, 2.61, 0.1), 10)])
STEPS = 40
STEEPNESS = np.array([0.3, 1.8])  # of the valley with two variables
GRID = np.linspace(-4, 4, 101)
GOAL = 1e-3


@explorer
def learning_rate(step):
    """Run gradient descent down a parabola and down a valley with every learning rate.

    Parameters
    ----------
    step : callable
        ``step(theta, gradient, learning_rate) -> theta``: one step of gradient descent; `theta` and
        `gradient` of the same shape, (1,) or (2,).

    Returns
    -------
    Explorer or Placeholder
    """
    one = _paths(step, np.array([-3.0]), np.ones(1))
    two = _paths(step, np.array([-3.5, 2.5]), STEEPNESS)
    losses = np.stack([_loss(one, np.ones(1)), _loss(two, STEEPNESS)])  # variables, rate, step
    steps = np.arange(STEPS + 1)
    controls = (
        Choice("variables", "variables", ("one", "two"), "one"),
        Slider("rate", "learning rate", RATES, 0.1),
        Slider("step", "step", steps, STEPS, play=True),
    )
    panels = (_parabola(one), _valley(two), _losses(losses))
    return Scene("The learning rate", controls, panels, _sentences(losses))


def _paths(step, start, steepness):
    """Return the points of all rates, (rates, steps + 1, variables)."""

    def run(rate):
        def advance(theta):
            return call(
                step, theta, steepness * theta, float(rate), shape=theta.shape, name=name_of(step, "step")
            )

        return trace(advance, start, STEPS)

    return np.array([run(rate) for rate in RATES])


def _loss(paths, steepness):
    return 0.5 * (steepness * paths**2).sum(axis=-1)


def _parabola(paths):
    x, height = paths[..., 0], _loss(paths, np.ones(1))
    curve = Line(GRID, 0.5 * GRID**2, name="loss", colour=1, dash=0)
    marks = (curve, *_path(x, height, 0))
    return Panel("One variable", marks, "θ", "loss", (-4, 4), (-0.6, 8), height=330, when={"variables": 0})


def _valley(paths):
    x, y = np.meshgrid(GRID, GRID)
    height = np.sqrt(_loss(np.stack([x, y], axis=-1), STEEPNESS))
    ground = Heat(height, (-4, 4), (-4, 4), (0, height.max()), 14)
    marks = (ground, *_path(paths[..., 0], paths[..., 1], NEUTRAL))
    title = "Two variables; the valley is blue"
    return Panel(title, marks, "θ₁", "θ₂", (-4, 4), (-4, 4), height=330, when={"variables": 1})


def _path(x, y, colour):
    """Return the way so far, tables (rates, steps + 1), and where it has come to."""
    now = By("step", np.arange(STEPS + 1))
    way = {"x": By("rate", x), "y": By("rate", y), "until": now, "colour": colour}
    here = By("rate step", x[..., None]), By("rate step", y[..., None])
    return (
        Line(**way, name="path", dash=0, width=1.5),
        Points(**way, size=3.5),
        Points(*here, colour=NEUTRAL, size=6.5, name="now"),
    )


def _losses(losses):
    steps = np.arange(STEPS + 1)
    line = Line(steps, By("variables rate", losses), name="loss")
    dot = Points(
        By("step", steps[:, None]), By("variables rate step", losses[..., None]), colour=NEUTRAL, size=6
    )
    return Panel(
        "Loss", (line, dot), "step", "loss", (0, STEPS), (1e-6, 1e4), log_y=True, drag=("step",), height=330
    )


def _sentences(losses):
    fields = {
        "rate": By("rate", RATES), "step": By("step", np.arange(STEPS + 1)),
        "loss": By("variables rate step", losses),
        "end": By("variables rate", verdict(losses, GOAL)),
    }  # fmt: skip
    said = "With learning rate {rate} the loss after {step} steps is {loss}; the descent {end}."
    return (Text(said, fields, lost="gone"),)
