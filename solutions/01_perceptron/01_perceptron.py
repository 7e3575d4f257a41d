# %% [markdown]
# # 1 · The perceptron: a machine that decides
#
# Should I go for a walk? You look at a few things: the weather, the time, whether a friend comes along. Some count
# more than others. You put them together, and out comes yes or no. You never wrote down a rule for it; you learned it
# from experience.
#
# This is an old question of machine learning: **which algorithm can imitate the decisions that people make?** Some
# networks now even decide better than people do, at chess and go, for instance. They are all built from one small
# part, and you can write that part in two lines of Python.
#
# **How does a machine learn to decide from examples alone? And what can the simplest one never learn, however long
# you train it?** By the end of this notebook you will have built it, watched it learn, let it read handwritten
# digits, and found its limit and the way past it.

# %% [markdown]
# ## What you will be able to do
#
# - write the unit of 1943 that only counts, and the perceptron, which weighs its inputs;
# - train a perceptron on labelled examples, and say when that will succeed and when it never will;
# - build AND, OR and NAND from one unit each, and XOR from two layers;
# - read a unit as a line, as a logistic classifier and as a support vector machine;
# - write a fully connected layer and a network of two layers, with the right shapes.
#
# **You need** Python functions and loops, NumPy arrays (`X[0]`, `X.sum(axis=1)`, `A @ B`), and the equation of a
# straight line. Derivatives appear once, in section 7, and are explained there.
#
# | section | minutes |
# |---|---|
# | 1 How this course works | 10 |
# | 2 A unit that counts | 15 |
# | 3 Weights and a bias: the perceptron | 25 |
# | 4 Learning from mistakes | 40 |
# | 5 What one unit can do, and what it cannot | 25 |
# | 6 Two layers: the way out | 20 |
# | 7 What is wrong with the step? | 20 |
# | 8 A perceptron reads digits | 20 |
# | 9 One neuron, two more classifiers | 25 |
# | 10 Layers | 35 |
# | 11 Review | 10 |
#
# That is about four hours: take breaks, your work is saved with the notebook.
#
# ## Notation
#
# | in formulas | in code | meaning |
# |---|---|---|
# | $x$ | `x` | one sample: a list of numbers, its *features* (also called the input vector), shape (features,) |
# | $X$ | `X` | a batch of samples, one row a sample, shape (samples, features) |
# | $w_1, w_2, \dots$ | `weights` | how much each input matters |
# | $b$ | `bias` | a number that is always added |
# | $z$ | `z` | score: the weighted sum plus bias |
# | $y$ | `y_true` | the label: the right answer, here 0 or 1 |
# | $\hat y$ | `y_pred` | the prediction: what the unit answers |
# | $\eta$ | `learning_rate` | how large a step of learning is |

# %% setup=true
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, curves, explore, hint, progress, ready, show
from nnlab.datasets import load_digits, separable_points, two_moons

# %% [markdown]
# ## 1 · How this course works
#
# A notebook is made of cells. Click on a cell and press **Shift+Enter**: it runs, and the next one is selected. The
# cell above this text loads what we need, so run it first. (Whenever you come back to this notebook later, choose
# *Run* → *Run All Cells* to get where you were.)
#
# **An exercise** says what to write. Below it you find a cell with a function that does nothing yet. Replace the line
# `raise NotImplementedError()` by your own code and run the cell.
#
# **A check** follows each exercise. Run it as often as you like. It says what is right already, and where something
# is wrong it shows the input, what was expected and what your function gave. Very often it knows the mistake and says
# in a sentence what to look at.
#
# **A hint** is there when you are stuck: make a new cell below the check and run `hint()`. It speaks about the
# exercise that you checked last. Ask again, and the next hint says more.
#
# Wrong answers cost nothing while you work. An exercise that is not done yet never stops the others either; you may
# leave it and come back. `progress()` shows what is done.
#
# ### Warm-up exercise: count the active inputs
#
# Here is one to practise on. Our first machine will be fed with inputs that are either active or inactive. Active
# inputs are 1, inactive ones are 0. Write `count_active(inputs)`, which returns how many of them are active, for an
# array such as `np.array([1, 0, 1, 1])`. One line is enough.


# %% exercise="count-active"
def count_active(inputs):
    """Return how many entries of an array of zeros and ones are 1."""
    ### BEGIN SOLUTION
    return np.sum(inputs)
    ### END SOLUTION


# %% [markdown]
# Did you run the check? If it passed, try what it says when you make a mistake on purpose. Write `print` instead of
# `return`, for example, or `len(inputs)`; run your cell and the check again, and then mend it. And this is what a
# hint looks like:

# %% tags=["experiment"]
hint(count_active)

# %% [markdown]
# Three more things you will meet:
#
# - **"Decide before you run the next cell."** Answer the question in your head, or better on paper, and only then run
#   the cell. A wrong guess is the most useful kind: it shows you what you did not know. Such experiments are not
#   marked. Many end with some lines that draw a figure; you need not read those.
# - **"Not yet."** An experiment that needs a function of yours says so until you have written it. Write it, and run
#   the experiment again.
# - **In your own words.** A few questions want sentences, not code. A person reads and marks them.
#
# **Handing in:** save the notebook and hand in the file as it is, under its own name, in the way that your instructor
# told you. Your functions are then run on *other* inputs than those of the checks, so a function that only knows the
# answers by heart does not get far. Do not worry about a mistake in an early exercise: when a later one is marked,
# right values stand in for it.
#
# Here is a first experiment, on two ways to multiply arrays that you will need all the time. **Decide before you run
# the next cell.** What will each of the two lines print?

# %% tags=["experiment"]
inputs, prices = np.array([1, 0, 2]), np.array([5, 7, 9])
print("inputs * prices =", inputs * prices)
print("inputs @ prices =", inputs @ prices)

# %% [markdown]
# `*` multiplies entry by entry. `@` does that and adds up the products: $1 \cdot 5 + 0 \cdot 7 + 2 \cdot 9 = 23$.

# %% [markdown]
# ## 2 · A unit that counts
#
# Our brain decides with *nerve cells*. Roughly, a nerve cell receives signals from many others through its branches.
# If they are strong enough together, it *fires*: it sends a signal on, through its own long fibre, to the next cells.
# Real cells are far more complicated. For us this rough sketch is enough, and it is only an inspiration: an aeroplane
# does not flap its wings.
#
# In 1943, Warren McCulloch and Walter Pitts made a mathematical model of it. Their **unit** takes several inputs,
# each of them 0 or 1, and turns them into one output:
#
# $$\text{output} = \begin{cases} 1 \text{ (active)} & \text{if the number of active inputs is at least the threshold} \\
# 0 \text{ (inhibited)} & \text{otherwise} \end{cases}$$
#
# Such a function, which jumps from 0 to 1 at a threshold, is called a **step function**. A worked example: with the
# threshold 2, the inputs (1, 0, 1) have two active ones, so the output is 1; the inputs (0, 0, 1) give 0. (*Inhibited*
# means held back: the unit does not fire. The model of 1943 could also have inputs that forbid the unit to fire. We
# leave them out.)
#
# ### Exercise: the unit of McCulloch and Pitts
#
# Write `mcculloch_pitts(X, threshold)` for a whole batch: `X` has the shape (samples, inputs), and each row is a
# sample of zeros and ones. Return one output for each row, an array of shape (samples,): 1 where at least `threshold`
# of its inputs are active, else 0. Return the numbers 0 and 1, not truth values.


# %% exercise="mcculloch-pitts"
def mcculloch_pitts(X, threshold):
    """Return 1 for each row of X with at least `threshold` active inputs, else 0, shape (samples,)."""
    ### BEGIN SOLUTION
    return np.where(X.sum(axis=1) >= threshold, 1, 0)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** A unit has two inputs. With which threshold does it compute "both are
# active" (AND)? With which one "at least one is active" (OR)? What does it do with the threshold 0?

# %% tags=["experiment"]
if ready(mcculloch_pitts):
    pairs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    print("inputs:     ", *map(tuple, pairs.tolist()))
    for threshold in (0, 1, 2, 3):
        print(f"threshold {threshold}: ", *(f"{output:^6}" for output in mcculloch_pitts(pairs, threshold)))

# %% [markdown]
# With the threshold 2 it is AND, with the threshold 1 it is OR. With the threshold 0 it is always active: no input at all
# is already enough.
#
# ### What this unit lacks
#
# You like walking, but only in good weather. The inputs are *good weather*, *a friend comes*, *it is Sunday*. Your
# rule is simple: go when the weather is good, whatever the rest.
#
# **Decide before you run the next cell.** It compares your rule with the unit, for all eight combinations of inputs
# and every threshold. Will one of them get all eight right?

# %% tags=["experiment"]
if ready(mcculloch_pitts):
    days = np.array(
        [[weather, friend, sunday] for weather in (0, 1) for friend in (0, 1) for sunday in (0, 1)]
    )
    wanted = days[:, 0]  # go exactly when the weather is good
    for threshold in range(5):
        print(
            f"threshold {threshold}: {np.sum(mcculloch_pitts(days, threshold) == wanted)} of 8 decisions right"
        )

# %% [markdown]
# Six of eight at best. The unit treats all inputs alike: it cannot know that the weather matters and the weekday does
# not. And somebody has to set the threshold by hand. Both faults will be mended in the next two sections.

# %% [markdown]
# ### Find the slip: the unit of 1943
#
# This course is built on somebody's study notes. Notes hold slips, and we have left them in on purpose: **who can
# find the slip has understood the idea.** In each exercise of this kind the notes make four statements, and one of
# them is wrong, deliberately left in. Set the variable to its letter.
#
# - **a** The unit turns several inputs into a single output.
# - **b** It was proposed in 1943 by a certain scientist, who worked on it alone.
# - **c** It does not matter *which* of its inputs are active, only how many.
# - **d** There are thresholds at which a unit never fires.

# %% exercise="slip-authors"
slip_authors = "?"
### BEGIN SOLUTION
slip_authors = "b"
### END SOLUTION

# %% [markdown]
# ## 3 · Weights and a bias: the perceptron
#
# The improvement that made all the difference: give each input a **weight**, a number that says how much it matters.
# A large weight means much, 0 means nothing, and a negative weight speaks *against*. Inputs may now be any numbers,
# not only 0 and 1. Add one more number, the **bias** $b$, and you have the **score** of a sample:
#
# $$z = w_1 x_1 + w_2 x_2 + \dots + w_n x_n + b$$
#
# Nothing in this formula needs a brain. It is called a *linear* function of the inputs, and mathematicians write it
# as a product of two vectors, $z = w \cdot x + b$. In code the product of two vectors is `@`.
#
# A worked number: with the weights (2, 5, -1) and the bias 0.5, the sample (1, 0, 2) has the score
# $2 \cdot 1 + 5 \cdot 0 - 1 \cdot 2 + 0.5 = 0.5$.
#
# ### Exercise: the score of a unit
#
# Write `perceptron_score(X, weights, bias)`. `X` has the shape (features,) or (samples, features): one sample gives
# one number, a batch gives one score for each row, shape (samples,). `weights` has the shape (features,), and `bias`
# is a number. There is an expression that does both cases at once.


# %% exercise="perceptron-score"
def perceptron_score(X, weights, bias):
    """Return w · x + b: a number for one sample, shape (samples,) for a batch."""
    ### BEGIN SOLUTION
    return X @ weights + bias
    ### END SOLUTION


# %% [markdown]
# ### From score to decision
#
# The rest is the old step function, with its threshold at 0: class 1 where the score is at least 0, else class 0. Why
# is 0 always good enough as a threshold? Because the bias can move it: "$w \cdot x$ is at least 3" is the same as
# "$w \cdot x - 3$ is at least 0", so the bias is the threshold with the opposite sign.
#
# A unit that weighs its inputs, adds a bias and takes a step is what we call a **perceptron**.
#
# ### Exercise: the decision of a unit
#
# Write `perceptron_predict(X, weights, bias)`, with the same shapes as `perceptron_score`, which you may call. It
# returns the numbers 0 and 1, not truth values. The step is 1 at 0: a score of exactly 0 means class 1.


# %% exercise="perceptron-predict"
def perceptron_predict(X, weights, bias):
    """Return 1 where the score is at least 0, else 0; for one sample or a batch."""
    ### BEGIN SOLUTION
    return np.where(perceptron_score(X, weights, bias) >= 0, 1, 0)
    ### END SOLUTION


# %% [markdown]
# Back to the walk. **Decide before you run the next cell:** which weights and which bias make the unit go exactly
# when the weather is good? Change the numbers in the cell until it gets all eight right.

# %% tags=["experiment"]
if ready(perceptron_score, perceptron_predict):
    weather_weights, weather_bias = np.array([1.0, 1.0, 1.0]), -1.5  # change me
    days = np.array(
        [[weather, friend, sunday] for weather in (0, 1) for friend in (0, 1) for sunday in (0, 1)]
    )
    right = np.sum(perceptron_predict(days, weather_weights, weather_bias) == days[:, 0])
    print(f"{right} of 8 decisions right")

# %% [markdown]
# Only the weather may matter, so its weight must be able to decide alone: the weights (1, 0, 0) and the bias -0.5 do
# it, and so do many other numbers.
#
# ### A unit draws a line
#
# With two features, a sample is a point in the plane. Let us call its coordinates $x$ and $y$ for a moment. The score
# is 0 on the **decision line**
#
# $$w_1 x + w_2 y + b = 0 .$$
#
# On one side of it the score is positive and the unit answers 1; on the other side the score is negative and the
# answer is 0. The weights, taken as an arrow $(w_1, w_2)$, are perpendicular to the line and point to the side of
# class 1. The bias shifts the line: with $b = 0$ it always goes through the origin. (With three features the line
# becomes a plane, and with more a *hyperplane*, which nobody can draw. The algebra stays the same.)
#
# ### Exercise: the decision line
#
# To draw the line we need its height: write `line_height(x, weights, bias)`, which returns the $y$ for which the
# point $(x, y)$ lies on the line. `x` may be a number or an array. The second weight is not 0.


# %% exercise="line-height"
def line_height(x, weights, bias):
    """Return y with w1 x + w2 y + b = 0, in the shape of x."""
    ### BEGIN SOLUTION
    return -(weights[0] * x + bias) / weights[1]
    ### END SOLUTION


# %% [markdown]
# The next cell defines two small drawing functions for later, and draws a line with your `line_height`. **Decide
# before you run it:** the weights are (1, 2) and the bias is -2. Where does the line cross the axes, and on which
# side of it is the answer 1?


# %% tags=["experiment"]
def draw_points(axis, X, y_true):
    """Draw class 1 as orange circles and class 0 as blue squares."""
    for label, colour, marker in ((1, "#D55E00", "o"), (0, "#0072B2", "s")):
        axis.plot(*X[y_true == label].T, marker, color=colour, markersize=7, label=f"class {label}")


def draw_line(axis, weights, bias, **style):
    """Draw the decision line, within the limits of the picture."""
    if abs(weights[1]) > 1e-12:
        ends = np.array(axis.get_xlim())
        axis.plot(ends, line_height(ends, weights, bias), **{"color": "black", "scaley": False, **style})
    elif weights[0] != 0:
        axis.axvline(-bias / weights[0], **{"color": "black", **style})


if ready(perceptron_score, perceptron_predict, line_height):
    grid = np.array([[x, y] for x in np.linspace(-3, 3, 13) for y in np.linspace(-3, 3, 13)])
    figure, axis = plt.subplots(figsize=(5.6, 4.2), layout="constrained")
    draw_points(axis, grid, perceptron_predict(grid, np.array([1.0, 2.0]), -2.0))
    axis.set(xlim=(-3.3, 3.3), ylim=(-3.3, 3.3), xlabel="x", ylabel="y", title="what the unit answers")
    draw_line(axis, np.array([1.0, 2.0]), -2.0)
    axis.annotate("", xytext=(0.4, 0.8), xy=(1.4, 2.8), arrowprops={"arrowstyle": "-|>", "linewidth": 2})
    axis.legend(loc="upper left", bbox_to_anchor=(1, 1))
    show(
        figure,
        alt="A grid of points, parted by the line through (0, 1) and (2, 0). Above and to the right, where the arrow "
        "of the weights (1, 2) points, all are class 1; below and to the left all are class 0.",
    )

# %% [markdown]
# ## 4 · Learning from mistakes
#
# So far you have set the weights by hand. The psychologist Frank Rosenblatt wanted a machine that finds them itself,
# from examples with known answers. He described his **perceptron** in a report of 1957 and in a paper of 1958, and he
# built one: a machine with motors that turned its weights.
#
# A perceptron works in two phases: **first it is trained, then it predicts.** In training it goes through labelled
# samples one at a time:
#
# 1. predict the sample's label with the present weights;
# 2. compare: the error is label minus prediction, $y - \hat y$, so it is 1, 0 or -1;
# 3. correct: $\;w \leftarrow w + \eta\,(y - \hat y)\,x\;$ and $\;b \leftarrow b + \eta\,(y - \hat y)$.
#
# In code, the weights change by `learning_rate * (y_true - y_pred) * x`. Nothing changes after a right answer. If the
# unit said 0 and should have said 1, a bit of the sample is added to the weights, and that raises the score of this
# sample. In the opposite case a bit of it is subtracted. The **learning rate** $\eta$ (the Greek letter eta) says how
# big a bit.
#
# A worked step: the sample (2, -1) has the label 1. With the weights (-1, 0.5) and the bias 0.25 its score is
# $-2 - 0.5 + 0.25 = -2.25$, so the unit says 0: an error of 1. With $\eta = 0.5$ the weights become
# $(-1, 0.5) + 0.5 \cdot (2, -1) = (0, 0)$ and the bias $0.25 + 0.5 = 0.75$. Now the score is 0.75: right.
#
# ### Exercise: one step of learning
#
# Write `perceptron_update(x, y_true, weights, bias, learning_rate)` for one sample `x`, shape (features,), and its
# label `y_true`, which is 0 or 1. It returns `weights, bias`: the new ones. Leave the arrays that you were given as
# they are.


# %% exercise="perceptron-update"
def perceptron_update(x, y_true, weights, bias, learning_rate):
    """Return the weights (features,) and the bias after one step of Rosenblatt's rule."""
    ### BEGIN SOLUTION
    error = y_true - perceptron_predict(x, weights, bias)
    return weights + learning_rate * error * x, bias + learning_rate * error
    ### END SOLUTION


# %% [markdown]
# ### Four points, two classes
#
# The example of the notes: a line has to part four points into two classes. The weights start at zero. The points take
# their turns in a fixed order, again and again; one walk through all of them is called an **epoch**.
#
# **Decide before you run the next cell.** What does a unit with all weights and the bias at zero say to *every*
# sample? Which of the points will then cause the first correction? (As before, class 1 is drawn as orange circles and
# class 0 as blue squares.)

# %% tags=["experiment"]
four_points = np.array([[1.0, 2.0], [2.0, 1.5], [-0.5, 1.0], [1.0, -1.0]])
four_labels = np.array([1, 1, 0, 0])
if ready(perceptron_score, perceptron_predict, perceptron_update, line_height):
    weights, bias, lines = np.zeros(2), 0.0, []
    for turn in range(4):
        for x, y in zip(four_points, four_labels, strict=True):
            y_pred = perceptron_predict(x, weights, bias)
            weights, bias = perceptron_update(x, y, weights, bias, 0.5)
            if y_pred != y:
                print(
                    f"epoch {turn + 1}, {x}: said {y_pred}, should be {y} -> weights {weights}, bias {bias}"
                )
                lines.append((weights, bias))
    figure, axes = plt.subplots(
        1, len(lines), figsize=(2.3 * len(lines), 2.6), layout="constrained", squeeze=False
    )
    for number, (axis, line) in enumerate(zip(axes[0], lines, strict=True), 1):
        draw_points(axis, four_points, four_labels)
        axis.set(xlim=(-3, 3), ylim=(-3, 3), title=f"after correction {number}")
        draw_line(axis, *line)
    show(
        figure,
        alt="Four points, two of each class, and the line after each correction. It swings and shifts, and after the "
        "last correction it parts the circles from the squares.",
    )

# %% [markdown]
# Each correction mends one point and may spoil another; after the second one, the line has even left the picture, and
# the unit says 0 to all four. Still, after a few of them the line is where it should be.
#
# ### Find the slip: Rosenblatt's perceptron
#
# One of the notes' statements is wrong, deliberately left in.
#
# - **a** The perceptron appeared in 1956.
# - **b** What it adds to the unit of 1943 are the weights: its inputs no longer count alike.
# - **c** It came with a rule by which the weights are learned.
# - **d** A perceptron is first trained and then used to predict.

# %% exercise="slip-year"
slip_year = "?"
### BEGIN SOLUTION
slip_year = "a"
### END SOLUTION

# %% [markdown]
# ### Exercise: one epoch
#
# An epoch, one walk through all the samples, deserves a function of its own.
#
# Write `perceptron_epoch(X, y_true, weights, bias, learning_rate)`. It goes through the rows of `X` in the order in
# which they stand, makes one step of learning with each, and counts the mistakes. A sample is a mistake if the
# prediction is wrong *when its turn comes*, before its own step. Each sample meets the weights that the samples
# before it have left. The function returns `weights, bias, mistakes`.


# %% exercise="perceptron-epoch"
def perceptron_epoch(X, y_true, weights, bias, learning_rate):
    """Return the weights, the bias and the number of mistakes after one walk through all samples."""
    ### BEGIN SOLUTION
    mistakes = 0
    for i in range(len(X)):
        mistakes += int(perceptron_predict(X[i], weights, bias) != y_true[i])
        weights, bias = perceptron_update(X[i], y_true[i], weights, bias, learning_rate)
    return weights, bias, mistakes
    ### END SOLUTION


# %% [markdown]
# ### Exercise: training
#
# Now repeat. Write `perceptron_train(X, y_true, learning_rate=1.0, max_epochs=100)`:
#
# - Begin with all weights and the bias at zero.
# - Run one epoch after another, and stop after the first epoch without a mistake, or after `max_epochs` epochs.
# - It returns `weights, bias, history`, where `history` is a list with the number of mistakes of each epoch that was
#   run. So if training succeeds, its last entry is 0.


# %% exercise="perceptron-train"
def perceptron_train(X, y_true, learning_rate=1.0, max_epochs=100):
    """Return the weights, the bias, and the list of mistakes in each epoch."""
    ### BEGIN SOLUTION
    weights, bias, history = np.zeros(X.shape[1]), 0.0, []
    for _ in range(max_epochs):
        weights, bias, mistakes = perceptron_epoch(X, y_true, weights, bias, learning_rate)
        history.append(mistakes)
        if mistakes == 0:
            break
    return weights, bias, history
    ### END SOLUTION


# %% [markdown]
# The cell below only lists what you have written so far, so that later experiments can ask whether all of it is
# there.

# %%
LEARNING = (perceptron_score, perceptron_predict, perceptron_update, perceptron_epoch, perceptron_train)

# %% [markdown]
# Now watch it. The widget feeds your functions one sample after another; press play or move the slider. The line
# starts in a bad place this time. Try all three sets of points.

# %% tags=["experiment"]
explore.perceptron(perceptron_predict, perceptron_update)

# %% [markdown]
# ### Separable, or not
#
# Two classes are **linearly separable** if there is a line (in more dimensions a hyperplane) with all samples of one
# class on one side and all of the other class on the other side. Here are two sets of points: on the left a line
# separates the classes; in the middle two half moons reach into each other, and no line does.
#
# **Decide before you run the next cell.** How will the number of mistakes per epoch go on each of the two? Will it
# fall in every epoch?

# %% tags=["experiment"]
if ready(*LEARNING, line_height):
    X, y = separable_points(100, np.random.default_rng(1), gap=0.1)
    sets = {
        "separable": (X + np.array([0.8, -0.5]), y),
        "not separable": two_moons(100, np.random.default_rng(0)),
    }
    figure, axes = plt.subplots(1, 3, figsize=(11, 3.4), layout="constrained")
    histories = {}
    for axis, (name, (X, y)) in zip(axes, sets.items(), strict=False):
        weights, bias, history = perceptron_train(X, y, max_epochs=60)
        histories[name] = history + [np.nan] * (60 - len(history))
        draw_points(axis, X, y)
        axis.set(
            title=name,
            xlim=(X[:, 0].min() - 0.2, X[:, 0].max() + 0.2),
            ylim=(X[:, 1].min() - 0.2, X[:, 1].max() + 0.2),
        )
        draw_line(axis, weights, bias)
        wrong = np.sum(perceptron_predict(X, weights, bias) != y)
        print(f"{name}: {len(history)} epochs, {wrong} of {len(X)} samples wrong at the end")
    curves(
        np.arange(1, 61),
        histories,
        axes[2],
        xlabel="epoch",
        ylabel="mistakes",
        title="mistakes in each epoch",
    )
    show(
        figure,
        alt="Left: two classes parted by a line. Middle: two half moons that no line parts. Right: the mistakes of each "
        "epoch go up and down; for the separable points they end at 0, for the moons they never do.",
    )

# %% [markdown]
# If some line separates the classes, the rule finds one, after a finite number of mistakes. If there is none, it
# never comes to rest: every epoch has at least one mistake, for ever. That is why `perceptron_train` needs
# `max_epochs`.
#
# The promise even comes with a number (Novikoff, 1962). Give each sample one more feature that is always 1. Then the
# bias is just one more weight, and a separating line becomes a plane through the origin. With this feature, let $R$ be
# the length of the longest sample, and let $\gamma$ (gamma) be the distance of the nearest sample from any such plane
# you like. The total number of mistakes is then at most $(R / \gamma)^2$, whatever the order of the samples.
#
# **Decide before you run the next cell.** The gap between the two classes is halved again and again. What happens to
# the bound, and what to the number of mistakes? How large a share of the mistakes that the bound allows are made?
# (The bound is computed with the line in the middle of the gap: no sample is nearer to it than half of the gap. From
# the plane the distance is a little smaller.)

# %% tags=["experiment"]
if ready(*LEARNING):
    print("means over 20 sets of 100 points")
    for gap in (0.4, 0.2, 0.1, 0.05):
        mistakes, bounds = [], []
        for seed in range(20):
            X, y = separable_points(100, np.random.default_rng(seed), gap)
            X = X + np.array([0.8, -0.5])
            weights, bias, history = perceptron_train(X, y, max_epochs=1000)
            mistakes.append(sum(history))
            angle = np.random.default_rng(seed).uniform(0, 2 * np.pi)  # of the arrow, drawn before the points
            offset = np.array([np.cos(angle), np.sin(angle)]) @ np.array([0.8, -0.5])
            distance = gap / 2 / np.hypot(1, offset)  # with the feature of 1, the bias counts as a weight
            bounds.append((np.max(np.sum(X**2, axis=1)) + 1) / distance**2)
        print(f"gap {gap:<4}: {np.mean(mistakes):5.1f} mistakes, bound {np.mean(bounds):7.0f}")

# %% [markdown]
# Half the gap, four times the bound: $\gamma$ stands in it squared. The mistakes grow, too, but much more slowly; with
# the narrowest gap not even one in a hundred of those that the bound allows is made. It is a promise for the worst
# case, that is, for the worst points in the worst order.
#
# ### In your own words: how can the perceptron learn its weights?
#
# This question stands open in the notes. Answer it in four to eight sentences: what happens with each sample, why the
# correction goes in the right direction, and when this ends and when it does not. Use numbers from an experiment
# above. This answer is marked by a person (4 points).

# %% [markdown] written="how-does-it-learn"
# ### BEGIN SOLUTION
# The perceptron goes through labelled samples one at a time. It predicts each one with its present weights and
# compares with the label. If the answer is right, nothing changes. If it said 0 and should have said 1, the learning
# rate times x is added to the weights and the learning rate to the bias; then the score of this sample grows by the
# learning rate times (x · x + 1), which is positive. In the opposite case the same is subtracted, and the score
# falls. So each correction moves the sample towards its side of the line. Other samples may become wrong by it, so
# the number of mistakes goes up and down. If a line parts the classes, only a limited number of mistakes is possible,
# and training ends: the separable points above came to 0 mistakes in an epoch. If no line parts them, as with the two
# moons, every epoch has at least one mistake, and the weights never come to rest.
# ### END SOLUTION

# %% [markdown]
# ## 5 · What one unit can do, and what it cannot
#
# Take two inputs that are 0 or 1, read as *false* and *true*. Logic knows a few famous functions of them, called
# **gates**, of which computers are made:
#
# | $x_1$ | $x_2$ | AND | OR | NAND | XOR |
# |---|---|---|---|---|---|
# | 0 | 0 | 0 | 0 | 1 | 0 |
# | 0 | 1 | 0 | 1 | 1 | 1 |
# | 1 | 0 | 0 | 1 | 1 | 1 |
# | 1 | 1 | 1 | 1 | 0 | 0 |
#
# AND: both. OR: at least one. NAND: *not* both. XOR (*exclusive or*): exactly one of the two. The notes claim that
# one unit can describe AND and OR. Can it? Start with the widget: move the sliders until the unit is the gate that is
# asked for.

# %% tags=["experiment"]
explore.gates(perceptron_predict)

# %% [markdown]
# ### Exercise: AND, OR and NAND
#
# Write `gate_weights(name)`, where `name` is `"and"`, `"or"` or `"nand"`. It returns `weights, bias` of a unit that
# computes that gate: two weights, and a number. Any numbers that do it are right. Remember that a score of exactly 0
# means 1.


# %% exercise="gate-weights"
def gate_weights(name):
    """Return the weights (2,) and the bias of a unit that computes "and", "or" or "nand"."""
    ### BEGIN SOLUTION
    if name == "and":
        return np.array([1, 1]), -2
    if name == "or":
        return np.array([1, 1]), -1
    return np.array([-1, -1]), 1
    ### END SOLUTION


# %% [markdown]
# And XOR? Let us try *all* weights from -3 to 3 in steps of 1/2, and the same for the bias: 2,197 units.
#
# There are 16 different functions of two inputs that are 0 or 1 (each of the four rows can be answered in two ways).
# **Decide before you run the next cell.** How many of the 16 can one unit compute? How many rows of XOR can it get
# right at best?

# %% tags=["experiment"]
if ready(perceptron_score, perceptron_predict):
    pairs, xor_labels = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    values = np.arange(-3, 3.25, 0.5)
    outputs = np.array(
        [perceptron_predict(pairs, np.array([v, w]), b) for v in values for w in values for b in values]
    )
    tables = sorted(set(map(tuple, outputs.tolist())))
    every = [(a, b, c, d) for a in (0, 1) for b in (0, 1) for c in (0, 1) for d in (0, 1)]
    print(
        f"{len(outputs)} units compute {len(tables)} of 16 functions; missing: {[t for t in every if t not in tables]}"
    )
    print("rows of XOR right, at best:", np.max(np.sum(outputs == xor_labels, axis=1)))

# %% [markdown]
# XOR is missing, and so is its opposite, "both are equal". You may suspect that the grid was too coarse. It was not.
# Picture the four corners of a square: the two corners where XOR is 1 lie on one diagonal and the two where it is 0
# on the other, and a line cannot part two diagonals that cross. XOR is the classical proof that one unit cannot
# handle everything. In 1969 Marvin Minsky and Seymour Papert wrote a whole book about such limits.
#
# **Decide before you run the next cell.** It trains a unit on XOR. What happens to its mistakes, and to its weights?

# %% tags=["experiment"]
if ready(*LEARNING):
    pairs, xor_labels = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    weights, bias = np.zeros(2), 0.0
    for turn in range(1, 7):
        weights, bias, mistakes = perceptron_epoch(pairs, xor_labels, weights, bias, 1.0)
        print(f"epoch {turn}: {mistakes} mistakes, then the weights are {weights} and the bias is {bias}")

# %% [markdown]
# Soon every epoch makes a mistake on each of the four samples, and the four corrections cancel: the weights come back
# to where they have been, and from there everything repeats. It could run until the end of time.
#
# ### Exercise: separable or not?
#
# Which of these pairs of classes are linearly separable? Replace each `"?"` by `"yes"` or `"no"`. Paper and a ruler
# help.
#
# - `nand`: the four corners of the square, labelled by NAND.
# - `equal`: the same four corners; class 1 where both inputs are equal.
# - `majority`: three inputs, each 0 or 1 (the corners of a cube); class 1 where at least two of them are 1.
# - `middle`: three points in a row, at 1, 2 and 3; only the middle one is in class 1.
# - `ring`: class 1 is a disc of radius 1 around the origin; class 0 is the ring between the radii 2 and 3.
# - `triangle`: the three corners of a triangle, labelled in any way you like.

# %% exercise="separable"
separable = {
    "nand": "?",
    "equal": "?",
    "majority": "?",
    "middle": "?",
    "ring": "?",
    "triangle": "?",
}
### BEGIN SOLUTION
separable = {
    "nand": "yes",
    "equal": "no",
    "majority": "yes",
    "middle": "no",
    "ring": "no",
    "triangle": "yes",
}
### END SOLUTION

# %% [markdown]
# ### In your own words: why can no single unit compute XOR?
#
# Show that no weights and no bias whatever make one unit compute XOR. Write down what the score must be for each of
# the four inputs (at least 0, or negative), and find the contradiction; or argue with the crossing diagonals,
# strictly. Then say in a sentence or two what could help. This answer is marked by a person (4 points).

# %% [markdown] written="why-not-xor"
# ### BEGIN SOLUTION
# The scores of (0, 0), (0, 1), (1, 0) and (1, 1) are $b$, $w_2 + b$, $w_1 + b$ and $w_1 + w_2 + b$. For XOR, the
# first and the last must be negative, the other two at least 0. Add the two in the middle: $w_1 + w_2 + 2b \ge 0$.
# Add the first and the last: $w_1 + w_2 + 2b < 0$. Both cannot hold, so there are no such weights at all. A second
# layer helps: hidden units such as OR and NAND can each be computed by one line, and in terms of their outputs the
# classes are separable, so that one more unit can join them.
# ### END SOLUTION

# %% [markdown]
# ## 6 · Two layers: the way out
#
# One unit draws one line. So take several, and let another unit look at *their* answers. The first ones form a
# **hidden layer**; the last one is the **output layer**.
#
# $$h = \text{step}(x\, W_1 + b_1), \qquad \hat y = \text{step}(h\, W_2 + b_2)$$
#
# $W_1$ holds the weights of all hidden units: one column for each hidden unit and one row for each input. For
# example, with the inputs $(x_1, x_2)$ and two hidden units $h_1$ and $h_2$, the first column of $W_1$ holds the two
# weights of $h_1$.
#
# ### Exercise: XOR by two layers
#
# Say XOR with AND, OR and NAND, and you know what the units must do. Write `xor_weights()`, which returns
# `W1, b1, W2, b2` for two hidden units: `W1` has the shape (2, 2), one column for each hidden unit; `b1` the shape
# (2,), `W2` the shape (2,), and `b2` is a number. Any numbers that do it are right. Every unit takes a step, which is
# 1 at 0.


# %% exercise="xor-weights"
def xor_weights():
    """Return W1 (2, 2), b1 (2,), W2 (2,) and b2 of two layers of threshold units that compute XOR."""
    ### BEGIN SOLUTION
    W1 = np.array([[1, -1], [1, -1]])
    b1 = np.array([-0.5, 1.5])
    W2 = np.array([1, 1])
    b2 = -1.5
    return W1, b1, W2, b2
    ### END SOLUTION


# %% [markdown]
# How does the hidden layer do it? The next cell shows the four inputs twice: where they are, and where the hidden
# layer puts them. **Decide before you run it:** could it be that two of the four points land on the same place?


# %% tags=["experiment"]
def hidden_units(X):
    """Return what the two hidden units of `xor_weights` answer, a column for each."""
    W1, b1, _, _ = map(np.asarray, xor_weights())
    return np.column_stack([perceptron_predict(X, W1[:, unit], b1[unit]) for unit in (0, 1)])


def two_layer_predict(X):
    """Send a batch through both layers."""
    _, _, W2, b2 = map(np.asarray, xor_weights())
    return perceptron_predict(hidden_units(X), W2.ravel(), b2.item())


if ready(perceptron_score, perceptron_predict, xor_weights):
    pairs, xor_labels = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
    W1, b1, W2, b2 = map(np.asarray, xor_weights())
    hidden = hidden_units(pairs)
    print("inputs, hidden units, output:")
    print(np.column_stack([pairs, hidden, two_layer_predict(pairs)]))
    figure, axes = plt.subplots(1, 2, figsize=(7.5, 3.4), layout="constrained")
    for axis, places, title, names in (
        (axes[0], pairs, "the inputs, and two lines", ("$x_1$", "$x_2$")),
        (axes[1], hidden, "the hidden units, and one line", ("$h_1$", "$h_2$")),
    ):
        draw_points(axis, places, xor_labels)
        axis.set(xlim=(-0.6, 1.6), ylim=(-0.6, 1.6), title=title, xlabel=names[0], ylabel=names[1])
    if ready(line_height):
        for column, dash in ((0, "-"), (1, "--")):
            draw_line(axes[0], W1[:, column], b1[column], linestyle=dash)
        draw_line(axes[1], W2.ravel(), b2.item(), linestyle="-.")
    show(
        figure,
        alt="Left: the four inputs and the lines of the two hidden units. Right: the same four samples by the answers of "
        "the hidden units, where one line parts the classes.",
    )

# %% [markdown]
# The hidden layer has *moved* the points to where one line can part them. (If you see three points on the right, two
# samples share a place: the hidden units answer alike to both.) That is the idea of every deep network: the
# layers in front make the problem easy for the last one. The widget starts with your two layers and XOR. Switch the
# two layers off: how many of the four inputs does a single unit get right at best?

# %% tags=["experiment"]
explore.gates(perceptron_predict, two_layer_predict, state={"gate": "XOR", "layers": True})

# %% [markdown]
# You found these weights by thinking. How to *train* two layers stayed unclear for a long time: Rosenblatt's rule
# needs to know the right answer of a unit, and nobody tells us what a hidden unit should answer. The way out is the
# subject of section 7 and of notebooks 4 and 6.

# %% [markdown]
# ## 7 · What is wrong with the step?
#
# The notes ask: *what is a step function, and what is wrong with this model?* Let us look for the answer by
# measuring. Forty samples, two classes. We turn one weight slowly from -3 to 3, leave the other one and the bias
# alone, and count the mistakes.
#
# **Decide before you run the next cell.** What will the curve look like? Suppose that you stand somewhere on it and
# can only feel its slope under your feet. Would you know in which direction to go?

# %% tags=["experiment"]
if ready(perceptron_score, perceptron_predict):
    X, y = separable_points(40, np.random.default_rng(2), gap=0.1)
    positions = np.linspace(-3, 3, 2001)
    counts = np.array([np.sum(perceptron_predict(X, np.array([w, 1.0]), 0.1) != y) for w in positions])
    print(f"between neighbouring places nothing changes in {np.mean(np.diff(counts) == 0):.1%} of the cases")
    show(
        curves(positions, {"mistakes": counts}, xlabel="first weight", ylabel="mistakes"),
        alt="The number of mistakes against one weight: a valley made of flat stairs with jumps between them.",
    )

# %% [markdown]
# It is a valley, but one made of stairs. From far away you can see where to go; under your feet it is flat nearly
# everywhere: change the weight a little, and nothing happens at all. The step has thrown away *how far* from 0 a score
# was. Rosenblatt's rule gets along without slopes, but it works for one layer only.
#
# ### A first look at gradient descent
#
# Suppose instead that the mistakes are measured by a smooth function of the weight, a valley, say $(w - 2)^2$. The
# *derivative* tells its slope: here it is $2 (w - 2)$. If the slope is positive, the valley goes down to the left; if
# negative, to the right. So go a little against the slope, again and again:
#
# $$w \leftarrow w - \eta \cdot \text{slope}$$
#
# This is **gradient descent**, and it is how nearly all networks are trained. In the notes the author writes beside
# it: "I did not understand this; later there will be trouble." So take it seriously: play with the next cell until it
# does not surprise you any more. Notebook 4 is all about it.
#
# **Decide before you run it.** What changes with a learning rate of 0.01? With 1? With 1.1?

# %% tags=["experiment"]
for rate in (0.01, 0.1, 0.5, 1.0, 1.1):
    w, places = -1.0, []
    for _ in range(8):
        places.append(round(w, 2))
        w = w - rate * 2 * (w - 2)
    print(f"learning rate {rate:<4}:", places)

# %% [markdown]
# With 0.01 it creeps and has hardly moved after seven steps; with 1 it jumps from one side of the valley to the other
# and back for ever; with 1.1 each jump ends higher than it began.
#
# To use it for networks we need units that are not so abrupt. You will see one in section 9. Finding the slopes for
# all weights of a network with many layers is done by the **chain rule**, from the output back to the input; that
# algorithm is called **backpropagation**.
#
# ### In your own words: what is a step function, and what is wrong with this model?
#
# Answer in four to eight sentences: say what a step function is, what the unit of 1943 lacks, and why the step stands
# in the way of learning in several layers. Use something that you have measured. This answer is marked by a person (4
# points).

# %% [markdown] written="what-is-wrong-with-the-step"
# ### BEGIN SOLUTION
# A step function has only two values: 1 from a threshold up, 0 below it. The unit of 1943 counts its active inputs
# and takes a step. It treats all inputs alike, so it got only 6 of 8 decisions right when only the weather mattered,
# and its threshold is set by hand, so it learns nothing. Weights and a learning rule mend both. What remains is the
# step: its output does not say how far the score is from the threshold. The number of mistakes is a staircase in each
# weight, flat nearly everywhere, with sudden jumps in between; its slope is 0 or does not exist. A method that feels
# its way by the slope, such as gradient descent, gets no direction from it, and so the weights of units in front of a
# step cannot be trained in this way.
# ### END SOLUTION

# %% [markdown]
# ## 8 · A perceptron reads digits
#
# Enough of points in the plane. The course comes with 1,797 scanned handwritten digits, 8 × 8 pixels each. A pixel is
# a number from 0 (paper) to 1 (ink), so an image is a sample with 64 features. They are split into parts: with some
# we train, and with others, which the unit has never seen, we test. Only the second number is worth anything: who
# learns the training samples by heart has not understood them. (That is called *overfitting*; notebook 5 is about
# it.)

# %% tags=["experiment"]
X_train, digits_train = load_digits("train")
X_test, digits_test = load_digits("test")
figure, axes = plt.subplots(1, 10, figsize=(9, 1.3), layout="constrained")
for kind, axis in enumerate(axes):
    axis.imshow(X_train[digits_train == kind][0].reshape(8, 8), cmap="gray_r")
    axis.set(xticks=[], yticks=[], title=str(kind))
show(figure, alt="One image of each digit from 0 to 9, eight by eight pixels, coarse but readable.")

# %% [markdown]
# ### Exercise: a perceptron reads
#
# Write `digit_detector(X, digits, digit)`. `X` holds images of two kinds of digits, shape (samples, 64), `digits`
# says which digit each of them shows, and `digit` is the wanted one of the two. Train a perceptron that answers 1 for
# the wanted digit and 0 for the other one. It returns `weights, bias`.
#
# The check trains on 24 images, with pixels from 0 to 1 as above, and wants at least 85 % of 24 *other* images to be
# read correctly. Use your `perceptron_train`, or another way of your own.


# %% exercise="digit-detector"
def digit_detector(X, digits, digit):
    """Return the weights (features,) and the bias of a unit that answers 1 for `digit`, else 0."""
    ### BEGIN SOLUTION
    labels = (digits == digit).astype(int)
    weights, bias, _ = perceptron_train(X, labels)
    return weights, bias
    ### END SOLUTION


# %% [markdown]
# Now with all the images there are of two digits, about 240 for training and nearly 60 for testing. **Decide before
# you run the next cell.** Which digit is hardest to tell from an 8? Which is easiest?


# %% tags=["experiment"]
def only(kinds, X, digits):
    """Return the images, and the digits, of these kinds alone."""
    chosen = np.isin(digits, kinds)
    return X[chosen], digits[chosen]


if ready(*LEARNING, digit_detector):
    for other in (0, 1, 2, 3, 4, 5, 6, 7, 9):
        weights, bias = digit_detector(*only([8, other], X_train, digits_train), 8)
        images, digits = only([8, other], X_test, digits_test)
        right = perceptron_predict(images, weights, bias) == (digits == 8)
        print(f"8 or {other}? {np.mean(right):6.1%} of {len(right)} new images right")

# %% [markdown]
# With the perceptron, the 1 is hardest to tell from an 8 (56 of 59 right), and five of the digits are told from it
# without a mistake. So few test images say little about which of those five is the easiest.
#
# Not bad for a machine that draws one flat border through a space of 64 dimensions. And we can look into its head:
# there is one weight for each pixel. **Decide:** for "3 or 8?", where will the weights be large and positive (ink
# here speaks for 8), and where negative?

# %% tags=["experiment"]
if ready(*LEARNING, digit_detector):
    images, digits = only([3, 8], X_train, digits_train)
    weights, bias = digit_detector(images, digits, 8)
    figure, axes = plt.subplots(1, 3, figsize=(8, 2.8), layout="constrained")
    for axis, picture, title in (
        (axes[0], images[digits == 3].mean(axis=0), "average 3"),
        (axes[1], images[digits == 8].mean(axis=0), "average 8"),
    ):
        axis.imshow(picture.reshape(8, 8), cmap="gray_r")
        axis.set(title=title)
    largest = np.abs(weights).max()
    drawn = axes[2].imshow(weights.reshape(8, 8), cmap="PuOr_r", vmin=-largest, vmax=largest)
    axes[2].set(title="weights")
    figure.colorbar(drawn, ax=axes[2], label="for 3  ←  →  for 8")
    for axis in axes:
        axis.set(xticks=[], yticks=[])
    show(
        figure,
        alt="The average 3, the average 8, and the weight of each pixel. Pixels on the left side, where an 8 has ink and "
        "a 3 has none, have large positive weights, in orange.",
    )

# %% [markdown]
# The weights are large where the two digits differ, on the left side of the picture. Nobody told the unit to look
# there.

# %% [markdown]
# ## 9 · One neuron, two more classifiers
#
# The perceptron and what is nowadays called a **neuron** are in essence the same thing: a weighted sum, a bias, and
# an **activation function** of the score. The perceptron takes the step. A neuron takes something smoother: the
# *logistic sigmoid*, for example, or *tanh*. Notebook 2 is about them; here they are for a first look.

# %% tags=["experiment"]
z = np.linspace(-5, 5, 1001)
show(
    curves(
        z,
        {"step": np.heaviside(z, 1), "logistic sigmoid": (1 + np.tanh(z / 2)) / 2, "tanh": np.tanh(z)},
        xlabel="score z",
        ylabel="output",
    ),
    alt="Three functions of the score. The step jumps from 0 to 1 at 0; the logistic sigmoid rises smoothly from 0 to 1, "
    "being 0.5 at 0; tanh rises smoothly from -1 to 1.",
)

# %% [markdown]
# ### A logistic classifier
#
# With the logistic sigmoid, the output lies between 0 and 1 and can be read as the *probability* that the sample is
# in class 1:
#
# $$p = \frac{1}{1 + e^{-z}}$$
#
# In code: `1 / (1 + np.exp(-z))`. To decide, ask whether the output is more than 0.5. This is called **logistic
# regression**. (Or a *binary softmax classifier*, after its relative for more than two classes, which you meet in
# notebook 2.) A worked number: $z = 2$ gives $1 / (1 + 0.1353) = 0.8808$: class 1, with a probability of 88 %.
#
# ### Exercise: a neuron that gives a probability
#
# Write two functions:
#
# - `logistic_neuron(X, weights, bias)` returns the probabilities for a batch, shape (samples,);
# - `logistic_predict(X, weights, bias)` returns 1 where the probability is more than 0.5, else 0: numbers, not truth
#   values.
#
# (So a sample exactly on the line is in class 0 here. For the perceptron it is in class 1; that is mere custom.)


# %% exercise="logistic-neuron"
def logistic_neuron(X, weights, bias):
    """Return the probability of class 1 for each sample, shape (samples,)."""
    ### BEGIN SOLUTION
    return 1 / (1 + np.exp(-perceptron_score(X, weights, bias)))
    ### END SOLUTION


def logistic_predict(X, weights, bias):
    """Return 1 where the probability is more than 0.5, else 0, shape (samples,)."""
    ### BEGIN SOLUTION
    return np.where(logistic_neuron(X, weights, bias) > 0.5, 1, 0)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** It multiplies the weights and the bias of a unit by 1, 3 and 10. Does the
# decision line move? What happens to the probabilities?

# %% tags=["experiment"]
if ready(perceptron_score, logistic_neuron, logistic_predict):
    samples = np.array([[1.0, 1.0], [0.5, 1.0], [0.0, 0.5], [-1.0, 1.0]])
    for factor in (1, 3, 10):
        parameters = factor * np.array([1.0, 1.0]), factor * -1.0
        with np.printoptions(precision=3, suppress=True):
            print(
                f"factor {factor:2}: probabilities", logistic_neuron(samples, *parameters), "labels", end=" "
            )
            print(logistic_predict(samples, *parameters))

# %% [markdown]
# The line stays where it is, and so do the decisions; only the *certainty* grows. The sharper it gets, the more it
# looks like the step.
#
# ### A support vector machine
#
# A loss is a number that says how bad an answer is; training makes it small. Choose another loss, and the same neuron
# becomes another classifier. The **hinge loss** asks for more than the right side of the line: the score should be on
# the right side by a **margin** of 1. Turn the labels 0 and 1 into -1 and +1 by `t = 2 * y - 1`. Then $t z$ is positive
# for a right answer, and
#
# $$L = \max(0,\ 1 - t z)$$
#
# is 0 once the margin is kept. In code: `np.maximum(0, 1 - t * z)`, for each sample; the loss of a batch is the mean over the
# batch. A neuron trained with it is called a **support vector machine** (SVM). Worked numbers: a score of 0.5 with
# the label 1 costs $1 - 0.5 = 0.5$ although the side is right; a score of 3 costs nothing; with the label 0, a score
# of 0.5 costs $1 + 0.5 = 1.5$.
#
# ### Exercise: a neuron with a margin
#
# Write `svm_neuron_loss(X, y_true, weights, bias)`, the mean hinge loss of a batch with labels `y_true` of 0 and 1.
# It returns one number.


# %% exercise="svm-neuron"
def svm_neuron_loss(X, y_true, weights, bias):
    """Return the mean hinge loss of a batch, with labels 0 and 1."""
    ### BEGIN SOLUTION
    t = 2 * y_true - 1
    return np.mean(np.maximum(0, 1 - t * perceptron_score(X, weights, bias)))
    ### END SOLUTION


# %% [markdown]
# Three ways to look at the same score. **Decide before you run the next cell:** which of the three losses go on
# falling when an answer is right already, and which one does not care *how* wrong an answer is? (The loss of the
# logistic neuron is minus the logarithm of the probability that it gave to the right class.)

# %% tags=["experiment"]
if ready(perceptron_score, logistic_neuron, svm_neuron_loss):
    tz = np.linspace(-3, 3, 601)
    one, nothing = np.ones(1), 0.0  # a weight of 1 and no bias: the input is the score
    losses = {
        "wrong or not": np.heaviside(-tz, 0),
        "hinge": [svm_neuron_loss(np.array([[score]]), np.array([1]), one, nothing) for score in tz],
        "logistic": -np.log(logistic_neuron(tz.reshape(-1, 1), one, nothing)),
    }
    show(
        curves(tz, losses, xlabel="t z (right answers are on the right)", ylabel="loss of one sample"),
        alt="Three losses against t z. The count of mistakes is 1 on the left and 0 on the right; the hinge falls in a "
        "straight line and is 0 from 1 on; the logistic loss falls smoothly towards 0 and never reaches it.",
    )

# %% [markdown]
# The logistic loss goes on falling for ever, the hinge only until the margin of 1 is kept, and the count is 0 at once.
# The count is also the one that does not care how wrong an answer is; the other two grow with the distance.
#
# ### Forgetting
#
# A separating line can make its hinge loss smaller by a cheap trick: multiply all weights by the same factor.

# %% tags=["experiment"]
if ready(*LEARNING, svm_neuron_loss):
    X, y = separable_points(60, np.random.default_rng(2), gap=0.2)
    weights, bias, _ = perceptron_train(X, y)
    for factor in (0.1, 0.3, 1, 3, 10, 30):
        print(
            f"weights times {factor:<4}: hinge loss {svm_neuron_loss(X, y, factor * weights, factor * bias):.4f}"
        )

# %% [markdown]
# Nothing has been learned by that. So one adds a counterweight, called **regularization**: in each step of learning,
# all weights also shrink by a small share. With a biologist's eyes it is a *gradual forgetting*. A weight that the
# data does not keep renewing drifts towards 0.
#
# **Decide:** if a weight loses 1 % in every step and is never renewed, after how many steps is half of it left?

# %% tags=["experiment"]
for steps in (10, 50, 69, 100, 500):
    print(f"after {steps:3} steps: {0.99**steps:.3f} of the weight is left")

# %% [markdown]
# ## 10 · Layers
#
# Now put many units side by side. In an **artificial neural network**, units are organised in **layers**:
#
# - the **input layer** is just the features of the sample;
# - **hidden layers** come next, and the **output layer** last;
# - a unit receives the outputs of *all* units of the layer before: such a layer is called **fully connected**, or
#   *dense*;
# - units of the same layer are not connected with each other; layer $n - 1$ feeds layer $n$;
# - every connection has a weight of its own, and every unit a bias.
#
# A network of such layers is also called a **multi-layer perceptron** (MLP), although its units hardly ever take a
# step any more.

# %% tags=["experiment"]
figure, axis = plt.subplots(figsize=(6.5, 3.2), layout="constrained")
sizes, names = (3, 4, 2), ("input layer", "hidden layer", "output layer")
places = [[(column, row - (size - 1) / 2) for row in range(size)] for column, size in enumerate(sizes)]
for before, after in pairwise(places):
    for start in before:
        for end in after:
            axis.plot(*zip(start, end, strict=True), color="#999999", linewidth=1, zorder=1)
for units, name, colour, marker in zip(places, names, ("#FFFFFF", "#56B4E9", "#D55E00"), "soo", strict=True):
    axis.scatter(*zip(*units, strict=True), s=420, color=colour, edgecolor="black", marker=marker, zorder=2)
    axis.text(units[0][0], 2.1, name, ha="center")
axis.set(xlim=(-0.5, 2.5), ylim=(-2, 2.5))
axis.axis("off")
show(
    figure,
    alt="A network with three inputs, a hidden layer of four units and an output layer of two. Each unit is connected with "
    "every unit of the layer before, and with none of its own layer.",
)

# %% [markdown]
# ### A layer is a matrix
#
# Let a layer have $n$ inputs and $m$ units. Put the weights of each unit into a row of a matrix $W$, so that $W$ has
# the shape $m \times n$. Then the sums of all units are one product, and with the activation function $\sigma$ the
# whole layer is
#
# $$h = \sigma(W x + b)$$
#
# where $x$ is one sample as a column of $n$ numbers, $b$ has $m$ biases and $h$ has $m$ outputs.
#
# ### Find the slip: the layer as a matrix
#
# The layer is the one just described: $n$ inputs, $m$ units. One of the notes' statements is wrong, deliberately left
# in.
#
# - **a** $h$ has $m$ entries.
# - **b** $b$ has $m$ entries.
# - **c** The rows of $W$ are the weights of the units, $w_1, w_2, \dots, w_n$.
# - **d** The entry $i$ of $W x$ is the weighted sum of unit $i$.

# %% exercise="slip-rows"
slip_rows = "?"
### BEGIN SOLUTION
slip_rows = "c"
### END SOLUTION

# %% [markdown]
# (The notes also write a capital $X$ in this formula, where a single sample $x$ is meant. A capital letter is used
# for a whole batch.)
#
# In code, a batch is more handy: samples are the *rows* of $X$, and the whole batch goes through the layer at once as
# $X W + b$. The matrix $W$ of this formula is the transposed of the one above: one *column* for each unit. The biases
# are added to every row. This is the convention of the whole course:
#
# | | shape |
# |---|---|
# | `X` | (samples, inputs) |
# | `weights` | (inputs, units): one column for each unit |
# | `biases` | (units,) |
# | result | (samples, units) |
#
# ### Exercise: a fully connected layer
#
# Write `dense_layer(X, weights, biases)` with these shapes. It returns the sums only, without an activation function.


# %% exercise="dense-layer"
def dense_layer(X, weights, biases):
    """Return the sums of all units for all samples, shape (samples, units)."""
    ### BEGIN SOLUTION
    return X @ weights + biases
    ### END SOLUTION


# %% [markdown]
# Why is everything packed into matrices? **Decide before you run the next cell.** It computes the sums of 100 units
# for 200 samples of 64 features, once in loops over samples and units, once by your function. How many times faster
# is the matrix?

# %% tags=["experiment"]
if ready(perceptron_score, dense_layer):
    from timeit import timeit

    rng = np.random.default_rng(0)
    X, weights, biases = rng.normal(size=(200, 64)), rng.normal(size=(64, 100)), rng.normal(size=100)

    def in_loops():
        return np.array(
            [[perceptron_score(x, w, b) for w, b in zip(weights.T, biases, strict=True)] for x in X]
        )

    print(f"largest difference: {np.abs(in_loops() - dense_layer(X, weights, biases)).max():.1g}")
    slow = timeit(in_loops, number=1)
    fast = min(timeit(lambda: dense_layer(X, weights, biases), number=1) for _ in range(100))
    print(f"loops {1000 * slow:.1f} ms, matrix {1000 * fast:.3f} ms: {slow / fast:.0f} times as fast")

# %% [markdown]
# Often a hundred times as fast or more; your number depends on your machine. That is a practical reason for
# layers: they turn the work into products of matrices, which computers are very good at.
#
# ### Two layers in one line
#
# The **forward pass** of a network goes from layer to layer: multiply by a matrix, add the biases, apply the
# activation function. Today's favourite in hidden layers is $\max(0, z)$: it keeps positive sums and cuts off
# negative ones at 0. (It is called ReLU and has its place in notebook 2.)
#
# The output layer usually has no activation function: its sums *are* the answer, one score for each class, and the
# largest one wins. An activation function is put after it only where the question asks for one; for a probability,
# for example, as in section 9. (Leave out the hidden layer, and what remains is plain *linear classification*,
# $s = W x$: no brains needed.) Inside one network, hidden units of different kinds are very rarely mixed.
#
# ### Exercise: two layers
#
# Write `two_layer_scores(X, W1, b1, W2, b2)`: a dense layer, then $\max(0, z)$ entry by entry, then a second dense
# layer. There is no activation function after the second layer. `X` has the shape (samples, inputs), `W1` (inputs,
# hidden), `b1` (hidden,), `W2` (hidden, classes), `b2` (classes,), and the scores (samples, classes).


# %% exercise="two-layer-scores"
def two_layer_scores(X, W1, b1, W2, b2):
    """Return the scores of a network with one hidden layer, shape (samples, classes)."""
    ### BEGIN SOLUTION
    hidden = np.maximum(dense_layer(X, W1, b1), 0)
    return dense_layer(hidden, W2, b2)
    ### END SOLUTION


# %% [markdown]
# ### Find the slip: two layers in one line
#
# For one sample $x$ as a column, and without biases, to keep it short. One of the notes' statements is wrong,
# deliberately left in.
#
# - **a** The hidden layer computes $h = \max(0,\ W_1 x)$, entry by entry.
# - **b** Without the maximum, the two layers could do no more than a single layer.
# - **c** The scores $s$ may be negative.
# - **d** Both layers together are $s = W_2 \max(0,\ W_1)\, x$.

# %% exercise="slip-bracket"
slip_bracket = "?"
### BEGIN SOLUTION
slip_bracket = "d"
### END SOLUTION

# %% [markdown]
# ### How large should a network be?
#
# That means: how many layers, and how many units in each. The numbers of inputs and outputs follow from the task. The
# rest is a matter of trying.
#
# **Decide before you run the next cell.** A network for our digits has 64 inputs, 32 hidden units and 10 outputs. How
# many numbers (weights and biases) must it learn?

# %% tags=["experiment"]
sizes = (64, 32, 10)
for inputs, units in pairwise(sizes):
    print(f"{inputs} x {units} weights + {units} biases = {inputs * units + units}")
print("together:", sum(inputs * units + units for inputs, units in pairwise(sizes)))

# %% [markdown]
# What can such a network express? Nearly everything: **one hidden layer with enough units comes as close as you like
# to any continuous function** on a bounded range. This is called *universal approximation*, and with threshold units
# one can see it with bare eyes. Each hidden unit switches on at its own place, and its weight in the second layer is
# the height of a stair.
#
# **Decide before you run the next cell.** A staircase of 4, 16, 64 and 256 units approximates a wave. By what factor
# does the largest error shrink each time?

# %% tags=["experiment"]
if ready(dense_layer):
    x = np.linspace(0, 1, 1001).reshape(-1, 1)
    wave = np.sin(2 * np.pi * x[:, 0])
    staircases = {"wave": wave}
    for units in (4, 16, 64, 256):
        switches = np.arange(units) / units  # unit k switches on at k / units
        heights = np.sin(2 * np.pi * (switches + 0.5 / units))
        hidden = np.heaviside(dense_layer(x, np.ones((1, units)), -switches), 1)
        output = dense_layer(hidden, np.diff(heights, prepend=0).reshape(-1, 1), np.zeros(1))[:, 0]
        print(f"{units:3} units: largest error {np.abs(output - wave).max():.4f}")
        if units <= 16:
            staircases[f"{units} units"] = output
    show(
        curves(x[:, 0], staircases, xlabel="input", ylabel="output"),
        alt="A wave and two staircases that approximate it, a coarse one with 4 stairs and a finer one with 16.",
    )

# %% [markdown]
# So a network is a **function approximator**. But that good weights *exist* does not mean that training finds them,
# nor that they are right between the training samples. A larger network can follow the noise in the data, which is
# overfitting. The notes advise not to fight that with a smaller network: take a larger one and stronger
# regularization. Notebook 5 lets you try.
#
# In modern networks, $W_1$ and $W_2$ are learned by gradient descent on a few samples at a time (*stochastic*
# gradient descent), and the gradients come from backpropagation. You will write both.

# %% [markdown]
# ## 11 · Review
#
# Nothing here is marked. Say your answers aloud before you run the cell.
#
# 1. A unit has the weights (2, -1) and the bias -1. What does it say to (1, 1)? And to (0, 0)?
# 2. It was wrong about (1, 1): the label is 0. What are the weights and the bias after one step with the learning
#    rate 0.5?
# 3. Where does the line of the unit with the weights (2, -1) and the bias -1 cross the $y$ axis?
# 4. A perceptron has run 200 epochs on 50 samples, and each epoch still had mistakes. Does that prove that the
#    classes are not separable?
# 5. Which two of the 16 functions of two inputs are out of reach for one unit?
# 6. A batch of 5 samples with 64 features goes through layers of 32 and 10 units. Which shapes do the two results
#    have?

# %% tags=["experiment"]
if ready(*LEARNING, line_height, dense_layer):
    unit = np.array([2.0, -1.0]), -1.0
    print(
        "1.", perceptron_predict(np.array([1.0, 1.0]), *unit), "and", perceptron_predict(np.zeros(2), *unit)
    )
    print("2.", *perceptron_update(np.array([1.0, 1.0]), 0, *unit, 0.5))
    print("3. at y =", line_height(0.0, *unit))
    print("4. No: a very narrow gap takes very many mistakes. Only the bound of section 4 would prove it.")
    print("5. XOR and its opposite, 'both are equal'.")
    first = dense_layer(np.zeros((5, 64)), np.zeros((64, 32)), np.zeros(32))
    print("6.", first.shape, "and", dense_layer(first, np.zeros((32, 10)), np.zeros(10)).shape)

# %% tags=["experiment"]
progress()

# %% [markdown]
# ## Summary
#
# **How does a machine learn to decide from examples alone?** It weighs its inputs, compares the sum with a threshold,
# and after each mistake moves its weights a little in the direction that would have helped. If a line parts the
# classes, that ends with no mistakes at all.
#
# **And what can the simplest one never learn?** Whatever needs more than one line: XOR, a disc in a ring, two moons.
#
# - The unit of McCulloch and Pitts counts; Rosenblatt's perceptron weighs, and learns its weights.
# - The weights point to the side of class 1, and the bias shifts the line.
# - Hidden units move the samples to where one more line is enough. Two layers compute XOR.
# - The step gives no slope, so several layers of steps cannot be trained by it. Smooth activation functions can be:
#   see notebook 2.
# - The same neuron is a logistic classifier or a support vector machine, depending on its loss: notebook 3.
# - A layer is a matrix: `X @ weights + biases`, with one column for each unit.
#
# ## Further reading
#
# - W. McCulloch, W. Pitts, *A logical calculus of the ideas immanent in nervous activity*, 1943:
#   <https://doi.org/10.1007/BF02478259>
# - F. Rosenblatt, *The perceptron: a probabilistic model for information storage and organization in the brain*,
#   Psychological Review 65, 1958: <https://doi.org/10.1037/h0042519>. His report, *The perceptron: a perceiving and
#   recognizing automaton*, is of 1957 (Cornell Aeronautical Laboratory, 85-460-1).
# - A. Novikoff, *On convergence proofs on perceptrons*, 1962 (Symposium on the Mathematical Theory of Automata)
# - M. Minsky, S. Papert, *Perceptrons*, 1969 (MIT Press)
# - C. Cortes, V. Vapnik, *Support-vector networks*, 1995: <https://doi.org/10.1007/BF00994018>
# - M. Nielsen, *Neural Networks and Deep Learning*, 2015, chapters 1 and 4:
#   <http://neuralnetworksanddeeplearning.com>
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016, section 6.1 on XOR:
#   <https://www.deeplearningbook.org>
# - CS231n, *Neural Networks, part 1*: <https://cs231n.github.io/neural-networks-1/>
