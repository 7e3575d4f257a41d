"""Two questions in words."""

from autograder.exercises.declaration import Written

WRITTEN = (
    Written(
        id="why-the-mean",
        title="Why the mean of the samples' gradients?",
        rubric=(
            (
                1,
                "Loss: says that the quantity to be lowered is the mean loss of the samples, and that the gradient "
                "of a mean is the mean of the gradients.",
            ),
            (
                1,
                "Size: says that a mean does not grow with the number of samples, so one learning rate serves for "
                "any batch size (or data set), whereas a sum would need another rate for each.",
            ),
            (
                1,
                "Estimate: says that the mean over a random mini-batch is right on average for the mean over all "
                "samples, with a scatter that falls with the batch size (like one over its root).",
            ),
            (
                1,
                "Uses what was measured in this notebook, or names a limit: the direction of sum and mean is the "
                "same, so a sum with a smaller learning rate would do as well.",
            ),
        ),
    ),
    Written(
        id="reading-loss-curves",
        title="Which learning rate, which optimizer?",
        rubric=(
            (1, "Curve A: too small a learning rate; raise it, by a factor such as 3 or 10."),
            (
                1,
                "Curve B: too large a learning rate (the steps overshoot and grow); lower it. "
                "Mentions overshooting, the curvature, or that the loss grows from step to step.",
            ),
            (
                1,
                "Curve C: a rate that is good at first and too large later (or noise of small batches): let the "
                "rate fall (annealing), or enlarge the batches.",
            ),
            (
                1,
                "Optimizer: names Adam or SGD with (Nesterov) momentum and gives a reason that fits what was measured "
                "in the race, with a limit (such as: another learning rate changes the order).",
            ),
        ),
    ),
)
