"""What a student has done, in one file that stays on their machine and that they can read, edit or delete."""

import contextlib
import datetime
import json
import os
import sys
from html import escape
from pathlib import Path

from IPython.display import display

from nnlab import frozen
from nnlab.render import boxed

__all__ = ["Overview", "place", "progress", "read", "record"]

_ABOUT = "Exercises whose public checks have passed, with the day. Yours to edit or delete; it never leaves this machine."


_SHOWN = 3  # of the exercises that are left in a topic


def progress():
    """Show what is done in each topic, and what is left."""
    display(Overview(frozen.topics(), read(), place()))


def record(exercise_id):
    """Note that an exercise's public checks have passed; a file that cannot be written changes nothing.

    Nothing is noted while a notebook is graded or validated.
    """
    passed = read()
    if exercise_id in passed or os.environ.get("NBGRADER_EXECUTION"):
        return
    passed[exercise_id] = datetime.date.today().isoformat()
    text = json.dumps({"about": _ABOUT, "passed": passed}, indent=1, ensure_ascii=False) + "\n"
    with contextlib.suppress(OSError, RuntimeError):  # RuntimeError: there is no home
        path = place()
        partial = path.with_name(f".{path.name}.part")
        partial.write_text(text, encoding="utf-8")
        os.replace(partial, path)  # at no moment is there half a file


def read():
    """Return the day on which each exercise was passed, by id; nothing where there is no file or a broken one."""
    try:
        passed = json.loads(place().read_text(encoding="utf-8"))["passed"]
        return {str(id): str(day) for id, day in passed.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RuntimeError):
        return {}


def place():
    """Return the file: beside the topics' folders, or in the home directory for who works elsewhere."""
    here, topics = Path.cwd(), {topic.assignment for topic in frozen.topics()}
    if here.name in topics:
        here = here.parent
    elif not any((here / name).is_dir() for name in topics):
        here = Path.home()
    return here / "nnlab-progress.json"


class Overview:
    """How many exercises of each topic are done, and which are left."""

    def __init__(self, topics, passed, path):
        self.rows = [_row(topic, passed) for topic in topics]
        self.written = sum(len(topic.written) for topic in topics)
        self.path = path

    def __str__(self):
        width = max((len(title) for title, *_ in self.rows), default=0)
        lines = [f"{title:{width}}  {done} of {total}{_left(left)}" for title, done, total, left in self.rows]
        return "\n".join(["Public checks passed:", *lines, *self._by_hand(), _kept(self.path)])

    __repr__ = __str__

    def _by_hand(self):
        if self.written:
            yield f"Not counted: {self.written} answers in words, which a person marks."

    def _repr_html_(self):
        rows = "".join(
            f'<tr><th scope="row" style="text-align: left">{escape(title)}</th>'
            f'<td><progress max="{total}" value="{done}" aria-label="{escape(title)}"></progress></td>'
            f'<td style="text-align: left">{done} of {total}{escape(_left(left))}</td></tr>'
            for title, done, total, left in self.rows
        )
        return boxed(
            f'<strong>Public checks passed</strong><table style="font-size: inherit">{rows}</table>'
            f"<small>{''.join(self._by_hand())} {escape(_kept(self.path))}</small>"
        )


def _kept(path):
    """Say where the file is; in a browser tab, only what is below /drive outlives the tab."""
    if sys.platform != "emscripten":
        return f"Kept in {path}, on this machine alone."
    if path.is_relative_to("/drive"):
        return f"Kept in this browser alone, as {path.name} in the list of files."
    return "Not kept when this tab is closed: the browser gives it no place for files (a private window?)."


def _row(topic, passed):
    left = [title for id, title in topic.exercises if id not in passed]
    return topic.title, len(topic.exercises) - len(left), len(topic.exercises), left


def _left(titles):
    if not titles:
        return " ✓"
    more = [f"and {len(titles) - _SHOWN} more"] if len(titles) > _SHOWN else []
    return f"; next: {' · '.join([*titles[:_SHOWN], *more])}"
