"""Noticing that a network has blown up."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib import gradients


def healthy(rng):
    """Return values that are all well, and a limit."""
    return {"values": rng.normal(scale=100, size=(3, 4)), "limit": 1e4}


def spoilt(value):
    """Return values among which this one hides."""
    values = np.array([[0.5, -2.0, 3.0], [1.0, 0.0, -0.25]])
    values[1, 1] = value
    return {"values": values, "limit": 50.0}


def perhaps(trouble):
    """Return a draw of values in which there is this trouble, or none: yes is no answer to all of them."""

    def draw(rng):
        values, limit = rng.normal(scale=10, size=(3, 4)), float(rng.integers(60, 600))
        if rng.random() < 0.5:
            values[rng.integers(3), rng.integers(4)] = trouble(limit) * rng.choice([-1, 1])
        return {"values": values, "limit": limit}

    return draw


def measured_by(size, ignores):
    """Return the two mistakes of measuring something else: NaN noticed, and NaN overlooked too."""
    noticed = f"def has_blown_up(values, limit=1e6): return bool(np.isnan(values).any() or {size} > limit)"
    overlooked = f"def has_blown_up(values, limit=1e6): return bool({size} > limit)"
    name, sentence = ignores
    return (
        Mistake(name, sentence, noticed),
        Mistake(
            f"{name}-and-nan", f"{sentence} And NaN slips through: it is larger than nothing.", overlooked
        ),
    )


# No value is too large, but the length and the sum of all of them are.
LEVEL = {"values": np.array([[30.0, -30.0, 30.0], [30.0, 30.0, -30.0]]), "limit": 50.0}
BLOWN = "has_blown_up(values, limit)"
BLOW_UP = Exercise(
    id="has-blown-up",
    title="Has it blown up?",
    reference={"has_blown_up": lambda values, limit=1e6: gradients.has_blown_up(values, limit)},
    parts=(
        Part("all is well", BLOWN, healthy, edges=(spoilt(0.0), spoilt(-49.0), LEVEL), drawn=1),
        Part("a value exactly at the limit", BLOWN, edges=(spoilt(50.0), spoilt(-50.0))),
        Part(
            "a value that is too large",
            BLOWN,
            perhaps(lambda limit: limit + 0.25),
            edges=(
                spoilt(0.0),
                spoilt(50.5),
                spoilt(-50.5),
                {"values": np.full((2, 2), -1e3), "limit": 10.0},
            ),
        ),
        Part(
            "infinity",
            BLOWN,
            perhaps(lambda limit: np.inf),
            edges=(spoilt(0.0), spoilt(np.inf), spoilt(-np.inf)),
        ),
        Part(
            "not a number",
            BLOWN,
            perhaps(lambda limit: np.nan),
            edges=(spoilt(0.0), spoilt(np.nan), {"values": np.full(3, np.nan), "limit": 5.0}),
        ),
        Part(
            "the limit as it is by default",
            "has_blown_up(values)",
            edges=(
                {"values": np.array([1e6, -1.0])},
                {"values": np.array([9.5e5])},
                {"values": np.array([20.0, -3.0])},
                {"values": np.array([2.0, -1000000.5])},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "nan-slips-through",
            "NaN slips through: it is not larger than anything, so `nan > limit` is False.",
            "def has_blown_up(values, limit=1e6): return bool(np.any(np.abs(values) > limit))",
        ),
        Mistake(
            "negative-slips-through",
            "Large negative values slip through. What counts is the size, `np.abs(values)`.",
            """
            def has_blown_up(values, limit=1e6):
                return bool(np.any(values > limit) or not np.all(np.isfinite(values)))
            """,
        ),
        Mistake(
            "finite-only",
            "A number may be finite and still far too large. Compare with the limit as well.",
            "def has_blown_up(values, limit=1e6): return not np.all(np.isfinite(values))",
        ),
        Mistake(
            "nan-only",
            "Infinite and very large values count too: they are what NaN is made from.",
            "def has_blown_up(values, limit=1e6): return bool(np.isnan(values).any())",
        ),
        Mistake(
            "infinity-slips-through",
            "NaN and infinity are found, and values beyond the limit are not. Compare with `limit`, too.",
            "def has_blown_up(values, limit=1e6): return bool(np.isnan(values).any() or np.isposinf(values).any())",
        ),
        Mistake(
            "all-instead-of-any",
            "One bad value is enough; yours wants all of them to be bad.",
            "def has_blown_up(values, limit=1e6): return bool(np.all(~(np.abs(values) <= limit)))",
        ),
        Mistake(
            "limit-itself",
            "A value exactly at the limit is still fine: blown up means *larger*.",
            "def has_blown_up(values, limit=1e6): return not np.all(np.abs(values) < limit)",
        ),
        Mistake(
            "minus-infinity-too",
            "Large negative values slip through, and so does minus infinity. What counts is the size, `np.abs(values)`.",
            "def has_blown_up(values, limit=1e6): return bool(np.isnan(values).any() or np.any(values > limit))",
        ),
        *measured_by(
            "np.linalg.norm(values)",
            (
                "length",
                "You measure the length of all values together; each single value is compared with the limit.",
            ),
        ),
        *measured_by(
            "np.sum(np.abs(values))",
            ("sum", "You add up the sizes of all values; each single value is compared with the limit."),
        ),
        *measured_by(
            "np.mean(np.abs(values))",
            ("mean", "A single value that is too large disappears in the mean. Compare each with the limit."),
        ),
        Mistake(
            "limit-ignored",
            "You always compare with 1e6. Use the argument `limit`.",
            "def has_blown_up(values, limit=1e6): return not np.all(np.abs(values) <= 1e6)",
        ),
        Mistake(
            "limit-and-nan-ignored",
            "You always compare with 1e6 and not with the argument `limit`; and NaN slips through.",
            "def has_blown_up(values, limit=1e6): return bool(np.any(np.abs(values) > 1e6))",
        ),
        Mistake(
            "equals-nan",
            "NaN slips through, and so do large negative values. NaN is larger than nothing and equals nothing, not "
            "even itself: `np.isnan` asks. And what counts is the size, `np.abs(values)`.",
            """
            def has_blown_up(values, limit=1e6):
                return bool(np.any(values == np.nan) or np.any(values > limit))
            """,
        ),
        Mistake(
            "upside-down",
            "The answer is turned around: True means that something is wrong.",
            "def has_blown_up(values, limit=1e6): return bool(np.all(np.abs(values) <= limit))",
        ),
        Mistake(
            "each-entry",
            "You say of each entry whether it is bad. One answer is asked for: is any of them?",
            "def has_blown_up(values, limit=1e6): return ~(np.abs(values) <= limit)",
        ),
        Mistake(
            "default-limit",
            "The limit is 1e6 unless another one is given.",
            "def has_blown_up(values, limit=1e3): return not np.all(np.abs(values) <= limit)",
        ),
        Mistake(
            "all-not-finite",
            "A single NaN slips through: `np.all` wants all values to be bad. One is enough.",
            """
            def has_blown_up(values, limit=1e6): return bool(np.all(~np.isfinite(values)) or np.any(np.abs(values) > limit))
            """,
        ),
        Mistake(
            "limit-itself-and-nan",
            "A value exactly at the limit is still fine: blown up means *larger*. And NaN slips through.",
            "def has_blown_up(values, limit=1e6): return bool(np.any(np.abs(values) >= limit))",
        ),
        Mistake(
            "too-large-and-bad",
            "A value need not be both. `and` asks for NaN *and* a large value; one of them is enough.",
            """
            def has_blown_up(values, limit=1e6): return bool(np.isnan(values).any() and np.any(np.abs(values) > limit))
            """,
        ),
        Mistake(
            "which-ones",
            "These are the bad values themselves. One answer is asked for: True or False.",
            "def has_blown_up(values, limit=1e6): return values[~(np.abs(values) <= limit)]",
        ),
        Mistake(
            "how-many",
            "This is how many bad values there are. True or False is asked for.",
            "def has_blown_up(values, limit=1e6): return int(np.sum(~(np.abs(values) <= limit)))",
        ),
        Mistake(
            "smallest-too",
            "You compare the *smallest* size with the limit. A single large value is enough.",
            """
            def has_blown_up(values, limit=1e6): return bool(np.isnan(values).any() or np.min(np.abs(values)) > limit)
            """,
        ),
    ),
    alternatives=(
        "def has_blown_up(values, limit=1e6): return not np.all(np.abs(values) <= limit)",
        """
        def has_blown_up(values, limit=1e6):
            return not np.isfinite(values).all() or np.abs(values).max() > limit
        """,
        """
        def has_blown_up(values, limit=1e6):
            for value in values.ravel():
                if value != value or abs(value) > limit:
                    return True
            return False
        """,
        """
        def has_blown_up(values, limit=1e6):
            return np.any(np.isnan(values) | np.isinf(values) | (values > limit) | (values < -limit))
        """,
        "def has_blown_up(values, limit=1e6): return int(np.max(np.nan_to_num(abs(values), nan=np.inf)) > limit)",
    ),
    conventions=("larger than `limit` in size",),
    hints=(
        "Three kinds of trouble: NaN, infinity, and numbers that are too large, of either sign. "
        "`np.isnan` and `np.isinf` find the first two. Or ask the other way round: is everything fine?",
        "[1, -60] with limit 50: -60 is larger than 50 in size, so True. [1, NaN]: True. [1, 50]: False.",
    ),
)

EXERCISES = (BLOW_UP,)
