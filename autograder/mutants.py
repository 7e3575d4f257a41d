"""Change a right answer in one small way at a time, as a person who errs might have written it.

A check is only as good as the wrong answers it refuses; these are made without anybody's knowledge of the
check.
"""

import ast
import copy
from collections import Counter
from dataclasses import dataclass

__all__ = ["Mutant", "mutants"]


@dataclass(frozen=True)
class Mutant:
    """A changed solution; `name` says which expression became which, on which line, and is unique."""

    name: str
    source: str
    drops: bool = False  # whether a term is left out, so that what is left is a part of what was there


def mutants(source, options=()):
    """Return every mutant of a solution, each once, in the order of the source.

    Parameters
    ----------
    source : str
        Code that defines what an exercise asks for.
    options : iterable of str
        Answers that are offered, if the exercise asks to choose: each that the solution gives becomes another one.

    Returns
    -------
    list of Mutant
    """
    tree = ast.parse(source)
    original, unseen = ast.unparse(tree), _annotations(tree)
    found: dict[str, tuple[int, str, bool]] = {}
    for index, node in enumerate(ast.walk(tree)):
        for changed in _changes(node, options) if node not in unseen else ():
            mutated = _replaced(tree, index, changed)
            if mutated != original:
                line = _line(node)
                name = f"line {line}: {_short(node)} -> {_short(changed)}"
                found.setdefault(mutated, (line, name, changed in ast.iter_child_nodes(node)))
    return _named(sorted(found.items(), key=lambda item: item[1][0]))


def _annotations(tree):
    """Return the nodes of type hints: to change one changes nothing that a check could see."""
    hints = [getattr(node, field, None) for node in ast.walk(tree) for field in ("annotation", "returns")]
    return {node for hint in hints if hint is not None for node in ast.walk(hint)}


def _named(found):
    """Number those that would have the same name, because an expression is there twice in a line."""
    seen: Counter[str] = Counter()
    named = []
    for mutated, (_, name, drops) in found:
        seen[name] += 1
        named.append(Mutant(name if seen[name] == 1 else f"{name} ({seen[name]})", mutated, drops))
    return named


_SWAPPED_OPERATORS = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.And: ast.Or,
    ast.Or: ast.And,
}
_REVERSED = {ast.Gt: ast.Lt, ast.GtE: ast.LtE, ast.Lt: ast.Gt, ast.LtE: ast.GtE}
_SWAPPED_NAMES = {
    "maximum": "minimum",
    "minimum": "maximum",
    "max": "min",
    "min": "max",
    "argmax": "argmin",
    "argmin": "argmax",
    "sum": "mean",
    "mean": "sum",
    "exp": "exp2",
    "log": "log2",
    "log2": "log",
    "expm1": "exp",
    "log1p": "log",
    "sqrt": "square",
    "square": "sqrt",
    "abs": "positive",
    "tanh": "arctan",
    "sign": "abs",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "zeros": "ones",
    "ones": "zeros",
    "std": "var",
    "var": "std",
    "any": "all",
    "all": "any",
}


def _changes(node, options=()):
    """Return what may stand in the place of one node."""
    kinds = {
        ast.BinOp: _of_operation,
        ast.UnaryOp: lambda node: [node.operand],
        ast.Compare: _of_comparison,
        ast.BoolOp: lambda node: [_with(node, op=_SWAPPED_OPERATORS[type(node.op)]()), *node.values],
        ast.Constant: lambda node: _of_constant(node) + _of_answer(node, options),
        ast.Attribute: _of_attribute,
        ast.Call: _of_call,
        ast.Tuple: _of_tuple,
        ast.IfExp: lambda node: [node.body, node.orelse],
        ast.AugAssign: _of_update,
        ast.Slice: lambda node: [ast.Slice()] if node.lower or node.upper else [],
    }
    return kinds.get(type(node), lambda node: [])(node)


def _of_operation(node):
    swapped = _SWAPPED_OPERATORS.get(type(node.op))
    terms = [node.left, node.right] if not isinstance(node.op, ast.MatMult) else []
    reversed_ = isinstance(node.op, ast.Sub | ast.Div | ast.Pow | ast.MatMult)
    return (
        ([_with(node, op=swapped())] if swapped else [])
        + terms
        + ([_with(node, left=node.right, right=node.left)] if reversed_ else [])
    )


def _of_comparison(node):
    kind = type(node.ops[0])
    if len(node.ops) > 1 or kind not in _SWAPPED_OPERATORS:
        return []
    kinds = [_SWAPPED_OPERATORS[kind], *([_REVERSED[kind]] if kind in _REVERSED else [])]
    return [_with(node, ops=[other()]) for other in kinds]


def _of_constant(node):
    value = node.value
    if isinstance(value, bool):
        return [ast.Constant(not value)]
    if isinstance(value, int | float):
        # A number that is almost right, and one that is plainly another.
        return [
            ast.Constant(other)
            for other in (value + 1, value * 0.9 if isinstance(value, float) else value - 1)
        ]
    return []


def _of_attribute(node):
    if node.attr == "T":
        return [node.value]
    other = _SWAPPED_NAMES.get(node.attr)
    return [_with(node, attr=other)] if other else []


def _of_call(node):
    without_one = [
        _with(node, keywords=[k for k in node.keywords if k is not gone]) for gone in node.keywords
    ]
    swapped = []
    for i in range(len(node.args) - 1):
        args = list(node.args)
        args[i], args[i + 1] = args[i + 1], args[i]
        swapped.append(_with(node, args=args))
    commutes = isinstance(node.func, ast.Attribute) and node.func.attr in ("maximum", "minimum", "logaddexp")
    return without_one + ([] if commutes else swapped)


def _of_answer(node, options):
    """Another option in the place of a chosen one, or of one of several that stand in a row of words."""
    if not isinstance(node.value, str):
        return []
    words = [node.value] if node.value in options else node.value.split()
    return [
        ast.Constant(" ".join([*words[:i], other, *words[i + 1 :]]))
        for i, word in enumerate(words)
        for other in options
        if word in options and other != word
    ]


def _of_tuple(node):
    if len(node.elts) < 2 or not isinstance(node.ctx, ast.Load):
        return []
    return [_with(node, elts=[node.elts[1], node.elts[0], *node.elts[2:]])]


def _of_update(node):
    swapped = _SWAPPED_OPERATORS.get(type(node.op))
    plain = ast.Assign(targets=[node.target], value=node.value, lineno=node.lineno)
    return [plain, *([_with(node, op=swapped())] if swapped else [])]


def _with(node, **changes):
    changed = copy.copy(node)
    for name, value in changes.items():
        setattr(changed, name, value)
    return changed


def _replaced(tree, index, changed):
    """Return the source of `tree` with its node number `index` replaced."""
    mutated = copy.deepcopy(tree)
    target = next(node for i, node in enumerate(ast.walk(mutated)) if i == index)

    class Replace(ast.NodeTransformer):
        def visit(self, node):
            return copy.deepcopy(changed) if node is target else self.generic_visit(node)

    return ast.unparse(ast.fix_missing_locations(Replace().visit(mutated)))


def _line(node):
    return getattr(node, "lineno", 0)


def _short(node):
    text = " ".join(ast.unparse(node).split())
    return f"`{text if len(text) <= 60 else text[:57] + '...'}`"
