"""What newcomers write for the numerical gradient, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

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


MISTAKES = (
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
        "steps-pile-up",
        "The steps of the entries before are still in `step` when you measure the next one. Set them back to 0, "
        "or make a new array of zeros for each entry.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes, step = np.zeros_like(x), np.zeros_like(x)
            for place in np.ndindex(x.shape):
                step[place] = h
                slopes[place] = (f(x + step) - f(x - step)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "back-at-the-start",
        "You go h up and h down again, and so your second point is `x` itself. It should be h below `x`.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes, moved = np.zeros_like(x), x.copy()
            for place in np.ndindex(x.shape):
                moved[place] += h
                above = f(moved)
                moved[place] -= h
                slopes[place] = (above - f(moved)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "back-at-the-start-in-place",
        "You go h up and h down again, and so your second point is `x` itself. It should be h below `x`. "
        "And `x` must be exactly as it was at the end: work on a copy.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros_like(x)
            for place in np.ndindex(x.shape):
                x[place] += h
                above = f(x)
                x[place] -= h
                slopes[place] = (above - f(x)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "one-array-two-names",
        "`up = x` makes no copy: both names stand for the same array, so both values are the same. "
        "`x.copy()` makes one.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros_like(x)
            for place in np.ndindex(x.shape):
                up, down = x, x
                up[place] += h
                down[place] -= h
                slopes[place] = (f(up) - f(down)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "single-entry",
        "You hand `f` a single entry. It takes the whole array, in which one entry is moved.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros_like(x)
            for place in np.ndindex(x.shape):
                slopes[place] = (f(x[place] + h) - f(x[place] - h)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "all-at-once-one-number",
        "You move all entries at the same time and get one number. A partial derivative moves one entry and holds "
        "the others; there are as many as entries.",
        "def numerical_gradient(f, x, h=1e-5): return (f(x + h) - f(x - h)) / (2 * h)",
    ),
    Mistake(
        "multiplied",
        "`/ 2 * h` divides by 2 and then multiplies by h. Put brackets around what stands below the line.",
        FLAT_LOOP.format(slope="(f(x + step) - f(x - step)) / 2 * h"),
    ),
    Mistake(
        "absolute",
        "Where the function falls, its slope is negative. Yours never is.",
        FLAT_LOOP.format(slope="abs(f(x + step) - f(x - step)) / (2 * h)"),
    ),
    Mistake(
        "returned-too-early",
        "Your function returns after the first entry: `return` stands inside the loop.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros_like(x)
            for place in np.ndindex(x.shape):
                step = np.zeros_like(x)
                step[place] = h
                slopes[place] = (f(x + step) - f(x - step)) / (2 * h)
                return slopes
        """,
    ),
    Mistake(
        "result-made-anew",
        "You make the array of slopes anew for every entry, and so only the last slope is left.",
        """
        def numerical_gradient(f, x, h=1e-5):
            for place in np.ndindex(x.shape):
                slopes, step = np.zeros_like(x), np.zeros_like(x)
                step[place] = h
                slopes[place] = (f(x + step) - f(x - step)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "vectors-only",
        "`len(x)` is the number of rows: this works for a vector only. `np.ndindex(x.shape)` walks through all "
        "places of an array of any shape.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros(len(x))
            for i in range(len(x)):
                step = np.zeros(len(x))
                step[i] = h
                slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "matrices-only",
        "Two loops, over rows and columns, suit a matrix only. `np.ndindex(x.shape)` walks through all places of an "
        "array of any shape.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros(x.shape)
            for i in range(x.shape[0]):
                for j in range(x.shape[1]):
                    step = np.zeros(x.shape)
                    step[i, j] = h
                    slopes[i, j] = (f(x + step) - f(x - step)) / (2 * h)
            return slopes
        """,
    ),
    Mistake(
        "row-sums",
        "One number for each row of a matrix: `step[i]` is a whole row. `np.ndindex(x.shape)` walks through the "
        "single entries.",
        """
        def numerical_gradient(f, x, h=1e-5):
            slopes = np.zeros(len(x))
            for i in range(len(x)):
                step = np.zeros(x.shape)
                step[i] = h
                slopes[i] = (f(x + step) - f(x - step)) / (2 * h)
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
)
