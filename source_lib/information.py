"""Information: how many bits a message costs, and how many it would cost with the wrong expectations.

Three people report each day how they came to work, by metro, taxi or bicycle, over a line that charges by
the bit. Frequent messages deserve short words: the best length for probability y is ``log2(1 / y)``. The
mean length is then the entropy of y; whoever builds the code for a wrong estimate a pays the
cross-entropy, and the difference, the Kullback-Leibler divergence, is the price of the error.

Distributions lie along the last axis, and 0 log 0 counts as 0 throughout.
"""

import heapq
import math
from collections.abc import Mapping
from itertools import pairwise

import numpy as np

from source_lib.checks import as_float, as_probabilities, check_number, check_same_shape
from source_lib.errors import RangeError, ShapeError, UnknownNameError
from source_lib.products import times

__all__ = [
    "cross_entropy",
    "entropy",
    "expected_code_length",
    "expected_cost",
    "huffman_code",
    "huffman_tree",
    "is_prefix_free",
    "kl_divergence",
    "kraft_sum",
    "optimal_code_lengths",
]


def entropy(y, base=2):
    """Entropy, ``sum(y log(1 / y))``: the mean surprise, and the least mean number of bits.

    Parameters
    ----------
    y : array_like, shape (..., outcomes)
        Probabilities; they sum to 1 over the last axis.
    base : float
        Of the logarithm, above 1: 2 counts bits, e counts nats.

    Returns
    -------
    float or ndarray, shape (...)
        From 0, if one outcome is certain, to ``log(outcomes)``, if all are equally likely.

    Raises
    ------
    RangeError
        If an entry lies outside [0, 1], a row does not sum to 1, or `base` is not above 1 and finite.
    ShapeError
        If `y` is 0-D or has no outcomes.

    References
    ----------
    C. Shannon, "A mathematical theory of communication", 1948, section 6.
    """
    return expected_code_length(y, optimal_code_lengths(y, base))


def cross_entropy(y_true, y_pred, base=2):
    """Cross-entropy, ``sum(y log(1 / a))``: the mean length if the code was made for the estimate a.

    Parameters
    ----------
    y_true, y_pred : array_like, one shape (..., outcomes)
        True and estimated probabilities.
    base : float
        Of the logarithm, above 1.

    Returns
    -------
    float or ndarray, shape (...)
        At least the entropy of `y_true`, and equal to it only where the two agree (Gibbs' inequality);
        infinite if something possible was called impossible.

    Raises
    ------
    RangeError, ShapeError
        As `entropy`; ShapeError also if the shapes differ.
    """
    return expected_code_length(y_true, optimal_code_lengths(y_pred, base))


def kl_divergence(y_true, y_pred, base=2):
    """Kullback-Leibler divergence, ``sum(y log(y / a))``: cross-entropy minus entropy.

    Not a distance: it is not symmetric. Exact to about 1e-16 absolutely, not relatively, because close
    distributions leave a small difference of larger terms; rounding never makes it negative.

    Parameters and errors are those of `cross_entropy`.

    References
    ----------
    S. Kullback and R. Leibler, "On information and sufficiency", 1951.
    """
    excess = _excess_lengths(y_true, y_pred, base)
    return np.maximum(expected_code_length(y_true, excess), 0)


def optimal_code_lengths(y, base=2):
    """Shannon's optimal length of each codeword, ``log2(1 / y)``, a real number.

    Parameters
    ----------
    y : array_like, shape (..., outcomes)
    base : float
        How many symbols the line can carry, above 1.

    Returns
    -------
    ndarray
        Shape of `y`; infinite where `y` is 0.

    Raises
    ------
    RangeError, ShapeError
        As `entropy`.

    References
    ----------
    C. Shannon, "A mathematical theory of communication", 1948, section 9.
    """
    y = _distribution(y, "y")
    check_number(base, "base", low=1, include_low=False, include_high=False)
    with np.errstate(divide="ignore"):
        return 0 - np.log2(y) / math.log2(base)  # `0 -`: no negative zero


def expected_code_length(y, lengths):
    """Mean length of a message, ``sum(y lengths)``; an impossible message may have an infinite word.

    Parameters
    ----------
    y : array_like, shape (..., outcomes)
        Probabilities.
    lengths : array_like, shape of `y`

    Returns
    -------
    float or ndarray, shape (...)

    Raises
    ------
    RangeError, ShapeError
        As `entropy`; ShapeError also if the shapes differ.
    """
    y, lengths = _distribution(y, "y"), as_float(lengths, "lengths")
    check_same_shape(y, "y", lengths, "lengths")
    return times(y, lengths).sum(axis=-1)


def kraft_sum(lengths):
    """Kraft's sum ``sum(2^-length)``: a binary code whose words can be told apart exists iff it is at most 1.

    References
    ----------
    T. Cover and J. Thomas, "Elements of information theory", 2006, section 5.2.
    """
    return np.exp2(-as_float(lengths, "lengths")).sum()


def huffman_tree(probabilities):
    """Huffman's tree: join the two least likely nodes until one is left.

    Ties go to what is older: symbols in their given order, then joined nodes in the order of joining.

    Parameters
    ----------
    probabilities : mapping of symbol to probability
        They sum to 1. A symbol is anything hashable but a tuple.

    Returns
    -------
    nested tuple
        A symbol is a leaf, a pair is an inner node. With the symbols 0, 1, 2, … it can be the label tree
        of a hierarchical softmax.

    Raises
    ------
    RangeError
        If it is no mapping, a probability lies outside [0, 1], or they do not sum to 1.
    ShapeError
        If there is no symbol.

    References
    ----------
    D. Huffman, "A method for the construction of minimum-redundancy codes", 1952.
    """
    weights = _mapped(probabilities, "probabilities")
    nodes = [(weight, age, symbol) for age, (symbol, weight) in enumerate(weights.items())]
    heapq.heapify(nodes)
    for age in range(len(nodes), 2 * len(nodes) - 1):
        (first, _, left), (second, _, right) = heapq.heappop(nodes), heapq.heappop(nodes)
        heapq.heappush(nodes, (first + second, age, (left, right)))
    return nodes[0][2]


def huffman_code(probabilities):
    """Binary codewords of least mean length, read off `huffman_tree`: left is 0, right is 1.

    Parameters and errors are those of `huffman_tree`.

    Returns
    -------
    dict of symbol to str
        In the order of `probabilities`; a single symbol gets the word ``"0"``, since silence is no message.
    """
    waiting, words = [(huffman_tree(probabilities), "")], {}
    for node, word in waiting:  # the list grows while the loop runs
        if isinstance(node, tuple):
            waiting += [(node[0], word + "0"), (node[1], word + "1")]
        else:
            words[node] = word or "0"
    return {symbol: words[symbol] for symbol in probabilities}


def is_prefix_free(code):
    """Whether no codeword begins another one, so that a stream of bits needs no commas.

    Parameters
    ----------
    code : mapping of symbol to str
    """
    words = sorted(code.values())  # a word stands right before the words that it begins
    return all(not after.startswith(word) for word, after in pairwise(words))


def expected_cost(probabilities, code, price_per_bit=1.0):
    """Mean bill for one message.

    Parameters
    ----------
    probabilities : mapping of symbol to probability
    code : mapping of symbol to str
        A word for each symbol.
    price_per_bit : float
        At least 0.

    Returns
    -------
    float

    Raises
    ------
    UnknownNameError
        If a symbol has no word.
    RangeError, ShapeError
        As `huffman_tree`; RangeError also if the price is negative or not finite.
    """
    weights = _mapped(probabilities, "probabilities")
    check_number(price_per_bit, "price_per_bit", low=0, include_high=False)
    for symbol in weights:
        if symbol not in code:
            raise UnknownNameError(f"`code` must hold a word for every symbol, got none for {symbol!r}")
    return float(price_per_bit) * sum(weight * len(code[symbol]) for symbol, weight in weights.items())


def _excess_lengths(y_true, y_pred, base):
    """Return by how much each word is too long; 0 where the message never comes."""
    best, paid = optimal_code_lengths(y_true, base), optimal_code_lengths(y_pred, base)
    check_same_shape(best, "y_true", paid, "y_pred")
    return np.subtract(paid, best, out=np.zeros_like(paid), where=np.isfinite(best))


def _distribution(values, name):
    """Return probabilities that sum to 1 over the last axis."""
    values = as_probabilities(values, name)
    if values.ndim == 0 or values.shape[-1] == 0:
        raise ShapeError(
            f"`{name}` must have at least one outcome on its last axis, got shape {values.shape}"
        )
    totals = values.sum(axis=-1, dtype=float)
    off = np.abs(totals - 1) > 1e-6
    if off.any():
        raise RangeError(f"`{name}` must sum to 1, got {np.atleast_1d(totals)[np.atleast_1d(off)][0]:g}")
    return values


def _mapped(probabilities, name):
    """Return a mapping with its probabilities as floats that sum to 1."""
    if not isinstance(probabilities, Mapping):
        raise RangeError(f"`{name}` must be a mapping of symbol to probability, got {probabilities!r}")
    weights = _distribution(list(probabilities.values()), name)
    return dict(zip(probabilities, weights.tolist(), strict=True))
