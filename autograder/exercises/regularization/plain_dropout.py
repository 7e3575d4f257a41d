"""Plain dropout: what happens in training, and when the network is used."""

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.regularization.dropout import layer
from autograder.exercises.slips import find_the_slip
from source_lib import dropout

TRAIN_RIGHT = "def plain_dropout_train(X, mask): return X * mask"
USE_RIGHT = "def plain_dropout_use(X, keep_prob): return X * keep_prob"

PLAIN = Exercise(
    id="plain-dropout",
    title="Plain dropout",
    reference={
        "plain_dropout_train": lambda X, mask: dropout.dropout(X, mask, 0.5, inverted=False),
        "plain_dropout_use": lambda X, keep_prob: dropout.dropout_at_test(X, keep_prob, inverted=False),
    },
    parts=(
        Part(
            "in training",
            "plain_dropout_train(X, mask)",
            lambda rng: {key: value for key, value in layer("X")(rng).items() if key != "keep_prob"},
        ),
        Part(
            "in use",
            "plain_dropout_use(X, keep_prob)",
            lambda rng: {key: value for key, value in layer("X")(rng).items() if key != "mask"},
        ),
    ),
    mistakes=(
        Mistake(
            "use-unscaled",
            "In use all units take part, so the next layer receives more than it was used to in training: scale.",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return X"),
        ),
        Mistake(
            "use-divided",
            "In use *more* units take part than in training: to get the same mean, each must count for less.",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return X / keep_prob"),
        ),
        Mistake(
            "use-complement",
            "You scale by the share of the silent ones. On average, what share took part in training?",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return X * (1 - keep_prob)"),
        ),
        Mistake(
            "use-one-half",
            "You always take half. The factor depends on keep_prob.",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return X * 0.5"),
        ),
        Mistake(
            "use-by-chance",
            "You draw another mask. In use nothing is left to chance: all units are there, and all are scaled.",
            code(
                TRAIN_RIGHT,
                "def plain_dropout_use(X, keep_prob): return X * (np.random.random(X.shape) < keep_prob)",
            ),
        ),
        Mistake(
            "train-to-mean",
            "In training plain dropout does not scale anything: it only silences.",
            code("def plain_dropout_train(X, mask): return X * mask / np.mean(mask)", USE_RIGHT),
        ),
        Mistake(
            "train-wrong-ones",
            "The survivors are silenced in yours: the mask is True for those who stay.",
            code("def plain_dropout_train(X, mask): return X * ~mask", USE_RIGHT),
        ),
        Mistake(
            "train-in-place",
            "Your function changes `X` itself; make a new array.",
            code(
                """
                def plain_dropout_train(X, mask):
                    X[~mask] = 0
                    return X
                """,
                USE_RIGHT,
            ),
        ),
        Mistake(
            "survivors-only",
            "`X[mask]` keeps the survivors in one long row. The result must have the shape of X, with "
            "zeros in it.",
            code("def plain_dropout_train(X, mask): return X[mask]", USE_RIGHT),
        ),
        Mistake(
            "train-untouched",
            "In training everything is let through in yours: the mask says who is silenced.",
            code("def plain_dropout_train(X, mask): return X", USE_RIGHT),
        ),
        Mistake(
            "mask-only",
            "This is the mask itself. What is it multiplied by?",
            code("def plain_dropout_train(X, mask): return mask", USE_RIGHT),
        ),
        Mistake(
            "mean-of-the-mask",
            "The mean of the mask is one number. The mask itself says who survives.",
            code("def plain_dropout_train(X, mask): return X * np.mean(mask)", USE_RIGHT),
        ),
        Mistake(
            "matrix-product",
            "`@` is the matrix product. Each entry is multiplied by its own entry of the mask: `*`.",
            code("def plain_dropout_train(X, mask): return X @ mask", USE_RIGHT),
        ),
        Mistake(
            "mask-added",
            "You add the mask. Multiply by it: False counts as 0.",
            code("def plain_dropout_train(X, mask): return X + mask", USE_RIGHT),
        ),
        Mistake(
            "sign-turned",
            "Those that do not survive must be 0; yours turn their sign.",
            code("def plain_dropout_train(X, mask): return np.where(mask, X, -X)", USE_RIGHT),
        ),
        Mistake(
            "divided-by-the-rest",
            "You divide by the share of the silent ones. By what must all be multiplied to count for as "
            "much as the survivors did?",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return X / (1 - keep_prob)"),
        ),
        Mistake(
            "subtracted",
            "You subtract. Each unit has to become smaller by the same factor.",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return X - keep_prob"),
        ),
        Mistake(
            "squared",
            "The factor is there twice. Once is enough: which share took part in training, on average?",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return X * keep_prob**2"),
        ),
        Mistake(
            "use-averaged",
            "You average over all units. Each one keeps its own value, times a factor.",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return np.mean(X) * keep_prob"),
        ),
        Mistake(
            "factor-only",
            "This is the factor alone. What is it multiplied by?",
            code(TRAIN_RIGHT, "def plain_dropout_use(X, keep_prob): return keep_prob"),
        ),
    ),
    alternatives=(
        code(TRAIN_RIGHT, USE_RIGHT),
        code(
            "def plain_dropout_train(X, mask): return np.where(mask, X, 0.0)",
            "def plain_dropout_use(X, keep_prob): return np.multiply(keep_prob, X)",
        ),
        code(
            """
            def plain_dropout_train(X, mask):
                out = X.copy()
                out[np.logical_not(mask)] = 0
                return out
            """,
            "def plain_dropout_use(X, keep_prob): return X / (1 / keep_prob)",
        ),
        code(
            "def plain_dropout_train(X, mask): return X * mask.astype(int)",
            "def plain_dropout_use(X, keep_prob): return X - (1 - keep_prob) * X",
        ),
    ),
    conventions=("keeps the survivors as they are",),
    hints=(
        "In training a unit with the value v puts out v with probability keep_prob, else 0. "
        "What is that on average? In use, it should put out just that.",
        "keep_prob 0.5: over many batches, a unit of value 6 contributes 6, 0, 0, 6, ..., on average 3.",
    ),
)

SLIP_KEEP = find_the_slip(
    "slip-keep",
    "Find the slip: what p means",
    "slip_keep",
    wrong="d",
    right={
        "a": "four of five units survive on average, so one of five is silent.",
        "b": "a unit fails with probability 0.3 exactly if it survives with probability 0.7.",
        "c": "in use nothing is left to chance: the same input always gives the same output.",
    },
    hints=(
        "Translate every statement into the probability that a unit survives.",
        "At keep_prob = 1 nobody is ever silent. Is that strong dropout, or none at all?",
    ),
)

EXERCISES = (PLAIN, SLIP_KEEP)
