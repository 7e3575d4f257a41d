"""XOR by two layers of threshold units."""

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from autograder.exercises.perceptron.gates import CORNERS
from source_lib.logic_gates import xor_layers


def layers_of_xor():
    """Return the parameters of source_lib's two layers, the second one as a single unit."""
    (hidden, hidden_biases), (output, output_bias) = xor_layers()
    return hidden, hidden_biases, output[:, 0], output_bias[0]


NETWORK = (
    "(lambda W1, b1, W2, b2: (1.0 * (X @ np.reshape(W1, (2, -1)) + np.ravel(b1) >= 0) @ np.ravel(W2)"
    " + np.asarray(b2).item() >= 0) * 1)(*answer)"
)


def network(W1, b1, W2, b2):
    """Return the source of an answer with these parameters."""
    return f"def xor_weights(): return np.array({W1}), np.array({b1}), np.array({W2}), {b2}"


XOR = Exercise(
    id="xor-weights",
    title="XOR by two layers",
    reference={"xor_weights": layers_of_xor},
    needs=("gate_weights",),
    parts=(
        Part("the truth table of XOR", "xor_weights()", edges=({"X": CORNERS},), points=2, score=NETWORK),
        Part(
            "the shapes",
            "xor_weights()",
            edges=({},),
            score="[np.shape(part) for part in answer][:2]",
        ),
    ),
    mistakes=(
        Mistake(
            "transposed",
            "Your network is active for (1, 0) alone. Write down what each hidden unit says; and remember that a hidden "
            "unit is a *column* of W1, not a row.",
            network([[1, 1], [-1, -1]], [-0.5, 1.5], [1, 1], -1.5),
        ),
        Mistake(
            "joined-by-or",
            "Your last unit is always active. Write down its score for each of the four inputs: where one should be "
            "negative, the bias is too high, and a score of exactly 0 means 1.",
            network([[1, -1], [1, -1]], [-0.5, 1.5], [1, 1], -0.5),
        ),
        Mistake(
            "and-for-nand",
            "Your network computes AND. So do the hidden units OR and AND, if they are joined by AND: "
            "the second one must hold the output *back*, by a negative weight or as NAND.",
            network([[1, 1], [1, 1]], [-0.5, -1.5], [1, 1], -1.5),
        ),
        Mistake(
            "one-unit",
            "Your network computes OR, which a single unit can do. Which second question tells (1, 1) from the others?",
            network([[1, 1], [1, 1]], [-0.5, -0.5], [1, 1], -1.5),
        ),
        Mistake(
            "upside-down",
            "Upside down: yours is active where the inputs are *equal*.",
            network([[1, -1], [1, -1]], [-0.5, 1.5], [-1, -1], 1.5),
        ),
        Mistake(
            "never-active",
            "Your network is never active. Write down what the hidden units say to (0, 1), and the score "
            "that the last unit gives to that: it must not be negative.",
            network([[1, -1], [1, -1]], [-0.5, 1.5], [1, 1], -2.5),
        ),
        Mistake(
            "computes-nand",
            "Your network computes NAND. It differs from XOR at (0, 0): is one of the hidden units active"
            " there that should not be? (A score of exactly 0 means 1.)",
            network([[1, -1], [1, -1]], [0, 1.5], [1, 1], -1.5),
        ),
    ),
    alternatives=(
        network([[1, -1], [1, -1]], [-0.5, 1.5], [1, 1], -1.5),
        network([[1, 1], [1, 1]], [-0.5, -1.5], [1, -1], -0.5),
        network([[1, -1], [-1, 1]], [-0.5, -0.5], [1, 1], -0.5),
        "def xor_weights(): return [[2, -3], [2, -3]], [-1, 4], [[5], [5]], [-7]",
        """
        def xor_weights():
            (either, b_either), (not_both, b_not_both) = gate_weights("or"), gate_weights("nand")
            both, b_both = gate_weights("and")
            return np.column_stack([either, not_both]), np.array([b_either, b_not_both]), np.array(both), b_both
        """,
    ),
    conventions=("one column for each hidden unit",),
    hints=(
        'Say XOR in words with AND, OR and NAND: "one or the other, but ...". '
        "Two of the gates become the hidden units, the third one joins them.",
        "Write what the hidden units say to the four inputs. For (0, 1), OR says 1, AND says 0 and NAND says 1; "
        "for (1, 1), OR says 1, AND says 1 and NAND says 0. What must the last unit do with two of these columns?",
    ),
    equivalent=(
        Equivalent("line 3: `1` -> `2`", "The first weight of the hidden OR may be larger: it stays OR."),
        Equivalent("line 3: `1` -> `2` (2)", "So may the second one."),
        Equivalent("line 4: `1.5` -> `1.35`", "Any bias of NAND from 1 up to, not including, 2 is right."),
        Equivalent("line 4: `0.5` -> `0.45`", "Any bias of OR from -1 up to, not including, 0 is right."),
        Equivalent("line 6: `1.5` -> `1.35`", "Any bias of AND from -2 up to, not including, -1 is right."),
    ),
)

EXERCISES = (XOR,)
