"""What newcomers write for the mean loss and its gradient, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

LOSS_RIGHT = "def fit_loss(X, y_true, weights): return np.mean((X @ weights - y_true) ** 2)"

GRADIENT_RIGHT = """
    def fit_gradient(X, y_true, weights):
        return 2 * X.T @ (X @ weights - y_true) / len(X)
"""


MISTAKES = (
    Mistake(
        "loss-summed",
        "This is the *sum* of the squared errors. Losses of this course are means over the samples.",
        code("def fit_loss(X, y_true, weights): return np.sum((X @ weights - y_true) ** 2)", GRADIENT_RIGHT),
    ),
    Mistake(
        "gradient-summed",
        "This is the *sum* of the samples' gradients. The loss is a mean, so its gradient is one, too.",
        code(LOSS_RIGHT, "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true)"),
    ),
    Mistake(
        "both-summed",
        "Loss and gradient are *sums* over the samples here. In this course both are means.",
        code(
            "def fit_loss(X, y_true, weights): return np.sum((X @ weights - y_true) ** 2)",
            "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true)",
        ),
    ),
    Mistake(
        "factor-two",
        "Half of what it must be: the derivative of a square brings down a factor.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return X.T @ (X @ weights - y_true) / len(X)",
        ),
    ),
    Mistake(
        "half-the-loss",
        "Some books put a ½ before the squares so that the 2 of the derivative cancels. This course does not.",
        code(
            "def fit_loss(X, y_true, weights): return 0.5 * np.mean((X @ weights - y_true) ** 2)",
            "def fit_gradient(X, y_true, weights): return X.T @ (X @ weights - y_true) / len(X)",
        ),
    ),
    Mistake(
        "sign",
        "The sign of the gradient is the wrong way round: it is prediction minus truth.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return 2 * X.T @ (y_true - X @ weights) / len(X)",
        ),
    ),
    Mistake(
        "inputs-forgotten",
        "This is the mean of the errors. By the chain rule, each error is multiplied by the inputs that "
        "the weights were multiplied by.",
        code(
            LOSS_RIGHT,
            """
            def fit_gradient(X, y_true, weights):
                return np.full(X.shape[1], 2 * np.mean(X @ weights - y_true))
            """,
        ),
    ),
    Mistake(
        "wrong-count",
        "You divide by the number of features. The mean is one over the samples.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true) / X.shape[1]",
        ),
    ),
    Mistake(
        "each-sample",
        "These are the gradients of the single samples, a row each. Take their mean over the samples.",
        code(
            LOSS_RIGHT,
            """
            def fit_gradient(X, y_true, weights):
                return 2 * X * (X @ weights - y_true)[:, np.newaxis]
            """,
        ),
    ),
    Mistake(
        "counts-entries",
        "You divide by the number of all entries of X. The mean is one over the samples, which are its rows.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true) / X.size",
        ),
    ),
    Mistake(
        "one-number",
        "You average over everything, so one number is left. The gradient has one for each weight: take the mean "
        "over the samples only.",
        code(
            LOSS_RIGHT,
            """
            def fit_gradient(X, y_true, weights):
                return np.mean(2 * (X @ weights - y_true)[:, np.newaxis] * X)
            """,
        ),
    ),
    Mistake(
        "square-of-the-mean",
        "This is the square of the mean error, in which errors of opposite sign cancel. Square first, "
        "then average.",
        code("def fit_loss(X, y_true, weights): return np.mean(X @ weights - y_true) ** 2", GRADIENT_RIGHT),
    ),
    Mistake(
        "root",
        "This is the root of the mean squared error; the text takes no root.",
        code(
            "def fit_loss(X, y_true, weights): return np.sqrt(np.mean((X @ weights - y_true) ** 2))",
            GRADIENT_RIGHT,
        ),
    ),
    Mistake(
        "half-the-sum",
        "This is half the *sum* of the squared errors. The loss here is their mean, without a ½.",
        code(
            "def fit_loss(X, y_true, weights): return np.sum((X @ weights - y_true) ** 2) / 2",
            GRADIENT_RIGHT,
        ),
    ),
    Mistake(
        "not-squared",
        "The loss takes the errors as they are, so those of opposite sign cancel. Square them first.",
        code("def fit_loss(X, y_true, weights): return np.mean(X @ weights - y_true)", GRADIENT_RIGHT),
    ),
    Mistake(
        "absolute",
        "These are absolute errors; the mean *squared* error is asked for.",
        code(
            "def fit_loss(X, y_true, weights): return np.mean(np.abs(X @ weights - y_true))",
            GRADIENT_RIGHT,
        ),
    ),
    Mistake(
        "means-multiplied",
        "The mean of a product is not the product of the means: multiply each sample's error with its "
        "inputs first.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return 2 * np.mean(X @ weights - y_true) * X.mean(axis=0)",
        ),
    ),
    Mistake(
        "errors-squared",
        "The square is gone after differentiating: 2 times the error, times its inputs.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return 2 * X.T @ (X @ weights - y_true) ** 2 / len(X)",
        ),
    ),
    Mistake(
        "half-the-loss-only",
        "The loss is half of what it must be. Some books put a ½ before the squares; this course does not.",
        code(
            "def fit_loss(X, y_true, weights): return 0.5 * np.mean((X @ weights - y_true) ** 2)",
            GRADIENT_RIGHT,
        ),
    ),
    Mistake(
        "not-averaged",
        "These are the squared errors of the single samples. The loss is one number, their mean.",
        code(
            "def fit_loss(X, y_true, weights): return (X @ weights - y_true) ** 2",
            GRADIENT_RIGHT,
        ),
    ),
    Mistake(
        "sum-without-two",
        "Two things are missing: the derivative of a square brings down a factor, and the gradient of "
        "a mean is a mean.",
        code(LOSS_RIGHT, "def fit_gradient(X, y_true, weights): return X.T @ (X @ weights - y_true)"),
    ),
    Mistake(
        "half-and-sign",
        "The sign is the wrong way round (it is prediction minus truth), and the 2 of the derivative "
        "is missing.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return X.T @ (y_true - X @ weights) / len(X)",
        ),
    ),
    Mistake(
        "errors-only",
        "These are the errors of the samples. By the chain rule, each is multiplied by its sample's "
        "inputs, and their mean has one number for each weight.",
        code(
            LOSS_RIGHT,
            "def fit_gradient(X, y_true, weights): return 2 * (X @ weights - y_true) / len(X)",
        ),
    ),
    Mistake(
        "features-averaged",
        "You average over the features of each sample. The mean goes over the samples, and each "
        "weight keeps its own number.",
        code(
            LOSS_RIGHT,
            """
            def fit_gradient(X, y_true, weights):
                return np.mean(2 * (X @ weights - y_true)[:, np.newaxis] * X, axis=1)
            """,
        ),
    ),
)
