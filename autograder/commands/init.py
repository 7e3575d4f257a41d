"""`autograder init`: make a folder for a course, or bring it up to its config."""

from pathlib import Path

from autograder.classroom import Classroom
from autograder.gradebook import existing_gradebook
from autograder.roster import read_roster
from autograder.term import CONFIG, load_term
from autograder.workspace import make_course, update_course


def arguments(parser):
    """Declare what the command takes."""
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument(
        "--roster", type=Path, metavar="FILE.csv", help="columns id,first_name,last_name,email"
    )


def run(options):
    """Read the roster first, so that a bad one leaves everything as it was."""
    folder = options.folder
    students = read_roster(options.roster) if options.roster else []
    there = (folder / CONFIG).is_file()
    (update_course if there else make_course)(folder, students)
    term = load_term(folder)
    with existing_gradebook(term.gradebook(Classroom(folder))) as gradebook:
        print(f"{folder}: {len(term.due)} assignments, {len(gradebook.students)} students")
    if not there:
        print(
            f"due dates, and what else you decide: change {folder / CONFIG}, then run `autograder init {folder}` again"
        )
    return 0
