"""What newcomers write for training, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

TRAIN_HEAD = "def perceptron_train(X, y_true, learning_rate=1.0, max_epochs=100):"


def trainer(*lines):
    """Return the source of a trainer that begins at zero and keeps a history."""
    start = [TRAIN_HEAD, "    weights, bias, history = np.zeros(X.shape[1]), 0.0, []"]
    return "\n".join(start + ["    " + line for line in lines]) + "\n"


AN_EPOCH = "    weights, bias, mistakes = perceptron_epoch(X, y_true, weights, bias, learning_rate)"
THE_REST = (
    "    history.append(mistakes)",
    "    if mistakes == 0:",
    "        break",
    "return weights, bias, history",
)

MISTAKES = (
    Mistake(
        "never-stops",
        "Yours goes on after an epoch without a mistake. Nothing changes any more then: stop.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes)",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "zero-not-recorded",
        "The last epoch, the one without a mistake, belongs to the history too: append first, then stop.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    if mistakes == 0:",
            "        break",
            "    history.append(mistakes)",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "starts-over",
        "Your weights begin at zero again in every epoch. Set them to zero once, before the loop, and keep what an "
        "epoch returns.",
        trainer(
            "for _ in range(max_epochs):",
            "    weights, bias = np.zeros(X.shape[1]), 0.0",
            AN_EPOCH,
            *THE_REST,
        ),
    ),
    Mistake(
        "starts-at-one",
        "Your weights begin at 1. The text says zero.",
        trainer(
            "weights = np.ones(X.shape[1])",
            "for _ in range(max_epochs):",
            AN_EPOCH,
            *THE_REST,
        ),
    ),
    Mistake(
        "bias-starts-at-one",
        "Your bias begins at 1. The text says zero.",
        trainer(
            "bias = 1.0",
            "for _ in range(max_epochs):",
            AN_EPOCH,
            *THE_REST,
        ),
    ),
    Mistake(
        "limit-ignored",
        "Yours always runs up to 100 epochs. Use `max_epochs`.",
        trainer(
            "for _ in range(100):",
            AN_EPOCH,
            *THE_REST,
        ),
    ),
    Mistake(
        "one-mistake-is-enough",
        "Yours stops at an epoch with a single mistake. Stop when there is none.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes)",
            "    if mistakes <= 1:",
            "        break",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "labels-minus-one",
        "You turned the label 0 into -1. `perceptron_epoch` compares labels with predictions, which are 0 and 1: "
        "a sample of the label -1 would never be right.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH.replace("y_true", "2 * y_true - 1"),
            *THE_REST,
        ),
    ),
    Mistake(
        "one-epoch",
        "Yours ends after the first epoch: look at where `return` or `break` stands.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes)",
            "    return weights, bias, history",
        ),
    ),
    Mistake(
        "last-count-only",
        "Only the last count is returned. Keep a list, and append the count of every epoch.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    if mistakes == 0:",
            "        break",
            "return weights, bias, mistakes",
        ),
    ),
    Mistake(
        "total",
        "Your history adds up: each entry holds all mistakes so far. Each epoch has a count of its own.",
        trainer(
            "total = 0",
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    total += mistakes",
            "    history.append(total)",
            "    if mistakes == 0:",
            "        break",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "total-for-history",
        "You return the total of the mistakes. A list is asked for: append the count of each epoch to it.",
        trainer(
            "total = 0",
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    total += mistakes",
            "    if mistakes == 0:",
            "        break",
            "return weights, bias, total",
        ),
    ),
    Mistake(
        "no-return",
        "Yours does not return anything: it ends without `return weights, bias, history`.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes)",
            "    if mistakes == 0:",
            "        break",
        ),
    ),
    Mistake(
        "one-too-many",
        "One epoch too many at the limit: after `max_epochs` of them stop, whatever the mistakes are.",
        trainer(
            "for _ in range(max_epochs + 1):",
            AN_EPOCH,
            *THE_REST,
        ),
    ),
    Mistake(
        "one-too-few",
        "One epoch is missing at the limit: `max_epochs` of them are allowed.",
        trainer(
            "for _ in range(1, max_epochs):",
            AN_EPOCH,
            *THE_REST,
        ),
    ),
    Mistake(
        "rate-ignored",
        "The learning rate is not handed on: your epochs use another one.",
        trainer(
            "for _ in range(max_epochs):",
            "    weights, bias, mistakes = perceptron_epoch(X, y_true, weights, bias, 1.0)",
            *THE_REST,
        ),
    ),
    Mistake(
        "stops-when-not-better",
        "Yours stops as soon as an epoch is not better than the one before. "
        "The count may go up and down on its way to 0: stop only at 0.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes)",
            "    if mistakes == 0 or len(history) > 1 and history[-1] >= history[-2]:",
            "        break",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "no-history",
        "Three things are to be returned, `return weights, bias, history`; yours returns two.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    if mistakes == 0:",
            "        break",
            "return weights, bias",
        ),
    ),
    Mistake(
        "list-starts-over",
        "Only the last count is in your list. Make the list once, before the loop, and append inside of it.",
        trainer("for _ in range(max_epochs):", "    history = []", AN_EPOCH, *THE_REST),
    ),
    Mistake(
        "list-lost",
        "`history.append(...)` changes the list itself and returns nothing: do not write `history = `"
        " in front of it.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history = history.append(mistakes)",
            "    if mistakes == 0:",
            "        break",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "shares",
        "Your history holds the shares of the mistakes. Their numbers are asked for.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes / len(X))",
            "    if mistakes == 0:",
            "        break",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "numbers-of-the-epochs",
        "Your history holds the numbers of the epochs. The mistakes of each of them are asked for.",
        trainer(
            "for epoch in range(max_epochs):",
            AN_EPOCH,
            "    history.append(epoch)",
            "    if mistakes == 0:",
            "        break",
            "return weights, bias, history",
        ),
    ),
    Mistake(
        "nothing-at-the-limit",
        "When the limit is reached with mistakes left, yours returns nothing: a `return` must stand "
        "after the loop, too.",
        trainer(
            "for _ in range(max_epochs):",
            AN_EPOCH,
            "    history.append(mistakes)",
            "    if mistakes == 0:",
            "        return weights, bias, history",
        ),
    ),
    Mistake(
        "a-weight-for-each-sample",
        "A weight belongs to a *feature*, a column of X: the number of columns is `X.shape[1]`.",
        trainer("weights = np.zeros(len(X))", "for _ in range(max_epochs):", AN_EPOCH, *THE_REST),
    ),
)
