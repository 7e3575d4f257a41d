"""The slopes of a function of many numbers, by measuring one after another."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from source_lib import gradients

BOWL = "lambda w: np.sum(a * w**3) + np.prod(w)"


def bowl(*shape):
    """Return a draw of a function whose entries act on one another, a point of this shape, and a wide step."""
    return lambda rng: {
        "a": rng.uniform(0.5, 2, size=shape),
        "x": rng.uniform(-2, 2, size=shape),
        "h": rng.uniform(0.2, 0.6),
    }


FLAT_LOOP = """
    def numerical_gradient(f, x, h=1e-5):
        slopes = np.zeros_like(x)
        for place in np.ndindex(x.shape):
            step = np.zeros_like(x)
            step[place] = h
            slopes[place] = {slope}
        return slopes
"""

PUT_BACK = (
    "You put each entry of `x` back by adding h again, and rounding leaves it "
    "slightly different. Remember the old number, or work on a copy."
)

GRADIENT = Exercise(
    id="numerical-gradient",
    title="The numerical gradient",
    reference={"numerical_gradient": lambda f, x, h=1e-5: gradients.numerical_gradient(f, x, h)},
    needs=("centred_difference",),
    parts=(
        Part(
            "a vector",
            f"numerical_gradient({BOWL}, x, h)",
            bowl(3),
            edges=({"a": np.array([1.0, 2.0]), "x": np.array([1.0, -1.0]), "h": 0.5},),
        ),
        Part("a matrix", f"numerical_gradient({BOWL}, x, h)", bowl(2, 3)),
        Part(
            "the usual small step",
            "numerical_gradient(lambda w: np.sum(np.sin(speed * w)), x)",
            edges=(
                {"speed": np.array([1.0, 3.0, 2000.0]), "x": np.array([0.3, 0.0, -1.2])},
                {"speed": np.array([2.0]), "x": np.array([0.4])},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "all-at-once",
            "You move all entries at the same time. A partial derivative moves one entry and holds the others.",
            """
            def numerical_gradient(f, x, h=1e-5):
                return np.full_like(x, (f(x + h) - f(x - h)) / (2 * h))
            """,
        ),
        Mistake(
            "one-sided",
            "You measure to the right only. Use a centred difference for every entry.",
            FLAT_LOOP.format(slope="(f(x + step) - f(x)) / h"),
        ),
        Mistake(
            "divided-by-h",
            "Twice too steep: the two points are 2h apart.",
            FLAT_LOOP.format(slope="(f(x + step) - f(x - step)) / h"),
        ),
        Mistake(
            "backwards",
            "The sign is the wrong way round: where the function rises, the slope is positive.",
            FLAT_LOOP.format(slope="(f(x - step) - f(x + step)) / (2 * h)"),
        ),
        Mistake(
            "never-put-back",
            "The entries that you have moved stay moved while you measure the next one. Put each back first.",
            """
            def numerical_gradient(f, x, h=1e-5):
                slopes, moved = np.zeros_like(x), x.copy()
                for place in np.ndindex(x.shape):
                    moved[place] += h
                    above = f(moved)
                    moved[place] -= 2 * h
                    slopes[place] = (above - f(moved)) / (2 * h)
                return slopes
            """,
        ),
        Mistake(
            "left-moved",
            "Your function moves the entries of `x` itself and does not put them back.",
            """
            def numerical_gradient(f, x, h=1e-5):
                slopes = np.zeros_like(x)
                for place in np.ndindex(x.shape):
                    x[place] += h
                    above = f(x)
                    x[place] -= 2 * h
                    slopes[place] = (above - f(x)) / (2 * h)
                return slopes
            """,
        ),
        Mistake(
            "put-back-by-adding",
            PUT_BACK,
            """
            def numerical_gradient(f, x, h=1e-5):
                slopes = np.zeros_like(x)
                for place in np.ndindex(x.shape):
                    x[place] += h
                    above = f(x)
                    x[place] -= 2 * h
                    below = f(x)
                    x[place] += h
                    slopes[place] = (above - below) / (2 * h)
                return slopes
            """,
        ),
        Mistake(
            "put-back-bit-by-bit",
            PUT_BACK,
            """
            def numerical_gradient(f, x, h=1e-5):
                slopes = np.zeros_like(x)
                for place in np.ndindex(x.shape):
                    x[place] += h
                    above = f(x)
                    x[place] -= h
                    x[place] -= h
                    below = f(x)
                    x[place] += h
                    slopes[place] = (above - below) / (2 * h)
                return slopes
            """,
        ),
        Mistake(
            "whole-rows",
            "With a matrix, `x[i]` is a whole row, so you move a row at a time. "
            "`np.ndindex(x.shape)` walks through the single entries.",
            """
            def numerical_gradient(f, x, h=1e-5):
                slopes = np.zeros_like(x)
                for i in range(len(x)):
                    step = np.zeros_like(x)
                    step[i] = h
                    slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
                return slopes
            """,
        ),
        Mistake(
            "flattened",
            "Your slopes come in one long row: the result must have the shape of `x`.",
            """
            def numerical_gradient(f, x, h=1e-5):
                slopes = []
                for place in np.ndindex(x.shape):
                    step = np.zeros_like(x)
                    step[place] = h
                    slopes.append((f(x + step) - f(x - step)) / (2 * h))
                return np.array(slopes)
            """,
        ),
        Mistake(
            "summed",
            "This is one number, the sum of all slopes. Each entry of `x` has a slope of its own.",
            """
            def numerical_gradient(f, x, h=1e-5):
                total = 0.0
                for place in np.ndindex(x.shape):
                    step = np.zeros_like(x)
                    step[place] = h
                    total += (f(x + step) - f(x - step)) / (2 * h)
                return total
            """,
        ),
    ),
    alternatives=(
        FLAT_LOOP.format(slope="(f(x + step) - f(x - step)) / (2 * h)"),
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes, moved = np.zeros(x.shape), x.copy()
            for i in range(x.size):
                kept = moved.flat[i]
                moved.flat[i] = kept + h
                above = f(moved)
                moved.flat[i] = kept - h
                below = f(moved)
                moved.flat[i] = kept
                slopes.flat[i] = (above - below) / (2 * h)
            return slopes
        """,
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros_like(x)
            places = np.nditer(x, flags=["multi_index"])
            for _ in places:
                place = places.multi_index
                kept = x[place]
                x[place] = kept + h
                above = f(x)
                x[place] = kept - h
                below = f(x)
                x[place] = kept
                slopes[place] = (above - below) / (2 * h)
            return slopes
        """,
        """
        def numerical_gradient(f, x, h=1e-5):
            steps = h * np.eye(x.size).reshape(x.size, *x.shape)
            return np.array([(f(x + s) - f(x - s)) / (2 * h) for s in steps]).reshape(x.shape)
        """,
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros_like(x)
            for place in np.ndindex(x.shape):
                def along(value):
                    moved = x.copy()
                    moved[place] = value
                    return f(moved)
                slopes[place] = centred_difference(along, x[place], h)
            return slopes
        """,
        """
        def numerical_gradient(f, x, h=1e-5):
            directions = np.eye(x.size)
            def slope(direction):
                return centred_difference(lambda t: f(x + t * direction.reshape(x.shape)), 0.0, h)
            return np.apply_along_axis(slope, 1, directions).reshape(x.shape)
        """,
    ),
    conventions=("shape of `x`", "a centred difference for each entry"),
    hints=(
        "Walk through the entries of `x` (`np.ndindex(x.shape)` gives the place of each). Make an array of "
        "zeros with h in that one place, and add it to `x`, then subtract it.",
        "f(w) = w₁² + 3 w₂ at (1, 5), h = 1: moving the first entry gives (f(2, 5) - f(0, 5)) / 2 = (19 - 15) / 2 "
        "= 2; moving the second gives (f(1, 6) - f(1, 4)) / 2 = (19 - 13) / 2 = 3. The gradient is [2, 3].",
    ),
    equivalent=(
        Equivalent(
            "line 3: `np.zeros_like` -> `np.ones_like`",
            "every entry of the array of slopes is overwritten",
        ),
    ),
)

EXERCISES = (GRADIENT,)
