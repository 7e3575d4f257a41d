"""Depth, activation and initialisation: how much gradient reaches each layer."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import By, Choice, Line, Panel, Points, Rule, Scene, Slider, Text
from nnlab.explore.student import NotReadyError, call

__all__ = ["depth"]

DEPTHS = np.array([2, 3, 4, 6, 8, 10, 15, 20, 30])
UNITS, SAMPLES = 40, 30
FAINT, HUGE = 1e-3, 1e3  # the share of the last layer's gradient that counts as vanished or exploded


@explorer
def depth(gradient_norms, activations, initializers):
    """Send a gradient back through deep networks and draw what arrives at each layer.

    Parameters
    ----------
    gradient_norms : callable
        ``gradient_norms(X, weights, f, derivative) -> array (layers,)``: `X` (30, 40), `weights` a list of
        arrays (40, 40), one a layer, no biases; `f` follows every layer. The gradient at the output of the
        last layer is an array of ones. The result is, for each layer, the norm
        ``sqrt(sum(gradient ** 2))`` of the gradient of its weights, first layer first.
    activations : dict of {name: (f, derivative)}
        The student's pairs.
    initializers : dict of {name: callable}
        ``initializer(shape, rng) -> array``.

    Returns
    -------
    Explorer or Placeholder
    """
    norms, missing = {}, []
    for name, (f, derivative) in activations.items():
        try:
            norms[name] = np.array(
                [_rows(gradient_norms, f, derivative, init, n) for n, init in initializers.items()]
            )
        except NotReadyError as reason:
            missing.append(str(reason))
    if not norms:
        raise NotReadyError("; ".join(missing) or "no activation was given")
    tables = np.array(list(norms.values()))  # activation, initializer, depth, layer
    controls = (
        Choice("activation", "activation", tuple(norms), next(iter(norms))),
        Choice("initializer", "initialisation", tuple(initializers), next(iter(initializers))),
        Slider("depth", "layers", DEPTHS, 10),
    )
    notes = tuple(f"Not drawn: {reason}." for reason in missing)
    panels = (_layers(tables), _compare(tables, norms))
    return Scene(
        "Gradients in deep networks", controls, panels, (_sentence(tables, norms, initializers),), notes
    )


def _rows(gradient_norms, f, derivative, initializer, name):
    """Return for each depth the norms of its layers, filled up with NaN to the greatest depth."""
    table = np.full((DEPTHS.size, DEPTHS[-1]), np.nan)
    rng = np.random.default_rng(1)
    X = rng.standard_normal((SAMPLES, UNITS))
    weights = [
        call(initializer, (UNITS, UNITS), rng, shape=(UNITS, UNITS), name=name) for _ in range(DEPTHS[-1])
    ]
    for row, layers in zip(table, DEPTHS, strict=True):
        options = {"shape": (layers,), "name": "gradient_norms", "hint": "one number a layer"}
        row[:layers] = call(gradient_norms, X, weights[:layers], f, derivative, **options)
    return table


def _places():
    layers = np.arange(1.0, DEPTHS[-1] + 1)
    return np.where(layers <= DEPTHS[:, None], layers, np.nan)


def _layers(tables):
    y = By("activation initializer depth", tables)
    marks = (
        Line(By("depth", _places()), y, name="norm of the gradient"),
        Points(By("depth", _places()), y, size=4),
    )
    x_range = (0.5, DEPTHS[-1] + 0.5)
    return Panel(
        "Each layer", marks, "layer, first to last", "norm", x_range, _range(tables), log_y=True, height=320
    )


def _compare(tables, names):
    share = _share(tables)
    lines = [Line(DEPTHS, By("initializer", share[i]), name=name, colour=i) for i, name in enumerate(names)]
    here = Rule(x=By("depth", DEPTHS))
    marks = (*lines, here, Rule(y=1))
    title = "First layer's norm, as a multiple of the last one's"
    return Panel(
        title, marks, "layers", "first / last", (2, DEPTHS[-1]), _range(share), log_y=True, height=320
    )


def _share(tables):
    """Return the first layer's norm divided by the last one's, (activation, initializer, depth)."""
    last = np.take_along_axis(tables, (DEPTHS - 1)[None, None, :, None], axis=-1)[..., 0]
    with np.errstate(all="ignore"):
        return np.where(last > 0, tables[..., 0] / last, np.nan)


def _range(values):
    """Return a range of powers of ten that leaves out the most extreme numbers."""
    usual = values[np.isfinite(values) & (values > 0)]
    low, high = (usual.min(), usual.max()) if usual.size else (0.1, 10)
    return float(max(low / 2, 1e-12)), float(min(high * 2, 1e12))


def _sentence(tables, activations, initializers):
    share = _share(tables)
    word = np.where(share < FAINT, "it vanishes", np.where(share > HUGE, "it explodes", "it gets through"))
    word = np.where(np.isnan(share), "nothing is left of it", word)
    by = "activation initializer depth"
    fields = {
        "activation": By("activation", list(activations)),
        "initializer": By("initializer", list(initializers)),
        "depth": By("depth", DEPTHS), "first": By(by, np.ascontiguousarray(tables[..., 0])),
        "share": By(by, share), "word": By(by, word),
    }  # fmt: skip
    said = "{activation}, {initializer}, {depth} layers: the first layer's gradient has the norm {first}, "
    return Text(said + "{share} of the last one's: {word}.", fields)
