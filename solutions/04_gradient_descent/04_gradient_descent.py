# %% [markdown]
# # 4 · Gradient descent: downhill in the fog
#
# You stand on a hillside in thick fog and want to get down to the valley. You cannot see the valley. All you can feel
# is how steep the ground is under your feet, and in which direction. So you take a step downhill, feel again, take
# another step. It may not be clever, but it is how every network in this course learns, and nearly every network
# outside of it. The hillside has one direction for each weight, and a large network has millions of them.
#
# **How does a network find good values for thousands of numbers, how long should its steps be, and how do you know
# that the slope it feels is the right one?** By the end you will have written the walk and its best-known
# improvements, raced them against each other on real digits, and caught a bug that nobody sees by looking.
#
# The author of the study notes on which this course is built wrote a warning beside this topic: *I did not
# understand this; later there will be trouble.* The author was right about the trouble: everything later needs it.
# So take your time here.

# %% [markdown]
# ## What you will be able to do
#
# - measure the slope of any function, of one number or of many;
# - write gradient descent with a whole batch, with single samples and with mini-batches, and say what changes;
# - write momentum, Nesterov momentum, Adagrad, RMSprop, Adam, three schedules for the learning rate, and Newton's
#   step;
# - choose a learning rate from what a loss curve looks like;
# - prepare data without letting the test set leak into training;
# - check a gradient with numbers, and find a bug with it.
#
# **You need** derivatives and the chain rule, matrices, NumPy. From notebook 3: a *loss* is one number that says how
# wrong the predictions are, a mean over the samples; here mostly the *mean squared error*. From notebook 2: sigmoid,
# tanh and softmax. (A passage on PCA in section 9 also uses covariances and eigenvectors. You can skip it: nothing
# later needs it.)
#
# | section | minutes |
# |---|---|
# | 1 One variable: a slope | 15 |
# | 2 Many variables: the gradient | 20 |
# | 3 Steps downhill, and how long they are | 30 |
# | 4 All samples, one, or a few | 40 |
# | 5 Momentum | 30 |
# | 6 A learning rate for every weight | 40 |
# | 7 Let the rate fall | 20 |
# | 8 Curvature: Newton's step | 20 |
# | 9 Prepare the data | 30 |
# | 10 Is the gradient right? | 40 |
# | 11 Before and during a long training | 30 |
# | 12 Review | 10 |
#
# That is too much for one sitting. Sections 1 to 6 are the walk and its improvements, sections 7 to 12 all that
# surrounds it: a good place for a break is between them.
#
# ## Notation
#
# | in formulas | in code | meaning |
# |---|---|---|
# | $w$ | `w` | the numbers to be found (the *weights*), an array of any shape |
# | $L(w)$ | `loss` | what is to be made small |
# | $\nabla L$ | `gradient` | all slopes of $L$ together, one for each weight, so of the shape of $w$ |
# | $\eta$ | `learning_rate` | how long a step is for a gradient of length 1 |
# | $X$, $y$ | `X`, `y_true` | a batch: one row a sample, shape (samples, features), and the truth |
# | $\mu$ | `mu` | the share of the velocity that survives a step |
#
# **How the exercises work.** Fill in each function, run its cell, then run the check below it. The check says what
# is right and, where it can, which mistake yours looks like; `hint()` helps in steps. An exercise that is not done
# yet never stops the others. Functions leave their arguments unchanged.

# %% setup=true
import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, explore, hint, progress, ready, show
from nnlab.datasets import load_digits

# %% [markdown]
# ## 1 · One variable: a slope
#
# Take a function $f$ of one number. Its **derivative** $f'(x)$ is the slope of the tangent, the straight line that
# just touches the curve at $x$. Positive: the curve rises to the right. Negative: it falls. Zero: it is level.
#
# To *measure* a slope, take two points, one on each side of $x$, at the small distance $h$. They are $2h$ apart, so
# divide by $2h$:
#
# $$f'(x) \approx \frac{f(x + h) - f(x - h)}{2h}$$
#
# This is a **centred difference**. A worked number: $f(x) = x^2$ at $x = 3$ with $h = 1$ gives
# $(16 - 4) / 2 = 6$, which is exactly $2x$. (For most functions it is only nearly right. Section 10 asks how nearly.)
#
# ### Exercise: the slope as a centred difference
#
# Write `centred_difference(f, x, h=1e-5)`: the slope of the function `f` at the number `x`. Remember to divide by
# $2h$.


# %% exercise="centred-difference"
def centred_difference(f, x, h=1e-5):
    """Return the slope of f at the number x, measured with one point on each side."""
    ### BEGIN SOLUTION
    return (f(x + h) - f(x - h)) / (2 * h)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** It draws a curve with two valleys and the tangents at three places. Which of
# the three slopes are negative? If you stood there, which way would be down?


# %% tags=["experiment"]
def two_valleys(x):
    """Return the height of a curve with two valleys, the left one deeper."""
    return 0.1 * x**4 - x**2 + 0.5 * x + 4


if ready(centred_difference):
    x = np.linspace(-3.5, 3.5, 300)
    figure, axis = plt.subplots(figsize=(6.5, 3.6), layout="constrained")
    axis.plot(x, two_valleys(x), color="#0072B2", label="f(x)")
    for number, place in enumerate((-3.2, -1.0, 2.9)):
        slope = centred_difference(two_valleys, place)
        print(f"x = {place:4}: slope {slope:6.3f}, so downhill is to the {'left' if slope > 0 else 'right'}")
        near = place + np.array([-0.6, 0.6])
        tangent = two_valleys(place) + slope * (near - place)
        axis.plot(near, tangent, "--", color="#D55E00", linewidth=2, label="" if number else "tangents")
        axis.plot(place, two_valleys(place), "o", color="#D55E00")
    axis.set(xlabel="x", ylabel="f(x)", ylim=(-1, 7))
    axis.legend()
    show(
        figure,
        alt="A curve shaped like a W with two valleys, near x = -2.4 and x = 2.1; the left one is deeper. Tangents "
        "touch it at -3.2 (steeply falling), at -1.0 (rising) and at 2.9 (rising).",
    )

# %% [markdown]
# So the sign of the slope says which way is down: **go against it**. Keep in mind what the fog hides: whoever starts
# on the right ends in the right valley, although the left one is deeper.

# %% [markdown]
# ## 2 · Many variables: the gradient
#
# A network's loss depends on many weights. Move only one of them, hold all others still, and you are back at one
# variable: that slope is the **partial derivative** $\partial f / \partial w_i$. All partial derivatives together
# form the **gradient**
#
# $$\nabla f = \left( \frac{\partial f}{\partial w_1}, \frac{\partial f}{\partial w_2}, \dots \right),$$
#
# one number for each weight. The gradient is enough to predict what *any* small move $d$ does, not only one along an
# axis: each slope is multiplied by how far you go in its direction, and all are added up,
#
# $$f(w + d) - f(w) \approx \frac{\partial f}{\partial w_1} d_1 + \frac{\partial f}{\partial w_2} d_2 + \dots$$
#
# Among all moves of equal length, this sum is largest for the one that points the same way as the gradient: **the
# gradient points to where the function rises fastest**, and its opposite to where it falls fastest.
#
# ### Exercise: the numerical gradient
#
# Write `numerical_gradient(f, x, h=1e-5)`. `x` is an array of floats of any shape, `f` takes such an array and
# returns one number. Take a centred difference for each entry, with all other entries where they are. The result has
# the shape of `x`. (`np.ndindex(x.shape)` walks through the places of all entries.) When you are done, `x` must be as
# it was.


# %% exercise="numerical-gradient"
def numerical_gradient(f, x, h=1e-5):
    """Return the partial derivatives of f at x, measured one entry at a time; shape of x."""
    ### BEGIN SOLUTION
    slopes = np.zeros_like(x)
    for place in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[place] = h
        slopes[place] = (f(x + step) - f(x - step)) / (2 * h)
    return slopes
    ### END SOLUTION


# %% [markdown]
# The next cell takes a function of two variables, $f(w) = \tfrac12 w_1^2 + 2 w_2^2 + w_1 w_2$, and measures its
# gradient at a few places. **Decide before you run it:** how will the arrows lie against the lines of equal height?


# %% tags=["experiment"]
def tilted_bowl(w):
    """Return the height of a bowl whose axes lie aslant; w has the shape (2, ...)."""
    return 0.5 * w[0] ** 2 + 2 * w[1] ** 2 + w[0] * w[1]


if ready(numerical_gradient):
    ground = np.stack(np.meshgrid(np.linspace(-3, 3, 121), np.linspace(-2, 2, 81)))
    figure, axis = plt.subplots(figsize=(6.5, 4), layout="constrained")
    axis.contour(
        *ground, tilted_bowl(ground), levels=[0.25, 1, 2.25, 4, 6.25, 9], colors="#0072B2", linewidths=1
    )
    for place in np.array([[-2.0, 1.5], [2.0, 0.5], [1.0, -1.0], [-2.2, -0.3]]):
        gradient = numerical_gradient(tilted_bowl, place)
        print(f"at {place}: gradient {gradient.round(4)}")
        axis.annotate(
            "", place - 0.25 * gradient, place, arrowprops={"color": "#D55E00", "width": 1.5, "headwidth": 8}
        )
        axis.plot(*place, "o", color="#D55E00")
    axis.set(xlabel="$w_1$", ylabel="$w_2$", aspect="equal", title="Against the gradient")
    show(
        figure,
        alt="Ellipses of equal height around the lowest point (0, 0), and at four places an arrow against the "
        "gradient. Each arrow crosses its ellipse at a right angle; most of them do not point at the centre.",
    )

# %% [markdown]
# Each arrow stands at right angles on the line of equal height. But look where the arrows point: **not** at the lowest
# point, except by luck. Steepest descent is the best direction for a short step only, so you have to feel the
# ground again and again.
#
# **Decide before you run the next cell.** It goes 0.01 in several directions from $(2, 0.5)$ and compares the true
# change with the sum above. In which direction does the function rise most, and in which does it hardly change?

# %% tags=["experiment"]
if ready(numerical_gradient):
    place = np.array([2.0, 0.5])
    gradient = numerical_gradient(tilted_bowl, place)
    length = np.linalg.norm(gradient)
    directions = {
        "along w1": np.array([1.0, 0.0]),
        "along w2": np.array([0.0, 1.0]),
        "both alike": np.array([1.0, 1.0]) / np.sqrt(2),
        "along the gradient": gradient / length,
        "against it": -gradient / length,
        "across it": np.array([-gradient[1], gradient[0]]) / length,
    }
    for name, direction in directions.items():
        change = tilted_bowl(place + 0.01 * direction) - tilted_bowl(place)
        print(f"{name:18} true change {change:9.5f}   by the gradient {0.01 * direction @ gradient:9.5f}")

# %% [markdown]
# Along the gradient it rises most and against it falls most; across it, along the line of equal height, it hardly
# changes: that is why the arrows stand at right angles.

# %% [markdown]
# ## 3 · Steps downhill, and how long they are
#
# Now walk. One step of **gradient descent** goes against the gradient:
#
# $$w \leftarrow w - \eta\, \nabla L(w)$$
#
# In code: `w - learning_rate * gradient`. The **learning rate** $\eta$ (eta) sets the length: at 0.1, a gradient of 3
# moves the weight by 0.3. Where the ground is steep the step is long, where it is flat the step is short, all by
# itself.
#
# ### Exercise: one step downhill
#
# Write `descent_step(w, gradient, learning_rate)`, which returns the new weights. `w` and `gradient` are arrays of one
# shape; return a new array.


# %% exercise="descent-step"
def descent_step(w, gradient, learning_rate):
    """Return the weights after one step of gradient descent, shape of w."""
    ### BEGIN SOLUTION
    return w - learning_rate * gradient
    ### END SOLUTION


# %% [markdown]
# ### Exercise: descend, and keep the path
#
# Write `descend(gradient, start, learning_rate, steps)`. Here `gradient` is a *function*: `gradient(w)` is the
# gradient at the point `w`, and you must ask for it anew wherever you are. `start` is an array of shape (weights,).
# Return all points of the walk as an array of shape (steps + 1, weights): the start is the first row. With `steps =
# 0` that row is all there is.


# %% exercise="descend"
def descend(gradient, start, learning_rate, steps):
    """Return the path of gradient descent, shape (steps + 1, weights); the start is the first row."""
    ### BEGIN SOLUTION
    path = [start]
    for _ in range(steps):
        path.append(descent_step(path[-1], gradient(path[-1]), learning_rate))
    return np.array(path)
    ### END SOLUTION


# %% [markdown]
# ### Too short, too long
#
# The notes compare the learning rates 0.1 and 0.001. Take the plainest valley, $L(w) = w^2$, with the gradient $2w$,
# and start at $w = 5$. Each step multiplies $w$ by $1 - 2\eta$ (why?).
#
# **Decide before you run the next cell.** How many steps will it take to come within 0.01 of the bottom with $\eta =
# 0.1$, and how many with 0.001? What happens with $\eta = 0.5$? With 0.95? With 1.05?

# %% tags=["experiment"]
if ready(descent_step, descend):
    for rate in (0.001, 0.1, 0.5, 0.95, 1.05):
        path = descend(lambda w: 2 * w, np.array([5.0]), rate, 4000 if rate < 1 else 40)[:, 0]
        arrived = np.flatnonzero(np.abs(path) < 0.01)
        end = (
            f"at the bottom after step {arrived[0]}"
            if arrived.size
            else f"after step {len(path) - 1}: w = {path[-1]:.0f}"
        )
        print(f"learning rate {rate:<5}  first points {path[:4].round(3)}  {end}")

# %% [markdown]
# Too small a learning rate is slow: a hundredth of the rate takes about a hundred times the steps. Too large a rate
# *overshoots*: the step leads beyond the bottom to the other side, at 0.95 still a little lower than before, at 1.05
# higher than before, and then higher and higher. Between "fastest" and "flies away" there is only a factor of 2.
#
# Play with it. The widget runs *your* `descent_step`. (In the widgets of this notebook, the numbers to be found are
# called θ, as many books have it. Read θ₁ and θ₂ as our $w_1$ and $w_2$.)

# %% tags=["experiment"]
explore.learning_rate(descent_step)

# %% [markdown]
# Switch to two variables. The valley is narrow in one direction and long in the other, and one learning rate has to
# serve both. The steep direction forbids large rates (it would fly off), the flat one then creeps. **Try:** which is
# the largest rate that does not diverge, and does it get you to the bottom soonest?
#
# This is the normal case in networks, and it is the reason for sections 5 to 9.

# %% [markdown]
# ## 4 · All samples, one, or a few
#
# What is the $L$ of a network? Each sample has a loss of its own. Training lowers their mean. We take the simplest
# network there is, a single linear unit: its predictions are $Xw$, and its loss is the mean squared error over the $n$
# samples,
#
# $$L(w) = \frac1n \sum_{i=1}^n (x_i \cdot w - y_i)^2 ,\qquad
# \nabla L(w) = \frac1n \sum_{i=1}^n 2\,(x_i \cdot w - y_i)\, x_i = \frac2n\, X^\top (Xw - y) .$$
#
# The gradient of a mean is the mean of the gradients: each sample pulls in its own direction, as hard as its error is
# large, and the mean of all pulls decides.
#
# ### Exercise: the mean loss and its gradient
#
# Write two functions for `X` of shape (samples, features), `y_true` of shape (samples,) and `weights` of shape
# (features,).
#
# - `fit_loss(X, y_true, weights)`: the mean of the squared errors, without a ½; one number.
# - `fit_gradient(X, y_true, weights)`: its gradient, the mean of the samples' gradients, shape (features,).


# %% exercise="fit-gradient"
def fit_loss(X, y_true, weights):
    """Return the mean of the squared errors of the predictions X @ weights, one number."""
    ### BEGIN SOLUTION
    return np.mean((X @ weights - y_true) ** 2)
    ### END SOLUTION


def fit_gradient(X, y_true, weights):
    """Return the gradient of fit_loss with respect to the weights, shape (features,)."""
    ### BEGIN SOLUTION
    return 2 * X.T @ (X @ weights - y_true) / len(X)
    ### END SOLUTION


# %% [markdown]
# You have a way to check this yourself, and in section 10 it becomes a habit:

# %% tags=["experiment"]
if ready(numerical_gradient, fit_loss, fit_gradient):
    rng = np.random.default_rng(0)
    X, y_true, weights = rng.normal(size=(50, 3)), rng.normal(size=50), rng.normal(size=3)
    print("by the formula:", fit_gradient(X, y_true, weights))
    print("measured:      ", numerical_gradient(lambda w: fit_loss(X, y_true, w), weights))

# %% [markdown]
# ### Three ways to walk
#
# - **Batch gradient descent**: the mean gradient of *all* samples, then one step. The direction is exact, but with a
#   million samples you look at a million samples for a single step.
# - **Stochastic gradient descent** (SGD): take *one* sample at random, step against its gradient, take the next. Each
#   direction is a rough guess, but a million samples give a million steps.
# - **Mini-batch gradient descent**: the mean gradient of a few samples, 32 for example. This is what nearly everybody
#   does, and often it is called SGD, too.
#
# One round through all samples is an **epoch**. The samples are shuffled before each epoch, then cut into batches.
#
# ### Exercise: mini-batches
#
# - `split_batches(order, batch_size)`: `order` is an array of row numbers, already shuffled. Cut it into a list of
#   arrays of `batch_size` row numbers each, in that order; the last batch has what is left.
# - `updates_per_epoch(n_samples, batch_size)`: how many updates (steps) that makes in one epoch, a whole number (6.0
#   counts as 6). The last, smaller batch is an update, too.


# %% exercise="mini-batches"
def split_batches(order, batch_size):
    """Return the row numbers in `order`, cut into a list of arrays; the last batch has what is left."""
    ### BEGIN SOLUTION
    return [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    ### END SOLUTION


def updates_per_epoch(n_samples, batch_size):
    """Return how many updates it takes to use every sample once."""
    ### BEGIN SOLUTION
    return -(-n_samples // batch_size)
    ### END SOLUTION


# %% [markdown]
# ### 6 against 1,875
#
# The notes train on 60,000 samples and compare a batch size of 10,000 with one of 32. **Decide before you run the next
# cell:** how many updates does one epoch bring in each case? Both epochs look at every sample once, so both cost about
# the same amount of arithmetic. Which one will learn more?
#
# We have 1,204 scanned digits for training, so we draw 60,000 times from them. The network is one softmax layer: for
# each of the ten digits a weighted sum of the 64 pixels, turned into probabilities. Its loss is the *cross-entropy*,
# $-\log$ of the probability that the right digit gets, averaged over the samples. Read through the code: it is all
# that the experiments with digits in this notebook use.


# %% tags=["experiment"]
def digit_data(part):
    """Return the digits of one part with a last column of ones (whose weights are the biases), and the labels."""
    pixels, labels = load_digits(part)
    return np.column_stack([pixels, np.ones(len(pixels))]), labels


def probabilities(X, W):
    """Return the probability of each of the ten digits, shape (samples, 10)."""
    scores = X @ W
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def digit_loss(X, y, W):
    """Return the mean cross-entropy."""
    return -np.mean(np.log(probabilities(X, W)[np.arange(len(X)), y] + 1e-300))


def digit_gradient(X, y, W):
    """Return its gradient, shape of W: the mean over the samples."""
    return X.T @ (probabilities(X, W) - np.eye(10)[y]) / len(X)


def share_right(X, y, W):
    """Return the share of digits that are read correctly."""
    return np.mean(np.argmax(X @ W, axis=1) == y)


if ready(descent_step, split_batches, updates_per_epoch):
    (digits, labels), (others, other_labels) = digit_data("train"), digit_data("validation")
    rows = np.random.default_rng(0).integers(len(digits), size=60_000)
    for size in (10_000, 32):
        W = np.zeros((65, 10))
        for batch in split_batches(rows, size):
            W = descent_step(W, digit_gradient(digits[batch], labels[batch], W), learning_rate=0.1)
        print(
            f"batches of {size:6}: {updates_per_epoch(60_000, size):4} updates, "
            f"loss {digit_loss(digits, labels, W):.3f}, "
            f"{share_right(others, other_labels, W):.1%} of new digits read correctly"
        )

# %% [markdown]
# After six updates the loss is still close to that of guessing, $\ln 10 \approx 2.303$, and yet most digits are read
# correctly. The loss asks how *much* probability the right digit gets, and six small steps leave all ten near 10 %;
# reading asks only which of the ten is the *largest*.
#
# With few epochs, small batches win clearly: three hundred times as many steps, each a little rougher. With many
# epochs the difference melts away. And there is a limit at the other end: a computer handles 32 samples at once
# nearly as quickly as one, so batches of 1 waste its time.
#
# And the learning rate? Here are 0.1 and 0.001 again, this time on digits. **Decide before you run the next cell:** what
# will a hundredth of the rate cost?

# %% tags=["experiment"]
if ready(descent_step, split_batches):
    (digits, labels), (others, other_labels) = digit_data("train"), digit_data("validation")
    rows = np.random.default_rng(0).integers(len(digits), size=60_000)
    for rate in (0.1, 0.001):
        W, losses = np.zeros((65, 10)), []
        for number, batch in enumerate(split_batches(rows, 32)):
            if number in (0, 19, 1874):
                losses.append(digit_loss(digits, labels, W))
            W = descent_step(W, digit_gradient(digits[batch], labels[batch], W), rate)
        print(
            f"rate {rate:5}: loss before update 1, 20 and 1875:", ", ".join(f"{loss:.3f}" for loss in losses)
        )

# %% [markdown]
# With the small rate, all 1,875 updates lead about as far as the first twenty with the large one.
#
# ### How rough is a small batch?
#
# **Decide before you run the next cell.** It measures how far the gradient of a random batch lies from that of the
# whole data, on average over many batches. If a batch is four times as large, how much smaller is the error? (And
# what has that to do with the mean?)

# %% tags=["experiment"]
digits, labels = digit_data("train")
W = np.random.default_rng(1).normal(scale=0.1, size=(65, 10))
whole = digit_gradient(digits, labels, W)
print(f"length of the whole gradient: {np.linalg.norm(whole):.3f}")
rng = np.random.default_rng(0)
for size in (1, 4, 16, 64, 256):
    rough = []
    for batch in rng.integers(len(digits), size=(300, size)):  # each batch is drawn anew from all digits
        rough.append(digit_gradient(digits[batch], labels[batch], W) - whole)
    error = np.sqrt(np.mean([np.sum(r**2) for r in rough]))
    bias = np.linalg.norm(np.mean(rough, axis=0))
    print(
        f"batch of {size:3}: one batch is off by {error:.3f} on average, "
        f"the mean of 300 batches by {bias:.3f}"
    )

# %% [markdown]
# Four times the samples halve the error, about: it falls like one over the square root of the batch size. And on
# average the batches are right: their errors cancel, and the mean of 300 batches is about as good as one batch 300
# times as large.
#
# So a small batch is a *fair* guess of the whole, only a rough one, and roughness is what you see as a **wiggle** of the
# loss from update to update. The notes say that the wiggle grows as the batch shrinks; see for yourself.

# %% tags=["experiment"]
if ready(descent_step, split_batches):
    digits, labels = digit_data("train")
    figure, axis = plt.subplots(figsize=(7, 3.8), layout="constrained")
    styles = {8: ("#56B4E9", ":"), 64: ("#D55E00", "-"), 1204: ("#000000", "--")}
    for size, (colour, dash) in styles.items():
        rng, W, losses = np.random.default_rng(0), np.zeros((65, 10)), []
        while len(losses) < 200:
            for batch in split_batches(rng.permutation(len(digits)), size):
                losses.append(digit_loss(digits[batch], labels[batch], W))
                W = descent_step(W, digit_gradient(digits[batch], labels[batch], W), 0.1)
        jumps = np.abs(np.diff(losses[100:200]))
        print(
            f"batch of {size:4}: from one update to the next the batch's loss changes by {jumps.mean():.4f} on average"
        )
        axis.plot(losses[:200], dash, color=colour, label=f"batches of {size}", linewidth=1.4)
    axis.set(xlabel="updates", ylabel="loss of the batch", ylim=(0, 2.6))
    axis.legend()
    show(
        figure,
        alt="Loss of each batch over 200 updates for batches of 8, 64 and all 1204 samples. All three fall from 2.3 "
        "to about 0.7. With all samples the curve is smooth; with 64 it trembles; with 8 it jumps wildly.",
    )

# %% [markdown]
# The widget fits a straight line with your `fit_loss` and `fit_gradient`. Move the batch size and the learning rate,
# and watch what happens near the goal: it is never reached, only circled. **Try:** make the circle small in two
# different ways.

# %% tags=["experiment"]
explore.batch_size(fit_loss, fit_gradient)

# %% [markdown]
# ### Why the mean, and not the sum?
#
# This is an open question of the notes: *batch gradient descent uses the mean of the gradients of all samples; why
# the mean?* The next cell descends with the mean and with the sum (which is the mean times the number of samples), at
# the same learning rate, on more and more samples of the same kind. **Decide before you run it:** which of the two
# has to care how many samples there are?

# %% tags=["experiment"]
if ready(descent_step, fit_loss, fit_gradient):
    for count in (5, 20, 80, 320):
        rng = np.random.default_rng(0)
        X = rng.normal(size=(count, 2))
        y_true = X @ np.array([2.0, -1.0]) + 0.1 * rng.normal(size=count)
        by_mean = by_sum = np.zeros(2)
        for _ in range(100):
            by_mean = descent_step(by_mean, fit_gradient(X, y_true, by_mean), 0.02)
            by_sum = descent_step(by_sum, count * fit_gradient(X, y_true, by_sum), 0.02)
        print(
            f"{count:3} samples, loss after 100 steps: with the mean {fit_loss(X, y_true, by_mean):.3g}, "
            f"with the sum {fit_loss(X, y_true, by_sum):.3g}"
        )

# %% [markdown]
# The sum has to care: in its column, more samples of the same kind turn learning into flying off, at one and the same
# rate.
#
# ### In your own words: why the mean?
#
# Answer the notes' question in four to eight sentences. Say what is being minimised; what would happen to the step
# with a sum when the number of samples changes; and what the mean of a small random batch has to do with the mean of
# all. Use something that you measured above. Is a sum wrong? Marked by a person (4 points).

# %% [markdown] written="why-the-mean"
# ### BEGIN SOLUTION
# What training lowers is the mean loss over the samples, and the gradient of a mean is the mean of the gradients. A
# mean does not grow with the number of samples: whether I average 5 gradients or 320, its size stays about the same,
# so the same learning rate can be used for any batch size. A sum grows in proportion to the number; in the experiment
# it was fine for a few samples, and for many it overshot and flew away at the same rate. Also, the mean over a random
# mini-batch is a fair estimate of the mean over all samples: its errors cancel on average, and they shrink like one
# over the root of the batch size, as I measured. So mini-batches can stand in for the whole. The sum is not wrong,
# since it points in the same direction: with a learning rate divided by n it takes the very same steps. It is only
# inconvenient, because the rate would have to be chosen anew for each batch size.
# ### END SOLUTION

# %% [markdown]
# ## 5 · Momentum
#
# A ball that rolls down a valley does not stop at each point to think. It gathers speed where the slope keeps its
# direction, and pushes to and fro that cancel each other do not add up. Give the walk a **velocity** $v$:
#
# $$v \leftarrow \mu\, v - \eta\, \nabla L(w), \qquad w \leftarrow w + v$$
#
# In code: `v = mu * v - learning_rate * gradient`, then `w = w + v`. The number $\mu$ (mu), usually 0.9, says which
# share of the velocity survives a step; $1 - \mu$ is a kind of friction. With $\mu = 0$ this is plain gradient
# descent. The velocity starts at 0. The notes call momentum the usual choice in practice.
#
# A worked number: $w = 1$, $v = -0.5$, gradient 2, $\eta = 0.1$, $\mu = 0.9$: then $v = -0.45 - 0.2 = -0.65$ and
# $w = 0.35$.
#
# ### Exercise: momentum
#
# Write `momentum_step(w, v, gradient, learning_rate, mu=0.9)`. It returns first the weights, then the velocity, both
# new. All arrays have one shape. (Books differ here: some leave the rate outside of $v$, some weight the gradient by
# $1 - \mu$, some give $v$ the other sign. Take the form above.)


# %% exercise="momentum"
def momentum_step(w, v, gradient, learning_rate, mu=0.9):
    """Return the new weights and the new velocity, both of the shape of w."""
    ### BEGIN SOLUTION
    v = mu * v - learning_rate * gradient
    return w + v, v
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** The gradient is 1 all the time, the learning rate 0.1 and mu 0.9. How long
# will the steps be in the end, compared with plain gradient descent?

# %% tags=["experiment"]
if ready(momentum_step):
    w, v = np.zeros(1), np.zeros(1)
    for step in range(1, 61):
        w, v = momentum_step(w, v, np.ones(1), learning_rate=0.1)
        if step in (1, 2, 5, 10, 20, 60):
            print(f"step {step:2}: length {-v[0]:.4f}")

# %% [markdown]
# The steps grow to $\eta / (1 - \mu)$, here ten times the learning rate.
#
# ### Looking ahead: Nesterov
#
# Momentum is going to carry you by $\mu v$ in any case. So why feel the ground here, and not *there*, where you are
# going to be? **Nesterov momentum** takes the gradient at the look-ahead point:
#
# $$v \leftarrow \mu\, v - \eta\, \nabla L(w + \mu v), \qquad w \leftarrow w + v$$
#
# In code the gradient is `gradient(w + mu * v)`. If the velocity is about to carry you up the other side of the
# valley, you notice it one step sooner, and brake. As arrows: ordinary momentum adds two arrows that both begin where
# you stand, the velocity and the gradient's. Nesterov draws the velocity's arrow first and adds the gradient's arrow
# at its tip.

# %% tags=["experiment"]
figure, panels = plt.subplots(1, 2, figsize=(9, 3), layout="constrained", sharey=True)
velocity, downhill_here, downhill_ahead = np.array([3.0, 0.8]), np.array([0.2, 1.2]), np.array([-0.9, 1.0])
pictures = (
    ("momentum", np.zeros(2), downhill_here, "against the\ngradient here", (-0.9, 1.4)),
    ("Nesterov", velocity, downhill_ahead, "against the\ngradient ahead", (2.9, 1.5)),
)
for panel, (name, foot, downhill, label, place) in zip(panels, pictures, strict=True):
    arrows = (
        (np.zeros(2), velocity, "#0072B2", "mu · v", (1.8, 0.1)),
        (foot, foot + downhill, "#D55E00", label, place),
        (np.zeros(2), velocity + downhill, "#000000", "step", (0.9, 1.1)),
    )
    for tail, tip, colour, words, beside in arrows:
        panel.annotate("", tip, tail, arrowprops={"color": colour, "width": 1.5, "headwidth": 8})
        panel.text(*beside, words, color=colour)
    panel.plot(0, 0, "ko")
    panel.set(title=name, xlim=(-1.1, 4.5), ylim=(-0.4, 2.4), xticks=[], yticks=[])
show(
    figure,
    alt="Two pictures of arrows. Momentum: mu times v and the arrow against the gradient both begin where you "
    "stand, and their sum is the step. Nesterov: the gradient's arrow begins at the tip of mu times v, and points back a little.",
)

# %% [markdown]
# ### Rearranged
#
# In a program it is a nuisance that the gradient is wanted at another place than the weights. The remedy: store the
# look-ahead point itself under the name $w$. Then the gradient is taken at `w` as always, and a step reads
#
# $$v' = \mu\, v - \eta\, \nabla L(w), \qquad w \leftarrow w - \mu\, v + (1 + \mu)\, v'$$
#
# In code: `w - mu * v + (1 + mu) * new_v`. Read it so: take back the old look ahead, make the step, look ahead again.
#
# ### Exercise: Nesterov momentum, in both forms
#
# Mind what `gradient` is: a function in `look_ahead_step` and an array in `nesterov_step`. Both return the new
# weights, then the new velocity.
#
# - `look_ahead_step(w, v, gradient, learning_rate, mu=0.9)`: asks `gradient(...)` at the look-ahead point.
# - `nesterov_step(w, v, gradient, learning_rate, mu=0.9)`: the rearranged form; `gradient` is the gradient at `w`.


# %% exercise="nesterov"
def look_ahead_step(w, v, gradient, learning_rate, mu=0.9):
    """Return the new weights and velocity; `gradient` is a function, asked for the gradient ahead."""
    ### BEGIN SOLUTION
    v = mu * v - learning_rate * gradient(w + mu * v)
    return w + v, v
    ### END SOLUTION


def nesterov_step(w, v, gradient, learning_rate, mu=0.9):
    """Return the new weights and velocity in the rearranged form; `gradient` is the array at w."""
    ### BEGIN SOLUTION
    new_v = mu * v - learning_rate * gradient
    return w - mu * v + (1 + mu) * new_v, new_v
    ### END SOLUTION


# %% [markdown]
# Are the two forms the same walk? **Decide before you run the next cell** how their paths will differ. It runs both
# on a valley, from the same start, and converts the rearranged weights back by subtracting $\mu v$.

# %% tags=["experiment"]
if ready(look_ahead_step, nesterov_step):
    steepness = np.array([1.0, 25.0])
    first = second = np.array([4.0, 1.0])
    v_first = v_second = np.zeros(2)
    for step in range(1, 31):
        first, v_first = look_ahead_step(first, v_first, lambda w: steepness * w, 0.03)
        second, v_second = nesterov_step(second, v_second, steepness * second, 0.03)
        if step in (1, 2, 10, 30):
            print(
                f"step {step:2}: looking ahead ({first[0]:8.5f}, {first[1]:8.5f}), rearranged and converted "
                "({:8.5f}, {:8.5f})".format(*(second - 0.9 * v_second))
            )

# %% [markdown]
# Now the race in that valley: 25 times as steep across as along. **Decide before you run the next cell:** which path
# zigzags, which overshoots, which arrives first?

# %% tags=["experiment"]
if ready(descent_step, momentum_step, look_ahead_step):
    steepness, start = np.array([1.0, 25.0]), np.array([4.0, 1.0])

    def slope(w):
        """Return the gradient of the valley."""
        return steepness * w

    walks = {
        "plain": (lambda w, v: (descent_step(w, slope(w), 0.03), v), {"color": "#000000", "linestyle": ":"}),
        "momentum": (
            lambda w, v: momentum_step(w, v, slope(w), 0.03),
            {"color": "#D55E00", "linestyle": "-"},
        ),
        "Nesterov": (
            lambda w, v: look_ahead_step(w, v, slope, 0.03),
            {"color": "#0072B2", "linestyle": "--"},
        ),
    }
    ground = np.stack(np.meshgrid(np.linspace(-1.5, 4.5, 121), np.linspace(-1.2, 1.2, 81)))
    figure, axis = plt.subplots(figsize=(8, 3.6), layout="constrained")
    height = 0.5 * np.tensordot(steepness, ground**2, axes=1)
    axis.contour(*ground, height, levels=[0.1, 1, 3, 6, 10, 15], colors="#999999", linewidths=0.8)
    for name, (walk, style) in walks.items():
        path, v = [start], np.zeros(2)
        for _ in range(200):
            w, v = walk(path[-1], v)
            path.append(w)
        path = np.array(path)
        far = np.flatnonzero(np.linalg.norm(path, axis=1) > 0.05)[-1] + 1
        print(f"{name:9} {far} steps until it stays within 0.05 of the bottom")
        axis.plot(*path[:40].T, marker="o", markersize=3, label=name, **style)
    axis.set(xlabel="$w_1$", ylabel="$w_2$", title="The first 40 steps")
    axis.legend(loc="upper left")
    show(
        figure,
        alt="Three paths in a narrow valley from (4, 1) towards (0, 0). The plain path creeps along the floor and is "
        "still under way. Momentum swings far across and overshoots along the floor; Nesterov hardly swings at all.",
    )

# %% [markdown]
# The plain path is forced to a small rate by the steep walls, and creeps along the floor. Momentum gathers speed
# along the floor, but swings across. Nesterov feels the wall one step earlier, and the swinging is gone. Both
# overshoot at the end: that is the price of speed.

# %% [markdown]
# ## 6 · A learning rate for every weight
#
# Momentum still has one learning rate for all weights. In the narrow valley we would like a small one across and a
# large one along. **Adaptive** methods find out by themselves: they remember how large the gradient of each weight
# has been, and divide by it.
#
# **Adagrad** adds up the squares of all gradients so far, entry by entry, in a *cache* that starts at 0:
#
# - `cache = cache + gradient**2`
# - `w = w - learning_rate * gradient / (sqrt(cache) + eps)`
#
# A weight with large gradients gets a small rate, one with small or rare gradients a large one. The tiny `eps` is
# added after the root and prevents a division by 0 where no gradient has been seen yet.
#
# But the cache only ever grows, so the steps only ever shrink, and learning may stop too early. **RMSprop** lets the
# cache leak: it is a running mean of the squares, in which the old ones fade,
#
# - `cache = decay * cache + (1 - decay) * gradient**2`
#
# and the second line stays as it is. `decay` is the share of the old cache that survives, 0.9 to 0.999.
#
# A worked number for one weight $w = 1$ with cache 9, gradient 4, learning rate 0.1: Adagrad's cache becomes $9 + 16
# = 25$, and $w = 1 - 0.1 \cdot 4 / 5 = 0.92$.
#
# ### Exercise: Adagrad and RMSprop
#
# Write `adagrad_step(w, cache, gradient, learning_rate, eps=1e-8)` and `rmsprop_step(w, cache, gradient,
# learning_rate, decay=0.99, eps=1e-8)`. Both return the new weights, then the new cache; all arrays have one shape.


# %% exercise="adagrad-rmsprop"
def adagrad_step(w, cache, gradient, learning_rate, eps=1e-8):
    """Return the new weights and the new cache, both of the shape of w."""
    ### BEGIN SOLUTION
    cache = cache + gradient**2
    return w - learning_rate * gradient / (np.sqrt(cache) + eps), cache
    ### END SOLUTION


def rmsprop_step(w, cache, gradient, learning_rate, decay=0.99, eps=1e-8):
    """Return the new weights and the new, leaky cache, both of the shape of w."""
    ### BEGIN SOLUTION
    cache = decay * cache + (1 - decay) * gradient**2
    return w - learning_rate * gradient / (np.sqrt(cache) + eps), cache
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** The gradient is 1 in every step and the learning rate 0.1. How long is the
# 1st step of Adagrad? The 100th? And what does RMSprop do in the long run?

# %% tags=["experiment"]
if ready(adagrad_step, rmsprop_step):
    places = {"Adagrad": (np.zeros(1), np.zeros(1)), "RMSprop": (np.zeros(1), np.zeros(1))}
    print("step | Adagrad | RMSprop")
    for step in range(1, 10_001):
        lengths = []
        for name, method in (("Adagrad", adagrad_step), ("RMSprop", rmsprop_step)):
            before = places[name][0]
            places[name] = method(*places[name], np.ones(1), 0.1)
            lengths.append(before[0] - places[name][0][0])
        if step in (1, 10, 100, 1000, 10_000):
            print(f"{step:5} | {lengths[0]:.4f}  | {lengths[1]:.4f}")

# %% [markdown]
# Adagrad's steps shrink like $1/\sqrt t$ even where nothing calls for it: that is what the notes mean by *too
# aggressive*. RMSprop settles at the learning rate. But its first steps are far too long: its cache starts at 0 and
# has not filled up yet.
#
# ### Adam
#
# **Adam** puts momentum and RMSprop together: a running mean `m` of the gradients, which smooths the direction, and a
# running mean `v` of their squares, which sets the rate of each weight.
#
# - `m = beta1 * m + (1 - beta1) * gradient`
# - `v = beta2 * v + (1 - beta2) * gradient**2`
#
# Usually beta1 = 0.9 and beta2 = 0.999. Both means start at 0, so at first they are far too small: after one step,
# `m` is only a tenth of the gradient, and `v` only a thousandth of its square. The **bias correction** divides by
# what they still lack; in step number $t$,
#
# - `m_hat = m / (1 - beta1**t)`
# - `v_hat = v / (1 - beta2**t)`
#
# The first step has t = 1. Then the weights move:
#
# - `w = w - learning_rate * m_hat / (sqrt(v_hat) + eps)`
#
# The *simplified form* leaves the correction out and uses `m` and `v` as they are. (Careful: this `v` is no velocity.
# The names are those of the paper.)
#
# A worked number: first step, gradient 10. `m` is 1, `v` is 0.1; corrected, 10 and 100. So the step is one learning
# rate long, whatever the size of the gradient.
#
# ### Exercise: Adam
#
# Write `adam_step(w, m, v, t, gradient, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True)`. It
# returns the new weights, `m` and `v`, the last two uncorrected. With `bias_correction=False` it is the simplified
# form.


# %% exercise="adam"
def adam_step(w, m, v, t, gradient, learning_rate, beta1=0.9, beta2=0.999, eps=1e-8, bias_correction=True):
    """Return the weights after step number t (the first is 1), and the uncorrected means m and v."""
    ### BEGIN SOLUTION
    m = beta1 * m + (1 - beta1) * gradient
    v = beta2 * v + (1 - beta2) * gradient**2
    m_hat, v_hat = m, v
    if bias_correction:
        m_hat = m / (1 - beta1**t)
        v_hat = v / (1 - beta2**t)
    return w - learning_rate * m_hat / (np.sqrt(v_hat) + eps), m, v
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** The gradient is 1 in every step and the learning rate 0.1. How long are the
# first steps with bias correction, and how long without? (Which of the two means lacks more?)

# %% tags=["experiment"]
if ready(adam_step):
    print("step | corrected | simplified")
    zeros = np.zeros(1)
    states = {True: (zeros, zeros, zeros), False: (zeros, zeros, zeros)}
    for t in range(1, 5001):
        lengths = []
        for correct, (w, m, v) in states.items():
            states[correct] = adam_step(w, m, v, t, np.ones(1), 0.1, bias_correction=correct)
            lengths.append(w[0] - states[correct][0][0])
        if t in (1, 2, 5, 10, 100, 1000, 5000):
            print(f"{t:4} | {lengths[0]:9.4f} | {lengths[1]:9.4f}")

# %% [markdown]
# Corrected, every step is one learning rate long. Without the correction the first steps are too *long*, about three
# times: `v` lacks more than `m` does, and `v` is what is divided by. The surplus grows at first and takes thousands of
# steps to fade.
#
# ### Find the slip: all of Adam
#
# Who can find a slip has understood the idea. The notes on which this course is built make four statements about
# Adam, and exactly one of them is wrong, deliberately left in. Set the variable to its letter. (Below, the three
# lines are `m = beta1 * m + (1 - beta1) * gradient`, `v = beta2 * v + (1 - beta2) * gradient**2` and `w = w -
# learning_rate * m / (sqrt(v) + eps)`, with beta1 = 0.9 and beta2 = 0.999.)
#
# - **a** Adam's `m` plays the part of momentum: it smooths the direction of the steps.
# - **b** Adam's `v` plays the part of RMSprop's cache: it gives each weight a rate of its own.
# - **c** The three lines are the whole of Adam: since `m` and `v` are running means, nothing needs correcting.
# - **d** After many thousands of steps it hardly matters whether the means are corrected.

# %% exercise="slip-adam"
slip_adam = "?"
### BEGIN SOLUTION
slip_adam = "c"
### END SOLUTION

# %% [markdown]
# ### The race
#
# All your optimizers on three landscapes. The next cell only gives each of them the same handle; the widget then runs
# them at every learning rate on its slider. **Decide before you play:** on the long valley at a rate of 0.1, who
# wins? Does the same one win at 0.01, and on the saddle (a pass between two hills, level at its middle)?


# %% tags=["experiment"]
def by_descent(w, gradient, state, learning_rate):
    return descent_step(w, gradient(w), learning_rate), state


def by_momentum(w, gradient, state, learning_rate):
    w, v = momentum_step(w, state.get("v", np.zeros_like(w)), gradient(w), learning_rate)
    return w, {"v": v}


def by_nesterov(w, gradient, state, learning_rate):
    w, v = look_ahead_step(w, state.get("v", np.zeros_like(w)), gradient, learning_rate)
    return w, {"v": v}


def by_adagrad(w, gradient, state, learning_rate):
    w, cache = adagrad_step(w, state.get("cache", np.zeros_like(w)), gradient(w), learning_rate)
    return w, {"cache": cache}


def by_rmsprop(w, gradient, state, learning_rate):
    w, cache = rmsprop_step(w, state.get("cache", np.zeros_like(w)), gradient(w), learning_rate)
    return w, {"cache": cache}


def by_adam(w, gradient, state, learning_rate):
    m, v, t = state.get("m", np.zeros_like(w)), state.get("v", np.zeros_like(w)), state.get("t", 0) + 1
    w, m, v = adam_step(w, m, v, t, gradient(w), learning_rate)
    return w, {"m": m, "v": v, "t": t}


racers = {
    "plain": by_descent,
    "momentum": by_momentum,
    "Nesterov": by_nesterov,
    "Adagrad": by_adagrad,
    "RMSprop": by_rmsprop,
    "Adam": by_adam,
}
explore.optimizers(racers)

# %% [markdown]
# ### The race on digits
#
# Two variables are a toy. The next cell trains the digit reader in mini-batches of 32, with every optimizer at the
# best of nine learning rates *for that optimizer* (anything else would be unfair). Best means: the lowest loss on the
# training digits after five epochs. **Decide before you run it** (it takes a few seconds): who is ahead after one
# epoch? And who after five?


# %% tags=["experiment"]
def train_digits(step, learning_rate, epochs, size=32, seed=0):
    """Train the digit reader; return the weights after each epoch."""
    digits, labels = digit_data("train")
    rng, W, state, after = np.random.default_rng(seed), np.zeros((65, 10)), {}, []
    for _ in range(epochs):
        for batch in split_batches(rng.permutation(len(digits)), size):
            W, state = step(
                W,
                lambda at, batch=batch: digit_gradient(digits[batch], labels[batch], at),
                state,
                learning_rate,
            )
        after.append(W)
    return after


RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
if ready(descent_step, momentum_step, look_ahead_step, adagrad_step, rmsprop_step, adam_step, split_batches):
    (digits, labels), (others, other_labels) = digit_data("train"), digit_data("validation")
    print("           best rate | loss after 1 epoch | after 5 | new digits right after 1 | after 5")
    for name, step in racers.items():
        runs = {rate: train_digits(step, rate, epochs=5) for rate in RATES}
        best = min(runs, key=lambda rate: digit_loss(digits, labels, runs[rate][-1]))
        losses = [digit_loss(digits, labels, W) for W in runs[best]]
        right = [share_right(others, other_labels, W) for W in runs[best]]
        print(
            f"{name:9} {best:10} | {losses[0]:18.3f} | {losses[-1]:7.3f} | {right[0]:24.1%} | {right[-1]:7.1%}"
        )

# %% [markdown]
# The notes recommend two: **SGD with Nesterov momentum, or Adam**, and report that Adam gets to its best accuracy
# faster. Compare that with your table, not with your expectations: on this small problem, how much is there between
# the improved methods? And how large a part of the difference to plain descent is left, once it has the rate that
# suits it?
#
# Adam's real convenience is another one. Its rate of 0.001 is a sensible start for most networks, because the size of
# the gradient cancels out: a step of Adam is about one learning rate long.
#
# Why, then, is a hundred times as much best in your table? Because this training is so short and so simple: five epochs are only 190 updates, at
# 0.001 no weight would come much farther than 0.19, and a single layer bears long steps. Deep networks, trained for
# thousands of updates, do not. A start is where the search begins, not where it ends.

# %% [markdown]
# ## 7 · Let the rate fall
#
# Early in training long steps are good: the way is far. Later they are bad: the weights jump to and fro over a narrow
# valley and cannot settle at its bottom. So let the learning rate fall with time. That is called **annealing**, after
# the slow cooling of hot metal. Fall too fast, and you stop before you have arrived.
#
# Three schedules are common. Epochs count from 0, and `initial` is the rate in epoch 0.
#
# - **Step decay**: multiply the rate by a factor after every so many epochs, for example halve it every ten:
#   `initial * factor ** (epoch // every)`
# - **Exponential decay**, $\eta_0\, e^{-kt}$: lose the same share in each epoch: `initial * exp(-decay * epoch)`
# - **1/t decay**, $\eta_0 / (1 + kt)$: quick at first, then ever slower: `initial / (1 + decay * epoch)`
#
# A worked number: from 0.8, halved every 10 epochs, epoch 25 has the rate $0.8 \cdot 0.5^2 = 0.2$.
#
# ### Exercise: three schedules
#
# Write `step_decay(epoch, initial, factor=0.5, every=10)`, `exponential_decay(epoch, initial, decay)` and
# `inverse_time_decay(epoch, initial, decay)`. `epoch` is a number or an array of numbers.


# %% exercise="schedules"
def step_decay(epoch, initial, factor=0.5, every=10):
    """Return the rate in an epoch: multiplied by `factor` after every so many epochs."""
    ### BEGIN SOLUTION
    return initial * factor ** (epoch // every)
    ### END SOLUTION


def exponential_decay(epoch, initial, decay):
    """Return the rate in an epoch: the same share is lost in each."""
    ### BEGIN SOLUTION
    return initial * np.exp(-decay * epoch)
    ### END SOLUTION


def inverse_time_decay(epoch, initial, decay):
    """Return the rate in an epoch: quick to fall at first, slow later."""
    ### BEGIN SOLUTION
    return initial / (1 + decay * epoch)
    ### END SOLUTION


# %% [markdown]
# The next cell follows the weights of a straight-line fit that are trained a sample at a time, with a constant rate
# and with each of your schedules. **Decide before you run it:** where will the constant rate end up?

# %% tags=["experiment"]
if ready(fit_loss, fit_gradient, descent_step, step_decay, exponential_decay, inverse_time_decay):
    rng = np.random.default_rng(3)
    X = rng.normal(size=(100, 2))
    y_true = X @ np.array([1.0, -0.8]) + rng.normal(size=100)
    best = fit_loss(X, y_true, np.linalg.lstsq(X, y_true)[0])
    plans = {
        "constant": (lambda epoch: 0.1, {"color": "#000000", "linestyle": ":"}),
        "step decay": (lambda epoch: step_decay(epoch, 0.1, 0.5, 5), {"color": "#D55E00", "linestyle": "-"}),
        "exponential": (
            lambda epoch: exponential_decay(epoch, 0.1, 0.12),
            {"color": "#0072B2", "linestyle": "--"},
        ),
        "1/t": (lambda epoch: inverse_time_decay(epoch, 0.1, 0.5), {"color": "#CC79A7", "linestyle": "-."}),
    }
    figure, axes = plt.subplots(1, 2, figsize=(9, 3.4), layout="constrained")
    for name, (rate, style) in plans.items():
        rng, w, excess = np.random.default_rng(0), np.array([-2.0, 2.0]), []
        for epoch in range(30):
            for row in rng.permutation(len(X)):
                w = descent_step(w, fit_gradient(X[[row]], y_true[[row]], w), rate(epoch))
            excess.append(fit_loss(X, y_true, w) - best)
        print(
            f"{name:11} last rate {rate(29):.4f}, "
            f"loss above the best in the last 5 epochs {np.mean(excess[-5:]):.5f}"
        )
        rates = [rate(epoch) for epoch in range(30)]
        axes[0].plot(range(30), rates, drawstyle="steps-post", label=name, linewidth=2, **style)
        axes[1].semilogy(range(30), excess, label=name, linewidth=2, **style)
    axes[0].set(xlabel="epoch", ylabel="learning rate")
    axes[1].set(xlabel="epoch", ylabel="loss above the best possible")
    axes[0].legend()
    axes[1].legend()
    show(
        figure,
        alt="Left: the four rates over 30 epochs; constant, large stairs, and two falling curves. Right: how far "
        "the loss lies above the best possible. With the constant rate it goes on jumping; with the others it sinks "
        "much lower.",
    )

# %% [markdown]
# The constant rate circles at a distance; every schedule settles far lower. In practice step decay is slightly
# preferred, since its two numbers (how much, how often) are easy to understand. There is a fourth way that needs no
# calendar: **halve the rate whenever the accuracy on the validation digits** (digits that are not trained on) **has
# not risen for a few epochs**. **Decide before you run the next cell:** the rate starts at 10. How often will it be
# halved in 40 epochs?

# %% tags=["experiment"]
if ready(descent_step, split_batches):
    (digits, labels), (others, other_labels) = digit_data("train"), digit_data("validation")
    rng, W, rate, best, waited = np.random.default_rng(0), np.zeros((65, 10)), 10.0, 0.0, 0
    for epoch in range(40):
        for batch in split_batches(rng.permutation(len(digits)), 32):
            W = descent_step(W, digit_gradient(digits[batch], labels[batch], W), rate)
        accuracy = share_right(others, other_labels, W)
        best, waited = (accuracy, 0) if accuracy > best else (best, waited + 1)
        if waited == 5:
            rate, waited = rate / 2, 0
            print(
                f"epoch {epoch:2}: best so far {best:.1%}, not better for 5 epochs: the rate is now {rate:g}"
            )
    print(f"best accuracy {best:.1%}")

# %% [markdown]
# From some point on, the accuracy does not rise any more, whatever the rate. Then it is time to stop: that is *early
# stopping*, in notebook 5.
#
# ### Find the slip: annealing
#
# One of the notes' statements is wrong, deliberately left in.
#
# - **a** While the rate stays high, the weights bounce around and cannot settle in the deep, narrow parts of the loss.
# - **b** In exponential decay, the rate loses the same share in every epoch.
# - **c** One can halve the rate after a fixed number of epochs, or whenever the validation accuracy stops rising.
# - **d** In practice, *dropout with step decay* is slightly preferred: the share of units that drop out is cut down
#   in steps, and its numbers are easy to understand. (Dropout, which switches off random units while training, comes
#   in notebook 5; you need not know it to judge this.)

# %% exercise="slip-annealing"
slip_annealing = "?"
### BEGIN SOLUTION
slip_annealing = "d"
### END SOLUTION

# %% [markdown]
# ## 8 · Curvature: Newton's step
#
# Gradient descent knows the slope. It does not know how the slope *changes*, so it does not know how far to go, and
# you have to give it a learning rate. The change of the slope is the **curvature**. For one variable it is the second
# derivative $f''$, and the bottom of a parabola is exactly $f'/f''$ away. For many variables the second derivatives
# form a matrix, the **Hessian** $H$, with $H_{ij} = \partial^2 L / \partial w_i \partial w_j$, and **Newton's step**
# is
#
# $$w \leftarrow w - H^{-1}\, \nabla L(w)$$
#
# In words, `w - H^-1 gradient`: long steps where the ground is flat, short ones where it curves, and **no learning
# rate**.
#
# ### Exercise: Newton's step
#
# Write `newton_step(w, gradient, hessian)` for `w` and `gradient` of shape (weights,) and `hessian` of shape
# (weights, weights). Do not invert the matrix if you can help it: `np.linalg.solve(A, b)` returns the `s` with `A @ s
# = b`, and that is all you need.


# %% exercise="newton"
def newton_step(w, gradient, hessian):
    """Return the weights after one step of Newton's method, shape (weights,)."""
    ### BEGIN SOLUTION
    return w - np.linalg.solve(hessian, gradient)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** The tilted bowl of section 2 is quadratic, so its Hessian is the same
# everywhere. How many Newton steps to the bottom? How many steps of gradient descent?

# %% tags=["experiment"]
if ready(newton_step, descend, numerical_gradient):
    hessian, start = np.array([[1.0, 1.0], [1.0, 4.0]]), np.array([-2.0, 1.5])
    after_one = newton_step(start, numerical_gradient(tilted_bowl, start), hessian)
    print("after one Newton step:", after_one.round(9) + 0.0, "height", round(tilted_bowl(after_one), 9))
    path = descend(lambda w: hessian @ w, start, 0.2, 200)
    far = np.flatnonzero(np.linalg.norm(path, axis=1) > 1e-3)[-1] + 1
    print(f"gradient descent with the rate 0.2: {far} steps until it is within 0.001")
    saddle = newton_step(np.array([1.0, 0.5]), np.array([1.0, -0.5]), np.diag([1.0, -1.0]))
    print("on a saddle, (w1² - w2²) / 2, Newton goes to", saddle, "- its middle, which is no minimum")

# %% [markdown]
# One step! So why does nobody train networks with it? **Decide before you run the next cell:** how many numbers has
# the Hessian of the little digit reader with its 650 weights? And that of a network with a million weights?

# %% tags=["experiment"]
print("  weights | numbers in the Hessian |        GB | numbers in ten moves of L-BFGS")
for weights in (650, 100_000, 1_000_000):
    print(f"{weights:9,} | {weights**2:22,} | {8 * weights**2 / 1e9:9,.3f} | {20 * weights:11,}")

# %% [markdown]
# **L-BFGS** keeps the idea and drops the matrix: it remembers only the last few moves, and by how much the gradient
# changed along each. From that it works out what the inverse Hessian would do to the gradient, without ever forming
# it. The price: the gradient must be exact, over the whole batch, since a change that comes from another mini-batch
# would be taken for curvature. In the next cell it reads digits; you need not follow every line.


# %% tags=["experiment"]
def lbfgs_direction(gradient, moves):
    """Return minus the gradient times the inverse Hessian, as far as the moves (step, change of gradient) tell."""
    direction, shares = -gradient, []
    for step, change in reversed(moves):  # the latest move first: take out what each one explains
        shares.append(step @ direction / (step @ change))
        direction = direction - shares[-1] * change
    if moves:  # all the rest gets one curvature, that of the latest move
        step, change = moves[-1]
        direction = direction * (step @ change) / (change @ change)
    for (step, change), share in zip(moves, reversed(shares), strict=True):  # and put back what is known
        direction = direction + (share - change @ direction / (step @ change)) * step
    return direction


if ready(descent_step):
    digits, labels = digit_data("train")
    W, moves, losses = np.zeros(650), [], {}
    gradient = digit_gradient(digits, labels, W.reshape(65, 10)).ravel()
    for iteration in range(1, 31):  # with L-BFGS
        direction, length = lbfgs_direction(gradient, moves), 1.0
        now = digit_loss(digits, labels, W.reshape(65, 10))
        while (
            digit_loss(digits, labels, (W + length * direction).reshape(65, 10))
            > now + 1e-4 * length * direction @ gradient
        ):
            length /= 2  # not low enough: a shorter step
        new_gradient = digit_gradient(digits, labels, (W + length * direction).reshape(65, 10)).ravel()
        moves = [*moves[-9:], (length * direction, new_gradient - gradient)]  # the last ten
        W, gradient = W + length * direction, new_gradient
        losses[iteration] = digit_loss(digits, labels, W.reshape(65, 10))
    plain, plain_losses = np.zeros((65, 10)), {}
    for iteration in range(1, 31):  # with gradient descent
        plain = descent_step(plain, digit_gradient(digits, labels, plain), 0.5)
        plain_losses[iteration] = digit_loss(digits, labels, plain)
    for iteration in (1, 5, 10, 20, 30):
        print(
            f"after step {iteration:2}: loss {losses[iteration]:.4f} with L-BFGS, "
            f"{plain_losses[iteration]:.4f} with gradient descent"
        )

# %% [markdown]
# For small problems with exact gradients, second-order methods are hard to beat. For large networks, which learn from
# mini-batches, the methods of sections 5 and 6 are the usual choice.

# %% [markdown]
# ## 9 · Prepare the data
#
# A narrow valley need not be fate: often the *data* made it narrow. If one feature is a thousand times as large as
# another, so is its weight's gradient, and no single learning rate suits both. The remedy costs two lines.
#
# - **Centre**: subtract the mean of each feature, so that the data lie around 0. (Inputs that are all positive give
#   the weights of a unit gradients of one sign; that was the zigzag of notebook 2.)
# - **Normalise**: bring all features to one scale. Either divide by the standard deviation, which together with
#   centring is called **standardising**; or stretch each feature's range to $(-1, 1)$.
#
# **Split first.** Put the test and validation data aside *before* you compute anything. The mean and the standard
# deviation are those of the *training part*, also when you apply them to the other parts. Otherwise the test data
# have a say in how the network sees the world, and your result is better than it deserves. That is called *leakage*.
#
# ### Exercise: standardise like the training part
#
# Write `standardize_like(train, other)`: `other` (samples, features), centred and divided by the standard deviation,
# column by column, with the mean and the standard deviation of the *training part*. The standard deviation divides by
# the number of samples, as `np.std` does by itself. A feature that never changes in training has the standard
# deviation 0; such a feature is centred only.


# %% exercise="standardize"
def standardize_like(train, other):
    """Return `other`, centred and scaled by the mean and standard deviation of `train`, column by column."""
    ### BEGIN SOLUTION
    std = train.std(axis=0)
    return (other - train.mean(axis=0)) / np.where(std > 0, std, 1)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** Two features predict a price: the number of rooms (1 to 7) and the area (20
# to 200 m²). For each of the two forms of the data, the cell looks for the largest learning rate (halving from 1)
# that does not diverge, and counts the steps until the loss is within 1 % of the best. What will standardising gain?

# %% tags=["experiment"]
if ready(fit_loss, fit_gradient, standardize_like):
    rng = np.random.default_rng(0)
    rooms = rng.integers(1, 8, size=200)
    X = np.column_stack([rooms, 25 * rooms + rng.normal(scale=15, size=200)])
    price = 10 * X[:, 0] + 2 * X[:, 1] + rng.normal(scale=20, size=200)
    for name, data in (("raw", X), ("standardised", standardize_like(X, X))):
        data = np.column_stack([data, np.ones(len(X))])  # the weight of the ones is the bias
        best = fit_loss(data, price, np.linalg.lstsq(data, price)[0])
        rate = 2.0
        end = np.full(3, np.inf)
        with np.errstate(all="ignore"):  # whatever diverges may overflow
            while not fit_loss(data, price, end) < fit_loss(data, price, np.zeros(3)):
                rate, end = rate / 2, np.zeros(3)
                for _ in range(100):
                    end = end - rate * fit_gradient(data, price, end)
        w, steps = np.zeros(3), 0
        while fit_loss(data, price, w) > 1.01 * best and steps < 20_000:
            w, steps = w - rate * fit_gradient(data, price, w), steps + 1
        print(
            f"{name:13} rate {rate:.2g}, {steps:6,} steps{' and still not there' if steps == 20_000 else ''}"
        )

# %% [markdown]
# With the raw data, the large area forces a tiny rate on all weights, and the weight of the rooms and the bias get
# nowhere. Standardised, the same walk takes a hundred steps or so: the valley has become almost round.
#
# ### Pixels from 0 to 255
#
# Pictures often come as whole numbers from 0 to 255. The notes warn: *the sigmoid of input times weight hardly moves
# at 255.* Here are 32 sigmoids with random weights that look at real digits, once with pixels from 0 to 1 and once
# from 0 to 255. **Decide before you run the next cell:** every weight is made 10 % larger. By how much do the outputs
# change, in each case?

# %% tags=["experiment"]
pixels, labels = load_digits("train")
weights = np.random.default_rng(0).normal(scale=0.3, size=(64, 32))
print("pixels     | mean of |z| | mean slope | the outputs change by")
for white in (1, 255):
    z = white * pixels @ weights
    before, after = (1 / (1 + np.exp(-np.clip(factor * z, -700, 700))) for factor in (1.0, 1.1))
    slope = before * (1 - before)
    print(
        f"0 to {white:<5} | {np.abs(z).mean():11.2f} | {slope.mean():10.4f} | {np.abs(after - before).mean():.4f}"
    )

# %% [markdown]
# At 255 nearly every unit is saturated: its slope is almost 0, so no gradient passes, and even a large change of the
# weights hardly moves the output. Dividing by 255 mends it. (That is a fixed number, so there is nothing to learn
# from the training part.)
#
# ### PCA and whitening
#
# Two more steps are possible. Features often vary together, like rooms and area. **Principal component analysis**
# (PCA) turns the axes so that they do not.
#
# - The *covariance matrix* $C = \frac1n X^\top X$ of the centred data says which features vary together: its entry in
#   row $i$ and column $j$ is the mean of feature $i$ times feature $j$, positive if they rise together.
# - Its *eigenvectors* are the directions in which the cloud of the data is stretched. They are at right angles to each
#   other and become the new axes.
# - Each of them has an *eigenvalue*: the variance along it. Sorted by variance, the first few often hold nearly
#   everything, and the rest can be dropped.
#
# **Whitening** then divides each new axis by its standard deviation, so that the covariance becomes the identity
# matrix: a round cloud.
#
# **Decide before you run the next cell.** The digits have 64 pixels. How many components hold 90 % of their variance?

# %% tags=["experiment"]
rng = np.random.default_rng(0)
cloud = rng.normal(size=(300, 2)) @ np.array([[2.0, 1.2], [0.0, 0.5]]) + np.array([3.0, 1.0])
centred = cloud - cloud.mean(axis=0)
variances, axes_of_cloud = np.linalg.eigh(centred.T @ centred / len(centred))
turned = centred @ axes_of_cloud[:, ::-1]
white = turned / np.sqrt(variances[::-1])
figure, panels = plt.subplots(2, 2, figsize=(8, 5.2), layout="constrained", sharex=True, sharey=True)
for panel, (name, points) in zip(
    panels.flat,
    {"raw": cloud, "centred": centred, "PCA: turned": turned, "whitened": white}.items(),
    strict=True,
):
    panel.plot(*points.T, ".", color="#0072B2", markersize=3)
    panel.axhline(0, color="#D55E00", linewidth=1)
    panel.axvline(0, color="#D55E00", linewidth=1)
    panel.set(title=name, xlim=(-9, 11), ylim=(-6, 6), aspect="equal")
show(
    figure,
    alt="Four scatter plots of one cloud of points: raw, a slanting ellipse off the origin; centred, the same "
    "around the origin; turned by PCA, the ellipse lies along the axes; whitened, a round cloud.",
)
print("covariance after whitening:", (white.T @ white / len(white)).round(6).tolist())

pixels, _ = load_digits("train")
centred = pixels - pixels.mean(axis=0)
variances = np.linalg.eigvalsh(centred.T @ centred / len(centred))[::-1]
share = np.cumsum(variances) / variances.sum()
for wanted in (0.5, 0.9, 0.99):
    print(
        f"{wanted:.0%} of the digits' variance: the first {np.argmax(share >= wanted) + 1} of 64 components"
    )

# %% [markdown]
# The notes keep the 100 directions of largest variance (of pictures larger than ours). Like the mean, the axes and
# the variances belong to the training part alone. In networks for images PCA and whitening are rare today; centring
# is not.

# %% [markdown]
# ## 10 · Is the gradient right?
#
# A wrong gradient seldom crashes. The loss may even fall, only more slowly, or to a worse end. So check: the gradient
# that your formulas give (the *analytic* one) against the one that you measure (the *numerical* one). How different
# may two numbers be? It depends on their size, so use the **relative error**
#
# $$\frac{|a - b|}{\max(|a|,\ |b|)},$$
#
# the difference over the larger of the two magnitudes. Where both are 0, the error is 0. For example, 2 and 1 give
# 0.5; 1000 and 1001 give 0.001; 3 and -3 give 2, the worst that is possible.
#
# ### Exercise: the relative error
#
# Write `relative_error(first, second)` for two arrays of one shape: an array of that shape, entry by entry. Add
# nothing to the divisor: gradients may be tiny, and 3e-9 against 1e-9 is a large error.


# %% exercise="relative-error"
def relative_error(first, second):
    """Return |first - second| over the larger of the two magnitudes, entry by entry; 0 where both are 0."""
    ### BEGIN SOLUTION
    larger = np.maximum(np.abs(first), np.abs(second))
    return np.abs(first - second) / np.where(larger > 0, larger, 1)
    ### END SOLUTION


# %% [markdown]
# As a rule of thumb, with a centred difference: below 1e-7 you may be happy; above 1e-4 be suspicious; 1e-2 usually
# means that the gradient is wrong.
#
# ### Which h?
#
# In mathematics a smaller $h$ is always better. **Decide before you run the next cell:** it measures the slope of the
# sine at 25 places with ever smaller $h$ and draws the mean of the relative errors, for the centred difference and
# for the one-sided one, $(f(x+h) - f(x))/h$, and once in single precision (`float32`, about 7 digits instead of 16).
# What will the curves look like?

# %% tags=["experiment"]
if ready(centred_difference, relative_error):
    sizes, places = 10.0 ** -np.arange(0.5, 14.1, 0.5), np.linspace(0.1, 1.3, 25)

    def one_sided(f, x, h):
        """Return the slope of the chord to the right of x."""
        return (f(x + h) - f(x)) / h

    def centred_in_float32(f, x, h):
        """Return the centred difference, computed with few digits."""
        return (f(np.float32(x + h)) - f(np.float32(x - h))) / np.float32(2 * h)

    methods = {
        "one-sided": (one_sided, "#0072B2", "--", "s"),
        "centred": (centred_difference, "#D55E00", "-", "o"),
        "centred, float32": (centred_in_float32, "#000000", ":", "^"),
    }
    figure, axis = plt.subplots(figsize=(7, 4), layout="constrained")
    for name, (method, colour, dash, marker) in methods.items():
        slopes = np.array([[method(np.sin, place, h) for place in places] for h in sizes])
        error = relative_error(slopes, np.tile(np.cos(places), (len(sizes), 1))).mean(axis=1)
        axis.loglog(sizes, error, dash, color=colour, marker=marker, markersize=4, label=name)
        usual = error[np.argmin(np.abs(sizes - 1e-5))]
        print(
            f"{name:17} best {error.min():.0e} at h = {sizes[np.argmin(error)]:.0e}; {usual:.0e} at h = 1e-05"
        )
    axis.set(xlabel="h", ylabel="relative error")
    axis.legend()
    show(
        figure,
        alt="Relative error against h, both logarithmic: three curves shaped like a V. Centred: lowest, about "
        "1e-11, near h = 1e-5. One-sided: lowest, about 1e-8, near h = 1e-8. In float32: lowest, about 5e-6, near "
        "h = 3e-3, and almost 1 for small h.",
    )

# %% [markdown]
# Each curve is a V. On its right side the error is one of mathematics: the chord is no tangent. By Taylor's formula
# it shrinks like $h$ for the one-sided difference, but like $h^2$ for the centred one; in the latter the first error
# term of the left side cancels that of the right side. On its left side the error is one of the computer: two nearly
# equal numbers are subtracted, and only noise is left of their last digits. So: **centred, in double precision, with
# h near 1e-5.** Smaller is not better.
#
# ### Kinks
#
# ReLU has a kink at 0. **Decide before you run the next cell.** The true slope at $x = 10^{-6}$ is 1. What does a
# centred difference with $h = 10^{-5}$ measure there? And at $x = 0.1$?

# %% tags=["experiment"]
if ready(centred_difference):
    for place in (0.1, 1e-6):
        print(
            f"x = {place:g}: measured slope of ReLU "
            f"{centred_difference(lambda x: np.maximum(x, 0), place):.4f}, true slope 1"
        )

# %% [markdown]
# The step reached across the kink. Such an error is no bug: the gradient is right and the measurement is wrong. Use
# few samples, so that few kinks lie within a step, or check at another place.
#
# ### Before you trust a check
#
# One word in the table comes before its notebook: a **penalty** is a price on large weights that is added to the loss,
# mostly a *strength* times half the sum of their squares. Notebook 5 says what it is good for; here it only matters
# that it has a gradient, too: the strength times the weights.
#
# | do | because |
# |---|---|
# | use double precision | in `float32` hardly three digits of a slope are left at $h = 10^{-5}$ |
# | look at the size of the gradients | numbers below about 1e-10 are close to the rounding errors; scale the loss up for the check |
# | use a small batch, few samples | it is quicker, and there are fewer kinks; a gradient that is right for 3 samples is right for 3,000 |
# | check a few entries, but some of *every* array | each entry costs two losses; a bias is easily overlooked |
# | train for a little while first | at the very start many gradients are unusually small or alike, and a bug can hide |
# | switch the penalty off, then check it alone | a strong penalty drowns the data's part of the gradient: a bug can hide behind it |
# | switch off dropout and random changes of the data | with randomness, the loss at $x + h$ and at $x - h$ are those of two different networks |
#
# ### The planted bug
#
# The next cell holds a network with one hidden layer of tanh units and its **backward pass**: the chain rule, line by
# line from the loss back to each array. (You need not be able to write one yet. Notebook 6 builds it up slowly.)
#
# Its loss is the mean squared error over all entries of the predictions, plus the penalty (see the table)
# $\frac12\, \mathrm{strength}\, (\sum W_1^2 + \sum W_2^2)$.
#
# **A bug is planted in the backward pass, on purpose: exactly one wrong line.** (The loss is right.) Do
# not look for it by reading. Run the comparison first.


# %% tags=["experiment"]
def network_loss(W1, b1, W2, b2, X, y_true, strength):
    """Return the mean squared error over all entries, plus the penalty."""
    y_pred = np.tanh(X @ W1 + b1) @ W2 + b2
    return np.mean((y_pred - y_true) ** 2) + 0.5 * strength * (np.sum(W1**2) + np.sum(W2**2))


def planted_gradients(W1, b1, W2, b2, X, y_true, strength):
    """Return the four gradients of network_loss. One line is wrong."""
    hidden = np.tanh(X @ W1 + b1)
    y_pred = hidden @ W2 + b2
    grad_output = 2 * (y_pred - y_true) / y_true.size
    grad_W2 = hidden.T @ grad_output + strength * W2
    grad_b2 = grad_output.sum(axis=0)
    grad_hidden = grad_output @ W2.T
    grad_z = grad_hidden * (1 - hidden)
    grad_W1 = X.T @ grad_z + strength * W1
    grad_b1 = grad_z.sum(axis=0)
    return grad_W1, grad_b1, grad_W2, grad_b2


def compare_gradients(gradients, strength):
    """Print the worst relative error of each array of gradients."""
    rng = np.random.default_rng(0)
    parts = [rng.normal(size=shape) for shape in ((3, 4), (4,), (4, 2), (2,))]
    X, y_true = rng.normal(size=(5, 3)), rng.normal(size=(5, 2))
    for i, (name, analytic) in enumerate(
        zip(("W1", "b1", "W2", "b2"), gradients(*parts, X, y_true, strength), strict=True)
    ):

        def loss(part, i=i):
            return network_loss(*parts[:i], part, *parts[i + 1 :], X, y_true, strength)

        error = relative_error(analytic, numerical_gradient(loss, parts[i]))
        print(f"{name}: worst relative error {error.max():.1e}")


if ready(numerical_gradient, relative_error):
    compare_gradients(planted_gradients, strength=0.1)

# %% [markdown]
# Two arrays agree, two do not. The backward pass runs from the output to the input. So where must the bug be?
#
# **Decide before you run the next cell,** which is the same check with a penalty a million times as strong. Will the
# bug still be seen in `W1`?

# %% tags=["experiment"]
if ready(numerical_gradient, relative_error):
    compare_gradients(planted_gradients, strength=100_000.0)

# %% [markdown]
# That is how a penalty hides a bug: it is still there, but next to the penalty's part it looks like nothing. The 1e-04
# of `W1` is all that is left of it. Only the bias `b1`, which has no penalty, still gives it away.
#
# And why is the error of `b2` so much larger than before, although its gradient is right? That is rounding. The loss
# is now about 500,000, and a computer keeps 16 digits of it; a change that is tiny beside such a number is measured
# with few digits.
#
# ### Exercise: the planted bug
#
# Copy `planted_gradients` into the cell below under the name `mended_gradients` and mend the wrong line. It returns
# `(grad_W1, grad_b1, grad_W2, grad_b2)`.


# %% exercise="bug-hunt"
def mended_gradients(W1, b1, W2, b2, X, y_true, strength):
    """Return (grad_W1, grad_b1, grad_W2, grad_b2), all of them right."""
    ### BEGIN SOLUTION
    hidden = np.tanh(X @ W1 + b1)
    y_pred = hidden @ W2 + b2
    grad_output = 2 * (y_pred - y_true) / y_true.size
    grad_W2 = hidden.T @ grad_output + strength * W2
    grad_b2 = grad_output.sum(axis=0)
    grad_hidden = grad_output @ W2.T
    grad_z = grad_hidden * (1 - hidden**2)
    grad_W1 = X.T @ grad_z + strength * W1
    grad_b1 = grad_z.sum(axis=0)
    return grad_W1, grad_b1, grad_W2, grad_b2
    ### END SOLUTION


# %% tags=["experiment"]
if ready(numerical_gradient, relative_error, mended_gradients):
    compare_gradients(mended_gradients, strength=0.1)

# %% [markdown]
# ## 11 · Before and during a long training
#
# ### Three checks that take a minute
#
# **The loss of chance.** A network that knows nothing gives each of $C$ classes the probability $1/C$. **Decide
# before you run the next cell:** which cross-entropy must an untrained digit reader have? (The other classifier of
# notebook 3, the multi-class hinge loss, must be at $C - 1$.) **A stronger penalty** must make the loss larger. And
# **a tiny subset must be learned by heart**: 20 digits, to 100 %. A network that cannot do even that has a bug.

# %% tags=["experiment"]
if ready(descent_step):
    digits, labels = digit_data("train")
    small = np.random.default_rng(0).normal(scale=0.001, size=(65, 10))
    print(f"loss with tiny random weights {digit_loss(digits, labels, small):.4f}, ln 10 = {np.log(10):.4f}")
    scores = digits @ small
    of_the_label = scores[np.arange(len(digits)), labels][:, np.newaxis]
    margins = np.maximum(0, scores - of_the_label + 1)
    # The class of the label itself has the margin 1 in each row, and does not count.
    print(f"multi-class hinge loss {np.mean(margins.sum(axis=1) - 1):.4f}, C - 1 = 9")
    for strength in (0.0, 10.0, 1000.0):
        print(
            f"penalty strength {strength:6}: "
            f"loss {digit_loss(digits, labels, small) + 0.5 * strength * np.sum(small**2):.4f}"
        )
    few = np.random.default_rng(0).permutation(len(digits))[:20]
    W = np.zeros((65, 10))
    for step in range(201):
        if step % 50 == 0:
            right = share_right(digits[few], labels[few], W)
            print(
                f"20 digits, after {step:3} steps: "
                f"loss {digit_loss(digits[few], labels[few], W):.4f}, {right:.0%} right"
            )
        W = descent_step(W, digit_gradient(digits[few], labels[few], W), 0.5)

# %% [markdown]
# ### What to watch
#
# Follow a training **by epochs**, not by updates: epochs mean the same whatever the batch size. Watch three things.
#
# - The **loss**. Its shape tells you about the learning rate, as in the exercise below.
# - The **accuracy on training and validation data**. A large gap says *overfitting*: the samples are learned by
#   heart. No gap at a low level says that the network has too little *capacity*: it cannot form functions that are
#   complicated enough for the data.
# - The **size of the updates compared with the weights**, $\lVert \eta \nabla L \rVert / \lVert w \rVert$. About 1e-3
#   is healthy; far more, and the rate is probably too high, far less, too low. (You will write this one in notebook
#   6.)
#
# **Decide before you run the next cell.** The digit reader has only 60 digits to train on. Where will the two
# accuracies end?

# %% tags=["experiment"]
if ready(descent_step, split_batches):
    (digits, labels), (others, other_labels) = digit_data("train"), digit_data("validation")
    few = np.random.default_rng(0).permutation(len(digits))[:60]
    rng, W, shares, ratios = np.random.default_rng(0), np.zeros((65, 10)), [], []
    for _ in range(60):
        for batch in split_batches(rng.permutation(few), 20):
            before, gradient = W, digit_gradient(digits[batch], labels[batch], W)
            W = descent_step(W, gradient, 0.5)
        shares.append((share_right(digits[few], labels[few], W), share_right(others, other_labels, W)))
        ratios.append(np.linalg.norm(W - before) / np.linalg.norm(W))
    for epoch in (0, 9, 59):
        print(
            f"epoch {epoch:2}: training {shares[epoch][0]:.0%}, validation {shares[epoch][1]:.0%}, "
            f"update : weights {ratios[epoch]:.1e}"
        )
    figure, axis = plt.subplots(figsize=(6.5, 3.4), layout="constrained")
    axis.plot([s[0] for s in shares], color="#D55E00", label="60 training digits")
    axis.plot([s[1] for s in shares], "--", color="#0072B2", label="297 validation digits")
    axis.set(xlabel="epoch", ylabel="read correctly", ylim=(0, 1.03))
    axis.legend(loc="lower right")
    show(
        figure,
        alt="Accuracy against epochs. The training digits reach 100 %; the validation digits level off near 87 %: "
        "a gap.",
    )

# %% [markdown]
# The gap is overfitting: 60 digits are too few. The updates are large beside the weights at first, because the weights
# start at 0, and then become smaller and smaller.
#
# ### Searching for good settings
#
# Numbers that you choose and that training does not learn are **hyper-parameters**. These have come up so far, or
# will:
#
# | name | what it is | where to begin |
# |---|---|---|
# | `learning_rate`, and its `decay`, `factor`, `every` | length of a step, and how it falls | 0.1 (plain), 0.001 (Adam) |
# | `mu` | share of the velocity that survives | 0.9 |
# | `beta1`, `beta2`, `eps` | Adam's two memories; what is added after the root | 0.9, 0.999, 1e-8 |
# | batch size, epochs | samples in an update; rounds through the data | 32; until validation stops improving |
# | `h` | step of a numerical gradient | 1e-5 |
# | `strength` (often $\lambda$), `keep_prob` (often $p$) | penalty and dropout, notebook 5 | by search |
# | `alpha`, `a`, `delta` | slopes of activations (notebook 2), the threshold of the Huber loss (notebook 3) | 0.01, 1, 1 |
#
# Search for the important ones, on a logarithmic scale (0.001, 0.01, 0.1 are equally far apart), **at random and not
# on a grid**. The reason: usually only one or two of them matter. Nine trials on a 3 × 3 grid try only three
# different learning rates; nine random trials try nine. **Decide before you run the next cell:** who finds the better
# digit reader, a grid or random trials?


# %% tags=["experiment"]
def score(learning_rate, strength, epochs):
    """Train the digit reader with a penalty; return its accuracy on validation digits."""
    (digits, labels), (others, other_labels) = digit_data("train"), digit_data("validation")
    rng, W = np.random.default_rng(0), np.zeros((65, 10))
    for _ in range(epochs):
        for batch in split_batches(rng.permutation(len(digits)), 64):
            gradient = digit_gradient(digits[batch], labels[batch], W) + strength * W
            W = descent_step(W, gradient, learning_rate)
    return share_right(others, other_labels, W)


if ready(descent_step, split_batches):
    grid = [(10.0**a, 10.0**b) for a in (-3, -1, 1) for b in (-6, -4, -2)]
    scores = [score(*point, epochs=1) for point in grid]
    print(f"grid: three learning rates, best of nine {max(scores):.1%}")
    bests = []
    for seed in range(5):
        rng = np.random.default_rng(seed)
        points = np.column_stack([10 ** rng.uniform(-4, 2, size=9), 10 ** rng.uniform(-7, -1, size=9)])
        bests.append(max(score(*point, epochs=1) for point in points))
    print(
        "at random: nine learning rates, best of nine, five tries:",
        ", ".join(f"{best:.1%}" for best in bests),
    )

# %% [markdown]
# Then go **from coarse to fine**: first many settings for an epoch each, over a wide range; then a narrower range
# around the best, for more epochs; and so on. Short runs are enough to rule out what diverges or does not move.

# %% tags=["experiment"]
if ready(descent_step, split_batches):
    rng, (low, high) = np.random.default_rng(1), (-4.0, 2.0)
    for count, epochs in ((12, 1), (8, 5), (5, 15)):
        rates = 10 ** rng.uniform(low, high, size=count)
        scores = [score(rate, 1e-4, epochs) for rate in rates]
        best = np.log10(rates[np.argmax(scores)])
        print(
            f"{count:2} rates from {10**low:.2g} to {10**high:.2g}, {epochs:2} epochs each: "
            f"best {10**best:.2g} with {max(scores):.1%}"
        )
        width = (high - low) / 3
        low, high = best - width / 2, best + width / 2

# %% [markdown]
# Look where the last best rate lies: at the upper edge of its range. And in section 6 plain descent did best with a
# rate of 3.0, which the second round had ruled out already: after a single epoch, small rates looked best. So the
# search was too quick to narrow down. The rule: **if the best setting lies at the edge of the range, widen the range on
# that side** before you narrow it again. **Try:** let the last round search from 0.1 to 10.
#
# ### In your own words: read three loss curves
#
# Run the cell, then answer below. The three curves come from the straight-line fit, each with a fault in its learning
# rate.

# %% tags=["experiment"]
if ready(fit_loss, fit_gradient):
    rng = np.random.default_rng(5)
    X = rng.normal(size=(200, 2)) * np.array([1.0, 0.5])
    y_true = X @ np.array([1.0, -0.8]) + 0.5 * rng.normal(size=200)
    figure, panels = plt.subplots(1, 3, figsize=(10, 3), layout="constrained")
    for panel, (name, rate, size) in zip(
        panels, (("A", 0.005, 200), ("B", 1.14, 200), ("C", 0.3, 2)), strict=True
    ):
        w, losses, draws = np.array([-1.0, 1.5]), [], np.random.default_rng(0)
        for _ in range(60):
            losses.append(fit_loss(X, y_true, w))
            batch = draws.permutation(200)[:size]
            w = w - rate * fit_gradient(X[batch], y_true[batch], w)
        panel.plot(losses, color="#D55E00")
        panel.set(title=name, xlabel="updates", ylabel="loss over all samples", ylim=(0, None))
    show(
        figure,
        alt="Three loss curves over 60 updates. A falls evenly and slowly and is still far from flat. B grows, "
        "faster and faster. C falls quickly at first and then jumps up and down without settling.",
    )

# %% [markdown]
# For each of the curves A, B and C: what is wrong with the learning rate (or with the batch size), how do you see it,
# and what would you change? Then: which optimizer would you start with in a new project, plain SGD, SGD with Nesterov
# momentum, or Adam, and at which learning rate? Use what you measured in section 6, also where it limits the claim.
# Six to ten sentences; marked by a person (4 points).

# %% [markdown] written="reading-loss-curves"
# ### BEGIN SOLUTION
# A falls evenly but very slowly: the learning rate is far too small; I would raise it by a factor of 3 or 10 until
# the curve bends early. B grows from update to update: each step overshoots the bottom and lands higher on the other
# side, because the rate is too large for the curvature; I would divide it by 3 or 10. C falls quickly and then jumps
# about without settling: the rate was good at the start and is too large for the end, and the small batch makes the
# gradient rough; I would let the rate fall (step decay, for example) or take larger batches. In a new project I would
# start with Adam at 0.001, because it needs little tuning: the size of the gradients cancels out. In my table Adam
# and momentum were ahead of plain descent in the valley, but on digits, when each had the rate that suited it, the
# differences were small. So SGD with Nesterov momentum, a tuned rate and a schedule is just as good a choice when
# there is time to tune.
# ### END SOLUTION

# %% [markdown]
# ## 12 · Review
#
# Nothing here is marked. Say your answers aloud, then run the cells.
#
# **From notebook 2.**
#
# 1. A sigmoid unit has $z = 40$. What is its slope, about, and what becomes of its weights in gradient descent?
# 2. Why do inputs that are all positive make the path of the weights zigzag?
#
# **From notebook 3.**
#
# 3. A classifier with 4 classes has just been set up. Which cross-entropy do you expect?
#
# **From this notebook.**
#
# 4. 50,000 samples, batches of 128: how many updates an epoch?
# 5. The loss is $L(w) = 5 w^2$. Above which learning rate does descent diverge?
# 6. A weight is at 1 and has the velocity 0.2; its gradient is 1, the rate 0.1 and mu 0.5. Where does it go?
# 7. The rate is 0.4, halved every 8 epochs. What is it in epoch 20?
# 8. The relative error of two gradients is 0.5 in every entry. What is a likely mistake?

# %% tags=["experiment"]
if ready(updates_per_epoch, descend, momentum_step, step_decay):
    slope = np.exp(-40.0)
    print(f"1. e^-40 = {slope:.0e}: practically no gradient, so the weights stay as they are.")
    print(
        "2. Each weight's gradient is dL/dz times its input: with positive inputs all have the sign of dL/dz."
    )
    print(f"3. ln 4 = {np.log(4):.4f}")
    print(f"4. {updates_per_epoch(50_000, 128)}, the last one with {50_000 % 128} samples")
    ends = [f"{abs(descend(lambda w: 10 * w, np.ones(1), rate, 50)[-1, 0]):.3g}" for rate in (0.19, 0.21)]
    print("5. The gradient is 10 w, so 1 - 10 · rate must stay above -1: a rate of 0.2.")
    print(f"   From 1, 50 steps lead to {ends[0]} at the rate 0.19 and to {ends[1]} at 0.21.")
    print("6. new weight and velocity:", *momentum_step(np.ones(1), np.full(1, 0.2), np.ones(1), 0.1, 0.5))
    print("7.", step_decay(20, 0.4, 0.5, 8))
    print("8. One is twice the other: a factor 2 too many or too few, from a square or from a ½ in the loss.")

# %% [markdown]
# ## Summary
#
# **How does a network find good values for thousands of numbers?** It feels the slope of the loss in every direction
# at once, the gradient, takes a step against it, and does so again and again. **How long should the steps be?** As
# long as the curvature allows. Since that differs from direction to direction, there are remedies: momentum, a rate
# for every weight, a rate that falls, curvature, or data that make the valley rounder. **And how do you know that the
# slope is right?** You measure it.
#
# | method | in one phrase |
# |---|---|
# | gradient descent | against the gradient; one rate for everything |
# | mini-batches | many rough steps instead of a few exact ones; the mean makes them comparable |
# | momentum, Nesterov | a ball with friction; Nesterov looks ahead and brakes sooner |
# | Adagrad | divides by the root of all squared gradients so far; stops early |
# | RMSprop | the same with a memory that fades |
# | Adam | momentum and RMSprop, corrected for their empty start |
# | annealing | long steps first, short steps later: step, exponential, 1/t, or on a plateau |
# | Newton, L-BFGS | the curvature sets the step; exact gradients only |
# | standardising | makes the valley round before the walk begins; with the training part's numbers only |
# | gradient check | centred, double precision, h near 1e-5, relative error |
#
# What have you done so far, and what is left?

# %% tags=["experiment"]
progress()

# %% [markdown]
# ## Further reading
#
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016, sections 4.3 and 8.1 to 8.6:
#   <https://www.deeplearningbook.org>
# - M. Nielsen, *Neural Networks and Deep Learning*, 2015, chapters 1 and 3: <http://neuralnetworksanddeeplearning.com>
# - CS231n, *Neural Networks, part 3* (gradient checks, sanity checks, updates, search):
#   <https://cs231n.github.io/neural-networks-3/>
# - Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp*, 1998, sections 4.1 to 4.3:
#   <http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf>
# - I. Sutskever et al., *On the importance of initialization and momentum in deep learning*, 2013:
#   <https://proceedings.mlr.press/v28/sutskever13.html>
# - J. Duchi, E. Hazan, Y. Singer, *Adaptive Subgradient Methods* (Adagrad), 2011:
#   <https://jmlr.org/papers/v12/duchi11a.html>
# - D. Kingma, J. Ba, *Adam: A Method for Stochastic Optimization*, 2015: <https://arxiv.org/abs/1412.6980>
# - J. Bergstra, Y. Bengio, *Random Search for Hyper-Parameter Optimization*, 2012:
#   <https://jmlr.org/papers/v13/bergstra12a.html>
# - J. Nocedal, S. Wright, *Numerical Optimization*, 2006, chapters 3 and 7 (Newton and L-BFGS):
#   <https://doi.org/10.1007/978-0-387-40065-5>
