"""Show a figure together with the words that say what is in it."""

import io
from base64 import b64encode
from html import escape

from IPython.display import HTML, display

__all__ = ["BLACK", "BLUE", "GREEN", "ORANGE", "PURPLE", "SKY", "show"]

# Okabe and Ito's palette, which people with any kind of colour vision can tell apart; the first two are for
# the first two curves. Red never meets green.
BLUE, ORANGE, BLACK, SKY, PURPLE, GREEN = "#0072B2", "#D55E00", "#000000", "#56B4E9", "#CC79A7", "#009E73"


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
