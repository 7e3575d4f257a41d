"""What newcomers write for clipping, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

BY_VALUE = "def clip_by_value(gradient, threshold): return np.clip(gradient, -threshold, threshold)"

BY_NORM = """
def clip_by_norm(gradients, threshold):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    if norm <= threshold:
        return [g.copy() for g in gradients]
    return [g * threshold / norm for g in gradients]
"""


def measured(length):
    """Return the right functions, but for the length of the gradients."""
    return code(BY_VALUE, BY_NORM.replace("np.sqrt(sum(np.sum(g**2) for g in gradients))", length))


MISTAKES = (
    Mistake(
        "upper-side-only",
        "Large negative entries pass unclipped: the bounds are -threshold and threshold.",
        code("def clip_by_value(gradient, threshold): return np.minimum(gradient, threshold)", BY_NORM),
    ),
    Mistake(
        "negative-to-zero",
        "The lower bound is -threshold, not 0: half of the gradient's directions are lost.",
        code("def clip_by_value(gradient, threshold): return np.clip(gradient, 0, threshold)", BY_NORM),
    ),
    Mistake(
        "dropped",
        "An entry that is too large becomes the bound, with its sign; yours becomes 0 and its weight stops.",
        code(
            """
            def clip_by_value(gradient, threshold):
                return np.where(np.abs(gradient) > threshold, 0, gradient)
            """,
            BY_NORM,
        ),
    ),
    Mistake(
        "sign-lost",
        "Entries that are too large lose their sign.",
        code(
            """
            def clip_by_value(gradient, threshold):
                return np.where(np.abs(gradient) > threshold, threshold, gradient)
            """,
            BY_NORM,
        ),
    ),
    Mistake(
        "layer-by-layer",
        "Each array is shortened on its own, which turns the direction of the whole. "
        "The norm is that of *all* entries of all arrays together.",
        code(
            BY_VALUE,
            """
            def clip_by_norm(gradients, threshold):
                clipped = []
                for g in gradients:
                    norm = np.linalg.norm(g)
                    clipped.append(g * min(1, threshold / norm) if norm > 0 else g.copy())
                return clipped
            """,
        ),
    ),
    Mistake(
        "always-rescaled",
        "A gradient that is short enough stays as it is; yours is stretched to the threshold.",
        code(
            BY_VALUE,
            """
            def clip_by_norm(gradients, threshold):
                norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
                return [g * threshold / norm if norm > 0 else g.copy() for g in gradients]
            """,
        ),
    ),
    Mistake(
        "nothing-by-zero",
        "Right but for one case: where all gradients are 0, yours divides 0 by 0. Compare before you divide.",
        code(
            BY_VALUE,
            """
            def clip_by_norm(gradients, threshold):
                norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
                return [g / norm * np.minimum(norm, threshold) for g in gradients]
            """,
        ),
    ),
    Mistake(
        "no-root",
        "You compare and divide by the *square* of the length.",
        measured("sum(np.sum(g**2) for g in gradients)"),
    ),
    Mistake(
        "sum-of-lengths",
        "You add up the lengths of the arrays. The length of the whole is the root of the sum of *all* squares.",
        measured("sum(map(np.linalg.norm, gradients))"),
    ),
    Mistake(
        "largest-length",
        "You measure the longest array only. The others are part of the same vector: all squares count.",
        measured("max(map(np.linalg.norm, gradients))"),
    ),
    Mistake(
        "largest-entry",
        "You measure the largest entry. The norm is the length of the whole: the root of the sum of all squares.",
        measured("max(np.abs(g).max() for g in gradients)"),
    ),
    Mistake(
        "sum-of-sizes",
        "You add up the sizes of the entries. The norm of this text is the root of the sum of the squares.",
        measured("sum(np.sum(np.abs(g)) for g in gradients)"),
    ),
    Mistake(
        "longer-still",
        "Too long, and yours makes it longer: what must it be multiplied by to get the length `threshold`?",
        code(BY_VALUE, BY_NORM.replace("g * threshold / norm", "g * norm / threshold")),
    ),
    Mistake(
        "length-one",
        "A gradient that is too long gets the length `threshold`; yours gets the length 1.",
        code(
            BY_VALUE,
            """
            def clip_by_norm(gradients, threshold):
                norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
                return [g / norm if norm > threshold else g.copy() for g in gradients]
            """,
        ),
    ),
    Mistake(
        "by-value-twice",
        "This clips each entry. By norm, all entries are multiplied by the *same* number, so that the "
        "direction stays.",
        code(
            BY_VALUE,
            """
            def clip_by_norm(gradients, threshold):
                return [np.clip(g, -threshold, threshold) for g in gradients]
            """,
        ),
    ),
    Mistake(
        "in-place",
        "Your functions change the gradients that they are given. Make new arrays.",
        """
        def clip_by_value(gradient, threshold):
            gradient[gradient > threshold] = threshold
            gradient[gradient < -threshold] = -threshold
            return gradient

        def clip_by_norm(gradients, threshold):
            norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
            if norm > threshold:
                for g in gradients:
                    g *= threshold / norm
            return gradients
        """,
    ),
    Mistake(
        "lower-side-only",
        "Large positive entries pass unclipped: the bounds are -threshold and threshold.",
        code("def clip_by_value(gradient, threshold): return np.maximum(gradient, -threshold)", BY_NORM),
    ),
    Mistake(
        "always-one",
        "You always cut at 1. Use the threshold.",
        code("def clip_by_value(gradient, threshold): return np.clip(gradient, -1, 1)", BY_NORM),
    ),
    Mistake(
        "value-rescaled",
        "You rescale the gradient by its length, as clipping by norm does. By value, each entry is "
        "cut on its own.",
        code(
            "def clip_by_value(gradient, threshold): return gradient * min(1, threshold / np.linalg.norm(gradient))",
            BY_NORM,
        ),
    ),
    Mistake(
        "by-the-largest",
        "You divide all entries, so that the largest becomes the threshold. By value, each entry is "
        "cut on its own.",
        code(
            "def clip_by_value(gradient, threshold): return gradient * min(1, threshold / np.max(np.abs(gradient)))",
            BY_NORM,
        ),
    ),
    Mistake(
        "sign-times-threshold",
        "All entries become as large as the threshold in yours. Only those beyond it are cut.",
        code("def clip_by_value(gradient, threshold): return threshold * np.sign(gradient)", BY_NORM),
    ),
    Mistake(
        "bounds-swapped",
        "`np.clip` takes the lower bound first.",
        code(
            "def clip_by_value(gradient, threshold): return np.clip(gradient, threshold, -threshold)",
            BY_NORM,
        ),
    ),
    Mistake(
        "threshold-forgotten-below",
        "You multiply by the threshold without dividing by the length.",
        code(BY_VALUE, BY_NORM.replace("g * threshold / norm", "g * threshold")),
    ),
    Mistake(
        "subtracted",
        "You subtract the threshold. All entries are multiplied by one number.",
        code(BY_VALUE, BY_NORM.replace("g * threshold / norm", "g - threshold")),
    ),
    Mistake(
        "root-of-the-mean",
        "You measure the root of the *mean* square. The length takes the sum of the squares.",
        measured("np.sqrt(sum(np.sum(g**2) for g in gradients) / sum(g.size for g in gradients))"),
    ),
    Mistake(
        "first-array-only",
        "You measure the first array only. The norm is that of *all* entries of all arrays together.",
        measured("np.linalg.norm(gradients[0])"),
    ),
    Mistake(
        "norm-in-place",
        "`*=` changes the gradients that were handed in. Make new arrays.",
        code(
            BY_VALUE,
            """
            def clip_by_norm(gradients, threshold):
                norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
                for g in gradients:
                    if norm > threshold:
                        g *= threshold / norm
                return gradients
            """,
        ),
    ),
    Mistake(
        "one-array",
        "You put all entries into one array. The arrays keep their shapes, in a list.",
        code(
            BY_VALUE,
            """
            def clip_by_norm(gradients, threshold):
                whole = np.concatenate([np.ravel(g) for g in gradients])
                return whole * min(1, threshold / max(np.linalg.norm(whole), threshold))
            """,
        ),
    ),
    Mistake(
        "all-signs-lost",
        "The signs are lost: `np.abs` makes all entries positive.",
        code(
            "def clip_by_value(gradient, threshold): return np.minimum(np.abs(gradient), threshold)", BY_NORM
        ),
    ),
    Mistake(
        "lower-bound-positive",
        "Small entries are raised in yours. They stay as they are.",
        code("def clip_by_value(gradient, threshold): return np.maximum(gradient, threshold)", BY_NORM),
    ),
    Mistake(
        "divided",
        "You divide by the threshold. Entries within the bounds stay as they are.",
        code("def clip_by_value(gradient, threshold): return gradient / threshold", BY_NORM),
    ),
    Mistake(
        "tiny-number-below",
        "The tiny number below the line makes the result a little too short. You compare before you "
        "divide, so nothing is divided by 0.",
        code(BY_VALUE, BY_NORM.replace("threshold / norm", "threshold / (norm + 1e-6)")),
    ),
    Mistake(
        "by-the-square",
        "You divide by the square of the length.",
        code(BY_VALUE, BY_NORM.replace("threshold / norm", "threshold / norm**2")),
    ),
    Mistake(
        "divided-by-the-threshold",
        "You divide by the threshold. What must a gradient be multiplied by to get the length `threshold`?",
        code(BY_VALUE, BY_NORM.replace("g * threshold / norm", "g / threshold")),
    ),
    Mistake(
        "own-lengths",
        "You divide each array by its own length. All are multiplied by the *same* number, so that "
        "the direction stays.",
        code(BY_VALUE, BY_NORM.replace("threshold / norm", "threshold / np.linalg.norm(g)")),
    ),
    Mistake(
        "set-to-zero",
        "A gradient that is too long becomes 0 in yours. It is only shortened.",
        code(BY_VALUE, BY_NORM.replace("g * threshold / norm", "0 * g")),
    ),
)
