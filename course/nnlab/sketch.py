"""A small picture of a function of one variable: what was expected, and what the student's function returned."""

import numpy as np

__all__ = ["sketch"]

_WIDTH, _HEIGHT, _MARGIN = 280, 160, 44
_INSET = 7  # between the frame and the outermost points
_EXPECTED, _GOT = "#0072B2", "#D55E00"
# What functions of one number are given here; the entries of an image or of a matrix of weights belong together.
_ONE_BY_ONE = ("z", "x", "logits", "epoch")


def sketch(finding):
    """Return an SVG for a finding whose one array, entry by entry, maps to an array of the same shape, else "".

    Blue circles are what was expected, orange crosses what was returned; the text alternative says how many
    points differ and by how much.
    """
    points = _points(finding)
    if points is None:
        return ""
    x, expected, got = points
    across = _scale(x, _MARGIN + _INSET, _WIDTH - 8 - _INSET)
    up = _scale(np.concatenate([expected, got]), _HEIGHT - 20 - _INSET, 8 + _INSET)
    circles = "".join(
        f'<circle cx="{across(a):.1f}" cy="{up(b):.1f}" r="4"/>' for a, b in zip(x, expected, strict=True)
    )
    crosses = "".join(
        f'<path d="M{across(a) - 4:.1f} {up(b) - 4:.1f}l8 8m0 -8l-8 8"/>' for a, b in zip(x, got, strict=True)
    )
    return (
        f'<svg role="img" aria-label="{_alternative(expected, got)}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'viewBox="0 0 {_WIDTH} {_HEIGHT}" fill="none" stroke-width="2">{_axes(x, expected, got)}'
        f'<g stroke="{_EXPECTED}">{circles}</g><g stroke="{_GOT}">{crosses}</g>{_legend()}</svg>'
    )


def _points(finding):
    inputs = finding.case.inputs.items()
    arrays = {name: value for name, value in inputs if isinstance(value, np.ndarray) and value.ndim}
    expected, got = finding.case.expected, finding.observation.value
    one_by_one = len(arrays) == 1 and next(iter(arrays)) in _ONE_BY_ONE
    if not one_by_one or not isinstance(got, np.ndarray) or not isinstance(expected, np.ndarray):
        return None
    (given,) = arrays.values()
    x = given.astype(float).ravel()
    shapes = given.shape, expected.shape, got.shape
    if len(set(shapes)) > 1 or x.size < 2 or got.dtype.kind == "c":
        return None
    columns = x, expected.astype(float).ravel(), got.astype(float).ravel()
    finite = np.all(np.isfinite(columns) & (np.abs(columns) < 1e6), axis=0)
    return tuple(column[finite] for column in columns) if finite.sum() >= 2 else None


def _scale(values, first, last):
    low, high = float(np.min(values)), float(np.max(values))
    span = (high - low) or 1.0
    return lambda value: first + (float(value) - low) / span * (last - first)


def _axes(x, expected, got):
    """Draw the frame and write the ends of both axes."""
    both = np.concatenate([expected, got])
    bottom = _HEIGHT - 20
    labels = (
        (_MARGIN, _HEIGHT - 6, f"{x.min():.3g}", "start"),
        (_WIDTH - 8, _HEIGHT - 6, f"{x.max():.3g}", "end"),
        (_MARGIN - 4, bottom - _INSET + 4, f"{both.min():.2g}", "end"),
        (_MARGIN - 4, 8 + _INSET + 4, f"{both.max():.2g}", "end"),
    )
    frame = f'<path d="M{_MARGIN} 8V{bottom}H{_WIDTH - 8}" stroke="currentColor" stroke-width="1"/>'
    return frame + "".join(
        f'<text x="{left}" y="{top}" text-anchor="{anchor}" font-size="10" fill="currentColor">{text}</text>'
        for left, top, text, anchor in labels
    )


def _legend():
    return (
        f'<text x="{_WIDTH / 2}" y="{_HEIGHT - 6}" text-anchor="middle" font-size="10" fill="currentColor">'
        "○ expected  × yours</text>"
    )


def _alternative(expected, got):
    distance = np.abs(got - expected)
    wrong = int(np.sum(distance > 1e-6 * (1 + np.abs(expected))))
    return (
        f"Expected values as circles and yours as crosses: {wrong} of {distance.size} points differ, "
        f"by {distance.max():.3g} at most."
    )
