"""Oracles: updates written out by hand, scikit-learn's scores, and permutation properties."""

import io
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from linear_network import SQUARED_ERROR, LinearNetwork, cross_entropy, cross_entropy_gradient

from source_lib.early_stopping import EarlyStopping
from source_lib.errors import RangeError, ShapeError, UnknownNameError
from source_lib.gradients import clip_by_norm, numerical_gradient
from source_lib.optimizers import (
    Adam,
    GradientDescent,
    Nesterov,
    NesterovLookAhead,
    minimize,
    optimizer_by_name,
)
from source_lib.progress import ProgressBar
from source_lib.regularizers import l2_gradient, max_norm
from source_lib.schedules import ReduceOnPlateau, step_decay
from source_lib.second_order import LBFGS
from source_lib.training import (
    DivergedError,
    History,
    Run,
    accuracy,
    loss_of_parameters,
    mini_batches,
    train,
    updates_per_epoch,
)

CLASSES = cross_entropy, cross_entropy_gradient


def generator(seed=0):
    return np.random.default_rng(seed)


@pytest.fixture
def blobs():
    """Three well separated classes."""
    rng = generator(1)
    y = rng.integers(3, size=90)
    return np.eye(3)[y] * 3 + 0.3 * rng.normal(size=(90, 3)), y


@pytest.fixture
def line():
    rng = generator(2)
    X = rng.normal(size=(40, 2))
    return X, X @ [[2.0], [-1.0]] + 0.5


class TestUpdatesPerEpoch:
    @pytest.mark.parametrize(("batch", "updates"), [(10_000, 6), (32, 1875), (60_000, 1), (1, 60_000)])
    def test_the_counts_of_the_notes(self, batch, updates):
        assert updates_per_epoch(60_000, batch) == updates

    @given(st.integers(0, 60), st.integers(1, 70))
    def test_is_the_number_of_mini_batches(self, n_samples, batch_size):
        X = np.zeros((n_samples, 1))
        assert updates_per_epoch(n_samples, batch_size) == len(
            list(mini_batches(X, X, batch_size, generator()))
        )

    def test_bad_arguments(self):
        with pytest.raises(RangeError, match="`batch_size` must be in"):
            updates_per_epoch(10, 0)
        with pytest.raises(RangeError, match="`n_samples` must be in"):
            updates_per_epoch(-1, 2)


class TestMiniBatches:
    @given(st.integers(1, 50), st.integers(1, 60), st.integers(0, 1000))
    def test_every_sample_once_with_its_target(self, n_samples, batch_size, seed):
        X = np.arange(n_samples * 2.0).reshape(-1, 2)
        batches = list(mini_batches(X, X[:, 0] * 10, batch_size, generator(seed)))
        rows, targets = (np.concatenate(part) for part in zip(*batches, strict=True))
        np.testing.assert_array_equal(rows[np.argsort(rows[:, 0])], X)
        np.testing.assert_array_equal(targets, rows[:, 0] * 10)
        assert all(len(batch) == batch_size for batch, _ in batches[:-1])

    def test_order_differs_between_epochs_and_repeats_with_the_seed(self):
        X = np.arange(100)
        orders = []
        for seed in (0, 0):
            rng = generator(seed)
            orders.append([np.concatenate([b for b, _ in mini_batches(X, X, 7, rng)]) for _ in range(2)])
        np.testing.assert_array_equal(orders[0], orders[1])
        assert not np.array_equal(orders[0][0], orders[0][1])
        assert not np.array_equal(orders[0][0], X)

    def test_every_order_is_as_likely(self):
        rng, X = generator(3), np.arange(3)
        orders = [tuple(np.concatenate([b for b, _ in mini_batches(X, X, 1, rng)])) for _ in range(3000)]
        counts = np.unique(orders, axis=0, return_counts=True)[1]
        assert len(counts) == 6
        assert abs(counts - 500).max() < 5 * math.sqrt(500)

    def test_lengths_must_agree(self):
        with pytest.raises(ShapeError, match="must have one length, got 2 and 3"):
            next(mini_batches(np.zeros(2), np.zeros(3), 1, generator()))


class TestAccuracy:
    @given(st.integers(0, 10_000), st.integers(2, 5), st.integers(1, 30))
    def test_against_scikit_learn(self, seed, classes, samples):
        metrics = pytest.importorskip("sklearn.metrics")
        rng = generator(seed)
        y, scores = rng.integers(classes, size=samples), rng.normal(size=(samples, classes))
        expected = (
            metrics.top_k_accuracy_score(y, scores, k=1, labels=range(classes))
            if classes > 2
            else (metrics.accuracy_score(y, scores[:, 1] > scores[:, 0]))
        )
        assert accuracy(y, scores) == pytest.approx(expected, rel=1e-12)
        assert accuracy(np.eye(classes)[y], scores) == accuracy(y, scores)

    def test_one_score_for_two_classes(self):
        assert accuracy([0, 1, 1], [[-1.0], [2.0], [-3.0]]) == pytest.approx(2 / 3)
        assert accuracy([0, 1, 1], [0.4, 0.6, 0.9], threshold=0.5) == 1.0

    def test_edges(self):
        assert math.isnan(accuracy([], np.empty((0, 3))))
        with pytest.raises(ShapeError, match="must have one length"):
            accuracy([0, 1], [[1.0, 2.0]])


class TestTrain:
    def test_learns_classes(self, blobs):
        network = LinearNetwork(3, 3)
        history = train(network, CLASSES, *blobs, Adam(0.05), generator(), epochs=20, validation=blobs)
        assert history.validation_accuracy[-1] == 1.0
        assert history.train_loss[-1] < 0.2 * history.train_loss[0]
        assert {len(column) for column in vars(history).values() if isinstance(column, list)} == {20}

    def test_full_batch_is_gradient_descent_by_hand(self, line):
        X, y = line
        network = LinearNetwork(2, 1)
        history = train(
            network, SQUARED_ERROR, X, y, GradientDescent(0.1), generator(), epochs=5, batch_size=40
        )
        design, w, losses = np.hstack([X, np.ones((40, 1))]), np.zeros((3, 1)), []
        for _ in range(5):
            residual = design @ w - y
            losses.append(np.mean(residual**2))
            w = w - 0.1 * 2 * design.T @ residual / 40
        np.testing.assert_allclose(network.parameters, w.ravel(), rtol=1e-10)
        np.testing.assert_allclose(history.train_loss, losses, rtol=1e-10)
        assert history.train_accuracy == []

    def test_every_epoch_shows_all_samples_in_a_new_order(self, blobs):
        network = LinearNetwork(3, 3)
        train(network, CLASSES, *blobs, GradientDescent(0.1), generator(), epochs=3, batch_size=32)
        assert [len(batch) for batch in network.trained_on] == [32, 32, 26] * 3
        epochs = [np.concatenate(network.trained_on[i : i + 3]) for i in (0, 3, 6)]
        for epoch in epochs:
            np.testing.assert_array_equal(np.sort(epoch, axis=0), np.sort(blobs[0], axis=0))
        assert not np.array_equal(epochs[0], epochs[1])
        assert not np.array_equal(epochs[1], epochs[2])

    def test_repeatable(self, blobs):
        first, again, other = (LinearNetwork(3, 3) for _ in range(3))
        for network, seed in (first, 5), (again, 5), (other, 6):
            train(network, CLASSES, *blobs, Adam(0.1), generator(seed), epochs=2)
        np.testing.assert_array_equal(first.parameters, again.parameters)
        assert not np.array_equal(first.parameters, other.parameters)

    def test_arguments_stay(self, blobs):
        X, y = (part.copy() for part in blobs)
        train(LinearNetwork(3, 3), CLASSES, X, y, Adam(), generator(), validation=(X, y))
        np.testing.assert_array_equal(X, blobs[0])
        np.testing.assert_array_equal(y, blobs[1])

    def test_look_ahead_form_is_given_its_gradient(self, line):
        """Both forms of Nesterov's method walk through the same look-ahead points, so they end together."""
        ends = []
        for form in Nesterov, NesterovLookAhead:
            network, optimizer = LinearNetwork(2, 1), form(0.02, mu=0.8)
            train(network, SQUARED_ERROR, *line, optimizer, generator(4), epochs=3, batch_size=8)
            ends.append(optimizer.gradient_point(network.parameters))
        np.testing.assert_allclose(ends[0], ends[1], rtol=1e-10)

    def test_validation_is_measured_after_the_epoch(self, line):
        network = LinearNetwork(2, 1)
        history = train(network, SQUARED_ERROR, *line, GradientDescent(0.1), generator(), validation=line)
        X, y = line
        assert history.validation_loss[-1] == pytest.approx(np.mean((network.forward(X) - y) ** 2), rel=1e-12)

    def test_penalty_spares_the_biases(self, line):
        network = LinearNetwork(2, 1)
        network.parameters = [1.0, -1.0, 5.0]
        flat = (lambda y_true, y_pred: 0.0, lambda y_true, y_pred: np.zeros_like(y_pred))
        train(
            network,
            flat,
            *line,
            GradientDescent(0.1),
            generator(),
            epochs=1,
            batch_size=40,
            penalty_gradient=lambda w: l2_gradient(w, 2.0),
        )
        np.testing.assert_allclose(network.parameters, [0.8, -0.8, 5.0], rtol=1e-12)

    def test_clipping_bounds_every_step(self, line):
        network, points = LinearNetwork(2, 1), [np.zeros(3)]
        train(
            network,
            SQUARED_ERROR,
            *line,
            GradientDescent(1.0),
            generator(),
            epochs=20,
            batch_size=40,
            clip=lambda gradient: clip_by_norm(gradient, 0.05),
            callbacks=[lambda run: points.append(run.network.parameters)],
        )
        lengths = np.linalg.norm(np.diff(points, axis=0), axis=1)
        np.testing.assert_allclose(lengths, 0.05, rtol=1e-12)

    def test_projection_holds_at_a_rate_that_would_explode(self, line):
        network = LinearNetwork(2, 1)

        def project(parameters):
            return np.concatenate([max_norm(parameters[:2], 1.0), np.clip(parameters[2:], -1, 1)])

        train(network, SQUARED_ERROR, *line, GradientDescent(50.0), generator(), epochs=50, project=project)
        assert np.linalg.norm(network.parameters[:2]) <= 1 + 1e-12

    def test_transform_makes_the_batch(self, line):
        network = LinearNetwork(2, 1)
        train(
            network,
            SQUARED_ERROR,
            *line,
            GradientDescent(0.1),
            generator(),
            epochs=1,
            batch_size=16,
            transform=lambda X, y: (np.vstack([X, -X]), np.vstack([y, y])),
        )
        assert [len(batch) for batch in network.trained_on] == [32, 32, 16]

    def test_schedule_sets_the_rate_of_each_epoch(self, line):
        history = train(
            LinearNetwork(2, 1),
            SQUARED_ERROR,
            *line,
            GradientDescent(),
            generator(),
            epochs=5,
            schedule=lambda epoch: step_decay(epoch, 0.2, every=2),
        )
        np.testing.assert_allclose(history.learning_rate, [0.2, 0.2, 0.1, 0.1, 0.05])

    def test_early_stopping_leaves_the_best(self, blobs):
        """Validated on shuffled labels, learning only hurts: the first epoch stays the best."""
        X, y = blobs
        network, stopping = LinearNetwork(3, 3), EarlyStopping(patience=3)
        history = train(
            network,
            CLASSES,
            X,
            y,
            Adam(0.1),
            generator(),
            epochs=50,
            validation=(X, (y + 1) % 3),
            callbacks=[stopping],
        )
        assert stopping.best_epoch == 0
        assert len(history.train_loss) == 4
        assert cross_entropy((y + 1) % 3, network.forward(X)) == pytest.approx(history.validation_loss[0])

    def test_plateau_lowers_the_rate(self, line):
        """A loss that never changes never improves."""
        optimizer = GradientDescent(0.1)
        history = train(
            LinearNetwork(2, 1),
            (lambda t, p: 1.0, SQUARED_ERROR[1]),
            *line,
            optimizer,
            generator(),
            epochs=6,
            callbacks=[ReduceOnPlateau(patience=2, monitor="train_loss")],
        )
        np.testing.assert_allclose(history.learning_rate, [0.1, 0.1, 0.1, 0.05, 0.05, 0.025])
        assert optimizer.learning_rate == 0.025

    def test_float32_network_stays_float32(self, blobs):
        network = LinearNetwork(3, 3, np.float32)
        train(network, CLASSES, *blobs, Adam(0.05), generator(), epochs=2)
        assert {batch.dtype for batch in network.trained_on} == {np.dtype(np.float32)}

    def test_a_metric_of_ones_own(self, line):
        history = train(
            LinearNetwork(2, 1),
            SQUARED_ERROR,
            *line,
            Adam(),
            generator(),
            epochs=2,
            metric=lambda y_true, y_pred: np.mean(np.abs(y_pred - y_true) < 100),
        )
        assert history.train_accuracy == [1.0, 1.0]

    def test_no_epochs(self, line):
        assert train(LinearNetwork(2, 1), SQUARED_ERROR, *line, Adam(), generator(), epochs=0) == History()

    @pytest.mark.parametrize(
        ("options", "error", "message"),
        [
            ({"epochs": -1}, RangeError, "`epochs` must be in"),
            ({"batch_size": 0}, RangeError, "`batch_size` must be in"),
            ({"on_divergence": "rise"}, UnknownNameError, "did you mean 'raise'"),
        ],
    )
    def test_bad_options(self, line, options, error, message):
        with pytest.raises(error, match=message):
            train(LinearNetwork(2, 1), SQUARED_ERROR, *line, Adam(), generator(), **options)

    def test_bad_data(self):
        for X, y in (np.zeros((2, 2)), np.zeros((3, 1))), (np.zeros((0, 2)), np.zeros((0, 1))), (1.0, 2.0):
            with pytest.raises(ShapeError, match="must have one length of at least 1"):
                train(LinearNetwork(2, 1), SQUARED_ERROR, X, y, Adam(), generator())


class TestLossOfParameters:
    def test_gradient_is_the_slope_of_the_value(self, blobs):
        function_and_gradient = loss_of_parameters(LinearNetwork(3, 3), CLASSES, *blobs)
        point = generator(6).normal(size=12)
        expected = numerical_gradient(lambda w: function_and_gradient(w)[0], point)
        np.testing.assert_allclose(function_and_gradient(point)[1], expected, rtol=1e-6, atol=1e-9)

    def test_l_bfgs_finds_the_least_squares(self, line):
        X, y = line
        y = y + generator(8).normal(size=y.shape)
        function_and_gradient = loss_of_parameters(LinearNetwork(2, 1), SQUARED_ERROR, X, y)
        end = minimize(function_and_gradient, np.zeros(3), LBFGS(function_and_gradient), 20)[-1]
        expected = np.linalg.lstsq(np.hstack([X, np.ones((40, 1))]), y)[0]
        np.testing.assert_allclose(end, expected.ravel(), rtol=1e-6)

    def test_empty(self):
        with pytest.raises(ShapeError, match="must have one length of at least 1"):
            loss_of_parameters(LinearNetwork(2, 1), SQUARED_ERROR, np.zeros((0, 2)), np.zeros((0, 1)))


class TestDivergence:
    """A plain step of 1e100 squares the error's size: 1e100, 1e200, 1e300, and then beyond floats."""

    def test_raises_and_says_where(self, line):
        network = LinearNetwork(2, 1)
        with pytest.raises(DivergedError, match="diverged at epoch 1, step 1") as caught:
            train(network, SQUARED_ERROR, *line, GradientDescent(1e100), generator(), batch_size=20)
        assert (caught.value.epoch, caught.value.step) == (1, 1)
        assert len(caught.value.history.train_loss) == 1
        assert np.isfinite(network.parameters).all()
        assert np.abs(network.parameters).max() > 1e250

    def test_stops_and_says_where(self, line):
        network = LinearNetwork(2, 1)
        history = train(
            network,
            SQUARED_ERROR,
            *line,
            GradientDescent(1e100),
            generator(),
            batch_size=20,
            on_divergence="stop",
        )
        assert history.diverged_at == (1, 1)
        assert len(history.train_loss) == 1
        assert np.isfinite(network.parameters).all()

    @pytest.mark.parametrize("name", ["gradient_descent", "momentum", "adagrad", "rmsprop", "adam"])
    def test_nan_in_the_data_is_found_at_its_step(self, line, name):
        X, y = line
        X = np.where(np.arange(40)[:, np.newaxis] == 17, np.nan, X)
        order = generator(9).permutation(40)
        with pytest.raises(DivergedError) as caught:
            train(
                LinearNetwork(2, 1), SQUARED_ERROR, X, y, optimizer_by_name(name), generator(9), batch_size=8
            )
        assert (caught.value.epoch, caught.value.step) == (0, list(order).index(17) // 8)


class TestHistory:
    def test_latest(self):
        assert History(train_loss=[3.0, 2.0]).latest("train_loss") == 2.0

    def test_what_was_not_recorded(self):
        with pytest.raises(UnknownNameError, match=r"must be one of 'train_loss', got 'validation_loss'"):
            History(train_loss=[3.0]).latest("validation_loss")


class TestProgressBar:
    def test_one_line_for_each_epoch(self):
        stream = io.StringIO()
        run = Run(None, None, None, epochs=4, history=History(train_loss=[0.5], validation_accuracy=[0.25]))
        bar = ProgressBar(stream, width=8)
        for run.epoch in range(4):
            bar(run)
        lines = stream.getvalue().split("\r")[1:]
        assert [line.count("█") for line in lines] == [2, 4, 6, 8]
        assert all("train loss 0.5000  validation accuracy 0.2500" in line for line in lines)
        assert [line.endswith("\n") for line in lines] == [False, False, False, True]

    def test_ends_the_line_when_the_run_stops(self, capsys):
        ProgressBar()(Run(None, None, None, epochs=4, stop=True))
        assert capsys.readouterr().err.endswith("\n")

    def test_bad_width(self):
        with pytest.raises(RangeError, match="`width` must be in"):
            ProgressBar(width=0)
