"""Nesterov momentum: the gradient from a look ahead."""

from autograder.exercises.declaration import Exercise, Mistake, Part, code
from autograder.exercises.gradient_descent.momentum import AT_REST, MOVING, moving, resumed
from source_lib.optimizers import Nesterov, NesterovLookAhead


def look_ahead_step(w, v, gradient, learning_rate, mu=0.9):
    """Return the library's step with a gradient function, and the velocity after it."""
    optimizer = resumed(NesterovLookAhead(learning_rate, mu), w, velocity=v)
    return optimizer.step(w, gradient(optimizer.gradient_point(w))), optimizer.velocity


def nesterov_step(w, v, gradient, learning_rate, mu=0.9):
    """Return the library's step of the rearranged form, and the velocity after it."""
    optimizer = resumed(Nesterov(learning_rate, mu), w, velocity=v)
    return optimizer.step(w, gradient), optimizer.velocity


LOOK_AHEAD_RIGHT = """
    def look_ahead_step(w, v, gradient, learning_rate, mu=0.9):
        v = mu * v - learning_rate * gradient(w + mu * v)
        return w + v, v
"""
NESTEROV_RIGHT = """
    def nesterov_step(w, v, gradient, learning_rate, mu=0.9):
        new_v = mu * v - learning_rate * gradient
        return w - mu * v + (1 + mu) * new_v, new_v
"""


def wrong_look_ahead(body):
    """Return the source of a look-ahead step with this body, and the right rearranged one."""
    return code(f"def look_ahead_step(w, v, gradient, learning_rate, mu=0.9):\n    {body}", NESTEROV_RIGHT)


def wrong_nesterov(body):
    """Return the source of a rearranged step with this return value, and the right look-ahead one."""
    first = "new_v = mu * v - learning_rate * gradient"
    return code(
        LOOK_AHEAD_RIGHT,
        f"def nesterov_step(w, v, gradient, learning_rate, mu=0.9):\n    {first}\n    return {body}",
    )


SLOPE = "lambda point: gradient * point + point**2"

NESTEROV = Exercise(
    id="nesterov",
    title="Nesterov momentum, in both forms",
    reference={"look_ahead_step": look_ahead_step, "nesterov_step": nesterov_step},
    needs=("momentum_step",),
    parts=(
        Part(
            "looking ahead",
            f"look_ahead_step(w, v, {SLOPE}, learning_rate, mu)",
            moving(3),
            edges=(MOVING | {"mu": 0.5},),
        ),
        Part(
            "looking ahead with mu = 0.9", f"look_ahead_step(w, v, {SLOPE}, learning_rate)", edges=(MOVING,)
        ),
        Part(
            "rearranged",
            "nesterov_step(w, v, gradient, learning_rate, mu)",
            moving(2, 3),
            edges=(AT_REST | {"mu": 0.5},),
        ),
        Part("rearranged with mu = 0.9", "nesterov_step(w, v, gradient, learning_rate)", edges=(MOVING,)),
    ),
    mistakes=(
        Mistake(
            "no-look-ahead",
            "You take the gradient where you stand: that is ordinary momentum. "
            "Where would the velocity alone carry you?",
            wrong_look_ahead("v = mu * v - learning_rate * gradient(w)\n    return w + v, v"),
        ),
        Mistake(
            "whole-velocity-ahead",
            "You look ahead by the whole velocity. mu slows it down first.",
            wrong_look_ahead("v = mu * v - learning_rate * gradient(w + v)\n    return w + v, v"),
        ),
        Mistake(
            "looks-back",
            "You look back to where you came from. Ahead is where the velocity points.",
            wrong_look_ahead("v = mu * v - learning_rate * gradient(w - mu * v)\n    return w + v, v"),
        ),
        Mistake(
            "starts-ahead",
            "You look ahead and then go on from there, so mu · v is added twice. "
            "The step itself begins at w: only the gradient comes from ahead.",
            wrong_look_ahead(
                "ahead = w + mu * v\n    v = mu * v - learning_rate * gradient(ahead)\n    return ahead + v, v"
            ),
        ),
        Mistake(
            "uphill-ahead",
            "The velocity grows uphill: the gradient pulls it the other way.",
            wrong_look_ahead("v = mu * v + learning_rate * gradient(w + mu * v)\n    return w + v, v"),
        ),
        Mistake(
            "plain-momentum",
            "This comes to w + new_v, which is ordinary momentum. What is taken back is mu times the *old* velocity: "
            "keep it before you overwrite `v`.",
            wrong_nesterov("w + new_v, new_v"),
        ),
        Mistake(
            "no-correction",
            "The term - mu · v is missing: it takes back the look that was taken ahead in the last step.",
            wrong_nesterov("w + (1 + mu) * new_v, new_v"),
        ),
        Mistake(
            "one-is-missing",
            "The new velocity is multiplied by 1 + mu, once for the step and mu for the next look ahead.",
            wrong_nesterov("w - mu * v + mu * new_v, new_v"),
        ),
        Mistake(
            "correction-sign",
            "The sign of mu · v is wrong: the old look ahead is taken back, so it is subtracted.",
            wrong_nesterov("w + mu * v + (1 + mu) * new_v, new_v"),
        ),
        Mistake(
            "returns-the-old-velocity",
            "You return the old velocity. The next step needs the new one.",
            wrong_nesterov("w - mu * v + (1 + mu) * new_v, v"),
        ),
        Mistake(
            "not-called",
            "`gradient` is a function in `look_ahead_step`: call it with the point at which you want "
            "the gradient.",
            wrong_look_ahead("v = mu * v - learning_rate * gradient\n    return w + v, v"),
        ),
        Mistake(
            "only-the-move",
            "You ask for the gradient at mu · v, as if you stood at 0. The look-ahead point is mu · v "
            "away from `w`.",
            wrong_look_ahead("v = mu * v - learning_rate * gradient(mu * v)\n    return w + v, v"),
        ),
        Mistake(
            "friction-lost",
            "mu is missing before the old velocity: it is slowed down in the step as well as in the "
            "look ahead.",
            wrong_look_ahead("v = v - learning_rate * gradient(w + mu * v)\n    return w + v, v"),
        ),
        Mistake(
            "slowed-down-twice",
            "You overwrite `v` with mu · v before you look ahead, so that the look ahead goes mu² · v far.",
            wrong_look_ahead(
                "v = mu * v\n    v = v - learning_rate * gradient(w + mu * v)\n    return w + v, v"
            ),
        ),
        Mistake(
            "velocity-added-to-the-slope",
            "You take the gradient where you stand and add mu · v to *it*. The point is what moves "
            "ahead: it stands inside the brackets of `gradient`.",
            wrong_look_ahead("v = mu * v - learning_rate * (gradient(w) + mu * v)\n    return w + v, v"),
        ),
        Mistake(
            "old-velocity-returned",
            "You return the old velocity. The next step needs the new one.",
            wrong_look_ahead(
                "new_v = mu * v - learning_rate * gradient(w + mu * v)\n    return w + new_v, v"
            ),
        ),
        Mistake(
            "velocity-not-added",
            "The weights take only the gradient's part. They move by the whole new velocity.",
            wrong_look_ahead(
                "slope = gradient(w + mu * v)\n"
                "    return w - learning_rate * slope, mu * v - learning_rate * slope"
            ),
        ),
        Mistake(
            "order",
            "Both numbers are there, but in the wrong order: first the weights, then the velocity.",
            wrong_look_ahead("v = mu * v - learning_rate * gradient(w + mu * v)\n    return v, w + v"),
        ),
        Mistake(
            "no-velocity-returned",
            "The next step needs the velocity, too: return the weights and the velocity.",
            wrong_look_ahead("v = mu * v - learning_rate * gradient(w + mu * v)\n    return w + v"),
        ),
        Mistake(
            "velocity-in-place",
            "`*=` and `-=` change the velocity that was handed in. Make a new one.",
            wrong_look_ahead("v *= mu\n    v -= learning_rate * gradient(w + v)\n    return w + v, v"),
        ),
        Mistake(
            "rate-outside",
            "The learning rate stands inside the velocity, with the gradient, and not before the whole step.",
            wrong_look_ahead("v = mu * v - gradient(w + mu * v)\n    return w + learning_rate * v, v"),
        ),
        Mistake(
            "brackets",
            "Put brackets around 1 + mu: the new velocity is multiplied by the whole of it.",
            wrong_nesterov("w - mu * v + 1 + mu * new_v, new_v"),
        ),
        Mistake(
            "velocities-swapped",
            "The two velocities have changed places: the old look ahead is taken back, and the new "
            "velocity makes the step.",
            wrong_nesterov("w - mu * new_v + (1 + mu) * v, new_v"),
        ),
        Mistake(
            "one-minus-mu",
            "The factor is 1 + mu: the step itself, and mu for the next look ahead.",
            wrong_nesterov("w - mu * v + (1 - mu) * new_v, new_v"),
        ),
        Mistake(
            "whole-velocity-back",
            "You take the whole old velocity back. The look ahead went only mu times as far.",
            wrong_nesterov("w - v + (1 + mu) * new_v, new_v"),
        ),
        Mistake(
            "look-ahead-only",
            "This adds the new look ahead only. Take back the old one, and make the step.",
            wrong_nesterov("w + mu * new_v, new_v"),
        ),
        Mistake(
            "weights-only",
            "The next step needs the velocity, too: return the weights and the velocity.",
            wrong_nesterov("w - mu * v + (1 + mu) * new_v"),
        ),
        Mistake(
            "called",
            "`gradient` is an array in `nesterov_step`: the gradient at `w` already. It is not called.",
            wrong_nesterov("w - mu * v + (1 + mu) * new_v, new_v").replace(
                "learning_rate * gradient\n", "learning_rate * gradient(w)\n"
            ),
        ),
        Mistake(
            "uphill-rearranged",
            "The new velocity grows uphill: the gradient pulls it the other way.",
            wrong_nesterov("w - mu * v + (1 + mu) * new_v, new_v").replace(
                "v - learning_rate * gradient\n", "v + learning_rate * gradient\n"
            ),
        ),
    ),
    alternatives=(
        code(LOOK_AHEAD_RIGHT, NESTEROV_RIGHT),
        code(
            """
            def look_ahead_step(w, v, gradient, learning_rate, mu=0.9):
                return momentum_step(w, v, gradient(w + mu * v), learning_rate, mu)
            """,
            """
            def nesterov_step(w, v, gradient, learning_rate, mu=0.9):
                new_w, new_v = momentum_step(w, v, gradient, learning_rate, mu)
                return new_w - mu * v + mu * new_v, new_v
            """,
        ),
        code(
            """
            def look_ahead_step(w, v, gradient, learning_rate, mu=0.9):
                ahead = w + mu * v
                slope = gradient(ahead)
                return ahead - learning_rate * slope, mu * v - learning_rate * slope
            """,
            """
            def nesterov_step(w, v, gradient, learning_rate, mu=0.9):
                new_v = mu * v - learning_rate * gradient
                return w + mu * new_v - learning_rate * gradient, new_v
            """,
        ),
        code(
            """
            def look_ahead_step(w, v, gradient, learning_rate, mu=0.9):
                v_old = v.copy()
                v = mu * v_old - learning_rate * gradient(np.add(w, mu * v_old))
                w = w + v
                return [w, v]
            """,
            """
            def nesterov_step(w, v, gradient, learning_rate, mu=0.9):
                old_v = v
                v = mu * old_v - learning_rate * gradient
                w = w - mu * old_v
                w = w + v
                w = w + mu * v
                return w, v
            """,
        ),
    ),
    conventions=(
        "gradient(w + mu * v)",
        "w - mu * v + (1 + mu) * new_v",
        "a function in `look_ahead_step` and an array in `nesterov_step`",
    ),
    hints=(
        "Looking ahead: momentum, but the gradient is asked for at w + mu · v. "
        "Rearranged: keep the old velocity; both the old and the new one are needed.",
        "w = 1, v = 2, mu = 0.5, learning rate 0.1. If gradient(w) = 3w, it is asked for at 1 + 1 = 2, where it is 6: "
        "v becomes 1 - 0.6 = 0.4 and w 1.4. Rearranged with the gradient 6: the new v is 0.4, "
        "and w = 1 - 1 + 1.5 · 0.4 = 0.6.",
    ),
)

EXERCISES = (NESTEROV,)
