"""Adam, with and without bias correction."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.gradient_descent.momentum import resumed
from autograder.exercises.slips import find_the_slip
from source_lib import optimizers


def adam_step(w, m, v, t, gradient, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
    """Return the library's step number t, and both running means after it."""
    optimizer = optimizers.Adam(learning_rate, beta1, beta2, eps, bias_correction)
    resumed(optimizer, w, m=m, v=v).steps = t - 1
    return optimizer.step(w, gradient), optimizer.m, optimizer.v


DEF = (
    "def adam_step("
    "w, m, v, t, gradient, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):"
)
MEANS = """
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
"""
CORRECTED = """
    m_hat, v_hat = m, v
    if bias_correction:
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
"""
MOVE = """
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + eps), m, v
"""


def adam(means=MEANS, corrected=CORRECTED, move=MOVE):
    """Return the source of a step that is put together of these lines."""
    return f"{DEF}{means}{corrected}{move}"


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
    mistakes=(
        Mistake(
            "never-corrected",
            "This is the simplified form of the notes. With `bias_correction=True` both means are divided by what "
            "they still lack.",
            adam(corrected="\n    m_hat, v_hat = m, v\n"),
        ),
        Mistake(
            "always-corrected",
            "You correct even when `bias_correction` is False.",
            adam(corrected="\n    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)\n"),
        ),
        Mistake(
            "keeps-the-corrected",
            "You return the corrected means, so they are corrected again in the next step. Return m and v.",
            adam(move=MOVE.replace(", m, v", ", m_hat, v_hat")),
        ),
        Mistake(
            "t-ignored",
            "You divide by 1 - beta in every step. The means catch up as t grows: the power is missing.",
            adam(corrected=CORRECTED.replace("**t", "")),
        ),
        Mistake(
            "t-times",
            "beta · t is not beta to the power of t.",
            adam(corrected=CORRECTED.replace("**t", " * t")),
        ),
        Mistake(
            "t-from-zero",
            "You correct as if the steps were counted from 0. Here the first step has t = 1.",
            adam(corrected=CORRECTED.replace("**t", "**(t + 1)")),
        ),
        Mistake(
            "one-corrected",
            "Only m is corrected. v starts at 0 as well.",
            adam(corrected=CORRECTED.replace("v_hat = v / (1 - beta2**t)", "v_hat = v")),
        ),
        Mistake(
            "betas-swapped",
            "The betas are swapped: beta1 belongs to m, and beta2 to v.",
            adam(
                means="""
    m = beta2 * m + (1 - beta2) * gradient
    v = beta1 * v + (1 - beta1) * gradient**2
"""
            ),
        ),
        Mistake(
            "shares-swapped",
            "The shares are swapped: beta is the share of the *old* mean that survives.",
            adam(
                means="""
    m = (1 - beta1) * m + beta1 * gradient
    v = (1 - beta2) * v + beta2 * gradient**2
"""
            ),
        ),
        Mistake(
            "not-squared",
            "v is the running mean of the *squared* gradient.",
            adam(means=MEANS.replace("gradient**2", "gradient")),
        ),
        Mistake(
            "square-of-the-mean",
            "You square the running mean. v is the running mean of the squares, which is something else.",
            adam(
                means="""
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * m**2
"""
            ),
        ),
        Mistake(
            "no-root",
            "The root is missing: v holds *squares*.",
            adam(move=MOVE.replace("np.sqrt(v_hat)", "v_hat")),
        ),
        Mistake(
            "eps-inside",
            "eps stands inside the root. In the formula of this text it is added after the root.",
            adam(move=MOVE.replace("(np.sqrt(v_hat) + eps)", "np.sqrt(v_hat + eps)")),
        ),
        Mistake(
            "gradient-moves",
            "You step along the gradient itself, as RMSprop does. Adam steps along its running mean.",
            adam(move=MOVE.replace("* m_hat", "* gradient")),
        ),
        Mistake(
            "uphill",
            "This climbs: the step goes against the running mean of the gradient.",
            adam(move=MOVE.replace("w - ", "w + ")),
        ),
        Mistake(
            "not-a-mean",
            "m and v are running means: the new gradient has the weight 1 - beta. In yours it has the weight 1.",
            adam(means=MEANS.replace("(1 - beta1) * ", "").replace("(1 - beta2) * ", "")),
        ),
        Mistake(
            "multiplied-by-the-correction",
            "The correction makes the means of the first steps larger: divide by 1 - beta^t.",
            adam(corrected=CORRECTED.replace("m / (1", "m * (1").replace("v / (1", "v * (1")),
        ),
        Mistake(
            "no-eps",
            "`eps` is missing. It stands beside the root, so that nothing is divided by 0.",
            adam(move=MOVE.replace(" + eps", "")),
        ),
    ),
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
