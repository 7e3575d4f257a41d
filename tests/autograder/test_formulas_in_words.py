"""Formulas that stand in a sentence or a hint without markup, and rules that are said in words."""

import pytest

from tests.autograder.formula_setting import assert_same
from tests.autograder.test_quoted_numbers import text_of

QUADRATIC = "quadratic_cost_gradients(X[:1], array([1]), w, 0.3)[0]"
AT_OUTPUT = "(lambda s: {})(sigmoid_(X[0] @ w + 0.3))"
BATCHES = "np.random.default_rng(0).choice(z, size=(20000, {}))"

# The words; the formula in NumPy; the library's value.
WORDS = {
    "perceptron": [
        (
            "grows by the learning rate times (x · x + 1)",
            "[0.5 * (x @ x + 1) for x in X]",
            "[perceptron_score(x, *perceptron_update(x, 1, -9 * x, 0.0, 0.5)) - perceptron_score(x, -9 * x, 0.0)"
            " for x in X]",
        ),
        ("Take w1 x + w2 y + b = 0", "0 * z", "w[0] * z + w[1] * line_height(z, w[:2], 0.3) + 0.3"),
    ],
    "activations": [
        (
            "(X @ W1 + b1) @ W2 + b2",
            "(X @ W + b) @ W2 + b2",
            "(lambda V, c: X @ V + c)(*collapse_linear(W, b, W2, b2))",
        ),
        (
            "(z · σ)' = 1 · σ + z · σ'",
            "measured(lambda z: np.sum(z * sigmoid_(z)), z)",
            "swish_derivative(z)",
        ),
        (
            "e^(s1) / (e^(s0) + e^(s1))",
            "[np.exp(s) / (np.exp(r) + np.exp(s)) for r, s in G]",
            "class_one_probability(G)",
        ),
        (
            "e³ / (e¹ + e³)",
            "np.exp(3) / (np.exp(1) + np.exp(3))",
            "class_one_probability(array([[1.0, 3.0]]))[0]",
        ),
    ],
    "losses": [
        ("2(a - y) σ'(z) x", AT_OUTPUT.format("2 * (s - 1) * s * (1 - s) * X[0]"), QUADRATIC),
        (
            "(a - y) / (a(1 - a))",
            "(chances - labels) / (chances * (1 - chances)) / 4",
            "binary_cross_entropy_gradient(labels, chances)",
        ),
        ("2(a - y)x", "2 * (a[:1] - y[:1]) * X[0]", "mse_gradient(y[:1], a[:1]) * X[0]"),
        ("the slope of r²/2 is r", "0.7", "huber_gradient(one(0), one(0.7))"),
        (
            "-ln σ(z) = ln(1 + e^(-z))",
            "np.log(1 + np.exp(-0.8))",
            "binary_cross_entropy_from_logits(one(1), one(0.8))",
        ),
        (
            "-ln(1 - σ(z)) = ln(1 + e^z)",
            "np.log(1 + np.exp(0.8))",
            "binary_cross_entropy_from_logits(one(0), one(0.8))",
        ),
        (
            "dp/dz = p (1 - p)",
            "chances * (1 - chances)",
            "binary_cross_entropy_from_logits_gradient(labels, y) / binary_cross_entropy_gradient(labels, chances)",
        ),
        (
            "the sample 2 ln 2 = 1.3863",
            "2 * np.log(2)",
            "multi_label_cross_entropy(array([[1, 0]]), np.zeros((1, 2)))",
        ),
    ],
    "gradient_descent": [
        (
            "2 · error · its row of X",
            "np.mean([2 * (x @ w - t) * x for x, t in zip(X, y)], axis=0)",
            "fit_gradient(X, y, w)",
        ),
        (
            "it falls like one over the square root of the batch size",
            "2",
            f"round({BATCHES.format(4)}.mean(axis=1).std() / {BATCHES.format(16)}.mean(axis=1).std(), 1)",
        ),
    ],
    "vanishing_gradients": [
        (
            "are joined by m · n weights, and the n units have n biases",
            "3 * 4 + 4",
            "parameter_count([3, 4])",
        ),
        ("passed · fan_in · weight_std²", "0.5 * 8 * 0.7**2", "signal_growth(0.7, 8, 1, 0.5)"),
        (
            "output = gamma · X_hat + beta",
            "w * (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 0.1) + v",
            "batch_norm_train(X, w, v, 0.1)[0]",
        ),
        (
            "0.5 · tanh(1)",
            "0.5 * np.tanh(1)",
            "lstm_step(*np.zeros((2, 1, 1)), one(2)[None], *np.zeros((2, 1, 4)), np.zeros(4))[0]",
        ),
    ],
}
EVERY = [(stem, *entry) for stem, table in WORDS.items() for entry in table]


@pytest.mark.parametrize(
    ("stem", "words", "formula", "library"), EVERY, ids=[words for _, words, *_ in EVERY]
)
def test_a_formula_in_words_is_what_the_library_computes(stem, words, formula, library):
    assert words in text_of(stem)
    assert_same(formula, library)
