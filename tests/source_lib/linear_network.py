"""A stand-in network of one linear layer: the smallest thing that keeps `Sequential`'s contract."""

import numpy as np

__all__ = ["SQUARED_ERROR", "LinearNetwork", "cross_entropy", "cross_entropy_gradient"]


class LinearNetwork:
    def __init__(self, features, units, dtype=np.float64):
        self.shape = features, units
        self._parameters = np.zeros((features + 1) * units, dtype)
        self.is_weight = np.arange(self._parameters.size) < features * units
        self.trained_on = []  # every batch that was seen in training

    @property
    def weights(self):
        return self._parameters[self.is_weight].reshape(self.shape)

    @property
    def parameters(self):
        return self._parameters.copy()

    @parameters.setter
    def parameters(self, values):
        self._parameters[...] = values

    def forward(self, X, training=False):
        if training:
            self.trained_on.append(X)
        self.X = X
        with np.errstate(all="ignore"):
            return X @ self.weights + self._parameters[~self.is_weight]

    def backward(self, grad_output, input_gradient=True):
        with np.errstate(all="ignore"):
            self.gradients = np.concatenate([(self.X.T @ grad_output).ravel(), grad_output.sum(axis=0)])
            return grad_output @ self.weights.T


def cross_entropy(y_true, y_pred):
    with np.errstate(all="ignore"):
        top = y_pred.max(axis=1, keepdims=True)
        scores = y_pred - top
        return np.mean(np.log(np.exp(scores).sum(axis=1)) - scores[np.arange(len(y_true)), y_true])


def cross_entropy_gradient(y_true, y_pred):
    with np.errstate(all="ignore"):
        powers = np.exp(y_pred - y_pred.max(axis=1, keepdims=True))
        return (powers / powers.sum(axis=1, keepdims=True) - np.eye(y_pred.shape[1])[y_true]) / len(y_true)


def _squared_error(y_true, y_pred):
    with np.errstate(all="ignore"):
        return np.mean((y_pred - y_true) ** 2)


def _squared_error_gradient(y_true, y_pred):
    with np.errstate(all="ignore"):
        return 2 * (y_pred - y_true) / y_pred.size


SQUARED_ERROR = _squared_error, _squared_error_gradient
