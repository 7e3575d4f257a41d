"""Modules and classes as they were before the first cell, to put back what a cell replaced in them.

A cell that sets ``np.allclose`` or breaks the shell would otherwise spoil every exercise after it. What was
replaced is also reported: it is how a person would notice it.
"""

import builtins
import importlib

from IPython.core.interactiveshell import InteractiveShell

__all__ = ["Originals"]

MODULES = (
    "json",
    "math",
    "numpy",
    "numpy.linalg",
    "numpy.random",
    "nnlab.evaluate",
    "nnlab.plain",
    "os",
    "signal",
    "threading",
)

TRANSFORMS = (
    "cleanup_transforms",
    "line_transforms",
    "token_transformers",
)  # of a cell's text, before it runs


class Originals:
    """Remembers the public names of modules and of the shell's class, and what the shell calls.

    Parameters
    ----------
    shell : InteractiveShell
        The shell that cells will run in.
    """

    def __init__(self, shell):
        self._shell = shell
        self._callbacks = {event: list(called) for event, called in shell.events.callbacks.items()}
        self._transforms = {name: list(getattr(shell.input_transformer_manager, name)) for name in TRANSFORMS}
        modules = [builtins, *map(importlib.import_module, MODULES)]
        owners = [(owner, owner.__name__) for owner in (*modules, InteractiveShell)]
        self._kept = [(owner, label, _public(owner)) for owner, label in owners]

    def restore(self):
        """Put everything back; return the names of what had been replaced."""
        self._shell.ast_transformers = []
        self._shell.events.callbacks = {event: list(called) for event, called in self._callbacks.items()}
        self._shell.input_transformers_post = []
        for name, kept in self._transforms.items():
            setattr(self._shell.input_transformer_manager, name, list(kept))
        replaced = []
        for owner, label, kept in self._kept:
            now = vars(owner)
            for name, value in kept.items():
                if now.get(name) is not value:
                    setattr(owner, name, value)
                    replaced.append(f"{label}.{name}")
        return replaced


def _public(owner):
    """Dunder names count only where Python itself looks for them."""
    return {
        name: value for name, value in vars(owner).items() if not name.startswith("_") or name == "__import__"
    }
