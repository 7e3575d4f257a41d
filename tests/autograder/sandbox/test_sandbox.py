"""What a submission gets from a sandbox, when nobody means any harm."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import Cell, Job, Limits, Question, Sandbox, SandboxError
from autograder.sandbox.progress import PATIENCE
from nnlab.evaluate import Observation, Raised

SHORT = Limits(cell_seconds=0.5, question_seconds=0.5, total_seconds=15)


def run(sandbox, sources, questions=(), limits=SHORT):
    """Run cells named a, b, c, … and ask (after, expression) or (after, expression, inputs)."""
    cells = tuple(Cell(chr(97 + i), source) for i, source in enumerate(sources))
    asked = tuple(
        Question(f"{i}", after, expression, *(rest or ({},)))
        for i, (after, expression, *rest) in enumerate(questions)
    )
    return sandbox.run(Job(cells, asked, limits))


def values(outcome):
    return [seen.value for seen in outcome.answers.values()]


class TestJob:
    def test_two_cells_of_one_id_are_refused(self):
        with pytest.raises(ValueError, match="ids of `cells` must differ"):
            Job((Cell("a", ""), Cell("a", "")))

    def test_a_question_after_no_cell_is_refused(self):
        with pytest.raises(ValueError, match="`after` must be the id of a cell, got 'b'"):
            Job((Cell("a", ""),), (Question("q", "b", "1", {}),))


class TestCells:
    def test_run_in_order_in_one_namespace(self, sandbox):
        outcome = run(sandbox, ["x = [1]", "x.append(2)", "print(x)"])
        assert [cell.state for cell in outcome.cells.values()] == ["ok"] * 3
        assert outcome.cells["c"].output == "[1, 2]\n"
        assert outcome.notes == ()

    def test_an_error_stops_its_cell_only(self, sandbox):
        outcome = run(
            sandbox, ["def f(x):\n    y = 1\n    return y / x", "a = 1\nf(0)", "b = a"], [("", "b")]
        )
        assert outcome.cells["b"].error == Raised("ZeroDivisionError", "division by zero", 3, "return y / x")
        assert outcome.cells["c"].state == "ok"
        assert values(outcome) == [1]

    def test_a_syntax_error_names_its_line(self, sandbox):
        error = run(sandbox, ["a = 1\ndef f(:\n    pass"]).cells["a"].error
        assert (error.kind, error.line, error.code) == ("SyntaxError", 2, "def f(:")

    def test_magics_work_and_commands_are_harmless(self, sandbox):
        outcome = run(
            sandbox,
            [
                "%matplotlib inline\n%config InlineBackend.figure_format = 'retina'\n!rm -rf /\na = !ls",
                "%time b = a",
            ],
        )
        assert [cell.error for cell in outcome.cells.values()] == [None, None]

    def test_figures_are_made_and_closed_without_being_drawn(self, sandbox):
        source = (
            "import matplotlib.pyplot as plt\nimport matplotlib.backends.backend_agg as agg\n"
            "agg.FigureCanvasAgg.draw = lambda self: print('DRAWN')\n"
            "plt.plot([1, 2])\nplt.show()\nplt.figure()"
        )
        outcome = run(sandbox, [source, "print(plt.get_fignums())"])
        assert "DRAWN" not in outcome.cells["a"].output
        assert outcome.cells["b"].output == "[]\n"

    def test_widgets_do_not_fail(self, sandbox):
        source = (
            "import ipywidgets, anywidget, traitlets\n"
            "@ipywidgets.interact(a=(0, 5))\ndef show(a=1): print(a)\n"
            "class W(anywidget.AnyWidget):\n    _esm = 'export default {}'\n"
            "    value = traitlets.Int(3).tag(sync=True)\n"
            "W()"
        )
        assert run(sandbox, [source]).cells["a"].error is None

    def test_scratch_files_last_as_long_as_the_submission(self, sandbox):
        assert (
            run(sandbox, ["open('a', 'w').write('1')", "print(open('a').read())"]).cells["b"].output == "1\n"
        )
        assert run(sandbox, ["import os\nprint(os.listdir('.'))"]).cells["a"].output == "[]\n"

    def test_the_kit_is_there_and_knows_that_it_is_graded(self, sandbox):
        source = "import nnlab, os\nprint(os.environ['NBGRADER_EXECUTION'])"
        assert run(sandbox, [source]).cells["a"].output == "autograde\n"

    def test_chance_repeats_itself(self, sandbox):
        source = "import numpy as np, random\nprint(np.random.rand(), random.random(), hash('a'))"
        first, second = (run(sandbox, [source]).cells["a"].output for _ in range(2))
        assert first == second

    def test_output_is_text_and_has_an_end(self, sandbox):
        outcome = run(
            sandbox, ["print('\\x1b[31m\\ud800é\\x00')\nprint('y' * 10**6)"], limits=Limits(output_chars=100)
        )
        output = outcome.cells["a"].output
        assert output.startswith("\ufffd[31m\ufffdé\ufffd\nyyy")
        assert output.endswith("(more was printed)")
        assert len(output) < 200

    def test_an_interrupted_cell_keeps_what_it_had_done(self, sandbox):
        outcome = run(sandbox, ["a = 1\nwhile True: pass", "b = a"], [("", "b")])
        assert outcome.cells["a"].state == "timeout"
        assert outcome.cells["a"].error == Raised("TimeLimit", "it ran for more than 0.5 s")
        assert values(outcome) == [1]
        assert outcome.notes == ()


class TestQuestions:
    def test_values_come_back_as_they_are(self, sandbox):
        array = np.array([[1.5, np.nan], [-0.0, np.inf]])
        given = {"a": array, "b": [1, "é", None, True, {"k": 2.5}], "c": np.arange(3, dtype=np.int8)}
        outcome = run(sandbox, ["f = lambda *a: a"], [("a", "f(a, b, c, a == a, 1j * c)", given)])
        a, b, c, d, e = values(outcome)[0]
        np.testing.assert_array_equal(a, array)
        assert np.signbit(a[1, 0])
        assert b == given["b"]
        assert (c.dtype, d.dtype, e.dtype) == (np.int8, np.bool_, np.complex128)
        np.testing.assert_array_equal(e, 1j * np.arange(3))

    def test_are_asked_at_their_place(self, sandbox):
        outcome = run(sandbox, ["a = 1", "a = 2", "a = 3"], [("", "a"), ("a", "a"), ("b", "a")])
        assert values(outcome) == [3, 1, 2]

    def test_are_asked_even_where_the_cell_failed(self, sandbox):
        assert values(run(sandbox, ["a = 1\n1 / 0"], [("a", "a")])) == [1]

    def test_do_not_change_what_later_cells_see(self, sandbox):
        outcome = run(sandbox, ["a = []", "b = len(a)"], [("a", "a.append(1)"), ("b", "b")])
        assert values(outcome) == [None, 0]

    def test_supplied_values_stand_in_for_earlier_functions(self, sandbox):
        question = Question("q", "a", "g(x)", {"x": 2.0}, {"f": [[[2.0], 40.0]]})
        outcome = sandbox.run(Job((Cell("a", "f = lambda x: 0\ng = lambda x: f(x) + 2"),), (question,)))
        assert outcome.answers["q"].value == 42.0

    def test_a_changed_argument_is_reported(self, sandbox):
        source = "def f(x):\n    x[0] = 9\n    return x"
        [seen] = run(sandbox, [source], [("a", "f(x)", {"x": np.zeros(2)})]).answers.values()
        assert seen.changed == ("x",)

    def test_a_crash_and_a_hang_cost_only_themselves(self, sandbox):
        source = "import os\ndef crash(): os._exit(7)\ndef hang():\n    while True: pass"
        expressions = ["1", "crash()", "2", "hang()", "3", "crash()"]
        outcome = run(sandbox, [source], [("a", expression) for expression in expressions])
        assert values(outcome) == [1, None, 2, None, 3, None]
        kinds = [seen.error and seen.error.kind for seen in outcome.answers.values()]
        assert kinds == [None, "Crashed", None, "TimeLimit", None, "Crashed"]
        assert outcome.answers["1"].error.message == "the process ended: exit status 7, as from os._exit"


class TestMemory:
    def test_what_a_fork_shares_counts_once(self, sandbox):
        source = "import time\na = bytearray(400 << 20)"
        limits = Limits(memory_bytes=700 << 20)
        outcome = run(sandbox, [source], [("a", "time.sleep(0.3) or len(a)")], limits)
        assert values(outcome) == [400 << 20]

    def test_what_processes_hold_adds_up(self, sandbox):
        source = (
            "import os, time\nfor _ in range(3):\n    if os.fork() == 0:\n"
            "        a = bytearray(300 << 20)\n        time.sleep(60)\ntime.sleep(60)"
        )
        error = run(sandbox, [source], limits=Limits(memory_bytes=600 << 20)).cells["a"].error
        assert error == Raised("Crashed", "the process ended: its memory grew by more than 600 MiB")


class TestPatience:
    """Questions that wait for the end of the notebook are answered as if they had been asked when they were due."""

    @pytest.mark.parametrize(
        "later",
        [
            "def f(): return 2",
            "def g(): return 2",
            "f.__code__ = (lambda: 2).__code__",
            "kept.append(2)",
            "array[0] = 2",
            "del g",
            "f = None",
        ],
    )
    def test_what_comes_later_changes_no_answer(self, sandbox, later):
        first = "import numpy as np\nkept, array = [], np.zeros(1)\ndef g(): return 1\n"
        first += "def f(): return g() + len(kept) + array[0]"
        outcome = run(sandbox, [first, later], [("a", "f()"), ("b", "1 + 1")])
        assert values(outcome) == [1, 2]
        assert outcome.notes == ()

    def test_nor_what_was_not_there_yet(self, sandbox):
        outcome = run(sandbox, ["a = 1", "b = 2"], [("a", "b"), ("b", "b")])
        assert [outcome.answers["0"].error.kind, outcome.answers["1"].value] == ["NameError", 2]

    def test_an_answer_that_changes_what_others_rely_on_is_alone_with_it(self, sandbox):
        first = "state = [1]\ndef f():\n    global g\n    g = None; state.clear(); return 1"
        outcome = run(sandbox, [first, "def g(): return len(state)"], [("a", "f()"), ("b", "g()")])
        assert values(outcome) == [1, 1]

    def test_time_is_up_for_what_is_open_only(self, sandbox):
        slow = f"import time; time.sleep({PATIENCE / 2 + 0.05})"
        limits = Limits(total_seconds=2.4 * PATIENCE)
        outcome = run(sandbox, ["a = 1", slow, slow, slow, slow, slow], [("a", "a"), ("f", "a")], limits)
        assert outcome.answers["0"].value == 1
        assert outcome.answers["1"].error.kind == "TimeLimit"


class TestRestarts:
    def test_what_was_answered_is_not_asked_again(self, sandbox):
        slow = f"import time\na = time.time_ns()\ntime.sleep({PATIENCE})"
        sources = [slow, "import os\nos._exit(0)", "b = a"]
        outcome = run(sandbox, sources, [("a", "a"), ("c", "b")])
        first, second = values(outcome)
        assert first < second
        assert outcome.cells["b"].state == "crashed"
        assert outcome.notes == ("The cells were run in 2 processes, one after the other.",)

    def test_many_crashing_cells(self, sandbox):
        outcome = run(sandbox, ["import os\nos._exit(0)", "a = 1"] * 5, [("", "a")])
        assert [cell.state for cell in outcome.cells.values()] == ["crashed", "ok"] * 5
        assert values(outcome) == [1]

    def test_a_late_thread_is_blamed_rather_than_who_happened_to_run(self, sandbox):
        thread = (
            "import os, threading, time\n"
            "threading.Thread(target=lambda: (time.sleep(0.1), os._exit(0)), daemon=True).start()"
        )
        slow = "import time\ntime.sleep(0.3)\nb = 2"
        outcome = run(sandbox, ["a = 1", thread, slow], [("a", "a"), ("c", "b")])
        assert values(outcome) == [1, 2]
        assert outcome.cells["c"].state == "ok"
        assert "Threads that were left running by b" in outcome.notes[0]

    def test_an_idle_thread_is_cleared_of_a_crash(self, sandbox):
        idle = "import threading\nc = 3\nthreading.Thread(target=threading.Event().wait, daemon=True).start()"
        outcome = run(sandbox, [idle, "import os\nos._exit(0)", "d = c"], [("", "d")])
        assert [cell.state for cell in outcome.cells.values()] == ["ok", "crashed", "ok"]
        assert values(outcome) == [3]

    def test_the_time_for_all_is_kept(self, sandbox):
        limits = Limits(cell_seconds=5, total_seconds=1)
        outcome = run(sandbox, ["a = 1", "while True: pass", "b = 2"], [("a", "a"), ("c", "b")], limits)
        assert [cell.state for cell in outcome.cells.values()] == ["ok", "timeout", "not run"]
        assert outcome.answers["1"] == Observation(
            error=Raised("TimeLimit", "the whole submission ran for more than 1 s")
        )
        assert outcome.seconds < 4


class TestSandbox:
    def test_threads_share_one_warm_process(self, sandbox):
        found = {}

        def grade(n):
            found[n] = values(run(sandbox, [f"a = {n}"], [("a", "a"), ("", "a + 1")], Limits()))

        threads = [threading.Thread(target=grade, args=[n]) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {n: [n, n + 1] for n in range(8)}

    def test_goes_on_when_its_warm_process_was_killed(self, sandbox):
        with Sandbox() as own:
            own._warm._process.kill()
            own._warm._process.wait()
            assert values(run(own, ["a = 1"], [("a", "a")])) == [1]

    def test_a_closed_sandbox_says_so(self, sandbox):
        own = Sandbox()
        own.close()
        with pytest.raises(SandboxError, match="closed"):
            run(own, ["a = 1"])

    def test_ends_with_the_process_that_made_it(self, sandbox):
        program = (
            "import os, sys\nfrom autograder.sandbox import Sandbox\nmade = Sandbox()\n"
            "print(made._warm._process.pid, flush=True)\nos._exit(0)"
        )
        shown = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=30
        )
        assert _ends(int(shown.stdout))


@pytest.fixture(scope="module")
def unconfined():
    with Sandbox(confined=False) as made:
        yield made


class TestUnconfined:
    def test_forks_and_limits_all_the_same(self, unconfined):
        sources = ["a = 1", "import os\nos._exit(0)", "while True: pass", "open('x', 'w').write('1')"]
        outcome = run(unconfined, sources, [("a", "a"), ("", "a + 1")])
        assert values(outcome) == [1, 2]
        assert [cell.state for cell in outcome.cells.values()] == ["ok", "crashed", "timeout", "ok"]

    def test_leaves_no_scratch_folder(self, unconfined):
        folder = Path(values(run(unconfined, ["import os\na = os.getcwd()"], [("a", "a")]))[0])
        assert folder.name.startswith("cells-")
        assert not folder.exists()


def _ends(pid):
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False
