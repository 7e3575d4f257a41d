"""The numbers that the notebook on gradient descent and its hints quote are what the library computes."""

import numpy as np
import pytest

from autograder.exercises import topic
from autograder.notebooks import authored

TOPIC = topic("gradient_descent")
RIGHT = {"np": np, **TOPIC.references}
TEXT = " ".join(
    " ".join(text.split())
    for text in (
        *(cell.source for cell in authored(TOPIC).cells),
        *(hint for exercise in TOPIC.exercises for hint in exercise.hints),
    )
)
ONE = "np.array([{}])".format

QUOTED = [  # what the text says, the expression that it speaks about, and the number
    ("$(16 - 4) / 2 = 6$", "centred_difference(lambda x: x**2, 3.0, 1.0)", 6),
    (
        "The gradient is [2, 3].",
        "numerical_gradient(lambda w: w[0] ** 2 + 3 * w[1], np.array([1.0, 5.0]), 1.0)",
        [2, 3],
    ),
    ("leads to 4.8", f"descent_step({ONE(5.0)}, {ONE(2.0)}, 0.1)", [4.8]),
    ("[[1], [0.5], [0.25]]", f"descend(lambda w: 2 * w, {ONE(1.0)}, 0.25, 2)", [[1], [0.5], [0.25]]),
    (
        "their mean is -2",
        "fit_gradient(np.array([[1.0], [3.0]]), np.array([1.0, 7.0]), np.array([2.0]))",
        [-2],
    ),
    ("the loss is 1,", "fit_loss(np.array([[1.0], [3.0]]), np.array([1.0, 7.0]), np.array([2.0]))", 1),
    ("$w = 0.35$", f"momentum_step({ONE(1.0)}, {ONE(-0.5)}, {ONE(2.0)}, 0.1)", [[0.35], [-0.65]]),
    (
        "v becomes 1 - 0.6 = 0.4 and w 1.4",
        f"look_ahead_step({ONE(1.0)}, {ONE(2.0)}, lambda w: 3 * w, 0.1, 0.5)",
        [[1.4], [0.4]],
    ),
    (
        "w = 1 - 1 + 1.5 · 0.4 = 0.6",
        f"nesterov_step({ONE(1.0)}, {ONE(2.0)}, {ONE(6.0)}, 0.1, 0.5)",
        [[0.6], [0.4]],
    ),
    (
        "$w = 1 - 0.1 \\cdot 4 / 5 = 0.92$",
        f"adagrad_step({ONE(1.0)}, {ONE(9.0)}, {ONE(4.0)}, 0.1)[0]",
        [0.92],
    ),
    (
        "w = 1 - 0.1 · 4 / 3.5355 = 0.8869",
        f"rmsprop_step({ONE(1.0)}, {ONE(9.0)}, {ONE(4.0)}, 0.1, 0.5)[0]",
        [0.8869],
    ),
    (
        "exactly one learning rate",
        f"adam_step({ONE(0.0)}, {ONE(0.0)}, {ONE(0.0)}, 1, {ONE(10.0)}, 0.1)",
        [[-0.1], [1], [0.1]],
    ),
    ("$0.8 \\cdot 0.5^2 = 0.2$", "step_decay(25, 0.8)", 0.2),
    ("0.8 · e^-1 = 0.2943", "exponential_decay(10, 0.8, 0.1)", 0.2943),
    ("0.8 / (1 + 1) = 0.4", "inverse_time_decay(10, 0.8, 0.1)", 0.4),
    (
        "becomes [1, 0.5]",
        "newton_step(np.array([3.0, 1.0]), np.array([4.0, 5.0]), np.diag([2.0, 10.0]))",
        [1, 0.5],
    ),
    ("(7 - 3) / 2 = 2", "standardize_like(np.array([[1.0], [5.0]]), np.array([[7.0]]))", [[2]]),
    (
        "2 and 1 give 0.5; 1000 and 1001 give 0.001; 3 and -3 give 2",
        "relative_error(np.array([2.0, 1000.0, 3.0]), np.array([1.0, 1001.0, -3.0]))",
        [0.5, 0.001, 2],
    ),
    ("so three updates", "updates_per_epoch(5, 2)", 3),
]


@pytest.mark.parametrize(("words", "expression", "number"), QUOTED, ids=[quoted[0] for quoted in QUOTED])
class TestQuotedNumbers:
    def test_are_in_the_text(self, words, expression, number):
        assert words in TEXT

    def test_are_what_the_library_computes(self, words, expression, number):
        np.testing.assert_allclose(eval(expression, dict(RIGHT)), number, rtol=1e-3, atol=1e-12)


class TestPlantedBug:
    """The network that students check holds one wrong line, and the mended one none."""

    @pytest.fixture
    def planted(self):
        cell = next(c for c in authored(TOPIC).cells if "def planted_gradients" in c.source)
        namespace = RIGHT | {"ready": lambda *functions: False}
        exec(cell.source, namespace)
        return namespace

    @pytest.mark.parametrize(("name", "right"), [("planted_gradients", False), ("mended_gradients", True)])
    def test_shows_in_the_first_layer_only(self, planted, name, right):
        rng = np.random.default_rng(1)
        parts = [rng.normal(size=shape) for shape in ((3, 4), (4,), (4, 2), (2,))]
        X, y_true = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
        agrees = []
        for i, analytic in enumerate(planted[name](*parts, X, y_true, 0.1)):

            def loss(part, i=i):
                return planted["network_loss"](*parts[:i], part, *parts[i + 1 :], X, y_true, 0.1)

            measured = planted["numerical_gradient"](loss, parts[i])
            agrees.append(bool(np.allclose(analytic, measured, rtol=1e-6, atol=1e-9)))
        assert agrees == [right, right, True, True]
