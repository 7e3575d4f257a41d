"""Which activation function? The property table, a choice of six, and two questions in words."""

from autograder.exercises.choices import choose_for_each
from autograder.exercises.declaration import Written

FUNCTIONS = "step sigmoid tanh relu leaky elu swish"
TABLE = {
    "non-linear": "y y y y y y y",
    "useful slope": "n y y y y y y",
    "cheap": "y n n y y n n",
    "non-saturating": "n n n n y n n",
    "monotonic": "y y y y y y n",
    "bounded": "y y y n n n n",
    "near identity": "n n y n n y n",
}


def column_by_column(row):
    """Return the expression that reads one row of the student's table, each function on its own.

    The answers may be words, and stand apart or close together.
    """
    apart = 'row.replace(",", " ").split()'
    first_letters = f"[word[0] for word in ({apart} if len({apart}) > 1 else row.strip())]"
    return f"""(lambda row: dict(zip("{FUNCTIONS}".split(), {first_letters})))(property_table["{row}"])"""


PROPERTY_TABLE = choose_for_each(
    "property-table",
    "The property table",
    "property_table",
    TABLE,
    offered=("y", "n"),
    expression=column_by_column,
    instead={
        "non-linear": {
            "y y y n n y y": "Two straight pieces with a bend are not one straight line: with enough bends, any shape "
            "can be put together.",
        },
        "useful slope": {
            "y y y y y y y": "The step's slope is 0 wherever there is one: no gradient ever passes, so nothing in "
            "front of it can learn.",
            "n y y n n y y": "A kink at a single point is allowed: almost no sample ever falls exactly on it.",
        },
        "cheap": {
            "y n n y y y n": "ELU needs an exponential on its left side.",
        },
        "non-saturating": {
            "n n n y y y y": "On its right side ReLU does not saturate, but the table asks for both sides. What is the "
            "slope of ReLU, ELU and Swish far on the left?",
            "n n n y y n n": "On its right side ReLU does not saturate, but the table asks for both sides.",
        },
        "monotonic": {
            "y y y y y y y": "Look at Swish between z = -3 and z = 0: it falls before it rises.",
        },
        "bounded": {
            "y y y y n y y": "Bounded means on both sides: for large z, the relatives of ReLU grow without end.",
        },
        "near identity": {
            "n n y y y y n": "On the right side of 0 the slope of ReLU and Leaky ReLU is 1, but on the left it is not. "
            "Near the identity means both sides.",
            "n y y n n y n": "The sigmoid is 0.5 at z = 0, and its slope there is 1/4.",
            "n n y n n y y": "Swish goes through 0, but what is its slope there?",
        },
    },
    spellings=(
        {name: row.upper() for name, row in TABLE.items()},
        {"bounded": "yes yes yes no no no no", "cheap": "  y n  n y y n n "},
        {name: row.replace(" ", "") for name, row in TABLE.items()},
        {name: row.replace(" ", ", ") for name, row in TABLE.items()},
    ),
    conventions=(
        "on both sides",
        "needs no exponential",
        "its slope is 1 there, on the left and on the right",
        "not 0 everywhere",
    ),
    hints=(
        "You have all the functions: run them over `np.linspace(-10, 10, 2001)` and look at the values and the "
        "slopes at both ends and at 0.",
        "One column, the sigmoid: curved (y), it has a slope (y), it needs e^x (n), it flattens out (n), "
        "it always rises (y), it stays between 0 and 1 (y), and σ(0) is 0.5 and not 0 (n).",
    ),
)

CHOICES = choose_for_each(
    "which-activation",
    "Which activation function?",
    "activation_choices",
    {
        "hidden": "relu",
        "dying": "leaky",
        "yes-no": "sigmoid",
        "digit": "softmax",
        "price": "none",
        "between": "tanh",
    },
    labels={
        "hidden": "hidden layers of a new network",
        "dying": "many dead units",
        "yes-no": "one yes-or-no answer",
        "digit": "exactly one of ten digits",
        "price": "a price",
        "between": "a bounded, zero-centred hidden layer",
    },
    instead={
        "hidden": {
            "sigmoid": "Sigmoids in hidden layers saturate and pass on at most a quarter of the gradient. What "
            "do the notes try first?",
            "tanh": "tanh beats the sigmoid, yet it saturates. What do the notes try first?",
        },
        "dying": {
            "relu": "Those are ReLUs already, and they are dead on their left side. Who has a slope there?",
            "sigmoid": "A sigmoid does not die, but it saturates on both sides. Who keeps a slope everywhere?",
        },
        "yes-no": {
            "softmax": "Softmax of a single score is always 1. One number is enough for a yes-or-no answer: "
            "which function turns it into a probability?",
        },
        "digit": {
            "sigmoid": "Ten sigmoids do not sum to 1: they would fit if several answers could be right at once.",
        },
        "price": {
            "relu": "ReLU's slope is 0 wherever the sum is negative, so such an output could not be "
            "corrected. A number without bounds needs nothing at all after the sum.",
            "sigmoid": "A sigmoid never gets above 1. A number without bounds needs nothing at all after the "
            "sum.",
        },
        "between": {
            "sigmoid": "The sigmoid is bounded, but all its values are positive: it is centred on 0.5.",
        },
    },
    spellings=({"hidden": "ReLU", "yes-no": "Sigmoid ", "digit": "SOFTMAX"},),
    hints=(
        "For an output layer, ask what numbers it must be able to put out. "
        "For a hidden layer, ask what becomes of the gradient.",
        "Example: an output that must lie between -1 and 1 takes tanh; "
        "one that may be any number takes no function at all.",
    ),
)

EXERCISES = (PROPERTY_TABLE, CHOICES)

WRITTEN = (
    Written(
        id="why-relu-is-faster",
        title="Why does ReLU converge faster than sigmoid and tanh?",
        rubric=(
            (
                2,
                "Gradient: says that backpropagation multiplies one slope a layer; the sigmoid's is at most 1/4 "
                "and tanh's at most 1 (and near 0 where they saturate), while that of an active ReLU is exactly "
                "1, so the gradient of the early layers does not shrink on its way.",
            ),
            (1, "Cost: says that ReLU needs a comparison only and no exponential, so each step is cheaper."),
            (
                1,
                "Uses what was measured in this notebook (losses, slopes or gradients), or names a limit of the "
                "claim: dead units, the initial weights, the learning rate.",
            ),
        ),
    ),
    Written(
        id="why-zero-centred",
        title="Why does zero-centring affect convergence?",
        rubric=(
            (
                2,
                "Signs: derives that the gradient of weight i of a unit is delta times input i, so with all inputs "
                "positive, all the weights of one unit have gradients of the sign of delta.",
            ),
            (
                1,
                "Path: concludes that in one step all these weights can only grow together or shrink together, "
                "so a goal that needs some up and some down is reached in a zigzag, in more steps.",
            ),
            (
                1,
                "Remedy or limit: names zero-centred functions (tanh), centred inputs or batch normalisation, "
                "or says that averaging over a batch softens the effect because delta differs between samples.",
            ),
        ),
    ),
)
