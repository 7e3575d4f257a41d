"""The table of attacks in docs/security.md, made from the corpus of hostile cells that the tests run.

``python -m tests.autograder.attack_table`` writes it.
"""

from pathlib import Path

from tests.autograder import test_attacks_on_grading as grading
from tests.autograder.sandbox import test_attacks as sandbox

PAGE = Path(__file__).parents[2] / "docs" / "security.md"
BEGIN, END = "<!-- made by tests/autograder/attack_table.py: begin -->", "<!-- end -->"
GROUPS = {
    "An answer that is none": grading.ANSWERS,
    "A forged file": [change.__name__.replace("_", " ") for change in grading.FILES],
    "Right values of an earlier exercise, carried there by": grading.CARRIERS,
    "A forged accuracy": grading.DETECTORS,
    "Text that wants to be more": grading.TEXTS,
    "Reading": sandbox.READING,
    "Gaining privileges": sandbox.PRIVILEGES,
    "Using up": sandbox.EXHAUSTION,
    "Crashing": sandbox.CRASHES,
    "Tampering with": sandbox.TAMPERING,
    "Returning": [f"`{expression}`" for expression in sandbox.ANSWERS],
}


def rows():
    """Return (group, attack) for each hostile cell that the tests run."""
    return [(group, attack.replace("|", "\\|")) for group, attacks in GROUPS.items() for attack in attacks]


def table():
    """Return the table in Markdown."""
    head = "| | attack | gains |\n|---|---|---|\n"
    return head + "".join(f"| {group} | {attack} | nothing |\n" for group, attack in rows())


def page():
    """Return the page with a fresh table in it."""
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    return f"{before}{BEGIN}\n{table()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
