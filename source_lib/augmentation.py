"""Augmentation: more training data from the data there are, by changes that leave the label what it was.

Images have shape (samples, height, width); rows of pixels become images by ``X.reshape(-1, height, width)``.
Use it on training data only. Whether a change leaves the label alone depends on the task: a 6 that is turned
upside down is a 9. And it must bring what new images bring: on digits that are centred already, shifts make
a network worse, and a little noise makes it better.
"""

import numpy as np

from source_lib.checks import as_float, check_count, check_number
from source_lib.errors import ShapeError

__all__ = ["add_noise", "augment", "rotate", "shift"]


def shift(images, down, right, fill=0.0):
    """Move images; what enters at the edges is `fill`.

    Parameters
    ----------
    images : array_like, shape (samples, height, width)
        Grey values.
    down, right : float or array_like, shape (samples,)
        How many pixels, one number for all images or one for each. Negative is up and left; a fraction
        is interpolated.
    fill : float
        The background.

    Returns
    -------
    ndarray
        New images, shape of `images`.

    Raises
    ------
    ShapeError
        If `images` is not 3-D, or a shift is neither one number nor one for each image.
    """
    images = as_float(images, "images", ndim=3)
    rows, columns = _pixels(images)
    return _sample(
        images, rows - _for_each(down, "down", images), columns - _for_each(right, "right", images), fill
    )


def rotate(images, degrees, fill=0.0):
    """Turn images anticlockwise about their centre; what enters at the corners is `fill`.

    Parameters
    ----------
    images : array_like, shape (samples, height, width)
        Grey values.
    degrees : float or array_like, shape (samples,)
        One angle for all images or one for each.
    fill : float
        The background.

    Returns
    -------
    ndarray
        New images, shape of `images`, bilinearly interpolated.

    Raises
    ------
    ShapeError
        If `images` is not 3-D, or `degrees` is neither one number nor one for each image.
    """
    images = as_float(images, "images", ndim=3)
    angle = np.deg2rad(_for_each(degrees, "degrees", images))
    rows, columns = _pixels(images)
    middle, centre = (images.shape[1] - 1) / 2, (images.shape[2] - 1) / 2
    y, x = rows - middle, columns - centre
    # Each new pixel looks back to where it came from, so the turn here is clockwise; rows count downwards.
    source_rows = middle + y * np.cos(angle) + x * np.sin(angle)
    source_columns = centre + x * np.cos(angle) - y * np.sin(angle)
    return _sample(images, source_rows, source_columns, fill)


def add_noise(X, scale, rng):
    """Add Gaussian noise of standard deviation `scale` (at least 0) to an array of any shape.

    Raises
    ------
    RangeError
        If `scale` is negative.
    """
    X = as_float(X, "X")
    return X + rng.normal(0, check_number(scale, "scale", 0), X.shape).astype(X.dtype)


def augment(images, rng, pixels=1, degrees=10.0, noise=0.0, fill=0.0):
    """Turn and shift each image by random amounts of its own, and add noise.

    Parameters
    ----------
    images : array_like, shape (samples, height, width)
        Grey values.
    rng : numpy.random.Generator
        Where the amounts come from.
    pixels : int
        The largest shift in each direction, at least 0; shifts are whole pixels.
    degrees : float
        The largest turn either way, at least 0.
    noise : float
        Standard deviation of the Gaussian noise on each pixel, at least 0.
    fill : float
        The background.

    Returns
    -------
    ndarray
        New images, shape of `images`.

    Raises
    ------
    RangeError
        If an amount is negative.
    ShapeError
        If `images` is not 3-D.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, section 7.4.
    """
    images = as_float(images, "images", ndim=3)
    check_count(pixels, "pixels", 0)
    check_number(degrees, "degrees", 0)
    turned = rotate(images, rng.uniform(-degrees, degrees, len(images)), fill)
    down, right = rng.integers(-pixels, pixels, size=(2, len(images)), endpoint=True)
    return add_noise(shift(turned, down, right, fill), noise, rng)


def _pixels(images):
    """Row and column numbers of the pixels, each of shape (1, height or 1, width or 1)."""
    height, width = images.shape[1:]
    return np.arange(height)[np.newaxis, :, np.newaxis], np.arange(width)[np.newaxis, np.newaxis, :]


def _for_each(amount, name, images):
    """One amount for each image, of shape (samples, 1, 1)."""
    amount = as_float(amount, name)
    if amount.shape not in ((), (len(images),)):
        raise ShapeError(
            f"`{name}` must be one number or one for each of {len(images)} images, got shape {amount.shape}"
        )
    return np.broadcast_to(amount, len(images))[:, np.newaxis, np.newaxis]


def _sample(images, rows, columns, fill):
    """Read the images at fractional places: bilinear between the four nearest pixels, `fill` outside."""
    samples, height, width = images.shape
    framed = np.pad(images, ((0, 0), (1, 1), (1, 1)), constant_values=fill)
    rows, columns = np.clip(rows + 1, 0, height + 1), np.clip(columns + 1, 0, width + 1)
    top, left = np.minimum(rows.astype(int), height), np.minimum(columns.astype(int), width)
    below, beside = (rows - top).astype(images.dtype), (columns - left).astype(images.dtype)
    which = np.arange(samples)[:, np.newaxis, np.newaxis]
    upper = (1 - beside) * framed[which, top, left] + beside * framed[which, top, left + 1]
    lower = (1 - beside) * framed[which, top + 1, left] + beside * framed[which, top + 1, left + 1]
    return (1 - below) * upper + below * lower
