import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracles import numerical_gradient

from source_lib.categorical_cross_entropy import softmax_cross_entropy, softmax_cross_entropy_gradient
from source_lib.errors import LabelError, RangeError, ShapeError
from source_lib.label_tree import LabelTree, hierarchical_softmax, hierarchical_softmax_gradient

NESTED = ((4, 1), (2, 3, (0, 5)))  # logits: 0-1 root, 2-3 left, 4-6 right, 7-8 below right
TREE = LabelTree(NESTED)
LABELS = np.array([0, 3, 4, 1, 5, 0])
LOGITS = np.random.default_rng(9).normal(size=(6, 9))


@st.composite
def trees(draw):
    """Draw nested tuples whose leaves are a shuffled range."""
    leaves = draw(st.permutations(range(draw(st.integers(2, 12)))))
    return _grouped(draw, list(leaves))


def _grouped(draw, nodes):
    while len(nodes) > 4:
        size = draw(st.integers(2, 3))
        nodes = [*nodes[size:], tuple(nodes[:size])]
    return tuple(nodes)


def way_probability(row):
    """Probability of class 5 in TREE, written out by hand: root right, third child, second child."""
    root = math.exp(row[1]) / (math.exp(row[0]) + math.exp(row[1]))
    right = math.exp(row[6]) / sum(math.exp(value) for value in row[4:7])
    return root * right * math.exp(row[8]) / (math.exp(row[7]) + math.exp(row[8]))


class TestLabelTree:
    def test_numbers_the_branches_breadth_first(self):
        assert (TREE.n_classes, TREE.n_logits) == (6, 9)
        assert [(node.start, node.stop) for node in TREE.siblings] == [(0, 2), (2, 4), (4, 7), (7, 9)]

    def test_knows_which_child_leads_to_a_class(self):
        np.testing.assert_array_equal(
            TREE.choices[[4, 2, 5]], [[0, 0, -1, -1], [1, -1, 0, -1], [1, -1, 2, 1]]
        )

    def test_probability_of_a_leaf_is_the_product_on_its_way(self):
        expected = [way_probability(row) for row in LOGITS]
        np.testing.assert_allclose(TREE.leaf_probabilities(LOGITS)[:, 5], expected, rtol=1e-10)

    def test_equal_scores_share_at_every_node(self):
        shares = TREE.leaf_probabilities(np.zeros((1, 9)))[0]
        np.testing.assert_allclose(shares, [1 / 12, 1 / 4, 1 / 6, 1 / 6, 1 / 4, 1 / 12], rtol=1e-12)

    @given(trees(), st.integers(0, 1000))
    def test_leaf_probabilities_sum_to_one(self, nested, seed):
        tree = LabelTree(nested)
        probabilities = tree.leaf_probabilities(
            10 * np.random.default_rng(seed).normal(size=(3, tree.n_logits))
        )
        np.testing.assert_allclose(probabilities.sum(axis=1), 1, rtol=1e-12)

    def test_a_flat_tree_is_softmax(self):
        flat, z = LabelTree((0, 1, 2)), LOGITS[:, :3]
        labels = LABELS % 3
        np.testing.assert_allclose(
            hierarchical_softmax(labels, z, flat), softmax_cross_entropy(labels, z), rtol=1e-12
        )
        actual = hierarchical_softmax_gradient(labels, z, flat)
        np.testing.assert_allclose(actual, softmax_cross_entropy_gradient(labels, z), rtol=1e-12)

    def test_a_balanced_tree_takes_a_logarithmic_number_of_decisions(self):
        def halve(labels):
            middle = len(labels) // 2
            return labels[0] if len(labels) == 1 else (halve(labels[:middle]), halve(labels[middle:]))

        decisions = (LabelTree(halve(range(64))).choices >= 0).sum(axis=1)
        np.testing.assert_array_equal(decisions, 6)

    def test_empty_batch_and_float32(self):
        assert TREE.leaf_probabilities(np.empty((0, 9))).shape == (0, 6)
        assert TREE.leaf_probabilities(LOGITS.astype(np.float32)).dtype == np.float32

    @pytest.mark.parametrize(
        ("nested", "error", "message"),
        [
            ((0, 1, 1), LabelError, r"`tree` must have the leaves 0 to 2, got \[0, 1, 1\]"),
            ((0, (1, 3)), LabelError, r"`tree` must have the leaves 0 to 2, got \[0, 1, 3\]"),
            ((0, -1), LabelError, r"`tree` must hold class indices from 0 up, got -1"),
            ((0, "cat"), RangeError, r"`tree` must hold real numbers, got dtype <U3"),
            ((0, ()), ShapeError, r"`tree` must have at least one child at every inner node, got none"),
            (0, ShapeError, r"`tree` must have at least one inner node, got the leaf 0"),
        ],
    )
    def test_refuses_what_is_no_tree_of_the_classes(self, nested, error, message):
        with pytest.raises(error, match=message):
            LabelTree(nested)


class TestHierarchicalSoftmax:
    def test_is_the_cross_entropy_of_the_leaf_probabilities(self):
        right = TREE.leaf_probabilities(LOGITS)[np.arange(6), LABELS]
        np.testing.assert_allclose(
            hierarchical_softmax(LABELS, LOGITS, TREE), -np.log(right).mean(), rtol=1e-10
        )

    def test_gradient_agrees_with_centred_differences(self):
        expected = numerical_gradient(lambda z: hierarchical_softmax(LABELS, z, TREE), LOGITS, step=1e-3)
        actual = hierarchical_softmax_gradient(LABELS, LOGITS, TREE)
        np.testing.assert_allclose(actual, expected, rtol=1e-8, atol=1e-11)

    def test_gradient_agrees_with_torch(self):
        torch = pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")
        z = torch.tensor(LOGITS[:1], requires_grad=True)
        blocks = [torch.log_softmax(z[0, node], dim=0) for node in (slice(0, 2), slice(4, 7), slice(7, 9))]
        (-(blocks[0][1] + blocks[1][2] + blocks[2][1])).backward()
        np.testing.assert_allclose(
            hierarchical_softmax_gradient([5], LOGITS[:1], TREE), z.grad.numpy(), rtol=1e-10
        )

    def test_nodes_off_the_way_play_no_part(self):
        z = LOGITS[:1].copy()
        z[0, 2:4] = np.nan
        assert hierarchical_softmax([5], z, TREE) == hierarchical_softmax([5], LOGITS[:1], TREE)
        np.testing.assert_array_equal(hierarchical_softmax_gradient([5], z, TREE)[0, 2:4], 0)
        assert np.isnan(hierarchical_softmax([4], z, TREE))

    def test_certain(self):
        z = [[-1e3, 1e3, 0, 0, 0, 0, 1e3, -1e3, 1e3]]
        assert hierarchical_softmax([5], z, TREE) == 0
        assert hierarchical_softmax([0], z, TREE) == 2e3

    def test_does_not_change_its_arguments_and_keeps_float32(self):
        labels, z = LABELS.copy(), LOGITS.astype(np.float32)
        before = z.copy()
        assert hierarchical_softmax_gradient(labels, z, TREE).dtype == np.float32
        np.testing.assert_array_equal(labels, LABELS)
        np.testing.assert_array_equal(z, before)

    @pytest.mark.parametrize(
        ("labels", "shape", "error", "message"),
        [
            ([6], (1, 9), LabelError, r"`y_true` must hold class indices below 6, got 6"),
            ([0], (1, 8), ShapeError, r"`logits` must have 9 columns, got shape \(1, 8\)"),
            ([0, 1], (1, 9), ShapeError, r"`y_true` must have shape \(1,\), a label a row, got \(2,\)"),
            ([], (0, 9), ShapeError, r"`logits` must hold at least one sample, got shape \(0, 9\)"),
        ],
    )
    def test_refuses(self, labels, shape, error, message):
        for function in (hierarchical_softmax, hierarchical_softmax_gradient):
            with pytest.raises(error, match=message):
                function(labels, np.zeros(shape), TREE)
