"""What newcomers write for the hinge loss, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

VALUE = "def hinge(y_true, scores): return np.mean(np.maximum(0, 1 - y_true * scores))"
SLOPE = "def hinge_gradient(y_true, scores): return np.where(y_true * scores < 1, -y_true, 0) / scores.size"


def value_of(formula):
    """Return a wrong hinge loss of that formula, with the right gradient."""
    return code(f"def hinge(y_true, scores): return {formula}", SLOPE)


def slope_of(formula):
    """Return the right hinge loss with a wrong gradient of that formula."""
    return code(VALUE, f"def hinge_gradient(y_true, scores): return {formula}")


MISTAKES = (
    Mistake(
        "no-maximum",
        "A sample that is safely right earns money in yours and pays for others. Nothing is less than free.",
        value_of("np.mean(1 - y_true * scores)"),
    ),
    Mistake(
        "no-margin",
        "Yours is free as soon as the sign is right. The score has to win by a margin of 1.",
        value_of("np.mean(np.maximum(0, -y_true * scores))"),
    ),
    Mistake(
        "zero-one-labels",
        "You treat the labels as 0 and 1. They are -1 and +1 here.",
        value_of("np.mean(np.maximum(0, 1 - (2 * y_true - 1) * scores))"),
    ),
    Mistake(
        "probabilities",
        "You squeeze the scores through a sigmoid. The hinge loss takes the raw score: a probability could never win "
        "by more than the margin.",
        value_of("np.mean(np.maximum(0, 1 - y_true / (1 + np.exp(-scores))))"),
    ),
    Mistake(
        "squared",
        "This is the squared hinge loss. Here the line stays a line.",
        value_of("np.mean(np.maximum(0, 1 - y_true * scores) ** 2)"),
    ),
    Mistake(
        "difference",
        "The margin is the *product* of label and score, not their difference.",
        value_of("np.mean(np.maximum(0, 1 - (scores - y_true)))"),
    ),
    Mistake(
        "maximum-of-mean",
        "First the maximum for each sample, then the mean: in yours the safe ones pay for the wrong ones.",
        value_of("np.maximum(0, np.mean(1 - y_true * scores))"),
    ),
    Mistake(
        "sum",
        "This is the sum over the batch. The mean is asked for.",
        value_of("np.sum(np.maximum(0, 1 - y_true * scores))"),
    ),
    Mistake(
        "gradient-at-the-margin",
        "Exactly at the margin the convention is 0: the sample has done enough.",
        slope_of("np.where(y_true * scores <= 1, -y_true, 0) / scores.size"),
    ),
    Mistake(
        "gradient-uphill",
        "The gradient has the wrong sign: raising the score of a sample with y = +1 must lower the loss.",
        slope_of("np.where(y_true * scores < 1, y_true, 0) / scores.size"),
    ),
    Mistake(
        "gradient-wrong-only",
        "Also a sample that is right by too little is pushed: look up to where the loss is above 0.",
        slope_of("np.where(y_true * scores < 0, -y_true, 0) / scores.size"),
    ),
    Mistake(
        "gradient-for-all",
        "A sample that is safely right has a loss of 0 all around it, so its gradient is 0.",
        slope_of("-y_true / scores.size"),
    ),
    Mistake(
        "gradient-no-sign",
        "The two classes pull in opposite directions: the label must appear in the gradient.",
        slope_of("np.where(y_true * scores < 1, -1, 0) / scores.size"),
    ),
    Mistake(
        "gradient-sum",
        "The loss is a mean, so each sample has only a share in it: the gradient must be divided, too.",
        slope_of("np.where(y_true * scores < 1, -y_true, 0)"),
    ),
    Mistake(
        "gradient-label-left-out",
        "Compare the *product* of label and score with 1: for a label of -1, a score of -3 is safe.",
        slope_of("np.where(scores < 1, -y_true, 0) / scores.size"),
    ),
    Mistake(
        "gradient-zero",
        "Your gradient is 0 everywhere. "
        "(An array such as `np.zeros_like(y_true)` holds whole numbers only, and cuts off whatever follows the point.)",
        slope_of("np.zeros(scores.shape)"),
    ),
    Mistake(
        "violators-only",
        "The mean is over the whole batch: also the samples that cost nothing are counted.",
        code(
            """
            def hinge(y_true, scores):
                short = 1 - y_true * scores
                return short[short > 0].mean()
            """,
            SLOPE,
        ),
    ),
    Mistake(
        "gradient-violators-only",
        "Divide the gradient by the number of all samples: the mean counts those that cost nothing, too.",
        slope_of("np.where(y_true * scores < 1, -y_true, 0) / max(1, np.sum(y_true * scores < 1))"),
    ),
    Mistake(
        "gradient-of-weights",
        "The score itself does not appear in the gradient: a line has the same slope everywhere.",
        slope_of("np.where(y_true * scores < 1, -y_true * scores, 0) / scores.size"),
    ),
    Mistake(
        "sign",
        "In yours, a sample pays the more the more safely it is right.",
        value_of("np.mean(np.maximum(0, 1 + y_true * scores))"),
    ),
    Mistake(
        "label-left-out",
        "The label is missing: for the label -1 the score has to be negative.",
        value_of("np.mean(np.maximum(0, 1 - scores))"),
    ),
    Mistake(
        "each-sample",
        "These are the losses of the samples. One number is asked for: their mean.",
        value_of("np.maximum(0, 1 - y_true * scores)"),
    ),
    Mistake(
        "pythons-max",
        "Neither `if` nor Python's `max` can decide for a whole array. `np.maximum` compares entry by entry.",
        value_of("np.mean(max(0, 1 - y_true * scores))"),
    ),
    Mistake(
        "np-max",
        "`np.max(0, z)` takes z for the number of an axis. `np.maximum(0, z)` compares entry by entry.",
        value_of("np.mean(np.max(0, 1 - y_true * scores))"),
    ),
    Mistake(
        "minimum",
        "`np.minimum` keeps what is *below* 0. The hinge keeps what is above.",
        value_of("np.mean(np.minimum(0, 1 - y_true * scores))"),
    ),
    Mistake(
        "other-side-of-the-margin",
        "Yours costs where y · s is *more* than 1. Look at the two signs: it is 1 minus y · s.",
        value_of("np.mean(np.maximum(0, y_true * scores - 1))"),
    ),
    Mistake(
        "absolute-value",
        "Yours costs beyond the margin as well. There the loss is 0: cut off, and do not take the "
        "absolute value.",
        value_of("np.mean(np.abs(1 - y_true * scores))"),
    ),
    Mistake(
        "of-the-decision",
        "You take the sign of the score. The score itself counts: *how far* it lies on the right side.",
        value_of("np.mean(np.maximum(0, 1 - y_true * np.sign(scores)))"),
    ),
    Mistake(
        "inside-the-margin-free",
        "A score that is right by too little is free in yours. It costs what is missing to the margin.",
        value_of("np.mean(np.where(y_true * scores < 0, 1 - y_true * scores, 0))"),
    ),
    Mistake(
        "gradient-asks-the-mean",
        "You ask whether the *mean* loss is above 0, once for all. Each sample has a loss of its own.",
        slope_of("np.where(hinge(y_true, scores) > 0, -y_true, 0) / scores.size"),
    ),
    Mistake(
        "gradient-one-number",
        "The gradient has an entry for each score, so it has the shape of `scores`.",
        slope_of("np.mean(np.where(y_true * scores < 1, -y_true, 0))"),
    ),
    Mistake(
        "gradient-turned-round",
        "You push the samples that are safely right, and leave the others alone.",
        slope_of("np.where(y_true * scores > 1, -y_true, 0) / scores.size"),
    ),
    Mistake(
        "gradient-one-decision",
        "`if` decides once, but there are many scores. `np.where` chooses entry by entry.",
        slope_of("-y_true / scores.size if y_true * scores < 1 else 0"),
    ),
    Mistake(
        "gradient-of-the-loss",
        "This is made of the loss itself. Differentiate 1 - y · s with respect to s: how steep is a line?",
        slope_of("np.where(y_true * scores < 1, 1 - y_true * scores, 0) / scores.size"),
    ),
    Mistake(
        "gradient-scores-for-labels",
        "Differentiate 1 - y · s with respect to *s*: the factor that remains is y.",
        slope_of("np.where(y_true * scores < 1, -scores, 0) / scores.size"),
    ),
    Mistake(
        "gradient-minus-of-truth-values",
        "NumPy puts no minus in front of truth values. Let it stand before the label: `-y_true`.",
        slope_of("-(y_true * scores < 1) * y_true / scores.size"),
    ),
)
