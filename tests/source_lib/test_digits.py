"""A real run: the course's scanned digits, learned with the library alone, measured on those held out."""

import numpy as np
import pytest

from nnlab.datasets import load_digits
from source_lib.adversarial import adversarial_examples
from source_lib.augmentation import add_noise
from source_lib.early_stopping import EarlyStopping
from source_lib.losses import softmax_cross_entropy, softmax_cross_entropy_gradient
from source_lib.networks import multilayer_perceptron
from source_lib.optimizers import Adam, Nesterov
from source_lib.regularizers import l2_gradient
from source_lib.schedules import step_decay
from source_lib.training import accuracy, train

LOSS = softmax_cross_entropy, softmax_cross_entropy_gradient


@pytest.fixture(scope="module")
def digits():
    """Data for training, with those for validation or without, and data held out; pixels in [0, 1]."""
    parts = {part: load_digits(part) for part in ("train", "validation", "test")}
    both = zip(parts["train"], parts["validation"], strict=True)
    return parts | {"train and validation": [np.concatenate(arrays) for arrays in both]}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_adam_reaches_97_percent(digits, seed):
    """With step decay, and a little noise on every image, new in each epoch."""
    rng = np.random.default_rng(seed)
    network = multilayer_perceptron((64, 128, 10), rng)
    train(
        network,
        LOSS,
        *digits["train and validation"],
        Adam(),
        rng,
        epochs=40,
        schedule=lambda epoch: step_decay(epoch, 0.003, every=13),
        transform=lambda X, y: (add_noise(X, 0.15, rng), y),
    )
    X, y = digits["test"]
    assert accuracy(y, network.forward(X)) >= 0.97


def test_nesterov_with_all_the_care_of_the_notes(digits):
    """Step decay, an L2 penalty and early stopping, on a float32 network of two hidden layers."""
    rng = np.random.default_rng(3)
    network = multilayer_perceptron((64, 64, 32, 10), rng, dtype=np.float32)
    stopping = EarlyStopping(patience=10)
    history = train(
        network,
        LOSS,
        *digits["train"],
        Nesterov(0.05, mu=0.9),
        rng,
        epochs=60,
        validation=digits["validation"],
        schedule=lambda epoch: step_decay(epoch, 0.05, every=15),
        penalty_gradient=lambda weights: l2_gradient(weights, 1e-3),
        callbacks=[stopping],
    )
    assert history.train_loss[-1] < 0.1 * history.train_loss[0]
    network.parameters = stopping.best_parameters
    X, y = digits["test"]
    assert accuracy(y, network.forward(X)) >= 0.95


def test_an_invisible_change_fools_it(digits):
    """One and a half grey levels of sixteen, on each pixel, in the direction that hurts or at random."""
    rng = np.random.default_rng(4)
    network = multilayer_perceptron((64, 128, 10), rng)
    train(network, LOSS, *digits["train"], Adam(0.002), rng, epochs=15)
    X, y = digits["test"]
    attacked = adversarial_examples(network, LOSS, X, y, 0.1, low=0, high=1)
    shaken = np.clip(X + rng.choice([-0.1, 0.1], X.shape), 0, 1)
    assert accuracy(y, network.forward(shaken)) > 0.9
    assert accuracy(y, network.forward(attacked)) < 0.6
