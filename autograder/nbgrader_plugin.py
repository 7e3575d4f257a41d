"""Put our judging where nbgrader runs a notebook, so that its commands and formgrader's button use it.

In a course's ``nbgrader_config.py``::

    from autograder.nbgrader_plugin import configure
    configure(get_config())
"""

import atexit
import json
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook
from nbgrader.converters.base import NbGraderException
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, LimitOutput, NbGraderPreprocessor

from autograder.classroom import Classroom
from autograder.exchange import CollectOwn, ReleasePages
from autograder.gradebook import record, set_due_date
from autograder.grading import Paper, grade_submission, released
from autograder.release import STEPS
from autograder.sandbox import Sandbox
from autograder.submission import NotJudgedError, read_submission
from autograder.term import LatePolicy, term_of
from autograder.zips import RosterCollector, UnpackNotebooks

__all__ = ["JudgeAnswers", "RepairNotebook", "SaveVerdicts", "configure"]


def configure(config):
    """Make nbgrader repair, judge and record by our rules.

    Parameters
    ----------
    config : traitlets.config.Config
    """
    # A text file beside its notebook holds the answers; it must never be released.
    config.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", "*.py", "verdict.json"]
    config.GenerateAssignment.preprocessors = STEPS
    config.Autograde.sanitize_preprocessors = [RepairNotebook]
    config.Autograde.autograde_preprocessors = [
        JudgeAnswers,
        LimitOutput,
        SaveVerdicts,
        AssignLatePenalties,
        CheckCellMetadata,
    ]
    config.AssignLatePenalties.plugin_class = LatePolicy
    config.ExchangeFactory.collect = CollectOwn
    config.ExchangeFactory.release_feedback = ReleasePages
    config.ZipCollectApp.extractor_plugin = UnpackNotebooks
    config.ZipCollectApp.collector_plugin = RosterCollector


class RepairNotebook(NbGraderPreprocessor):
    """Put a submitted notebook back into the shape of the released one."""

    def preprocess(self, nb, resources):
        """Return the repaired notebook."""
        try:
            submission = read_submission(
                nbformat.writes(nb).encode(), released(resources["nbgrader"]["assignment"])
            )
        except NotJudgedError as reason:
            raise NbGraderException(str(reason)) from None
        for note in submission.notes:
            self.log.warning(note)
        return submission.to_notebook(), resources


class JudgeAnswers(NbGraderPreprocessor):
    """Run the notebook in the sandbox and judge what comes back; stands where nbgrader's Execute stood."""

    def preprocess(self, nb, resources):
        """Return the notebook with what its cells printed; the verdicts go on in the resources."""
        where = resources["nbgrader"]
        content = nbformat.writes(nb).encode()
        seed = _classroom(resources).seed(where["assignment"], content)
        result = grade_submission(
            Paper(where["student"], where["assignment"], content, seed), _warm_sandbox()
        )
        if result["status"] != "graded":
            raise NbGraderException(result["reason"])
        resources["autograder"] = result
        return nbformat.reads(result.pop("notebook"), as_version=4), resources


class SaveVerdicts(NbGraderPreprocessor):
    """Write the verdicts into the gradebook, and beside the graded notebook; stands for SaveAutoGrades."""

    def preprocess(self, nb, resources):
        """Return the notebook unchanged."""
        where, result = resources["nbgrader"], resources["autograder"]
        verdicts = {verdict["id"]: verdict for verdict in result["exercises"]}
        with Gradebook(where["db_url"]) as gradebook:
            record(gradebook, where["assignment"], where["student"], nb, verdicts)
            set_due_date(gradebook, where["assignment"], term_of(self.config))
        file = Path(resources["metadata"]["path"]) / "verdict.json"
        file.write_text(json.dumps({"student": where["student"], **result}, indent=1), encoding="utf-8")
        return nb, resources


_sandboxes: list[Sandbox] = []


def _warm_sandbox():
    """Return the sandbox of this process, started on first use and kept for the rest of the class."""
    if not _sandboxes:
        _sandboxes.append(Sandbox(confined=True).__enter__())
        atexit.register(_sandboxes[0].__exit__, None, None, None)
    return _sandboxes[0]


def _classroom(resources):
    """Return the classroom in which nbgrader is working: it holds autograded/STUDENT/ASSIGNMENT."""
    return Classroom(Path(resources["metadata"]["path"]).resolve().parents[2])
