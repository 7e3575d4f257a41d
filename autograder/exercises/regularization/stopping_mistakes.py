"""What newcomers write for early stopping, and the sentence that helps."""

from autograder.exercises.declaration import Mistake


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


MISTAKES = (
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
    Mistake(
        "best-only",
        "You return the best epoch alone. The epoch at which training stops comes first.",
        counting(at_stop="best", at_end="best"),
    ),
    Mistake(
        "stop-only",
        "You return the epoch of the stop alone. The best epoch is asked for as well.",
        counting(at_stop="epoch", at_end="len(losses) - 1"),
    ),
    Mistake(
        "patience-back",
        "Your best epoch is one too early: the bad epochs in a row begin right *after* the best one.",
        counting(at_stop="epoch, epoch - patience - 1"),
    ),
    Mistake(
        "best-plus-patience",
        "You look for the lowest loss of the whole run and add the patience. Who stops in time "
        "never sees the losses that come later.",
        """
        def early_stopping(losses, patience):
            best = int(np.argmin(losses))
            return min(best + patience, len(losses) - 1), best
        """,
    ),
    Mistake(
        "first-worse-epoch",
        "You stop at the first epoch that is worse. `patience` says how many may pass.",
        """
        def early_stopping(losses, patience):
            best = 0
            for epoch in range(len(losses)):
                if losses[epoch] < losses[best]:
                    best = epoch
                elif losses[epoch] > losses[best]:
                    return epoch, best
            return len(losses) - 1, best
        """,
    ),
    Mistake(
        "record-never-lowered",
        "Every loss is compared with the same number in yours: after a new lowest loss, remember *it*.",
        """
        def early_stopping(losses, patience):
            best, waited, lowest = 0, 0, np.inf
            for epoch, loss in enumerate(losses):
                if loss < lowest:
                    best, waited = epoch, 0
                else:
                    waited += 1
                if waited >= patience:
                    return epoch, best
            return len(losses) - 1, best
        """,
    ),
    Mistake(
        "first-loss-is-the-record",
        "Every loss is compared with the first one in yours: after a new lowest loss, compare with *it*.",
        counting(better="losses[epoch] < losses[0]"),
    ),
    Mistake(
        "epoch-of-the-loop",
        "For a single epoch your loop does not run at all, and its variable has no value. What is "
        "returned then?",
        """
        def early_stopping(losses, patience):
            best, waited = 0, 0
            for epoch in range(1, len(losses)):
                if losses[epoch] < losses[best]:
                    best, waited = epoch, 0
                else:
                    waited += 1
                if waited >= patience:
                    break
            return epoch, best
        """,
    ),
    Mistake(
        "last-epoch-is-best",
        "If patience never runs out, the *stop* is the last epoch. The best one is still that of "
        "the lowest loss.",
        counting(at_end="len(losses) - 1, len(losses) - 1"),
    ),
)
