"""Train small networks until they overfit, with dropout and without, and keep their loss curves.

    python -m autograder.frozen.overfitting

Writes ``course/nnlab/explore/frozen/overfitting.json``, which ``explore.overfitting`` draws.
"""

import itertools
import json

import numpy as np

from autograder.places import COURSE
from source_lib.binary_cross_entropy import (
    binary_cross_entropy_from_logits,
    binary_cross_entropy_from_logits_gradient,
)
from source_lib.dropout import Dropout
from source_lib.layers import Activation, Dense
from source_lib.networks import Sequential
from source_lib.optimizers import Momentum
from source_lib.training import train

TARGET = COURSE / "nnlab" / "explore" / "frozen" / "overfitting.json"
KEEP_PROBS = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3)
SAMPLES, FEATURES, UNITS, EPOCHS = 120, 20, 60, 200
LEARNING_RATE, MOMENTUM = 0.02, 0.9
LOSS = (binary_cross_entropy_from_logits, binary_cross_entropy_from_logits_gradient)


def data(rng, samples):
    """Return features and a column of labels: five features matter, and a seventh of the labels is wrong."""
    X = rng.standard_normal((samples, FEATURES))
    score = X[:, :3].sum(axis=1) + X[:, 3] * X[:, 4]
    wrong = rng.random(samples) < 1 / 7
    return X, ((score > 0) ^ wrong).astype(float)[:, None]


def new_network(keep_prob, rng):
    """Return a network of two hidden layers, each with dropout behind it, and one score."""
    sizes, layers = (FEATURES, UNITS, UNITS), []
    for inputs, units in itertools.pairwise(sizes):
        layers += [Dense(inputs, units, rng), Activation("relu"), Dropout(keep_prob, rng)]
    return Sequential([*layers, Dense(UNITS, 1, rng)])


def curves(keep_prob):
    """Return the losses on the training and on the validation samples, before training and after every epoch."""
    rng = np.random.default_rng(7)
    known, new = data(rng, SAMPLES), data(rng, 2000)
    network, losses = new_network(keep_prob, rng), []

    def measure(run=None):
        losses.append([LOSS[0](y_true, network.forward(X)) for X, y_true in (known, new)])

    measure()
    optimizer = Momentum(LEARNING_RATE, MOMENTUM)
    train(
        network,
        LOSS,
        known[0],
        known[1],
        optimizer,
        rng,
        epochs=EPOCHS,
        batch_size=SAMPLES,
        callbacks=[measure],
    )
    return np.round(losses, 5).T.tolist()


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
