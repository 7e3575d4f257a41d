"""What the marks say about each exercise: how hard it was, and whether it told strong answers from weak.

References
----------
Difficulty and corrected item-total correlation as in R. L. Ebel and D. A. Frisbie, *Essentials of Educational
Measurement*, chapter 13.
"""

import statistics

__all__ = ["histogram", "item_rows"]

BINS = 10


def item_rows(exercises, judged):
    """Return a row for each exercise, hardest first.

    Parameters
    ----------
    exercises : sequence of autograder.exercises.Exercise
    judged : list of dict
        The recorded results of everybody who was judged.
    """
    rows = [_item(exercise, judged) for exercise in exercises]
    return sorted(rows, key=lambda row: row["share"])


def histogram(scores, max_score):
    """Return how many scores lie in each of ten equal ranges; the last one holds the full score, too."""
    counts = [0] * BINS
    for score in scores:
        counts[min(BINS - 1, int(BINS * score / max_score)) if max_score else 0] += 1
    width = max_score / BINS
    return [{"low": width * i, "high": width * (i + 1), "count": count} for i, count in enumerate(counts)]


def _item(exercise, judged):
    verdicts = [_verdict(result, exercise.id) for result in judged]
    earned = [verdict["points"] for verdict in verdicts]
    rest = [result["score"] - points for result, points in zip(judged, earned, strict=True)]
    states = [verdict["state"] for verdict in verdicts]
    return {
        "id": exercise.id,
        "title": exercise.title,
        "share": statistics.fmean(earned) / exercise.points if earned else 0,
        "discrimination": _correlation(earned, rest),
        "not_written": sum(verdict["message"] == "not written" for verdict in verdicts),
        "timed_out": sum("TimeLimit" in verdict["message"] for verdict in verdicts),
        **{state: states.count(state) for state in ("right", "partial", "wrong")},
    }


def _verdict(result, id):
    """Return a result's verdict on an exercise; one that was added after grading counts as not written."""
    found = (verdict for verdict in result["exercises"] if verdict["id"] == id)
    return next(found, {"points": 0, "state": "wrong", "message": "not written"})


def _correlation(first, second):
    """Return Pearson's correlation, or None where one of the two does not vary."""
    if len(set(first)) < 2 or len(set(second)) < 2:
        return None
    return statistics.correlation(first, second)
