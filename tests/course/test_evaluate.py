import functools
import sys
import warnings

import numpy as np
import pytest
from IPython.core.interactiveshell import InteractiveShell

from nnlab.evaluate import Recording, evaluate, scored

Z = np.array([1.0, -2.0])


def run(source, expression="f(z)", inputs=None, **options):
    """Evaluate an expression over functions defined by `source`."""
    namespace = {"np": np}
    exec(source, namespace)
    return evaluate(expression, namespace, {"z": Z} if inputs is None else inputs, **options)


class TestValue:
    @pytest.mark.parametrize(
        "function",
        [
            lambda z: 2 * z,
            functools.partial(np.multiply, 2),
            np.vectorize(lambda entry: 2 * entry),
            type("Doubler", (), {"__call__": lambda self, z: 2 * z})(),
            type("Doubler", (), {"apply": lambda self, z: 2 * z})().apply,
            np.frompyfunc(lambda entry: 2 * entry, 1, 1),
        ],
    )
    def test_calls_any_kind_of_function(self, function):
        observation = evaluate("f(z)", {"f": function}, {"z": Z})
        assert observation.error is None
        assert observation.changed == ()

    def test_hands_over_copies(self):
        inputs = {"z": Z.copy(), "layers": [Z.copy()]}
        evaluate("(z.fill(0), layers.clear())", {}, inputs)
        assert np.array_equal(inputs["z"], Z)
        assert len(inputs["layers"]) == 1

    def test_a_view_of_the_argument_is_an_answer(self):
        observation = run("def f(z): return z[::-1]")
        assert np.array_equal(observation.value, Z[::-1])
        assert observation.changed == ()

    def test_leaves_the_namespace_as_it_was(self):
        namespace = {"f": lambda z: z, "g": len}
        before = dict(namespace)
        evaluate("f(z)", namespace, {"z": Z}, {"g": [[[Z], 7]], "absent": [[[Z], 7]]})
        assert namespace == before


class TestQuiet:
    def test_what_is_printed_is_kept_apart(self, capsys):
        source = "import sys\ndef f(z):\n    print('x', z[0])\n    print('y', file=sys.stderr)\n    return z"
        assert run(source).printed == "x 1.0\ny\n"
        assert capsys.readouterr() == ("", "")

    def test_of_much_that_is_printed_the_beginning_is_kept(self):
        for source in ("print('x' * 10**6)", "for _ in range(2000): print('x', end='')"):
            printed = run(f"def f(z):\n    {source}\n    return z").printed
            assert printed == "x" * 1000 + " …"

    def test_it_is_kept_before_an_error_and_of_an_answer_that_is_reduced(self):
        assert run("def f(z):\n    print('so far')\n    return z / undefined").printed == "so far\n"
        printing = run("def f(z):\n    print('here')\n    return z")
        assert scored(printing, "answer.sum()", {}).printed == "here\n"

    @pytest.mark.parametrize("deed", ["sys.stdout.close()", "sys.stdout.flush()", "sys.stdout = None"])
    def test_whatever_is_done_to_the_output_an_answer_is_an_answer(self, deed):
        observation = run(f"import sys\ndef f(z):\n    print('x')\n    {deed}\n    return z")
        assert (observation.error, observation.printed) == (None, "x\n")

    @pytest.mark.parametrize("what", ["5", "b'x'", "None"])
    def test_only_text_can_be_written(self, what):
        assert run(f"import sys\ndef f(z): sys.stdout.write({what})").error.kind == "TypeError"

    def test_warnings_say_nothing_and_settings_are_put_back(self):
        before = np.geterr(), list(warnings.filters), sys.stdout
        source = (
            "import warnings, sys\n"
            "def f(z):\n"
            "    np.seterr(all='raise'); warnings.simplefilter('error'); sys.stdout = None\n"
            "    return z"
        )
        assert run(source).error is None
        assert (np.geterr(), list(warnings.filters), sys.stdout) == before
        assert run("def f(z): return np.log(z - z) + 1 / (z - z)").error is None


class TestChanged:
    def test_sees_an_argument_changed_in_place(self):
        assert run("def f(z):\n    z[z < 0] = 0\n    return z").changed == ("z",)

    def test_sees_what_was_put_into_a_list(self):
        observation = run("def f(z): z[0] = {1}", inputs={"z": [Z, Z]})
        assert observation.changed == ("z",)

    def test_sees_what_was_added_to_a_dictionary(self):
        observation = run("def f(z): z['new'] = np.zeros(3)", inputs={"z": {"old": 1}})
        assert observation.changed == ("z",)

    def test_nan_is_equal_to_itself(self):
        observation = run("def f(z): return 0", inputs={"z": [float("nan"), np.array([np.nan])]})
        assert observation.changed == ()

    @pytest.mark.parametrize("call", ["np.random.rand()", "np.random.seed(0)", "np.random.normal()"])
    def test_sees_the_global_random_state_change(self, call):
        assert run(f"def f(z): {call}").changed == ("np.random",)


class TestErrors:
    def test_names_the_error_and_the_line(self):
        # exec leaves no source behind, so there is a line number, but no code to show
        error = run("def f(z):\n    y = 1\n    return y / 0").error
        assert (error.kind, error.message, error.line, error.code) == (
            "ZeroDivisionError",
            "division by zero",
            3,
            "",
        )

    def test_shows_the_expression_where_no_line_is_the_students(self):
        error = run("def f(): return 1").error
        assert error.kind == "TypeError"
        assert (error.line, error.code) == (None, "f(z)")

    @pytest.mark.parametrize(
        ("raised", "kind"),
        [
            ("raise SystemExit", "SystemExit"),
            ("import sys; sys.exit(3)", "SystemExit"),
            ("raise GeneratorExit", "GeneratorExit"),
            ("raise type('Own', (BaseException,), {})", "Own"),
            ("raise type('Own', (Exception,), {'__str__': lambda self: 1 / 0})", "Own"),
            ("raise type('Own', (Exception,), {'__str__': lambda self: exit()})", "Own"),
            ("return f(z)", "RecursionError"),
            ("return np.zeros(2) + np.zeros(3)", "ValueError"),
            ("return undefined", "NameError"),
        ],
    )
    def test_whatever_is_raised_is_observed(self, raised, kind):
        assert run(f"def f(z): {raised}").error.kind == kind

    def test_an_interrupt_goes_through(self):
        with pytest.raises(KeyboardInterrupt):
            run("def f(z): raise KeyboardInterrupt")


class TestLine:
    """The line of the student's own cell, as real shells run it."""

    CELL = (
        "def helper(z):\n    return np.linalg.inv(z)  # their own line\n\n\ndef f(z):\n    return helper(z)"
    )

    @pytest.fixture(params=["terminal", "kernel"])
    def shell(self, request):
        shell = InteractiveShell()
        if request.param == "kernel":
            from ipykernel.compiler import XCachingCompiler

            shell.compile = XCachingCompiler()
        shell.run_cell("import numpy as np").raise_error()
        return shell

    def test_is_the_deepest_one_of_the_students(self, shell):
        shell.run_cell(self.CELL).raise_error()
        error = evaluate("f(z)", shell.user_ns, {"z": np.zeros((2, 2))}).error
        assert error.kind == "LinAlgError"
        assert (error.line, error.code) == (2, "return np.linalg.inv(z)  # their own line")

    def test_is_found_in_a_method_and_in_a_lambda(self, shell):
        shell.run_cell("class Net:\n    def go(self, z):\n        return [1][5]\n\nf = lambda z: Net().go(z)")
        error = evaluate("f(z)", shell.user_ns, {"z": Z}).error
        assert (error.line, error.code) == (3, "return [1][5]")

    def test_is_found_for_endless_recursion(self, shell):
        shell.run_cell("def f(z):\n    return 1 + f(z)")
        error = evaluate("f(z)", shell.user_ns, {"z": Z}).error
        assert (error.kind, error.line, error.code) == ("RecursionError", 2, "return 1 + f(z)")


class TestRecording:
    CALLS = ([[Z, np.array(2.0)], 10.0], [[Z], np.array(5.0)])

    def own(self, z, a=1.0):
        return "own"

    def test_knows_the_values_that_were_recorded(self):
        assert Recording(self.CALLS, self.own)(Z, 2) == 10.0
        assert Recording(self.CALLS, self.own)(list(Z)) == 5.0

    def test_puts_keywords_in_the_order_of_the_parameters(self):
        assert Recording(self.CALLS, self.own)(a=2.0, z=Z) == 10.0
        assert Recording(self.CALLS)(z=Z, a=2.0) == 10.0

    def test_asks_the_students_function_for_anything_else(self):
        assert Recording(self.CALLS, self.own)(Z + 1) == "own"
        assert Recording(self.CALLS, self.own)("no number") == "own"

    def test_says_what_is_missing(self):
        with pytest.raises(NameError, match="an earlier exercise is missing"):
            Recording(self.CALLS)(Z + 1)

    def test_returns_a_scalar_where_the_function_does(self):
        assert isinstance(Recording(self.CALLS)(Z), np.float64)

    def test_is_called_a_function_in_a_message(self):
        seen = evaluate("2 * f", {}, {}, {"f": self.CALLS})
        assert "'int' and 'function'" in seen.error.message

    def test_what_it_returned_may_be_changed(self):
        recording = Recording([[[Z], Z.copy()]])
        recording(Z)[:] = 0
        assert np.array_equal(recording(Z), Z)

    def test_stands_in_for_a_wrong_earlier_answer(self):
        source = "def g(z): return 'wrong'\ndef f(z): return g(z) + 1"
        assert run(source, supplied={"g": [[[Z], 41.0]]}).value == 42.0
