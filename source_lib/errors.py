"""What can be wrong with an argument, one class for each kind.

::

    ArgumentError (ValueError)
    ├── ShapeError        an array has the wrong number of dimensions or the wrong length
    ├── RangeError        a number lies outside the values that make sense
    ├── LabelError        a class label is not one of the classes
    ├── UnknownNameError  a name that is not in the list; the nearest known one is suggested
    └── NotFittedError    something is used before it was fitted or run forward
"""

__all__ = ["ArgumentError", "LabelError", "NotFittedError", "RangeError", "ShapeError", "UnknownNameError"]


class ArgumentError(ValueError):
    """Base of all errors that source_lib raises; each says what must be and what was given."""


class ShapeError(ArgumentError):
    """An array has the wrong number of dimensions or the wrong length."""


class RangeError(ArgumentError):
    """A number lies outside the values that make sense."""


class LabelError(ArgumentError):
    """A class label is not one of the classes."""


class UnknownNameError(ArgumentError):
    """A name is not in the list of known ones."""


class NotFittedError(ArgumentError):
    """Something is used before it was fitted, or run backward before it was run forward."""
