import numpy as np
import pytest
from oracles import numerical_gradient

from source_lib.errors import UnknownNameError
from source_lib.output_pairing import OUTPUT_PAIRINGS, linear, output_pairing

RNG = np.random.default_rng(10)
CASES = {  # truth as the loss wants it, truth as the output function should say it, factor
    "regression": (RNG.normal(size=6), lambda y: y, 2, (6,)),
    "binary": (RNG.integers(0, 2, 6), lambda y: y, 1, (6,)),
    "multi-class": (RNG.integers(0, 3, 6), lambda y: np.eye(3)[y], 1, (6, 3)),
}


@pytest.mark.parametrize("task", CASES)
class TestEveryPairing:
    def test_only_actual_minus_desired_is_left_of_the_gradient(self, task):
        y_true, desired, factor, shape = CASES[task]
        pairing, scores = output_pairing(task), RNG.normal(size=shape)
        expected = factor * (pairing.output(scores) - desired(y_true)) / 6
        np.testing.assert_allclose(pairing.loss_gradient(y_true, scores), expected, rtol=1e-10, atol=1e-15)

    def test_gradient_belongs_to_the_loss(self, task):
        y_true, _, _, shape = CASES[task]
        pairing, scores = output_pairing(task), RNG.normal(size=shape)
        expected = numerical_gradient(lambda z: pairing.loss(y_true, z), scores, step=1e-3)
        np.testing.assert_allclose(pairing.loss_gradient(y_true, scores), expected, rtol=1e-8, atol=1e-11)


class TestLookUp:
    def test_names_of_the_notes_table(self):
        table = {task: (pair.output.__name__, pair.loss.__name__) for task, pair in OUTPUT_PAIRINGS.items()}
        assert table == {
            "regression": ("linear", "mse"),
            "binary": ("sigmoid", "binary_cross_entropy_from_logits"),
            "multi-class": ("softmax", "softmax_cross_entropy"),
        }

    def test_suggests_the_nearest_task(self):
        with pytest.raises(UnknownNameError, match=r"got 'multiclass'; did you mean 'multi-class'\?"):
            output_pairing("multiclass")

    def test_linear_leaves_scores_alone(self):
        np.testing.assert_array_equal(linear([[-1, np.inf]]), [[-1.0, np.inf]])
