"""Gradient descent: many steps, and the path that they make."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.optimizer import minimize
from source_lib.optimizers import GradientDescent


def descent_path(gradient, start, learning_rate, steps):
    """Return the library's path."""
    optimizer = GradientDescent(learning_rate)
    return minimize(lambda w: (0.0, gradient(w)), start, optimizer, steps)


VALLEY = "lambda w: steepness * (w - goal)"
BENT = "lambda w: w**3 - 2 * w + w[::-1]"


def valley(rng):
    """Return a valley, a start, a learning rate and a number of steps."""
    return {
        "steepness": rng.uniform(0.5, 3, size=2),
        "goal": rng.normal(size=2),
        "start": rng.normal(scale=3, size=2),
        "learning_rate": rng.uniform(0.1, 0.4),
        "steps": int(rng.integers(3, 7)),
    }


DESCEND = Exercise(
    id="descend",
    title="Descend, and keep the path",
    reference={"descend": descent_path},
    needs=("descent_step",),
    parts=(
        Part("a valley", f"descend({VALLEY}, start, learning_rate, steps)", valley),
        Part(
            "any function",
            f"descend({BENT}, start, learning_rate, steps)",
            edges=(
                {"start": np.array([1.5, -0.5, 0.25]), "learning_rate": 0.1, "steps": 4},
                {"start": np.array([0.5]), "learning_rate": 0.25, "steps": 3},
            ),
        ),
        Part(
            "no step at all",
            f"descend({BENT}, start, learning_rate, steps)",
            edges=({"start": np.array([2.0, -1.0]), "learning_rate": 0.1, "steps": 0},),
        ),
    ),
    mistakes=(
        Mistake(
            "last-only",
            "This is where the path ends. Asked for is the whole path, the start included.",
            """
            def descend(gradient, start, learning_rate, steps):
                w = start.copy()
                for _ in range(steps):
                    w = w - learning_rate * gradient(w)
                return w
            """,
        ),
        Mistake(
            "start-missing",
            "The start is missing: with 3 steps the path has 4 points.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, []
                for _ in range(steps):
                    w = w - learning_rate * gradient(w)
                    path.append(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "end-missing",
            "The last point is missing: with 3 steps the path has 4 points.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, []
                for _ in range(steps):
                    path.append(w)
                    w = w - learning_rate * gradient(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "one-step-short",
            "One step is missing at the end: 3 steps and the start make 4 points.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps - 1):
                    path.append(path[-1] - learning_rate * gradient(path[-1]))
                return np.array(path)
            """,
        ),
        Mistake(
            "one-step-too-many",
            "Your path is one step too long: with 3 steps it has 4 points, and with 0 steps the start alone.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps + 1):
                    path.append(path[-1] - learning_rate * gradient(path[-1]))
                return np.array(path)
            """,
        ),
        Mistake(
            "gradient-of-the-start",
            "You take the gradient of the start in every step. Ask for it again wherever you are.",
            """
            def descend(gradient, start, learning_rate, steps):
                slope, path = gradient(start), [start]
                for _ in range(steps):
                    path.append(path[-1] - learning_rate * slope)
                return np.array(path)
            """,
        ),
        Mistake(
            "uphill",
            "This climbs. The gradient points uphill, and you want to go down.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps):
                    path.append(path[-1] + learning_rate * gradient(path[-1]))
                return np.array(path)
            """,
        ),
        Mistake(
            "one-array-many-times",
            "All points of your path are the same array, which `-=` has moved along to the end. "
            "Make a new array in each step.",
            """
            def descend(gradient, start, learning_rate, steps):
                w = start.copy()
                path = [w]
                for _ in range(steps):
                    w -= learning_rate * gradient(w)
                    path.append(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "start-moved",
            "`-=` moves the array `start` itself, which belongs to the caller. Make a new array in each step.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, [start.copy()]
                for _ in range(steps):
                    w -= learning_rate * gradient(w)
                    path.append(w.copy())
                return np.array(path)
            """,
        ),
        Mistake(
            "lying-down",
            "A row must be a point: the shape is (steps + 1, weights).",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps):
                    path.append(path[-1] - learning_rate * gradient(path[-1]))
                return np.array(path).T
            """,
        ),
        Mistake(
            "always-from-the-start",
            "Each of your steps begins at the start again. It must begin where the last one has ended.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps):
                    path.append(start - learning_rate * gradient(path[-1]))
                return np.array(path)
            """,
        ),
        Mistake(
            "returned-too-early",
            "Your function returns during the first step: `return` stands inside the loop.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps):
                    path.append(path[-1] - learning_rate * gradient(path[-1]))
                    return np.array(path)
            """,
        ),
        Mistake(
            "start-twice",
            "The start is there twice, and the last point is missing: take the step first, then append.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, [start]
                for _ in range(steps):
                    path.append(w)
                    w = w - learning_rate * gradient(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "begins-after-a-step",
            "Your path is long enough, but it begins after the first step. The first row is the start.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, []
                for _ in range(steps + 1):
                    w = w - learning_rate * gradient(w)
                    path.append(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "start-itself-many-times",
            "All points of your path are the array `start` itself, which `-=` moves along. Make a new "
            "array in each step.",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, [start]
                for _ in range(steps):
                    w -= learning_rate * gradient(w)
                    path.append(w)
                return np.array(path)
            """,
        ),
        Mistake(
            "in-one-row",
            "All numbers stand in one long row. A row of the path must be a point: the shape is (steps + "
            "1, weights).",
            """
            def descend(gradient, start, learning_rate, steps):
                w, path = start, [start]
                for _ in range(steps):
                    w = w - learning_rate * gradient(w)
                    path.append(w)
                return np.concatenate(path)
            """,
        ),
        Mistake(
            "not-called",
            "`gradient` is a function here. Call it: `gradient(w)` is the gradient at the point w.",
            """
            def descend(gradient, start, learning_rate, steps):
                path = [start]
                for _ in range(steps):
                    path.append(path[-1] - learning_rate * gradient)
                return np.array(path)
            """,
        ),
    ),
    alternatives=(
        """
        def descend(gradient, start, learning_rate, steps):
            path = [start]
            for _ in range(steps):
                path.append(descent_step(path[-1], gradient(path[-1]), learning_rate))
            return np.array(path)
        """,
        """
        def descend(gradient, start, learning_rate, steps):
            path = np.zeros((steps + 1, len(start)))
            path[0] = start
            for i in range(steps):
                path[i + 1] = path[i] - learning_rate * gradient(path[i])
            return path
        """,
        """
        def descend(gradient, start, learning_rate, steps):
            w = start.copy()
            path = [w.copy()]
            while len(path) <= steps:
                w -= learning_rate * gradient(w)
                path.append(w.copy())
            return np.vstack(path)
        """,
        """
        def descend(gradient, start, learning_rate, steps):
            if steps == 0:
                return start[np.newaxis]
            rest = descend(gradient, start - learning_rate * gradient(start), learning_rate, steps - 1)
            return np.concatenate([[start], rest])
        """,
    ),
    conventions=("shape (steps + 1, weights)", "the start is the first row"),
    hints=(
        "Begin a list with `start`. In each step take the last point, its gradient, and append the new point. "
        "At the end, `np.array(path)`.",
        "The gradient is 2w, the start 1, the learning rate 0.25, two steps: 1, then 1 - 0.25 · 2 = 0.5, then "
        "0.5 - 0.25 · 1 = 0.25. The path is [[1], [0.5], [0.25]].",
    ),
)

EXERCISES = (DESCEND,)
