"""Dropout: draw who survives."""

from autograder.exercises.declaration import Close, Equivalent, Exercise, Mistake, Part
from source_lib import dropout


def chance(rng):
    """Draw a probability and where the draws begin."""
    return {"keep_prob": rng.uniform(0.55, 0.85), "seed": int(rng.integers(1000))}


def rare(rng):
    """Draw a probability below one half."""
    return {"keep_prob": rng.uniform(0.15, 0.45), "seed": int(rng.integers(1000))}


MASK = "draw_mask((300, 200), keep_prob, np.random.default_rng(seed))"
TWICE = "draw_mask((6, 5), keep_prob, np.random.default_rng(seed))"
ANOTHER = "draw_mask((6, 5), keep_prob, np.random.default_rng(seed + 1))"
MANY = "[np.mean(draw_mask((4, 5), keep_prob, np.random.default_rng(i))) for i in range(seed, seed + 500)]"

DRAW = Exercise(
    id="dropout-mask",
    title="Who survives",
    reference={"draw_mask": dropout.dropout_mask},
    parts=(
        Part(
            "the share of survivors",
            f"np.round(np.mean({MASK}), 2)",
            chance,
            edges=({"keep_prob": 0.2, "seed": 1},),
            drawn=2,
            compare=Close(rtol=0, atol=0.02),
        ),
        Part(
            "each unit of each sample on its own",
            f"[np.std(np.mean({MASK}, axis=0)), np.std(np.mean({MASK}, axis=1))]",
            rare,
            drawn=2,
            compare=Close(rtol=0, atol=0.012),
        ),
        Part(
            "the number of survivors, which differs from mask to mask",
            f"np.round(np.std({MANY}), 3)",
            rare,
            drawn=1,
            compare=Close(rtol=0, atol=0.03),
        ),
        Part(
            "True and False, in the given shape",
            f"[np.shape({TWICE}), str(np.asarray({TWICE}).dtype)]",
            chance,
            drawn=1,
        ),
        Part(
            "all chance comes from rng",
            f"[np.array_equal({TWICE}, {TWICE}), np.array_equal({TWICE}, {ANOTHER})]",
            chance,
            drawn=1,
        ),
    ),
    mistakes=(
        Mistake(
            "share-of-dropped",
            "Your units survive with the probability 1 - keep_prob. Here keep_prob is the probability to *stay*.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(shape) > keep_prob",
        ),
        Mistake(
            "one-for-all-samples",
            "One mask is used for the whole batch. Every sample needs draws of its own.",
            """
            def draw_mask(shape, keep_prob, rng):
                return np.tile(rng.random(shape[-1]) < keep_prob, (shape[0], 1))
            """,
        ),
        Mistake(
            "whole-samples",
            "Whole samples are dropped in yours; each unit of a sample needs a draw of its own.",
            """
            def draw_mask(shape, keep_prob, rng):
                return np.ones(shape, dtype=bool) & (rng.random((shape[0], 1)) < keep_prob)
            """,
        ),
        Mistake(
            "exact-number",
            "In yours the number of survivors of a sample is fixed. Each unit has to be drawn independently.",
            """
            def draw_mask(shape, keep_prob, rng):
                row = np.arange(shape[-1]) < round(keep_prob * shape[-1])
                return rng.permuted(np.tile(row, (shape[0], 1)), axis=1)
            """,
        ),
        Mistake(
            "exact-number-in-all",
            "In yours the number of survivors is fixed: once some have survived, the others must go. Draw each unit "
            "independently.",
            """
            def draw_mask(shape, keep_prob, rng):
                size = shape[0] * shape[1]
                return rng.permutation(np.arange(size) < round(keep_prob * size)).reshape(shape)
            """,
        ),
        Mistake(
            "one-draw",
            "You draw a single number, and all units share its fate. Each one needs a draw of its own.",
            "def draw_mask(shape, keep_prob, rng): return np.full(shape, rng.random() < keep_prob)",
        ),
        Mistake(
            "one-draw-without-a-shape",
            "You draw a single number: `rng.random()` needs the shape to draw one for each unit.",
            "def draw_mask(shape, keep_prob, rng): return rng.random() < keep_prob",
        ),
        Mistake(
            "everybody",
            "Everybody survives in yours.",
            "def draw_mask(shape, keep_prob, rng): return np.ones(shape, dtype=bool)",
        ),
        Mistake(
            "already-divided",
            "Dividing by keep_prob comes later; the mask only says who survives.",
            "def draw_mask(shape, keep_prob, rng): return (rng.random(shape) < keep_prob) / keep_prob",
        ),
        Mistake(
            "numbers",
            "Your mask holds the numbers 1 and 0. True and False are asked for, which a comparison gives: "
            "`~mask` or `X[mask]` mean something else with numbers.",
            "def draw_mask(shape, keep_prob, rng): return (rng.random(shape) < keep_prob).astype(int)",
        ),
        Mistake(
            "float-numbers",
            "Your mask holds the numbers 1.0 and 0.0. True and False are asked for, which a comparison gives: "
            "`~mask` or `X[mask]` do not work with such numbers.",
            "def draw_mask(shape, keep_prob, rng): return np.where(rng.random(shape) < keep_prob, 1.0, 0.0)",
        ),
        Mistake(
            "random-numbers",
            "You return the random numbers themselves. Compare them with keep_prob.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(shape)",
        ),
        Mistake(
            "fair-coin",
            "Every unit survives with probability 1/2 in yours, whatever keep_prob says.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(shape) < 0.5",
        ),
        Mistake(
            "normal-numbers",
            "These random numbers have a bell curve. `rng.random` draws evenly between 0 and 1.",
            "def draw_mask(shape, keep_prob, rng): return rng.normal(size=shape) < keep_prob",
        ),
        Mistake(
            "from-np-random",
            "You draw from `np.random`; use the `rng` that is handed over.",
            "def draw_mask(shape, keep_prob, rng): return np.random.random(shape) < keep_prob",
        ),
        Mistake(  # the generator of the module stands for one that begins elsewhere in each run
            "chance-of-its-own",
            "The same `rng` gave two different masks, so yours draws from somewhere else. Use the `rng` that is "
            "handed over.",
            """
            other = np.random.default_rng(3)
            def draw_mask(shape, keep_prob, rng): return other.random(shape) < keep_prob
            """,
        ),
        Mistake(
            "always-the-same",
            "Your mask is the same whatever `rng` is. Use the `rng` that is handed over for all that you draw.",
            "def draw_mask(shape, keep_prob, rng): return np.random.default_rng(0).random(shape) < keep_prob",
        ),
        Mistake(
            "multiplied",
            "You multiply random numbers by keep_prob. A mask says of each unit whether it survives: "
            "compare them.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(shape) * keep_prob",
        ),
        Mistake(
            "equal",
            "A random number is practically never *equal* to keep_prob, so nobody survives in yours.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(shape) == keep_prob",
        ),
        Mistake(
            "shape-unpacked",
            "`shape` is a tuple, and `rng.random` takes it as it is: without the star.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(*shape) < keep_prob",
        ),
        Mistake(
            "shape-turned-round",
            "Rows and columns of your mask are swapped.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(shape[::-1]) < keep_prob",
        ),
        Mistake(
            "one-row",
            "Your mask is a single row. `shape` says how many rows there are, too, one for each sample.",
            "def draw_mask(shape, keep_prob, rng): return rng.random(shape[-1]) < keep_prob",
        ),
    ),
    alternatives=(
        "def draw_mask(shape, keep_prob, rng): return rng.random(shape) < keep_prob",
        "def draw_mask(shape, keep_prob, rng): return rng.uniform(size=shape) >= 1 - keep_prob",
        "def draw_mask(shape, keep_prob, rng): return rng.binomial(1, keep_prob, size=shape).astype(bool)",
        "def draw_mask(shape, keep_prob, rng): return rng.choice([True, False], shape, p=[keep_prob, 1 - keep_prob])",
        "def draw_mask(shape, keep_prob, rng): return np.where(rng.random(shape) < keep_prob, True, False)",
        """
        def draw_mask(shape, keep_prob, rng):
            draws = rng.random(np.prod(shape)).reshape(shape)
            mask = np.zeros(shape, dtype=bool)
            mask[draws <= keep_prob] = True
            return mask
        """,
        """
        def draw_mask(shape, keep_prob, rng):
            return np.array([[rng.random() < keep_prob for _ in range(shape[1])] for _ in range(shape[0])])
        """,
    ),
    conventions=("`keep_prob` is the probability that a unit survives", "independently of all others"),
    hints=(
        "`rng.random(shape)` draws numbers evenly between 0 and 1. What share of them lies below 0.8?",
        "keep_prob 0.8 and the draws [0.31, 0.92, 0.79]: the first and the last unit survive.",
    ),
    equivalent=(
        Equivalent(
            "line 3: `rng.random(shape) < keep_prob` -> `rng.random(shape) <= keep_prob`",
            "a draw is exactly keep_prob with a probability of about 1e-16",
        ),
    ),
)

EXERCISES = (DRAW,)
