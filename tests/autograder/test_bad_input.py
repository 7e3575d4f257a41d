"""Whatever a person types or a folder holds: one line that says what it is and what to do, and nothing is written."""

import hashlib
import shutil

import pytest

from autograder import workspace
from autograder.cli import main
from autograder.exercises import topic
from tests.autograder.test_report import RESULTS

NAME, OTHER = "02_activations", "03_losses"
HEADER = "id,first_name,last_name,email\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course of one assignment, into which Ada handed in a file that has a verdict."""
    base = tmp_path_factory.mktemp("made")
    (base / "roster.csv").write_text(HEADER + "ada,,,\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workspace, "topics", lambda: (topic(NAME),))
        assert main(["init", str(base / "fall"), "--roster", str(base / "roster.csv")]) == 0
    folder = base / "fall" / "submitted" / "ada" / NAME
    folder.mkdir(parents=True)
    (folder / f"{NAME}.ipynb").write_text("no notebook")
    workspace.Classroom(base / "fall").write_verdict("ada", NAME, RESULTS["bob"])
    return base


@pytest.fixture
def desk(tmp_path, made, monkeypatch):
    """A folder with the course `fall`, a roster, an empty folder and a file; the commands run in it."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    # Whether there is a sandbox is not the question, and takes a second to find out.
    monkeypatch.setattr("autograder.commands.grade.missing", list, raising=False)
    return tmp_path


def content(folder):
    return {
        path.relative_to(folder): path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
    }


@pytest.fixture
def refused(desk, capsys):
    """Run a command line, which must be refused with one line that holds some words; nothing may change."""

    def run(line, *words):
        before = content(desk)
        assert main(line.split()) == 2
        error = capsys.readouterr().err
        assert error.startswith(f"autograder {line.split()[0]}: ")
        assert error.count("\n") == 1
        for word in words:
            assert word in error
        assert content(desk) == before

    return run


def add_cells(desk, name):
    """Let the gradebook know an assignment, as grading does."""
    with workspace.existing_gradebook(f"sqlite:///{desk / 'fall' / 'gradebook.db'}") as book:
        book.update_or_create_assignment(name)
        book.add_notebook(name, name)
        book.add_grade_cell("a", name, name, max_score=1, cell_type="code")


ON_A_CLASS = ("grade {} ", "regrade {} ", "explain {} ada ", "feedback {} ", "report {} ", "export {} ")
ON_ONE_ASSIGNMENT = ON_A_CLASS[:-1]


@pytest.mark.parametrize("command", ON_ONE_ASSIGNMENT)
class TestAnAssignment:
    def test_that_nobody_knows(self, refused, command):
        refused(command.format("02_activation") + "--classroom fall", "did you mean 02_activations")

    def test_of_another_course(self, refused, command):
        words = f"no assignment {OTHER}, only {NAME}", "add it to `Term.due` in nbgrader_config.py"
        refused(command.format(OTHER) + "--classroom fall", *words)


@pytest.mark.parametrize("command", ON_A_CLASS)
class TestAFolder:
    @pytest.mark.parametrize("folder", ["empty", "nowhere", "file"])
    def test_that_is_no_classroom(self, refused, command, folder):
        refused(command.format(NAME) + f"--classroom {folder}", "must hold a folder `submitted`", folder)

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("config.Term.due = {", "line"),
            ("config.Term.due = {'02_activations': 'soon'}", "a date such as '2026-11-02 23:59', got 'soon'"),
            ("config.LatePolicy.percent_per_day = -1", "percent_per_day"),
        ],
    )
    def test_with_a_broken_config(self, refused, desk, command, text, words):
        with (desk / "fall" / "nbgrader_config.py").open("a") as config:
            config.write(f"{text}\n")
        refused(command.format(NAME) + "--classroom fall", "nbgrader_config.py", words)


class TestAGradebook:
    @pytest.mark.parametrize("command", [f"report {NAME}", "export"])
    def test_that_is_not_there_is_not_made(self, refused, command):
        refused(
            f"{command} --classroom fall --db sqlite:///typo.db", "typo.db", "run `autograder grade` first"
        )

    @pytest.mark.parametrize("command", [f"report {NAME}", "export"])
    def test_that_is_no_database(self, refused, command):
        refused(f"{command} --classroom fall --db sqlite:///file", "cannot be used", "file")

    @pytest.mark.parametrize("command", [f"report {NAME}", "export"])
    def test_whose_address_makes_no_sense(self, refused, command):
        refused(f"{command} --classroom fall --db nonsense", "the gradebook nonsense cannot be used")

    def test_without_marks(self, refused):
        refused("export --classroom fall --to marks.csv", "no marks yet: run `autograder grade` first")

    def test_that_was_never_made(self, refused, desk):
        (desk / "fall" / "gradebook.db").unlink()
        refused("export --classroom fall --to marks.csv", "run `autograder grade` first")

    def test_that_does_not_know_the_assignment(self, refused, desk):
        add_cells(desk, "01_perceptron")
        refused(f"export {OTHER} --classroom fall --to marks.csv", f"no assignment '{OTHER}', only")


class TestARoster:
    @pytest.mark.parametrize("folder", ["new", "fall"])
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            (HEADER + "ada,,,\nbao,,,\nada,,,\n", "line 4: the id 'ada' stands in line 2 already"),
            (HEADER + "ada,,,a@x.org\nbao,,,A@x.org\n", "line 3: the email 'A@x.org' stands in line 2"),
            (HEADER + "../ada,,,\n", "line 2: the id must consist of letters"),
            ("name\nada\n", "must name the columns id,first_name,last_name,email; id is missing"),
            ("", "must name the columns"),
            ("id,first_name,last_name,email\nada,M\udce4rta,,\n", "must be saved as UTF-8"),
        ],
    )
    def test_with_a_mistake(self, refused, desk, folder, text, words):
        (desk / "list.csv").write_text(text, errors="surrogateescape")
        refused(f"init {folder} --roster list.csv", "list.csv", words)

    @pytest.mark.parametrize(("path", "words"), [("none.csv", "must be a file"), ("empty", "directory")])
    def test_that_is_not_there(self, refused, path, words):
        refused(f"init new --roster {path}", path, words)


class TestAPlaceToWrite:
    @pytest.mark.parametrize("place", [".", "file", "file/fall"])
    def test_a_course_takes_a_new_folder(self, refused, place):
        refused(f"init {place}", "file" if "file" in place else "not empty")

    def test_marks_take_a_folder(self, refused, desk):
        add_cells(desk, NAME)
        refused("export --classroom fall --to file/marks.csv", "file")

    @pytest.mark.parametrize("folder", ["file", "nowhere"])
    def test_results_too_before_a_class_is_graded(self, refused, folder):
        refused(
            f"grade {NAME} --classroom fall --json {folder}/x",
            f"cannot be written: {folder} must be a folder",
        )

    @pytest.mark.parametrize("option", ["--csv", "--json"])
    def test_a_report_too(self, refused, option):
        refused(f"report {NAME} --classroom fall {option} file/x", "file")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (
            f"grade {NAME} --classroom fall --student zoe",
            "no submission of 02_activations by 'zoe'; there are ada",
        ),
        (
            f"extend {NAME} ada --days 2 --classroom fall",
            f"ada has no graded submission of {NAME} yet: extend it when there is one",
        ),
        (f"extend {NAME} ada --days -1 --classroom fall", "--days must be between 0 and 366, got -1"),
        (f"extend {NAME} ada --days nan --classroom fall", "--days must be between 0 and 366, got nan"),
        (
            f"collect {NAME} file --student adda --classroom fall",
            "nobody on the roster has the id 'adda'; did you mean ada?",
        ),
        (
            f"collect {NAME} nowhere.zip --classroom fall",
            "there is no nowhere.zip here",
        ),
        (f"explain {NAME} zoe --classroom fall", "no verdict on 02_activations by 'zoe': grade it first"),
        ("check nowhere.ipynb", "must be a file, got nowhere.ipynb"),
        ("check empty", "must be a file, got empty"),
        ("check file", "the assignment must be one of"),
        ("audit cooking", "the assignment must be one of"),
        ("audit activations --exercise twice", "activations has no exercise 'twice', only"),
        ("audit --exercise twice", "name the topic of the exercise"),
        ("new-exercise cooking soup", "the assignment must be one of"),
        ("new-exercise activations Two", "words in small letters"),
    ],
)
def test_a_name_that_nobody_knows(refused, line, words):
    refused(line, words)


@pytest.mark.parametrize("command", [f"regrade {NAME}", f"feedback {NAME}", f"report {NAME}"])
def test_a_class_without_marks_is_graded_first(refused, desk, command):
    shutil.rmtree(desk / "fall" / "autograded")
    refused(f"{command} --classroom fall", f"run `autograder grade {NAME}")
