"""Is the gradient right? How far two gradients differ."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from source_lib import gradients


def two_gradients(rng):
    """Return two gradients that differ in every entry, some of them in sign."""
    first = rng.normal(scale=3, size=(2, 3))
    return {"first": first, "second": first * rng.uniform(-0.5, 1.5, size=(2, 3))}


CALL = "relative_error(first, second)"
SMALL = {"first": np.array([3e-9, -2e-12, 5e-10]), "second": np.array([1e-9, -2.5e-12, -5e-10])}

RELATIVE = Exercise(
    id="relative-error",
    title="The relative error",
    reference={"relative_error": gradients.relative_error},
    parts=(
        Part(
            "large and small, of any sign",
            CALL,
            two_gradients,
            edges=({"first": np.array([2.0, -4.0, 1000.0]), "second": np.array([1.0, -5.0, 1001.0])},),
        ),
        Part("tiny gradients", CALL, edges=(SMALL,)),
        Part(
            "zeros",
            CALL,
            edges=({"first": np.array([0.0, 0.0, 3.0, 7.0]), "second": np.array([0.0, 2.0, 0.0, 7.0])},),
        ),
    ),
    mistakes=(
        Mistake(
            "absolute",
            "This is the absolute error. A difference of 0.001 is little beside 1000 and very much beside 0.001.",
            "def relative_error(first, second): return np.abs(first - second)",
        ),
        Mistake(
            "of-the-first",
            "You compare with the first gradient only. Compare with the larger of the two.",
            """
            def relative_error(first, second):
                below = np.abs(first)
                return np.where(first == second, 0.0, np.abs(first - second) / np.where(below > 0, below, 1))
            """,
        ),
        Mistake(
            "of-the-smaller",
            "You compare with the smaller of the two. Take the larger.",
            """
            def relative_error(first, second):
                below = np.minimum(np.abs(first), np.abs(second))
                return np.where(first == second, 0.0, np.abs(first - second) / np.where(below > 0, below, 1))
            """,
        ),
        Mistake(
            "of-the-sum",
            "Some books divide by the sum of the two magnitudes. The formula of this text takes the larger one.",
            """
            def relative_error(first, second):
                below = np.abs(first) + np.abs(second)
                return np.abs(first - second) / np.where(below > 0, below, 1)
            """,
        ),
        Mistake(
            "floor",
            "You keep the divisor away from 0 by a small number, which makes tiny gradients agree that do not. "
            "Only where both are 0 is anything special needed.",
            """
            def relative_error(first, second):
                return np.abs(first - second) / np.maximum(1e-8, np.maximum(np.abs(first), np.abs(second)))
            """,
        ),
        Mistake(
            "added-floor",
            "You add a small number to the divisor, which makes tiny gradients agree that do not. "
            "Only where both are 0 is anything special needed.",
            """
            def relative_error(first, second):
                return np.abs(first - second) / (np.maximum(np.abs(first), np.abs(second)) + 1e-8)
            """,
        ),
        Mistake(
            "zero-by-zero",
            "Where both gradients are 0 this is 0 / 0. They agree there: the error is 0.",
            """
            def relative_error(first, second):
                return np.abs(first - second) / np.maximum(np.abs(first), np.abs(second))
            """,
        ),
        Mistake(
            "no-magnitude-below",
            "The larger of -4 and -5 is -4 to `np.maximum`. Take the magnitudes first, below the line as well.",
            """
            def relative_error(first, second):
                below = np.maximum(first, second)
                return np.where(first == second, 0.0, np.abs(first - second) / np.where(below == 0, 1, below))
            """,
        ),
        Mistake(
            "no-magnitude-above",
            "The error comes out negative in places. Take the magnitude of the difference.",
            """
            def relative_error(first, second):
                below = np.maximum(np.abs(first), np.abs(second))
                return (first - second) / np.where(below > 0, below, 1)
            """,
        ),
        Mistake(
            "difference-of-magnitudes",
            "This compares magnitudes only: gradients of opposite sign would seem to agree.",
            """
            def relative_error(first, second):
                a, b = np.abs(first), np.abs(second)
                below = np.maximum(a, b)
                return np.abs(a - b) / np.where(below > 0, below, 1)
            """,
        ),
        Mistake(
            "worst-only",
            "This is the largest error only. Each entry has its own: the result has the shape of the gradients.",
            """
            def relative_error(first, second):
                below = np.maximum(np.abs(first), np.abs(second))
                return np.max(np.abs(first - second) / np.where(below > 0, below, 1))
            """,
        ),
        Mistake(
            "one-scale",
            "You divide by the largest entry of all. Each entry is compared with its own size.",
            """
            def relative_error(first, second):
                return np.abs(first - second) / max(np.abs(first).max(), np.abs(second).max())
            """,
        ),
        Mistake(
            "never-below-one",
            "You divide by at least 1: so the error of small gradients becomes an absolute one, and a wrong "
            "one looks right.",
            """
            def relative_error(first, second):
                return np.abs(first - second) / np.maximum(1, np.maximum(np.abs(first), np.abs(second)))
            """,
        ),
    ),
    alternatives=(
        """
        def relative_error(first, second):
            larger = np.maximum(np.abs(first), np.abs(second))
            return np.abs(first - second) / np.where(larger == 0, 1, larger)
        """,
        """
        def relative_error(first, second):
            larger = np.maximum(abs(first), abs(second))
            return np.where(larger > 0, abs(first - second) / larger, 0)
        """,
        """
        def relative_error(first, second):
            return np.nan_to_num(np.abs(first - second) / np.maximum(np.abs(first), np.abs(second)))
        """,
        """
        def relative_error(first, second):
            larger = np.max(np.abs([first, second]), axis=0)
            return np.divide(np.abs(second - first), larger, out=np.zeros_like(larger), where=larger > 0)
        """,
        """
        def relative_error(first, second):
            errors = np.zeros(first.shape)
            for place in np.ndindex(first.shape):
                a, b = first[place], second[place]
                if a != b:
                    errors[place] = abs(a - b) / max(abs(a), abs(b))
            return errors
        """,
        """
        def relative_error(first, second):
            larger = np.maximum(np.abs(first), np.abs(second))
            return np.abs(first - second) / np.maximum(larger, np.finfo(float).tiny)
        """,
    ),
    conventions=("the larger of the two magnitudes", "Where both are 0, the error is 0"),
    hints=(
        "Above the line the magnitude of the difference, below it `np.maximum` of the two magnitudes. "
        "Where that is 0, divide by 1 instead (`np.where`).",
        "[2, -4] and [1, -5]: 1 / 2 = 0.5 and 1 / 5 = 0.2. 3 and -3: 6 / 3 = 2, which is the worst there can be.",
    ),
    equivalent=(
        Equivalent(
            "line 4: `first - second` -> `second - first`",
            "the magnitude of a difference does not depend on its order",
        ),
        Equivalent(
            "line 4: `1` -> `2`",
            "it divides only where both gradients are 0, and 0 / 2 is 0 as well",
        ),
    ),
)

EXERCISES = (RELATIVE,)
