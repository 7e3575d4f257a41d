"""What newcomers write for two layers, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
    Mistake(
        "bracket",
        "You cut off negative *weights*. It is the hidden units' sums that are cut off, after X and the biases.",
        "def two_layer_scores(X, W1, b1, W2, b2): return (X @ np.maximum(W1, 0) + b1) @ W2 + b2",
    ),
    Mistake(
        "no-bend",
        "Without the maximum between them, two layers are no more than one.",
        "def two_layer_scores(X, W1, b1, W2, b2): return (X @ W1 + b1) @ W2 + b2",
    ),
    Mistake(
        "bent-scores",
        "The scores are cut off as well. The output layer has no activation function here: scores may be "
        "negative.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.maximum(np.maximum(X @ W1 + b1, 0) @ W2 + b2, 0)",
    ),
    Mistake(
        "only-the-scores-bent",
        "The maximum stands after the second layer; it belongs between the two.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.maximum((X @ W1 + b1) @ W2 + b2, 0)",
    ),
    Mistake(
        "bias-after-the-bend",
        "The first biases come after the maximum. They belong to the sums of the hidden units, inside of it.",
        "def two_layer_scores(X, W1, b1, W2, b2): return (np.maximum(X @ W1, 0) + b1) @ W2 + b2",
    ),
    Mistake(
        "step-between",
        "That is a step between the layers. Here it is max(0, z), which keeps how large z is.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.where(X @ W1 + b1 >= 0, 1, 0) @ W2 + b2",
    ),
    Mistake(
        "minimum",
        "You kept the negative sums and cut off the positive ones.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.minimum(X @ W1 + b1, 0) @ W2 + b2",
    ),
    Mistake(
        "first-biases-missing",
        "The biases of the hidden layer are missing.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.maximum(X @ W1, 0) @ W2 + b2",
    ),
    Mistake(
        "second-biases-missing",
        "The biases of the second layer are missing.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.maximum(dense_layer(X, W1, b1), 0) @ W2",
    ),
    Mistake(
        "decides-already",
        "This is the class with the highest score. Asked for are the scores themselves, one for each class.",
        """
        def two_layer_scores(X, W1, b1, W2, b2):
            return np.argmax(dense_layer(np.maximum(dense_layer(X, W1, b1), 0), W2, b2), axis=1)
        """,
    ),
    Mistake(
        "another-bend",
        "You bend the sums of the hidden layer with another function. The text takes max(0, z).",
        "def two_layer_scores(X, W1, b1, W2, b2): return dense_layer(np.tanh(dense_layer(X, W1, b1)), W2, b2)",
    ),
    Mistake(
        "hidden-only",
        "This is the hidden layer. It goes on through a second dense layer.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.maximum(dense_layer(X, W1, b1), 0)",
    ),
    Mistake(
        "input-bent",
        "You cut off the negative inputs. Cut off the sums of the *hidden units*, after the first layer.",
        "def two_layer_scores(X, W1, b1, W2, b2): "
        "return dense_layer(dense_layer(np.maximum(X, 0), W1, b1), W2, b2)",
    ),
    Mistake(
        "both-biases-missing",
        "The biases of both layers are missing.",
        "def two_layer_scores(X, W1, b1, W2, b2): return np.maximum(X @ W1, 0) @ W2",
    ),
    Mistake(
        "absolute-value",
        "Yours makes positive sums of negative ones. max(0, z) puts 0 in their place.",
        "def two_layer_scores(X, W1, b1, W2, b2): return dense_layer(np.abs(dense_layer(X, W1, b1)), W2, b2)",
    ),
    Mistake(
        "pythons-max",
        "Neither `if` nor Python's `max` can decide for a whole array. `np.maximum` compares entry by entry.",
        "def two_layer_scores(X, W1, b1, W2, b2): return dense_layer(max(0, dense_layer(X, W1, b1)), W2, b2)",
    ),
    Mistake(
        "np-max",
        "`np.max(0, z)` takes z for the number of an axis. `np.maximum(0, z)` compares entry by entry.",
        "def two_layer_scores(X, W1, b1, W2, b2): "
        "return dense_layer(np.max(0, dense_layer(X, W1, b1)), W2, b2)",
    ),
    Mistake(
        "sigmoid-between",
        "You bend the sums of the hidden layer with a sigmoid. The text takes max(0, z).",
        "def two_layer_scores(X, W1, b1, W2, b2): "
        "return dense_layer(1 / (1 + np.exp(-dense_layer(X, W1, b1))), W2, b2)",
    ),
)
