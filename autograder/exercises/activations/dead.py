"""How healthy a layer of ReLUs is: the share of dead units."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.diagnostics import dead_fraction


def relu_outputs(samples, units):
    """Return a draw of a ReLU layer's outputs in which some units are dead, and many entries 0."""

    def draw(rng):
        activations = np.maximum(rng.normal(size=(samples, units)), 0)
        activations[0] += 0.1  # whoever is alive is so for the first sample
        activations[:, rng.permutation(units)[: rng.integers(1, units - 1)]] = 0
        activations[1] = 0  # one sample to which no unit answers
        return {"activations": activations}

    return draw


DEAD = Exercise(
    id="dead-fraction",
    title="Dead units",
    reference={"dead_fraction": dead_fraction},
    parts=(
        Part("some units are dead", "dead_fraction(activations)", relu_outputs(6, 5)),
        Part("many units", "dead_fraction(activations)", relu_outputs(4, 12)),
        Part(
            "none dead, all dead, hardly alive",
            "dead_fraction(activations)",
            edges=(
                # The first unit fires once, weakly: it is alive. The third one is dead.
                {"activations": np.array([[0.0, 1.0, 0.0], [0.002, 0.0, 0.0], [0.0, 0.5, 0.0], [0.0] * 3])},
                {"activations": np.array([[0.0, 2.0, 0.5], [1.0, 0.0, 0.0]])},
                {"activations": np.zeros((3, 2))},
                # The first unit always says the same, but not 0: it is alive.
                {"activations": np.array([[0.5, 0.0, 0.25], [0.5, 0.0, 0.0], [0.5, 0.0, 1.0]])},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "share-of-zeros",
            "This is the share of zeros. A unit that is silent for *some* samples is healthy: "
            "it is dead only if it is silent for all of them.",
            "def dead_fraction(activations): return np.mean(activations == 0)",
        ),
        Mistake(
            "silent-samples",
            "You counted the samples to which no unit answers. A unit is a column: look along axis 0.",
            "def dead_fraction(activations): return np.mean(np.all(activations == 0, axis=1))",
        ),
        Mistake(
            "sometimes-silent",
            "You counted the units that are silent at least once; a dead unit is silent always.",
            "def dead_fraction(activations): return np.mean(np.any(activations == 0, axis=0))",
        ),
        Mistake(
            "count",
            "This is the number of dead units. Divide it by the number of all units.",
            "def dead_fraction(activations): return np.sum(np.all(activations == 0, axis=0))",
        ),
        Mistake(
            "percent",
            "This is in percent. A share is asked for, between 0 and 1.",
            "def dead_fraction(activations): return 100 * np.mean(np.all(activations == 0, axis=0))",
        ),
        Mistake(
            "per-sample",
            "The dead units are counted, but divided by the number of samples.",
            "def dead_fraction(activations): return np.sum(np.all(activations == 0, axis=0)) / len(activations)",
        ),
        Mistake(
            "per-entry",
            "The dead units are counted, but divided by the number of all entries. Units are columns: `shape[1]`.",
            "def dead_fraction(activations): "
            "return np.sum(np.all(activations == 0, axis=0)) / activations.size",
        ),
        Mistake(
            "alive",
            "This is the share of the living.",
            "def dead_fraction(activations): return np.mean(np.any(activations > 0, axis=0))",
        ),
        Mistake(
            "hardly-alive",
            "A unit that fires rarely and weakly counts as dead in yours. It still gets a gradient: "
            "dead means an output of *exactly* 0 for every sample.",
            "def dead_fraction(activations): return np.mean(np.mean(activations, axis=0) < 0.01)",
        ),
        Mistake(
            "constant",
            "A unit that says the same for every sample is dead only if what it says is 0.",
            "def dead_fraction(activations): return np.mean(activations.std(axis=0) == 0)",
        ),
        Mistake(
            "each-unit",
            "You say of each unit whether it is dead. One number is asked for: the share of them.",
            "def dead_fraction(activations): return np.all(activations == 0, axis=0)",
        ),
        Mistake(
            "all-at-once",
            "Yours is 0 unless all units are dead. Ask each unit (`np.all` takes an axis), and keep what stands behind "
            "the point.",
            "def dead_fraction(activations): return np.mean(np.all(activations == 0))",
        ),
    ),
    alternatives=(
        "def dead_fraction(activations): return np.mean(np.all(activations == 0, axis=0))",
        "def dead_fraction(activations): return (activations.max(axis=0) <= 0).mean()",
        "def dead_fraction(activations): return np.mean(activations.sum(axis=0) == 0)",
        "def dead_fraction(activations): return 1 - np.any(activations, axis=0).mean()",
        """
        def dead_fraction(activations):
            dead = 0
            for unit in activations.T:
                if not any(value > 0 for value in unit):
                    dead += 1
            return dead / activations.shape[1]
        """,
        """
        def dead_fraction(activations):
            return np.count_nonzero(np.count_nonzero(activations, axis=0) == 0) / len(activations[0])
        """,
    ),
    conventions=("0 for every sample", "shape (samples, units)"),
    hints=(
        "`activations == 0` has one truth value for each sample and unit. "
        "`np.all(..., axis=0)` asks, for each unit, whether all of its column is true.",
        "[[0, 2, 0], [0, 0, 3]]: the first column is all 0, the other two are not. One of three: 0.3333.",
    ),
)

EXERCISES = (DEAD,)
