"""JupyterHub as docs/operators.md sets it up: from the release to the feedback, and nobody sees what is not theirs."""

import nbformat
import pytest

from autograder.exercises import topic
from autograder.notebooks import solution_sources
from autograder.sandbox import missing

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
]

NAME, COURSE = "02_activations", "neural-networks"
PASSWORD = "correct horse"
# What each student gets right, and what that earns.
DONE = {"ada": ["step", "sigmoid"], "bao": []}
EARNED = {"ada": 5, "bao": 0}


@pytest.fixture(scope="module")
def people(hub):
    """The hub, with everybody's own server running."""
    for user in ("grader", "ada", "bao"):
        assert hub.log_in(user, PASSWORD)
        hub.server(user)
    return hub


def test_a_wrong_password_and_a_stranger_are_refused(hub):
    assert not hub.log_in("ada", "wrong")
    assert not hub.log_in("nobody", "")


def formgrader(hub, action):
    answer = hub.own("grader", "POST", f"formgrader/api/{action}")
    assert answer["success"], answer


def assignments(hub, user, action=None):
    """Look at a student's list of assignments, perhaps after pressing one of its buttons."""
    which = {"course_id": COURSE, "assignment_id": NAME}
    if action:
        answer = hub.own(user, "POST", f"assignments/{action}", params=which)
    else:
        answer = hub.own(user, "GET", "assignments", params=which)
    assert answer["success"], answer
    return [(one["status"], one) for one in answer["value"] if one["assignment_id"] == NAME]


def work(hub, user):
    """Solve some exercises in the fetched notebook, and save it."""
    path = f"api/contents/{NAME}/{NAME}.ipynb"
    notebook = nbformat.from_dict(hub.own(user, "GET", path)["content"])
    sources = solution_sources(topic(NAME))
    for cell in notebook.cells:
        if cell.id in DONE[user]:
            cell.source = sources[cell.id]
    hub.own(user, "PUT", path, json={"type": "notebook", "content": notebook})


@pytest.fixture(scope="module")
def handed_in(people):
    """Released by the grader, fetched and submitted by both students, collected."""
    formgrader(people, f"assignment/{NAME}/release")
    for user in DONE:
        assert [status for status, _ in assignments(people, user)] == ["released"]
        assignments(people, user, "fetch")
        work(people, user)
        assignments(people, user, "submit")
    formgrader(people, f"assignment/{NAME}/collect")
    return people


def test_release_fetch_submit_collect_grade_feedback_and_the_student_reads_it(machine, handed_in):
    folder = f"/home/grader/{COURSE}"
    machine.run("grader", "autograder", "grade", NAME, "--classroom", ".", "--workers", "1", folder=folder)
    machine.run("grader", "autograder", "feedback", NAME, "--classroom", ".", folder=folder)
    machine.run("grader", "autograder", "export", "--classroom", ".", "--to", "marks.csv", folder=folder)
    marks = machine.read(f"{folder}/marks.csv")
    formgrader(handed_in, f"assignment/{NAME}/release_feedback")
    for user, earned in EARNED.items():
        assert f"{NAME},{user},,,,2" in marks
        listed = assignments(handed_in, user, "fetch_feedback")
        (submission,) = next(one["submissions"] for status, one in listed if status == "submitted")
        (page,) = handed_in.own(user, "GET", f"api/contents/{submission['local_feedback_path']}")["content"]
        text = handed_in.own(user, "GET", f"api/contents/{page['path']}")["content"]
        assert user in text
        assert f"{earned} of " in text


def test_nobody_reads_what_is_not_theirs(machine, handed_in):
    for path in ("user/bao/api/contents", "user/grader/formgrader", "user/grader/api/contents"):
        assert handed_in.ask("ada", "GET", path).status_code == 403
    assert handed_in.ask("ada", "POST", "hub/api/users/bao/server").status_code in (403, 404)
    exchange = f"/usr/local/share/nbgrader/exchange/{COURSE}"
    theirs = (
        "/home/bao",
        "/home/grader",
        f"/home/grader/{COURSE}/source",
        f"{exchange}/inbound",
        f"{exchange}/feedback",
    )
    for path in theirs:
        assert machine.refused("ada", "ls", path), path
