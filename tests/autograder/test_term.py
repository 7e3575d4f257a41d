import datetime

import pytest

from autograder.errors import CourseError
from autograder.term import LatePolicy, load_term

HOUR = 3600


@pytest.fixture
def term(tmp_path):
    def load(*lines):
        (tmp_path / "nbgrader_config.py").write_text("\n".join(["config = get_config()", *lines]) + "\n")
        return load_term(tmp_path)

    return load


class TestLoadTerm:
    def test_a_folder_without_config_has_no_dates(self, tmp_path):
        assert load_term(tmp_path).due == {}

    def test_dates_are_local_and_kept_in_utc(self, term):
        found = term(
            "config.Term.timezone = 'Europe/Berlin'",
            "config.Term.due = {'01_perceptron': '2026-10-24 23:59', '02_activations': '2026-10-26 23:59', "
            "'03_losses': None, '04_gradient_descent': '2026-01-01T12:00+05:00'}",
        )
        # The clocks go back on 25 October.
        assert list(found.due.values()) == [
            datetime.datetime(2026, 10, 24, 21, 59),
            datetime.datetime(2026, 10, 26, 22, 59),
            None,
            datetime.datetime(2026, 1, 1, 7),
        ]

    @pytest.mark.parametrize(
        ("line", "message"),
        [
            ("config.Term.due = {'02_activation': None}", "did you mean 02_activations"),
            ("config.Term.due = {'activations': None}", "must name assignments such as 02_activations"),
            ("config.Term.due = {'02_activations': 'soon'}", "a date such as '2026-11-02 23:59', got 'soon'"),
            ("config.Term.due = ['02_activations']", "must map assignments to dates"),
            ("config.Term.timezone = 'Mars/Olympus'", "must be a name such as Europe/Berlin"),
            ("config.LatePolicy.percent_per_day = 200", "percent_per_day"),
            ("config.LatePolicy.percent_per_day = 'ten'", "percent_per_day"),
            ("config.Term.due = {", "line 2"),
            ("1 / 0", "cannot be run: ZeroDivisionError"),
        ],
    )
    def test_what_is_wrong_is_said_in_one_line_with_the_file(self, term, line, message):
        with pytest.raises(CourseError, match=message) as caught:
            term(line)
        assert "nbgrader_config.py" in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_an_assignment_of_another_course_is_refused_with_the_remedy(self, term):
        found = term("config.Term.due = {'02_activations': None}")
        found.require("02_activations")
        with pytest.raises(CourseError, match="no assignment 03_losses, only 02_activations: add it"):
            found.require("03_losses")


class TestLatePolicy:
    @pytest.mark.parametrize(
        ("late", "lost"),
        [
            (60, None),  # within the grace
            (30 * 60, None),
            (31 * 60, 2),  # one day begun
            (24.4 * HOUR, 2),
            (24.6 * HOUR, 4),
            (4 * 24 * HOUR, 8),
            (40 * 24 * HOUR, 10),  # no more than half
        ],
    )
    def test_each_day_begun_costs_a_share(self, late, lost):
        policy = LatePolicy(grace_minutes=30, percent_per_day=10, most_percent=50)
        assert policy.late_submission_penalty("ada", 20, late) == lost

    def test_costs_nothing_unless_asked_to(self):
        assert LatePolicy().late_submission_penalty("ada", 20, 9e9) is None
