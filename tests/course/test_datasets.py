"""The data of the course: the digits are the real ones, the point sets are what their names say."""

import gzip
import io
import subprocess
import sys
from importlib import resources

import numpy as np
import pytest
import sklearn.datasets
from numpy.testing import assert_allclose, assert_array_equal
from sklearn.linear_model import LogisticRegression, Perceptron
from sklearn.neighbors import KNeighborsClassifier

from nnlab import datasets
from nnlab.datasets import blobs, load_digits, noisy_sine, separable_points, two_moons, xor_points

DATA = resources.files("nnlab").joinpath("data")


@pytest.fixture
def rng():
    return np.random.default_rng(3)


class TestLoadDigits:
    def test_equals_the_copy_in_scikit_learn(self):
        X, y = load_digits()
        images, labels = sklearn.datasets.load_digits(return_X_y=True)
        assert_array_equal(X * 16, images)
        assert_array_equal(y, labels)

    def test_pixels_are_floats_from_paper_to_ink(self):
        X, y = load_digits()
        assert (X.dtype, X.min(), X.max()) == (np.float64, 0, 1)
        assert y.dtype == np.int64

    def test_parts_have_the_documented_sizes(self):
        sizes = {part: load_digits(part)[0].shape for part in datasets.DIGIT_PARTS}
        assert sizes == {"train": (1204, 64), "validation": (297, 64), "test": (296, 64), "all": (1797, 64)}

    def test_parts_together_are_all_images_once(self):
        parts = [np.column_stack(load_digits(part)) for part in ("train", "validation", "test")]
        everything = np.column_stack(load_digits())
        assert_array_equal(np.unique(np.vstack(parts), axis=0), np.unique(everything, axis=0))
        assert len(np.unique(everything, axis=0)) == len(everything)

    def test_every_part_holds_every_digit_in_equal_shares(self):
        for part in datasets.DIGIT_PARTS:
            shares = np.bincount(load_digits(part)[1], minlength=10) / len(load_digits(part)[1])
            assert_allclose(shares, 0.1, atol=0.01)

    def test_each_call_gives_fresh_arrays(self):
        load_digits()[0][:] = 7
        assert load_digits()[0].max() == 1

    def test_an_unknown_part_is_refused_with_the_known_ones(self):
        with pytest.raises(
            ValueError, match="must be one of 'train', 'validation', 'test', 'all', got 'tset'"
        ):
            load_digits("tset")

    def test_an_array_for_a_part_is_refused(self):
        with pytest.raises(ValueError, match="`part` must be one of"):
            load_digits(["train"])


class TestDigitFile:
    def test_is_small(self):
        assert len(DATA.joinpath("digits.npy.gz").read_bytes()) < 50_000

    def test_has_no_time_stamp_or_file_name_of_whoever_made_it(self):
        header = DATA.joinpath("digits.npy.gz").read_bytes()[:8]
        assert header[3:8] == bytes(5)  # no optional fields, time 0

    def test_is_what_its_recipe_says(self):
        rows = np.load(io.BytesIO(gzip.decompress(DATA.joinpath("digits.npy.gz").read_bytes())))
        assert (rows.dtype, rows.shape) == (np.uint8, (1797, 65))
        recipe = DATA.joinpath("digits.txt").read_text("utf-8").split("\n    import", 1)[1]
        lines = ("import" + recipe).replace("\n    ", "\n").rsplit("\n", 2)[0]
        made = {}
        exec(lines, made)
        assert_array_equal(np.load(io.BytesIO(made["buffer"].getvalue())), rows)

    def test_source_citation_and_licence_stand_beside_it(self):
        text = DATA.joinpath("digits.txt").read_text("utf-8")
        for needed in ("Alpaydin", "Kaynak", "10.24432/C50P49", "CC BY 4.0", "licenses/by/4.0"):
            assert needed in text
        assert "CC BY 4.0" in load_digits.__doc__


class TestTwoMoons:
    def test_lie_on_two_half_circles(self, rng):
        X, y = two_moons(101, rng, noise=0)
        upper, lower = X[y == 0], X[y == 1]
        assert_allclose(np.hypot(*upper.T), 1)
        assert_allclose(np.hypot(*(lower - [1, 0.5]).T), 1)
        assert (upper[:, 1] >= 0).all()
        assert (lower[:, 1] <= 0.5).all()
        assert (len(upper), len(lower)) == (51, 50)

    def test_a_line_fails_where_neighbours_succeed(self, rng):
        X, y = two_moons(400, rng)
        assert LogisticRegression().fit(X, y).score(X, y) < 0.95
        assert KNeighborsClassifier(5).fit(X[:200], y[:200]).score(X[200:], y[200:]) > 0.98


class TestBlobs:
    def test_surround_their_centres(self, rng):
        centres = np.array([[0, 0, 5], [10, -3, 1.0]])
        X, y = blobs(4000, centres, rng, noise=0.5)
        for label in (0, 1):
            assert_allclose(X[y == label].mean(axis=0), centres[label], atol=0.06)
            assert_allclose(X[y == label].std(axis=0), 0.5, atol=0.04)

    @pytest.mark.parametrize("centres", [[1, 2], 3, np.empty((0, 2))])
    def test_refuse_centres_that_are_no_list_of_points(self, rng, centres):
        with pytest.raises(ValueError, match="`centres` must have shape"):
            blobs(10, centres, rng)


class TestXorPoints:
    def test_are_the_truth_table(self):
        X, y = xor_points()
        assert_array_equal(X, [[0, 0], [0, 1], [1, 0], [1, 1]])
        assert_array_equal(y, [0, 1, 1, 0])

    def test_noise_scatters_around_the_corners(self, rng):
        X, y = xor_points(400, rng, noise=0.1)
        assert_array_equal((X[:, 0] > 0.5) ^ (X[:, 1] > 0.5), y)
        assert np.std(X - xor_points(400)[0]) == pytest.approx(0.1, rel=0.15)

    def test_noise_needs_a_generator(self):
        with pytest.raises(ValueError, match="`rng` must be"):
            xor_points(8, noise=0.1)


class TestSeparablePoints:
    @pytest.mark.parametrize("gap", [0, 0.3, 0.9])
    @pytest.mark.parametrize("seed", range(5))
    def test_one_line_through_the_middle_separates_them_by_the_gap(self, seed, gap):
        X, y = separable_points(60, np.random.default_rng(seed), gap)
        assert np.abs(X).max() <= 1
        assert y.sum() == 30
        angles = np.linspace(0, 2 * np.pi, 20001)
        distance = X @ np.array([np.cos(angles), np.sin(angles)]) * np.where(y == 1, 1, -1)[:, np.newaxis]
        assert distance.min(axis=0).max() >= gap / 2 - 1e-3

    def test_a_perceptron_learns_them(self, rng):
        X, y = separable_points(100, rng)
        assert Perceptron(max_iter=1000, tol=None).fit(X, y).score(X, y) == 1

    @pytest.mark.parametrize("gap", [-0.1, 1, np.nan])
    def test_refuse_an_impossible_gap(self, rng, gap):
        with pytest.raises(ValueError, match="`gap` must be in"):
            separable_points(10, rng, gap)


class TestNoisySine:
    def test_is_a_sine_with_errors(self, rng):
        X, y = noisy_sine(3000, rng, noise=0.2)
        errors = y - np.sin(np.pi * X[:, 0])
        assert (X.shape, y.shape) == ((3000, 1), (3000,))
        assert np.std(errors) == pytest.approx(0.2, rel=0.1)
        assert (np.diff(X[:, 0]) >= 0).all()

    def test_is_the_sine_itself_without_noise(self, rng):
        X, y = noisy_sine(50, rng, noise=0)
        assert_array_equal(y, np.sin(np.pi * X[:, 0]))


DRAWN = {
    "two_moons": lambda n, rng, noise: two_moons(n, rng, noise),
    "blobs": lambda n, rng, noise: blobs(n, [[0, 0], [2, 2]], rng, noise),
    "xor_points": lambda n, rng, noise: xor_points(n, rng, noise),
    "noisy_sine": lambda n, rng, noise: noisy_sine(n, rng, noise),
}


@pytest.mark.parametrize("draw", DRAWN.values(), ids=DRAWN)
class TestEveryDrawnSet:
    def test_same_generator_same_points(self, draw):
        first, again, other = (draw(20, np.random.default_rng(seed), 0.1)[0] for seed in (1, 1, 2))
        assert_array_equal(first, again)
        assert not np.array_equal(first, other)

    @pytest.mark.parametrize("samples", [0, -1, 2.5, True, "3", None])
    def test_refuses_a_senseless_number_of_samples(self, draw, rng, samples):
        with pytest.raises(ValueError, match="`samples` must be a whole number"):
            draw(samples, rng, 0.1)

    @pytest.mark.parametrize("noise", [-0.1, np.nan, np.inf])
    def test_refuses_a_senseless_noise(self, draw, rng, noise):
        with pytest.raises(ValueError, match="`noise` must be at least 0"):
            draw(4, rng, noise)


def test_the_data_need_nothing_but_numpy():
    program = "import sys, nnlab.datasets; nnlab.datasets.load_digits(); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {"source_lib", "autograder", "scipy", "sklearn"}.isdisjoint(run.stdout.split())
