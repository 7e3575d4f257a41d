import copy
import json

import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.submission import NotJudgedError, read_submission, role

DOUBLE = "def double(x):\n    y = 2 * x\n    return y"
HALF = "def half(x):\n    return x / 2"


@pytest.fixture
def solved(release):
    """The released notebook with both answers written, as a dictionary."""
    return with_sources(release, {"double": DOUBLE, "half": HALF, "why": "Because."})


def with_sources(notebook, sources):
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        cell["source"] = sources.get(cell["id"], cell["source"])
    return notebook


def own(source, kind="code"):
    cell = {"cell_type": kind, "id": "abc", "metadata": {}, "source": source}
    return cell | ({"outputs": [], "execution_count": None} if kind == "code" else {})


def at(notebook, id):
    return next(i for i, cell in enumerate(notebook["cells"]) if cell["id"] == id)


def read(notebook, release):
    return read_submission(json.dumps(notebook).encode(), release)


def sources(submission):
    return {cell.id: cell.source for cell in submission.cells}


def order(submission):
    return [cell.id for cell in submission.cells]


def run_in_order(submission):
    """Run what grading runs; return the answers that each check finds."""
    namespace, found = {}, {}
    for cell in submission.cells:
        if role(cell) == "check":
            function = namespace.get(cell.id.removesuffix("-check"))
            try:
                found[cell.id] = function(4)
            except Exception as error:
                found[cell.id] = type(error).__name__
        elif cell.cell_type == "code" and role(cell) in ("answer", "given"):
            try:
                exec(cell.source, namespace)
            except Exception:
                continue
    return found


RIGHT = {"double-check": 8, "half-check": 2}


class TestUndamaged:
    def test_nothing_is_changed_or_noted(self, solved, release):
        submission = read(solved, release)
        assert sources(submission) == {cell["id"]: cell["source"] for cell in solved["cells"]}
        assert submission.notes == ()
        assert run_in_order(submission) == RIGHT

    def test_the_repaired_notebook_is_valid_and_reads_as_itself(self, solved, release):
        notebook = read(solved, release).to_notebook()
        nbformat.validate(notebook)
        assert sources(read(notebook, release)) == sources(read(solved, release))

    def test_the_students_own_cells_are_kept(self, solved, release):
        solved["cells"].insert(3, own("x = 1"))
        solved["cells"].insert(0, own("*My* notes", "markdown"))
        submission = read(solved, release)
        assert [cell.source for cell in submission.cells if cell.id.startswith("extra")] == [
            "*My* notes",
            "x = 1",
        ]
        assert submission.notes == ()

    def test_only_experiments_keep_their_role(self, solved, release):
        assert [role(cell) for cell in read(solved, release).cells] == [
            *["text", "setup", "answer", "check", "written", "given", "experiment", "answer", "check"]
        ]


class TestFile:
    @pytest.mark.parametrize(
        ("content", "reason"),
        [
            (b"", "the file is empty"),
            (b" \n ", "the file is empty"),
            (b"\xef\xbb\xbf", "the file is empty"),
            (b"no json", "not a notebook: it has 7 characters and cannot be read from line 1 on"),
            (b"<!doctype html><title>Log in</title>", "not a notebook: it is a web page"),
            (b'{"cells": [', "not a notebook"),
            (b"[1, 2]", "holds JSON, but no notebook"),
            (b"null", "holds JSON, but no notebook"),
            (b"{}", "it has no cells"),
            (b'{"cells": {}}', "it has no cells"),
            (b'{"cells": []}', "nothing in the notebook belongs to this assignment"),
            (b'{"cells": [{"cell_type": "code", "source": "1 + 1"}]}', "nothing in the notebook belongs"),
            (b'{"cells": [{"cell_type": "code", "id": "setup-01", "source": "x"}]}', "it may be another one"),
            (b'{"worksheets": 3}', "an old format that cannot be read"),
            (b'{"nbformat": 3, "worksheets": [3]}', "an old format that cannot be read"),
            (b"[" * 100_000, "not a notebook"),
            (b"%PDF-1.7\n\xff\xfe\x80", "not a notebook"),
            (b"PK\x03\x04" + bytes(range(256)), "not a notebook"),
            (b"[" * 20_000_000, "too many values"),
            (b'{"cells": [' + b"{}," * 10_000 + b"{}]}", "10,001 cells, more than"),
            (b" " * 100_000_001, "more than 100,000,000"),
            (b'{"cells": [' + b"1" * 10_000 + b"]}", "not a notebook: it has 10,013 characters"),
        ],
        ids=lambda value: value[:20] if isinstance(value, str) else f"{len(value)} bytes",
    )
    def test_what_is_no_notebook_is_refused_with_a_reason(self, content, reason, release):
        with pytest.raises(NotJudgedError, match=reason):
            read_submission(content, release)

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
    def test_every_unicode_encoding_is_read(self, solved, release, encoding):
        solved = with_sources(solved, {"why": "Größe α"})
        content = json.dumps(solved, ensure_ascii=False).encode(encoding)
        submission = read_submission(content, release)
        assert sources(submission)["why"] == "Größe α"
        assert submission.notes == ()

    @pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "mac-roman"])
    def test_older_encodings_keep_the_code(self, solved, release, encoding):
        solved = with_sources(solved, {"why": "Größe"})
        submission = read_submission(json.dumps(solved, ensure_ascii=False).encode(encoding), release)
        assert run_in_order(submission) == RIGHT
        assert "not saved as UTF-8" in submission.notes[0]

    def test_format_3_is_brought_up_to_date(self, solved, release):
        old = nbformat.convert(nbformat.from_dict(solved), 3)
        assert "worksheets" in old
        assert run_in_order(read(old, release)) == RIGHT

    def test_ids_are_not_needed(self, solved, release):
        solved["nbformat_minor"] = 4
        for cell in solved["cells"]:
            del cell["id"]
        assert run_in_order(read(solved, release)) == RIGHT

    def test_halves_of_characters_do_not_reach_a_file(self, solved, release):
        solved["cells"].append(own("s = '\ud83d'"))
        notebook = read(solved, release).to_notebook()
        assert nbformat.writes(notebook).encode()

    def test_outputs_are_left_out(self, solved, release):
        solved["cells"][2]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * 10**6}]
        assert all(not cell.get("outputs") for cell in read(solved, release).cells)

    @pytest.mark.parametrize("damaged", [3, None, "text", [], {"source": 3}, {"source": [1]}])
    def test_damaged_cells_are_left_out_with_a_note(self, solved, release, damaged):
        solved["cells"].insert(2, damaged)
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert submission.notes == ("1 damaged cells could not be read; they were left out.",)


class TestMissing:
    @pytest.mark.parametrize("id", ["setup-01", "double-check", "code-05", "half-check"])
    def test_given_cells_are_put_back_in_their_place(self, solved, release, id):
        where = at(solved, id)
        del solved["cells"][where]
        submission = read(solved, release)
        assert order(submission) == [cell.id for cell in release.cells]
        assert submission.notes == (f"The cell `{id}` was missing; it was put back.",)

    def test_an_answer_is_put_back_empty(self, solved, release):
        del solved["cells"][at(solved, "double")]
        submission = read(solved, release)
        assert sources(submission)["double"] == ""
        assert run_in_order(submission) == RIGHT | {"double-check": "TypeError"}

    def test_explanations_and_experiments_are_not_missed(self, solved, release):
        solved["cells"] = [cell for cell in solved["cells"] if cell["id"] not in ("text-00", "code-06")]
        assert read(solved, release).notes == ()

    def test_all_ids_and_metadata_gone(self, solved, release):
        for cell in solved["cells"]:
            cell["metadata"] = {}
            del cell["id"]
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert [role(cell) for cell in submission.cells].count("experiment") == 1
        assert len(submission.notes) <= 3

    def test_everything_but_the_answers_gone(self, release):
        submission = read({"cells": [own(HALF), own(DOUBLE)]}, release)
        assert run_in_order(submission) == RIGHT
        assert order(submission)[0] == "setup-01"


class TestCopies:
    def test_of_locked_cells_are_left_out(self, solved, release):
        solved["cells"] += [
            solved["cells"][at(solved, "double-check")],
            solved["cells"][at(solved, "setup-01")],
        ]
        submission = read(solved, release)
        assert order(submission) == [cell.id for cell in release.cells]
        assert submission.notes == ()

    @pytest.mark.parametrize("shift", [0, 1])
    def test_the_untouched_copy_of_an_answer_is_left_out(self, solved, release, shift):
        stub = release.cells[at(release, "double")]
        solved["cells"].insert(at(solved, "double") + shift, stub)
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert submission.notes == ()

    def test_two_tries_are_run_in_their_order(self, solved, release):
        first = copy.deepcopy(solved["cells"][at(solved, "double")]) | {"source": "def double(x): return 0"}
        solved["cells"].insert(at(solved, "double"), first)
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert "more than once; all copies were run" in submission.notes[0]

    def test_written_answers_are_put_together(self, solved, release):
        again = copy.deepcopy(solved["cells"][at(solved, "why")]) | {"source": "And also."}
        solved["cells"].append(again)
        assert sources(read(solved, release))["why"] == "Because.\n\nAnd also."

    def test_of_experiments_are_not_run(self, solved, release):
        again = copy.deepcopy(solved["cells"][at(solved, "code-06")]) | {"source": "while True: pass"}
        solved["cells"].append(again)
        copied = read(solved, release).cells[-1]
        assert (copied.source, role(copied)) == ("while True: pass", "experiment")


class TestSplit:
    PIECES = (
        ("def double(x):", "    y = 2 * x\n    return y"),
        ("def double(x):\n    y = 2 * x", "    return y"),
        ("def double(x):\n    y = sum([x,", "x])\n    return y"),
        ("import functools\n\n@functools.cache", "def double(x):\n    return 2 * x"),
        ("factor = 2", "def double(x):\n    return factor * x"),
        ("def double(x):\n    return 2 * x", "# that was easy"),
    )

    @pytest.mark.parametrize(("first", "second"), PIECES)
    @pytest.mark.parametrize("keeps", ["both", "first", "second"])
    def test_an_answer_in_two_cells_is_run_whole(self, solved, release, first, second, keeps):
        index = at(solved, "double")
        halves = [copy.deepcopy(solved["cells"][index]) | {"source": source} for source in (first, second)]
        if keeps != "both":
            halves[keeps == "first"] |= {"metadata": {}, "id": "new"}
        solved["cells"][index : index + 1] = halves
        assert run_in_order(read(solved, release)) == RIGHT

    def test_in_three(self, solved, release):
        index = at(solved, "double")
        pieces = [own(line) for line in DOUBLE.splitlines()]
        solved["cells"][index : index + 1] = pieces
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert any("put together" in note for note in submission.notes)

    def test_neighbours_that_stand_alone_stay_apart(self, solved, release):
        solved["cells"].insert(at(solved, "double") + 1, own("print(double(1))"))
        submission = read(solved, release)
        assert sources(submission)["double"] == DOUBLE
        assert submission.notes == ()


class TestMoved:
    def test_an_answer_behind_its_check(self, solved, release):
        solved["cells"].append(solved["cells"].pop(at(solved, "double")))
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert "moved behind it" in submission.notes[0]

    def test_an_answer_before_the_setup(self, solved, release):
        solved = with_sources(solved, {"double": "two = np.float64(2)\ndef double(x): return two * x"})
        solved["cells"].insert(0, solved["cells"].pop(at(solved, "double")))
        submission = read(solved, release)
        assert order(submission).index("setup-01") < order(submission).index("double")

    @pytest.mark.parametrize("untouched", ["as handed out", "deleted", "emptied"])
    def test_an_answer_in_a_new_cell_behind_the_check(self, solved, release, untouched):
        index = at(solved, "double")
        if untouched == "deleted":
            del solved["cells"][index]
        else:
            stub = "" if untouched == "emptied" else release.cells[index].source
            solved["cells"][index] = solved["cells"][index] | {"source": stub}
        solved["cells"].append(own(DOUBLE))
        assert run_in_order(read(solved, release)) == RIGHT

    def test_playing_on_after_a_right_answer_costs_nothing(self, solved, release):
        solved["cells"].append(own("def double(x): return 'something else'"))
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert submission.notes == ()

    def test_an_explanation_that_became_the_answer(self, solved, release):
        stub = release.cells[at(release, "double")].source
        solved = with_sources(solved, {"double": stub, "text-00": DOUBLE})
        solved["cells"][0] |= {"cell_type": "code"}
        solved["cells"].append(solved["cells"].pop(0))
        assert run_in_order(read(solved, release)) == RIGHT

    def test_everything_upside_down(self, solved, release):
        solved["cells"].reverse()
        assert run_in_order(read(solved, release)) == RIGHT


class TestEdited:
    @pytest.mark.parametrize("id", ["double-check", "setup-01"])
    @pytest.mark.parametrize("change", [{"source": "print('free points')"}, {"cell_type": "markdown"}])
    def test_locked_cells_are_as_handed_out(self, solved, release, id, change):
        solved["cells"][at(solved, id)] |= change
        submission = read(solved, release)
        assert sources(submission)[id] == release.cells[at(release, id)].source
        assert submission.notes == (
            f"The locked cell `{id}` was changed; it was put back as it was handed out.",
        )

    def test_blanks_in_a_locked_cell_are_nothing_to_speak_of(self, solved, release):
        solved["cells"][at(solved, "double-check")]["source"] += "\n\n"
        assert read(solved, release).notes == ()

    def test_metadata_comes_from_the_release(self, solved, release):
        for cell in solved["cells"]:
            cell["metadata"]["tags"] = ["skip-execution"]
            cell["metadata"].setdefault("nbgrader", {})["points"] = 500
        submission = read(solved, release)
        assert [cell.metadata for cell in submission.cells] == [cell.metadata for cell in release.cells]
        assert submission.metadata == release.metadata

    def test_an_answer_of_another_type_is_read_as_code(self, solved, release):
        solved["cells"][at(solved, "double")]["cell_type"] = "raw"
        submission = read(solved, release)
        assert run_in_order(submission) == RIGHT
        assert "had another type; it was read as code" in submission.notes[0]

    @pytest.mark.parametrize("id", ["renamed", 3, None, ["double"], {"x": 1}])
    def test_an_answer_with_another_grade_id_is_known_by_its_cell_id(self, solved, release, id):
        solved["cells"][at(solved, "double")]["metadata"]["nbgrader"]["grade_id"] = id
        assert run_in_order(read(solved, release)) == RIGHT

    def test_an_answer_that_claims_to_be_a_check_is_not_run_as_one(self, solved, release):
        solved["cells"][at(solved, "double")]["metadata"]["nbgrader"]["grade_id"] = "half-check"
        submission = read(solved, release)
        assert sources(submission)["half-check"] == release.cells[-1].source


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)
IDS = st.sampled_from(["double", "double-check", "half", "half-check", "setup-01", "why", "text-00", "new"])
SOURCES = (
    st.sampled_from([DOUBLE, HALF, "", "    return y", "x = (", "check(double)  # 1 point", "\ud800\0"])
    | st.text()
)
CELLS = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw", "heading"]) | JSON,
        "id": IDS | JSON,
        "source": SOURCES | st.lists(SOURCES, max_size=3) | JSON,
        "metadata": st.fixed_dictionaries({"nbgrader": st.fixed_dictionaries({"grade_id": IDS | JSON})})
        | JSON,
    },
)


def assert_sound(content, release):
    """Whatever was handed in is refused with a reason, or has the shape of the release."""
    try:
        submission = read_submission(content, release)
    except NotJudgedError:
        return
    ids = order(submission)
    assert len(set(ids)) == len(ids)
    nbformat.validate(submission.to_notebook())
    assert nbformat.writes(submission.to_notebook()).encode()
    for cell in release.cells:
        if role(cell) in ("check", "setup"):
            assert submission.cells[ids.index(cell.id)] == cell
        elif role(cell) != "text":
            assert submission.cells[ids.index(cell.id)].metadata == cell.metadata
    for answer in ("double", "half"):
        assert ids.index("setup-01") < ids.index(answer) < ids.index(f"{answer}-check")
    assert all(isinstance(note, str) for note in submission.notes)


class TestAnything:
    @given(st.data())
    def test_shuffled_deleted_and_copied_cells(self, release, data):
        cells = with_sources(release, {"double": DOUBLE, "half": HALF})["cells"]
        chosen = data.draw(st.lists(st.sampled_from(range(len(cells))), max_size=2 * len(cells)))
        assert_sound(json.dumps({"cells": [cells[i] for i in chosen]}).encode(), release)

    @given(st.lists(CELLS, max_size=12))
    def test_made_up_cells(self, release, cells):
        assert_sound(json.dumps({"cells": cells}).encode(), release)

    @given(JSON)
    def test_any_json(self, release, data):
        assert_sound(json.dumps(data).encode(), release)

    @given(JSON)
    def test_any_old_format(self, release, data):
        assert_sound(json.dumps({"nbformat": 3, "worksheets": [{"cells": [data]}]}).encode(), release)

    @given(st.binary(max_size=200))
    def test_any_bytes(self, release, content):
        assert_sound(content, release)

    @given(st.data())
    def test_a_notebook_with_bytes_changed(self, release, data):
        content = bytearray(json.dumps(release).encode())
        for _ in range(data.draw(st.integers(1, 5))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        assert_sound(bytes(content), release)

    @given(st.data())
    def test_reading_twice_runs_the_same_code(self, release, data):
        cells = with_sources(release, {"double": DOUBLE, "half": HALF})["cells"]
        chosen = data.draw(st.lists(st.sampled_from(cells), max_size=2 * len(cells)))
        answer = next(
            cell for cell in cells if cell["id"] == "half"
        )  # without any, it may be another notebook
        chosen.insert(data.draw(st.integers(0, len(chosen))), answer)
        once = read({"cells": chosen}, release)
        twice = read(once.to_notebook(), release)
        assert [cell.source for cell in once.cells] == [cell.source for cell in twice.cells]
