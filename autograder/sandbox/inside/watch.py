"""What questions rely on, so that they need not be asked at once.

A fork for each exercise costs more than all its questions. So they are asked together at the end, in one, as
long as what their expressions reach is still what it was when their place had come. A student's process that
says so wrongly gains nothing: it is asked later than it could have been.
"""

import types

import numpy as np

__all__ = ["Watch"]

_ABSENT = object()
_SHOWN = 2000


class Watch:
    """Remembers what names of a namespace, and all that their functions name, stand for."""

    def __init__(self, namespace):
        self._namespace, self._seen = namespace, {}

    def add(self, names):
        """Remember these names, and what is reached from them, as they are now."""
        open_names = list(names)
        while open_names:
            name = open_names.pop()
            if name not in self._seen:
                value = self._namespace.get(name, _ABSENT)
                self._seen[name] = value, _content(value)
                if type(value) is types.FunctionType:
                    open_names += _named(value.__code__)

    def moved(self):
        """Whether any of them stands for something else by now."""
        now = self._namespace
        return any(
            now.get(name, _ABSENT) is not value or _content(value) != content
            for name, (value, content) in self._seen.items()
        )


def _content(value):
    """Return what may change about an object that stays the same one."""
    if type(value) is types.FunctionType:
        return id(value.__code__), id(value.__defaults__), id(value.__kwdefaults__)
    return repr(value)[:_SHOWN] if type(value) in (list, dict, set, np.ndarray) else None


def _named(code):
    yield from code.co_names
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield from _named(constant)
