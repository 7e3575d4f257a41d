"""Batch normalisation: standardise every feature over the batch, then let the network rescale it."""

import numpy as np

from source_lib.checks import as_float, as_matrix, check_count, check_number
from source_lib.errors import ShapeError
from source_lib.layer import Layer

__all__ = ["BatchNorm", "batch_norm", "batch_norm_backward", "batch_statistics"]


def batch_statistics(X):
    """Mean and variance of each feature over the batch (the variance divides by the number of samples).

    Parameters
    ----------
    X : array_like, shape (samples, features)
        A batch.

    Returns
    -------
    mean, variance : ndarray, shape (features,)

    Raises
    ------
    ShapeError
        If there is no sample.
    """
    X = as_matrix(X, "X")
    if not len(X):
        raise ShapeError(f"`X` must have at least one sample to take statistics of, got shape {X.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        return X.mean(axis=0), X.var(axis=0)


def batch_norm(X, gamma, beta, mean, variance, eps=1e-5):
    """Standardise with the given statistics, then scale and shift: ``gamma (X - mean) / std + beta``.

    In training the statistics are those of the batch itself, in test the running ones.

    Parameters
    ----------
    X : array_like, shape (samples, features)
        A batch.
    gamma, beta : array_like, shape (features,)
        The learned scale and shift.
    mean, variance : array_like, shape (features,)
        Statistics of each feature.
    eps : float
        Positive; ``std = sqrt(variance + eps)``, so a constant feature is not divided by zero.

    Returns
    -------
    output : ndarray, shape (samples, features)
    X_hat : ndarray, shape (samples, features)
        The standardised features, before scale and shift.
    std : ndarray, shape (features,)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.
    RangeError
        If `eps` is not positive.

    References
    ----------
    S. Ioffe and C. Szegedy, "Batch normalization", 2015, algorithms 1 and 2.
    """
    X = as_matrix(X, "X")
    gamma, beta = _as_row(gamma, "gamma", X), _as_row(beta, "beta", X)
    mean, variance = _as_row(mean, "mean", X), _as_row(variance, "variance", X)
    eps = float(check_number(eps, "eps", low=0, include_low=False))
    with np.errstate(over="ignore", invalid="ignore"):
        std = np.sqrt(variance + eps)
        X_hat = (X - mean) / std
        return gamma * X_hat + beta, X_hat, std


def batch_norm_backward(grad_output, X_hat, gamma, std):
    """Gradients of `batch_norm` in training, where the statistics themselves depend on the batch.

    Parameters
    ----------
    grad_output : array_like, shape (samples, features)
        Gradient of the loss with respect to the output.
    X_hat : array_like, shape (samples, features)
        As returned by `batch_norm`.
    gamma : array_like, shape (features,)
        The learned scale.
    std : array_like, shape (features,)
        As returned by `batch_norm`.

    Returns
    -------
    grad_X : ndarray, shape (samples, features)
        Sums to zero over the batch: shifting a feature changes nothing.
    grad_gamma, grad_beta : ndarray, shape (features,)

    Raises
    ------
    ShapeError
        If the shapes do not fit together.

    References
    ----------
    S. Ioffe and C. Szegedy, "Batch normalization", 2015, section 3.
    """
    X_hat = as_matrix(X_hat, "X_hat")
    grad_output = as_matrix(grad_output, "grad_output", columns=X_hat.shape[1])
    gamma, std = _as_row(gamma, "gamma", X_hat), _as_row(std, "std", X_hat)
    if len(grad_output) != len(X_hat):
        raise ShapeError(f"`grad_output` must have {len(X_hat)} rows, got shape {grad_output.shape}")
    with np.errstate(over="ignore", invalid="ignore"):
        grad_gamma, grad_beta = (grad_output * X_hat).sum(axis=0), grad_output.sum(axis=0)
        through_statistics = (grad_beta + X_hat * grad_gamma) / max(len(X_hat), 1)
        return gamma / std * (grad_output - through_statistics), grad_gamma, grad_beta


class BatchNorm(Layer):
    """Batch normalisation layer; put it before an activation.

    Parameters
    ----------
    inputs : int
        Number of features, at least 1.
    momentum : float
        In [0, 1]: how much of the running statistics each training batch leaves. (PyTorch calls the
        other share, ``1 - momentum``, by this name.)
    eps : float
        Positive; see `batch_norm`.
    dtype : dtype
        float64, or float32 for speed.

    Attributes
    ----------
    gamma, beta : ndarray, shape (features,)
        Scale and shift; they begin as 1 and 0.
    running_mean, running_variance : ndarray, shape (features,)
        What is used in test, moved by every forward pass in training, but no parameters. The variance
        is the unbiased estimate, ``samples / (samples - 1)`` times the batch's own (of one sample: 0).

    Raises
    ------
    RangeError
        If an argument is out of its range.

    References
    ----------
    S. Ioffe and C. Szegedy, "Batch normalization", 2015, algorithm 2.
    """

    ndim = 2

    def __init__(self, inputs, momentum=0.9, eps=1e-5, dtype=np.float64):
        self.inputs = check_count(inputs, "inputs")
        self.momentum = float(check_number(momentum, "momentum", low=0, high=1))
        self.eps = float(check_number(eps, "eps", low=0, include_low=False))
        self.dtype = np.dtype(dtype)
        self._add_parameters(gamma=np.ones(self.inputs, dtype), beta=np.zeros(self.inputs, dtype))
        self.running_mean, self.running_variance = self.beta.copy(), self.gamma.copy()

    def _forward(self, X, training):
        mean, variance = batch_statistics(X) if training else (self.running_mean, self.running_variance)
        output, X_hat, std = batch_norm(X, self.gamma, self.beta, mean, variance, self.eps)
        if training:
            unbiased = variance * (len(X) / max(len(X) - 1, 1))
            self.running_mean = self._blend(self.running_mean, mean)
            self.running_variance = self._blend(self.running_variance, unbiased)
        return output, (X_hat, std, training)

    def _blend(self, running, new):
        return self.momentum * running + (1 - self.momentum) * new

    def _backward(self, grad_output, memory):
        X_hat, std, training = memory
        grad_X, self.grad_gamma[...], self.grad_beta[...] = batch_norm_backward(
            grad_output, X_hat, self.gamma, std
        )
        return grad_X if training else grad_output * (self.gamma / std)


def _as_row(values, name, X):
    """Return `values` as a float array with one number for each feature of `X`."""
    row = as_float(values, name, ndim=1)
    if len(row) != X.shape[1]:
        raise ShapeError(f"`{name}` must have {X.shape[1]} numbers, one a feature, got {len(row)}")
    return row
