"""The gradient's way through time: a product again."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part


def flow_through_time(factors):
    """Return the gradient of the last state for every state, each written out as its product."""
    return [float(np.prod(factors[t:])) for t in range(len(factors) + 1)]


def steps(number):
    """Return a draw of the factors of so many steps."""
    return lambda rng: {"factors": rng.uniform(0.5, 1.8, number) * rng.choice([-1, 1], number, p=[0.3, 0.7])}


FLOW = Exercise(
    id="flow-through-time",
    title="How much gradient reaches each step?",
    reference={"flow_through_time": flow_through_time},
    parts=(
        Part("one step", "flow_through_time(factors)", edges=({"factors": np.array([0.25])},), points=1),
        Part(
            "several steps",
            "flow_through_time(factors)",
            steps(4),
            edges=({"factors": np.array([2.0, 0.5, -3.0])},),
            points=2,
        ),
    ),
    mistakes=(
        Mistake(
            "from-the-wrong-end",
            "The product grows from the wrong end: the gradient starts at the *last* state, with 1, and runs "
            "back to the first.",
            "def flow_through_time(factors): return [1.0, *np.cumprod(factors)]",
        ),
        Mistake(
            "last-first",
            "Right numbers, but the last state comes first. The list begins with the first state.",
            "def flow_through_time(factors): return [1.0, *np.cumprod(factors[::-1])]",
        ),
        Mistake(
            "last-state-forgotten",
            "The last state is missing: for itself, its gradient is 1.",
            "def flow_through_time(factors): return [np.prod(factors[t:]) for t in range(len(factors))]",
        ),
        Mistake(
            "first-state-forgotten",
            "The first state is missing: T factors join T + 1 states.",
            "def flow_through_time(factors): return [np.prod(factors[t + 1:]) for t in range(len(factors))]",
        ),
        Mistake(
            "sums",
            "The chain rule multiplies the factors; yours adds them.",
            "def flow_through_time(factors): return [*np.cumsum(factors[::-1])[::-1], 1.0]",
        ),
        Mistake(
            "factors-themselves",
            "Each of these is the factor of one step only. The gradient for an early state has passed all "
            "the later steps.",
            "def flow_through_time(factors): return [*factors, 1.0]",
        ),
        Mistake(
            "zero-at-the-end",
            "The last state depends on itself with slope 1, not 0.",
            "def flow_through_time(factors): return [*np.cumprod(factors[::-1])[::-1], 0.0]",
        ),
        Mistake(
            "first-only",
            "This is the gradient for the first state. One for every state is asked for.",
            "def flow_through_time(factors): return np.prod(factors)",
        ),
        Mistake(
            "without-its-own-factor",
            "Each product begins one factor too late: from state t to the next one, the factor d_t "
            "counts as well.",
            """
            def flow_through_time(factors): return [*[np.prod(factors[t + 1:]) for t in range(len(factors))], 1.0]
            """,
        ),
        Mistake(
            "running-products",
            "These are products from the beginning. The gradient for a state has passed all *later* steps.",
            "def flow_through_time(factors): return [*np.cumprod(factors), 1.0]",
        ),
        Mistake(
            "products-of-the-past",
            "These are products of the steps *before* each state. The gradient comes from the end.",
            "def flow_through_time(factors): return [*np.cumprod(factors)[::-1], 1.0]",
        ),
        Mistake(
            "whole-product-everywhere",
            "Every state gets the whole product in yours. Later states have fewer steps to the end.",
            "def flow_through_time(factors): return [np.prod(factors)] * len(factors) + [1.0]",
        ),
        Mistake(
            "means",
            "You average the factors. The chain rule multiplies them.",
            """
            def flow_through_time(factors): return [*[np.mean(factors[t:]) for t in range(len(factors))], 1.0]
            """,
        ),
        Mistake(
            "powers-of-the-first",
            "You take powers of one factor. Each step has its own.",
            """
            def flow_through_time(factors): return [factors[0] ** (len(factors) - t) for t in range(len(factors) + 1)]
            """,
        ),
        Mistake(
            "sizes",
            "The signs are lost: the factors are multiplied as they are.",
            "def flow_through_time(factors): return [*np.abs(np.cumprod(factors[::-1])[::-1]), 1.0]",
        ),
    ),
    alternatives=(
        """
        def flow_through_time(factors):
            flow = [1.0]
            for factor in reversed(factors):
                flow.insert(0, flow[0] * factor)
            return flow
        """,
        "def flow_through_time(factors): return np.append(np.cumprod(factors[::-1])[::-1], 1.0)",
        "def flow_through_time(factors): return [np.prod(factors[t:]) for t in range(len(factors) + 1)]",
        """
        def flow_through_time(factors):
            flow = np.ones(len(factors) + 1)
            for t in range(len(factors) - 1, -1, -1):
                flow[t] = factors[t] * flow[t + 1]
            return tuple(flow)
        """,
    ),
    conventions=("a list of one number more than there are factors",),
    hints=(
        "Start with the last entry, 1, and walk back: each entry is the one after it, times the factor between them.",
        "factors [2, 3]: the last entry is 1, the one before 3, the first 2 · 3 = 6. So [6, 3, 1].",
    ),
)

EXERCISES = (FLOW,)
