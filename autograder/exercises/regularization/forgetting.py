"""Weight decay: forgetting, step by step."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.slips import find_the_slip
from source_lib import regularizers


def decay_weights(weights, decay, steps):
    """Return the weights after so many steps of weight decay."""
    for _ in range(steps):
        weights = regularizers.weight_decay(weights, decay)
    return np.array(weights, dtype=float)


def decaying(rng):
    """Draw weights and a few steps."""
    return {
        "weights": rng.normal(scale=3, size=(2, 3)),
        "decay": rng.uniform(0.05, 0.3),
        "steps": int(rng.integers(2, 9)),
    }


CALL = "decay_weights(weights, decay, steps)"
SOME = np.array([[8.0, -4.0, 0.0], [0.5, 20.0, -1.0]])

DECAY = Exercise(
    id="weight-decay",
    title="Weight decay",
    reference={"decay_weights": decay_weights},
    parts=(
        Part(
            "one step",
            CALL,
            lambda rng: decaying(rng) | {"steps": 1},
            edges=({"weights": SOME, "decay": 0.25, "steps": 1},),
        ),
        Part("several steps", CALL, decaying, edges=({"weights": SOME, "decay": 0.5, "steps": 3},)),
        Part(
            "no step at all, and many",
            CALL,
            edges=(
                {"weights": SOME, "decay": 0.1, "steps": 0},
                {"weights": SOME, "decay": 0.1, "steps": 40},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "straight-down",
            "Your weights go down on a straight line, and beyond zero if there are many steps. "
            "Each step takes its share of what is left *then*, not of what was there at first.",
            "def decay_weights(weights, decay, steps): return weights - steps * decay * weights",
        ),
        Mistake(
            "straight-down-to-zero",
            "Your weights go down on a straight line until they are 0. Each step takes its share of what is left "
            "*then*, not of what was there at first.",
            "def decay_weights(weights, decay, steps): return weights * max(0, 1 - steps * decay)",
        ),
        Mistake(
            "one-step-too-many",
            "Yours takes one step more than `steps` says. With 0 steps nothing may happen.",
            """
            def decay_weights(weights, decay, steps):
                for _ in range(steps + 1):
                    weights = weights - decay * weights
                return weights
            """,
        ),
        Mistake(
            "one-step-too-few",
            "Yours takes one step less than `steps` says: count how often the loop runs.",
            """
            def decay_weights(weights, decay, steps):
                for _ in range(1, steps):
                    weights = weights - decay * weights
                return weights
            """,
        ),
        Mistake(
            "what-is-lost",
            "This is what has been taken away. What is left?",
            "def decay_weights(weights, decay, steps): return weights - weights * (1 - decay) ** steps",
        ),
        Mistake(
            "same-amount-each-step",
            "Each of your steps takes the same amount from small and large weights. Decay takes a *share* of each.",
            """
            def decay_weights(weights, decay, steps):
                for _ in range(steps):
                    weights = weights - decay * np.sign(weights)
                return weights
            """,
        ),
        Mistake(
            "one-step",
            "Only one step is taken, whatever `steps` says.",
            "def decay_weights(weights, decay, steps): return weights - decay * weights",
        ),
        Mistake(
            "same-amount",
            "Yours takes the same amount from small and large weights. Decay takes a *share* of each.",
            "def decay_weights(weights, decay, steps): return weights - steps * decay * np.sign(weights)",
        ),
        Mistake(
            "minus-a-number",
            "You subtract the decay itself; it must be multiplied by the weights first.",
            "def decay_weights(weights, decay, steps): return weights - steps * decay",
        ),
        Mistake(
            "what-is-taken",
            "You keep the share that should be taken away.",
            "def decay_weights(weights, decay, steps): return decay**steps * weights",
        ),
        Mistake(
            "growing",
            "Your weights grow: mind the sign.",
            "def decay_weights(weights, decay, steps): return (1 + decay) ** steps * weights",
        ),
        Mistake(
            "exponential",
            "Close for a small decay, but not the same: the exponential is the limit of ever smaller steps. "
            "Here each step takes exactly `decay` times the weights.",
            "def decay_weights(weights, decay, steps): return np.exp(-decay * steps) * weights",
        ),
        Mistake(
            "power-of-decay",
            "You raised only `decay` to the power; what is left after one step is what must be multiplied again "
            "and again.",
            "def decay_weights(weights, decay, steps): return (1 - decay**steps) * weights",
        ),
        Mistake(
            "in-place",
            "Changing an array in place (`-=`, `+=`, `*=`) changes the one that was handed over; make a new one.",
            """
            def decay_weights(weights, decay, steps):
                for _ in range(steps):
                    weights -= decay * weights
                return weights
            """,
        ),
        Mistake(
            "one-step-less-power",
            "The power is one too small: with 0 steps nothing happens, with 1 step a share is taken once.",
            "def decay_weights(weights, decay, steps): return weights * (1 - decay) ** (steps - 1)",
        ),
        Mistake(
            "returned-too-early",
            "`return` stands inside the loop: only one step is taken, and with 0 steps nothing is returned.",
            """
            def decay_weights(weights, decay, steps):
                for _ in range(steps):
                    weights = weights - decay * weights
                    return weights
            """,
        ),
        Mistake(
            "weights-in-the-power",
            "The power belongs to 1 - decay alone; the weights stand before it.",
            "def decay_weights(weights, decay, steps): return (weights * (1 - decay)) ** steps",
        ),
        Mistake(
            "times-steps",
            "You multiply by the number of steps. Each step multiplies by 1 - decay once more: a power.",
            "def decay_weights(weights, decay, steps): return weights * (1 - decay) * steps",
        ),
        Mistake(
            "divided",
            "You divide by 1 + decay in each step. Taking the share `decay` away leaves 1 - decay.",
            "def decay_weights(weights, decay, steps): return weights / (1 + decay) ** steps",
        ),
        Mistake(
            "share-only",
            "This is the share that is left. Of which weights?",
            "def decay_weights(weights, decay, steps): return (1 - decay) ** steps",
        ),
        Mistake(
            "sign-of-the-share",
            "decay - 1 is negative, and so the sign of the weights flips with each step.",
            "def decay_weights(weights, decay, steps): return weights * (decay - 1) ** steps",
        ),
        Mistake(
            "whole-path",
            "You return the weights after every step. Asked for are those after the last one.",
            """
            def decay_weights(weights, decay, steps):
                path = [weights]
                for _ in range(steps):
                    path.append(path[-1] * (1 - decay))
                return np.array(path)
            """,
        ),
        Mistake(
            "cut-at-zero",
            "Negative weights become 0 in yours. They decay towards 0 as the positive ones do.",
            """
            def decay_weights(weights, decay, steps): return np.maximum(weights * (1 - decay) ** steps, 0)
            """,
        ),
        Mistake(
            "grows-in-place",
            "Your weights grow, and those of the caller are changed: subtract, and make a new array.",
            """
            def decay_weights(weights, decay, steps):
                for _ in range(steps):
                    weights += decay * weights
                return weights
            """,
        ),
    ),
    alternatives=(
        "def decay_weights(weights, decay, steps): return (1 - decay) ** steps * weights",
        """
        def decay_weights(weights, decay, steps):
            for _ in range(steps):
                weights = weights - decay * weights
            return weights
        """,
        """
        def decay_weights(weights, decay, steps):
            weights = weights.copy()
            for _ in range(steps):
                weights += -decay * weights
            return weights
        """,
        """
        def decay_weights(weights, decay, steps):
            if steps == 0:
                return weights
            return decay_weights(weights * (1 - decay), decay, steps - 1)
        """,
        """
        def decay_weights(weights, decay, steps):
            return weights * np.exp(steps * np.log1p(-decay))
        """,
        "def decay_weights(weights, decay, steps): return weights * np.prod(np.full(steps, 1 - decay))",
    ),
    conventions=("takes away the share `decay` of what is left",),
    hints=(
        "One step is `weights - decay * weights`. Do it `steps` times, or think about what a weight is "
        "multiplied by in one step, and then in two.",
        "A weight of 8, decay 0.5: 4 after one step, 2 after two, 1 after three.",
    ),
)

SLIP_DECAY = find_the_slip(
    "slip-decay",
    "Find the slip: how weights decay",
    "slip_decay",
    wrong="c",
    right={
        "a": "the larger a weight, the more it costs, and the harder it is pulled.",
        "b": "the gradient of the L2 penalty is strength times W, and the step goes against it.",
        "d": "its pull has the same strength however small the weight is, so small weights arrive at 0.",
    },
    hints=(
        "Take a weight of 1 and a decay of 0.5 and write down five steps. Do the points lie on a line?",
        "A line would reach zero at some step, and pass it at the next.",
    ),
)

EXERCISES = (DECAY, SLIP_DECAY)
