"""Oracles: SciPy's image functions and plain slicing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import ndimage

from source_lib.augmentation import add_noise, augment, rotate, shift
from source_lib.errors import RangeError, ShapeError


@pytest.fixture
def images():
    return np.random.default_rng(0).uniform(size=(5, 8, 6))


class TestShift:
    @given(st.integers(-9, 9), st.integers(-9, 9))
    def test_whole_pixels_are_exact(self, down, right):
        image = np.arange(1.0, 49).reshape(8, 6)
        expected = np.full((8, 6), -1.0)
        for row, column in np.ndindex(8, 6):
            if 0 <= row - down < 8 and 0 <= column - right < 6:
                expected[row, column] = image[row - down, column - right]
        np.testing.assert_array_equal(shift(image[np.newaxis], down, right, fill=-1)[0], expected)

    def test_fractions_against_scipy(self, images):
        expected = [
            ndimage.shift(image, (0.3, -1.6), order=1, mode="grid-constant", cval=0.5) for image in images
        ]
        np.testing.assert_allclose(shift(images, 0.3, -1.6, fill=0.5), expected, rtol=1e-12)

    def test_one_amount_for_each_image(self, images):
        down = np.arange(5)
        expected = [shift(images[i : i + 1], i, -i)[0] for i in down]
        np.testing.assert_array_equal(shift(images, down, -down), expected)

    def test_amounts_must_match(self, images):
        with pytest.raises(ShapeError, match=r"`down` must be one number or one for each of 5 images"):
            shift(images, [1, 2], 0)

    def test_rows_of_pixels_are_refused(self):
        with pytest.raises(ShapeError, match="`images` must be 3-D"):
            shift(np.zeros((5, 64)), 1, 1)


class TestRotate:
    @pytest.mark.parametrize("degrees", [-170, -33.3, 5, 45, 100])
    def test_against_scipy(self, images, degrees):
        expected = ndimage.rotate(
            images, degrees, axes=(1, 2), reshape=False, order=1, mode="grid-constant", cval=0.2
        )
        np.testing.assert_allclose(rotate(images, degrees, fill=0.2), expected, rtol=1e-9, atol=1e-12)

    @pytest.mark.parametrize("quarters", [0, 1, 2, 3, -1])
    def test_quarter_turns(self, quarters):
        images = np.random.default_rng(1).uniform(size=(2, 7, 7))
        expected = np.rot90(images, quarters, axes=(1, 2))
        np.testing.assert_allclose(rotate(images, 90 * quarters), expected, atol=1e-12)

    def test_one_angle_for_each_image(self, images):
        angles = [0, 10, 20, 30, 40]
        expected = [rotate(images[i : i + 1], angle)[0] for i, angle in enumerate(angles)]
        np.testing.assert_allclose(rotate(images, angles), expected, rtol=1e-12)


class TestAddNoise:
    def test_mean_and_spread(self):
        noise = add_noise(np.full((100, 200), 3.0), 0.5, np.random.default_rng(2)) - 3
        assert abs(noise.mean()) < 5 * 0.5 / np.sqrt(20_000)
        assert noise.std() == pytest.approx(0.5, rel=0.03)

    def test_none(self, images):
        np.testing.assert_array_equal(add_noise(images, 0.0, np.random.default_rng(0)), images)

    def test_negative(self, images):
        with pytest.raises(RangeError, match="`scale` must be in"):
            add_noise(images, -1.0, np.random.default_rng(0))


class TestAugment:
    def test_repeatable_and_random(self, images):
        first, again, other = (augment(images, np.random.default_rng(seed), noise=0.1) for seed in (1, 1, 2))
        np.testing.assert_array_equal(first, again)
        assert not np.array_equal(first, other)

    def test_each_image_moves_on_its_own(self):
        same = np.tile(np.random.default_rng(3).uniform(size=(8, 8)), (40, 1, 1))
        moved = augment(same, np.random.default_rng(4), pixels=1, degrees=0)
        assert len(np.unique(moved, axis=0)) == 9  # three shifts down by three to the right

    def test_nothing_asked_nothing_done(self, images):
        after = augment(images, np.random.default_rng(0), pixels=0, degrees=0)
        np.testing.assert_allclose(after, images, rtol=1e-12)
        assert not np.shares_memory(after, images)

    def test_interpolation_stays_in_range(self, images):
        after = augment(images, np.random.default_rng(5), pixels=2, degrees=45)
        assert after.min() >= 0
        assert after.max() <= 1

    def test_float32_and_empty(self, images):
        assert augment(images.astype(np.float32), np.random.default_rng(0), noise=0.1).dtype == np.float32
        assert augment(np.empty((0, 8, 8)), np.random.default_rng(0)).shape == (0, 8, 8)

    def test_argument_stays(self, images):
        kept = images.copy()
        augment(images, np.random.default_rng(0), noise=1.0)
        np.testing.assert_array_equal(images, kept)

    @pytest.mark.parametrize("name", ["pixels", "degrees"])
    def test_negative(self, images, name):
        with pytest.raises(RangeError, match=f"`{name}` must be in"):
            augment(images, np.random.default_rng(0), **{name: -1})
