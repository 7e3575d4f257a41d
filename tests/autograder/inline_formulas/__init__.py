"""The formulas within a line of text, notebook by notebook and in the order of the text.

An entry is a tuple:

- the formula as it stands in the text, the same in NumPy, and the library's value (of a claim: what it says);
- the same and `SLIP`, where the notes' slip is left in on purpose: the library must say something else;
- a value or another piece of a worked number, and what it belongs to: a later or earlier entry, or words of
  test_quoted_numbers;
- a formula alone, where the text says once more what is checked already.

Formulas whose numbers are in test_quoted_numbers have no entry here.
"""

from tests.autograder.inline_formulas import (
    activations,
    gradient_descent,
    losses,
    perceptron,
    regularization,
    vanishing_gradients,
)
from tests.autograder.inline_formulas.slip import SLIP

__all__ = ["FORMULAS", "NAMES", "SLIP"]

NOTEBOOKS = {
    "perceptron": perceptron,
    "activations": activations,
    "losses": losses,
    "gradient_descent": gradient_descent,
    "regularization": regularization,
    "vanishing_gradients": vanishing_gradients,
}
FORMULAS = {stem: notebook.FORMULAS for stem, notebook in NOTEBOOKS.items()}
NAMES = {stem: notebook.NAMES for stem, notebook in NOTEBOOKS.items()}
