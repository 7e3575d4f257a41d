import copy
import functools
import json
import shutil
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder import coordinator, gradebook, grading, workers
from autograder.classroom import Classroom
from autograder.coordinator import grade_class
from autograder.roster import Student
from autograder.sandbox import SandboxError
from tests.autograder.toy import RIGHT, TOPIC, InProcess

NAME = TOPIC.assignment


@pytest.fixture(scope="module")
def database(tmp_path_factory, release):
    """A gradebook that knows the assignment; to make one takes seconds, so it is made once and copied."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with gradebook.open_gradebook(f"sqlite:///{path}", NAME, release):
        pass  # it is made
    return path


def threads(count):
    """Workers that a test can look into."""
    return workers.Workers(functools.partial(ThreadPoolExecutor, count), count)


@pytest.fixture
def classroom(tmp_path, release, database, monkeypatch):
    """A classroom for the toy topic, whose workers are threads without a sandbox."""
    shutil.copy(database, tmp_path / "gradebook.db")
    monkeypatch.setattr(coordinator, "open_gradebook", lambda url, *_: Gradebook(url))
    for module in (coordinator, grading):
        monkeypatch.setattr(module, "released", lambda assignment: release)
    monkeypatch.setattr(grading, "topic", lambda assignment: TOPIC)
    monkeypatch.setattr(grading, "_record", lambda paper: {})
    monkeypatch.setattr(workers, "_warm_sandbox", InProcess)
    monkeypatch.setattr(coordinator, "local_workers", threads)
    (tmp_path / "submitted").mkdir()
    return Classroom(tmp_path)


@pytest.fixture
def hand_in(classroom, release):
    """Hand in a notebook with some answers, under a name."""

    def put(student, name=f"{NAME}.ipynb", content=None, **answers):
        folder = classroom.submitted(student, NAME)
        folder.mkdir(parents=True, exist_ok=True)
        notebook = copy.deepcopy(release)
        for cell in notebook.cells:
            cell.source = answers.get(cell.id, cell.source)
        (folder / name).write_bytes(nbformat.writes(notebook).encode() if content is None else content)

    return put


def grade(classroom, *students, **options):
    return dict(grade_class(classroom, TOPIC, students or classroom.students(NAME), workers=2, **options))


def marks(classroom):
    """What the gradebook says: for each student, the automatic scores of cells."""
    with Gradebook(classroom.db_url) as book:
        return {
            submission.student.id: {
                grade.name: grade.auto_score for n in submission.notebooks for grade in n.grades
            }
            for submission in book.assignment_submissions(NAME)
        }


def test_marks_are_written_whole_or_not_at_all(classroom, release):
    with gradebook.open_gradebook(classroom.db_url, NAME, release) as book:
        with pytest.raises(KeyError):
            gradebook.record(book, NAME, "ada", release, verdicts={})
        with Gradebook(classroom.db_url) as other:
            assert other.students == []
        verdicts = {id: {"points": 1, "state": "right"} for id in RIGHT}
        gradebook.record(book, NAME, "ada", release, verdicts)
    assert marks(classroom)["ada"]["double-check"] == 1


class TestGradeClass:
    def test_marks_files_and_results_agree(self, classroom, hand_in):
        hand_in("ada", **RIGHT)
        hand_in("bob", double=RIGHT["double"])
        results = grade(classroom)
        assert {student: result["score"] for student, result in results.items()} == {"ada": 4, "bob": 3}
        assert marks(classroom)["ada"] == {"double-check": 3, "half-check": 1, "why": 0}
        assert marks(classroom)["bob"] == {"double-check": 3, "half-check": 0, "why": 0}
        for student, result in results.items():
            assert classroom.verdict(student, NAME) == {"student": student, **json.loads(json.dumps(result))}
            graded = nbformat.read(classroom.autograded(student, NAME) / f"{NAME}.ipynb", as_version=4)
            nbformat.validate(graded)
            assert "3 of 3 points" in graded.cells[3].outputs[0].text

    def test_what_cannot_be_judged_costs_nobody_anything(self, classroom, hand_in):
        hand_in("ada", **RIGHT)
        hand_in("bob", content=b"no notebook")
        hand_in("eve", name="a.ipynb")
        hand_in("eve", name="b.ipynb")
        results = grade(classroom)
        assert results["ada"]["score"] == 4
        for student, reason in {"bob": "the file is not a notebook", "eve": "one notebook called"}.items():
            assert (results[student]["status"], results[student]["score"]) == ("not judged", None)
            assert reason in results[student]["reason"]
            assert classroom.verdict(student, NAME)["reason"] == results[student]["reason"]
        assert list(marks(classroom)) == ["ada"]

    def test_marks_of_an_earlier_hand_in_stand_and_it_says_so(self, classroom, hand_in):
        hand_in("ada", **RIGHT)
        hand_in("bob", content=b"no notebook")
        grade(classroom)
        hand_in("ada", content=b"no notebook any more")
        for _ in range(2):
            results = grade(classroom)
            assert results["ada"]["reason"].endswith(
                "; the marks of an earlier hand-in stand until this one is judged"
            )
            assert "stand" not in results["bob"]["reason"]
        assert marks(classroom)["ada"]["double-check"] == 3

    def test_who_is_not_on_the_roster_is_named(self, classroom, hand_in):
        hand_in("bob", **RIGHT)
        assert grade(classroom)["bob"]["notes"] == []
        hand_in("cem", **RIGHT)
        assert grade(classroom)["cem"]["notes"] == []  # there is no roster
        with Gradebook(classroom.db_url) as book:
            gradebook.enrol(book, [Student("ada", "Ada", "Lovelace", "")])
        hand_in("ada", **RIGHT)
        hand_in("adda", **RIGHT)
        results = grade(classroom)
        assert results["ada"]["notes"] == []
        (note,) = results["adda"]["notes"]
        assert note == "Nobody on the roster has the id `adda`, so a new student was entered."

    def test_a_fault_of_the_sandbox_is_not_the_students(self, classroom, hand_in, monkeypatch):
        class Broken(InProcess):
            def run(self, job):
                raise SandboxError("no room")

        monkeypatch.setattr(workers, "_warm_sandbox", Broken)
        hand_in("ada", **RIGHT)
        assert (grade(classroom)["ada"]["status"], grade(classroom)["ada"]["reason"]) == (
            "not judged",
            "no room",
        )

    def test_a_fault_of_the_grader_is_not_the_students(self, classroom, hand_in, monkeypatch):
        monkeypatch.setattr(grading, "Judge", lambda *_: 1 / 0)
        hand_in("ada", **RIGHT)
        assert "the grader failed: ZeroDivisionError" in grade(classroom)["ada"]["reason"]

    def test_notes_say_what_was_odd(self, classroom, hand_in):
        hand_in("ada", name="01_perceptron (1).ipynb", **RIGHT)
        (classroom.submitted("ada", NAME) / "timestamp.txt").write_text("yesterday, I think")
        notes = grade(classroom)["ada"]["notes"]
        assert "The file was called `01_perceptron (1).ipynb`" in notes[0]
        assert "holds no date" in notes[1]


class TestAgain:
    def test_only_new_and_changed_submissions_are_graded(self, classroom, hand_in, monkeypatch):
        hand_in("ada", **RIGHT)
        hand_in("bob")
        grade(classroom)
        asked = []
        monkeypatch.setattr(grading, "read_submission", lambda *args: asked.append(args) or 1 / 0)
        assert grade(classroom)["ada"]["score"] == 4
        assert asked == []
        hand_in("bob", **RIGHT)
        grade(classroom)
        assert len(asked) == 1

    def test_a_new_date_is_a_new_hand_in_and_so_is_none(self, classroom, hand_in):
        def recorded():
            grade(classroom)
            with Gradebook(classroom.db_url) as book:
                return str(book.find_submission(NAME, "ada").timestamp)

        hand_in("ada", **RIGHT)
        assert recorded() == "None"
        date = classroom.submitted("ada", NAME) / "timestamp.txt"
        date.write_text("2026-03-01 12:00:00 UTC")
        assert recorded() == "2026-03-01 12:00:00"
        date.write_text("2026-03-02 12:00:00 UTC")
        assert recorded() == "2026-03-02 12:00:00"
        date.unlink()
        assert recorded() == "None"

    def test_gives_the_same_marks(self, classroom, hand_in):
        hand_in("ada", double="def double(x): return np.where(x > 100, 0, 2 * x)")
        grade(classroom)
        before = marks(classroom)
        assert before["ada"]["double-check"] == 1
        grade(classroom, force=True)
        assert marks(classroom) == before

    def test_marks_and_comments_given_by_hand_survive(self, classroom, hand_in):
        hand_in("ada", why="Because.", **RIGHT)
        grade(classroom)
        with Gradebook(classroom.db_url) as book:
            written = book.find_grade("why", NAME, NAME, "ada")
            assert (written.auto_score, written.needs_manual_grade) == (None, True)
            written.manual_score, written.needs_manual_grade = 2, False
            book.find_comment("why", NAME, NAME, "ada").manual_comment = "Well said."
            check = book.find_grade("half-check", NAME, NAME, "ada")
            check.manual_score = 0.5
            book.db.commit()
        hand_in("ada", why="Because!", double="")
        grade(classroom)
        with Gradebook(classroom.db_url) as book:
            assert book.find_grade("why", NAME, NAME, "ada").manual_score == 2
            assert book.find_comment("why", NAME, NAME, "ada").comment == "Well said."
            assert book.find_grade("half-check", NAME, NAME, "ada").score == 0.5
            assert book.find_grade("double-check", NAME, NAME, "ada").score == 0

    def test_one_student_only(self, classroom, hand_in):
        hand_in("ada", **RIGHT)
        hand_in("bob", **RIGHT)
        assert list(grade(classroom, "bob")) == ["bob"]
        assert list(marks(classroom)) == ["bob"]


class TestGradebook:
    def test_comments_carry_what_is_wrong(self, classroom, hand_in):
        hand_in("ada", double="def double(x): return x ** 2", half=RIGHT["half"])
        grade(classroom)
        with Gradebook(classroom.db_url) as book:
            comments = {
                c.name: c.auto_comment for c in book.find_submission_notebook(NAME, NAME, "ada").comments
            }
        assert comments["double"].endswith("You square.")
        assert comments["half"] is None
        assert comments["why"] == "No response."

    def test_the_date_of_handing_in_is_kept(self, classroom, hand_in):
        hand_in("ada", **RIGHT)
        (classroom.submitted("ada", NAME) / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC\n")
        grade(classroom)
        with Gradebook(classroom.db_url) as book:
            assert str(book.find_submission(NAME, "ada").timestamp) == "2026-03-01 12:00:00"

    def test_the_most_that_can_be_earned(self, classroom, hand_in):
        hand_in("ada", **RIGHT)
        grade(classroom)
        with Gradebook(classroom.db_url) as book:
            assert book.find_submission(NAME, "ada").max_score == 1 + 1 + 2  # as the release says
