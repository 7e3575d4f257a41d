"""The residual block: layers learn what to add to their input, and the gradient gets a way around them."""

from source_lib.errors import ShapeError
from source_lib.layer import Layer, as_layers

__all__ = ["ResidualBlock"]


class ResidualBlock(Layer):
    """A branch of layers with a shortcut around it: ``X + branch(X)``.

    The gradient of the input is ``grad_output`` plus what comes back through the branch. However small the
    branch makes its part, the shortcut passes the whole of it on, through any number of blocks.

    Parameters
    ----------
    layers : sequence of Layer
        The branch; its output must have the shape of its input.

    Raises
    ------
    ArgumentError
        If there is no layer, or one is not a `Layer`.

    References
    ----------
    K. He et al., "Deep residual learning for image recognition", 2016, section 3.
    """

    def __init__(self, layers):
        self.sublayers = as_layers(layers)

    def _forward(self, X, training):
        branch = X
        for layer in self.sublayers:
            branch = layer.forward(branch, training)
        if branch.shape != X.shape:
            raise ShapeError(f"`layers` must end in the shape they begin with, {X.shape}, got {branch.shape}")
        return X + branch, None

    def _backward(self, grad_output, memory):
        grad_branch = grad_output
        for layer in reversed(self.sublayers):
            grad_branch = layer.backward(grad_branch)
        return grad_output + grad_branch
