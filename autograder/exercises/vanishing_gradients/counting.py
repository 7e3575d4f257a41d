"""Counting the parameters of a network."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.networks import multilayer_perceptron


def count_parameters(sizes):
    """Return the number of parameters of the library's network of these sizes."""
    return multilayer_perceptron(sizes, np.random.default_rng(0)).parameters.size


def some_sizes(layers):
    """Return a draw of the sizes of a network with so many layers of weights."""
    return lambda rng: {"sizes": [int(size) for size in rng.integers(2, 12, layers + 1)]}


PARAMETER_COUNT = Exercise(
    id="parameter-count",
    title="How many numbers does a network learn?",
    reference={"parameter_count": count_parameters},
    parts=(
        Part(
            "one layer of weights",
            "parameter_count(sizes)",
            some_sizes(1),
            edges=({"sizes": [64, 10]},),
            drawn=2,
        ),
        Part(
            "several layers",
            "parameter_count(sizes)",
            some_sizes(3),
            edges=({"sizes": [3, 5, 2]}, {"sizes": [64, 32, 32, 32, 10]}),
        ),
    ),
    mistakes=(
        Mistake(
            "no-biases",
            "Every unit has a bias beside its weights, and biases are learned too.",
            "def parameter_count(sizes): return sum(m * n for m, n in zip(sizes, sizes[1:]))",
        ),
        Mistake(
            "no-weights",
            "These are the biases alone. Every connection has a weight of its own.",
            "def parameter_count(sizes): return sum(sizes[1:])",
        ),
        Mistake(
            "input-has-biases",
            "The input layer only holds the data: it has no biases.",
            "def parameter_count(sizes): return sum(m * n for m, n in zip(sizes, sizes[1:])) + sum(sizes)",
        ),
        Mistake(
            "output-without-biases",
            "The output units have biases as well.",
            "def parameter_count(sizes): return sum(m * n for m, n in zip(sizes, sizes[1:])) + sum(sizes[1:-1])",
        ),
        Mistake(
            "one-bias-a-layer",
            "Each *unit* has its own bias; you counted one for each layer.",
            "def parameter_count(sizes): return sum(m * n + 1 for m, n in zip(sizes, sizes[1:]))",
        ),
        Mistake(
            "biases-of-the-layer-before",
            "A layer has one bias for each of its own units, not for each of its inputs.",
            "def parameter_count(sizes): return sum(m * n + m for m, n in zip(sizes, sizes[1:]))",
        ),
        Mistake(
            "all-sizes-multiplied",
            "Only neighbouring layers are connected: multiply the sizes of two neighbours, then add up.",
            "def parameter_count(sizes): return int(np.prod(sizes)) + sum(sizes[1:])",
        ),
        Mistake(
            "counts-units",
            "These are the units. Count the connections between them, and the biases.",
            "def parameter_count(sizes): return sum(sizes)",
        ),
        Mistake(
            "first-layer-only",
            "This is the first layer of weights. Go on with the others and add them up.",
            "def parameter_count(sizes): return (sizes[0] + 1) * sizes[1]",
        ),
        Mistake(
            "multiplied-out",
            "You multiply all sizes. Only neighbouring layers are joined; the numbers of weights are added.",
            "def parameter_count(sizes): return int(np.prod(sizes))",
        ),
        Mistake(
            "one-bias-in-all",
            "Each *unit* has its own bias; you counted one in all.",
            "def parameter_count(sizes): return sum(m * n for m, n in zip(sizes, sizes[1:])) + 1",
        ),
        Mistake(
            "one-too-many-units",
            "The 1 belongs to the inputs alone: each unit has one more number than it has inputs.",
            "def parameter_count(sizes): return sum((m + 1) * (n + 1) for m, n in zip(sizes, sizes[1:]))",
        ),
        Mistake(
            "always-from-the-input",
            "Every layer is joined with the input in yours. It is joined with the layer just before it.",
            "def parameter_count(sizes): return sum(sizes[0] * n + n for n in sizes[1:])",
        ),
        Mistake(
            "first-and-last",
            "You join the input with the output. The hidden layers lie between them.",
            "def parameter_count(sizes): return sizes[0] * sizes[-1] + sizes[-1]",
        ),
        Mistake(
            "not-summed",
            "This is a number for each layer. Asked for is the number in all.",
            "def parameter_count(sizes): return [(m + 1) * n for m, n in zip(sizes, sizes[1:])]",
        ),
        Mistake(
            "sizes-added",
            "You add neighbouring sizes. Every unit of one layer is joined with every unit of the "
            "other: multiply.",
            "def parameter_count(sizes): return sum(m + n for m, n in zip(sizes, sizes[1:]))",
        ),
        Mistake(
            "last-layer-forgotten",
            "The weights of the last layer are missing: how many pairs of neighbours are there?",
            """
            def parameter_count(sizes): return sum(sizes[i] * sizes[i + 1] for i in range(len(sizes) - 2)) + sum(sizes[1:])
            """,
        ),
    ),
    alternatives=(
        "def parameter_count(sizes): return sum((m + 1) * n for m, n in zip(sizes, sizes[1:]))",
        """
        def parameter_count(sizes):
            total = 0
            for i in range(1, len(sizes)):
                total += sizes[i - 1] * sizes[i]
                total += sizes[i]
            return total
        """,
        "def parameter_count(sizes): return np.dot(np.add(sizes[:-1], 1), sizes[1:])",
        """
        def parameter_count(sizes):
            sizes = np.array(sizes)
            return (sizes[:-1] * sizes[1:]).sum() + sizes[1:].sum()
        """,
        """
        def parameter_count(sizes):
            arrays = [np.zeros((m, n)) for m, n in zip(sizes[:-1], sizes[1:])] + [np.zeros(n) for n in sizes[1:]]
            return sum(array.size for array in arrays)
        """,
    ),
    conventions=("one bias for every unit of the hidden layers and the output layer",),
    hints=(
        "Two neighbouring layers of m and n units are joined by m · n weights, and the n units have n biases. "
        "`zip(sizes, sizes[1:])` gives the pairs of neighbours.",
        "[3, 5, 2]: 3 · 5 + 5 = 20 for the hidden layer, 5 · 2 + 2 = 12 for the output layer, 32 in all.",
    ),
)

EXERCISES = (PARAMETER_COUNT,)
