# %% [markdown]
# # 2 · Activation functions: one bend that changes everything
#
# Take a network of a hundred layers. Each layer multiplies by weights and adds biases, nothing else. It has
# millions of numbers to tune, and yet it can do no more than a single layer. Now put one line of code between
# the layers, a line so short that you will write it in a minute, and the same network can learn to read
# handwriting.
#
# **What does that line do, why is it needed, and which of the many such lines should you take?** By the end you
# will have written ten of them, looked at how each one passes on or swallows a gradient, and have an answer
# that you have measured yourself.

# %% [markdown]
# ## What you will be able to do
#
# - show that linear layers without activation functions collapse into one;
# - write step, sigmoid, tanh, ReLU, Leaky ReLU, PReLU, ELU, Swish, Maxout and softmax, with the derivatives that
#   training needs;
# - say what saturates, what dies, what zigzags, and measure it;
# - choose an activation function for a hidden layer and for an output layer, and give the reason.
#
# **You need** functions and their derivatives (the chain rule, the product rule), vectors and matrices, Python
# functions and NumPy arrays. From notebook 1: a *unit* computes a weighted sum of its inputs plus a bias.
#
# The whole notebook takes about four hours. Take breaks: the end of each section is a good place for one.
#
# | section | minutes |
# |---|---|
# | 1 Why linear is not enough | 20 |
# | 2 The step function | 10 |
# | 3 Sigmoid | 25 |
# | 4 tanh | 25 |
# | 5 ReLU and its leaky relatives | 35 |
# | 6 Smooth relatives: ELU and Swish | 20 |
# | 7 Maxout | 20 |
# | 8 Softmax | 30 |
# | 9 Is my layer healthy? | 20 |
# | 10 Which one should I use? | 30 |
# | 11 Review | 10 |
#
# ## Notation
#
# | in formulas | in code | meaning |
# |---|---|---|
# | $z$ | `z` | pre-activation: the weighted sum plus bias, before the activation function |
# | $f(z)$ | `relu(z)`, ... | activation: what the unit puts out |
# | $f'(z)$ | `relu_derivative(z)`, ... | slope of $f$ at $z$ |
# | $X$ | `X` | a batch, shape (samples, features): one row a sample |
# | $W$, $b$ | `weights`, `biases` | shapes (inputs, units) and (units,) |
# | $\partial L/\partial y$ | `grad_output` | gradient of the loss $L$ with respect to a layer's output $y$ |
#
# Some words that you will meet on the way:
#
# - **output layer**, **hidden layers**: the last layer of a network, and the layers before it.
# - **loss** $L$: one number that says how wrong the network is. Training makes it smaller.
# - **gradient** of the loss: for each number, how fast the loss grows when that number grows.
# - **forward pass**: computing a network's output from its input, layer by layer.
# - **backpropagation**, the **backward pass**: carrying the gradient from the output back to the first layer by the
#   chain rule, multiplying by the slope of every function on the way. That is why slopes matter so much here.
# - **converging**: training moves each weight a step against its gradient, again and again; it has *converged* when
#   hardly anything changes any more.
#
# **How the exercises work.** Fill in each function, run its cell, then run the check below it. The check says what
# is right and, where it can, which mistake yours looks like; `hint()` helps in steps. An exercise that is not done
# yet never stops the others. Functions work on arrays of any shape, unless the text says otherwise, and leave
# their arguments unchanged.

# %% setup=true
import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, curves, explore, hint, progress, ready, show
from nnlab.datasets import load_digits

# %% [markdown]
# ## 1 · Why linear is not enough
#
# A layer without an activation function computes $X W + b$. It is called *linear* (mathematicians say *affine*,
# because of the $b$). Let us stack some.
#
# **Decide before you run the next cell.** Five networks are drawn at random. Each has one input, one output and
# four layers in a row with eight units each. On the left the layers are linear; on the right, each layer's result
# is bent by the absolute value $|z|$. What will the five curves look like on the left? And on the right?


# %% tags=["experiment"]
def random_network(x, bend, rng):
    """Send x through four random layers, each followed by `bend`, and add up the units of the last."""
    for _ in range(4):
        weights = rng.normal(size=(x.shape[1], 8)) / np.sqrt(x.shape[1])
        x = bend(x @ weights + rng.normal(size=8))
    return x @ rng.normal(size=8)


x = np.linspace(-3, 3, 300)
figure, axes = plt.subplots(1, 2, figsize=(9, 3.2), layout="constrained")
panels = ((lambda z: z, "four linear layers"), (np.abs, "the same, each bent by |z|"))
for axis, (bend, title) in zip(axes, panels, strict=True):
    rng = np.random.default_rng(3)
    outputs = {f"network {i}": random_network(x[:, np.newaxis], bend, rng) for i in range(5)}
    curves(x, outputs, axis, title=title, xlabel="input", ylabel="output")
    axis.legend().remove()
show(
    figure,
    alt="Left: five straight lines, although each comes from a stack of four layers. "
    "Right: five curves made of straight pieces, with many bends.",
)

# %% [markdown]
# Straight lines on the left, all five. The reason fits in one line. Two layers in a row compute
#
# $$(X W_1 + b_1)\, W_2 + b_2 .$$
#
# Multiply the bracket out and collect what stands beside $X$: what you get is again *something times $X$ plus
# something*, so it is one layer.
#
# ### Exercise: two linear layers are one
#
# Write `collapse_linear(first_weights, first_biases, second_weights, second_biases)`, which returns
# `weights, biases` of the one layer that does the same as the two for every $X$. The first weights have the shape
# (features, hidden), the second (hidden, units).


# %% exercise="collapse-linear"
def collapse_linear(first_weights, first_biases, second_weights, second_biases):
    """Return the weights (features, units) and biases (units,) of the one layer that does the same as two."""
    ### BEGIN SOLUTION
    weights = first_weights @ second_weights
    biases = first_biases @ second_weights + second_biases
    return weights, biases
    ### END SOLUTION


# %% [markdown]
# Try yours on a batch. Two layers take 64 inputs by way of 100 hidden units to 10 outputs. How many numbers do they
# hold, and how many does the one layer need that does the same?

# %% tags=["experiment"]
if ready(collapse_linear):
    rng = np.random.default_rng(0)
    two = rng.normal(size=(64, 100)), rng.normal(size=100), rng.normal(size=(100, 10)), rng.normal(size=10)
    X = rng.normal(size=(5, 64))
    one = collapse_linear(*two)
    by_two = (X @ two[0] + two[1]) @ two[2] + two[3]
    by_one = X @ one[0] + one[1]
    print(f"largest difference: {np.abs(by_two - by_one).max():.1g}")
    print("numbers in the two layers:", sum(part.size for part in two))
    print("numbers in the one layer: ", sum(part.size for part in one))

# %% [markdown]
# ### Find the slip: merging two layers
#
# This course is built on somebody's study notes. Notes hold slips, and we have left them in on purpose: **who can
# find the slip has understood the idea.** In each of these exercises the notes make four statements, and exactly
# one of them is wrong, deliberately left in. Set the variable to its letter.
#
# Two units feed a third one, without any activation function:
#
# $$h_1 = w_{11} x_1 + w_{12} x_2 + b_1, \qquad h_2 = w_{21} x_1 + w_{22} x_2 + b_2, \qquad
# y = v_1 h_1 + v_2 h_2 + c .$$
#
# - **a** In the merged formula, $x_1$ has the coefficient $v_1 w_{11} + v_2 w_{21}$.
# - **b** Merged, it reads $y = x_1 (v_1 w_{11} + v_2 w_{21}) + x_2 (v_1 w_{12} + v_2 w_{22} + v_2 b_2 + c)$.
# - **c** Two linear transformations in a row are one linear transformation.
# - **d** A hundred linear transformations in a row are still one.

# %% exercise="slip-collapse"
slip_collapse = "?"
### BEGIN SOLUTION
slip_collapse = "b"
### END SOLUTION

# %% [markdown]
# ### What an activation function is for
#
# So something that is *not* linear has to stand between the layers: the **activation function** $f$. It is applied
# to each number $z$ of a layer's result on its own, and what comes out, $f(z)$, is the layer's output. With it,
# the output of a network is a non-linear function of a sum of non-linear functions of sums, and so on. All the
# capacity of a deep network comes from this repetition.
#
# ### Find the slip: what activation functions are for
#
# Again the notes make four statements, and one is wrong, deliberately left in. (Two classes of points are *linearly
# separable* if a straight line, or in more dimensions a flat plane, has all of one class on one side.)
#
# - **a** Without activation functions, a network of any depth computes a linear function.
# - **b** Activation functions add non-linearity: they turn a linearly separable problem into one that is not
#   linearly separable.
# - **c** A network stacks non-linear functions again and again, and so it captures complicated features.
# - **d** The activation function of the hidden layers can be chosen independently of that of the output layer.

# %% exercise="slip-purpose"
slip_purpose = "?"
### BEGIN SOLUTION
slip_purpose = "b"
### END SOLUTION

# %% [markdown]
# ## 2 · The step function
#
# The first activation function came from biology. A nerve cell gathers signals; if their sum reaches a threshold it
# becomes **active** and fires, otherwise it stays **inhibited**. McCulloch and Pitts wrote that down in 1943 as a
# function with two values:
#
# $$\mathrm{step}(z) = \begin{cases} 1 & z \ge 0 \quad \text{(active)} \\ 0 & z < 0 \quad \text{(inhibited)}
# \end{cases}$$
#
# The step function is 1 at 0 in this course. (Books differ; 0 and 1/2 are also found.) For example,
# step of $[-0.5,\ 0,\ 2]$ is $[0,\ 1,\ 1]$. The threshold is 0 because a unit's bias can move it anywhere.
#
# ### Exercise: step
#
# Write `step(z)` for an array of any shape. It returns numbers, not truth values.


# %% exercise="step"
def step(z):
    """Return 1 where z >= 0, else 0, for an array of any shape."""
    ### BEGIN SOLUTION
    return np.where(z >= 0, 1.0, 0.0)
    ### END SOLUTION


# %% [markdown]
# ### What is wrong with this model?
#
# The notes ask this question. To answer it, measure the slope. We take two points at the small distance $h$ left and
# right of $z$ and divide the rise by the way: $\bigl(f(z+h) - f(z-h)\bigr) / (2h)$. This is called a *centred
# difference*, and for small $h$ it comes close to $f'(z)$.
#
# **Decide before you run the next cell.** What slope will you measure for the step function at $z = 1$? And at
# $z = 0$, when $h$ becomes smaller and smaller?


# %% tags=["experiment"]
def measured_slope(f, z, h=1e-5):
    """Return the centred difference of f at z, an array."""
    return (f(z + h) - f(z - h)) / (2 * h)


if ready(step):
    for h in (0.1, 0.01, 0.001, 0.0001):
        at_1, at_0 = measured_slope(step, np.array([1.0, 0.0]), h)
        print(f"h = {h:<7}  slope at z = 1: {at_1:g}   slope at z = 0: {at_0:g}")

# %% [markdown]
# The slope is 0 everywhere, except at the jump, where it grows beyond all bounds: there the function is not even
# continuous, so it has no derivative. Backpropagation multiplies by slopes. With a slope of 0, the gradient is 0,
# and no weight in front of a step is ever told in which direction to go. We need a function that knows *how far*
# from the threshold it is.

# %% [markdown]
# ## 3 · Sigmoid
#
# Make the step smooth, and you get the **logistic sigmoid** (sigmoid means S-shaped):
#
# $$\sigma(z) = \frac{1}{1 + e^{-az}}$$
#
# In code: `1 / (1 + np.exp(-a * z))`. The shape parameter $a$ makes the curve steeper; usually $a = 1$. The values lie
# between 0 and 1: for very negative $z$ near 0, for very positive $z$ near 1, and exactly 1/2 at $z = 0$. A number
# between 0 and 1 can be read as a **probability**, which is why the sigmoid still stands in the output layer when the
# question is yes or no.
#
# A worked number: $\sigma(2)$ with $a = 1$ is $1 / (1 + e^{-2}) = 1 / (1 + 0.1353) = 0.8808$.
#
# ### Exercise: sigmoid
#
# Write `sigmoid(z, a=1.0)`. It must give a number for very large inputs, too, such as z = 800 and z = -800. (NumPy
# may warn that an exponential overflows; that does no harm as long as the result is right.)


# %% exercise="sigmoid"
def sigmoid(z, a=1.0):
    """Return the logistic sigmoid with shape parameter a, for an array of any shape."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-a * z))
    ### END SOLUTION


# %% [markdown]
# ### Its derivative
#
# Differentiate $(1 + e^{-az})^{-1}$ with the chain rule. The result can be written with the value itself, and
# that is the sigmoid's great convenience: who has computed $s = \sigma(z)$ in the forward pass gets the slope almost
# for free.
#
# $$\sigma'(z) = a\, s\, (1 - s)$$
#
# ### Exercise: the sigmoid's derivative
#
# Write `sigmoid_derivative(z, a=1.0)`: the derivative with respect to `z`, not to `a`. The argument `z` is the
# pre-activation, as in `sigmoid`. You may call your `sigmoid`.


# %% exercise="sigmoid-derivative"
def sigmoid_derivative(z, a=1.0):
    """Return the slope of sigmoid(z, a) at z, for an array of any shape."""
    ### BEGIN SOLUTION
    s = sigmoid(z, a)
    return a * s * (1 - s)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cells.** Where is the sigmoid steepest, and how steep is it there when $a = 1$? How
# steep is it at $z = 6$?

# %% tags=["experiment"]
if ready(sigmoid, sigmoid_derivative):
    places = np.array([0.0, 2.0, 6.0])
    slopes = sigmoid_derivative(places), measured_slope(sigmoid, places)
    for place, slope, measured in zip(places, *slopes, strict=True):
        print(f"z = {place}: slope {slope:.6f}, measured {measured:.6f}")

# %% [markdown]
# Now move the sliders. Both orange curves are *your* functions; the dotted line is the slope measured from your
# `sigmoid`. Where is the shaded region when $a = 4$? What does the curve remind you of?

# %% tags=["experiment"]
explore.activation({"sigmoid": sigmoid}, {"sigmoid": sigmoid_derivative})

# %% [markdown]
# Far from zero the curve is flat: the unit is **saturated**, and its slope is almost 0. A saturated unit passes on
# almost no gradient, so it hardly learns. The sigmoid in summary:
#
# - **for it:** smooth, a slope that is easy to compute, values that can be read as probabilities;
# - **against it:** it saturates on both sides, it needs an exponential, and its values are not centred on zero. Why
#   the last point matters is a question for section 4.
#
# ### Find the slip: one quarter
#
# One of these statements about the sigmoid with $a = 1$ is wrong, deliberately left in. (As mathematics; a computer
# rounds.)
#
# - **a** For no finite $z$ does the sigmoid reach 0 or 1.
# - **b** Whoever knows the value of the sigmoid at a point can compute the slope there without knowing $z$.
# - **c** The sigmoid's maximum is only 0.25, so the gradient shrinks at each layer to a quarter at best.
# - **d** $\sigma(-z) = 1 - \sigma(z)$ for every $z$.

# %% exercise="slip-quarter"
slip_quarter = "?"
### BEGIN SOLUTION
slip_quarter = "c"
### END SOLUTION

# %% [markdown]
# ## 4 · tanh
#
# The **hyperbolic tangent** is a sigmoid that has been squeezed, stretched and shifted:
#
# $$\tanh(z) = \frac{e^z - e^{-z}}{e^z + e^{-z}} = 2\,\sigma(2z) - 1$$
#
# In code: `2 * sigmoid(2 * z) - 1`. Its values lie between -1 and 1 and are **centred on zero**: tanh(0) = 0. Sigmoid
# and tanh belong to one family, and one can be exchanged for the other by changing weights and biases.
#
# ### Exercise: tanh through the sigmoid
#
# Write `tanh(z)` with the help of your `sigmoid`. Like the sigmoid, it must work at $z = \pm 800$, which the quotient
# of exponentials above does not, if you type it as it stands.


# %% exercise="tanh"
def tanh(z):
    """Return the hyperbolic tangent, for an array of any shape."""
    ### BEGIN SOLUTION
    return 2 * sigmoid(2 * z) - 1
    ### END SOLUTION


# %% [markdown]
# ### Exercise: the derivative of tanh
#
# Again the slope follows from the value alone: it is $1 - \tanh(z)^2$. Write `tanh_derivative(z)`. (If you would
# rather start from $2\sigma(2z) - 1$, do: it must give the same.)


# %% exercise="tanh-derivative"
def tanh_derivative(z):
    """Return the slope of tanh at z, for an array of any shape."""
    ### BEGIN SOLUTION
    return 1 - tanh(z) ** 2
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** How many times as steep as the sigmoid is tanh at $z = 0$? Which of the two
# is flatter at $z = 4$?

# %% tags=["experiment"]
if ready(sigmoid_derivative, tanh_derivative):
    places = np.array([0.0, 1.0, 2.0, 4.0])
    for row in zip(places, sigmoid_derivative(places), tanh_derivative(places), strict=True):
        print("z = {}: slope of the sigmoid {:.4f}, of tanh {:.4f}".format(*row))

# %% [markdown]
# Compare the two. Which one has the wider shaded region, where the slope is below 0.05?

# %% tags=["experiment"]
explore.activation(
    {"sigmoid": sigmoid, "tanh": tanh}, {"sigmoid": sigmoid_derivative, "tanh": tanh_derivative}
)

# %% [markdown]
# Engineers call the slope the *gain*. Both functions have a large gain in the centre and a small one at both sides.
# So small differences near zero are spread apart, and large values are pushed together. In the centre, tanh passes
# the gradient on unweakened, while the sigmoid takes three quarters of it away. That is one reason why tanh usually
# learns faster. The other one is its centre.

# %% [markdown]
# ### All gradients of one sign: the zigzag
#
# Look at one unit of the *next* layer. Its inputs $h_1, h_2, \dots$ are the outputs of this layer, and
# $z = w_1 h_1 + w_2 h_2 + b$. Suppose that the gradient $\delta = \partial L / \partial z$ arrives. By the chain
# rule, $\partial L / \partial w_i = \delta\, h_i$.
#
# If the inputs come from sigmoids, every $h_i$ is positive. **Decide:** what can you then say about the signs of
# $\partial L / \partial w_1$ and $\partial L / \partial w_2$, for one sample? And what if the way to the goal leads
# to a larger $w_1$ *and* a smaller $w_2$?
#
# The next cell trains such a unit, one sample at a time: after each sample it moves the weights a step against the
# gradient. It starts at (0, 0), and the goal is (1, -1). Once the inputs are sigmoids; once they are the same sigmoids
# minus 1/2, which are centred, spread out just as far, and nothing but a small tanh. The *learning rate* is the factor
# by which the gradient is multiplied to make the step. Here it is 2: large on purpose, so that you can see the zigzag.


# %% tags=["experiment"]
GOAL = np.array([1.0, -1.0])


def path_of_weights(inputs, learning_rate):
    """Train one linear unit, a sample at a time; return its weights after each update, and the gradients."""
    weights, path, gradients = np.zeros(2), [np.zeros(2)], []
    for h in inputs:
        delta = h @ weights - h @ GOAL
        gradients.append(delta * h)
        weights = weights - learning_rate * delta * h
        path.append(weights)
    return np.array(path), np.array(gradients)


if ready(sigmoid):
    positive = sigmoid(np.random.default_rng(1).normal(scale=2, size=(40, 2)))
    figure, axes = plt.subplots(1, 2, figsize=(9, 4.5), layout="constrained", sharex=True, sharey=True)
    for axis, name, inputs, colour in (
        (axes[0], "inputs from sigmoids: all positive", positive, "#D55E00"),
        (axes[1], "the same inputs, centred", positive - 0.5, "#0072B2"),
    ):
        path, gradients = path_of_weights(inputs, learning_rate=2)
        same = np.mean(np.sign(gradients[:, 0]) == np.sign(gradients[:, 1]))
        length = np.linalg.norm(np.diff(path, axis=0), axis=1).sum()
        print(f"{name}:")
        print(f"    both gradients have the same sign in {same:.0%} of the updates")
        print(f"    length of the path: {length / np.linalg.norm(GOAL):.1f} times the straight line")
        axis.plot(*path.T, "o-", markersize=4, linewidth=1, color=colour)
        axis.plot(*GOAL, "k*", markersize=14)
        axis.annotate("goal", GOAL, xytext=(-10, -4), textcoords="offset points", ha="right", va="top")
        axis.set(title=name, xlabel="$w_1$", ylabel="$w_2$", aspect="equal")
    show(
        figure,
        alt="Paths of the two weights from (0, 0) to the goal (1, -1). With positive inputs every step "
        "goes up and right or down and left, in a long zigzag. With centred inputs the path is far shorter.",
    )

# %% [markdown]
# With positive inputs, each step can go only up and right or down and left. A goal that lies down and right is
# reached only in a zigzag. Does that cost time? That depends on the learning rate. The next cell counts updates until the
# weights stay within 0.05 of the goal (the median of 15 runs; at most 400 updates are made).

# %% tags=["experiment"]
if ready(sigmoid):
    print("learning rate | all positive |  centred")
    for rate in (0.1, 0.3, 1, 3, 4):
        needed = []
        for shift in (0, 0.5):
            runs = []
            for seed in range(15):
                inputs = sigmoid(np.random.default_rng(seed).normal(scale=2, size=(400, 2))) - shift
                distance = np.linalg.norm(path_of_weights(inputs, rate)[0] - GOAL, axis=1)
                runs.append(np.flatnonzero(distance >= 0.05)[-1] + 1)
            median = int(np.median(runs))
            needed.append("over 400" if median > 400 else median)
        print(f"{rate:13} | {needed[0]:>12} | {needed[1]:>8}")

# %% [markdown]
# With small steps, centring makes no difference: the two march at the same pace. But as the steps grow, the zigzag
# overshoots, first to one side, then to the other, while the centred unit can make use of a large learning rate. That is
# how zero-centring speeds up convergence. In practice one also averages the gradient over several samples, each with
# its own $\delta$, which softens the effect but does not remove it.
#
# ### In your own words: why does zero-centring affect convergence?
#
# This is an open question of the notes: *why does it matter for convergence that a function is centred on zero, and
# why do inputs that are all positive make the gradients of the next layer's weights all of one sign?* Answer in
# four to eight sentences. Derive the signs from $\partial L / \partial w_i = \delta\, h_i$, say what follows for the
# path of the weights, and name one remedy or one thing that softens the effect. This answer is marked by a person
# (4 points).

# %% [markdown] written="why-zero-centred"
# ### BEGIN SOLUTION
# The gradient of the weight that connects input $h_i$ to a unit is $\delta h_i$, where $\delta$ is the gradient that
# arrives at the unit's sum. $\delta$ is the same for all weights of the unit. If all $h_i$ are positive, as the outputs
# of sigmoids are, then all these products have the sign of $\delta$. In one update, therefore, all weights of the unit
# grow together or shrink together. If the best weights need some to grow and others to shrink, the path must zigzag:
# a bit too far in one direction, then back. To keep the zigzag from overshooting, the learning rate must stay small, so
# more updates are needed. With inputs centred on zero, as from tanh, the signs are mixed and the path can be direct.
# Averaging over a batch softens the effect, since $\delta$ differs from sample to sample; centring the data or batch
# normalisation helps as well.
# ### END SOLUTION

# %% [markdown]
# ## 5 · ReLU and its leaky relatives
#
# The **rectified linear unit** (a *rectifier* lets current pass in one direction only) is the simplest bend of all:
#
# $$\mathrm{ReLU}(z) = \max(0, z)$$
#
# It passes positive numbers on unchanged and replaces negative ones by 0: $[-2,\ 3]$ becomes $[0,\ 3]$. Its slope is 1
# on the right and 0 on the left. At the kink itself it has no slope, and a convention must decide: in this course
# the slope at z = 0 is the left one, 0.
#
# ### Exercise: ReLU and its slope
#
# Write `relu(z)` and `relu_derivative(z)` for arrays of any shape. The slopes are numbers, not truth values.


# %% exercise="relu"
def relu(z):
    """Return max(0, z), entry by entry."""
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


def relu_derivative(z):
    """Return the slope of ReLU at z: 1 where z > 0, else 0."""
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, 0.0)
    ### END SOLUTION


# %% [markdown]
# Move the point across the kink, from left to right, and watch the tangent.

# %% tags=["experiment"]
explore.activation({"ReLU": relu}, {"ReLU": relu_derivative})

# %% [markdown]
# ReLU is cheap: a comparison, and no exponential. How much does that matter? Time both on a million numbers. (Times
# depend on your machine; look at their ratio.)

# %% tags=["experiment"]
if ready(relu, sigmoid):
    from timeit import timeit

    numbers = np.random.default_rng(0).normal(size=1_000_000)
    seconds = {
        name: min(timeit(lambda f=f: f(numbers), number=3) for _ in range(3)) / 3
        for name, f in (("relu", relu), ("sigmoid", sigmoid))
    }
    for name, value in seconds.items():
        print(f"{name:7}: {1000 * value:.1f} ms")
    print(f"the sigmoid takes {seconds['sigmoid'] / seconds['relu']:.1f} times as long")

# %% [markdown]
# What else speaks for it, and what against?
#
# - **No saturation on the right side.** However large $z$ is, the slope stays 1. The notes report that networks
#   converge faster with it; in section 10 you will measure that and say why.
# - **Sparsity.** Where $z < 0$ the output is exactly 0, so for each sample only a part of the units takes part. The
#   notes say that units then depend less on one another, and that this reduces *overfitting* (learning the training
#   samples by heart). Take that as a plausible claim; it is not a law.
# - **Not centred, not bounded.** All outputs are at least 0, so the zigzag of section 4 applies, and they can
#   grow without limit.
# - **It can die.** The slope is 0 on the left. A unit that is pushed so far that $z < 0$ for *every* sample gets no
#   gradient from any of them and may never become active again. More of that in section 9.
#
# **Decide before you run the next cell.** A layer has 200 ReLU units with random weights around 0, and receives random
# inputs around 0. Which share of all its outputs will be exactly 0? And which share, if these were sigmoids?

# %% tags=["experiment"]
if ready(relu, sigmoid):
    rng = np.random.default_rng(0)
    z = rng.normal(size=(100, 50)) @ rng.normal(size=(50, 200))
    print(f"zeros with ReLU: {np.mean(relu(z) == 0):.1%}   with sigmoids: {np.mean(sigmoid(z) == 0):.1%}")

# %% [markdown]
# ### Find the slip: what ReLU sets to zero
#
# One of the notes' statements is wrong, deliberately left in.
#
# - **a** In the forward pass, ReLU puts out 0 wherever its input is negative.
# - **b** In the backward pass, ReLU sets all negative gradients to 0 and so keeps many units from expressing
#   themselves.
# - **c** A unit whose $z$ is negative for every sample gets no gradient for its weights.
# - **d** The outputs of ReLU are not centred on zero, and they are not bounded.

# %% exercise="slip-mask"
slip_mask = "?"
### BEGIN SOLUTION
slip_mask = "b"
### END SOLUTION

# %% [markdown]
# ### Leaky ReLU
#
# To keep units from dying, let a little through on the left side:
#
# $$\mathrm{LeakyReLU}(z) = \begin{cases} z & z > 0 \\ \alpha z & z \le 0 \end{cases}$$
#
# Usually $\alpha$ is 0.01, but take it to be any number here: 0.3, 2, also -0.5. For $\alpha = 0.01$, for example,
# $-5$ becomes $-0.05$. Again, at z = 0 the derivative is the left one, `alpha`.
#
# ### Exercise: Leaky ReLU and its slope
#
# Write `leaky_relu(z, alpha=0.01)` and `leaky_relu_derivative(z, alpha=0.01)`, the derivative with respect to $z$.


# %% exercise="leaky-relu"
def leaky_relu(z, alpha=0.01):
    """Return z where z > 0, and alpha z elsewhere; alpha may be any number."""
    ### BEGIN SOLUTION
    return np.where(z > 0, z, alpha * z)
    ### END SOLUTION


def leaky_relu_derivative(z, alpha=0.01):
    """Return the slope of Leaky ReLU at z: 1 where z > 0, and alpha elsewhere."""
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, alpha)
    ### END SOLUTION


# %% [markdown]
# Change alpha in the next widget. For which values does the function never fall? For which is it linear? (The widget
# shades slopes below 0.05. A slope of 0.01 is small, but it stays 0.01 however far out you go, while that of a sigmoid
# goes to 0.)

# %% tags=["experiment"]
explore.activation(
    {"Leaky ReLU": leaky_relu},
    {"Leaky ReLU": leaky_relu_derivative},
    settings={"alpha": np.linspace(-1, 2, 31)},
)

# %% [markdown]
# ### Find the slip: Leaky ReLU as a maximum
#
# One of these statements is wrong, deliberately left in. (*Parametric ReLU*, PReLU for short, is a Leaky ReLU whose
# $\alpha$ is not chosen but learned.)
#
# - **a** Leaky ReLU and PReLU are $\max(\alpha z,\ z)$, whatever the slope $\alpha$ is.
# - **b** With $\alpha = 0$, Leaky ReLU is ReLU.
# - **c** With $\alpha = 1$, Leaky ReLU is linear.
# - **d** In PReLU, $\alpha$ is changed by gradient descent like a weight.

# %% exercise="slip-max-form"
slip_max_form = "?"
### BEGIN SOLUTION
slip_max_form = "a"
### END SOLUTION

# %% [markdown]
# ### PReLU: learning the slope
#
# To learn $\alpha$, we need the gradient of the loss with respect to it. Let $y$ be PReLU's output. In the backward
# pass, the gradient $g = \partial L / \partial y$ arrives for every entry; in code it is `grad_output`, of the shape
# of `z`. Two derivatives are wanted:
#
# - with respect to $z$: each entry of $g$ times the slope at that entry;
# - with respect to $\alpha$: each entry of $y$ depends on $\alpha$ only where $z \le 0$, where $y = \alpha z$. One
#   $\alpha$ serves all entries, so its gradient is one number, the sum over all entries of $g$ times
#   $\partial y / \partial \alpha$.
#
# ### Exercise: PReLU's gradients
#
# Write `prelu_backward(grad_output, z, alpha)`, which returns `grad_z, grad_alpha`: an array of the shape of `z`, and
# a number. Where $z = 0$, take the left side, as above.


# %% exercise="prelu-backward"
def prelu_backward(grad_output, z, alpha):
    """Return the gradients of the loss with respect to z (shape of z) and to alpha (one number)."""
    ### BEGIN SOLUTION
    grad_z = grad_output * leaky_relu_derivative(z, alpha)
    grad_alpha = np.sum(grad_output * np.where(z > 0, 0, z))
    return grad_z, grad_alpha
    ### END SOLUTION


# %% [markdown]
# Does it learn? The next cell shows a PReLU the outputs of a Leaky ReLU whose slope it does not know, and lets it
# change its own $\alpha$ against the gradient of the squared difference.

# %% tags=["experiment"]
if ready(leaky_relu, prelu_backward):
    z = np.random.default_rng(0).normal(size=200)
    wanted, alpha = leaky_relu(z, 0.3), -1.0
    for update in range(61):
        if update % 15 == 0:
            print(f"after {update:2} updates: alpha = {alpha:.4f}")
        difference = leaky_relu(z, alpha) - wanted
        alpha -= 0.2 * prelu_backward(difference / z.size, z, alpha)[1]

# %% [markdown]
# ## 6 · Smooth relatives: ELU and Swish
#
# The **exponential linear unit** replaces the left side by a curve that levels off at $-\alpha$:
#
# $$\mathrm{ELU}(z) = \begin{cases} z & z > 0 \\ \alpha\,(e^z - 1) & z \le 0 \end{cases}$$
#
# Its outputs are centred on zero more nearly than those of ReLU, and however negative $z$ is, the output stays above
# $-\alpha$ (for $\alpha > 0$). A worked number: with $\alpha = 1$, $z = -2$ gives $e^{-2} - 1 = -0.8647$.
#
# With $\alpha = 1$ the two sides meet without a kink. With any other $\alpha$ there is one, and the derivative at
# z = 0 is the left one, `alpha`.
#
# ### Exercise: ELU and its slope
#
# Write `elu(z, alpha=1.0)` and `elu_derivative(z, alpha=1.0)`. They must work at z = 800, too, where $e^z$ is too large
# for a computer. (`np.where` computes both sides and picks; a warning does no harm, a result that is not a number
# does.)


# %% exercise="elu"
def elu(z, alpha=1.0):
    """Return z where z > 0, and alpha (e^z - 1) elsewhere."""
    ### BEGIN SOLUTION
    return np.where(z > 0, z, alpha * (np.exp(z) - 1))
    ### END SOLUTION


def elu_derivative(z, alpha=1.0):
    """Return the slope of ELU at z; at 0, that of the left side."""
    ### BEGIN SOLUTION
    return np.where(z > 0, 1.0, alpha * np.exp(z))
    ### END SOLUTION


# %% [markdown]
# **Swish**, found at Google by a search through many formulas, multiplies $z$ by its own sigmoid:
#
# $$\mathrm{swish}(z) = z \cdot \sigma(z)$$
#
# In code: `z * sigmoid(z)`, with $a = 1$. The sigmoid acts as a soft gate that decides how much of $z$ may pass. At $z = 1$,
# for example, 73 % do: $1 \cdot \sigma(1) = 0.7311$.
#
# ### Exercise: Swish and its slope
#
# Write `swish(z)` and `swish_derivative(z)`. The derivative of a product has two halves; you have written all that
# they need.


# %% exercise="swish"
def swish(z):
    """Return z times the sigmoid of z."""
    ### BEGIN SOLUTION
    return z * sigmoid(z)
    ### END SOLUTION


def swish_derivative(z):
    """Return the slope of Swish at z."""
    ### BEGIN SOLUTION
    return sigmoid(z) + z * sigmoid_derivative(z)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cells.** A function that never falls is called *monotonic*. All functions so far are
# (Leaky ReLU and ELU only with $\alpha \ge 0$). Is Swish? If not, where does it fall?

# %% tags=["experiment"]
if ready(swish):
    z = np.linspace(-6, 6, 120_001)
    lowest = z[np.argmin(swish(z))]
    print(f"Swish is lowest at z = {lowest:.4f}, where it is {swish(lowest):.4f}")

# %% tags=["experiment"]
explore.activation(
    {"ELU": elu, "Swish": swish},
    {"ELU": elu_derivative, "Swish": swish_derivative},
    settings={"alpha": np.linspace(0, 2, 21)},
)

# %% [markdown]
# The notes wish for monotonic activation functions, so that the direction in which a weight must go is never in doubt.
# Swish breaks that wish and works well all the same. Wishes on such lists are rules of thumb, not laws.

# %% [markdown]
# ## 7 · Maxout
#
# Why choose a shape at all? A **Maxout** unit computes $k$ weighted sums, called *pieces*, and puts out the largest:
#
# $$y = \max(x \cdot w_1 + b_1,\ \dots,\ x \cdot w_k + b_k)$$
#
# With two pieces, of which one has weights and bias 0, that is a ReLU; if one piece is 0.01 times the other, it is
# a Leaky ReLU; with $x$ and $-x$, it is the absolute value. So Maxout generalises ReLU and Leaky ReLU. The notes say
# that it never saturates; that holds as long as no piece is flat, as one piece of the ReLU is. The price: $k$ times as
# many parameters.
#
# For a whole layer, `weights` has the shape (k, features, units) and `biases` the shape (k, units). A small example
# with one feature, one unit and the pieces $x$ and $-x$: the input $-3$ gives the pieces $-3$ and $3$; the output is 3,
# and the winner is piece 1. (Pieces are counted from 0.)
#
# ### Exercise: Maxout, forward
#
# Write `maxout(X, weights, biases)` for a batch `X` of shape (samples, features). It returns `output, winner`, both of
# shape (samples, units): the largest piece, and the number of the piece that was largest. The backward pass will need
# to know who won.


# %% exercise="maxout"
def maxout(X, weights, biases):
    """Return the largest piece and its number, each of shape (samples, units)."""
    ### BEGIN SOLUTION
    pieces = X @ weights + biases[:, np.newaxis, :]
    return pieces.max(axis=0), pieces.argmax(axis=0)
    ### END SOLUTION


# %% [markdown]
# ### The way back
#
# Change a piece that did not win by a tiny bit: the output does not change at all. So only the winner receives the
# gradient; for every other piece it is 0. For the winner, the unit is an ordinary linear unit. You may need the
# backward pass of a linear layer $Y = XW + b$, where $G$ is the gradient with respect to $Y$:
#
# $$\frac{\partial L}{\partial X} = G\, W^\top, \qquad \frac{\partial L}{\partial W} = X^\top G, \qquad
# \frac{\partial L}{\partial b} = \text{the column sums of } G$$
#
# Weights and biases serve all samples, so their gradients are sums over the samples. (If the loss is a mean over the
# samples, the division is part of $G$ already.)
#
# ### Exercise: Maxout, backward
#
# Write `maxout_backward(grad_output, X, weights, winner)`, which returns `grad_X, grad_weights, grad_biases`, of the
# shapes of `X`, `weights` and `biases`. `grad_output` has the shape (samples, units), and `winner` is what `maxout`
# returned. The gradients of weights and biases are sums over the samples, not means.


# %% exercise="maxout-backward"
def maxout_backward(grad_output, X, weights, winner):
    """Return the gradients of X (samples, features), weights (k, features, units) and biases (k, units)."""
    ### BEGIN SOLUTION
    of_pieces = np.stack([grad_output * (winner == piece) for piece in range(len(weights))])
    grad_X = (of_pieces @ weights.transpose(0, 2, 1)).sum(axis=0)
    return grad_X, X.T @ of_pieces, of_pieces.sum(axis=1)
    ### END SOLUTION


# %% [markdown]
# Check it by measuring, too. In the next cell, one weight is changed by a tiny bit, and the change of the loss (here
# simply the sum of all outputs) is compared with what your backward pass says.

# %% tags=["experiment"]
if ready(maxout, maxout_backward):
    rng = np.random.default_rng(0)
    X, weights, biases = rng.normal(size=(6, 3)), rng.normal(size=(2, 3, 4)), rng.normal(size=(2, 4))
    output, winner = maxout(X, weights, biases)
    computed = maxout_backward(np.ones_like(output), X, weights, winner)[1]
    for place in ((0, 0, 1), (1, 2, 0)):
        change = np.zeros_like(weights)
        change[place] = 1e-6
        higher, lower = maxout(X, weights + change, biases)[0], maxout(X, weights - change, biases)[0]
        measured = (higher.sum() - lower.sum()) / 2e-6
        print(f"weight {place}: measured {measured:.6f}, by your backward pass {computed[place]:.6f}")

# %% [markdown]
# ## 8 · Softmax
#
# All functions so far looked at one number at a time. **Softmax** looks at a whole row of *scores* (also called
# *logits*), one for each class, and turns them into probabilities: positive numbers whose sum is 1.
#
# $$p_i = \frac{e^{z_i}}{\sum_j e^{z_j}}$$
#
# It stands in the *last* layer, where exactly one of $K$ classes is right: cat or dog, which of the ten digits, which
# character on a licence plate. A worked row: the scores $[1, 2]$ give $e^1 = 2.718$ and $e^2 = 7.389$; divided by their
# sum 10.107 these are the probabilities 0.2689 and 0.7311.
#
# **Adding the same number to all scores of a row changes nothing:** a factor $e^c$ appears above and below and
# cancels. That is more than a curiosity. The power $e^{1000}$ is too large for a computer, but you may subtract, from
# each row, a number that makes every exponent at most 0.
#
# ### Exercise: softmax
#
# Write `softmax(z)`, which works along the last axis: `z` may have the shape (classes,), (samples, classes), or more
# axes in front. Scores such as 1000 or -1000 must give numbers, in every row.


# %% exercise="softmax"
def softmax(z):
    """Return the probabilities along the last axis, shape of z."""
    ### BEGIN SOLUTION
    powers = np.exp(z - z.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** The scores are $[1, 2, 4]$. What happens to the probabilities if all scores
# are made ten times as large? Ten times as small? (Dividing scores by a *temperature* $T$ before softmax is common:
# a high temperature evens out, a low one sharpens.)

# %% tags=["experiment"]
if ready(softmax):
    for factor in (0.1, 1, 10):
        p = softmax(factor * np.array([1.0, 2.0, 4.0]))
        print(f"{factor:>4} times the scores: " + "  ".join(f"{value:.4f}" for value in p))

# %% [markdown]
# Now with sliders. At which temperatures does the cat get nearly everything, and at which are all four classes nearly
# alike? What does it change to add 1000 to every score?

# %% tags=["experiment"]
explore.softmax(softmax)

# %% [markdown]
# ### Two classes
#
# With $K = 2$ and the scores $s_0, s_1$, the probability of class 1 is
#
# $$p_1 = \frac{e^{s_1}}{e^{s_0} + e^{s_1}} .$$
#
# Divide above and below by $e^{s_1}$, and you meet an old friend.
#
# ### Exercise: two classes
#
# Write two functions.
#
# - `class_one_probability(scores)`: from scores of shape (samples, 2), the probability of class 1 (the second column),
#   shape (samples,). Use your `sigmoid`.
# - `two_scores(z)`: the other way round. From `z` of shape (samples,), make scores of shape (samples, 2) whose softmax
#   gives class 1 the probability $\sigma(z)$. There are many right answers; any will do.


# %% exercise="two-classes"
def class_one_probability(scores):
    """Return the probability of class 1, shape (samples,), from two scores a sample."""
    ### BEGIN SOLUTION
    return sigmoid(scores[:, 1] - scores[:, 0])
    ### END SOLUTION


def two_scores(z):
    """Return scores of shape (samples, 2) whose softmax gives class 1 the probability sigmoid(z)."""
    ### BEGIN SOLUTION
    return np.stack([np.zeros_like(z), z], axis=1)
    ### END SOLUTION


# %% [markdown]
# ### The way back
#
# If one score grows, its own probability grows and all the others fall: every probability depends on every score of
# its row. The derivatives are $\partial p_j / \partial z_i = p_j\,(1 - p_j)$ for $i = j$ and $-p_j\, p_i$ otherwise.
# Let $g_j = \partial L / \partial p_j$ arrive. Adding up what reaches score $i$ by way of all the probabilities gives
#
# $$\frac{\partial L}{\partial z_i} = \sum_j g_j \frac{\partial p_j}{\partial z_i}
# = p_i \Bigl( g_i - \sum_j g_j\, p_j \Bigr)$$
#
# In code, for one row: `p * (g - np.sum(g * p))`; in a batch, each row has a sum of its own.
#
# Read it so: the sum is the average of the row's gradients, weighted with the probabilities. Where $g_i$ lies above this average, a larger score would make the loss larger, so
# training makes that score smaller; where it lies below, training makes the score larger.
#
# ### Exercise: softmax, backward
#
# Write `softmax_backward(grad_output, probabilities)`: both have the shape (..., classes), and so has the result.
# `probabilities` is what `softmax` returned.


# %% exercise="softmax-backward"
def softmax_backward(grad_output, probabilities):
    """Return the gradient of the loss with respect to the scores."""
    ### BEGIN SOLUTION
    average = np.sum(grad_output * probabilities, axis=-1, keepdims=True)
    return probabilities * (grad_output - average)
    ### END SOLUTION


# %% [markdown]
# ### Find the slip: softmax with two classes
#
# One of the notes' statements is wrong, deliberately left in. (*Softmax regression* is a single linear layer followed
# by softmax.)
#
# - **a** Softmax extends the sigmoid to more than two classes.
# - **b** With $K = 2$, softmax regression turns into *logits regression*, because what it returns are logits.
# - **c** Adding the same number to all scores of a row does not change the probabilities.
# - **d** Softmax usually stands in the last layer of a classifier.

# %% exercise="slip-logits"
slip_logits = "?"
### BEGIN SOLUTION
slip_logits = "b"
### END SOLUTION

# %% [markdown]
# ## 9 · Is my layer healthy?
#
# A network does not tell you that half of it has stopped working. Two numbers do.
#
# **Dead units.** A ReLU unit is *dead* if its output is 0 for every sample. Its slope is then 0 for every sample, too,
# so no gradient reaches its weights: on these samples it will never change again, unless a layer before it changes and
# sends it other inputs. One large update, from a high learning rate or a large gradient, is enough to push it there.
#
# ### Exercise: dead units
#
# Write `dead_fraction(activations)`: from the outputs of a ReLU layer, shape (samples, units), the share of its units
# that are dead, one number between 0 and 1.


# %% exercise="dead-fraction"
def dead_fraction(activations):
    """Return the share of units whose output is 0 for every sample."""
    ### BEGIN SOLUTION
    return np.mean(np.all(activations == 0, axis=0))
    ### END SOLUTION


# %% [markdown]
# **Saturation.** An output of a bounded function is *saturated* if it lies near one of the two ends of its range, where
# the curve is flat. How near is near? Here: its distance from one of the bounds is at most
# `threshold * (high - low)`. With a threshold of 0.05, a sigmoid's output is saturated from 0 to 0.05 and from 0.95
# to 1; for tanh, whose range has the length 2, from -1 to -0.9 and from 0.9 to 1.
#
# ### Exercise: saturation
#
# Write `saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05)`: the share of all entries that are
# saturated. An array of any shape; all entries lie between `low` and `high`.


# %% exercise="saturated-fraction"
def saturated_fraction(activations, low=0.0, high=1.0, threshold=0.05):
    """Return the share of entries that lie near one of the two bounds."""
    ### BEGIN SOLUTION
    margin = threshold * (high - low)
    return np.mean((activations <= low + margin) | (activations >= high - margin))
    ### END SOLUTION


# %% [markdown]
# ### Large initial weights saturate a sigmoid
#
# Now to real data: 1,204 scanned handwritten digits of 8 × 8 pixels, each pixel between 0 (paper) and 1 (ink). They go
# into a layer of 32 sigmoids with random weights.
#
# **Decide before you run the next cell.** The weights are made larger and larger. What becomes of the saturated share,
# and of the average slope by which the gradient is multiplied?

# %% tags=["experiment"]
if ready(sigmoid, sigmoid_derivative, saturated_fraction):
    digits, labels = load_digits("train")
    print("size of the weights | saturated | average slope")
    for size in (0.01, 0.1, 0.5, 1, 3):
        z = digits @ np.random.default_rng(0).normal(scale=size, size=(64, 32))
        print(f"{size:19} | {saturated_fraction(sigmoid(z)):9.1%} | {np.mean(sigmoid_derivative(z)):.4f}")

# %% [markdown]
# So with sigmoids, the initial weights must not be large. (They must not be all alike either, but that is a story for
# notebook 6.)
#
# ### Dead units against the learning rate
#
# The notes warn: with a high learning rate, up to 40 % of a network's ReLU units may die. Let us see. `train` below
# trains a network with one hidden layer; it uses *your* functions. Read through it: there is the forward pass, the
# backward pass, and a step against the gradient. How it works in detail is the subject of notebook 4 (the step) and
# notebook 6 (the two passes).
#
# For the digits, the output is your softmax, and the loss is the *cross-entropy*: minus the logarithm of the probability
# that the network gives to the right digit, averaged over the batch. (It is 0 if that probability is 1, and about 2.3 if
# it is 1/10; notebook 3 says where it comes from.) Your `softmax_backward` carries its gradient back to the scores. For a
# curve, further below, the loss is half the mean squared error.


# %% tags=["experiment"]
def cross_entropy(scores, wanted):
    """Return the mean of -log(probability of the right class), and its gradient with respect to the scores."""
    p = np.maximum(softmax(scores), 1e-12)  # above 0, so that it has a logarithm
    grad_p = -wanted / p / len(p)
    return -np.sum(wanted * np.log(p)) / len(p), softmax_backward(grad_p, p)


def squared_error(predicted, wanted):
    """Return half the mean squared error, and its gradient with respect to what was predicted."""
    difference = predicted - wanted
    return np.mean(difference**2) / 2, difference / difference.size


def train(X, targets, f, f_derivative, loss, hidden, learning_rate, updates, seed=0, batch=32):
    """Train one hidden layer; return its parameters and the loss at each update."""
    rng = np.random.default_rng(seed)
    W1, b1 = rng.normal(size=(X.shape[1], hidden)) / np.sqrt(X.shape[1]), np.zeros(hidden)
    W2, b2 = rng.normal(size=(hidden, targets.shape[1])) / np.sqrt(hidden), np.zeros(targets.shape[1])
    losses = []
    for _ in range(updates):
        rows = rng.integers(len(X), size=batch)
        x, wanted = X[rows], targets[rows]
        z = x @ W1 + b1
        h = f(z)
        value, grad_scores = loss(h @ W2 + b2, wanted)
        losses.append(value)
        grad_z = (grad_scores @ W2.T) * f_derivative(z)
        W2, b2 = W2 - learning_rate * h.T @ grad_scores, b2 - learning_rate * grad_scores.sum(axis=0)
        W1, b1 = W1 - learning_rate * x.T @ grad_z, b1 - learning_rate * grad_z.sum(axis=0)
    return (W1, b1, W2, b2), np.array(losses)


# %% [markdown]
# **Decide before you run the next cell** (it takes a few seconds). Learning rates from 0.1 to 2 are tried with 64 hidden
# units. Where will units begin to die, and what becomes of the share of digits that are read correctly? (The first
# row of the table is the network before training: a few units are dead from the start, by the luck of the draw.)

# %% tags=["experiment"]
if ready(relu, relu_derivative, leaky_relu, leaky_relu_derivative, softmax, softmax_backward, dead_fraction):
    digits, labels = load_digits("train")
    targets = np.eye(10)[labels]

    def trained(f, f_derivative, rate, updates=400):
        """Return the share of dead units and that of digits read correctly."""
        (W1, b1, W2, b2), _ = train(digits, targets, f, f_derivative, cross_entropy, 64, rate, updates)
        h = f(digits @ W1 + b1)
        return dead_fraction(h), np.mean(np.argmax(h @ W2 + b2, axis=1) == labels)

    rates = (0.1, 0.3, 0.6, 0.8, 1.0, 1.2, 1.5, 2.0)
    dead, right = np.array([trained(relu, relu_derivative, rate) for rate in rates]).T
    right_leaky = np.array([trained(leaky_relu, leaky_relu_derivative, rate)[1] for rate in rates])
    untrained = trained(relu, relu_derivative, 0, 1)[0]
    print("learning rate | dead units | read correctly: ReLU | Leaky ReLU")
    print(f"     untrained | {untrained:9.0%} |")
    for row in zip(rates, dead, right, right_leaky, strict=True):
        print("{:13} | {:10.0%} | {:20.0%} | {:10.0%}".format(*row))
    shares = {
        "dead ReLU units": dead,
        "read correctly with ReLU": right,
        "read correctly with Leaky ReLU": right_leaky,
    }
    figure = curves(rates, shares, xlabel="learning rate", ylabel="share", ylim=(-0.03, 1.03))
    figure.axes[0].legend(loc="upper left", bbox_to_anchor=(1, 1))  # beside the curves, not on them
    figure.set_figwidth(8.5)
    show(
        figure,
        alt="Shares against the learning rate. At small rates few units are dead and nearly all digits are "
        "read correctly. As the rate grows, all units die, and accuracy falls to a tenth with ReLU. With Leaky "
        "ReLU it stays high a little longer, then falls, too, but not as far.",
    )

# %% [markdown]
# Compare with the notes. Their "up to 40 %" is no limit: here, around a learning rate of 1, a third is dead, and a little
# further up nearly all are. How many die depends on the network, the data and the rate; what remains of the notes'
# sentence is that it can be very many, and that between "fine" and "all dead" lies only a small step.
#
# Leaky ReLU's units cannot die, and it holds out longer. But at the highest rate it reads far fewer digits, too: such
# large steps overshoot the goal, whatever the activation function is.
#
# So the notes' advice: with ReLU, **watch the learning rate, and keep an eye on the share of dead units**. And a network
# with many dead units can still be right quite often: accuracy alone will not tell you.

# %% [markdown]
# ## 10 · Which one should I use?
#
# ### A quarter a layer
#
# Backpropagation multiplies by one slope a layer. The sigmoid's is at most 1/4. So two layers leave 1/16 at best.
# **Decide before you run the next cell:** what is left after ten layers, at best? And on average, if each $z$ is a random
# number around 0? For tanh? For a ReLU unit that is active in every layer?

# %% tags=["experiment"]
if ready(sigmoid_derivative, tanh_derivative, relu_derivative):
    z = np.random.default_rng(0).normal(size=(10_000, 10))  # ten layers deep, ten thousand ways through
    print("layers | sigmoid, at best | sigmoid | tanh   | ReLU, active")
    for depth in (1, 2, 5, 10):
        some = z[:, :depth]
        at_best = sigmoid_derivative(np.zeros(1))[0] ** depth
        sigmoids, tanhs = (
            np.prod(slope(some), axis=1).mean() for slope in (sigmoid_derivative, tanh_derivative)
        )
        active = np.prod(relu_derivative(np.abs(some)), axis=1).mean()
        print(f"{depth:6} | {at_best:16.2g} | {sigmoids:7.2g} | {tanhs:6.2g} | {active:.2g}")

# %% [markdown]
# This is only one half of the story: the weights multiply, too. Notebook 6 tells the whole of it. But it shows why deep
# networks of sigmoids were so hard to train: hardly anything of the gradient arrives at the first layer.
#
# ### Who learns fastest?
#
# The same network, the same initial weights, the same digits in the same order; only the activation function of the
# hidden layer differs. **Decide before you run the next cell:** in which order will the three curves fall?

# %% tags=["experiment"]
if ready(
    sigmoid, sigmoid_derivative, tanh, tanh_derivative, relu, relu_derivative, softmax, softmax_backward
):
    digits, labels = load_digits("train")
    smoothed = {}
    for name, f, f_derivative in (
        ("sigmoid", sigmoid, sigmoid_derivative),
        ("tanh", tanh, tanh_derivative),
        ("ReLU", relu, relu_derivative),
    ):
        _, losses = train(digits, np.eye(10)[labels], f, f_derivative, cross_entropy, 32, 0.2, 600)
        smoothed[name] = np.convolve(losses, np.ones(20) / 20, mode="valid")
        print(
            f"{name:8} loss after 100 updates {smoothed[name][100]:.3f}, after 500 {smoothed[name][500]:.3f}"
        )
    show(
        curves(np.arange(581), smoothed, xlabel="updates", ylabel="cross-entropy", yscale="log"),
        alt="Loss against updates, logarithmic. The sigmoid's curve falls slowest; tanh and ReLU fall much "
        "faster and lie close together.",
    )

# %% [markdown]
# ### In your own words: why does ReLU converge faster?
#
# Another open question of the notes: *why does ReLU converge faster than sigmoid and tanh?* Answer in four to eight
# sentences. Compare what backpropagation multiplies by, layer by layer; say what a single step costs; and use something
# that you measured above, also if it limits the claim. Marked by a person (4 points).

# %% [markdown] written="why-relu-is-faster"
# ### BEGIN SOLUTION
# Backpropagation multiplies the gradient by the slope of the activation function once a layer. The sigmoid's slope is at
# most 1/4, and far less where it is saturated; tanh's is at most 1, but also goes to 0 at both sides. An active ReLU has
# the slope 1 however large its input is, so the gradient is not weakened by the activation function, and the early layers
# learn as fast as the late ones. Besides, ReLU needs a comparison instead of an exponential, so every step is
# cheaper. In my measurement, a factor of less than 1e-6 was left of the gradient after ten sigmoids, and 1 after ten
# active ReLUs. But in the network with one hidden layer, tanh was about as fast as ReLU: the advantage belongs to deep
# networks and to sizes at which tanh saturates. And the claim holds only while the units are alive: with a high
# learning rate, most of them died.
# ### END SOLUTION

# %% [markdown]
# ### What shapes do they learn?
#
# A network of smooth functions is smooth; a network of functions made of straight pieces is itself made of straight pieces.
# The next cell fits a sine wave with ten hidden units, once with tanh and once with ReLU, and draws below how the
# slope of each network changes. **Decide before you run it** (it takes a few seconds)**:** what will the two slopes look
# like?

# %% tags=["experiment"]
if ready(tanh, tanh_derivative, relu, relu_derivative):
    x = np.linspace(-1, 1, 401)
    wave = np.sin(np.pi * x)
    inputs = 3 * np.column_stack([x, np.ones_like(x)])  # the column of ones puts each unit's bend elsewhere
    figure, axes = plt.subplots(2, 2, figsize=(9, 5), layout="constrained", sharex=True)
    kinds = ("tanh", tanh, tanh_derivative), ("ReLU", relu, relu_derivative)
    for column, (kind, f, slope) in enumerate(kinds):
        targets = wave[:, np.newaxis]
        (W1, b1, W2, b2), _ = train(inputs, targets, f, slope, squared_error, 10, 0.05, 6000, seed=2)
        fitted = (f(inputs @ W1 + b1) @ W2 + b2)[:, 0]
        name = f"network with {kind}"
        curves(x, {name: fitted, "sine": wave}, axes[0, column], xticks=(-1, 0, 1))
        curves(x[1:], {name: np.diff(fitted) / np.diff(x)}, axes[1, column], ylabel="slope", xlabel="input")
    show(
        figure,
        alt="Two networks fitted to a sine. With tanh the slope of the network is a smooth curve; with ReLU "
        "it is a staircase: constant on each piece, with a jump at every bend.",
    )

# %% [markdown]
# A smooth curve on the left, a staircase on the right. Each stair is one straight piece. If what you want to learn is smooth
# and the network is small, tanh may fit better; with many units, the pieces become so short that it hardly matters.
#
# ### The property table
#
# The notes list seven properties that one would wish for. Made precise:
#
# - **non-linear**: it is not a straight line;
# - **useful slope**: it has a slope everywhere except at single points, and the slope is not 0 everywhere;
# - **cheap**: it needs no exponential;
# - **non-saturating**: far out, its slope stays away from 0 on both sides, left and right;
# - **monotonic**: it never falls;
# - **bounded**: all its values lie between two fixed numbers;
# - **near identity**: close to $z = 0$ it is nearly $f(z) = z$: it goes through 0, and its slope is 1 there, on the left and
#   on the right.
#
# ### Exercise: the property table
#
# Replace each `?` by `y` (has the property) or `n` (has it not). Leaky ReLU is meant with $\alpha = 0.01$, ELU with
# $\alpha = 1$, sigmoid with $a = 1$. You have all the functions: measure when in doubt.

# %% exercise="property-table"
property_table = {
    # columns:          step sigmoid tanh relu leaky elu swish
    "non-linear": "     ?    ?       ?    ?    ?     ?   ?",
    "useful slope": "   ?    ?       ?    ?    ?     ?   ?",
    "cheap": "          ?    ?       ?    ?    ?     ?   ?",
    "non-saturating": " ?    ?       ?    ?    ?     ?   ?",
    "monotonic": "      ?    ?       ?    ?    ?     ?   ?",
    "bounded": "        ?    ?       ?    ?    ?     ?   ?",
    "near identity": "  ?    ?       ?    ?    ?     ?   ?",
}
### BEGIN SOLUTION
property_table = {
    # columns:          step sigmoid tanh relu leaky elu swish
    "non-linear": "     y    y       y    y    y     y   y",
    "useful slope": "   n    y       y    y    y     y   y",
    "cheap": "          y    n       n    y    y     n   n",
    "non-saturating": " n    n       n    n    y     n   n",
    "monotonic": "      y    y       y    y    y     y   n",
    "bounded": "        y    y       y    n    n     n   n",
    "near identity": "  n    n       y    n    n     y   n",
}
### END SOLUTION

# %% [markdown]
# No column has `y` everywhere, and none can: a function that is bounded and never falls must flatten out, so it
# saturates. There is no best activation function, only one that fits the task.
#
# ### So, which one?
#
# The notes' advice, which is still sound:
#
# - In hidden layers, start with **ReLU**. Watch the learning rate and the share of dead units. In convolutional networks,
#   which read images, ReLU is the usual choice, too.
# - If units die, try **Leaky ReLU** (or PReLU, ELU) or **Maxout**.
# - Try **tanh** if you like, but expect less of it than of ReLU. Do not use the **sigmoid** in hidden layers.
# - The output layer follows from the question: one yes or no, one of many, or any number at all (then often no
#   activation function is used: the sum itself is the answer).
# - Mixing several kinds in the hidden layers of one network is rarely done, although nothing forbids it.
#
# ### Exercise: which activation function?
#
# For each situation, choose one of `"relu"`, `"leaky"`, `"sigmoid"`, `"tanh"`, `"softmax"`, `"none"`. Each one is used once.
#
# - `hidden`: the hidden layers of a new network; you have no experience with the task yet.
# - `dying`: half of the hidden units are dead after training, and a smaller learning rate did not help enough.
# - `yes-no`: one output that gives the probability that a mail is spam.
# - `digit`: ten outputs that give the probabilities of the digits 0 to 9, of which exactly one is right.
# - `price`: one output that predicts by how much a price will rise or fall.
# - `between`: a hidden layer whose outputs must be bounded and centred on zero.

# %% exercise="which-activation"
activation_choices = {
    "hidden": "?",
    "dying": "?",
    "yes-no": "?",
    "digit": "?",
    "price": "?",
    "between": "?",
}
### BEGIN SOLUTION
activation_choices = {
    "hidden": "relu",
    "dying": "leaky",
    "yes-no": "sigmoid",
    "digit": "softmax",
    "price": "none",
    "between": "tanh",
}
### END SOLUTION

# %% [markdown]
# ## 11 · Review
#
# Nothing here is marked. Say your answer aloud before you look.
#
# **From notebook 1.** A perceptron is a weighted sum, a bias and a step. With the weights (1, 1), which bias makes it
# compute AND, and which OR? No single one computes XOR (exactly one of two). But two units and a third do: the third
# one takes the results of AND and OR. Replace the zeros in the next cell until its last column is 0, 1, 1, 0.

# %% tags=["experiment"]
bias_of_and, bias_of_or = 0.0, 0.0  # put in your own
weight_for_and, weight_for_or, third_bias = 0.0, 0.0, 0.0  # and those of the third unit

if ready(step):
    inputs = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    both, any_of_them = step(inputs.sum(axis=1) + bias_of_and), step(inputs.sum(axis=1) + bias_of_or)
    exactly_one = step(weight_for_and * both + weight_for_or * any_of_them + third_bias)
    print("the two inputs, your AND, your OR, your XOR:")
    print(np.column_stack([inputs, both, any_of_them, exactly_one]).astype(int))

# %% [markdown]
# <details><summary>One answer (there are many)</summary>
#
# AND fires only for the sum 2: the bias -1.5 will do. OR fires from the sum 1 on: -0.5. Exactly one means OR, but not
# AND: the weights -1 for AND and 1 for OR, with the bias -0.5.
#
# </details>

# %% [markdown]
# **From this notebook.** The notes mark this topic as one for the exam, so here is a short one. Answer first, then run
# the cell, which asks your own functions.
#
# 1. $\sigma(z) = 0.9$. What is the slope there? And that of tanh where tanh is 0.9?
# 2. A ReLU receives $z = -2$ and the gradient 7 arrives. What does it pass on? What does a Leaky ReLU with
#    $\alpha = 0.1$?
# 3. The scores of a sample are (5, 5, 5, 5). What are its probabilities? And for (105, 105, 105, 105)?
# 4. How steep is `sigmoid` with $a = 8$ at 0?

# %% tags=["experiment"]
if ready(sigmoid_derivative, tanh_derivative, relu_derivative, leaky_relu_derivative, softmax):
    where_it_is, below = np.log(np.array([9.0])), np.array([-2.0])
    print("1.", sigmoid_derivative(where_it_is).round(4), "and", tanh_derivative(np.arctanh([0.9])).round(4))
    print("2.", 7 * relu_derivative(below), "and", 7 * leaky_relu_derivative(below, 0.1))
    print("3.", softmax(np.full(4, 5.0)), "and", softmax(np.full(4, 105.0)))
    print("4.", sigmoid_derivative(np.zeros(1), 8))

# %% [markdown]
# ## Summary
#
# **What does that one line do, and which one should you take?** It bends. Without it, any stack of layers is one layer;
# with it, every layer adds bends, and enough bends make any shape. Which one you take decides how the gradient comes back:
#
# | function | in one phrase |
# |---|---|
# | step | the biological original; no slope, so nothing learns through it |
# | sigmoid | a probability at the output; in hidden layers it saturates, is not centred, passes on a quarter at most |
# | tanh | a centred sigmoid, four times as steep at 0; still saturates |
# | ReLU | cheap, slope 1 where it is active; not centred, may die: watch the learning rate |
# | Leaky ReLU, PReLU | a slope on the left as well, chosen or learned: nobody dies |
# | ELU, Swish | smooth relatives; they cost an exponential |
# | Maxout | learns its shape; $k$ times the parameters |
# | softmax | scores to probabilities, in the last layer; with two classes it is the logistic sigmoid |
#
# Start with ReLU in the hidden layers, let the question choose the output, and measure: dead units and saturation are two
# lines of code.

# %% [markdown]
# What have you done so far, and what is left?

# %% tags=["experiment"]
progress()

# %% [markdown]
# ## Further reading
#
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016, sections 3.10, 6.2.2 and 6.3:
#   <https://www.deeplearningbook.org>
# - M. Nielsen, *Neural Networks and Deep Learning*, 2015, chapters 1 and 3: <http://neuralnetworksanddeeplearning.com>
# - CS231n, *Neural Networks, part 1*: commonly used activation functions: <https://cs231n.github.io/neural-networks-1/>
# - Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, *Efficient BackProp*, 1998, section 4.4, on tanh and on centring:
#   <http://yann.lecun.com/exdb/publis/pdf/lecun-98b.pdf>
# - X. Glorot, A. Bordes, Y. Bengio, *Deep Sparse Rectifier Neural Networks*, 2011:
#   <https://proceedings.mlr.press/v15/glorot11a.html>
# - K. He, X. Zhang, S. Ren, J. Sun, *Delving Deep into Rectifiers*, 2015 (PReLU): <https://arxiv.org/abs/1502.01852>
# - D.-A. Clevert, T. Unterthiner, S. Hochreiter, *Exponential Linear Units*, 2016: <https://arxiv.org/abs/1511.07289>
# - I. Goodfellow et al., *Maxout Networks*, 2013: <https://arxiv.org/abs/1302.4389>
# - P. Ramachandran, B. Zoph, Q. Le, *Searching for Activation Functions* (Swish), 2017: <https://arxiv.org/abs/1710.05941>
