"""Optimizers: how the gradient becomes the next parameters.

Each is an `Optimizer`: one method, ``step(parameters, gradients)``. `minimize` walks a whole path with it.

Batch, stochastic and mini-batch gradient descent are one and the same step. They differ only in the samples
over which the gradient was averaged: all of them, one, or a few. Choosing those is `training`'s business.
"""

import math

import numpy as np

from source_lib.checks import check_known, check_number
from source_lib.optimizer import Optimizer, minimize

__all__ = [
    "OPTIMIZERS",
    "Adagrad",
    "Adam",
    "GradientDescent",
    "Momentum",
    "Nesterov",
    "NesterovLookAhead",
    "Optimizer",
    "RMSprop",
    "minimize",
    "optimizer_by_name",
]


class GradientDescent(Optimizer):
    """Gradient descent: ``w = w - learning_rate * dw``.

    Parameters
    ----------
    learning_rate : float
        At least 0. It may be set again between steps, as the `schedules` do; so in every subclass.

    Raises
    ------
    RangeError
        If a number lies outside its range; so in every subclass.

    References
    ----------
    I. Goodfellow, Y. Bengio and A. Courville, "Deep Learning", 2016, sections 4.3 and 8.3.1.
    """

    def __init__(self, learning_rate=0.01):
        self.learning_rate = learning_rate

    @property
    def learning_rate(self):
        """Length of a step for a gradient of length one."""
        return self._learning_rate

    @learning_rate.setter
    def learning_rate(self, value):
        # A Python float, unlike a NumPy one, leaves float32 arrays float32.
        self._learning_rate = float(check_number(value, "learning_rate", 0, include_high=False))

    def _move(self, parameters, gradients):
        return parameters - self.learning_rate * gradients


class Momentum(GradientDescent):
    """Momentum: ``v = mu * v - learning_rate * dw; w = w + v``.

    Parameters
    ----------
    learning_rate : float
        At least 0.
    mu : float
        The share of the velocity that survives a step, in [0, 1); 0 is gradient descent.

    References
    ----------
    B. Polyak, "Some methods of speeding up the convergence of iteration methods", 1964.
    """

    def __init__(self, learning_rate=0.01, mu=0.9):
        super().__init__(learning_rate)
        self.mu = _share(mu, "mu")

    def _start(self, parameters):
        self.velocity = np.zeros_like(parameters)

    def _move(self, parameters, gradients):
        self.velocity *= self.mu
        self.velocity -= self.learning_rate * gradients
        return parameters + self.velocity


class NesterovLookAhead(Momentum):
    """Nesterov momentum as it is explained: momentum, but with the gradient at ``w + mu * v``.

    The caller has to take the gradient at ``gradient_point(parameters)``, which is where the velocity alone
    would carry `parameters`; `minimize` and `training.train` do.

    References
    ----------
    Y. Nesterov, "A method of solving a convex programming problem with convergence rate O(1/k^2)", 1983.
    I. Sutskever et al., "On the importance of initialization and momentum in deep learning", 2013.
    """

    def gradient_point(self, parameters):
        """Return ``parameters + mu * velocity``; before the first step, `parameters`."""
        return parameters if self._shape is None else parameters + self.mu * self.velocity


class Nesterov(Momentum):
    """Nesterov momentum as it is used: ``v' = mu * v - learning_rate * dw; w = w - mu * v + (1 + mu) * v'``.

    It keeps, under the name `parameters`, the look-ahead point ``w + mu * v`` of `NesterovLookAhead`, so
    the gradient is taken at the parameters as with any other method. The last line is computed in its
    shorter form ``w + mu * v' - learning_rate * dw``.

    References
    ----------
    Y. Bengio, N. Boulanger-Lewandowski and R. Pascanu, "Advances in optimizing recurrent networks", 2012.
    """

    def _move(self, parameters, gradients):
        downhill = self.learning_rate * gradients
        self.velocity *= self.mu
        self.velocity -= downhill
        return parameters + (self.mu * self.velocity - downhill)


class Adagrad(GradientDescent):
    """Adagrad: ``cache = cache + dw^2; w = w - learning_rate * dw / (sqrt(cache) + eps)``.

    Every parameter has a rate of its own. The cache only grows, so the steps only shrink, often too early.

    Parameters
    ----------
    learning_rate : float
        At least 0.
    eps : float
        Above 0; keeps the division possible where no gradient has been seen yet.

    References
    ----------
    J. Duchi, E. Hazan and Y. Singer, "Adaptive subgradient methods", 2011.
    """

    def __init__(self, learning_rate=0.01, eps=1e-8):
        super().__init__(learning_rate)
        self.eps = _positive(eps, "eps")

    def _start(self, parameters):
        self.cache = np.zeros_like(parameters)

    def _move(self, parameters, gradients):
        self._collect(gradients * gradients)
        return parameters - self.learning_rate * gradients / (np.sqrt(self.cache) + self.eps)

    def _collect(self, squares):
        self.cache += squares


class RMSprop(Adagrad):
    """RMSprop: Adagrad with a leaky cache, ``cache = decay * cache + (1 - decay) * dw^2``.

    Parameters
    ----------
    learning_rate : float
        At least 0.
    decay : float
        The share of the cache that survives a step, in [0, 1).
    eps : float
        Above 0.

    References
    ----------
    T. Tieleman and G. Hinton, "Neural networks for machine learning", lecture 6.5, 2012.
    """

    def __init__(self, learning_rate=0.001, decay=0.99, eps=1e-8):
        super().__init__(learning_rate, eps)
        self.decay = _share(decay, "decay")

    def _collect(self, squares):
        squares *= 1 - self.decay
        self.cache *= self.decay
        self.cache += squares


class Adam(GradientDescent):
    """Adam: a running mean `m` of the gradient over the root of a running mean `v` of its square.

    ::

        m = beta1 * m + (1 - beta1) * dw
        v = beta2 * v + (1 - beta2) * dw^2
        w = w - learning_rate * m_hat / (sqrt(v_hat) + eps)

    Both means start at 0 and so are too small at first. At step t, ``m_hat = m / (1 - beta1^t)`` and
    ``v_hat = v / (1 - beta2^t)`` correct this bias; the simplified form takes `m` and `v` as they are.

    Parameters
    ----------
    learning_rate : float
        At least 0.
    beta1, beta2 : float
        The share of each mean that survives a step, in [0, 1).
    eps : float
        Above 0.
    bias_correction : bool
        False for the simplified form, whose first steps are about ``(1 - beta1) / sqrt(1 - beta2)`` times
        as long: 3.2 times with the usual values.

    References
    ----------
    D. Kingma and J. Ba, "Adam: a method for stochastic optimization", 2015, algorithm 1.
    """

    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
        super().__init__(learning_rate)
        self.beta1, self.beta2 = _share(beta1, "beta1"), _share(beta2, "beta2")
        self.eps = _positive(eps, "eps")
        self.bias_correction = bias_correction
        self.steps = 0

    def _start(self, parameters):
        self.m, self.v, self._scratch = (np.zeros_like(parameters) for _ in range(3))

    def _move(self, parameters, gradients):
        self.steps += 1
        self._average(gradients)
        rate, eps = self.learning_rate, self.eps
        if self.bias_correction:
            # m_hat / (sqrt(v_hat) + eps), with both corrections moved out of the arrays.
            root = math.sqrt(1 - self.beta2**self.steps)
            rate, eps = rate * root / (1 - self.beta1**self.steps), eps * root
        move = np.sqrt(self.v, out=self._scratch)
        move += eps
        np.divide(self.m, move, out=move)
        move *= rate
        return parameters - move

    def _average(self, gradients):
        """Update both means, in place: this is the inner loop of training."""
        share = np.multiply(gradients, 1 - self.beta1, out=self._scratch)
        self.m *= self.beta1
        self.m += share
        share = np.multiply(gradients, gradients, out=self._scratch)
        share *= 1 - self.beta2
        self.v *= self.beta2
        self.v += share


OPTIMIZERS = {
    "gradient_descent": GradientDescent,
    "momentum": Momentum,
    "nesterov": Nesterov,
    "nesterov_look_ahead": NesterovLookAhead,
    "adagrad": Adagrad,
    "rmsprop": RMSprop,
    "adam": Adam,
}


def optimizer_by_name(name, **options):
    """Return a new optimizer, by its name in `OPTIMIZERS`.

    Second-order methods need more than a gradient, so they have no entry; see `second_order`.

    Raises
    ------
    UnknownNameError
        If there is none of that name; the message suggests the nearest one.
    """
    return OPTIMIZERS[check_known(name, "name", OPTIMIZERS)](**options)


def _share(value, name):
    return float(check_number(value, name, 0, 1, include_high=False))


def _positive(value, name):
    return float(check_number(value, name, 0, include_low=False, include_high=False))
