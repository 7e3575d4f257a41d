"""The same class on a cluster: a real scheduler and two worker processes, one of which is killed on the way."""

import os
import signal
import subprocess
import sys
import threading

import pytest

from autograder.classroom import Classroom
from autograder.coordinator import grade_class
from autograder.exercises import topic
from autograder.sandbox import missing
from tests.submissions import CLASS, make_classroom

distributed = pytest.importorskip("distributed", reason="Dask is an extra: pip install '.[cluster]'")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(bool(missing()), reason=f"no sandbox on this machine: {'; '.join(missing())}"),
    pytest.mark.filterwarnings("ignore"),  # of Dask's own, about a worker that goes away
]

TOPIC = topic("activations")


@pytest.fixture
def cluster():
    """A scheduler, and two workers as processes of their own, which share no memory with the coordinator."""
    with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as running:
        yield running


def test_a_killed_worker_loses_no_submission(cluster, tmp_path):
    make_classroom(tmp_path)
    classroom = Classroom(tmp_path)
    students = classroom.students(TOPIC.assignment)
    victim = next(iter(cluster.workers.values())).process.pid
    threading.Timer(4, os.kill, (victim, signal.SIGKILL)).start()
    results = list(grade_class(classroom, TOPIC, students, workers=2, cluster=cluster.scheduler_address))
    assert sorted(student for student, _ in results) == students, "every submission is graded once"
    scores = {student: result["score"] for student, result in results}
    assert scores == {handed_in.student: handed_in.score(TOPIC) for handed_in in CLASS}


def test_a_scheduler_that_is_not_there_is_said_in_one_line(tmp_path):
    make_classroom(tmp_path)
    command = [sys.executable, "-m", "autograder.cli", "grade", TOPIC.assignment, "--classroom", tmp_path]
    done = subprocess.run([*command, "--cluster", "tcp://127.0.0.1:9"], capture_output=True, text=True)
    assert done.returncode == 2
    assert "no Dask scheduler answers at tcp://127.0.0.1:9" in done.stderr
