"""How long an instructor waits for formgrader's pages on a class of forty, and for a student's feedback page.

Prints seconds from the request until the table, or the answer, can be read, in a real browser.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from autograder.exercises import topic
from autograder.grading import released
from autograder.workspace import make_course
from benchmarks.grading import STUDENTS, our_seconds
from tests.submissions.notebooks import json_bytes, solved

# What the tests share stands beside them.
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "browser"))

import real_lab

NAME = "02_activations"
PAGES = {  # what is opened, and the last line that must be there
    "formgrader/manage_assignments": "td.num-submissions >> nth=-1",
    f"formgrader/manage_submissions/{NAME}": f"td.score >> nth={STUDENTS - 1}",
    f"formgrader/gradebook/{NAME}/{NAME}": f"td.score >> nth={STUDENTS - 1}",
    "formgrader/manage_students": f"td.name >> nth={STUDENTS - 1}",
}


def main():
    """Grade a class, and open its pages one after another."""
    chosen = topic(NAME)
    paper = json_bytes(solved(chosen, released(NAME)))
    print(f"a class of {STUDENTS}, load average {os.getloadavg()[0]:.1f}; seconds until a page can be read:")
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        make_course(course)
        our_seconds(chosen, dict.fromkeys(range(STUDENTS), paper), course)
        feedback = next(course.glob(f"feedback/*/{NAME}/{NAME}.html")).as_uri()
        with (
            real_lab.jupyterlab_in(course, home=Path(folder)) as (url, token),
            real_lab.chromium() as browser,
        ):
            page = browser.new_page(viewport={"width": 1400, "height": 900})
            page.set_default_timeout(120_000)
            for name, sign in PAGES.items():
                print(f"  {name:48} {_seconds(page, f'{url}/{name}?token={token}', sign):6.1f}", flush=True)
            print(f"  {'a feedback page':48} {_seconds(page, feedback, 'section.exercise >> nth=-1'):6.1f}")


def _seconds(page, address, sign):
    started = time.perf_counter()
    page.goto(address)
    page.locator(sign).wait_for()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
