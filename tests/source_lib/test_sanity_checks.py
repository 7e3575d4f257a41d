"""The checks before training, against scikit-learn's losses and on networks whose fate is known."""

import numpy as np
import pytest
from sklearn.metrics import hinge_loss, log_loss

from nnlab.datasets import load_digits, xor_points
from source_lib.binary_cross_entropy import (
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_gradient,
)
from source_lib.categorical_cross_entropy import softmax_cross_entropy, softmax_cross_entropy_gradient
from source_lib.errors import RangeError, UnknownNameError
from source_lib.losses import mse, mse_gradient
from source_lib.networks import multilayer_perceptron
from source_lib.optimizers import Adam, GradientDescent
from source_lib.sanity_checks import chance_loss, overfit_tiny_subset


class TestChanceLoss:
    @pytest.mark.parametrize("n_classes", [2, 3, 10, 1000])
    def test_is_the_loss_of_equal_scores(self, n_classes):
        labels, equal = np.arange(n_classes), np.zeros((n_classes, n_classes))
        assert chance_loss(n_classes) == pytest.approx(log_loss(labels, equal + 1 / n_classes))
        every_wrong_class = sum(np.maximum(0, equal[0] - equal[0, 0] + 1)[1:])
        assert chance_loss(n_classes, "multi_class_hinge") == every_wrong_class

    def test_two_classes_agree_with_the_binary_hinge(self):
        assert chance_loss(2, "multi_class_hinge") == hinge_loss([1, -1], [0, 0])

    def test_an_unknown_loss_is_refused_with_the_nearest_one(self):
        with pytest.raises(UnknownNameError, match="did you mean 'softmax_cross_entropy'"):
            chance_loss(10, "softmax_crossentropy")

    @pytest.mark.parametrize("n_classes", [1, 0, 2.5, np.nan, np.inf])
    def test_refuses_what_is_no_number_of_classes(self, n_classes):
        with pytest.raises(RangeError, match="`n_classes` must be"):
            chance_loss(n_classes)


@pytest.fixture
def rng():
    return np.random.default_rng(5)


class TestOverfitTinySubset:
    def test_a_sound_network_learns_twenty_digits_by_heart(self, rng):
        network = multilayer_perceptron((64, 32, 10), rng)
        loss = softmax_cross_entropy, softmax_cross_entropy_gradient
        history = overfit_tiny_subset(network, loss, *load_digits("train"), Adam(0.01), rng)
        assert history.train_loss[0] == pytest.approx(chance_loss(10), rel=0.2)
        assert history.train_loss[-1] < 0.01
        assert history.train_accuracy[-1] == 1

    def test_a_network_that_cannot_bend_does_not_learn_xor(self, rng):
        loss = binary_cross_entropy_from_logits, binary_cross_entropy_from_logits_gradient
        X, y = xor_points()
        options = {"samples": 4, "epochs": 400}
        line, bent = multilayer_perceptron((2, 1), rng), multilayer_perceptron((2, 8, 1), rng, "tanh")
        straight = overfit_tiny_subset(line, loss, X, y[:, np.newaxis], Adam(0.05), rng, **options)
        assert straight.train_loss[-1] == pytest.approx(np.log(2), rel=1e-3)
        assert straight.train_accuracy[-1] < 1
        curved = overfit_tiny_subset(bent, loss, X, y[:, np.newaxis], Adam(0.05), rng, **options)
        assert curved.train_loss[-1] < 0.01

    def test_every_step_sees_the_whole_subset(self, rng):
        # For a squared error over samples at unit distance each step shortens the error by one factor.
        network, X, y = multilayer_perceptron((3, 1), rng), np.eye(3), np.array([[1.0], [-2.0], [3.0]])
        network.layers[0].biases = [0.0]
        history = overfit_tiny_subset(
            network, (mse, mse_gradient), X, y, GradientDescent(0.3), rng, samples=3, epochs=100
        )
        assert (np.diff(history.train_loss) < 0).all()
        assert history.train_loss[-1] < 1e-6

    def test_uses_no_more_samples_than_asked(self, rng):
        seen = []

        def watch(y_true, y_pred):
            seen.append(len(y_true))
            return mse(y_true, y_pred)

        network = multilayer_perceptron((2, 1), rng)
        X, y = rng.normal(size=(50, 2)), rng.normal(size=(50, 1))
        overfit_tiny_subset(network, (watch, mse_gradient), X, y, Adam(), rng, samples=7, epochs=3)
        assert set(seen) == {7}

    @pytest.mark.parametrize("options", [{"samples": 0}, {"epochs": -1}])
    def test_refuses_senseless_numbers(self, rng, options):
        with pytest.raises(RangeError, match="must be in"):
            overfit_tiny_subset(
                multilayer_perceptron((2, 1), rng),
                (mse, mse_gradient),
                np.eye(2),
                np.ones((2, 1)),
                Adam(),
                rng,
                **options,
            )
