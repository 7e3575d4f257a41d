"""What nbgrader does for everybody on the machine; it belongs into /etc/jupyter."""

config = get_config()  # noqa: F821  nbgrader puts it here

# As in the course's own config; with it, the assignment list shows this course.
config.CourseDirectory.course_id = "neural-networks"
