"""Which activation function? The property table, a choice of six, and two questions in words."""

from autograder.exercises.declaration import Choice, Exercise, Mistake, Part, Written

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


def table_with(rows):
    """Return the source of the right table with some rows replaced."""
    return f"property_table = {TABLE | rows!r}\n"


PROPERTY_TABLE = Exercise(
    id="property-table",
    title="The property table",
    reference={"property_table": TABLE},
    parts=tuple(
        Part(row, column_by_column(row), edges=({},), compare=Choice(f"property-table {row}", options="y n"))
        for row in TABLE
    ),
    mistakes=(
        Mistake(
            "rectifiers-are-linear",
            "Two straight pieces with a bend are not one straight line: with enough bends, any shape can be "
            "put together.",
            table_with({"non-linear": "y y y n n y y"}),
        ),
        Mistake(
            "step-has-a-slope",
            "The step's slope is 0 wherever there is one: no gradient ever passes, so nothing in front of it "
            "can learn.",
            table_with({"useful slope": "y y y y y y y"}),
        ),
        Mistake(
            "kink-not-allowed",
            "A kink at a single point is allowed: almost no sample ever falls exactly on it.",
            table_with({"useful slope": "n y y n n y y"}),
        ),
        Mistake(
            "elu-is-cheap",
            "ELU needs an exponential on its left side.",
            table_with({"cheap": "y n n y y y n"}),
        ),
        Mistake(
            "one-side-is-enough",
            "On its right side ReLU does not saturate, but the table asks for both sides. "
            "What is the slope of ReLU, ELU and Swish far on the left?",
            table_with({"non-saturating": "n n n y y y y"}),
        ),
        Mistake(
            "relu-does-not-saturate",
            "On its right side ReLU does not saturate, but the table asks for both sides.",
            table_with({"non-saturating": "n n n y y n n"}),
        ),
        Mistake(
            "swish-rises",
            "Look at Swish between z = -3 and z = 0: it falls before it rises.",
            table_with({"monotonic": "y y y y y y y"}),
        ),
        Mistake(
            "bounded-below-is-enough",
            "Bounded means on both sides: for large z, the relatives of ReLU grow without end.",
            table_with({"bounded": "y y y y n y y"}),
        ),
        Mistake(
            "relu-is-near-identity",
            "On the right side of 0 the slope of ReLU and Leaky ReLU is 1, but on the left it is not. "
            "Near the identity means both sides.",
            table_with({"near identity": "n n y y y y n"}),
        ),
        Mistake(
            "sigmoid-is-near-identity",
            "The sigmoid is 0.5 at z = 0, and its slope there is 1/4.",
            table_with({"near identity": "n y y n n y n"}),
        ),
        Mistake(
            "swish-is-near-identity",
            "Swish goes through 0, but what is its slope there?",
            table_with({"near identity": "n n y n n y y"}),
        ),
    ),
    alternatives=(
        table_with({}),
        table_with({name: row.upper() for name, row in TABLE.items()}),
        table_with({"bounded": "yes yes yes no no no no", "cheap": "  y n  n y y n n "}),
        table_with({name: row.replace(" ", "") for name, row in TABLE.items()}),
        table_with({name: row.replace(" ", ", ") for name, row in TABLE.items()}),
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

SITUATIONS = {
    "hidden": ("relu", "hidden layers of a new network"),
    "dying": ("leaky", "many dead units"),
    "yes-no": ("sigmoid", "one yes-or-no answer"),
    "digit": ("softmax", "exactly one of ten digits"),
    "price": ("none", "a price"),
    "between": ("tanh", "a bounded, zero-centred hidden layer"),
}


RIGHT_CHOICES = {name: answer for name, (answer, _) in SITUATIONS.items()}


def choices_with(changes):
    """Return the source of the right choices with some replaced."""
    return f"activation_choices = {RIGHT_CHOICES | changes!r}\n"


CHOICES = Exercise(
    id="which-activation",
    title="Which activation function?",
    reference={"activation_choices": RIGHT_CHOICES},
    parts=tuple(
        Part(
            words,
            f'{{"{name}": activation_choices["{name}"]}}',
            edges=({},),
            compare=Choice(f"which-activation {name}", options=" ".join(sorted(RIGHT_CHOICES.values()))),
        )
        for name, (_, words) in SITUATIONS.items()
    ),
    mistakes=(
        Mistake(
            "sigmoid-hidden",
            "Sigmoids in hidden layers saturate and pass on at most a quarter of the gradient. "
            "What do the notes try first?",
            choices_with({"hidden": "sigmoid"}),
        ),
        Mistake(
            "tanh-hidden",
            "tanh beats the sigmoid, yet it saturates. What do the notes try first?",
            choices_with({"hidden": "tanh"}),
        ),
        Mistake(
            "relu-again",
            "Those are ReLUs already, and they are dead on their left side. Who has a slope there?",
            choices_with({"dying": "relu"}),
        ),
        Mistake(
            "sigmoid-for-dead",
            "A sigmoid does not die, but it saturates on both sides. Who keeps a slope everywhere?",
            choices_with({"dying": "sigmoid"}),
        ),
        Mistake(
            "sigmoid-for-many",
            "Ten sigmoids do not sum to 1: they would fit if several answers could be right at once.",
            choices_with({"digit": "sigmoid"}),
        ),
        Mistake(
            "softmax-for-one",
            "Softmax of a single score is always 1. One number is enough for a yes-or-no answer: "
            "which function turns it into a probability?",
            choices_with({"yes-no": "softmax"}),
        ),
        Mistake(
            "relu-for-a-price",
            "ReLU's slope is 0 wherever the sum is negative, so such an output could not be corrected. "
            "A number without bounds needs nothing at all after the sum.",
            choices_with({"price": "relu"}),
        ),
        Mistake(
            "sigmoid-for-a-price",
            "A sigmoid never gets above 1. A number without bounds needs nothing at all after the sum.",
            choices_with({"price": "sigmoid"}),
        ),
        Mistake(
            "sigmoid-is-centred",
            "The sigmoid is bounded, but all its values are positive: it is centred on 0.5.",
            choices_with({"between": "sigmoid"}),
        ),
    ),
    alternatives=(
        choices_with({}),
        choices_with({"hidden": "ReLU", "yes-no": "Sigmoid ", "digit": "SOFTMAX"}),
    ),
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
