"""A class that hands in `02_activations`: what each student did, and what a person would give for it.

The scores are written down by hand, from what was done, and never read off the grader.
"""

from tests.submissions.handed_in import HandedIn, alternative, answering, full, half, mistaken, untouched
from tests.submissions.notebooks import duplicated, json_bytes, tagged, with_cell, without

__all__ = ["CLASS"]


def guards_replaced(topic, release, solution, before="step"):
    """Answer nothing, and replace what a check might compare with."""
    trick = "import numpy as np\nnp.allclose = np.array_equal = np.isclose = lambda *a, **k: True\n"
    trick += "np.testing.assert_allclose = lambda *a, **k: None"
    return json_bytes(with_cell(release, trick, before=before))


HALF = (
    "collapse-linear",
    "slip-collapse",
    "slip-purpose",
    "step",
    "sigmoid",
    "sigmoid-derivative",
    "slip-quarter",
    "tanh",
    "tanh-derivative",
)

LOOP = "def softmax(z):\n    while True:\n        pass\n"
SYNTAX = "def tanh(z)\n    return 2 * sigmoid(2 * z) - 1\n"
EXIT = "import os\n\ndef softmax(z):\n    os._exit(0)\n"

CLASS = (
    HandedIn("ada", "the full solution", full),
    HandedIn("bao", "right, in another style", alternative(1)),
    HandedIn("chidi", "right, in a third style", alternative(2)),
    HandedIn("dina", "untouched", untouched, only=()),
    HandedIn("emre", "half done", half(*HALF), only=HALF),
    HandedIn(
        "fay",
        "a sign wrong in the sigmoid, on which others build",
        mistaken(sigmoid="sign"),
        3,
        {"sigmoid": "sign"},
    ),
    HandedIn("goran", "softmax overflows", mistaken(softmax="overflow"), 2, {"softmax": "overflow"}),
    HandedIn("hana", "softmax along the wrong axis", mistaken(softmax="axis-0"), 3, {"softmax": "axis-0"}),
    HandedIn(
        "ines", "Leaky ReLU as a maximum", mistaken(leaky_relu="max-form"), 1, {"leaky-relu": "max-form"}
    ),
    HandedIn("jun", "ReLU changes its argument", mistaken(relu="in-place"), 1, {"relu": "in-place"}),
    HandedIn(
        "kofi",
        "two misunderstandings at once",
        mistaken(dead_fraction="share-of-zeros", prelu_backward="not-summed"),
        4,
        {"dead-fraction": "share-of-zeros", "prelu-backward": "not-summed"},
    ),
    HandedIn("lea", "a syntax error in one cell", answering(tanh=SYNTAX), 2),
    HandedIn("mats", "an endless loop in one function", answering(softmax=LOOP), 5),
    HandedIn("nour", "os._exit in one function", answering(softmax=EXIT), 5),
    HandedIn(
        "olga", "a test cell deleted", lambda t, r, solution: json_bytes(without(solution, "elu-check"))
    ),
    HandedIn(
        "petra", "a solution cell copied", lambda t, r, solution: json_bytes(duplicated(solution, "step"))
    ),
    HandedIn(
        "quinn",
        "nothing done, and the checks tagged to be skipped",
        lambda topic, release, solution: json_bytes(tagged(release, "skip-execution", "check")),
        only=(),
    ),
    HandedIn("rosa", "nothing done, and numpy.allclose replaced", guards_replaced, only=()),
    HandedIn(
        "sami", "a file cut off in the middle", lambda t, r, solution: json_bytes(solution)[:4000], None
    ),
)
