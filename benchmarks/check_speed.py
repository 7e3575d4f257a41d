"""How long `check` takes to answer, for every exercise of every topic with the right answer, and nnlab's import.

    python -m benchmarks.check_speed [--times 3]

The first check of an exercise reads its cases from a file, later ones do not: both are timed, and so is the
student's function itself, since an exercise that trains a network cannot be checked before it is trained. The
goals are 20 ms for ordinary exercises, and 150 ms for the import beyond NumPy and Matplotlib.
"""

import argparse
import contextlib
import gc
import io
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "course")]

from autograder.exercises import topics  # noqa: E402
from autograder.notebooks import authored, solution_source  # noqa: E402
from autograder.submission import role  # noqa: E402
from nnlab import check, checking  # noqa: E402

GOAL = 20  # ms
IMPORT = """import time, numpy, matplotlib.pyplot
start = time.perf_counter()
import nnlab
print(1000 * (time.perf_counter() - start))"""


def measure_import(times):
    """Return the milliseconds of so many imports, each in a process of its own."""
    command, own = [sys.executable, "-c", IMPORT], {**os.environ, "PYTHONPATH": str(ROOT / "course")}
    return [float(subprocess.check_output(command, env=own)) for _ in range(times)]


def finished(topic):
    """Return what a student has defined who has done every exercise of a topic."""
    namespace = {"__name__": "__main__", "check": check}
    for cell in authored(topic).cells:
        if cell.cell_type == "code" and role(cell) in ("setup", "answer", "given"):
            exec(compile(solution_source(cell.source), cell.id, "exec"), namespace)
    return namespace


def measure(exercise, namespace, times):
    """Return the milliseconds of the first check, of the later ones (median), and of the answer alone."""
    ask = f"check({exercise.id!r})"
    first, *later = [_timed(lambda: exec(ask, namespace)) for _ in range(times + 1)]
    known = checking.frozen.find(exercise.id)
    own = _timed(lambda: checking._observations(known, namespace))
    return first, float(np.median(later)), own


def _timed(run):
    start = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        run()
    return 1000 * (time.perf_counter() - start)


def main():
    """Measure, print a row for each topic, and name each exercise that is slower than the goal."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--times", type=int, default=3)
    times = parser.parse_args().times
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    imports = measure_import(times)
    print(f"import of nnlab: median {np.median(imports):.0f} ms, slowest {max(imports):.0f} ms\n")
    print(f"{'':20} {'exercises':>9}   first: median    p95   later: median    p95   ms")
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        for topic in topics():
            Path(topic.assignment).mkdir()  # so that what is passed is noted here
            _report(topic, times)


def _report(topic, times):
    with contextlib.redirect_stdout(io.StringIO()):
        namespace = finished(topic)
    gc.collect()
    gc.freeze()  # what the declarations of the course leave behind is not in a student's kernel
    rows = {exercise.id: measure(exercise, namespace, times) for exercise in topic.exercises}
    first, later, _ = np.array(list(rows.values())).T
    said = "".join(f"{np.median(t):15.1f} {np.percentile(t, 95):6.1f}" for t in (first, later))
    print(f"{topic.assignment:20} {len(rows):9} {said}")
    for id, (once, again, own) in rows.items():
        if max(once, again) > GOAL:
            print(f"    {id}: {once:.0f} ms, then {again:.0f}, of which the answer itself takes {own:.0f}")


if __name__ == "__main__":
    main()
