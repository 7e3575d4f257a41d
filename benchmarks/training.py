"""How long an epoch takes: source_lib beside scikit-learn's MLPClassifier and PyTorch on the CPU.

All train one network, 64-128-10 with ReLU, on 1500 of scikit-learn's digits with Adam, in the same
precision, each with as many threads as it takes by itself. They take turns within one run, a few epochs a
turn, in an order that rotates, and after a pause in which the threads of the one before come to rest; so
whatever else the machine does slows all of them alike. PyTorch gets the leanest usual loop: indices instead
of a DataLoader, and no record of loss or accuracy; source_lib and scikit-learn keep theirs. Run it from the
project's root::

    python -m benchmarks.training
"""

import sys
import time
import warnings
from collections import deque
from statistics import median

import numpy as np
from sklearn.datasets import load_digits
from sklearn.exceptions import ConvergenceWarning
from sklearn.neural_network import MLPClassifier

from source_lib.losses import softmax_cross_entropy, softmax_cross_entropy_gradient
from source_lib.networks import multilayer_perceptron
from source_lib.optimizers import Adam
from source_lib.training import train

try:
    import torch
except ImportError:
    torch = None

SAMPLES, HIDDEN, CLASSES = 1500, 128, 10
EPOCHS_A_TURN, TURNS = 4, 10
PAUSE = 0.05  # seconds


def source_lib_turn(X, y, batch_size):
    """Return a function that trains for some epochs; so do the other two."""
    network = multilayer_perceptron((X.shape[1], HIDDEN, CLASSES), np.random.default_rng(0), dtype=X.dtype)
    loss = softmax_cross_entropy, softmax_cross_entropy_gradient
    optimizer, rng = Adam(), np.random.default_rng(0)

    def turn():
        train(network, loss, X, y, optimizer, rng, epochs=EPOCHS_A_TURN, batch_size=batch_size)

    return turn


def scikit_learn_turn(X, y, batch_size):
    """The same for MLPClassifier, with its stopping rule and its penalty off."""
    network = MLPClassifier(
        HIDDEN,
        alpha=0,
        batch_size=batch_size,
        max_iter=EPOCHS_A_TURN,
        n_iter_no_change=10**9,
        warm_start=True,
        random_state=0,
    )

    def turn():
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)
            network.fit(X, y)

    return turn


def torch_turn(X, y, batch_size):
    """The same for PyTorch."""
    X, y = torch.tensor(X), torch.tensor(y)
    network = torch.nn.Sequential(
        torch.nn.Linear(X.shape[1], HIDDEN), torch.nn.ReLU(), torch.nn.Linear(HIDDEN, CLASSES)
    ).to(X.dtype)
    optimizer, loss = torch.optim.Adam(network.parameters()), torch.nn.CrossEntropyLoss()

    def turn():
        for _ in range(EPOCHS_A_TURN):
            for rows in torch.randperm(len(X)).split(batch_size):
                optimizer.zero_grad()
                loss(network(X[rows]), y[rows]).backward()
                optimizer.step()

    return turn


def measure(turns):
    """Let each train in its turn, again and again; return its times for one epoch, in milliseconds."""
    times = {name: [] for name in turns}
    for turn in turns.values():
        turn()  # the first time is slow for everyone
    names = deque(turns)
    for _ in range(TURNS):
        for name in names:
            time.sleep(PAUSE)
            start = time.perf_counter()
            turns[name]()
            times[name].append((time.perf_counter() - start) * 1e3 / EPOCHS_A_TURN)
        names.rotate()
    return times


def main():
    """Print a line for each precision and batch size."""
    X, y = load_digits(return_X_y=True)
    makers = {"source_lib": source_lib_turn, "scikit-learn": scikit_learn_turn}
    if torch is None:
        print("PyTorch is not installed: comparing with scikit-learn only", file=sys.stderr)
    else:
        makers["PyTorch"] = torch_turn
    print(
        f"ms an epoch, best of {TURNS} turns; in brackets best over best and median over median of source_lib"
    )
    for dtype in (np.float64, np.float32):
        data = (X[:SAMPLES] / 16).astype(dtype), y[:SAMPLES]
        for batch_size in (32, 256):
            times = measure({name: make(*data, batch_size) for name, make in makers.items()})
            cells = [f"{name} {min(values):6.2f} {_ratios(values, times)}" for name, values in times.items()]
            print(f"{np.dtype(dtype).name}, batches of {batch_size:3}:  " + "  ".join(cells))


def _ratios(values, times):
    ours = times["source_lib"]
    return "" if values is ours else f"({min(values) / min(ours):.2f}, {median(values) / median(ours):.2f})"


if __name__ == "__main__":
    main()
