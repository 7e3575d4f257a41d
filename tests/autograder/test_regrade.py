"""Grading again lists every mark that changes, and why, and writes nothing unless told to."""

import copy
import hashlib
import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from autograder.changes import changes
from autograder.classroom import Classroom
from autograder.cli import main
from autograder.commands import regrade

NAME = "02_activations"


def result(record="v1", submission="a", **points):
    verdicts = [
        {
            "id": id,
            "points": p,
            "mistake": None if p else "sign",
            "message": "right" if p else "Wrong sign.\nx",
        }
        for id, p in points.items()
    ]
    return {
        "status": "graded",
        "reason": None,
        "score": sum(points.values()),
        "exercises": verdicts,
        "submission": submission,
        "record": {"exercises": record},
    }


def told(before, now):
    return [(one.exercise, one.before, one.now, one.why) for one in changes("ada", before, now)]


class TestChanges:
    def test_what_is_the_same_is_not_told(self):
        assert told(result(a=1, b=0), result("v2", a=1, b=0)) == []

    def test_a_repaired_check_is_told_with_both_reasons(self):
        assert told(result(a=0, b=1), result("v2", a=2, b=1)) == [
            ("a", 0, 2, "before: mistake 'sign'; now: right")
        ]

    def test_exercises_that_came_and_went_are_told(self):
        assert told(result(a=1, b=2), result("v2", a=1, c=0)) == [
            ("c", None, 0, "a new exercise; mistake 'sign'"),
            ("b", 2, None, "the exercise was taken out"),
        ]

    def test_another_cause_than_the_exercise_is_named(self):
        (new_file,) = told(result(a=0), result("v2", "b", a=1))
        (same,) = told(result(a=0), result(a=1))
        assert new_file[3].startswith("another file was handed in; ")
        assert same[3].startswith("the exercises are the same; ")

    def test_judged_or_not_is_a_change_of_the_whole_mark(self):
        broken = {"status": "not judged", "reason": "empty", "score": None, "exercises": []}
        assert told(result(a=1), broken) == [("all", 1, None, "could not be judged: empty")]
        assert told(broken, result(a=1)) == [("all", None, 1, "judged now; before: empty")]
        assert told(broken, broken) == []


def content(root):
    return {
        path.relative_to(root): hashlib.sha256(path.read_bytes()).digest()
        for path in root.rglob("*")
        if path.is_file() and path.name != "secret"
    }


class TestRegrade:
    @pytest.fixture
    def classroom(self, tmp_path, monkeypatch):
        """Ada and Bao have a verdict; in the changed exercise Ada now does better."""
        for student, points in (("ada", 0), ("bao", 2)):
            folder = tmp_path / "submitted" / student / NAME
            folder.mkdir(parents=True)
            (folder / f"{NAME}.ipynb").write_text("{}")
            Classroom(tmp_path).write_verdict(student, NAME, result(a=points))
        now = {"ada": result("v2", a=2), "bao": result("v2", a=2)}
        monkeypatch.setattr(regrade, "local_workers", ThreadPoolExecutor)
        monkeypatch.setattr(
            regrade, "grade_papers", lambda papers, *_: ((p, copy.deepcopy(now[p.student])) for p in papers)
        )
        return tmp_path

    def test_lists_first_and_writes_nothing(self, classroom, capsys):
        before = content(classroom)
        assert main(["regrade", NAME, "--classroom", str(classroom)]) == 0
        out = capsys.readouterr().out
        assert "ada" in out
        assert "bao" not in out
        assert "1 of 2 students have another mark if this is written" in out
        assert content(classroom) == before

    def test_who_cannot_be_judged_and_who_was_not_graded_yet_are_named(self, classroom, capsys):
        (classroom / "submitted" / "bao" / NAME / f"{NAME}.ipynb").unlink()
        shutil.copytree(classroom / "submitted" / "ada", classroom / "submitted" / "cem")
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(
                regrade, "grade_papers", lambda papers, *_: [(paper, result("v2", a=2)) for paper in papers]
            )
            assert main(["regrade", NAME, "--classroom", str(classroom)]) == 1
        out = " ".join(capsys.readouterr().out.split())
        assert "bao could not be judged: there must be one notebook" in out
        assert "judged now; before: not graded yet" in out.replace("│", "").replace("  ", " ")

    def test_write_writes(self, classroom, capsys, monkeypatch):
        asked = []
        monkeypatch.setattr(
            regrade,
            "grade_class",
            lambda *args, **options: (
                asked.append(options) or iter({"ada": result(a=2), "bao": result(a=2)}.items())
            ),
        )
        finished = []
        monkeypatch.setattr(regrade, "finish", lambda *args: finished.append(args[-1]))
        other = f"sqlite:///{classroom / 'other.db'}"
        assert main(["regrade", NAME, "--classroom", str(classroom), "--write", "--db", other]) == 0
        assert (asked[0]["force"], asked[0]["db_url"]) == (True, other)
        assert list(finished[0]) == ["ada", "bao"]
        assert "1 of 2 students have another mark now" in capsys.readouterr().out

    def test_a_class_without_marks_is_told_to_grade(self, tmp_path, capsys, monkeypatch):
        (tmp_path / "submitted").mkdir()
        assert main(["regrade", NAME, "--classroom", str(tmp_path)]) == 2
        assert "run `autograder grade" in capsys.readouterr().err
