"""Annealing: learning rates that fall."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.gradient_descent.annealing_mistakes import MISTAKES, instead
from autograder.exercises.slips import find_the_slip
from source_lib import schedules


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
    mistakes=MISTAKES,
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
