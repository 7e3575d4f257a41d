"""PyTorch's recurrent layers as an oracle for those of the library."""

import numpy as np


def randomised(layer, rng):
    """Give every parameter of a layer a random value, biases too."""
    for name in layer.parameters:
        setattr(layer, name, rng.normal(scale=0.6, size=getattr(layer, name).shape))
    return layer


def load_into_pytorch(layer, theirs, torch):
    """Copy the parameters into a PyTorch layer whose gates stand in the same order."""
    theirs.weight_ih_l0.data = torch.tensor(layer.input_weights.T)
    theirs.weight_hh_l0.data = torch.tensor(layer.recurrent_weights.T)
    theirs.bias_ih_l0.data = torch.tensor(layer.biases)
    theirs.bias_hh_l0.data.zero_()


def assert_agrees_with_pytorch(layer, theirs, X, grad_output, torch):
    load_into_pytorch(layer, theirs, torch)
    inputs = torch.tensor(X, requires_grad=True)
    output, _ = theirs(inputs)
    output.backward(torch.tensor(grad_output))
    np.testing.assert_allclose(layer.forward(X), output.detach().numpy(), rtol=1e-10, atol=1e-13)
    np.testing.assert_allclose(layer.backward(grad_output), inputs.grad.numpy(), rtol=1e-10, atol=1e-12)
    for ours, name in (
        (layer.grad_input_weights.T, "weight_ih_l0"),
        (layer.grad_recurrent_weights.T, "weight_hh_l0"),
        (layer.grad_biases, "bias_ih_l0"),
    ):
        np.testing.assert_allclose(ours, getattr(theirs, name).grad.numpy(), rtol=1e-10, atol=1e-12)
