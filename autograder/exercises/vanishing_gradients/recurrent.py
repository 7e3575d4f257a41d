"""The recurrent cell that keeps the factors of the gradient near 1."""

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.slips import find_the_slip
from autograder.exercises.vanishing_gradients.recurrent_mistakes import MISTAKES, gates
from source_lib import lstm

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


LSTM = Exercise(
    id="lstm-step",
    title="One step of an LSTM",
    reference={"lstm_step": lstm_step},
    parts=(
        Part("the cell state", f"{CALL}[1]", cell(2, 3, 2), points=2),
        Part("the output", f"{CALL}[0]", cell(3, 1, 2)),
        Part("a single unit", CALL, cell(1, 2, 1), drawn=2),
    ),
    mistakes=MISTAKES,
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

EXERCISES = (LSTM, SLIP_GATES)
