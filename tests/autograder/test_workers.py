"""What becomes of papers when the processes that grade them are ended from outside."""

import os
import signal
from collections import Counter
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool

import pytest

from autograder import workers
from autograder.grading import Paper
from autograder.sandbox import missing
from autograder.workers import Workers, grade_papers, local_workers
from tests.submissions import CLASS, make_classroom

PAPERS = [Paper(f"student{n:02d}", "toy", b"", b"") for n in range(20)]


class Fragile(Executor):
    """Works at once, but is broken for good by some students' papers."""

    def __init__(self, killers):
        self.killers, self.broken = killers, False

    def submit(self, function, paper, confined):
        if self.broken:
            raise BrokenProcessPool
        self.broken = paper.student in self.killers
        future = Future()
        if self.broken:
            future.set_exception(BrokenProcessPool())
        else:
            future.set_result({"status": "graded", "student": paper.student})
        return future


def graded(killers, width=2):
    started = Counter()

    def start():
        started["executors"] += 1
        return Fragile(killers)

    return [(p.student, r) for p, r in grade_papers(iter(PAPERS), Workers(start, width))], started[
        "executors"
    ]


class TestGradePapers:
    def test_every_paper_once(self):
        results, started = graded(killers=())
        assert sorted(student for student, _ in results) == [paper.student for paper in PAPERS]
        assert started == 1

    def test_only_the_paper_that_ends_its_worker_is_lost(self):
        results, _ = graded(killers={"student03", "student11"})
        assert sorted(student for student, _ in results) == [paper.student for paper in PAPERS]
        for student, result in results:
            if student in ("student03", "student11"):
                assert result["status"] == "not judged"
                assert "memory" in result["reason"]
            else:
                assert result == {"status": "graded", "student": student}

    def test_papers_are_read_no_faster_than_they_are_graded(self):
        read = []
        papers = (read.append(paper) or paper for paper in PAPERS)
        next(iter(grade_papers(papers, Workers(lambda: Fragile(()), 1))))
        assert len(read) <= workers.AHEAD + 1


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}")
def test_a_killed_process_costs_no_student_anything(tmp_path):
    make_classroom(tmp_path)
    assignment = "02_activations"
    files = {
        c.student: tmp_path / "submitted" / c.student / assignment / f"{assignment}.ipynb" for c in CLASS
    }
    papers = [Paper(s, assignment, f.read_bytes(), b"k" * 32) for s, f in files.items() if f.is_file()]
    before = dict(_marks(grade_papers(papers, local_workers(2))))
    here = local_workers(2)
    killed, started = [], []

    def start():
        started.append(here.start())
        return started[-1]

    after = {}
    for student, mark in _marks(grade_papers(papers, Workers(start, here.width))):
        after[student] = mark
        if not killed:
            killed.append(next(iter(started[0]._processes)))
            os.kill(killed[0], signal.SIGKILL)
    assert len(started) > 1, "the processes were replaced"
    assert after == before


def _marks(results):
    return ((paper.student, (result["status"], result["score"])) for paper, result in results)
