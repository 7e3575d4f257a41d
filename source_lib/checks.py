"""Turn arguments into arrays and refuse what makes no sense, in words that help.

Every message has one form: subject, what must be, what was given.
"""

import difflib
import math

import numpy as np

from source_lib.errors import LabelError, RangeError, ShapeError, UnknownNameError

__all__ = [
    "as_float",
    "as_labelled_rows",
    "as_labels",
    "as_matrix",
    "as_pair",
    "as_probabilities",
    "check_count",
    "check_known",
    "check_not_empty",
    "check_number",
    "check_same_shape",
]


def as_float(values, name, ndim=None):
    """Return `values` as a float array; float32 stays float32, everything else becomes float64.

    Parameters
    ----------
    values : array_like
        Numbers of any shape; NaN and infinity are allowed.
    name : str
        What the caller calls the argument.
    ndim : int or tuple of int, optional
        The number of dimensions that `values` must have.

    Raises
    ------
    ShapeError
        If the number of dimensions is another one, or rows differ in length.
    RangeError
        If `values` does not hold real numbers.
    """
    try:
        array = np.asarray(values)
    except ValueError:
        raise ShapeError(f"`{name}` must be a rectangular array, got rows of different lengths") from None
    if array.dtype.kind not in "fiub":
        raise RangeError(f"`{name}` must hold real numbers, got dtype {array.dtype}")
    if ndim is not None and array.ndim not in np.atleast_1d(ndim):
        wanted = " or ".join(f"{n}-D" for n in np.atleast_1d(ndim))
        raise ShapeError(f"`{name}` must be {wanted}, got shape {array.shape}")
    return array if array.dtype == np.float32 else array.astype(np.float64, copy=False)


def as_matrix(values, name, columns=None):
    """Return `values` as a float matrix, shape (rows, columns).

    Raises
    ------
    ShapeError
        If it is not 2-D, or has another number of columns than `columns`.
    """
    matrix = as_float(values, name, ndim=2)
    if columns is not None and matrix.shape[1] != columns:
        raise ShapeError(f"`{name}` must have {columns} columns, got shape {matrix.shape}")
    return matrix


def as_labels(values, name, n_classes=None):
    """Return `values` as integer class indices, any shape, each in [0, `n_classes`).

    Raises
    ------
    LabelError
        If a label is not a whole number, is negative, or is `n_classes` or more.
    """
    given = as_float(values, name)
    with np.errstate(invalid="ignore"):  # no int64 holds NaN, infinity or 1e308
        labels = given.astype(np.int64)
    if not np.array_equal(labels, given):
        raise LabelError(f"`{name}` must hold whole class indices, got {given[labels != given].flat[0]}")
    if labels.size and labels.min() < 0:
        raise LabelError(f"`{name}` must hold class indices from 0 up, got {labels.min()}")
    if n_classes is not None and labels.size and labels.max() >= n_classes:
        raise LabelError(f"`{name}` must hold class indices below {n_classes}, got {labels.max()}")
    return labels


def as_probabilities(values, name):
    """Return `values` as a float array whose entries lie in [0, 1].

    Raises
    ------
    RangeError
        If an entry lies outside [0, 1] or is NaN.
    """
    array = as_float(values, name)
    outside = ~((array >= 0) & (array <= 1))
    if outside.any():
        raise RangeError(f"`{name}` must hold probabilities in [0, 1], got {array[outside].flat[0]}")
    return array


def as_pair(y_true, y_pred, name="y_pred"):
    """Return truth and predictions as float arrays of one shape and of the predictions' precision.

    Raises
    ------
    ShapeError
        If the shapes differ, or there is no sample.
    RangeError
        If one of them does not hold real numbers.
    """
    y_true, y_pred = as_float(y_true, "y_true"), as_float(y_pred, name)
    check_same_shape(y_true, "y_true", y_pred, name)
    check_not_empty(y_pred, name)
    with np.errstate(over="ignore"):
        return y_true.astype(y_pred.dtype, copy=False), y_pred


def as_labelled_rows(y_true, rows, name, n_classes=None):
    """Return one class index a row as integers, and `rows` as a float matrix, one column a class as a rule.

    Raises
    ------
    ShapeError
        If `rows` is not 2-D, has no sample, or `y_true` is not one label for each of them.
    LabelError
        If a label is not a whole number in [0, `n_classes`), the number of columns if none is given.
    """
    rows = as_matrix(rows, name)
    check_not_empty(rows, name)
    if np.shape(as_float(y_true, "y_true")) != (len(rows),):
        raise ShapeError(f"`y_true` must have shape ({len(rows)},), a label a row, got {np.shape(y_true)}")
    return as_labels(y_true, "y_true", rows.shape[1] if n_classes is None else n_classes), rows


def check_not_empty(array, name):
    """Refuse an array without entries: the mean of nothing is nothing.

    Raises
    ------
    ShapeError
        If it has none.
    """
    if np.size(array) == 0:
        raise ShapeError(f"`{name}` must hold at least one sample, got shape {np.shape(array)}")


def check_same_shape(first, first_name, second, second_name):
    """Refuse two arrays whose shapes differ.

    Raises
    ------
    ShapeError
        If they differ.
    """
    if np.shape(first) != np.shape(second):
        raise ShapeError(
            f"`{first_name}` and `{second_name}` must have one shape, "
            f"got {np.shape(first)} and {np.shape(second)}"
        )


def check_number(value, name, low=-math.inf, high=math.inf, *, include_low=True, include_high=True):
    """Return `value` if it is a number between `low` and `high`.

    Raises
    ------
    RangeError
        If it is no real number, is NaN, or lies outside the interval.
    """
    interval = f"{'[' if include_low else '('}{low:g}, {high:g}{']' if include_high else ')'}"
    scalar = np.isscalar(value) or (isinstance(value, np.ndarray) and value.ndim == 0)
    if not scalar or np.asarray(value).dtype.kind not in "fiu":
        raise RangeError(f"`{name}` must be one number in {interval}, got {value!r}")
    above = value >= low if include_low else value > low
    below = value <= high if include_high else value < high
    if not (above and below):
        raise RangeError(f"`{name}` must be in {interval}, got {value!r}")
    return value


def check_count(value, name, low=1):
    """Return `value` as an int if it is a whole number from `low` up.

    Raises
    ------
    RangeError
        If it is not.
    """
    if check_number(value, name, low, include_high=False) % 1:
        raise RangeError(f"`{name}` must be a whole number, got {value!r}")
    return int(value)


def check_known(value, name, known):
    """Return `value` if it is one of the names in `known`; otherwise suggest the nearest one.

    Raises
    ------
    UnknownNameError
        If it is not in `known`.
    """
    if isinstance(value, str) and value in known:
        return value
    near = difflib.get_close_matches(str(value).lower(), known, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise UnknownNameError(f"`{name}` must be one of {', '.join(map(repr, known))}, got {value!r}{hint}")
