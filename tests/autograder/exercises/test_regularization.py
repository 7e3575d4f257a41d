"""Where no function of the library is asked for, the reference stands beside the exercise: it is tested here."""

import numpy as np
import pytest

from autograder.exercises import topic
from autograder.exercises.cases import with_cases
from autograder.exercises.regularization.stopping import STOPPING

RIGHT = topic("regularization").references


class TestAccuracy:
    def test_is_what_scikit_learn_computes(self):
        metrics = pytest.importorskip("sklearn.metrics", reason="scikit-learn is an optional oracle")
        rng = np.random.default_rng(0)
        scores, labels = rng.normal(size=(40, 3)), rng.integers(3, size=40)
        expected = metrics.accuracy_score(labels, scores.argmax(axis=1))
        assert RIGHT["share_correct"](scores, labels) == pytest.approx(expected)
        assert RIGHT["generalization_gap"](scores, labels, -scores, labels) == pytest.approx(
            expected - metrics.accuracy_score(labels, scores.argmin(axis=1))
        )


class TestRegularizedLoss:
    def test_gradients_are_measured_slopes_of_the_penalty_and_leave_biases_alone(self):
        rng = np.random.default_rng(1)
        layers = [
            (rng.normal(size=(3, 2)), rng.normal(size=2)),
            (rng.normal(size=(2, 1)), rng.normal(size=1)),
        ]
        zeros = [tuple(np.zeros_like(part) for part in layer) for layer in layers]
        gradients = RIGHT["regularized_gradients"](zeros, layers, 0.7)
        for i, layer in enumerate(layers):
            for j, part in enumerate(layer):
                for place in np.ndindex(part.shape):
                    ends = []
                    for change in (1e-4, -1e-4):
                        moved = [[np.array(p) for p in pair] for pair in layers]
                        moved[i][j][place] += change
                        ends.append(RIGHT["regularized_loss"](2.0, moved, 0.7))
                    assert gradients[i][j][place] == pytest.approx((ends[0] - ends[1]) / 2e-4, abs=1e-8)


class TestWeightDecay:
    @pytest.mark.parametrize(("decay", "steps"), [(0.1, 0), (0.1, 1), (0.25, 7), (0.5, 40)])
    def test_shrinks_in_proportion(self, decay, steps):
        weights = np.array([[3.0, -1.0], [0.5, 0.0]])
        left = RIGHT["decay_weights"](weights, decay, steps)
        np.testing.assert_allclose(left, weights * (1 - decay) ** steps, rtol=1e-12)


class TestEarlyStopping:
    """Epochs are counted here by hand, or by looking at every prefix, not by the library's class."""

    @pytest.mark.parametrize(
        ("losses", "patience", "expected"),
        [
            ([5, 3, 4, 2, 6, 7, 1], 2, [5, 3]),
            ([3, 2, 2, 2, 1], 2, [3, 1]),
            ([4, 3, 2, 1], 1, [3, 3]),
            ([1, 2], 1, [1, 0]),
            ([1], 3, [0, 0]),
        ],
    )
    def test_small_runs_counted_by_hand(self, losses, patience, expected):
        assert RIGHT["early_stopping"](np.array(losses, dtype=float), patience) == expected

    def test_stops_at_the_first_prefix_whose_best_lies_far_enough_back(self):
        rng = np.random.default_rng(2)
        for _ in range(50):
            losses, patience = rng.integers(8, size=12).astype(float), int(rng.integers(1, 5))
            best = [int(np.argmin(losses[: end + 1])) for end in range(12)]
            stops = [end for end in range(12) if end - best[end] >= patience]
            stopped = stops[0] if stops else 11
            assert RIGHT["early_stopping"](losses, patience) == [stopped, best[stopped]]

    def test_drawn_runs_stop_before_the_end_and_at_it(self):
        drawn = [with_cases(STOPPING, np.random.default_rng(seed), RIGHT).parts[0] for seed in range(5)]
        early = [case.expected[0] < len(case.inputs["losses"]) - 1 for part in drawn for case in part.cases]
        assert np.mean(early) > 0.5


class TestVote:
    def test_is_the_mode_and_the_lowest_of_several(self):
        stats = pytest.importorskip("scipy.stats", reason="SciPy is an optional oracle")
        probabilities = np.random.default_rng(3).random((6, 50, 4))
        expected = stats.mode(probabilities.argmax(axis=2), axis=0).mode
        np.testing.assert_array_equal(RIGHT["vote_of_models"](probabilities), expected)


class TestAdversarialImages:
    def test_raise_a_linear_loss_as_far_as_any_change_of_that_size_can(self):
        rng = np.random.default_rng(4)
        X, slope = rng.uniform(0.3, 0.7, 30), rng.normal(size=30)
        attacked = RIGHT["adversarial_images"](X, slope, 0.1)
        others = X + rng.uniform(-0.1, 0.1, (500, 30))
        assert (slope @ attacked >= others @ slope).all()
        assert np.abs(attacked - X).max() == pytest.approx(0.1)
