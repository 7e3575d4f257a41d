"""Every formula that stands on a line of its own in a notebook, written once more in NumPy, is what the library computes."""

import pytest

from tests.autograder.formula_setting import assert_same, displayed, text

LOGIT = "binary_cross_entropy_from_logits(np.array([{}]), np.array([0.8]))".format
CROSS = "np.sum(p * np.log2(1 / q))"
CHAIN = """(lambda x, w, b: (lambda a0: (lambda a1: (lambda a2: (lambda a3:
    x * a0 * (1 - a0) * w[1] * a1 * (1 - a1) * w[2] * a2 * (1 - a2) * w[3] * a3 * (1 - a3)
    )(sigmoid_(w[3] * a2 + b[3])))(sigmoid_(w[2] * a1 + b[2])))(sigmoid_(w[1] * a0 + b[1])))(sigmoid_(w[0] * x + b[0])))(*chain)"""
GATES = """(lambda i, f, c, o: (lambda new: flat(sigmoid_(o) * np.tanh(new), new))(
    sigmoid_(f) * lstm[2] + sigmoid_(i) * np.tanh(c)))(*np.split(lstm[0] @ lstm[3] + lstm[1] @ lstm[4] + lstm[5], 4, axis=1))"""
THROUGH_TIME = (
    "np.prod([1.3 * (1 - h**2) for h in recurrent(0.2, states=True)[1:]])",
    "flow_through_time([1.3 * (1 - h**2) for h in recurrent(0.2, states=True)[1:]])[0]",
)
HUNT = "repaired_backward(np.ones((4, 3)), hunt[0], *hunted(*hunt)[:3], hunt[3], hunt[5])"

# How the formula begins; the formula in NumPy; the library's value.
FORMULAS = {
    "perceptron": [
        (r"\text{output} = \begin{cases} 1", "(B.sum(axis=1) >= 2) * 1", "mcculloch_pitts(B, 2)"),
        (
            r"z = w_1 x_1",
            "[x[0] * w[0] + x[1] * w[1] + x[2] * w[2] + 0.3 for x in X]",
            "perceptron_score(X, w, 0.3)",
        ),
        (r"w_1 x + w_2 y + b = 0", "0 * z", "w[0] * z + w[1] * line_height(z, w[:2], 0.3) + 0.3"),
        (
            r"h = \text{step}(x\, W_1",
            "[0, 1, 1, 0]",
            "(lambda W1, b1, W2, b2: (((T @ W1 + b1 >= 0) * 1) @ W2 + b2 >= 0) * 1)(*xor_weights())",
        ),
        (r"w \leftarrow w - \eta \cdot \text{slope}", "w - 0.1 * g", "GradientDescent(0.1).step(w, g)"),
        (r"p = \frac{1}{1 + e^{-z}}", "1 / (1 + np.exp(-(X @ w + 0.3)))", "logistic_neuron(X, w, 0.3)"),
        (
            r"L = \max(0,\ 1 - t z)",
            "np.mean([max(0, 1 - t * s) for t, s in zip([1, -1, -1, 1], X @ w + 0.3)])",
            "svm_neuron_loss(X, labels, w, 0.3)",
        ),
        (r"h = \sigma(W x + b)", "[sigmoid_(W.T @ x + b) for x in X]", "sigmoid_(dense_layer(X, W, b))"),
    ],
    "activations": [
        (
            r"(X W_1 + b_1)",
            "(X @ W + b) @ W2 + b2",
            "(lambda V, c: X @ V + c)(*collapse_linear(W, b, W2, b2))",
        ),
        (
            r"h_1 = w_{11} x_1",
            "[W2[0, 0] * (H[0, 0] * r + H[1, 0] * s + b[0]) + W2[1, 0] * (H[0, 1] * r + H[1, 1] * s + b[1]) + b2[0]"
            " for r, s in G]",
            "(lambda V, c: G @ V + c)(*collapse_linear(H, b, W2, b2))[:, 0]",
        ),
        (r"\mathrm{step}(z) =", "[1 if i >= 0 else 0 for i in z]", "step(z)"),
        (r"\sigma(z) = \frac{1}{1 + e^{-az}}", "1 / (1 + np.exp(-1.7 * z))", "sigmoid(z, 1.7)"),
        (
            r"\sigma'(z) = a\, s",
            "1.7 * sigmoid_(1.7 * z) * (1 - sigmoid_(1.7 * z))",
            "sigmoid_derivative(z, 1.7)",
        ),
        (
            r"\tanh(z) = \frac{e^z - e^{-z}}",
            "flat((np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z)), 2 * sigmoid_(2 * z) - 1)",
            "flat(tanh(z), tanh(z))",
        ),
        (r"\mathrm{ReLU}(z)", "[max(0, i) for i in z]", "relu(z)"),
        (r"\mathrm{LeakyReLU}(z)", "[i if i > 0 else 0.2 * i for i in z]", "leaky_relu(z, 0.2)"),
        (r"\mathrm{ELU}(z)", "[i if i > 0 else 0.7 * (np.exp(i) - 1) for i in z]", "elu(z, 0.7)"),
        (r"\mathrm{swish}(z)", "z * sigmoid_(z)", "swish(z)"),
        (
            r"y = \max(x \cdot w_1 + b_1",
            "[[max(x @ pieces[k][:, u] + biases[k, u] for k in range(3)) for u in range(2)] for x in X]",
            "maxout(X, pieces, biases)[0]",
        ),
        (
            r"\frac{\partial L}{\partial X} = G\, W^\top",
            "flat(G @ W.T, X.T @ G, [G[:, 0].sum(), G[:, 1].sum()])",
            "flat(*affine_backward(G, X, W))",
        ),
        (r"p_i = \frac{e^{z_i}}", "[np.exp(i) / sum(np.exp(j) for j in z) for i in z]", "softmax(z)"),
        (
            r"p_1 = \frac{e^{s_1}}",
            "[np.exp(s) / (np.exp(r) + np.exp(s)) for r, s in G]",
            "class_one_probability(G)",
        ),
        (
            r"\frac{\partial L}{\partial z_i} = \sum_j g_j",
            "flat([sum(g[j] * p[j] * ((i == j) - p[i]) for j in range(3)) for i in range(3)], p * (g - sum(g * p)))",
            "flat(softmax_backward(g, p), softmax_backward(g, p))",
        ),
    ],
    "losses": [
        (r"C = \frac1n \sum_{i=1}^n (a_i - y_i)^2", "sum((a - y) ** 2) / 4", "mse(y, a)"),
        (r"C = \frac1n \sum_{i=1}^n |a_i - y_i|", "sum(abs(a - y)) / 4", "mae(y, a)"),
        (
            r"\ell(r) = \begin{cases} \tfrac12 r^2",
            "np.mean([r**2 / 2 if abs(r) <= 0.8 else 0.8 * (abs(r) - 0.4) for r in z])",
            "huber(0 * z, z, 0.8)",
        ),
        (r"\sum_i 2^{-\ell_i} \le 1", "2**-1 + 2**-3 + 2**-4", "kraft_sum(np.array([1, 3, 4]))"),
        (r"\ell_i = \log_2", "np.log2(1 / p)", "optimal_code_lengths(p)"),
        (r"H(y) = \sum_i", "np.sum(p * np.log2(1 / p))", "entropy(p)"),
        (r"H(y, a) = \sum_i", CROSS, "cross_entropy(p, q)"),
        (r"\text{cross-entropy} =", CROSS, "entropy(p) + kl_divergence(p, q)"),
        (
            r"\ell = \begin{cases} -\ln p",
            "np.mean([-np.log(0.8), -np.log(1 - 0.3)])",
            "binary_cross_entropy(np.array([1, 0]), np.array([0.8, 0.3]))",
        ),
        (
            r"-\ln \sigma(z) = \ln (1 + e^{-z})",
            "[np.log(1 + np.exp(-0.8)), np.log(1 + np.exp(0.8))]",
            f"[{LOGIT(1)}, {LOGIT(0)}]",
        ),
        (
            r"\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a}",
            "(lambda s: flat(2 * (s - 1) * s * (1 - s) * X[0], 2 * (s - 1) * s * (1 - s)))(sigmoid_(X[0] @ w + 0.3))",
            "flat(*quadratic_cost_gradients(X[:1], np.array([1]), w, 0.3))",
        ),
        (
            r"C = \frac1n \sum_{\text{samples}} -\ln p_k",
            "[np.mean([-np.log(p[2]), -np.log(q[0])]), np.mean([-np.log(p) @ [0, 0, 1], -np.log(q) @ [1, 0, 0]])]",
            "[categorical_cross_entropy_from_indices(np.array([2, 0]), np.stack([p, q])),"
            " categorical_cross_entropy(np.eye(3)[[2, 0]], np.stack([p, q]))]",
        ),
        (
            r"-\ln p_k = - \Bigl(",
            "-(z[1] - np.log(sum(np.exp(z))))",
            "softmax_cross_entropy(np.array([1]), z[None])",
        ),
        (
            r"\ell = \max(0,\ 1 - y \cdot s)",
            "np.mean([max(0, 1 - s) for s in z])",
            "hinge(np.ones(5), z)",
        ),
        (
            r"\ell = \sum_{j \ne k}",
            "sum(max(0, z[j] - z[3] + 0.7) for j in (0, 1, 2, 4))",
            "multi_class_hinge(np.array([3]), z[None], 0.7)",
        ),
    ],
    "gradient_descent": [
        (r"f'(x) \approx", "(1.2**3 - 0.8**3) / 0.4", "centred_difference(lambda x: x**3, 1.0, 0.2)"),
        (
            r"\nabla f = ",
            "[2 * w[0], 6 * w[1]]",
            "numerical_gradient(lambda w: w[0] ** 2 + 3 * w[1] ** 2, w[:2])",
        ),
        (
            r"f(w + d) - f(w) \approx",
            "np.sum(np.exp(w + 1e-8 * g)) - np.sum(np.exp(w))",
            "numerical_gradient(lambda w: np.sum(np.exp(w)), w) @ (1e-8 * g)",
        ),
        (r"w \leftarrow w - \eta\, \nabla L(w)", "w - 0.1 * g", "descent_step(w, g, 0.1)"),
        (
            r"L(w) = \frac1n",
            "flat(sum((x @ w - t) ** 2 for x, t in zip(X, y)) / 4,"
            " sum(2 * (x @ w - t) * x for x, t in zip(X, y)) / 4, 2 / 4 * X.T @ (X @ w - y))",
            "flat(fit_loss(X, y, w), fit_gradient(X, y, w), fit_gradient(X, y, w))",
        ),
        (
            r"v \leftarrow \mu\, v - \eta\, \nabla L(w), \qquad",
            "flat(w + 0.8 * v - 0.1 * g, 0.8 * v - 0.1 * g)",
            "flat(*momentum_step(w, v, g, 0.1, 0.8))",
        ),
        (
            r"v \leftarrow \mu\, v - \eta\, \nabla L(w + \mu v)",
            "flat(w + 0.8 * v - 0.1 * np.sin(w + 0.8 * v), 0.8 * v - 0.1 * np.sin(w + 0.8 * v))",
            "flat(*look_ahead_step(w, v, np.sin, 0.1, 0.8))",
        ),
        (
            r"v' = \mu\, v - \eta\, \nabla L(w), \qquad",
            "w - 0.8 * v + 1.8 * (0.8 * v - 0.1 * g)",
            "nesterov_step(w, v, g, 0.1, 0.8)[0]",
        ),
        (r"w \leftarrow w - H^{-1}", "b - np.linalg.inv(H) @ b2", "newton_step(b, b2, H)"),
        (
            r"\frac{|a - b|}{\max(|a|,\ |b|)}",
            "[abs(r - s) / max(abs(r), abs(s)) for r, s in G]",
            "relative_error(*G.T)",
        ),
    ],
    "regularization": [
        (r"\text{loss} = L + ", "2 + 0.1 / 2 * np.sum(W**2)", "regularized_loss(2.0, [(W, b)], 0.1)"),
        (r"\text{L2} =", "0.1 / 2 * sum(i**2 for i in W.flat)", "l2_penalty(W, 0.1)"),
        (r"\text{L1} =", "0.1 * sum(abs(i) for i in W.flat)", "l1_penalty(W, 0.1)"),
        (r"W \leftarrow W - d\,W", "W - 0.5 * 0.1 * W", "decay_weights(W, 0.5 * 0.1, 1)"),
        (r"\text{output} = \frac{\text{mask} \cdot X}{p}", "mask * X / 0.7", "dropout_forward(X, mask, 0.7)"),
        (r"X' = X + \varepsilon", "p + 0.1 * np.sign(g)", "adversarial_images(p, g, 0.1)"),
    ],
    "vanishing_gradients": [
        (r"h = \sigma(W x + b)", "[sigmoid_(W.T @ x + b) for x in X]", "sigmoid_(dense_forward(X, W, b))"),
        (r"Z = X W + b", "X @ W + b", "dense_forward(X, W, b)"),
        (
            r"s = W_2 \max(0,\, W_1 x)",
            "[W2.T @ np.maximum(0, W.T @ x) for x in X]",
            "dense_forward(np.maximum(dense_forward(X, W, 0 * b), 0), W2, 0 * b2)",
        ),
        (
            r"\frac{\partial L}{\partial w_{ij}} = \sum_s",
            "flat([[sum(X[s, i] * G[s, u] for s in range(4)) for u in range(2)] for i in range(3)], sum(G))",
            "flat(*dense_backward(G, X, W)[1:])",
        ),
        (r"z_0 = w_0 x + b_0", CHAIN, "chain_gradients(*chain)[0]"),
        (r"\frac{\partial a_3}{\partial w_0}", CHAIN, "chain_gradients(*chain)[0]"),
        (r"\lVert g \rVert", "np.sqrt(sum(i**2 for i in g))", "layer_norms([g])[0]"),
        (r"\overline{z^2} = n\, s^2", "3 * 0.2**2", "signal_growth(0.2, 3, 1)"),
        (
            r"\hat X = \frac{X - \mu}",
            "flat((X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 0.1) * w + v, (X - X.mean(axis=0)) / np.sqrt(X.var(axis=0) + 0.1))",
            "flat(*batch_norm_train(X, w, v, 0.1)[:2])",
        ),
        (
            r"\mu_\text{run} \leftarrow 0.9",
            "flat(0.9 * np.zeros(3) + 0.1 * X.mean(axis=0), 0.9 * np.ones(3) + 0.1 * X.var(axis=0) * 4 / 3)",
            "flat(batch_normalized(X).running_mean, batch_normalized(X).running_variance)",
        ),
        (
            r"\text{grad}_X = \frac{1}{\text{std}}",
            "1 / w * (X - X.mean(axis=0) - B * (X * B).mean(axis=0))",
            "batch_norm_backward(X, B, np.ones(3), w)[0]",
        ),
        (r"\text{output} = X + \tanh(X W)", "G + np.tanh(G @ W2)", "residual_forward(G, W2)"),
        (
            r"h_1 = \max(0, X W_1 + b_1)",
            "measured(lambda W2: np.sum(hunted(*hunt[:3], W2, *hunt[4:])[3]), hunt[3])",
            f'{HUNT}["W2"]',
        ),
        (r"h_{t+1} = \tanh(v\, x_t", "measured(recurrent, np.array(0.2))", THROUGH_TIME[1]),
        (r"\frac{\partial h_T}{\partial h_t} =", *THROUGH_TIME),
        (r"c_\text{next} = f \cdot c + i \cdot g", GATES, "flat(*lstm_step(*lstm))"),
    ],
}
EVERY = [(stem, *formula) for stem, table in FORMULAS.items() for formula in table]


@pytest.mark.parametrize("stem", FORMULAS)
def test_every_formula_is_checked(stem):
    """In the order of the notebook, so that none is left out and none is checked in the place of another."""
    starts = [start for start, *_ in FORMULAS[stem]]
    formulas = displayed(text(stem))
    assert len(starts) == len(formulas)
    assert [f for f, start in zip(formulas, starts, strict=True) if not f.startswith(start)] == []


@pytest.mark.parametrize(
    ("stem", "start", "formula", "library"), EVERY, ids=[f"{stem}-{start}" for stem, start, *_ in EVERY]
)
def test_a_formula_is_what_the_library_computes(stem, start, formula, library):
    assert_same(formula, library)
