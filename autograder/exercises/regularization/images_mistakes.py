"""What newcomers write to move an image, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
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
    Mistake(
        "ink-comes-in",
        "Ones come in at the edge of your images. Paper is 0.",
        """
        def shift_images(images, down, right):
            height, width = images.shape[1:]
            framed = np.pad(images, ((0, 0), (height, height), (width, width)), constant_values=1)
            return framed[:, height - down : 2 * height - down, width - right : 2 * width - right]
        """,
    ),
    Mistake(
        "samples-and-rows",
        "`axis=(0, 1)` are the samples and the rows. Rows are axis 1, columns axis 2. And zeros "
        "must come in.",
        """
        def shift_images(images, down, right):
            return np.roll(images, (down, right), axis=(0, 1))
        """,
    ),
    Mistake(
        "swapped-and-wrapped",
        "Down and right are swapped: rows are axis 1, columns axis 2. And zeros must come in at the edge.",
        """
        def shift_images(images, down, right):
            return np.roll(images, (right, down), axis=(1, 2))
        """,
    ),
    Mistake(
        "opposite-and-wrapped",
        "Your images move in the opposite direction, and what leaves at one edge comes in again at "
        "the other.",
        """
        def shift_images(images, down, right):
            return np.roll(images, (-down, -right), axis=(1, 2))
        """,
    ),
    Mistake(
        "larger-positive-only",
        "Your images have grown, and negative numbers are not possible. The shape stays the same: "
        "what moves over the edge is lost.",
        """
        def shift_images(images, down, right):
            return np.pad(images, ((0, 0), (down, 0), (right, 0)))
        """,
    ),
    Mistake(
        "cut-off",
        "Your images have become smaller. Zeros come in where something has moved away, and the "
        "shape stays the same.",
        """
        def shift_images(images, down, right):
            return images[:, down:, right:]
        """,
    ),
    Mistake(
        "cleared-on-one-side",
        "After a move up or left, zeros come in *below* and on the right. You clear the top and the "
        "left in any case.",
        """
        def shift_images(images, down, right):
            moved = np.roll(images, (down, right), axis=(1, 2))
            moved[:, : abs(down)] = 0
            moved[:, :, : abs(right)] = 0
            return moved
        """,
    ),
    Mistake(
        "slices-with-a-minus",
        "`moved[:, :down]` with a negative `down` means all rows but the last ones. Which rows must "
        "be cleared then?",
        """
        def shift_images(images, down, right):
            moved = np.roll(images, (down, right), axis=(1, 2))
            moved[:, :down] = 0
            moved[:, :, :right] = 0
            return moved
        """,
    ),
    Mistake(
        "negative-not-cleared",
        "After a move up or left, what leaves at one edge comes in again at the other: you clear "
        "for positive numbers only.",
        """
        def shift_images(images, down, right):
            moved = np.roll(images, (down, right), axis=(1, 2))
            if down > 0:
                moved[:, :down] = 0
            if right > 0:
                moved[:, :, :right] = 0
            return moved
        """,
    ),
    Mistake(
        "no-move-clears-all",
        "With a move of 0, `moved[:, 0:]` is the whole image, and you clear it.",
        """
        def shift_images(images, down, right):
            moved = np.roll(images, (down, right), axis=(1, 2))
            if down > 0:
                moved[:, :down] = 0
            else:
                moved[:, down:] = 0
            if right > 0:
                moved[:, :, :right] = 0
            else:
                moved[:, :, right:] = 0
            return moved
        """,
    ),
)
