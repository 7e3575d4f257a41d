"""Train small networks until they overfit, with dropout and without, and keep their loss curves.

    python -m autograder.frozen.overfitting

Writes ``course/nnlab/explore/frozen/overfitting.json``, which ``explore.overfitting`` draws. The network is
written out here, in NumPy alone, so that the file can be made again whatever becomes of the library.
"""

import itertools
import json
from pathlib import Path

import numpy as np

TARGET = Path(__file__).resolve().parents[2] / "course" / "nnlab" / "explore" / "frozen" / "overfitting.json"
KEEP_PROBS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
SAMPLES, FEATURES, UNITS, EPOCHS = 120, 20, 60, 200
LEARNING_RATE, MOMENTUM = 0.02, 0.9


def data(rng, samples):
    """Return features and labels: five features matter, and a seventh of the labels is wrong."""
    X = rng.standard_normal((samples, FEATURES))
    score = X[:, :3].sum(axis=1) + X[:, 3] * X[:, 4]
    wrong = rng.random(samples) < 1 / 7
    return X, ((score > 0) ^ wrong).astype(float)


def forward(parameters, X, keep_prob, rng):
    """Return the activations and masks of two hidden layers, and the scores."""
    passed = [(X, 1.0)]
    for weights, biases in parameters[:-1]:
        hidden = np.maximum(passed[-1][0] @ weights + biases, 0)
        mask = (rng.random(hidden.shape) < keep_prob) / keep_prob
        passed.append((hidden * mask, mask))
    weights, biases = parameters[-1]
    return passed, (passed[-1][0] @ weights + biases)[:, 0]


def loss(y_true, scores):
    """Return the mean binary cross-entropy of scores."""
    return float(np.mean(np.logaddexp(0, scores) - y_true * scores))


def gradients(parameters, passed, scores, y_true):
    """Return the slopes of the loss for all parameters, last layer first."""
    grad = ((0.5 * (1 + np.tanh(scores / 2)) - y_true) / y_true.size)[:, None]
    found = []
    for (weights, _), (inputs, mask) in zip(reversed(parameters), reversed(passed), strict=True):
        found.append((inputs.T @ grad, grad.sum(axis=0)))
        grad = grad @ weights.T * mask * (inputs > 0)
    return found


def curves(keep_prob):
    """Return the losses on the training and on the validation samples after every epoch."""
    rng = np.random.default_rng(7)
    (X, y_true), (X_new, y_new) = data(rng, SAMPLES), data(rng, 2000)
    sizes = [FEATURES, UNITS, UNITS, 1]
    parameters = [
        (rng.standard_normal(shape) * np.sqrt(2 / shape[0]), np.zeros(shape[1]))
        for shape in itertools.pairwise(sizes)
    ]
    speeds = [(np.zeros_like(w), np.zeros_like(b)) for w, b in parameters]
    training, validation = [], []
    for _ in range(EPOCHS + 1):
        training.append(loss(y_true, forward(parameters, X, 1.0, rng)[1]))
        validation.append(loss(y_new, forward(parameters, X_new, 1.0, rng)[1]))
        passed, scores = forward(parameters, X, keep_prob, rng)
        found = gradients(parameters, passed, scores, y_true)[::-1]
        speeds = [
            tuple(MOMENTUM * v - LEARNING_RATE * g for v, g in zip(*pair, strict=True))
            for pair in zip(speeds, found, strict=True)
        ]
        parameters = [(w + v, b + u) for (w, b), (v, u) in zip(parameters, speeds, strict=True)]
    return np.round([training, validation], 5).tolist()


def main():
    """Write the file."""
    tables = {str(keep_prob): curves(keep_prob) for keep_prob in KEEP_PROBS}
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(tables, separators=(",", ":")) + "\n", "utf-8")
    for keep_prob, (training, validation) in tables.items():
        best = int(np.argmin(validation))
        print(keep_prob, training[-1], min(validation), best, validation[-1])


if __name__ == "__main__":
    main()
