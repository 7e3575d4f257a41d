"""Which output and which loss: the task decides."""

from autograder.exercises.choices import choose_for_each

PAIRING = choose_for_each(
    "loss-pairing",
    "Which output, which loss?",
    "loss_pairing",
    {
        "price": "linear + squared",
        "sensor": "linear + huber",
        "spam": "sigmoid + binary",
        "digit": "softmax + categorical",
        "photo": "sigmoids + multi-label",
        "word": "tree + hierarchical",
        "margin": "linear + hinge",
    },
    labels={
        "price": "a price, no outliers",
        "sensor": "a temperature, with broken sensors",
        "spam": "spam or not",
        "digit": "one of ten digits",
        "photo": "what a photo shows",
        "word": "the next of 100,000 words",
        "margin": "a support vector machine",
    },
    instead={
        "price": {
            "linear + huber": "Without outliers nothing speaks against the squared error: its gradient shrinks smoothly "
            "near the target.",
        },
        "sensor": {
            "linear + squared": "A single broken sensor would pull the squared error, and with it the whole model, far "
            "away.",
        },
        "spam": {
            "softmax + categorical": "One probability is enough for yes or no: no is what is left.",
            "linear + squared": "A linear output is no probability, and squared error hardly punishes who is sure and "
            "wrong.",
        },
        "digit": {
            "sigmoids + multi-label": "Exactly one digit is right. Let the classes compete, so that their probabilities "
            "sum to 1.",
            "tree + hierarchical": "A tree pays off when there are thousands of classes. There are ten.",
        },
        "photo": {
            "softmax + categorical": "A photo may show a dog *and* a beach. In a softmax they would take probability from "
            "each other.",
            "sigmoid + binary": "One yes-or-no question is not enough: there is one for each label.",
        },
        "word": {
            "softmax + categorical": "It would work, but each step would compute 100,000 exponentials. How many decisions "
            "does a tree need?",
        },
        "margin": {
            "sigmoid + binary": "Cross-entropy is never quite 0, however sure the prediction. Which loss stops at a "
            "margin?",
        },
    },
    spellings=({"price": "Linear + Squared", "word": " tree + hierarchical "},),
    hints=(
        "First the output: which numbers must it be able to put out, and must they sum to 1? The loss follows.",
        "Example: how many people will come to a concert is a number, so linear; the squared error fits, unless a few "
        "huge festivals are in the data.",
    ),
)

EXERCISES = (PAIRING,)
