"""An IPython shell as a notebook expects it, with nobody looking: nothing is drawn, stored or started."""

import contextlib
import io
import warnings

import matplotlib.pyplot
from IPython.core.displayhook import DisplayHook
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.text import SList
from traitlets.config import Config

__all__ = ["Output", "warm_shell"]


class Output(io.TextIOBase):
    """Keeps the first `limit` characters of what is printed and counts the rest as seen."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, limit):
        self.room, self.kept = limit, []

    def writable(self):
        """Say that one may print here."""
        return True

    def write(self, text):
        """Keep what there is room for."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.room > 0:
            self.kept.append(text[: self.room])
            self.room -= len(text)
        return len(text)

    def getvalue(self):
        """Return what was kept."""
        return "".join(self.kept) + ("\n… (more was printed)" if self.room < 0 else "")


class QuietHook(DisplayHook):
    """Prints a cell's last value without a number in front, as a notebook does."""

    def write_output_prompt(self):
        """Print none."""


class QuietShell(InteractiveShell):
    """Errors are returned, not drawn; shell commands are not run."""

    displayhook_class = QuietHook

    def showtraceback(self, *args, **options):
        """Leave the error to whoever asked for the cell."""

    showsyntaxerror = showtraceback

    def _tee(self, channel):
        """Keep no second copy of what is printed."""
        return contextlib.nullcontext()

    def enable_gui(self, gui=None):
        """There is no window system."""

    def system(self, command):
        """Answer ``!command``."""
        print("Shell commands are not run here.")

    def getoutput(self, command, split=True, depth=0):
        """Answer ``lines = !command``."""
        return SList() if split else ""


def warm_shell():
    """Make the shell and take it once through what a notebook's first cells do."""
    config = Config()
    config.HistoryManager.enabled = False
    config.InteractiveShell.colors = "nocolor"
    config.InteractiveShell.xmode = "Plain"
    shell = QuietShell.instance(config=config)
    shell.display_formatter.active_types = ["text/plain"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for source in _FIRST_CELLS:
            shell.run_cell(source).raise_error()
    matplotlib.pyplot.uninstall_repl_displayhook()  # it draws each figure, only to have it closed
    shell.reset(new_session=True, aggressive=False)
    return shell


_FIRST_CELLS = (
    "%matplotlib inline",
    "import numpy as np\nimport matplotlib.pyplot as plt",
    "figure, axes = plt.subplots()\naxes.plot([0, 1])\nplt.show()",
    "import ipywidgets\nipywidgets.interact(lambda a: a, a=(0.0, 1.0))",
    "import anywidget\n1 + 1",
)
