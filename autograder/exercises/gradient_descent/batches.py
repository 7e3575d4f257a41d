"""Mini-batches: a few samples for each update."""

from types import SimpleNamespace

import numpy as np

from autograder.exercises.declaration import Exercise, Part, code
from autograder.exercises.gradient_descent.batches_mistakes import COUNT_RIGHT, MISTAKES, SPLIT_RIGHT
from source_lib import mini_batches as library


def in_the_given_order(order, batch_size):
    """Return what the library's mini-batches make of an order that is already drawn."""
    drawn = SimpleNamespace(permutation=np.arange)
    return [rows for rows, _ in library.mini_batches(order, order, batch_size, drawn)]


def shuffled(count, batch_size):
    """Return a draw of an order of so many samples, to be split."""
    return lambda rng: {"order": rng.permutation(count), "batch_size": batch_size}


BATCHES = Exercise(
    id="mini-batches",
    title="Mini-batches",
    reference={"split_batches": in_the_given_order, "updates_per_epoch": library.updates_per_epoch},
    parts=(
        Part("batches that fit", "split_batches(order, batch_size)", shuffled(12, 4)),
        Part(
            "a smaller last batch",
            "split_batches(order, batch_size)",
            shuffled(10, 4),
            edges=(
                {"order": np.array([4, 0, 3, 1, 2]), "batch_size": 2},
                {"order": np.array([2, 0, 1]), "batch_size": 10},
            ),
        ),
        Part(
            "updates an epoch, batches that fit",
            "updates_per_epoch(n_samples, batch_size)",
            edges=(
                {"n_samples": 60000, "batch_size": 10000},
                {"n_samples": 60000, "batch_size": 32},
                {"n_samples": 50, "batch_size": 1},
            ),
        ),
        Part(
            "updates an epoch, a smaller last batch",
            "updates_per_epoch(n_samples, batch_size)",
            lambda rng: {
                "n_samples": int(10 * rng.integers(20, 60) + rng.integers(1, 4)),
                "batch_size": 10,
            },
            edges=(
                {"n_samples": 1204, "batch_size": 32},
                {"n_samples": 7, "batch_size": 100},
                {"n_samples": 19, "batch_size": 10},
            ),
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(SPLIT_RIGHT, COUNT_RIGHT),
        code(
            """
            def split_batches(order, batch_size):
                return np.split(order, range(batch_size, len(order), batch_size))
            """,
            "def updates_per_epoch(n_samples, batch_size): return int(np.ceil(n_samples / batch_size))",
        ),
        code(
            """
            def split_batches(order, batch_size):
                batches, rest = [], order
                while len(rest):
                    batches.append(rest[:batch_size])
                    rest = rest[batch_size:]
                return batches
            """,
            """
            def updates_per_epoch(n_samples, batch_size):
                whole, rest = divmod(n_samples, batch_size)
                return whole + 1 if rest else whole
            """,
        ),
        code(
            """
            def split_batches(order, batch_size):
                numbers = np.arange(len(order)) // batch_size
                return tuple(order[numbers == number] for number in np.unique(numbers))
            """,
            "def updates_per_epoch(n_samples, batch_size): return (n_samples + batch_size - 1) // batch_size",
        ),
        code(
            """
            def split_batches(order, batch_size):
                return [
                    np.array(order[start : min(start + batch_size, len(order))])
                    for start in range(0, len(order), batch_size)
                ]
            """,
            """
            def updates_per_epoch(n_samples, batch_size):
                return len(split_batches(np.arange(n_samples), batch_size))
            """,
        ),
        code(
            SPLIT_RIGHT,
            "def updates_per_epoch(n_samples, batch_size): return np.ceil(n_samples / batch_size)",
        ),
        code(
            SPLIT_RIGHT,
            """
            import math
            def updates_per_epoch(n_samples, batch_size): return math.ceil(n_samples / batch_size)
            """,
        ),
    ),
    conventions=("the last batch has what is left", "a list of arrays"),
    hints=(
        "`order[i : i + batch_size]` is one batch, and a slice that reaches beyond the end simply stops there. "
        "Where do the batches begin? `range` can count in steps.",
        "The order [4, 0, 3, 1, 2] in batches of 2: [4, 0], [3, 1] and [2], so three updates.",
    ),
)

EXERCISES = (BATCHES,)
