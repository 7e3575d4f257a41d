"""What a person marks, and what the clock takes, comes to the students' pages."""

import copy
import datetime

import pytest
from nbgrader.api import Gradebook
from traitlets.config import Config

from autograder.classroom import Classroom
from autograder.finishing import Finished, finish, marked_by_hand
from autograder.gradebook import enrol, open_gradebook, record
from autograder.roster import Student
from autograder.term import LatePolicy, Term
from tests.autograder.toy import TOPIC

NAME = TOPIC.assignment
DUE = datetime.datetime(2026, 11, 2, 12)
POLICY = LatePolicy(config=Config({"LatePolicy": {"percent_per_day": 50}}))
WORDS = TOPIC.written[0]


def result(double):
    exercise = {"id": "double", "title": "Double", "state": "right", "points": double, "max_points": 3}
    return {"status": "graded", "score": double, "max_score": 4, "notes": [], "exercises": [exercise]}


RESULTS = {student: result(3) for student in ("ada", "bob", "cem")}


@pytest.fixture
def classroom(tmp_path, release):
    """Three students with three points each and an answer in words, of which nothing is marked yet."""
    (tmp_path / "submitted").mkdir()
    verdicts = {"double": {"points": 3, "state": "right"}, "half": {"points": 0, "state": "right"}}
    notebook = copy.deepcopy(release)
    next(cell for cell in notebook.cells if cell.id == WORDS.id).source = "Because."
    with open_gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}", NAME, release) as book:
        for student in RESULTS:
            record(book, NAME, student, notebook, verdicts, timestamp=DUE)
    return Classroom(tmp_path)


@pytest.fixture
def mark(classroom):
    def give(student, points=None, comment=None, days_late=0, again=False):
        with Gradebook(classroom.db_url) as book:
            submission = book.find_submission(NAME, student)
            submission.timestamp = DUE + datetime.timedelta(days=days_late)
            if points is not None:
                grade = book.find_grade(WORDS.id, NAME, NAME, student)
                grade.manual_score, grade.needs_manual_grade = points, again
            if comment:
                book.find_comment(WORDS.id, NAME, NAME, student).manual_comment = comment
            book.db.commit()

    return give


@pytest.fixture
def pages(classroom):
    """Finish, and return the page of everybody who was given one."""

    def run():
        with Gradebook(classroom.db_url) as book:
            finish(classroom, book, TOPIC, Term({NAME: DUE}, POLICY), RESULTS)
        return {
            path.parent.parent.name: " ".join(path.read_text().split())
            for path in classroom.root.glob(f"feedback/*/{NAME}/{NAME}.html")
        }

    return run


def test_everybody_has_a_page(pages):
    assert {student: "by a person" in page for student, page in pages().items()} == dict.fromkeys(
        RESULTS, True
    )


def test_points_and_comment_stand_on_the_page(pages, mark):
    mark("ada", points=1, comment="Say <b>why</b>.\nTwice.")
    page = pages()["ada"]
    assert f"1 of {WORDS.points}: {WORDS.title}" in page
    assert "Say &lt;b&gt;why&lt;/b&gt;. Twice." in page
    assert "With answers in words: <strong>4 of" in page


def test_what_waits_is_said_to_wait(pages, mark):
    mark("ada", comment="Come and see me.")
    assert f"not marked yet: {WORDS.title}" in pages()["ada"]


def test_what_is_to_be_looked_at_again_counts_as_it_was_marked(pages, mark):
    mark("ada", points=2, again=True)
    assert f"2 of {WORDS.points}: {WORDS.title}" in pages()["ada"]


def test_who_waits_is_counted(classroom, mark):
    mark("ada", points=0)
    with Gradebook(classroom.db_url) as book:
        enrol(book, [Student("ada", "Ada", "Lovelace", "")])
        assert finish(classroom, book, TOPIC, Term(), RESULTS) == Finished({}, 2, {"ada": "Ada Lovelace"})


def test_what_is_lost_is_told(classroom, mark):
    mark("cem", points=1, days_late=1)
    with Gradebook(classroom.db_url) as book:
        assert finish(classroom, book, TOPIC, Term({NAME: DUE}, POLICY), RESULTS).lost == {"cem": 2}


def test_a_late_hand_in_says_what_it_lost(pages, mark):
    mark("cem", points=1, days_late=1)
    assert "less 2 for handing in late: <strong>2 of" in pages()["cem"]
    mark("cem")
    assert "late" not in pages()["cem"]


def test_another_assignments_marks_are_none_of_this_one(classroom, mark):
    mark("ada", points=1)
    with Gradebook(classroom.db_url) as book:
        book.add_assignment("other")
        assert set(marked_by_hand(book, TOPIC)) == {"ada"}
        book.find_assignment(NAME).name = "renamed"
        book.db.commit()
        assert marked_by_hand(book, TOPIC) == {}
