"""The numbers that the notebook on regularization and its hints quote are what the library computes."""

import numpy as np
import pytest

from autograder.exercises import topic
from autograder.notebooks import authored

TOPIC = topic("regularization")
RIGHT = {"np": np, **TOPIC.references}
TEXT = " ".join(
    " ".join(text.split())
    for text in (
        *(cell.source for cell in authored(TOPIC).cells),
        *(hint for exercise in TOPIC.exercises for hint in exercise.hints),
    )
)
W = "np.array([3.0, -4.0])"

QUOTED = [  # what the text says, the expression that it speaks about, and the number
    ("$0.05 \\cdot (9 + 16) = 1.25$", f"l2_penalty({W}, 0.1)", 1.25),
    ("its gradient [0.3, -0.4]", f"l2_penalty_gradient({W}, 0.1)", [0.3, -0.4]),
    ("The weights 3 and -4 with strength 0.1 cost 0.7", f"l1_penalty({W}, 0.1)", 0.7),
    ("[0.1, 0, -0.1]", "l1_penalty_gradient(np.array([3.0, 0.0, -4.0]), 0.1)", [0.1, 0, -0.1]),
    (
        "the loss is 2 + 1.25",
        "regularized_loss(2.0, [(np.array([[3.0], [-4.0]]), np.array([7.0]))], 0.1)",
        3.25,
    ),
    (
        "[[1.3], [0.6]]",
        "regularized_gradients([(np.ones((2, 1)), np.ones(1))], [(np.array([[3.0], [-4.0]]), np.ones(1))], 0.1)[0][0]",
        [[1.3], [0.6]],
    ),
    (
        "4 after one step, 2 after two, 1 after three",
        "[decay_weights(np.array([8.0]), 0.5, n)[0] for n in (1, 2, 3)]",
        [4, 2, 1],
    ),
    (
        "becomes (1.2, 1.6)",
        "project_max_norm(np.array([[3.0, 0.6], [4.0, -0.8]]), 2.0)",
        [[1.2, 0.6], [1.6, -0.8]],
    ),
    (
        "the output is $[4, 0]$",
        "dropout_forward(np.array([3.0, 8.0]), np.array([True, False]), 0.75)",
        [4, 0],
    ),
    (
        "[8, 0] goes back",
        "dropout_backward(np.array([6.0, 5.0]), np.array([True, False]), 0.75)",
        [8, 0],
    ),
    ("on average 3", "plain_dropout_use(np.array([6.0]), 0.5)", [3]),
    ("patience 2 give (5, 3)", "early_stopping(np.array([5.0, 3, 4, 2, 6, 7, 1]), 2)", [5, 3]),
    ("moved right by 1 is [0, 1, 2]", "shift_images(np.array([[[1.0, 2, 3]]]), 0, 1)", [[[0, 1, 2]]]),
    ("moved left by 1 it is [2, 3, 0]", "shift_images(np.array([[[1.0, 2, 3]]]), 0, -1)", [[[2, 3, 0]]]),
    (
        "average to (0.6, 0.4)",
        "average_models(np.array([[[0.8, 0.2]], [[0.4, 0.6]]]))",
        [[0.6, 0.4]],
    ),
    (
        "epsilon 0.1: [0.6, 0, 1]",
        "adversarial_images(np.array([0.5, 0.05, 1.0]), np.array([2, -0.1, 3]), 0.1)",
        [0.6, 0, 1],
    ),
    ("$\\ln 10 = 2.303$", "np.log(10)", 2.303),
    (
        "so the share is 0.5",
        "share_correct(np.array([[0.2, 0.7, 0.1], [0.5, 0.3, 0.2]]), np.array([1, 2]))",
        0.5,
    ),
    (
        "are multiplied by 0.2, 0.5, 1, 1 and 1",
        "[project_max_norm(np.array([[n], [0.0]]), 2.0)[0, 0] / (n or 1) for n in (10.0, 4.0, 2.0, 1.0)]",
        [0.2, 0.5, 1, 1],
    ),
]


@pytest.mark.parametrize(("words", "expression", "number"), QUOTED, ids=[quoted[0] for quoted in QUOTED])
class TestQuotedNumbers:
    def test_are_in_the_text(self, words, expression, number):
        assert words in TEXT

    def test_are_what_the_library_computes(self, words, expression, number):
        np.testing.assert_allclose(eval(expression, dict(RIGHT)), number, rtol=1e-3, atol=1e-12)
