"""The perceptron's line, moving as it learns."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.lines import border, normal
from nnlab.explore.scene import NEUTRAL, Arrow, By, Choice, Line, Panel, Points, Scene, Slider, Text
from nnlab.explore.student import call, call_any, name_of, numbers, pair

__all__ = ["perceptron"]

STEPS = 96
START = np.array([1.0, -1.0]), 1.5


def _data():
    """Return the points and labels to choose from, by name."""
    rng = np.random.default_rng(6)
    labels = np.arange(16) % 2
    side = np.where(labels, 1.0, -1.0)[:, None] * np.array([1.1, 0.8])
    return {
        "four points": (
            np.array([[-1.5, -1.0], [1.0, 2.0], [-1.0, 1.0], [2.0, 0.0]]),
            np.array([0, 1, 0, 1]),
        ),
        "two clouds": (side * 1.1 + 0.6 * rng.standard_normal((16, 2)), labels),
        "mixed clouds": (side * 0.5 + 0.9 * rng.standard_normal((16, 2)), labels),
    }


@explorer
def perceptron(predict, update):
    """Draw the line of a perceptron after every sample that it has seen, and the points still wrong.

    Parameters
    ----------
    predict : callable
        ``predict(X, weights, bias) -> labels``: `X` (samples, 2), `weights` (2,), `bias` a number; labels 0
        or 1, shape (samples,).
    update : callable
        ``update(x, y_true, weights, bias, learning_rate) -> (weights, bias)``: one sample `x` (2,) with its
        label `y_true`, 0 or 1. The widget starts from a bad line and passes a learning rate of 0.5.

    Returns
    -------
    Explorer or Placeholder
    """
    data = _data()
    runs = [_learn(predict, update, X, labels) for X, labels in data.values()]
    weights, biases = (np.array([run[i] for run in runs]) for i in (0, 1))
    wrong = np.array([_padded(run[2]) for run in runs])  # data, steps, samples
    points = np.array([_padded(X.T).T for X, _ in data.values()])
    count = np.nansum(wrong, axis=2)
    steps = np.arange(STEPS + 1)
    controls = (
        Choice("data", "points", tuple(data), "two clouds"),
        Slider("step", "samples seen", steps, 0, play=True),
    )
    panels = (_plane(points, data, wrong, weights, biases), _mistakes(steps, count))
    return Scene("A perceptron learns", controls, panels, _sentences(weights, biases, count, data))


def _learn(predict, update, X, labels):
    """Return weights, biases and what is wrong, after each number of samples."""
    weights, bias = START
    history = [(weights, bias)]
    for i in np.arange(STEPS) % len(X):
        new = call_any(update, X[i], int(labels[i]), weights, bias, 0.5)
        weights, bias = pair(new, name_of(update), "the weights and the bias")
        weights = numbers(weights, name_of(update), (2,), "the weights")
        bias = float(numbers(bias, name_of(update), (), "the bias"))
        history.append((weights, bias))
    wrong = [call(predict, X, w, b, shape=(len(X),)) != labels for w, b in history]
    return np.array([w for w, _ in history]), np.array([b for _, b in history]), np.array(wrong, float)


def _padded(rows, size=16):
    filler = np.full((len(rows), size - rows.shape[1]), np.nan)
    return np.concatenate([rows, filler], axis=1)


def _plane(points, data, wrong, weights, biases):
    x, y = border(weights, biases)
    foot, tip = normal(weights, biases)
    seen = [np.resize(X, (STEPS, 2)) for X, _ in data.values()]
    seen = np.stack([np.concatenate([np.full((1, 2), np.nan), path]) for path in seen])[..., None, :]
    miss = np.where(wrong[..., None] > 0, points[:, None], np.nan)
    marks = [
        Points(
            By("data step", seen[..., 0]),
            By("data step", seen[..., 1]),
            colour=NEUTRAL,
            size=10,
            name="just seen",
        )
    ]
    for i, (label, shape) in enumerate([(1, "circle"), (0, "square")]):
        own = np.array([_padded(np.where(k == label, X.T, np.nan)).T for X, k in data.values()])
        place = By("data", own[..., 0]), By("data", own[..., 1])
        marks.append(Points(*place, colour=i, shape=shape, size=6, name=f"class {label}"))
    miss_at = By("data step", miss[..., 0]), By("data step", miss[..., 1])
    marks.append(Points(*miss_at, colour=NEUTRAL, shape="cross", size=5, name="wrong"))
    marks.append(Line(By("data step", x), By("data step", y), colour=NEUTRAL, dash=0, name="line"))
    arrow = [By("data step", part) for part in (foot[..., 0], foot[..., 1], tip[..., 0], tip[..., 1])]
    marks.append(Arrow(*arrow, colour=NEUTRAL))
    return Panel(
        "The plane; the arrow points to the side of class 1",
        tuple(marks),
        "x₁",
        "x₂",
        (-3.5, 3.5),
        (-3, 3),
        equal=True,
        height=360,
    )


def _mistakes(steps, count):
    dot = Points(By("step", steps[:, None]), By("data step", count[..., None]), colour=NEUTRAL, size=6)
    line = Line(steps, By("data", count), name="wrong points")
    return Panel(
        "Mistakes",
        (line, dot),
        "samples seen",
        "points on the wrong side",
        (0, STEPS),
        (-0.5, count.max() + 1),
        height=360,
    )


def _sentences(weights, biases, count, data):
    fields = {
        "step": By("step", np.arange(STEPS + 1)), "first": By("data step", weights[..., 0]),
        "second": By("data step", weights[..., 1]), "bias": By("data step", biases),
        "wrong": By("data step", count), "all": By("data", [len(X) for X, _ in data.values()]),
        "end": By("data", [_end(row) for row in count]),
    }  # fmt: skip
    now = "After {step} samples the weights are ({first}, {second}) and the bias {bias}."
    return (Text(now, fields), Text("{wrong} of {all} points are wrong.", fields), Text("{end}", fields))


def _end(count):
    """Say when the last mistake was made good."""
    wrong = np.flatnonzero(count)
    if wrong.size and wrong[-1] == len(count) - 1:
        return f"After {len(count) - 1} samples there are still mistakes."
    return f"From {wrong[-1] + 1 if wrong.size else 0} samples on nothing is wrong any more."
