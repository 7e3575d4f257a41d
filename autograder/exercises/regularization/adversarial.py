"""Adversarial examples: one step against the network."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from source_lib.adversarial import fast_gradient_sign


def adversarial_images(X, grad_X, epsilon):
    """Move every pixel by epsilon in the direction that raises the loss, within 0 and 1."""
    return fast_gradient_sign(X, grad_X, epsilon, 0.0, 1.0)


def inside(rng):
    """Draw pixels that stay inside the range."""
    return {
        "X": rng.uniform(0.3, 0.7, size=(2, 5)),
        "grad_X": rng.normal(scale=0.2, size=(2, 5)) + np.where(rng.random((2, 5)) < 0.5, 0.3, -0.3),
        "epsilon": rng.uniform(0.05, 0.25),
    }


def at_the_edge(rng):
    """Draw pixels close to 0 and 1, and a large step."""
    pixels = rng.choice([0.0, 0.03, 0.5, 0.96, 1.0], size=(3, 4))
    return {"X": pixels, "grad_X": rng.normal(scale=3, size=(3, 4)), "epsilon": rng.uniform(0.1, 0.3)}


CALL = "adversarial_images(X, grad_X, epsilon)"

STEP = Exercise(
    id="adversarial-images",
    title="Fast gradient sign",
    reference={"adversarial_images": adversarial_images},
    parts=(
        Part("one step up the loss", CALL, inside),
        Part(
            "pixels stay between 0 and 1",
            CALL,
            at_the_edge,
            edges=(
                {
                    "X": np.array([0.0, 0.0, 1.0, 1.0, 0.1, 0.9]),
                    "grad_X": np.array([2.0, -2.0, 0.5, -0.5, -1.0, 1.0]),
                    "epsilon": 0.2,
                },
            ),
        ),
        Part(
            "pixels without a gradient",
            CALL,
            edges=(
                {"X": np.array([[0.2, 0.5, 0.8]]), "grad_X": np.array([[0.0, -3.0, 0.0]]), "epsilon": 0.1},
                {"X": np.array([[0.3, 0.6, 0.7]]), "grad_X": np.array([[4.0, 0.0, -1.0]]), "epsilon": 0.2},
            ),
        ),
    ),
    mistakes=(
        Mistake(
            "downhill",
            "This step makes the loss *smaller*: it would help the network.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X - epsilon * np.sign(grad_X), 0, 1)",
        ),
        Mistake(
            "gradient-itself",
            "You move each pixel in proportion to its gradient. Only its sign is used, so that all move equally far.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * grad_X, 0, 1)",
        ),
        Mistake(
            "unit-length",
            "You divide the gradient by its length. Only the sign of each entry is used.",
            """
            def adversarial_images(X, grad_X, epsilon):
                return np.clip(X + epsilon * grad_X / np.linalg.norm(grad_X), 0, 1)
            """,
        ),
        Mistake(
            "no-clip",
            "Some of your pixels are lighter than paper or darker than ink: keep them between 0 and 1.",
            "def adversarial_images(X, grad_X, epsilon): return X + epsilon * np.sign(grad_X)",
        ),
        Mistake(
            "clip-one-side",
            "Both ends count: no pixel may be below 0 either.",
            "def adversarial_images(X, grad_X, epsilon): return np.minimum(X + epsilon * np.sign(grad_X), 1)",
        ),
        Mistake(
            "change-alone",
            "You return the change, not the changed image.",
            "def adversarial_images(X, grad_X, epsilon): return epsilon * np.sign(grad_X)",
        ),
        Mistake(
            "all-upwards",
            "All pixels move up in yours. Where the gradient is negative, going *down* raises the loss.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon, 0, 1)",
        ),
        Mistake(
            "zero-upwards",
            "Look at a gradient of 0: it is not positive, and such a pixel stays where it is.",
            """
            def adversarial_images(X, grad_X, epsilon):
                return np.clip(X + epsilon * np.where(grad_X >= 0, 1, -1), 0, 1)
            """,
        ),
        Mistake(
            "zero-by-zero",
            "Dividing by the size gives 0/0 where a gradient is 0, and so NaN.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * grad_X / np.abs(grad_X), 0, 1)",
        ),
        Mistake(
            "without-epsilon",
            "Your pixels move by a whole 1. How far they move is what `epsilon` says.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X + np.sign(grad_X), 0, 1)",
        ),
        Mistake(
            "size-of-the-gradient",
            "You use how large the gradient is. Only its sign counts: up for a positive one, down for a negative one.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * np.abs(grad_X), 0, 1)",
        ),
        Mistake(
            "sign-of-the-row",
            "You add up the gradients of an image and move all of its pixels the same way. Each pixel has a sign of "
            "its own.",
            """
            def adversarial_images(X, grad_X, epsilon):
                return np.clip(X + epsilon * np.sign(grad_X.sum(axis=1, keepdims=True)), 0, 1)
            """,
        ),
        Mistake(
            "two-signs-only",
            "Look at a gradient of 0: such a pixel stays where it is.",
            """
            def adversarial_images(X, grad_X, epsilon):
                return np.clip(X + epsilon * np.where(grad_X > 0, 1, -1), 0, 1)
            """,
        ),
        Mistake(
            "in-place",
            "`+=` changes `X` itself; make a new array.",
            """
            def adversarial_images(X, grad_X, epsilon):
                X += epsilon * np.sign(grad_X)
                return np.clip(X, 0, 1)
            """,
        ),
        Mistake(
            "step-cut",
            "You cut off the *step*, and so no pixel can move down. Cut off the moved pixels.",
            """
            def adversarial_images(X, grad_X, epsilon): return X + np.clip(epsilon * np.sign(grad_X), 0, 1)
            """,
        ),
        Mistake(
            "sign-of-the-image",
            "You take the sign of the pixels. The gradient says which way the loss rises.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * np.sign(X), 0, 1)",
        ),
        Mistake(
            "step-only",
            "This is the step alone. Where do the pixels end up?",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(epsilon * np.sign(grad_X), 0, 1)",
        ),
        Mistake(
            "up-only",
            "Pixels with a negative gradient stay where they are. Going *down* raises the loss there.",
            """
            def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * (grad_X > 0), 0, 1)
            """,
        ),
        Mistake(
            "cut-below-only",
            "Both ends count: no pixel may be above 1 either.",
            """
            def adversarial_images(X, grad_X, epsilon): return np.maximum(X + epsilon * np.sign(grad_X), 0)
            """,
        ),
        Mistake(
            "stretched",
            "You stretch all pixels to the range from 0 to 1. Only cut off what goes beyond.",
            """
            def adversarial_images(X, grad_X, epsilon):
                moved = X + epsilon * np.sign(grad_X)
                return (moved - moved.min()) / (moved.max() - moved.min())
            """,
        ),
        Mistake(
            "moves-undone",
            "A pixel that would go beyond stays where it was in yours. It moves as far as it may: to "
            "the end.",
            """
            def adversarial_images(X, grad_X, epsilon):
                moved = X + epsilon * np.sign(grad_X)
                return np.where((moved < 0) | (moved > 1), X, moved)
            """,
        ),
        Mistake(
            "wrapped",
            "What goes beyond one end comes in again at the other. Cut it off.",
            "def adversarial_images(X, grad_X, epsilon): return (X + epsilon * np.sign(grad_X)) % 1",
        ),
        Mistake(
            "in-proportion",
            "Each pixel moves in proportion to itself. All move equally far, by `epsilon`.",
            """
            def adversarial_images(X, grad_X, epsilon): return np.clip(X * (1 + epsilon * np.sign(grad_X)), 0, 1)
            """,
        ),
        Mistake(
            "downhill-in-proportion",
            "This makes the loss smaller, and each pixel moves in proportion to its gradient. Only its "
            "sign is used.",
            "def adversarial_images(X, grad_X, epsilon): return np.clip(X - epsilon * grad_X, 0, 1)",
        ),
        Mistake(
            "one-sign",
            "You take the sign of the sum of all gradients. Each pixel has a sign of its own.",
            """
            def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * np.sign(np.sum(grad_X)), 0, 1)
            """,
        ),
        Mistake(
            "of-the-largest",
            "You divide the gradient by its largest entry. Only the sign of each entry is used.",
            """
            def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * grad_X / np.max(np.abs(grad_X)), 0, 1)
            """,
        ),
        Mistake(
            "gradient-cut",
            "You cut the gradient to -1 and 1, which leaves small entries small. Only the sign of each "
            "entry is used.",
            """
            def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * np.clip(grad_X, -1, 1), 0, 1)
            """,
        ),
        Mistake(
            "mirrored",
            "Pixels that go below 0 come up again in yours, and those above 1 stay there. Cut off what "
            "goes beyond.",
            "def adversarial_images(X, grad_X, epsilon): return np.abs(X + epsilon * np.sign(grad_X))",
        ),
        Mistake(
            "cut-to-epsilon",
            "You cut the *pixels* to the range from -epsilon to epsilon. They lie between 0 and 1.",
            """
            def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * np.sign(grad_X), -epsilon, epsilon)
            """,
        ),
    ),
    alternatives=(
        "def adversarial_images(X, grad_X, epsilon): return np.clip(X + epsilon * np.sign(grad_X), 0, 1)",
        """
        def adversarial_images(X, grad_X, epsilon):
            up = (grad_X > 0).astype(float) - (grad_X < 0)
            return np.minimum(np.maximum(X + epsilon * up, 0.0), 1.0)
        """,
        """
        def adversarial_images(X, grad_X, epsilon):
            attacked = X.copy()
            attacked[grad_X > 0] += epsilon
            attacked[grad_X < 0] -= epsilon
            attacked[attacked < 0] = 0
            attacked[attacked > 1] = 1
            return attacked
        """,
        """
        def adversarial_images(X, grad_X, epsilon):
            moved = np.where(grad_X > 0, X + epsilon, np.where(grad_X < 0, X - epsilon, X))
            return moved.clip(0, 1)
        """,
        """
        def adversarial_images(X, grad_X, epsilon):
            size = np.abs(grad_X)
            direction = np.divide(grad_X, size, out=np.zeros(X.shape), where=size > 0)
            return np.clip(X + epsilon * direction, 0, 1)
        """,
    ),
    conventions=("between 0 and 1", "A pixel whose gradient is 0 stays"),
    hints=(
        "`np.sign` gives 1, 0 or -1 for each entry. To which side must a pixel move so that the loss *grows*? "
        "`np.clip` keeps numbers within two bounds.",
        "Pixels [0.5, 0.05, 1.0], gradients [2, -0.1, 3], epsilon 0.1: [0.6, 0, 1].",
    ),
    equivalent=(
        Equivalent(
            "line 3: `np.clip(X + epsilon * np.sign(grad_X), 0, 1)` -> `np.clip(0, X + epsilon * np.sign(grad_X), 1)`",
            "the larger of 0 and the pixel is the same in either order",
        ),
    ),
)

EXERCISES = (STEP,)
