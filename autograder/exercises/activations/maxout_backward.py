"""Maxout, backward: the winner takes the gradient."""

import numpy as np

from autograder.exercises.activations.maxout import ABSOLUTE
from autograder.exercises.declaration import Exercise, Mistake, Part
from source_lib.maxout import maxout_backward

CALL = "maxout_backward(grad_output, X, weights, winner)"
EDGE = {
    "grad_output": np.array([[2.0], [-1.0], [4.0]]),
    "X": ABSOLUTE["X"],
    "weights": ABSOLUTE["weights"],
    "winner": np.array([[0], [1], [0]]),
}


def arriving(samples, pieces, features, units):
    """Return a draw of what the backward pass of a Maxout layer is given."""

    def draw(rng):
        winner = rng.integers(pieces, size=(samples, units))
        winner[0], winner[-1] = 0, pieces - 1  # every unit is won by more than one piece
        return {
            "grad_output": rng.normal(scale=2, size=(samples, units)),
            "X": rng.normal(scale=2, size=(samples, features)),
            "weights": rng.normal(size=(pieces, features, units)),
            "winner": winner,
        }

    return draw


BACKWARD = Exercise(
    id="maxout-backward",
    title="Maxout, backward",
    reference={"maxout_backward": maxout_backward},
    parts=(
        Part("the gradient of X", f"{CALL}[0]", arriving(5, 3, 2, 4), edges=(EDGE,)),
        Part("the gradient of the weights", f"{CALL}[1]", arriving(5, 3, 2, 4), edges=(EDGE,)),
        Part("the gradient of the biases", f"{CALL}[2]", arriving(5, 3, 2, 4), edges=(EDGE,)),
    ),
    mistakes=(
        Mistake(
            "everybody",
            "Every piece receives the whole gradient in yours (an index such as `g[winner]` takes whole pieces, too). "
            "A piece had a say only for the samples and units that it won.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output] * len(weights))
                return sum(p @ W.T for p, W in zip(g, weights)), X.T @ g, g.sum(axis=1)
            """,
        ),
        Mistake(
            "only-X",
            "Three things are to be returned, `return grad_X, grad_weights, grad_biases`; "
            "yours returns the first alone.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output * (winner == k) for k in range(len(weights))])
                return sum(p @ W.T for p, W in zip(g, weights))
            """,
        ),
        Mistake(
            "shared-out",
            "The gradient is not shared out among the pieces: the winner takes it all.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output / len(weights)] * len(weights))
                return sum(p @ W.T for p, W in zip(g, weights)), X.T @ g, g.sum(axis=1)
            """,
        ),
        Mistake(
            "losers",
            "The losers receive the gradient in yours. It must be the other way round.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output * (winner != k) for k in range(len(weights))])
                return sum(p @ W.T for p, W in zip(g, weights)), X.T @ g, g.sum(axis=1)
            """,
        ),
        Mistake(
            "divided-by-samples",
            "The mean over the batch is the loss's business, and `grad_output` holds it already: sum here.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output * (winner == k) for k in range(len(weights))])
                return sum(p @ W.T for p, W in zip(g, weights)), X.T @ g / len(X), g.mean(axis=1)
            """,
        ),
        Mistake(
            "one-piece-of-X",
            "X feeds all the pieces: add up what comes back through each of them.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output * (winner == k) for k in range(len(weights))])
                return g[0] @ weights[0].T, X.T @ g, g.sum(axis=1)
            """,
        ),
        Mistake(
            "last-piece-of-X",
            "Only the last piece is left in the gradient of X: in a loop, add each piece to it with `+=`.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output * (winner == k) for k in range(len(weights))])
                return g[-1] @ weights[-1].T, X.T @ g, g.sum(axis=1)
            """,
        ),
        Mistake(
            "chain-rule",
            "`grad_output` is missing: what arrives is multiplied by the slope of each piece (chain rule).",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([1.0 * (winner == k) for k in range(len(weights))])
                return sum(p @ W.T for p, W in zip(g, weights)), X.T @ g, g.sum(axis=1)
            """,
        ),
        Mistake(
            "biases-of-the-units",
            "Each *piece* has biases of its own: their gradient has the shape (k, units).",
            """
            def maxout_backward(grad_output, X, weights, winner):
                g = np.stack([grad_output * (winner == k) for k in range(len(weights))])
                return sum(p @ W.T for p, W in zip(g, weights)), X.T @ g, grad_output.sum(axis=0)
            """,
        ),
        Mistake(
            "biases-averaged",
            "The gradient of the biases is a sum over the samples, not a mean.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                of_pieces = np.stack([grad_output * (winner == piece) for piece in range(len(weights))])
                return (of_pieces @ weights.transpose(0, 2, 1)).sum(axis=0), X.T @ of_pieces, of_pieces.mean(axis=1)
            """,
        ),
        Mistake(
            "weights-averaged",
            "The gradient of the weights is a sum over the samples, not a mean.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                of_pieces = np.stack([grad_output * (winner == piece) for piece in range(len(weights))])
                return (of_pieces @ weights.transpose(0, 2, 1)).sum(axis=0), X.T @ of_pieces / len(X), of_pieces.sum(axis=1)
            """,
        ),
        Mistake(
            "X-of-each-piece",
            "X goes into every piece, so what comes back from the pieces is added up: its gradient has "
            "the shape of X.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                of_pieces = np.stack([grad_output * (winner == piece) for piece in range(len(weights))])
                return of_pieces @ weights.transpose(0, 2, 1), X.T @ of_pieces, of_pieces.sum(axis=1)
            """,
        ),
        Mistake(
            "X-averaged",
            "What comes back to X from the pieces is added up, not averaged.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                of_pieces = np.stack([grad_output * (winner == piece) for piece in range(len(weights))])
                return (of_pieces @ weights.transpose(0, 2, 1)).mean(axis=0), X.T @ of_pieces, of_pieces.sum(axis=1)
            """,
        ),
        Mistake(
            "biases-over-the-pieces",
            "The gradient of the biases is a sum over the *samples*. Yours runs along another axis.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                of_pieces = np.stack([grad_output * (winner == piece) for piece in range(len(weights))])
                return (of_pieces @ weights.transpose(0, 2, 1)).sum(axis=0), X.T @ of_pieces, of_pieces.sum(axis=0)
            """,
        ),
        Mistake(
            "winner-as-factor",
            "`winner` is the number of a piece, not a factor. Ask for each piece where it has won.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                of_pieces = np.stack([grad_output * winner for piece in range(len(weights))])
                grad_X = (of_pieces @ weights.transpose(0, 2, 1)).sum(axis=0)
                return grad_X, X.T @ of_pieces, of_pieces.sum(axis=1)
            """,
        ),
        Mistake(
            "order",
            "The results are in another order: first the gradient of X, then those of the weights and of "
            "the biases.",
            """
            def maxout_backward(grad_output, X, weights, winner):
                of_pieces = np.stack([grad_output * (winner == piece) for piece in range(len(weights))])
                return X.T @ of_pieces, of_pieces.sum(axis=1), (of_pieces @ weights.transpose(0, 2, 1)).sum(axis=0)
            """,
        ),
    ),
    alternatives=(
        """
        def maxout_backward(grad_output, X, weights, winner):
            g = np.stack([grad_output * (winner == k) for k in range(len(weights))])
            return sum(p @ W.T for p, W in zip(g, weights)), X.T @ g, g.sum(axis=1)
        """,
        """
        def maxout_backward(grad_output, X, weights, winner):
            won = winner == np.arange(len(weights))[:, None, None]
            g = np.where(won, grad_output, 0)
            grad_X = np.einsum("knu,kfu->nf", g, weights)
            return grad_X, np.einsum("nf,knu->kfu", X, g), np.einsum("knu->ku", g)
        """,
        """
        def maxout_backward(grad_output, X, weights, winner):
            grad_X, grad_weights = np.zeros(X.shape), np.zeros(weights.shape)
            grad_biases = np.zeros((weights.shape[0], weights.shape[2]))
            for n, u in np.ndindex(winner.shape):
                k = winner[n, u]
                grad_X[n] += grad_output[n, u] * weights[k, :, u]
                grad_weights[k, :, u] += grad_output[n, u] * X[n]
                grad_biases[k, u] += grad_output[n, u]
            return grad_X, grad_weights, grad_biases
        """,
        """
        def maxout_backward(grad_output, X, weights, winner):
            grad_X, grad_weights, grad_biases = 0, [], []
            for k, W in enumerate(weights):
                passed = np.where(winner == k, grad_output, 0.0)
                grad_X = grad_X + passed.dot(W.T)
                grad_weights.append(X.T.dot(passed))
                grad_biases.append(passed.sum(axis=0))
            return grad_X, np.array(grad_weights), np.array(grad_biases)
        """,
    ),
    conventions=("returns `grad_X, grad_weights, grad_biases`", "sums over the samples"),
    hints=(
        "For piece k, keep only the entries of `grad_output` that it won: `grad_output * (winner == k)`. "
        "From there on, each piece is a linear layer.",
        "A linear layer X @ W + b passes g back as g @ W.T to X, X.T @ g to W and the sum over the samples of g "
        "to b. X receives this from every piece: add them up.",
    ),
)

EXERCISES = (BACKWARD,)
