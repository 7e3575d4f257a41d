"""Initial weights: how large they must be."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from source_lib.initializers import he, xavier


class _Given:
    """Stands in for a generator and returns the draws that are given, so that the library scales these."""

    def __init__(self, draws):
        self.draws = draws

    def normal(self, mean, scale, shape):
        return mean + scale * self.draws


def draws(inputs, units):
    """Return a draw of standard normal numbers for a layer of this size."""
    return lambda rng: {"draws": rng.normal(size=(inputs, units))}


WIDE = {"draws": np.array([[1.0, -2.0, 0.5, 3.0], [-1.5, 0.25, 2.0, -0.5]])}
TALL = {"draws": np.array([[2.0, -1.0], [0.5, 1.5], [-3.0, 0.25], [1.0, -0.75], [-0.5, 2.5]])}
HE = "def he_weights(draws): return draws * np.sqrt(2 / draws.shape[0])"
XAVIER = "def xavier_weights(draws): return draws * np.sqrt(2 / (draws.shape[0] + draws.shape[1]))"

SCALED_WEIGHTS = Exercise(
    id="he-and-xavier",
    title="He's and Xavier's initial weights",
    reference={
        "he_weights": lambda draws: he(draws.shape, _Given(draws)),
        "xavier_weights": lambda draws: xavier(draws.shape, _Given(draws)),
    },
    parts=(
        Part("He", "he_weights(draws)", draws(6, 3), edges=(WIDE, TALL), drawn=1),
        Part("Xavier", "xavier_weights(draws)", draws(6, 3), edges=(WIDE, TALL), drawn=1),
    ),
    mistakes=(
        Mistake(
            "he-counts-units",
            "He's scale counts the *inputs* of a unit, which are the rows of the weights.",
            code("def he_weights(draws): return draws * np.sqrt(2 / draws.shape[1])", XAVIER),
        ),
        Mistake(
            "no-roots",
            "2 / n is the variance. Standard normal draws are multiplied by the standard deviation, its square root.",
            code(
                "def he_weights(draws): return draws * 2 / draws.shape[0]",
                "def xavier_weights(draws): return draws * 2 / (draws.shape[0] + draws.shape[1])",
            ),
        ),
        Mistake(
            "he-without-two",
            "Without the 2, the scale fits a linear layer. ReLU sets half of its inputs to 0; the 2 makes up for it.",
            code("def he_weights(draws): return draws * np.sqrt(1 / draws.shape[0])", XAVIER),
        ),
        Mistake(
            "two-outside-the-root",
            "The 2 stands under the square root.",
            code("def he_weights(draws): return draws * 2 / np.sqrt(draws.shape[0])", XAVIER),
        ),
        Mistake(
            "count-outside-the-root",
            "The number of inputs stands under the square root, too.",
            code("def he_weights(draws): return draws * np.sqrt(2) / len(draws)", XAVIER),
        ),
        Mistake(
            "xavier-count-outside-the-root",
            "The numbers of inputs and units stand under the square root, too.",
            code(HE, "def xavier_weights(draws): return draws * np.sqrt(2) / sum(draws.shape)"),
        ),
        Mistake(
            "counts-outside-the-roots",
            "The numbers of inputs and units stand under the square root, too, in both formulas.",
            code(
                "def he_weights(draws): return draws * np.sqrt(2) / len(draws)",
                "def xavier_weights(draws): return draws * np.sqrt(2) / sum(draws.shape)",
            ),
        ),
        Mistake(
            "he-counts-entries",
            "`draws.size` is the number of all weights of the layer. A unit sums over its own inputs only.",
            code("def he_weights(draws): return draws * np.sqrt(2 / draws.size)", XAVIER),
        ),
        Mistake(
            "divided",
            "You divide by the scale. More inputs need *smaller* weights.",
            code(
                "def he_weights(draws): return draws / np.sqrt(2 / draws.shape[0])",
                "def xavier_weights(draws): return draws / np.sqrt(2 / (draws.shape[0] + draws.shape[1]))",
            ),
        ),
        Mistake(
            "xavier-inputs-only",
            "Xavier's scale, as the text gives it, counts inputs and units: it looks both ways.",
            code(HE, "def xavier_weights(draws): return draws * np.sqrt(1 / draws.shape[0])"),
        ),
        Mistake(
            "xavier-one",
            "The variance is 2 over the sum: with as many units as inputs, this gives 1 / n.",
            code(HE, "def xavier_weights(draws): return draws * np.sqrt(1 / sum(draws.shape))"),
        ),
        Mistake(
            "xavier-uniform",
            "6 belongs to the *bound* of a uniform distribution of that variance. The draws here are normal.",
            code(HE, "def xavier_weights(draws): return draws * np.sqrt(6 / sum(draws.shape))"),
        ),
        Mistake(
            "in-place",
            "Your function changes `draws` itself. Write `draws * ...`, not `draws *= ...`.",
            """
            def he_weights(draws):
                draws *= np.sqrt(2 / draws.shape[0])
                return draws

            def xavier_weights(draws):
                draws *= np.sqrt(2 / sum(draws.shape))
                return draws
            """,
        ),
        Mistake(
            "upside-down",
            "The more inputs, the *smaller* the weights must be: 2 over the number of inputs.",
            code("def he_weights(draws): return draws * np.sqrt(draws.shape[0] / 2)", XAVIER),
        ),
        Mistake(
            "he-no-root",
            "2 / n is the variance. He's scale is the standard deviation, its square root.",
            code("def he_weights(draws): return draws * 2 / draws.shape[0]", XAVIER),
        ),
        Mistake(
            "he-scale-only",
            "This is the scale alone. Multiply the draws by it.",
            code("def he_weights(draws): return np.sqrt(2 / draws.shape[0])", XAVIER),
        ),
        Mistake(
            "he-added",
            "You add the scale. Multiply by it: the spread changes, and the mean stays 0.",
            code("def he_weights(draws): return draws + np.sqrt(2 / draws.shape[0])", XAVIER),
        ),
        Mistake(
            "he-new-draws",
            "You draw anew. Scale the draws that are handed over.",
            code(
                "def he_weights(draws): return np.random.standard_normal(draws.shape) * np.sqrt(2 / draws.shape[0])",
                XAVIER,
            ),
        ),
        Mistake(
            "he-both-sizes",
            "This is Xavier's scale. He counts the inputs alone.",
            code("def he_weights(draws): return draws * np.sqrt(2 / sum(draws.shape))", XAVIER),
        ),
        Mistake(
            "he-standardised",
            "You divide by the spread of these very draws. They have the standard deviation 1 on "
            "average: only scale them.",
            code("def he_weights(draws): return draws / draws.std() * np.sqrt(2 / draws.shape[0])", XAVIER),
        ),
        Mistake(
            "he-whole-number-division",
            "`//` divides and rounds down, here mostly to 0.",
            code("def he_weights(draws): return draws * np.sqrt(2 // draws.shape[0])", XAVIER),
        ),
        Mistake(
            "he-times-the-inputs",
            "The more inputs, the *smaller* the weights must be: divide by their number.",
            code("def he_weights(draws): return draws * np.sqrt(2 * draws.shape[0])", XAVIER),
        ),
        Mistake(
            "he-uniform",
            "6 belongs to the *bound* of a uniform distribution of that variance. The draws here are normal.",
            code("def he_weights(draws): return draws * np.sqrt(6 / draws.shape[0])", XAVIER),
        ),
        Mistake(
            "he-in-place",
            "Your function changes `draws` itself; make a new array.",
            code(
                """
                def he_weights(draws):
                    draws *= np.sqrt(2 / draws.shape[0])
                    return draws
                """,
                XAVIER,
            ),
        ),
        Mistake(
            "xavier-like-he",
            "This is He's scale. Xavier's, as the text gives it, counts inputs and units.",
            code(HE, "def xavier_weights(draws): return draws * np.sqrt(2 / draws.shape[0])"),
        ),
        Mistake(
            "xavier-units-only",
            "You count the units alone. Xavier's scale counts inputs and units.",
            code(HE, "def xavier_weights(draws): return draws * np.sqrt(2 / draws.shape[1])"),
        ),
        Mistake(
            "xavier-one-over-units",
            "You count the units alone, as only the gradient would want it. Xavier takes the middle: "
            "inputs and units.",
            code(HE, "def xavier_weights(draws): return draws * np.sqrt(1 / draws.shape[1])"),
        ),
        Mistake(
            "xavier-no-root",
            "This is the variance. The draws are multiplied by the standard deviation, its square root.",
            code(HE, "def xavier_weights(draws): return draws * 2 / (draws.shape[0] + draws.shape[1])"),
        ),
        Mistake(
            "xavier-brackets",
            "Put brackets around the sum: inputs and units are both below the line.",
            code(
                HE, "def xavier_weights(draws): return draws * np.sqrt(2 / draws.shape[0] + draws.shape[1])"
            ),
        ),
        Mistake(
            "xavier-product",
            "You multiply inputs and units. They are added.",
            code(
                HE, "def xavier_weights(draws): return draws * np.sqrt(2 / (draws.shape[0] * draws.shape[1]))"
            ),
        ),
        Mistake(
            "xavier-upside-down",
            "The more inputs and units, the *smaller* the weights must be: the fraction is upside down.",
            code(
                HE, "def xavier_weights(draws): return draws / np.sqrt(2 / (draws.shape[0] + draws.shape[1]))"
            ),
        ),
        Mistake(
            "xavier-two-fractions",
            "1 / inputs + 1 / units is another number. Xavier's variance is 2 over the sum of both.",
            code(
                HE,
                "def xavier_weights(draws): return draws * np.sqrt(1 / draws.shape[0] + 1 / draws.shape[1])",
            ),
        ),
        Mistake(
            "xavier-scale-only",
            "This is the scale alone. Multiply the draws by it.",
            code(HE, "def xavier_weights(draws): return np.sqrt(2 / (draws.shape[0] + draws.shape[1]))"),
        ),
        Mistake(
            "xavier-four",
            "The factor is 2: with as many units as inputs, the variance is 1 / n.",
            code(
                HE, "def xavier_weights(draws): return draws * np.sqrt(4 / (draws.shape[0] + draws.shape[1]))"
            ),
        ),
    ),
    alternatives=(
        code(HE, XAVIER),
        code(
            "def he_weights(draws): return draws / np.sqrt(len(draws) / 2)",
            "def xavier_weights(draws): return draws / np.sqrt(np.mean(draws.shape))",
        ),
        """
        def he_weights(draws):
            fan_in, fan_out = draws.shape
            return (2 / fan_in) ** 0.5 * draws

        def xavier_weights(draws):
            fan_in, fan_out = draws.shape
            return np.array([[w * (2 / (fan_in + fan_out)) ** 0.5 for w in row] for row in draws])
        """,
    ),
    conventions=("$\\sqrt{2 / n_\\text{in}}$", "$\\sqrt{2 / (n_\\text{in} + n_\\text{out})}$"),
    hints=(
        "`draws.shape` is (inputs, units). Which of the two does each formula need?",
        "8 inputs and 10 units: He multiplies by √(2/8) = 0.5, Xavier by √(2/18) = 1/3.",
    ),
)


EXERCISES = (SCALED_WEIGHTS,)
