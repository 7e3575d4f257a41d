"""With two classes, softmax is the logistic sigmoid."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.slips import find_the_slip
from source_lib.activations import sigmoid

PROBABILITY_RIGHT = "def class_one_probability(scores): return sigmoid(scores[:, 1] - scores[:, 0])"
SCORES_RIGHT = "def two_scores(z): return np.stack([np.zeros_like(z), z], axis=1)"
DIFFERENCE = "two_scores(z)[:, 1] - two_scores(z)[:, 0]"

TWO_CLASSES = Exercise(
    id="two-classes",
    title="Two classes",
    reference={
        "class_one_probability": lambda scores: sigmoid(scores[:, 1] - scores[:, 0]),
        "two_scores": lambda z: np.stack([np.zeros_like(z), z], axis=1),
    },
    needs=("sigmoid", "softmax"),
    parts=(
        Part(
            "the probability of class 1",
            "class_one_probability(scores)",
            lambda rng: {"scores": rng.normal(scale=1.5, size=(4, 2))},
            edges=({"scores": np.array([[1.0, 3.0], [2.0, 2.0], [0.5, -1.0]])},),
        ),
        Part(
            "two scores whose softmax is the sigmoid",
            DIFFERENCE,
            lambda rng: {"z": rng.normal(scale=2, size=4)},
            edges=({"z": np.array([0.0, 1.0, -2.0])},),
        ),
    ),
    mistakes=(
        Mistake(
            "class-zero",
            "This is the probability of class 0. For class 1, its own score comes first in the difference.",
            code(
                "def class_one_probability(scores): return sigmoid(scores[:, 0] - scores[:, 1])", SCORES_RIGHT
            ),
        ),
        Mistake(
            "own-score-only",
            "Only the score of class 1 is used. What matters is how far it lies above the other one.",
            code("def class_one_probability(scores): return sigmoid(scores[:, 1])", SCORES_RIGHT),
        ),
        Mistake(
            "sum",
            "The *difference* of the two scores decides: raising both alike must change nothing.",
            code("def class_one_probability(scores): return sigmoid(scores.sum(axis=1))", SCORES_RIGHT),
        ),
        Mistake(
            "both-classes",
            "One probability a sample is asked for, that of class 1; yours gives one for each class.",
            code("def class_one_probability(scores): return softmax(scores)", SCORES_RIGHT),
        ),
        Mistake(
            "twice-too-far",
            "Your two scores are 2z apart: their softmax is sigmoid(2z). They must be z apart.",
            code(PROBABILITY_RIGHT, "def two_scores(z): return np.stack([-z, z], axis=1)"),
        ),
        Mistake(
            "order",
            "Class 1 stands in the second column; in yours, class 0 wins where z is large.",
            code(PROBABILITY_RIGHT, "def two_scores(z): return np.stack([z, np.zeros_like(z)], axis=1)"),
        ),
        Mistake(
            "lying-down",
            "A row belongs to a sample: the shape must be (samples, 2).",
            code(PROBABILITY_RIGHT, "def two_scores(z): return np.stack([np.zeros_like(z), z])"),
        ),
        Mistake(
            "probabilities",
            "These are probabilities already. Scores are asked for: numbers that still go through softmax.",
            code(
                PROBABILITY_RIGHT, "def two_scores(z): return np.stack([1 - sigmoid(z), sigmoid(z)], axis=1)"
            ),
        ),
        Mistake(
            "rows-for-columns",
            "`scores[1]` is the second *sample*. The score of class 1 stands in the second column: "
            "`scores[:, 1]`.",
            code("def class_one_probability(scores): return sigmoid(scores[1] - scores[0])", SCORES_RIGHT),
        ),
        Mistake(
            "difference-only",
            "This is how far the one score lies above the other. A probability is asked for.",
            code("def class_one_probability(scores): return scores[:, 1] - scores[:, 0]", SCORES_RIGHT),
        ),
        Mistake(
            "difference-of-probabilities",
            "First the difference of the scores, then the sigmoid. Yours takes the sigmoid first.",
            code(
                "def class_one_probability(scores): return sigmoid(scores[:, 1]) - sigmoid(scores[:, 0])",
                SCORES_RIGHT,
            ),
        ),
        Mistake(
            "complement",
            "With p, 1 - p is the other *probability*. Scores need not sum to 1: they only have to be z "
            "apart.",
            code(PROBABILITY_RIGHT, "def two_scores(z): return np.stack([1 - z, z], axis=1)"),
        ),
        Mistake(
            "order-and-too-far",
            "Class 1 stands in the second column, and the two scores must be z apart; yours are 2z apart,"
            " the wrong way round.",
            code(PROBABILITY_RIGHT, "def two_scores(z): return np.stack([z, -z], axis=1)"),
        ),
        Mistake(
            "one-zero",
            "A single 0 cannot stand beside a whole column: `np.zeros_like(z)` has a zero for each sample.",
            code(PROBABILITY_RIGHT, "def two_scores(z): return np.stack([0, z], axis=1)"),
        ),
        Mistake(
            "one-long-row",
            "This puts one array behind the other. They must stand side by side, as columns: "
            "`np.stack(..., axis=1)`.",
            code(PROBABILITY_RIGHT, "def two_scores(z): return np.concatenate([np.zeros_like(z), z])"),
        ),
    ),
    alternatives=(
        code(PROBABILITY_RIGHT, SCORES_RIGHT),
        code(
            "def class_one_probability(scores): return 1 - sigmoid(scores[:, 0] - scores[:, 1])",
            "def two_scores(z): return np.column_stack([-z / 2, z / 2])",
        ),
        code(
            "def class_one_probability(scores): return softmax(scores)[:, 1]",
            "def two_scores(z): return np.array([[0, value] for value in z])",
        ),
        code(
            "def class_one_probability(scores): return sigmoid(np.diff(scores, axis=1)[:, 0])",
            "def two_scores(z): return np.c_[-z, np.zeros(len(z))]",
        ),
        code(
            """
            def class_one_probability(scores):
                a, b = scores.T
                return sigmoid(b - a)
            """,
            "def two_scores(z): return np.log(np.column_stack([1 - sigmoid(z), sigmoid(z)]))",
        ),
        code(
            "def class_one_probability(scores): return np.array([sigmoid(b - a) for a, b in scores])",
            "def two_scores(z): return np.outer(z, [0, 1])",
        ),
    ),
    conventions=("shape (samples, 2)",),
    hints=(
        "Divide numerator and denominator of e^(s1) / (e^(s0) + e^(s1)) by e^(s1). Which sigmoid is left?",
        "Scores [1, 3]: e³ / (e¹ + e³) = 1 / (1 + e^-2) = 0.8808 = σ(2), and 2 = 3 - 1.",
    ),
)

SLIP_LOGITS = find_the_slip(
    "slip-logits",
    "Find the slip: softmax with two classes",
    "slip_logits",
    wrong="b",
    right={
        "a": "with more than two classes it does what the sigmoid does with two.",
        "c": "the common factor cancels; that is why you may subtract the largest score.",
        "d": "there its output can be read as the probabilities of the classes.",
    },
    hints=(
        "What goes *into* softmax, and what comes *out* of it? Which of the two are called logits?",
        "You have just written what softmax becomes for K = 2. What is that function called?",
    ),
)

EXERCISES = (TWO_CLASSES, SLIP_LOGITS)
