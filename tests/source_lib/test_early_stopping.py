"""The story: losses fall, then rise; the best parameters are kept."""

from types import SimpleNamespace

import numpy as np
import pytest

from source_lib.early_stopping import EarlyStopping
from source_lib.errors import RangeError

LOSSES = [5.0, 4.0, 3.0, 3.5, 3.2, 3.1, 2.0]


class TestEarlyStopping:
    @pytest.mark.parametrize(("patience", "stops_at"), [(1, 3), (2, 4), (3, 5)])
    def test_stops_after_patience(self, patience, stops_at):
        stopping = EarlyStopping(patience)
        verdicts = [stopping.update(loss, np.array([loss])) for loss in LOSSES[: stops_at + 1]]
        assert verdicts == [False] * stops_at + [True]
        assert stopping.best_epoch == 2
        assert stopping.best_parameters == 3.0

    def test_patience_enough_to_see_the_second_fall(self):
        stopping = EarlyStopping(4)
        assert not any(stopping.update(loss, loss) for loss in LOSSES)
        assert stopping.best_epoch == 6

    def test_accuracy_is_better_when_higher(self):
        stopping = EarlyStopping(2, monitor="validation_accuracy")
        assert [stopping.update(value, value) for value in (0.5, 0.9, 0.8, 0.7)] == [False] * 3 + [True]
        assert stopping.best_epoch == 1

    def test_small_gains_do_not_count(self):
        stopping = EarlyStopping(2, min_improvement=0.1)
        assert [stopping.update(value, value) for value in (1.0, 0.95, 0.92)] == [False, False, True]

    def test_the_best_parameters_are_a_copy(self):
        parameters = np.ones(2)
        stopping = EarlyStopping()
        stopping.update(1.0, parameters)
        parameters[:] = 7
        np.testing.assert_array_equal(stopping.best_parameters, 1)

    def test_as_a_callback_puts_the_best_back(self):
        losses = iter(LOSSES)
        run = SimpleNamespace(
            stop=False,
            history=SimpleNamespace(latest=lambda name: next(losses)),
            network=SimpleNamespace(parameters=None),
        )
        stopping = EarlyStopping(patience=2)
        for epoch in range(5):
            assert not run.stop
            run.network.parameters = np.array([epoch])
            stopping(run)
        assert run.stop
        assert run.network.parameters == [2]

    def test_never_anything_but_nan(self):
        stopping = EarlyStopping(2)
        assert [stopping.update(np.nan, 0.0) for _ in range(2)] == [False, True]
        assert stopping.best_parameters is None
        assert stopping.best_epoch == -1

    def test_out_of_range(self):
        with pytest.raises(RangeError, match="`patience` must be in"):
            EarlyStopping(0)
