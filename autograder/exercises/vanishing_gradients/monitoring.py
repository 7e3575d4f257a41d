"""Two numbers to watch in every layer: the length of its gradient, and of its update beside its weights."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.diagnostics import layer_statistics, update_ratio


def arrays(*shapes):
    """Return a draw of a list of gradients of these shapes."""
    return lambda rng: {"gradients": [np.round(rng.normal(scale=2, size=shape), 2) for shape in shapes]}


TWO_LAYERS = {"gradients": [np.array([[3.0, 0.0], [0.0, -4.0]]), np.array([[-2.0], [1.0]])]}

LAYER_NORMS = Exercise(
    id="layer-norms",
    title="How much gradient does each layer get?",
    reference={"layer_norms": lambda gradients: [layer_statistics(gradient).norm for gradient in gradients]},
    parts=(
        Part("one layer", "layer_norms(gradients)", arrays((2, 3)), drawn=2),
        Part(
            "layers of different sizes",
            "layer_norms(gradients)",
            arrays((4, 3), (3, 3), (3, 2)),
            edges=(TWO_LAYERS,),
        ),
        Part("a vector among them", "layer_norms(gradients)", arrays((5,), (2, 4)), drawn=1),
    ),
    mistakes=(
        Mistake(
            "no-root",
            "This is the sum of the squares. The length is its square root.",
            "def layer_norms(gradients): return [np.sum(g**2) for g in gradients]",
        ),
        Mistake(
            "mean",
            "This is the root of the *mean* square. The length takes the sum of the squares.",
            "def layer_norms(gradients): return [np.sqrt(np.mean(g**2)) for g in gradients]",
        ),
        Mistake(
            "spectral",
            "For a matrix, `np.linalg.norm(g, 2)` is another norm: by how much it stretches a vector at most. "
            "Without the 2, all entries count as one vector.",
            "def layer_norms(gradients): return [np.linalg.norm(g, 2) for g in gradients]",
        ),
        Mistake(
            "sum-of-sizes",
            "You added up the sizes of the entries. The Euclidean length squares first and takes the root at "
            "the end.",
            "def layer_norms(gradients): return [np.sum(np.abs(g)) for g in gradients]",
        ),
        Mistake(
            "mean-size",
            "This is the mean size of the entries; the Euclidean length is asked for.",
            "def layer_norms(gradients): return [np.mean(np.abs(g)) for g in gradients]",
        ),
        Mistake(
            "largest",
            "This is the largest entry in size; the length counts all of them.",
            "def layer_norms(gradients): return [np.max(np.abs(g)) for g in gradients]",
        ),
        Mistake(
            "signs-kept",
            "Positive and negative entries cancel in yours. Squares do not.",
            "def layer_norms(gradients): return [np.abs(np.sum(g)) for g in gradients]",
        ),
        Mistake(
            "row-by-row",
            "You have a length for each column. All entries of a layer together make one vector, with one length.",
            "def layer_norms(gradients): return [np.linalg.norm(g, axis=0) for g in gradients]",
        ),
        Mistake(
            "all-in-one",
            "This is one length for the whole network. Here each layer has its own.",
            "def layer_norms(gradients): return np.sqrt(sum(np.sum(g**2) for g in gradients))",
        ),
        Mistake(
            "first-only",
            "Only the first layer is measured: does `return` stand inside the loop?",
            """
            def layer_norms(gradients):
                for g in gradients:
                    return [np.sqrt(np.sum(g**2))]
            """,
        ),
    ),
    alternatives=(
        "def layer_norms(gradients): return [np.sqrt(np.sum(g**2)) for g in gradients]",
        "def layer_norms(gradients): return [np.linalg.norm(g) for g in gradients]",
        "def layer_norms(gradients): return np.array([np.sqrt(np.vdot(g, g)) for g in gradients])",
        """
        def layer_norms(gradients):
            norms = []
            for gradient in gradients:
                total = 0
                for value in gradient.ravel():
                    total += value * value
                norms.append(total**0.5)
            return norms
        """,
    ),
    conventions=("a list with one number for each layer",),
    hints=(
        "Square all entries of one gradient, add them up, take the square root. Then do so for each of the list.",
        "[[3, 0], [0, -4]]: 9 + 16 = 25, so the length is 5.",
    ),
)


def weights_and_updates(*shape):
    """Return a draw of weights and of an update that is smaller."""
    return lambda rng: {
        "weights": rng.normal(scale=3, size=shape),
        "updates": rng.normal(scale=0.5, size=shape),
    }


RATIO = "update_ratio(weights, updates)"
STEADY = {"weights": np.array([[3.0, -4.0], [0.0, 12.0]]), "updates": np.array([[0.0, -0.5], [1.2, 0.0]])}

UPDATE_RATIO = Exercise(
    id="update-ratio",
    title="How far does one update move the weights?",
    reference={"update_ratio": update_ratio},
    parts=(
        Part("a matrix of weights", RATIO, weights_and_updates(3, 2), edges=(STEADY,)),
        Part("a vector", RATIO, weights_and_updates(6), drawn=2),
    ),
    mistakes=(
        Mistake(
            "upside-down",
            "The ratio is upside down: the length of the update is divided by that of the weights.",
            "def update_ratio(weights, updates): return np.linalg.norm(weights) / np.linalg.norm(updates)",
        ),
        Mistake(
            "no-root",
            "You divide squares of lengths. Take the square roots.",
            "def update_ratio(weights, updates): return np.sum(updates**2) / np.sum(weights**2)",
        ),
        Mistake(
            "after-the-update",
            "The update is divided by the length of the weights as they were *before* it.",
            "def update_ratio(weights, updates): return np.linalg.norm(updates) / np.linalg.norm(weights + updates)",
        ),
        Mistake(
            "sizes",
            "You compare sums of sizes; the text asks for Euclidean lengths.",
            "def update_ratio(weights, updates): return np.sum(np.abs(updates)) / np.sum(np.abs(weights))",
        ),
        Mistake(
            "entry-by-entry",
            "You divide entry by entry. One number is asked for: length over length.",
            "def update_ratio(weights, updates): return updates / weights",
        ),
        Mistake(
            "mean-of-ratios",
            "The mean of the single ratios depends on the smallest weights alone. Divide length by length.",
            "def update_ratio(weights, updates): return np.mean(np.abs(updates / weights))",
        ),
        Mistake(
            "largest",
            "You compare the largest entries; the lengths count all of them.",
            "def update_ratio(weights, updates): return np.max(np.abs(updates)) / np.max(np.abs(weights))",
        ),
        Mistake(
            "mean-shift",
            "Positive and negative entries cancel in a mean. A length squares first.",
            "def update_ratio(weights, updates): return abs(np.mean(updates)) / abs(np.mean(weights))",
        ),
        Mistake(
            "spreads",
            "You compare the spreads around the mean, as some do. In this text the lengths are compared, "
            "which count the mean as well.",
            "def update_ratio(weights, updates): return np.std(updates) / np.std(weights)",
        ),
        Mistake(
            "logarithm",
            "The logarithm is good for a picture. Asked for is the ratio itself.",
            "def update_ratio(weights, updates): return np.log10(np.linalg.norm(updates) / np.linalg.norm(weights))",
        ),
        Mistake(
            "weights-after",
            "You measure the weights after the update. Asked for is the length of the update itself.",
            "def update_ratio(weights, updates): return np.linalg.norm(weights + updates) / np.linalg.norm(weights)",
        ),
    ),
    alternatives=(
        "def update_ratio(weights, updates): return np.linalg.norm(updates) / np.linalg.norm(weights)",
        "def update_ratio(weights, updates): return np.sqrt(np.sum(updates**2)) / np.sqrt(np.sum(weights**2))",
        "def update_ratio(weights, updates): return (np.vdot(updates, updates) / np.vdot(weights, weights)) ** 0.5",
        """
        def update_ratio(weights, updates):
            def length(values):
                return sum(float(v) ** 2 for v in values.ravel()) ** 0.5

            return length(updates) / length(weights)
        """,
    ),
    conventions=("the length of the update divided by the length of the weights",),
    hints=(
        "You know the length of an array already: the square root of the sum of its squares.",
        "weights [3, 4] have length 5; an update [0.003, -0.004] has length 0.005. The ratio is 0.001.",
    ),
)

EXERCISES = (LAYER_NORMS, UPDATE_RATIO)
