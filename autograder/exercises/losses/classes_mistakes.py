"""What newcomers write for categorical cross-entropy, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

ONE_HOT = (
    "def categorical_cross_entropy(y_true, y_pred): return -np.mean(np.sum(y_true * np.log(y_pred), axis=1))"
)
INDICES = """
def categorical_cross_entropy_from_indices(y_true, y_pred):
    return -np.mean(np.log(y_pred[np.arange(len(y_true)), y_true]))
"""


def hot(formula):
    """Return a wrong loss from one-hot rows, with the right one from indices."""
    return code(f"def categorical_cross_entropy(y_true, y_pred): return {formula}", INDICES)


def indexed(formula):
    """Return the right loss from one-hot rows, with a wrong one from indices."""
    return code(ONE_HOT, f"def categorical_cross_entropy_from_indices(y_true, y_pred): return {formula}")


MISTAKES = (
    Mistake(
        "mean-over-all",
        "You divide by the number of classes, too. Sum over the classes, and take the mean over the batch.",
        hot("-np.mean(y_true * np.log(y_pred))"),
    ),
    Mistake(
        "sum",
        "This is the sum over the batch. The mean over the batch is asked for.",
        hot("-np.sum(y_true * np.log(y_pred))"),
    ),
    Mistake(
        "negative",
        "Your loss is negative: the logarithm of a number below 1 is. A minus sign is missing.",
        hot("np.mean(np.sum(y_true * np.log(y_pred), axis=1))"),
    ),
    Mistake(
        "binary",
        "You also make the wrong classes pay, each as a question of its own. Here only the probability of the right "
        "class counts: the others come in through the sum of 1.",
        hot("-np.mean(np.sum(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred), axis=1))"),
    ),
    Mistake(
        "bits",
        "These are bits. Losses use the natural logarithm.",
        hot("-np.mean(np.sum(y_true * np.log2(y_pred), axis=1))"),
    ),
    Mistake(
        "axis-0",
        "You sum over the samples and take the mean over the classes; it is the other way round.",
        hot("-np.mean(np.sum(y_true * np.log(y_pred), axis=0))"),
    ),
    Mistake(
        "each-sample",
        "This is the loss of each sample. The mean over the batch is asked for: one number.",
        hot("-np.sum(y_true * np.log(y_pred), axis=1)"),
    ),
    Mistake(
        "most-likely-class",
        "You take the probability of the class that the *prediction* likes best. The truth decides which "
        "one counts.",
        hot("-np.mean(np.log(y_pred.max(axis=1)))"),
    ),
    Mistake(
        "log-of-mean",
        "First the logarithm, then the mean. In yours one very wrong sample hides behind the good ones.",
        hot("-np.log(np.mean(np.sum(y_true * y_pred, axis=1)))"),
    ),
    Mistake(
        "whole-columns",
        "`y_pred[:, y_true]` takes whole columns, for every sample those of all samples. "
        "Give NumPy a row number for each column number.",
        indexed("-np.mean(np.log(y_pred[:, y_true]))"),
    ),
    Mistake(
        "whole-rows",
        "`y_pred[y_true]` takes rows. A row is a sample; the class is a column.",
        indexed("-np.mean(np.log(y_pred[y_true]))"),
    ),
    Mistake(
        "indices-negative",
        "Your loss from indices is negative. A minus sign is missing.",
        indexed("np.mean(np.log(y_pred[np.arange(len(y_true)), y_true]))"),
    ),
    Mistake(
        "indices-sum",
        "From indices you take the sum. The mean over the batch is asked for.",
        indexed("-np.sum(np.log(y_pred[np.arange(len(y_true)), y_true]))"),
    ),
    Mistake(
        "classes-counted-in-the-labels",
        "A batch need not hold every class: the highest label does not say how many classes there are. "
        "The columns of `y_pred` do.",
        indexed("-np.mean(np.sum(np.eye(y_true.max() + 1)[y_true] * np.log(y_pred), axis=1))"),
    ),
    Mistake(
        "indices-most-likely-class",
        "From indices, you take the probability of the class that the *prediction* likes best. "
        "The truth decides which one counts.",
        indexed("-np.mean(np.log(y_pred.max(axis=1)))"),
    ),
    Mistake(
        "indices-log-of-mean",
        "From indices, too: first the logarithm, then the mean. In yours "
        "one very wrong sample hides behind the good ones.",
        indexed("-np.log(np.mean(y_pred[np.arange(len(y_true)), y_true]))"),
    ),
    Mistake(
        "multiplied-by-index",
        "You multiply by the class index. It is a name, not an amount: it only says which column counts.",
        indexed("-np.mean(np.sum(y_true[:, np.newaxis] * np.log(y_pred), axis=1))"),
    ),
    Mistake(
        "swapped",
        "You take the logarithm of the truth, which is that of 0 for every wrong class. It is the "
        "*prediction* whose logarithm is taken.",
        hot("-np.mean(np.sum(y_pred * np.log(y_true), axis=1))"),
    ),
    Mistake(
        "truth-not-used",
        "All classes pay in yours. The truth is a factor: it switches off all terms but that of the "
        "right class.",
        hot("-np.mean(np.sum(np.log(y_pred), axis=1))"),
    ),
    Mistake(
        "no-logarithm",
        "The logarithm is missing: the price is minus the *logarithm* of the probability.",
        hot("-np.mean(np.sum(y_true * y_pred, axis=1))"),
    ),
    Mistake(
        "squares",
        "These are squares. The cross-entropy takes the logarithm of the probability of the right class.",
        hot("np.mean(np.sum((y_true - y_pred) ** 2, axis=1))"),
    ),
    Mistake(
        "indices-each-sample",
        "From indices, these are the losses of the samples. One number is asked for: their mean.",
        indexed("-np.log(y_pred[np.arange(len(y_true)), y_true])"),
    ),
    Mistake(
        "indices-no-logarithm",
        "From indices, the logarithm is missing: the price is minus the *logarithm* of the probability.",
        indexed("-np.mean(y_pred[np.arange(len(y_true)), y_true])"),
    ),
    Mistake(
        "rows-and-columns-swapped",
        "Rows and columns have changed places: in `y_pred[row, column]` the sample comes first, then "
        "the class.",
        indexed("-np.mean(np.log(y_pred[y_true, np.arange(len(y_true))]))"),
    ),
    Mistake(
        "classes-counted-from-one",
        "You take 1 away from the class. Classes are counted from 0, like columns.",
        indexed("-np.mean(np.log(y_pred[np.arange(len(y_true)), y_true - 1]))"),
    ),
    Mistake(
        "indices-over-all",
        "From indices, you divide by the number of classes, too. The mean is over the batch.",
        indexed("-np.sum(np.log(y_pred[np.arange(len(y_true)), y_true])) / y_pred.size"),
    ),
    Mistake(
        "handed-to-the-other",
        "Your other function takes one-hot rows. Make rows of the indices first, or pick the "
        "probabilities out.",
        indexed("categorical_cross_entropy(y_true, y_pred)"),
    ),
)
