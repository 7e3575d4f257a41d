"""`autograder grade`: grade a class."""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.classroom import Classroom
from autograder.commands.arguments import (
    add_assignment,
    add_classroom,
    add_gradebook,
    add_json,
    add_sandbox,
    add_workers,
    write_json,
)
from autograder.coordinator import grade_class
from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.finishing import Finished, finish
from autograder.gradebook import existing_gradebook
from autograder.progress import counted
from autograder.term import load_term

NOTHING_ELSE = Finished()
_FIELDS = ("student", "status", "reason", "score", "max_score", "seconds", "exercises")
_EXERCISE_FIELDS = ("id", "points", "max_points", "state", "mistake", "message")


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    add_classroom(parser)
    add_workers(parser)
    parser.add_argument("--student", action="append", metavar="ID", help="only this student; may be repeated")
    parser.add_argument("--force", action="store_true", help="grade again what is graded already")
    add_json(parser)
    parser.add_argument(
        "--cluster", metavar="ADDRESS", help="grade on a running Dask cluster, not on this machine"
    )
    add_gradebook(parser)
    add_sandbox(parser)


def run(options):
    """Grade, print a table, and say by the exit status whether everything was judged."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    term = load_term(classroom.root)
    term.require(chosen.assignment)
    students = _students(classroom, chosen.assignment, options.student)
    db_url = options.db or term.gradebook(classroom)
    grading = grade_class(
        classroom,
        chosen,
        students,
        workers=options.workers,
        confined=not options.no_sandbox,
        force=options.force,
        cluster=options.cluster,
        db_url=db_url,
    )
    results = dict(counted(grading, len(students), "grading"))
    finished = NOTHING_ELSE
    if any(result["status"] == "graded" for result in results.values()):
        with existing_gradebook(db_url) as gradebook:
            finished = finish(classroom, gradebook, chosen, term, results)
    ordered = [(student, results[student]) for student in students]
    write_json(options, [as_contract({"student": student, **result}) for student, result in ordered])
    print_results(ordered, finished)
    print(f"each student's page is in {classroom.root / 'feedback'}")
    if chosen.written:
        more = sum(question.points for question in chosen.written)
        waiting = (
            f"{finished.waiting} wait for you, in formgrader" if finished.waiting else "none waits for you"
        )
        print(f"answers in words, which can earn {more:g} points more: {waiting}")
    return 0 if all(result["status"] == "graded" for _, result in ordered) else 1


def as_contract(result):
    """Return what `--json` promises of one submission, and nothing else."""
    kept = {field: result.get(field) for field in _FIELDS if field in result}
    kept["exercises"] = [
        {field: verdict[field] for field in _EXERCISE_FIELDS} for verdict in result["exercises"]
    ]
    return kept


def print_results(results, finished=NOTHING_ELSE):
    """Print a row for each submission: its score, and what there is to say about it."""
    table = Table("student", "score", "right", "partial", "wrong", "remarks")
    for student, result in results:
        states = [verdict["state"] for verdict in result["exercises"]]
        counts = [str(states.count(state)) for state in ("right", "partial", "wrong")]
        row = [
            student,
            _score(result),
            *(counts if states else ["", "", ""]),
            _remarks(student, result, finished),
        ]
        table.add_row(*map(Text, row))  # as it is: brackets in an error of a student's are no markup
    Console().print(table)


def _score(result):
    if result["status"] != "graded":
        return "not judged"
    return f"{result['score']:g} of {result['max_score']:g}"


def _remarks(student, result, finished):
    """Say what there is to say, most telling first: known mistakes, other trouble, what was left out."""
    if result["reason"]:
        return ": ".join(filter(None, (finished.names.get(student), result["reason"])))
    wrong = [verdict for verdict in result["exercises"] if verdict["state"] != "right"]
    unwritten = sum(verdict["message"] == "not written" for verdict in wrong)
    said = [f"{verdict['id']}: {verdict['mistake']}" for verdict in wrong if verdict["mistake"]]
    said += [
        f"{verdict['id']}: {verdict['message'].splitlines()[0][:60]}"
        for verdict in wrong
        if not verdict["mistake"] and verdict["message"] != "not written"
    ]
    if len(said) > 3:
        said[3:] = [f"and {len(said) - 3} more"]
    if unwritten:
        said.append(f"{unwritten} not written")
    late = [f"late: {finished.lost[student]:g} points lost"] if student in finished.lost else []
    return "\n".join([*said, *late, *result["notes"]])


def _students(classroom, assignment, wanted):
    known = classroom.students(assignment)
    if not known:
        raise CourseError(
            f"nobody has handed in {assignment}: {classroom.root}/submitted/*/{assignment} is not there"
        )
    if unknown := [student for student in wanted or () if student not in known]:
        more = ", ..." if len(known) > 10 else ""
        raise CourseError(
            f"no submission of {assignment} by {unknown[0]!r}; there are {', '.join(known[:10])}{more}"
        )
    return [student for student in known if not wanted or student in wanted]
