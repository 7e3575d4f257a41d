from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest

from nnlab.diagnose import Case, diagnose
from nnlab.evaluate import Observation, Raised
from nnlab.plain import Foreign
from nnlab.render import Message, Verdict, boxed, finding_rows, show

Z = np.array([1.0, -2.0, 3.0])
SCRIPT = "<script>alert(1)</script>"
VOID = {"circle", "path", "br"}


class Outline(HTMLParser):
    """Reads HTML strictly: every element must be closed in its turn."""

    def __init__(self, html):
        super().__init__()
        self.open, self.tags, self.text = [], [], []
        self.feed(html)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def verdict(exercise, *values):
    observations = [[value if isinstance(value, Observation) else Observation(value)] for value in values]
    return Verdict(diagnose(exercise, observations))


def seen(value):
    return [[Observation(value)]]


class TestVerdict:
    def test_right(self, scale):
        said = verdict(scale, Z, 4 * Z)
        assert said.passed
        assert str(said) == "✓ Scale: all public checks passed. Hidden cases decide the mark."
        assert "".join(Outline(said._repr_html_()).text) == str(said)

    def test_not_written(self, scale):
        unwritten = Observation(error=Raised("NotImplementedError"))
        said = verdict(scale, unwritten, unwritten)
        assert not said.passed
        assert str(said) == "○ Scale: not written yet."

    def test_one_of_two_functions_is_not_written(self, scale):
        parts = scale.parts[0], replace(scale.parts[1], expression="shift(z, a)")
        both = replace(scale, names=("scale", "shift"), parts=parts)
        unwritten = Observation(error=Raised("NotImplementedError"))
        said = verdict(both, Z, unwritten)
        assert str(said) == "○ Scale: `scale` passed; `shift` is not written yet."
        assert not said.passed
        assert "<code>shift</code>" in said._repr_html_()
        assert str(verdict(both, -Z, unwritten)).startswith("✗ Scale: 0 of 2")

    def test_a_function_that_is_half_written_is_wrong(self, scale):
        assert str(verdict(scale, Z, Observation(error=Raised("NotImplementedError")))).startswith("✗")

    def test_a_list_in_place_of_an_array_looks_like_a_list(self, scale):
        assert "  got       [1, 0]\n" in str(verdict(scale, [1, 0], 4 * Z))

    def test_wrong_in_the_fixed_order(self, scale):
        lines = str(verdict(scale, Z, Z)).splitlines()
        assert lines == [
            "✗ Scale: 1 of 2 public checks passed.",
            "  case      any a",
            "  input     scale(z, a)  with  z = [1, -2, 3], a = 4",
            "  expected  [4, -8, 12]",
            "  got       [1, -2, 3]",
            "  so        the result[0] must be 4, got 1 (3 of 3 entries are wrong)",
            "  right     a = 1",
            "  Likely mistake: `a` is not used.",
            "  For a hint, run hint().",
        ]

    @pytest.mark.parametrize(
        "second", [Z, None, "text", [Z], Foreign("an object of type set"), np.zeros((40, 40))]
    )
    def test_html_says_the_same_and_is_well_formed(self, scale, second):
        said = verdict(scale, Z, second)
        outline = Outline(said._repr_html_())
        read = "".join(outline.text)
        for name, text in finding_rows(said.diagnosis.findings[0]):
            assert name in read
            assert text.replace("`", "") in read
        heads = [attributes for tag, attributes in outline.tags if tag == "th"]
        assert heads
        assert all(attributes["scope"] == "row" for attributes in heads)

    def test_says_so_without_colour(self, scale):
        assert {str(verdict(scale, Z, answer))[0] for answer in (4 * Z, Z)} == {"✓", "✗"}

    @pytest.mark.parametrize(
        "nasty",
        [
            Observation(SCRIPT),
            Observation({SCRIPT: SCRIPT}),
            Observation(Foreign(SCRIPT)),
            Observation(error=Raised(SCRIPT, SCRIPT, 3, SCRIPT)),
            Observation(4 * Z, changed=(SCRIPT,)),
        ],
        ids=["text", "dictionary", "type name", "error", "changed"],
    )
    def test_escapes_what_comes_from_the_student(self, scale, nasty):
        html = verdict(scale, Z, nasty)._repr_html_()
        assert "<script" not in html
        assert "&lt;script&gt;" in html
        Outline(html)

    def test_escapes_titles_labels_and_sentences(self, scale):
        parts = tuple(replace(part, label=SCRIPT) for part in scale.parts)
        mistakes = tuple(replace(mistake, sentence=f"`{SCRIPT}`") for mistake in scale.mistakes)
        nasty = replace(scale, title=SCRIPT, parts=parts, mistakes=mistakes)
        assert "<script" not in verdict(nasty, Z, Z)._repr_html_()

    def test_shows_no_answer_of_a_quiz(self, quiz):
        said = verdict(quiz, {"a": "no", "b": 3})
        assert "yes" not in str(said) + said._repr_html_()
        assert "expected" not in str(said)


class TestInputs:
    """A case can be repeated from what is shown of it."""

    @pytest.fixture
    def shown(self, scale):
        def shown(**inputs):
            part = replace(scale.parts[0], cases=(Case(inputs, Z),))
            exercise = replace(scale, parts=(part,), mistakes=())
            return dict(finding_rows(diagnose(exercise, seen(-Z)).findings[0]))["input"]

        return shown

    def test_arrays_and_lists_are_whole(self, shown):
        layers = [[np.ones((2, 2)), np.zeros(2)], [np.ones((2, 1)), np.zeros(1)]]
        assert shown(layers=layers, strength=0.5).endswith(
            "layers = [[[[1, 1], [1, 1]], [0, 0]], [[[1], [1]], [0]]], strength = 0.5"
        )
        assert "..." not in shown(images=np.arange(60.0))

    def test_of_too_long_ones_the_short_are_whole(self, shown):
        text = shown(X=np.ones((40, 40)), strength=0.5)
        assert "..." in text
        assert text.endswith(", strength = 0.5")
        assert len(text) < 400


class TestPrinted:
    """What a student's function printed stands below the verdict, as text and nothing else."""

    def printed(self, scale, text, *values):
        observations = [[Observation(value)] for value in values or (Z, 4 * Z)]
        return Verdict(diagnose(scale, observations), text)

    @pytest.mark.parametrize("second", [4 * Z, Z], ids=["right", "wrong"])
    def test_it_is_said_in_both_forms(self, scale, second):
        said = self.printed(scale, "one\n  two\n", Z, second)
        assert str(said).endswith("\n  Your function printed:\n    one\n      two")
        assert "Your function printed:one\n  two" in "".join(Outline(said._repr_html_()).text)

    @pytest.mark.parametrize("nothing", ["", "\n \n"])
    def test_nothing_is_said_of_nothing(self, scale, nothing):
        said = self.printed(scale, nothing)
        assert "printed" not in str(said) + said._repr_html_()

    def test_it_is_escaped(self, scale):
        html = self.printed(scale, f"{SCRIPT}</pre>{SCRIPT}")._repr_html_()
        assert "<script" not in html
        assert html.count("</pre>") == 1
        Outline(html)

    def test_many_lines_are_cut(self, scale):
        lines = str(self.printed(scale, "\n".join(map(str, range(99))))).splitlines()
        assert lines[-2:] == ["    19", "    …"]

    def test_what_cannot_be_shown_is_written_or_left_out(self, scale):
        said = str(self.printed(scale, "\x1b[31mred\x1b[0m \ud800"))
        assert said.endswith("    red \\ud800")
        said.encode("utf-8")


class TestMessage:
    def test_reads_the_same_in_html(self):
        message = Message("Title", "say `code` & more")
        html = message._repr_html_()
        assert str(message) == repr(message) == "Title: say `code` & more"
        assert "<code>code</code> &amp; more" in html
        Outline(html)

    def test_escapes(self):
        assert "<script" not in Message(SCRIPT, f"{SCRIPT} `{SCRIPT}`")._repr_html_()

    def test_after_a_question_no_colon(self):
        message = Message("How many?", "hint 1 of 2: count.")
        assert str(message) == "How many? Hint 1 of 2: count."
        assert "<strong>How many?</strong> Hint 1" in message._repr_html_()


class TestBoxed:
    def test_is_announced_by_a_screen_reader(self):
        (tag, attributes), *_ = Outline(boxed("<b>x</b>")).tags
        assert (tag, attributes["role"]) == ("div", "status")


class TestShow:
    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (0.1 + 0.2, "0.3"),
            (np.array(0.5), "0.5"),
            (np.array([1.0, 1 / 3]), "[1, 0.333333]"),
            (np.array([True, False]), "[ True, False]"),
            (np.zeros((0, 3)), "an empty array of shape (0, 3)"),
            (np.array([1 + 2j]), "[(1+2j)]"),
            ([1.0, np.array([2.0])], "(1, [2])"),
            ({"z": np.array([1.0]), "a": 2}, "z = [1], a = 2"),
            ("text", "'text'"),
            (None, "None"),
            (True, "True"),
            (np.array([np.nan, np.inf]), "[nan, inf]"),
        ],
    )
    def test_writes_a_value_for_a_person(self, value, text):
        assert show(value) == text

    @pytest.mark.parametrize(
        "value", [[float(i) for i in range(1000)], np.ones((100, 100)), "x" * 5000, {"a": np.ones((99, 99))}]
    )
    def test_stays_short(self, value):
        assert len(show(value)) < 350
