"""Each export is read back by the rules of the system that it is for."""

import csv
import datetime
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.cli import main
from autograder.gradebook import enrol, existing_gradebook
from autograder.roster import Student

FIRST, SECOND = "01_perceptron", "02_activations"
CONFIG = f"""
config = get_config()
config.Term.due = {{"{FIRST}": "2026-11-02 12:00", "{SECOND}": None}}
config.LatePolicy.percent_per_day = 25
"""
STUDENTS = [
    Student("ada", "Ada", "Lovelace", "ada@x.org"),
    Student("bao", "=HYPERLINK(1)", "Tran, Jr", "bao@x.org"),
    Student("cem", "", "", ""),
]
# ada is a day late, and marked by hand in part; bao handed in the second only; cem nothing.
MARKS = {FIRST: {"ada": 6.0}, SECOND: {"ada": 5.0, "bao": 7.25}}
MAX = {FIRST: 10.0, SECOND: 20.0}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    root = tmp_path_factory.mktemp("course")
    (root / "submitted").mkdir()
    (root / "nbgrader_config.py").write_text(CONFIG)
    with existing_gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        enrol(book, STUDENTS)
        for name in (FIRST, SECOND):
            book.add_assignment(name)
            book.add_notebook(name, name)
            book.add_grade_cell("a", name, name, max_score=MAX[name], cell_type="code")
        _hand_in(book, FIRST, "ada", 5, timestamp=datetime.datetime(2026, 11, 3, 11))
        book.find_grade("a", FIRST, FIRST, "ada").manual_score = 8
        _hand_in(book, SECOND, "ada", 5)
        _hand_in(book, SECOND, "bao", 7.25)
        book.find_grade("a", SECOND, SECOND, "bao").needs_manual_grade = True
        book.db.commit()
    return root


def _hand_in(book, assignment, student, score, **options):
    book.add_submission(assignment, student, **options)
    grade = book.find_grade("a", assignment, assignment, student)
    grade.auto_score, grade.needs_manual_grade = score, False


@pytest.fixture
def export(course, tmp_path):
    def run(format, *more):
        path = tmp_path / "marks.csv"
        assert main(["export", *more, "--classroom", str(course), "--format", format, "--to", str(path)]) == 0
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))

    return run


def read_canvas(rows):
    """Read a table as Canvas's importer does; return points possible, and marks by login."""
    header = rows[0]
    assert "Student" in header[0]
    assert "ID" in header[1]
    assert header[2:4] == ["SIS User ID", "SIS Login ID"]
    info = 5  # name, id, the two of the student information system, section
    assert "Section" in header[info - 1]
    assignments = {name: header.index(name) for name in header[info:]}
    possible, marks = {}, {}
    for row in rows[1:]:
        if "Points Possible" in row[0]:
            possible = {name: float(row[at]) for name, at in assignments.items() if row[at]}
        elif not all(cell.strip() == "" for cell in row):
            marks[row[3]] = {name: float(row[at]) for name, at in assignments.items() if row[at].strip()}
    return possible, marks


def read_moodle(rows, by, value_of):
    """Read a table as Moodle's importer does, once its columns are mapped: an unknown user stops all of it."""
    header = [name.strip() for name in rows[0]]
    marks = {}
    for row in rows[1:]:
        if len(row) <= 1:
            continue
        user = row[header.index(by)]
        assert not user or user in value_of, f"no such user: {user!r}"
        marks[value_of.get(user, "")] = {
            name.removeprefix("Assignment: ").removesuffix(" (Real)"): float(cell)
            for name, cell in zip(header, row, strict=True)
            if name.startswith("Assignment: ") and cell not in ("", "-")
        }
    return marks


class TestCanvas:
    def test_is_read_back_by_canvas_rules(self, export):
        possible, marks = read_canvas(export("canvas"))
        assert possible == MAX
        assert marks == {
            "ada": {FIRST: 6.0, SECOND: 5.0},
            "bao": {SECOND: 7.25},
            "cem": {},
        }

    def test_names_are_last_name_first(self, export):
        assert [row[0] for row in export("canvas")[2:]] == ["Lovelace, Ada", "Tran, Jr, =HYPERLINK(1)", "cem"]


class TestMoodle:
    @pytest.mark.parametrize(
        ("by", "value_of"),
        [
            ("ID number", {"ada": "ada", "bao": "bao", "cem": "cem"}),
            ("Email address", {"ada@x.org": "ada", "bao@x.org": "bao"}),
        ],
    )
    def test_is_read_back_by_moodle_rules(self, export, by, value_of):
        marks = read_moodle(export("moodle"), by, value_of)
        assert marks["ada"] == {FIRST: 6.0, SECOND: 5.0}
        assert marks["bao"] == {SECOND: 7.25}

    def test_no_cell_begins_like_a_formula(self, export):
        cells = [cell for row in export("moodle") for cell in row]
        assert "'=HYPERLINK(1)" in cells
        assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@")]


class TestCsv:
    def test_says_what_each_mark_is_made_up_of(self, export):
        header, *rows = export("csv")
        table = {(row[0], row[1]): dict(zip(header, row, strict=True)) for row in rows}
        assert len(table) == 6
        late = table[FIRST, "ada"]
        assert [float(late[name]) for name in ("points", "late_penalty", "mark", "max_mark")] == [8, 2, 6, 10]
        assert late["handed_in"] == "2026-11-03 11:00:00 UTC"
        assert table[SECOND, "bao"]["waits_for_a_person"] == "yes"
        assert table[FIRST, "cem"]["mark"] == ""

    def test_agrees_with_what_the_gradebook_sums_up(self, export, course):
        header, *rows = export("csv")
        table = [dict(zip(header, row, strict=True)) for row in rows]
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
            for student in book.students:
                own = [row for row in table if row["student"] == student.id and row["mark"]]
                earned = sum(float(row["points"]) for row in own)
                assert earned == student.score

    def test_one_assignment_only(self, export):
        assert {row[0] for row in export("csv", SECOND)[1:]} == {SECOND}


class TestExport:
    def test_says_how_many_answers_wait_for_a_person(self, export, caplog):
        export("csv")
        assert (
            f"{SECOND}: students whose answers in words wait to be marked, or to be looked at again: 1"
            in caplog.text
        )

    def test_an_unknown_assignment_is_named_and_nothing_is_written(self, course, tmp_path, capsys):
        path = tmp_path / "marks.csv"
        assert main(["export", "03_losses", "--classroom", str(course), "--to", str(path)]) == 2
        assert f"no assignment '03_losses', only {FIRST}, {SECOND}" in capsys.readouterr().err
        assert not path.exists()

    def test_reads_another_gradebook_if_it_is_named(self, export, tmp_path):
        other = f"sqlite:///{tmp_path / 'other.db'}"
        with existing_gradebook(other) as book:
            enrol(book, STUDENTS[:1])
            for name in (FIRST, SECOND):  # of the second, nothing was ever graded
                book.add_assignment(name)
            book.add_notebook(FIRST, FIRST)
            book.add_grade_cell("a", FIRST, FIRST, max_score=3, cell_type="code")
        (row,) = export("csv", "--db", other)[1:]
        assert row[:2] == [FIRST, "ada"]

    def test_a_class_without_marks_is_told_to_grade(self, tmp_path, capsys):
        (tmp_path / "submitted").mkdir()
        assert main(["export", "--classroom", str(tmp_path), "--to", str(tmp_path / "x.csv")]) == 2
        assert "run `autograder grade` first" in capsys.readouterr().err
        assert not (tmp_path / "x.csv").exists()

    @pytest.mark.slow
    @pytest.mark.parametrize("name", ["Csv", "Canvas", "Moodle"])
    def test_nbgraders_own_command_writes_the_same(self, export, course, tmp_path, name):
        expected = export(name.lower())
        path = tmp_path / "theirs.csv"
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        command = [Path(sys.executable).parent / "nbgrader", "export"]
        command += [f"--exporter=autograder.exporters.{name}", f"--to={path}"]
        subprocess.run(command, cwd=course, env=environment, check=True, capture_output=True)
        with path.open(encoding="utf-8", newline="") as file:
            assert list(csv.reader(file)) == expected
