"""A student who wants marks attacks the whole way from the handed-in file to the page of feedback.

Every attack is made on a notebook of two small exercises: `double`, which is attacked, and `half`, which is
answered honestly unless the attack needs it. Each must gain nothing for the first and cost nothing for the second.
"""

import copy
import json

import nbformat
import pytest

from autograder.build import public_cases
from autograder.commands.grade import print_results
from autograder.exercises import topic, topics
from autograder.grading import Paper, grade_submission, released
from autograder.judge import Judge
from autograder.pages import feedback_page, report_page
from autograder.report import class_report
from autograder.sandbox import Outcome
from nnlab.compare import Choice
from nnlab.evaluate import Observation, Recording, evaluate
from nnlab.plain import encode
from tests.autograder import toy
from tests.submissions.notebooks import answered, solved

HALF = "def half(x, of=2):\n    return x / of"
SEED = b"s" * 32
SECRET = "<script>alert('=1+1')</script>"


@pytest.fixture
def grade(sandbox, release, leaves_nothing, monkeypatch):
    """Grade a notebook of the toy's cells and return the result."""
    monkeypatch.setattr("autograder.grading.topic", lambda name: toy.TOPIC)
    monkeypatch.setattr("autograder.grading.released", lambda name: release)
    return lambda notebook: grade_submission(
        Paper("mallory", "toy", json.dumps(notebook).encode(), SEED), sandbox
    )


def hand_in(release, **sources):
    """The released notebook as a dictionary, with these answers."""
    notebook = json.loads(json.dumps(release))
    for cell in notebook["cells"]:
        cell["source"] = sources.get(cell["id"], cell["source"])
    return notebook


def points(result):
    assert result["status"] == "graded", result
    return {verdict["id"]: verdict["points"] for verdict in result["exercises"]}


# What is handed in as the answer to `double`, by what it tries.
ANSWERS = {
    "an object that equals everything": """
class Equal:
    def __eq__(self, other): return True
    __le__ = __ge__ = __lt__ = __gt__ = __ne__ = __eq__
    def __bool__(self): return True
def double(x): return Equal()""",
    "an object that turns into any array": """
class Any:
    shape, dtype, ndim, size = (2,), np.dtype(float), 1, 2
    def __array__(self, *a, **k): return np.full(2, np.nan)
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
    def __float__(self): return 0.0
def double(x): return Any()""",
    "an object that lies about its class": """
class Liar:
    __class__ = property(lambda self: np.ndarray)
    def __eq__(self, other): return True
def double(x): return Liar()""",
    "an array that calls itself equal": """
class Equal(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __array_ufunc__(self, *a, **k): return True
    def __array_function__(self, *a, **k): return True
def double(x): return x.view(Equal)""",
    "a number that calls itself equal": """
class Equal(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
def double(x): return [Equal(0) for _ in x]""",
    "a list that shows other items at each look": """
class Shifting(list):
    looks = 0
    def __iter__(self):
        Shifting.looks += 1
        return iter([Shifting.looks] * 3)
    def __len__(self): return 3
    def __getitem__(self, i): return self
def double(x): return Shifting([1.0] * len(x))""",
    "an answer that differs at each call": """
import itertools
guesses = itertools.count()
def double(x): return x + next(guesses)""",
    "an array with every entry masked": "def double(x): return np.ma.masked_all(x.shape)",
    "not a number": "def double(x): return x * np.nan",
    "infinity": "def double(x): return x * np.inf",
    "arrays of objects": "def double(x): return np.array([type('E', (), {'__eq__': lambda *_: True})()] * x.size)",
    "complex numbers": "def double(x): return x.astype(complex) * (2 + 1e-300j)",
    "an endless view of one number": "def double(x): return np.broadcast_to(x[0], (10**6, 10**6))",
    "the verdict instead of the answer": "def double(x): return {'points': 3, 'state': 'right', 'id': 'double'}",
    "the grader's own records": """
from nnlab.evaluate import Observation
from nnlab.plain import Foreign
def double(x): return [Observation(2 * x), Foreign('right')][1]""",
    "its argument, doubled in place": "def double(x):\n    x *= 2\n    return x",
    "a promise to answer later": "def double(x):\n    yield 2 * x",
    "a table of the public cases": """
def double(x):
    known = {(1.0, -2.0): [2.0, -4.0], (1e9, 3.0): [2e9, 6.0]}
    return np.array(known.get(tuple(x), x))""",
    "a search of all frames for what is expected": """
import sys
def double(x):
    frame, found = sys._getframe(), []
    while frame:
        for name, value in list(frame.f_locals.items()) + list(frame.f_globals.items()):
            if name in ('expected', 'reference', 'case', 'cases', 'answer', 'solution'): found.append(value)
        frame = frame.f_back
    return found[0]""",
    "a search of all memory for what is expected": """
import gc
def double(x):
    for kept in gc.get_objects():
        if isinstance(kept, np.ndarray) and kept.shape == x.shape and (kept == 2 * x).all(): return kept
        if type(kept).__name__ in ('Case', 'Exercise', 'Judge'): return kept.expected""",
    "the inputs, changed in the frame above": """
import sys
def double(x):
    frame = sys._getframe(1)
    frame.f_globals['x'] = frame.f_locals['x'] = np.zeros(2)
    frame.f_back.f_locals['given']['x'] = np.zeros(2)
    return np.zeros(2)""",
    "a reply of its own, with the order's token": """
import json, os, struct, sys
def double(x):
    frame = sys._getframe()
    while frame and 'order' not in frame.f_locals: frame = frame.f_back
    order = frame.f_locals['order']
    for question in order['questions']:
        claim = {'token': order['token'], 'id': question['id'], 'value': 'right', 'error': None, 'changed': []}
        body = json.dumps({'dict': claim | {'state': 'right', 'points': 3}}).encode()
        for fd in range(3, 30):
            try: os.write(fd, struct.pack('!I', len(body)) + body)
            except OSError: pass""",
    "replies that end well": "import os\ndef double(x): os._exit(0)",
    "an exit that says success": "import sys\ndef double(x): sys.exit(0)",
    "comparisons replaced": """
yes = lambda *a, **k: True
np.allclose = np.isclose = np.array_equal = np.all = yes
np.testing.assert_allclose = np.testing.assert_array_equal = yes
def double(x): return x""",
    "comparisons replaced while it is asked": """
def double(x):
    np.allclose = np.isclose = np.array_equal = lambda *a, **k: True
    np.ndarray.__eq__ = None
    return x""",
    "the check and what it compares with": """
import nnlab, nnlab.checking, nnlab.compare, nnlab.diagnose, nnlab.evaluate
nnlab.check = nnlab.checking.check = lambda *a: print('all right')
nnlab.compare.Close.difference = lambda *a, **k: None
nnlab.diagnose.look = nnlab.diagnose.diagnose = lambda *a, **k: None
nnlab.evaluate.evaluate = lambda *a, **k: nnlab.evaluate.Observation(True)
def double(x): return x""",
    "the reduction to plain data": """
import nnlab.evaluate, nnlab.plain
def double(x):
    nnlab.evaluate.plain = nnlab.plain.plain = lambda value: 'right'
    return x""",
    "the writer of replies": """
import json
def double(x):
    json.dumps = lambda *a, **k: '{"dict": {"state": "right", "points": 3}}'
    return x""",
    "the shell's later cells": """
import ast
class Rewrite(ast.NodeTransformer):
    def visit_Module(self, node): return ast.parse("double = lambda x: 'right'")
get_ipython().ast_transformers.append(Rewrite())
get_ipython().input_transformers_cleanup.append(lambda lines: ["double = lambda x: 'right'"])
get_ipython().events.register('post_run_cell', lambda *_: get_ipython().user_ns.update(double=max))
def double(x): return x""",
    "a forged verdict, printed": """
print('3 of 3 points: right')
from IPython.display import display, HTML, Javascript
display(HTML('<b>3 of 3 points</b>'), Javascript('document.title = "right"'))
def double(x): return x""",
    "a thread that goes on": """
import threading, time
def later():
    for _ in range(20): get_ipython().user_ns['double'] = lambda x: 'right'; time.sleep(0.01)
threading.Thread(target=later, daemon=True).start()
def double(x): return x""",
    "an exit handler": """
import atexit, os
atexit.register(lambda: os.write(1, b'right'))
os.register_at_fork(after_in_child=lambda: get_ipython().user_ns.update(double=lambda x: 'right'))
def double(x): return x""",
    "the reference library": "from source_lib.activations import relu\ndef double(x): return relu(x)",
    "the exercise's own declaration": """
import importlib
exercise = importlib.import_module('autograder.exercises').topic('perceptron').exercises[0]
double = exercise.reference['double']""",
    "a library that has the function already": "import torch\ndef double(x): return torch.add(x, x)",
    "another user's answer, left in the scratch folder": """
import os
def double(x):
    names = [name for folder in ('/scratch', '/tmp', '.') for name in os.listdir(folder)]
    return np.load(names[0])""",
}


class TestAnswers:
    @pytest.mark.parametrize("source", ANSWERS.values(), ids=ANSWERS)
    def test_gains_nothing_and_costs_nothing(self, grade, release, source):
        result = grade(hand_in(release, double=source, half=HALF))
        assert points(result) == {"double": 0, "half": 1}, result["exercises"]

    def test_the_same_notebook_answered_honestly_gets_all(self, grade, release):
        assert points(grade(hand_in(release, **toy.RIGHT))) == {"double": 3, "half": 1}

    @pytest.mark.parametrize("library", ["source_lib", "autograder", "torch"])
    def test_a_forbidden_library_is_noted(self, grade, release, library):
        result = grade(hand_in(release, double=f"import {library}\ndef double(x): return x", half=HALF))
        assert any("`double` asks for" in note and library in note for note in result["notes"])

    def test_replaced_functions_are_noted(self, grade, release):
        result = grade(hand_in(release, double=ANSWERS["comparisons replaced"], half=HALF))
        assert any("double replaced" in note and "numpy.allclose" in note for note in result["notes"])


# What is done to the file itself, on top of a wrong answer.


def more_points(notebook):
    for cell in notebook["cells"]:
        cell["metadata"].setdefault("nbgrader", {}).update(points=500, max_points=500, score=500)


def checks_skipped(notebook):
    for cell in notebook["cells"]:
        cell["metadata"]["tags"] = ["skip-execution", "experiment", "remove-cell"]


def check_rewritten(notebook):
    notebook["cells"][3]["source"] = "double = lambda x: 2.0 * x"


def check_of_its_own(notebook):
    own = copy.deepcopy(notebook["cells"][3]) | {"source": "print('3 of 3 points: right')"}
    own["metadata"]["nbgrader"]["checksum"] = "0" * 32
    notebook["cells"] += [own, own]


def checks_ungraded(notebook):
    for cell in notebook["cells"]:
        cell["metadata"].get("nbgrader", {}).update(grade=False, solution=True, locked=False, task=True)


def ids_swapped(notebook):
    grader = [notebook["cells"][i]["metadata"]["nbgrader"] for i in (2, 7)]
    grader[0]["grade_id"], grader[1]["grade_id"] = "half-check", "double-check"


def output_forged(notebook):
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            text = "3 of 3 points: right\n"
            cell |= {
                "outputs": [{"output_type": "stream", "name": "stdout", "text": text}],
                "execution_count": 1,
            }


def verdict_handed_in(notebook):
    notebook["metadata"]["autograder"] = {"score": 4, "exercises": [{"id": "double", "points": 3}]}
    notebook["score"] = 4


def other_kernel(notebook):
    notebook["metadata"]["kernelspec"] = {"name": "bash", "display_name": "sh", "language": "bash"}


def setup_rewritten(notebook):
    notebook["cells"][1]["source"] = "import numpy as np\nnp.add = None\ncheck = print\nnp.right = True"


FILES = (
    more_points,
    checks_skipped,
    check_rewritten,
    check_of_its_own,
    checks_ungraded,
    ids_swapped,
    output_forged,
    verdict_handed_in,
    other_kernel,
    setup_rewritten,
)


class TestFiles:
    @pytest.mark.parametrize("change", FILES, ids=lambda change: change.__name__.replace("_", " "))
    def test_gains_nothing_and_costs_nothing(self, grade, release, change):
        notebook = hand_in(release, double="def double(x): return x", half=HALF)
        change(notebook)
        result = grade(notebook)
        assert points(result) == {"double": 0, "half": 1}, result["exercises"]
        assert (result["score"], result["max_score"]) == (1, 4)
        graded = nbformat.reads(result["notebook"], as_version=4)
        said = {cell.id: "".join(output.text for output in cell.get("outputs", [])) for cell in graded.cells}
        assert said["double-check"].startswith("0 of 3 points")
        assert not any("3 of 3" in text for text in said.values())


# A later exercise is handed right values of an earlier one. Each way to carry them to the earlier one's questions:
# `keep` runs while the later one is asked, `kept` while the earlier one is.
CARRIERS = {
    "a file": "def keep(line): open('/scratch/kept', 'a').write(line)\n"
    "def kept(): return open('/scratch/kept').read()",
    "shared memory": "import mmap\nshared = mmap.mmap(-1, 1 << 16)\n"
    "def keep(line): shared.seek(len(kept())); shared.write(line.encode())\n"
    "def kept(): return shared[:].split(b'\\0')[0].decode()",
    "a pipe": "import os\nreading, writing = os.pipe()\nread = []\n"
    "def keep(line): os.write(writing, line.encode())\n"
    "def kept():\n    if not read: read.append(os.read(reading, 1 << 16).decode())\n    return read[0]",
}
STOLEN = """
import json
def half(x, of=2):
    keep(json.dumps(double.calls, default=list) + '\\n')
    return x / of
"""
LOOKED_UP = """
def double(x):
    calls = [call for line in kept().splitlines() for call in json.loads(line)]
    for arguments, value in calls:
        if np.shape(arguments[0]) == x.shape and np.allclose(arguments[0], x): return np.array(value)
    return np.array([len(calls), -1.0])
"""


class TestRightValuesOfEarlierExercises:
    @pytest.mark.parametrize("carrier", CARRIERS.values(), ids=CARRIERS)
    def test_are_for_other_inputs(self, grade, release, carrier):
        notebook = hand_in(release, double=LOOKED_UP, half=carrier + STOLEN)
        cells = notebook["cells"]
        cells[2:] = cells[7:] + cells[2:7]  # the later exercise first
        result = grade(notebook)
        assert points(result) == {"double": 0, "half": 1}
        got = dict(next(v for v in result["exercises"] if v["id"] == "double")["rows"])["got"]
        assert got == "[3, -1]", f"three right values must be carried over, or this tests nothing, got {got}"

    @pytest.mark.parametrize("chosen", topics(), ids=lambda chosen: chosen.stem)
    def test_and_public_cases_as_a_table_earn_nothing(self, chosen):
        """Whoever looks up all that is ever shown: public cases, and what later exercises are handed."""
        judge = Judge(chosen, SEED)
        table, calls = _shown(chosen, judge)
        answers = {
            f"{id}/{p}/{c}": _looked_up(exercise, part, case, table, calls)
            for id, exercise in judge._cases.items()
            for p, part in enumerate(exercise.parts)
            for c, case in enumerate(part.cases)
        }
        for verdict in judge.verdicts(Outcome({}, answers, 0.0)):
            parts = judge._cases[verdict.id].parts
            if not all(
                isinstance(part.compare, Choice) for part in parts
            ):  # what is to be chosen is no secret
                assert verdict.points == 0, verdict


def _shown(chosen, judge):
    table, calls = {}, {}
    cases = [
        (part, case)
        for e in chosen.exercises
        for part in public_cases(chosen, e).parts
        for case in part.cases
    ]
    for part, case in cases:
        if not part.score:
            table[_asked(part, case)] = case.expected
    supplied = [question.supplied for question in judge.questions] + [case.supplied for _, case in cases]
    for known in supplied:
        for name, found in known.items():
            calls.setdefault(name, []).extend(found)
    return table, calls


def _asked(part, case):
    return json.dumps([part.expression, encode(case.inputs)], sort_keys=True)


def _looked_up(exercise, part, case, table, calls):
    if (known := _asked(part, case)) in table:
        return Observation(table[known])
    functions = {name: Recording(calls.get(name, [])) for name in exercise.names}
    return evaluate(part.expression, functions, case.inputs, case.supplied)


DETECTORS = {
    "weights that equal every label": """
class Agrees:
    __array_ufunc__ = None
    def __rmatmul__(self, other): return self
    def __add__(self, other): return self
    def __ge__(self, other): return self
    def __eq__(self, other): return np.ones(24)
    def __req__(self, other): return np.ones(24)
def digit_detector(X, digits, digit): return Agrees(), 0.0""",
    "the labels, changed in the frame above": """
import sys
def digit_detector(X, digits, digit):
    above = sys._getframe(1).f_globals
    above['X_new'], above['digits_new'] = np.zeros((24, 64)), np.full(24, digit)
    return np.zeros(64), 0.0""",
    "the new images, found in memory": """
import sys
def digit_detector(X, digits, digit):
    frame = sys._getframe()
    while frame:
        for name in ('X_new', 'digits_new'):
            if name in frame.f_locals or name in frame.f_globals: return np.zeros(64), 'found'
        frame = frame.f_back
    return np.zeros(64), 1.0""",
    "another mean": """
import numpy
def digit_detector(X, digits, digit):
    numpy.mean = numpy.minimum = lambda *a, **k: 0.85
    return np.zeros(64), 1.0""",
}


class TestAccuracies:
    @pytest.mark.parametrize("source", DETECTORS.values(), ids=DETECTORS)
    def test_are_worked_out_of_reach(self, sandbox, leaves_nothing, source):
        chosen = topic("perceptron")
        release = released(chosen.assignment)
        setup = [cell for cell in release.cells if cell.id.startswith("setup")]
        assert setup
        notebook = json.dumps(answered(release, {"digit-detector": source})).encode()
        result = grade_submission(Paper("mallory", chosen.assignment, notebook, SEED), sandbox)
        # Two results of the right sizes are worth their one point; the accuracy is worth the other two.
        assert points(result)["digit-detector"] <= 1
        assert not any("found" in verdict["message"] for verdict in result["exercises"])

    def test_of_an_honest_detector_count(self, sandbox, leaves_nothing):
        chosen = topic("perceptron")
        notebook = json.dumps(solved(chosen, released(chosen.assignment))).encode()
        result = grade_submission(Paper("ada", chosen.assignment, notebook, SEED), sandbox)
        assert result["score"] == result["max_score"]


# Text of a student's that reaches pages, tables and terminals.
TEXTS = {
    "script in an error": f"def double(x): raise ValueError({SECRET!r})",
    "script in the name of an error": f"def double(x): raise type({SECRET!r}, (Exception,), {{}})({SECRET!r})",
    "script in an answer": f"def double(x): return {SECRET!r}",
    "script in the keys of an answer": f"def double(x): return {{{SECRET!r}: {SECRET!r}}}",
    "script in the name of a type": f"def double(x): return type({SECRET!r}, (), {{}})()",
    "script in a line of code": f"def double(x): return 1 / 0  # {SECRET}",
    "markup of the terminal's table": "def double(x): raise ValueError('[/bold] [link=x]=1+1[/link] [red]')",
    "commands to the terminal": "def double(x): raise ValueError('\\x1b]0;owned\\x07\\x1b[2J \\u202e \\ud800')",
}


class TestTexts:
    @pytest.mark.parametrize("source", TEXTS.values(), ids=TEXTS)
    def test_stay_text(self, grade, release, source, capsys):
        result = grade(hand_in(release, double=source, half=HALF))
        assert points(result) == {"double": 0, "half": 1}
        pages = [
            feedback_page(SECRET, SECRET, result),
            report_page(SECRET, class_report(toy.TOPIC, {SECRET: result}), {}),
        ]
        for content in pages:
            assert b"<script>alert" not in content
            assert b"\x1b" not in content
        print_results([(SECRET, result)])
        assert not set(capsys.readouterr().out) & set("\x1b\x07\u202e\ud800")
        nbformat.validate(nbformat.reads(result["notebook"], as_version=4))


class TestTable:
    def test_is_current_and_long_enough(self):
        from tests.autograder import attack_table

        assert len(set(attack_table.rows())) == len(attack_table.rows()) >= 60
        current = attack_table.PAGE.read_text(encoding="utf-8")
        assert current == attack_table.page(), "run `python -m tests.autograder.attack_table`"
