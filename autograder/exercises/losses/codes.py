"""Metro, taxi or bicycle: what a message costs on a line that charges by the bit."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.slips import find_the_slip
from source_lib import information


def distribution(rng, outcomes):
    """Draw probabilities with three decimals that sum to 1, none of them very small."""
    counts = rng.multinomial(1000 - 20 * outcomes, rng.dirichlet(np.ones(outcomes)))
    return (counts + 20) / 1000


def probabilities(outcomes):
    """Return a draw of one distribution."""
    return lambda rng: {"y": distribution(rng, outcomes)}


def coded(outcomes):
    """Return a draw of one distribution and of word lengths."""
    return lambda rng: {"y": distribution(rng, outcomes), "lengths": rng.integers(1, 7, outcomes)}


def optimal_code_lengths(y):
    """Return the best length for each probability, also if not all outcomes are given."""
    return np.array([information.optimal_code_lengths([p, 1 - p])[0] for p in np.ravel(y)]).reshape(
        np.shape(y)
    )


LENGTHS = "def optimal_code_lengths(y): return np.log2(1 / y)"
MEAN = "def expected_code_length(y, lengths): return np.sum(y * lengths)"
KRAFT = "def kraft_sum(lengths): return np.sum(2.0 ** -lengths)"

CODE_LENGTHS = Exercise(
    id="code-lengths",
    title="Code lengths",
    reference={
        "optimal_code_lengths": optimal_code_lengths,
        "expected_code_length": information.expected_code_length,
        "kraft_sum": information.kraft_sum,
    },
    parts=(
        Part(
            "the best length of each word",
            "optimal_code_lengths(y)",
            probabilities(4),
            edges=({"y": np.array([0.5, 0.25, 0.125, 0.125])}, {"y": np.array([1.0])}),
        ),
        Part(
            "the mean length of a message",
            "expected_code_length(y, lengths)",
            coded(5),
            edges=({"y": np.array([0.5, 0.25, 0.25]), "lengths": np.array([1.0, 3.0, 2.0])},),
        ),
        Part(
            "Kraft's sum",
            "kraft_sum(lengths)",
            lambda rng: {"lengths": rng.integers(1, 7, 5).astype(float)},
            edges=({"lengths": np.array([1.0, 2.0, 2.0])}, {"lengths": np.array([1.0, 1.0, 3.0])}),
        ),
    ),
    mistakes=(
        Mistake(
            "nats",
            "`np.log` is the natural logarithm. Bits are counted with the logarithm to base 2.",
            code("def optimal_code_lengths(y): return np.log(1 / y)", MEAN, KRAFT),
        ),
        Mistake(
            "decimal",
            "`np.log10` counts decimal digits. Bits are counted with the logarithm to base 2.",
            code("def optimal_code_lengths(y): return np.log10(1 / y)", MEAN, KRAFT),
        ),
        Mistake(
            "negative",
            "Your lengths are negative: the logarithm of a number below 1 is.",
            code("def optimal_code_lengths(y): return np.log2(y)", MEAN, KRAFT),
        ),
        Mistake(
            "upside-down",
            "It is not one divided by the logarithm: the logarithm is taken of 1 / y.",
            code("def optimal_code_lengths(y): return 1 / np.log2(y)", MEAN, KRAFT),
        ),
        Mistake(
            "whole-bits",
            "You round up to whole bits. The best length in the sense of this exercise is a real number.",
            code("def optimal_code_lengths(y): return np.ceil(np.log2(1 / y))", MEAN, KRAFT),
        ),
        Mistake(
            "weighted",
            "The length of a word is not yet weighted by how often the word is sent.",
            code("def optimal_code_lengths(y): return y * np.log2(1 / y)", MEAN, KRAFT),
        ),
        Mistake(
            "unweighted-mean",
            "In your mean all words count alike. A word that is sent more often must count more.",
            code(LENGTHS, "def expected_code_length(y, lengths): return np.mean(lengths)", KRAFT),
        ),
        Mistake(
            "divided-twice",
            "The probabilities sum to 1 already: weighting by them *is* the mean, so do not divide again.",
            code(LENGTHS, "def expected_code_length(y, lengths): return np.mean(y * lengths)", KRAFT),
        ),
        Mistake(
            "each-word",
            "This is the share of each word. One number is asked for: their sum.",
            code(LENGTHS, "def expected_code_length(y, lengths): return y * lengths", KRAFT),
        ),
        Mistake(
            "sum-of-lengths",
            "This is the length of all words together, each sent once.",
            code(LENGTHS, "def expected_code_length(y, lengths): return np.sum(lengths)", KRAFT),
        ),
        Mistake(
            "number-of-words",
            "2 to the length is the number of words of that length. The room that *one* of them takes is "
            "the inverse of it.",
            code(LENGTHS, MEAN, "def kraft_sum(lengths): return np.sum(2.0 ** lengths)"),
        ),
        Mistake(
            "sum-in-the-exponent",
            "You add the lengths first. Each word takes its own room, and the rooms are added.",
            code(LENGTHS, MEAN, "def kraft_sum(lengths): return 2.0 ** -np.sum(lengths)"),
        ),
        Mistake(
            "one-over-length",
            "A word of two bits takes a quarter of the room, one of three bits an eighth: 1/2 to the power of "
            "the length, not 1 / length.",
            code(LENGTHS, MEAN, "def kraft_sum(lengths): return np.sum(1 / lengths)"),
        ),
        Mistake(
            "natural-base",
            "A bit halves the room that is left: the base is 2.",
            code(LENGTHS, MEAN, "def kraft_sum(lengths): return np.sum(np.exp(-lengths))"),
        ),
        Mistake(
            "lengths-added",
            "You add the lengths up. Each word has a length of its own: the result has the shape of `y`.",
            code("def optimal_code_lengths(y): return np.sum(np.log2(1 / y))", MEAN, KRAFT),
        ),
        Mistake(
            "rounded",
            "You round to whole bits. The best length in the sense of this exercise is a real number.",
            code("def optimal_code_lengths(y): return np.round(np.log2(1 / y))", MEAN, KRAFT),
        ),
        Mistake(
            "no-logarithm",
            "1 / y says among how many equally likely messages this one is. How many bits tell so many "
            "apart? Take the logarithm.",
            code("def optimal_code_lengths(y): return 1 / y", MEAN, KRAFT),
        ),
        Mistake(
            "lengths-ignored",
            "You compute the best lengths yourself. Take the `lengths` that are given: they may be those "
            "of another code.",
            code(LENGTHS, "def expected_code_length(y, lengths): return np.sum(y * np.log2(1 / y))", KRAFT),
        ),
        Mistake(
            "each-room",
            "These are the rooms that the words take. One number is asked for: their sum.",
            code(LENGTHS, MEAN, "def kraft_sum(lengths): return 2.0 ** -lengths"),
        ),
        Mistake(
            "kraft-mean",
            "This is the mean room of a word. The rooms are added up.",
            code(LENGTHS, MEAN, "def kraft_sum(lengths): return np.mean(2.0 ** -lengths)"),
        ),
        Mistake(
            "verdict",
            "You say whether there is room for the words. The sum itself is asked for.",
            code(LENGTHS, MEAN, "def kraft_sum(lengths): return np.sum(2.0 ** -lengths) <= 1"),
        ),
    ),
    alternatives=(
        code(LENGTHS, MEAN, KRAFT),
        code(
            "def optimal_code_lengths(y): return -np.log2(y)",
            "def expected_code_length(y, lengths): return y @ lengths",
            "def kraft_sum(lengths): return (0.5 ** lengths).sum()",
        ),
        code(
            "def optimal_code_lengths(y): return -np.log(y) / np.log(2)",
            "def expected_code_length(y, lengths): return np.average(lengths, weights=y)",
            "def kraft_sum(lengths): return sum(1 / 2**length for length in lengths)",
        ),
        code(
            """
            import math
            def optimal_code_lengths(y): return np.array([math.log2(1 / p) for p in y])
            """,
            """
            def expected_code_length(y, lengths):
                mean = 0
                for p, length in zip(y, lengths):
                    mean += p * length
                return mean
            """,
            "def kraft_sum(lengths): return np.exp2(-lengths).sum()",
        ),
        code(
            "def optimal_code_lengths(y): return np.log2(np.reciprocal(y))",
            "def expected_code_length(y, lengths): return np.einsum('i,i', y, lengths)",
            "def kraft_sum(lengths): return np.sum(1 / np.power(2, lengths))",
        ),
    ),
    conventions=(
        r"\log_2 \frac{1}{y_i}",
        "a real number",
        r"\sum_i 2^{-\ell_i}",
        "weighted by how often it is sent",
        "probabilities above 0",
    ),
    hints=(
        "`np.log2` is the logarithm to base 2. The mean length is not `np.mean`: frequent words count more.",
        "Probabilities 1/2 and 1/8: 1 bit and 3 bits, because 1/8 is one half three times over. "
        "Two messages with probabilities 0.9 and 0.1 and words of 1 and 4 bits: 0.9 · 1 + 0.1 · 4 = 1.3 bits. "
        "Kraft's sum of 1 and 4 bits: 1/2 + 1/16 = 0.5625.",
    ),
)

SLIP_SHANNON = find_the_slip(
    "slip-shannon",
    "Find the slip: the best code",
    "slip_shannon",
    wrong="d",
    right={
        "a": "1/8 is one half, three times over.",
        "b": "each halving of the probability adds one bit.",
        "c": "it takes half of all the room there is for words, and its probability is one half.",
    },
    hints=(
        "Put numbers in: a probability of 1/2, of 1/4, and one very near to 1.",
        "What should a message cost that is almost certain? And what does each of the formulas say?",
    ),
)

EXERCISES = (CODE_LENGTHS, SLIP_SHANNON)
