"""Runs one student's notebook cells where they can do no harm, and brings back plain data."""

from autograder.sandbox.doctor import missing, promises
from autograder.sandbox.job import Cell, CellOutcome, Job, Limits, Outcome, Question, SandboxError
from autograder.sandbox.sandbox import Sandbox

__all__ = [
    "Cell",
    "CellOutcome",
    "Job",
    "Limits",
    "Outcome",
    "Question",
    "Sandbox",
    "SandboxError",
    "missing",
    "promises",
]
