"""The learning rate, on one variable and on two: the path, the loss, and when it diverges."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import NEUTRAL, By, Choice, Heat, Line, Panel, Points, Scene, Slider, Text
from nnlab.explore.student import call, name_of
from nnlab.explore.traces import trace, verdict

__all__ = ["learning_rate"]

RATES = np.round(np.geomspace(0.01, 2.6, 49), 4)
STEPS = 40
STEEPNESS = np.array([0.3, 1.8])  # of the valley with two variables
GRID = np.linspace(-4, 4, 65)
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
    panels = (_landscape(one, two), _losses(losses))
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


def _so_far(values):
    """Return tables (rates, step, steps + 1): what is past, then NaN."""
    past = np.arange(STEPS + 1) <= np.arange(STEPS + 1)[:, None]
    return np.where(past, values[:, None], np.nan)


def _landscape(one, two):
    x, y = np.meshgrid(GRID, GRID)
    height = np.sqrt(0.5 * (STEEPNESS[0] * x**2 + STEEPNESS[1] * y**2))
    by = "rate step"
    flat, along, up = _so_far(one[..., 0]), _so_far(two[..., 0]), _so_far(two[..., 1])
    only = [{"variables": 0}, {"variables": 1}]
    marks = [
        Line(GRID, 0.5 * GRID**2 - 3.5, name="loss", colour=1, dash=0, when=only[0]),
        Heat(height, (-4, 4), (-4, 4), (0, height.max()), 14, when=only[1]),
    ]
    for x_path, y_path, when in [(flat, 0.5 * flat**2 - 3.5, only[0]), (along, up, only[1])]:
        path = By(by, x_path), By(by, y_path)
        marks.append(
            Line(*path, name="path", colour=0 if when is only[0] else NEUTRAL, dash=0, width=1.5, when=when)
        )
        marks.append(Points(*path, colour=0 if when is only[0] else NEUTRAL, size=3.5, when=when))
        last = np.arange(STEPS + 1)
        here = By(by, x_path[:, last, last][..., None]), By(by, y_path[:, last, last][..., None])
        marks.append(Points(*here, colour=NEUTRAL, size=6.5, name="now", when=when))
    return Panel(
        "Landscape and path", tuple(marks), "θ, or θ₁", "loss − 3.5, or θ₂", (-4, 4), (-4, 4), height=330
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
        "rate": By("rate", RATES), "step": By("step", np.arange(STEPS + 1)), "loss": By("variables rate step", losses),
        "end": By("variables rate", verdict(losses, GOAL)),
    }  # fmt: skip
    said = "With learning rate {rate} the loss after {step} steps is {loss}; the descent {end}."
    return (Text(said, fields, lost="gone"),)
