"""What is worked out when a class is graded: late penalties, and pages that show what a person has marked."""

from dataclasses import dataclass, field

from nbgrader.api import Assignment, Comment, Grade, SubmittedAssignment, SubmittedNotebook
from sqlalchemy import or_

from autograder.gradebook import apply_term, full_names
from autograder.pages import feedback_page

__all__ = ["Finished", "finish", "marked_by_hand", "write_pages"]


@dataclass(frozen=True)
class Finished:
    """What the gradebook says of a class, beside the machine's verdicts.

    Parameters
    ----------
    lost : dict of str to float
        Points that a late hand-in costs, by student.
    waiting : int
        How many submissions have answers that wait for a person.
    names : dict of str to str
        What students are called, as far as anybody knows.
    """

    lost: dict[str, float] = field(default_factory=dict)
    waiting: int = 0
    names: dict[str, str] = field(default_factory=dict)


def finish(classroom, gradebook, topic, term, results):
    """Bring late penalties up to date, and with them, and with what was marked by hand, everybody's page.

    Returns
    -------
    Finished
    """
    apply_term(gradebook, topic.assignment, term)
    marks = marked_by_hand(gradebook, topic)
    write_pages(classroom, topic, results, marks)
    waiting = sum(one.needs_manual_grade for one in gradebook.assignment_submissions(topic.assignment))
    lost = {student: mark["penalty"] for student, mark in marks.items() if mark["penalty"]}
    return Finished(lost, waiting, full_names(gradebook))


def write_pages(classroom, topic, results, marks):
    """Write the feedback page of each of these students.

    Parameters
    ----------
    classroom : autograder.classroom.Classroom
    topic : autograder.exercises.Topic
    results : dict of str to dict
        The machine's result on each student.
    marks : dict of str to dict
        What `marked_by_hand` says of some of them.
    """
    for student, result in results.items():
        content = feedback_page(student, topic.assignment, result, marks.get(student))
        classroom.write_feedback(student, topic.assignment, content)


def marked_by_hand(gradebook, topic):
    """Return what a person, or the clock, has added to the machine's marks, by student; only where there is something.

    Returns
    -------
    dict of str to dict
        ``answers`` (title, points or None, max_points, comment), ``comments`` by exercise, ``penalty``, ``mark`` and
        ``max_mark``.
    """
    somebody_did = or_(
        SubmittedNotebook.grades.any(or_(Grade.manual_score.is_not(None), Grade.extra_credit.is_not(None))),
        SubmittedNotebook.comments.any(Comment.manual_comment.is_not(None)),
        SubmittedNotebook.late_submission_penalty > 0,
    )
    found = (
        gradebook.db.query(SubmittedNotebook)
        .join(SubmittedNotebook.assignment)
        .join(SubmittedAssignment.assignment)
        .filter(Assignment.name == topic.assignment, somebody_did)
    )
    return {one.assignment.student_id: _marks(one, topic) for one in found}


def _given(grade):
    """Return the points of an answer in words, or None if it waits; what was marked before it changed still counts."""
    waits = grade.needs_manual_grade and grade.manual_score is None
    return None if waits else grade.score


def _marks(notebook, topic):
    grades = {grade.name: grade for grade in notebook.grades}
    comments = {
        comment.name: comment.manual_comment for comment in notebook.comments if comment.manual_comment
    }
    penalty = notebook.late_submission_penalty or 0
    return {
        "answers": [
            {
                "title": question.title,
                "points": _given(grades[question.id]),
                "max_points": question.points,
                "comment": comments.get(question.id),
            }
            for question in topic.written
            if question.id in grades
        ],
        "comments": comments,
        "penalty": penalty,
        "mark": max(0, notebook.score - penalty),
        "max_mark": notebook.max_score,
    }
