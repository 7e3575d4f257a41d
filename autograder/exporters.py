"""Marks as files for other systems, through nbgrader's export plug-in.

``nbgrader export --exporter=autograder.exporters.Canvas --to grades.csv``, or ``autograder export``.
A mark is everything that nbgrader's gradebook holds: automatic points, points given by hand, less the penalty for
a late hand-in. Who has not handed in, or could not be judged, has an empty cell, never a zero.
"""

from pathlib import Path

from nbgrader.plugins import ExportPlugin

from autograder.classroom import write_whole
from autograder.errors import CourseError
from autograder.gradebook import apply_term
from autograder.tables import csv_bytes
from autograder.term import term_of

__all__ = ["FORMATS", "Canvas", "Csv", "Moodle"]


class _Exporter(ExportPlugin):
    """What the formats share: which marks, which file."""

    def export(self, gradebook):
        """Write the file and return the most that can be earned, by assignment.

        An assignment of which nothing was graded yet has no place in it.
        """
        graded = {one.name: one for one in gradebook.assignments if one.max_score}
        if not graded:
            raise CourseError("the gradebook holds no marks yet: run `autograder grade` first")
        term = term_of(self.config)
        assignments = self._chosen("assignment", graded)
        students = self._chosen("student", {one.id: one for one in gradebook.students})
        for name in assignments:
            apply_term(gradebook, name, term)
        marks = {name: _marks(gradebook, name) for name in assignments}
        self._warn_of_unmarked(marks)
        write_whole(Path(self.to or self.default_name), csv_bytes(*self.table(assignments, students, marks)))
        return {name: assignment.max_score for name, assignment in assignments.items()}

    def table(self, assignments, students, marks):
        """Return the header and the rows.

        Parameters
        ----------
        assignments, students : dict
            nbgrader's objects by name or id.
        marks : dict of str to dict
            For each assignment, nbgrader's submission of each student.
        """
        raise NotImplementedError

    def _chosen(self, kind, known):
        wanted = [str(one) for one in getattr(self, kind)] or sorted(known)
        if unknown := [one for one in wanted if one not in known]:
            raise CourseError(
                f"the gradebook has no {kind} {unknown[0]!r}, only {', '.join(sorted(known)[:10])}"
            )
        return {one: known[one] for one in wanted}

    def _warn_of_unmarked(self, marks):
        for name, submissions in marks.items():
            waiting = sum(submission.needs_manual_grade for submission in submissions.values())
            if waiting:
                self.log.warning(
                    "%s: students whose answers in words wait to be marked, or to be looked at again: %d",
                    name,
                    waiting,
                )


class Csv(_Exporter):
    """A row for each student and assignment, with all that makes up the mark."""

    default_name = "grades.csv"

    def table(self, assignments, students, marks):
        """Return the header and the rows."""
        header = ["assignment", "student", "last_name", "first_name", "email", "handed_in"]
        header += ["points", "late_penalty", "mark", "max_mark", "waits_for_a_person"]
        return header, [
            [name, student.id, *_names(student), *_made_up(marks[name].get(student.id), assignment)]
            for name, assignment in assignments.items()
            for student in students.values()
        ]


class Canvas(_Exporter):
    """What Canvas imports in its gradebook: a row of points possible, then a row for each student."""

    default_name = "canvas.csv"

    def table(self, assignments, students, marks):
        """Return the header and the rows."""
        header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", *assignments]
        possible = ["    Points Possible", "", "", "", "", *(one.max_score for one in assignments.values())]
        rows = [
            [_listed(student), student.lms_user_id or "", "", student.id, "", *_row(student, marks)]
            for student in students.values()
        ]
        return header, [possible, *rows]


class Moodle(_Exporter):
    """What Moodle imports as grades from a CSV file, matched by ID number, or by email address."""

    default_name = "moodle.csv"

    def table(self, assignments, students, marks):
        """Return the header and the rows."""
        header = ["First name", "Last name", "ID number", "Email address"]
        return [*header, *(f"Assignment: {name} (Real)" for name in assignments)], [
            [
                student.first_name or "",
                student.last_name or "",
                student.id,
                student.email or "",
                *_row(student, marks),
            ]
            for student in students.values()
        ]


FORMATS = {"csv": Csv, "canvas": Canvas, "moodle": Moodle}


def _marks(gradebook, assignment):
    """Return the submissions that were judged; one without notebooks only notes that something came in."""
    submissions = gradebook.assignment_submissions(assignment)
    return {one.student_id: one for one in submissions if any(n.grades for n in one.notebooks)}


def _mark(submission):
    return round(max(0.0, submission.score - submission.late_submission_penalty), 4)


def _row(student, marks):
    """Return a student's mark in each assignment, or an empty cell."""
    found = (submissions.get(student.id) for submissions in marks.values())
    return [_mark(submission) if submission else "" for submission in found]


def _made_up(submission, assignment):
    """Return what a mark is made up of; of what was not handed in, only how much it could have been."""
    if submission is None:
        return ["", "", "", "", assignment.max_score, ""]
    handed_in = f"{submission.timestamp:%Y-%m-%d %H:%M:%S} UTC" if submission.timestamp else ""
    points, penalty = round(submission.score, 4), round(submission.late_submission_penalty, 4)
    waits = "yes" if submission.needs_manual_grade else ""
    return [handed_in, points, penalty, _mark(submission), assignment.max_score, waits]


def _names(student):
    return student.last_name or "", student.first_name or "", student.email or ""


def _listed(student):
    return ", ".join(name for name in (student.last_name, student.first_name) if name) or student.id
