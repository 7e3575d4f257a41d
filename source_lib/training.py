"""Training: the loop over epochs and mini-batches, with a record of how it goes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from source_lib.checks import as_float, check_count, check_known
from source_lib.errors import ShapeError
from source_lib.history import DivergedError, History
from source_lib.mini_batches import mini_batches, updates_per_epoch

__all__ = [
    "DivergedError",
    "History",
    "Run",
    "accuracy",
    "loss_of_parameters",
    "mini_batches",
    "train",
    "updates_per_epoch",
]


@dataclass
class Run:
    """A training run under way: what a callback sees after each epoch, and may change.

    Setting `stop` ends the run. `epoch` counts from 0, up to `epochs`. The rest is as given to `train`.
    """

    network: Any
    loss: tuple[Callable, Callable]
    optimizer: Any
    epochs: int
    transform: Callable | None = None
    penalty_gradient: Callable | None = None
    clip: Callable | None = None
    project: Callable | None = None
    history: History = field(default_factory=History)
    epoch: int = 0
    stop: bool = False


def accuracy(y_true, y_pred, threshold=0.0):
    """Return the share of samples that are put into their class.

    Parameters
    ----------
    y_true : array_like, shape (samples,) or (samples, classes)
        Class indices, or one-hot rows.
    y_pred : array_like, shape (samples, classes), or for two classes (samples,) or (samples, 1)
        Scores or probabilities, the highest of which decides. A single score means class 1 if it is above
        `threshold`.
    threshold : float
        0 for raw scores, 0.5 for probabilities.

    Returns
    -------
    float
        In [0, 1]; NaN without samples.

    Raises
    ------
    ShapeError
        If there is not one prediction for each sample.
    """
    y_true, y_pred = np.asarray(y_true), as_float(y_pred, "y_pred", ndim=(1, 2))
    if len(y_true) != len(y_pred):
        raise ShapeError(f"`y_true` and `y_pred` must have one length, got {len(y_true)} and {len(y_pred)}")
    several = y_pred.ndim == 2 and y_pred.shape[1] > 1
    chosen = y_pred.argmax(axis=1) if several else y_pred.ravel() > threshold
    truth = y_true.argmax(axis=1) if y_true.ndim == 2 and y_true.shape[1] > 1 else y_true.ravel()
    return float(np.mean(chosen == truth)) if len(truth) else float("nan")


def loss_of_parameters(network, loss, X, y):
    """Turn a network and its data into a function of the parameters: a landscape to walk in.

    It is what `optimizer.minimize` and `second_order.LBFGS` want, and what a figure of the loss shows.

    Parameters
    ----------
    network : Sequential
        Its parameters become those at which the function was last asked.
    loss : (callable, callable)
        Value and gradient, each of ``(y_true, y_pred)``.
    X : array_like, shape (samples, features)
        At least one sample; all are in one batch.
    y : array_like, shape (samples, ...)
        A target for each.

    Returns
    -------
    callable
        From parameters, shape (parameters,), to the loss there and its gradient there. The network runs
        as it predicts, so that the same point always gives the same loss.

    Raises
    ------
    ShapeError
        If `X` and `y` differ in length or are empty.
    """
    X, y = _samples(network, X, y)

    def function_and_gradient(parameters):
        network.parameters = parameters
        y_pred = network.forward(X)
        network.backward(loss[1](y, y_pred), input_gradient=False)
        return loss[0](y, y_pred), network.gradients

    return function_and_gradient


def train(
    network,
    loss,
    X,
    y,
    optimizer,
    rng,
    *,
    epochs=10,
    batch_size=32,
    validation=None,
    metric=None,
    schedule=None,
    transform=None,
    penalty_gradient=None,
    clip=None,
    project=None,
    callbacks=(),
    on_divergence="raise",
):
    """Train a network on mini-batches.

    Parameters
    ----------
    network : Sequential
        Its parameters change in place.
    loss : (callable, callable)
        Value and gradient, each of ``(y_true, y_pred)``, averaging over the batch.
    X : array_like, shape (samples, features)
        At least one sample.
    y : array_like, shape (samples, ...)
        Class indices (integers), or targets.
    optimizer : Optimizer
        A fresh one, unless training goes on from an earlier run.
    rng : numpy.random.Generator
        Shuffles the samples before each epoch.
    epochs : int
        At least 0.
    batch_size : int
        At least 1.
    validation : (array_like, array_like), optional
        X and y of held-out data, measured after each epoch.
    metric : callable, optional
        Recorded as accuracy, ``metric(y_true, y_pred)``; `accuracy` if `y` holds integers, else none.
    schedule : callable, optional
        From the epoch, which counts from 0, to the learning rate: ``lambda epoch: step_decay(epoch, 0.1)``.
    transform : callable, optional
        From a batch ``(X, y)`` to the one to train on: augmentation, adversarial examples.
    penalty_gradient : callable, optional
        From weights to the gradient of their penalty: ``lambda w: l2_gradient(w, 1e-4)``. Biases are exempt.
    clip : callable, optional
        From the whole gradient to a shorter one: ``lambda g: clip_by_norm(g, 1.0)``.
    project : callable, optional
        From the parameters after a step to the nearest allowed ones: a max-norm constraint.
    callbacks : sequence of callable
        Each is called with the `Run` after each epoch: `EarlyStopping`, `ReduceOnPlateau`, `ProgressBar`.
    on_divergence : str
        What to do when a parameter is no longer finite: ``"raise"``, or ``"stop"`` and say where
        in ``history.diverged_at``. Either way the network keeps its last finite parameters.

    Returns
    -------
    History

    Raises
    ------
    DivergedError
        See `on_divergence`.
    ShapeError
        If `X` and `y` differ in length or are empty.
    RangeError
        If `epochs` or `batch_size` is out of range.
    UnknownNameError
        If `on_divergence` is neither.
    """
    check_known(on_divergence, "on_divergence", ("raise", "stop"))
    epochs = check_count(epochs, "epochs", 0)
    X, y = _samples(network, X, y)
    metric = accuracy if metric is None and y.dtype.kind in "biu" else metric
    run = Run(network, loss, optimizer, epochs, transform, penalty_gradient, clip, project)
    for epoch in range(epochs):
        run.epoch = epoch
        if schedule is not None:
            optimizer.learning_rate = schedule(run.epoch)
        try:
            seen = _train_epoch(run, mini_batches(X, y, batch_size, rng))
        except DivergedError as error:
            if on_divergence == "raise":
                raise
            run.history.diverged_at = error.epoch, error.step
            break
        _record(run, seen, validation, metric)
        for callback in callbacks:
            callback(run)
        if run.stop:
            break
    return run.history


def _samples(network, X, y):
    """Return X and y as arrays that fit together, X in the network's precision."""
    X, y = as_float(X, "X").astype(network.parameters.dtype, copy=False), np.asarray(y)
    if X.ndim == 0 or y.ndim == 0 or len(X) != len(y) or not len(X):
        raise ShapeError(
            f"`X` and `y` must have one length of at least 1, got shapes {X.shape} and {y.shape}"
        )
    return X, y


def _train_epoch(run, batches):
    """Train on every batch; return all targets, and the predictions made on the way."""
    parameters, seen = run.network.parameters, []
    for step, (X, y) in enumerate(batches):
        moved, targets_and_predictions = _step(run, parameters, X, y)
        if not np.isfinite(moved).all():
            run.network.parameters = parameters
            raise DivergedError(run.epoch, step, run.history)
        parameters = moved
        seen.append(targets_and_predictions)
    run.network.parameters = parameters
    y_true, y_pred = zip(*seen, strict=True)
    return np.concatenate(y_true), np.concatenate(y_pred)


@np.errstate(all="ignore")
def _step(run, parameters, X, y):
    """Return the parameters after one update, and the targets and predictions that led to it."""
    network = run.network
    network.parameters = point = run.optimizer.gradient_point(parameters)
    if run.transform is not None:
        X, y = run.transform(X, y)
    y_pred = network.forward(X, training=True)
    network.backward(run.loss[1](y, y_pred), input_gradient=False)
    gradients = network.gradients
    if run.penalty_gradient is not None:
        gradients = gradients + network.is_weight * run.penalty_gradient(point)
    if run.clip is not None:
        gradients = run.clip(gradients)
    moved = run.optimizer.step(parameters, gradients)
    if run.project is not None:
        moved = run.project(moved)
    return moved, (y, y_pred)


def _record(run, seen, validation, metric):
    """Write an epoch into the history."""
    run.history.learning_rate.append(getattr(run.optimizer, "learning_rate", float("nan")))
    run.history.record("train", _scores(run.loss, metric, *seen))
    if validation is not None:
        X, y = _samples(run.network, *validation)
        run.history.record("validation", _scores(run.loss, metric, y, run.network.forward(X)))


def _scores(loss, metric, y_true, y_pred):
    scores = {"loss": float(loss[0](y_true, y_pred))}
    if metric is not None:
        scores["accuracy"] = float(metric(y_true, y_pred))
    return scores
