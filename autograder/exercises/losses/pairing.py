"""Which output and which loss: the task decides."""

from autograder.exercises.declaration import Choice, Exercise, Mistake, Part

TASKS = {
    "price": ("linear + squared", "a price, no outliers"),
    "sensor": ("linear + huber", "a temperature, with broken sensors"),
    "spam": ("sigmoid + binary", "spam or not"),
    "digit": ("softmax + categorical", "one of ten digits"),
    "photo": ("sigmoids + multi-label", "what a photo shows"),
    "word": ("tree + hierarchical", "the next of 100,000 words"),
    "margin": ("linear + hinge", "a support vector machine"),
}


def pairings_with(**changes):
    """Return the source of the right pairings with some replaced."""
    right = {task: answer for task, (answer, _) in TASKS.items()}
    return f"loss_pairing = {right | changes!r}\n"


# In another form than in the list: without spaces, or the loss alone.
NOT_IN_THE_LIST = tuple(
    Mistake(
        f"{task}-{form}",
        "Write one of the seven pairs exactly as it stands in the list, with its spaces and with both of its words.",
        pairings_with(**{task: written}),
    )
    for task, (answer, _) in TASKS.items()
    for form, written in (("no-spaces", answer.replace(" ", "")), ("loss-alone", answer.split(" + ")[1]))
)
PAIRING = Exercise(
    id="loss-pairing",
    title="Which output, which loss?",
    reference={"loss_pairing": {task: answer for task, (answer, _) in TASKS.items()}},
    parts=tuple(
        Part(
            words,
            f'{{"{task}": loss_pairing["{task}"]}}',
            edges=({},),
            compare=Choice(f"loss-pairing {task}"),
        )
        for task, (_, words) in TASKS.items()
    ),
    mistakes=(
        Mistake(
            "price-robust",
            "Without outliers nothing speaks against the squared error: its gradient shrinks smoothly near the target.",
            pairings_with(price="linear + huber"),
        ),
        Mistake(
            "sensor-squared",
            "A single broken sensor would pull the squared error, and with it the whole model, far away.",
            pairings_with(sensor="linear + squared"),
        ),
        Mistake(
            "spam-softmax",
            "One probability is enough for yes or no: no is what is left.",
            pairings_with(spam="softmax + categorical"),
        ),
        Mistake(
            "spam-squared",
            "A linear output is no probability, and squared error hardly punishes who is sure and wrong.",
            pairings_with(spam="linear + squared"),
        ),
        Mistake(
            "digit-sigmoids",
            "Exactly one digit is right. Let the classes compete, so that their probabilities sum to 1.",
            pairings_with(digit="sigmoids + multi-label"),
        ),
        Mistake(
            "digit-tree",
            "A tree pays off when there are thousands of classes. There are ten.",
            pairings_with(digit="tree + hierarchical"),
        ),
        Mistake(
            "photo-softmax",
            "A photo may show a dog *and* a beach. In a softmax they would take probability from each other.",
            pairings_with(photo="softmax + categorical"),
        ),
        Mistake(
            "photo-one-sigmoid",
            "One yes-or-no question is not enough: there is one for each label.",
            pairings_with(photo="sigmoid + binary"),
        ),
        Mistake(
            "word-softmax",
            "It would work, but each step would compute 100,000 exponentials. How many decisions does a tree need?",
            pairings_with(word="softmax + categorical"),
        ),
        Mistake(
            "margin-logistic",
            "Cross-entropy is never quite 0, however sure the prediction. Which loss stops at a margin?",
            pairings_with(margin="sigmoid + binary"),
        ),
        *NOT_IN_THE_LIST,
    ),
    alternatives=(
        pairings_with(),
        pairings_with(price="Linear + Squared", word=" tree + hierarchical "),
    ),
    hints=(
        "First the output: which numbers must it be able to put out, and must they sum to 1? The loss follows.",
        "Example: how many people will come to a concert is a number, so linear; the squared error fits, unless a few "
        "huge festivals are in the data.",
    ),
)

EXERCISES = (PAIRING,)
