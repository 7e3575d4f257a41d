import ast
import random

import pytest

from autograder.exercises import topic
from autograder.likeness import like_pairs, statements

EXERCISES = topic("activations").exercises


class Renamed(ast.NodeTransformer):
    """What one does to hide where code is from: other names, other comments, other layout."""

    def __init__(self, names):
        self.names = names

    def visit_Name(self, node):
        return ast.Name(self.names.get(node.id, node.id), node.ctx)

    def visit_arg(self, node):
        return ast.arg(self.names.get(node.arg, node.arg))


def disguised(source):
    tree = ast.parse(source)
    names = {node.arg: f"my_{node.arg}" for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return f"# all my own\n\n{ast.unparse(Renamed(names).visit(tree))}  # done"


@pytest.fixture(scope="module")
def answers():
    """A class of 24 in which everybody solves every exercise in a style of their own choice."""
    rng = random.Random(3)
    return {
        f"student-{n}": {exercise.id: rng.choice(exercise.alternatives) for exercise in EXERCISES}
        for n in range(24)
    }


class TestLikePairs:
    def test_who_worked_alone_is_not_listed(self, answers):
        assert like_pairs(answers, {}) == []

    def test_a_disguised_copy_is(self, answers):
        copy = {id: disguised(source) for id, source in answers["student-7"].items()}
        (pair,) = like_pairs(answers | {"zoe": copy}, {})
        assert pair["students"] == ["student-7", "zoe"]
        assert pair["share"] == pytest.approx(1)
        assert set(pair["cells"]) <= copy.keys()

    def test_a_copy_of_which_a_few_exercises_were_done_anew_is(self, answers):
        other = answers["student-8"]
        ids = list(other)
        copy = {id: disguised(answers["student-7"][id]) for id in ids} | {id: other[id] for id in ids[:3]}
        assert ["student-7", "zoe"] in [pair["students"] for pair in like_pairs(answers | {"zoe": copy}, {})]

    def test_what_was_handed_out_does_not_count(self):
        given = {exercise.id: exercise.alternatives[0] for exercise in EXERCISES}
        assert like_pairs({"ada": given, "bao": dict(given)}, given) == []
        assert like_pairs({"ada": given, "bao": dict(given)}, {}) != []

    @pytest.mark.parametrize("answers", [{}, {"ada": {}}, {"ada": {"a": "def f(:"}, "bao": {"a": "\0"}}])
    def test_too_little_to_compare_is_no_trouble(self, answers):
        assert like_pairs(answers, {}) == []


class TestStatements:
    def test_names_comments_and_layout_do_not_count(self):
        first = "def f(z, a):\n    '''Say.'''\n    s = np.exp(z * a)  # so\n    return s / (1 + s)\n"
        second = "def g(x,k):\n  e=np.exp( x*k )\n\n  return e/(1+e)"
        assert statements(first) == statements(second)

    @pytest.mark.parametrize(
        "other", ["np.exp(a * a)", "np.exp(a * b, out=c)", "np.log(a * b)", "np.exp(2 * b)"]
    )
    def test_what_is_computed_does(self, other):
        assert statements(other) != statements("np.exp(a * b)")

    def test_code_that_is_no_python_is_compared_line_by_line(self):
        assert statements("def f(x)\n   return  x # so\n") == [(2, "def f(x)"), (2, "return x")]
