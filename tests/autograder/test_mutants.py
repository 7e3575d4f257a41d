import ast
import inspect
import statistics
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.mutants import mutants
from source_lib import activations, checks, softmax


def changed(expression):
    """What an expression becomes, one string for each mutant."""
    return {mutant.source for mutant in mutants(expression)}


OPERATORS = {
    "a + b": {"a - b", "a", "b"},
    "a - b": {"a + b", "a", "b", "b - a"},
    "a * b": {"a / b", "a", "b"},
    "a / b": {"a * b", "a", "b", "b / a"},
    "a ** b": {"a * b", "a", "b", "b ** a"},
    "a @ b": {"b @ a"},
    "-a": {"a"},
    "not a": {"a"},
    "a > b": {"a >= b", "a < b"},
    "a <= b": {"a < b", "a >= b"},
    "a == b": {"a != b"},
    "a < b < c": set(),
    "a is b": set(),
    "a and b": {"a or b", "a", "b"},
    "True": {"False"},
    "2": {"3", "1"},
    "0.5": {"1.5", "0.45"},
    "'text'": set(),
    "None": set(),
    "z.T": {"z"},
    "np.maximum": {"np.minimum"},
    "np.exp": {"np.exp2"},
    "np.unknown": set(),
    "f(a, b)": {"f(b, a)"},
    "f(a, b, c)": {"f(b, a, c)", "f(a, c, b)"},
    "np.maximum(a, b)": {"np.minimum(a, b)"},
    "f(a, axis=b)": {"f(a)"},
    "f(a, x=b, y=c)": {"f(a, x=b)", "f(a, y=c)"},
    "(a, b)": {"(b, a)"},
    "a if b else c": {"a", "c"},
    "a[b:]": {"a[:]"},
    "a[:]": set(),
    "a += b": {"a -= b", "a = b"},
    "a @= b": {"a = b"},
    "def f(a: int | None=None) -> tuple[int, str]:\n    pass": set(),
    "a: x + y = b": set(),
}


class TestOperators:
    @pytest.mark.parametrize(("source", "expected"), OPERATORS.items(), ids=OPERATORS.keys())
    def test_each_changes_one_thing(self, source, expected):
        assert changed(source) == expected


class TestDropping:
    def test_is_to_leave_a_part_of_what_was_there(self):
        dropping = {mutant.source for mutant in mutants("-a + f(b, k=c)") if mutant.drops}
        assert dropping == {"-a", "f(b, k=c)", "a + f(b, k=c)"}
        assert not any(mutant.drops for mutant in mutants("f(a, b) > 2"))


class TestAnswers:
    """Answers that were chosen from a list become every other one of it, one at a time."""

    @pytest.mark.parametrize(
        ("source", "expected"),
        [
            ("slip = 'b'", {"slip = 'a'", "slip = 'c d'"}),
            ("{'x': 'c d'}", {"{'x': 'a'}", "{'x': 'b'}"}),
            ("{'x': 'a  b'}", {"{'x': 'b b'}", "{'x': 'c d b'}", "{'x': 'a a'}", "{'x': 'a c d'}"}),
            ("{'x': '?', 'y': 'z'}", set()),
        ],
    )
    def test_become_each_of_the_others(self, source, expected):
        assert {mutant.source for mutant in mutants(source, ("a", "b", "c d"))} == expected


class TestNames:
    def test_say_what_became_what_and_where(self):
        names = [mutant.name for mutant in mutants("a = 1\nb = c - d")]
        assert names[0] == "line 1: `1` -> `2`"
        assert "line 2: `c - d` -> `d - c`" in names

    def test_the_same_expression_twice_in_a_line(self):
        found = mutants("f(a - b, a - b)")
        names = [mutant.name for mutant in found if "-> `a + b`" in mutant.name]
        assert names == ["line 1: `a - b` -> `a + b`", "line 1: `a - b` -> `a + b` (2)"]

    def test_do_not_depend_on_what_stands_below(self):
        above = [mutant.name for mutant in mutants("a = b - 1")]
        assert [mutant.name for mutant in mutants("a = b - 1\nc = d - 1")][: len(above)] == above


def functions(*modules):
    return [
        value for module in modules for value in vars(module).values()
        if inspect.isfunction(value) and value.__module__ == module.__name__
    ]  # fmt: skip


def assert_sound(source):
    found = mutants(source)
    names, sources = [mutant.name for mutant in found], [mutant.source for mutant in found]
    assert len(set(names)) == len(names)
    assert len(set(sources)) == len(sources)
    assert ast.unparse(ast.parse(source)) not in sources
    for mutated in sources:
        ast.parse(mutated)
    assert found == mutants(source)


class TestRealCode:
    @pytest.mark.parametrize(
        "function",
        functions(activations, softmax, checks, statistics, textwrap),
        ids=lambda f: f.__qualname__,
    )
    def test_names_and_sources_are_unique_and_can_be_parsed(self, function):
        assert_sound(textwrap.dedent(inspect.getsource(function)))

    def test_the_newest_syntax(self):
        assert_sound(
            "match (x := a + 1):\n    case 0 | -1 if x > 2: pass\n    case [1, *rest]: f'{x + 1!r:>{w * 2}}'\n"
            "try: ...\nexcept* (A, B) as e: raise e from None\n"
            "async def g(a, /, b=1, *c, d=2, **e):\n    async with a as b, c: return [i async for i in b if i > 0]\n"
            "lambda x=1: (yield x)"
        )


EXPRESSIONS = st.recursive(
    st.sampled_from(["a", "b", "0", "1.5", "True", "'s'", "z.T", "1e400", "2j"]),
    lambda inner: st.one_of(
        st.tuples(
            inner,
            st.sampled_from(
                [
                    "+",
                    "-",
                    "*",
                    "/",
                    "//",
                    "%",
                    "**",
                    "@",
                    "&",
                    "|",
                    "^",
                    "<<",
                    ">",
                    ">=",
                    "==",
                    "!=",
                    "in",
                    "is",
                    "and",
                    "or",
                ]
            ),
            inner,
        ).map(lambda parts: f"({' '.join(parts)})"),
        st.tuples(inner, inner).map(lambda pair: f"f({pair[0]}, k={pair[1]})"),
        st.tuples(inner, inner, inner).map(lambda parts: "({} if {} else {})".format(*parts)),
        st.tuples(inner, inner).map(lambda pair: f"({pair[0]})[{pair[1]}:, {pair[0]}]"),
        inner.map(lambda one: f"(-{one})"),
        inner.map(lambda one: f"{{'k': {one}, 'l': 'm'}}"),
    ),
    max_leaves=6,
)


class TestAnyCode:
    @given(EXPRESSIONS)
    def test_names_and_sources_are_unique_and_can_be_parsed(self, expression):
        assert_sound(f"y = {expression}")
