"""One sigmoid unit that starts out wrong: how fast each loss lets it learn."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import By, Line, Panel, Points, Scene, Slider, Text
from nnlab.explore.student import call

__all__ = ["wrong_start"]

STARTS = np.linspace(-2, 6, 9)
RATES = np.array([0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0])
EPOCHS = 150


@explorer
def wrong_start(sigmoid, gradients):
    """Train one unit, with input 1, to say 0, from starts that are more and more wrong.

    Parameters
    ----------
    sigmoid : callable
        ``sigmoid(z) -> array of z's shape``.
    gradients : dict of {name: callable}
        For each loss ``gradient(z, y_true) -> array of z's shape``: the slope, with respect to `z`, of the
        loss of each unit's output ``sigmoid(z)``. Two or three of them, such as "MSE" and "cross-entropy".

    Returns
    -------
    Explorer or Placeholder
    """
    epochs = np.arange(EPOCHS + 1)
    outputs, slopes = (np.array(tables) for tables in zip(*_train(sigmoid, gradients), strict=True))
    controls = (
        Slider("start", "z at the start", STARTS, 4.0),
        Slider("rate", "learning rate", RATES, 0.15),
        Slider("epoch", "epoch", epochs, 0, play=True),
    )
    low = max(1e-6, np.nanmin(np.where(slopes > 0, slopes, np.nan), initial=1.0))
    panels = (
        _panel("Output; the goal is 0", outputs, gradients, "sigmoid(z)", y_range=(-0.03, 1.05)),
        _panel("Size of the slope by z", slopes, gradients, "|dC/dz|", y_range=(low, 2.0), log_y=True),
    )
    return Scene(
        "Learning from a wrong start", controls, panels, tuple(_sentences(outputs, slopes, gradients))
    )


def _train(sigmoid, gradients):
    """Yield for each loss the outputs and the sizes of the slopes, both (starts, rates, epochs)."""
    for name, gradient in gradients.items():
        z = np.repeat(STARTS[:, None], RATES.size, axis=1)
        outputs, slopes = [], []
        for _ in range(EPOCHS + 1):
            outputs.append(call(sigmoid, z, shape=z.shape, name="sigmoid"))
            slope = call(gradient, z, np.zeros_like(z), shape=z.shape, name=name)
            slopes.append(np.abs(slope))
            with np.errstate(all="ignore"):
                z = z - 2 * RATES * slope  # the weight and the bias move alike, since the input is 1
        yield np.stack(outputs, axis=-1), np.stack(slopes, axis=-1)


def _panel(title, tables, names, y_label, **options):
    epochs = np.arange(EPOCHS + 1)
    marks = []
    for i, (name, table) in enumerate(zip(names, tables, strict=True)):
        marks.append(Line(epochs, By("start rate", table), name=name, colour=i))
        dot = By("start rate epoch", table[..., None])
        marks.append(Points(By("epoch", epochs[:, None]), dot, colour=i))
    return Panel(title, tuple(marks), "epoch", y_label, (0, EPOCHS), drag=("epoch",), **options)


def _sentences(outputs, slopes, names):
    for i, name in enumerate(names):
        first = [_first_below(row) for row in outputs[i].reshape(-1, EPOCHS + 1)]
        fields = {
            "output": By("start rate epoch", outputs[i]), "slope": By("start rate epoch", slopes[i]),
            "epoch": By("epoch", np.arange(EPOCHS + 1)),
            "end": By("start rate", np.array(first).reshape(outputs[i].shape[:2])),
        }  # fmt: skip
        yield Text(f"{name}, epoch {{epoch}}: output {{output}}, slope {{slope}}; {{end}}.", fields)


def _first_below(row, goal=0.1):
    below = np.flatnonzero(row < goal)
    return f"below {goal} from epoch {below[0]} on" if below.size else f"not below {goal} in {EPOCHS} epochs"
