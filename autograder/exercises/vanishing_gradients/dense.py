"""The forward pass of one layer."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.linear import affine


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
        Mistake(
            "biases-as-factors",
            "The biases are added, not multiplied.",
            "def dense_forward(X, weights, biases): return X @ weights * biases",
        ),
        Mistake(
            "biases-summed",
            "Each unit has its own bias; you add the sum of all of them everywhere.",
            "def dense_forward(X, weights, biases): return X @ weights + np.sum(biases)",
        ),
        Mistake(
            "biases-averaged",
            "Each unit has its own bias; you add the mean of all of them everywhere.",
            "def dense_forward(X, weights, biases): return X @ weights + np.mean(biases)",
        ),
        Mistake(
            "first-bias-only",
            "Each unit has its own bias; you add the first one everywhere.",
            "def dense_forward(X, weights, biases): return X @ weights + biases[0]",
        ),
        Mistake(
            "columns-for-samples",
            "A sample is a row here, in the result as well: shape (samples, units).",
            "def dense_forward(X, weights, biases): return weights.T @ X.T + biases[:, np.newaxis]",
        ),
        Mistake(
            "batch-turned-over",
            "X has a row for each sample already: it is not turned over.",
            "def dense_forward(X, weights, biases): return X.T @ weights + biases",
        ),
        Mistake(
            "summed-over-units",
            "You add up the units of each sample. Each keeps its own z.",
            "def dense_forward(X, weights, biases): return np.sum(X @ weights + biases, axis=1)",
        ),
        Mistake(
            "summed-over-samples",
            "You add up the samples. Each keeps its own row.",
            "def dense_forward(X, weights, biases): return np.sum(X @ weights + biases, axis=0)",
        ),
        Mistake(
            "averaged-over-samples",
            "You average over the samples. Each keeps its own row.",
            "def dense_forward(X, weights, biases): return np.mean(X @ weights + biases, axis=0)",
        ),
        Mistake(
            "divided-by-inputs",
            "You divide by the number of inputs. z is a sum, not a mean.",
            "def dense_forward(X, weights, biases): return X @ weights / X.shape[1] + biases",
        ),
        Mistake(
            "first-sample-only",
            "Only the first sample passes through. X holds a whole batch.",
            "def dense_forward(X, weights, biases): return X[0] @ weights + biases",
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

EXERCISES = (DENSE_FORWARD,)
