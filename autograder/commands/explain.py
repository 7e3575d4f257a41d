"""`autograder explain`: judge one submission again, and say how its marks came about."""

from autograder.classroom import Classroom
from autograder.commands.arguments import add_assignment, add_classroom, add_sandbox
from autograder.errors import CourseError, NotJudgedError
from autograder.exercises import topic
from autograder.grading import Paper, grade_submission
from autograder.sandbox import Sandbox
from autograder.term import load_term


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    add_classroom(parser)
    parser.add_argument("student", metavar="STUDENT")
    add_sandbox(parser)


def run(options):
    """Recompute every mark from what was recorded with it, and print both."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    load_term(classroom.root).require(chosen.assignment)
    recorded = classroom.verdict(options.student, chosen.assignment)
    if recorded is None:
        raise CourseError(
            f"there is no verdict on {chosen.assignment} by {options.student!r}: grade it first"
        )
    if recorded["status"] != "graded":
        print(f"not judged: {recorded['reason']}")
        return 1
    try:
        content = classroom.content(options.student, chosen.assignment)
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
    known = {verdict["id"]: verdict for verdict in recorded["exercises"]}
    for now in again["exercises"]:
        yield _marks(known.pop(now["id"], None), now)
        for name, text in now["rows"]:
            yield f"    {name:9} {text}"
    for gone in known.values():
        yield f"{gone['title']}: {gone['points']:g} of {gone['max_points']:g}; the exercise was taken out since"
    yield f"total: {recorded['score']:g} of {recorded['max_score']:g}; judged again: {again['score']:g}"


def _marks(before, now):
    """Return a line on one exercise: what was recorded, and what it would be now if that differs."""
    if before is None:
        return f"{now['title']}: a new exercise; {now['points']:g} of {now['max_points']:g}: {now['message']}"
    same = "" if before["points"] == now["points"] else f", and now {now['points']:g}"
    return f"{now['title']}: {before['points']:g} of {before['max_points']:g}{same}: {now['message']}"
