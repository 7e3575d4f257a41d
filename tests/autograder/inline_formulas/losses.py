"""Formulas in the text of notebook 3."""

from tests.autograder.inline_formulas.slip import SLIP

# What looks like a formula and only names something.
NAMES = {"1/k": "an assumption about words, with which the notebook then computes"}

SIGMOID = "leaf_probability({}[:, None], np.ones((5, 1)))"
BILL = "-np.mean(labels * np.log(chances) + (1 - labels) * np.log(1 - chances))"
SLOPE = (
    "chances * (1 - chances)",
    "binary_cross_entropy_from_logits_gradient(labels, y) / binary_cross_entropy_gradient(labels, chances)",
)
HINGE = ("np.mean([max(0, 1 - t * s) for t, s in zip([1, -1, -1, 1], a)])", "hinge(2 * labels - 1, a)")
BOTH_COSTS = "[costs(np.zeros((1, 1)), array([0]), one(0), {})[1] for costs in (quadratic_cost_gradients, cross_entropy_cost_gradients)]"
TO_LEARN = "quadratic_cost_gradients(array([[3.0], [-3.0]]), array([0.7, 0.3]), one(np.log(7 / 3) / 3), 0.0)"
GIBBS = "[cross_entropy(array([0.7, 0.2, 0.1]), array([i, j, 10 - i - j]) / 10) for i in range(1, 9) for j in range(1, 10 - i)]"

FORMULAS = [
    ("1 / (1 + e^{-z})", "1 / (1 + np.exp(-z))", SIGMOID.format("z")),
    (r"a = \sigma(wx)", "1 / (1 + np.exp(-0.52 * z))", SIGMOID.format("(0.52 * z)")),
    ("a > 0.5", "1 / (1 + np.exp(-0.52 * z)) > 0.5", "predicted_labels(0.52 * z[:, None])[:, 0]"),
    ("(a - y)^2", "(a - y) ** 2", "[mse(y[i : i + 1], a[i : i + 1]) for i in range(4)]"),
    ("|a - y|", "abs(a - y)", "[mae(y[i : i + 1], a[i : i + 1]) for i in range(4)]"),
    ("r = a - y", "[sum((a - y) ** 2) / 4, sum(abs(a - y)) / 4]", "[mse(y, a), mae(y, a)]"),
    ("y = [1, 2]", "the mean is 2.125"),
    ("a = [1.5, 0]", "the mean is 2.125"),
    (r"\delta > 0", r"|r| = \delta"),
    (r"|r| = \delta", "[0.8, -0.8]", "[huber_gradient(one(0), one(r), 0.8)[0] for r in (0.8, -0.8)]"),
    (r"\tfrac12\delta^2", "[0.8**2 / 2] * 2", "[huber(one(0), one(0.8 + r), 0.8) for r in (-1e-9, 1e-9)]"),
    (r"\delta = 1", "a distance of 0.5 costs 0.125"),
    (
        r"\ell(a_i - y_i)",
        "np.mean([r**2 / 2 if abs(r) <= 0.8 else 0.8 * (abs(r) - 0.4) for r in a - y])",
        "huber(y, a, 0.8)",
    ),
    (r"2^{-\ell}", "[1 / 2, 1 / 8]", "[kraft_sum(one(1)), kraft_sum(one(3))]"),
    (
        r"\tfrac12 + \tfrac14 + \tfrac14 = 1",
        "[1 / 2 + 1 / 4 + 1 / 4, 1]",
        "[kraft_sum(array([1.0, 2, 2]))] * 2",
    ),
    (r"2^{-\ell_i} = y_i", "p", "[kraft_sum(one(length)) for length in optimal_code_lengths(p)]"),
    (r"\sum_i 2^{-\ell_i}", "1 / 2 + 1 / 8 + 1 / 16", "kraft_sum(array([1.0, 3, 4]))"),
    (r"1 / \log y_i", "1 / np.log2(p)", "optimal_code_lengths(p)", SLIP),
    (r"0 \cdot \log_2 \tfrac10", "1", "entropy(array([0.5, 0, 0.5]))"),
    ("y = [0.5, 0.5]", "$H(y, a) = 1.2075$"),
    ("a = [0.25, 0.75]", "$H(y, a) = 1.2075$"),
    ("H(y) = 1", "1", "entropy(array([0.5, 0.5]))"),
    (
        "y = [0.7, 0.2, 0.1]",
        "[0.7 * np.log2(1 / 0.7) + 0.2 * np.log2(1 / 0.2) + 0.1 * np.log2(10)] * 2",
        f"[min({GIBBS}), entropy(array([0.7, 0.2, 0.1]))]",
    ),
    ("a = y", "np.sum(p * np.log2(1 / p))", "cross_entropy(p, p)"),
    (r"(\ln p)' = 1/p", "-1 / chances / 4", "binary_cross_entropy_gradient(np.ones(4), chances)"),
    (r"1 - y", BILL, "binary_cross_entropy(labels, chances)"),
    (
        r"-y \ln p + (1 - y) \ln (1 - p)",
        "np.mean(-labels * np.log(chances) + (1 - labels) * np.log(1 - chances))",
        "binary_cross_entropy(labels, chances)",
        SLIP,
    ),
    ("p = 1/2", r"\ln 2"),
    (r"\ln 2", "[np.log(2)] * 2", "[binary_cross_entropy(one(t), one(0.5)) for t in (0, 1)]"),
    ("1 - y", BILL, "binary_cross_entropy(1 - labels, 1 - chances)"),
    ("1 - p", BILL, "binary_cross_entropy(1 - labels, 1 - chances)"),
    (r"p = \sigma(z)", BILL, "binary_cross_entropy_from_logits(labels, y)"),
    (r"\ln (e^a + e^b)", "[np.log(np.exp(r) + np.exp(s)) for r, s in G]", "np.logaddexp(*G.T)"),
    (
        r"\ln (1 + e^z)",
        "np.log(1 + np.exp(z))",
        "[binary_cross_entropy_from_logits(one(0), one(s)) for s in z]",
    ),
    (r"p\,(1 - p)", *SLOPE),
    (r"a = \sigma(z)", *SLOPE),
    (
        r"z = w \cdot x + b",
        "measured(lambda w: (sigmoid_(X[0] @ w + 0.3) - 1) ** 2, w)",
        "quadratic_cost_gradients(X[:1], one(1), w, 0.3)[0]",
    ),
    (r"\sigma'(z) = a\,(1 - a)", "measured(lambda y: np.sum(sigmoid_(y)), y)", SLOPE[1]),
    (
        r"a = \sigma(Xw + b)",
        "measured(lambda w: -np.mean(np.log(np.abs(1 - labels - sigmoid_(X @ w + 0.3)))), w)",
        "cross_entropy_cost_gradients(X, labels, w, 0.3)[0]",
    ),
    ("y = 0", "[2 * 0.7 * 0.7 * 0.3, 0.7]", BOTH_COSTS.format("np.log(7 / 3)")),
    ("a = 1", "[0, 1]", BOTH_COSTS.format("36.0")),
    ("a = 0.7", "x = 3"),
    ("x = 3", "[0, 0]", f"flat(*{TO_LEARN})"),
    ("a = 0.3", "x = 3"),
    ("x = -3", "x = 3"),
    (
        "(1 - p, p)",
        BILL,
        "categorical_cross_entropy_from_indices(labels, np.column_stack([1 - chances, chances]))",
    ),
    (r"\ln K", "np.log(7)", "categorical_cross_entropy_from_indices(array([3]), np.full((1, 7), 1 / 7))"),
    (
        r"p_k = e^{z_k} / \sum_j e^{z_j}",
        "-np.log([s / sum(np.exp(z)) for s in np.exp(z)])",
        "[softmax_cross_entropy(array([k]), z[None]) for k in range(5)]",
    ),
    (
        r"\ln \sum_j e^{z_j}",
        "measured(lambda z: np.log(sum(np.exp(z))), z)",
        "softmax_cross_entropy_gradient(array([1]), z[None])[0] + np.eye(5)[1]",
    ),
    (r"\ln K", "np.log(7)", "softmax_cross_entropy(array([3, 0]), np.zeros((2, 7)))"),
    (r"y \cdot s", *HINGE),
    ("y = +1", "a score of 0.4 costs 0.6"),
    (r"y \cdot s",),
    (r"\Delta = 1", "the loss is 0.5"),
    (
        r"\max(0, 1 - y \cdot \hat y)",
        "np.mean([max(0, 1 - t * s) for t, s in zip(labels, sigmoid_(a))])",
        HINGE[1],
        SLIP,
    ),
    (r"y \cdot s = 0.4", "[0.6, 0.6]", "[hinge(one(1), one(0.4)), hinge(one(-1), one(-0.4))]"),
    ("K - 1", "6", "multi_class_hinge(array([3]), np.ones((1, 7)))"),
]
