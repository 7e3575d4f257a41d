import pytest

from source_lib import errors

KINDS = [
    errors.ShapeError,
    errors.RangeError,
    errors.LabelError,
    errors.UnknownNameError,
    errors.NotFittedError,
]


@pytest.mark.parametrize("kind", KINDS)
class TestEveryKind:
    def test_is_an_argument_error_and_a_value_error(self, kind):
        assert issubclass(kind, errors.ArgumentError)
        assert issubclass(kind, ValueError)

    def test_is_none_of_the_others(self, kind):
        assert not any(issubclass(kind, other) for other in KINDS if other is not kind)

    def test_is_public_and_in_the_overview(self, kind):
        assert kind.__name__ in errors.__all__
        assert kind.__name__ in errors.__doc__


def test_there_is_no_other_kind():
    assert set(errors.__all__) == {kind.__name__ for kind in KINDS} | {"ArgumentError"}
