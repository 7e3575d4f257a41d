"""An instructor works in formgrader, in a browser: generate, autograde, mark by hand, give feedback."""

import nbformat
import pytest
import real_lab
from nbgrader.api import Gradebook

from autograder import workspace
from autograder.cli import main
from autograder.exercises import topic
from autograder.grading import released
from autograder.sandbox import missing
from tests.submissions.notebooks import answered, solved

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}")

NAME = "02_activations"
TOPIC = topic(NAME)
QUESTION = TOPIC.written[0].id


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course in which Ada has handed in everything, an answer in words among it."""
    course = tmp_path_factory.mktemp("formgrader") / "course"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "topics", lambda: (TOPIC,))
        assert main(["init", str(course)]) == 0
    notebook = answered(solved(TOPIC, released(NAME)), {QUESTION: "Because it bends."})
    path = course / "submitted" / "ada" / NAME / f"{NAME}.ipynb"
    path.parent.mkdir(parents=True)
    nbformat.write(notebook, path)
    return course


@pytest.fixture(scope="module")
def formgrader(course):
    """The address of a page of formgrader, served from the course's folder."""
    with real_lab.jupyterlab_in(course, home=course.parent) as (url, token):
        yield lambda page: f"{url}/formgrader/{page}?token={token}"


@pytest.fixture
def page(chromium):
    """A page that is patient: another program may have the machine's cores."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(120_000)
    yield context.new_page()
    context.close()


def press(page, selector):
    """Press a button of a table, and wait for the message that it went well."""
    page.locator(selector).first.click()
    message = page.locator(".modal.in .modal-body, .modal.show .modal-body").first
    message.wait_for()
    assert "Success" in message.inner_text(), message.inner_text()


def written(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        grade = book.find_grade(QUESTION, NAME, NAME, "ada")
        comment = book.find_comment(QUESTION, NAME, NAME, "ada")
        submission = book.find_submission(NAME, "ada")
        return grade.manual_score, comment.manual_comment, submission.score


def test_generate_autograde_mark_by_hand_and_give_feedback(course, formgrader, page):
    page.goto(formgrader("manage_assignments"))
    press(page, "td.assign a")

    page.goto(formgrader(f"manage_submissions/{NAME}"))
    press(page, "td.autograde a")
    automatic = sum(exercise.points for exercise in TOPIC.exercises)
    assert written(course) == (None, None, automatic)

    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        id = book.find_submission(NAME, "ada").notebooks[0].id
    # only when it has loaded its marks does the page listen to what is typed
    page.goto(formgrader(f"submissions/{id}"), wait_until="networkidle")
    score = page.locator(f"input#{QUESTION}")
    score.fill("1")
    score.blur()
    comment = page.locator(f"textarea#{QUESTION}-comment")
    comment.fill("Say what it bends.")
    with page.expect_response(
        lambda answer: "/api/comment/" in answer.url and answer.request.method == "PUT"
    ):
        comment.blur()
    assert written(course) == (1, "Say what it bends.", automatic + 1)

    page.goto(formgrader(f"manage_submissions/{NAME}"))
    press(page, "td.generate-feedback a")
    feedback = (course / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    assert "Say what it bends." in feedback

    # Grading again, here or on the command line, leaves what a person gave.
    assert main(["grade", NAME, "--classroom", str(course), "--force", "--workers", "1"]) == 0
    assert written(course) == (1, "Say what it bends.", automatic + 1)
