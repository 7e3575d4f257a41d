"""What newcomers write for an ensemble, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

MEAN_RIGHT = "def average_models(probabilities): return np.mean(probabilities, axis=0)"

VOTE_RIGHT = """
    def vote_of_models(probabilities):
        named = np.argmax(probabilities, axis=2)
        votes = [np.sum(named == k, axis=0) for k in range(probabilities.shape[2])]
        return np.argmax(votes, axis=0)
    """


MISTAKES = (
    Mistake(
        "over-samples",
        "You averaged over the samples. The models lie along axis 0.",
        code("def average_models(probabilities): return np.mean(probabilities, axis=1)", VOTE_RIGHT),
    ),
    Mistake(
        "over-classes",
        "You averaged over the classes: of probabilities, that is always the same number. The models lie along "
        "axis 0.",
        code("def average_models(probabilities): return np.mean(probabilities, axis=2)", VOTE_RIGHT),
    ),
    Mistake(
        "sum",
        "The sum of the models is no probability any more: divide by their number.",
        code("def average_models(probabilities): return np.sum(probabilities, axis=0)", VOTE_RIGHT),
    ),
    Mistake(
        "over-everything",
        "Your mean runs over everything. Average over the models alone.",
        code("def average_models(probabilities): return np.mean(probabilities)", VOTE_RIGHT),
    ),
    Mistake(
        "product",
        "You multiply the models' probabilities. That is another way to combine them; here the mean is asked for.",
        code("def average_models(probabilities): return np.prod(probabilities, axis=0)", VOTE_RIGHT),
    ),
    Mistake(
        "surest-model",
        "For every class you take the model that is surest. The mean hears all of them.",
        code("def average_models(probabilities): return np.max(probabilities, axis=0)", VOTE_RIGHT),
    ),
    Mistake(
        "vote-of-the-average",
        "This is the class with the highest average probability. In a vote, each model names one class, "
        "however sure it is, and the votes are counted.",
        code(
            MEAN_RIGHT,
            "def vote_of_models(probabilities): return np.argmax(np.mean(probabilities, axis=0), axis=1)",
        ),
    ),
    Mistake(
        "average-of-labels",
        "You average the class *numbers*. Halfway between a 3 and a 5 lies no 4: count the votes.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                return np.round(np.mean(np.argmax(probabilities, axis=2), axis=0)).astype(int)
            """,
        ),
    ),
    Mistake(
        "average-of-labels-unrounded",
        "You average the class *numbers*, which gives no class at all. Count the votes.",
        code(
            MEAN_RIGHT,
            "def vote_of_models(probabilities): return np.mean(np.argmax(probabilities, axis=2), axis=0)",
        ),
    ),
    Mistake(
        "median",
        "You take the median of the class *numbers*. Classes have no order: count the votes.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                return np.median(np.argmax(probabilities, axis=2), axis=0).astype(int)
            """,
        ),
    ),
    Mistake(
        "median-unrounded",
        "You take the median of the class *numbers*, which may lie between two of them. Count the votes.",
        code(
            MEAN_RIGHT,
            "def vote_of_models(probabilities): return np.median(np.argmax(probabilities, axis=2), axis=0)",
        ),
    ),
    Mistake(
        "first-model",
        "Only the first model is asked. All of them vote.",
        code(MEAN_RIGHT, "def vote_of_models(probabilities): return np.argmax(probabilities[0], axis=1)"),
    ),
    Mistake(
        "votes-of-samples",
        "You count the votes of each model over the samples. Count them for each sample, over the models.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                return np.array([np.argmax(np.bincount(row, minlength=probabilities.shape[2])) for row in named])
            """,
        ),
    ),
    Mistake(
        "all-counts",
        "You return how many votes each class has. Which class has most of them?",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                return np.eye(probabilities.shape[2])[named].sum(axis=0)
            """,
        ),
    ),
    Mistake(
        "highest-number",
        "When there is a tie, the lowest class number wins here, not the highest.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                votes = np.array([np.sum(named == k, axis=0) for k in range(probabilities.shape[2])])
                return len(votes) - 1 - np.argmax(votes[::-1], axis=0)
            """,
        ),
    ),
    Mistake(
        "first-model-wins",
        "When there is a tie, the lowest class number wins here, not the class that was named first.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                return np.array([max(list(column), key=list(column).count) for column in named.T])
            """,
        ),
    ),
    Mistake(
        "each-model",
        "You give one class for each model and sample. The vote gives one for each sample.",
        code(MEAN_RIGHT, "def vote_of_models(probabilities): return np.argmax(probabilities, axis=2)"),
    ),
    Mistake(
        "number-of-votes",
        "You return how many votes the winner has. Which class is it?",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                return np.max([np.sum(named == k, axis=0) for k in range(probabilities.shape[2])], axis=0)
            """,
        ),
    ),
    Mistake(
        "median-of-models",
        "You take the median of the models. The mean is asked for.",
        code("def average_models(probabilities): return np.median(probabilities, axis=0)", VOTE_RIGHT),
    ),
    Mistake(
        "class-named",
        "You name the class already. Asked for are the mean probabilities of all classes.",
        code(
            "def average_models(probabilities): return np.argmax(np.mean(probabilities, axis=0), axis=1)",
            VOTE_RIGHT,
        ),
    ),
    Mistake(
        "samples-too",
        "You average over the models *and* the samples. Each sample keeps its own probabilities.",
        code("def average_models(probabilities): return np.mean(probabilities, axis=(0, 1))", VOTE_RIGHT),
    ),
    Mistake(
        "divided-by-samples",
        "You divide by the number of samples. How many models are there?",
        code(
            "def average_models(probabilities): return np.sum(probabilities, axis=0) / probabilities.shape[1]",
            VOTE_RIGHT,
        ),
    ),
    Mistake(
        "axis-kept",
        "An axis of length 1 is left over. The shape is (samples, classes).",
        code(
            "def average_models(probabilities): return np.mean(probabilities, axis=0, keepdims=True)",
            VOTE_RIGHT,
        ),
    ),
    Mistake(
        "largest-class",
        "You take the largest class *number* that is named. Count the votes.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                return np.argmax(probabilities, axis=2).max(axis=0)
            """,
        ),
    ),
    Mistake(
        "smallest-class",
        "You take the smallest class *number* that is named. Count the votes.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                return np.argmax(probabilities, axis=2).min(axis=0)
            """,
        ),
    ),
    Mistake(
        "one-for-all-samples",
        "You count the votes of all samples together. Each sample has a vote of its own.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                return np.bincount(named.ravel()).argmax()
            """,
        ),
    ),
    Mistake(
        "models-named",
        "`axis=0` are the models: you ask which *model* is surest of each class. Each model names a "
        "class, along axis 2.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=0)
                return np.array([np.bincount(one).argmax() for one in named])
            """,
        ),
    ),
    Mistake(
        "samples-named",
        "`axis=1` are the samples. Each model names a class, along axis 2.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=1)
                return np.array([np.bincount(one).argmax() for one in named.T])
            """,
        ),
    ),
    Mistake(
        "classes-from-one",
        "Your classes count from 1. They count from 0, as the places do.",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                return np.array([np.bincount(one).argmax() + 1 for one in named.T])
            """,
        ),
    ),
    Mistake(
        "largest-probability",
        "You return the largest summed probability itself. Which class do most models name?",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                return np.max(np.sum(probabilities, axis=0), axis=1)
            """,
        ),
    ),
    Mistake(
        "shares-of-votes",
        "These are the shares of the votes. Which class has most of them?",
        code(
            MEAN_RIGHT,
            """
            def vote_of_models(probabilities):
                named = np.argmax(probabilities, axis=2)
                return np.mean(np.eye(probabilities.shape[2])[named], axis=0)
            """,
        ),
    ),
)
