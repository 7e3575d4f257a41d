"""A real run: a multi-layer perceptron learns to read scanned digits."""

import numpy as np

from nnlab.datasets import load_digits
from source_lib.categorical_cross_entropy import softmax_cross_entropy, softmax_cross_entropy_gradient
from source_lib.networks import multilayer_perceptron
from source_lib.optimizers import Adam
from source_lib.regularizers import l2_gradient
from source_lib.schedules import exponential_decay
from source_lib.training import accuracy, train


def test_reads_97_percent_of_digits_that_it_has_not_seen():
    rng = np.random.default_rng(0)
    network = multilayer_perceptron((64, 128, 10), rng)
    history = train(
        network,
        (softmax_cross_entropy, softmax_cross_entropy_gradient),
        *load_digits("train"),
        Adam(),
        rng,
        epochs=50,
        validation=load_digits("validation"),
        schedule=lambda epoch: exponential_decay(epoch, 0.003, 0.05),
        penalty_gradient=lambda weights: l2_gradient(weights, 1e-3),
    )
    images, digits = load_digits("test")
    assert accuracy(digits, network.forward(images)) >= 0.97
    assert history.latest("train_accuracy") > history.latest("validation_accuracy") > 0.95
