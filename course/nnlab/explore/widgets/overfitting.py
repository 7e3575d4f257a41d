"""Dropout and early stopping, on the curves of networks that were really trained."""

import json
from pathlib import Path

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import Bars, By, Line, Panel, Points, Rule, Scene, Slider, Text
from nnlab.explore.student import NotReadyError, call, call_any, name_of, numbers, pair

__all__ = ["overfitting"]

CURVES = Path(__file__).parents[1] / "frozen" / "overfitting.json"
PATIENCE = np.array([1, 2, 3, 5, 8, 12, 20, 30, 50])
UNITS, DRAWS = 24, 400


@explorer
def overfitting(early_stopping, dropout=None):
    """Stop the training of a network that overfits, and see what dropout changes.

    The loss curves are frozen: a network of two hidden layers, trained once for each `keep_prob`. Where to
    stop, and what dropout does to a layer, is computed by the student's functions.

    Parameters
    ----------
    early_stopping : callable
        ``early_stopping(losses, patience) -> (stopped, best)``: `losses` (epochs,) on the validation samples,
        the first of them before training; both results count epochs from 0. Training stops at the first epoch
        that is the `patience`-th in a row without a new lowest loss, or at the last; `best` is the epoch of
        the lowest loss until then.
    dropout : callable, optional
        ``dropout(X, mask, keep_prob) -> array of X's shape``; `mask` (bool) is True for units that stay.

    Returns
    -------
    Explorer or Placeholder
    """
    frozen = json.loads(CURVES.read_text("utf-8"))
    keep = np.array([float(key) for key in frozen])[::-1]
    curves = np.array(list(frozen.values()))[::-1]  # keep_prob, which, epoch
    ends = np.array([[_stop(early_stopping, loss, int(p)) for p in PATIENCE] for loss in curves[:, 1]])
    controls = (
        Slider("keep_prob", "keep_prob of dropout", keep, 1.0),
        Slider("patience", "patience", PATIENCE, 8),
    )
    panels, texts = [_losses(curves, ends)], [_sentence(keep, curves, ends)]
    notes = ()
    if dropout is not None:
        try:
            after, mean, means = _drop(dropout, keep)
            panels.append(_units(after))
            fields = {"mean": mean, "drawn": By("keep_prob", means)}
            said = f"The layer's mean is {{mean}}; after dropout, over {DRAWS} draws, {{drawn}}."
            texts.append(Text(said, fields))
        except NotReadyError as reason:
            notes = (f"Not drawn: {reason}.",)
    return Scene("Dropout and early stopping", controls, tuple(panels), tuple(texts), notes)


def _stop(early_stopping, losses, patience):
    """Return the two epochs that the student's function names."""
    name = name_of(early_stopping, "early_stopping")
    found = pair(call_any(early_stopping, losses, patience, name=name), name, "stopped and best")
    epochs = [float(numbers(epoch, name, ())) for epoch in found]
    if not all(0 <= epoch < losses.size for epoch in epochs):
        raise NotReadyError(f"`{name}` must return epochs from 0 to {losses.size - 1}, got {epochs}")
    return [int(epoch) for epoch in epochs]


def _losses(curves, ends):
    epochs = np.arange(curves.shape[-1])
    training, validation = (np.ascontiguousarray(curves[:, i]) for i in (0, 1))
    best = ends[..., 1]
    height = np.take_along_axis(validation, best, axis=1)
    marks = (
        Line(epochs, By("keep_prob", training), name="training"),
        Line(epochs, By("keep_prob", validation), name="validation", colour=1),
        Rule(x=By("keep_prob patience", ends[..., 0]), name="stopped"),
        Points(By("keep_prob patience", best[..., None]), By("keep_prob patience", height[..., None]),
               colour=1, shape="square", size=6, name="best"),
    )  # fmt: skip
    top = float(validation.max()) * 1.05
    return Panel("Loss", marks, "epoch", "cross-entropy", (0, epochs[-1]), (0, top), height=300)


def _sentence(keep, curves, ends):
    stopped, best = ends[..., 0], ends[..., 1]
    validation = curves[:, 1]
    fields = {
        "keep": By("keep_prob", keep), "patience": By("patience", PATIENCE),
        "stopped": By("keep_prob patience", stopped), "best": By("keep_prob patience", best),
        "lowest": By("keep_prob patience", np.take_along_axis(validation, best, axis=1)),
        "last": By("keep_prob", validation[:, -1]),
    }  # fmt: skip
    said = "keep_prob {keep}, patience {patience}: stopped at epoch {stopped}, best epoch {best} with a "
    return Text(said + "validation loss of {lowest}; without stopping it ends at {last}.", fields)


def _drop(dropout, keep):
    """Return a layer after dropout for each setting, its mean before, and the means over many draws."""
    rng = np.random.default_rng(2)
    layer, chances = rng.random(UNITS) + 0.2, rng.random((DRAWS, UNITS))
    many = np.tile(layer, (DRAWS, 1))
    drawn = [call(dropout, many, chances < p, float(p), shape=many.shape, name="dropout") for p in keep]
    return np.array([table[0] for table in drawn]), layer.mean(), np.array([table.mean() for table in drawn])


def _units(after):
    bars = Bars(np.arange(float(UNITS)), By("keep_prob", after), name="one draw")
    mean = Rule(y=float(after[-1].mean()), name="mean at keep_prob 1")
    return Panel(
        "A layer of 24 units after dropout", (bars, mean), "unit", "value", (-1, UNITS), (0, 4.2), height=300
    )
