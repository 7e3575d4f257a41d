"""The library as a whole: what it offers, the order in which it can be read, and the size of its parts."""

import ast
import importlib
import inspect
import re
import statistics
import sys
from pathlib import Path

import pytest

import source_lib

FOLDER = Path(source_lib.__file__).parent
MODULES = sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "__init__")
READING_ORDER = re.findall(r"^    (\w+)  +\S", source_lib.__doc__, flags=re.MULTILINE)


@pytest.fixture(params=MODULES)
def module(request):
    return importlib.import_module(f"source_lib.{request.param}")


def tree_of(name):
    return ast.parse((FOLDER / f"{name}.py").read_text("utf-8"))


def imported_by(name):
    """Modules of the library that this one imports."""
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.ImportFrom) and node.module == "source_lib":
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module.startswith("source_lib."):
            yield node.module.removeprefix("source_lib.")


class TestEveryModule:
    def test_all_is_what_it_defines_for_others(self, module):
        defined = {
            name
            for name, value in vars(module).items()
            if (inspect.isfunction(value) or inspect.isclass(value))
            and value.__module__ == module.__name__
            and not name.startswith("_")
        }
        assert defined <= set(module.__all__)

    def test_all_can_be_imported(self, module):
        offered = {}
        exec(f"from {module.__name__} import *", offered)
        assert set(module.__all__) == set(offered) - {"__builtins__"}
        assert len(set(module.__all__)) == len(module.__all__)

    def test_begins_with_a_sentence_that_says_what_it_is(self, module):
        assert re.match(r"[A-Z][^\n]{20,}", module.__doc__)

    def test_all_that_it_offers_is_explained(self, module):
        offered = {name: getattr(module, name) for name in module.__all__}
        assert [name for name, value in offered.items() if callable(value) and not value.__doc__] == []


class TestReadingOrder:
    def test_names_every_module_once(self):
        assert sorted(READING_ORDER) == MODULES

    @pytest.mark.parametrize("name", MODULES)
    def test_nothing_is_used_before_it_has_been_read(self, name):
        earlier = READING_ORDER[: READING_ORDER.index(name)]
        assert set(imported_by(name)) <= set(earlier)

    @pytest.mark.parametrize("name", MODULES)
    def test_imports_have_one_form(self, name):
        """`from source_lib.module import name`, which `imported_by` sees; never relative, never `import x.y`."""
        for node in ast.walk(tree_of(name)):
            assert not (isinstance(node, ast.ImportFrom) and node.level)
            assert not (isinstance(node, ast.Import) and any("source_lib" in a.name for a in node.names))


class TestDependencies:
    @pytest.mark.parametrize("name", MODULES)
    def test_numpy_and_the_standard_library_are_enough(self, name):
        nodes = list(ast.walk(tree_of(name)))
        used = {node.module for node in nodes if isinstance(node, ast.ImportFrom)}
        used |= {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        roots = {module.partition(".")[0] for module in used}
        assert roots <= sys.stdlib_module_names | {"numpy", "source_lib"}


class TestSize:
    @pytest.mark.parametrize("name", MODULES)
    def test_a_module_holds_one_idea(self, name):
        assert len((FOLDER / f"{name}.py").read_text("utf-8").splitlines()) <= 300

    def test_functions_fit_the_eye(self):
        functions = [
            node for name in MODULES for node in ast.walk(tree_of(name)) if isinstance(node, ast.FunctionDef)
        ]
        lengths = [
            node.end_lineno - node.body[ast.get_docstring(node) is not None and len(node.body) > 1].lineno + 2
            for node in functions
        ]
        assert statistics.median(lengths) < 15
