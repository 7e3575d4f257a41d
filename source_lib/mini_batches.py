"""Mini-batches: how many samples each update of the parameters looks at.

An update needs a gradient, and the gradient an average over samples. Over all of them the average is exact,
and an epoch is one update; over a mini-batch it is an estimate, and an epoch is many. 60000 samples are 6
updates an epoch in batches of 10000, and 1875 in batches of 32: at few epochs small batches get further. The
fewer samples, the rougher the estimate, and the more the loss wiggles from update to update.
"""

from source_lib.checks import check_count
from source_lib.errors import ShapeError

__all__ = ["mini_batches", "updates_per_epoch"]


def updates_per_epoch(n_samples, batch_size):
    """Return how many mini-batches it takes to see every sample once; the last may be smaller.

    Raises
    ------
    RangeError
        If `n_samples` is negative or `batch_size` below 1.
    """
    return -(-check_count(n_samples, "n_samples", 0) // check_count(batch_size, "batch_size"))


def mini_batches(X, y, batch_size, rng):
    """Yield all samples once, in a new random order, a mini-batch at a time.

    Parameters
    ----------
    X : ndarray, shape (samples, ...)
        Inputs.
    y : ndarray, shape (samples, ...)
        A target for each; it stays with its input.
    batch_size : int
        At least 1. With 1 it is stochastic gradient descent, with all samples batch gradient descent.
    rng : numpy.random.Generator
        Where the order comes from; it goes on, so that the next epoch's order is another.

    Yields
    ------
    X_batch, y_batch : ndarray
        `batch_size` rows of each; the last batch has what is left.

    Raises
    ------
    ShapeError
        If `X` and `y` differ in length.
    RangeError
        If `batch_size` is below 1.
    """
    if len(X) != len(y):
        raise ShapeError(f"`X` and `y` must have one length, got {len(X)} and {len(y)}")
    batch_size = check_count(batch_size, "batch_size")
    order = rng.permutation(len(X))
    for start in range(0, len(order), batch_size):
        rows = order[start : start + batch_size]
        yield X.take(rows, axis=0), y.take(rows, axis=0)
