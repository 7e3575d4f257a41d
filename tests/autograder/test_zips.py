"""What a learning-management system gives is collected: whose each file is, and nothing that should not be unpacked."""

import io
import shlex
import zipfile

import pytest
from traitlets.config import Config

from autograder import zips
from autograder.cli import main
from autograder.collecting import collect_files
from autograder.gradebook import enrol, existing_gradebook
from tests.autograder.test_owners import ROSTER

NAME = "02_activations"


def zipped(**files):
    """A zip as bytes, with a file of each name."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def gradebook(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "gradebook.db"
    with existing_gradebook(f"sqlite:///{path}") as book:
        enrol(book, ROSTER)
    return path


@pytest.fixture
def course(tmp_path, gradebook):
    """A course's folder with these students on its roster."""
    (tmp_path / "fall" / "submitted").mkdir(parents=True)
    (tmp_path / "fall" / "gradebook.db").write_bytes(gradebook.read_bytes())
    return tmp_path / "fall"


@pytest.fixture
def collect(course, tmp_path):
    """Collect files by name, or one zip of them; return what was left out, and what each student's folder holds."""

    def run(files, *, config=None, archive="download.zip"):
        (tmp_path / archive).write_bytes(zipped(**files))
        collected, left_out = collect_files(course, NAME, [tmp_path / archive], config or Config())
        found = {
            path.parent.parent.name: {f.name: f.read_bytes() for f in path.parent.iterdir()}
            for path in course.glob(f"submitted/*/{NAME}/*")
        }
        assert set(found) >= collected
        assert all(path.is_file() for path, _ in left_out)
        return left_out, found

    return run


class TestCollectFiles:
    def test_each_file_comes_to_its_owner(self, collect):
        files = {
            f"Ada Lovelace_1_assignsubmission_file_/{NAME}.ipynb": b"A",
            f"Carla Díaz_2_assignsubmission_file_/my {NAME} (1).ipynb": b"C",
            f"byronada_3_4_{NAME}-1.ipynb": b"B",
        }
        left_out, found = collect(files)
        assert left_out == []
        assert found == {
            "ada": {f"{NAME}.ipynb": b"A"},
            "c.diaz": {f"{NAME} (1).ipynb": b"C"},
            "ada_b": {f"{NAME}-1.ipynb": b"B"},
        }

    def test_what_fits_nobody_is_named_and_left_out(self, collect):
        left_out, found = collect({f"adda_{NAME}.ipynb": b"?", f"ada_{NAME}.ipynb": b"A"})
        assert [(path.name, closest) for path, closest in left_out] == [(f"adda_{NAME}.ipynb", "ada")]
        assert list(found) == ["ada"]

    def test_two_files_of_one_student_are_both_kept(self, collect):
        left_out, found = collect({f"ada_{NAME}.ipynb": b"1", f"Ada Lovelace/{NAME}.ipynb": b"2"})
        assert left_out == []
        assert sorted(found["ada"].values()) == [b"1", b"2"]

    def test_a_new_download_takes_the_place_of_the_old_one(self, collect):
        collect({f"ada_{NAME}.ipynb": b"old", f"u17_{NAME}.ipynb": b"other"})
        _, found = collect({f"ada_{NAME} (2).ipynb": b"new"}, archive="second.zip")
        assert found == {"ada": {f"{NAME} (2).ipynb": b"new"}, "u17": {f"{NAME}.ipynb": b"other"}}

    def test_a_zip_that_a_student_put_into_it(self, collect):
        inner = zipped(
            **{f"work/{NAME}.ipynb": b"A", "data.csv": b"", "more.zip": zipped(**{"b.ipynb": b""})}
        )
        _, found = collect({"Ada Lovelace_1_assignsubmission_file_/mine.zip": inner})
        assert found == {"ada": {f"{NAME}.ipynb": b"A"}}

    def test_folders_and_single_files(self, course, tmp_path):
        (tmp_path / "ada").mkdir()
        (tmp_path / "ada" / f"{NAME}.ipynb").write_bytes(b"A")
        (tmp_path / f"u17_{NAME}.ipynb").write_bytes(b"U")
        files = [tmp_path / "ada", tmp_path / f"u17_{NAME}.ipynb"]
        assert collect_files(course, NAME, files, Config()) == ({"ada", "u17"}, [])

    def test_a_rule_of_the_courses_own_goes_before(self, collect):
        config = Config()
        config.RosterCollector.named_regexp = r".*_(?P<student_id>\w+)_attempt_[\d-]+_(?P<file_id>.+)"
        _, found = collect({f"Assignment_u17_attempt_2026-11-02_{NAME}.ipynb": b"U"}, config=config)
        assert found == {"u17": {f"{NAME}.ipynb": b"U"}}


class TestHostileZips:
    def test_nothing_leaves_the_folder(self, collect, tmp_path):
        names = [f"../../../ada_{NAME}.ipynb", f"/ada/{NAME}.ipynb", f"..\\..\\u17_{NAME}.ipynb"]
        before = set(tmp_path.iterdir()) | {tmp_path / "download.zip"}
        _, found = collect(dict.fromkeys(names, b"x"))
        assert set(tmp_path.iterdir()) == before
        assert set(found) == {"ada", "u17"}

    def test_no_more_than_a_notebook_may_have_is_unpacked(self, collect, monkeypatch):
        monkeypatch.setattr(zips, "MAX_BYTES", 1000)
        _, found = collect({f"ada_{NAME}.ipynb": bytes(10**6)})
        assert [len(content) for content in found["ada"].values()] == [1001]

    def test_nor_more_files_than_a_student_needs(self, collect):
        many = zipped(**{f"{n}.ipynb": b"x" for n in range(1000)})
        _, found = collect({"ada/mine.zip": many})
        assert len(found["ada"]) == zips.MOST_IN_A_STUDENTS_ZIP

    def test_what_is_no_notebook_stays_where_it_is(self, collect):
        _, found = collect({"ada/run.sh": b"x", f"__MACOSX/ada/._{NAME}.ipynb": b"x", "ada/.DS_Store": b"x"})
        assert found == {}

    def test_a_damaged_file_costs_the_others_nothing(self, collect, tmp_path, course):
        whole = bytearray(zipped(**{f"ada_{NAME}.ipynb": bytes(range(256)) * 40, f"u17_{NAME}.ipynb": b"U"}))
        whole[80:120] = bytes(40)
        (tmp_path / "damaged.zip").write_bytes(whole)
        collected, _ = collect_files(course, NAME, [tmp_path / "damaged.zip"], Config())
        assert collected == {"ada", "u17"}
        assert (course / "submitted" / "u17" / NAME / f"{NAME}.ipynb").read_bytes() == b"U"
        assert (course / "submitted" / "ada" / NAME / f"{NAME}.ipynb").read_bytes() == b""

    def test_names_in_a_students_zip_are_no_trouble(self, collect):
        names = ["a.ipynb/b.ipynb", "a.ipynb", "../" + "x" * 300 + ".ipynb"]
        _, found = collect({"u17/mine.zip": zipped(**dict.fromkeys(names, b"x"))})
        assert {student: len(files) for student, files in found.items()} == {"u17": 3}

    def test_a_zip_of_each_student_is_that_students(self, course, tmp_path):
        (tmp_path / "u17.zip").write_bytes(zipped(**{f"ada_{NAME}.ipynb": b"U"}))
        (tmp_path / "u18.zip").write_bytes(zipped(**{f"{NAME}.ipynb": b"W"}))
        files = [tmp_path / "u17.zip", tmp_path / "u18.zip"]
        assert collect_files(course, NAME, files, Config()) == ({"u17", "u18"}, [])

    @pytest.mark.parametrize("inner", [b"PK\x03\x04 no", zipped(**{"notes.txt": b"x"})])
    def test_a_zip_within_that_holds_no_notebook_was_handed_in_all_the_same(self, collect, inner):
        _, found = collect({"ada/mine.zip": inner, f"u17/{NAME}.ipynb": b"U"})
        assert found == {"ada": {"mine.ipynb": b""}, "u17": {f"{NAME}.ipynb": b"U"}}


class TestCommand:
    @pytest.fixture
    def run(self, course, monkeypatch, capsys):
        """Run `collect` in the course's folder; return its status and what it said."""
        monkeypatch.chdir(course)

        def run(*arguments):
            status = main(["collect", NAME, *map(str, arguments)])
            said = capsys.readouterr()
            return status, (said.out + said.err).splitlines()

        return run

    def test_says_who_is_collected(self, course, run):
        (course / "all.zip").write_bytes(zipped(**{f"ada_{NAME}.ipynb": b"A"}))
        assert run("all.zip") == (0, [f"the work of 1 student is in {course / 'submitted'}"])

    def test_each_that_is_left_out_is_taken_in_by_the_command_that_is_said(self, course, run):
        (course / "all.zip").write_bytes(zipped(**{"Zoe K/a.ipynb": b"1", f"u177_{NAME}.ipynb": b"2"}))
        status, said = run("all.zip")
        assert status == 1
        commands = [shlex.split(line.partition(": ")[2])[3:] for line in said if "if you know" in line]
        assert [command[-1] for command in commands] == ["ID", "u17"]
        for (file, option, _), student in zip(commands, ("u18", "u17"), strict=True):
            assert run(file, option, student)[0] == 0
        assert (course / "submitted" / "u18" / NAME / "a.ipynb").read_bytes() == b"1"
        assert (course / "submitted" / "u17" / NAME / f"{NAME}.ipynb").read_bytes() == b"2"

    def test_one_student_has_one_notebook(self, course, run):
        (course / "all.zip").write_bytes(zipped(**{f"ada_{NAME}.ipynb": b"A", f"u17_{NAME}.ipynb": b"U"}))
        assert run("all.zip", "--student", "ada") == (
            2,
            ["autograder collect: with --student there must be one notebook, got 2"],
        )
        assert not any((course / "submitted").iterdir())

    def test_who_is_meant_must_be_on_the_roster(self, course, run):
        (course / "x.ipynb").write_bytes(b"X")
        status, (line,) = run("x.ipynb", "--student", "addda")
        assert status == 2
        assert line.endswith("nobody on the roster has the id 'addda'; did you mean ada?")

    def test_nothing_to_collect(self, run):
        status, (line,) = run("no.zip")
        assert status == 2
        assert "must be a zip, a notebook or a folder; there is no no.zip here" in line

    def test_what_was_collected_can_be_collected_again(self, course, run):
        (course / "all.zip").write_bytes(zipped(**{f"ada_{NAME}.ipynb": b"A"}))
        run("all.zip")
        assert run(f"downloaded/{NAME}/archive/all.zip")[0] == 0
        assert run(f"downloaded/{NAME}/archive")[0] == 0
        assert (course / "submitted" / "ada" / NAME / f"{NAME}.ipynb").read_bytes() == b"A"

    def test_what_is_no_zip_is_said(self, course, run):
        (course / "all.zip").write_bytes(
            zipped(**{f"ada_{NAME}.ipynb": b"A"}).replace(b"PK\x01\x02", b"PK\x01\x00")
        )
        assert run("all.zip") == (2, ["autograder collect: all.zip is no zip that can be read"])

    def test_two_files_of_one_name_are_refused(self, course, run):
        for group in ("a", "b"):
            (course / group).mkdir()
            (course / group / "all.zip").write_bytes(zipped(**{f"ada_{NAME}.ipynb": b"A"}))
        status, (line,) = run("a/all.zip", "b/all.zip")
        assert status == 2
        assert line.endswith("several files are called all.zip: rename them, or collect one after the other")

    def test_a_date_stays_with_its_notebook(self, course, run):
        first = zipped(**{f"ada_{NAME}.ipynb": b"A", f"u17_{NAME}.ipynb": b"U"})
        (course / "all.zip").write_bytes(first)
        run("all.zip")
        for student in ("ada", "u17"):
            (course / "submitted" / student / NAME / "timestamp.txt").write_text("2026-11-02 12:00:00 UTC")
        (course / "all.zip").write_bytes(zipped(**{f"ada_{NAME}.ipynb": b"new", f"u17_{NAME}.ipynb": b"U"}))
        run("all.zip")
        dated = {path.parent.parent.name for path in course.glob("submitted/*/*/timestamp.txt")}
        assert dated == {"u17"}
