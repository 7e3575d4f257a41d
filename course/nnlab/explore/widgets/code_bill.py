"""The code-length bill: choose how many bits each message costs, and pay for a day's messages."""

import numpy as np

from nnlab.explore.explorer import explorer
from nnlab.explore.scene import Bars, By, Choice, Panel, Rule, Scene, Slider, Text
from nnlab.explore.student import call

__all__ = ["code_bill"]

NAMES = ("metro", "taxi", "bicycle", "walk")
HABITS = {
    "mostly metro": np.array([0.5, 0.25, 0.125, 0.125]),
    "all alike": np.array([0.25, 0.25, 0.25, 0.25]),
    "nearly always metro": np.array([0.85, 0.05, 0.05, 0.05]),
}
BITS = np.arange(1.0, 6.0)


@explorer
def code_bill(expected_code_length, entropy, kraft_sum):
    """Choose the length of each code word; see the bill, the entropy, and whether such a code exists.

    Parameters
    ----------
    expected_code_length : callable
        ``expected_code_length(y, lengths) -> number``: mean bits a message; both arguments (4,).
    entropy : callable
        ``entropy(y) -> number``, in bits.
    kraft_sum : callable
        ``kraft_sum(lengths) -> number``: above 1, no code with these lengths can be read back.

    Returns
    -------
    Explorer or Placeholder
    """
    lengths = np.stack(np.meshgrid(*[BITS] * 4, indexing="ij"), axis=-1)
    rows, table = lengths.reshape(-1, 4), lengths.shape[:-1]
    bills = [[call(expected_code_length, y, row, shape=()) for row in rows] for y in HABITS.values()]
    bills = np.array(bills).reshape(len(HABITS), *table)
    bounds = np.array([call(entropy, y, shape=()) for y in HABITS.values()])
    sums = np.array([call(kraft_sum, row, shape=()) for row in rows]).reshape(table)
    names = [f"bits{i}" for i in range(4)]
    sliders = [Slider(name, f"bits for {who}", BITS, 2) for name, who in zip(names, NAMES, strict=True)]
    controls = (Choice("habit", "the day", tuple(HABITS), "mostly metro"), *sliders)
    panels = (_lengths(lengths, names), _bill(bills, bounds, names))
    return Scene("The code-length bill", controls, panels, _sentences(bills, bounds, sums, " ".join(names)))


def _lengths(lengths, names):
    habits = 5 * np.array(list(HABITS.values()))
    at = np.arange(4.0)
    bars = (
        Bars(at - 0.19, By(" ".join(names), lengths), 0.34, name="bits"),
        Bars(at + 0.19, By("habit", habits), 0.34, colour=1, name="5 × probability"),
    )
    return Panel("Code words", bars, "message", "bits", (-0.6, 3.6), (0, 5.4), ticks=NAMES)


def _bill(bills, bounds, names):
    bar = Bars(
        np.zeros(1), By(f"habit {' '.join(names)}", bills[..., None]), 0.6, name="bill: mean bits a message"
    )
    bound = Rule(y=By("habit", bounds), name="entropy")
    return Panel("Bill", (bar, bound), "", "bits", (-1, 1), (0, 5.4), ticks=("a message",))


def _sentences(bills, bounds, sums, by):
    with np.errstate(invalid="ignore"):
        possible = np.where(sums <= 1 + 1e-9, "such a code exists", "no such code can be read back")
    fields = {
        "bill": By(f"habit {by}", bills), "bound": By("habit", bounds), "sum": By(by, sums),
        "possible": By(by, possible),
    }  # fmt: skip
    said = "The bill is {bill} bits a message, the entropy {bound}. The Kraft sum is {sum}: {possible}."
    return (Text(said, fields),)
