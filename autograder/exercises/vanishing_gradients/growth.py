"""What happens to a signal if the initial weights are too large or too small."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part


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
        Mistake(
            "one-layer-less",
            "Your power is one too small: one layer already multiplies once.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * fan_in * weight_std**2) ** (layers - 1)
            """,
        ),
        Mistake(
            "one-layer-more",
            "Your power is one too large: one layer multiplies once.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * fan_in * weight_std**2) ** (layers + 1)
            """,
        ),
        Mistake(
            "passed-divides",
            "What an activation passes on is a share: it makes the signal smaller. You divide by it.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (fan_in * weight_std**2 / passed) ** layers
            """,
        ),
        Mistake(
            "power-of-the-std-alone",
            "The power belongs to the whole factor of a layer. Put brackets around it.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return passed * fan_in * weight_std ** (2 * layers)
            """,
        ),
        Mistake(
            "tower-of-powers",
            "Two powers in a row are worked out from the right. Put brackets around the factor of a layer.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return passed * fan_in * weight_std**2**layers
            """,
        ),
        Mistake(
            "passed-added",
            "`passed` is a factor. You add it.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed + fan_in * weight_std**2) ** layers
            """,
        ),
        Mistake(
            "always-half",
            "1/2 is the share of ReLU. Use `passed`.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (0.5 * fan_in * weight_std**2) ** layers
            """,
        ),
        Mistake(
            "all-squared",
            "You square the number of inputs and `passed` as well. Only the standard deviation is squared.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * fan_in * weight_std) ** (2 * layers)
            """,
        ),
        Mistake(
            "inputs-divide",
            "You divide by the number of inputs. A unit adds up as many products: the more, the larger.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * weight_std**2 / fan_in) ** layers
            """,
        ),
        Mistake(
            "base-and-exponent-swapped",
            "Base and exponent have changed places: the factor of a layer is multiplied by itself, once "
            "for each layer.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return layers ** (passed * fan_in * weight_std**2)
            """,
        ),
        Mistake(
            "root-of-the-inputs",
            "This is how the *size* of the signal grows, with the whole of `passed`. The mean square is "
            "asked for.",
            """
            def signal_growth(weight_std, fan_in, layers, passed=1.0):
                return (passed * np.sqrt(fan_in) * weight_std) ** layers
            """,
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

EXERCISES = (SIGNAL_GROWTH,)
