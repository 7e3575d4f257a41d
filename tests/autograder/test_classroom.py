import os
import stat

import pytest

from autograder.classroom import Classroom, write_whole
from autograder.errors import CourseError, NotJudgedError

ASSIGNMENT = "02_activations"


@pytest.fixture
def classroom(tmp_path):
    (tmp_path / "submitted" / "ada" / ASSIGNMENT).mkdir(parents=True)
    return Classroom(tmp_path)


@pytest.fixture
def hand_in(classroom):
    def put(*names):
        for name in names:
            (classroom.submitted("ada", ASSIGNMENT) / name).write_text("{}")

    return put


class TestClassroom:
    def test_needs_a_folder_of_submissions(self, tmp_path):
        with pytest.raises(CourseError, match="must hold a folder `submitted`"):
            Classroom(tmp_path / "nowhere")

    def test_students_are_those_with_a_folder_for_the_assignment(self, classroom):
        (classroom.root / "submitted" / "bob" / "01_perceptron").mkdir(parents=True)
        (classroom.root / "submitted" / "Zoe" / ASSIGNMENT).mkdir(parents=True)
        (classroom.root / "submitted" / "file").write_text("")
        assert classroom.students(ASSIGNMENT) == ["Zoe", "ada"]


class TestNotebook:
    @pytest.mark.parametrize(
        ("names", "chosen"),
        [
            (["02_activations.ipynb"], "02_activations.ipynb"),
            (["02_activations.ipynb", "scratch.ipynb", "a.ipynb"], "02_activations.ipynb"),
            (["02_activations.ipynb", "02_activations (1).ipynb"], "02_activations.ipynb"),
            (["02_activations (1).ipynb"], "02_activations (1).ipynb"),
            (["02_activations (1).ipynb", "scratch.ipynb"], "02_activations (1).ipynb"),
            (["02_activations.ipynb.txt", "notes.txt", "data.csv"], "02_activations.ipynb.txt"),
            (["homework.IPYNB"], "homework.IPYNB"),
        ],
    )
    def test_is_found_by_its_name_or_as_the_only_one(self, classroom, hand_in, names, chosen):
        hand_in(*names)
        assert classroom.notebook("ada", ASSIGNMENT).name == chosen

    @pytest.mark.parametrize(
        ("names", "listed"),
        [
            ([], "got none"),
            (["notes.txt"], "got none"),
            (["a.ipynb", "b.ipynb"], "got a.ipynb, b.ipynb"),
            (
                ["02_activations-1.ipynb", "02_activations-2.ipynb"],
                "got 02_activations-1.ipynb, 02_activations-2",
            ),
        ],
    )
    def test_is_not_guessed(self, classroom, hand_in, names, listed):
        hand_in(*names)
        with pytest.raises(NotJudgedError, match=f"one notebook called {ASSIGNMENT}.ipynb, {listed}"):
            classroom.notebook("ada", ASSIGNMENT)

    def test_a_link_is_not_followed(self, classroom, tmp_path_factory):
        other = tmp_path_factory.mktemp("other") / "secret.ipynb"
        other.write_text("{}")
        (classroom.submitted("ada", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb").symlink_to(other)
        with pytest.raises(NotJudgedError, match="got none"):
            classroom.notebook("ada", ASSIGNMENT)

    def test_a_folder_or_a_pipe_is_no_notebook(self, classroom):
        folder = classroom.submitted("ada", ASSIGNMENT)
        (folder / "folder.ipynb").mkdir()
        os.mkfifo(folder / "pipe.ipynb")
        with pytest.raises(NotJudgedError, match="got none"):
            classroom.notebook("ada", ASSIGNMENT)


class TestVerdict:
    def test_is_read_as_it_was_written(self, classroom):
        verdict = {"student": "ada", "reason": "über", "score": 1.5}
        classroom.write_verdict("ada", ASSIGNMENT, verdict)
        assert classroom.verdict("ada", ASSIGNMENT) == verdict

    @pytest.mark.parametrize("broken", [None, b"", b"{", b"[]", b"3", b"\xff"])
    def test_is_none_where_there_is_none_that_can_be_read(self, classroom, broken):
        if broken is not None:
            classroom.write_verdict("ada", ASSIGNMENT, {})
            (classroom.autograded("ada", ASSIGNMENT) / "verdict.json").write_bytes(broken)
        assert classroom.verdict("ada", ASSIGNMENT) is None


class TestSecret:
    def test_is_made_once_and_for_its_owner_alone(self, classroom):
        secret = classroom.secret()
        assert len(secret) == 32
        assert classroom.secret() == secret
        path = classroom.root / ".autograder" / "secret"
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700

    def test_differs_between_classrooms(self, classroom, tmp_path_factory):
        other = tmp_path_factory.mktemp("other")
        (other / "submitted").mkdir()
        assert Classroom(other).secret() != classroom.secret()

    @pytest.mark.parametrize("content", [b"", b"short", b"x" * 33])
    def test_a_damaged_one_is_never_used(self, classroom, content):
        classroom.secret()
        (classroom.root / ".autograder" / "secret").write_bytes(content)
        with pytest.raises(CourseError, match="must hold 32 bytes"):
            classroom.seed(ASSIGNMENT, b"content")


class TestSeed:
    def test_depends_on_assignment_and_content_alone(self, classroom):
        seeds = [
            classroom.seed(*what)
            for what in ((ASSIGNMENT, b"a"), (ASSIGNMENT, b"b"), ("01_x", b"a"), ("01_x\0", b""))
        ]
        assert len(set(seeds)) == 4
        assert classroom.seed(ASSIGNMENT, b"a") == seeds[0]


class TestWriteWhole:
    def test_makes_folders_and_leaves_nothing_beside_the_file(self, tmp_path):
        path = tmp_path / "a" / "b" / "file.txt"
        write_whole(path, b"one")
        write_whole(path, b"two")
        assert path.read_bytes() == b"two"
        assert list(path.parent.iterdir()) == [path]

    def test_a_failure_leaves_the_old_file(self, tmp_path, monkeypatch):
        path = tmp_path / "file.txt"
        write_whole(path, b"one")

        def fail(*_):
            raise OSError("no space left")

        monkeypatch.setattr(os, "replace", fail)
        with pytest.raises(OSError, match="no space"):
            write_whole(path, b"two")
        assert path.read_bytes() == b"one"
