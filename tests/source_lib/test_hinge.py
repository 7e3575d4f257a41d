import numpy as np
import pytest
import sklearn.metrics
from oracles import numerical_gradient

from source_lib.errors import LabelError, RangeError, ShapeError
from source_lib.hinge import hinge, hinge_gradient, multi_class_hinge, multi_class_hinge_gradient

RNG = np.random.default_rng(6)
SIGNS, SCORES = RNG.choice([-1, 1], 8), 2 * RNG.normal(size=8)
LABELS, ROWS = RNG.integers(0, 4, 6), 2 * RNG.normal(size=(6, 4))


@pytest.fixture
def torch():
    return pytest.importorskip("torch", reason="PyTorch is an optional oracle: pip install '.[torch]'")


class TestHinge:
    def test_scikit_learn(self):
        np.testing.assert_allclose(
            hinge(SIGNS, SCORES), sklearn.metrics.hinge_loss(SIGNS, SCORES), rtol=1e-10
        )

    def test_gradient_agrees_with_centred_differences(self):
        expected = numerical_gradient(lambda s: hinge(SIGNS, s), SCORES)
        np.testing.assert_allclose(hinge_gradient(SIGNS, SCORES), expected, rtol=1e-8, atol=1e-10)

    def test_costs_nothing_beyond_the_margin_and_learns_nothing_at_it(self):
        assert hinge([1, -1], [1.0, -1e308]) == 0
        np.testing.assert_array_equal(hinge_gradient([1, -1], [1.0, -1.0]), [0, 0])

    def test_no_score_costs_one(self):
        assert hinge([1, -1], [0, 0]) == 1

    def test_extremes(self):
        assert hinge([1, -1], [np.inf, -np.inf]) == 0
        assert hinge([1], [-np.inf]) == np.inf
        assert np.isnan(hinge([1, 1], [np.nan, 0]))
        np.testing.assert_array_equal(hinge_gradient([1, 1], [np.nan, -np.inf]), [np.nan, -0.5])

    def test_several_columns_average_over_all(self):
        whole = hinge(SIGNS.reshape(4, 2), SCORES.reshape(4, 2))
        np.testing.assert_allclose(whole, hinge(SIGNS, SCORES), rtol=1e-12)
        assert hinge_gradient(SIGNS.reshape(4, 2), SCORES.reshape(4, 2)).shape == (4, 2)

    def test_float32_stays(self):
        assert hinge_gradient(SIGNS, SCORES.astype(np.float32)).dtype == np.float32

    @pytest.mark.parametrize("label", [0, 2, np.nan, np.inf])
    def test_refuses_other_labels(self, label):
        for function in (hinge, hinge_gradient):
            with pytest.raises(LabelError, match=rf"`y_true` must hold -1 or \+1, got {label}"):
                function([1, label], [0.5, 0.5])

    def test_refuses_shapes(self):
        with pytest.raises(ShapeError, match="`y_true` and `scores` must have one shape"):
            hinge([1], [[1]])
        with pytest.raises(ShapeError, match="`scores` must hold at least one sample"):
            hinge_gradient([], [])


class TestMultiClassHinge:
    @pytest.mark.parametrize("margin", [1, 0.2])
    def test_torch(self, torch, margin):
        rows = torch.tensor(ROWS, requires_grad=True)
        value = torch.nn.functional.multi_margin_loss(rows, torch.tensor(LABELS), margin=margin)
        value.backward()  # PyTorch divides by the number of classes as well
        np.testing.assert_allclose(multi_class_hinge(LABELS, ROWS, margin), 4 * value.item(), rtol=1e-10)
        actual = multi_class_hinge_gradient(LABELS, ROWS, margin)
        np.testing.assert_allclose(actual, 4 * rows.grad.numpy(), rtol=1e-10)

    def test_gradient_agrees_with_centred_differences(self):
        expected = numerical_gradient(lambda s: multi_class_hinge(LABELS, s), ROWS)
        np.testing.assert_allclose(multi_class_hinge_gradient(LABELS, ROWS), expected, rtol=1e-8, atol=1e-10)

    @pytest.mark.parametrize("classes", [1, 2, 10])
    def test_equal_scores_cost_one_for_each_wrong_class(self, classes):
        assert multi_class_hinge([0, 0], np.full((2, classes), 1e3)) == classes - 1

    def test_gradient_of_a_sample_sums_to_zero(self):
        gradient = multi_class_hinge_gradient(LABELS, ROWS)
        np.testing.assert_allclose(gradient.sum(axis=1), 0, atol=1e-15)
        assert (gradient != 0).any()

    def test_two_classes_are_the_binary_hinge_of_the_difference(self):
        scores = ROWS[:, :2]
        binary = hinge(2 * (LABELS % 2) - 1, scores[:, 1] - scores[:, 0])
        np.testing.assert_allclose(multi_class_hinge(LABELS % 2, scores), binary, rtol=1e-10)

    def test_extremes(self):
        assert multi_class_hinge([0], [[1e308, -1e308]]) == 0
        assert multi_class_hinge([1], [[1e308, -1e308]]) == np.inf
        assert np.isnan(multi_class_hinge([0], [[np.nan, 0]]))
        assert np.isnan(multi_class_hinge_gradient([0], [[0, np.nan]])).all()

    def test_does_not_change_its_arguments(self):
        labels, rows = LABELS.copy(), ROWS.copy()
        multi_class_hinge_gradient(labels, rows)
        np.testing.assert_array_equal(labels, LABELS)
        np.testing.assert_array_equal(rows, ROWS)

    def test_float32_stays(self):
        assert multi_class_hinge_gradient(LABELS, ROWS.astype(np.float32)).dtype == np.float32

    @pytest.mark.parametrize(
        ("labels", "scores", "error", "message"),
        [
            ([4], [[1, 2, 3, 4]], LabelError, r"`y_true` must hold class indices below 4, got 4"),
            ([-1], [[1, 2]], LabelError, r"`y_true` must hold class indices from 0 up, got -1"),
            ([[0]], [[1, 2]], ShapeError, r"`y_true` must have shape \(1,\), a label a row, got \(1, 1\)"),
            ([0], [1, 2], ShapeError, r"`scores` must be 2-D, got shape \(2,\)"),
            ([], np.empty((0, 2)), ShapeError, r"`scores` must hold at least one sample, got shape \(0, 2\)"),
        ],
    )
    def test_refuses(self, labels, scores, error, message):
        for function in (multi_class_hinge, multi_class_hinge_gradient):
            with pytest.raises(error, match=message):
                function(labels, scores)

    @pytest.mark.parametrize("margin", [-1, np.inf, np.nan])
    def test_refuses_a_margin_out_of_range(self, margin):
        with pytest.raises(RangeError, match=rf"`margin` must be in \[0, inf\), got {margin}"):
            multi_class_hinge(LABELS, ROWS, margin)
