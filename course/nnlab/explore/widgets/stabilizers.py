"""Batch normalisation, residual connections and clipping, switched on and off."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import NEUTRAL, By, Line, Panel, Points, Scene, Slider, Switch, Text
from nnlab.explore.student import NotReadyError, call
from nnlab.explore.traces import trace

__all__ = ["stabilizers"]

GAINS = np.round(np.linspace(0.25, 3, 23), 3)
LAYERS, UNITS, SAMPLES = 20, 30, 40
NUDGE = 1e-6
THRESHOLDS = np.array([0.5, 1, 2, 3, 5, 8, 12, 20])
PLACES = np.linspace(-2, 10, 241)
STEPS = 25


@explorer
def stabilizers(affine, f, batch_norm=None, residual=None, clip=None):
    """Send data through 20 layers with ever larger weights, and see what keeps them in bounds.

    Besides the spread of each layer's output, the widget measures how much of a tiny change of the input
    arrives there: this is the product of slopes that a gradient meets on its way back.

    Parameters
    ----------
    affine : callable
        ``affine(X, weights, biases) -> z``: (samples, inputs), (inputs, units), (units,).
    f : callable
        The activation, ``f(z)``.
    batch_norm : callable, optional
        ``batch_norm(z) -> array of z's shape``, each column normalised over the samples; between `affine` and
        `f`.
    residual : callable, optional
        ``residual(X, branch) -> array of the same shape``: the layer's input and what the layer made of it.
    clip : callable, optional
        ``clip(gradient, threshold) -> gradient``, for a descent towards a cliff; `gradient` (1,).

    Returns
    -------
    Explorer or Placeholder
    """
    given = {"batch_norm": batch_norm, "residual": residual}
    options = {name: function for name, function in given.items() if function is not None}
    tables = np.array([[[_send(affine, f, options, g, bn, res) for res in _cases(residual)]
                        for bn in _cases(batch_norm)] for g in GAINS])  # fmt: skip
    tables = tables.reshape(GAINS.size, *([2] * len(options)), 2, LAYERS + 1)
    by = " ".join(["gain", *options])
    spread, arrives = (np.ascontiguousarray(tables[..., i, :]) for i in (0, 1))
    switches = [Switch(name, name.replace("_", " ")) for name in options]
    controls = [Slider("gain", "size of the weights (1 = 1/√inputs)", GAINS, 1.0), *switches]
    panels = [_panel("Spread of each layer's output", "standard deviation", by, spread),
              _panel("How much of a tiny change of the input arrives", "multiple", by, arrives)]  # fmt: skip
    texts, notes = [_sentence(by, spread, arrives)], ()
    if clip is not None:
        try:
            paths = _descend(clip)
            controls += [
                Switch("clipping", "clip", True),
                Slider("threshold", "threshold of clip", THRESHOLDS, 2),
            ]
            panels.append(_cliff(paths))
            texts.append(_fall(paths))
        except NotReadyError as reason:
            notes = (f"Not drawn: {reason}.",)
    return Scene("What keeps a deep network in bounds", tuple(controls), tuple(panels), tuple(texts), notes)


def _cases(function):
    return (False, True) if function is not None else (False,)


def _send(affine, f, options, gain, normalise, shortcut):
    """Return the spread of every layer's output, and how much of a nudge arrives there."""
    rng = np.random.default_rng(5)
    X = rng.standard_normal((SAMPLES, UNITS))
    near = X + NUDGE * rng.standard_normal(X.shape)
    scale = gain / np.sqrt(UNITS)
    rows = [(X.std(), 1.0)]
    for _ in range(LAYERS):
        weights = scale * rng.standard_normal((UNITS, UNITS))
        X, near = (_layer(affine, f, options, v, weights, normalise, shortcut) for v in (X, near))
        with np.errstate(all="ignore"):
            change = np.linalg.norm(near - X) / (NUDGE * np.sqrt(X.size))
            rows.append((X.std(), change))
    return np.array(rows).T


def _layer(affine, f, options, X, weights, normalise, shortcut):
    z = call(affine, X, weights, np.zeros(UNITS), shape=X.shape, name="affine")
    if normalise:
        z = call(options["batch_norm"], z, shape=z.shape, name="batch_norm")
    branch = call(f, z, shape=z.shape)
    return call(options["residual"], X, branch, shape=X.shape, name="residual") if shortcut else branch


def _panel(title, y_label, by, table):
    layers = np.arange(LAYERS + 1)
    marks = (Line(layers, By(by, table), name=y_label), Points(layers, By(by, table), size=3.5))
    return Panel(title, marks, "layer", y_label, (0, LAYERS), (1e-6, 1e6), log_y=True, height=280)


def _sentence(by, spread, arrives):
    fields = {
        "gain": By("gain", GAINS), "spread": By(by, np.ascontiguousarray(spread[..., -1])),
        "arrives": By(by, np.ascontiguousarray(arrives[..., -1])),
    }  # fmt: skip
    said = f"Weights of size {{gain}}: after {LAYERS} layers the spread is {{spread}}, "
    return Text(said + "and a tiny change arrives {arrives} times as large.", fields)


def _height(x):
    return 0.2 * (x - 1) ** 2 + 40 * np.minimum(x + 1, 0) ** 2


def _slope(x):
    return 0.4 * (x - 1) + 80 * np.minimum(x + 1, 0)


def _descend(clip):
    """Return paths down to the cliff, (clipped or not, thresholds, steps + 1)."""

    def run(threshold):
        def advance(theta):
            gradient = _slope(theta)
            if threshold is not None:
                gradient = call(clip, gradient, float(threshold), shape=(1,), name="clip")
            return theta - 0.3 * gradient

        return trace(advance, np.array([-1.3]), STEPS)[:, 0]

    free = run(None)
    return np.array([[free] * THRESHOLDS.size, [run(threshold) for threshold in THRESHOLDS]])


def _cliff(paths):
    ground = Line(PLACES, _height(PLACES), name="loss", colour=1, dash=0)
    way = By("clipping threshold", paths), By("clipping threshold", _height(paths))
    marks = (ground, Line(*way, name="path", dash=0, width=1.3), Points(*way, colour=NEUTRAL, size=3.5))
    return Panel("Descent from a cliff", marks, "θ", "loss", (-2, 10), (-0.6, 15), height=280)


def _fall(paths):
    fields = {
        "far": By("clipping threshold", np.nanmax(paths, axis=-1)),
        "end": By("clipping threshold", np.ascontiguousarray(paths[..., -1])),
    }  # fmt: skip
    return Text(
        f"From the cliff θ is thrown as far as {{far}}; after {STEPS} steps it is at {{end}}.", fields
    )
