"""Initial weights: how large they must be, and what happens to the signal if they are not."""

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


def signal_growth(weight_std, fan_in, layers, passed=1.0):
    """Return the factor by which a deep network multiplies the mean square of its signal."""
    return (passed * fan_in * weight_std**2) ** layers


def fair_growth(rng):
    """Return a network in which no factor is so small that a tolerance could hide it."""
    fan_in = int(rng.integers(20, 90))
    std = round(float(np.sqrt(rng.uniform(0.6, 3) / fan_in)), 3)
    return {"weight_std": std, "fan_in": fan_in, "layers": int(rng.integers(2, 6))}


GROWTH = "signal_growth(weight_std, fan_in, layers{})"
SIGNAL_GROWTH = Exercise(
    id="signal-growth",
    title="Does the signal grow or fade?",
    reference={"signal_growth": signal_growth},
    parts=(
        Part(
            "one layer",
            GROWTH.format(""),
            edges=(
                {"weight_std": 0.2, "fan_in": 100, "layers": 1},
                {"weight_std": 0.05, "fan_in": 64, "layers": 1},
            ),
        ),
        Part(
            "several linear layers",
            GROWTH.format(""),
            fair_growth,
            edges=({"weight_std": 0.5, "fan_in": 8, "layers": 3},),
        ),
        Part(
            "layers that pass on a part",
            GROWTH.format(", passed"),
            lambda rng: fair_growth(rng) | {"passed": float(rng.uniform(0.4, 0.9))},
            edges=(
                {"weight_std": 0.5, "fan_in": 8, "layers": 3, "passed": 0.5},
                {"weight_std": 0.25, "fan_in": 24, "layers": 1, "passed": 0.5},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "std-not-squared",
            "The mean square needs the *variance* of the weights, the square of their standard deviation.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * fan_in * weight_std) ** layers
            """,
        ),
        Mistake(
            "root",
            "This is the growth of the signal's root mean square; the mean square itself is asked for.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * fan_in * weight_std**2) ** (layers / 2)
            """,
        ),
        Mistake(
            "inputs-forgotten",
            "A unit adds up `fan_in` products, and their variances add up, too.",
            "def signal_growth(weight_std, fan_in, layers, passed=1.0): return (passed * weight_std**2) ** layers",
        ),
        Mistake(
            "times-layers",
            "Each layer *multiplies* the signal once more: that is a power, not a multiple.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return passed * fan_in * weight_std**2 * layers
            """,
        ),
        Mistake(
            "passed-once",
            "Every layer has an activation, so `passed` counts once for each layer.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return passed * (fan_in * weight_std**2) ** layers
            """,
        ),
        Mistake(
            "passed-ignored",
            "`passed` is not used.",
            "def signal_growth(weight_std, fan_in, layers, passed=1.0): return (fan_in * weight_std**2) ** layers",
        ),
        Mistake(
            "passed-squared",
            "`passed` is a share of the mean *square* already: it needs no square of its own.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (fan_in * (passed * weight_std) ** 2) ** layers
            """,
        ),
        Mistake(
            "fan-in-squared",
            "The products of a unit are independent: their variances add up, so `fan_in` is not squared.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * (fan_in * weight_std) ** 2) ** layers
            """,
        ),
        Mistake(
            "one-layer-only",
            "This is what one layer does. What do `layers` of them do?",
            "def signal_growth(weight_std, fan_in, layers, passed=1.0): return passed * fan_in * weight_std**2",
        ),
    ),
    alternatives=(
        """
        def signal_growth(weight_std, fan_in, layers, passed=1.0):
            return (passed * fan_in * weight_std**2) ** layers
        """,
        """
        def signal_growth(weight_std, fan_in, layers, passed=1.0):
            mean_square = 1.0
            for _ in range(layers):
                mean_square = mean_square * fan_in * weight_std * weight_std * passed
            return mean_square
        """,
        """
        def signal_growth(weight_std, fan_in, layers, passed=1.0):
            return np.exp(layers * (np.log(passed) + np.log(fan_in) + 2 * np.log(weight_std)))
        """,
        """
        def signal_growth(weight_std, fan_in, layers, passed=1.0):
            return np.prod(np.full(layers, passed * fan_in * np.square(weight_std)))
        """,
    ),
    conventions=("the share of the mean square that the activation passes on",),
    hints=(
        "One layer multiplies the mean square by passed · fan_in · weight_std². "
        "What do two layers do? And `layers` of them?",
        "100 inputs, standard deviation 0.2: one linear layer multiplies by 100 · 0.04 = 4, three by 4 · 4 · 4 = 64.",
    ),
)

EXERCISES = (SIGNAL_GROWTH, SCALED_WEIGHTS)
