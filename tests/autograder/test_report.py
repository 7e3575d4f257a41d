import re

from autograder.pages import page
from autograder.report import class_report, student_table
from tests.autograder.test_item_analysis import result
from tests.autograder.toy import TOPIC


def graded(double, half, mistake=None):
    made = result(double, half) | {"max_score": 4, "notes": []}
    for verdict in made["exercises"]:
        verdict |= {"mistake": mistake if verdict["id"] == "double" else None, "title": verdict["id"].title()}
    return made


RESULTS = {
    "ada": graded(3, 1),
    "bao": graded(0, 1, TOPIC.exercise("double").mistakes[0].id),
    "cem": {"status": "not judged", "reason": "<b>the file is empty</b>"},
}


class TestClassReport:
    def test_everybody_on_the_roster_is_in_one_place(self):
        report = class_report(TOPIC, RESULTS, enrolled=("ada", "bao", "dan"))
        assert [row["student"] for row in report["students"]] == ["ada", "bao"]
        assert [row["student"] for row in report["not_judged"]] == ["cem"]
        assert report["not_handed_in"] == ["dan"]

    def test_a_mistake_that_is_no_longer_declared_is_still_counted(self):
        (row,) = class_report(TOPIC, {"bao": graded(0, 1, "gone")})["mistakes"]
        assert (row["count"], row["mistake"], row["sentence"]) == (1, "gone", "")


class TestPage:
    def test_needs_nothing_from_elsewhere_and_escapes_what_students_wrote(self):
        report = class_report(TOPIC, RESULTS, enrolled=("dan",))
        html = page("report.html.j2", assignment=TOPIC.assignment, report=report).decode()
        assert not re.search(r"(?:src|href)\s*=|@import|url\(|https?:", html)
        assert "&lt;b&gt;the file is empty" in html

    def test_the_chart_has_its_numbers_in_a_table_too(self):
        html = page("report.html.j2", assignment="x", report=class_report(TOPIC, RESULTS)).decode()
        drawn = re.findall(r'font-size="15">(\d+)</text>', html)
        told = re.findall(
            r"<td class=\"number\">(\d+)</td>", html.split("points from")[1].split("</table>")[0]
        )
        assert drawn == told == ["0", "0", "1", "0", "0", "0", "0", "0", "0", "1"]

    def test_a_class_without_any_verdict_has_a_page(self):
        assert page("report.html.j2", assignment="x", report=class_report(TOPIC, {}))


class TestStudentTable:
    def test_has_a_row_for_everybody_with_points_for_each_exercise(self):
        header, rows = student_table(class_report(TOPIC, RESULTS, enrolled=("dan",)))
        table = [dict(zip(header, row, strict=True)) for row in rows]
        assert [row["status"] for row in table] == ["graded", "graded", "not judged", "not handed in"]
        assert (table[0]["double"], table[0]["half"], table[0]["score"]) == (3, 1, 4)
