"""Hierarchical softmax: when there are very many classes, decide along a tree of labels.

Every inner node holds a small softmax over its children; the probability of a class is the product along
the way from the root to its leaf. Training on one sample touches only the nodes on that way: about
``log2(classes)`` decisions in a balanced tree instead of one among all classes, and fewer still for
frequent classes if the tree is that of a Huffman code (`source_lib.information.huffman_tree`).
"""

import numpy as np

from source_lib.categorical_cross_entropy import softmax_cross_entropy_gradient
from source_lib.checks import as_labelled_rows, as_labels, as_matrix
from source_lib.errors import LabelError, ShapeError
from source_lib.softmax import log_softmax, softmax

__all__ = ["LabelTree", "hierarchical_softmax", "hierarchical_softmax_gradient"]


class LabelTree:
    """A tree whose leaves are the classes, and the numbering of its branches.

    Parameters
    ----------
    tree : nested tuple or list
        A leaf is a class index, an inner node the sequence of its children, as in ``((0, 1), (2, 3, 4))``.

    Attributes
    ----------
    siblings : list of slice
        For each inner node, the root first, the columns of the logits that belong to its children.
    choices : ndarray of int, shape (classes, nodes)
        Which child of a node leads to the class; -1 if the node is not on the way.
    n_classes, n_logits : int
        Leaves and branches; a branch leads to every node but the root, and each has one logit.

    Raises
    ------
    LabelError
        If the leaves are not 0, 1, 2, … in some order, each once.
    ShapeError
        If an inner node has no children, or the tree is a single leaf.
    """

    def __init__(self, tree):
        self.siblings: list[slice] = []
        leaves, ways = [], []
        waiting: list[tuple] = [(tree, {})]
        for node, way in waiting:  # breadth first: the list grows while the loop runs
            if not isinstance(node, tuple | list):
                leaves.append(int(as_labels(node, "tree")))
                ways.append(way)
                continue
            if not node:
                raise ShapeError("`tree` must have at least one child at every inner node, got none")
            here, first = len(self.siblings), self.siblings[-1].stop if self.siblings else 0
            self.siblings.append(slice(first, first + len(node)))
            waiting.extend((child, way | {here: choice}) for choice, child in enumerate(node))
        if not self.siblings:
            raise ShapeError(f"`tree` must have at least one inner node, got the leaf {tree!r}")
        if sorted(leaves) != list(range(len(leaves))):
            raise LabelError(f"`tree` must have the leaves 0 to {len(leaves) - 1}, got {sorted(leaves)}")
        self.n_classes, self.n_logits = len(leaves), self.siblings[-1].stop
        self.choices = np.full((self.n_classes, len(self.siblings)), -1)
        for leaf, way in zip(leaves, ways, strict=True):
            self.choices[leaf, list(way.keys())] = list(way.values())

    def leaf_probabilities(self, logits):
        """Probability of every class; each row sums to 1.

        Parameters
        ----------
        logits : array_like, shape (samples, n_logits)

        Returns
        -------
        ndarray, shape (samples, n_classes)
        """
        logits = as_matrix(logits, "logits", columns=self.n_logits)
        probabilities = np.ones((len(logits), self.n_classes), logits.dtype)
        for columns, choices in zip(self.siblings, self.choices.T, strict=True):
            below = choices >= 0
            probabilities[:, below] *= softmax(logits[:, columns])[:, choices[below]]
        return probabilities


def hierarchical_softmax(y_true, logits, tree):
    """Cross-entropy of the leaf probabilities of a label tree, by batch mean.

    Parameters
    ----------
    y_true : array_like of int, shape (samples,)
        Class indices.
    logits : array_like, shape (samples, tree.n_logits)
        One score a branch.
    tree : LabelTree

    Returns
    -------
    float
        The mean of minus the summed log-probabilities of the choices on the way to the right leaf.

    Raises
    ------
    LabelError
        If a label is no leaf of the tree.
    ShapeError
        If the shapes do not fit together, or there is no sample.

    References
    ----------
    F. Morin and Y. Bengio, "Hierarchical probabilistic neural network language model", 2005.
    """
    logits, decisions = _decisions(y_true, logits, tree)
    costs = np.zeros(len(logits), logits.dtype)
    for rows, columns, choices in decisions:
        costs[rows] -= log_softmax(logits[rows, columns])[np.arange(len(choices)), choices]
    return float(np.mean(costs))


def hierarchical_softmax_gradient(y_true, logits, tree):
    """Gradient of `hierarchical_softmax`: softmax minus one-hot at every node on the way, 0 elsewhere."""
    logits, decisions = _decisions(y_true, logits, tree)
    gradient = np.zeros_like(logits)
    for rows, columns, choices in decisions:
        share = len(choices) / len(logits)  # the batch has more samples than pass this node
        gradient[rows, columns] = share * softmax_cross_entropy_gradient(choices, logits[rows, columns])
    return gradient


def _decisions(y_true, logits, tree):
    """Return the logits and, for each node that is passed: the samples, its columns, their choices."""
    labels, logits = as_labelled_rows(y_true, logits, "logits", n_classes=tree.n_classes)
    as_matrix(logits, "logits", columns=tree.n_logits)
    choices = tree.choices[labels].T
    passed = [np.flatnonzero(choices_here >= 0) for choices_here in choices]
    nodes = zip(passed, tree.siblings, choices, strict=True)
    return logits, [(rows, columns, here[rows]) for rows, columns, here in nodes if rows.size]
