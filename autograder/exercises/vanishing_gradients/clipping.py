"""Clipping exploding gradients: by value, and by norm."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Part, code
from autograder.exercises.vanishing_gradients.clipping_mistakes import BY_NORM, BY_VALUE, MISTAKES
from source_lib import gradients as library


def clip_all_by_norm(gradients, threshold):
    """Clip a list of gradients as the one long vector that they are."""
    clipped = library.clip_by_norm(np.concatenate([np.ravel(g) for g in gradients]), threshold)
    ends = np.cumsum([np.size(g) for g in gradients])[:-1]
    pieces = zip(np.split(clipped, ends), gradients, strict=True)
    return [piece.reshape(np.shape(g)) for piece, g in pieces]


def one_gradient(rng):
    """Return a gradient of which some entries are cut on either side, and some are not."""
    gradient = rng.normal(scale=3, size=(3, 2))
    gradient[0, 0], gradient[1, 1], gradient[2, 0] = -9, 8, 0.3
    return {"gradient": gradient, "threshold": float(rng.uniform(1.5, 3))}


def several(low, high):
    """Return a draw of the gradients of two layers, and a threshold between these shares of their length."""

    def draw(rng):
        gradients = [np.round(rng.normal(scale=3, size=shape), 2) for shape in ((3, 2), (2,))]
        length = np.sqrt(sum(np.sum(g**2) for g in gradients))
        return {"gradients": gradients, "threshold": float(length * rng.uniform(low, high))}

    return draw


STEEP = {"gradients": [np.array([[3.0, 0.0], [0.0, -4.0]]), np.array([12.0])], "threshold": 6.5}
SHORT = {"gradients": [np.array([0.3, -0.4]), np.array([[0.0, 1.2]])], "threshold": 2.0}
FLAT = {"gradients": [np.zeros((2, 2)), np.zeros(3)], "threshold": 1.0}


CLIPPING = Exercise(
    id="gradient-clipping",
    title="Clipping gradients",
    reference={"clip_by_value": library.clip_by_value, "clip_by_norm": clip_all_by_norm},
    parts=(
        Part("by value", "clip_by_value(gradient, threshold)", one_gradient),
        Part(
            "by norm: one that is too long",
            "clip_by_norm(gradients, threshold)",
            several(0.2, 0.7),
            edges=(STEEP,),
        ),
        Part(
            "by norm: short enough",
            "clip_by_norm(gradients, threshold)",
            several(1.3, 3),
            edges=(SHORT,),
        ),
        Part("by norm: all zero", "clip_by_norm(gradients, threshold)", edges=(FLAT,)),
    ),
    mistakes=MISTAKES,
    alternatives=(
        code(BY_VALUE, BY_NORM),
        code(
            """
            def clip_by_value(gradient, threshold):
                return np.maximum(np.minimum(gradient, threshold), -threshold)
            """,
            """
            def clip_by_norm(gradients, threshold):
                norm = np.linalg.norm(np.concatenate([g.ravel() for g in gradients]))
                return [g / max(1, norm / threshold) for g in gradients]
            """,
        ),
        code(
            """
            def clip_by_value(gradient, threshold):
                clipped = gradient.copy()
                clipped[clipped > threshold] = threshold
                clipped[clipped < -threshold] = -threshold
                return clipped
            """,
            """
            def clip_by_norm(gradients, threshold):
                norm = np.sqrt(np.sum([np.linalg.norm(g) ** 2 for g in gradients]))
                scale = min(1.0, threshold / (norm + 1e-300))
                return tuple(scale * g for g in gradients)
            """,
        ),
        code(
            """
            def clip_by_value(gradient, threshold):
                return np.sign(gradient) * np.minimum(np.abs(gradient), threshold)
            """,
            """
            def clip_by_norm(gradients, threshold):
                total = 0
                for g in gradients:
                    for value in g.flat:
                        total += value**2
                return gradients if total**0.5 <= threshold else [g * (threshold / total**0.5) for g in gradients]
            """,
        ),
        code(
            "def clip_by_value(gradient, threshold): return np.where(abs(gradient) > threshold, "
            "threshold * np.sign(gradient), gradient)",
            """
            def clip_by_norm(gradients, threshold):
                norm = sum((g * g).sum() for g in gradients) ** 0.5
                return [g * np.minimum(1, threshold / norm) for g in gradients]
            """,
        ),
    ),
    conventions=("of all entries of all arrays together", "a gradient that is short enough stays as it is"),
    hints=(
        "`np.clip(values, low, high)` cuts on both sides. For the norm: first one length for the whole list, then "
        "compare it with the threshold, then multiply *every* array by the same number.",
        "Two arrays [3] and [4], threshold 1. By value: [1] and [1]. By norm: the length is 5, so everything is "
        "multiplied by 1/5: [0.6] and [0.8].",
    ),
    equivalent=(
        Equivalent(
            "line 3: `np.clip(gradient, -threshold, threshold)` -> `np.clip(-threshold, gradient, threshold)`",
            "The larger of the gradient and -threshold, then the smaller of that and threshold: the same.",
        ),
        Equivalent(
            "line 9: `norm > threshold` -> `norm >= threshold`",
            "Where the two are equal, the scale threshold / norm is 1.",
        ),
    ),
)


EXERCISES = (CLIPPING,)
