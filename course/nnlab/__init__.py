"""The student kit: checks that name the mistake, widgets that run the student's own function, small data sets.

It holds no answers: what it compares with is frozen data (inputs, expected values, what known mistakes do).
"""

from nnlab.checking import check, hint, ready
from nnlab.figures import curves, show
from nnlab.journal import progress

__all__ = ["check", "curves", "hint", "progress", "ready", "show"]
