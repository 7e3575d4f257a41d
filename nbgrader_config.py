"""nbgrader's names for this repository's folders; every stock nbgrader command and formgrader work here."""

from autograder.nbgrader_plugin import configure

config = get_config()  # noqa: F821  nbgrader puts it here
configure(config)

config.CourseDirectory.course_id = "neural-networks"
config.CourseDirectory.source_directory = "solutions"
config.CourseDirectory.release_directory = "course"

# Student data lives apart from the sources, in a folder that git ignores.
config.CourseDirectory.submitted_directory = "classroom/submitted"
config.CourseDirectory.autograded_directory = "classroom/autograded"
config.CourseDirectory.feedback_directory = "classroom/feedback"
config.CourseDirectory.db_url = "sqlite:///classroom/gradebook.db"
