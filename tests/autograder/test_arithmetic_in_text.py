"""Every calculation with numbers that a student can read, in a text or in a hint, comes out as it says."""

import ast
import re
from itertools import pairwise

import numpy as np
import pytest

from autograder.exercises import topics
from tests.autograder.test_quoted_numbers import text_of

MARKUP = {
    r"\cdot": "·",
    "{": "(",
    "}": ")",
    r"\sqrt": "√",
    r"\tfrac12": "1/2",
    r"\tfrac14": "1/4",
    "^2": "²",
    "e^": "ε",
}
SIGN = r"[\d.+\-·/()²√ε ]"  # ε: a power of e


def python(side):
    """Return a side of an equation as Python, or nothing if it is no expression of numbers."""
    side = side.strip().replace("·", "*").replace("²", "**2")
    for sign, function in {"√": "np.sqrt", "ε": "np.exp"}.items():
        side = re.sub(rf"{sign}(-?\d+|\([^()]*\))", rf"{function}(\1)", side)
    for code in (side, side.lstrip("("), side.rstrip(").")):
        try:
            ast.parse(code, mode="eval")
        except SyntaxError:
            continue
        return code
    return None


def equations(text):
    """Return the equations in a text whose two sides hold numbers only, one of them a calculation."""
    for sign, plain in MARKUP.items():
        text = text.replace(sign, plain)
    sides = re.split(r" = ", re.sub(r"[.:] ", "; ", text))
    for before, after in pairwise(sides):
        left = re.search(rf"(?:^|[^\w^)\]])({SIGN}*)$", before)
        right = re.match(rf"({SIGN}+)(?![\w^])", after)
        if left and right and re.search(r"\d\)* ?[-+·/²]", left[1] + right[1].rstrip(" -+·/")):
            pair = python(left[1]), python(right[1])
            if all(pair) and not re.match(r"[-+*/] ", pair[0]):
                yield pair


def places(side):
    """Return how many decimal places the most exact number of a side has."""
    return max(len(number) for number in re.findall(r"\d+\.?(\d*)", side))


EVERY = [(topic.stem, *pair) for topic in topics() for pair in equations(text_of(topic.stem))]


def test_calculations_are_found():
    text = "so $0.5 \\cdot 2 + (-1) = 0$, and √16 + 3² - e^0 = 10 + 2. With z = 3 it is 4 (x = 5), 2 · x - 1 = 3 and 2 = 3y - 1."
    assert list(equations(text)) == [("0.5 * 2 + (-1)", "0"), ("np.sqrt(16) + 3**2 - np.exp(0)", "10 + 2")]


@pytest.mark.parametrize("stem", [topic.stem for topic in topics()])
def test_every_topic_calculates(stem):
    assert any(where == stem for where, *_ in EVERY)


@pytest.mark.parametrize(
    ("stem", "left", "right"), EVERY, ids=[f"{stem}-{left} = {right}" for stem, left, right in EVERY]
)
def test_a_calculation_comes_out(stem, left, right):
    difference = eval(left, {"np": np}) - eval(right, {"np": np})
    assert abs(difference) <= 0.51 * 10.0 ** -places(right)
