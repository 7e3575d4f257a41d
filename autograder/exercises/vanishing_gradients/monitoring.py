"""A number to watch in every layer: the length of its update beside that of its weights."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.diagnostics import update_ratio


def weights_and_updates(*shape):
    """Return a draw of weights and of an update that is smaller."""
    return lambda rng: {
        "weights": rng.normal(scale=3, size=shape),
        "updates": rng.normal(scale=0.5, size=shape),
    }


RATIO = "update_ratio(weights, updates)"
STEADY = {"weights": np.array([[3.0, -4.0], [0.0, 12.0]]), "updates": np.array([[0.0, -0.5], [1.2, 0.0]])}

UPDATE_RATIO = Exercise(
    id="update-ratio",
    title="How far does one update move the weights?",
    reference={"update_ratio": update_ratio},
    parts=(
        Part("a matrix of weights", RATIO, weights_and_updates(3, 2), edges=(STEADY,)),
        Part("a vector", RATIO, weights_and_updates(6), drawn=2),
    ),
    mistakes=(
        Mistake(
            "upside-down",
            "The ratio is upside down: the length of the update is divided by that of the weights.",
            "def update_ratio(weights, updates): return np.linalg.norm(weights) / np.linalg.norm(updates)",
        ),
        Mistake(
            "no-root",
            "You divide squares of lengths. Take the square roots.",
            "def update_ratio(weights, updates): return np.sum(updates**2) / np.sum(weights**2)",
        ),
        Mistake(
            "after-the-update",
            "The update is divided by the length of the weights as they were *before* it.",
            "def update_ratio(weights, updates): return np.linalg.norm(updates) / np.linalg.norm(weights + updates)",
        ),
        Mistake(
            "sizes",
            "You compare sums of sizes; the text asks for Euclidean lengths.",
            "def update_ratio(weights, updates): return np.sum(np.abs(updates)) / np.sum(np.abs(weights))",
        ),
        Mistake(
            "entry-by-entry",
            "You divide entry by entry. One number is asked for: length over length.",
            "def update_ratio(weights, updates): return updates / weights",
        ),
        Mistake(
            "mean-of-ratios",
            "The mean of the single ratios depends on the smallest weights alone. Divide length by length.",
            "def update_ratio(weights, updates): return np.mean(np.abs(updates / weights))",
        ),
        Mistake(
            "largest",
            "You compare the largest entries; the lengths count all of them.",
            "def update_ratio(weights, updates): return np.max(np.abs(updates)) / np.max(np.abs(weights))",
        ),
        Mistake(
            "mean-shift",
            "Positive and negative entries cancel in a mean. A length squares first.",
            "def update_ratio(weights, updates): return abs(np.mean(updates)) / abs(np.mean(weights))",
        ),
        Mistake(
            "spreads",
            "You compare the spreads around the mean, as some do. In this text the lengths are compared, "
            "which count the mean as well.",
            "def update_ratio(weights, updates): return np.std(updates) / np.std(weights)",
        ),
        Mistake(
            "logarithm",
            "The logarithm is good for a picture. Asked for is the ratio itself.",
            "def update_ratio(weights, updates): return np.log10(np.linalg.norm(updates) / np.linalg.norm(weights))",
        ),
        Mistake(
            "weights-after",
            "You measure the weights after the update. Asked for is the length of the update itself.",
            "def update_ratio(weights, updates): return np.linalg.norm(weights + updates) / np.linalg.norm(weights)",
        ),
        Mistake(
            "length-of-the-ratios",
            "You divide entry by entry first. Divide length by length.",
            "def update_ratio(weights, updates): return np.linalg.norm(updates / weights)",
        ),
        Mistake(
            "sums",
            "You compare sums (or means), in which positive and negative entries cancel. Lengths are asked for.",
            "def update_ratio(weights, updates): return np.sum(updates) / np.sum(weights)",
        ),
        Mistake(
            "percent",
            "This is the ratio in percent. The rule of thumb speaks of 0.001, which is 0.1 %.",
            """
            def update_ratio(weights, updates): return 100 * np.linalg.norm(updates) / np.linalg.norm(weights)
            """,
        ),
        Mistake(
            "difference",
            "`updates` is the change itself: do not take the weights off it.",
            """
            def update_ratio(weights, updates): return np.linalg.norm(updates - weights) / np.linalg.norm(weights)
            """,
        ),
        Mistake(
            "each-column",
            "You have a ratio for each column. One number is asked for.",
            """
            def update_ratio(weights, updates): return np.linalg.norm(updates, axis=0) / np.linalg.norm(weights, axis=0)
            """,
        ),
        Mistake(
            "by-the-number",
            "You divide by the number of weights. Divide by their length.",
            "def update_ratio(weights, updates): return np.linalg.norm(updates) / weights.size",
        ),
        Mistake(
            "update-only",
            "This is the length of the update alone. Divide it by that of the weights.",
            "def update_ratio(weights, updates): return np.linalg.norm(updates)",
        ),
        Mistake(
            "share-of-both",
            "You divide by the two lengths together. Divide by that of the weights alone.",
            """
            def update_ratio(weights, updates):
                first, second = np.linalg.norm(weights), np.linalg.norm(updates)
                return second / (first + second)
            """,
        ),
        Mistake(
            "stretch",
            "For a matrix, `np.linalg.norm(W, 2)` is another norm. Without the 2, all entries count as "
            "one vector.",
            """
            def update_ratio(weights, updates): return np.linalg.norm(updates, 2) / np.linalg.norm(weights, 2)
            """,
        ),
        Mistake(
            "largest-entries-signed",
            "You compare the largest entries; the lengths count all of them.",
            "def update_ratio(weights, updates): return np.max(updates) / np.max(weights)",
        ),
    ),
    alternatives=(
        "def update_ratio(weights, updates): return np.linalg.norm(updates) / np.linalg.norm(weights)",
        "def update_ratio(weights, updates): return np.sqrt(np.sum(updates**2)) / np.sqrt(np.sum(weights**2))",
        "def update_ratio(weights, updates): return (np.vdot(updates, updates) / np.vdot(weights, weights)) ** 0.5",
        """
        def update_ratio(weights, updates):
            def length(values):
                return sum(float(v) ** 2 for v in values.ravel()) ** 0.5

            return length(updates) / length(weights)
        """,
    ),
    conventions=("the length of the update divided by the length of the weights",),
    hints=(
        "You know the length of an array already: the square root of the sum of its squares.",
        "weights [3, 4] have length 5; an update [0.003, -0.004] has length 0.005. The ratio is 0.001.",
    ),
)

EXERCISES = (UPDATE_RATIO,)
