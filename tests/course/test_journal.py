import json
import os
from pathlib import Path

import pytest

from nnlab import frozen, journal
from nnlab.journal import Overview, place, progress, read, record


class TestPlace:
    def test_is_beside_the_topics_folders(self, course, monkeypatch):
        assert place() == course / "nnlab-progress.json"
        monkeypatch.chdir(course)
        assert place() == course / "nnlab-progress.json"

    def test_is_the_home_directory_for_who_works_elsewhere(self, course, monkeypatch, tmp_path_factory):
        home, elsewhere = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("elsewhere")
        monkeypatch.setenv("HOME", str(home))
        monkeypatch.chdir(elsewhere)
        assert place() == home / "nnlab-progress.json"


class TestRecord:
    def test_what_is_noted_is_read_again(self, course):
        record("scale")
        record("quiz")
        assert list(read()) == ["scale", "quiz"]
        assert json.loads(place().read_text())["passed"] == read()

    def test_the_first_day_stays(self, course):
        place().write_text('{"passed": {"scale": "2020-02-20"}}')
        record("scale")
        assert read() == {"scale": "2020-02-20"}

    def test_a_person_can_read_the_file(self, course):
        record("scale")
        assert "Yours to edit or delete" in place().read_text()

    @pytest.mark.parametrize(
        "broken", ["", "{", "[]", '{"passed": 3}', '{"passed": [1]}', "null", "\x00", "[" * 10**5]
    )
    def test_a_broken_file_is_begun_anew(self, course, broken):
        place().write_text(broken)
        assert read() == {}
        record("scale")
        assert list(read()) == ["scale"]

    def test_bytes_that_are_no_text_are_begun_anew(self, course):
        place().write_bytes(b"\xff\xfe\x00\x80")
        record("scale")
        assert list(read()) == ["scale"]

    def test_a_file_that_cannot_be_written_changes_nothing(self, course):
        place().mkdir()
        record("scale")
        assert read() == {}

    def test_a_full_disk_leaves_the_old_file(self, course, monkeypatch):
        record("scale")

        def full(*_):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(os, "replace", full)
        record("quiz")
        assert list(read()) == ["scale"]

    @pytest.mark.parametrize("mode", ["validate", "autograde"])
    def test_nothing_is_noted_while_nbgrader_works(self, course, monkeypatch, mode):
        monkeypatch.setenv("NBGRADER_EXECUTION", mode)
        record("scale")
        assert not place().exists()

    def test_a_folder_that_is_gone_changes_nothing(self, course, monkeypatch):
        gone = course / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        record("scale")
        assert read() == {}


class TestProgress:
    def test_says_what_is_done_and_what_is_left(self, course, capsys):
        record("scale")
        progress()
        lines = capsys.readouterr().out.splitlines()
        assert lines[1:3] == ["Scaling  1 of 1 ✓", "Quizzes  0 of 1; next: Quiz"]
        assert str(place()) in lines[3]

    def test_names_the_next_few(self, course):
        exercises = tuple((str(i), f"Exercise {i}") for i in range(9))
        text = str(Overview([frozen.Topic("01_x", "X", exercises)], {"0": "2026-01-01"}, "here"))
        assert "X  1 of 9; next: Exercise 1 · Exercise 2 · Exercise 3 · and 5 more" in text

    def test_as_html_each_bar_has_a_name(self, course):
        html = Overview(frozen.topics(), {"scale": "2026-01-01"}, place())._repr_html_()
        assert '<progress max="1" value="1" aria-label="Scaling">' in html
        assert "0 of 1; next: Quiz" in html

    def test_mentions_what_a_person_marks(self, course):
        shown = Overview([frozen.Topic("01_x", "X", (("a", "A"),), {"w": "Why?", "h": "How?"})], {}, "here")
        assert "2 answers in words" in str(shown)
        assert "2 answers in words" in shown._repr_html_()
        assert "in words" not in str(Overview(frozen.topics(), {}, "here"))

    def test_escapes_what_it_shows(self, course):
        topic = frozen.Topic("01_x", "<b>x</b>", (("a", "<script>"),))
        html = Overview([topic], {}, "<i>")._repr_html_()
        assert "<script>" not in html
        assert "<i>" not in html
        assert "<b>" not in html

    def test_ids_that_are_no_exercise_any_more_do_no_harm(self, course, capsys):
        record("long-gone")
        journal.progress()
        assert "0 of 1; next: Scale" in capsys.readouterr().out


class TestInABrowserTab:
    @pytest.mark.parametrize(
        ("path", "said"),
        [
            ("/drive/nnlab-progress.json", "Kept in this browser alone"),
            ("/home/pyodide/nnlab-progress.json", "Not kept when this tab is closed"),
        ],
    )
    def test_says_whether_the_file_outlives_the_tab(self, monkeypatch, path, said):
        monkeypatch.setattr("sys.platform", "emscripten")
        overview = Overview([], {}, Path(path))
        assert said in str(overview)
        assert said in overview._repr_html_()
