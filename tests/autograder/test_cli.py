import functools
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from autograder import coordinator, workers
from autograder.classroom import Classroom
from autograder.cli import COMMANDS, main
from autograder.commands import check, grade
from autograder.commands.grade import as_contract
from autograder.gradebook import enrol, existing_gradebook
from autograder.grading import not_judged
from autograder.roster import Student
from autograder.sandbox import SandboxError
from tests.autograder.test_report import RESULTS
from tests.autograder.toy import InProcess

NAME = "02_activations"


@pytest.fixture
def classroom(tmp_path):
    folder = tmp_path / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text("no notebook")
    return tmp_path


@pytest.fixture
def graded(monkeypatch):
    """Stand in for grading; what it was asked is in the list."""
    asked = []

    def grade_class(classroom, topic, students, **options):
        asked.append({"students": list(students), **options})
        for student in students:
            yield student, RESULTS["bob"] | {"seconds": 0.1}

    monkeypatch.setattr(grade, "grade_class", grade_class)
    return asked


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            [],
            ["cook"],
            ["grade"],
            ["grade", NAME, "--classroom", ".", "--workers", "0"],
            ["audit", "a", "b"],
        ],
    )
    def test_bad_usage_is_status_2(self, arguments, capsys):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 2
        assert "usage: autograder" in capsys.readouterr().err

    @pytest.mark.parametrize(
        ("arguments", "line"),
        [
            (["audit", "activation"], "autograder audit: the assignment must be one of"),
            (["feedback", NAME, "--classroom", "/nowhere"], "autograder feedback: the classroom must hold"),
            (
                ["report", "cooking", "--classroom", "/nowhere"],
                "autograder report: the assignment must be one of",
            ),
        ],
    )
    def test_what_a_person_can_mend_is_one_line_and_status_2(self, arguments, line, capsys):
        assert main(arguments) == 2
        error = capsys.readouterr().err
        assert error.startswith(line)
        assert error.count("\n") == 1


class TestHelp:
    def test_lists_every_command_that_there_is(self, capsys):
        folder = Path(grade.__file__).parent
        modules = {path.stem.replace("_", "-") for path in folder.glob("[a-z]*.py")}
        assert set(COMMANDS) == modules - {"arguments"}
        with pytest.raises(SystemExit, match="0"):
            main(["--help"])
        said = capsys.readouterr().out
        assert all(f"    {name}" in said for name in COMMANDS)

    @pytest.mark.parametrize("name", COMMANDS)
    def test_each_says_what_it_takes(self, name, capsys):
        with pytest.raises(SystemExit, match="0"):
            main([name, "--help"])
        assert f"usage: autograder {name} " in capsys.readouterr().out


class TestGrade:
    def test_prints_a_row_for_each_and_writes_the_contract(self, classroom, graded, tmp_path, capsys):
        file = tmp_path / "out.json"
        assert main(["grade", NAME, "--classroom", str(classroom), "--json", str(file)]) == 0
        assert "ada" in capsys.readouterr().out
        [row] = json.loads(file.read_text())
        assert set(row) == {"student", "status", "reason", "score", "max_score", "seconds", "exercises"}
        assert set(row["exercises"][0]) == {"id", "points", "max_points", "state", "mistake", "message"}

    def test_options_reach_the_grading(self, classroom, graded):
        main(["grade", NAME, "--classroom", str(classroom), "--workers", "3", "--student", "ada", "--force"])
        wanted = {"students": ["ada"], "workers": 3, "confined": True, "force": True}
        assert [asked | wanted for asked in graded] == graded

    @pytest.mark.parametrize(
        ("options", "line"), [(["--student", "zoe"], "no submission of 02_activations by 'zoe'")]
    )
    def test_an_unknown_student_is_refused(self, classroom, graded, options, line, capsys):
        assert main(["grade", NAME, "--classroom", str(classroom), *options]) == 2
        assert line in capsys.readouterr().err

    def test_an_empty_class_is_refused(self, tmp_path, graded, capsys):
        (tmp_path / "submitted").mkdir()
        assert main(["grade", NAME, "--classroom", str(tmp_path)]) == 2
        assert "nobody has handed in" in capsys.readouterr().err

    def test_what_students_write_is_confined_unless_told_otherwise(self, classroom, graded):
        assert main(["grade", NAME, "--classroom", str(classroom)]) == 0
        assert main(["grade", NAME, "--classroom", str(classroom), "--no-sandbox"]) == 0
        assert [asked["confined"] for asked in graded] == [True, False]

    def test_without_a_sandbox_it_refuses(self, classroom, monkeypatch, capsys):
        def refused(confined):
            raise SandboxError("There is no sandbox here: no namespaces")

        monkeypatch.setattr(workers, "Sandbox", refused)
        here = workers.Workers(functools.partial(ThreadPoolExecutor, 1), 1)
        monkeypatch.setattr(coordinator, "local_workers", lambda count: here)
        assert main(["grade", NAME, "--classroom", str(classroom)]) == 2
        assert capsys.readouterr().err == "autograder grade: There is no sandbox here: no namespaces\n"
        assert not (classroom / "autograded").exists()

    def test_status_1_where_something_was_not_judged(self, classroom, monkeypatch, graded):
        monkeypatch.setattr(grade, "grade_class", lambda *_, **__: iter([("ada", not_judged("it is empty"))]))
        assert main(["grade", NAME, "--classroom", str(classroom)]) == 1


class TestContract:
    def test_of_what_was_not_judged(self):
        row = as_contract({"student": "ada", **not_judged("why", 1.23456)})
        assert row == {
            "student": "ada", "status": "not judged", "reason": "why", "score": None, "max_score": None,
            "seconds": 1.235, "exercises": [],
        }  # fmt: skip


class TestPages:
    @pytest.mark.parametrize("command", ["feedback", "report"])
    def test_before_anything_is_graded_they_say_what_to_do(self, classroom, command, capsys):
        assert main([command, NAME, "--classroom", str(classroom)]) == 2
        assert f"run `autograder grade {NAME}" in capsys.readouterr().err

    def test_who_is_missing_is_read_from_the_gradebook_that_is_named(self, classroom, tmp_path):
        Classroom(classroom).write_verdict("ada", NAME, not_judged("it is empty"))
        other, file = f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "class.json"
        with existing_gradebook(other) as book:
            enrol(book, [Student("bao", "", "", "")])
        line = ["report", NAME, "--classroom", str(classroom), "--db", other, "--json", str(file)]
        assert main(line) == 0
        assert json.loads(file.read_text())["not_handed_in"] == ["bao"]


class TestCheck:
    @pytest.fixture(autouse=True)
    def _in_process(self, monkeypatch):
        monkeypatch.setattr(check, "Sandbox", InProcess)

    def test_a_file_that_is_not_there(self, capsys):
        assert main(["check", "nowhere.ipynb"]) == 2
        assert "the notebook must be a file, got nowhere.ipynb" in capsys.readouterr().err

    def test_a_name_of_no_assignment(self, tmp_path, capsys):
        (tmp_path / "homework.ipynb").write_text("{}")
        assert main(["check", str(tmp_path / "homework.ipynb")]) == 2
        assert "the assignment must be one of" in capsys.readouterr().err

    def test_a_broken_notebook_is_not_judged(self, tmp_path, capsys):
        path = tmp_path / f"{NAME}.ipynb"
        path.write_text("no notebook")
        assert main(["check", str(path), "--json", str(tmp_path / "out.json")]) == 1
        assert json.loads((tmp_path / "out.json").read_text())[0]["status"] == "not judged"


class TestAuditAndDoctor:
    def test_audit_writes_its_figures(self, tmp_path, monkeypatch):
        from autograder.audit import Audit
        from autograder.commands import audit

        found = [
            Audit("a", "activations", 2, 2, 3, mutants=5),
            Audit("b", "activations", 1, 2, 3, surviving=["line 1"]),
        ]
        monkeypatch.setattr(audit, "audit", lambda topic, only: iter(found))
        file = tmp_path / "audit.json"
        assert main(["audit", "activations", "--json", str(file)]) == 1
        assert [row["id"] for row in json.loads(file.read_text())] == ["a", "b"]
        found.pop()
        assert main(["audit", "activations"]) == 0

    def test_doctor_says_what_is_missing_and_the_remedy(self, monkeypatch, capsys):
        from autograder.commands import doctor

        monkeypatch.setattr(doctor, "stale", lambda topics: [])
        monkeypatch.setattr(doctor, "missing", lambda: ["turn on user namespaces"])
        assert main(["doctor"]) == 1
        assert "MISSING  sandbox: turn on user namespaces" in capsys.readouterr().out
