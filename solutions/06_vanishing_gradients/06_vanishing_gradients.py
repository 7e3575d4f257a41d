# %% [markdown]
# one bias for every unit of the hidden layers and the output layer
# weights of shape (inputs, units)
# no activation function here
# returns `grad_X, grad_weights, grad_biases`
# the sum over the samples
# the mean over the batch is already inside `grad_output`
# a list with one gradient for each weight, w0 first
# a list with one number for each layer
# the length of the update divided by the length of the weights
# $\sqrt{2 / n_\text{in}}$
# $\sqrt{2 / (n_\text{in} + n_\text{out})}$
# the share of the mean square that the activation passes on
# returns `output, X_hat, std`
# divides by the number of samples
# `eps` stands under the square root
# returns `grad_X, grad_gamma, grad_beta`
# sums over the samples
# means over the samples
# returns `grad_X, grad_weights`
# $X + \tanh(X W)$
# The bugs are planted
# three bugs
# larger than `limit` in size
# of all entries of all arrays together
# a gradient that is short enough stays as it is
# a list of one number more than there are factors
# input gate, forget gate, candidate, output gate
# returns `h_next, c_next`

# %% exercise="parameter-count"
def parameter_count(sizes):
    """Return the number of all weights and biases of a network whose layers have these sizes, input first."""
    ### BEGIN SOLUTION
    return sum(inputs * units + units for inputs, units in zip(sizes, sizes[1:]))
    ### END SOLUTION

# %% exercise="dense-forward"
def dense_forward(X, weights, biases):
    """Return the pre-activations of one layer: (samples, inputs) becomes (samples, units)."""
    ### BEGIN SOLUTION
    return X @ weights + biases
    ### END SOLUTION

# %% exercise="slip-layer-shape"
slip_layer_shape = "?"  # "a", "b", "c" or "d"
### BEGIN SOLUTION
slip_layer_shape = "c"
### END SOLUTION

# %% exercise="slip-bracket"
slip_bracket = "?"  # "a", "b", "c" or "d"
### BEGIN SOLUTION
slip_bracket = "b"
### END SOLUTION

# %% exercise="dense-backward"
def dense_backward(grad_output, X, weights):
    """Return grad_X, grad_weights, grad_biases, each of the shape of its namesake."""
    ### BEGIN SOLUTION
    return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=0)
    ### END SOLUTION

# %% exercise="chain-gradients"
def chain_gradients(x, weights, biases):
    """Return a list: the gradient of the last neuron's output for every weight, w0 first."""
    ### BEGIN SOLUTION
    activations = [x]
    for weight, bias in zip(weights, biases):
        activations.append(1 / (1 + np.exp(-(weight * activations[-1] + bias))))
    gradients, grad = [], 1.0
    for i in reversed(range(len(weights))):
        grad_z = grad * activations[i + 1] * (1 - activations[i + 1])
        gradients.append(grad_z * activations[i])
        grad = grad_z * weights[i]
    return gradients[::-1]
    ### END SOLUTION

# %% exercise="layer-norms"
def layer_norms(gradients):
    """Return a list: the Euclidean length of each array in the list `gradients`."""
    ### BEGIN SOLUTION
    return [np.sqrt(np.sum(gradient**2)) for gradient in gradients]
    ### END SOLUTION

# %% exercise="update-ratio"
def update_ratio(weights, updates):
    """Return the length of `updates` divided by the length of `weights`, one number."""
    ### BEGIN SOLUTION
    return np.linalg.norm(updates) / np.linalg.norm(weights)
    ### END SOLUTION

# %% exercise="he-and-xavier"
def he_weights(draws):
    """Scale standard normal draws of shape (inputs, units) by He's rule."""
    ### BEGIN SOLUTION
    return draws * np.sqrt(2 / draws.shape[0])
    ### END SOLUTION


def xavier_weights(draws):
    """Scale standard normal draws of shape (inputs, units) by Xavier's rule."""
    ### BEGIN SOLUTION
    return draws * np.sqrt(2 / (draws.shape[0] + draws.shape[1]))
    ### END SOLUTION

# %% exercise="signal-growth"
def signal_growth(weight_std, fan_in, layers, passed=1.0):
    """Return by what factor `layers` layers multiply the mean square of the signal."""
    ### BEGIN SOLUTION
    return (passed * fan_in * weight_std**2) ** layers
    ### END SOLUTION

# %% exercise="batch-norm"
def batch_norm_train(X, gamma, beta, eps=1e-5):
    """Return output, X_hat, std for a batch X of shape (samples, features)."""
    ### BEGIN SOLUTION
    std = np.sqrt(X.var(axis=0) + eps)
    X_hat = (X - X.mean(axis=0)) / std
    return gamma * X_hat + beta, X_hat, std
    ### END SOLUTION

# %% exercise="batch-norm-backward"
def batch_norm_backward(grad_output, X_hat, gamma, std):
    """Return grad_X, grad_gamma, grad_beta."""
    ### BEGIN SOLUTION
    grad_X_hat = grad_output * gamma
    along = X_hat * (grad_X_hat * X_hat).mean(axis=0)
    grad_X = (grad_X_hat - grad_X_hat.mean(axis=0) - along) / std
    return grad_X, (grad_output * X_hat).sum(axis=0), grad_output.sum(axis=0)
    ### END SOLUTION

# %% exercise="residual-block"
def residual_forward(X, weights):
    """Return X + tanh(X @ weights); all of shape (samples, features)."""
    ### BEGIN SOLUTION
    return X + np.tanh(X @ weights)
    ### END SOLUTION


def residual_backward(grad_output, X, weights):
    """Return grad_X, grad_weights."""
    ### BEGIN SOLUTION
    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
    return grad_output + grad_z @ weights.T, X.T @ grad_z
    ### END SOLUTION

# %% exercise="planted-bugs"
def repaired_backward(grad_scores, X, h1, t, h2, W2, W3):
    """Return a dictionary of the six gradients: W1, b1, W2, b2, W3, b3."""
    ### BEGIN SOLUTION
    grad_W3, grad_b3 = h2.T @ grad_scores, grad_scores.sum(axis=0)
    grad_h2 = grad_scores @ W3.T
    grad_z2 = grad_h2 * (1 - t**2)
    grad_W2, grad_b2 = h1.T @ grad_z2, grad_z2.sum(axis=0)
    grad_h1 = grad_h2 + grad_z2 @ W2.T
    grad_z1 = grad_h1 * (h1 > 0)
    grad_W1, grad_b1 = X.T @ grad_z1, grad_z1.sum(axis=0)
    return {"W1": grad_W1, "b1": grad_b1, "W2": grad_W2, "b2": grad_b2, "W3": grad_W3, "b3": grad_b3}
    ### END SOLUTION

# %% exercise="has-blown-up"
def has_blown_up(values, limit=1e6):
    """Return True if any value is NaN, infinite, or larger than `limit` in size; else False."""
    ### BEGIN SOLUTION
    return not np.all(np.abs(values) <= limit)
    ### END SOLUTION

# %% exercise="gradient-clipping"
def clip_by_value(gradient, threshold):
    """Return the gradient with every entry cut to the range from -threshold to threshold."""
    ### BEGIN SOLUTION
    return np.clip(gradient, -threshold, threshold)
    ### END SOLUTION


def clip_by_norm(gradients, threshold):
    """Return the list of gradients, shortened together to length `threshold` if they are longer."""
    ### BEGIN SOLUTION
    norm = np.sqrt(sum(np.sum(gradient**2) for gradient in gradients))
    scale = threshold / norm if norm > threshold else 1.0
    return [gradient * scale for gradient in gradients]
    ### END SOLUTION

# %% exercise="flow-through-time"
def flow_through_time(factors):
    """Return a list of len(factors) + 1 gradients, that of the first state first; the last is 1."""
    ### BEGIN SOLUTION
    flow = [1.0]
    for factor in reversed(factors):
        flow.append(flow[-1] * factor)
    return flow[::-1]
    ### END SOLUTION

# %% exercise="lstm-step"
def lstm_step(x, h, c, input_weights, recurrent_weights, biases):
    """Return h_next, c_next, each of shape (samples, units)."""
    ### BEGIN SOLUTION
    z = x @ input_weights + h @ recurrent_weights + biases
    z_input, z_forget, z_candidate, z_output = np.split(z, 4, axis=1)
    take, keep, show_ = (1 / (1 + np.exp(-z_gate)) for z_gate in (z_input, z_forget, z_output))
    c_next = keep * c + take * np.tanh(z_candidate)
    return show_ * np.tanh(c_next), c_next
    ### END SOLUTION

# %% exercise="slip-gates"
slip_gates = "?"  # "a", "b", "c" or "d"
### BEGIN SOLUTION
slip_gates = "d"
### END SOLUTION

# %% exercise="which-remedy"
remedies = {
    "sigmoids": "?",
    "tiny start": "?",
    "shifting": "?",
    "hundred layers": "?",
    "spikes": "?",
    "long memory": "?",
}
### BEGIN SOLUTION
remedies = {
    "sigmoids": "relu",
    "tiny start": "he",
    "shifting": "batch norm",
    "hundred layers": "residual",
    "spikes": "clip",
    "long memory": "lstm",
}
### END SOLUTION

# %% [markdown] written="why-first-layers-wait"
# ?

# %% [markdown] written="read-the-report"
# ?
