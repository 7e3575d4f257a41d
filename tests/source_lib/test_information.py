import itertools

import numpy as np
import pytest
import scipy.special
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from source_lib.errors import RangeError, ShapeError, UnknownNameError
from source_lib.information import (
    cross_entropy,
    entropy,
    expected_code_length,
    expected_cost,
    huffman_code,
    huffman_tree,
    is_prefix_free,
    kl_divergence,
    kraft_sum,
    optimal_code_lengths,
)
from source_lib.label_tree import LabelTree

TRANSPORT = {"metro": 0.5, "taxi": 0.25, "bicycle": 0.25}
Y, A = np.random.default_rng(11).dirichlet(np.ones(5), size=(2, 4))
distributions = (
    hnp.arrays(float, 4, elements=st.floats(0, 1)).filter(lambda w: w.sum() > 0.1).map(lambda w: w / w.sum())
)
positive = hnp.arrays(float, 4, elements=st.floats(0.01, 1)).map(lambda w: w / w.sum())


class TestEntropy:
    @pytest.mark.parametrize("base", [2, np.e, 10, 1.5])
    def test_scipy(self, base):
        np.testing.assert_allclose(entropy(Y, base), scipy.stats.entropy(Y, base=base, axis=-1), rtol=1e-10)

    def test_the_transport_story_needs_one_and_a_half_bits(self):
        assert entropy([0.5, 0.25, 0.25]) == 1.5

    @pytest.mark.parametrize("n", [1, 2, 8, 64])
    def test_equal_chances_need_the_logarithm(self, n):
        assert entropy(np.full(n, 1 / n)) == np.log2(n)

    def test_a_certain_outcome_has_none(self):
        value = entropy([0, 1, 0])
        assert value == 0
        assert not np.signbit(value)

    @given(distributions)
    def test_lies_between_certainty_and_equal_chances(self, y):
        assert 0 <= entropy(y) <= 2 + 1e-12

    def test_works_along_the_last_axis(self):
        assert entropy(Y).shape == (4,)
        assert entropy(np.full((2, 0, 4), 0.25)).shape == (2, 0)
        assert np.ndim(entropy(Y[0])) == 0

    def test_float32_stays(self):
        assert entropy(np.float32([0.5, 0.5])).dtype == np.float32


class TestCrossEntropy:
    def test_scipy(self):
        expected = scipy.special.entr(Y).sum(-1) + scipy.special.rel_entr(Y, A).sum(-1)
        np.testing.assert_allclose(cross_entropy(Y, A, np.e), expected, rtol=1e-10)

    @given(distributions, positive)
    def test_is_at_least_the_entropy_and_the_rest_is_the_divergence(self, y, a):
        excess = cross_entropy(y, a) - entropy(y)
        assert excess >= -1e-12
        np.testing.assert_allclose(kl_divergence(y, a), excess, atol=1e-12)

    @given(positive, positive)
    def test_equals_the_entropy_only_where_both_agree(self, y, a):
        assert cross_entropy(y, y) == entropy(y)
        difference = np.abs(y - a).sum()
        # Pinsker's inequality: how far apart they must then be, at least
        assert cross_entropy(y, a) - entropy(y) >= difference**2 / (2 * np.log(2)) - 1e-12

    @given(distributions, positive)
    def test_is_the_bill_of_a_code_made_for_the_estimate(self, y, a):
        assert cross_entropy(y, a) == expected_code_length(y, optimal_code_lengths(a))

    def test_the_impossible(self):
        assert cross_entropy([0.5, 0.5], [1, 0]) == np.inf
        assert cross_entropy([1, 0], [1, 0]) == 0
        assert cross_entropy([1, 0], [0.5, 0.5]) == 1


class TestKlDivergence:
    @pytest.mark.parametrize("base", [2, np.e])
    def test_scipy(self, base):
        expected = scipy.stats.entropy(Y, A, base=base, axis=-1)
        np.testing.assert_allclose(kl_divergence(Y, A, base), expected, rtol=1e-10)

    @given(distributions, distributions)
    def test_is_never_negative_and_zero_for_two_equal(self, y, a):
        assert kl_divergence(y, a) >= 0
        assert kl_divergence(y, y) == 0

    def test_is_not_symmetric(self):
        assert kl_divergence([1, 0], [0.5, 0.5]) == 1
        assert kl_divergence([0.5, 0.5], [1, 0]) == np.inf

    def test_tiny_estimate(self):
        np.testing.assert_allclose(kl_divergence([1, 0], [5e-324, 1]), 1074, rtol=1e-10)


class TestOptimalCodeLengths:
    def test_are_log2_of_one_over_y(self):
        np.testing.assert_array_equal(optimal_code_lengths([0.5, 0.25, 0.25, 0]), [1, 2, 2, np.inf])
        np.testing.assert_array_equal(optimal_code_lengths([1.0]), [0])

    @given(positive)
    def test_exhaust_kraft(self, y):
        np.testing.assert_allclose(kraft_sum(optimal_code_lengths(y)), 1, rtol=1e-12)


class TestExpectedCodeLength:
    def test_an_impossible_message_may_have_an_endless_word(self):
        assert expected_code_length([1, 0], [3, np.inf]) == 3

    def test_refuses_another_number_of_lengths(self):
        with pytest.raises(ShapeError, match=r"`y` and `lengths` must have one shape, got \(2,\) and \(3,\)"):
            expected_code_length([0.5, 0.5], [1, 2, 3])


@pytest.mark.parametrize("function", [entropy, lambda y: cross_entropy(y, [0.5, 0.5]), optimal_code_lengths])
class TestBadDistributions:
    @pytest.mark.parametrize(
        ("y", "error", "message"),
        [
            ([0.5, 0.6], RangeError, r"`y` must sum to 1, got 1\.1"),
            ([[0.5, 0.5], [0.5, 0.4]], RangeError, r"`y` must sum to 1, got 0\.9"),
            ([1.5, -0.5], RangeError, r"`y` must hold probabilities in \[0, 1\], got 1\.5"),
            ([np.nan, 1], RangeError, r"`y` must hold probabilities in \[0, 1\], got nan"),
            (1.0, ShapeError, r"`y` must have at least one outcome on its last axis, got shape \(\)"),
            ([], ShapeError, r"`y` must have at least one outcome on its last axis, got shape \(0,\)"),
        ],
    )
    def test_refuses(self, function, y, error, message):
        with pytest.raises(error, match=message):
            function(y)


@pytest.mark.parametrize("base", [1, 0.5, 0, -2, np.inf, np.nan])
def test_refuses_a_base_that_is_not_above_one(base):
    for function in (entropy, optimal_code_lengths):
        with pytest.raises(RangeError, match=rf"`base` must be in \(1, inf\), got {base}"):
            function([0.5, 0.5], base)
    with pytest.raises(RangeError, match="`base` must be"):
        kl_divergence([0.5, 0.5], [0.5, 0.5], base)


def test_refuses_two_shapes():
    with pytest.raises(ShapeError, match="must have one shape"):
        cross_entropy([0.5, 0.5], [1.0])
    with pytest.raises(ShapeError, match=r"`y_true` and `y_pred` must have one shape, got \(2,\) and \(1,\)"):
        kl_divergence([0.5, 0.5], [1.0])


def least_mean_length(weights):
    """Try all lengths that Kraft's inequality allows: an oracle that builds no tree."""
    candidates = itertools.product(range(1, len(weights)), repeat=len(weights))
    allowed = (lengths for lengths in candidates if sum(2.0**-length for length in lengths) <= 1)
    return min(np.dot(weights, lengths) for lengths in allowed)


class TestHuffman:
    def test_the_transport_story(self):
        assert huffman_code(TRANSPORT) == {"metro": "0", "taxi": "10", "bicycle": "11"}
        assert expected_cost(TRANSPORT, huffman_code(TRANSPORT), price_per_bit=2.0) == 3

    def test_ties_go_to_the_older_node(self):
        assert huffman_tree(dict.fromkeys("abcd", 0.25)) == (("a", "b"), ("c", "d"))
        assert huffman_tree(dict.fromkeys("dcba", 0.25)) == (("d", "c"), ("b", "a"))

    @given(hnp.arrays(float, st.integers(2, 5), elements=st.floats(0.01, 1)).map(lambda w: w / w.sum()))
    def test_no_code_is_shorter(self, weights):
        probabilities = dict(enumerate(weights))
        cost = expected_cost(probabilities, huffman_code(probabilities))
        np.testing.assert_allclose(cost, least_mean_length(weights), rtol=1e-10)

    @given(hnp.arrays(float, st.integers(2, 40), elements=st.floats(0, 1)).filter(lambda w: w.sum() > 0.1))
    def test_is_prefix_free_and_within_one_bit_of_the_entropy(self, weights):
        probabilities = dict(enumerate(weights / weights.sum()))
        code = huffman_code(probabilities)
        assert is_prefix_free(code)
        assert kraft_sum([len(word) for word in code.values()]) == 1
        least = entropy(list(probabilities.values()))
        assert least - 1e-12 <= expected_cost(probabilities, code) <= least + 1 + 1e-12

    def test_one_symbol_still_sends_a_bit(self):
        assert huffman_code({"metro": 1.0}) == {"metro": "0"}

    def test_a_very_skew_distribution_does_not_exhaust_the_stack(self):
        weights = [0.5**k for k in range(1, 1001)]
        code = huffman_code(dict(enumerate([*weights, weights[-1]])))
        assert max(map(len, code.values())) == 1000

    def test_its_tree_serves_hierarchical_softmax(self):
        tree = LabelTree(huffman_tree({0: 0.5, 1: 0.25, 2: 0.25}))
        np.testing.assert_array_equal((tree.choices >= 0).sum(axis=1), [1, 2, 2])

    def test_does_not_change_its_argument(self):
        given_probabilities = dict(TRANSPORT)
        huffman_code(given_probabilities)
        assert given_probabilities == TRANSPORT

    @pytest.mark.parametrize(
        ("probabilities", "error", "message"),
        [
            ([0.5, 0.5], RangeError, r"`probabilities` must be a mapping .*, got \[0\.5, 0\.5\]"),
            ({"a": 0.5}, RangeError, r"`probabilities` must sum to 1, got 0\.5"),
            ({"a": 2, "b": -1}, RangeError, r"`probabilities` must hold probabilities in \[0, 1\], got 2"),
            ({}, ShapeError, r"`probabilities` must have at least one outcome"),
        ],
    )
    def test_refuses(self, probabilities, error, message):
        for function in (huffman_tree, huffman_code):
            with pytest.raises(error, match=message):
                function(probabilities)


class TestIsPrefixFree:
    @pytest.mark.parametrize(
        ("words", "free"),
        [("0 10 11", True), ("0 1 01", False), ("10 0 1", False), ("0 0", False), ("0", True)],
    )
    def test_against_the_definition(self, words, free):
        code = dict(enumerate(words.split()))
        pairs = itertools.permutations(words.split(), 2)
        assert any(after.startswith(word) for word, after in pairs) is not free
        assert is_prefix_free(code) is free


class TestExpectedCost:
    def test_a_fixed_length_pays_for_every_bit(self):
        assert expected_cost(TRANSPORT, {"metro": "00", "taxi": "01", "bicycle": "10"}) == 2

    def test_refuses_a_symbol_without_a_word(self):
        with pytest.raises(
            UnknownNameError, match="`code` must hold a word for every symbol, got none for 'taxi'"
        ):
            expected_cost(TRANSPORT, {"metro": "0"})

    @pytest.mark.parametrize("price", [-1, np.inf, np.nan])
    def test_refuses_a_price_that_is_none(self, price):
        with pytest.raises(RangeError, match=r"`price_per_bit` must be in \[0, inf\), got"):
            expected_cost(TRANSPORT, huffman_code(TRANSPORT), price)
