"""A number to watch in every layer: the length of its gradient."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.diagnostics import layer_statistics


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
        Mistake(
            "not-summed",
            "You square and take the root of each entry: these are their sizes. Add the squares up first.",
            "def layer_norms(gradients): return [np.sqrt(g**2) for g in gradients]",
        ),
        Mistake(
            "mean-entry",
            "This is the mean of the entries; positive and negative ones cancel. The Euclidean length "
            "is asked for.",
            "def layer_norms(gradients): return [np.mean(g) for g in gradients]",
        ),
        Mistake(
            "number-of-rows",
            "`len` is the number of rows. The Euclidean length is the root of the sum of the squares.",
            "def layer_norms(gradients): return [len(g) for g in gradients]",
        ),
        Mistake(
            "divided-by-the-size",
            "You divide by the number of entries. The length is the root of the *sum* of the squares.",
            "def layer_norms(gradients): return [np.linalg.norm(g) / g.size for g in gradients]",
        ),
        Mistake(
            "each-row",
            "You have a length for each row. All entries of a layer together make one vector, with one "
            "length.",
            "def layer_norms(gradients): return [np.linalg.norm(g, axis=-1) for g in gradients]",
        ),
        Mistake(
            "spread",
            "`np.std` takes the mean off first, and divides. The length is the root of the sum of the "
            "squares.",
            "def layer_norms(gradients): return [np.std(g) for g in gradients]",
        ),
        Mistake(
            "backwards",
            "Your list begins with the last layer. It has the order of `gradients`.",
            "def layer_norms(gradients): return [np.linalg.norm(g) for g in gradients][::-1]",
        ),
        Mistake(
            "first-layer-only",
            "Every layer gets the length of the first one in yours.",
            "def layer_norms(gradients): return [np.linalg.norm(gradients[0]) for g in gradients]",
        ),
        Mistake(
            "array-of-arrays",
            "Arrays of different shapes make no array together. Take their lengths one by one.",
            "def layer_norms(gradients): return np.linalg.norm(gradients)",
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

EXERCISES = (LAYER_NORMS,)
