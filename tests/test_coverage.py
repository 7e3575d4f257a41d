"""Everything that the notes teach is served by something that exists."""

import importlib
import pkgutil
import re
import tomllib
from pathlib import Path

import pytest

from autograder.exercises import TOPICS, topics

ROOT = Path(__file__).parents[1]
ROWS = tomllib.loads((ROOT / "docs" / "coverage.toml").read_text("utf-8"))["row"]
SERVES = ("library", "exercise", "widget", "text")
ASSIGNMENTS = [f"{place:02d}_{stem}" for place, stem in enumerate(TOPICS, 1)]


def entries(kind):
    """Every (row number, entry) of that kind."""
    return [(row["number"], entry) for row in ROWS for entry in row.get(kind, [])]


def resolves(name):
    """Whether a dotted name leads to something."""
    try:
        pkgutil.resolve_name(name)
    except (AttributeError, ImportError):
        return False
    return True


def is_public_and_at_home(name):
    """Whether a module offers the name, and is the one that defines it."""
    package, stem, *rest = name.split(".")
    module = importlib.import_module(f"{package}.{stem}")
    home = getattr(pkgutil.resolve_name(name), "__module__", module.__name__)
    return not rest or (rest[0] in module.__all__ and home == module.__name__)


def repeats(values):
    return len(set(values)) < len(values)


def headings(assignment):
    """Headings in the text that a notebook is built from."""
    path = ROOT / "solutions" / assignment / f"{assignment}.py"
    text = path.read_text("utf-8") if path.exists() else ""
    return re.findall(r"^# #+ (.+?)\s*$", text, flags=re.MULTILINE)


class TestRows:
    def test_are_complete_and_in_order(self):
        assert [row["number"] for row in ROWS] == list(range(1, 211))

    def test_say_what_is_taught_each_in_words_of_its_own(self):
        concepts = [row["concept"] for row in ROWS]
        assert [concept for concept in concepts if concept[-1:] not in tuple(".?")] == []
        assert len(set(concepts)) == len(concepts)

    def test_slips_of_the_notes_are_kept_for_readers_to_find(self):
        slips = [row["number"] for row in ROWS if row.get("slip")]
        assert len(slips) == 20

    def test_have_known_keys_only(self):
        assert {key for row in ROWS for key in row} <= {"number", "concept", "slip", *SERVES}

    def test_each_is_served_by_something_and_has_a_place_in_a_notebook(self):
        assert [row["number"] for row in ROWS if not row.get("text")] == []

    def test_nothing_is_listed_twice_in_a_row(self):
        assert [row["number"] for row in ROWS for kind in SERVES if repeats(row.get(kind, []))] == []


class TestWhatServes:
    def test_library_names_exist(self):
        assert [entry for entry in entries("library") if not resolves(entry[1])] == []

    def test_library_names_are_public_and_given_where_they_are_defined(self):
        assert [
            entry
            for entry in entries("library")
            if resolves(entry[1]) and not is_public_and_at_home(entry[1])
        ] == []

    def test_the_library_is_ours(self):
        prefixes = ("source_lib.", "nnlab.datasets")
        assert [entry for entry in entries("library") if not entry[1].startswith(prefixes)] == []

    def test_widgets_exist(self):
        assert [entry for entry in entries("widget") if not resolves(entry[1])] == []

    def test_exercises_exist(self):
        known = {item.id for topic in topics() for item in (*topic.exercises, *topic.written)}
        assert [entry for entry in entries("exercise") if entry[1] not in known] == []

    def test_places_in_the_text_exist_or_are_said_to_be_planned(self):
        known = {f"planned: {name}" for name in ASSIGNMENTS}
        known |= {f"{name}: {heading}" for name in ASSIGNMENTS for heading in headings(name)}
        assert [entry for entry in entries("text") if entry[1] not in known] == []


class TestTheseTests:
    @pytest.mark.parametrize(
        "name", ["source_lib.activations.sigmoidal", "source_lib.nothing", "nothing.at.all"]
    )
    def test_notice_a_name_that_is_gone(self, name):
        assert not resolves(name)

    @pytest.mark.parametrize("name", ["source_lib.activations.np", "source_lib.activations.softmax"])
    def test_notice_a_name_that_is_private_or_not_at_home(self, name):
        assert not is_public_and_at_home(name)

    def test_find_headings(self):
        assert any(headings(name) for name in ASSIGNMENTS)
