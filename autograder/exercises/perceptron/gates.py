"""What one unit can do: logic gates, and which classes a line can part."""

from autograder.exercises.choices import choose_for_each
from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from autograder.exercises.perceptron.training import CORNERS
from source_lib.logic_gates import gate

GATES = {"and": ("np.array([1, 1])", -2), "or": ("np.array([1, 1])", -1), "nand": ("np.array([-1, -1])", 1)}


def gates_with(**changes):
    """Return the source of right weights with some replaced."""
    rows = GATES | {name.strip("_"): row for name, row in changes.items()}
    lines = [
        f'    if name == "{name}":\n        return {weights}, {bias}'
        for name, (weights, bias) in rows.items()
    ]
    return "def gate_weights(name):\n" + "\n".join(lines) + "\n"


TABLE = "(X @ np.ravel(answer[0]) + np.asarray(answer[1]).item() >= 0) * 1"  # of a unit, all four inputs


GATE_WEIGHTS = Exercise(
    id="gate-weights",
    title="AND, OR and NAND",
    reference={"gate_weights": gate},
    parts=tuple(
        Part(
            f"the truth table of {name.upper()}",
            f'gate_weights("{name}")',
            edges=({"X": CORNERS},),
            score=TABLE,
        )
        for name in GATES
    ),
    mistakes=(
        Mistake(
            "or-at-zero",
            "Your OR is always active. Put the inputs 0 and 0 into it: the score must be negative there, and a score of 0 "
            "means 1 already. Lower the bias.",
            gates_with(or_=("np.array([1, 1])", 0)),
        ),
        Mistake(
            "and-is-or",
            "Your AND is active already when one of the two inputs is: that is OR. "
            "The bias must be so low that one input alone does not make up for it.",
            gates_with(and_=("np.array([1, 1])", -1)),
        ),
        Mistake(
            "or-is-and",
            "Your OR is active only when both inputs are: that is AND. One input alone must be enough.",
            gates_with(or_=("np.array([1, 1])", -2)),
        ),
        Mistake(
            "and-never",
            "Your AND is never active: the weights of both inputs together must make up for the bias.",
            gates_with(and_=("np.array([0.5, 0.5])", -2)),
        ),
        Mistake(
            "thresholds-for-biases",
            "Your AND and your OR are always active. With the inputs 0 and 0 the score is the bias alone, and it must be "
            "negative. (Did you give thresholds? A bias is the threshold with the opposite sign, since it is added.)",
            gates_with(and_=("np.array([1, 1])", 2), or_=("np.array([1, 1])", 1)),
        ),
        Mistake(
            "nand-without-its-bias",
            "Your NAND says 0 to everything but 0 and 0. The weights are turned round; the bias must be as well, "
            "and be large enough that one active input does not yet switch the unit off.",
            gates_with(nand=("np.array([-1, -1])", 0.5)),
        ),
        Mistake(
            "nand-is-and",
            "Your NAND is AND. *Not* turns each 0 into a 1 and each 1 into a 0: turn round all three signs, "
            "and look at what happens at a score of 0.",
            gates_with(nand=("np.array([1, 1])", -2)),
        ),
        Mistake(
            "nand-always",
            "Your NAND is always active. Put the inputs 1 and 1 into it: the score must be negative there, and a score of 0 "
            "means 1 already. Each active input must speak *against*.",
            gates_with(nand=("np.array([-1, -1])", 2)),
        ),
        Mistake(
            "and-always",
            "Your AND is always active. With the inputs 0 and 0 the score is the bias alone: lower it.",
            gates_with(and_=("np.array([1, 1])", 0)),
        ),
        Mistake(
            "nand-never",
            "Your NAND is never active. With the inputs 0 and 0 the score is the bias alone, and NAND is "
            "1 there: it must not be negative.",
            gates_with(nand=("np.array([-1, -1])", -1)),
        ),
        Mistake(
            "nand-is-or",
            'Your NAND is OR. Does the name lead to the right branch? (`name == "or" or "nand"` is true '
            "for every name: write both comparisons out.)",
            gates_with(nand=("np.array([1, 1])", -1)),
        ),
        Mistake(
            "bias-apart",
            "Two results are asked for: first the weights, two numbers in one array or list, then the bias.",
            gates_with(
                and_=("-2", "np.array([1, 1])"),
                or_=("-1", "np.array([1, 1])"),
                nand=("1", "np.array([-1, -1])"),
            ),
        ),
    ),
    alternatives=(
        gates_with(),
        gates_with(and_=("(0.5, 0.5)", -0.7), or_=("[2.0, 2.0]", -1.0), nand=("np.array([-2, -1.5])", 3)),
        """
        def gate_weights(name):
            if name == "nand":
                weights, bias = gate_weights("and")
                return -weights, -bias
            return np.ones(2), {"and": -1.5, "or": -0.5}[name]
        """,
        """
        def gate_weights(name):
            table = {"and": [10, 20, -25], "or": [10, 20, -5], "nand": [-20, -20, 30]}
            *weights, bias = table[name]
            return weights, bias
        """,
    ),
    conventions=("returns `weights, bias`", "Any numbers that do it are right"),
    hints=(
        "Write the four scores: b, w2 + b, w1 + b, w1 + w2 + b. For AND only the last one may be 0 or more.",
        "Try w1 = w2 = 1 and ask which biases are low enough that one input alone is too little, "
        "and still high enough that two are enough. Any number from that interval will do.",
    ),
    equivalent=(
        Equivalent(
            "line 6: `1` -> `2` (2)", "The first weight of OR may be larger: one active input is enough."
        ),
        Equivalent("line 6: `1` -> `2` (3)", "So may the second one."),
    ),
)

SEPARABLE = choose_for_each(
    "separable",
    "Separable or not?",
    "separable",
    {
        "nand": "yes",
        "equal": "no",
        "majority": "yes",
        "middle": "no",
        "ring": "no",
        "triangle": "yes",
    },
    labels={
        "nand": "NAND of two inputs",
        "equal": "both inputs are equal",
        "majority": "the majority of three inputs",
        "middle": "the middle one of three points",
        "ring": "a disc inside of a ring",
        "triangle": "the corners of a triangle",
    },
    instead={
        "nand": {
            "no": "You found weights for NAND a moment ago: its line parts the two classes.",
        },
        "equal": {
            "yes": "This is XOR with the classes swapped. A line that parted the one would part the other.",
        },
        "majority": {
            "no": "Give all three inputs the same weight and count: is there a bias that asks for two of them?",
        },
        "middle": {
            "yes": "Walk along the row: the score falls or rises all the way. Can it be negative, positive, negative?",
        },
        "ring": {
            "yes": "Whatever line you draw through the disc, there is a part of the ring on both of its sides.",
        },
        "triangle": {
            "no": "Draw it: any one corner of a triangle can be cut off by a line. Of three points in two "
            "classes, one is always alone.",
        },
    },
    spellings=({"nand": "YES", "ring": "No"}, {"equal": " no ", "majority": "Yes "}),
    hints=(
        "Draw the points on paper and lay a ruler between the classes.",
        "Three points in a row at 1, 2 and 3 with the classes 0, 0, 1: a line at 2.5 parts them. "
        "Which other orders of the classes have such a place, and which have none?",
    ),
)

EXERCISES = (GATE_WEIGHTS, SEPARABLE)
