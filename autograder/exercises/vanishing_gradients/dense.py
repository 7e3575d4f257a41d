"""What a network is made of: counting its parameters, and the forward pass of one layer."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.linear import affine
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


def batch(samples, features, units):
    """Return a draw of a batch and a layer of these sizes."""
    return lambda rng: {
        "X": rng.normal(scale=2, size=(samples, features)),
        "weights": rng.normal(scale=2, size=(features, units)),
        "biases": rng.normal(scale=3, size=units),
    }


# Where everything has the same size, no wrong axis raises an error: the values must show it.
SQUARE = {
    "X": np.array([[1.0, 2.0, -1.0], [0.5, -2.0, 3.0], [-1.5, 0.0, 4.0]]),
    "weights": np.array([[2.0, -1.0, 0.5], [3.0, 1.0, -2.0], [-0.5, 4.0, 1.5]]),
    "biases": np.array([1.0, -2.0, 5.0]),
}
CALL = "dense_forward(X, weights, biases)"

DENSE_FORWARD = Exercise(
    id="dense-forward",
    title="One layer, forward",
    reference={"dense_forward": affine},
    parts=(
        Part("sizes that all differ", CALL, batch(4, 3, 2)),
        Part("more units than inputs; a single sample", CALL, batch(1, 2, 5)),
        Part("sizes that are all equal", CALL, batch(3, 3, 3), edges=(SQUARE,)),
    ),
    mistakes=(
        Mistake(
            "no-biases",
            "The biases are missing.",
            "def dense_forward(X, weights, biases): return X @ weights",
        ),
        Mistake(
            "order",
            "The samples are the rows of X, so X stands on the left of the weights.",
            "def dense_forward(X, weights, biases): return weights @ X + biases",
        ),
        Mistake(
            "transposed",
            "Here a *column* of `weights` belongs to a unit, so nothing needs to be transposed. "
            "(The notes' W has a row for each unit: it is our `weights.T`.)",
            "def dense_forward(X, weights, biases): return X @ weights.T + biases",
        ),
        Mistake(
            "entry-by-entry",
            "`*` multiplies entry by entry. A weighted sum for every sample and unit is the matrix product, `@`.",
            "def dense_forward(X, weights, biases): return X * weights + biases",
        ),
        Mistake(
            "biases-down-the-samples",
            "Each unit has a bias, not each sample: a bias is added to a whole column of the result.",
            "def dense_forward(X, weights, biases): return X @ weights + biases[:, np.newaxis]",
        ),
        Mistake(
            "activation-too",
            "Only the pre-activations z are asked for; the activation function comes in a step of its own.",
            "def dense_forward(X, weights, biases): return np.maximum(X @ weights + biases, 0)",
        ),
        Mistake(
            "sigmoid-too",
            "Only the pre-activations z are asked for; the sigmoid comes in a step of its own.",
            "def dense_forward(X, weights, biases): return 1 / (1 + np.exp(-(X @ weights + biases)))",
        ),
        Mistake(
            "tanh-too",
            "Only the pre-activations z are asked for; tanh comes in a step of its own.",
            "def dense_forward(X, weights, biases): return np.tanh(X @ weights + biases)",
        ),
        Mistake(
            "biases-in-the-weights",
            "You add the biases to the weights, so they are multiplied by X. First the product, then the biases.",
            "def dense_forward(X, weights, biases): return X @ (weights + biases)",
        ),
        Mistake(
            "biases-multiplied",
            "The biases are added after the product, not multiplied by the weights.",
            "def dense_forward(X, weights, biases): return (X + biases) @ weights",
        ),
        Mistake(
            "minus",
            "The biases are added, not subtracted.",
            "def dense_forward(X, weights, biases): return X @ weights - biases",
        ),
    ),
    alternatives=(
        "def dense_forward(X, weights, biases): return X @ weights + biases",
        "def dense_forward(X, weights, biases): return np.einsum('si,iu->su', X, weights) + biases",
        """
        def dense_forward(X, weights, biases):
            z = np.zeros((len(X), len(biases)))
            for s in range(len(X)):
                for u in range(len(biases)):
                    z[s, u] = sum(X[s, i] * weights[i, u] for i in range(X.shape[1])) + biases[u]
            return z
        """,
        """
        def dense_forward(X, weights, biases):
            return np.hstack([X, np.ones((len(X), 1))]) @ np.vstack([weights, biases])
        """,
        "def dense_forward(X, weights, biases): return (weights.T @ X.T).T + biases.reshape(1, -1)",
        "def dense_forward(X, W, b): return np.array([x.dot(W) + b for x in X])",
    ),
    conventions=("weights of shape (inputs, units)", "no activation function here"),
    hints=(
        "Write down the shapes: X is (samples, inputs), weights are (inputs, units), the result is "
        "(samples, units). In which order can the two be multiplied?",
        "One sample [1, 2], one unit with weights 3 and 4 and bias 5: z = 1 · 3 + 2 · 4 + 5 = 16.",
    ),
)

EXERCISES = (PARAMETER_COUNT, DENSE_FORWARD)
