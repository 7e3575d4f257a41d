"""Every worked number in the notebook on losses is what the library computes."""

import re
from pathlib import Path

import pytest

from source_lib import information, losses
from source_lib.activations import sigmoid
from source_lib.losses import LabelTree

TEXT = (Path(__file__).parents[2] / "solutions/03_losses/03_losses.py").read_text("utf-8")
WORDS = " ".join(re.sub(r"^#( |$)", "", TEXT, flags=re.MULTILINE).split())
COMMUTING = [0.7, 0.2, 0.1]  # by metro, taxi, bicycle


def label_tree_probability():
    """Right (logit 0), then left (logit 1), in a tree whose classes are left, right-left and right-right."""
    return LabelTree((0, (1, 2))).leaf_probabilities([[0.0, 0.0, 0.0, 1.0]])[0, 1]


WORKED = {
    "the mean is 2.125": (losses.mse([1, 2], [1.5, 0]), 2.125),
    "a distance of 0.5 costs 0.125": (losses.huber([0], [0.5]), 0.125),
    "and a distance of 3 costs 2.5": (losses.huber([0], [3]), 2.5),
    "For 0.7 it is 0.515 bits": (information.optimal_code_lengths(COMMUTING)[0], 0.515),
    "their mean, 1.1568 bits, is a bound": (information.entropy(COMMUTING), 1.1568),
    "Code B pays 1.3": (information.expected_code_length(COMMUTING, [1, 2, 2]), 1.3),
    "its sum is 1.5": (information.kraft_sum([1, 1, 1]), 1.5),
    "$H(y, a) = 1.2075$ bits": (information.cross_entropy([0.5, 0.5], [0.25, 0.75]), 1.2075),
    "the divergence 0.2075 bits": (information.kl_divergence([0.5, 0.5], [0.25, 0.75]), 0.2075),
    r"$-\ln 0.99 = 0.010$": (losses.binary_cross_entropy([1], [0.99]), 0.010),
    r"pays $\ln 2 = 0.693$": (losses.binary_cross_entropy([0], [0.5]), 0.693),
    r"$-\ln 0.01 = 4.6$": (losses.binary_cross_entropy([0], [0.99]), 4.6),
    "for $z = 1000$ it is 1000": (losses.binary_cross_entropy_from_logits([0], [1000]), 1000),
    "with $a = 0.999$": (sigmoid(7.0), 0.999),
    r"$-\ln 0.7 = 0.357$": (losses.categorical_cross_entropy_from_indices([2], [[0.1, 0.2, 0.7]]), 0.357),
    "a score of 0.4 costs 0.6": (losses.hinge([1], [0.4]), 0.6),
    "a score of -1 costs 2": (losses.hinge([1], [-1]), 2),
    "the loss is 0.5": (losses.multi_class_hinge([0], [[3, 2.5, 0]]), 0.5),
    r"$\ln 2 + \ln 2 = 1.386$": (losses.multi_label_cross_entropy([[1, 0]], [[0, 0]]), 1.386),
    r"$1 - \sigma(1) = 0.2689$": (sigmoid(-1.0), 0.2689),
    "both together 0.1345": (label_tree_probability(), 0.1345),
}


@pytest.mark.parametrize("claim", WORKED)
def test_worked_number(claim):
    computed, said = WORKED[claim]
    decimals = len(str(said).partition(".")[2])
    assert claim in WORDS
    assert round(float(computed), decimals) == said
