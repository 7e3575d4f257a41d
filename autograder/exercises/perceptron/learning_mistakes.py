"""What newcomers write for a step of learning, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MISTAKES = (
    Mistake(
        "sign",
        "The wrong way round: after your step the score is further away from where it should be. "
        "The error is the label minus the prediction.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = perceptron_predict(x, weights, bias) - y_true
            return weights + learning_rate * error * x, bias + learning_rate * error
        """,
    ),
    Mistake(
        "bias-stays",
        "The weights learn, but your bias stays. It is corrected like a weight whose input is always 1.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + learning_rate * error * x, bias
        """,
    ),
    Mistake(
        "no-rate",
        "The learning rate is not used.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + error * x, bias + error
        """,
    ),
    Mistake(
        "no-rate-for-bias",
        "The learning rate is missing in the step of the bias.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + learning_rate * error * x, bias + error
        """,
    ),
    Mistake(
        "no-input",
        "All weights move by the same amount in yours. An input that is large, or negative, must show: "
        "multiply by x.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + learning_rate * error, bias + learning_rate * error
        """,
    ),
    Mistake(
        "score-for-prediction",
        "You took the label minus the *score*. Rosenblatt's error uses the decision, 0 or 1.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - (x @ weights + bias)
            return weights + learning_rate * error * x, bias + learning_rate * error
        """,
    ),
    Mistake(
        "only-upwards",
        "An answer of 0 that should be 1 is corrected, but the opposite mistake is not.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            if y_true == 1 and perceptron_predict(x, weights, bias) == 0:
                return weights + learning_rate * x, bias + learning_rate
            return weights, bias
        """,
    ),
    Mistake(
        "label-only",
        "Yours moves by the label, whatever the unit said. A right answer must change nothing, "
        "and a wrong 1 must be corrected too.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            return weights + learning_rate * y_true * x, bias + learning_rate * y_true
        """,
    ),
    Mistake(
        "always-adds",
        "Yours adds the sample whatever the unit said. Ask first what it says: a right answer changes nothing.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            return weights + learning_rate * x, bias + learning_rate
        """,
    ),
    Mistake(
        "adds-when-wrong",
        "Yours adds the sample after every mistake. If the unit said 1 and should have said 0, the score "
        "must fall.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            if perceptron_predict(x, weights, bias) != y_true:
                return weights + learning_rate * x, bias + learning_rate
            return weights, bias
        """,
    ),
    Mistake(
        "new-weights-for-bias",
        "You predict a second time, with the new weights, before the bias is corrected. "
        "Compute the error once, with the weights and the bias that were given, and use it for both.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            weights = weights + learning_rate * (y_true - perceptron_predict(x, weights, bias)) * x
            bias = bias + learning_rate * (y_true - perceptron_predict(x, weights, bias))
            return weights, bias
        """,
    ),
    Mistake(
        "signs-as-labels",
        "You turned the label 0 into -1, so the error can be 2 or -2. Here the labels are 0 and 1.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            said = 1 if x @ weights + bias >= 0 else -1
            error = (2 * y_true - 1) - said
            return weights + learning_rate * error * x, bias + learning_rate * error
        """,
    ),
    Mistake(
        "in-place",
        "`+=` on an array changes the caller's array too. Make a new one: `weights + ...`.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            weights += learning_rate * error * x
            bias += learning_rate * error
            return weights, bias
        """,
    ),
    Mistake(
        "change-only",
        "This is the change alone. It is added to the old weights and to the old bias.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return learning_rate * error * x, learning_rate * error
        """,
    ),
    Mistake(
        "corrected-when-right",
        "Yours moves the weights when the answer is *right*, and leaves them alone when it is wrong.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            if perceptron_predict(x, weights, bias) == y_true:
                return weights + learning_rate * x, bias + learning_rate
            return weights, bias
        """,
    ),
    Mistake(
        "subtracts-when-wrong",
        "Yours subtracts the sample after every mistake. If the unit said 0 and should have said 1, "
        "the score must rise.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            if perceptron_predict(x, weights, bias) != y_true:
                return weights - learning_rate * x, bias - learning_rate
            return weights, bias
        """,
    ),
    Mistake(
        "only-downwards",
        "An answer of 1 that should be 0 is corrected, but the opposite mistake is not.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            if perceptron_predict(x, weights, bias) > y_true:
                return weights - learning_rate * x, bias - learning_rate
            return weights, bias
        """,
    ),
    Mistake(
        "else-subtracts",
        "Your `else` also catches the right answers. There are three cases: too low, too high, and right.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            if y_true > perceptron_predict(x, weights, bias):
                return weights + learning_rate * x, bias + learning_rate
            else:
                return weights - learning_rate * x, bias - learning_rate
        """,
    ),
    Mistake(
        "nothing-when-right",
        "After a right answer yours returns nothing at all. It must return the weights and the bias "
        "as they were.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            if error != 0:
                return weights + learning_rate * error * x, bias + learning_rate * error
        """,
    ),
    Mistake(
        "input-in-the-bias",
        "The bias is one number. No input belongs to it: it is corrected by the learning rate times "
        "the error alone.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + learning_rate * error * x, bias + learning_rate * error * x
        """,
    ),
    Mistake(
        "sign-of-the-bias",
        "The weights go in the right direction, the bias in the opposite one. It follows the same error.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + learning_rate * error * x, bias - learning_rate * error
        """,
    ),
    Mistake(
        "no-rate-for-weights",
        "The learning rate is missing in the step of the weights.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + error * x, bias + learning_rate * error
        """,
    ),
    Mistake(
        "weights-only",
        "Two things are to be returned, `return weights, bias`; yours returns the weights alone.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return weights + learning_rate * error * x
        """,
    ),
    Mistake(
        "swapped",
        "The two results are in the wrong order: first the weights, then the bias.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            return bias + learning_rate * error, weights + learning_rate * error * x
        """,
    ),
    Mistake(
        "no-return",
        "Yours does not return anything: it ends without `return weights, bias`.",
        """
        def perceptron_update(x, y_true, weights, bias, learning_rate):
            error = y_true - perceptron_predict(x, weights, bias)
            weights = weights + learning_rate * error * x
            bias = bias + learning_rate * error
        """,
    ),
)
