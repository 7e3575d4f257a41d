import functools
import re

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from nnlab import checking, journal
from nnlab.checking import CheckFailed, check, hint, ready
from nnlab.render import Message


@pytest.fixture
def shown(monkeypatch):
    """What was displayed, as text."""
    texts = []
    monkeypatch.setattr(checking, "display", lambda message: texts.append(str(message)))
    monkeypatch.setattr(checking, "_asked", {})
    monkeypatch.setattr(checking, "_last", [])
    return texts


def run(source, **names):
    """Run a cell as a notebook does; return its namespace."""
    namespace = {"np": np, "check": check, "hint": hint, "ready": ready, "functools": functools, **names}
    exec(source, namespace)
    return namespace


RIGHT = {
    "a function": "def scale(z, a=1.0): return a * z",
    "a lambda": "scale = lambda z, a=1.0: a * z",
    "renamed": "def mine(z, a=1.0): return a * z\nscale = mine",
    "a partial": "def general(k, z, a=1.0): return k * a * z\nscale = functools.partial(general, 1)",
    "vectorized": "@np.vectorize\ndef scale(z, a=1.0): return a * z",
    "a method": "class Kit:\n    def go(self, z, a=1.0): return a * z\nscale = Kit().go",
    "an object": "class Scale:\n    def __call__(self, z, a=1.0): return a * z\nscale = Scale()",
    "decorated": "def loud(f):\n    def inner(*args): return f(*args)\n    return inner\n@loud\n"
    "def scale(z, a=1.0): return a * z",
    "warning": "def scale(z, a=1.0):\n    np.log(-1.0)\n    import warnings; warnings.warn('!')\n    return a * z",
    "recursive": "def scale(z, a=1.0):\n    return a * z if np.ndim(z) == 0 else np.array([scale(e, a) for e in z])",
    "float32 that is exact": "def scale(z, a=1.0): return (a * z).astype(np.float32)",
    "helper below": "def scale(z, a=1.0): return helper(z, a)\ndef helper(z, a): return a * z",
}


class TestCheckAccepts:
    @pytest.mark.parametrize("source", RIGHT.values(), ids=RIGHT.keys())
    def test_right_answers_in_every_style(self, course, shown, source):
        run(f"{source}\ncheck(scale)")
        assert shown == ["✓ Scale: all public checks passed. Hidden cases decide the mark."]

    def test_one_that_prints_and_shows_what(self, course, shown):
        run("def scale(z, a=1.0):\n    print('a is', a)\n    return a * z\ncheck(scale)")
        first, *rest = shown[0].splitlines()
        assert first.startswith("✓ Scale")
        assert rest == ["  Your function printed:", "    a is 1.0"]

    def test_by_name(self, course, shown):
        run(f"{RIGHT['a function']}\ncheck('scale')")
        assert shown[0].startswith("✓ Scale")

    def test_several_names_of_one_exercise_once(self, course, shown):
        run("answers = {'a': 'yes', 'b': 3}\ncheck('quiz', 'answers')")
        assert shown == ["✓ Quiz: right."]


WRONG = {
    "not written": ("def scale(z, a=1.0): raise NotImplementedError()", "○ Scale: not written yet."),
    "no function": ("scale = 3", "Scale: `scale` must be a function, got one number."),
    "no return": ("def scale(z, a=1.0): a * z", "does the function end with `return`?"),
    "a mistake": ("def scale(z, a=1.0): return z", "Likely mistake: `a` is not used."),
    "generator": ("def scale(z, a=1.0): yield from a * z", "got an object of type generator"),
    "list": ("def scale(z, a=1.0): return [a * e for e in z]", "got a list or tuple of 3 (`np.array` makes"),
    "nan": ("def scale(z, a=1.0): return z * np.nan", "must be 1, got nan"),
    "too few parameters": ("def scale(z): return z", "takes 1 positional argument but 2 were given"),
    "masked": ("def scale(z, a=1.0): return np.ma.array(a * z, mask=z < 0)", "an array with masked entries"),
    "objects": ("def scale(z, a=1.0): return (a * z).astype(object)", "an array of objects"),
    "huge": ("def scale(z, a=1.0): return np.zeros(3_000_000)", "an array of 3,000,000 numbers"),
    "in place": ("def scale(z, a=1.0):\n    z *= a\n    return z", "changes `z` in place"),
    "random": ("def scale(z, a=1.0):\n    np.random.rand()\n    return a * z", "draws from `np.random`"),
    "exit": ("import sys\ndef scale(z, a=1.0): sys.exit(1)", "SystemExit: 1"),
    "endless recursion": ("def scale(z, a=1.0): return scale(z, a)", "RecursionError"),
    "its own base exception": ("class E(BaseException): pass\ndef scale(z, a=1.0): raise E('no')", "E: no"),
    "an error without words": (
        "class E(Exception):\n    def __str__(self): raise E\ndef scale(z, a=1.0): raise E",
        "so        E (line ",
    ),
}


class TestCheckRefuses:
    @pytest.mark.parametrize(("source", "text"), WRONG.values(), ids=WRONG.keys())
    def test_anything_else_with_something_useful(self, course, shown, source, text):
        before = set(run(source))
        after = run(f"{source}\ncheck(scale)")
        assert len(shown) == 1
        assert text in shown[0]
        assert set(after) == before

    def test_what_does_not_exist(self, course, shown):
        run("check('scale')")
        assert shown == ["Scale: `scale` does not exist yet: run the cell that defines it."]

    def test_what_no_exercise_asks_for(self, course, shown):
        run("def other(): pass\ncheck(other)\ncheck(3)\ncheck(np)")
        assert [re.search("`(.*)`", text)[1] for text in shown] == ["other", "int", "numpy"]

    def test_an_object_that_answers_nothing(self, course, shown):
        run("class Odd:\n    def __getattr__(self, name): 1 / 0\n    __eq__ = None\ncheck(Odd())")
        assert "no exercise of this course asks for `Odd`" in shown[0]

    def test_an_answer_that_compares_as_it_likes(self, course, shown):
        run("class Yes(np.ndarray):\n    def __eq__(self, o): return True\n    __hash__ = None\n"
            "def scale(z, a=1.0): return np.zeros(3).view(Yes)\ncheck(scale)")  # fmt: skip
        assert "must be 1, got 0" in shown[0]

    def test_what_is_right_is_said_too(self, course, shown):
        run("def scale(z, a=1.0): return z\ncheck(scale)")
        lines = [line.split()[0] for line in shown[0].splitlines()]
        assert lines == ["✗", "case", "input", "expected", "got", "so", "right", "Likely", "For"]

    def test_what_is_printed_in_the_case_that_is_shown(self, course, shown):
        run("def scale(z, a=1.0):\n    print('a is', a)\n    return z\ncheck(scale)")
        assert shown[0].endswith("  Your function printed:\n    a is 4.0")

    def test_nothing_of_another_case(self, course, shown):
        run("def scale(z, a=1.0):\n    a == 1 and print('one')\n    return z\ncheck(scale)")
        assert "printed" not in shown[0]

    def test_a_choice_does_not_show_what_is_right(self, course, shown):
        run("answers = {'a': 'no', 'b': '?'}\ncheck('quiz')")
        assert "not answered yet: 'b'" in shown[0]
        run("answers = {'a': 'no', 'b': 3}\ncheck('quiz')")
        assert "look again at 'a'" in shown[1]
        assert "yes" not in "".join(shown)


class TestCheckNeverFails:
    def test_when_it_is_interrupted(self, course, shown):
        run("def scale(z, a=1.0): raise KeyboardInterrupt\ncheck(scale)")
        assert "stopped before it was done" in shown[0]

    def test_when_it_has_a_fault_of_its_own(self, course, shown, monkeypatch):
        monkeypatch.setattr(checking, "diagnose", lambda *_: 1 / 0)
        run(f"{RIGHT['a function']}\ncheck(scale)")
        assert "the check itself failed, which is not your fault" in shown[0]

    def test_in_a_shell_it_shows_the_students_line(self, course, capsys):
        shell = InteractiveShell()
        shell.run_cell("import numpy as np\nfrom nnlab import check")
        shell.run_cell("def scale(z, a=1.0):\n    y = z[:, 0]\n    return a * y")
        assert shell.run_cell("check(scale)").success
        said = capsys.readouterr().out
        assert "IndexError" in said
        assert "(line 2 of the cell: `y = z[:, 0]`)" in said
        assert "Traceback" not in said


class TestWhileValidating:
    @pytest.fixture(autouse=True)
    def _validating(self, course, monkeypatch):
        monkeypatch.setenv("NBGRADER_EXECUTION", "validate")

    def test_a_right_answer_passes(self, shown):
        run(f"{RIGHT['a function']}\ncheck(scale)")
        assert shown[0].startswith("✓")

    @pytest.mark.parametrize(
        "source", ["def scale(z, a=1.0): return z\ncheck(scale)", "check('scale')", "check('unknown')"]
    )
    def test_anything_else_raises_what_it_shows(self, shown, source):
        with pytest.raises(CheckFailed) as raised:
            run(source)
        assert str(raised.value) == shown[0]

    def test_no_progress_is_noted(self, shown):
        run(f"{RIGHT['a function']}\ncheck(scale)")
        assert not journal.place().exists()


class TestProgress:
    def test_a_pass_is_noted(self, course, shown):
        run(f"{RIGHT['a function']}\ncheck(scale)")
        assert list(journal.read()) == ["scale"]

    def test_nothing_else_is(self, course, shown):
        run("def scale(z, a=1.0): return z\ncheck(scale)")
        assert journal.read() == {}


class TestHint:
    def test_comes_in_steps_and_stays_at_the_last(self, course, shown):
        run("def scale(z, a=1.0): return z\ncheck(scale)\nhint()\nhint()\nhint()")
        assert shown[1:] == [
            "Scale: hint 1 of 2: Multiply.",
            *["Scale: hint 2 of 2: At a = 2 and z = 3 it is 6."] * 2,
        ]

    def test_for_an_exercise_by_name_or_function(self, course, shown):
        run("hint('quiz')\ndef scale(): pass\nhint(scale)")
        assert [text.split(":")[0] for text in shown] == ["Quiz", "Scale"]

    def test_before_any_check_and_for_an_unknown_name(self, course, shown):
        run("hint()\nhint('other')")
        assert "Run the check" in shown[0]
        assert "`other`" in shown[1]

    def test_after_the_check_of_what_does_not_exist(self, course, shown):
        run("check('scale')\nhint()")
        assert shown[1] == "Scale: hint 1 of 2: Multiply."


class TestReady:
    def test_says_which_function_is_not_written(self, shown):
        namespace = run("def f(): return 1\ndef g(): raise NotImplementedError()\nanswer = ready(f, g)")
        assert namespace["answer"] is False
        assert "this needs `g`: write it first" in shown[0]

    def test_names_all_that_are_missing(self, shown):
        run(
            "\n".join(f"def {name}(): raise NotImplementedError()" for name in "fgh")
            + "\nready(f, len, g, h)"
        )
        assert "`f`, `g` and `h`: write them first" in shown[0]

    def test_is_silent_when_all_are(self, shown):
        assert run("answer = ready(len, np.sin, lambda: 1)")["answer"] is True
        assert shown == []


def test_messages_are_never_a_pass():
    assert not Message("title", "text").passed
