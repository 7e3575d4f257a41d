"""Is the gradient right? How far two gradients differ."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part
from autograder.exercises.gradient_descent.checking_mistakes import MISTAKES
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
    mistakes=MISTAKES,
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
