"""What lies in the exchange was put there by anybody: collecting takes neither links nor what stops it."""

import os
import shutil

import pytest
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config

from autograder.classroom import MARKS_OF_EXCHANGE
from autograder.exchange import CollectOwn, ReleasePages
from autograder.gradebook import existing_gradebook
from autograder.nbgrader_plugin import configure

ID = "02_activations"


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    """An empty gradebook, which takes seconds to make."""
    path = tmp_path_factory.mktemp("book") / "gradebook.db"
    with existing_gradebook(f"sqlite:///{path}"):
        return path


@pytest.fixture
def exchange(tmp_path):
    """An exchange into which two students handed in, and a secret that only the collector may read."""
    (tmp_path / "secret.ipynb").write_text("the answers")
    for student in ("ada", "bao"):
        folder = tmp_path / "exchange" / "course" / "inbound" / f"{student}+{ID}+2026-11-02 12:00:00 UTC+x"
        folder.mkdir(parents=True)
        (folder / f"{ID}.ipynb").write_text(student)
    return tmp_path


@pytest.fixture
def collect(exchange, gradebook):
    """Collect, and return the students whose notebook is there, with its text."""

    def run(check_owner=False):
        config = Config()
        config.Exchange.root = str(exchange / "exchange")
        config.CourseDirectory.course_id = "course"
        config.ExchangeCollect.check_owner = check_owner
        course = CourseDirectory(root=str(exchange / "fall"), assignment_id=ID, config=config)
        CollectOwn(coursedir=course, config=config).start()
        files = (exchange / "fall" / "submitted").glob(f"*/{ID}/{ID}.ipynb")
        return {path.parent.parent.name: path.read_text() for path in files if not path.is_symlink()}

    (exchange / "fall").mkdir()
    shutil.copy(gradebook, exchange / "fall")
    return run


def inbound(exchange, student):
    (folder,) = exchange.glob(f"exchange/course/inbound/{student}+*")
    return folder


def test_what_is_honest_is_collected(collect):
    assert collect() == {"ada": "ada", "bao": "bao"}


def test_a_link_leads_nowhere(exchange, collect):
    file = inbound(exchange, "ada") / f"{ID}.ipynb"
    file.unlink()
    file.symlink_to(exchange / "secret.ipynb")
    assert collect() == {"bao": "bao"}


def test_a_folder_that_is_a_link_is_left_out(exchange, collect):
    elsewhere = exchange / "elsewhere"
    inbound(exchange, "ada").rename(elsewhere)
    (exchange / "exchange/course/inbound" / f"ada+{ID}+2026-11-02 12:00:00 UTC+x").symlink_to(elsewhere)
    assert collect() == {"bao": "bao"}


def test_one_that_cannot_be_copied_does_not_keep_the_others(exchange, collect):
    os.mkfifo(inbound(exchange, "ada") / "pipe")
    assert collect() == {"bao": "bao"}


def test_whose_it_is_the_system_says(exchange, collect):
    """Both belong to whoever runs this test, who is neither Ada nor Bao."""
    assert collect(check_owner=True) == {}


def test_the_courses_config_asks_for_it():
    config = Config()
    configure(config)
    assert config.ExchangeFactory.collect is CollectOwn
    assert config.ExchangeFactory.release_feedback is ReleasePages


@pytest.fixture
def release_feedback(exchange):
    """Release the pages of Ada, who handed in through the exchange, and of Bao; return those that are there."""
    page = f"feedback/{{}}/{ID}/{ID}.html"
    for student in ("ada", "bao"):
        path = exchange / "fall" / page.format(student)
        path.parent.mkdir(parents=True)
        path.write_text(student)
    for name in MARKS_OF_EXCHANGE:
        (exchange / "fall" / "feedback" / "ada" / ID / name).write_text("2026-11-02 12:00:00 UTC")

    def run(**options):
        config = Config()
        config.Exchange.root = str(exchange / "exchange")
        config.CourseDirectory.course_id = "course"
        course = CourseDirectory(root=str(exchange / "fall"), assignment_id=ID, config=config, **options)
        ReleasePages(coursedir=course, config=config).start()
        return [path.read_text() for path in exchange.glob("exchange/course/feedback/*.html")]

    return run


# nbgrader leaves a file that it reads for the collector of garbage to close
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
class TestReleasePages:
    def test_who_came_another_way_stops_nobody(self, release_feedback, caplog):
        assert release_feedback() == ["ada"]
        assert "bao did not hand in through the exchange" in caplog.text

    def test_one_student(self, release_feedback):
        assert release_feedback(student_id="bao") == []
        assert release_feedback(student_id="ada") == ["ada"]

    def test_who_is_left_out_stays_out(self, release_feedback):
        assert release_feedback(student_id_exclude="ada") == []
