"""What newcomers write for a step of an LSTM, and the sentence that helps."""

from autograder.exercises.declaration import Mistake


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


MISTAKES = (
    Mistake(
        "input-and-forget-swapped",
        "Input gate and forget gate have changed places. The blocks of the columns are input gate, forget gate, "
        "candidate, output gate, and it is the forget gate that multiplies the old memory.",
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
    Mistake(
        "gates-without-sigmoid",
        "The gates go through the sigmoid before they are used: it brings them between 0 and 1.",
        gates().replace("logistic(z_take), logistic(z_forget), logistic(z_out)", "z_take, z_forget, z_out"),
    ),
    Mistake(
        "output-gate-without-sigmoid",
        "The output gate goes through the sigmoid, too.",
        gates(out="z_out"),
    ),
    Mistake(
        "input-gate-without-sigmoid",
        "The input gate goes through the sigmoid, too.",
        gates(take="z_take"),
    ),
    Mistake(
        "forget-gate-without-sigmoid",
        "The forget gate goes through the sigmoid, too.",
        gates(forget="z_forget"),
    ),
    Mistake(
        "candidate-as-it-is",
        "The candidate goes through tanh before it is written.",
        gates(candidate="z_candidate"),
    ),
    Mistake(
        "gates-through-tanh",
        "The gates are sigmoids: between 0 and 1, not between -1 and 1.",
        gates().replace("1 / (1 + np.exp(-z))", "np.tanh(z)"),
    ),
    Mistake(
        "forgets-the-output",
        "The forget gate keeps some of the *memory* c. You gave it the last output h.",
        gates(c="forget * h + take * candidate"),
    ),
    Mistake(
        "columns-in-turn",
        "Each block is so many columns side by side. You took every fourth column.",
        gates().replace("np.split(z, 4, axis=1)", "(z[:, i::4] for i in range(4))"),
    ),
    Mistake(
        "memory-multiplied",
        "What is kept and what is written are *added*.",
        gates(c="forget * c * take * candidate"),
    ),
    Mistake(
        "output-gate-forgotten",
        "The output gate is missing: it says how much of the memory is shown.",
        gates(h="np.tanh(c_next)"),
    ),
    Mistake(
        "candidate-shown",
        "The output looks at the new *memory*, not at the candidate alone.",
        gates(h="out * candidate"),
    ),
    Mistake(
        "tanh-around-all",
        "tanh is taken of the memory alone; the gate multiplies what comes out.",
        gates(h="np.tanh(out * c_next)"),
    ),
    Mistake(
        "sigmoid-for-the-memory",
        "The memory goes through tanh before it is shown, not through the sigmoid.",
        gates(h="out * logistic(c_next)"),
    ),
    Mistake(
        "no-input",
        "The input x is not used: it meets the input weights.",
        gates(z="h @ recurrent_weights + biases"),
    ),
    Mistake(
        "biases-subtracted",
        "The biases are added, not subtracted.",
        gates(z="x @ input_weights + h @ recurrent_weights - biases"),
    ),
    Mistake(
        "memory-squashed",
        "The memory itself is not squashed: tanh is taken only of what is shown.",
        gates(c="np.tanh(forget * c + take * candidate)"),
    ),
    Mistake(
        "output-only",
        "The new cell state is missing: the next step needs both.",
        gates().replace("return h_next, c_next", "return h_next"),
    ),
    Mistake(
        "candidate-second",
        "The candidate is the *third* block of the columns, the forget gate the second.",
        gates(order="take, candidate, forget, out"),
    ),
    Mistake(
        "order-of-other-books",
        "Other programs order the blocks otherwise. Here: input gate, forget gate, candidate, output gate.",
        gates(order="forget, take, out, candidate"),
    ),
    Mistake(
        "input-and-output-swapped",
        "Input gate and output gate have changed places: the input gate is the first block of the columns.",
        gates(order="out, forget, candidate, take"),
    ),
    Mistake(
        "rows-split",
        "You split the rows, which are the samples. The blocks are columns: `axis=1`.",
        gates().replace("axis=1", "axis=0"),
    ),
    Mistake(
        "old-memory-returned",
        "You return the old memory. The next step needs the new one.",
        gates().replace("return h_next, c_next", "return h_next, c"),
    ),
    Mistake(
        "forgets-the-new-as-well",
        "The forget gate multiplies the old memory only. Watch the brackets.",
        gates(c="forget * (c + take * candidate)"),
    ),
    Mistake(
        "output-turned-round",
        "The output gate says how much is *shown*: 1 shows all of it.",
        gates(h="(1 - out) * np.tanh(c_next)"),
    ),
    Mistake(
        "candidate-subtracted",
        "What is written is added to the memory.",
        gates(c="forget * c - take * candidate"),
    ),
)
