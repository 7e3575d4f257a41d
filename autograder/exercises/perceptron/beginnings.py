"""The warm-up, and McCulloch and Pitts's unit of 1943."""

import itertools

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from autograder.exercises.slips import find_the_slip
from source_lib.linear_classifiers import linear_scores
from source_lib.perceptron import mcculloch_pitts


def number_of_active(inputs):
    """Count the active inputs: a score in which every weight is 1."""
    return linear_scores(np.atleast_2d(inputs), np.ones(len(inputs)), 0.0)[0]


COUNT_ACTIVE = Exercise(
    id="count-active",
    title="Warm-up: count the active inputs",
    reference={"count_active": number_of_active},
    parts=(
        Part(
            "some inputs are active",
            "count_active(inputs)",
            lambda rng: {"inputs": rng.permutation(np.repeat([0, 1], rng.integers(2, 6, size=2)))},
            edges=({"inputs": np.array([1, 0, 1, 1])}, {"inputs": np.array([0, 0, 1])}),
        ),
        Part("no input is active", "count_active(inputs)", edges=({"inputs": np.array([0, 0, 0])},)),
    ),
    mistakes=(
        Mistake(
            "prints",
            "Your function shows the number but does not hand it back. End it with `return`, not with `print`.",
            "def count_active(inputs): print(np.sum(inputs))",
        ),
        Mistake(
            "length",
            "This is the number of all inputs. Inactive ones are 0 and should not count.",
            "def count_active(inputs): return len(inputs)",
        ),
        Mistake(
            "inactive",
            "You counted the zeros. Active inputs are the ones.",
            "def count_active(inputs): return np.sum(inputs == 0)",
        ),
        Mistake(
            "share",
            "This is the share of the active inputs, a number between 0 and 1. Their number is asked for.",
            "def count_active(inputs): return np.mean(inputs)",
        ),
        Mistake(
            "any",
            "This says whether at least one input is active. How many are?",
            "def count_active(inputs): return np.max(inputs)",
        ),
        Mistake(
            "returns-too-early",
            "`return` stands inside the loop, so the function ends with the first input. Move it to the left.",
            """
            def count_active(inputs):
                count = 0
                for value in inputs:
                    count = count + value
                    return count
            """,
        ),
        Mistake(
            "marked",
            "This marks the active inputs with True. How many are marked? Add up.",
            "def count_active(inputs): return inputs == 1",
        ),
        Mistake(
            "first-left-out",
            "Your loop leaves the first input out: indices begin with 0.",
            """
            def count_active(inputs):
                count = 0
                for i in range(1, len(inputs)):
                    count = count + inputs[i]
                return count
            """,
        ),
        Mistake(
            "last-left-out",
            "Your loop leaves the last input out: `range(n)` ends at n - 1 already.",
            """
            def count_active(inputs):
                count = 0
                for i in range(len(inputs) - 1):
                    count = count + inputs[i]
                return count
            """,
        ),
        Mistake(
            "always-the-example",
            "Yours gives 3 whatever the inputs are. Count in the argument `inputs`; the example must not "
            "stand in the function.",
            "def count_active(inputs): return np.sum(np.array([1, 0, 1, 1]))",
        ),
    ),
    alternatives=(
        "def count_active(inputs): return np.sum(inputs)",
        "def count_active(inputs): return sum(inputs)",
        "def count_active(inputs): return np.count_nonzero(inputs)",
        "def count_active(inputs): return float(inputs @ inputs)",
        "def count_active(inputs): return list(inputs).count(1)",
        """
        def count_active(inputs):
            count = 0
            for value in inputs:
                if value == 1:
                    count += 1
            return count
        """,
    ),
    conventions=("Active inputs are 1, inactive ones are 0",),
    hints=(
        "NumPy can add up all the entries of an array for you: look for a function whose name says just that.",
        "For the inputs [1, 0, 1, 1], 1 + 0 + 1 + 1 = 3: the sum of zeros and ones is the number of ones.",
    ),
)

ALL_OF_THREE = np.array(list(itertools.product([0, 1], repeat=3)))
MCCULLOCH_PITTS = Exercise(
    id="mcculloch-pitts",
    title="The unit of McCulloch and Pitts",
    reference={"mcculloch_pitts": mcculloch_pitts},
    parts=(
        Part(
            "three inputs, all eight rows",
            "mcculloch_pitts(X, threshold)",
            edges=tuple({"X": ALL_OF_THREE, "threshold": threshold} for threshold in (1, 2, 3)),
        ),
        Part(
            "more inputs, any rows",
            "mcculloch_pitts(X, threshold)",
            lambda rng: {"X": rng.integers(0, 2, size=(6, 5)), "threshold": int(rng.integers(2, 4))},
            edges=({"X": np.array([[1, 1], [0, 1]]), "threshold": 1},),
        ),
    ),
    mistakes=(
        Mistake(
            "strict",
            "Look at a row with exactly `threshold` active inputs: it reaches the threshold, so the unit fires.",
            "def mcculloch_pitts(X, threshold): return np.where(X.sum(axis=1) > threshold, 1, 0)",
        ),
        Mistake(
            "columns",
            "You added up the columns of X. A sample is a row: add along axis 1.",
            "def mcculloch_pitts(X, threshold): return np.where(X.sum(axis=0) >= threshold, 1, 0)",
        ),
        Mistake(
            "everything-at-once",
            "You added up the whole of X. Each row has a count of its own: `sum` takes an axis.",
            "def mcculloch_pitts(X, threshold): return np.where(X.sum() >= threshold, 1, 0)",
        ),
        Mistake(
            "truth-values",
            "A comparison gives True and False. Turn them into the numbers 1 and 0.",
            "def mcculloch_pitts(X, threshold): return X.sum(axis=1) >= threshold",
        ),
        Mistake(
            "upside-down",
            "Upside down: the unit fires when *enough* inputs are active.",
            "def mcculloch_pitts(X, threshold): return np.where(X.sum(axis=1) >= threshold, 0, 1)",
        ),
        Mistake(
            "count",
            "This is the number of active inputs. The unit's answer is only 1 or 0.",
            "def mcculloch_pitts(X, threshold): return X.sum(axis=1)",
        ),
        Mistake(
            "each-input",
            "You compared each input with the threshold. Count the active inputs of a row first.",
            "def mcculloch_pitts(X, threshold): return np.where(X >= threshold, 1, 0)",
        ),
        Mistake(
            "exactly",
            "Yours fires only for exactly `threshold` active inputs. More of them should make it fire as well.",
            "def mcculloch_pitts(X, threshold): return np.where(X.sum(axis=1) == threshold, 1, 0)",
        ),
        Mistake(
            "signs",
            "Your unit puts out -1 where it does not fire. An inhibited unit puts out 0.",
            "def mcculloch_pitts(X, threshold): return np.where(X.sum(axis=1) >= threshold, 1, -1)",
        ),
        Mistake(
            "at-most",
            "Yours fires for *at most* `threshold` active inputs. Turn the comparison round: at least so "
            "many.",
            "def mcculloch_pitts(X, threshold): return np.where(X.sum(axis=1) <= threshold, 1, 0)",
        ),
        Mistake(
            "first-row-only",
            "You answer for the first row alone: a `return` inside a loop ends the function. Each row has"
            " an answer.",
            """
            def mcculloch_pitts(X, threshold):
                for row in X:
                    if row.sum() >= threshold:
                        return 1
                    return 0
            """,
        ),
    ),
    alternatives=(
        "def mcculloch_pitts(X, threshold): return np.where(X.sum(axis=1) >= threshold, 1, 0)",
        "def mcculloch_pitts(X, threshold): return (np.sum(X, axis=-1) >= threshold).astype(float)",
        "def mcculloch_pitts(X, threshold): return np.array([int(sum(row) >= threshold) for row in X])",
        "def mcculloch_pitts(X, threshold): return np.heaviside(X @ np.ones(X.shape[1]) - threshold, 1)",
        """
        def mcculloch_pitts(X, threshold):
            fires = np.zeros(len(X))
            for i in range(len(X)):
                if np.count_nonzero(X[i]) >= threshold:
                    fires[i] = 1
            return fires
        """,
    ),
    conventions=("at least `threshold`",),
    hints=(
        "Count each row's active inputs first: `X.sum(axis=1)` adds along the rows. Then compare.",
        "X = [[1, 1, 0], [0, 1, 0]] has the counts [2, 1]. With the threshold 2, the answer is [1, 0].",
    ),
    needs=("count_active",),
    equivalent=(
        Equivalent(
            "line 3: `np.where(X.sum(axis=1) >= threshold, 1, 0)` -> `np.where(1, X.sum(axis=1) >= threshold, 0)`",
            "The truth values stand where the numbers 1 stood, and NumPy makes numbers of them beside the 0.",
        ),
    ),
)

SLIP_AUTHORS = find_the_slip(
    "slip-authors",
    "Find the slip: the unit of 1943",
    "slip_authors",
    wrong="b",
    right={
        "a": "however many inputs there are, one number, 0 or 1, comes out.",
        "c": "the unit only counts; swap two of its inputs, and nothing changes.",
        "d": "with 5 inputs and the threshold 6, for example.",
    },
    hints=(
        "Three of the statements can be tested with your `mcculloch_pitts`. The fourth is about people.",
        "Read the beginning of this section again: how many names are there?",
    ),
)

EXERCISES = (COUNT_ACTIVE, MCCULLOCH_PITTS, SLIP_AUTHORS)
