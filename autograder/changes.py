"""What a second grading changes: whose mark, in which exercise, and why."""

from dataclasses import dataclass

__all__ = ["Change", "changes"]


@dataclass(frozen=True)
class Change:
    """One mark that is not what it was."""

    student: str
    exercise: str
    before: float | None
    now: float | None
    why: str


def changes(student, before, now):
    """Return what differs between two results on one student.

    Parameters
    ----------
    student : str
    before : dict
        The recorded result.
    now : dict
        The new one.
    """
    if now["status"] != "graded":
        old = before.get("score")
        return (
            []
            if old is None
            else [Change(student, "all", old, None, f"could not be judged: {now['reason']}")]
        )
    if before["status"] != "graded":
        return [Change(student, "all", None, now["score"], f"judged now; before: {before['reason']}")]
    old, new = ({verdict["id"]: verdict for verdict in result["exercises"]} for result in (before, now))
    ids = [*new, *(id for id in old if id not in new)]
    found = [_change(id, old.get(id), new.get(id)) for id in ids]
    cause = _cause(before, now)
    return [Change(student, id, a, b, f"{cause}{why}") for id, a, b, why in found if a != b]


def _change(id, old, new):
    before, now = (verdict and verdict["points"] for verdict in (old, new))
    if old is None:
        return id, before, now, f"a new exercise; {_said(new)}"
    if new is None:
        return id, before, now, "the exercise was taken out"
    was, becomes = _said(old), _said(new)
    return id, before, now, becomes if was == becomes else f"before: {was}; now: {becomes}"


def _cause(before, now):
    """Say what is not as it was when the first result was recorded."""
    if before["submission"] != now["submission"]:
        return "another file was handed in; "
    if before["record"]["exercises"] != now["record"]["exercises"]:
        return ""  # what one expects: the exercises were changed
    return "the exercises are the same; "


def _said(verdict):
    """Return a verdict in few words: a known mistake by its name."""
    return (
        f"mistake {verdict['mistake']!r}" if verdict["mistake"] else verdict["message"].splitlines()[0][:120]
    )
