"""Second-order optimizers: the curvature decides the length of the step, so there is no learning rate.

Both need more than a gradient, and get it when they are made: Newton's method the matrix of second
derivatives, L-BFGS the function itself, for its line search. Both are for whole-batch gradients: curvature
estimated from a different mini-batch at each step misleads.
"""

from collections import deque

import numpy as np

from source_lib.checks import check_count
from source_lib.errors import RangeError, ShapeError
from source_lib.optimizer import Optimizer

__all__ = ["LBFGS", "Newton", "two_loop_recursion", "wolfe_line_search"]


class Newton(Optimizer):
    """Newton's method: ``w = w - H^-1 dw`` with the Hessian `H`. It ends a quadratic in one step.

    It goes to where the gradient vanishes, be that a minimum, a saddle or a maximum.

    Parameters
    ----------
    hessian : callable
        Takes parameters (any shape, n numbers in all), returns the matrix of second derivatives, (n, n).

    Raises
    ------
    ShapeError
        At a step, if the matrix is not (n, n).
    RangeError
        At a step, if the matrix is singular.

    References
    ----------
    J. Nocedal and S. Wright, "Numerical optimization", 2006, section 3.3.
    """

    def __init__(self, hessian):
        self.hessian = hessian

    def _move(self, parameters, gradients):
        hessian = np.asarray(self.hessian(parameters))
        if hessian.shape != (parameters.size, parameters.size):
            raise ShapeError(
                f"`hessian` must return shape {(parameters.size, parameters.size)}, got {hessian.shape}"
            )
        try:
            move = np.linalg.solve(hessian, gradients.ravel())
        except np.linalg.LinAlgError:
            raise RangeError("`hessian` must be invertible, got a singular matrix") from None
        return (parameters - move.reshape(parameters.shape)).astype(parameters.dtype, copy=False)


class LBFGS(Optimizer):
    """L-BFGS: Newton's step with an inverse Hessian that is never formed, only applied.

    What it knows of the curvature are the last few moves, and how the gradient changed along each.

    Parameters
    ----------
    function_and_gradient : callable
        Takes parameters, returns the value there and the gradient there; the same function at every step.
    memory : int
        How many moves to remember, at least 1.

    Raises
    ------
    RangeError
        If `memory` is less than 1.

    Notes
    -----
    At a minimum, where no step lowers the function any more, it stays where it is.

    References
    ----------
    J. Nocedal and S. Wright, "Numerical optimization", 2006, algorithm 7.5.
    """

    def __init__(self, function_and_gradient, memory=10):
        self.function_and_gradient = function_and_gradient
        self.pairs: deque = deque(maxlen=check_count(memory, "memory"))
        self._before = None

    def _move(self, parameters, gradients):
        self._remember(parameters.ravel(), gradients.ravel())
        direction = -two_loop_recursion(gradients.ravel(), self.pairs).reshape(parameters.shape)
        length = wolfe_line_search(self.function_and_gradient, parameters, direction)
        return (parameters + length * direction).astype(parameters.dtype, copy=False)

    def _remember(self, parameters, gradients):
        if self._before is not None:
            move, change = parameters - self._before[0], gradients - self._before[1]
            # Only a positive curvature keeps the approximation positive definite, its steps downhill.
            if move @ change > np.finfo(change.dtype).eps * (change @ change):
                self.pairs.append((move, change))
        self._before = parameters.copy(), gradients.copy()


def two_loop_recursion(gradients, pairs):
    """Multiply the gradient by the approximate inverse Hessian of L-BFGS.

    Parameters
    ----------
    gradients : ndarray, shape (n,)
        The gradient now.
    pairs : sequence of (ndarray, ndarray), each of shape (n,)
        Moves and the changes of the gradient along them, oldest first, each with a positive dot product.
        Without any, the result is the gradient, shortened to length one if it is longer.

    Returns
    -------
    ndarray, shape (n,)

    References
    ----------
    J. Nocedal and S. Wright, "Numerical optimization", 2006, algorithm 7.4 and equation 7.20.
    """
    result = np.array(gradients)
    if not pairs:
        return result / max(1.0, float(np.linalg.norm(result)))
    weights = []
    for move, change in reversed(pairs):
        weights.append(move @ result / (move @ change))
        result -= weights[-1] * change
    move, change = pairs[-1]
    result *= move @ change / (change @ change)
    for (move, change), weight in zip(pairs, reversed(weights), strict=True):
        result += (weight - change @ result / (move @ change)) * move
    return result


def wolfe_line_search(function_and_gradient, start, direction, sufficient=1e-4, curvature=0.9, trials=60):
    """Find how far to go along a direction: far enough, and not too far, in the sense of Wolfe.

    Far enough: the slope along `direction` is at least `curvature` times the slope at the start. Not too far:
    the function falls by at least `sufficient` times what that first slope promised. A trial that breaks one
    bound becomes the end of the interval to halve; until there is an upper end, the length doubles.

    Parameters
    ----------
    function_and_gradient : callable
        Takes parameters, returns the value there and the gradient there.
    start : ndarray
        Any shape.
    direction : ndarray
        Downhill; shape of `start`.
    sufficient, curvature : float
        With ``0 < sufficient < curvature < 1``.
    trials : int
        How many lengths to try at most.

    Returns
    -------
    float
        The length. If no trial keeps both bounds, the longest that was not too far; 0.0 if there is none,
        or if `direction` does not lead downhill.

    References
    ----------
    J. Nocedal and S. Wright, "Numerical optimization", 2006, section 3.1.
    A. Lewis and M. Overton, "Nonsmooth optimization via quasi-Newton methods", 2013, section 4.2.
    """
    value, gradient = function_and_gradient(start)
    slope = np.vdot(gradient, direction)
    low, high, length = 0.0, np.inf, 1.0
    for _ in range(trials if slope < 0 else 0):
        new_value, new_gradient = function_and_gradient(start + length * direction)
        if not new_value <= value + sufficient * length * slope:  # also when it is NaN
            high = length
        elif np.vdot(new_gradient, direction) < curvature * slope:
            low = length
        else:
            return length
        length = (low + high) / 2 if high < np.inf else 2 * low
    return low
