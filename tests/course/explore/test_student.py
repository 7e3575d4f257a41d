"""A student's function is run safely, and whatever is wrong with it is one sentence."""

import numpy as np
import pytest

from nnlab.explore.student import NotReadyError, call, extra_parameter, name_of


def square(z):
    return z**2


class TestCall:
    def test_returns_floats(self):
        assert call(square, np.array([1, 2]), shape=(2,)).dtype == np.float64

    def test_hands_over_a_copy(self):
        def spoil(z):
            z[:] = 0
            return z

        z = np.ones(3)
        call(spoil, z)
        assert z.tolist() == [1, 1, 1]

    def test_keeps_nan_and_infinity_without_a_warning(self):
        values = call(np.log, np.array([-1.0, 0.0, 1.0]), shape=(3,))
        assert np.isnan(values[0])
        assert values[1:].tolist() == [-np.inf, 0]

    @pytest.mark.parametrize(
        ("function", "sentence"),
        [
            (None, "not written yet"),
            ("text", "must be a function, got a str"),
            (lambda z: None, r"returned None; does it end with `return`\?"),
            (lambda z: z[:2], r"must return an array of the shape \(3,\), got an array of the shape \(2,\)"),
            (lambda z: 1.0, "got a single number"),
            (lambda z: "no", "must return numbers, got a str"),
            (lambda z: z + 1j, "must return numbers, got an array of complex128"),
            (lambda z: [[1], [1, 2]], "must return numbers, got a list"),
            (lambda z: 1 / 0, "failed: ZeroDivisionError: division by zero"),
        ],
    )
    def test_says_what_is_wrong(self, function, sentence):
        with pytest.raises(NotReadyError, match=sentence):
            call(function, np.zeros(3), shape=(3,))

    def test_says_that_a_function_is_not_written(self):
        def sigmoid(z):
            raise NotImplementedError

        with pytest.raises(NotReadyError, match="`sigmoid` is not written yet"):
            call(sigmoid, np.zeros(3))

    def test_survives_an_error_without_a_readable_message(self):
        class Mute(Exception):
            def __str__(self):
                raise ValueError

        def shout(z):
            raise Mute

        with pytest.raises(NotReadyError, match="Mute"):
            call(shout, np.zeros(3))


class TestExtraParameter:
    def test_finds_the_one_beside_the_input(self):
        assert extra_parameter(lambda z, alpha=0.01: z) == ("alpha", 0.01)
        assert extra_parameter(lambda z, alpha: z) == ("alpha", None)

    @pytest.mark.parametrize("function", [square, np.tanh, lambda z, a, b: z, lambda z, mode="fast": z, None])
    def test_else_none(self, function):
        assert extra_parameter(function) is None


def test_name_of_a_lambda_is_the_fallback():
    assert name_of(square) == "square"
    assert name_of(lambda z: z) == "f"
