"""Smaller classes that hand in the other five topics: by topic, who does one half, and who makes which mistake.

As for the activations, the points that are lost were written down by hand, from what was done.
"""

from tests.submissions.handed_in import HandedIn, alternative, full, half, mistaken, untouched

__all__ = ["CLASSES"]

DONE = {  # the only exercises that somebody has answered
    "perceptron": ("count-active", "mcculloch-pitts", "slip-authors", "perceptron-score", "separable"),
    "losses": ("zero-one", "mse", "huber", "slip-shannon", "entropy", "hinge"),
    "gradient_descent": ("centred-difference", "descent-step", "mini-batches", "momentum", "slip-adam"),
    "regularization": ("generalization-gap", "l2-penalty", "weight-decay", "slip-decay", "early-stopping"),
    "vanishing_gradients": ("parameter-count", "dense-forward", "chain-gradients", "slip-gates", "lstm-step"),
}
MISTAKEN = {  # for each topic: exercise, mistake, and the points that it costs
    "perceptron": (
        ("perceptron-score", "no-bias", 3),  # every part asks for a score
        ("perceptron-predict", "strict", 1),  # only the score of exactly 0
        ("separable", "yes-for-ring", 1),
    ),
    "losses": (
        ("mse", "half", 2),  # both losses; the gradients are right
        ("hinge", "no-margin", 1),  # the loss; the gradient is right
        ("loss-pairing", "softmax-+-categorical-for-spam", 1),
    ),
    "gradient_descent": (
        ("descent-step", "uphill", 1),
        ("standardize", "own-statistics", 2),  # right for the training part, whose own they are
        ("bug-hunt", "still-planted", 3),
    ),
    "regularization": (
        ("generalization-gap", "new-minus-known", 1),  # the accuracy is right
        ("l2-penalty", "gradient-twice", 1),  # the penalties are right
        ("read-the-curves", "fine-for-A", 1),
    ),
    "vanishing_gradients": (
        ("parameter-count", "no-biases", 2),
        ("dense-backward", "biases-averaged", 1),
        ("gradient-clipping", "layer-by-layer", 1),  # only where it is too long
    ),
}


def _class(topic):
    mistakes = [
        HandedIn(f"erring-{exercise}", mistake, mistaken(**{exercise: mistake}), lost, {exercise: mistake})
        for exercise, mistake, lost in MISTAKEN[topic]
    ]
    return (
        HandedIn("ada", "the full solution", full),
        HandedIn("bao", "right, in another style", alternative(1)),
        HandedIn("dina", "untouched", untouched, only=()),
        HandedIn("emre", "half done", half(*DONE[topic]), only=DONE[topic]),
        *mistakes,
    )


CLASSES = {topic: _class(topic) for topic in DONE}
