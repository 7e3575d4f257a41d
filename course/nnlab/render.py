"""How a verdict looks: HTML in a notebook, plain text everywhere else, never by colour alone.

The order is the same everywhere: case, input, expected, got, the likely mistake, a hint.
"""

from html import escape

import numpy as np

from nnlab.compare import Choice, describe, show_number
from nnlab.plain import Foreign
from nnlab.sketch import sketch

__all__ = ["Message", "Verdict", "finding_rows", "show"]

_BOX = (
    "border-left: 4px solid {colour}; padding: 4px 12px; margin: 4px 0; max-width: 60em;"
    "color: var(--jp-ui-font-color1, inherit); font-size: var(--jp-content-font-size1, 14px)"
)
_GOOD, _PARTLY, _BAD = (
    "#0072B2",
    "#E69F00",
    "#D55E00",
)  # safe for colour-blind people; a sign and a word say it too


class Message:
    """A few words under a title."""

    def __init__(self, title, text):
        self.title, self.text = title, text

    def __str__(self):
        return f"{self.title}: {self.text}"

    __repr__ = __str__

    def _repr_html_(self):
        return f'<div style="{_BOX.format(colour=_PARTLY)}"><strong>{escape(self.title)}</strong> {_code(self.text)}</div>'


class Verdict:
    """What `check` shows of a diagnosis."""

    def __init__(self, diagnosis):
        self.diagnosis = diagnosis

    @property
    def headline(self):
        """One line that says it all."""
        title, parts = self.diagnosis.exercise.title, self.diagnosis.exercise.parts
        chosen = all(isinstance(part.compare, Choice) for part in parts)  # a choice has no hidden cases
        if self.diagnosis.state == "right":
            return f"✓ {title}: " + (
                "right." if chosen else "all public checks passed. Hidden cases decide the mark."
            )
        if self._unwritten:
            return f"○ {title}: not {'answered' if chosen else 'written'} yet."
        return f"✗ {title}: {len(self.diagnosis.right)} of {len(parts)} public checks passed."

    @property
    def _unwritten(self):
        return all(
            f.difference.layer == "missing"
            or (f.observation.error and f.observation.error.kind == "NotImplementedError")
            for f in self.diagnosis.findings
        )

    def __str__(self):
        lines = [self.headline]
        if self.diagnosis.state == "right" or self._unwritten:
            return lines[0]
        finding = self.diagnosis.findings[0]
        lines += [f"  {name:9} {value}" for name, value in finding_rows(finding)]
        lines += [f"  {'right':9} {part.label}" for part in self.diagnosis.right]
        if self.diagnosis.mistake:
            lines.append(f"  Likely mistake: {self.diagnosis.mistake.sentence}")
        return "\n".join([*lines, "  For a hint, run hint()."])

    __repr__ = __str__

    def _repr_html_(self):
        colour = {"right": _GOOD, "partial": _PARTLY, "wrong": _BAD}[self.diagnosis.state]
        body = f"<strong>{escape(self.headline)}</strong>"
        if self.diagnosis.state != "right" and not self._unwritten:
            body += self._details()
        return f'<div role="status" style="{_BOX.format(colour=colour)}">{body}</div>'

    def _details(self):
        finding = self.diagnosis.findings[0]
        rows = [*finding_rows(finding), *(("right", part.label) for part in self.diagnosis.right)]
        mistake = self.diagnosis.mistake
        return (
            table(rows)
            + sketch(finding)
            + (f"<p><strong>Likely mistake:</strong> {_code(mistake.sentence)}</p>" if mistake else "")
            + "<p>For a hint, run <code>hint()</code>.</p>"
        )


def finding_rows(finding):
    """Return (name, text) rows that describe one finding, in the fixed order."""
    case, observation = finding.case, finding.observation
    rows = [("case", finding.part.label)]
    if not isinstance(finding.part.compare, Choice):  # a choice has no input, and must not be given away
        given = f"  with  {show(case.inputs)}" if case.inputs else ""
        rows.append(("input", finding.part.expression + given))
        rows.append(("expected", show(case.expected)))
        rows.append(("got", "an error" if observation.error else show(observation.value)))
    return [*rows, ("so", finding.difference.text)]


def table(rows):
    """Return rows of (name, text) as an HTML table that a screen reader reads row by row."""
    cells = "".join(
        f'<tr><th scope="row" style="text-align: left; vertical-align: top; font-weight: normal">{escape(name)}</th>'
        f'<td style="text-align: left"><code style="white-space: pre-wrap">{escape(text)}</code></td></tr>'
        for name, text in rows
    )
    return f'<table style="margin: 4px 0">{cells}</table>'


def show(value, limit=240):
    """Write a plain value so that a person can read it, in at most `limit` characters."""
    text = _text(value)
    return text if len(text) <= limit else f"{text[:limit]} … ({describe(value)})"


def _text(value):
    if isinstance(value, np.ndarray) and value.ndim:
        options = {"float_kind": show_number, "complex_kind": str}
        text = np.array2string(value, separator=", ", threshold=24, edgeitems=3, formatter=options)
        return " ".join(text.split()) if value.size else f"an empty array of shape {value.shape}"
    if isinstance(value, dict):
        return ", ".join(f"{name} = {_text(item)}" for name, item in value.items())
    if isinstance(value, list):
        return f"({', '.join(map(_text, value))})"
    if isinstance(value, Foreign):
        return describe(value)
    return show_number(value) if isinstance(value, float | np.ndarray) else repr(value)


def _code(text):
    """Escape `text` and set what stands between backquotes as code."""
    pieces = escape(text).split("`")
    return "".join(f"<code>{piece}</code>" if i % 2 else piece for i, piece in enumerate(pieces))
