"""A whole term through the commands: six assignments, thirty students; every mark is added up apart."""

import csv
import datetime
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.exercises import topics
from autograder.grading import released
from autograder.sandbox import missing
from tests.submissions.notebooks import answered, json_bytes, solved
from tests.submissions.term import ABSENT, FOOLS, STUDENTS, HandIn, Notebooks, hand_in

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
]

ROOT = Path(__file__).resolve().parents[2]
KEPT = ("autograder", "course", "solutions", "source_lib")
FIRST_DUE = datetime.datetime(2026, 10, 5, 12)
AGAIN = ("02_activations", "05_regularization")  # some hand in a second time
CHANGED, COUNT = "01_perceptron", "count-active"
# How an exercise is changed after the class was graded: one part has another case, and earns two points.
OLD = 'edges=({"inputs": np.array([0, 0, 0])},)'
NEW = 'edges=({"inputs": np.zeros(3)}, {"inputs": np.ones(2)}), points=2'


class TermOfThirty:
    """A copy of the project and a course, and beside them what everybody handed in and was given by hand."""

    def __init__(self, base):
        self.base, self.project, self.course = base, base / "project", base / "fall"
        for name in KEPT:
            skipped = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, self.project / name, ignore=skipped)
        self.notebooks = {
            one.assignment: Notebooks(one, released(one.assignment), solved(one, released(one.assignment)))
            for one in topics()
        }
        self.due = {
            name: FIRST_DUE + turn * datetime.timedelta(days=7) for turn, name in enumerate(self.notebooks)
        }
        self.handed_in: dict[tuple[str, str], HandIn] = {}
        self.by_hand: dict[tuple[str, str], dict[str, float]] = {}

    def run(self, status, command, *arguments):
        """Run one of our commands, which must end with this status; return what it printed."""
        paths = os.pathsep.join([str(self.project), str(self.project / "course")])
        environment = {**os.environ, "PYTHONPATH": paths, "COLUMNS": "200"}
        line = [sys.executable, "-m", "autograder.cli", command, *map(str, arguments)]
        done = subprocess.run(line, cwd=self.base, env=environment, capture_output=True, text=True)
        assert done.returncode == status, f"{line}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def take(self, assignment, student, one):
        """Put what a student hands in where collecting puts it, in place of what was there."""
        folder = self.course / "submitted" / student / assignment
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        (folder / one.name).write_bytes(one.content)
        when = self.due[assignment] + datetime.timedelta(hours=one.hours)
        (folder / "timestamp.txt").write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC\n")
        self.handed_in[assignment, student] = one

    def mark_by_hand(self, assignment, turn):
        """Give points for answers in words, as formgrader does; one in five is left for later."""
        with Gradebook(f"sqlite:///{self.course / 'gradebook.db'}") as book:
            for number, student in enumerate(STUDENTS):
                one = self.handed_in.get((assignment, student))
                if one is None or not one.answers_in_words or number % 5 == 4:
                    continue
                most = self.notebooks[assignment].words
                given = {id: (number + 3 * turn) % (2 * points + 1) / 2 for id, points in most.items()}
                if assignment == CHANGED and student == "s01":
                    given["slip-bracket-check"] = 0.5  # a person was kinder than the machine
                for id, points in given.items():
                    grade = book.find_grade(id, assignment, assignment, student)
                    grade.manual_score, grade.needs_manual_grade = points, False
                self.by_hand[assignment, student] = given
            book.db.commit()

    def expected(self, assignment, student, earned=lambda one: one.earned):
        """Return the mark that a person would work out; an empty cell where there is none to give."""
        one = self.handed_in.get((assignment, student))
        if one is None or one.earned is None:
            return ""
        given = self.by_hand.get((assignment, student), {})
        return (sum(earned(one).values()) + sum(given.values())) * one.kept

    def all_expected(self, **more):
        return {
            (name, student): self.expected(name, student, **more) for name in self.due for student in STUDENTS
        }

    def exported(self, format="csv"):
        path = self.base / f"{format}.csv"
        self.run(0, "export", "--classroom", self.course, "--format", format, "--to", path)
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def marks(self):
        rows = self.exported()
        return {(row["assignment"], row["student"]): row["mark"] and float(row["mark"]) for row in rows}


def second_hand_in(notebooks, before):
    """Return what comes a day and more after the due date: everything right, the words as before."""
    words = dict.fromkeys(notebooks.words, "It bends, says I.") if before.answers_in_words else {}
    content = json_bytes(answered(notebooks.solution, words))
    return HandIn(
        f"{notebooks.topic.assignment}.ipynb", content, dict(notebooks.points), 30, before.answers_in_words
    )


@pytest.fixture(scope="module")
def term(tmp_path_factory):
    """The term up to its end: everything handed in, graded, marked by hand, and some of it handed in again."""
    term = TermOfThirty(tmp_path_factory.mktemp("term"))
    roster = term.base / "roster.csv"
    roster.write_text("id,first_name,last_name,email\n" + "".join(f"{one},A,B,\n" for one in STUDENTS))
    term.run(0, "init", term.course, "--roster", roster)
    dates = {name: f"{due:%Y-%m-%d %H:%M}" for name, due in term.due.items()}
    with (term.course / "nbgrader_config.py").open("a") as config:
        config.write(f"config.Term.due = {dates}\n")
    term.run(0, "init", term.course)
    for turn, (name, notebooks) in enumerate(term.notebooks.items()):
        grade = ("grade", name, "--classroom", term.course)
        for number, student in enumerate(STUDENTS):
            if one := hand_in(notebooks, number, turn):
                term.take(name, student, one)
        term.run(1, *grade)  # two files can be judged by no machine
        term.mark_by_hand(name, turn)
        if name in AGAIN:
            for student in STUDENTS[::4]:
                if before := term.handed_in.get((name, student)):
                    term.take(name, student, second_hand_in(notebooks, before))
            term.run(1, *grade)
    return term


def test_everybody_has_the_marks_that_a_person_would_work_out(term):
    expected = term.all_expected()
    assert term.marks() == pytest.approx(expected, abs=1e-3)
    # What the count above is of: neither everybody nor nobody, and many different marks.
    assert len(set(expected.values())) > 60
    assert sum(mark == "" for mark in expected.values()) > 12
    assert {expected[name, ABSENT] for name in term.due} == {""}


def test_canvas_and_moodle_get_the_same_totals(term):
    def total(row, column):
        return sum(float(row[column.format(name)] or 0) for name in term.due)

    expected = {student: sum(term.expected(name, student) or 0 for name in term.due) for student in STUDENTS}
    canvas = {row["SIS Login ID"]: total(row, "{}") for row in term.exported("canvas")[1:]}
    moodle = {row["ID number"]: total(row, "Assignment: {} (Real)") for row in term.exported("moodle")}
    assert canvas == pytest.approx(expected, abs=1e-2)
    assert moodle == pytest.approx(expected, abs=1e-2)


def test_the_reports_count_everybody_once(term):
    for name in AGAIN:
        file = term.base / "report.json"
        term.run(0, "report", name, "--classroom", term.course, "--json", file)
        report = json.loads(file.read_text())
        here = {student: term.handed_in.get((name, student)) for student in STUDENTS}
        assert report["not_handed_in"] == [student for student, one in here.items() if one is None]
        judged = {
            student: sum(one.earned.values())
            for student, one in here.items()
            if one and one.earned is not None
        }
        assert {row["student"]: row["score"] for row in report["students"]} == judged
        assert report["judged"] + len(report["not_judged"]) + len(report["not_handed_in"]) == len(STUDENTS)


def earned_now(one):
    """Who had half has it still; all of it is three points now; and one answer is found out."""
    now = 1 if FOOLS in one.content.decode() else {0: 0, 1: 1, 2: 3}[one.earned.get(COUNT, 0)]
    return one.earned | {COUNT: now}


def test_an_exercise_is_changed_and_who_is_affected_is_listed_before_anything_is_written(term):
    module = term.project / "autograder" / "exercises" / "perceptron" / "beginnings.py"
    text = module.read_text()
    assert text.count(OLD) == 1
    module.write_text(text.replace(OLD, NEW))
    term.run(0, "build")
    term.run(0, "init", term.course)

    before, after = term.all_expected(), term.all_expected(earned=earned_now)
    after = {key: after[key] if key[0] == CHANGED else mark for key, mark in before.items()}
    affected = {key[1] for key, mark in after.items() if mark != before[key]}
    assert len(affected) > 5
    regrade = ("regrade", CHANGED, "--classroom", term.course)
    listed = term.run(1, *regrade)
    assert set(re.findall(r"^│ (s\d\d) ", listed, re.MULTILINE)) == affected
    assert f"{len(affected)} of" in listed
    assert term.marks() == pytest.approx(before, abs=1e-3)

    term.run(1, *regrade, "--write")
    assert term.marks() == pytest.approx(after, abs=1e-3)
