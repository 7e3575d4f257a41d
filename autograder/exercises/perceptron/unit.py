"""A unit with weights: its score and its decision."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from source_lib.linear_classifiers import linear_scores
from source_lib.perceptron import perceptron_predict


def score(X, weights, bias):
    """Score one sample (features,) or a batch (samples, features)."""
    scores = linear_scores(np.atleast_2d(X), weights, bias)
    return scores if np.ndim(X) == 2 else scores[0]


def predict(X, weights, bias):
    """Predict one label or a batch of them."""
    labels = perceptron_predict(np.atleast_2d(X), weights, bias)
    return labels if np.ndim(X) == 2 else labels[0]


def batch(samples, features):
    """Return a draw of samples, weights and a bias of a size that cannot be overlooked."""

    def draw(rng):
        X, weights = rng.normal(scale=2, size=(samples, features)), rng.normal(scale=2, size=features)
        return {"X": X, "weights": weights, "bias": rng.choice([-1, 1]) * rng.uniform(0.5, 2)}

    return draw


def one_sample(rng):
    """Return a single sample of four features."""
    drawn = batch(1, 4)(rng)
    return drawn | {"X": drawn["X"][0]}


SCORE = Exercise(
    id="perceptron-score",
    title="The score of a unit",
    reference={"perceptron_score": score},
    parts=(
        Part(
            "one sample",
            "perceptron_score(X, weights, bias)",
            one_sample,
            edges=({"X": np.array([1.0, 0.0, 2.0]), "weights": np.array([2.0, 5.0, -1.0]), "bias": 0.5},),
        ),
        Part("a batch of samples", "perceptron_score(X, weights, bias)", batch(5, 3)),
        Part("as many samples as features", "perceptron_score(X, weights, bias)", batch(3, 3)),
    ),
    mistakes=(
        Mistake(
            "no-bias",
            "The bias is missing: it is added once to each score.",
            "def perceptron_score(X, weights, bias): return X @ weights",
        ),
        Mistake(
            "threshold-sign",
            "You subtract the bias, as one would a threshold. The bias is added.",
            "def perceptron_score(X, weights, bias): return X @ weights - bias",
        ),
        Mistake(
            "no-sum",
            "The products are there, but they are not added up: a sample has *one* score.",
            "def perceptron_score(X, weights, bias): return X * weights + bias",
        ),
        Mistake(
            "one-sum-for-all",
            "All products of the whole batch are added up. Each sample, each row of X, has a score of its own.",
            "def perceptron_score(X, weights, bias): return np.sum(X * weights) + bias",
        ),
        Mistake(
            "bias-weighted",
            "The bias went into the bracket, so it is multiplied by every weight. Add it once, at the end.",
            "def perceptron_score(X, weights, bias): return (X + bias) @ weights",
        ),
        Mistake(
            "wrong-side",
            "Rows and columns have changed places: each *row* of X meets the weights. X stands on the left, as it is.",
            "def perceptron_score(X, weights, bias): return weights @ X + bias",
        ),
        Mistake(
            "unweighted",
            "The inputs are only added up, as in the unit of 1943. Multiply each one by its weight first.",
            "def perceptron_score(X, weights, bias): return X.sum(axis=-1) + bias",
        ),
        Mistake(
            "bias-for-each-feature",
            "The bias is added once for each feature. It belongs outside of the sum.",
            "def perceptron_score(X, weights, bias): return np.sum(X * weights + bias, axis=-1)",
        ),
        Mistake(
            "decides-already",
            "This is the decision, 0 or 1. The score itself is asked for here.",
            "def perceptron_score(X, weights, bias): return np.where(X @ weights + bias >= 0, 1, 0)",
        ),
        Mistake(
            "axis-of-a-batch",
            "A single sample has one axis only, so there is no axis 1 to add along. The *last* axis, -1, "
            "is right for a sample and for a batch.",
            "def perceptron_score(X, weights, bias): return np.sum(X * weights, axis=1) + bias",
        ),
        Mistake(
            "wrong-axis",
            "You added along the samples. What belongs together is a row: the features of one sample.",
            "def perceptron_score(X, weights, bias): return np.sum(X * weights, axis=0) + bias",
        ),
        Mistake(
            "wrong-side-dot",
            "Rows and columns have changed places: each *row* of X meets the weights. X stands on the "
            "left, as it is.",
            "def perceptron_score(X, weights, bias): return np.dot(weights, X) + bias",
        ),
        Mistake(
            "loop-for-one-sample",
            "Your loop is right for one sample. In a batch it takes whole rows of X for features. Each "
            "row needs a loop of its own, or use `@`, which does both cases.",
            """
            def perceptron_score(X, weights, bias):
                z = bias
                for x, w in zip(X, weights):
                    z = z + w * x
                return z
            """,
        ),
    ),
    alternatives=(
        "def perceptron_score(X, weights, bias): return X @ weights + bias",
        "def perceptron_score(X, weights, bias): return np.dot(X, weights) + bias",
        "def perceptron_score(X, weights, bias): return np.sum(X * weights, axis=-1) + bias",
        "def perceptron_score(X, weights, bias): return np.einsum('...f,f->...', X, weights) + bias",
        "def perceptron_score(X, weights, bias): return weights @ X.T + bias",
        """
        def perceptron_score(X, weights, bias):
            if X.ndim == 1:
                z = bias
                for x, w in zip(X, weights):
                    z = z + w * x
                return z
            return np.array([perceptron_score(x, weights, bias) for x in X])
        """,
    ),
    conventions=("(features,) or (samples, features)", "z = w_1 x_1 + w_2 x_2 + \\dots + w_n x_n + b"),
    hints=(
        "`a @ b` multiplies entries pairwise and adds them up. It works for one sample and for a batch alike.",
        "x = [1, 2], weights [3, -1], bias 10: z = 3 · 1 + (-1) · 2 + 10 = 11.",
    ),
)

ON_THE_LINE = {
    "X": np.array([[1.0, 1.0], [0.5, 2.0], [2.0, 0.0], [3.0, 1.0], [0.0, 0.0]]),
    "weights": np.array([0.5, 0.25]),
    "bias": -0.75,
}
PREDICT = Exercise(
    id="perceptron-predict",
    title="The decision of a unit",
    reference={"perceptron_predict": predict},
    needs=("perceptron_score",),
    parts=(
        Part("a batch of samples", "perceptron_predict(X, weights, bias)", batch(6, 3)),
        Part("one sample", "perceptron_predict(X, weights, bias)", one_sample),
        Part("a score of exactly 0", "perceptron_predict(X, weights, bias)", edges=(ON_THE_LINE,)),
    ),
    mistakes=(
        Mistake(
            "strict",
            "Look at a score of exactly 0: by the convention of this course that is class 1.",
            "def perceptron_predict(X, weights, bias): return np.where(perceptron_score(X, weights, bias) > 0, 1, 0)",
        ),
        Mistake(
            "signs",
            "You answer -1 or 1. Some books label the classes so; here they are 0 and 1.",
            "def perceptron_predict(X, weights, bias): "
            "return np.where(perceptron_score(X, weights, bias) >= 0, 1, -1)",
        ),
        Mistake(
            "truth-values",
            "A comparison gives True and False. Turn them into the numbers 1 and 0: labels are subtracted later.",
            "def perceptron_predict(X, weights, bias): return perceptron_score(X, weights, bias) >= 0",
        ),
        Mistake(
            "upside-down",
            "Upside down: class 1 is where the score is *not* negative.",
            "def perceptron_predict(X, weights, bias): return np.where(perceptron_score(X, weights, bias) >= 0, 0, 1)",
        ),
        Mistake(
            "half",
            "You compared the score with 0.5. That is the border of a probability; the score's threshold is 0.",
            "def perceptron_predict(X, weights, bias): "
            "return np.where(perceptron_score(X, weights, bias) >= 0.5, 1, 0)",
        ),
        Mistake(
            "threshold-is-bias",
            "The bias counts with the wrong sign, as a threshold would. It is added to the sum; the score is then "
            "compared with 0.",
            "def perceptron_predict(X, weights, bias): return np.where(X @ weights >= bias, 1, 0)",
        ),
        Mistake(
            "half-at-zero",
            "At a score of exactly 0 yours answers 1/2 (`np.sign` is 0 there). By the convention it is class 1.",
            "def perceptron_predict(X, weights, bias): return (np.sign(perceptron_score(X, weights, bias)) + 1) / 2",
        ),
        Mistake(
            "bias-forgotten",
            "The bias does not take part in your decision. (In `score >= bias` it stands on both sides.)",
            "def perceptron_predict(X, weights, bias): return np.where(X @ weights >= 0, 1, 0)",
        ),
        Mistake(
            "still-a-score",
            "This is the score. Compare it with 0 to get a label, 0 or 1.",
            "def perceptron_predict(X, weights, bias): return perceptron_score(X, weights, bias)",
        ),
        Mistake(
            "rounded",
            "Rounding the score does not make a label of it: only its sign counts.",
            "def perceptron_predict(X, weights, bias): return np.round(perceptron_score(X, weights, bias))",
        ),
        Mistake(
            "numpy-sign",
            "`np.sign` gives -1, 0 and 1. The classes are called 0 and 1 here, and a score of exactly 0 "
            "means 1.",
            "def perceptron_predict(X, weights, bias): return np.sign(perceptron_score(X, weights, bias))",
        ),
        Mistake(
            "one-decision",
            "`if` decides once, but a batch has many scores. Compare the whole array, or use `np.where`.",
            """
            def perceptron_predict(X, weights, bias):
                if perceptron_score(X, weights, bias) >= 0:
                    return 1
                return 0
            """,
        ),
        Mistake(
            "at-most-zero",
            "Upside down: class 1 is where the score is 0 or *more*.",
            "def perceptron_predict(X, weights, bias): "
            "return np.where(perceptron_score(X, weights, bias) <= 0, 1, 0)",
        ),
    ),
    alternatives=(
        "def perceptron_predict(X, weights, bias): return np.where(perceptron_score(X, weights, bias) >= 0, 1, 0)",
        "def perceptron_predict(X, weights, bias): return 1 * (perceptron_score(X, weights, bias) >= 0)",
        "def perceptron_predict(X, weights, bias): return np.heaviside(X @ weights + bias, 1)",
        "def perceptron_predict(X, weights, bias): return 1 - (np.dot(X, weights) < -bias)",
        """
        def perceptron_predict(X, weights, bias):
            z = perceptron_score(X, weights, bias)
            if np.ndim(z) == 0:
                return 1 if z >= 0 else 0
            return np.array([1 if value >= 0 else 0 for value in z])
        """,
        """
        def perceptron_predict(X, weights, bias):
            if X.ndim == 1:
                return int(perceptron_score(X, weights, bias) >= 0)
            labels = np.zeros(len(X), dtype=int)
            labels[perceptron_score(X, weights, bias) >= 0] = 1
            return labels
        """,
    ),
    conventions=("class 1 where the score is at least 0",),
    hints=(
        "Two steps: compute the score with your `perceptron_score`, then compare it with 0.",
        "Scores [-2, 0, 0.3] become the labels [0, 1, 1].",
    ),
    equivalent=(
        Equivalent(
            "line 3: `np.where(perceptron_score(X, weights, bias) >= 0, 1, 0)` "
            "-> `np.where(1, perceptron_score(X, weights, bias) >= 0, 0)`",
            "The truth values stand where the numbers 1 stood, and NumPy makes numbers of them beside the 0.",
        ),
    ),
)


EXERCISES = (SCORE, PREDICT)
