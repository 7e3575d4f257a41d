"""Grade classes by `autograder grade`, by stock `nbgrader autograde` without our plug-in, and by a bare fork.

The class has all notebooks that there are, solved, untouched, mistaken and hostile; all of it goes through our
grader with the sandbox on. Stock nbgrader, which takes far longer, gets one solved copy and one untouched copy of
each notebook, and must come to the same scores. The floor runs the same cells as ours in a fork without walls,
judges nothing and writes nothing down.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from autograder.exercises import topics
from autograder.grading import released
from autograder.notebooks import authored
from autograder.sandbox import Cell, Job, Sandbox
from autograder.submission import role
from tests.submissions.notebooks import answered, json_bytes, solved

STUDENTS = 40
MANY = 2000  # of one small notebook, for the growth of time and memory
HONEST = {"solved": 0, "untouched": 6}  # places in the class of what has the same score by any fair rule
_BIN = Path(sys.executable).parent
_HOSTILE = "import os\nos._exit(0)\n"


def main():
    """Print seconds for each submission, and their ratios."""
    known = topics()
    print(
        f"classes of {STUDENTS}, {len(known)} notebooks, {os.cpu_count()} processors; seconds a submission:"
    )
    print(f"  {'':24}{'ours':>8}{'nbgrader':>10}{'floor':>8}{'nbgrader/ours':>15}{'ours/floor':>12}")
    rows = [_row(topic) for topic in known]
    for topic, row in zip([*(t.assignment for t in known), "all"], [*rows, _sum(rows)], strict=True):
        ours, stock, floor = row
        print(
            f"  {topic:24}{ours:8.2f}{stock:10.2f}{floor:8.3f}{stock / ours:15.1f}{ours / floor:12.1f}",
            flush=True,
        )
    _many(known[3])


def _row(topic):
    with tempfile.TemporaryDirectory() as folder:
        papers = _class(topic)
        ours, scores = _ours(topic, papers, Path(folder) / "ours")
        stock, expected = _stock(
            topic, {place: papers[place] for place in HONEST.values()}, Path(folder) / "stock"
        )
    if {place: scores[place] for place in expected} != expected:
        raise SystemExit(f"{topic.assignment}: the scores differ from nbgrader's: {scores} and {expected}")
    return ours, stock, _floor(topic) / (os.cpu_count() or 1)


def _sum(rows):
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def _class(topic):
    """Return what a class of STUDENTS hands in: of ten, six solved, one untouched, two mistaken, one hostile."""
    release = released(topic.assignment)
    solution = solved(topic, release)
    mistakes = [{e.id: e.mistakes[n].source for e in topic.exercises[n::3]} for n in (0, 1)]
    hostile = {topic.exercises[len(topic.exercises) // 2].id: _HOSTILE}
    ten = [solution] * 6 + [release] + [answered(solution, changed) for changed in (*mistakes, hostile)]
    return {number: json_bytes(ten[number % 10]) for number in range(STUDENTS)}


def _ours(topic, papers, root):
    seconds = our_seconds(topic, papers, root) / len(papers)
    return seconds, _scores(topic, papers, root)


def our_seconds(topic, papers, root):
    """Return the seconds that `autograder grade` takes to grade papers in a new classroom at `root`."""
    _hand_in(topic, papers, root)
    return _timed([_BIN / "autograder", "grade", topic.assignment, "--classroom", root], root)


def _stock(topic, papers, root):
    seconds = stock_seconds(topic, papers, root) / len(papers)
    return seconds, _scores(topic, papers, root)


def stock_seconds(topic, papers, root):
    """Return the seconds that stock nbgrader takes to grade papers in a new course at `root`."""
    _hand_in(topic, papers, root)
    source = root / "source" / topic.assignment / f"{topic.assignment}.ipynb"
    source.parent.mkdir(parents=True)
    nbformat.write(authored(topic), source)
    config = "c = get_config()\nc.CourseDirectory.course_id = 'bench'\nc.Execute.timeout = 300\n"
    (root / "nbgrader_config.py").write_text(config)
    _timed([_BIN / "nbgrader", "generate_assignment", topic.assignment], root)
    return _timed([_BIN / "nbgrader", "autograde", topic.assignment], root)


def _scores(topic, papers, root):
    """Return what the gradebook says of each paper."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        return {place: gradebook.find_submission(topic.assignment, _student(place)).score for place in papers}


def _floor(topic):
    """Return the seconds that one processor takes to fork and to run the same cells, and nothing else."""
    notebook = solved(topic, released(topic.assignment))
    run = [c for c in notebook.cells if c.cell_type == "code" and role(c) in ("setup", "answer", "given")]
    job = Job(tuple(Cell(cell.id, cell.source) for cell in run))
    with Sandbox(confined=False) as bare:
        bare.run(job)
        started = time.perf_counter()
        for _ in range(10):
            bare.run(job)
    return (time.perf_counter() - started) / 10


def _many(topic):
    """Print how time and memory go on as the number of submissions grows."""
    with tempfile.TemporaryDirectory() as folder:
        _hand_in(topic, dict.fromkeys(range(MANY), json_bytes(released(topic.assignment))), Path(folder))
        lines = _run_here(topic, Path(folder))
    first, last = (lines[100 * n + 99][0] - lines[100 * n][0] for n in (0, MANY // 100 - 1))
    print(
        f"{MANY} copies of {topic.assignment} as handed out: the first hundred {first:.1f} s, the last {last:.1f} s"
    )
    print(f"memory of the coordinator: {lines[99][1]} MiB after a hundred, {lines[-1][1]} MiB after all")


def _run_here(topic, root):
    """Grade in this process and return seconds and peak memory in MiB after each submission."""
    from autograder.classroom import Classroom
    from autograder.coordinator import grade_class

    classroom = Classroom(root)
    students = classroom.students(topic.assignment)
    graded = grade_class(classroom, topic, students, workers=os.cpu_count() or 1)
    return [(time.perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10) for _ in graded]


def _hand_in(topic, papers, root):
    for place, paper in papers.items():
        path = root / "submitted" / _student(place) / topic.assignment / f"{topic.assignment}.ipynb"
        path.parent.mkdir(parents=True)
        path.write_bytes(paper)


def _student(place):
    return f"student{place:04d}"


def _timed(command, folder):
    path = os.pathsep.join([str(_BIN), os.environ["PATH"]])
    started = time.perf_counter()
    subprocess.run(command, cwd=folder, env=os.environ | {"PATH": path}, check=True, capture_output=True)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
