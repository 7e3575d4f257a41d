"""Instructor and student each in a JupyterLab, with nothing but its menu *Nbgrader*: from release to feedback."""

import os
import pwd

import nbformat
import pytest
import real_lab
from test_formgrader import NAME, QUESTION, TOPIC

from autograder import workspace
from autograder.cli import main
from autograder.sandbox import missing
from tests.submissions.notebooks import answered, solved

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}")

STUDENT = pwd.getpwuid(os.getuid()).pw_name  # as whom nbgrader hands in
AUTOMATIC = sum(exercise.points for exercise in TOPIC.exercises)


@pytest.fixture
def folders(tmp_path):
    """The instructor's course, and the student's home: each knows the exchange."""
    course, home, exchange = tmp_path / "course", tmp_path / "home", tmp_path / "exchange"
    (tmp_path / "roster.csv").write_text(f"id,first_name,last_name,email\n{STUDENT},Ada,Lovelace,\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "topics", lambda: (TOPIC,))
        assert main(["init", str(course), "--roster", str(tmp_path / "roster.csv")]) == 0
    root = f"config.Exchange.root = {str(exchange)!r}\n"
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(root)
    for folder in (home, exchange):
        folder.mkdir()
    own = f"config = get_config()\n{root}config.CourseDirectory.course_id = 'neural-networks'\n"
    (home / "nbgrader_config.py").write_text(own)
    return course, home


@pytest.fixture
def open_from_menu(chromium):
    """Open a JupyterLab and choose an entry of its menu *Nbgrader*."""
    contexts = []

    def chosen(address, entry):
        url, token = address
        contexts.append(chromium.new_context(viewport={"width": 1400, "height": 900}))
        contexts[-1].set_default_timeout(120_000)
        page = contexts[-1].new_page()
        page.goto(f"{url}/lab?token={token}")
        page.locator(".lm-MenuBar-itemLabel", has_text="Nbgrader").click()
        page.locator(".lm-Menu").get_by_text(entry, exact=True).click()
        return page

    yield chosen
    for context in contexts:
        context.close()


def press(formgrader, cell):
    """Press a button of a table in formgrader, and close the message that it went well."""
    formgrader.locator(f"td.{cell} a").first.click()
    message = formgrader.locator(".modal.in")
    assert "Success" in message.locator(".modal-body").inner_text()
    message.get_by_role("button", name="OK").click()
    message.wait_for(state="detached")


def choose(list_of, button):
    """Press a button of the assignment list, in one of its three parts."""
    list_of.get_by_role("button", name=button, exact=True).first.click()


def test_release_fetch_submit_collect_autograde_mark_and_read_the_feedback(folders, open_from_menu, tmp_path):
    course, home = folders
    with (
        real_lab.jupyterlab_in(course, home=tmp_path) as instructor,
        real_lab.jupyterlab_in(home, home=home) as student,
    ):
        grading = open_from_menu(instructor, "Formgrader")
        formgrader = grading.frame_locator("iframe")
        assert NAME in formgrader.locator("td.name").inner_text()
        press(formgrader, "assign")
        press(formgrader, "release")

        page = open_from_menu(student, "Assignment List")
        choose(page.locator("#released_assignments_list"), "Fetch")
        fetched = page.locator("#fetched_assignments_list")
        fetched.get_by_text(NAME).first.wait_for()
        path = home / NAME / f"{NAME}.ipynb"
        words = {QUESTION: "Because it bends."}
        nbformat.write(answered(solved(TOPIC, nbformat.read(path, as_version=4)), words), path)
        choose(fetched, "Submit")
        submitted = page.locator("#submitted_assignments_list")
        submitted.get_by_text(NAME).first.wait_for()

        press(formgrader, "collect")
        formgrader.locator("td.num-submissions a").click()
        press(formgrader, "autograde")
        assert formgrader.locator("td.score").inner_text().startswith(f"{AUTOMATIC:g} /")

        mark_by_hand(grading, formgrader, points=3, comment="Say what it bends.")
        for link in ("Manual Grading", "Manage Assignments"):
            formgrader.get_by_role("link", name=link).first.click()
        press(formgrader, "generate-feedback")
        press(formgrader, "release-feedback")

        choose(submitted, "Fetch Feedback")
        submitted.get_by_text("view feedback").wait_for()
        (file,) = (home / NAME / "feedback").rglob("*.html")
        page.goto(f"{student[0]}/files/{file.relative_to(home)}?token={student[1]}")
        assert page.get_by_text("Say what it bends.").is_visible()
        assert f"Score: {AUTOMATIC + 3:.1f} / " in page.locator("body").inner_text()


def mark_by_hand(page, formgrader, points, comment):
    """Go to the only submission by formgrader's links, and mark its answer in words by the rubric below it."""
    formgrader.get_by_role("link", name="Manual Grading").first.click()
    for link in (NAME, NAME, "Submission #1"):
        formgrader.get_by_role("link", name=link, exact=True).click()
    formgrader.get_by_text("Because it bends.").wait_for()
    for _, reason in TOPIC.written[0].rubric:
        assert formgrader.get_by_text(reason).is_visible()
    write(page, formgrader.locator(f"input#{QUESTION}"), str(points), "/api/grade/")
    write(page, formgrader.locator(f"textarea#{QUESTION}-comment"), comment, "/api/comment/")


def write(page, field, text, address):
    """Fill a field, leave it, and wait until formgrader has saved it."""
    field.fill(text)
    with page.expect_response(lambda answer: address in answer.url and answer.request.method == "PUT"):
        field.blur()
