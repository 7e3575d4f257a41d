"""`autograder explain`: judge one submission again, and say how its marks came about."""

from autograder.classroom import Classroom
from autograder.errors import CourseError, NotJudgedError
from autograder.exercises import topic
from autograder.grading import Paper, grade_submission
from autograder.sandbox import Sandbox


def run(options):
    """Recompute every mark from what was recorded with it, and print both."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    recorded = classroom.verdict(options.student, chosen.assignment)
    if recorded is None:
        raise CourseError(
            f"there is no verdict on {chosen.assignment} by {options.student!r}: grade it first"
        )
    if recorded["status"] != "graded":
        print(f"not judged: {recorded['reason']}")
        return 1
    try:
        content = classroom.notebook(options.student, chosen.assignment).read_bytes()
    except (NotJudgedError, OSError) as reason:
        raise CourseError(f"the submission that was judged is not there any more: {reason}") from None
    paper = Paper(options.student, chosen.assignment, content, bytes.fromhex(recorded["record"]["seed"]))
    with Sandbox(confined=not options.no_sandbox) as sandbox:
        again = grade_submission(paper, sandbox)
    if again["status"] != "graded":
        raise CourseError(f"it cannot be judged again: {again['reason']}")
    for line in _explained(recorded, again):
        print(line)
    return 0 if again["score"] == recorded["score"] else 1


def _explained(recorded, again):
    """Yield the lines of the explanation."""
    for name in ("submission", "record"):
        if again[name] != recorded[name]:
            yield f"note: the {name} is not the recorded one any more, so the marks may differ"
    for name, value in recorded["record"]["versions"].items():
        yield f"{name} {value}"
    yield f"hidden inputs drawn from {recorded['record']['seed']}"
    for before, now in zip(recorded["exercises"], again["exercises"], strict=True):
        same = "" if before["points"] == now["points"] else f", and now {now['points']:g}"
        yield f"{now['title']}: {before['points']:g} of {before['max_points']:g}{same}: {now['message']}"
        for name, text in now["rows"]:
            yield f"    {name:9} {text}"
    yield f"total: {recorded['score']:g} of {recorded['max_score']:g}; judged again: {again['score']:g}"
