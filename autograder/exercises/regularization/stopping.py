"""Early stopping: when to stop, and which epoch was the best."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.regularization.stopping_mistakes import MISTAKES
from source_lib.early_stopping import EarlyStopping


def early_stopping(losses, patience):
    """Return the epoch at which training stops and the best epoch until then, by the library's class."""
    watcher = EarlyStopping(patience)
    over = (epoch for epoch, loss in enumerate(losses) if watcher.update(loss, np.zeros(1)))
    return [next(over, len(losses) - 1), watcher.best_epoch]


def bumpy(rng):
    """Draw losses that fall, with bumps, and then rise again."""
    epochs = np.arange(14)
    losses = 2 + 0.03 * (epochs - rng.integers(4, 9)) ** 2 + rng.normal(scale=0.25, size=epochs.size)
    return {"losses": losses, "patience": int(rng.integers(2, 4))}


def at(losses, patience):
    """Return one fixed case."""
    return {"losses": np.array(losses), "patience": patience}


CALL = "early_stopping(losses, patience)"

STOPPING = Exercise(
    id="early-stopping",
    title="Early stopping",
    reference={"early_stopping": early_stopping},
    parts=(
        Part(
            "it stops",
            CALL,
            bumpy,
            edges=(
                at([3.0, 2.0, 2.5, 1.5, 1.6, 1.7, 1.8, 1.9], 3),
                at([3.0, 2.0, 4.0, 5.0, 6.0, 7.0], 3),
                at([3.0, 2.0, 2.5, 1.5, 1.6, 1.7, 0.5, 1.9], 2),  # a better epoch that is never seen
                at([3.0, 2.0, 2.5, 2.4, 2.3, 2.2, 2.1], 3),  # falling again, but not below the best
            ),
            points=2,
        ),
        Part(
            "it never stops",
            CALL,
            edges=(
                at([3.0, 2.5, 2.0, 1.5, 1.0], 2),
                at([3.0, 2.0, 1.0, 1.5, 0.9, 1.4, 1.3], 3),
            ),
        ),
        Part("a single epoch", CALL, edges=(at([2.0], 1),)),
        Part(
            "equal losses, and a patience of 1",
            CALL,
            edges=(at([3.0, 2.0, 2.0, 2.0, 2.5, 1.0], 2), at([3.0, 2.0, 2.0, 2.5, 1.0], 1)),
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        """
        def early_stopping(losses, patience):
            best = 0
            for epoch, loss in enumerate(losses):
                if loss < losses[best]:
                    best = epoch
                if epoch - best >= patience:
                    break
            return epoch, best
        """,
        """
        def early_stopping(losses, patience):
            lowest, best, waited = float("inf"), -1, 0
            for epoch, loss in enumerate(losses):
                if loss < lowest:
                    lowest, best, waited = loss, epoch, 0
                else:
                    waited += 1
                    if waited == patience:
                        return epoch, best
            return len(losses) - 1, best
        """,
        """
        def early_stopping(losses, patience):
            best = np.array([np.argmin(losses[: epoch + 1]) for epoch in range(len(losses))])
            over = np.flatnonzero(np.arange(len(losses)) - best >= patience)
            stopped = over[0] if len(over) else len(losses) - 1
            return stopped, best[stopped]
        """,
        """
        def early_stopping(losses, patience):
            epoch, best = 0, 0
            while epoch < len(losses) - 1 and epoch - best < patience:
                epoch += 1
                if losses[epoch] < losses[best]:
                    best = epoch
            return np.array([epoch, best])
        """,
        """
        def early_stopping(losses, patience):
            best = 0
            while True:
                window = list(losses[best + 1 : best + 1 + patience])
                better = [i for i, loss in enumerate(window) if loss < losses[best]]
                if better:
                    best += 1 + better[0]
                elif len(window) < patience:
                    return len(losses) - 1, best
                else:
                    return best + patience, best
        """,
    ),
    conventions=("count from 0", "in a row", "An equal loss is not lower"),
    hints=(
        "Go through the losses with `enumerate` and remember the epoch of the lowest so far. "
        "How many epochs have passed since then?",
        "Losses [5, 3, 4, 2, 6, 7, 1], patience 2: epoch 2 is no better than epoch 1, but epoch 3 is; "
        "epochs 4 and 5 are not, so training stops at 5, and the best epoch is 3. Epoch 6 is never seen.",
    ),
)

EXERCISES = (STOPPING,)
