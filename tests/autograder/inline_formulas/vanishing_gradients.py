"""Formulas in the text of notebook 6."""

# What looks like a formula and only names something.
NAMES = {
    "n - 1": "the number of the layer before layer n",
    "1 - u": "how other books write the gate",
}

SUMS = "[[sum(x[i] * W[i, u] for i in range(3)) + b[u] for u in range(2)] for x in X]"
DENSE = "dense_forward(X, W, b)"
WEIGHTS = "np.random.default_rng(1).normal(scale={}, size=(300, 200))"
FORWARD = (
    f"np.mean(dense_forward(np.random.default_rng(2).normal(size=(99, 300)), {WEIGHTS}, np.zeros(200)) ** 2)"
)
BACKWARD = (
    "np.mean(dense_backward(np.random.default_rng(2).normal(size=(99, 200)), np.zeros((99, 300)), "
    f"{WEIGHTS})[0] ** 2)"
)
STANDARDIZED = "(X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 0.1)"
GRU = "gru_step(*lstm[:2], lstm[3][:, :3], lstm[4][:, :3], lstm[5][:3])[0]"
GATES = """(lambda r, u: (lambda g: u * lstm[1] + (1 - u) * g)(
    np.tanh(lstm[0] @ lstm[3][:, 2:3] + (r * lstm[1]) @ lstm[4][:, 2:3] + lstm[5][2:3])))(
    *(sigmoid_(lstm[0] @ lstm[3][:, k : k + 1] + lstm[1] @ lstm[4][:, k : k + 1] + lstm[5][k]) for k in range(2)))"""

FORMULAS = [
    ("X W + b", SUMS, DENSE),
    (r"W^\mathsf{T}", "[W.T @ x + b for x in X]", DENSE),
    ("Z = X W + b", SUMS, DENSE),
    (
        r"= \partial L / \partial Z",
        "measured(lambda X: np.sum(np.sin(X @ W + b)), X)",
        "dense_backward(np.cos(X @ W + b), X, W)[0]",
    ),
    (r"z_{sj} = \sum_i x_{si} w_{ij} + b_j", SUMS, DENSE),
    ("2h", "1.2**3 - 0.8**3", "2 * 0.2 * centred_difference(lambda x: x**3, 1.0, 0.2)"),
    (
        r"\partial a_3 / \partial w_3 = a_2\, \sigma'(z_3)",
        """(lambda x, w, b: (lambda a2: measured(lambda w3: sigmoid_(w3 * a2 + b[3]), w[3]))(sigmoid_(
            w[2] * sigmoid_(w[1] * sigmoid_(w[0] * x + b[0]) + b[1]) + b[2])))(*chain)""",
        "chain_gradients(*chain)[3]",
    ),
    (r"\sigma'(z) = a\,(1 - a)", "sigmoid_(z) * (1 - sigmoid_(z))", "sigmoid_derivative(z)"),
    (r"a = \sigma(z)", r"\sigma'(z) = a\,(1 - a)"),
    (
        r"w\, \sigma'(z)",
        "measured(lambda a: np.sum(sigmoid_(1.3 * a)), z)",
        "1.3 * sigmoid_derivative(1.3 * z)",
    ),
    (
        r"z = x_1 w_1 + \dots + x_n w_n",
        "[[sum(x[i] * W[i, u] for i in range(3)) for u in range(2)] for x in X]",
        "dense_forward(X, W, 0 * b)",
    ),
    ("z^2", "300 * 0.2**2", f"round({FORWARD.format(0.2)})"),
    ("n s^2", "3 * 0.2**2", "signal_growth(0.2, 3, 1)"),
    ("n s^2", "(3 * 0.9**2 / 2) ** 5", "signal_growth(0.9, 3, 5, 1 / 2)"),
    ("s = 0.2", r"one layer multiplies by $100 \cdot 0.04 = 4$, three layers by 64"),
    (r"\frac12 n s^2 = 1", "1", "signal_growth(he_weights(np.ones((8, 10)))[0, 0], 8, 50, 1 / 2)"),
    (r"\sqrt{2 / n_\text{in}}", "np.sqrt(2 / 3) * W", "he_weights(W)"),
    (r"s^2 = 1 / n_\text{in}", "1", f"round({FORWARD.format('300**-0.5')}, 1)"),
    (r"s^2 = 1 / n_\text{out}", "1", f"round({BACKWARD.format('200**-0.5')}, 1)"),
    (r"\sqrt{2 / (n_\text{in} + n_\text{out})}", "np.sqrt(2 / (3 + 2)) * W", "xavier_weights(W)"),
    (r"\varepsilon = 0", r"\hat X = [-1, 1]"),
    (r"\hat X = [-1, 1]", "[[-1], [1]]", "batch_norm_train(array([[1.0], [3]]), one(10), one(5), 1e-12)[1]"),
    (r"\gamma = 10", "the output is $[-5, 15]$"),
    (r"\beta = 5", "the output is $[-5, 15]$"),
    (r"\sqrt{v + \varepsilon}", "np.sqrt(X.var(axis=0) + 0.1)", "batch_norm_train(X, w, v, 0.1)[2]"),
    (r"\gamma \hat X + \beta", f"w * {STANDARDIZED} + v", "batch_norm_train(X, w, v, 0.1)[0]"),
    (
        r"G = \gamma \cdot",
        f"measured(lambda X: np.sum(np.sin(w * {STANDARDIZED} + v)), X)",
        "(lambda out, hat, std: batch_norm_backward(np.cos(out) * w, hat, np.ones(3), std)[0])(*batch_norm_train(X, w, v, 0.1))",
    ),
    (
        r"G / \text{std}",
        "measured(lambda X: np.sum(np.sin((X - w) / abs(v))), X)",
        "(lambda G: batch_norm_backward(np.vstack([G, -G]), np.zeros((8, 3)), np.ones(3), abs(v))[0][:4])(np.cos((X - w) / abs(v)))",
    ),
    (
        r"G \hat X",
        "B - B.mean(axis=0) - X * (B * X).mean(axis=0)",
        "batch_norm_backward(B, X, np.ones(3), np.ones(3))[0]",
    ),
    (r"X + \tanh(X W)", "G + np.tanh(G @ W2)", "residual_forward(G, W2)"),
    (
        r"\theta / \lVert g \rVert",
        "flat(*(0.5 / np.sqrt(sum(g**2) + sum(v**2)) * each for each in (g, v)))",
        "flat(*clip_by_norm([g, v], 0.5))",
    ),
    (r"\frac12 \lambda \sum w^2", "0.3 / 2 * sum(w**2)", "l2_penalty(w, 0.3)"),
    (r"t = 0, 1, \dots, T", "4", "len(flow_through_time([2, 3, 4]))"),
    ("h = 0", "measured(lambda h: np.tanh(0.9 * h), 0.0)", "flow_through_time([0.9])[0]"),
    ("w = 0.9", "0.9**50", "flow_through_time([0.9] * 50)[0]"),
    ("w = 1.1", "1.1**50", "flow_through_time([1.1] * 50)[0]"),
    ("c = 2", r"c_\text{next} = 0.5 \cdot 2 + 0.5 \cdot 0 = 1"),
    (
        r"c_\text{next} = 0.5 \cdot 2 + 0.5 \cdot 0 = 1",
        "[0.5 * 2 + 0.5 * 0, 1]",
        "np.tile(lstm_step(*np.zeros((2, 1, 1)), one(2)[None], *np.zeros((2, 1, 4)), np.zeros(4))[1], 2)[0]",
    ),
    (r"r \cdot h", GATES, GRU),
    (r"h_\text{next} = u \cdot h + (1 - u) \cdot g", GATES, GRU),
    ("h = 2", r"$0.9 \cdot 2 + 0.1 \cdot (-1) = 1.7$"),
    ("g = -1", r"$0.9 \cdot 2 + 0.1 \cdot (-1) = 1.7$"),
    ("u = 0.9", r"$0.9 \cdot 2 + 0.1 \cdot (-1) = 1.7$"),
    ("u = 0.1", r"$0.1 \cdot 2 + 0.9 \cdot (-1) = -0.7$"),
]
