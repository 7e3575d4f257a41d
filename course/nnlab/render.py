"""How a verdict looks: HTML in a notebook, plain text everywhere else, never by colour alone.

The order is the same everywhere: case, input, expected, got, the likely mistake, a hint.
"""

import re
import textwrap
from html import escape

import numpy as np

from nnlab.compare import Choice, describe, show_number
from nnlab.plain import Foreign
from nnlab.sketch import sketch

__all__ = ["Message", "Verdict", "boxed", "finding_rows", "marked", "show"]

_BOX = (
    "border-left: 4px solid {colour}; padding: 4px 12px; margin: 4px 0; max-width: 60em;"
    "color: var(--jp-ui-font-color1, inherit); font-size: var(--jp-content-font-size1, 14px)"
)
# Safe for colour-blind people; a sign and a word say it too.
_GOOD, _PARTLY, _BAD = "#0072B2", "#E69F00", "#D55E00"
_CELL = "text-align: left; vertical-align: baseline; padding: 1px 12px 1px 0"
_PRINTED = "margin: 2px 0 4px; padding: 0; white-space: pre-wrap; overflow-wrap: anywhere; font-size: 0.95em"
_AS_CODE = ("input", "expected", "got")
_COLOURS = {"right": _GOOD, "partial": _PARTLY, "wrong": _BAD}


class Message:
    """A few words under a title."""

    passed = False

    def __init__(self, title, text):
        self.title, self.text = title, text

    def __str__(self):
        return " ".join(_headed(self.title, self.text))

    __repr__ = __str__

    def _repr_html_(self):
        title, text = _headed(self.title, self.text)
        return boxed(f"<strong>{escape(title)}</strong> {marked(text)}")


class Verdict:
    """What `check` shows of a diagnosis, and below it what the student's function printed.

    It is written at once, so that showing it later cannot fail.
    """

    def __init__(self, diagnosis, printed=""):
        self.diagnosis = diagnosis
        self.printed = _printable(printed)
        self.passed = diagnosis.state == "right"
        self._brief = self.passed or self._unwritten
        self._text, self._html = self._as_text(), self._as_html()

    @property
    def headline(self):
        """One line that says it all."""
        sign, text = self._outcome()
        return " ".join((sign, *_headed(self.diagnosis.exercise.title, text)))

    def _outcome(self):
        """Return the sign of the state, and what it means in words."""
        parts = self.diagnosis.exercise.parts
        chosen = all(isinstance(part.compare, Choice) for part in parts)  # a choice has no hidden cases
        if self.passed:
            return "✓", "right." if chosen else "all public checks passed. Hidden cases decide the mark."
        if self._unwritten:
            return "○", f"{self._half_written()}not {'answered' if chosen else 'written'} yet."
        passed = f"{len(self.diagnosis.right)} of {len(parts)}"
        return "✗", f"{passed} {'answers right' if chosen else 'public checks passed'}."

    @property
    def _unwritten(self):
        """Whether nothing is wrong: what is not right is not there yet, and no function is half right."""
        absent = all(
            f.difference.layer == "missing"
            or (f.observation.error and f.observation.error.kind == "NotImplementedError")
            for f in self.diagnosis.findings
        )
        return not self.passed and absent and (not self.diagnosis.right or bool(self._half_written()))

    def _half_written(self):
        """Return which functions are right, and which are to be said not to be written; nothing if none is right."""
        right = _called(self.diagnosis.exercise, self.diagnosis.right)
        missing = _called(self.diagnosis.exercise, [finding.part for finding in self.diagnosis.findings])
        if not right or not missing or set(right) & set(missing):
            return ""
        return f"{_listed(right)} passed; {_listed(missing)} {'is' if len(missing) == 1 else 'are'} "

    def __str__(self):
        return self._text

    __repr__ = __str__

    def _repr_html_(self):
        return self._html

    def _rows(self):
        right = [("right", part.label) for part in self.diagnosis.right]
        return [*finding_rows(self.diagnosis.findings[0]), *right]

    def _as_text(self):
        said = textwrap.indent(self.printed, "    ", lambda line: True)
        return "\n".join([*self._lines(), *(["  Your function printed:", said] if said else [])])

    def _lines(self):
        if self._brief:
            return [self.headline]
        lines = [self.headline, *(f"  {name:9} {text}" for name, text in self._rows())]
        if self.diagnosis.advice:
            lines.append(f"  Likely mistake: {self.diagnosis.advice}")
        return [*lines, "  For a hint, run hint()."]

    def _as_html(self):
        head = f"<strong>{marked(self.headline)}</strong>"
        colour = _PARTLY if self._unwritten else _COLOURS[self.diagnosis.state]
        said = f'Your function printed:<pre style="{_PRINTED}">{escape(self.printed)}</pre>'
        parts = (head, "" if self._brief else self._details(), f"<div>{said}</div>" if self.printed else "")
        return boxed("".join(parts), colour)

    def _details(self):
        advice = self.diagnosis.advice
        return (
            _table(self._rows())
            + sketch(self.diagnosis.findings[0])
            + (f"<p><strong>Likely mistake:</strong> {marked(advice)}</p>" if advice else "")
            + "<p>For a hint, run <code>hint()</code>.</p>"
        )


def _headed(title, text):
    """Return both as they follow each other: after a question comes no colon, but a new sentence."""
    return (title, text[:1].upper() + text[1:]) if title.endswith("?") else (f"{title}:", text)


def _called(exercise, parts):
    """Return those of the exercise's functions that the parts call."""
    expressions = " ".join(part.expression for part in parts)
    return [name for name in exercise.names if re.search(rf"\b{name}\(", expressions)]


def _listed(names):
    return " and ".join(f"`{name}`" for name in names)


def boxed(html, colour=_PARTLY):
    """Return a piece of HTML with a coloured edge, as everything of the kit looks."""
    return f'<div role="status" style="{_BOX.format(colour=colour)}">{html}</div>'


def finding_rows(finding):
    """Return (name, text) rows that describe one finding, in the fixed order."""
    case, observation = finding.case, finding.observation
    rows = [("case", finding.part.label)]
    if not isinstance(finding.part.compare, Choice):  # a choice has no input, and must not be given away
        given = f"  with  {_inputs(case.inputs)}" if case.inputs else ""
        rows.append(("input", finding.part.expression + given))
        rows.append(("expected", show(case.expected)))
        rows.append(("got", "an error" if observation.error else _given(observation.value, case.expected)))
    return [*rows, ("so", finding.difference.text)]


def _given(value, expected):
    """Write an answer; a list where no list belongs, in the brackets of a list."""
    text = show(value)
    misplaced = isinstance(value, list) and not isinstance(expected, list) and text.endswith(")")
    return f"[{text[1:-1]}]" if misplaced and "…" not in text else text


def _table(rows):
    """Return rows of (name, text) as an HTML table that a screen reader reads row by row."""
    cells = "".join(
        f'<tr><th scope="row" style="{_CELL}; font-weight: normal; opacity: 0.8">{escape(name)}</th>'
        f'<td style="{_CELL}">{_value(name, text)}</td></tr>'
        for name, text in rows
    )
    return f'<table style="margin: 4px 0; font-size: inherit; border-collapse: collapse">{cells}</table>'


def _value(name, text):
    if name not in _AS_CODE:
        return marked(text)
    return f'<code style="white-space: pre-wrap; overflow-wrap: anywhere">{escape(text)}</code>'


def _printable(text, lines=20):
    """Return printed text without what a page or a terminal cannot show, in so many lines at most."""
    text = text.encode("utf-8", "backslashreplace").decode()
    text = re.sub(r"\x1b\[[0-9;]*m", "", text).expandtabs().rstrip()
    kept = text.splitlines()
    return "\n".join(kept[:lines] + ["…"] * (len(kept) > lines))


def show(value, limit=240):
    """Write a plain value so that a person can read it, in at most `limit` characters."""
    text = _text(value)
    return text if len(text) <= limit else f"{text[:limit]} … ({describe(value)})"


def _inputs(inputs, limit=400):
    """Write a case's inputs whole, so that it can be repeated; if they are too long, the longest are cut."""
    texts = {name: _text(value, whole=limit, brackets="[]") for name, value in inputs.items()}
    if sum(map(len, texts.values())) > limit:
        room = limit // len(texts)
        texts = {
            name: text if len(text) <= room else show(inputs[name], room) for name, text in texts.items()
        }
    return ", ".join(f"{name} = {text}" for name, text in texts.items())


def _text(value, whole=24, brackets="()"):
    """Write a value: arrays of more than `whole` entries cut, several results as a tuple, lists in them as lists."""
    if isinstance(value, np.ndarray) and value.ndim:
        options = {"float_kind": show_number, "complex_kind": str}
        text = np.array2string(value, separator=", ", threshold=whole, edgeitems=3, formatter=options)
        return " ".join(text.split()) if value.size else f"an empty array of shape {value.shape}"
    if isinstance(value, dict):
        return ", ".join(f"{name} = {_text(item, whole)}" for name, item in value.items())
    if isinstance(value, list):
        return f"{brackets[0]}{', '.join(_text(item, whole, '[]') for item in value)}{brackets[1]}"
    if isinstance(value, Foreign):
        return describe(value)
    return show_number(value) if isinstance(value, float | np.ndarray) else repr(value)


def marked(text):
    """Return a sentence as HTML: escaped, with `code` and *emphasis* set as such."""
    pieces = escape(text).split("`")
    return "".join(
        f"<code>{piece}</code>" if i % 2 else re.sub(r"\*(\w[^*]*)\*", r"<em>\1</em>", piece)
        for i, piece in enumerate(pieces)
    )
