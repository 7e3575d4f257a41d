"""What an instructor decides about a term: assignments, due dates, what a late hand-in costs.

It stands in the course's ``nbgrader_config.py``, the one file that nbgrader reads too.
"""

import datetime
import math
from dataclasses import dataclass, field
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nbgrader.plugins import LateSubmissionPlugin
from traitlets import Float, TraitError
from traitlets.config import Config, PyFileConfigLoader

from autograder.errors import CourseError
from autograder.exercises import topic

__all__ = ["CONFIG", "LatePolicy", "Term", "load_config", "load_term", "term_of"]

CONFIG = "nbgrader_config.py"
DAY = 24 * 60 * 60


class LatePolicy(LateSubmissionPlugin):
    """A share of the points is lost for each day begun after the due date, as the course's config says."""

    grace_minutes = Float(0, min=0, help="So late costs nothing yet.").tag(config=True)
    percent_per_day = Float(0, min=0, max=100, help="Lost for each day begun.").tag(config=True)
    most_percent = Float(100, min=0, max=100, help="No more than this is lost.").tag(config=True)

    def late_submission_penalty(self, student_id, score, total_seconds_late):
        """Return the points that are lost, or None if there are none."""
        late = total_seconds_late - 60 * self.grace_minutes
        if late <= 0:
            return None
        percent = min(self.most_percent, self.percent_per_day * math.ceil(late / DAY))
        return score * percent / 100 or None


@dataclass(frozen=True)
class Term:
    """The assignments of a course, in order, each with the moment in UTC when it is due, or None."""

    due: dict[str, datetime.datetime | None] = field(default_factory=dict)
    late_policy: LatePolicy = field(default_factory=LatePolicy)
    db_url: str | None = None

    def gradebook(self, classroom):
        """Return the address of the gradebook: the config's, else a SQLite file in the classroom."""
        url = self.db_url or "sqlite:///gradebook.db"
        prefix, _, path = url.partition(":///")
        # nbgrader reads a relative path from the folder that it runs in, which is the course's.
        return f"sqlite:///{classroom.root / path}" if prefix == "sqlite" else url

    def require(self, assignment):
        """Raise a CourseError if the course has no such assignment."""
        if self.due and assignment not in self.due:
            raise CourseError(
                f"this course has no assignment {assignment}, only {', '.join(self.due)}: "
                f"add it to `Term.due` in {CONFIG}, then run `autograder init` on the folder again"
            )


def load_term(root: Path) -> Term:
    """Return the term of the course in a folder; an empty one, without dates, where no config stands.

    Raises
    ------
    CourseError
        If the config cannot be run, or says what makes no sense.
    """
    config = load_config(root)
    try:
        return term_of(config)
    except CourseError as error:
        raise CourseError(f"{root / CONFIG}: {error}") from None


def load_config(root: Path) -> Config:
    """Return what a course's config sets for nbgrader and for us; nothing where there is none.

    Raises
    ------
    CourseError
        If it cannot be run.
    """
    path = root / CONFIG
    if not path.is_file():
        return Config()
    try:
        return PyFileConfigLoader(CONFIG, str(root)).load_config()
    except SyntaxError as error:
        raise CourseError(f"{path}, line {error.lineno}: {error.msg}") from None
    except Exception as error:  # whatever a person may have written there
        raise CourseError(f"{path} cannot be run: {type(error).__name__}: {error}") from None


def term_of(config: Config) -> Term:
    """Return the term that a loaded config describes."""
    zone = _zone(config.Term.get("timezone", "UTC"))
    due = config.Term.get("due", {})
    if not isinstance(due, dict):
        raise CourseError(f"`Term.due` must map assignments to dates, got {due!r}")
    dates = {}
    for name, date in due.items():
        if topic(name).assignment != name:
            raise CourseError(
                f"`Term.due` must name assignments such as {topic(name).assignment}, got {name!r}"
            )
        dates[name] = _moment(name, date, zone)
    return Term(dates, _late_policy(config), config.CourseDirectory.get("db_url"))


def _zone(name):
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, TypeError):
        raise CourseError(f"`Term.timezone` must be a name such as Europe/Berlin, got {name!r}") from None


def _moment(name, date, zone):
    """Return a date as nbgrader keeps it: in UTC, without saying so."""
    if date is None:
        return None
    try:
        local = datetime.datetime.fromisoformat(date)
    except (TypeError, ValueError):
        raise CourseError(f"{name} must be due on a date such as '2026-11-02 23:59', got {date!r}") from None
    aware = local if local.tzinfo else local.replace(tzinfo=zone)
    return aware.astimezone(datetime.UTC).replace(tzinfo=None)


def _late_policy(config):
    try:
        return LatePolicy(config=config)
    except TraitError as error:
        raise CourseError(" ".join(str(error).split())) from None
