"""Two numbers that tell how healthy a layer is: dead units, and saturation."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.diagnostics import dead_fraction, saturated_fraction


def relu_outputs(samples, units):
    """Return a draw of a ReLU layer's outputs in which some units are dead, and many entries 0."""

    def draw(rng):
        activations = np.maximum(rng.normal(size=(samples, units)), 0)
        activations[0] += 0.1  # whoever is alive is so for the first sample
        activations[:, rng.permutation(units)[: rng.integers(1, units - 1)]] = 0
        activations[1] = 0  # one sample to which no unit answers
        return {"activations": activations}

    return draw


DEAD = Exercise(
    id="dead-fraction",
    title="Dead units",
    reference={"dead_fraction": dead_fraction},
    parts=(
        Part("some units are dead", "dead_fraction(activations)", relu_outputs(6, 5)),
        Part("many units", "dead_fraction(activations)", relu_outputs(4, 12)),
        Part(
            "none dead, all dead, hardly alive",
            "dead_fraction(activations)",
            edges=(
                # The first unit fires once, weakly: it is alive. The third one is dead.
                {"activations": np.array([[0.0, 1.0, 0.0], [0.002, 0.0, 0.0], [0.0, 0.5, 0.0], [0.0] * 3])},
                {"activations": np.array([[0.0, 2.0, 0.5], [1.0, 0.0, 0.0]])},
                {"activations": np.zeros((3, 2))},
                # The first unit always says the same, but not 0: it is alive.
                {"activations": np.array([[0.5, 0.0, 0.25], [0.5, 0.0, 0.0], [0.5, 0.0, 1.0]])},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "share-of-zeros",
            "This is the share of zeros. A unit that is silent for *some* samples is healthy: "
            "it is dead only if it is silent for all of them.",
            "def dead_fraction(activations): return np.mean(activations == 0)",
        ),
        Mistake(
            "silent-samples",
            "You counted the samples to which no unit answers. A unit is a column: look along axis 0.",
            "def dead_fraction(activations): return np.mean(np.all(activations == 0, axis=1))",
        ),
        Mistake(
            "sometimes-silent",
            "You counted the units that are silent at least once; a dead unit is silent always.",
            "def dead_fraction(activations): return np.mean(np.any(activations == 0, axis=0))",
        ),
        Mistake(
            "count",
            "This is the number of dead units. Divide it by the number of all units.",
            "def dead_fraction(activations): return np.sum(np.all(activations == 0, axis=0))",
        ),
        Mistake(
            "percent",
            "This is in percent. A share is asked for, between 0 and 1.",
            "def dead_fraction(activations): return 100 * np.mean(np.all(activations == 0, axis=0))",
        ),
        Mistake(
            "per-sample",
            "The dead units are counted, but divided by the number of samples.",
            "def dead_fraction(activations): return np.sum(np.all(activations == 0, axis=0)) / len(activations)",
        ),
        Mistake(
            "per-entry",
            "The dead units are counted, but divided by the number of all entries. Units are columns: `shape[1]`.",
            "def dead_fraction(activations): "
            "return np.sum(np.all(activations == 0, axis=0)) / activations.size",
        ),
        Mistake(
            "alive",
            "This is the share of the living.",
            "def dead_fraction(activations): return np.mean(np.any(activations > 0, axis=0))",
        ),
        Mistake(
            "hardly-alive",
            "A unit that fires rarely and weakly counts as dead in yours. It still gets a gradient: "
            "dead means an output of *exactly* 0 for every sample.",
            "def dead_fraction(activations): return np.mean(np.mean(activations, axis=0) < 0.01)",
        ),
        Mistake(
            "constant",
            "A unit that says the same for every sample is dead only if what it says is 0.",
            "def dead_fraction(activations): return np.mean(activations.std(axis=0) == 0)",
        ),
        Mistake(
            "each-unit",
            "You say of each unit whether it is dead. One number is asked for: the share of them.",
            "def dead_fraction(activations): return np.all(activations == 0, axis=0)",
        ),
    ),
    alternatives=(
        "def dead_fraction(activations): return np.mean(np.all(activations == 0, axis=0))",
        "def dead_fraction(activations): return (activations.max(axis=0) <= 0).mean()",
        "def dead_fraction(activations): return np.mean(activations.sum(axis=0) == 0)",
        "def dead_fraction(activations): return 1 - np.any(activations, axis=0).mean()",
        """
        def dead_fraction(activations):
            dead = 0
            for unit in activations.T:
                if not any(value > 0 for value in unit):
                    dead += 1
            return dead / activations.shape[1]
        """,
        """
        def dead_fraction(activations):
            return np.count_nonzero(np.count_nonzero(activations, axis=0) == 0) / len(activations[0])
        """,
    ),
    conventions=("0 for every sample", "shape (samples, units)"),
    hints=(
        "`activations == 0` has one truth value for each sample and unit. "
        "`np.all(..., axis=0)` asks, for each unit, whether all of its column is true.",
        "[[0, 2, 0], [0, 0, 3]]: the first column is all 0, the other two are not. One of three: 0.3333.",
    ),
)


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


EXERCISES = (DEAD, SATURATED)
