"""Formulas in the text of notebook 5."""

# What looks like a formula and only names something.
NAMES = {}

FORMULAS = [
    (r"-\eta\,\lambda\,W", "-0.5 * 0.1 * W", "-0.5 * l2_penalty_gradient(W, 0.1)"),
    ("X = [3, 8]", "the output is $[4, 0]$"),
    ("p = 0.75", "the output is $[4, 0]$"),
    ("z = -0.5", "3 * 0", "3 * relu_derivative(one(-0.5))"),
]
