"""Many units at once: a dense layer, and two of them in a row."""

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.perceptron import two_layers_mistakes
from autograder.exercises.slips import find_the_slip
from source_lib.activations import relu
from source_lib.linear import affine


def scores(X, W1, b1, W2, b2):
    """Return the scores of two layers with a ReLU between them."""
    return affine(relu(affine(X, W1, b1)), W2, b2)


def one_layer(samples, features, units):
    """Return a draw of a batch and a layer."""

    def draw(rng):
        X, weights = rng.normal(scale=2, size=(samples, features)), rng.normal(size=(features, units))
        return {"X": X, "weights": weights, "biases": rng.normal(scale=2, size=units)}

    return draw


def two_layers(samples, sizes):
    """Return a draw of a batch and two layers."""

    def draw(rng):
        X, W1 = rng.normal(scale=2, size=(samples, sizes[0])), rng.normal(size=sizes[:2])
        b1, W2 = rng.normal(scale=2, size=sizes[1]), rng.normal(size=sizes[1:])
        return {"X": X, "W1": W1, "b1": b1, "W2": W2, "b2": rng.normal(scale=2, size=sizes[2])}

    return draw


LAYER_CALL = "dense_layer(X, weights, biases)"
DENSE = Exercise(
    id="dense-layer",
    title="A fully connected layer",
    reference={"dense_layer": affine},
    parts=(
        Part("a batch", LAYER_CALL, one_layer(4, 3, 2)),
        Part("as many samples as features as units", LAYER_CALL, one_layer(3, 3, 3)),
        Part("one sample, one unit", LAYER_CALL, one_layer(1, 4, 1), drawn=2),
    ),
    mistakes=(
        Mistake(
            "transposed",
            "These weights already have a column for each unit; do not transpose them.",
            "def dense_layer(X, weights, biases): return X @ weights.T + biases",
        ),
        Mistake(
            "wrong-order",
            "`weights @ X` is the order for columns. Here a sample is a *row*, so X stands on the left.",
            "def dense_layer(X, weights, biases): return weights @ X + biases",
        ),
        Mistake(
            "no-biases",
            "The biases are missing: each unit adds its own.",
            "def dense_layer(X, weights, biases): return X @ weights",
        ),
        Mistake(
            "bias-for-each-sample",
            "You gave a bias to each sample. A bias belongs to a unit, and a unit is a column of the result.",
            "def dense_layer(X, weights, biases): return X @ weights + biases.reshape(-1, 1)",
        ),
        Mistake(
            "entry-by-entry",
            "`*` multiplies entry by entry; the weighted sums are the matrix product `@`.",
            "def dense_layer(X, weights, biases): return X * weights + biases",
        ),
        Mistake(
            "one-bias-for-all",
            "You added all biases up and gave every unit the total. Each unit has its own.",
            "def dense_layer(X, weights, biases): return X @ weights + biases.sum()",
        ),
        Mistake(
            "decides-already",
            "This is a layer of decisions, 0 or 1. The sums themselves are asked for: the next exercise bends them.",
            "def dense_layer(X, weights, biases): return np.where(X @ weights + biases >= 0, 1, 0)",
        ),
        Mistake(
            "bends-already",
            "Negative sums are cut off in yours. A layer of this exercise gives the sums as they are; what "
            "bends them comes later.",
            "def dense_layer(X, weights, biases): return np.maximum(X @ weights + biases, 0)",
        ),
        Mistake(
            "biases-subtracted",
            "You subtract the biases. They are added.",
            "def dense_layer(X, weights, biases): return X @ weights - biases",
        ),
        Mistake(
            "columns-first",
            "`weights.T @ X` is the order for samples that are columns. Here a sample is a *row*, so X "
            "stands on the left.",
            "def dense_layer(X, weights, biases): return weights.T @ X + biases",
        ),
        Mistake(
            "row-for-each-unit",
            "Your result has a row for each unit. It must have a row for each *sample*, and a column for "
            "each unit.",
            """
            def dense_layer(X, weights, biases):
                sums = []
                for w, b in zip(weights.T, biases):
                    sums.append(X @ w + b)
                return np.array(sums)
            """,
        ),
    ),
    alternatives=(
        "def dense_layer(X, weights, biases): return X @ weights + biases",
        "def dense_layer(X, weights, biases): return (weights.T @ X.T).T + biases",
        "def dense_layer(X, weights, biases): return np.einsum('sf,fu->su', X, weights) + biases[np.newaxis, :]",
        """
        def dense_layer(X, weights, biases):
            out = np.zeros((X.shape[0], weights.shape[1]))
            for sample in range(X.shape[0]):
                for unit in range(weights.shape[1]):
                    out[sample, unit] = np.sum(X[sample] * weights[:, unit]) + biases[unit]
            return out
        """,
        """
        def dense_layer(X, weights, biases):
            return np.column_stack([X @ w + b for w, b in zip(weights.T, biases)])
        """,
        """
        def dense_layer(X, weights, biases):
            return np.column_stack([X, np.ones(len(X))]) @ np.vstack([weights, biases])
        """,
    ),
    conventions=("(inputs, units)", "(units,)"),
    hints=(
        "It is the formula of your `perceptron_score` once more; only the weights have become a matrix.",
        "One sample [1, 2], weights [[1, 0, 3], [0, 1, -1]], biases [10, 20, 30]: unit by unit, "
        "1 + 10, 2 + 20, 3 - 2 + 30, so [[11, 22, 31]].",
    ),
)

TWO_LAYERS = Exercise(
    id="two-layer-scores",
    title="Two layers",
    reference={"two_layer_scores": scores},
    needs=("dense_layer",),
    parts=(
        Part("a batch", "two_layer_scores(X, W1, b1, W2, b2)", two_layers(4, (3, 5, 2)), points=2),
        Part("all sizes alike", "two_layer_scores(X, W1, b1, W2, b2)", two_layers(3, (3, 3, 3))),
    ),
    mistakes=two_layers_mistakes.MISTAKES,
    alternatives=(
        """
        def two_layer_scores(X, W1, b1, W2, b2):
            return dense_layer(np.maximum(dense_layer(X, W1, b1), 0), W2, b2)
        """,
        "def two_layer_scores(X, W1, b1, W2, b2): return np.maximum(0, X @ W1 + b1) @ W2 + b2",
        """
        def two_layer_scores(X, W1, b1, W2, b2):
            z = np.dot(X, W1) + b1
            return np.dot(z * (z > 0), W2) + b2
        """,
        """
        def two_layer_scores(X, W1, b1, W2, b2):
            rows = []
            for x in X:
                hidden = [max(0.0, x @ W1[:, j] + b1[j]) for j in range(len(b1))]
                rows.append([sum(h * w for h, w in zip(hidden, W2[:, k])) + b2[k] for k in range(len(b2))])
            return np.array(rows)
        """,
        """
        def two_layer_scores(X, W1, b1, W2, b2):
            hidden = (W1.T @ X.T).T + b1
            hidden[hidden < 0] = 0
            return hidden @ W2 + b2
        """,
    ),
    conventions=("no activation function after the second layer",),
    hints=(
        "Inside out: the hidden sums by `dense_layer`, then `np.maximum(..., 0)`, then `dense_layer` again.",
        "One sample, two hidden units with the sums [3, -2]: after the maximum [3, 0]. With W2 = [[10], [100]] "
        "and b2 = [1], the score is 3 · 10 + 0 · 100 + 1 = 31.",
    ),
)

SLIP_ROWS = find_the_slip(
    "slip-rows",
    "Find the slip: the layer as a matrix",
    "slip_rows",
    wrong="c",
    right={
        "a": "one output for each unit, and there are m units.",
        "b": "each of the m units adds one bias.",
        "d": "the i-th entry of W x is the i-th row of W times x.",
    },
    hints=(
        "Take a small layer with 3 inputs and 2 units, and write its W down. How many rows has it?",
        "In general: one row for each *unit*. Which letter counts the units, m or n?",
    ),
)

SLIP_BRACKET = find_the_slip(
    "slip-bracket",
    "Find the slip: two layers in one line",
    "slip_bracket",
    wrong="d",
    right={
        "a": "each hidden unit cuts off its own sum at 0.",
        "b": "in that case the product of the two matrices is one matrix, so there is one layer only.",
        "c": "scores may be any number; what is made of them depends on the question asked.",
    },
    hints=(
        "Take one input, one hidden unit and one score, with W1 = -1 and W2 = 1. "
        "Compute the hidden unit and the score for x = -2 by hand.",
        "Where does the maximum end? In one of the statements it never meets x at all.",
    ),
)

EXERCISES = (DENSE, SLIP_ROWS, TWO_LAYERS, SLIP_BRACKET)
