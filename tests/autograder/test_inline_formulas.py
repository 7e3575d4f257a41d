"""Every formula within a line of text is either plain notation, or is what the library computes."""

import re

import numpy as np
import pytest

from tests.autograder.formula_setting import GIVEN, assert_same, inline, known, text
from tests.autograder.inline_formulas import FORMULAS, NAMES, SLIP
from tests.autograder.test_quoted_numbers import QUOTED

# Plain notation: symbols, numbers, and lists and shapes of them, none of which can be right or wrong. It knows no
# relation (=, <, >, \approx, \leftarrow, ...) and no arithmetic but the sign of a single symbol or number.
GREEK = r"\\(?:alpha|beta|gamma|delta|Delta|ell|eta|lambda|mu|sigma|theta|varepsilon)"
SYMBOL = rf"(?:\\hat )?(?:[A-Za-z]|{GREEK})'{{0,2}}(?:_(?:\w|\\text\{{\w+\}}|\{{\w+(?:-1)?\}}))?"
NUMBER = r"\d+(?:\.\d+)?|10\^\{-\d+\}"
ITEM = rf"(?:-?(?:{SYMBOL}|{NUMBER})|\\dots)"
ITEMS = rf"{ITEM}(?:,(?:\\)? {ITEM})*"
NOTATION = re.compile(
    rf"{ITEMS}|\({ITEMS}\)|\[{ITEMS}\]"
    rf"|{SYMBOL}\((?:{SYMBOL}|{NUMBER})\)"  # the value of a function
    rf"|\|{SYMBOL}\||\\lVert {SYMBOL} \\rVert"  # its size
    rf"|\\nabla {SYMBOL}|\\partial {SYMBOL} ?/ ?\\partial {SYMBOL}"  # the name of a derivative
    rf"|{SYMBOL} \\times {SYMBOL}"  # a shape
    r"|\\ln|\\log_2"
)
CLAIMS = [(stem, *entry) for stem, table in FORMULAS.items() for entry in table if len(entry) > 2]


def quoted(stem):
    """Return the formulas whose numbers are computed in test_quoted_numbers."""
    return {formula for words, *_ in QUOTED[stem] for formula in inline(words)}


def is_notation(formula):
    return NOTATION.fullmatch(formula) is not None


@pytest.mark.parametrize(
    "formula",
    [
        "w = 1",
        "n - 1",
        "2h",
        "a > 0.5",
        r"r \cdot h",
        "W x",
        r"\mu v",
        "1/k",
        r"1 \dots 3",
        "z^2",
        "e^z",
        "(1 - p, p)",
    ],
)
def test_what_could_be_wrong_is_no_notation(formula):
    assert not is_notation(formula)


@pytest.mark.parametrize("stem", FORMULAS)
class TestEveryFormula:
    def test_is_checked(self, stem):
        """In the order of the notebook, so that none is left out and none is checked in the place of another."""
        passed = quoted(stem) | set(NAMES[stem])
        formulas = [f for f in inline(text(stem)) if f not in passed and not is_notation(f)]
        assert formulas == [formula for formula, *_ in FORMULAS[stem]]

    def test_that_only_names_something_is_in_the_text(self, stem):
        assert set(NAMES[stem]) <= set(inline(text(stem)))

    def test_without_a_computation_belongs_to_one(self, stem):
        claims = [formula for where, formula, *_ in CLAIMS if where == stem]
        bases = [(entry[-1]) for entry in FORMULAS[stem] if len(entry) < 3]
        numbers = [words for words, *_ in QUOTED[stem]]
        assert [
            base for base in bases if base not in claims and not any(base in words for words in numbers)
        ] == []


@pytest.mark.parametrize(
    ("stem", "claim"),
    [(stem, claim) for stem, *claim in CLAIMS],
    ids=[f"{stem}-{claim}" for stem, claim, *_ in CLAIMS],
)
def test_a_formula_says_what_the_library_computes(stem, claim):
    formula, library = claim[1:3]
    if SLIP in claim:
        assert not np.allclose(eval(formula, dict(GIVEN)), eval(library, known()))
    else:
        assert_same(formula, library)
