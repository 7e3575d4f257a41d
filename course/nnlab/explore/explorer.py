"""The one widget class: a scene, its state, its words, its still picture."""

import functools
import html
import inspect
from base64 import b64encode
from pathlib import Path

import anywidget
import traitlets
from IPython.display import display

from nnlab.explore.still import still_picture
from nnlab.explore.student import NotReadyError
from nnlab.explore.wire import pack
from nnlab.explore.words import describe

__all__ = ["Explorer", "Placeholder", "explorer"]

# In JupyterLab: a widget that lives hides its still picture; one that does not, hides its complaint.
STILL_CSS = (
    ".jp-OutputArea-child:has(.nnlab-still):has(+ .jp-OutputArea-child .nnlab-explorer),"
    ".jp-OutputArea-child:has(.nnlab-still) + .jp-OutputArea-child:not(:has(.nnlab-explorer)) {display: none}"
)
FRONT = Path(__file__).parent / "front"
MODULES = ("values", "controls", "axes", "marks", "panel", "explorer")  # each may import those before it


def _one_module():
    """Join the front end's modules: the browser is given one, and has nowhere to fetch others from."""
    lines = [line for name in MODULES for line in (FRONT / f"{name}.js").read_text("utf-8").splitlines()]
    kept = [line for line in lines if not line.startswith("import ")]
    return "\n".join(
        line.removeprefix("export ") if not line.startswith("export default") else line for line in kept
    )


class Explorer(anywidget.AnyWidget):
    """A scene on the page.

    Attributes
    ----------
    state : dict
        The settings of all controls, plain data: given back as ``state=``, it restores the widget.
    """

    _esm = _one_module()
    _css = (FRONT / "explorer.css").read_text("utf-8")
    drawing = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def __init__(self, scene, state=None):
        self.scene = scene
        super().__init__(drawing=pack(scene), state=scene.state(state))

    @property
    def description(self):
        """What is shown, in words."""
        return describe(self.scene, self.state)

    def picture(self):
        """Return a still picture of the present state, as the bytes of a PNG file."""
        return still_picture(self.scene, self.state)

    def _ipython_display_(self):
        """Show a still picture, and the widget, which takes its place where it comes alive.

        Where widgets do not run (on paper, on a page, in a notebook opened again), the picture is what stays.
        """
        display({"text/html": self._still_html(), "text/plain": self.description}, raw=True)
        data, metadata = self._repr_mimebundle_()
        display({**data, "text/plain": ""}, metadata=metadata, raw=True)

    def _still_html(self):
        source = b64encode(self.picture()).decode()
        return (
            f"<style>{STILL_CSS}</style>"
            f'<figure class="nnlab-still" style="margin:0"><img alt="{html.escape(self.description)}" '
            f'src="data:image/png;base64,{source}"><figcaption>A still picture: run the cell in a '
            "notebook to move the controls.</figcaption></figure>"
        )


class Placeholder:
    """What stands where a widget will be, and why it is not there yet."""

    def __init__(self, widget, reason):
        self.reason = f"Nothing to draw yet: {reason}. Run this cell again when it is ready."
        self.widget = widget

    def __repr__(self):
        return f"explore.{self.widget}: {self.reason}"

    def _repr_html_(self):
        return (
            '<div role="note" style="border:1px dashed #757575;border-radius:4px;padding:10px 12px;'
            f'max-width:1074px"><b>explore.{html.escape(self.widget)}</b><br>{_as_html(self.reason)}</div>'
        )


def explorer(build):
    """Turn a function that returns a `Scene` into one that returns its `Explorer`, or a `Placeholder`.

    It takes one argument more: ``state``, the `Explorer.state` of an earlier widget, whole or in part.
    """

    @functools.wraps(build)
    def show(*args, state=None, **options):
        try:
            return Explorer(build(*args, **options), state)
        except NotReadyError as reason:
            return Placeholder(build.__name__, str(reason))

    signature = inspect.signature(build)
    more = inspect.Parameter("state", inspect.Parameter.KEYWORD_ONLY, default=None)
    show.__signature__ = signature.replace(parameters=[*signature.parameters.values(), more])
    return show


def _as_html(text):
    pieces = html.escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces))
