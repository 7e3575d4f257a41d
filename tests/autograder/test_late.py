"""What a late hand-in costs: as stock nbgrader works it out, and again whenever a mark has changed."""

import datetime

import pytest
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties
from traitlets.config import Config

from autograder.cli import main
from autograder.gradebook import apply_term, enrol, existing_gradebook
from autograder.roster import Student
from autograder.term import LatePolicy, Term

NAME = "02_activations"
DUE = datetime.datetime(2026, 11, 2, 12)
LATE = {"ada": -1, "bao": 0.1, "cem": 1, "dan": 30, "eve": 500}  # hours


@pytest.fixture
def config():
    config = Config()
    config.LatePolicy.grace_minutes = 15
    config.LatePolicy.percent_per_day = 10
    config.LatePolicy.most_percent = 50
    config.AssignLatePenalties.plugin_class = LatePolicy
    return config


@pytest.fixture
def db_url(tmp_path):
    """A gradebook in which five students have handed in, each with 8 of 10 points."""
    url = f"sqlite:///{tmp_path / 'gradebook.db'}"
    with existing_gradebook(url) as book:
        enrol(book, [Student(id, id, id, "") for id in LATE])
        book.add_assignment(NAME)
        book.add_notebook(NAME, NAME)
        book.add_grade_cell("a", NAME, NAME, max_score=10, cell_type="code")
        for id, hours in LATE.items():
            book.add_submission(NAME, id, timestamp=DUE + datetime.timedelta(hours=hours))
            book.find_grade("a", NAME, NAME, id).auto_score = 8
        book.db.commit()
    return url


def penalties(url):
    with Gradebook(url) as book:
        return {
            s.student_id: s.notebooks[0].late_submission_penalty for s in book.assignment_submissions(NAME)
        }


def apply(url, config):
    with existing_gradebook(url) as book:
        apply_term(book, NAME, Term({NAME: DUE}, LatePolicy(config=config)))


class TestApplyTerm:
    def test_each_late_day_costs_its_share_of_what_was_earned(self, db_url, config):
        apply(db_url, config)
        expected = {"ada": None, "bao": None, "cem": 0.8, "dan": 1.6, "eve": 4}
        assert penalties(db_url) == pytest.approx(expected)

    def test_stock_nbgrader_comes_to_the_same(self, db_url, config):
        apply(db_url, config)
        ours = penalties(db_url)
        with Gradebook(db_url) as book:
            for submission in book.assignment_submissions(NAME):
                submission.notebooks[0].late_submission_penalty = 99
            book.db.commit()
        for id in LATE:
            where = {"notebook": NAME, "assignment": NAME, "student": id, "db_url": db_url}
            nb = Config(cells=[])
            AssignLatePenalties(config=config).preprocess(nb, {"nbgrader": where})
        assert penalties(db_url) == ours

    def test_follows_marks_given_by_hand_and_extensions(self, db_url, config):
        apply(db_url, config)
        with Gradebook(db_url) as book:
            book.find_grade("a", NAME, NAME, "eve").manual_score = 6
            book.grant_extension(NAME, "dan", hours=12)
            book.db.commit()
        apply(db_url, config)
        assert penalties(db_url)["eve"] == 3
        assert penalties(db_url)["dan"] == pytest.approx(0.8)

    def test_more_time_by_the_command(self, db_url, config, tmp_path, capsys):
        (tmp_path / "submitted").mkdir()
        apply(db_url, config)
        assert main(["extend", NAME, "dan", "--days", "0.5", "--classroom", str(tmp_path)]) == 0
        apply(db_url, config)
        assert penalties(db_url)["dan"] == pytest.approx(0.8)
        assert main(["extend", NAME, "dan", "--days", "0", "--classroom", str(tmp_path)]) == 0
        apply(db_url, config)
        assert penalties(db_url)["dan"] == pytest.approx(1.6)

    def test_a_course_without_dates_is_left_alone(self, db_url, config):
        apply(db_url, config)
        before = penalties(db_url)
        with existing_gradebook(db_url) as book:
            apply_term(book, NAME, Term())
        assert penalties(db_url) == before
