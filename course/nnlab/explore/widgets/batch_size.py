"""Batch size: how many updates an epoch brings, and how noisy they are."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import NEUTRAL, By, Choice, Heat, Line, Panel, Points, Scene, Slider, Text
from nnlab.explore.student import call
from nnlab.explore.traces import trace

__all__ = ["batch_size"]

SIZES = (1, 4, 16, 64, 256)
RATES = np.array([0.01, 0.02, 0.05, 0.1, 0.2, 0.5])
SAMPLES, EPOCHS = 256, 4
FRAMES = 65  # moments at which all batch sizes are compared, in samples seen
TARGET = np.array([1.0, -0.8])
GRID = np.linspace(-3, 3, 61)
START = np.array([-2.2, 2.2])


def _data():
    rng = np.random.default_rng(11)
    X = rng.standard_normal((SAMPLES, 2)) * np.array([1.0, 0.6])
    return X, X @ TARGET + 0.8 * rng.standard_normal(SAMPLES)


@explorer
def batch_size(loss, gradient):
    """Run mini-batch gradient descent on a straight-line fit, for many batch sizes and learning rates.

    Parameters
    ----------
    loss : callable
        ``loss(X, y_true, weights) -> number``: the mean over the samples; `X` (samples, 2), `y_true`
        (samples,), `weights` (2,).
    gradient : callable
        ``gradient(X, y_true, weights) -> array (2,)``: the slope of that mean, for the batch it is given.

    Returns
    -------
    Explorer or Placeholder
    """
    X, y_true = _data()
    paths = np.array([[_run(gradient, X, y_true, size, rate) for rate in RATES] for size in SIZES])
    losses = np.array([_score(loss, X, y_true, w) for w in paths.reshape(-1, 2)]).reshape(paths.shape[:-1])
    seen = np.linspace(0, EPOCHS, FRAMES)
    controls = (
        Choice("size", "batch size", tuple(map(str, SIZES)), "16"),
        Slider("rate", "learning rate", RATES, 0.05),
        Slider("epoch", "epochs", seen, EPOCHS, play=True),
    )
    panels = (_landscape(loss, X, y_true, paths), _losses(losses, seen))
    return Scene("Batch size and noise", controls, panels, _sentences(losses, seen))


def _run(gradient, X, y_true, size, rate):
    """Return the weights at each frame, (frames, 2): after every so many samples."""
    rng = np.random.default_rng(0)
    batches = np.concatenate([rng.permutation(SAMPLES) for _ in range(EPOCHS)]).reshape(-1, size)
    queue = iter(batches)

    def advance(weights):
        rows = next(queue)
        slope = call(gradient, X[rows], y_true[rows], weights, shape=(2,), name="gradient")
        return weights - rate * slope

    path = trace(advance, START, len(batches))
    updates = np.linspace(0, SAMPLES * EPOCHS, FRAMES) // size
    return path[updates.astype(int)]


def _score(loss, X, y_true, weights):
    return call(loss, X, y_true, weights, shape=(), name="loss") if np.isfinite(weights).all() else np.nan


def _landscape(loss, X, y_true, paths):
    ground = np.stack(np.meshgrid(GRID, GRID), axis=-1).reshape(-1, 2)
    height = np.array([_score(loss, X, y_true, w) for w in ground]).reshape(GRID.size, GRID.size)
    with np.errstate(all="ignore"):
        height = np.log10(height)
    usual = height[np.isfinite(height)]
    limits = (float(usual.min()), float(usual.max())) if usual.size else (0.0, 1.0)
    x, y = (np.ascontiguousarray(paths[..., k]) for k in (0, 1))
    now = By("epoch", np.arange(FRAMES))
    way = {"x": By("size rate", x), "y": By("size rate", y), "until": now, "colour": NEUTRAL}
    here = By("size rate epoch", x[..., None]), By("size rate epoch", y[..., None])
    marks = (
        Heat(height, (-3, 3), (-3, 3), limits, 14),
        Line(**way, name="weights", dash=0, width=1.5),
        Points(**way, size=2.5),
        Points(*here, colour=NEUTRAL, size=6.5, name="now"),
    )
    title = "Weights; the loss over all samples is low where blue"
    return Panel(title, marks, "w₁", "w₂", (-3, 3), (-3, 3), height=330)


def _losses(losses, seen):
    lines = [
        Line(
            seen,
            By("rate", table),
            name=f"batch {size}",
            colour=i,
            width=By("size", 1.5 + 2 * (np.arange(5) == i)),
        )
        for i, (size, table) in enumerate(zip(SIZES, losses, strict=True))
    ]
    dot = Points(By("epoch", seen[:, None]), By("size rate epoch", losses[..., None]), colour=NEUTRAL, size=6)
    usual = losses[np.isfinite(losses) & (losses > 0)]
    y_range = (usual.min() / 1.3, min(usual.max() * 1.3, 30 * usual.min())) if usual.size else (0.1, 10)
    options = {"log_y": True, "drag": ("epoch",), "height": 330}
    return Panel("Loss over all samples", (*lines, dot), "epochs", "loss", (0, EPOCHS), y_range, **options)


def _sentences(losses, seen):
    last = losses[..., FRAMES // 2 :]
    fields = {
        "size": By("size", list(map(str, SIZES))), "rate": By("rate", RATES), "epoch": By("epoch", seen),
        "updates": By("size", np.array([SAMPLES // size for size in SIZES])),
        "loss": By("size rate epoch", losses), "noise": By("size rate", last.std(axis=-1)),
    }  # fmt: skip
    return (
        Text("Batch size {size}: {updates} updates an epoch of 256 samples.", fields),
        Text("After {epoch} epochs the loss is {loss}.", fields, lost="gone: it diverged"),
        Text(
            "In the second half it wiggles by {noise} (standard deviation).",
            fields,
            lost="numbers that are lost",
        ),
    )
