"""Ensembles: average what several networks say, or let them vote."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part, code
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

MEAN_RIGHT = "def average_models(probabilities): return np.mean(probabilities, axis=0)"
VOTE_RIGHT = """
    def vote_of_models(probabilities):
        named = np.argmax(probabilities, axis=2)
        votes = [np.sum(named == k, axis=0) for k in range(probabilities.shape[2])]
        return np.argmax(votes, axis=0)
    """

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
    mistakes=(
        Mistake(
            "over-samples",
            "You averaged over the samples. The models lie along axis 0.",
            code("def average_models(probabilities): return np.mean(probabilities, axis=1)", VOTE_RIGHT),
        ),
        Mistake(
            "over-classes",
            "You averaged over the classes: of probabilities, that is always the same number. The models lie along "
            "axis 0.",
            code("def average_models(probabilities): return np.mean(probabilities, axis=2)", VOTE_RIGHT),
        ),
        Mistake(
            "sum",
            "The sum of the models is no probability any more: divide by their number.",
            code("def average_models(probabilities): return np.sum(probabilities, axis=0)", VOTE_RIGHT),
        ),
        Mistake(
            "over-everything",
            "Your mean runs over everything. Average over the models alone.",
            code("def average_models(probabilities): return np.mean(probabilities)", VOTE_RIGHT),
        ),
        Mistake(
            "product",
            "You multiply the models' probabilities. That is another way to combine them; here the mean is asked for.",
            code("def average_models(probabilities): return np.prod(probabilities, axis=0)", VOTE_RIGHT),
        ),
        Mistake(
            "surest-model",
            "For every class you take the model that is surest. The mean hears all of them.",
            code("def average_models(probabilities): return np.max(probabilities, axis=0)", VOTE_RIGHT),
        ),
        Mistake(
            "vote-of-the-average",
            "This is the class with the highest average probability. In a vote, each model names one class, "
            "however sure it is, and the votes are counted.",
            code(
                MEAN_RIGHT,
                "def vote_of_models(probabilities): return np.argmax(np.mean(probabilities, axis=0), axis=1)",
            ),
        ),
        Mistake(
            "average-of-labels",
            "You average the class *numbers*. Halfway between a 3 and a 5 lies no 4: count the votes.",
            code(
                MEAN_RIGHT,
                """
                def vote_of_models(probabilities):
                    return np.round(np.mean(np.argmax(probabilities, axis=2), axis=0)).astype(int)
                """,
            ),
        ),
        Mistake(
            "average-of-labels-unrounded",
            "You average the class *numbers*, which gives no class at all. Count the votes.",
            code(
                MEAN_RIGHT,
                "def vote_of_models(probabilities): return np.mean(np.argmax(probabilities, axis=2), axis=0)",
            ),
        ),
        Mistake(
            "median",
            "You take the median of the class *numbers*. Classes have no order: count the votes.",
            code(
                MEAN_RIGHT,
                """
                def vote_of_models(probabilities):
                    return np.median(np.argmax(probabilities, axis=2), axis=0).astype(int)
                """,
            ),
        ),
        Mistake(
            "median-unrounded",
            "You take the median of the class *numbers*, which may lie between two of them. Count the votes.",
            code(
                MEAN_RIGHT,
                "def vote_of_models(probabilities): return np.median(np.argmax(probabilities, axis=2), axis=0)",
            ),
        ),
        Mistake(
            "first-model",
            "Only the first model is asked. All of them vote.",
            code(MEAN_RIGHT, "def vote_of_models(probabilities): return np.argmax(probabilities[0], axis=1)"),
        ),
        Mistake(
            "votes-of-samples",
            "You count the votes of each model over the samples. Count them for each sample, over the models.",
            code(
                MEAN_RIGHT,
                """
                def vote_of_models(probabilities):
                    named = np.argmax(probabilities, axis=2)
                    return np.array([np.argmax(np.bincount(row, minlength=probabilities.shape[2])) for row in named])
                """,
            ),
        ),
        Mistake(
            "all-counts",
            "You return how many votes each class has. Which class has most of them?",
            code(
                MEAN_RIGHT,
                """
                def vote_of_models(probabilities):
                    named = np.argmax(probabilities, axis=2)
                    return np.eye(probabilities.shape[2])[named].sum(axis=0)
                """,
            ),
        ),
        Mistake(
            "highest-number",
            "When there is a tie, the lowest class number wins here, not the highest.",
            code(
                MEAN_RIGHT,
                """
                def vote_of_models(probabilities):
                    named = np.argmax(probabilities, axis=2)
                    votes = np.array([np.sum(named == k, axis=0) for k in range(probabilities.shape[2])])
                    return len(votes) - 1 - np.argmax(votes[::-1], axis=0)
                """,
            ),
        ),
        Mistake(
            "first-model-wins",
            "When there is a tie, the lowest class number wins here, not the class that was named first.",
            code(
                MEAN_RIGHT,
                """
                def vote_of_models(probabilities):
                    named = np.argmax(probabilities, axis=2)
                    return np.array([max(list(column), key=list(column).count) for column in named.T])
                """,
            ),
        ),
        Mistake(
            "each-model",
            "You give one class for each model and sample. The vote gives one for each sample.",
            code(MEAN_RIGHT, "def vote_of_models(probabilities): return np.argmax(probabilities, axis=2)"),
        ),
        Mistake(
            "number-of-votes",
            "You return how many votes the winner has. Which class is it?",
            code(
                MEAN_RIGHT,
                """
                def vote_of_models(probabilities):
                    named = np.argmax(probabilities, axis=2)
                    return np.max([np.sum(named == k, axis=0) for k in range(probabilities.shape[2])], axis=0)
                """,
            ),
        ),
    ),
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
