"""What a student who has done every exercise has written, and the cell that shows each widget."""

from pathlib import Path

import numpy as np


def sigmoid(z, a=1.0):
    return 1 / (1 + np.exp(-a * z))


def sigmoid_derivative(z, a=1.0):
    return a * sigmoid(z, a) * (1 - sigmoid(z, a))


def relu(z):
    return np.maximum(z, 0)


def predict(X, weights, bias):
    return (X @ weights + bias >= 0).astype(int)


def update(x, y_true, weights, bias, learning_rate):
    error = y_true - predict(x, weights, bias)
    return weights + learning_rate * error * x, bias + learning_rate * error


def xor(X):
    return predict(X, np.array([1, 1]), -0.5) * (1 - predict(X, np.array([1, 1]), -1.5))


def softmax(z):
    exp = np.exp(z - z.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def expected_code_length(y, lengths):
    return np.sum(y * lengths)


def entropy(y):
    return -np.sum(y * np.log2(y))


def kraft_sum(lengths):
    return np.sum(2.0**-lengths)


def mse(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)


def huber(y_true, y_pred, delta=1.0):
    error = np.abs(y_true - y_pred)
    return np.mean(np.where(error <= delta, 0.5 * error**2, delta * (error - 0.5 * delta)))


def hinge(y_true, scores):
    return np.mean(np.maximum(0, 1 - y_true * scores))


def mse_slope(z, y_true):
    return 2 * (sigmoid(z) - y_true) * sigmoid_derivative(z)


def cross_entropy_slope(z, y_true):
    return sigmoid(z) - y_true


def gradient_step(theta, gradient, learning_rate):
    return theta - learning_rate * gradient


def sgd(theta, gradient, state, learning_rate):
    return theta - learning_rate * gradient(theta), state


def momentum(theta, gradient, state, learning_rate):
    v = 0.9 * state.get("v", 0) - learning_rate * gradient(theta)
    return theta + v, {"v": v}


def loss(X, y_true, weights):
    return np.mean((X @ weights - y_true) ** 2)


def gradient(X, y_true, weights):
    return 2 * X.T @ (X @ weights - y_true) / len(y_true)


def l1_gradient(weights, strength):
    return strength * np.sign(weights)


def l2_gradient(weights, strength):
    return strength * weights


def early_stopping(losses, patience):
    best = waited = 0
    for epoch, value in enumerate(losses):
        best, waited = (epoch, 0) if value < losses[best] else (best, waited + (epoch > 0))
        if waited == patience:
            return epoch, best
    return len(losses) - 1, best


def dropout(X, mask, keep_prob):
    return X * mask / keep_prob


def gradient_norms(X, weights, f, derivative):
    inputs, sums = [X], []
    for w in weights:
        sums.append(inputs[-1] @ w)
        inputs.append(f(sums[-1]))
    grad, norms = np.ones_like(inputs[-1]), []
    for w, x, z in zip(weights[::-1], inputs[-2::-1], sums[::-1], strict=True):
        grad = grad * derivative(z)
        norms.append(np.linalg.norm(x.T @ grad))
        grad = grad @ w.T
    return np.array(norms[::-1])


def xavier(shape, rng):
    return rng.standard_normal(shape) / np.sqrt(shape[0])


def small(shape, rng):
    return 0.01 * rng.standard_normal(shape)


def affine(X, weights, biases):
    return X @ weights + biases


def batch_norm(z):
    return (z - z.mean(axis=0)) / np.sqrt(z.var(axis=0) + 1e-5)


def residual(X, branch):
    return X + branch


def clip(gradient, threshold):
    return gradient * min(1, threshold / np.linalg.norm(gradient))


SHOW = {
    "activation": "explore.activation(sigmoid, sigmoid_derivative)",
    "batch_size": "explore.batch_size(loss, gradient)",
    "code_bill": "explore.code_bill(expected_code_length, entropy, kraft_sum)",
    "depth": "explore.depth(gradient_norms, {'sigmoid': (sigmoid, sigmoid_derivative), "
    "'ReLU': (relu, lambda z: (z > 0) * 1.0)}, {'Xavier': xavier, 'small': small})",
    "gates": "explore.gates(predict, xor)",
    "learning_rate": "explore.learning_rate(gradient_step)",
    "losses": "explore.losses({'MSE': mse, 'Huber': huber}, {'hinge': hinge})",
    "optimizers": "explore.optimizers({'SGD': sgd, 'momentum': momentum})",
    "overfitting": "explore.overfitting(early_stopping, dropout)",
    "perceptron": "explore.perceptron(predict, update)",
    "shrinking": "explore.shrinking({'L1': l1_gradient, 'L2': l2_gradient})",
    "softmax": "explore.softmax(softmax)",
    "stabilizers": "explore.stabilizers(affine, relu, batch_norm, residual, clip)",
    "wrong_start": "explore.wrong_start(sigmoid, {'MSE': mse_slope, 'cross-entropy': cross_entropy_slope})",
}

# All of the functions above, as one cell of a notebook.
ANSWERS = Path(__file__).read_text("utf-8").split("\nSHOW = {")[0] + "\nfrom nnlab import explore"
