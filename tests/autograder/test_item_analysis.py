import numpy as np
import pytest

from autograder.item_analysis import histogram, item_rows
from tests.autograder.toy import TOPIC


def result(double, half, message="right"):
    verdicts = [
        {"id": id, "points": points, "state": "right" if points else "wrong", "message": message}
        for id, points in (("double", double), ("half", half))
    ]
    return {"status": "graded", "score": double + half, "exercises": verdicts}


class TestItemRows:
    def test_difficulty_is_the_share_of_points_and_the_hardest_comes_first(self):
        rows = item_rows(TOPIC.exercises, [result(3, 0), result(3, 1), result(0, 0), result(3, 0)])
        assert [(row["id"], row["share"]) for row in rows] == [("half", 0.25), ("double", 0.75)]
        assert (rows[1]["right"], rows[1]["wrong"]) == (3, 1)

    def test_discrimination_is_the_correlation_with_all_other_points(self):
        rng = np.random.default_rng(0)
        marks = np.column_stack([rng.choice([0, 1, 3], 40), rng.integers(0, 2, 40)])
        rows = {row["id"]: row for row in item_rows(TOPIC.exercises, [result(*m) for m in marks.tolist()])}
        expected = np.corrcoef(marks.T)[0, 1]
        assert rows["double"]["discrimination"] == pytest.approx(expected)
        assert rows["half"]["discrimination"] == pytest.approx(expected)

    @pytest.mark.parametrize("marks", [[], [(3, 1)], [(3, 1), (3, 0)]])
    def test_there_is_none_where_all_earned_the_same(self, marks):
        rows = {row["id"]: row for row in item_rows(TOPIC.exercises, [result(*m) for m in marks])}
        assert rows["double"]["discrimination"] is None

    def test_counts_what_ran_too_long_and_what_was_not_written(self):
        judged = [
            result(0, 0, "TimeLimit: it ran for more than 3 s"),
            result(0, 0, "not written"),
            result(3, 1),
        ]
        row = item_rows(TOPIC.exercises, judged)[0]
        assert (row["timed_out"], row["not_written"]) == (1, 1)

    def test_an_exercise_that_came_after_grading_is_not_written(self):
        judged = [result(3, 1)]
        judged[0]["exercises"].pop()
        rows = {row["id"]: row for row in item_rows(TOPIC.exercises, judged)}
        assert rows["half"]["not_written"] == 1


class TestHistogram:
    def test_every_score_is_in_one_range_the_full_one_in_the_last(self):
        bins = histogram([0, 1.9, 2, 10, 19.9, 20, 20], 20)
        assert [bin["count"] for bin in bins] == [2, 1, 0, 0, 0, 1, 0, 0, 0, 3]
        assert (bins[0]["low"], bins[-1]["high"]) == (0, 20)

    def test_nobody_and_no_points_are_no_trouble(self):
        assert sum(bin["count"] for bin in histogram([], 0)) == 0
