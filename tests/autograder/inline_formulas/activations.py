"""Formulas in the text of notebook 2."""

from tests.autograder.inline_formulas.slip import SLIP

# What looks like a formula and only names something.
NAMES = {
    r"\delta = \partial L / \partial z": "a short name for a gradient",
    r"g = \partial L / \partial y": "a short name for a gradient",
    r"g_j = \partial L / \partial p_j": "a short name for a gradient",
}

MERGED = "(lambda V, c: G @ V + c)(*collapse_linear(H, b, W2, b2))[:, 0]"
CHAIN_RULE = (
    "measured(lambda w: np.sin(w @ g + 0.3), w)",
    "affine_backward(np.cos(affine(g[None], w[:, None], one(0.3))), g[None], w[:, None])[1][:, 0]",
)
OWN = ("[p[i] * (1 - p[i]) for i in range(3)]", "[softmax_backward(np.eye(3)[i], p)[i] for i in range(3)]")
FALLS = "[(np.diff({}(np.linspace(-8, 8, 401), alpha)) < 0).any() for alpha in (0.0, 0.2, -0.2)]"

FORMULAS = [
    (
        "X W + b",
        "[[sum(x[i] * W[i, u] for i in range(3)) + b[u] for u in range(2)] for x in X]",
        "affine(X, W, b)",
    ),
    (
        "v_1 w_{11} + v_2 w_{21}",
        "W2[0, 0] * H[0, 0] + W2[1, 0] * H[0, 1]",
        "collapse_linear(H, b, W2, b2)[0][0, 0]",
    ),
    (
        "y = x_1 (v_1 w_{11} + v_2 w_{21}) + x_2 (v_1 w_{12} + v_2 w_{22} + v_2 b_2 + c)",
        "[r * (W2[0, 0] * H[0, 0] + W2[1, 0] * H[0, 1])"
        " + s * (W2[0, 0] * H[1, 0] + W2[1, 0] * H[1, 1] + W2[1, 0] * b[1] + b2[0]) for r, s in G]",
        MERGED,
        SLIP,
    ),
    (
        r"\bigl(f(z+h) - f(z-h)\bigr) / (2h)",
        "(np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5",
        "tanh_derivative(z)",
    ),
    ("z = 1", "0", "(step(one(1.01)) - step(one(0.99))) / 0.02"),
    ("z = 0", "[1 / 0.2, 1 / 0.02]", "[(step(array(h)) - step(array(-h))) / (2 * h) for h in (0.1, 0.01)]"),
    ("a = 1", "1 / (1 + np.exp(-z))", "sigmoid(z)"),
    ("z = 0", "1 / 2", "sigmoid(one(0))"),
    ("a = 1",),
    ("(1 + e^{-az})^{-1}", "(1 + np.exp(-1.7 * z)) ** -1", "sigmoid(z, 1.7)"),
    (r"s = \sigma(z)", "sigmoid_(z)", "sigmoid(z)"),
    ("a = 1",),
    ("z = 6", "np.exp(-6) / (1 + np.exp(-6)) ** 2", "sigmoid_derivative(one(6))"),
    ("a = 4", "1 / (1 + np.exp(-4 * z))", "sigmoid(z, 4)"),
    ("a = 1",),
    (r"\sigma(-z) = 1 - \sigma(z)", "1 - sigmoid_(z)", "sigmoid(-z)"),
    (r"z = \pm 800", "[1, -1]", "tanh(array([800.0, -800.0]))"),
    (r"1 - \tanh(z)^2", "1 - np.tanh(z) ** 2", "tanh_derivative(z)"),
    (r"2\sigma(2z) - 1", "2 * sigmoid_(2 * z) - 1", "tanh(z)"),
    ("z = 0", "4", "tanh_derivative(one(0)) / sigmoid_derivative(one(0))"),
    ("z = 4", "True", "tanh_derivative(one(4)) < sigmoid_derivative(one(4))"),
    (
        "z = w_1 h_1 + w_2 h_2 + b",
        "[r * w[0] + s * w[1] + 0.3 for r, s in G]",
        "affine(G, w[:2, None], one(0.3))[:, 0]",
    ),
    (r"\partial L / \partial w_i = \delta\, h_i", *CHAIN_RULE),
    (r"\partial L / \partial w_i = \delta\, h_i",),
    (r"\delta h_i", *CHAIN_RULE),
    ("z < 0", "[0, 0]", "relu(z[z < 0])"),
    ("z < 0", "[0, 0]", "relu_derivative(z[z < 0])"),
    (r"\alpha = 0.01", r"$-5$ becomes $-0.05$"),
    (r"\max(\alpha z,\ z)", "np.maximum(2 * z, z)", "leaky_relu(z, 2.0)", SLIP),
    (r"\alpha = 0", "np.maximum(0, z)", "leaky_relu(z, 0.0)"),
    (r"\alpha = 1", "z", "leaky_relu(z, 1.0)"),
    (r"z \le 0", "[s if s <= 0 else 0 for s in z]", "[prelu_backward(one(1), one(s), 0.2)[1] for s in z]"),
    (r"y = \alpha z", "0.2 * z[z <= 0]", "leaky_relu(z[z <= 0], 0.2)"),
    (
        "z = 0",
        "[2 * 0.3, 0]",
        "[prelu_backward(one(2), one(0), 0.3)[0][0], prelu_backward(one(2), one(0), 0.3)[1]]",
    ),
    (r"\alpha > 0", "True", "(elu(np.linspace(-30, 0, 99), 0.7) > -0.7).all()"),
    (r"\alpha = 1", "$e^{-2} - 1 = -0.8647$"),
    ("z = -2", "$e^{-2} - 1 = -0.8647$"),
    (
        r"\alpha = 1",
        "[1, 0.7]",
        "[elu_derivative(one(0), alpha)[0] / elu_derivative(one(1e-9), alpha)[0] for alpha in (1.0, 0.7)]",
    ),
    ("e^z", "800", "elu(one(800))"),
    ("a = 1", "z / (1 + np.exp(-z))", "swish(z)"),
    ("z = 1", r"$1 \cdot \sigma(1) = 0.7311$"),
    (r"\alpha \ge 0", "[[False, False, True]] * 2", f"[{FALLS.format('leaky_relu')}, {FALLS.format('elu')}]"),
    ("Y = XW + b", "[W.T @ x + b for x in X]", "affine(X, W, b)"),
    ("e^c", "np.exp(z) * np.exp(1.3) / sum(np.exp(z) * np.exp(1.3))", "softmax(z)"),
    ("e^{1000}", "np.exp(z - 3) / sum(np.exp(z - 3))", "softmax(z + 1000)"),
    ("K = 2", "[np.exp(s) / (np.exp(r) + np.exp(s)) for r, s in G]", "class_one_probability(G)"),
    ("e^{s_1}", "[1 / (np.exp(r - s) + 1) for r, s in G]", "class_one_probability(G)"),
    (r"\partial p_j / \partial z_i = p_j\,(1 - p_j)", *OWN),
    ("i = j", r"\partial p_j / \partial z_i = p_j\,(1 - p_j)"),
    (
        r"-p_j\, p_i",
        "[-p[j] * p[i] for j in range(3) for i in range(3) if i != j]",
        "[softmax_backward(np.eye(3)[j], p)[i] for j in range(3) for i in range(3) if i != j]",
    ),
    ("K = 2",),
    ("z = 0", "[0, 1, 0, 1]", "flat(*[f(one(0)) for f in (tanh, tanh_derivative, elu, elu_derivative)])"),
    ("f(z) = z", "[1e-4, -1e-4]", "tanh(array([1e-4, -1e-4]))"),
    (r"\alpha = 0.01", "[s if s > 0 else 0.01 * s for s in z]", "leaky_relu(z)"),
    (r"\alpha = 1", "[s if s > 0 else np.exp(s) - 1 for s in z]", "elu(z)"),
    ("a = 1",),
    (r"\sigma(z) = 0.9", "0.9 * 0.1", "sigmoid_derivative(np.log(one(9)))"),
    ("z = -2", "7 * 0", "7 * relu_derivative(one(-2))"),
    (r"\alpha = 0.1", "7 * 0.1", "7 * leaky_relu_derivative(one(-2), 0.1)"),
    ("a = 8", "8 / 4", "sigmoid_derivative(one(0), 8)"),
]
