"""Formulas in the text of notebook 1."""

from tests.autograder.inline_formulas.slip import SLIP

# What looks like a formula and only names something.
NAMES = {"n - 1": "the number of the layer before layer n"}

NOVIKOFF = """(lambda S, u: sum(perceptron_train(S[:, :2], (S @ u > 0) * 1, 1.0, 1000)[2])
    <= max(np.sum(S**2, axis=1)) / min(np.abs(S @ u)) ** 2)(np.column_stack([W, np.ones(3)]), np.array([{}]))"""
BIASED = "for t, c in ((1, 0.25), (0, 10.0), (1, 10.0))"
HALVES = "[(np.array([i, j]) / 2, k / 2) for i in range(-6, 7) for j in range(-6, 7) for k in range(-6, 7)]"
XOR = "{}(u.sum() + 2 * c for u, c in " + HALVES + " if (perceptron_predict(T[{}], u, c) == {}).all())"

FORMULAS = [
    (
        r"1 \cdot 5 + 0 \cdot 7 + 2 \cdot 9 = 23",
        "[1 * 5 + 0 * 7 + 2 * 9, 23]",
        "2 * [perceptron_score(array([1, 0, 2]), array([5, 7, 9]), 0)]",
    ),
    (r"z = w \cdot x + b", "[sum(w * x) + 0.3 for x in X]", "perceptron_score(X, w, 0.3)"),
    (r"w \cdot x", "[sum(w * x) >= 3 for x in 9 * X]", "perceptron_predict(9 * X, w, -3)"),
    (r"w \cdot x - 3", "[sum(w * x) - 3 for x in 9 * X]", "perceptron_score(9 * X, w, -3)"),
    ("b = 0", "0", "line_height(0, w[:2], 0)"),
    (
        r"y - \hat y",
        "[1 - 0, 0 - 1, 1 - 1]",
        f"[perceptron_update(array([2, -1]), t, array([-1, 0.5]), c, 1.0)[1] - c {BIASED}]",
    ),
    (
        r"\;w \leftarrow w + \eta\,(y - \hat y)\,x\;",
        "[w + 0.5 * (t - (sum(w * x) + 0.3 >= 0)) * x for x, t in zip(-X, labels)]",
        "[perceptron_update(x, t, w, 0.3, 0.5)[0] for x, t in zip(-X, labels)]",
    ),
    (
        r"\;b \leftarrow b + \eta\,(y - \hat y)",
        "[0.3 + 0.5 * (t - (sum(w * x) + 0.3 >= 0)) for x, t in zip(-X, labels)]",
        "[perceptron_update(x, t, w, 0.3, 0.5)[1] for x, t in zip(-X, labels)]",
    ),
    (r"\eta = 0.5", r"(-1, 0.5) + 0.5 \cdot (2, -1) = (0, 0)"),
    (
        r"(-1, 0.5) + 0.5 \cdot (2, -1) = (0, 0)",
        "flat(array([-1, 0.5]) + 0.5 * array([2, -1]), [0, 0])",
        "np.tile(perceptron_update(array([2, -1]), 1, array([-1, 0.5]), 0.25, 0.5)[0], 2)",
    ),
    (
        r"(R / \gamma)^2",
        "[True, True]",
        f"[{NOVIKOFF.format('0.8, -0.6, 0.1')}, {NOVIKOFF.format('0, 1, 0')}]",
    ),
    ("w_2 + b", "w[1] + 0.3", "perceptron_score(T, w[:2], 0.3)[1]"),
    ("w_1 + b", "w[0] + 0.3", "perceptron_score(T, w[:2], 0.3)[2]"),
    ("w_1 + w_2 + b", "w[0] + w[1] + 0.3", "perceptron_score(T, w[:2], 0.3)[3]"),
    (r"w_1 + w_2 + 2b \ge 0", "True", XOR.format("min", "1:3", 1) + " >= 0"),
    ("w_1 + w_2 + 2b < 0", "True", XOR.format("max", "::3", 0) + " < 0"),
    (
        "(w - 2)^2",
        "w - 0.1 * measured(lambda w: np.sum((w - 2) ** 2), w)",
        "GradientDescent(0.1).step(w, 2 * (w - 2))",
    ),
    ("2 (w - 2)", "2 * (w - 2)", "numerical_gradient(lambda w: np.sum((w - 2) ** 2), w)"),
    ("z = 2", "1 / (1 + 0.1353) = 0.8808"),
    (
        "t z",
        "[t * (sum(w * x) + 0.3) > 0 for t, x in zip([1, -1, -1, 1], X)]",
        "perceptron_predict(X, w, 0.3) == labels",
    ),
    ("W x", "[W.T @ x for x in X]", "dense_layer(X, W, 0 * b)"),
    (
        "X W + b",
        "[[sum(x[i] * W[i, u] for i in range(3)) + b[u] for u in range(2)] for x in X]",
        "dense_layer(X, W, b)",
    ),
    (
        r"\max(0, z)",
        "[[max(0, s)] for s in z]",
        "two_layer_scores(z[:, None], np.eye(1), one(0), np.eye(1), one(0))",
    ),
    ("s = W x", "[W.T @ x for x in X]", "dense_layer(X, W, 0 * b)"),
    (r"\max(0, z)",),
    (
        r"h = \max(0,\ W_1 x)",
        "[[max(0, s) for s in W.T @ x] for x in X]",
        "two_layer_scores(X, W, 0 * b, np.eye(2), 0 * b)",
    ),
    (
        r"s = W_2 \max(0,\ W_1)\, x",
        "[W2.T @ np.maximum(0, W.T) @ x for x in X]",
        "two_layer_scores(X, W, 0 * b, W2, 0 * b)",
        SLIP,
    ),
]
