"""Adam, with and without bias correction."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.gradient_descent.adam_mistakes import DEF, MISTAKES, adam
from autograder.exercises.gradient_descent.momentum import resumed
from autograder.exercises.slips import find_the_slip
from source_lib import optimizers


def adam_step(w, m, v, t, gradient, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
    """Return the library's step number t, and both running means after it."""
    optimizer = optimizers.Adam(learning_rate, beta1, beta2, eps, bias_correction)
    resumed(optimizer, w, m=m, v=v).steps = t - 1
    return optimizer.step(w, gradient), optimizer.m, optimizer.v


def under_way(*shape):
    """Return a draw of a step in the middle of a training, with settings that all matter."""
    return lambda rng: {
        "w": rng.normal(scale=2, size=shape),
        "m": rng.normal(size=shape),
        "v": rng.uniform(0.2, 4, size=shape),
        "t": int(rng.integers(2, 6)),
        "gradient": rng.normal(scale=2, size=shape),
        "learning_rate": rng.uniform(0.1, 0.5),
        "beta1": rng.uniform(0.5, 0.8),
        "beta2": rng.uniform(0.7, 0.9),
        "eps": rng.uniform(0.1, 0.3),
    }


# One entry has no gradient; that of another is as small as eps itself.
FIRST = {
    "w": np.array([1.0, -2.0, 0.5, 3.0]),
    "m": np.zeros(4),
    "v": np.zeros(4),
    "t": 1,
    "gradient": np.array([10.0, -0.01, 0.0, 2e-8]),
    "learning_rate": 0.1,
}
CALL = "adam_step(w, m, v, t, gradient, learning_rate"

ADAM = Exercise(
    id="adam",
    title="Adam",
    reference={"adam_step": adam_step},
    parts=(
        Part("the first step, the usual settings", f"{CALL})", edges=(FIRST,)),
        Part(
            "a later step, any settings, any shape", f"{CALL}, beta1, beta2, eps)", under_way(2, 3), points=2
        ),
        Part(
            "without bias correction",
            f"{CALL}, beta1, beta2, eps, bias_correction=False)",
            under_way(3),
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        adam(),
        f"""
{DEF}
    new_m = beta1 * m + (1 - beta1) * gradient
    new_v = beta2 * v + (1 - beta2) * np.square(gradient)
    step = new_m / (1 - beta1**t) if bias_correction else new_m
    scale = new_v / (1 - beta2**t) if bias_correction else new_v
    return [w - learning_rate * step / (scale**0.5 + eps), new_m, new_v]
""",
        f"""
{DEF}
    m = m + (1 - beta1) * (gradient - m)
    v = v + (1 - beta2) * (gradient * gradient - v)
    lacks1, lacks2 = (1 - beta1**t, 1 - beta2**t) if bias_correction else (1, 1)
    return w - learning_rate * (m / lacks1) / (eps + np.sqrt(v / lacks2)), m, v
""",
        f"""
{DEF}
    m, v = m.copy(), v.copy()
    m *= beta1
    m += (1 - beta1) * gradient
    v *= beta2
    v += (1 - beta2) * gradient**2
    rate = learning_rate
    if bias_correction:
        root = np.sqrt(1 - beta2**t)
        rate, eps = rate * root / (1 - beta1**t), eps * root
    return w - rate * m / (np.sqrt(v) + eps), m, v
""",
        f"""
{DEF}
    new_w, m, v = w.copy(), m.copy(), v.copy()
    for i in np.ndindex(w.shape):
        m[i] = beta1 * m[i] + (1 - beta1) * gradient[i]
        v[i] = beta2 * v[i] + (1 - beta2) * gradient[i] ** 2
        a, b = m[i], v[i]
        if bias_correction:
            a, b = a / (1 - np.power(beta1, t)), b / (1 - np.power(beta2, t))
        new_w[i] -= learning_rate * a / (b**0.5 + eps)
    return new_w, m, v
""",
    ),
    conventions=(
        "m = beta1 * m + (1 - beta1) * gradient",
        "v = beta2 * v + (1 - beta2) * gradient**2",
        "m_hat = m / (1 - beta1**t)",
        "The first step has t = 1",
        "returns the new weights, `m` and `v`",
        "uncorrected",
    ),
    hints=(
        "Three stages: both running means; then, if asked for, a corrected copy of each (under another name!); "
        "then the step with the corrected ones.",
        "First step, gradient 10, usual settings: m = 0.1 · 10 = 1, v = 0.001 · 100 = 0.1. Corrected: 1 / 0.1 = 10 and "
        "0.1 / 0.001 = 100. The step is learning rate · 10 / √100 = exactly one learning rate.",
    ),
)

SLIP_ADAM = find_the_slip(
    "slip-adam",
    "Find the slip: all of Adam",
    "slip_adam",
    wrong="c",
    right={
        "a": "m is a running mean of gradients, which smooths the direction just as a velocity does.",
        "b": "dividing by the root of v undoes the size of each gradient, as RMSprop does.",
        "d": "beta to the power of t goes to 0 as t grows, so the divisors go to 1.",
    },
    hints=(
        "Work out the very first step by hand, for a gradient of 1 and the usual settings, with those three lines. "
        "How many learning rates long is it?",
        "m = 0.1 and v = 0.001 after the first step. Is 0.1 what the mean of the gradients so far should be?",
    ),
)

EXERCISES = (ADAM, SLIP_ADAM)
