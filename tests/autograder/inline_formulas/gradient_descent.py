"""Formulas in the text of notebook 4."""

# What looks like a formula and only names something.
NAMES = {
    r"-\log": "a function, and the sign in front of it",
}

CUBE = ("1.2**3 - 0.8**3", "2 * 0.2 * centred_difference(lambda x: x**3, 1.0, 0.2)")
SQUARE = ("2 * w", "numerical_gradient(lambda w: np.sum(w**2), w)")
DESCENT = "descend(lambda w: 2 * w, one(5), {}, {})[:, 0]"
MANY_STEPS = (
    "functools.reduce(lambda s, _: momentum_step(*s, one(1), 0.1, 0.9), range(400), (one(0), one(0)))[1]"
)
KINK = "centred_difference(lambda x: max(0, x), {}, 1e-5)"
ERRORS = "(lambda error: round(error(0.01) / error(0.005), 1))(lambda h: {} - np.exp(1))"
FEW_DIGITS = "[np.float32(np.sin(np.float32(x + h))) for h in (1e-5, -1e-5)]"

FORMULAS = [
    ("2h", *CUBE),
    ("2h",),
    ("f(x) = x^2", "$(16 - 4) / 2 = 6$"),
    ("x = 3", "$(16 - 4) / 2 = 6$"),
    ("h = 1", "$(16 - 4) / 2 = 6$"),
    ("2x", "2 * z", "[centred_difference(lambda x: x**2, s) for s in z]"),
    ("2h",),
    (
        r"f(w) = \tfrac12 w_1^2 + 2 w_2^2 + w_1 w_2",
        "[w[0] + w[1], 4 * w[1] + w[0]]",
        "numerical_gradient(given('gradient_descent', 'tilted_bowl'), w[:2])",
    ),
    ("L(w) = w^2", *SQUARE),
    ("2w", *SQUARE),
    ("w = 5", "5", DESCENT.format(0.1, 0) + "[0]"),
    (r"1 - 2\eta", "[5 * (1 - 2 * 0.3) ** t for t in range(5)]", DESCENT.format(0.3, 4)),
    (
        r"\eta = 0.1",
        "np.ceil(np.log(0.01 / 5) / np.log(0.8))",
        f"np.argmax({DESCENT.format(0.1, 99)} < 0.01)",
    ),
    (r"\eta = 0.5", "[5, 0]", DESCENT.format(0.5, 1)),
    ("Xw", "np.mean([(sum(x * w) - t) ** 2 for x, t in zip(X, y)])", "fit_loss(X, y, w)"),
    (r"1 - \mu", "0.2 * v", "v - momentum_step(w, v, 0 * g, 0.1, 0.8)[1]"),
    (r"\mu = 0", "w - 0.1 * g", "momentum_step(w, v, g, 0.1, 0.0)[0]"),
    ("w = 1", r"v = -0.45 - 0.2 = -0.65"),
    ("v = -0.5", r"v = -0.45 - 0.2 = -0.65"),
    (r"\eta = 0.1", r"v = -0.45 - 0.2 = -0.65"),
    (r"\mu = 0.9", r"v = -0.45 - 0.2 = -0.65"),
    (
        "v = -0.45 - 0.2 = -0.65",
        "[-0.45 - 0.2, -0.65, 1 - 0.65]",
        "(lambda w, v: flat(v, v, w))(*momentum_step(one(1), one(-0.5), one(2), 0.1))",
    ),
    (r"1 - \mu",),
    (r"\eta / (1 - \mu)", "-0.1 / (1 - 0.9)", MANY_STEPS),
    (r"\mu v", "0.8 * v - 0.1 * (w + 0.8 * v)", "look_ahead_step(w, v, lambda w: w, 0.1, 0.8)[1]"),
    (
        r"\mu v",
        "w + 0.8 * v - 0.1 * np.sin(w + 0.8 * v)",
        "(lambda u, new: u - 0.8 * new)(*nesterov_step(w + 0.8 * v, v, np.sin(w + 0.8 * v), 0.1, 0.8))",
    ),
    ("w = 1", "9 + 16 = 25"),
    ("9 + 16 = 25", "[9 + 16, 25]", "np.tile(adagrad_step(one(1), one(9), one(4), 0.1)[1], 2)"),
    (
        r"1/\sqrt t",
        "[-0.1 / np.sqrt(t) for t in range(1, 99)]",
        "[adagrad_step(one(0), one(t - 1), one(1), 0.1)[0][0] for t in range(1, 99)]",
    ),
    (
        r"\eta_0\, e^{-kt}",
        "[0.8 * np.exp(-0.3 * t) for t in range(9)]",
        "exponential_decay(np.arange(9), 0.8, 0.3)",
    ),
    (
        r"\eta_0 / (1 + kt)",
        "[0.8 / (1 + 0.3 * t) for t in range(9)]",
        "inverse_time_decay(np.arange(9), 0.8, 0.3)",
    ),
    ("f'/f''", "2 * 3 * (5 - 2) / (2 * 3)", "(one(5) - newton_step(one(5), one(18), array([[6.0]])))[0]"),
    (
        r"H_{ij} = \partial^2 L / \partial w_i \partial w_j",
        "array([measured(lambda w: w[0] + w[1], b), measured(lambda w: 4 * w[1] + w[0], b)])",
        "[numerical_gradient(lambda w: numerical_gradient(given('gradient_descent', 'tilted_bowl'), w, 0.5)[i], b, 0.5)"
        " for i in range(2)]",
    ),
    (
        r"C = \frac1n X^\top X",
        "(lambda U: np.sort(np.linalg.eigvalsh(U.T @ U / 4)))(X - X.mean(axis=0))",
        "np.sort(PCA().fit(X).transform(X).var(axis=0))",
    ),
    (
        "(f(x+h) - f(x))/h",
        "(np.exp(1.01) - np.exp(1)) / 0.01",
        "forward_difference(np.exp, array(1.0), 0.01)",
    ),
    (
        "h^2",
        "[4, 2]",
        f"[{ERRORS.format('centred_difference(np.exp, 1.0, h)')},"
        f" {ERRORS.format(chr(40) + 'np.exp(1 + h) - np.exp(1)) / h')}]",
    ),
    ("x = 10^{-6}", "(1e-6 + 1e-5) / 2e-5", KINK.format("1e-6")),
    ("h = 10^{-5}", "x = 10^{-6}"),
    ("x = 0.1", "1", KINK.format("0.1")),
    ("h = 10^{-5}", "x = 10^{-6}"),
    ("x + h", *CUBE),
    ("x - h", *CUBE),
    (
        r"\frac12\, \mathrm{strength}\, (\sum W_1^2 + \sum W_2^2)",
        "0.6 / 2 * (sum(i**2 for i in W.flat) + sum(i**2 for i in W2.flat))",
        "(lambda loss: loss(W, b, W2, b2, X, G, 0.6) - loss(W, b, W2, b2, X, G, 0.0))(given('gradient_descent', 'network_loss'))",
    ),
    ("1/C", "[1 / 7] * 7", "softmax(np.zeros(7))"),
    ("C - 1", "6", "multi_class_hinge(array([3]), np.zeros((1, 7)))"),
    (
        r"\lVert \eta \nabla L \rVert / \lVert w \rVert",
        "np.sqrt(sum((0.1 * g) ** 2)) / np.sqrt(sum(w**2))",
        "update_ratio(w, -0.1 * g)",
    ),
    ("z = 40", "0", "sigmoid_derivative(one(40))"),
    (
        "L(w) = 5 w^2",
        "[0.9, 1, 1.1]",
        "[abs(descend(lambda w: 10 * w, one(1), rate, 1)[1, 0]) for rate in (0.19, 0.2, 0.21)]",
    ),
]
