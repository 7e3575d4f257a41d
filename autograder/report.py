"""What an instructor wants to know of a class, worked out from the verdicts."""

import statistics
from collections import Counter

__all__ = ["class_report"]


def class_report(topic, results):
    """Return what the report page shows, as plain data.

    Parameters
    ----------
    topic : autograder.exercises.Topic
    results : dict of str to dict
        For each student, the recorded result.
    """
    judged = {student: result for student, result in results.items() if result["status"] == "graded"}
    scores = [result["score"] for result in judged.values()]
    return {
        "judged": len(judged),
        "not_judged": [(s, r["reason"]) for s, r in results.items() if r["status"] != "graded"],
        "median": statistics.median(scores) if scores else 0,
        "max_score": sum(exercise.points for exercise in topic.exercises),
        "exercises": sorted(_exercises(topic, judged), key=lambda row: row["share"]),
        "mistakes": _mistakes(topic, judged),
        "students": [_student(student, result) for student, result in judged.items()],
    }


def _exercises(topic, judged):
    for exercise in topic.exercises:
        verdicts = [v for result in judged.values() for v in result["exercises"] if v["id"] == exercise.id]
        states = Counter(verdict["state"] for verdict in verdicts)
        earned = statistics.fmean(verdict["points"] for verdict in verdicts) if verdicts else 0
        row = {"title": exercise.title, "share": earned / exercise.points}
        yield row | {state: states[state] for state in ("right", "partial", "wrong")}


def _mistakes(topic, judged):
    made = Counter(
        (verdict["id"], verdict["mistake"])
        for result in judged.values()
        for verdict in result["exercises"]
        if verdict["mistake"]
    )
    rows = []
    for (id, mistake), count in made.most_common():
        exercise = topic.exercise(id)
        sentence = next(known.sentence for known in exercise.mistakes if known.id == mistake)
        rows.append({"count": count, "title": exercise.title, "mistake": mistake, "sentence": sentence})
    return rows


def _student(student, result):
    return {
        "student": student,
        "score": result["score"],
        "max_score": result["max_score"],
        "mistakes": [f"{v['title']}: {v['mistake']}" for v in result["exercises"] if v["mistake"]],
        "notes": result["notes"],
    }
