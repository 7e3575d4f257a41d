"""Very many classes: the probability of a leaf is the product of the decisions on the way to it."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.losses.binary import answers
from source_lib.losses import multi_label_cross_entropy


def leaf_probability(logits, turns):
    """Return the probability of each way through a tree of yes-or-no decisions."""
    rows = zip(turns[:, np.newaxis], logits[:, np.newaxis], strict=True)
    return np.array([np.exp(-multi_label_cross_entropy(turn, logit)) for turn, logit in rows])


def ways(samples, depth):
    """Return a draw of the logits on ways through a tree, and of the turns that are taken."""
    return lambda rng: {
        "logits": rng.normal(scale=1.5, size=(samples, depth)), "turns": answers(rng, (samples, depth))
    }  # fmt: skip


ALWAYS_ONE_SIDE = {
    "logits": np.array([[0.5, 2.0, -1.0], [0.5, 2.0, -1.0]]), "turns": np.array([[1, 1, 1], [0, 0, 0]]),
}  # fmt: skip


def leaf(formula):
    """Return a wrong probability of that formula of p, the probabilities of turning right."""
    return f"""
def leaf_probability(logits, turns):
    p = 1 / (1 + np.exp(-logits))
    return {formula}
"""


LEAF = Exercise(
    id="leaf-probability",
    title="The way to a leaf",
    reference={"leaf_probability": leaf_probability},
    parts=(
        Part(
            "ways of three decisions", "leaf_probability(logits, turns)", ways(4, 3), edges=(ALWAYS_ONE_SIDE,)
        ),
        Part(
            "ways of five decisions, and of one",
            "leaf_probability(logits, turns)",
            ways(2, 5),
            edges=({"logits": np.array([[0.0], [1.5], [-2.0]]), "turns": np.array([[1], [0], [1]])},),
        ),
    ),
    mistakes=(
        Mistake(
            "sum",
            "The decisions follow one after another: probabilities of *and* are multiplied, not added.",
            leaf("np.where(turns == 1, p, 1 - p).sum(axis=1)"),
        ),
        Mistake(
            "mean",
            "This is the mean of the decisions' probabilities. Those of *and* are multiplied.",
            leaf("np.where(turns == 1, p, 1 - p).mean(axis=1)"),
        ),
        Mistake(
            "always-right",
            "You turn right at every fork. Where the way goes left, the probability is that of the other turn.",
            leaf("p.prod(axis=1)"),
        ),
        Mistake(
            "left-and-right-swapped",
            "Left and right are swapped: the logit belongs to turning right (turn 1). Look at the exponent, too.",
            leaf("np.where(turns == 1, 1 - p, p).prod(axis=1)"),
        ),
        Mistake(
            "left-costs-nothing",
            "A left turn has the factor 1 in yours; but its probability is 1 minus that of a right turn.",
            leaf("np.where(turns == 1, p, 1).prod(axis=1)"),
        ),
        Mistake(
            "right-turns-multiplied",
            "You multiply p by the turn, so one left turn makes everything 0.",
            leaf("(p * turns).prod(axis=1)"),
        ),
        Mistake(
            "no-sigmoid",
            "The numbers at the forks are logits. The sigmoid turns them into probabilities.",
            "def leaf_probability(logits, turns): return np.where(turns == 1, logits, 1 - logits).prod(axis=1)",
        ),
        Mistake(
            "softmax-over-the-way",
            "The forks of a way do not compete with each other, so there is no softmax over them: at each fork, left and "
            "right compete.",
            """
            def leaf_probability(logits, turns):
                e = np.exp(logits)
                p = e / e.sum(axis=1, keepdims=True)
                return np.where(turns == 1, p, 1 - p).prod(axis=1)
            """,
        ),
        Mistake(
            "sigmoid-of-the-sum",
            "You add the logits and take one sigmoid. Each fork has a probability of its own; multiply those.",
            """
        def leaf_probability(logits, turns):
            return 1 / (1 + np.exp(-np.sum(np.where(turns == 1, logits, -logits), axis=1)))
        """,
        ),
        Mistake(
            "sigmoid-of-the-right-turns",
            "You add the logits and take one sigmoid, whatever the turns are. Each fork has a probability of its own.",
            "def leaf_probability(logits, turns): return 1 / (1 + np.exp(-logits.sum(axis=1)))",
        ),
        Mistake(
            "one-minus-inside",
            "For a left turn, 1 minus the *probability* is needed; you take the sigmoid of 1 minus the logit.",
            leaf("np.where(turns == 1, p, 1 / (1 + np.exp(logits - 1))).prod(axis=1)"),
        ),
        Mistake(
            "axis-0",
            "You multiply down the columns, across different ways. A row is one way.",
            leaf("np.where(turns == 1, p, 1 - p).prod(axis=0)"),
        ),
        Mistake(
            "whole-batch",
            "You multiply all the ways together. Each row is a way of its own.",
            leaf("np.where(turns == 1, p, 1 - p).prod()"),
        ),
        Mistake(
            "logarithm",
            "This is the logarithm of the probability. It is what the loss needs, but here the probability itself is "
            "asked for.",
            leaf("np.log(np.where(turns == 1, p, 1 - p)).sum(axis=1)"),
        ),
        Mistake(
            "each-turn",
            "These are the probabilities of the turns. A way needs all of them: multiply along its row.",
            leaf("np.where(turns == 1, p, 1 - p)"),
        ),
        Mistake(
            "running-product",
            "`np.cumprod` gives the product after each turn. The whole way is asked for.",
            leaf("np.cumprod(np.where(turns == 1, p, 1 - p), axis=1)"),
        ),
        Mistake(
            "brackets",
            "The second factor is the whole of 1 - turn: put brackets around it.",
            leaf("np.prod(turns * p + 1 - turns * (1 - p), axis=1)"),
        ),
        Mistake(
            "one-decision",
            "`if` decides once, but there are many turns. `np.where` chooses entry by entry.",
            leaf("np.prod(p if turns == 1 else 1 - p, axis=1)"),
        ),
        Mistake(
            "least-likely-turn",
            "You take the least likely turn of each way. All of them must happen: multiply.",
            leaf("np.where(turns == 1, p, 1 - p).min(axis=1)"),
        ),
    ),
    alternatives=(
        leaf("np.where(turns == 1, p, 1 - p).prod(axis=1)"),
        leaf("np.prod(turns * p + (1 - turns) * (1 - p), axis=1)"),
        leaf("np.prod(p**turns * (1 - p) ** (1 - turns), axis=-1)"),
        leaf("np.prod(1 - np.abs(turns - p), axis=1)"),
        """
        def leaf_probability(logits, turns):
            signs = 2 * turns - 1
            return np.prod(1 / (1 + np.exp(-signs * logits)), axis=1)
        """,
        """
        def leaf_probability(logits, turns):
            return np.exp(-np.sum(np.logaddexp(0, np.where(turns, -logits, logits)), axis=1))
        """,
        """
        def leaf_probability(logits, turns):
            out = []
            for way, choices in zip(logits, turns):
                probability = 1.0
                for z, right in zip(way, choices):
                    p = 1 / (1 + np.exp(-z))
                    probability *= p if right else 1 - p
                out.append(probability)
            return np.array(out)
        """,
        """
        def leaf_probability(logits, turns):
            costs = [len(z) * binary_cross_entropy_from_logits(t, z) for t, z in zip(turns, logits)]
            return np.exp(-np.array(costs))
        """,
    ),
    needs=("binary_cross_entropy_from_logits",),
    conventions=("turn 1 is to the right", "one row a way"),
    hints=(
        "At each fork, σ(logit) is the probability of turning right. What is that of turning left? And what does one do "
        "with the probabilities of decisions that follow one after another?",
        "Logits [0, ln 3], turns [1, 0]: right at the first fork (1/2), left at the second (1 - 3/4 = 1/4), together 1/8.",
    ),
)

EXERCISES = (LEAF,)
