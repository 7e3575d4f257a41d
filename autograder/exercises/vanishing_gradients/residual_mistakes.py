"""What newcomers write for a residual block, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

FORWARD = "def residual_forward(X, weights): return X + np.tanh(X @ weights)"

BACKWARD = """
def residual_backward(grad_output, X, weights):
    grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
    return grad_output + grad_z @ weights.T, X.T @ grad_z
"""


MISTAKES = (
    Mistake(
        "no-shortcut",
        "The shortcut is missing: X itself is added to what the branch gives.",
        code("def residual_forward(X, weights): return np.tanh(X @ weights)", BACKWARD),
    ),
    Mistake(
        "no-shortcut-back",
        "Backward: X reaches the output by two ways, and the gradient comes back by both: "
        "the shortcut's part is missing.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "shortcut-of-one",
        "The shortcut multiplies the gradient by 1; it does not replace it by 1. What goes back along it?",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return 1 + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "inside",
        "The shortcut leads *around* tanh: X is added after it, not before.",
        code("def residual_forward(X, weights): return np.tanh(X + X @ weights)", BACKWARD),
    ),
    Mistake(
        "branch-without-tanh",
        "The branch has an activation function: tanh of X @ weights is added.",
        code("def residual_forward(X, weights): return X + X @ weights", BACKWARD),
    ),
    Mistake(
        "weights-not-transposed",
        "Back through the weights means multiplying by `weights.T`.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output + grad_z @ weights, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "slope-of-the-output",
        "The slope is 1 - tanh(z)² of the *branch*. You took the block's output, which has X in it.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - (X + np.tanh(X @ weights)) ** 2)
                return grad_output + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "slope-of-z",
        "The slope of tanh is 1 - tanh(z)², not 1 - z².",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - (X @ weights) ** 2)
                return grad_output + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "no-slope",
        "The gradient passed tanh without being multiplied by its slope.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                return grad_output + grad_output @ weights.T, X.T @ grad_output
            """,
        ),
    ),
    Mistake(
        "slope-on-the-shortcut",
        "The slope of tanh belongs to the branch alone; along the shortcut the gradient passes unchanged.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_z + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "shortcut-in-the-weights",
        "The shortcut has no weights: it adds nothing to their gradient.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output + grad_z @ weights.T, X.T @ (grad_output + grad_z)
            """,
        ),
    ),
    Mistake(
        "multiplied",
        "You multiply by X. A residual block *adds* its input.",
        code("def residual_forward(X, weights): return X * np.tanh(X @ weights)", BACKWARD),
    ),
    Mistake(
        "subtracted",
        "You subtract. A residual block *adds* what its branch makes to its input.",
        code("def residual_forward(X, weights): return X - np.tanh(X @ weights)", BACKWARD),
    ),
    Mistake(
        "weights-turned-over-forward",
        "`weights` has a column for each unit already: it is not turned over.",
        code("def residual_forward(X, weights): return X + np.tanh(X @ weights.T)", BACKWARD),
    ),
    Mistake(
        "tanh-of-the-input",
        "tanh belongs to the branch, after the weights. Along the shortcut X stays as it is.",
        code("def residual_forward(X, weights): return np.tanh(X) + X @ weights", BACKWARD),
    ),
    Mistake(
        "tanh-before-the-weights",
        "tanh comes after the weights: first the product, then the activation.",
        code("def residual_forward(X, weights): return X + np.tanh(X) @ weights", BACKWARD),
    ),
    Mistake(
        "relu",
        "The branch ends with tanh, not with ReLU.",
        code("def residual_forward(X, weights): return X + np.maximum(X @ weights, 0)", BACKWARD),
    ),
    Mistake(
        "shortcut-multiplied",
        "The two ways back are added, since the block adds.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output * (grad_z @ weights.T), X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "input-on-the-shortcut",
        "The shortcut hands back the gradient that arrives, not the input.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return X + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "branch-forgotten",
        "Only the shortcut's part comes back to X. The branch has its part, too.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "slope-of-the-sigmoid",
        "a(1 - a) is the slope of the sigmoid. That of tanh is 1 - tanh(z)².",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                a = np.tanh(X @ weights)
                grad_z = grad_output * a * (1 - a)
                return grad_output + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "square-forgotten",
        "The slope of tanh is 1 minus its *square*.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights))
                return grad_output + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "averaged",
        "The mean over the batch is already inside `grad_output`: the gradient of the weights is a "
        "sum over the samples.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output + grad_z @ weights.T, X.T @ grad_z / len(X)
            """,
        ),
    ),
    Mistake(
        "order",
        "Both are there, but in the wrong order: first the gradient of X, then that of the weights.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return X.T @ grad_z, grad_output + grad_z @ weights.T
            """,
        ),
    ),
    Mistake(
        "weights-gradient-turned-over",
        "The gradient of the weights is turned over: inputs are rows, units are columns.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output + grad_z @ weights.T, grad_z.T @ X
            """,
        ),
    ),
    Mistake(
        "what-arrived-in-the-weights",
        "The weights' gradient has forgotten the slope of tanh: it meets what comes *through* tanh.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output + grad_z @ weights.T, X.T @ grad_output
            """,
        ),
    ),
    Mistake(
        "minus",
        "The two parts are added: both ways raise the output when X grows with them.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * (1 - np.tanh(X @ weights) ** 2)
                return grad_output - grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
    Mistake(
        "sigmoid",
        "The branch ends with tanh, not with the sigmoid.",
        code("def residual_forward(X, weights): return X + 1 / (1 + np.exp(-X @ weights))", BACKWARD),
    ),
    Mistake(
        "tanh-for-its-slope",
        "You multiply by tanh itself. By the chain rule it is the *slope* of tanh.",
        code(
            FORWARD,
            """
            def residual_backward(grad_output, X, weights):
                grad_z = grad_output * np.tanh(X @ weights)
                return grad_output + grad_z @ weights.T, X.T @ grad_z
            """,
        ),
    ),
)
