"""Which students' code looks alike, in a way that few others' does.

An answer is taken apart into its statements; names are replaced by the order in which they appear, comments and
layout do not count, and what was handed out is left out. A statement that many wrote says nothing, so each
weighs as much as it is long and rare in the class. The result is a list of pairs to look at, and no verdict:
short exercises have few right answers.
"""

import ast
from collections import Counter

import numpy as np

__all__ = ["like_pairs", "statements"]

LEAST_SHARE = 0.6  # of the weight of what either of the two wrote
LEAST_WEIGHT = 150  # a few long statements that nobody else has
SHOWN = 30


def like_pairs(answers, template):
    """Return the pairs of students whose code is most alike, the most telling first.

    Parameters
    ----------
    answers : dict of str to dict of str to str
        For each student, the source of each cell of code by its id.
    template : dict of str to str
        The same of what was handed out.
    """
    given = {unit for source in template.values() for unit in statements(source)}
    written = {student: _units(cells, given) for student, cells in answers.items()}
    students, units = list(written), sorted({unit for units in written.values() for unit in units})
    holds = np.array([[unit in written[student] for unit in units] for student in students], dtype=np.float32)
    if not holds.size:
        return []
    weights = np.array([size for size, _ in units]) * np.log((len(students) + 1) / holds.sum(axis=0))
    shared = (holds * weights) @ holds.T
    either = np.add.outer(shared.diagonal(), shared.diagonal()) - shared
    share = np.divide(shared, either, out=np.zeros_like(shared), where=either > 0)
    telling = np.argwhere(np.triu((share >= LEAST_SHARE) & (shared >= LEAST_WEIGHT), k=1))
    order = sorted(telling.tolist(), key=lambda pair: -share[*pair])[:SHOWN]
    return [_pair(students[a], students[b], share[a, b], written) for a, b in order]


def statements(source):
    """Return the statements of some code, each as its size and its structure; its lines, if it is no Python."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        lines = (" ".join(line.split("#")[0].split()) for line in source.splitlines())
        return [(len(line.split()), line) for line in lines if line]
    return [unit for node in ast.walk(tree) if (unit := _structure(node))]


def _units(cells, given):
    """Return each statement of a student's that was not handed out, with the cells in which it stands."""
    units: dict[tuple, set] = {}
    for id, source in cells.items():
        for unit in statements(source):
            if unit not in given:
                units.setdefault(unit, set()).add(id)
    return units


def _structure(node):
    """Return a statement without the statements inside of it; None for what is no statement, or a docstring."""
    if not isinstance(node, ast.stmt) or _is_text(node):
        return None
    names: dict[str, str] = {}
    parts = []
    for part in _walk_one(node):
        parts.append(_shape(part, names))
    return len(parts), " ".join(parts)


def _walk_one(node):
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt | ast.expr_context):
            yield from _walk_one(child)


def _shape(node, names):
    kind = type(node).__name__
    match node:
        case ast.Name(id=name) | ast.arg(arg=name) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return f"{kind}:{names.setdefault(name, str(len(names)))}"
        case ast.Constant(value=value):
            return f"{kind}:{value!r}"
        case ast.Attribute(attr=name) | ast.keyword(arg=name) | ast.alias(name=name):
            return f"{kind}:{name}"
    return kind


def _is_text(node):
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


def _pair(first, second, share, written):
    """Return a pair with the cells in which most of what the two share stands."""
    where: Counter = Counter()
    for unit in written[first].keys() & written[second].keys():
        where.update(dict.fromkeys(written[first][unit] & written[second][unit], unit[0]))
    cells = [id for id, _ in where.most_common(5)]
    return {"students": [first, second], "share": float(share), "cells": cells}
