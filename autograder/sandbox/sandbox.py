"""The sandbox: one warm process, and a confined fork of it for each submission."""

import threading

from autograder.sandbox import progress
from autograder.sandbox.child import Child
from autograder.sandbox.job import Cell, Job, SandboxError
from autograder.sandbox.warm import Warm

__all__ = ["Sandbox"]


class Sandbox:
    """Runs submissions. Several threads may share one.

    Parameters
    ----------
    confined : bool
        Whether students' processes are confined; otherwise they are only forked and limited.

    Raises
    ------
    SandboxError
        If this machine has no sandbox; see `autograder.sandbox.missing`.
    """

    def __init__(self, confined=True):
        self.confined = confined
        self._lock, self._closed = threading.Lock(), False
        self._warm = Warm(confined)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    def close(self):
        """End the warm process and all that it forked."""
        with self._lock:
            self._closed = True
            self._warm.close()

    def run(self, job):
        """Run one submission and return its `Outcome`, whatever it does.

        Raises
        ------
        SandboxError
            If the sandbox itself failed.
        """
        return progress.run(job, lambda until: Child(self._fork, job.limits, until))

    def try_out(self):
        """Run nothing, so that what this machine refuses is refused now, and the first submission finds it warm.

        Raises
        ------
        SandboxError
            Says what is missing here, with its remedy.
        """
        self.run(Job((Cell("empty", ""),)))

    def processes(self):
        """Return how many of the processes that were started for submissions there are at this moment."""
        return self._warm.descendants()

    def _fork(self, *ends):
        with self._lock:
            if self._closed:
                raise SandboxError("The sandbox is closed.")
            if not self._warm.alive:  # the machine ran out of memory, or somebody ended it
                self._warm.close()
                self._warm = Warm(self.confined)
        self._warm.fork(*ends)
