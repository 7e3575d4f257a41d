"""Losses side by side: against the error of a prediction, and against the margin of a decision."""

import inspect

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import By, Line, Panel, Points, Rule, Scene, Slider, Text
from nnlab.explore.student import NotReadyError, call, name_of

__all__ = ["losses"]

PLACES = np.linspace(-4, 4, 161)
DELTAS = np.round(np.linspace(0.2, 3, 29), 10)


@explorer
def losses(error=None, margin=None):
    """Draw losses of one sample: what a small mistake costs, and what a large one.

    Parameters
    ----------
    error : dict of {name: callable}, optional
        Losses of regression, ``loss(y_true, y_pred) -> number``, both arguments (samples,). They are given
        one sample with ``y_true = 0``, so that `y_pred` is the error. A third parameter (``delta``) with a
        default gets a slider.
    margin : dict of {name: callable}, optional
        Losses of classification, ``loss(y_true, scores) -> number``. They are given one sample with
        ``y_true = 1``, so that its score is the margin: positive is right.

    Returns
    -------
    Explorer or Placeholder
    """
    kinds = [("error", 0.0, error or {}), ("margin", 1.0, margin or {})]
    missing, panels, texts, sliders = [], [], [], {}
    for kind, y_true, functions in kinds:
        tables = _tabulate(functions, y_true, missing)
        if not tables:
            continue
        panels.append(_panel(kind, tables))
        texts.append(_sentence(kind, tables))
        sliders[kind] = Slider(kind, kind, PLACES, -1.0 if kind == "margin" else 2.0)
        if any(table.ndim > 1 for table in tables.values()):
            sliders["delta"] = Slider("delta", "delta", DELTAS, 1.0)
    if not panels:
        raise NotReadyError("; ".join(missing) or "no loss was given")
    notes = tuple(f"Not drawn: {reason}." for reason in missing)
    return Scene("Losses of one sample", tuple(sliders.values()), tuple(panels), tuple(texts), notes)


def _tabulate(functions, y_true, missing):
    """Return for each loss its values at all places, or (deltas, places)."""
    tables = {}
    for name, function in functions.items():
        settings = [{"delta": d} for d in DELTAS] if _has_delta(function) else [{}]
        try:
            table = np.array([_curve(function, name, y_true, options) for options in settings])
            tables[name] = table if len(settings) > 1 else table[0]
        except NotReadyError as reason:
            missing.append(str(reason))
    return tables


def _curve(function, name, y_true, options):
    true, name = np.array([y_true]), name_of(function, name)
    return [float(call(function, true, np.array([p]), shape=(), name=name, **options)) for p in PLACES]


def _has_delta(function):
    try:
        return "delta" in inspect.signature(function).parameters
    except (TypeError, ValueError):
        return False


def _panel(kind, tables):
    label = {"error": "error y_pred − y_true", "margin": "score of the right class's side (margin)"}[kind]
    marks = [Rule(x=0)]
    for i, (name, table) in enumerate(tables.items()):
        by = "delta" if table.ndim > 1 else ""
        marks.append(Line(PLACES, By(by, table), name=name, colour=i))
        at = By(f"{by} {kind}", table[..., None])
        marks.append(Points(By(kind, PLACES[:, None]), at, colour=i, size=5))
    title = {"error": "Regression", "margin": "Classification"}[kind]
    return Panel(title, tuple(marks), label, "loss", (-4, 4), (-0.2, 5), drag=(kind,), height=300)


def _sentence(kind, tables):
    keys = [f"loss{i}" for i in range(len(tables))]
    fields = {kind: By(kind, PLACES)}
    for key, table in zip(keys, tables.values(), strict=True):
        fields[key] = By(f"{'delta ' if table.ndim > 1 else ''}{kind}", table)
    said = ", ".join(f"{name} {{{key}}}" for name, key in zip(tables, keys, strict=True))
    return Text(f"At {kind} {{{kind}}}: {said}.", fields)
