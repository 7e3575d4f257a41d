"""What newcomers write for softmax, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
    Mistake(
        "one-largest-for-all",
        "Nothing overflows in yours, but a row of very negative scores becomes 0/0: "
        "subtract the largest score of each *row*.",
        """
        def softmax(z):
            e = np.exp(z - np.max(z))
            return e / e.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "overflow",
        "e^1000 is too large for a computer. Subtracting the same number from all scores of a row does not "
        "change the result: choose it so that no exponent is above 0.",
        """
        def softmax(z):
            e = np.exp(z)
            return e / e.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "mean-subtracted",
        "You subtract each row's mean, and a score far above the mean still overflows. "
        "Which number of the row makes every exponent at most 0?",
        """
        def softmax(z):
            e = np.exp(z - z.mean(axis=-1, keepdims=True))
            return e / e.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "axis-0",
        "Your columns sum to 1. A row holds the scores of one sample: sum along the last axis.",
        """
        def softmax(z):
            e = np.exp(z - z.max(axis=0, keepdims=True))
            return e / e.sum(axis=0, keepdims=True)
        """,
    ),
    Mistake(
        "sum-along-axis-0",
        "The largest score is that of each row, but the sum is taken over the samples: it must run along "
        "the last axis, too.",
        """
        def softmax(z):
            e = np.exp(z - z.max(axis=-1, keepdims=True))
            return e / e.sum(axis=0)
        """,
    ),
    Mistake(
        "divided-by-largest",
        "You divide by the largest score. That changes the result; *subtracting* the same number from "
        "all scores of a row does not.",
        """
        def softmax(z):
            e = np.exp(z / z.max(axis=-1, keepdims=True))
            return e / e.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "axis-1",
        "`axis=1` is the last axis of a matrix only. `axis=-1` is the last one always.",
        """
        def softmax(z):
            e = np.exp(z - z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)
        """,
    ),
    Mistake(
        "whole-batch",
        "All the numbers of the batch together sum to 1 in yours; each row must.",
        """
        def softmax(z):
            e = np.exp(z - z.max(axis=-1, keepdims=True))
            return e / e.sum()
        """,
    ),
    Mistake(
        "one-row-in-mind",
        "Right for a single row of scores. In a batch, all the numbers together sum to 1 in yours; each "
        "row must.",
        """
        def softmax(z):
            e = np.exp(z - np.max(z))
            return e / e.sum()
        """,
    ),
    Mistake(
        "keepdims",
        "The sums of the rows lie down as a row and divide the wrong entries. "
        "`keepdims=True` keeps them standing.",
        """
        def softmax(z):
            e = np.exp((z.T - z.max(axis=-1).T).T)
            return e / e.sum(axis=-1)
        """,
    ),
    Mistake(
        "no-exponential",
        "The exponential is missing: it makes every score positive.",
        "def softmax(z): return z / z.sum(axis=-1, keepdims=True)",
    ),
    Mistake(
        "sigmoids",
        "These are sigmoids, one by one: they do not know of each other and do not sum to 1.",
        "def softmax(z): return 1 / (1 + np.exp(-z))",
    ),
    Mistake(
        "hard-maximum",
        "This is a hard maximum: all or nothing. Softmax leaves something for the others.",
        "def softmax(z): return np.where(z == z.max(axis=-1, keepdims=True), 1.0, 0.0)",
    ),
    Mistake(
        "in-place",
        "Your function changes the scores `z` themselves. Write `z = z - ...`, not `z -= ...`.",
        """
        def softmax(z):
            z -= z.max(axis=-1, keepdims=True)
            e = np.exp(z)
            return e / e.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "falling",
        "The exponent has the wrong sign: the largest score must get the largest probability.",
        """
        def softmax(z):
            powers = np.exp(z.min(axis=-1, keepdims=True) - z)
            return powers / powers.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "keepdims-and-overflow",
        "Two things: the sums lie across the rows, so that rows and columns are mixed up "
        "(`keepdims=True`); and large scores overflow.",
        "def softmax(z): return np.exp(z) / np.exp(z).sum(axis=-1)",
    ),
    Mistake(
        "pythons-sum",
        "Python's `sum` adds up along the first axis. Each row is a sample of its own; and large scores "
        "overflow in yours.",
        "def softmax(z): return np.exp(z) / sum(np.exp(z))",
    ),
    Mistake(
        "whole-batch-and-overflow",
        "Right for a single row of small scores. In a batch, all the numbers together sum to 1 in "
        "yours; each row must. And a large score overflows.",
        """
        def softmax(z):
            powers = np.exp(z)
            return powers / np.sum(powers)
        """,
    ),
    Mistake(
        "not-divided",
        "The powers of a row do not yet sum to 1: divide them by their *sum*.",
        """
        def softmax(z):
            powers = np.exp(z - z.max(axis=-1, keepdims=True))
            return powers
        """,
    ),
    Mistake(
        "sign",
        "The largest score must get the largest probability; in yours it gets the smallest. Look at "
        "the sign in the exponent.",
        """
        def softmax(z):
            powers = np.exp(-z)
            return powers / powers.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "keepdims-twice",
        "The largest scores of the rows lie down as a row and meet the wrong entries, and so do the "
        "sums. `keepdims=True` keeps them standing.",
        """
        def softmax(z):
            powers = np.exp(z - z.max(axis=-1))
            return powers / powers.sum(axis=-1)
        """,
    ),
    Mistake(
        "smallest-subtracted",
        "Large scores overflow in yours: the exponents must be 0 and less. (Is it each row's *smallest* score that you "
        "subtract?)",
        """
        def softmax(z):
            powers = np.exp(z - z.min(axis=-1, keepdims=True))
            return powers / powers.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "shifted-above-only",
        "Below the line stand other powers than above: the subtraction belongs to both.",
        """
        def softmax(z):
            powers = np.exp(z - z.max(axis=-1, keepdims=True))
            return powers / np.exp(z).sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "clipped",
        "Cut off, the scores 1000 and 999 become alike, but the one is nearly three times as likely "
        "as the other. Subtracting keeps their difference.",
        """
        def softmax(z):
            powers = np.exp(np.clip(z, -500, 500))
            return powers / powers.sum(axis=-1, keepdims=True)
        """,
    ),
    Mistake(
        "subtracted-after-the-exponential",
        "The largest score is subtracted from the *scores*, inside the exponential: there it is a "
        "factor that cancels.",
        """
        def softmax(z):
            powers = np.exp(z) - z.max(axis=-1, keepdims=True)
            return powers / powers.sum(axis=-1, keepdims=True)
        """,
    ),
)
