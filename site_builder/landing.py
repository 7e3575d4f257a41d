"""The page in front of the notebooks: what the course is, the topics, how work is kept and handed in."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import jinja2

__all__ = ["Topic", "topics", "write"]

_TITLE = re.compile(r"# (\d+) · ([^:]+): (.+)")
_SECTION = re.compile(r"^\| \d+ .+ \| (\d+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Topic:
    """A notebook, as the page announces it."""

    number: int
    title: str
    promise: str
    minutes: int
    path: str

    @property
    def hours(self):
        """Say how long it takes, to the half hour."""
        halves = round(self.minutes / 30)
        return f"{halves // 2}{' ½' if halves % 2 else ''} hours"


def topics(course):
    """Return what the released notebooks say of themselves, in order."""
    return [_topic(path) for path in sorted(course.glob("0*/*.ipynb"))]


def write(course, output, offline):
    """Write the page as the site's first; it says where Python comes from."""
    template = Path(__file__).with_name("landing.html.j2").read_text(encoding="utf-8")
    environment = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(template).render(topics=topics(course), offline=offline)
    (output / "index.html").write_text(page, encoding="utf-8")


def _topic(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    text = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown")
    number, title, promise = _TITLE.match(text).groups()
    minutes = sum(map(int, _SECTION.findall(text)))
    return Topic(int(number), title, promise, minutes, f"{path.parent.name}/{path.name}")
