"""Ensembles: average what several networks say, or let them vote."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part, code
from autograder.exercises.regularization.ensembles_mistakes import MEAN_RIGHT, MISTAKES, VOTE_RIGHT
from source_lib import ensembles


def vote(probabilities):
    """Return the class that most models name for each sample."""
    return ensembles.majority_vote(np.argmax(probabilities, axis=2))


def models(rng):
    """Draw what four models say about three samples of five classes."""
    powers = np.exp(rng.normal(scale=1.5, size=(4, 3, 5)))
    return {"probabilities": powers / powers.sum(axis=-1, keepdims=True)}


# One model is sure of class 2, two others lean towards class 0; then two ties.
DISAGREE = {
    "probabilities": np.array(
        [
            [[0.0, 0.1, 0.9], [0.1, 0.2, 0.7], [0.7, 0.2, 0.1]],
            [[0.5, 0.1, 0.4], [0.2, 0.5, 0.3], [0.1, 0.8, 0.1]],
            [[0.4, 0.3, 0.3], [0.1, 0.6, 0.3], [0.6, 0.3, 0.1]],
            [[0.1, 0.8, 0.1], [0.1, 0.0, 0.9], [0.2, 0.5, 0.3]],
        ]
    )
}


ENSEMBLE = Exercise(
    id="ensemble",
    title="An ensemble of networks",
    reference={
        "average_models": ensembles.average_predictions,
        "vote_of_models": vote,
    },
    parts=(
        Part("the average", "average_models(probabilities)", models, edges=(DISAGREE,), points=2),
        Part("the vote", "vote_of_models(probabilities)", models, points=2),
        Part("a vote that is tied", "vote_of_models(probabilities)", edges=(DISAGREE,)),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(MEAN_RIGHT, VOTE_RIGHT),
        code(
            "def average_models(probabilities): return probabilities.sum(0) / len(probabilities)",
            """
            def vote_of_models(probabilities):
                named = probabilities.argmax(axis=-1)
                return np.array([np.bincount(column).argmax() for column in named.T])
            """,
        ),
        code(
            "def average_models(probabilities): return np.einsum('msk->sk', probabilities) / probabilities.shape[0]",
            """
            def vote_of_models(probabilities):
                classes = np.arange(probabilities.shape[2])
                named = np.argmax(probabilities, axis=2)
                return (named[:, :, None] == classes).sum(axis=0).argmax(axis=1)
            """,
        ),
        code(
            """
            def average_models(probabilities):
                total = np.zeros(probabilities.shape[1:])
                for model in probabilities:
                    total += model
                return total / len(probabilities)
            """,
            """
            def vote_of_models(probabilities):
                winners = []
                for sample in range(probabilities.shape[1]):
                    counts = {}
                    for model in probabilities:
                        k = int(np.argmax(model[sample]))
                        counts[k] = counts.get(k, 0) + 1
                    winners.append(min(counts, key=lambda k: (-counts[k], k)))
                return np.array(winners)
            """,
        ),
        code(
            "def average_models(probabilities): return np.average(probabilities, axis=0)",
            """
            def vote_of_models(probabilities):
                one_hot = np.eye(probabilities.shape[2])[np.argmax(probabilities, axis=2)]
                return np.argmax(np.mean(one_hot, axis=0), axis=-1)
            """,
        ),
    ),
    conventions=("shape (models, samples, classes)", "the lowest class number wins"),
    hints=(
        "Average: which axis counts the models? Vote: `np.argmax(probabilities, axis=2)` says which class each "
        "model names for each sample; for each class, count how often it was named.",
        "Three models name the classes 2, 0, 2 for a sample: class 2 wins. Two models name 1 and 0: a tie, "
        "so class 0 wins. Probabilities (0.8, 0.2) and (0.4, 0.6) average to (0.6, 0.4).",
    ),
    equivalent=(
        Equivalent(
            "line 9: `np.sum` -> `np.mean`", "the share of the votes is largest where their number is"
        ),
    ),
)

EXERCISES = (ENSEMBLE,)
