"""Run a student's function safely: what comes back is numbers of the right shape, or one clear sentence."""

import contextlib
import inspect
import io
import warnings

import numpy as np

__all__ = ["NotReadyError", "call", "call_any", "extra_parameter", "name_of", "numbers", "pair"]


class NotReadyError(Exception):
    """A function is not written yet, fails, or returns something else; the message says so to the student."""


def name_of(function, fallback="f"):
    """Return the name that the student gave to a function."""
    name = getattr(function, "__name__", "<lambda>")
    return fallback if name == "<lambda>" else name


def call(function, *args, shape=None, name=None, hint="", **options):
    """Return ``function(*args, **options)`` as floats.

    Parameters
    ----------
    function : callable or None
        The student's.
    *args, **options
        Arguments; arrays are handed over as copies.
    shape : tuple of int, optional
        The shape that the result must have; any, where None.
    name : str, optional
        What to call the function in messages.
    hint : str, optional
        Why that shape: "the shape of `z`".

    Returns
    -------
    ndarray of float64

    Raises
    ------
    NotReadyError
        With the sentence for the student.
    """
    return numbers(call_any(function, *args, name=name, **options), name or name_of(function), shape, hint)


def numbers(value, name, shape=None, hint=""):
    """Return what the function `name` returned as floats of a `shape`, or raise as `call` does."""
    if value is None:
        raise NotReadyError(f"`{name}` returned None; does it end with `return`?")
    array = _as_floats(value, name)
    if shape is not None and array.shape != tuple(shape):
        raise NotReadyError(
            f"`{name}` must return {_of_shape(shape)}{hint and ', ' + hint}, got {_of_shape(array.shape)}"
        )
    return array


def pair(value, name, what):
    """Return the two things that the function `name` must return together; `what` names them."""
    if value is None:
        raise NotReadyError(f"`{name}` returned None; does it end with `return`?")
    if not isinstance(value, tuple | list) or len(value) != 2:
        raise NotReadyError(f"`{name}` must return two values, {what}, got {_kind(value)}")
    return value


def call_any(function, *args, name=None, **options):
    """Return whatever ``function(*args, **options)`` returns, quietly; see `call` for what it raises."""
    name = name or name_of(function)
    if function is None:
        raise NotReadyError(f"`{name}` is not written yet: it is None")
    if not callable(function):
        raise NotReadyError(f"`{name}` must be a function, got {_kind(function)}")
    args = [np.copy(argument) if isinstance(argument, np.ndarray) else argument for argument in args]
    try:
        with _quietly():
            return function(*args, **options)
    except NotImplementedError:
        raise NotReadyError(f"`{name}` is not written yet") from None
    except Exception as error:
        raise NotReadyError(f"`{name}` failed: {type(error).__name__}: {_text(error)}") from None


def extra_parameter(function):
    """Return the name and default of the one parameter that follows the first, or None.

    The default is None where there is none. Parameters after the second must have defaults of their own.
    """
    try:
        parameters = list(inspect.signature(function).parameters.values())[1:]
    except (TypeError, ValueError):  # a NumPy ufunc says nothing about its parameters
        return None
    positional = [p for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD]
    required = [p for p in positional[1:] if p.default is p.empty]
    if not positional or required:
        return None
    default = positional[0].default
    number = isinstance(default, int | float) and not isinstance(default, bool)
    if default is not inspect.Parameter.empty and not number:
        return None
    return positional[0].name, float(default) if number else None


@contextlib.contextmanager
def _quietly():
    with warnings.catch_warnings(), np.errstate(all="ignore"), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def _as_floats(value, name):
    try:
        array = np.asarray(value)
        if array.dtype.kind not in "biuf":
            raise TypeError
        return array.astype(np.float64)
    except Exception:
        raise NotReadyError(f"`{name}` must return numbers, got {_kind(value)}") from None


def _of_shape(shape):
    return f"an array of the shape {tuple(shape)}" if shape else "a single number"


def _kind(value):
    kind = type(value).__name__
    return f"an array of {value.dtype}" if isinstance(value, np.ndarray) else f"a {kind}"


def _text(error):
    try:
        return str(error)[:300]
    except Exception:
        return "(its message cannot be read)"
