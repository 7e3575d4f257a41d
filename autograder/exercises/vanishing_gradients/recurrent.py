"""The gradient's way through time: a product again, and the cell that keeps its factors near 1."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.slips import find_the_slip
from source_lib import lstm


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

NAMES = "x", "h", "c", "input_weights", "recurrent_weights", "biases"
CALL = f"lstm_step({', '.join(NAMES)})"


def lstm_step(x, h, c, input_weights, recurrent_weights, biases):
    """Return the library's new output and cell state, without the gates."""
    return lstm.lstm_step(x, h, c, input_weights, recurrent_weights, biases)[:2]


def cell(samples, features, units):
    """Return a draw of one step's inputs for a cell of this size."""

    def draw(rng):
        return {
            "x": rng.normal(size=(samples, features)),
            "h": rng.normal(scale=0.8, size=(samples, units)),
            "c": rng.normal(scale=2, size=(samples, units)),
            "input_weights": rng.normal(size=(features, 4 * units)),
            "recurrent_weights": rng.normal(size=(units, 4 * units)),
            "biases": rng.normal(size=4 * units),
        }

    return draw


def gates(
    forget="forget", take="take", cand="candidate", out="out", order="take, forget, candidate, out", **more
):
    """Return the source of a right step, with some of its pieces replaced."""
    line = {
        "z": "x @ input_weights + h @ recurrent_weights + biases",
        "candidate": "np.tanh(z_candidate)",
        "c": f"{forget} * c + {take} * {cand}",
        "h": f"{out} * np.tanh(c_next)",
    } | more
    z = ", ".join(f"z_{name}" for name in order.split(", "))
    return f"""
def lstm_step(x, h, c, input_weights, recurrent_weights, biases):
    def logistic(z):
        return 1 / (1 + np.exp(-z))

    z = {line["z"]}
    {z} = np.split(z, 4, axis=1)
    take, forget, out = logistic(z_take), logistic(z_forget), logistic(z_out)
    candidate = {line["candidate"]}
    c_next = {line["c"]}
    h_next = {line["h"]}
    return h_next, c_next
"""


LSTM = Exercise(
    id="lstm-step",
    title="One step of an LSTM",
    reference={"lstm_step": lstm_step},
    parts=(
        Part("the cell state", f"{CALL}[1]", cell(2, 3, 2), points=2),
        Part("the output", f"{CALL}[0]", cell(3, 1, 2)),
        Part("a single unit", CALL, cell(1, 2, 1), drawn=2),
    ),
    mistakes=(
        Mistake(
            "input-and-forget-swapped",
            "The blocks of the columns come in another order: input gate, forget gate, candidate, output gate.",
            gates(order="forget, take, candidate, out"),
        ),
        Mistake(
            "candidate-last",
            "The candidate is the *third* block of the columns, the output gate the fourth.",
            gates(order="take, forget, out, candidate"),
        ),
        Mistake(
            "forget-everything-new",
            "The forget gate says how much of c is *kept*: 1 keeps all of it.",
            gates(forget="(1 - forget)"),
        ),
        Mistake(
            "candidate-is-no-gate",
            "The candidate is a tanh, so that it can also take away from the cell state; yours is a sigmoid.",
            gates(candidate="logistic(z_candidate)"),
        ),
        Mistake(
            "sigmoid-before-the-split",
            "All four blocks go through the sigmoid in yours, and the candidate then through tanh as well. "
            "Only the three gates are sigmoids: split first.",
            gates(candidate="np.tanh(logistic(z_candidate))"),
        ),
        Mistake(
            "gates-coupled",
            "You took 1 - forget for the input gate. That is a GRU's way; here the input gate has its own columns.",
            gates(take="(1 - forget)"),
        ),
        Mistake(
            "old-memory-lost",
            "The old cell state is gone. What the forget gate keeps of it is added.",
            gates(c="take * candidate"),
        ),
        Mistake(
            "nothing-forgotten",
            "The old cell state is kept whole: multiply it by the forget gate.",
            gates(c="c + take * candidate"),
        ),
        Mistake(
            "everything-taken",
            "The candidate is multiplied by the input gate before it is added.",
            gates(c="forget * c + candidate"),
        ),
        Mistake(
            "output-not-squashed",
            "The output is the gate times *tanh* of the new cell state.",
            gates(h="out * c_next"),
        ),
        Mistake(
            "output-of-the-old-state",
            "The output looks at the new cell state, not at the old one.",
            gates(h="out * np.tanh(c)"),
        ),
        Mistake(
            "no-biases",
            "The biases are missing.",
            gates(z="x @ input_weights + h @ recurrent_weights"),
        ),
        Mistake(
            "no-recurrence",
            "The last output h is not used: it meets the recurrent weights.",
            gates(z="x @ input_weights + biases"),
        ),
        Mistake(
            "c-instead-of-h",
            "The recurrent weights meet the last output h, not the cell state c.",
            gates(z="x @ input_weights + c @ recurrent_weights + biases"),
        ),
        Mistake(
            "results-swapped",
            "The results are in the other order: first the new output h, then the new cell state c.",
            gates().replace("return h_next, c_next", "return c_next, h_next"),
        ),
    ),
    alternatives=(
        gates(),
        """
        def lstm_step(x, h, c, input_weights, recurrent_weights, biases):
            n = h.shape[1]
            z = np.hstack([x, h]) @ np.vstack([input_weights, recurrent_weights]) + biases
            gate = 0.5 * (1 + np.tanh(z / 2))
            c_next = gate[:, n:2 * n] * c + gate[:, :n] * np.tanh(z[:, 2 * n:3 * n])
            return gate[:, 3 * n:] * np.tanh(c_next), c_next
        """,
        """
        def lstm_step(x, h, c, Wx, Wh, b):
            samples, units = c.shape
            z = (x.dot(Wx) + h.dot(Wh) + b).reshape(samples, 4, units)
            c_next, h_next = np.empty(c.shape), np.empty(c.shape)
            for s in range(samples):
                for u in range(units):
                    i, f, o = (1 / (1 + np.exp(-z[s, k, u])) for k in (0, 1, 3))
                    c_next[s, u] = f * c[s, u] + i * np.tanh(z[s, 2, u])
                    h_next[s, u] = o * np.tanh(c_next[s, u])
            return [h_next, c_next]
        """,
    ),
    conventions=("input gate, forget gate, candidate, output gate", "returns `h_next, c_next`"),
    hints=(
        "First z, all four blocks at once. `np.split(z, 4, axis=1)` takes them apart. Three of them go through the "
        "sigmoid, the candidate through tanh.",
        "One unit whose z are all 0: the gates are 0.5, the candidate is 0. With c = 2, "
        "c_next = 0.5 · 2 + 0.5 · 0 = 1 and h_next = 0.5 · tanh(1) = 0.3808.",
    ),
)

SLIP_GATES = find_the_slip(
    "slip-gates",
    "Find the slip: remedies",
    "slip_gates",
    wrong="d",
    right={
        "a": "you have written it: whatever the branch does, the whole gradient also comes back along the shortcut.",
        "b": "clipping bounds what is too long; a gradient that is too short stays so.",
        "c": "a penalty on the weights keeps them small, and they are factors of the product.",
    },
    hints=(
        "Which kind of network has the product of equal factors through time that you computed above?",
        "Of the plain RNN, the LSTM and the GRU: which are the remedy, and what do they replace?",
    ),
)

EXERCISES = (FLOW, LSTM, SLIP_GATES)
