"""Processes that grade papers side by side, on this machine or on a cluster; those that are lost are replaced.

A worker holds no state and never touches the gradebook: it is handed the bytes of a submission and gives back
plain data.
"""

import atexit
import functools
import os
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, ProcessPoolExecutor, wait
from dataclasses import dataclass
from itertools import chain
from multiprocessing import connection, parent_process

from autograder import server
from autograder.errors import CourseError
from autograder.grading import Paper, grade_submission, not_judged
from autograder.sandbox import Sandbox, SandboxError

__all__ = ["Workers", "cluster_workers", "grade_papers", "local_workers"]

_ENDED = "a process of the grader was ended while it judged this; the machine may lack memory"
AHEAD = (
    12  # papers in hand for each worker, so that none waits while the coordinator is busy with a slow disk
)


@dataclass(frozen=True)
class Workers:
    """How to start workers, and how many papers they can grade at once."""

    start: Callable[[], Executor]
    width: int


def local_workers(count):
    """Return `count` workers as processes of this machine."""
    start = functools.partial(ProcessPoolExecutor, count, server.context, initializer=_end_with_parent)
    return Workers(start, count)


def cluster_workers(address):
    """Return the workers of a running Dask cluster.

    Raises
    ------
    CourseError
        If `distributed` is not installed, or no scheduler answers.
    """
    try:
        from distributed import Client  # an optional extra: one machine does not need it
    except ImportError:
        raise CourseError(
            "--cluster needs Dask: pip install 'neural-networks-by-building[cluster]'"
        ) from None
    try:
        client = Client(address, timeout=10)
    except (OSError, TimeoutError, ValueError):
        raise CourseError(
            f"no Dask scheduler answers at {address}; start one with `dask scheduler`"
        ) from None
    width = max(1, len(client.scheduler_info()["workers"]))
    return Workers(functools.partial(client.get_executor, pure=False), width)


def grade_papers(papers, workers, confined=True):
    """Grade papers side by side and yield (paper, result) as each is done.

    Parameters
    ----------
    papers : iterable of Paper
        Read only as fast as they are graded, so that a class of any size fits in memory.
    workers : Workers
    confined : bool
        Whether students' code runs in the sandbox.
    """
    # What was in lost hands is tried again, one by one, so that the one that is the cause takes no other with it.
    for in_hand in (AHEAD * workers.width, 1):
        lost: list[Paper] = []
        papers = iter(papers)
        paper = next(papers, None)
        while paper:
            with workers.start() as executor:
                paper = yield from _side_by_side(executor, chain([paper], papers), in_hand, confined, lost)
        papers = lost
    for paper in papers:
        yield paper, not_judged(_ENDED)


def _side_by_side(executor, papers, in_hand, confined, lost):
    """Grade until there are no more papers, or no more workers: then return the paper that nobody took.

    Into `lost` comes what was in hand when the workers were lost.
    """
    pending: dict = {}
    untaken = None
    for paper in papers:
        try:
            pending[executor.submit(_grade, paper, confined)] = paper
        except BrokenExecutor:
            untaken = paper
            break
        if len(pending) >= in_hand:
            yield from _finished(pending, lost)
    while pending:
        yield from _finished(pending, lost)
    return untaken


def _finished(pending, lost):
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    for future in done:
        paper = pending.pop(future)
        if isinstance(future.exception(), BrokenExecutor):
            lost.append(paper)
        else:
            yield paper, _result(future)


def _result(future):
    try:
        return future.result()
    except SandboxError:  # where students' code could do harm, nothing is graded
        raise
    except Exception as error:  # a fault of the grader must cost no student anything
        return not_judged(f"the grader failed: {type(error).__name__}: {error}")


def _end_with_parent():
    """Have a grader that is killed take its workers with it; they would wait for papers for ever."""
    end = parent_process().sentinel  # type: ignore[union-attr]
    threading.Thread(target=lambda: connection.wait([end]) and os._exit(1), daemon=True).start()


def _grade(paper: Paper, confined):
    return grade_submission(paper, _warm_sandbox(confined))


@functools.cache
def _warm_sandbox(confined):
    """Return the sandbox of this worker process, warmed up for its first paper and kept for the rest."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
    sandbox = Sandbox(confined=confined)
    atexit.register(sandbox.close)
    sandbox.try_out()
    return sandbox
