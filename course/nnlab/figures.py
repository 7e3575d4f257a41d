"""Figures that everyone can read: curves told apart by colour and dash, shown with words that say what is in them."""

import io
from base64 import b64encode
from html import escape

from IPython.display import HTML, display

__all__ = ["BLACK", "BLUE", "GREEN", "ORANGE", "PURPLE", "SKY", "curves", "show"]

# Okabe and Ito's palette, which people with any kind of colour vision can tell apart; the first two are for
# the first two curves. Red never meets green.
BLUE, ORANGE, BLACK, SKY, PURPLE, GREEN = "#0072B2", "#D55E00", "#000000", "#56B4E9", "#CC79A7", "#009E73"


_STYLES = (
    (ORANGE, "-"),
    (BLUE, "--"),
    (BLACK, ":"),
    (PURPLE, "-."),
    (GREEN, (0, (6, 1))),
    (SKY, (0, (1, 3))),
)


def curves(x, ys, axis=None, **settings):
    """Plot named curves over the same x, each with a colour and a dash of its own.

    Parameters
    ----------
    x : array_like
    ys : dict of str to array_like
        At most six curves, by name; with more than one, a legend says the names.
    axis : matplotlib.axes.Axes, optional
        Where to plot; a new figure if it is left out.
    **settings
        For ``axis.set``: title, xlabel, ylabel, yscale, ylim, ...

    Returns
    -------
    matplotlib.figure.Figure
    """
    import matplotlib.pyplot as plt

    axis = axis or plt.subplots(figsize=(6, 3.5), layout="constrained")[1]
    for (name, y), (colour, dash) in zip(ys.items(), _STYLES, strict=False):
        axis.plot(x, y, color=colour, linestyle=dash, linewidth=2, label=name)
    axis.set(**settings)
    if len(ys) > 1:
        axis.legend()
    return axis.figure


def show(figure, alt):
    """Display a Matplotlib figure with alternative text, and close it.

    Parameters
    ----------
    figure : matplotlib.figure.Figure
    alt : str
        What a person who cannot see the figure needs to know.
    """
    import matplotlib.pyplot as plt  # here, so that importing the kit stays fast

    picture = io.BytesIO()
    figure.savefig(picture, format="png", dpi=144, bbox_inches="tight", facecolor="white")
    width = int(figure.get_figwidth() * 96)
    plt.close(figure)
    data = b64encode(picture.getvalue()).decode()
    display(
        HTML(
            f'<img alt="{escape(alt)}" style="width: {width}px; max-width: 100%" src="data:image/png;base64,{data}">'
        )
    )
