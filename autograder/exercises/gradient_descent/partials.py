"""The slopes of a function of many numbers, by measuring one after another."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part
from autograder.exercises.gradient_descent.partials_mistakes import FLAT_LOOP, MISTAKES
from source_lib import gradients

BOWL = "lambda w: np.sum(a * w**3) + np.prod(w)"


def bowl(*shape):
    """Return a draw of a function whose entries act on one another, a point of this shape, and a wide step."""
    return lambda rng: {
        "a": rng.uniform(0.5, 2, size=shape),
        "x": rng.uniform(-2, 2, size=shape),
        "h": rng.uniform(0.2, 0.6),
    }


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
    mistakes=MISTAKES,
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
