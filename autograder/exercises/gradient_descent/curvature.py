"""Newton's method: the curvature decides how far to go."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.second_order import Newton


def newton_step(w, gradient, hessian):
    """Return the library's Newton step."""
    return Newton(lambda _: hessian).step(w, gradient)


def bowl(n):
    """Return a draw of a bowl in n variables whose axes lie aslant."""

    def draw(rng):
        axes = rng.normal(size=(n, n))
        hessian = axes @ axes.T + n * np.eye(n)
        hessian = (hessian + hessian.T).round(3)
        return {"w": rng.normal(scale=3, size=n), "gradient": rng.normal(scale=5, size=n), "hessian": hessian}

    return draw


SQUARE = {
    "w": np.array([3.0, -1.0]),
    "gradient": np.array([4.0, 2.0]),
    "hessian": np.array([[2.0, 1.0], [1.0, 4.0]]),
}

NEWTON = Exercise(
    id="newton",
    title="Newton's step",
    reference={"newton_step": newton_step},
    needs=("descent_step",),
    parts=(
        Part("two weights", "newton_step(w, gradient, hessian)", bowl(2), edges=(SQUARE,)),
        Part("more weights", "newton_step(w, gradient, hessian)", bowl(4)),
    ),
    mistakes=(
        Mistake(
            "multiplied",
            "You multiply by the Hessian. Where the curvature is large, the step must be short: "
            "the *inverse* is wanted.",
            "def newton_step(w, gradient, hessian): return w - hessian @ gradient",
        ),
        Mistake(
            "uphill",
            "The sign is the wrong way round: like every descent, this goes against the gradient.",
            "def newton_step(w, gradient, hessian): return w + np.linalg.solve(hessian, gradient)",
        ),
        Mistake(
            "step-only",
            "This is the step alone. Asked for are the new weights.",
            "def newton_step(w, gradient, hessian): return -np.linalg.solve(hessian, gradient)",
        ),
        Mistake(
            "weights-forgotten",
            "This is how far to go. Asked for are the new weights: take it away from `w`.",
            "def newton_step(w, gradient, hessian): return np.linalg.solve(hessian, gradient)",
        ),
        Mistake(
            "diagonal-only",
            "You divide by the diagonal only, as if the variables had nothing to do with one another.",
            "def newton_step(w, gradient, hessian): return w - gradient / np.diag(hessian)",
        ),
        Mistake(
            "entry-by-entry",
            "1 / hessian takes the reciprocal of every entry. The inverse of a matrix is something else: "
            "`np.linalg.solve`.",
            "def newton_step(w, gradient, hessian): return w - (1 / hessian) @ gradient",
        ),
        Mistake(
            "no-curvature",
            "The Hessian is not used: this is plain gradient descent with the learning rate 1.",
            "def newton_step(w, gradient, hessian): return w - gradient",
        ),
        Mistake(
            "divided-by-the-matrix",
            "`/` divides entry by entry and makes a matrix of it. A system of equations is to be solved.",
            "def newton_step(w, gradient, hessian): return w - gradient / hessian",
        ),
        Mistake(
            "of-the-weights",
            "The Hessian is applied to the difference of weights and gradient. "
            "It belongs to the gradient only: watch the brackets.",
            "def newton_step(w, gradient, hessian): return np.linalg.solve(hessian, w - gradient)",
        ),
        Mistake(
            "star",
            "`*` multiplies entry by entry, and so a matrix comes out. The inverse times a vector is `@`.",
            "def newton_step(w, gradient, hessian): return w - np.linalg.inv(hessian) * gradient",
        ),
        Mistake(
            "weights-in-the-equations",
            "You solve the equations with the weights on the right. The step comes from the gradient.",
            "def newton_step(w, gradient, hessian): return w - np.linalg.solve(hessian, w)",
        ),
        Mistake(
            "arguments-swapped",
            "`np.linalg.solve(A, b)` wants the matrix first and then the right side.",
            "def newton_step(w, gradient, hessian): return w - np.linalg.solve(gradient, hessian)",
        ),
        Mistake(
            "times-entry-by-entry",
            "`*` multiplies entry by entry, and so a matrix comes out. And it is the *inverse* that is "
            "wanted: `np.linalg.solve`.",
            "def newton_step(w, gradient, hessian): return w - hessian * gradient",
        ),
        Mistake(
            "determinant",
            "The determinant is one number and does not say how far to go in each direction. Solve the "
            "equations.",
            "def newton_step(w, gradient, hessian): return w - gradient / np.linalg.det(hessian)",
        ),
        Mistake(
            "a-rate-as-well",
            "A learning rate is left in your step. Newton's step has none.",
            "def newton_step(w, gradient, hessian): return w - 0.1 * np.linalg.solve(hessian, gradient)",
        ),
        Mistake(
            "row-sums",
            "You divide by the sum of each row, which is no inverse. Solve the equations.",
            "def newton_step(w, gradient, hessian): return w - gradient / hessian.sum(axis=1)",
        ),
        Mistake(
            "turned-round",
            "Step and weights have changed places: take the step away from `w`.",
            "def newton_step(w, gradient, hessian): return np.linalg.solve(hessian, gradient) - w",
        ),
        Mistake(
            "summed",
            "Your step is one number, the sum of all. Each weight has its own part of it.",
            """
            def newton_step(w, gradient, hessian): return w - np.sum(np.linalg.solve(hessian, gradient))
            """,
        ),
    ),
    alternatives=(
        "def newton_step(w, gradient, hessian): return w - np.linalg.solve(hessian, gradient)",
        "def newton_step(w, gradient, hessian): return w - np.linalg.inv(hessian) @ gradient",
        "def newton_step(w, gradient, hessian): return w - gradient @ np.linalg.pinv(hessian)",
        "def newton_step(w, gradient, hessian): return w + np.linalg.lstsq(hessian, -gradient)[0]",
        "def newton_step(w, gradient, hessian): return np.linalg.solve(hessian, hessian @ w - gradient)",
        """
        def newton_step(w, gradient, hessian):
            curvatures, axes = np.linalg.eigh(hessian)
            return w - axes @ ((axes.T @ gradient) / curvatures)
        """,
        """
        def newton_step(w, gradient, hessian):
            return descent_step(w, np.linalg.solve(hessian, gradient), 1.0)
        """,
    ),
    conventions=("w - H^-1 gradient",),
    hints=(
        "The step s solves the equations H s = gradient. `np.linalg.solve(A, b)` returns the s with A s = b.",
        "H = [[2, 0], [0, 10]] and gradient [4, 5]: s = [4 / 2, 5 / 10] = [2, 0.5]; w = [3, 1] becomes [1, 0.5].",
    ),
)

EXERCISES = (NEWTON,)
