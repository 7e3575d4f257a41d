"""What newcomers write for the share of saturated entries, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
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
        "Your borders are right only where the range runs from 0 to 1. Both depend on `low` and on `high`.",
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
        "Yours finds nothing. No entry lies near both ends at once: join the conditions by *or*, `|`. And both borders lie "
        "*inside* the range: `low` plus the margin, `high` minus it.",
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
    Mistake(
        "pythons-or",
        "`or` decides once, but there are many entries. Join the comparisons by `|`, each in brackets"
        " of its own.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean(activations <= low + margin or activations >= high - margin)
        """,
    ),
    Mistake(
        "brackets",
        "`|` binds more tightly than `<=`: put each of the two comparisons into brackets.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean(activations <= low + margin | activations >= high - margin)
        """,
    ),
    Mistake(
        "upper-border",
        "An entry exactly on the upper border counts too: the text says *at most*.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean((activations <= low + margin) | (activations > high - margin))
        """,
    ),
    Mistake(
        "lower-border",
        "An entry exactly on the lower border counts too: the text says *at most*.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean((activations < low + margin) | (activations >= high - margin))
        """,
    ),
    Mistake(
        "share-of-the-bounds",
        "You took a share of each bound. The margin is a share of the *range*, and is added to `low` "
        "and taken from `high`.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean((activations <= low * (1 + threshold)) | (activations >= high * (1 - threshold)))
        """,
    ),
    Mistake(
        "each-entry",
        "You say of each entry whether it is saturated. One number is asked for: the share of them.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return (activations <= low + margin) | (activations >= high - margin)
        """,
    ),
    Mistake(
        "each-unit",
        "You give the share of each unit. One number is asked for: the share of all entries.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean((activations <= low + margin) | (activations >= high - margin), axis=0)
        """,
    ),
    Mistake(
        "percent",
        "This is in percent. A share is asked for, between 0 and 1.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return 100 * np.mean((activations <= low + margin) | (activations >= high - margin))
        """,
    ),
    Mistake(
        "everything",
        "Every entry counts in yours: at least the lower border, or at most the upper one. Turn both "
        "comparisons round.",
        """
        def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
            margin = threshold * (high - low)
            return np.mean((activations >= low + margin) | (activations <= high - margin))
        """,
    ),
)
