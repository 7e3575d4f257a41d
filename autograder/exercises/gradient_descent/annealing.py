"""Annealing: learning rates that fall."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.slips import find_the_slip
from source_lib import schedules

STEP_RIGHT = """
    def step_decay(epoch, initial, factor=0.5, every=10):
        return initial * factor ** (epoch // every)
"""
EXPONENTIAL_RIGHT = "def exponential_decay(epoch, initial, decay): return initial * np.exp(-decay * epoch)"
INVERSE_RIGHT = "def inverse_time_decay(epoch, initial, decay): return initial / (1 + decay * epoch)"


def instead(step=STEP_RIGHT, exponential=EXPONENTIAL_RIGHT, inverse=INVERSE_RIGHT):
    """Return the source of the three schedules, some of them replaced by a returned expression."""
    return code(
        step if "def" in step else f"def step_decay(epoch, initial, factor=0.5, every=10): return {step}",
        exponential
        if "def" in exponential
        else f"def exponential_decay(epoch, initial, decay): return {exponential}",
        inverse if "def" in inverse else f"def inverse_time_decay(epoch, initial, decay): return {inverse}",
    )


def settings(rng):
    """Return epochs, and settings of all three schedules."""
    return {
        "epoch": np.sort(rng.permutation(30)[:6]),
        "initial": rng.uniform(0.2, 2),
        "factor": rng.uniform(0.3, 0.8),
        "every": int(rng.integers(3, 8)),
        "decay": rng.uniform(0.05, 0.5),
    }


ONE = {"epoch": 25, "initial": 0.4, "factor": 0.1, "every": 5, "decay": 0.2}
EPOCHS = np.array([0, 1, 9, 10, 11, 19, 20, 25])

SCHEDULES = Exercise(
    id="schedules",
    title="Three ways to let the rate fall",
    reference={
        "step_decay": schedules.step_decay,
        "exponential_decay": schedules.exponential_decay,
        "inverse_time_decay": schedules.inverse_time_decay,
    },
    parts=(
        Part(
            "step decay",
            "step_decay(epoch, initial, factor, every)",
            settings,
            edges=({key: ONE[key] for key in ("epoch", "initial", "factor", "every")},),
        ),
        Part(
            "step decay, the usual settings",
            "step_decay(epoch, initial)",
            edges=({"epoch": EPOCHS, "initial": 0.8},),
        ),
        Part(
            "exponential decay",
            "exponential_decay(epoch, initial, decay)",
            settings,
            edges=({key: ONE[key] for key in ("epoch", "initial", "decay")},),
        ),
        Part(
            "1/t decay",
            "inverse_time_decay(epoch, initial, decay)",
            settings,
            edges=({key: ONE[key] for key in ("epoch", "initial", "decay")},),
        ),
    ),
    mistakes=(
        Mistake(
            "no-steps",
            "Your rate falls a little in every epoch. In step decay it stays the same for `every` epochs: "
            "use whole-number division.",
            instead(step="initial * factor ** (epoch / every)"),
        ),
        Mistake(
            "once-only",
            "You multiply once, after the first `every` epochs. It goes on: after twice as many, the factor comes "
            "a second time.",
            instead(step="initial * np.where(np.asarray(epoch) >= every, factor, 1.0)"),
        ),
        Mistake(
            "factor-times-count",
            "The factor is applied again and again, so it stands to a power: 0.5, 0.25, 0.125.",
            instead(step="initial * (1 - factor * (epoch // every))"),
        ),
        Mistake(
            "every-epoch",
            "`every` is missing: the factor comes only after so many epochs.",
            instead(step="initial * factor**epoch"),
        ),
        Mistake(
            "one-too-early",
            "Epochs count from 0: with every = 10, the epochs 0 to 9 have the first rate.",
            instead(step="initial * factor ** ((epoch + 1) // every)"),
        ),
        Mistake(
            "one-number-only",
            "`int` takes one number, but `epoch` may be an array of them. `//` works on both.",
            instead(step="initial * factor ** int(epoch / every)"),
        ),
        Mistake(
            "math-exp",
            "`math.exp` takes one number, but `epoch` may be an array of them. `np.exp` works on both.",
            instead(
                exponential="""
                import math
                def exponential_decay(epoch, initial, decay): return initial * math.exp(-decay * epoch)
                """
            ),
        ),
        Mistake(
            "grows",
            "The sign in the exponent is missing: your rate grows.",
            instead(exponential="initial * np.exp(decay * epoch)"),
        ),
        Mistake(
            "divided-time",
            "The epoch is multiplied by the decay, not divided by it.",
            instead(exponential="initial * np.exp(-epoch / decay)"),
        ),
        Mistake(
            "power-of-decay",
            "decay to the power of the epoch is another formula. Here it stands in an exponent of e.",
            instead(exponential="initial * decay**epoch"),
        ),
        Mistake(
            "share-per-epoch",
            "Losing the share `decay` in each epoch is nearly the same for a small decay, but the formula here is a "
            "power of e.",
            instead(exponential="initial * (1 - decay) ** epoch"),
        ),
        Mistake(
            "initial-inside",
            "The initial rate stands in the exponent. It is the factor in front.",
            instead(exponential="np.exp(-decay * initial * epoch)"),
        ),
        Mistake(
            "no-one",
            "The 1 is missing below the line: in epoch 0 this divides by 0, and the rate should be `initial`.",
            instead(inverse="initial / (decay * np.asarray(epoch, dtype=float))"),
        ),
        Mistake(
            "brackets",
            "Put brackets around 1 + decay · epoch: the whole of it is below the line.",
            instead(inverse="initial / 1 + decay * epoch"),
        ),
        Mistake(
            "power-below",
            "The epoch is no exponent here: it is multiplied by the decay.",
            instead(inverse="initial / (1 + decay) ** epoch"),
        ),
        Mistake(
            "decay-outside",
            "The decay multiplies the epoch only, and not the 1.",
            instead(inverse="initial / (decay * (1 + epoch))"),
        ),
        Mistake(
            "no-decay",
            "The decay is missing: it says how quickly the rate falls.",
            instead(inverse="initial / (1 + epoch)"),
        ),
        Mistake(
            "remainder",
            "`%` gives what is left over of the division. How often has the rate been cut by now? That is "
            "the whole part.",
            instead(step="initial * factor ** (epoch % every)"),
        ),
        Mistake(
            "settings-fixed",
            "0.5 and 10 are only what is taken if nothing else is said. Use `factor` and `every`.",
            instead(step="initial * 0.5 ** (epoch // 10)"),
        ),
        Mistake(
            "subtracted",
            "The factor multiplies the rate, again and again. Yours is subtracted, and so the rate becomes negative.",
            instead(step="initial - factor * (epoch // every)"),
        ),
    ),
    alternatives=(
        instead(),
        instead(
            "initial * np.power(factor, np.floor_divide(epoch, every))",
            "initial / np.exp(decay * epoch)",
            "initial * (1 + decay * epoch) ** -1.0",
        ),
        instead(
            "initial * factor ** np.floor(epoch / every)",
            "initial * np.exp(-decay) ** epoch",
            "initial / decay / (1 / decay + epoch)",
        ),
        instead(
            """
            def step_decay(epoch, initial, factor=0.5, every=10):
                if np.ndim(epoch):
                    return np.array([step_decay(one, initial, factor, every) for one in epoch])
                rate = initial
                for passed in range(1, epoch + 1):
                    if passed % every == 0:
                        rate *= factor
                return rate
            """,
            "initial * np.e ** (-decay * epoch)",
            "np.divide(initial, 1 + np.multiply(decay, epoch))",
        ),
    ),
    conventions=(
        "initial * factor ** (epoch // every)",
        "initial * exp(-decay * epoch)",
        "initial / (1 + decay * epoch)",
        "Epochs count from 0",
        "a number or an array",
    ),
    hints=(
        "One line each. `//` is whole-number division: 25 // 10 is 2, also for arrays.",
        "initial 0.8. Step decay (0.5, every 10) in epoch 25: 0.8 · 0.5² = 0.2. Exponential with decay 0.1 in epoch "
        "10: 0.8 · e^-1 = 0.2943. 1/t with decay 0.1 in epoch 10: 0.8 / (1 + 1) = 0.4.",
    ),
)

SLIP_ANNEALING = find_the_slip(
    "slip-annealing",
    "Find the slip: annealing",
    "slip_annealing",
    wrong="d",
    right={
        "a": "with long steps the weights jump to and fro over such a place and never get into it.",
        "b": "e^(-decay) is the same factor in every epoch.",
        "c": "both are common rules; the second looks at the data instead of the calendar.",
    },
    hints=(
        "Three statements speak about how long the steps are. One speaks about something else.",
        "Dropout switches units off at random while a network trains (notebook 5). "
        "Does it say anything about the length of a step?",
    ),
)

EXERCISES = (SCHEDULES, SLIP_ANNEALING)
