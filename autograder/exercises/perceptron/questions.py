"""Questions answered in words."""

from autograder.exercises.declaration import Written

WRITTEN = (
    Written(
        id="what-is-wrong-with-the-step",
        title="What is a step function, and what is wrong with this model?",
        rubric=(
            (1, "Definition: says that a step function has two values, 1 from a threshold up and 0 below."),
            (
                1,
                "Inputs: says that the unit of 1943 treats all inputs alike, though they matter differently, and that "
                "its threshold is set by hand; nothing is learned.",
            ),
            (
                2,
                "Step: says that a small change of the weights mostly changes nothing in the output (slope 0) and at "
                "single places changes it abruptly, so it does not tell in which direction to improve; or that the "
                "output does not say how far a sample is from the threshold. Uses a measurement of this notebook.",
            ),
        ),
    ),
    Written(
        id="how-does-it-learn",
        title="How can the perceptron learn its weights?",
        rubric=(
            (
                1,
                "Procedure: sample by sample; predict, compare with the label, correct only after a mistake.",
            ),
            (
                2,
                "Direction: explains why the correction helps: adding x (label 1) raises the score of this sample, "
                "subtracting it (label 0) lowers the score, in proportion to the learning rate; the bias likewise.",
            ),
            (
                1,
                "Limit: says that it ends without mistakes if a line parts the classes, and never does otherwise "
                "(XOR, for example), or gives numbers from an experiment of this notebook that show it.",
            ),
        ),
    ),
    Written(
        id="why-not-xor",
        title="Why can no single unit compute XOR?",
        rubric=(
            (
                1,
                "Conditions: writes the four inequalities for b, w2 + b, w1 + b and w1 + w2 + b, signs right.",
            ),
            (
                2,
                "Contradiction: adds two pairs of them, or argues just as strictly by geometry (the two diagonals "
                "cross, so a point lies between both pairs), and concludes that no weights at all exist.",
            ),
            (1, "Way out: says why two layers can, or what the hidden units change about the problem."),
        ),
    ),
)
