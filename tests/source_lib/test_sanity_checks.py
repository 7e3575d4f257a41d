"""The checks before training, against scikit-learn's losses and on networks whose fate is known."""

import numpy as np
import pytest
from sklearn.metrics import hinge_loss, log_loss

from source_lib.errors import RangeError, UnknownNameError
from source_lib.sanity_checks import chance_loss, overfit_tiny_subset


class TestChanceLoss:
    @pytest.mark.parametrize("n_classes", [2, 3, 10, 1000])
    def test_is_the_loss_of_equal_scores(self, n_classes):
        labels, equal = np.arange(n_classes), np.zeros((n_classes, n_classes))
        assert chance_loss(n_classes) == pytest.approx(log_loss(labels, equal + 1 / n_classes))
        every_wrong_class = sum(np.maximum(0, equal[0] - equal[0, 0] + 1)[1:])
        assert chance_loss(n_classes, "svm") == every_wrong_class

    def test_two_classes_agree_with_the_binary_hinge(self):
        assert chance_loss(2, "svm") == hinge_loss([1, -1], [0, 0])

    def test_an_unknown_loss_is_refused_with_the_nearest_one(self):
        with pytest.raises(UnknownNameError, match="did you mean 'softmax'"):
            chance_loss(10, "sofmax")

    @pytest.mark.parametrize("n_classes", [1, 0, 2.5, np.nan, np.inf])
    def test_refuses_what_is_no_number_of_classes(self, n_classes):
        with pytest.raises(RangeError, match="`n_classes` must be"):
            chance_loss(n_classes)


class Line:
    """One unit, ``X @ parameters``: small enough to know by hand what training does."""

    def __init__(self, features):
        self.parameters = np.zeros(features)

    def forward(self, X, training):
        self.X = np.asarray(X)
        return self.X @ self.parameters

    def backward(self, grad_output):
        self.gradients = self.X.T @ grad_output


class Descent:
    def __init__(self, learning_rate):
        self.learning_rate = learning_rate

    def step(self, parameters, gradients):
        return parameters - self.learning_rate * gradients


def half_square(y_true, y_pred):
    with np.errstate(over="ignore"):
        return 0.5 * np.sum((y_pred - y_true) ** 2)


def half_square_gradient(y_true, y_pred):
    return y_pred - y_true


class TestOverfitTinySubset:
    def run(self, X, y, learning_rate=0.1, steps=200):
        return overfit_tiny_subset(
            Line(X.shape[1]), half_square, half_square_gradient, Descent(learning_rate), X, y, steps
        )

    def test_a_network_that_can_learn_the_samples_does(self):
        losses = self.run(np.eye(3), np.array([1.0, -2.0, 3.0]))
        # Each step shortens the error of every sample by the factor 0.9.
        np.testing.assert_allclose(losses, 7 * 0.81 ** np.arange(201), atol=1e-20)

    def test_one_that_cannot_stays_above_zero(self):
        losses = self.run(np.ones((2, 1)), np.array([1.0, -1.0]))
        assert losses.min() == pytest.approx(1)

    def test_too_high_a_learning_rate_shows(self):
        losses = self.run(np.eye(1), np.array([1.0]), learning_rate=3)
        np.testing.assert_allclose(losses, 0.5 * 4.0 ** np.arange(201))

    def test_no_steps_give_the_first_loss(self):
        assert self.run(np.eye(1), np.array([2.0]), steps=0) == [2]

    def test_refuses_a_negative_number_of_steps(self):
        with pytest.raises(RangeError, match="`steps` must be"):
            self.run(np.eye(1), np.array([2.0]), steps=-1)
