"""A progress bar where there is a person to see it."""

import sys

from rich.console import Console
from rich.progress import track

__all__ = ["counted"]


def counted(items, total, title):
    """Pass `items` on, showing how many of `total` are done if standard error is a terminal."""
    return track(items, title, total, console=Console(stderr=True), disable=not sys.stderr.isatty())
