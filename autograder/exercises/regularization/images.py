"""Augmentation: move images."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
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
    mistakes=(
        Mistake(
            "wraps-round",
            "What leaves at one edge comes in again at the other. Zeros must come in.",
            """
            def shift_images(images, down, right):
                return np.roll(images, (down, right), axis=(1, 2))
            """,
        ),
        Mistake(
            "other-way",
            "Your images move in the opposite direction: a positive `down` moves them to larger row numbers.",
            """
            def shift_images(images, down, right):
                height, width = images.shape[1:]
                padded = np.pad(images, ((0, 0), (height, height), (width, width)))
                return padded[:, height + down : 2 * height + down, width + right : 2 * width + right]
            """,
        ),
        Mistake(
            "axes-swapped",
            "Down and right are swapped: rows are axis 1, columns axis 2.",
            """
            def shift_images(images, down, right):
                height, width = images.shape[1:]
                padded = np.pad(images, ((0, 0), (height, height), (width, width)))
                return padded[:, height - right : 2 * height - right, width - down : 2 * width - down]
            """,
        ),
        Mistake(
            "up-for-down",
            "Right and left are as they should be, but your images move up where they should move down.",
            """
            def shift_images(images, down, right):
                height, width = images.shape[1:]
                padded = np.pad(images, ((0, 0), (height, height), (width, width)))
                return padded[:, height + down : 2 * height + down, width - right : 2 * width - right]
            """,
        ),
        Mistake(
            "left-for-right",
            "Up and down are as they should be, but your images move left where they should move right.",
            """
            def shift_images(images, down, right):
                height, width = images.shape[1:]
                padded = np.pad(images, ((0, 0), (height, height), (width, width)))
                return padded[:, height - down : 2 * height - down, width + right : 2 * width + right]
            """,
        ),
        Mistake(
            "negative-index",
            "An index below 0 counts from the end, so pixels come in from the other edge. Look for it where images "
            "move down or to the right.",
            """
            def shift_images(images, down, right):
                out = np.zeros_like(images)
                height, width = images.shape[1:]
                for row in range(height):
                    for column in range(width):
                        if row - down < height and column - right < width:
                            out[:, row, column] = images[:, row - down, column - right]
                return out
            """,
        ),
        Mistake(
            "positive-only",
            "Right for positive numbers. What do your slices mean if `down` or `right` is negative?",
            """
            def shift_images(images, down, right):
                out = np.zeros_like(images)
                height, width = images.shape[1:]
                out[:, down:, right:] = images[:, : height - down, : width - right]
                return out
            """,
        ),
        Mistake(
            "minus-zero-and-one-sign",
            "Look at a shift of 0: `[:-0]` is `[:0]`, and that is empty. And one of the two numbers may be negative "
            "while the other is not.",
            """
            def shift_images(images, down, right):
                out = np.zeros_like(images)
                if down >= 0 and right >= 0:
                    out[:, down:, right:] = images[:, :-down, :-right]
                else:
                    out[:, :down, :right] = images[:, -down:, -right:]
                return out
            """,
        ),
        Mistake(
            "edge-repeated",
            "The edge is repeated in yours. What comes in is paper: 0.",
            """
            def shift_images(images, down, right):
                height, width = images.shape[1:]
                padded = np.pad(images, ((0, 0), (height, height), (width, width)), mode="edge")
                return padded[:, height - down : 2 * height - down, width - right : 2 * width - right]
            """,
        ),
        Mistake(
            "samples-moved",
            "You moved the samples: axis 0 counts the images and must stay as it is.",
            """
            def shift_images(images, down, right):
                out = np.zeros_like(images)
                n, height, width = images.shape
                for sample in range(n):
                    for row in range(height):
                        if 0 <= sample - down < n and 0 <= row - right < height:
                            out[sample, row] = images[sample - down, row - right]
                return out
            """,
        ),
        Mistake(
            "grown",
            "Your images grow by the zeros that come in. What moves over the edge must go.",
            """
            def shift_images(images, down, right):
                rows = (max(down, 0), max(-down, 0))
                return np.pad(images, ((0, 0), rows, (max(right, 0), max(-right, 0))))
            """,
        ),
        Mistake(
            "negative-forgotten",
            "Right for positive numbers; a negative `down` means up, a negative `right` means left.",
            """
            def shift_images(images, down, right):
                down, right = abs(down), abs(right)
                height, width = images.shape[1:]
                padded = np.pad(images, ((0, 0), (down, 0), (right, 0)))
                return padded[:, :height, :width]
            """,
        ),
        Mistake(
            "minus-zero",
            "Look at a shift of 0: `[:-0]` is `[:0]`, and that is empty.",
            """
            def shift_images(images, down, right):
                out = np.zeros_like(images)
                rows = (slice(down, None), slice(None, -down)) if down >= 0 else (slice(None, down), slice(-down, None))
                columns = (slice(right, None), slice(None, -right)) if right >= 0 else (
                    slice(None, right), slice(-right, None))
                out[:, rows[0], columns[0]] = images[:, rows[1], columns[1]]
                return out
            """,
        ),
        Mistake(
            "in-place",
            "Your function changes `images` itself; the originals are needed again in the next epoch.",
            """
            def shift_images(images, down, right):
                height, width = images.shape[1:]
                padded = np.pad(images, ((0, 0), (height, height), (width, width)))
                images[:] = padded[:, height - down : 2 * height - down, width - right : 2 * width - right]
                return images
            """,
        ),
    ),
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
