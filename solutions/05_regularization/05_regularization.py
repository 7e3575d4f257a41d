# %% [markdown]
# # 5 · Regularization: a network that knows its exercises by heart
#
# A clerk has labelled 200 scanned digits by hand. The clerk was tired: 40 of the 200 labels are wrong. You train a
# network on them, and it gets **all 200 right**. That is bad news. It has learned the 40 mistakes as well, so it has
# not found out what digits look like; it has learned the answers by heart. On new digits it will be wrong far more
# often than it needs to be.
#
# **How do you make a network learn the rule instead of the examples, and which of the many remedies helps most?** By
# the end you will have written all the common remedies, tried each of them on the tired clerk's digits, and have an
# answer that you have measured yourself.

# %% [markdown]
# ## What you will be able to do
#
# - recognise overfitting by its curves, and tell it from a network that is too small;
# - write the L2 and L1 penalties with their gradients, weight decay, the max-norm constraint, dropout (inverted and
#   plain), early stopping, shifted images, ensembles and adversarial examples;
# - say what each of them does to the weights, and see it happen;
# - check gradients although a penalty and dropout are in the way;
# - choose a remedy by measuring it, and report the result honestly.
#
# **You need** the earlier notebooks: layers and their weights and biases, the loss and its gradient, gradient descent.
#
# | section | minutes |
# |---|---|
# | 1 Learning by heart | 30 |
# | 2 A price on large weights: L2 and L1 | 45 |
# | 3 Forgetting: weight decay | 20 |
# | 4 A leash: the max-norm constraint | 15 |
# | 5 Dropout | 40 |
# | 6 Stop in time | 25 |
# | 7 More data from the same data | 20 |
# | 8 Ask several networks | 20 |
# | 9 A network's optical illusions | 20 |
# | 10 Checking gradients in spite of it all | 10 |
# | 11 The contest, and your plan | 25 |
# | 12 Review | 10 |
#
# ## Notation
#
# | in formulas | in code | meaning |
# |---|---|---|
# | $W$, $b$ | `weights`, `biases` | of one layer, shapes (inputs, units) and (units,) |
# | $L$ | `data_loss` | the loss on the data alone, the mean over the batch |
# | $\lambda$ | `strength` | how much a penalty counts, at least 0 |
# | $\eta$ | `learning_rate` | how far a step of gradient descent goes |
# | $X$ | `X` | a batch, shape (samples, features) |
# | $p$ | `keep_prob` | in dropout, the probability that a unit survives |
#
# **How the exercises work.** As before: fill in each function, run its cell, then run the check below it. `hint()`
# helps in steps. An exercise that is not done yet never stops the others. Functions return new arrays and leave their
# arguments unchanged.

# %% setup=true
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # for networks this small, one processor is quicker than two

import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, curves, explore, hint, progress, ready, show
from nnlab.datasets import load_digits

# %% [markdown]
# ## 1 · Learning by heart
#
# First the data: 200 digits of 8 × 8 pixels with the tired clerk's labels, and 297 other digits, labelled with care,
# that the network never sees in training. The second set is called the **validation set**: with its help we will
# choose between remedies.

# %% tags=["experiment"]
digits, labels = load_digits("train")
new_digits, new_labels = load_digits("validation")
rng = np.random.default_rng(5)
chosen = rng.permutation(len(digits))[:200]
few, truth = digits[chosen], labels[chosen]
noisy = truth.copy()
noisy[:40] = (truth[:40] + rng.integers(1, 10, size=40)) % 10  # the first 40 labels are wrong

figure, axes = plt.subplots(1, 8, figsize=(9, 1.7), layout="constrained")
for axis, image, wrong, right in zip(axes, few, noisy, truth, strict=False):
    axis.imshow(image.reshape(8, 8), cmap="gray_r")
    axis.set(title=f"{wrong}, not {right}", xticks=[], yticks=[])
show(
    figure,
    alt="Eight handwritten digits, each with the wrong label that the clerk gave it and the right one.",
)

# %% [markdown]
# Now the network, which you know from the earlier notebooks: one hidden layer of ReLU units, a softmax at the end, and
# cross-entropy as the loss. `slopes` is the backward pass. **You need not read the next two cells line by line:** run
# them, and come back when you want to know how something is done.


# %% tags=["experiment"]
def forward(network, X, mask=None, keep_prob=1.0):
    """Return the hidden activations (after dropout, if there is a mask) and the ten scores."""
    W1, b1, W2, b2 = network
    hidden = np.maximum(X @ W1 + b1, 0)
    if mask is not None:
        hidden = dropout_forward(hidden, mask, keep_prob)
    return hidden, hidden @ W2 + b2


def probabilities(scores):
    """Softmax: one row of ten probabilities a sample."""
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def loss_on(network, X, y, mask=None, keep_prob=1.0):
    """Return the mean cross-entropy."""
    scores = forward(network, X, mask, keep_prob)[1]
    return -np.mean(np.log(probabilities(scores)[np.arange(len(y)), y] + 1e-300))


def slopes(network, X, y, mask=None, keep_prob=1.0):
    """Return the gradients of the loss with respect to W1, b1, W2, b2, and to X."""
    W1, b1, W2, _ = network
    hidden, scores = forward(network, X, mask, keep_prob)
    grad_scores = (probabilities(scores) - np.eye(10)[y]) / len(y)
    grad_hidden = grad_scores @ W2.T
    if mask is not None:
        grad_hidden = dropout_backward(grad_hidden, mask, keep_prob)
    grad_z = grad_hidden * (X @ W1 + b1 > 0)
    grads = X.T @ grad_z, grad_z.sum(axis=0), hidden.T @ grad_scores, grad_scores.sum(axis=0)
    return list(grads), grad_z @ W1.T


# %% [markdown]
# `train` walks downhill in batches of 40, with steps that slowly get smaller. The arguments after `seed` are for the
# remedies that you will write: they call **your** functions. Until then they are left out.


# %% tags=["experiment"]
def train(X, y, units=100, epochs=100, learning_rate=1.0, seed=0, *, watch=(), penalty=None, after_step=None,
          keep_prob=1.0, change=None, attack=0.0):  # fmt: skip
    """Return the trained network, and after each epoch its loss on every data set in `watch`."""
    rng = np.random.default_rng(seed)
    W1, W2 = (rng.normal(size=s) * np.sqrt(2 / s[0]) for s in ((X.shape[1], units), (units, 10)))
    network, losses = [W1, np.zeros(units), W2, np.zeros(10)], []
    for epoch in range(epochs):
        rate = learning_rate / (1 + epoch / 50)
        for rows in np.split(rng.permutation(len(X)), range(40, len(X), 40)):
            x, wanted = X[rows] if change is None else change(X[rows], rng), y[rows]
            if attack:
                x = np.concatenate([x, adversarial_images(x, slopes(network, x, wanted)[1], attack)])
                wanted = np.concatenate([wanted, wanted])
            mask = draw_mask((len(x), units), keep_prob, rng) if keep_prob < 1 else None
            grads, _ = slopes(network, x, wanted, mask, keep_prob)
            if penalty is not None:
                grads[0], grads[2] = grads[0] + penalty(network[0]), grads[2] + penalty(network[2])
            network = [p - rate * g for p, g in zip(network, grads, strict=True)]
            if after_step is not None:
                network[0], network[2] = after_step(network[0]), after_step(network[2])
        losses.append([loss_on(network, *data) for data in watch])
    return network, np.array(losses)


# %% [markdown]
# **Decide before you run the next cell.** The network learns for 100 epochs (an *epoch* is one pass over all training
# samples). What will the loss on the 200 known digits do? And that on the new ones, from beginning to end?

# %% tags=["experiment"]
both = ((few, noisy), (new_digits, new_labels))
by_heart, losses = train(few, noisy, watch=both)
show(
    curves(
        np.arange(100),
        {"known digits": losses[:, 0], "new digits": losses[:, 1]},
        xlabel="epoch",
        ylabel="loss",
    ),
    alt="Loss against epochs. On the known digits it falls towards zero. On the new digits it falls at first, "
    "reaches its lowest point early, and then climbs again for the rest of the training.",
)
print(f"lowest loss on new digits: {losses[:, 1].min():.2f} at epoch {losses[:, 1].argmin()}, counted from 0; "
      f"at the end {losses[-1, 1]:.2f}")  # fmt: skip

# %% [markdown]
# The left part of the picture is learning: both curves fall. Then they part company. From there on, whatever the
# network still learns about the known digits makes it *worse* on new ones: it learns the clerk's mistakes, and the new
# digits do not share them. This is **overfitting**. How well a network does on data that it has never seen is what
# we want in the end; the error there is called the **generalization error**. Everything that lowers it, even at the
# cost of the known data, is called **regularization**.
#
# ### Exercise: the gap
#
# A network puts out scores of shape (samples, classes), and it names the class with the largest score. Its
# **accuracy** is the share of samples for which that is the label. The **generalization gap** is the
# accuracy on the training samples minus the accuracy on the new samples. For example, 9 of 10 known and 3 of 4 new samples
# right make a gap of 0.9 - 0.75 = 0.15.
#
# Write `share_correct(scores, labels)`, where `labels` has the shape (samples,), and
# `generalization_gap(train_scores, train_labels, new_scores, new_labels)`. Both return one number; the first is
# between 0 and 1.


# %% exercise="generalization-gap"
def share_correct(scores, labels):
    """Return the share of samples whose largest score is that of their label."""
    ### BEGIN SOLUTION
    return np.mean(np.argmax(scores, axis=1) == labels)
    ### END SOLUTION


def generalization_gap(train_scores, train_labels, new_scores, new_labels):
    """Return the accuracy on the training samples minus that on the new samples."""
    ### BEGIN SOLUTION
    return share_correct(train_scores, train_labels) - share_correct(new_scores, new_labels)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** Of the 40 digits with a wrong label, how many does the network "get right",
# that is, how many of the clerk's mistakes does it repeat?

# %% tags=["experiment"]
if ready(share_correct, generalization_gap):
    known, fresh = forward(by_heart, few)[1], forward(by_heart, new_digits)[1]
    print(f"known digits {share_correct(known, noisy):.1%}, new digits {share_correct(fresh, new_labels):.1%}, "
          f"gap {generalization_gap(known, noisy, fresh, new_labels):.1%}")  # fmt: skip
    print(f"of the 40 mistakes it repeats {share_correct(known[:40], noisy[:40]):.0%}; "
          f"it sees through {share_correct(known[:40], truth[:40]):.0%}")  # fmt: skip

# %% [markdown]
# ### More data
#
# The best remedy against overfitting is more data: many examples cannot be learned by heart so easily, and their
# noise averages out. **Decide before you run the next cell.** A fifth of the labels stays wrong; only the number of
# digits grows. What will become of the gap?

# %% tags=["experiment"]
if ready(share_correct):
    mistaken = labels.copy()
    rows = np.random.default_rng(6).permutation(len(labels))
    mistaken[rows[::5]] = (mistaken[rows[::5]] + 1 + np.arange(len(rows[::5])) % 9) % 10
    print("digits | known | new")
    for size in (100, 200, 400, 800, 1200):
        X, y = digits[rows[:size]], mistaken[rows[:size]]
        network, _ = train(X, y, epochs=12_000 // size)  # about as many steps each
        known, fresh = (forward(network, part)[1] for part in (X, new_digits))
        print(f"{size:6} | {share_correct(known, y):5.1%} | {share_correct(fresh, new_labels):5.1%}")

# %% [markdown]
# (The known digits are measured by the labels they came with. Whoever sees through all the mistakes gets 80 % of these
# "right". So the gap may come out negative here: the known labels are partly wrong, the new ones are not.)
#
# With many digits the network can no longer learn every mistake, and it gets better on new ones. But data are often
# dear. The rest of this notebook is about what to do when there are no more.
#
# ### Reading the two curves
#
# The accuracies on known and on new samples, side by side, tell what is wrong:
#
# - a large **gap**: the network overfits;
# - **no gap, but a low level**: the network is too small, or not trained long enough; it cannot even describe what it
#   has seen. More regularization would seldom help;
# - no gap and a high level: fine.
#
# And one thing to watch for: both numbers have to be measured in the same way. Some remedies make training harder on
# purpose, dropout for instance. If the accuracy on known samples is taken *while* they do so, and the other without,
# the comparison says nothing.
#
# ### Exercise: read the curves
#
# Five networks, the accuracies at the end, and what the curves did in the last quarter of the training. Replace each
# `?` by one of `"overfits"`, `"too small"`, `"go on"` (train longer), `"fine"`, `"measure again"`. Each is used once.
#
# | network | known samples | new samples | lately |
# |---|---|---|---|
# | A | 100 % | 76 % | both flat |
# | B | 61 % | 60 % | both flat, for a long time |
# | C | 83 % | 82 % | both still rising |
# | D | 97 % | 96 % | both flat |
# | E | 88 % | 96 % | both flat; known samples measured during training |

# %% exercise="read-the-curves"
curve_readings = {"A": "?", "B": "?", "C": "?", "D": "?", "E": "?"}
### BEGIN SOLUTION
curve_readings = {"A": "overfits", "B": "too small", "C": "go on", "D": "fine", "E": "measure again"}
### END SOLUTION

# %% [markdown]
# ## 2 · A price on large weights: L2 and L1
#
# To bend its output round every single wrong label, a network needs large weights: then a small change of the input
# makes a large change of the output. So let us put a price on large weights. We add a **penalty** to the loss:
#
# $$\text{loss} = L + \text{penalty}(W)$$
#
# Gradient descent now has two wishes to weigh: to fit the data, and to keep the weights small. That narrows the
# search: of all networks that fit the data about equally well, the one with small weights wins. The **strength**
# $\lambda$ says how much the penalty counts. The larger it is, the less the data count.
#
# ### L2
#
# The most common penalty is half the strength times the sum of the squares of the weights:
#
# $$\text{L2} = \frac{\lambda}{2} \sum_{i,j} W_{ij}^2$$
#
# The half is there because of the derivative: it cancels the 2 that comes from the square. (Some books leave it
# out. Then their $\lambda$ is half of ours.) The penalty is not divided by the number of samples, and not by the
# number of weights. A worked number: the weights 3 and -4 with strength 0.1 cost
# $0.05 \cdot (9 + 16) = 1.25$.
#
# ### Exercise: the L2 penalty and its gradient
#
# Write `l2_penalty(weights, strength)`, one number for weights of any shape, and
# `l2_penalty_gradient(weights, strength)`: for each weight the derivative of the penalty, so an array of the
# shape of `weights`. Work the derivative out on paper.


# %% exercise="l2-penalty"
def l2_penalty(weights, strength):
    """Return half the strength times the sum of the squared weights: one number."""
    ### BEGIN SOLUTION
    return 0.5 * strength * np.sum(weights**2)
    ### END SOLUTION


def l2_penalty_gradient(weights, strength):
    """Return the derivative of l2_penalty for each weight, shape of `weights`."""
    ### BEGIN SOLUTION
    return strength * weights
    ### END SOLUTION


# %% [markdown]
# ### L1
#
# The second penalty is the strength times the sum of the absolute values:
#
# $$\text{L1} = \lambda \sum_{i,j} |W_{ij}|$$
#
# No half here: there is no square. The weights 3 and -4 with strength 0.1 cost 0.7. Away from zero, $|w|$ has a
# slope; exactly at zero it has a corner and no slope. There this course takes the gradient 0 at a weight of 0, so
# that a weight that has arrived at zero may stay there. (Any number from $-\lambda$ to $\lambda$ would be allowed;
# mathematicians call them *subgradients*.)
#
# ### Exercise: the L1 penalty and its gradient
#
# Write `l1_penalty(weights, strength)` and `l1_penalty_gradient(weights, strength)`, with shapes as before.


# %% exercise="l1-penalty"
def l1_penalty(weights, strength):
    """Return the strength times the sum of the absolute weights: one number."""
    ### BEGIN SOLUTION
    return strength * np.sum(np.abs(weights))
    ### END SOLUTION


def l1_penalty_gradient(weights, strength):
    """Return the derivative of l1_penalty for each weight, 0 at a weight of 0; shape of `weights`."""
    ### BEGIN SOLUTION
    return strength * np.sign(weights)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** Eight weights are fitted to data, by gradient descent with *your* gradients
# added. Slide the strength from 0 to 3, first with L2, then with L1. Which penalty makes weights vanish one after the
# other, and which makes all of them smaller? The first two features say nearly the same: how does each penalty share
# the work out between $w_1$ and $w_2$?

# %% tags=["experiment"]
explore.shrinking({"L2": l2_penalty_gradient, "L1": l1_penalty_gradient})

# %% [markdown]
# L2 prefers **many small weights**: in squares, two weights of 1 cost half as much as one of 2 and one of 0. So it spreads
# the work out. To L1 both cost the same, and it leaves **few weights that are not zero**: the fit is *sparse*. Why it
# brings them to zero at all is a question for you, below.
#
# ### On real digits
#
# The next cell fits one linear layer, 64 pixels to 10 digits, and shows the 64 weights that speak for a 3. **Decide
# before you run it:** how will the three pictures differ?


# %% tags=["experiment"]
def linear_digits(penalty, updates=300):
    """Return the weights (64, 10) of a linear classifier, trained on the 200 digits with right labels."""
    weights, biases = np.zeros((64, 10)), np.zeros(10)
    for update in range(updates):
        error = (probabilities(few @ weights + biases) - np.eye(10)[truth]) / len(few)
        rate = 0.5 / (1 + update / 50)  # smaller and smaller steps, so that L1 settles
        weights = weights - rate * (few.T @ error + penalty(weights))
        biases = biases - rate * error.sum(axis=0)
    return weights, share_correct(new_digits @ weights + biases, new_labels)


if ready(share_correct, l1_penalty_gradient, l2_penalty_gradient):
    figure, axes = plt.subplots(1, 3, figsize=(9, 3.2), layout="constrained")
    penalties = {
        "no penalty": lambda W: 0 * W,
        "L2, strength 0.03": lambda W: l2_penalty_gradient(W, 0.03),
        "L1, strength 0.01": lambda W: l1_penalty_gradient(W, 0.01),
    }
    print("penalty           | largest | smaller than 0.01 | new digits right")
    for axis, (name, penalty) in zip(axes, penalties.items(), strict=True):
        weights, right = linear_digits(penalty)
        size = np.abs(weights)
        print(f"{name:17} | {size.max():7.2f} | {np.mean(size < 0.01):17.0%} | {right:.1%}")
        shown = axis.imshow(weights[:, 3].reshape(8, 8), cmap="PuOr", vmin=-0.8, vmax=0.8)
        axis.set(title=name, xticks=[], yticks=[])
    figure.colorbar(shown, ax=axes, label="weight", shrink=0.8)
    show(
        figure,
        alt="The 64 weights for the digit 3 as three pictures. Without a penalty and with L2 nearly all pixels "
        "have a weight, with L2 a paler one; with L1 most pixels are blank and a few are strong.",
    )

# %% [markdown]
# With L1, most of the weights are (almost) zero: the classifier looks at few pixels. With L2, hardly more of them are
# tiny than without a penalty, but the largest are smaller.
#
# And look at the last column: these digits have right labels, a linear layer can hardly learn anything by heart, and so
# the penalties only cost something. **A remedy without an illness is a burden.** What L1 is good for here is another thing: a classifier that looks at few pixels is
# cheap, and one can see what it looks at.
#
# ### In your own words: why zero?
#
# Why does L1 bring weights to zero, and L2 not? Answer in three to six sentences:
#
# - compare the pull of the two penalties on a weight that is already small;
# - say what follows for two features that tell the same;
# - name one number of the table or one detail of a picture above that shows it;
# - and look closely: are the weights *exactly* zero with L1? Say what you saw, and why.
#
# Marked by a person (4 points).

# %% [markdown] written="why-l1-is-sparse"
# ### BEGIN SOLUTION
# The gradient of L2 is strength times w: when w is small, the pull is weak as well, so the weight gets ever smaller
# but some tiny wish of the data is enough to hold it away from zero. The gradient of L1 is the strength itself, with
# the sign of w, however small w is. If the data pull less than that, the weight goes all the way to 0 and stays. So
# L1 keeps one of two features that say the same, or a few pixels, while L2 shares the work between both, because two
# halves cost less in squares than one whole. In the table, most of the weights were below 0.01 with L1 and few with
# L2. But they are not exactly zero: plain gradient steps jump over the corner to and fro by a small amount, which
# shrinks with the learning rate.
# ### END SOLUTION

# %% [markdown]
# ### Into the network
#
# A network has several layers, each with weights and biases. By convention, only the weights are punished, never the
# biases: a bias multiplies no input, so it cannot make the output sensitive to it, and it is needed to get the level
# right.
#
# ### Exercise: the loss with a penalty
#
# `layers` is a list of pairs `(weights, biases)`, one for each layer, and `gradients` is a list of pairs
# `(grad_weights, grad_biases)` in the same order: the gradients of the data loss. Write
#
# - `regularized_loss(data_loss, layers, strength)`: the data loss plus the L2 penalties of all layers, one number;
# - `regularized_gradients(gradients, layers, strength)`: the gradients of that sum, again a list of pairs.
#
# You may call your `l2_penalty` and `l2_penalty_gradient`.


# %% exercise="regularized-loss"
def regularized_loss(data_loss, layers, strength):
    """Return the data loss plus the L2 penalty of the weights of every layer."""
    ### BEGIN SOLUTION
    return data_loss + sum(l2_penalty(weights, strength) for weights, biases in layers)
    ### END SOLUTION


def regularized_gradients(gradients, layers, strength):
    """Return the gradients of the regularized loss, a list of pairs (grad_weights, grad_biases)."""
    ### BEGIN SOLUTION
    return [
        (grad_weights + l2_penalty_gradient(weights, strength), grad_biases)
        for (grad_weights, grad_biases), (weights, biases) in zip(gradients, layers, strict=True)
    ]
    ### END SOLUTION


# %% [markdown]
# Here is a **sanity check** that finds many faults in a minute, before any training. With small random weights, a
# network knows nothing yet, and its loss is that of guessing, about $\ln 10 = 2.303$ for ten classes. Then switch the
# penalty on and make it stronger. **Decide before you run the next cell:** what must the loss do?

# %% tags=["experiment"]
if ready(l2_penalty, regularized_loss):
    rng = np.random.default_rng(0)
    untrained = [(rng.normal(scale=0.1, size=(64, 100)), np.zeros(100)),
                 (rng.normal(scale=0.1, size=(100, 10)), np.zeros(10))]  # fmt: skip
    guessing = loss_on([part for layer in untrained for part in layer], few, noisy)
    print(f"ln 10 = {np.log(10):.3f}")
    for strength in (0, 0.001, 0.01, 0.1, 1):
        print(f"strength {strength:<5}  loss {regularized_loss(guessing, untrained, strength):.3f}")

# %% [markdown]
# The loss must **rise with the strength**. If it does not, the penalty never reaches it.
#
# ### A larger network with a stronger penalty
#
# If a network overfits, one could take a smaller one. The study notes on which this course is built advise against it:
# a network is a machine that approximates functions, a larger one can approximate more of them, and its appetite is
# better curbed by a penalty than by taking units away. **Decide before you run the next cell** (a few seconds): which
# row and which column will hold the best number?


# %% tags=["experiment"]
def l2_of(strength):
    """Return the slope of the L2 penalty with that strength, as `train` wants it."""
    return lambda weights: l2_penalty_gradient(weights, strength)


def over_seeds(y=noisy, **settings):
    """Return the mean accuracies on known and new digits of three networks that differ by their seed alone."""
    pairs = []
    for seed in range(3):
        network, _ = train(few, y, seed=seed, **settings)
        parts = (few, y), (new_digits, new_labels)
        pairs.append([share_correct(forward(network, X)[1], targets) for X, targets in parts])
    return np.mean(pairs, axis=0)


if ready(share_correct, l2_penalty_gradient):
    strengths = (0, 0.01, 0.03)
    print("known digits right / new digits right (mean of three seeds)")
    print("units | " + " | ".join(f"λ = {strength:<9}" for strength in strengths))
    for units in (4, 32, 200):
        row = []
        for strength in strengths:
            settings = {"units": units, "learning_rate": 0.3, "penalty": l2_of(strength)}
            row.append("{:.1%} / {:.1%}".format(*over_seeds(**settings)))
        print(f"{units:5} | " + " | ".join(f"{pair:13}" for pair in row))

# %% [markdown]
# Four units are too few, with or without a penalty: hardly a gap there, but a low level. The penalty shifts it a little
# and cures nothing. Without a penalty, larger networks repeat the clerk's mistakes. With one, the larger networks are
# the best of the table. So: **take a network that is large enough, and regularize it.**

# %% [markdown]
# ## 3 · Forgetting: weight decay
#
# Look at what the L2 penalty does in one step of plain gradient descent. Besides the step for the data, each weight
# is changed by $-\eta\,\lambda\,W$: some share of it is taken away. Without any data at all, only this is left. It is
# called **weight decay**:
#
# $$W \leftarrow W - d\,W \qquad \text{with } d = \eta\,\lambda$$
#
# In code: `W = W - d * W`, which makes a new array. The notes compare it with **gradual forgetting** in a brain: what
# is not renewed by new experience fades away.
#
# ### Exercise: weight decay
#
# Write `decay_weights(weights, decay, steps)`: the weights after so many steps of decay alone. Each step
# takes away the share `decay` of what is left at that moment. With 0 steps nothing happens.


# %% exercise="weight-decay"
def decay_weights(weights, decay, steps):
    """Return what is left of the weights after `steps` steps that each take the share `decay` away."""
    ### BEGIN SOLUTION
    for _ in range(steps):
        weights = weights - decay * weights
    return weights
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** Two weights, 1 and 0.2, decay by a tenth at each step. Draw both curves in
# your mind. Which of them reaches zero first?

# %% tags=["experiment"]
if ready(decay_weights):
    steps = np.arange(41)
    left = np.array([decay_weights(np.array([1.0, 0.2]), 0.1, int(n)) for n in steps])
    show(
        curves(
            steps,
            {"a weight of 1": left[:, 0], "a weight of 0.2": left[:, 1]},
            xlabel="steps",
            ylabel="what is left",
        ),
        alt="Two curves that fall steeply at first and then ever more slowly; neither reaches zero. The smaller "
        "weight is a fifth of the larger one at every step.",
    )
    print(f"after 10 steps: {left[10, 0]:.4f} and {left[10, 1]:.4f}; after 40: {left[40, 0]:.4f}")

# %% [markdown]
# ### Find the slip: how weights decay
#
# This course is built on somebody's study notes. Notes hold slips, and we have left them in on purpose: who can find
# the slip has understood the idea. Here the notes make four statements, and one of them is wrong, deliberately left
# in. Set the variable to its letter.
#
# - **a** L2 regularization punishes large weights severely, and so it prefers many small weights to a few large ones.
# - **b** In plain gradient descent, L2 regularization amounts to one more line in each step, `W += -lambda * W`, in
#   which `lambda` stands for the learning rate times the strength.
# - **c** By this line, all weights decay linearly towards 0.
# - **d** Under L1 regularization the weights become sparse: few inputs are used, and the others are ignored.

# %% exercise="slip-decay"
slip_decay = "?"
### BEGIN SOLUTION
slip_decay = "c"
### END SOLUTION

# %% [markdown]
# ### What is never renewed
#
# Some pixels at the edge are blank in all of the 200 digits. The weights that start there multiply nothing but zeros,
# so the data have no opinion about them: their gradient is exactly 0. **Decide before you run the next cell.** What
# are these weights after a training without a penalty? And with weight decay?

# %% tags=["experiment"]
if ready(l2_penalty_gradient):
    blank = (few == 0).all(axis=0)
    print(f"{blank.sum()} of 64 pixels are blank in all 200 digits")
    print("strength | size of the weights there | size of the others")
    for strength in (0, 0.005, 0.02):
        W1 = train(few, noisy, penalty=l2_of(strength))[0][0]
        print(f"{strength:8} | {np.abs(W1[blank]).mean():25.4f} | {np.abs(W1[~blank]).mean():.4f}")

# %% [markdown]
# Without decay, these weights keep the random values with which they began. If one day a digit touches the edge, they
# will shout nonsense. With decay, they are forgotten; the others are renewed by the data again and again.

# %% [markdown]
# ## 4 · A leash: the max-norm constraint
#
# A penalty makes large weights expensive. A **constraint** forbids them. The weights that enter one unit are one
# column of the weight matrix; the max-norm constraint demands that the Euclidean length of each column is at most
# `limit`. After each ordinary step, columns that have become too long are shortened to the limit, in their own
# direction. Taking a step and then going back to the nearest allowed place is called *projected gradient descent*.
# Usual limits are 3 or 4; for our small network, 2.
#
# A worked number: with limit 2, the column (3, 4) has the length 5 and becomes (1.2, 1.6). The column (0.6, -0.8) has
# the length 1 and stays.
#
# ### Exercise: the max-norm constraint
#
# Write `project_max_norm(weights, limit)` for weights of shape (inputs, units) and a limit above 0. A unit whose
# weights are all 0 must not cause trouble.


# %% exercise="max-norm"
def project_max_norm(weights, limit):
    """Return the weights with every column that is longer than `limit` shortened to it."""
    ### BEGIN SOLUTION
    norms = np.linalg.norm(weights, axis=0)
    return weights * limit / np.maximum(norms, limit)
    ### END SOLUTION


# %% [markdown]
# The notes say that with this constraint the weights cannot explode, even if the learning rate is too high. **Decide
# before you run the next cell:** will the network then also *learn* at any learning rate?

# %% tags=["experiment"]
if ready(project_max_norm, share_correct):
    print("learning |    without a limit      |     limit 2")
    print("rate     | longest | new digits    | longest | new digits")
    for rate in (0.5, 1.0, 2.0, 5.0):
        shown = []
        for leash in (None, lambda W: project_max_norm(W, 2.0)):
            network, _ = train(few, noisy, epochs=50, learning_rate=rate, after_step=leash)
            longest = max(np.linalg.norm(W, axis=0).max() for W in (network[0], network[2]))
            right = share_correct(forward(network, new_digits)[1], new_labels)
            shown.append(f"{longest:7.1f} | {right:10.1%}")
        print(f"{rate:<8} | " + "    | ".join(shown))

# %% [markdown]
# The claim holds: whatever the rate, no column gets longer than 2. At a moderate rate, the network on the leash also
# reads more of the new digits than the other one.
#
# But *safe* does not mean *well trained*. At a rate that is far too high, the leash still keeps the weights in bounds,
# and yet the network does not learn: its ReLU units die (notebook 2), and it reads a tenth of the digits, as guessing
# would. At the rate 2.0 this even happens *only* to the network on the leash: the other one lets its weights grow, and
# still learns. A leash is no substitute for a sensible rate.

# %% [markdown]
# ## 5 · Dropout
#
# In a company where any colleague may be ill tomorrow, nobody can afford to rely on one other person. **Dropout**
# does this to a layer: in training, for each sample, every unit is silenced with some probability. Whoever survives
# has to be useful in many different teams, so units cannot learn by heart in tightly knit groups.
#
# In this course `keep_prob` is the probability that a unit survives. Mind the convention when you read elsewhere:
# many books and libraries give its complement, the probability to be dropped, and call it $p$ or *rate*.
#
# ### Exercise: who survives
#
# Write `draw_mask(shape, keep_prob, rng)`: an array of the given shape in which each entry is True with the
# probability `keep_prob`, else False, each independently of all others (every unit of every sample has draws of its
# own). All chance must come from `rng`, a NumPy generator: `rng.random(shape)` draws evenly between 0 and 1. `shape`
# is a tuple.


# %% exercise="dropout-mask"
def draw_mask(shape, keep_prob, rng):
    """Return a mask of the given shape: True, with probability keep_prob, for a unit that survives."""
    ### BEGIN SOLUTION
    return rng.random(shape) < keep_prob
    ### END SOLUTION


# %% [markdown]
# ### Inverted dropout
#
# With half of its units silent, a layer passes on only half as much as it does with all of them. The next layer would
# be surprised when dropout is switched off. So **inverted dropout** makes the survivors louder. It divides the
# survivors by `keep_prob`:
#
# $$\text{output} = \frac{\text{mask} \cdot X}{p}$$
#
# On average over many masks, each unit then puts out what it would put out without dropout. For $X = [3, 8]$, the mask
# [True, False] and $p = 0.75$, the output is $[4, 0]$. When the trained network is *used*, nothing at all is done.
#
# ### Exercise: inverted dropout, forward and backward
#
# Write `dropout_forward(X, mask, keep_prob)` and `dropout_backward(grad_output, mask, keep_prob)`. The second gets the
# gradient with respect to the output and the same mask, and returns the gradient with respect to `X`. All shapes are
# equal; `mask` holds True and False.


# %% exercise="inverted-dropout"
def dropout_forward(X, mask, keep_prob):
    """Return what survives of X, scaled so that the mean stays the same."""
    ### BEGIN SOLUTION
    return X * mask / keep_prob
    ### END SOLUTION


def dropout_backward(grad_output, mask, keep_prob):
    """Return the gradient with respect to X from the one with respect to the output."""
    ### BEGIN SOLUTION
    return grad_output * mask / keep_prob
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** A layer of four units has the values 1, 2, 3 and 4. What do ten thousand
# masks make of them on average, with `keep_prob` 0.8 and with 0.2? And how far do the single outputs scatter round
# that average?

# %% tags=["experiment"]
if ready(draw_mask, dropout_forward):
    rng = np.random.default_rng(0)
    layer = np.tile([1.0, 2.0, 3.0, 4.0], (10_000, 1))
    for keep_prob in (0.8, 0.2):
        dropped = dropout_forward(layer, draw_mask(layer.shape, keep_prob, rng), keep_prob)
        print(f"keep_prob {keep_prob}: average {dropped.mean(axis=0).round(2)}, "
              f"scatter {dropped.std(axis=0).round(2)}")  # fmt: skip

# %% [markdown]
# ### Plain dropout
#
# The first papers did it the other way round. In training, **plain dropout** keeps the survivors as they are and only
# silences the others. Then the layer must be toned down when the network is *used*, so that the next layer receives
# what it was used to on average.
#
# ### Exercise: plain dropout
#
# Write `plain_dropout_train(X, mask)` and `plain_dropout_use(X, keep_prob)`. The second one takes part in no game of
# chance: all units are there. By what must it multiply them, so that each has the value that it had in training on
# average?


# %% exercise="plain-dropout"
def plain_dropout_train(X, mask):
    """Return what survives of X, not scaled."""
    ### BEGIN SOLUTION
    return X * mask
    ### END SOLUTION


def plain_dropout_use(X, keep_prob):
    """Return X scaled to the mean that plain dropout gave it in training."""
    ### BEGIN SOLUTION
    return X * keep_prob
    ### END SOLUTION


# %% [markdown]
# Both kinds teach the same. The inverted kind is preferred because a network in use then needs to know nothing about
# dropout.
#
# ### Find the slip: what p means
#
# Here two sets of notes contradict each other. The first keeps a unit with the probability $p$; the second calls $p$
# the probability with which a unit fails. Both conventions are common, and who mixes them up trains a different
# network. Below, the notes have been translated into the convention of this course, and one translation has gone
# wrong. It is deliberately left in.
#
# - **a** With `keep_prob` = 0.8, in a layer of 100 units about 20 are silent for any one sample.
# - **b** A text that gives a dropout layer "the probability 0.3 of failing" means `keep_prob` = 0.7.
# - **c** When the trained network is used, no unit is silenced, in either convention.
# - **d** `keep_prob` is a hyper-parameter (a number that we choose); the larger it is, the stronger dropout
#   regularizes.

# %% exercise="slip-keep"
slip_keep = "?"
### BEGIN SOLUTION
slip_keep = "d"
### END SOLUTION

# %% [markdown]
# ### Dropout against the tired clerk
#
# **Decide before you run the next cell.** The network of section 1 is trained again, with dropout in the hidden
# layer. What will happen to the loss on the known digits, and to the climb of the loss on the new ones?

# %% tags=["experiment"]
if ready(draw_mask, dropout_forward, dropout_backward):
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.2), layout="constrained", sharey=True)
    trained = {1.0: losses} | {p: train(few, noisy, watch=both, keep_prob=p)[1] for p in (0.5, 0.2)}
    for axis, (keep_prob, with_dropout) in zip(axes, trained.items(), strict=True):
        lines = {"known digits": with_dropout[:, 0], "new digits": with_dropout[:, 1]}
        curves(np.arange(100), lines, axis, title=f"keep_prob {keep_prob}", xlabel="epoch", ylim=(0, 2.4))
        print("keep_prob {}: at the end {:.2f} known, {:.2f} new".format(keep_prob, *with_dropout[-1]))
    axes[0].set(ylabel="loss")
    show(
        figure,
        alt="Loss against epochs for keep_prob 1, 0.5 and 0.2. The smaller keep_prob, the slower the loss on the "
        "known digits falls and the less that on the new digits climbs.",
    )

# %% [markdown]
# The loss on the known digits falls more slowly, and that on the new ones hardly climbs any more. With `keep_prob`
# 0.2, four of five units are silent at any moment: that is much, and after 100 epochs the network has not
# finished learning. Both curves were measured *without* dropout, so the comparison is fair.

# %% [markdown]
# ## 6 · Stop in time
#
# Look at the first picture of this notebook again. The network *was* good, early on. We just kept training. **Early
# stopping** watches the loss on the validation set after each epoch and stops when it no longer gets better; then it
# goes back to the parameters of the best epoch.
#
# Curves are bumpy, so one bad epoch proves nothing. The **patience** says how many epochs in a row may pass without a
# new lowest loss.
#
# ### Exercise: early stopping
#
# Write `early_stopping(losses, patience)`, which returns `stopped, best`. `losses` are the validation losses, one an
# epoch; epochs count from 0. Training stops at the first epoch that is the `patience`-th in a row without a new
# lowest loss. An equal loss is not lower. If that never happens, training stops at the last epoch. `best` is the
# epoch with the lowest loss of those up to `stopped`: who has stopped never sees the rest.
#
# For example, the losses [5, 3, 4, 2, 6, 7, 1] and patience 2 give (5, 3): epoch 2 is bad, epoch 3 sets a new record,
# epochs 4 and 5 are two bad ones in a row.


# %% exercise="early-stopping"
def early_stopping(losses, patience):
    """Return the epoch at which training stops and the best epoch until then, counted from 0."""
    ### BEGIN SOLUTION
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(losses) - 1, best
    ### END SOLUTION


# %% [markdown]
# Now play with it. The curves below belong to another network, with two hidden layers, that was really trained, once
# for each `keep_prob`; where to stop is decided by *your* function, and the bars are a layer after *your* dropout.
# Which patience is too small? What does dropout change about the best epoch?

# %% tags=["experiment"]
explore.overfitting(early_stopping, dropout_forward)

# %% [markdown]
# And for the tired clerk's digits? Our `train` is the same for the same seed, so we get the parameters of the best
# epoch by training once more, just as long. **Decide before you run the next cell:** of the 40 mistakes, how many
# will the stopped network repeat?

# %% tags=["experiment"]
if ready(early_stopping, share_correct):
    for patience in (1, 5, 20):
        stopped, best = early_stopping(losses[:, 1], patience)
        network, _ = train(few, noisy, epochs=best + 1)
        known, fresh = forward(network, few)[1], forward(network, new_digits)[1]
        print(f"patience {patience:2}: stopped at {stopped}, best epoch {best}; new digits right "
              f"{share_correct(fresh, new_labels):.1%}, mistakes repeated "
              f"{share_correct(known[:40], noisy[:40]):.0%}")  # fmt: skip

# %% [markdown]
# Early stopping costs nothing; it even saves time. It needs a validation set, though. And a warning: because we
# *chose* the epoch by these validation digits, the loss on them looks a little better than it will on other digits.
# For the final number we need a third set, the test set, that was used for no choice. We keep it for section 11.

# %% [markdown]
# ## 7 · More data from the same data
#
# A slightly blurred 3 is still a 3. So from each image we can make more, changed a little at random in each epoch,
# with the same label. This is called **data augmentation**. The network can hardly learn an image by heart that looks
# different every time.
#
# ### Exercise: move an image
#
# Write `shift_images(images, down, right)` for images of shape (samples, height, width). All images move by the same
# whole numbers of pixels; negative numbers mean up and left. Zeros come in at the edge (paper), and what moves over
# the edge is lost. The shape stays the same; the shift is smaller than the image. The row [1, 2, 3] moved right by 1
# is [0, 1, 2].


# %% exercise="shift-images"
def shift_images(images, down, right):
    """Return the images moved by whole pixels; zeros come in at the edge."""
    ### BEGIN SOLUTION
    height, width = images.shape[1:]
    framed = np.pad(images, ((0, 0), (height, height), (width, width)))
    return framed[:, height - down : 2 * height - down, width - right : 2 * width - right]
    ### END SOLUTION


# %% [markdown]
# Two changes are tried: a little random noise on each pixel, and random shifts by one pixel. They are tried twice, on
# the tired clerk's labels and on the right ones. **Decide before you run the next cell:** which helps more, and
# where?


# %% tags=["experiment"]
def noise(x, rng):
    """Add noise to every pixel."""
    return x + rng.normal(scale=0.3, size=x.shape)


def shifts(x, rng):
    """Move a batch of digits by at most one pixel."""
    down, right = rng.integers(-1, 2, size=2)
    return shift_images(x.reshape(-1, 8, 8), int(down), int(right)).reshape(x.shape)


if ready(shift_images, share_correct):
    figure, axes = plt.subplots(1, 3, figsize=(6, 2.2), layout="constrained")
    rng = np.random.default_rng(1)
    pictures = {"a digit": few[50], "with noise": noise(few[50], rng),
                "down and right": shift_images(few[50].reshape(1, 8, 8), 1, 1)}  # fmt: skip
    for axis, (name, picture) in zip(axes, pictures.items(), strict=True):
        axis.imshow(picture.reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        axis.set(title=name, xticks=[], yticks=[])
    show(figure, alt="The same digit three times: as it is, with noise on every pixel, and moved by a pixel.")
    print("new digits right (mean of three seeds)")
    print("changed by | tired clerk's labels | right labels")
    for name, change in {"nothing": None, "noise": noise, "shifts": shifts}.items():
        tired, right = (over_seeds(y, change=change)[1] for y in (noisy, truth))
        print(f"{name:10} | {tired:20.1%} | {right:.1%}")

# %% [markdown]
# On the clerk's labels both help: whatever makes an image look different each time makes it harder to learn the
# mistakes by heart. On the right labels, noise hardly matters, and the shifts do **harm**. Why? All these digits were
# centred and scaled to 8 × 8 pixels before we got them. New digits are centred as well, so no shifted digit will ever
# have to be read; and on 8 × 8 pixels, one pixel is a long way. Augmentation must bring what *new data* bring. On
# photographs, in which a cat may sit anywhere, shifts are a great help.
#
# And the label must stay right: turn a 6 upside down, and it is a 9.

# %% [markdown]
# ## 8 · Ask several networks
#
# Train five networks that differ by nothing but their random initial weights. Each has learned the digits and some
# nonsense, but each another nonsense. Asked together, they agree on the digits and contradict each other in the
# nonsense. A group of models like this is an **ensemble**. Its answer is the **average** of their probabilities, or
# the result of a **vote**.
#
# ### Exercise: an ensemble
#
# `probabilities` has the shape (models, samples, classes). Write
#
# - `average_models(probabilities)`: the mean over the models, shape (samples, classes);
# - `vote_of_models(probabilities)`: for each sample, every model names its most probable class, and the class that is
#   named most often wins; in a tie, the lowest class number wins. Shape (samples,), whole numbers.


# %% exercise="ensemble"
def average_models(probabilities):
    """Return the mean over the models, shape (samples, classes)."""
    ### BEGIN SOLUTION
    return np.mean(probabilities, axis=0)
    ### END SOLUTION


def vote_of_models(probabilities):
    """Return the class that most models name, shape (samples,); of several, the lowest."""
    ### BEGIN SOLUTION
    named = np.argmax(probabilities, axis=2)
    votes = [np.sum(named == k, axis=0) for k in range(probabilities.shape[2])]
    return np.argmax(votes, axis=0)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** Ten networks are trained on the tired clerk's digits. Will the ensemble be
# as good as their mean, as good as the best of them, or better?

# %% tags=["experiment"]
if ready(average_models, vote_of_models, share_correct):
    crowd = [train(few, noisy, seed=seed)[0] for seed in range(10)]
    opinions = np.array([probabilities(forward(network, new_digits)[1]) for network in crowd])
    single = [share_correct(opinion, new_labels) for opinion in opinions]
    print(f"one network: {np.mean(single):.1%} on average, from {min(single):.1%} to {max(single):.1%}")
    for size in (2, 5, 10):
        average = share_correct(average_models(opinions[:size]), new_labels)
        vote = share_correct(np.eye(10)[vote_of_models(opinions[:size])], new_labels)
        print(f"{size:2} networks: average {average:.1%}, vote {vote:.1%}")

# %% [markdown]
# From five networks on, the ensemble beats the average member clearly. Two networks can hardly vote: where they
# disagree there is a tie, and then simply the lower class number wins, which is no wisdom at all. Their average still
# weighs how sure each is.
#
# An ensemble is the surest way to gain the last few points, and the most expensive one: ten
# networks take ten times as long, in training and in use. The members should be good, and they should err in
# *different* ways. One can help along: give each member its own sample of the data, drawn with replacement. This is
# called **bagging**, from *bootstrap aggregating*.
#
# Do you see that dropout is a cheap relative of this? Each mask makes another small network, all share their weights,
# and in use we ask (about) their average.

# %% [markdown]
# ## 9 · A network's optical illusions
#
# The gradient of the loss with respect to the *weights* tells how to make the network better. The gradient with
# respect to the *input* tells something else: how each pixel must change to make the network's answer **worse**. Move
# every pixel a tiny bit in that direction, and the small changes add up:
#
# $$X' = X + \varepsilon \, \mathrm{sign}\!\left(\frac{\partial L}{\partial X}\right)$$
#
# This is the **fast gradient sign method**. Such images are called **adversarial examples**.
#
# ### Exercise: fast gradient sign
#
# Write `adversarial_images(X, grad_X, epsilon)`: every pixel moves by `epsilon` in the direction that raises the
# loss. A pixel whose gradient is 0 stays where it is. Afterwards all pixels must lie between 0 and 1, so cut off what
# goes beyond. `X`, `grad_X` and the result have the same shape.


# %% exercise="adversarial-images"
def adversarial_images(X, grad_X, epsilon):
    """Return X moved by epsilon against the network, within 0 and 1."""
    ### BEGIN SOLUTION
    return np.clip(X + epsilon * np.sign(grad_X), 0, 1)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** A good network, trained on 1,204 digits with right labels, reads about 97 %
# of the new digits. Each pixel changes by at most 0.1, a tenth of the way from paper to ink. How many will it still
# read? And if each pixel changes by 0.1 *at random*?

# %% tags=["experiment"]
if ready(adversarial_images, share_correct):
    reader, _ = train(digits, labels, epochs=20, learning_rate=0.5)
    rng = np.random.default_rng(0)
    print("epsilon | attacked | changed at random")
    for epsilon in (0, 0.05, 0.1, 0.15, 0.2):
        attacked = adversarial_images(new_digits, slopes(reader, new_digits, new_labels)[1], epsilon)
        at_random = adversarial_images(new_digits, rng.normal(size=new_digits.shape), epsilon)
        right = [share_correct(forward(reader, X)[1], new_labels) for X in (attacked, at_random)]
        print("{:7} | {:8.1%} | {:.1%}".format(epsilon, *right))
    attacked = adversarial_images(new_digits, slopes(reader, new_digits, new_labels)[1], 0.1)
    read = np.argmax(forward(reader, attacked)[1], axis=1)
    sure = probabilities(forward(reader, new_digits)[1])[np.arange(len(new_labels)), new_labels]
    fooled = np.flatnonzero(read != new_labels)
    fooled = fooled[np.argsort(-sure[fooled])][:5]  # those that the network was surest of before
    figure, axes = plt.subplots(2, 5, figsize=(8, 3.6), layout="constrained")
    for column, i in zip(axes.T, fooled, strict=False):
        column[0].imshow(new_digits[i].reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        column[1].imshow(attacked[i].reshape(8, 8), cmap="gray_r", vmin=0, vmax=1)
        column[0].set(title=f"a {new_labels[i]}", xticks=[], yticks=[])
        column[1].set(title=f"read as {read[i]}", xticks=[], yticks=[])
    show(
        figure,
        alt="Five digits above, the same five attacked below, with grey patches all over. A person still reads the same "
        "digits; the network reads another one in each of them.",
    )

# %% [markdown]
# Random changes of this size do next to nothing. Changes of the same size in the worst direction fool the network in
# a large share of the digits, though a person still reads the same digits.
#
# **Adversarial training** turns the weapon round: attack each batch as it comes, and train on the originals and the
# attacked images together. **Decide before you run the next cell:** will that help against the attack? And what will
# it cost?

# %% tags=["experiment"]
if ready(adversarial_images, share_correct):
    hardened, _ = train(digits, labels, epochs=20, learning_rate=0.5, attack=0.1)
    print("epsilon | trained as usual | trained with attacks")
    for epsilon in (0, 0.05, 0.1, 0.15):
        right = []
        for network in (reader, hardened):
            attacked = adversarial_images(new_digits, slopes(network, new_digits, new_labels)[1], epsilon)
            right.append(share_correct(forward(network, attacked)[1], new_labels))
        print("{:7} | {:16.1%} | {:.1%}".format(epsilon, *right))

# %% [markdown]
# It helps, though it is no cure, and every step now takes about three times the work: one pass forward and backward
# to attack the batch, and then the step itself with twice as many images. Each network was attacked with its *own*
# gradient here, which is only fair.

# %% [markdown]
# ## 10 · Checking gradients in spite of it all
#
# In notebook 4 you compared gradients with measured slopes. Regularization can spoil that comparison in two ways.
#
# **The penalty drowns the data.** The gradient of the penalty is easy to get right. If the strength is large, it
# makes up nearly all of the gradient, and a fault in the rest goes unnoticed. The next cell plants one: the backward
# pass forgets the ReLU's slope. **Decide before you run it:** how does the relative error depend on the strength?


# %% tags=["experiment"]
def forgetful(network, X, y):
    """Return the gradient of W1, with a planted fault: the slope of ReLU is missing."""
    scores = forward(network, X)[1]
    return X.T @ ((probabilities(scores) - np.eye(10)[y]) / len(y) @ network[2].T)


def relative_difference(gradient, loss, network, entries=40, h=1e-5):
    """Compare some entries of the gradient of W1 with measured slopes of `loss(network)`."""
    rng, pairs = np.random.default_rng(0), []
    for _ in range(entries):
        place, ends = tuple(rng.integers(gradient.shape)), []
        for shift in (h, -h):
            W1 = network[0].copy()
            W1[place] += shift
            ends.append(loss([W1, *network[1:]]))
        pairs.append([gradient[place], (ends[0] - ends[1]) / (2 * h)])
    ours, measured = np.array(pairs).T
    return np.linalg.norm(ours - measured) / (np.linalg.norm(ours) + np.linalg.norm(measured))


def with_penalty(strength):
    """Return the loss as a function of the network, with a penalty on W1."""
    return lambda network: loss_on(network, X, y) + l2_penalty(network[0], strength)


small, _ = train(few, noisy, units=20, epochs=5)
X, y = few[:20], noisy[:20]
if ready(l2_penalty, l2_penalty_gradient):
    print("strength | right gradient | planted fault")
    for strength in (0, 1, 1000):
        checks = [
            relative_difference(part + l2_penalty_gradient(small[0], strength), with_penalty(strength), small)
            for part in (slopes(small, X, y)[0][0], forgetful(small, X, y))
        ]
        print("{:8} | {:14.1e} | {:.1e}".format(strength, *checks))

# %% [markdown]
# With a strong penalty, the faulty gradient looks almost right. So **check the data loss alone first, with strength
# 0**, then the penalty on its own.
#
# **Chance moves the target.** With dropout (or random augmentation), two calls of the loss use two different masks,
# and their difference is no slope. Switch it off, or use the **same mask** for all calls.

# %% tags=["experiment"]
if ready(draw_mask, dropout_forward, dropout_backward):
    rng = np.random.default_rng(0)
    mask = draw_mask((20, 20), 0.5, rng)
    gradient = slopes(small, X, y, mask, 0.5)[0][0]
    fixed = relative_difference(gradient, lambda net: loss_on(net, X, y, mask, 0.5), small)
    fresh = relative_difference(
        gradient, lambda net: loss_on(net, X, y, draw_mask((20, 20), 0.5, rng), 0.5), small
    )
    print(f"the same mask in every call: {fixed:.1e}\na new mask in every call:    {fresh:.1e}")

# %% [markdown]
# ## 11 · The contest, and your plan
#
# Most of the remedies against the tired clerk, each with three seeds. (The ensemble comes after them, on top.)
# **Decide before you run the next cell** (a few seconds): your ranking?

# %% tags=["experiment"]
remedies = (l2_penalty_gradient, l1_penalty_gradient, project_max_norm, draw_mask, dropout_forward,
            dropout_backward, early_stopping, average_models, share_correct)  # fmt: skip
if ready(*remedies):
    contest = {
        "nothing": {},
        "L1, strength 0.002": {"penalty": lambda W: l1_penalty_gradient(W, 0.002)},
        "L2, strength 0.01": {"penalty": l2_of(0.01)},
        "max-norm, limit 2": {"after_step": lambda W: project_max_norm(W, 2.0)},
        "dropout, keep_prob 0.3": {"keep_prob": 0.3},
        "early stopping": {"epochs": early_stopping(losses[:, 1], 20)[1] + 1},
        "noise": {"change": noise},
        "noise and dropout 0.5": {"change": noise, "keep_prob": 0.5},
    }
    print("remedy                 | known | new digits")
    for name, settings in contest.items():
        print("{:22} | {:5.1%} | {:.1%}".format(name, *over_seeds(**settings)))

# %% [markdown]
# Every remedy gives up some accuracy on the known digits, which is just what it should do: 40 of them are
# wrong. Do not read too much into small differences: 297 digits are few, so one digit is a third of a percent, and
# another seed moves each number by a point or two.
#
# Now the last step. We have *chosen* by the validation digits, so they are no longer new. The **test set** has been
# used for nothing. It is used once, now.

# %% tags=["experiment"]
if ready(*remedies):
    test_digits, test_labels = load_digits("test")
    for name in ("nothing", "noise and dropout 0.5"):
        networks = [train(few, noisy, seed=seed, **contest[name])[0] for seed in range(5)]
        opinions = np.array([probabilities(forward(network, test_digits)[1]) for network in networks])
        alone = np.mean([share_correct(opinion, test_labels) for opinion in opinions])
        print(f"{name:21}: one network {alone:.1%}, ensemble of five "
              f"{share_correct(average_models(opinions), test_labels):.1%}")  # fmt: skip

# %% [markdown]
# ### In your own words: a plan against overfitting
#
# A friend has trained a network on 2,000 photographs of leaves, taken by many people: 100 % right on these, 81 % on
# 500 others. The friend wants to take half of the units away and has 500 more labelled photographs that nobody has
# touched yet. Write a plan in five to ten sentences: what is wrong and how you know; which remedies you would try, in
# which order, and why; how you choose their strengths; what the 500 untouched photographs are for. Marked by a person
# (5 points).

# %% [markdown] written="regularization-plan"
# ### BEGIN SOLUTION
# The gap of 19 points between known and new photographs says that the network overfits; it is not too small, since it
# can describe all known leaves. I would keep its size and regularize it, because a larger network with a penalty did
# better than a smaller one in the table above. First I would stop early, which costs nothing, and augment the
# photographs by shifts, flips and some noise: leaves lie anywhere in a photograph, so new data bring just that. Then
# I would add dropout and a small L2 penalty, and in the end average a few networks if a point more is worth the time.
# Strength, keep_prob and patience are chosen by the 500 validation photographs, one change at a time, and with
# several seeds, because a difference of one point may be chance. More labelled photographs would help more than any
# of this. The 500 untouched ones are the test set: they are used once, at the very end, for the number that I report,
# and for no choice.
# ### END SOLUTION

# %% [markdown]
# ## 12 · Review
#
# Nothing here is marked. Cover the answers (they are in the cells below, once you run them) and say yours aloud.
#
# **From the earlier notebooks.**
#
# 1. A layer has 64 inputs and 100 units. How many weights, how many biases?
# 2. ReLU receives $z = -0.5$, and the gradient 3 arrives at its output. What goes back to $z$?
# 3. A network for ten classes knows nothing yet. What is its cross-entropy?
# 4. One epoch, 1,204 samples, batches of 32: how many updates?

# %% tags=["experiment"]
print("1.", 64 * 100, "weights and", 100, "biases")
print("2. 0: the slope of ReLU is 0 there")
print("3.", round(np.log(10), 3))
print("4.", -(-1204 // 32))

# %% [markdown]
# **From this notebook.** Answer first, then run the cell.
#
# 1. The weights (1, -2, 2) with strength 0.4: the L2 penalty? The L1 penalty?
# 2. A weight of 1 decays by a quarter at each step. What is left after two steps?
# 3. The column (6, 8) under the limit 5?
# 4. Inverted dropout with `keep_prob` 0.5: a surviving unit of value 3 puts out what?
# 5. Losses 4, 3, 3, 2, 5, 6 with patience 2: when does training stop, and which epoch was best?

# %% tags=["experiment"]
if ready(l2_penalty, l1_penalty, decay_weights, project_max_norm, dropout_forward, early_stopping):
    w = np.array([1.0, -2.0, 2.0])
    print("1.", round(l2_penalty(w, 0.4), 4), "and", round(l1_penalty(w, 0.4), 4))
    print("2.", decay_weights(np.array([1.0]), 0.25, 2)[0])
    print("3.", project_max_norm(np.array([[6.0], [8.0]]), 5.0).ravel())
    print("4.", dropout_forward(np.array([3.0]), np.array([True]), 0.5)[0])
    print("5. (stopped, best) =", early_stopping(np.array([4.0, 3.0, 3.0, 2.0, 5.0, 6.0]), 2))

# %% [markdown]
# ## Summary
#
# **How do you make a network learn the rule instead of the examples?** By making it hard to learn by heart:
#
# | remedy | what it does | what it costs |
# |---|---|---|
# | more data | noise averages out | people's time |
# | L2, weight decay | all weights small, in proportion; unused ones are forgotten | a strength to choose |
# | L1 | many weights (almost) zero, few inputs used | a strength to choose |
# | max-norm | no unit's weights longer than a limit; they cannot explode | a limit to choose |
# | dropout | no unit can rely on another; a crowd of networks in one | slower training |
# | early stopping | ends before the mistakes are learned | a validation set |
# | augmentation | no image looks the same twice | must resemble new data |
# | ensemble | different nonsense cancels | several times the work |
# | adversarial training | small changes no longer add up against it | about three times the work |
#
# **Which one helps most?** On the tired clerk's digits your own table says it: noise and dropout did much, and an
# ensemble added a little more. On other data the ranking will be another. What carries over is the way to find out:
# watch the gap, change one thing, choose by the validation set, and open the test set once.

# %% [markdown]
# What have you done so far, and what is left?

# %% tags=["experiment"]
progress()

# %% [markdown]
# ## Further reading
#
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016, chapter 7: <https://www.deeplearningbook.org>
# - M. Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 3: <http://neuralnetworksanddeeplearning.com>
# - CS231n, *Neural Networks, part 2*, on regularization: <https://cs231n.github.io/neural-networks-2/>
# - N. Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting*, 2014:
#   <https://jmlr.org/papers/v15/srivastava14a.html>
# - C. Zhang et al., *Understanding deep learning requires rethinking generalization*, 2017, in which networks learn
#   random labels by heart: <https://arxiv.org/abs/1611.03530>
# - I. Loshchilov, F. Hutter, *Decoupled weight decay regularization*, 2019: <https://arxiv.org/abs/1711.05101>
# - L. Breiman, *Bagging predictors*, 1996: <https://doi.org/10.1007/BF00058655>
# - I. Goodfellow, J. Shlens, C. Szegedy, *Explaining and harnessing adversarial examples*, 2015:
#   <https://arxiv.org/abs/1412.6572>
