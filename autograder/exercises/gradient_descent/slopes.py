"""The slope of a function of one number, by measuring."""

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib import gradients

CUBIC = "lambda x: a * x**3 + b * x**2"


def cubic(rng):
    """Return a cubic, a place and a step so wide that every way to measure gives another slope."""
    a, b, x = rng.uniform(0.5, 2), rng.uniform(-3, 3), rng.uniform(-2, 2)
    return {"a": a, "b": b, "x": x, "h": rng.uniform(0.2, 0.6)}


def measured_slope(f, x, h=1e-5):
    """Return the library's centred difference at one number."""
    return float(gradients.numerical_gradient(f, x, h))


CENTRED = Exercise(
    id="centred-difference",
    title="The slope as a centred difference",
    reference={"centred_difference": measured_slope},
    parts=(
        Part(
            "a wide step",
            f"centred_difference({CUBIC}, x, h)",
            cubic,
            edges=({"a": 1.0, "b": 0.0, "x": 2.0, "h": 0.5}, {"a": 1.0, "b": -3.0, "x": 1.0, "h": 0.5}),
        ),
        Part(
            "the usual small step",
            "centred_difference(lambda x: np.sin(speed * x), x)",
            edges=({"speed": 1.0, "x": 0.3}, {"speed": 2000.0, "x": -1.2}, {"speed": 3.0, "x": 0.0}),
        ),
    ),
    mistakes=(
        Mistake(
            "one-sided",
            "You measure to the right only. A *centred* difference takes one point on each side of x.",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x)) / h",
        ),
        Mistake(
            "one-sided-left",
            "You measure to the left only. A *centred* difference takes one point on each side of x.",
            "def centred_difference(f, x, h=1e-5): return (f(x) - f(x - h)) / h",
        ),
        Mistake(
            "divided-by-h",
            "Twice too steep: how far apart are the two points x - h and x + h?",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x - h)) / h",
        ),
        Mistake(
            "multiplied",
            "`/ 2 * h` divides by 2 and then multiplies by h. Put brackets around what stands below the line.",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x - h)) / 2 * h",
        ),
        Mistake(
            "not-divided",
            "This is the rise only. A slope is the rise divided by the way.",
            "def centred_difference(f, x, h=1e-5): return f(x + h) - f(x - h)",
        ),
        Mistake(
            "half-a-step",
            "Your two points are only h apart: each should be h away from x.",
            "def centred_difference(f, x, h=1e-5): return (f(x + h / 2) - f(x - h / 2)) / h",
        ),
        Mistake(
            "backwards",
            "The sign is the wrong way round: where the function rises, the slope is positive.",
            "def centred_difference(f, x, h=1e-5): return (f(x - h) - f(x + h)) / (2 * h)",
        ),
        Mistake(
            "brackets",
            "Division comes before subtraction: put brackets around the whole rise.",
            "def centred_difference(f, x, h=1e-5): return f(x + h) - f(x - h) / (2 * h)",
        ),
        Mistake(
            "absolute",
            "Where the function falls, its slope is negative. Yours never is.",
            "def centred_difference(f, x, h=1e-5): return abs(f(x + h) - f(x - h)) / (2 * h)",
        ),
        Mistake(
            "sum",
            "You add the two values. A slope compares them.",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) + f(x - h)) / (2 * h)",
        ),
        Mistake(
            "h-fixed",
            "The argument `h` is ignored: your function sets it anew.",
            """
            def centred_difference(f, x, h=1e-5):
                h = 1e-5
                return (f(x + h) - f(x - h)) / (2 * h)
            """,
        ),
        Mistake(
            "halved-only",
            "In the end you divide by 2 alone. How far apart are the two points x - h and x + h?",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x - h)) / 2",
        ),
        Mistake(
            "two-steps-away",
            "Your points are 2h away from x, so 4h apart. Each should be h away from x.",
            "def centred_difference(f, x, h=1e-5): return (f(x + 2 * h) - f(x - 2 * h)) / (2 * h)",
        ),
        Mistake(
            "divided-by-the-square",
            "You divide by h squared. The two points are 2 times h apart.",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x - h)) / (h * h)",
        ),
        Mistake(
            "curvature",
            "This is the second derivative: how the *slope* changes. The slope itself needs only the two "
            "outer points.",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) - 2 * f(x) + f(x - h)) / h**2",
        ),
        Mistake(
            "rounded-down",
            "`//` rounds down to a whole number. A slope may lie in between: divide with `/`.",
            "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x - h)) // (2 * h)",
        ),
    ),
    alternatives=(
        "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x - h)) / (2 * h)",
        "def centred_difference(f, x, h=1e-5): return (f(x + h) - f(x - h)) / h / 2",
        """
        def centred_difference(f, x, h=1e-5):
            right, left = x + h, x - h
            return (f(right) - f(left)) / (right - left)
        """,
        """
        def centred_difference(f, x, h=1e-5):
            forward = (f(x + h) - f(x)) / h
            backward = (f(x) - f(x - h)) / h
            return (forward + backward) / 2
        """,
        "def centred_difference(f, x, h=1e-5): return np.diff([f(x - h), f(x + h)])[0] / (2 * h)",
        "def centred_difference(f, x, h=1e-5): return np.float64(0.5) * (f(x + h) - f(x - h)) * (1 / h)",
    ),
    conventions=("on each side of $x$", "divide by $2h$"),
    hints=(
        "Three numbers: the function a step h to the right, the function a step h to the left, and how far "
        "apart these two points are.",
        "f(x) = x², x = 3, h = 1: f(4) = 16, f(2) = 4, and the points are 2 apart: (16 - 4) / 2 = 6.",
    ),
)

EXERCISES = (CENTRED,)
