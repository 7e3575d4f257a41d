"""Augmentation: move images."""

import numpy as np

from autograder.exercises.declaration import Exercise, Part
from autograder.exercises.regularization.images_mistakes import MISTAKES
from source_lib.augmentation import shift


def moved(signs):
    """Return a draw of images and a move in one of four directions."""

    def draw(rng):
        down, right = np.array(signs) * rng.permutation([1, 2])
        return {"images": rng.uniform(0.1, 1, size=(2, 4, 5)), "down": int(down), "right": int(right)}

    return draw


ONE = np.arange(1.0, 13.0).reshape(1, 3, 4)
CALL = "shift_images(images, down, right)"

SHIFT = Exercise(
    id="shift-images",
    title="Move an image",
    reference={"shift_images": shift},
    parts=(
        Part("down and to the right", CALL, moved((1, 1)), drawn=2),
        Part("up and to the left", CALL, moved((-1, -1)), drawn=2),
        Part(
            "mixed, and not at all",
            CALL,
            moved((1, -1)),
            edges=(
                {"images": ONE, "down": 0, "right": 0},
                {"images": ONE, "down": 0, "right": 1},
                {"images": ONE, "down": -2, "right": 0},
                {"images": ONE, "down": -1, "right": 3},
            ),
            drawn=2,
        ),
    ),
    mistakes=MISTAKES,
    alternatives=(
        """
        def shift_images(images, down, right):
            height, width = images.shape[1:]
            padded = np.pad(images, ((0, 0), (height, height), (width, width)))
            return padded[:, height - down : 2 * height - down, width - right : 2 * width - right]
        """,
        """
        def shift_images(images, down, right):
            moved = np.roll(images, (down, right), axis=(1, 2))
            if down > 0:
                moved[:, :down] = 0
            elif down < 0:
                moved[:, down:] = 0
            if right > 0:
                moved[:, :, :right] = 0
            elif right < 0:
                moved[:, :, right:] = 0
            return moved
        """,
        """
        def shift_images(images, down, right):
            n, height, width = images.shape
            out = np.zeros((n, height, width))
            for row in range(height):
                for column in range(width):
                    if 0 <= row - down < height and 0 <= column - right < width:
                        out[:, row, column] = images[:, row - down, column - right]
            return out
        """,
        """
        def shift_images(images, down, right):
            n, height, width = images.shape
            by_rows = np.eye(height, k=-down)
            by_columns = np.eye(width, k=right)
            return by_rows @ images @ by_columns
        """,
        """
        def shift_images(images, down, right):
            n, height, width = images.shape
            out = np.zeros_like(images)
            out[:, max(down, 0):height + min(down, 0), max(right, 0):width + min(right, 0)] = images[
                :, max(-down, 0):height - max(down, 0), max(-right, 0):width - max(right, 0)]
            return out
        """,
    ),
    conventions=("Zeros come in at the edge", "shape (samples, height, width)"),
    hints=(
        "One way: put a broad frame of zeros round each image (`np.pad`) and cut a window out of it. "
        "Another: start with zeros and copy the part that stays visible.",
        "The row [1, 2, 3] moved right by 1 is [0, 1, 2]; moved left by 1 it is [2, 3, 0].",
    ),
)

EXERCISES = (SHIFT,)
