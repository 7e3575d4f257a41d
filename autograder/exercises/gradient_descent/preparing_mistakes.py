"""What newcomers write for standardising, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
    Mistake(
        "own-statistics",
        "You use the mean and spread of `other` itself, which must not influence anything. "
        "Both come from the training part.",
        """
        def standardize_like(train, other):
            std = other.std(axis=0)
            return (other - other.mean(axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "leak",
        "You use the mean and spread of both parts together: so the test data have a say. "
        "Both come from the training part alone.",
        """
        def standardize_like(train, other):
            everything = np.concatenate([train, other])
            std = everything.std(axis=0)
            return (other - everything.mean(axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "spread-of-the-other",
        "The mean is that of the training part, but the spread is that of `other`. Both come from the "
        "training part.",
        """
        def standardize_like(train, other):
            std = other.std(axis=0)
            return (other - train.mean(axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "mean-of-the-other",
        "The spread is that of the training part, but the mean is that of `other`. Both come from the "
        "training part.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return (other - other.mean(axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "tiny-number-below",
        "A tiny number added below the line prevents the division by 0, but it makes a feature that never changes "
        "enormous as soon as it does change. The text says what to do with it.",
        """
        def standardize_like(train, other):
            return (other - train.mean(axis=0)) / (train.std(axis=0) + 1e-8)
        """,
    ),
    Mistake(
        "one-mean-for-all",
        "You use one mean and one spread for all features. Each column has its own: `axis=0`.",
        "def standardize_like(train, other): return (other - train.mean()) / train.std()",
    ),
    Mistake(
        "only-centred",
        "The data are centred, but not divided by the spread.",
        "def standardize_like(train, other): return other - train.mean(axis=0)",
    ),
    Mistake(
        "not-centred",
        "The data are divided by the spread, but not centred first.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return other / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "variance",
        "You divide by the variance. The standard deviation is its root.",
        """
        def standardize_like(train, other):
            var = train.var(axis=0)
            return (other - train.mean(axis=0)) / np.where(var > 0, var, 1)
        """,
    ),
    Mistake(
        "n-minus-one",
        "Your standard deviation divides by n - 1. In this text it divides by n, as `np.std` does.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0, ddof=1)
            return (other - train.mean(axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "divides-by-zero",
        "A feature that never changes has the standard deviation 0. The text says what to do with it.",
        "def standardize_like(train, other): return (other - train.mean(axis=0)) / train.std(axis=0)",
    ),
    Mistake(
        "constant-dropped",
        "A feature that never changes should be centred only. Yours is set to 0 whatever the other part says.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return np.where(std > 0, (other - train.mean(axis=0)) / np.where(std > 0, std, 1), 0.0)
        """,
    ),
    Mistake(
        "train-returned",
        "You return the training part. Asked for is `other`.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return (train - train.mean(axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "brackets",
        "Division comes before subtraction: put brackets around `other - mean`.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return other - train.mean(axis=0) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "in-place",
        "`-=` changes the data of the caller. Make a new array.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            other -= train.mean(axis=0)
            other /= np.where(std > 0, std, 1)
            return other
        """,
    ),
    Mistake(
        "one-spread-for-all",
        "Each feature has its own mean in yours, but all share one spread. Each column has its own: `axis=0`.",
        "def standardize_like(train, other): return (other - train.mean(axis=0)) / train.std()",
    ),
    Mistake(
        "each-sample",
        "You standardise each sample by its own numbers. A mean and a spread belong to a feature, a "
        "column: `axis=0`.",
        """
        def standardize_like(train, other):
            mean, std = other.mean(axis=1, keepdims=True), other.std(axis=1, keepdims=True)
            return (other - mean) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "along-the-samples",
        "You average along the features of each sample. A mean and a spread belong to a feature, a "
        "column: `axis=0`.",
        "def standardize_like(train, other): return (other - train.mean(axis=1)) / train.std(axis=1)",
    ),
    Mistake(
        "stretched",
        "You stretch the range from the smallest to the largest value, which is another way to "
        "normalise. Here the standard deviation is asked for.",
        """
        def standardize_like(train, other):
            low, high = train.min(axis=0), train.max(axis=0)
            return (other - low) / np.where(high > low, high - low, 1)
        """,
    ),
    Mistake(
        "nan-to-num",
        "`np.nan_to_num` makes a number of what was divided by 0, but no right one. The text says what "
        "becomes of a feature that never changes.",
        """
        def standardize_like(train, other):
            return np.nan_to_num((other - train.mean(axis=0)) / train.std(axis=0))
        """,
    ),
    Mistake(
        "constant-untouched",
        "A feature that never changes is not scaled, but it is centred. Yours stays as it is.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return np.where(std > 0, (other - train.mean(axis=0)) / np.where(std > 0, std, 1), other)
        """,
    ),
    Mistake(
        "one-stops-all",
        "As soon as one feature never changes, you scale none of them. Only that feature is left unscaled.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            if np.any(std == 0):
                return other - train.mean(axis=0)
            return (other - train.mean(axis=0)) / std
        """,
    ),
    Mistake(
        "multiplied",
        "You multiply by the spread. Divide by it, so that all features get the same one.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return (other - train.mean(axis=0)) * np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "turned-round",
        "Mean minus value: the sign is the wrong way round.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return (train.mean(axis=0) - other) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "mean-added",
        "You add the mean. Subtract it, so that the data lie around 0.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return (other + train.mean(axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
    Mistake(
        "never-below-one",
        "You divide by at least 1, so a feature with a small spread is not scaled. Only a spread of "
        "0 is special.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return (other - train.mean(axis=0)) / np.maximum(std, 1)
        """,
    ),
    Mistake(
        "both-returned",
        "You return both parts. Asked for is `other` alone.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            std = np.where(std > 0, std, 1)
            mean = train.mean(axis=0)
            return (train - mean) / std, (other - mean) / std
        """,
    ),
    Mistake(
        "median",
        "You centre by the median. The text takes the mean.",
        """
        def standardize_like(train, other):
            std = train.std(axis=0)
            return (other - np.median(train, axis=0)) / np.where(std > 0, std, 1)
        """,
    ),
)
