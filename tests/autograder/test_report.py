import re

import pytest

from autograder.pages import feedback_page, report_page
from autograder.report import class_report, student_table
from tests.autograder.toy import TOPIC

SCRIPT = "<script>alert(1)</script>"


def verdict(id, points, max_points, mistake=None, **more):
    state = "right" if points == max_points else "partial" if points else "wrong"
    basics = {"id": id, "title": id.title(), "points": points, "max_points": max_points, "state": state}
    return (
        basics
        | {"mistake": mistake, "message": "", "rows": [], "right": [], "hint": "", "picture": ""}
        | more
    )


def result(*verdicts, notes=()):
    score = sum(verdict["points"] for verdict in verdicts)
    return {
        "status": "graded", "reason": None, "score": score, "max_score": 4,
        "exercises": list(verdicts), "notes": list(notes),
    }  # fmt: skip


RESULTS = {
    "ada": result(verdict("double", 3, 3), verdict("half", 1, 1)),
    "bob": result(verdict("double", 1, 3, "square"), verdict("half", 0, 1, "two")),
    "cleo": result(
        verdict("double", 0, 3, "square"), verdict("half", 1, 1), notes=["The cell `x` was missing."]
    ),
    "dan": {
        "status": "not judged",
        "reason": "the file is empty",
        "score": None,
        "exercises": [],
        "notes": [],
    },
}


class TestClassReport:
    def test_counts_and_median(self):
        report = class_report(TOPIC, RESULTS)
        assert (report["judged"], report["median"], report["max_score"]) == (3, 1, 4)
        assert report["not_judged"] == [{"student": "dan", "reason": "the file is empty"}]

    def test_exercises_come_hardest_first(self):
        rows = class_report(TOPIC, RESULTS)["exercises"]
        assert [row["title"] for row in rows] == ["Double", "Half"]
        assert rows[0]["share"] == pytest.approx(4 / 9)
        assert [rows[0][state] for state in ("right", "partial", "wrong")] == [1, 1, 1]

    def test_a_mistake_in_an_exercise_that_was_taken_out_since_is_left_out(self):
        gone = {"eve": result(verdict("tripled", 0, 3, "square"))}
        assert class_report(TOPIC, gone)["mistakes"] == []

    def test_mistakes_come_most_frequent_first_with_their_sentence(self):
        rows = class_report(TOPIC, RESULTS)["mistakes"]
        assert [(row["count"], row["mistake"], row["sentence"]) for row in rows] == [
            (2, "square", "You square."),
            (1, "two", "`of` is not used."),
        ]

    def test_nobody_judged(self):
        report = class_report(TOPIC, {"dan": RESULTS["dan"]})
        assert (report["judged"], report["median"], report["mistakes"], report["students"]) == (0, 0, [], [])

    def test_everybody_on_the_roster_is_in_one_place(self):
        report = class_report(TOPIC, RESULTS, enrolled=("ada", "bob", "eve"))
        assert [row["student"] for row in report["students"]] == ["ada", "bob", "cleo"]
        assert report["not_handed_in"] == ["eve"]

    def test_a_mistake_that_is_no_longer_declared_is_still_counted(self):
        results = {"bob": result(verdict("double", 0, 3, "gone"))}
        (row,) = class_report(TOPIC, results)["mistakes"]
        assert (row["count"], row["mistake"], row["sentence"]) == (1, "gone", "")


class TestStudentTable:
    def test_has_a_row_for_everybody_with_points_for_each_exercise(self):
        header, rows = student_table(class_report(TOPIC, RESULTS, enrolled=("eve",)))
        table = [dict(zip(header, row, strict=True)) for row in rows]
        assert [row["status"] for row in table] == ["graded"] * 3 + ["not judged", "not handed in"]
        assert (table[1]["double"], table[1]["half"], table[1]["score"]) == (1, 0, 1)
        assert table[1]["mistakes"] == "Double: square; Half: two"


class TestPages:
    def test_the_chart_has_its_numbers_in_a_table_too(self):
        html = report_page("x", class_report(TOPIC, RESULTS), {}).decode()
        drawn = re.findall(r'font-size="15">(\d+)</text>', html)
        below = html.split("points from")[1].split("</table>")[0]
        told = re.findall(r'<td class="number">(\d+)</td>', below)
        assert drawn == told == ["0", "0", "2", "0", "0", "0", "0", "0", "0", "1"]

    def test_the_report_shows_the_class(self):
        html = report_page("01_perceptron", class_report(TOPIC, RESULTS), {"dan": "Dan Ek"}).decode()
        for text in (
            "3 submissions were judged, 1 could not be",
            "You square.",
            "dan (Dan Ek)",
            "the file is empty",
            "1 of 4",
        ):
            assert text in html

    def test_feedback_shows_each_exercise(self):
        found = result(
            verdict(
                "double",
                1,
                3,
                "square",
                message="no. You square.",
                rows=[["got", "4"]],
                right=["small"],
                hint="Try.",
            )
        )
        html = feedback_page("bob", "01_perceptron", found).decode()
        for text in (
            "1 of 3",
            "partly right",
            "<code>4</code>",
            "You square.",
            "Right already: small",
            "Hint: Try.",
        ):
            assert text in html

    def test_feedback_on_what_could_not_be_judged(self):
        html = feedback_page("dan", "x", RESULTS["dan"]).decode()
        assert "the file is empty" in html
        assert "A person will look at it" in html

    def test_escape_whatever_came_from_a_submission(self):
        nasty = verdict(
            "double",
            1,
            3,
            "square",
            message=SCRIPT,
            rows=[["got", SCRIPT]],
            right=[SCRIPT],
            hint=f"`{SCRIPT}`",
        )
        results = {SCRIPT: result(nasty, notes=[SCRIPT])}
        pages = [
            feedback_page(SCRIPT, "x", results[SCRIPT]),
            report_page("x", class_report(TOPIC, results), {}),
            feedback_page("a", "x", RESULTS["dan"] | {"reason": SCRIPT}),
        ]
        for html in map(bytes.decode, pages):
            assert "<script" not in html
            assert "&lt;script&gt;" in html

    def test_fetch_nothing_from_elsewhere(self):
        html = report_page("x", class_report(TOPIC, RESULTS), {}).decode()
        assert not re.search(r"(src|href)\s*=|url\(|@import", html)
