"""How healthy a bounded layer is: the share of saturated outputs."""

import numpy as np

from autograder.exercises.activations.saturated_mistakes import MISTAKES
from autograder.exercises.declaration import Exercise, Part
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
    mistakes=MISTAKES,
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
