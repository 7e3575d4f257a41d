"""`autograder check`: run all cases over one notebook, without a gradebook."""

import secrets
from pathlib import Path

from autograder.commands.arguments import add_json, add_sandbox, write_json
from autograder.commands.grade import as_contract, print_results
from autograder.errors import CourseError
from autograder.exercises import topic
from autograder.grading import Paper, grade_submission
from autograder.sandbox import Sandbox


def arguments(parser):
    """Declare what the command takes."""
    parser.add_argument("notebook", type=Path, metavar="NOTEBOOK.ipynb")
    add_json(parser)
    add_sandbox(parser)


def run(options):
    """Judge one notebook and print each exercise that is not right."""
    if not options.notebook.is_file():
        raise CourseError(f"the notebook must be a file, got {options.notebook}")
    name = options.notebook.stem
    paper = Paper(name, topic(name).assignment, options.notebook.read_bytes(), secrets.token_bytes(32))
    with Sandbox(confined=not options.no_sandbox) as sandbox:
        result = grade_submission(paper, sandbox)
    write_json(options, [as_contract({"student": name, **result})])
    print_results([(name, result)])
    for verdict in result["exercises"]:
        if verdict["state"] != "right":
            print(
                f"{verdict['id']}: {verdict['points']:g} of {verdict['max_points']:g}: {verdict['message']}"
            )
    for note in result["notes"]:
        print(note)
    return 0 if result["status"] == "graded" else 1
