"""What newcomers write for the backward pass of a layer, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
    Mistake(
        "weights-not-transposed",
        "Backward, the gradient goes from the units to the inputs: that is `weights` turned over, `weights.T`.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "X-instead-of-weights",
        "The gradient that goes on was multiplied by X. Which of X and the weights does z = X W + b leave "
        "behind, when it is differentiated with respect to X?",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ X.T, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "weights-gradient-transposed",
        "The gradient of the weights is turned over: it must have the shape of the weights, (inputs, units).",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, grad_output.T @ X, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "X-not-transposed",
        "For the gradient of the weights, a sum runs over the samples: X must be turned over, `X.T`.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "biases-averaged",
        "The gradient of the biases is the sum over the samples, not the mean: "
        "the mean over the batch is already inside `grad_output`.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output.mean(axis=0)
        """,
    ),
    Mistake(
        "averaged-again",
        "The mean over the batch is already inside `grad_output`; here the samples are added up. "
        "Dividing by their number again makes the gradient too small.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output / len(X), grad_output.mean(axis=0)
        """,
    ),
    Mistake(
        "biases-axis",
        "You added up over the units. A bias belongs to a unit: add up over the samples.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=1)
        """,
    ),
    Mistake(
        "biases-not-summed",
        "Each bias is used once for every sample, so its gradient is the sum over the samples: shape (units,).",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output
        """,
    ),
    Mistake(
        "biases-have-one",
        "The derivative of z with respect to its bias is 1, but the chain rule multiplies it by what arrives, "
        "`grad_output`.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, np.ones(weights.shape[1])
        """,
    ),
    Mistake(
        "biases-all-in-one",
        "Yours is one number for the whole layer; each unit has its own bias. Which axis holds the samples?",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output.sum()
        """,
    ),
    Mistake(
        "keepdims",
        "The biases have shape (units,), and so must their gradient: leave out `keepdims=True`.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=0, keepdims=True)
        """,
    ),
    Mistake(
        "no-chain-rule",
        "What arrives from behind is missing: by the chain rule every derivative is multiplied by `grad_output`.",
        """
        def dense_backward(grad_output, X, weights):
            return np.ones(grad_output.shape) @ weights.T, X.T @ np.ones(grad_output.shape), \\
                np.ones(weights.shape[1]) * len(X)
        """,
    ),
    Mistake(
        "swapped",
        "The results are in another order: first the gradient of X, then of the weights, then of the biases.",
        """
        def dense_backward(grad_output, X, weights):
            return X.T @ grad_output, grad_output @ weights.T, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "X-gradient-transposed",
        "The gradient of X comes out with samples and inputs swapped: it must have the shape of X.",
        """
        def dense_backward(grad_output, X, weights):
            return weights @ grad_output.T, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-X-entry-by-entry",
        "`*` multiplies entry by entry. What goes on to the inputs is a sum over the units: a "
        "matrix product.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output * weights, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-X-from-the-batch",
        "The gradient that goes on has forgotten what arrives: multiply `grad_output` by the weights.",
        """
        def dense_backward(grad_output, X, weights):
            return X @ weights, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-X-weights-only",
        "The chain rule multiplies the weights by what arrives, `grad_output`.",
        """
        def dense_backward(grad_output, X, weights):
            return weights.T, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-X-averaged",
        "The mean over the batch is already inside `grad_output`. Each sample gets its own "
        "gradient, undivided.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T / len(X), X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-X-negative",
        "The sign of the gradient that goes on is wrong. The minus belongs to the step of gradient descent.",
        """
        def dense_backward(grad_output, X, weights):
            return -grad_output @ weights.T, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-X-times-X",
        "The gradient that goes on is multiplied by X as well. z = X W + b, differentiated with "
        "respect to X, leaves no X.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T * X, X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-weights-averaged",
        "The mean over the batch is already inside `grad_output`: the gradient of the weights is "
        "the sum over the samples.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output / len(X), grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-weights-entry-by-entry",
        "`*` multiplies entry by entry. The gradient of the weights is a sum over the samples: a "
        "matrix product.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X * grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-weights-inputs-only",
        "The chain rule multiplies the inputs by what arrives, `grad_output`.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-weights-moved",
        "You add the weights. The gradient alone is asked for; moving the weights comes later.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output + weights, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-weights-negative",
        "The sign of the weights' gradient is wrong. The minus belongs to the step of gradient descent.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, -X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-weights-from-weights",
        "z = X W + b, differentiated with respect to W, leaves the inputs X and not the weights.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, weights.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "grad-biases-of-the-first",
        "Only the first sample is counted. A bias is used by every sample: add up.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output[0]
        """,
    ),
    Mistake(
        "grad-biases-mean-of-all",
        "Yours is one number for the whole layer. Each unit has its own bias, and the samples are added up.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, grad_output.mean()
        """,
    ),
    Mistake(
        "grad-biases-negative",
        "The sign of the biases' gradient is wrong. The minus belongs to the step of gradient descent.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output, -grad_output.sum(axis=0)
        """,
    ),
    Mistake(
        "weights-and-biases-swapped",
        "The results are in another order: first the gradient of X, then of the weights, then of the biases.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, grad_output.sum(axis=0), X.T @ grad_output
        """,
    ),
    Mistake(
        "X-last",
        "The results are in another order: first the gradient of X, then of the weights, then of the biases.",
        """
        def dense_backward(grad_output, X, weights):
            return X.T @ grad_output, grad_output.sum(axis=0), grad_output @ weights.T
        """,
    ),
    Mistake(
        "two-only",
        "Three gradients are asked for; that of the biases is missing.",
        """
        def dense_backward(grad_output, X, weights):
            return grad_output @ weights.T, X.T @ grad_output
        """,
    ),
    Mistake(
        "nothing-goes-on",
        "The gradient that goes on to the layer before is missing. It comes first.",
        """
        def dense_backward(grad_output, X, weights):
            return X.T @ grad_output, grad_output.sum(axis=0)
        """,
    ),
)
