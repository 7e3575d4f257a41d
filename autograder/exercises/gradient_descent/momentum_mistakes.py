"""What newcomers write for momentum, and the sentence that helps."""

from autograder.exercises.declaration import Mistake

MOMENTUM_STEP = "def momentum_step(w, v, gradient, learning_rate, mu=0.9):"

RATE_OUTSIDE = (
    "Some programs leave the learning rate out of the velocity and multiply by it only when the weights move. "
    "In this text the rate stands inside the velocity, with the gradient."
)


MISTAKES = (
    Mistake(
        "old-velocity",
        "You move by the *old* velocity. First change it, then move.",
        MOMENTUM_STEP
        + """
            return w + v, mu * v - learning_rate * gradient
        """,
    ),
    Mistake(
        "uphill",
        "The velocity grows uphill: the gradient pulls it the other way.",
        MOMENTUM_STEP
        + """
            v = mu * v + learning_rate * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "other-sign-convention",
        "Some programs store the velocity with the other sign and subtract it. Here it points where the weights "
        "go: it is added to them.",
        MOMENTUM_STEP
        + """
            v = mu * v + learning_rate * gradient
            return w - v, v
        """,
    ),
    Mistake(
        "rate-outside",
        RATE_OUTSIDE,
        MOMENTUM_STEP
        + """
            v = mu * v - gradient
            return w + learning_rate * v, v
        """,
    ),
    Mistake(
        "rate-outside-other-sign",
        RATE_OUTSIDE + " And it is added to the weights, not subtracted.",
        MOMENTUM_STEP
        + """
            v = mu * v + gradient
            return w - learning_rate * v, v
        """,
    ),
    Mistake(
        "rate-twice",
        "The learning rate multiplies the whole velocity once more when the weights move. They move by the "
        "velocity as it is.",
        MOMENTUM_STEP
        + """
            v = mu * v - learning_rate * gradient
            return w + learning_rate * v, v
        """,
    ),
    Mistake(
        "running-mean",
        "You weight the gradient by 1 - mu. Some programs do; the formula in this text does not.",
        MOMENTUM_STEP
        + """
            v = mu * v - (1 - mu) * learning_rate * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "running-mean-other-sign",
        "You weight the gradient by 1 - mu and store the velocity with the other sign. Some programs do both; "
        "the formula in this text does neither.",
        MOMENTUM_STEP
        + """
            v = mu * v + (1 - mu) * learning_rate * gradient
            return w - v, v
        """,
    ),
    Mistake(
        "running-mean-of-gradients",
        "Your velocity is a running mean of the gradients, and the learning rate comes in when the weights move. "
        "Some programs do so; the formula in this text has no 1 - mu, and the rate inside the velocity.",
        MOMENTUM_STEP
        + """
            v = mu * v + (1 - mu) * gradient
            return w - learning_rate * v, v
        """,
    ),
    Mistake(
        "no-friction",
        "mu is missing: the velocity is never slowed down.",
        MOMENTUM_STEP
        + """
            v = v - learning_rate * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "no-memory",
        "The old velocity is forgotten: this is plain gradient descent.",
        MOMENTUM_STEP
        + """
            v = -learning_rate * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "mu-outside",
        "mu multiplies the gradient, too. It belongs to the old velocity only.",
        MOMENTUM_STEP
        + """
            v = mu * (v - learning_rate * gradient)
            return w + v, v
        """,
    ),
    Mistake(
        "mu-again",
        "mu is used twice: the weights move by the whole new velocity.",
        MOMENTUM_STEP
        + """
            v = mu * v - learning_rate * gradient
            return w + mu * v, v
        """,
    ),
    Mistake(
        "order",
        "Both numbers are there, but in the wrong order: first the weights, then the velocity.",
        MOMENTUM_STEP
        + """
            v = mu * v - learning_rate * gradient
            return v, w + v
        """,
    ),
    Mistake(
        "in-place",
        "`*=`, `-=` and `+=` change the arrays that were handed in.",
        MOMENTUM_STEP
        + """
            v *= mu
            v -= learning_rate * gradient
            w += v
            return w, v
        """,
    ),
    Mistake(
        "running-mean-of-gradients-downhill",
        "Your velocity is a running mean of the gradients, and the learning rate comes in when the "
        "weights move. Some programs do so; the formula in this text has no 1 - mu, and the rate inside "
        "the velocity.",
        MOMENTUM_STEP
        + """
            v = mu * v - (1 - mu) * gradient
            return w + learning_rate * v, v
        """,
    ),
    Mistake(
        "mu-as-friction",
        "mu is what *survives* of the old velocity. Yours takes 1 - mu of it, as if mu were what is lost.",
        MOMENTUM_STEP
        + """
            v = (1 - mu) * v - learning_rate * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "subtracted",
        "The velocity points downhill already: add it to the weights.",
        MOMENTUM_STEP
        + """
            v = mu * v - learning_rate * gradient
            return w - v, v
        """,
    ),
    Mistake(
        "mu-fixed",
        "The argument `mu` is ignored: 0.9 is written in your formula.",
        MOMENTUM_STEP
        + """
            v = 0.9 * v - learning_rate * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "no-velocity-returned",
        "The next step needs the velocity, too: return the weights and the velocity.",
        MOMENTUM_STEP + " return w + mu * v - learning_rate * gradient",
    ),
    Mistake(
        "not-returned",
        "You return the old velocity. The next step needs the new one.",
        MOMENTUM_STEP
        + """
            new_v = mu * v - learning_rate * gradient
            return w + new_v, v
        """,
    ),
    Mistake(
        "both-velocities",
        "You move by the old and by the new velocity. The new one alone is the step: it holds what "
        "is left of the old.",
        MOMENTUM_STEP
        + """
            new_v = mu * v - learning_rate * gradient
            return w + v + new_v, new_v
        """,
    ),
    Mistake(
        "gradient-twice",
        "The gradient is used twice: it is in the new velocity already.",
        MOMENTUM_STEP
        + """
            v = mu * v - learning_rate * gradient
            return w + v - learning_rate * gradient, v
        """,
    ),
    Mistake(
        "weights-ignore-the-velocity",
        "The weights take a plain step. They move by the new velocity.",
        MOMENTUM_STEP
        + """
            v = mu * v - learning_rate * gradient
            return w - learning_rate * gradient, v
        """,
    ),
    Mistake(
        "no-rate",
        "The learning rate is missing: it stands with the gradient.",
        MOMENTUM_STEP
        + """
            v = mu * v - gradient
            return w + v, v
        """,
    ),
    Mistake(
        "rate-of-everything",
        "The learning rate multiplies the old velocity, too. It belongs to the gradient only.",
        MOMENTUM_STEP
        + """
            v = learning_rate * (mu * v - gradient)
            return w + v, v
        """,
    ),
    Mistake(
        "mu-and-rate-swapped",
        "mu and the learning rate have changed places: mu belongs to the old velocity, the rate to "
        "the gradient.",
        MOMENTUM_STEP
        + """
            v = learning_rate * v - mu * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "mu-late",
        "The velocity is kept in full, and mu comes in only when the weights move. It slows the "
        "*old velocity* down.",
        MOMENTUM_STEP
        + """
            v = v - learning_rate * gradient
            return w + mu * v, v
        """,
    ),
    Mistake(
        "velocity-in-place",
        "`*=` and `-=` change the velocity that was handed in. Make a new one.",
        MOMENTUM_STEP
        + """
            v *= mu
            v -= learning_rate * gradient
            return w + v, v
        """,
    ),
    Mistake(
        "velocity-alone",
        "This is the velocity alone. Return the weights, too, and first.",
        MOMENTUM_STEP
        + """
            return mu * v - learning_rate * gradient
        """,
    ),
)
