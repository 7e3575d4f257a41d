"""JupyterHub for one course on one machine, where students and grader have accounts of the system's own.

docs/operators.md says what it needs, and how it is started.
"""

config = get_config()  # noqa: F821  JupyterHub puts it here

# The account that owns the course, and the course's folder in its home, as `autograder init` made it.
GRADER, COURSE = "grader", "neural-networks"
# Every account in this group of the system is a student.
STUDENTS = "students"

# People log in with the name and password of their account.
config.JupyterHub.authenticator_class = "pam"
config.PAMAuthenticator.allowed_groups = {STUDENTS}
config.Authenticator.allowed_users = {GRADER}

# Only this machine is answered. For others put a web server with TLS before it.
config.JupyterHub.bind_url = "http://127.0.0.1:8000"

# JupyterLab, not the older pages; and what nobody has used for an hour ends: a kernel, then the whole server.
config.Spawner.default_url = "/lab"
config.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--ServerApp.shutdown_no_activity_timeout=3600",
]


def begin_in_the_course(spawner):
    """Start the grader's server in the course's folder, once there is one: nbgrader reads its config there."""
    if spawner.user.name == GRADER:
        spawner.cmd = ["sh", "-c", f'cd ~/{COURSE}; exec jupyterhub-singleuser "$@"', "sh"]


config.Spawner.pre_spawn_hook = begin_in_the_course
