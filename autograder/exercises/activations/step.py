"""The step function, with which it all began."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from source_lib import activations

STEP = Exercise(
    id="step",
    title="Step",
    reference={"step": activations.step},
    parts=(
        Part(
            "above and below the threshold, any shape",
            "step(z)",
            lambda rng: {"z": rng.normal(scale=2, size=(2, 3))},
            edges=({"z": np.array([1.5, -0.2, 0.2, -3.0, 40.0, 0.7])},),
        ),
        Part("exactly at the threshold", "step(z)", edges=({"z": np.array([0.0, -1.0, 0.0, 2.0])},)),
    ),
    mistakes=(
        Mistake(
            "zero-at-zero",
            "Look at z = 0: the convention of this course is that a unit exactly at its threshold is active.",
            "def step(z): return np.where(z > 0, 1.0, 0.0)",
        ),
        Mistake(
            "half-at-zero",
            "Look at z = 0: some books take 1/2 there; the convention of this course is another.",
            "def step(z): return np.heaviside(z, 0.5)",
        ),
        Mistake(
            "sign",
            "This is the sign function: -1 below the threshold. An inhibited unit puts out 0.",
            "def step(z): return np.where(z >= 0, 1.0, -1.0)",
        ),
        Mistake(
            "numpy-sign",
            "`np.sign` has three values, -1, 0 and 1; the step function has only two.",
            "def step(z): return np.sign(z)",
        ),
        Mistake(
            "upside-down",
            "Upside down: the unit must be active above the threshold.",
            "def step(z): return np.where(z <= 0, 1.0, 0.0)",
        ),
        Mistake(
            "truth-values",
            "A comparison gives True and False. The next layer wants to multiply: turn them into numbers.",
            "def step(z): return z >= 0",
        ),
        Mistake(
            "one-number-only",
            "`if` decides once, but z holds many numbers. Compare the whole array, or use `np.where`.",
            """
            def step(z):
                if z >= 0:
                    return 1.0
                return 0.0
            """,
        ),
        Mistake(
            "ramp",
            "Between 0 and 1 yours climbs. A step jumps.",
            "def step(z): return np.clip(z, 0, 1)",
        ),
        Mistake(
            "mirrored",
            "Upside down: the unit must be active above the threshold.",
            "def step(z): return np.where(z < 0, 1.0, 0.0)",
        ),
        Mistake(
            "threshold-half",
            "Your threshold is 0.5. That is the border of a probability; here it is 0.",
            "def step(z): return np.where(z >= 0.5, 1.0, 0.0)",
        ),
        Mistake(
            "threshold-one",
            "Your threshold is 1. Here it is 0; 1 is what the unit puts out.",
            "def step(z): return np.where(z >= 1, 1.0, 0.0)",
        ),
        Mistake(
            "keeps-the-value",
            "Above the threshold yours gives z itself. A unit that fires puts out 1, however large z is.",
            "def step(z): return np.where(z >= 0, z, 0.0)",
        ),
        Mistake(
            "overwritten",
            'Your second assignment undoes the first: the zeros that the one has written are "at least 0"'
            " for the other. Compare z itself, and write into a new array.",
            """
            def step(z):
                out = z.copy()
                out[out < 0] = 0
                out[out >= 0] = 1
                return out
            """,
        ),
        Mistake(
            "in-place",
            "Your function changes `z` itself, and the caller still needs it. Make a new array.",
            """
            def step(z):
                z[z >= 0] = 1
                z[z < 0] = 0
                return z
            """,
        ),
        Mistake(
            "one-row-at-a-time",
            "Your loop takes whole rows of a matrix for numbers. Compare the whole array at once: that "
            "works for any shape.",
            "def step(z): return np.array([1.0 if value >= 0 else 0.0 for value in z])",
        ),
    ),
    alternatives=(
        "def step(z): return np.where(z >= 0, 1.0, 0.0)",
        "def step(z): return (np.asarray(z) >= 0).astype(int)",
        "def step(z): return np.heaviside(z, 1)",
        "def step(z): return 1 - (z < 0)",
        """
        def step(z):
            out = np.zeros(np.shape(z))
            for place in np.ndindex(out.shape):
                if z[place] >= 0:
                    out[place] = 1
            return out
        """,
        "def step(z): return np.vectorize(lambda v: 0 if v < 0 else 1)(z)",
    ),
    conventions=("The step function is 1 at 0",),
    hints=(
        "Comparing an array with a number compares every entry: `np.array([1, -2]) >= 0` is [True, False].",
        "`np.where(condition, a, b)` takes a where the condition holds and b elsewhere. "
        "For z = [-1, 0, 2] the answer is [0, 1, 1].",
    ),
    equivalent=(
        Equivalent(
            "line 3: `np.where(z >= 0, 1.0, 0.0)` -> `np.where(1.0, z >= 0, 0.0)`",
            "1.0 counts as true, so the comparison itself is taken, and turned into the numbers 0.0 and 1.0",
        ),
    ),
)

EXERCISES = (STEP,)
