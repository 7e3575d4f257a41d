"""`autograder audit`: test the exercises against right and wrong answers."""

from rich.console import Console
from rich.table import Table

from autograder.audit import audit
from autograder.commands.arguments import add_json, write_json
from autograder.errors import CourseError
from autograder.exercises import topic, topics
from autograder.progress import counted


def arguments(parser):
    """Declare what the command takes."""
    parser.add_argument("topic", nargs="?", metavar="TOPIC", help="one topic; all of them if left out")
    parser.add_argument("--exercise", metavar="ID", help="one exercise of the topic")
    add_json(parser)


def run(options):
    """Audit one topic or all, print a table and what needs work."""
    if options.exercise and not options.topic:
        raise CourseError("name the topic of the exercise, too: autograder audit TOPIC --exercise ID")
    chosen = [topic(options.topic)] if options.topic else topics()
    total = 1 if options.exercise else sum(len(one.exercises) for one in chosen)
    found = (found for one in chosen for found in audit(one, _declared(one, options.exercise)))
    audits = list(counted(found, total, "auditing"))
    write_json(options, [found.to_data() for found in audits])
    _print(audits)
    return 0 if all(found.sound for found in audits) else 1


def _declared(topic, id):
    if id and id not in (exercise.id for exercise in topic.exercises):
        ids = ", ".join(exercise.id for exercise in topic.exercises)
        raise CourseError(f"{topic.stem} has no exercise {id!r}, only {ids}")
    return id


def _print(audits):
    console = Console()
    table = Table(
        "exercise", "alternatives accepted", "mistakes refused", "named", "mutants refused", "equivalent"
    )
    for found in audits:
        data = found.to_data()
        table.add_row(
            found.id,
            f"{data['alternatives_accepted']} of {data['alternatives']}",
            f"{data['mistakes_refused']} of {data['mistakes']}",
            f"{data['mistakes_named']} of {data['mistakes']}",
            f"{data['mutants_refused']} of {data['mutants']}",
            str(data["equivalent"]),
        )
    console.print(table)
    for found in audits:
        for what, names in (
            ("a right answer is refused", found.refused_alternatives),
            ("a mistake is accepted", found.accepted_mistakes),
            ("a mistake is not named as itself", found.misnamed_mistakes),
            ("a mutant survives", found.surviving),
            ("listed as equivalent, but no such mutant", found.stale_equivalents),
        ):
            for name in names:
                console.print(f"{found.id}: {what}: {name}", markup=False, highlight=False, soft_wrap=True)
