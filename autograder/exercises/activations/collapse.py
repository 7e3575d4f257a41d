"""Stacked linear layers are one linear layer."""

import numpy as np

from autograder.exercises.declaration import Exercise, Mistake, Part
from autograder.exercises.slips import find_the_slip
from source_lib.linear import collapse_linear

NAMES = "first_weights", "first_biases", "second_weights", "second_biases"
CALL = f"collapse_linear({', '.join(NAMES)})"


def layers(features, hidden, units):
    """Return a draw of two linear layers of these sizes."""
    shapes = (features, hidden), (hidden,), (hidden, units), (units,)
    return lambda rng: {
        name: rng.normal(scale=2, size=shape) for name, shape in zip(NAMES, shapes, strict=True)
    }


SQUARE = {
    "first_weights": np.array([[1.0, 2.0], [-1.0, 0.5]]),
    "first_biases": np.array([1.0, -2.0]),
    "second_weights": np.array([[2.0, -1.0], [0.5, 3.0]]),
    "second_biases": np.array([0.25, 4.0]),
}

COLLAPSE = Exercise(
    id="collapse-linear",
    title="Two linear layers are one",
    reference={"collapse_linear": collapse_linear},
    parts=(
        Part("the weights of the one layer", f"{CALL}[0]", layers(2, 4, 3), edges=(SQUARE,)),
        Part("the biases of the one layer", f"{CALL}[1]", layers(2, 4, 3), edges=(SQUARE,)),
    ),
    mistakes=(
        Mistake(
            "first-biases-dropped",
            "The first biases are lost. They pass through the second layer like everything the first layer "
            "puts out.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, second_biases
            """,
        ),
        Mistake(
            "second-biases-dropped",
            "The second biases are lost: they are added last, after the second weights.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, first_biases @ second_weights
            """,
        ),
        Mistake(
            "biases-added",
            "The biases were simply added. The first ones are multiplied by the second weights on their way.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, first_biases + second_biases
            """,
        ),
        Mistake(
            "biases-with-first-weights",
            "The two layers have changed places in your biases. It is the *first* biases that still have to pass "
            "through a layer, and that layer is the second one.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, first_weights @ second_biases + first_biases
            """,
        ),
        Mistake(
            "only-weights",
            "Two things are to be returned, `return weights, biases`; yours returns the weights alone.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights
            """,
        ),
        Mistake(
            "order",
            "The matrices are in the wrong order: a row of X meets the first weights first, "
            "`X @ first @ second`.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return second_weights @ first_weights, second_weights @ first_biases + second_biases
            """,
        ),
        Mistake(
            "biases-transposed",
            "The biases are a row that stands on the left of the second weights, "
            "just like a row of the first layer's output.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, second_weights @ first_biases + second_biases
            """,
        ),
        Mistake(
            "entry-by-entry",
            "`*` multiplies entry by entry; weights of layers are combined by the matrix product `@`.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights * second_weights, first_biases * second_weights + second_biases
            """,
        ),
        Mistake(
            "weights-added",
            "The weights were added. One layer after the other means one matrix times the other.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights + second_weights, first_biases + second_biases
            """,
        ),
        Mistake(
            "order-of-the-weights",
            "Your weights are in the wrong order: a row of X meets the first weights first, `X @ first @ "
            "second`.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return second_weights @ first_weights, first_biases @ second_weights + second_biases
            """,
        ),
        Mistake(
            "both-through-the-second",
            "The second biases are multiplied by the second weights in yours. They are added after them.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, (first_biases + second_biases) @ second_weights
            """,
        ),
        Mistake(
            "through-the-first",
            "The first biases come *out of* the first layer. What they still have to pass is the second one.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, first_biases @ first_weights + second_biases
            """,
        ),
        Mistake(
            "weights-entry-by-entry",
            "`*` multiplies entry by entry; weights of layers are combined by the matrix product `@`.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights * second_weights, first_biases @ second_weights + second_biases
            """,
        ),
        Mistake(
            "biases-entry-by-entry",
            "In your biases, `*` multiplies entry by entry. They pass through the second layer by the "
            "matrix product `@`.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_weights @ second_weights, first_biases * second_weights + second_biases
            """,
        ),
        Mistake(
            "swapped",
            "The two results are in the wrong order: first the weights, then the biases.",
            """
            def collapse_linear(first_weights, first_biases, second_weights, second_biases):
                return first_biases @ second_weights + second_biases, first_weights @ second_weights
            """,
        ),
    ),
    alternatives=(
        """
        def collapse_linear(first_weights, first_biases, second_weights, second_biases):
            return first_weights @ second_weights, first_biases @ second_weights + second_biases
        """,
        """
        def collapse_linear(W1, b1, W2, b2):
            def both(X):
                return (X @ W1 + b1) @ W2 + b2

            biases = both(np.zeros(len(W1)))
            return both(np.eye(len(W1))) - biases, biases
        """,
        """
        def collapse_linear(W1, b1, W2, b2):
            weights = np.einsum("ij,jk->ik", W1, W2)
            biases = np.array([sum(b1[j] * W2[j, k] for j in range(len(b1))) + b2[k] for k in range(len(b2))])
            return [weights, biases]
        """,
        """
        def collapse_linear(W1, b1, W2, b2):
            stacked = np.vstack([W1, b1.reshape(1, -1)]).dot(W2)
            return stacked[:-1], np.add(stacked[-1], b2)
        """,
    ),
    conventions=("returns `weights, biases`",),
    hints=(
        "Write (X @ W1 + b1) @ W2 + b2 on paper and multiply the bracket out. What stands beside X are the "
        "weights; everything without X is the biases.",
        "One number each: W1 = 2, b1 = 1, W2 = 3, b2 = 4. Then (2x + 1) · 3 + 4 = 6x + 7: "
        "weights 6, biases 7.",
    ),
)

SLIP_COLLAPSE = find_the_slip(
    "slip-collapse",
    "Find the slip: merging two layers",
    "slip_collapse",
    wrong="b",
    right={
        "a": "x1 reaches y by two ways, through h1 and through h2, and each way multiplies its weights.",
        "c": "you have just written the function that shows it.",
        "d": "merge the first two, then the result with the third, and so on.",
    },
    hints=(
        "Put h1 and h2 into y and multiply out. Where does each bias end up, and what stands beside it?",
        "Set x1 = x2 = 0. What is y then? What does each statement say that it is?",
    ),
)

SLIP_PURPOSE = find_the_slip(
    "slip-purpose",
    "Find the slip: what activation functions are for",
    "slip_purpose",
    wrong="b",
    right={
        "a": "it is what you have just shown for two layers, and it goes on for more.",
        "c": "each layer bends the output of the one before once more.",
        "d": "the output layer's function follows from the question asked; the hidden layers' need not.",
    },
    hints=(
        "Which of the two is the hard case: classes that a straight line separates, or classes that it does not?",
        "A network should make a problem easier for its last layer, which can only draw a straight line.",
    ),
)

EXERCISES = (COLLAPSE, SLIP_COLLAPSE, SLIP_PURPOSE)
