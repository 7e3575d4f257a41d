"""Exercises on activation functions."""

import numpy as np

from autograder.exercises.declaration import Close, Exercise, Mistake, Part, Written
from source_lib import activations


def _vector(rng):
    return {"z": rng.normal(scale=2, size=5)}


def _shaped(rng):
    return {"z": rng.normal(scale=2, size=(2, 3)), "a": rng.uniform(0.5, 3)}


EXERCISES = (
    Exercise(
        id="sigmoid",
        title="Sigmoid",
        reference={"sigmoid": activations.sigmoid},
        parts=(
            Part(
                "the standard sigmoid, a = 1",
                "sigmoid(z)",
                _vector,
                edges=({"z": np.array([0.0, 1.0, -2.0])},),
            ),
            Part("any shape parameter, any shape", "sigmoid(z, a)", _shaped),
            Part(
                "far from zero",
                "sigmoid(z)",
                edges=({"z": np.array([-800.0, 800.0, -40.0])},),
                compare=Close(rtol=1e-7, atol=1e-300),
            ),
        ),
        mistakes=(
            Mistake(
                "sign",
                "The exponent has the wrong sign: yours falls where the sigmoid rises.",
                """
                def sigmoid(z, a=1.0):
                    return 1 / (1 + np.exp(a * z))
                """,
            ),
            Mistake(
                "shape-ignored",
                "The shape parameter `a` is not used: it multiplies `z` in the exponent.",
                """
                def sigmoid(z, a=1.0):
                    return 1 / (1 + np.exp(-z))
                """,
            ),
            Mistake(
                "shape-outside",
                "`a` belongs in the exponent; yours multiplies the result.",
                """
                def sigmoid(z, a=1.0):
                    return a / (1 + np.exp(-z))
                """,
            ),
            Mistake(
                "brackets",
                "A bracket is missing: `1 / 1 + ...` divides first.",
                """
                def sigmoid(z, a=1.0):
                    return 1 / 1 + np.exp(-a * z)
                """,
            ),
        ),
        alternatives=(
            """
            def sigmoid(z, a=1.0):
                return 1 / (1 + np.exp(-a * z))
            """,
            """
            def sigmoid(z, a=1.0):
                return 0.5 * (1 + np.tanh(a * z / 2)) if np.all(np.abs(a * z) < 30) else np.exp(-np.logaddexp(0, -a * z))
            """,
        ),
        conventions=("1 / (1 + exp(-a z))",),
        hints=(
            "Write the exponent first: it is minus `a` times `z`.",
            "At z = 0 the exponential is 1, so the value must be 1 / (1 + 1) = 0.5, whatever a is.",
        ),
    ),
)

WRITTEN = (
    Written(
        id="why-relu-is-faster",
        title="Why does ReLU converge faster?",
        rubric=(
            (
                1,
                "Says that the slope of ReLU is 1 on the positive side, so the product over layers does not shrink.",
            ),
        ),
    ),
)
