"""What an instructor wants to know of a class, worked out from the verdicts."""

import statistics
from collections import Counter

from autograder.item_analysis import histogram, item_rows
from autograder.likeness import like_pairs

__all__ = ["class_report", "student_table"]


def class_report(topic, results, enrolled=(), answers=None, template=None):
    """Return what the report shows, as plain data.

    Parameters
    ----------
    topic : autograder.exercises.Topic
    results : dict of str to dict
        For each student who handed in, the recorded result.
    enrolled : iterable of str
        Everybody on the roster.
    answers : dict of str to dict of str to str, optional
        For each student, the source of each cell of code by its id.
    template : dict of str to str, optional
        The same of what was handed out.
    """
    judged = {student: result for student, result in results.items() if result["status"] == "graded"}
    scores = [result["score"] for result in judged.values()]
    max_score = sum(exercise.points for exercise in topic.exercises)
    return {
        "assignment": topic.assignment,
        "judged": len(judged),
        "not_judged": [
            {"student": s, "reason": r["reason"]} for s, r in results.items() if r["status"] != "graded"
        ],
        "not_handed_in": sorted(set(enrolled) - results.keys()),
        "mean": statistics.fmean(scores) if scores else 0,
        "median": statistics.median(scores) if scores else 0,
        "max_score": max_score,
        "scores": histogram(scores, max_score),
        "exercises": item_rows(topic.exercises, list(judged.values())),
        "mistakes": _mistakes(topic, judged),
        "students": [_student(student, result) for student, result in judged.items()],
        "alike": like_pairs(answers or {}, template or {}),
    }


def student_table(report):
    """Return the header and the rows of a table with one student a row."""
    ids = sorted(row["id"] for row in report["exercises"])
    header = ["student", "status", "reason", "score", "max_score", *ids, "mistakes", "notes"]
    rows = [
        [
            *(row["student"], "graded", "", row["score"], row["max_score"]),
            *(row["points"].get(id, "") for id in ids),
            "; ".join(row["mistakes"]),
            " ".join(row["notes"]),
        ]
        for row in report["students"]
    ]
    empty = [""] * (len(ids) + 4)
    rows += [[row["student"], "not judged", row["reason"], *empty] for row in report["not_judged"]]
    rows += [[student, "not handed in", "", *empty] for student in report["not_handed_in"]]
    return header, sorted(rows, key=lambda row: row[0])


def _mistakes(topic, judged):
    """Return a row for each known mistake, most frequent first; of an exercise since taken out there is none."""
    known = {exercise.id: exercise for exercise in topic.exercises}
    made = Counter(
        (verdict["id"], verdict["mistake"])
        for result in judged.values()
        for verdict in result["exercises"]
        if verdict["mistake"] and verdict["id"] in known
    )
    rows = []
    for (id, mistake), count in made.most_common():
        exercise = known[id]
        sentence = next((one.sentence for one in exercise.mistakes if one.id == mistake), "")
        rows.append({"count": count, "title": exercise.title, "mistake": mistake, "sentence": sentence})
    return rows


def _student(student, result):
    return {
        "student": student,
        "score": result["score"],
        "max_score": result["max_score"],
        "points": {v["id"]: v["points"] for v in result["exercises"]},
        "mistakes": [f"{v['title']}: {v['mistake']}" for v in result["exercises"] if v["mistake"]],
        "notes": result["notes"],
    }
