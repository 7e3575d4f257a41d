"""What newcomers write for the Huber loss, and the sentence that helps."""

from autograder.exercises.declaration import Mistake, code

HUBER_VALUE = """
def huber(y_true, y_pred, delta=1.0):
    r = np.abs(y_pred - y_true)
    return np.mean(np.where(r <= delta, r**2 / 2, delta * (r - delta / 2)))
"""
HUBER_SLOPE = """
def huber_gradient(y_true, y_pred, delta=1.0):
    return np.clip(y_pred - y_true, -delta, delta) / y_pred.size
"""


def value_of(formula):
    """Return a wrong Huber loss of that formula for one residual `r`, with the right gradient."""
    body = f"""
    def huber(y_true, y_pred, delta=1.0):
        r = y_pred - y_true
        return np.mean({formula})
    """
    return code(body, HUBER_SLOPE)


def slope_of(formula):
    """Return the right Huber loss with a wrong gradient of that formula for the residuals `r`."""
    body = f"""
    def huber_gradient(y_true, y_pred, delta=1.0):
        r = y_pred - y_true
        return {formula}
    """
    return code(HUBER_VALUE, body)


MISTAKES = (
    Mistake(
        "no-half",
        "Near the target it is *half* the square; only so does it meet the line without a kink.",
        value_of("np.where(np.abs(r) <= delta, r**2, delta * (np.abs(r) - delta / 2))"),
    ),
    Mistake(
        "line-too-high",
        "At a distance of delta your loss jumps: the line must begin where the parabola ends.",
        value_of("np.where(np.abs(r) <= delta, r**2 / 2, delta * np.abs(r))"),
    ),
    Mistake(
        "line-too-flat",
        "Beyond delta the line must go on as steeply as the parabola ended. How steep is r²/2 at r = delta?",
        value_of("np.where(np.abs(r) <= delta, r**2 / 2, np.abs(r) - delta / 2)"),
    ),
    Mistake(
        "one-sided",
        "Too low counts as much as too high: compare the *distance* with delta.",
        value_of("np.where(r <= delta, r**2 / 2, delta * (np.abs(r) - delta / 2))"),
    ),
    Mistake(
        "line-goes-down",
        "Where the prediction is too low, your line goes down: it needs the distance, too.",
        value_of("np.where(np.abs(r) <= delta, r**2 / 2, delta * (r - delta / 2))"),
    ),
    Mistake(
        "swapped",
        "The two branches are swapped: near the target the parabola, far away the line.",
        value_of("np.where(np.abs(r) > delta, r**2 / 2, delta * (np.abs(r) - delta / 2))"),
    ),
    Mistake(
        "delta-ignored",
        "Your loss does not look at `delta`; it always changes over at 1.",
        value_of("np.where(np.abs(r) <= 1, r**2 / 2, np.abs(r) - 1 / 2)"),
    ),
    Mistake(
        "one-mean-for-all",
        "You decide once for the whole batch. Each entry is near or far on its own.",
        value_of("r**2 / 2 if np.mean(np.abs(r)) <= delta else delta * (np.abs(r) - delta / 2)"),
    ),
    Mistake(
        "sum",
        "This is the sum. The mean over all entries is asked for.",
        code(HUBER_VALUE.replace("np.mean", "np.sum"), HUBER_SLOPE),
    ),
    Mistake(
        "gradient-sum",
        "The loss is a mean, so each entry has only a share in it: the gradient must be divided, too.",
        slope_of("np.clip(r, -delta, delta)"),
    ),
    Mistake(
        "gradient-rows",
        "You divide the gradient by the number of rows; the mean is taken over all entries.",
        slope_of("np.clip(r, -delta, delta) / len(r)"),
    ),
    Mistake(
        "gradient-sign",
        "Beyond delta the slope is that of the line, and the line is `delta` times as steep as |r|.",
        slope_of("np.where(np.abs(r) <= delta, r, np.sign(r)) / r.size"),
    ),
    Mistake(
        "gradient-delta-ignored",
        "Your gradient does not look at `delta`: it is always limited to the interval from -1 to 1.",
        slope_of("np.clip(r, -1, 1) / r.size"),
    ),
    Mistake(
        "gradient-far-positive",
        "Far away your slope is delta on both sides. Where the prediction is too low, it must be -delta.",
        slope_of("np.where(np.abs(r) <= delta, r, delta) / r.size"),
    ),
    Mistake(
        "gradient-uphill",
        "The gradient has the wrong sign: if a prediction is too high, raising it further must raise the loss.",
        slope_of("np.clip(-r, -delta, delta) / r.size"),
    ),
    Mistake(
        "gradient-grows-on",
        "Beyond delta the slope does not grow any more: it is delta or -delta, however far away the target lies.",
        slope_of("np.where(np.abs(r) <= delta, r, delta * r) / r.size"),
    ),
    Mistake(
        "gradient-one-side",
        "Your gradient is limited upwards, but not downwards.",
        slope_of("np.minimum(r, delta) / r.size"),
    ),
    Mistake(
        "gradient-positive",
        "Your gradient is never negative: a prediction that is too low must be pushed up.",
        slope_of("np.minimum(np.abs(r), delta) / r.size"),
    ),
    Mistake(
        "gradient-doubled",
        "The parabola is *half* the square: no 2 is left of its derivative.",
        slope_of("np.where(np.abs(r) <= delta, 2 * r, delta * np.sign(r)) / r.size"),
    ),
    Mistake(
        "gradient-vanishes",
        "Far away your gradient is 0, so whatever is far would never come nearer.",
        slope_of("np.where(np.abs(r) <= delta, r, 0) / r.size"),
    ),
    Mistake(
        "doubled",
        "Twice the Huber loss: some books define it so. In this text the parabola has its ½, and the "
        "line fits onto that.",
        value_of("np.where(abs(r) <= delta, r**2, delta * (2 * abs(r) - delta))"),
    ),
    Mistake(
        "line-for-delta-one",
        "The line is that for delta = 1. Where else does delta stand in it?",
        value_of("np.where(abs(r) <= delta, r**2 / 2, abs(r) - 0.5)"),
    ),
    Mistake(
        "the-smaller",
        "You take the smaller of parabola and line. The line touches the parabola at delta, but it lies "
        "below it on both sides: the distance decides.",
        value_of("np.minimum(r**2 / 2, delta * (abs(r) - delta / 2))"),
    ),
    Mistake(
        "each-entry",
        "These are the losses of the entries. One number is asked for: their mean.",
        code(HUBER_VALUE.replace("np.mean", ""), HUBER_SLOPE),
    ),
    Mistake(
        "bracket-of-the-line",
        "delta multiplies the whole bracket, |r| minus half of delta: in the end half of delta squared is taken away.",
        value_of("np.where(abs(r) <= delta, r**2 / 2, delta * abs(r) - delta / 2)"),
    ),
    Mistake(
        "half-squared",
        "It is half of the square, not the square of the half.",
        value_of("np.where(abs(r) <= delta, (r / 2) ** 2, delta * (abs(r) - delta / 2))"),
    ),
    Mistake(
        "one-decision",
        "`if` decides once, but there are many entries. `np.where` chooses entry by entry.",
        value_of("r**2 / 2 if abs(r) <= delta else delta * (abs(r) - delta / 2)"),
    ),
    Mistake(
        "loss-over-rows",
        "You divide the loss by the number of rows; the mean is taken over all entries.",
        code(HUBER_VALUE.replace("np.mean", "1 / len(y_pred) * np.sum"), HUBER_SLOPE),
    ),
    Mistake(
        "gradient-one-number",
        "The gradient has an entry for each prediction, so it has the shape of `y_pred`.",
        slope_of("np.mean(np.clip(r, -delta, delta))"),
    ),
    Mistake(
        "gradient-halved",
        "The 2 of the derivative and the half of the parabola cancel: near the target the slope is r.",
        slope_of("np.where(np.abs(r) <= delta, r / 2, delta * np.sign(r)) / r.size"),
    ),
    Mistake(
        "gradient-of-the-parabola",
        "Your gradient is that of the parabola everywhere. Beyond delta the slope does not grow any more.",
        slope_of("r / r.size"),
    ),
    Mistake(
        "gradient-of-the-distance",
        "Your gradient is that of the distance everywhere. Near the target the slope becomes small: it is r.",
        slope_of("delta * np.sign(r) / r.size"),
    ),
    Mistake(
        "gradient-distance-near",
        "Near the target your slope is never negative: it is r itself, with its sign.",
        slope_of("np.where(np.abs(r) <= delta, np.abs(r), delta * np.sign(r)) / r.size"),
    ),
)
