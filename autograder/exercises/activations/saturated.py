"""How healthy a bounded layer is: the share of saturated outputs."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.diagnostics import saturated_fraction


def bounded_outputs(rng):
    """Return outputs of a function bounded by -1 and 1, many of them near the ends, and a threshold."""
    threshold = rng.uniform(0.08, 0.2)
    outputs = np.tanh(rng.normal(scale=1.5, size=(4, 5)))
    activations = off_the_border(outputs, -1 + 2 * threshold, 1 - 2 * threshold)
    return {"activations": activations, "low": -1.0, "high": 1.0, "threshold": threshold}


def sigmoid_outputs(rng):
    """Return sigmoid outputs, many of them near the ends."""
    outputs = 1 / (1 + np.exp(-rng.normal(scale=4, size=(4, 5))))
    return {"activations": off_the_border(outputs, 0.05, 0.95)}


def off_the_border(activations, low_border, high_border):
    """Move entries off both borders, where rounding would decide whether they count."""
    near = np.minimum(np.abs(activations - low_border), np.abs(activations - high_border)) < 0.005
    return np.where(near, (low_border + high_border) / 2, activations)


CALL = "saturated_fraction(activations, low, high, threshold)"
ON_THE_BORDER = {
    "activations": np.array([[0.25, 0.75, 0.5, 0.375], [0.0, 0.5, 1.0, 0.625], [0.25, 0.5, 0.25, 0.375]]),
    "low": 0.0,
    "high": 1.0,
    "threshold": 0.25,
}
SATURATED = Exercise(
    id="saturated-fraction",
    title="Saturation",
    reference={"saturated_fraction": saturated_fraction},
    parts=(
        Part(
            "a sigmoid layer, 5 %",
            "saturated_fraction(activations)",
            sigmoid_outputs,
            edges=({"activations": np.array([[0.01, 0.5], [0.97, 0.999], [0.048, 0.2]])},),
        ),
        Part("any bounds, any threshold", CALL, bounded_outputs),
        # Beside ordinary cases, so that only who forgets the border is told of it.
        Part("exactly on the border", CALL, bounded_outputs, edges=(ON_THE_BORDER,)),
    ),
    mistakes=(
        Mistake(
            "border",
            "An entry exactly on the border counts too: the text says *at most*.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low)
                return np.mean((activations < low + margin) | (activations > high - margin))
            """,
        ),
        Mistake(
            "upper-end-only",
            "Only the upper end is counted. The curve is just as flat at the lower one.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                return np.mean(activations >= high - threshold * (high - low))
            """,
        ),
        Mistake(
            "lower-end-only",
            "Only the lower end is counted. The curve is just as flat at the upper one.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                return np.mean(activations <= low + threshold * (high - low))
            """,
        ),
        Mistake(
            "range-ignored",
            "The threshold is a share of the whole range high - low; from -1 to 1 the range is 2.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                return np.mean((activations <= low + threshold) | (activations >= high - threshold))
            """,
        ),
        Mistake(
            "low-forgotten",
            "The lower border is `low` plus the margin; yours is the margin alone, as if `low` were always 0.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low)
                return np.mean((activations <= margin) | (activations >= high - margin))
            """,
        ),
        Mistake(
            "per-sample",
            "The saturated entries are counted, but divided by the number of samples: `len` counts rows only.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low)
                near = (activations <= low + margin) | (activations >= high - margin)
                return np.sum(near) / len(activations)
            """,
        ),
        Mistake(
            "bounds-ignored",
            "The bounds are always 0 and 1 in yours. Use `low` and `high`.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                return np.mean((activations <= threshold) | (activations >= 1 - threshold))
            """,
        ),
        Mistake(
            "threshold-ignored",
            "The threshold is always 0.05 in yours. Use `threshold`.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = 0.05 * (high - low)
                return np.mean((activations <= low + margin) | (activations >= high - margin))
            """,
        ),
        Mistake(
            "margin-fixed",
            "Your margin is always 0.05. It depends on `threshold` and on the range.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                return np.mean((activations <= low + 0.05) | (activations >= high - 0.05))
            """,
        ),
        Mistake(
            "all-fixed",
            "Your borders are always 0.05 and 0.95. They depend on `low`, `high` and `threshold`.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                return np.mean((activations <= 0.05) | (activations >= 0.95))
            """,
        ),
        Mistake(
            "half-the-margin",
            "The margin at *each* end is `threshold * (high - low)`; yours is half of it.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low) / 2
                return np.mean((activations <= low + margin) | (activations >= high - margin))
            """,
        ),
        Mistake(
            "absolute-value",
            "You compare the absolute value with the upper border. That finds the lower end only where it is -`high`.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                return np.mean(np.abs(activations) >= high - threshold * (high - low))
            """,
        ),
        Mistake(
            "healthy",
            "This is the share of the entries in the middle: the healthy ones.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low)
                return np.mean((activations > low + margin) & (activations < high - margin))
            """,
        ),
        Mistake(
            "count",
            "This is the number of saturated entries. Divide it by the number of all entries.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low)
                return np.sum((activations <= low + margin) | (activations >= high - margin))
            """,
        ),
        Mistake(
            "both-at-once",
            "No entry lies near both ends at once: the two conditions are joined by *or*, `|`.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low)
                return np.mean((activations <= low + margin) & (activations >= high - margin))
            """,
        ),
        Mistake(
            "always-saturated-units",
            "You counted units that are saturated for every sample. Here each entry counts on its own.",
            """
            def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
                margin = threshold * (high - low)
                near = (activations <= low + margin) | (activations >= high - margin)
                return np.mean(np.all(near, axis=0))
            """,
        ),
    ),
    alternatives=(
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean((activations <= low + margin) | (activations >= high - margin))
        """,
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            nearest = np.minimum(activations - low, high - activations)
            return (nearest <= threshold * (high - low)).mean()
        """,
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            share = (activations - low) / (high - low)
            return np.mean(np.abs(share - 0.5) >= 0.5 - threshold)
        """,
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            count, margin = 0, threshold * (high - low)
            for value in activations.flat:
                if value - low <= margin or high - value <= margin:
                    count += 1
            return count / activations.size
        """,
    ),
    conventions=("at most `threshold * (high - low)`",),
    hints=(
        "First the margin: `threshold * (high - low)`. An entry is saturated if it is within the margin of "
        "`low`, *or* (`|`) of `high`. The mean of truth values is their share.",
        "tanh, threshold 0.05: the range is 2, the margin 0.1. -0.95 and 0.93 are saturated, 0.85 is not.",
    ),
)

EXERCISES = (SATURATED,)
