"""What can be wrong with a course, a classroom or a file, as opposed to with a student's answer."""

__all__ = ["CourseError", "NotJudgedError"]


class CourseError(Exception):
    """Something that the person at the command line can mend; the message says what it is and how."""


class NotJudgedError(Exception):
    """A submission that no machine can judge; says why, for a person to look at."""
