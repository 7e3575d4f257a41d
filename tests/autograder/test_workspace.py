"""A course's folder: made whole or not at all, and brought up to its config."""

import shutil
import stat

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder import workspace
from autograder.cli import main
from autograder.exercises import topic

NAME = "02_activations"
ROSTER = "id,first_name,last_name,email\nada,Ada,Lovelace,ada@x.org\nbao,Bao,Tran,\n"


@pytest.fixture
def one_topic(monkeypatch):
    """Courses have one assignment, which takes a second instead of ten to make."""
    monkeypatch.setattr(workspace, "topics", lambda: (topic(NAME),))


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER)
    return path


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course as `init` makes it, with nothing else in its parent folder but the roster."""
    folder = tmp_path_factory.mktemp("made")
    (folder / "roster.csv").write_text(ROSTER)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "topics", lambda: (topic(NAME),))
        assert main(["init", str(folder / "course"), "--roster", str(folder / "roster.csv")]) == 0
    assert {path.name for path in folder.iterdir()} == {"course", "roster.csv"}
    return folder / "course"


@pytest.fixture
def course(tmp_path, made):
    shutil.copytree(made, tmp_path / "course")
    return tmp_path / "course"


def students(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        return {student.id: (student.first_name, student.email) for student in book.students}


class TestInit:
    def test_makes_everything_that_a_term_begins_with(self, course):
        assert students(course) == {"ada": ("Ada", "ada@x.org"), "bao": ("Bao", None)}
        source, release = (
            nbformat.read(course / kind / NAME / f"{NAME}.ipynb", as_version=4)
            for kind in ("source", "release")
        )
        assert "BEGIN SOLUTION" in str(source)
        assert "SOLUTION" not in str(release)
        assert stat.S_IMODE(course.stat().st_mode) == 0o700
        assert len((course / ".autograder" / "secret").read_bytes()) == 32

    def test_again_keeps_config_and_secret_and_takes_over_dates_and_names(self, course, roster):
        secret = (course / ".autograder" / "secret").read_bytes()
        config = course / "nbgrader_config.py"
        config.write_text(config.read_text() + f"config.Term.due = {{'{NAME}': '2031-05-06 12:00'}}\n")
        roster.write_text(ROSTER.replace("Bao,", "Bảo,") + "cem,Cem,Kaya,\n")
        assert main(["init", str(course), "--roster", str(roster)]) == 0
        assert students(course)["bao"] == ("Bảo", None)
        assert sorted(students(course)) == ["ada", "bao", "cem"]
        with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
            assert f"{book.find_assignment(NAME).duedate:%Y-%m-%d %H:%M}" == "2031-05-06 12:00"
        assert (course / ".autograder" / "secret").read_bytes() == secret
        assert "2031" in config.read_text()

    def test_a_bad_roster_leaves_nothing_behind(self, tmp_path, one_topic, roster, capsys):
        roster.write_text(ROSTER + "ada,A,B,\n")
        assert main(["init", str(tmp_path / "course"), "--roster", str(roster)]) == 2
        assert "line 4: the id 'ada' stands in line 2 already" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == [roster]

    def test_a_failure_on_the_way_leaves_nothing_behind(self, tmp_path, one_topic, monkeypatch):
        monkeypatch.setattr(workspace, "enrol", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            main(["init", str(tmp_path / "course")])
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.parametrize("kind", ["folder", "file"])
    def test_does_not_touch_what_is_there(self, tmp_path, kind, capsys):
        path = tmp_path / "course"
        if kind == "folder":
            path.mkdir()
            (path / "thesis.tex").write_text("mine")
        else:
            path.write_text("mine")
        assert main(["init", str(path)]) == 2
        assert "name a new folder" in capsys.readouterr().err

    def test_a_gradebook_that_is_none_is_named(self, course, capsys):
        (course / "gradebook.db").write_bytes(b"no database" * 100)
        assert main(["init", str(course)]) == 2
        error = capsys.readouterr().err
        assert "gradebook.db cannot be used: file is not a database" in error
        assert error.count("\n") == 1


class TestDoctor:
    @pytest.fixture(autouse=True)
    def _no_slow_looks(self, monkeypatch):
        monkeypatch.setattr("autograder.commands.doctor._sandbox", list)
        monkeypatch.setattr("autograder.commands.doctor.stale", lambda topics: [])

    def test_finds_nothing_in_a_new_course(self, course, capsys):
        assert main(["doctor", str(course)]) == 0
        assert "2 students enrolled" in capsys.readouterr().out

    def test_names_what_is_missing_and_the_remedy(self, course, capsys):
        config = course / "nbgrader_config.py"
        config.write_text(config.read_text() + f"config.Term.due = {{'{NAME}': '2001-01-01'}}\n")
        (course / "release" / NAME / f"{NAME}.ipynb").unlink()
        course.chmod(0o755)
        assert main(["doctor", str(course)]) == 1
        missing = [line for line in capsys.readouterr().out.splitlines() if line.startswith("MISSING")]
        assert len(missing) == 3
        for line, part in zip(
            missing, ("chmod go=", "is out of date: run `autograder init", "that is past"), strict=True
        ):
            assert part in line

    def test_a_folder_without_config_is_no_course(self, tmp_path, capsys):
        assert main(["doctor", str(tmp_path)]) == 1
        assert f"run `autograder init {tmp_path}`" in capsys.readouterr().out
