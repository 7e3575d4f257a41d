"""Data to learn from: real scanned digits, and small point sets drawn from a random generator.

Every function returns ``X, y``: `X` of shape (samples, features) in float64, `y` of shape (samples,).
Arguments that make no sense raise ValueError, in words that say what must be and what was given.
"""

import functools
import gzip
import io
from importlib import resources

import numpy as np

__all__ = [
    "DIGIT_PARTS",
    "blobs",
    "load_digits",
    "noisy_sine",
    "separable_points",
    "two_moons",
    "xor_points",
]

DIGIT_PARTS = ("train", "validation", "test", "all")


def load_digits(part="all"):
    """Load real handwritten digits, 8 × 8 pixels each.

    Of every six images of a digit, in the order of the file, the first four are for training, the fifth is
    for validation and the sixth for testing. The split is always the same, so results can be compared. It
    measures how well other images by the *same* 13 writers are read; new writers are harder.

    Parameters
    ----------
    part : {"all", "train", "validation", "test"}
        1797, 1204, 297 or 296 images.

    Returns
    -------
    X : ndarray of float64, shape (samples, 64)
        Pixels in [0, 1]: 0 is paper, 1 is ink (0 to 16 in the file, divided by 16).
        ``X.reshape(-1, 8, 8)`` are the pictures.
    y : ndarray of int, shape (samples,)
        The digit, 0 to 9.

    Raises
    ------
    ValueError
        If `part` is none of the four.

    References
    ----------
    E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository,
    1998, doi 10.24432/C50P49; its test part. Licence: Creative Commons Attribution 4.0 (CC BY 4.0).
    See data/digits.txt.
    """
    if part not in DIGIT_PARTS:
        raise ValueError(f"`part` must be one of {', '.join(map(repr, DIGIT_PARTS))}, got {part!r}")
    rows = _digits()
    X, y = rows[:, :64] / 16, rows[:, 64].astype(np.int64)
    chosen = np.full(len(y), True) if part == "all" else _part_of_digits(y) == part
    return X[chosen], y[chosen]


@functools.cache
def _digits():
    """Return the file's rows, read once: whoever asks for images is given copies."""
    packed = resources.files("nnlab").joinpath("data", "digits.npy.gz").read_bytes()
    return np.load(io.BytesIO(gzip.decompress(packed)), allow_pickle=False)


def _part_of_digits(y):
    """Name the part of each image, from its place among the images of the same digit."""
    turns = np.array(["train"] * 4 + ["validation", "test"])
    parts = np.empty(len(y), turns.dtype)
    for digit in range(10):
        same = y == digit
        parts[same] = np.resize(turns, same.sum())
    return parts


def two_moons(samples, rng, noise=0.1):
    """Draw two half circles that reach into each other: no line separates them.

    Parameters
    ----------
    samples : int
        At least 1; class 0 gets the odd one.
    rng : numpy.random.Generator
        Draws the points.
    noise : float
        Standard deviation of the scatter, at least 0.

    Returns
    -------
    X : ndarray, shape (samples, 2)
    y : ndarray of int, shape (samples,)
        0 for the upper moon, 1 for the lower one.
    """
    y = _classes(samples, 2)
    angle = rng.uniform(0, np.pi, samples)
    upper = np.column_stack([np.cos(angle), np.sin(angle)])
    X = np.where(y[:, np.newaxis] == 0, upper, [1, 0.5] - upper)
    return X + _scatter(rng, noise, X.shape), y


def blobs(samples, centres, rng, noise=0.5):
    """Draw one round cloud of points around each centre; the class is the centre's place in the list.

    Parameters
    ----------
    samples : int
        At least 1, shared out evenly.
    centres : array_like, shape (classes, features)
        The middle of each cloud.
    rng : numpy.random.Generator
        Draws the points.
    noise : float
        Standard deviation of each cloud, at least 0.

    Returns
    -------
    X : ndarray, shape (samples, features)
    y : ndarray of int, shape (samples,)
    """
    centres = np.asarray(centres, dtype=np.float64)
    if centres.ndim != 2 or not centres.size:
        raise ValueError(f"`centres` must have shape (classes, features), got {centres.shape}")
    y = _classes(samples, len(centres))
    return centres[y] + _scatter(rng, noise, (samples, centres.shape[1])), y


def xor_points(samples=4, rng=None, noise=0.0):
    """Give the corners of the unit square with the exclusive or of their coordinates as class.

    Parameters
    ----------
    samples : int
        At least 1; the four corners (0, 0), (0, 1), (1, 0), (1, 1) take turns.
    rng : numpy.random.Generator, optional
        Draws the scatter; needed only where there is `noise`.
    noise : float
        Standard deviation of the scatter around each corner, at least 0.

    Returns
    -------
    X : ndarray, shape (samples, 2)
    y : ndarray of int, shape (samples,)
        1 where exactly one coordinate of the corner is 1, else 0.
    """
    corner = _classes(samples, 4)
    first, second = corner // 2, corner % 2
    X = np.column_stack([first, second]).astype(np.float64)
    if noise == 0:
        return X, first ^ second
    if rng is None:
        raise ValueError(f"`rng` must be a numpy.random.Generator when there is noise, got {rng!r}")
    return X + _scatter(rng, noise, X.shape), first ^ second


def separable_points(samples, rng, gap=0.2):
    """Draw points in the square [-1, 1] × [-1, 1] that one line separates.

    Parameters
    ----------
    samples : int
        At least 1.
    rng : numpy.random.Generator
        Draws the direction of the line, then the points.
    gap : float
        In [0, 1): no point is nearer to the line than half of this.

    Returns
    -------
    X : ndarray, shape (samples, 2)
    y : ndarray of int, shape (samples,)
        1 on one side of the line, 0 on the other, half of the points each. The line passes through the
        middle of the square.
    """
    if not 0 <= gap < 1:
        raise ValueError(f"`gap` must be in [0, 1), got {gap!r}")
    y = _classes(samples, 2)
    angle = rng.uniform(0, 2 * np.pi)
    normal = np.array([np.cos(angle), np.sin(angle)])
    X = rng.uniform(-1, 1, (samples, 2))
    while (near := np.abs(X @ normal) < gap / 2).any():
        X[near] = rng.uniform(-1, 1, (near.sum(), 2))
    wrong_side = (X @ normal > 0) != (y == 1)
    return np.where(wrong_side[:, np.newaxis], -X, X), y


def noisy_sine(samples, rng, noise=0.2):
    """Draw a curve to fit: one period of a sine, measured with errors.

    Parameters
    ----------
    samples : int
        At least 1.
    rng : numpy.random.Generator
        Draws the places and the errors.
    noise : float
        Standard deviation of the errors, at least 0.

    Returns
    -------
    X : ndarray, shape (samples, 1)
        Places in [-1, 1), in rising order.
    y : ndarray of float64, shape (samples,)
        ``sin(pi x)`` plus the error.
    """
    _classes(samples, 1)
    x = np.sort(rng.uniform(-1, 1, samples))
    return x[:, np.newaxis], np.sin(np.pi * x) + _scatter(rng, noise, samples)


def _classes(samples, n_classes):
    """Deal the classes out in turn: 0, 1, …, 0, 1, …"""
    if isinstance(samples, bool) or not isinstance(samples, int | np.integer) or samples < 1:
        raise ValueError(f"`samples` must be a whole number, at least 1, got {samples!r}")
    return np.arange(samples) % n_classes


def _scatter(rng, noise, shape):
    """Draw normally distributed errors."""
    if not 0 <= noise < np.inf:
        raise ValueError(f"`noise` must be at least 0 and finite, got {noise!r}")
    return noise * rng.standard_normal(shape)
