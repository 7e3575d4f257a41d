"""`autograder regrade`: grade a class again after an exercise was changed, and show first what that changes."""

from rich.console import Console
from rich.table import Table

from autograder.changes import changes
from autograder.classroom import Classroom
from autograder.commands.arguments import (
    add_assignment,
    add_classroom,
    add_gradebook,
    add_sandbox,
    add_workers,
)
from autograder.commands.report import recorded
from autograder.coordinator import grade_class
from autograder.errors import NotJudgedError
from autograder.exercises import topic
from autograder.finishing import finish
from autograder.gradebook import existing_gradebook
from autograder.grading import Paper
from autograder.progress import counted
from autograder.term import load_term
from autograder.workers import grade_papers, local_workers


def arguments(parser):
    """Declare what the command takes."""
    add_assignment(parser)
    add_classroom(parser)
    parser.add_argument("--write", action="store_true", help="write the new marks; without it, only list")
    add_workers(parser)
    add_gradebook(parser)
    add_sandbox(parser)


def run(options):
    """List what changes; write it only if that is asked for."""
    chosen = topic(options.assignment)
    classroom = Classroom(options.classroom)
    term = load_term(classroom.root)
    term.require(chosen.assignment)
    before = recorded(classroom, chosen.assignment)
    db_url = options.db or term.gradebook(classroom)
    if options.write:
        grading = grade_class(
            classroom,
            chosen,
            list(before),
            workers=options.workers,
            confined=not options.no_sandbox,
            force=True,
            db_url=db_url,
        )
    else:
        grading = _tried(classroom, chosen, before, options)
    results = dict(counted(grading, len(before), "grading"))
    found = [one for student in before for one in changes(student, before[student], results[student])]
    if options.write:
        with existing_gradebook(db_url) as gradebook:
            finish(classroom, gradebook, chosen, term, results)
    _print(found, results, options)
    return 0 if all(result["status"] == "graded" for result in results.values()) else 1


def _tried(classroom, chosen, students, options):
    """Yield what each student would get, and write nothing."""
    papers = []
    for student in students:
        try:
            content = classroom.content(student, chosen.assignment)
        except NotJudgedError as reason:
            yield student, {"status": "not judged", "reason": str(reason)}
        else:
            seed = classroom.seed(chosen.assignment, content)
            papers.append(Paper(student, chosen.assignment, content, seed))
    if papers:
        workers = local_workers(min(options.workers, len(papers)))
        for paper, result in grade_papers(papers, workers, not options.no_sandbox):
            yield paper.student, result


def _print(found, results, options):
    console = Console()
    table = Table("student", "exercise", "before", "now", "why")
    for one in found:
        table.add_row(one.student, one.exercise, _points(one.before), _points(one.now), one.why)
    if found:
        console.print(table)
    for student, result in results.items():
        if result["status"] != "graded":
            print(f"{student} could not be judged: {result['reason']}")
    students = len({one.student for one in found})
    print(
        f"{students} of {len(results)} students have another mark {'now' if options.write else 'if this is written'}"
    )
    if found and not options.write:
        print("nothing was written; the same command with --write does it")


def _points(points):
    return "–" if points is None else f"{points:g}"
