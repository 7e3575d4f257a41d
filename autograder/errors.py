"""What can be wrong with a course or a classroom, as opposed to with a student's answer."""

__all__ = ["CourseError"]


class CourseError(Exception):
    """Something that the person at the command line can mend; the message says what it is and how."""
