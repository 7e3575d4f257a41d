"""PReLU: Leaky ReLU whose slope is learned."""

import numpy as np

from autograder.exercises.declaration import Equivalent, Exercise, Mistake, Part
from source_lib import activations

BACKWARD = "prelu_backward(grad_output, z, alpha)"


def learned_slope(rng):
    """Return what arrives at a PReLU in the backward pass."""
    z, grad_output = rng.normal(scale=2, size=(2, 3)), rng.normal(scale=2, size=(2, 3))
    z[0, 0], z[1, 2] = -abs(z[0, 0]) - 0.5, abs(z[1, 2]) + 0.5  # both sides occur
    return {"grad_output": grad_output, "z": z, "alpha": rng.uniform(0.2, 0.8)}


PRELU_EDGE = {
    "grad_output": np.array([1.0, -2.0, 3.0, 0.5]),
    "z": np.array([-1.0, 2.0, -0.5, 0.0]),
    "alpha": 0.25,
}

PRELU = Exercise(
    id="prelu-backward",
    title="PReLU's gradients",
    reference={"prelu_backward": activations.prelu_backward},
    needs=("leaky_relu_derivative",),
    parts=(
        Part("the gradient of z", f"{BACKWARD}[0]", learned_slope, edges=(PRELU_EDGE,)),
        Part("the gradient of the slope alpha", f"{BACKWARD}[1]", learned_slope, edges=(PRELU_EDGE,)),
    ),
    mistakes=(
        Mistake(
            "not-summed",
            "There is only one alpha, used by all entries: its gradient is one number, the sum of what each "
            "entry contributes.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = grad_output * np.where(z > 0, 0, z)
                return grad_output * np.where(z > 0, 1, alpha), grad_alpha
            """,
        ),
        Mistake(
            "not-summed-negative",
            "The gradient of alpha is one number, for there is only one alpha: add up what the negative entries contribute.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), grad_output[z <= 0] * z[z <= 0]
            """,
        ),
        Mistake(
            "z-forgotten",
            "In the gradient of alpha, z is missing: alpha z, differentiated with respect to alpha, is z.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), np.sum(grad_output[z <= 0])
            """,
        ),
        Mistake(
            "value-instead-of-slope",
            "For the gradient of z you multiply by the *value* of PReLU. The chain rule asks for its slope.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, z, alpha * z), np.sum(grad_output * np.where(z > 0, 0, z))
            """,
        ),
        Mistake(
            "mean",
            "What the entries contribute is added up, not averaged.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = np.mean(grad_output * np.where(z > 0, 0, z))
                return grad_output * np.where(z > 0, 1, alpha), grad_alpha
            """,
        ),
        Mistake(
            "all-entries",
            "On the positive side the output is z, whatever alpha is: those entries contribute nothing.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), np.sum(grad_output * z)
            """,
        ),
        Mistake(
            "positive-side",
            "You summed over the positive side. Where does alpha act?",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), np.sum((grad_output * z)[z > 0])
            """,
        ),
        Mistake(
            "output-instead-of-derivative",
            "alpha z, differentiated with respect to alpha, has no alpha left.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = np.sum(grad_output * np.where(z > 0, 0, alpha * z))
                return grad_output * np.where(z > 0, 1, alpha), grad_alpha
            """,
        ),
        Mistake(
            "chain-rule-slope",
            "In the gradient of alpha, `grad_output` is missing.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha), np.sum(z[z <= 0])
            """,
        ),
        Mistake(
            "chain-rule",
            "These are the slopes of PReLU alone. By the chain rule, each is multiplied by the gradient that "
            "arrives, `grad_output`.",
            """
            def prelu_backward(grad_output, z, alpha):
                return np.where(z > 0, 1.0, alpha), np.sum(np.where(z > 0, 0, z))
            """,
        ),
        Mistake(
            "mask-of-the-gradient",
            "The sides are told apart by the sign of z, not by the sign of the gradient that arrives.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_z = np.where(grad_output > 0, grad_output, alpha * grad_output)
                return grad_z, np.sum((grad_output * z)[grad_output <= 0])
            """,
        ),
        Mistake(
            "only-z",
            "Two things are to be returned, `return grad_z, grad_alpha`; yours returns the gradient of z alone.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, alpha)
            """,
        ),
        Mistake(
            "only-alpha",
            "Two things are to be returned, `return grad_z, grad_alpha`; yours returns the gradient of alpha alone.",
            """
            def prelu_backward(grad_output, z, alpha):
                return np.sum(grad_output * np.where(z > 0, 0, z))
            """,
        ),
        Mistake(
            "swapped",
            "The two results are in the wrong order: first the gradient of z, then that of alpha.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_alpha = np.sum(grad_output * np.where(z > 0, 0, z))
                return grad_alpha, grad_output * np.where(z > 0, 1, alpha)
            """,
        ),
        Mistake(
            "slope-of-relu",
            "In the gradient of z, nothing passes on the left side of yours. There the slope is alpha.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * np.where(z > 0, 1, 0), np.sum(grad_output * np.where(z > 0, 0, z))
            """,
        ),
        Mistake(
            "chain-rule-of-z",
            "The gradient of z is the slope alone in yours. By the chain rule it is multiplied by "
            "`grad_output`.",
            """
            def prelu_backward(grad_output, z, alpha):
                return np.where(z > 0, 1, alpha), np.sum(grad_output * np.where(z > 0, 0, z))
            """,
        ),
        Mistake(
            "usual-slope",
            "`leaky_relu_derivative(z)` takes the usual slope 0.01. Hand `alpha` on.",
            """
            def prelu_backward(grad_output, z, alpha):
                return grad_output * leaky_relu_derivative(z), np.sum(grad_output * np.where(z > 0, 0, z))
            """,
        ),
        Mistake(
            "in-place",
            "Your function changes `grad_output` itself, and others still need it. Make a new array.",
            """
            def prelu_backward(grad_output, z, alpha):
                grad_z = grad_output
                grad_z[z <= 0] *= alpha
                return grad_z, np.sum(grad_output * np.where(z > 0, 0, z))
            """,
        ),
    ),
    alternatives=(
        """
        def prelu_backward(grad_output, z, alpha):
            return grad_output * leaky_relu_derivative(z, alpha), np.sum(grad_output * np.minimum(z, 0))
        """,
        """
        def prelu_backward(grad_output, z, alpha):
            negative = z <= 0
            grad_z = grad_output.copy()
            grad_z[negative] *= alpha
            return [grad_z, (grad_output[negative] * z[negative]).sum()]
        """,
        """
        def prelu_backward(grad_output, z, alpha):
            grad_z, grad_alpha = np.zeros(z.shape), 0.0
            for place in np.ndindex(z.shape):
                if z[place] > 0:
                    grad_z[place] = grad_output[place]
                else:
                    grad_z[place] = alpha * grad_output[place]
                    grad_alpha += grad_output[place] * z[place]
            return grad_z, grad_alpha
        """,
        """
        def prelu_backward(grad_output, z, alpha):
            return grad_output * ((z > 0) + alpha * (z <= 0)), np.vdot(grad_output, z * (z < 0))
        """,
    ),
    conventions=("returns `grad_z, grad_alpha`", "the sum over all entries"),
    hints=(
        "Two derivatives of the same output: with respect to z it is 1 or alpha; with respect to alpha it is "
        "0 or z. Multiply each by `grad_output`, and add up the second.",
        "One entry: z = -3, alpha = 0.1, and the gradient 2 arrives. "
        "Then grad_z = 2 · 0.1 = 0.2 and grad_alpha = 2 · (-3) = -6.",
    ),
    equivalent=(Equivalent("line 4: `z > 0` -> `z >= 0`", "an entry z = 0 contributes 0 on either side"),),
)

EXERCISES = (PRELU,)
