"""What newcomers write for schedules, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

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


MISTAKES = (
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
    Mistake(
        "multiplied-once",
        "The factor stands to a power: it comes again and again, and in the first epochs not at all.",
        instead(step="initial * factor * (epoch // every)"),
    ),
    Mistake(
        "what-is-lost",
        "`factor` is what the rate is multiplied by, not what it loses.",
        instead(step="initial * (1 - factor) ** (epoch // every)"),
    ),
    Mistake(
        "grows-in-steps",
        "You divide by the factor. A factor below 1 then makes the rate grow.",
        instead(step="initial / factor ** (epoch // every)"),
    ),
    Mistake(
        "one-step-ahead",
        "One cut too many: in the epochs before `every` the rate is still the initial one.",
        instead(step="initial * factor ** (epoch // every + 1)"),
    ),
    Mistake(
        "one-too-late",
        "Epochs count from 0: with every = 10, the first cut is in epoch 10, not in epoch 11.",
        instead(step="initial * factor ** ((epoch - 1) // every)"),
    ),
    Mistake(
        "rounded-up",
        "You round up. The factor comes only when `every` epochs have passed: round down.",
        instead(step="initial * factor ** np.ceil(epoch / every)"),
    ),
    Mistake(
        "power-first",
        "`**` comes before `//`. Put brackets around epoch // every: it is the exponent.",
        instead(step="initial * factor**epoch // every"),
    ),
    Mistake(
        "initial-in-the-power",
        "The power belongs to the factor alone; `initial` stands before it.",
        instead(step="(initial * factor) ** (epoch // every)"),
    ),
    Mistake(
        "no-initial-step",
        "`initial` is missing: the schedule begins with it.",
        instead(step="factor ** (epoch // every)"),
    ),
    Mistake(
        "epoch-outside",
        "The epoch belongs into the exponent, with the decay.",
        instead(exponential="initial * np.exp(-decay) * epoch"),
    ),
    Mistake(
        "no-epoch",
        "The epoch is missing: this is the same rate in all epochs.",
        instead(exponential="initial * np.exp(-decay)"),
    ),
    Mistake(
        "no-initial-exponential",
        "`initial` is missing: the schedule begins with it.",
        instead(exponential="np.exp(-decay * epoch)"),
    ),
    Mistake(
        "no-decay-exponential",
        "The decay is missing: it says how quickly the rate falls.",
        instead(exponential="initial * np.exp(-epoch)"),
    ),
    Mistake(
        "lost-share",
        "This is what has been lost by then. Asked for is the rate that is left.",
        instead(exponential="initial * (1 - np.exp(-decay * epoch))"),
    ),
    Mistake(
        "other-base",
        "Another base than e makes another schedule. `np.exp` is e to the power of.",
        instead(exponential="initial * 2.0 ** (-decay * epoch)"),
    ),
    Mistake(
        "minus-before",
        "The minus belongs into the exponent: before the power it makes a negative rate that grows.",
        instead(exponential="initial * -np.exp(decay * epoch)"),
    ),
    Mistake(
        "epoch-above",
        "The epoch stands below the line, in the brackets with 1 and the decay.",
        instead(inverse="initial / (1 + decay) * epoch"),
    ),
    Mistake(
        "all-added",
        "decay and epoch are multiplied, and 1 is added to that.",
        instead(inverse="initial / (1 + decay + epoch)"),
    ),
    Mistake(
        "multiplied-below",
        "You multiply where the formula divides: your rate grows.",
        instead(inverse="initial * (1 + decay * epoch)"),
    ),
    Mistake(
        "no-initial-inverse",
        "`initial` is missing: the schedule begins with it.",
        instead(inverse="1 / (1 + decay * epoch)"),
    ),
    Mistake(
        "divided-decay",
        "The epoch is multiplied by the decay, not divided by it.",
        instead(inverse="initial / (1 + epoch / decay)"),
    ),
    Mistake(
        "minus-below",
        "The sign below the line is a plus: it makes the rate smaller and smaller.",
        instead(inverse="initial / (1 - decay * epoch)"),
    ),
)
