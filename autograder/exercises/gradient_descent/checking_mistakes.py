"""What newcomers write for the relative error, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
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
    Mistake(
        "size-of-the-larger",
        "Of -4 and -5, `np.maximum` takes -4. Take the magnitudes first, and then the larger of them.",
        """
        def relative_error(first, second):
            below = np.abs(np.maximum(first, second))
            return np.abs(first - second) / np.where(below > 0, below, 1)
        """,
    ),
    Mistake(
        "of-the-second",
        "You compare with the second gradient only. Compare with the larger of the two.",
        """
        def relative_error(first, second):
            below = np.abs(second)
            return np.abs(first - second) / np.where(below > 0, below, 1)
        """,
    ),
    Mistake(
        "of-the-mean",
        "You divide by the mean of the two magnitudes. The formula of this text takes the larger one.",
        """
        def relative_error(first, second):
            below = (np.abs(first) + np.abs(second)) / 2
            return np.abs(first - second) / np.where(below > 0, below, 1)
        """,
    ),
    Mistake(
        "of-the-sum-of-both",
        "Gradients of opposite sign cancel below your line. Take the magnitudes, and the larger of them.",
        """
        def relative_error(first, second):
            below = np.abs(first + second)
            return np.abs(first - second) / np.where(below > 0, below, 1)
        """,
    ),
    Mistake(
        "averaged",
        "This is the mean of the errors. Each entry has its own: the result has the shape of the gradients.",
        """
        def relative_error(first, second):
            below = np.maximum(np.abs(first), np.abs(second))
            return np.mean(np.abs(first - second) / np.where(below > 0, below, 1))
        """,
    ),
    Mistake(
        "whole-length",
        "You compare the lengths of the whole arrays and get one number. Each entry is compared by itself.",
        """
        def relative_error(first, second):
            below = max(np.linalg.norm(first), np.linalg.norm(second))
            return np.linalg.norm(first - second) / below
        """,
    ),
    Mistake(
        "tiny-set-to-zero",
        "You call it an agreement where both are small. Tiny gradients can differ, too: only where "
        "both are 0 is the error 0.",
        """
        def relative_error(first, second):
            below = np.maximum(np.abs(first), np.abs(second))
            return np.where(below > 1e-7, np.abs(first - second) / np.where(below > 0, below, 1), 0)
        """,
    ),
    Mistake(
        "percent",
        "This is the error in percent. The formula has no factor of 100.",
        """
        def relative_error(first, second):
            below = np.maximum(np.abs(first), np.abs(second))
            return 100 * np.abs(first - second) / np.where(below > 0, below, 1)
        """,
    ),
    Mistake(
        "zeros-disagree",
        "Where both are 0 they agree: the error is 0 there, not 1.",
        """
        def relative_error(first, second):
            below = np.maximum(np.abs(first), np.abs(second))
            return np.where(below > 0, np.abs(first - second) / np.where(below > 0, below, 1), 1)
        """,
    ),
    Mistake(
        "squared",
        "You square the difference. The formula takes its magnitude.",
        """
        def relative_error(first, second):
            below = np.maximum(np.abs(first), np.abs(second))
            return (first - second) ** 2 / np.where(below > 0, below, 1)
        """,
    ),
    Mistake(
        "pythons-max",
        "Python's `max` compares two numbers, not two arrays. `np.maximum` compares entry by entry.",
        """
        def relative_error(first, second):
            return np.abs(first - second) / max(np.abs(first), np.abs(second))
        """,
    ),
    Mistake(
        "max-of-one",
        "`np.max` takes the largest entry of one array; its second argument is an axis. "
        "`np.maximum` compares two arrays entry by entry.",
        """
        def relative_error(first, second):
            return np.abs(first - second) / np.max(np.abs(first), np.abs(second))
        """,
    ),
)
