"""What newcomers write for mini-batches, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

COUNT_RIGHT = """
    def updates_per_epoch(n_samples, batch_size):
        return -(-n_samples // batch_size)
"""

SPLIT_RIGHT = """
    def split_batches(order, batch_size):
        return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
"""


MISTAKES = (
    Mistake(
        "last-batch-lost",
        "The samples that are left over at the end are never used. They are a batch, too, a smaller one.",
        code(
            """
            def split_batches(order, batch_size):
                whole = len(order) // batch_size
                return [order[i * batch_size : (i + 1) * batch_size] for i in range(whole)]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "rounded-down",
        "This rounds down and forgets the update with the samples that are left over.",
        code(SPLIT_RIGHT, "def updates_per_epoch(n_samples, batch_size): return n_samples // batch_size"),
    ),
    Mistake(
        "always-one-more",
        "One too many where the batches fit exactly: there is nothing left over then.",
        code(
            SPLIT_RIGHT,
            "def updates_per_epoch(n_samples, batch_size): return n_samples // batch_size + 1",
        ),
    ),
    Mistake(
        "not-a-whole-number",
        "There is no such thing as a third of an update: round up to a whole number.",
        code(SPLIT_RIGHT, "def updates_per_epoch(n_samples, batch_size): return n_samples / batch_size"),
    ),
    Mistake(
        "nearest",
        "You round to the *nearest* whole number. However few samples are left over, they are an update.",
        code(
            SPLIT_RIGHT,
            "def updates_per_epoch(n_samples, batch_size): return round(n_samples / batch_size)",
        ),
    ),
    Mistake(
        "so-many-batches",
        "You make `batch_size` batches. It says how many samples are in *one*.",
        code("def split_batches(order, batch_size): return np.array_split(order, batch_size)", COUNT_RIGHT),
    ),
    Mistake(
        "evened-out",
        "The batches are evened out. Every one but the last has exactly `batch_size` samples.",
        code(
            """
            def split_batches(order, batch_size):
                return np.array_split(order, -(-len(order) // batch_size))
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "in-order-of-the-file",
        "Your batches count 0, 1, 2, ... The order is given: take the samples as `order` has them.",
        code(
            """
            def split_batches(order, batch_size):
                rows = np.arange(len(order))
                return [rows[i : i + batch_size] for i in range(0, len(order), batch_size)]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "overlapping",
        "Your batches overlap: the next one begins where the last one ended.",
        code(
            """
            def split_batches(order, batch_size):
                return [order[i : i + batch_size] for i in range(len(order))]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "empty-batch",
        "Where the batches fit exactly, yours has one more at the end, with nothing in it.",
        code(
            """
            def split_batches(order, batch_size):
                return [order[i : i + batch_size] for i in range(0, len(order) + 1, batch_size)]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "one-short",
        "Each of your batches lacks its last sample: a slice already stops *before* its end.",
        code(
            """
            def split_batches(order, batch_size):
                return [order[i : i + batch_size - 1] for i in range(0, len(order), batch_size)]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "one-too-many",
        "Each of your batches takes the first sample of the next one: a slice stops *before* its end.",
        code(
            """
            def split_batches(order, batch_size):
                return [order[i : i + batch_size + 1] for i in range(0, len(order), batch_size)]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "wrong-end",
        "Every slice of yours ends at `batch_size`, so only the first batch has samples. Where does "
        "the second end?",
        code(
            """
            def split_batches(order, batch_size):
                return [order[i:batch_size] for i in range(0, len(order), batch_size)]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "last-one-dropped",
        "Your last batch is always missing, whether it is full or not.",
        code(
            """
            def split_batches(order, batch_size):
                return [order[i : i + batch_size] for i in range(0, len(order), batch_size)][:-1]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "equal-parts",
        "`np.split` with a number makes that many *equal* parts. `batch_size` says how many samples "
        "are in one batch.",
        code(
            """
            def split_batches(order, batch_size):
                return np.split(order, batch_size)
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "rectangle",
        "A rectangle has no room for a smaller last batch: return a list of arrays.",
        code(
            """
            def split_batches(order, batch_size):
                return order.reshape(-1, batch_size)
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "shuffled-again",
        "You shuffle once more. `order` is shuffled already: take the samples as it has them.",
        code(
            """
            def split_batches(order, batch_size):
                order = np.random.permutation(order)
                return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
            """,
            COUNT_RIGHT,
        ),
    ),
    Mistake(
        "remainder-added",
        "You add the number of samples that are left over. Together they are *one* more update.",
        code(
            SPLIT_RIGHT,
            """
            def updates_per_epoch(n_samples, batch_size):
                return n_samples // batch_size + n_samples % batch_size
            """,
        ),
    ),
    Mistake(
        "sign-kept",
        "Rounding down a negative number is the right idea, but the result must be turned round once more.",
        code(SPLIT_RIGHT, "def updates_per_epoch(n_samples, batch_size): return -n_samples // batch_size"),
    ),
)
