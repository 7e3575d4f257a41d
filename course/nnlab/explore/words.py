"""A scene in words: for screen readers, for the text beside a picture, for a terminal."""

import numpy as np

from nnlab.explore.scene import pick, shown

__all__ = ["describe", "fill", "show_number"]


def describe(scene, state):
    """Say what is shown in a state."""
    places = scene.places(state)
    reading = [fill(text, places) for text in scene.reading if shown(text, places)]
    panels = [_describe_panel(panel, places) for panel in scene.panels if shown(panel, places)]
    return " ".join([f"{scene.title}.", *panels, *reading, *scene.notes])


def fill(text, places):
    """Return a sentence for these settings."""
    said = {name: pick(value, places) for name, value in text.fields.items()}
    return text.template.format(**{name: _say(value, text.lost) for name, value in said.items()})


def show_number(number):
    """Write a number with three digits, as a person would; the browser does the same."""
    number = float(number)
    if np.isnan(number):
        return "not a number"
    if np.isinf(number):
        return "infinity" if number > 0 else "−infinity"
    short = float(f"{number:.3g}")
    if not short or 1e-6 <= abs(short) < 1e21:
        text = f"{short:.9f}".rstrip("0").rstrip(".")
    else:
        digits, power = f"{short:e}".split("e")
        text = f"{float(digits):g}e{int(power):+d}"
    return text.replace("-", "−")


def _say(value, lost):
    return str(value) if isinstance(value, str) else lost if np.isnan(value) else show_number(value)


def _describe_panel(panel, places):
    names = dict.fromkeys(mark.name for mark in panel.marks if mark.name and shown(mark, places))
    return f"{panel.title}: {', '.join(names)}." if names else f"{panel.title}."
