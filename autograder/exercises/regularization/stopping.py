"""Early stopping: when to stop, and which epoch was the best."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
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


def counting(
    better="losses[epoch] < losses[best]",
    after_better="best, waited = epoch, 0",
    over="waited >= patience",
    at_stop="epoch, best",
    at_end="len(losses) - 1, best",
    first=1,
):
    """Return the source of an answer that counts bad epochs, with some of its expressions replaced."""
    return f"""
    def early_stopping(losses, patience):
        best, waited = 0, 0
        for epoch in range({first}, len(losses)):
            if {better}:
                {after_better}
            else:
                waited += 1
            if {over}:
                return {at_stop}
        return {at_end}
    """


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
    mistakes=(
        Mistake(
            "one-too-many",
            "Yours waits one epoch too long. With a patience of 1, the very first epoch without a new lowest "
            "loss is the last.",
            counting(over="waited > patience"),
        ),
        Mistake(
            "one-too-few",
            "You stop in the right epoch, but return the one before it. The epoch that ran out of patience was run, too.",
            counting(at_stop="epoch - 1, best"),
        ),
        Mistake(
            "patience-less-one",
            "With a patience of 2 or more, yours stops one bad epoch too early.",
            counting(over="epoch > best and waited >= patience - 1"),
        ),
        Mistake(
            "patience-less-one-exactly",
            "With a patience of 2 or more, yours stops one bad epoch too early.",
            counting(over="epoch > best and waited == patience - 1"),
        ),
        Mistake(
            "not-in-a-row",
            "You count all bad epochs. A new lowest loss must set the count back to 0: they count in a row.",
            counting(after_better="best = epoch"),
        ),
        Mistake(
            "compared-with-the-last",
            "You compare each loss with the one before it. Compare it with the lowest so far.",
            """
            def early_stopping(losses, patience):
                waited, best = 0, 0
                for epoch in range(1, len(losses)):
                    if losses[epoch] < losses[best]:
                        best = epoch
                    waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1
                    if waited >= patience:
                        return epoch, best
                return len(losses) - 1, best
            """,
        ),
        Mistake(
            "better-than-the-last",
            "An epoch counts as the best in yours when its loss is lower than the one just before. It must be lower "
            "than all before.",
            counting(better="losses[epoch] < losses[epoch - 1]"),
        ),
        Mistake(
            "equal-is-better",
            "An equal loss is no new *lowest* loss: it must be smaller.",
            counting(better="losses[epoch] <= losses[best]"),
        ),
        Mistake(
            "last-of-equals",
            "You stop in the right epoch. Of several equal lowest losses, the first one set the record.",
            counting(
                at_stop="epoch, epoch - int(np.argmin(losses[epoch::-1]))",
                at_end="len(losses) - 1, len(losses) - 1 - int(np.argmin(losses[::-1]))",
            ),
        ),
        Mistake(
            "first-epoch-is-bad",
            "Yours counts epoch 0 as a bad one. Nothing came before it, so its loss is the lowest so far.",
            counting(first=0),
        ),
        Mistake(
            "no-patience",
            "Yours stops at the first epoch that is no better, however much patience there is.",
            counting(over="waited > 0"),
        ),
        Mistake(
            "looks-ahead",
            "Your best epoch lies after the stop. Who has stopped never sees those losses.",
            counting(at_stop="epoch, int(np.argmin(losses))"),
        ),
        Mistake(
            "swapped",
            "The two epochs come in the wrong order: first the one at which training stops, then the best.",
            counting(at_stop="best, epoch", at_end="best, len(losses) - 1"),
        ),
        Mistake(
            "lowest-loss",
            "Your second result is the lowest loss itself; its epoch is asked for.",
            counting(at_stop="epoch, losses[best]", at_end="len(losses) - 1, losses[best]"),
        ),
        Mistake(
            "counted-from-one",
            "Your epochs count from 1; here the first epoch is number 0.",
            counting(at_stop="epoch + 1, best + 1", at_end="len(losses), best + 1"),
        ),
        Mistake(
            "beyond-the-end",
            "If patience never runs out, training stops at the last epoch, and its number is one less than "
            "their count.",
            counting(at_end="len(losses), best"),
        ),
        Mistake(
            "whole-run",
            "Yours never stops before the end.",
            "def early_stopping(losses, patience): return len(losses) - 1, int(np.argmin(losses))",
        ),
        Mistake(
            "nothing-at-the-end",
            "When patience never runs out, your function ends without `return`.",
            counting(at_end="None"),
        ),
        Mistake(
            "highest-wins",
            "You look for the highest value, which is right for accuracies. These are losses.",
            counting(better="losses[epoch] > losses[best]"),
        ),
        Mistake(
            "best-of-all",
            "You look for the lowest loss of the whole run. Who stops in time never sees the losses that come later.",
            "def early_stopping(losses, patience): return np.argmin(losses) + patience, np.argmin(losses)",
        ),
    ),
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
