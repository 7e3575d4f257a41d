# %% [markdown]
# # 3 · Losses: what does it cost to be wrong?
#
# A unit is asked a yes-or-no question. The right answer is no, 0. The unit says 0.98: it could hardly be more wrong.
# Surely it will correct itself in a hurry? Below, the same unit starts twice from the same weights and takes steps by
# the same rule. Only one formula differs: the **loss**, the price that we put on being wrong.

# %% setup=true
import matplotlib.pyplot as plt
import numpy as np

from nnlab import check, curves, explore, hint, progress, ready, show
from nnlab.datasets import load_digits


def logistic(z):
    """The sigmoid of notebook 2, in a form that never overflows."""
    return 0.5 * (1 + np.tanh(0.5 * z))


# %% tags=["experiment"]
def outputs_while_learning(loss, updates=60, learning_rate=0.5, h=1e-6):
    """Train the unit a = σ(w + b) from w = b = 2; the slope of its loss is measured, not derived."""
    w, b, outputs = 2.0, 2.0, []
    for _ in range(updates):
        outputs.append(logistic(w + b))
        slope = (loss(logistic(w + b + h)) - loss(logistic(w + b - h))) / (2 * h)
        w, b = w - learning_rate * slope, b - learning_rate * slope
    return np.array(outputs)


outputs = {
    "cross-entropy": outputs_while_learning(lambda a: -np.log(1 - a)),
    "squared error": outputs_while_learning(lambda a: a**2),
}
show(
    curves(np.arange(60), outputs, xlabel="updates", ylabel="output (0 is right)", ylim=(-0.03, 1.03)),
    alt="Output of the unit against updates. With cross-entropy it falls from 0.98 towards 0 at once. With "
    "the squared error it stays near 1 for a long time before it falls.",
)
for name, output in outputs.items():
    print(f"{name}: below one half after {np.argmax(output < 0.5)} updates")

# %% [markdown]
# **Why does one of them sit there, almost motionless, just where it is most wrong? And which loss should you take for
# which question?** By the end you will have written the common losses, paid a bill for messages by metro, taxi and
# bicycle, and measured the answer.
#
# ## What you will be able to do
#
# - write the losses of regression (squared, absolute, Huber) and of classification (cross-entropy, hinge), with their
#   gradients, so that they are right for extreme numbers, too;
# - say what entropy and cross-entropy mean in bits, and why minus the logarithm is the fair price of a probability;
# - explain and measure why sigmoid and squared error do not go together;
# - name the loss that an untrained network should start with;
# - choose output and loss for a task, with one answer, many answers or very many.
#
# **You need** derivatives and the chain rule, logarithms, NumPy arrays; from notebook 2 the sigmoid and softmax.
#
# | section | minutes |
# |---|---|
# | 1 What is a loss? | 15 |
# | 2 Predicting numbers | 45 |
# | 3 Metro, taxi or bicycle: what a message costs | 25 |
# | 4 Entropy and cross-entropy | 25 |
# | 5 Yes or no | 35 |
# | 6 A badly wrong start | 45 |
# | 7 One of many | 35 |
# | 8 Winning by a margin | 25 |
# | 9 Several labels, and very many | 30 |
# | 10 Which loss, when? | 15 |
# | 11 Review | 10 |
#
# That is about five hours: take breaks, and do it in two or three sittings.
#
# ## Notation
#
# | in formulas | in code | meaning |
# |---|---|---|
# | $y$ | `y_true` | the desired output, the truth |
# | $a$ | `y_pred` | the actual output, the prediction; where it is a probability, also $p$ |
# | $z$, $s$ | `logits`, `scores` | raw numbers before the output function: *logits* if a sigmoid or softmax follows, else *scores* |
# | $C$ | | the cost: the mean of the losses over a batch or a data set |
# | $n$ | | how many numbers the mean is taken of |
# | $K$ | | how many classes there are |
# | $\sigma(z)$ | `logistic(z)` | the sigmoid $1 / (1 + e^{-z})$ |
# | $\ln$, $\log_2$ | `np.log`, `np.log2` | natural logarithm; logarithm to base 2 |
#
# Four conventions hold throughout. **The truth comes first:** `loss(y_true, y_pred)`. **Losses are means over the
# batch**, so that a large batch is not more wrong than a small one. **Losses use the natural logarithm, code lengths
# the logarithm to base 2.** And a function called `..._gradient` returns the derivative of that mean with respect to
# each prediction, in the shape of the predictions.
#
# As before: fill in each function, run its cell, then its check; `hint()` helps in steps. No function may change its
# arguments.

# %% [markdown]
# ## 1 · What is a loss?
#
# A **loss function** says, as one number, how wrong one prediction is. A **cost function** is the mean of the losses
# over a batch or over the whole data set. (Many people say *loss* for both, and so shall we where it does no harm.)
# Training means: change the weights so that the cost falls.
#
# The simplest loss of a classifier is the **zero-one loss**: 0 for a right answer, 1 for a wrong one. Its mean is the
# share of wrong answers; one minus it is the *accuracy*. Classes are numbered, but the numbers are only names:
# reading a 3 as an 8 is no worse than reading it as a 4.
#
# ### Exercise: zero-one loss
#
# Write `zero_one(y_true, y_pred)`: both hold class numbers, shape (samples,). It returns the share of wrong answers.


# %% exercise="zero-one"
def zero_one(y_true, y_pred):
    """Return the share of wrong answers; y_true and y_pred hold class numbers, shape (samples,)."""
    ### BEGIN SOLUTION
    return np.mean(y_true != y_pred)
    ### END SOLUTION


# %% [markdown]
# If that is what we care about, why train with anything else?
#
# **Decide before you run the next cell.** A unit $a = \sigma(wx)$ answers yes if $a > 0.5$. Its weight is moved in
# tiny steps from 0.50 to 0.54. What will the zero-one loss on eight samples do? What will the mean squared difference
# between $a$ and the truth do?

# %% tags=["experiment"]
if ready(zero_one):
    x = np.array([-3.0, -2.0, -1.0, -0.5, 0.4, 1.0, 2.0, 3.0])
    truth = np.array([0, 0, 1, 0, 0, 1, 1, 1])
    for w in (0.50, 0.51, 0.52, 0.53, 0.54):
        a = logistic(w * x)
        print(
            f"w = {w:.2f}   zero-one loss {zero_one(truth, (a > 0.5).astype(int)):.4f}   "
            f"squared {sum((a - truth) ** 2) / 8:.6f}"
        )

# %% [markdown]
# The zero-one loss does not move. It is flat nearly everywhere, and where it is not flat it jumps: its gradient says
# nothing about where to go. All other losses in this notebook stand in for it. They have slopes.
#
# ### Find the slip: losses and costs
#
# As in notebook 2: the notes on which this course is built make four statements; one is wrong, deliberately left in.
# Who can find it has understood the idea. (Statement c names losses that come later; what they are is said in
# brackets, and no more is needed here.)
#
# - **a** A loss function says how wrong one prediction is; the cost is the mean of the losses over the data set.
# - **b** The accuracy is one minus the zero-one loss.
# - **c** The usual losses of a single prediction are the zero-one loss, the squared loss $(a - y)^2$, the absolute
#   loss $|a - y|$, the log loss (minus the logarithm of a probability) and the *global loss* (the mean over all the
#   data).
# - **d** The gradient of the zero-one loss with respect to the weights is 0 wherever it exists.

# %% exercise="slip-global-loss"
slip_global_loss = "?"
### BEGIN SOLUTION
slip_global_loss = "c"
### END SOLUTION

# %% [markdown]
# ## 2 · Predicting numbers
#
# When the answer is a number (a price, a temperature), the task is called *regression*. The difference $r = a - y$ is
# the **residual**. The **mean squared error**, MSE for short (also *squared loss* or *L2 loss*), is the mean of its
# square:
#
# $$C = \frac1n \sum_{i=1}^n (a_i - y_i)^2$$
#
# It is written here without a factor of one half. (Some books put one in front, so that the 2 of the derivative
# disappears. The minimum is in the same place.) Predictions may have the shape (samples,) or, with several numbers to
# predict for each sample, (samples, targets); the mean is then taken over all entries, so that $n$ is their number.
#
# For example, $y = [1, 2]$ and $a = [1.5, 0]$: the squares are 0.25 and 4, and the mean is 2.125.
#
# ### Exercise: mean squared error
#
# Write `mse(y_true, y_pred)` and its gradient `mse_gradient(y_true, y_pred)`. Derive the gradient first: in how many
# terms of the sum does one prediction appear?


# %% exercise="mse"
def mse(y_true, y_pred):
    """Return the mean over all entries of the squared residuals, without a factor of one half."""
    ### BEGIN SOLUTION
    return np.mean((y_pred - y_true) ** 2)
    ### END SOLUTION


def mse_gradient(y_true, y_pred):
    """Return the derivative of the mean squared error by each prediction, in the shape of y_pred."""
    ### BEGIN SOLUTION
    return 2 * (y_pred - y_true) / y_pred.size
    ### END SOLUTION


# %% [markdown]
# Squares have one strong opinion: one residual of 10 counts as much as a hundred residuals of 1. The **mean absolute
# error**, MAE (also *absolute loss* or *L1 loss*), takes the plain distance instead:
#
# $$C = \frac1n \sum_{i=1}^n |a_i - y_i|$$
#
# $|r|$ has a kink at 0. The convention: where a prediction hits exactly, the gradient is 0.
#
# ### Exercise: mean absolute error
#
# Write `mae(y_true, y_pred)` and `mae_gradient(y_true, y_pred)`, for any shape, the mean over all entries.


# %% exercise="mae"
def mae(y_true, y_pred):
    """Return the mean over all entries of the distances."""
    ### BEGIN SOLUTION
    return np.mean(np.abs(y_pred - y_true))
    ### END SOLUTION


def mae_gradient(y_true, y_pred):
    """Return the derivative of the mean absolute error by each prediction; 0 where it hits exactly."""
    ### BEGIN SOLUTION
    return np.sign(y_pred - y_true) / y_pred.size
    ### END SOLUTION


# %% [markdown]
# The gradient of the absolute error is as strong near the target as far from it, so the last small steps overshoot.
# The **Huber loss** takes the best of both: a parabola near the target, a line far away. Where it changes over is
# yours to choose, the threshold $\delta > 0$:
#
# $$\ell(r) = \begin{cases} \tfrac12 r^2 & |r| \le \delta \\ \delta\,\bigl(|r| - \tfrac12 \delta\bigr) & |r| > \delta
# \end{cases}$$
#
# With the half in it, the two pieces meet at $|r| = \delta$ without a jump and without a kink: both are
# $\tfrac12\delta^2$ there, and both have the slope $\delta$. With $\delta = 1$, a distance of 0.5 costs 0.125, and a
# distance of 3 costs 2.5.
#
# ### Exercise: Huber loss
#
# Write `huber(y_true, y_pred, delta=1.0)` and `huber_gradient(y_true, y_pred, delta=1.0)`: the mean of
# $\ell(a_i - y_i)$ over all entries, and its gradient.


# %% exercise="huber"
def huber(y_true, y_pred, delta=1.0):
    """Return the mean over all entries of the Huber loss with threshold delta."""
    ### BEGIN SOLUTION
    r = np.abs(y_pred - y_true)
    return np.mean(np.where(r <= delta, r**2 / 2, delta * (r - delta / 2)))
    ### END SOLUTION


def huber_gradient(y_true, y_pred, delta=1.0):
    """Return the derivative of the Huber loss by each prediction, in the shape of y_pred."""
    ### BEGIN SOLUTION
    return np.clip(y_pred - y_true, -delta, delta) / y_pred.size
    ### END SOLUTION


# %% [markdown]
# Compare the three losses of a single prediction. Drag the point, or move the sliders: what does $\delta$ change, and
# what becomes of the Huber loss when $\delta$ is small?

# %% tags=["experiment"]
explore.losses(error={"Huber": huber, "squared": mse, "absolute": mae})

# %% [markdown]
# What pulls a prediction towards its target is the slope. **Decide before you run the next cell** what the slopes of
# the three losses look like.

# %% tags=["experiment"]
if ready(mse_gradient, mae_gradient, huber_gradient):
    residuals, target = np.linspace(-3, 3, 241), np.zeros(1)
    gradients = {"Huber, δ = 1": huber_gradient, "squared": mse_gradient, "absolute": mae_gradient}
    slopes = {name: [slope(target, np.array([r]))[0] for r in residuals] for name, slope in gradients.items()}
    show(
        curves(residuals, slopes, xlabel="residual r", ylabel="slope of the loss", ylim=(-3, 3)),
        alt="Slopes against the residual. Squared: a straight line through 0. Absolute: a jump from -1 to 1. Huber: the "
        "straight line r, which stays at -1 and at 1 beyond a distance of 1.",
    )

# %% [markdown]
# Twelve thermometers in a room are read. The best single guess for the temperature is the number $c$ that makes the
# loss against all readings smallest.
#
# **Decide before you run the next cell.** Then a thirteenth thermometer is read, which is broken and shows 85
# degrees. How far will each of the three best guesses move? (Two of the three have names that you know: for which
# loss is the best guess the mean of the readings, and for which the median?)

# %% tags=["experiment"]
if ready(mse, mae, huber):
    readings = np.array([20.5, 21.2, 20.5, 18.0, 21.4, 20.7, 19.2, 20.9, 20.5, 20.4, 20.0, 20.8])
    guesses = np.linspace(10, 90, 8001)
    print("readings          | squared | absolute | Huber, δ = 2 | mean  | median")
    for name, known in (("twelve", readings), ("and the broken one", np.append(readings, 85.0))):
        best = [
            guesses[np.argmin([loss(known, np.full(known.shape, c)) for c in guesses])]
            for loss in (mse, mae, lambda y, a: huber(y, a, 2.0))
        ]
        print(
            f"{name:17} | {best[0]:7.2f} | {best[1]:8.2f} | {best[2]:12.2f} "
            f"| {known.mean():5.2f} | {np.median(known):.2f}"
        )

# %% [markdown]
# The best guess of the squared error is the mean, that of the absolute error the median. One broken thermometer moves
# the mean by five degrees; the other two guesses hardly notice. Such losses are called *robust*. So:
#
# - **squared:** the first choice for regression; smooth, and its gradient fades near the target; upset by outliers;
# - **absolute:** robust; its gradient never fades and has a jump;
# - **Huber:** robust and smooth; you must choose $\delta$: what is farther away than that is treated as an outlier.

# %% [markdown]
# ## 3 · Metro, taxi or bicycle: what a message costs
#
# A classifier answers with probabilities. What should a probability cost? The notes find the answer in a story.
#
# Every morning a friend reports how she came to work: by metro, by taxi or by bicycle. She reports over a line that
# carries zeros and ones and charges **1 yuan for each bit**. Both ends agree on a *code*: a word of zeros and ones
# for each message. The words follow each other without commas, so no word may be the beginning of another one;
# otherwise the other end could not tell where a word ends.
#
# On 70 % of the days she takes the metro, on 20 % a taxi, on 10 % her bicycle. Three codes are proposed:
#
# | | metro | taxi | bicycle |
# |---|---|---|---|
# | code A | 00 | 01 | 10 |
# | code B | 0 | 10 | 11 |
# | code C | 10 | 11 | 0 |
#
# **Decide before you run the next cell.** Which code is cheapest over a thousand days, which most expensive?

# %% tags=["experiment"]
rng = np.random.default_rng(0)
days = rng.choice(["metro", "taxi", "bicycle"], size=1000, p=[0.7, 0.2, 0.1])
codes = {
    "A": {"metro": "00", "taxi": "01", "bicycle": "10"},
    "B": {"metro": "0", "taxi": "10", "bicycle": "11"},
    "C": {"metro": "10", "taxi": "11", "bicycle": "0"},
}
for name, words in codes.items():
    sent = "".join(words[day] for day in days)
    print(f"code {name}: {sent[:24]}...  the bill for 1000 days: {len(sent)} yuan")

# %% [markdown]
# Frequent messages deserve short words. But not all words can be short: whoever gives away the word 0 gives away
# **half** of all the room there is, because no other word may begin with 0. A word of $\ell$ bits takes the share
# $2^{-\ell}$ of the room. A code with the lengths $\ell_1, \ell_2, \dots$ exists exactly if *Kraft's sum* is at most
# 1:
#
# $$\sum_i 2^{-\ell_i} \le 1$$
#
# Code B has $\tfrac12 + \tfrac14 + \tfrac14 = 1$: all the room is used.
#
# How much room should a message get? Shannon proved in 1948: as much as its probability. If message $i$ has the
# probability $y_i$, then $2^{-\ell_i} = y_i$, and so its best length is
#
# $$\ell_i = \log_2 \frac{1}{y_i}$$
#
# bits. A message with the probability 1/4 gets 2 bits. For 0.7 it is 0.515 bits: a real number, which no single word
# can have; we shall see what to do about that.
#
# ### Exercise: code lengths
#
# Write three functions. Distributions have the shape (outcomes,).
#
# - `optimal_code_lengths(y)`: Shannon's length for each of the probabilities above 0 in `y`, a real number each;
# - `expected_code_length(y, lengths)`: the mean number of bits a message, where each word's length is weighted by how
#   often it is sent;
# - `kraft_sum(lengths)`: Kraft's sum $\sum_i 2^{-\ell_i}$ of an array of floats.


# %% exercise="code-lengths"
def optimal_code_lengths(y):
    """Return the best length in bits of each word, shape (outcomes,), for probabilities above 0."""
    ### BEGIN SOLUTION
    return np.log2(1 / y)
    ### END SOLUTION


def expected_code_length(y, lengths):
    """Return the mean number of bits a message."""
    ### BEGIN SOLUTION
    return np.sum(y * lengths)
    ### END SOLUTION


def kraft_sum(lengths):
    """Return the share of the room that words of these lengths take, 2 to the minus length each."""
    ### BEGIN SOLUTION
    return np.sum(2.0**-lengths)
    ### END SOLUTION


# %% [markdown]
# The next cell puts five sets of lengths side by side: those of the codes A, B and C, those of a *dream* code whose
# words all have one bit, and Shannon's. **Decide before you run it:** which of the five can be no code at all, and
# which has the shortest words that are still possible?

# %% tags=["experiment"]
if ready(optimal_code_lengths, expected_code_length, kraft_sum):
    y = np.array([0.7, 0.2, 0.1])
    for name, lengths in (
        ("A", [2, 2, 2]),
        ("B", [1, 2, 2]),
        ("C", [2, 2, 1]),
        ("dream", [1, 1, 1]),
        ("Shannon", optimal_code_lengths(y)),
    ):
        lengths = np.array(lengths, dtype=float)
        print(
            f"{name:8} lengths {np.round(lengths, 3)}  mean {expected_code_length(y, lengths):.4f} bits, "
            f"Kraft's sum {kraft_sum(lengths):.2f}"
        )

# %% [markdown]
# The dream code does not exist: its sum is 1.5. Shannon's lengths use all the room, and their mean, 1.1568 bits, is a
# bound: no code is cheaper. Code B pays 1.3. Can one come nearer to the bound with whole bits? Yes, by sending
# **several days in one word**. The best code for given probabilities is found by Huffman's rule of 1952: join the two
# rarest messages into one, and repeat until a single one is left. Each joining puts one more bit in front of the
# words.
#
# **Decide before you run the next cell:** will the bill *per day* reach the bound?


# %% tags=["experiment"]
def huffman(probabilities):
    """Return the best word for each message, by joining the two rarest again and again."""
    groups = [(p, {message: ""}) for message, p in probabilities.items()]
    while len(groups) > 1:
        groups.sort(key=lambda group: group[0])
        (p, first), (q, second), *rest = groups
        joined = {m: "0" + word for m, word in first.items()} | {m: "1" + word for m, word in second.items()}
        groups = [*rest, (p + q, joined)]
    return groups[0][1]


messages = {(): 1.0}
for number_of_days in range(1, 7):
    messages = {
        (*before, day): p * q
        for before, p in messages.items()
        for day, q in (("metro", 0.7), ("taxi", 0.2), ("bicycle", 0.1))
    }
    words = huffman(messages)
    bits = sum(p * len(words[message]) for message, p in messages.items())
    print(f"days in a word: {number_of_days}, words: {len(words):3}, bits a day: {bits / number_of_days:.4f}")

# %% [markdown]
# It comes close (not every longer word is a gain), and with very long words as close as one likes. But never below.
#
# ### Find the slip: the best code
#
# One of these statements is wrong, deliberately left in.
#
# - **a** A message with the probability 1/8 deserves a word of 3 bits.
# - **b** If one message is half as likely as another, its best word is one bit longer.
# - **c** A word of a single bit is ideal for a message that is sent on half of the days.
# - **d** Shannon proved: the best code spends $1 / \log y_i$ bits on a message of probability $y_i$.

# %% exercise="slip-shannon"
slip_shannon = "?"
### BEGIN SOLUTION
slip_shannon = "d"
### END SOLUTION

# %% [markdown]
# ## 4 · Entropy and cross-entropy
#
# The bound has a name. The **entropy** of a distribution $y$ is the mean length of the best code,
#
# $$H(y) = \sum_i y_i \log_2 \frac{1}{y_i},$$
#
# in bits. It measures disorder: 0 if one outcome is certain (then nothing needs to be said), and largest if all
# outcomes are equally likely. What never happens adds nothing: $0 \cdot \log_2 \tfrac10$ counts as 0.
#
# Now suppose the friend changes her habits, but the code stays as it was. Words are sent as often as the **true**
# distribution $y$ says, but their lengths were made for the **estimate** $a$. The bill is the **cross-entropy**
#
# $$H(y, a) = \sum_i y_i \log_2 \frac{1}{a_i}$$
#
# The bill for the wrong estimate is never below the entropy, and the difference, cross-entropy minus entropy, is the
# price of being wrong about the world: the *Kullback-Leibler divergence*. The truth $y = [0.5, 0.5]$ and the estimate
# $a = [0.25, 0.75]$ give $H(y) = 1$ bit, $H(y, a) = 1.2075$ bits, and the divergence 0.2075 bits.
#
# ### Exercise: entropy, cross-entropy, divergence
#
# Write `entropy(y)`, `cross_entropy(y_true, y_pred)` and `kl_divergence(y_true, y_pred)`, all in bits, for
# distributions of shape (outcomes,). True probabilities may be 0, estimates above 0 are taken for granted. You may
# call your functions from section 3.


# %% exercise="entropy"
def entropy(y):
    """Return the entropy in bits; outcomes of probability 0 add nothing."""
    ### BEGIN SOLUTION
    possible = y[y > 0]
    return np.sum(possible * np.log2(1 / possible))
    ### END SOLUTION


def cross_entropy(y_true, y_pred):
    """Return the mean bits a message, sent by the truth with words made for the estimate."""
    ### BEGIN SOLUTION
    return np.sum(y_true * np.log2(1 / y_pred))
    ### END SOLUTION


def kl_divergence(y_true, y_pred):
    """Return the price of the wrong estimate: cross-entropy minus entropy."""
    ### BEGIN SOLUTION
    return cross_entropy(y_true, y_pred) - entropy(y_true)
    ### END SOLUTION


# %% [markdown]
# Choose word lengths yourself and pay the bill. The bars and numbers come from *your* functions. Can you reach the
# entropy for each setting of *the day*? What does the Kraft sum say when you make all words short?

# %% tags=["experiment"]
explore.code_bill(expected_code_length, entropy, kraft_sum)

# %% [markdown]
# **Decide before you run the next cell.** Take the truth $y = [0.7, 0.2, 0.1]$ and ten thousand random estimates. How
# often will the cross-entropy be below the entropy? Which estimate will be best?

# %% tags=["experiment"]
if ready(entropy, cross_entropy, kl_divergence):
    y = np.array([0.7, 0.2, 0.1])
    estimates = np.random.default_rng(0).dirichlet([1, 1, 1], size=10_000)
    bills = np.array([cross_entropy(y, a) for a in estimates])
    print(f"entropy {entropy(y):.4f}; below it: {np.sum(bills < entropy(y))} of {len(bills)}")
    print("cheapest estimate", np.round(estimates[bills.argmin()], 3), f"with {bills.min():.4f} bits")
    print("the divergence of the truth from itself:", abs(round(kl_divergence(y, y), 12)))

    shares = np.linspace(0.02, 0.98, 193)
    truths = {"truth 0.9": np.array([0.9, 0.1]), "truth 0.5": np.array([0.5, 0.5])}
    bills = {name: [cross_entropy(y, np.array([a, 1 - a])) for a in shares] for name, y in truths.items()}
    figure = curves(
        shares, bills, xlabel="estimated probability a", ylabel="cross-entropy in bits", ylim=(0, 4)
    )
    for y in truths.values():
        figure.axes[0].plot(y[0], entropy(y), "o", color="#000000")
        figure.axes[0].annotate(f"entropy {entropy(y):.3f}", (y[0] - 0.13, entropy(y) - 0.36))
    show(
        figure,
        alt="Cross-entropy against the estimate, for the truths 0.9 and 0.5. Each curve is a valley with its "
        "lowest point, the entropy, exactly where the estimate is the truth, and climbs steeply towards 0 and 1.",
    )

# %% [markdown]
# That cross-entropy is never below entropy, and equal to it only if $a = y$, is *Gibbs' inequality*. So cross-entropy
# measures how far an estimate lies from the truth, and a network can be trained by making it small: **find the
# estimate with the smallest bill.**
#
# The notes say that improving a model means reducing uncertainty. Look closely at what can be reduced. In
#
# $$\text{cross-entropy} = \text{entropy} + \text{divergence}$$
#
# training changes $a$, so only the divergence falls. The entropy belongs to the world: no model can predict a fair
# coin. When all that can be known about a sample's class is known, its entropy is 0, and the whole cross-entropy can
# be trained away.
#
# In section 5 the base changes from 2 to $e$. That multiplies every bill by the same factor, $\ln 2 = 0.693$, and with
# $(\ln p)' = 1/p$ the derivatives become simpler.

# %% [markdown]
# ## 5 · Yes or no
#
# For a yes-or-no question, a network gives one number: the probability $p$ that the answer is yes. The truth is 1
# (yes) or 0 (no), so the true distribution is certain, and the bill has a single term, the price of what happened:
#
# $$\ell = \begin{cases} -\ln p & y = 1 \\ -\ln (1 - p) & y = 0 \end{cases}$$
#
# This is the **log loss**, and its mean over the batch the **binary cross-entropy**. Whoever was sure and right pays
# nearly nothing: $-\ln 0.99 = 0.010$. Whoever said one half pays $\ln 2 = 0.693$. Whoever was sure and wrong pays a
# lot, $-\ln 0.01 = 4.6$, and for a certainty that turns out false the price is infinite.
#
# (Statisticians arrive at the same formula by another way. The probability that a model gives to all the answers
# together is a product; its logarithm is a sum; making the product large is making minus that sum small.)
#
# The two cases can be written as one formula, since $y$ and $1 - y$ are 1 and 0, or 0 and 1: as factors, they switch
# terms on and off.
#
# ### Exercise: binary cross-entropy
#
# Write `binary_cross_entropy(y_true, y_pred)` with the natural logarithm, for any shape, the mean over all entries,
# and `binary_cross_entropy_gradient(y_true, y_pred)` with respect to the probabilities. Here `y_true` holds 0 and 1,
# and all probabilities lie strictly between 0 and 1.


# %% exercise="binary-cross-entropy"
def binary_cross_entropy(y_true, y_pred):
    """Return the mean over all entries of minus the logarithm of the probability of what happened."""
    ### BEGIN SOLUTION
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))
    ### END SOLUTION


def binary_cross_entropy_gradient(y_true, y_pred):
    """Return the derivative of the loss by each probability, in the shape of y_pred."""
    ### BEGIN SOLUTION
    return (y_pred - y_true) / (y_pred * (1 - y_pred)) / y_pred.size
    ### END SOLUTION


# %% [markdown]
# ### Find the slip: binary cross-entropy
#
# One of these statements about a single sample is wrong, deliberately left in.
#
# - **a** Its loss is $-y \ln p + (1 - y) \ln (1 - p)$.
# - **b** Its loss is minus the logarithm of the probability that was given to what happened.
# - **c** With $p = 1/2$ the loss is $\ln 2$, whatever the truth is.
# - **d** Exchange yes and no, that is, $y$ for $1 - y$ and $p$ for $1 - p$: the loss stays the same.

# %% exercise="slip-brackets"
slip_brackets = "?"
### BEGIN SOLUTION
slip_brackets = "a"
### END SOLUTION

# %% [markdown]
# ### From logits
#
# The probability comes out of a sigmoid, $p = \sigma(z)$. **Decide before you run the next cell:** the truth is 0,
# and the logit $z$ grows from 10 to 1000. What should the loss be, roughly? What will the computer say?

# %% tags=["experiment"]
if ready(binary_cross_entropy):
    with np.errstate(all="ignore"):
        for z in (10.0, 30.0, 36.0, 40.0, 1000.0):
            p = logistic(np.array([z]))
            print(f"z = {z:6}: p = {p[0]:.17g}, the loss {binary_cross_entropy(np.zeros(1), p):.6g}")

# %% [markdown]
# From a logit of about 37 on, the sigmoid rounds to exactly 1, and the logarithm of 0 is minus infinity. Many
# programs then *clip* the probability, so that the loss stays finite; but it stays finite by being wrong, and where
# it is clipped its gradient is 0. The better way is to put the sigmoid into the logarithm *on paper*:
#
# $$-\ln \sigma(z) = \ln (1 + e^{-z}), \qquad -\ln (1 - \sigma(z)) = \ln (1 + e^{z}) .$$
#
# NumPy has a function that computes the logarithm of a sum of exponentials without overflow: `np.logaddexp(a, b)` is
# $\ln (e^a + e^b)$. So `np.logaddexp(0, z)` is $\ln (1 + e^z)$, and for $z = 1000$ it is 1000.
#
# ### Exercise: binary cross-entropy from logits
#
# Write `binary_cross_entropy_from_logits(y_true, logits)`, the mean over all entries, and its gradient
# `binary_cross_entropy_from_logits_gradient(y_true, logits)` with respect to the **logits**. Simplify the gradient on
# paper: the chain rule multiplies what you found above by the slope of the sigmoid, $p\,(1 - p)$. The loss must be
# right for logits such as 1000 and -1000.


# %% exercise="cross-entropy-from-logits"
def binary_cross_entropy_from_logits(y_true, logits):
    """Return the binary cross-entropy of sigmoid(logits), right for logits of any size."""
    ### BEGIN SOLUTION
    return np.mean(np.logaddexp(0, logits) - y_true * logits)
    ### END SOLUTION


def binary_cross_entropy_from_logits_gradient(y_true, logits):
    """Return the derivative of that loss by each logit, in the shape of logits."""
    ### BEGIN SOLUTION
    return (1 / (1 + np.exp(-logits)) - y_true) / logits.size
    ### END SOLUTION


# %% [markdown]
# Check your gradient by measuring, as in notebook 2: raise one logit by a tiny bit, lower it by as much, and divide
# the difference of the losses by the way.

# %% tags=["experiment"]
if ready(binary_cross_entropy_from_logits, binary_cross_entropy_from_logits_gradient):
    truth, z, h = np.array([1, 0, 1]), np.array([2.0, 0.5, -3.0]), 1e-6
    for i, nudge in enumerate(h * np.eye(3)):
        rise = binary_cross_entropy_from_logits(truth, z + nudge) - binary_cross_entropy_from_logits(
            truth, z - nudge
        )
        print(
            f"logit {z[i]:4}, truth {truth[i]}: measured {rise / (2 * h):9.6f}, "
            f"yours {binary_cross_entropy_from_logits_gradient(truth, z)[i]:9.6f}"
        )

# %% [markdown]
# ## 6 · A badly wrong start
#
# Back to the unit that said 0.98. In the notes' notation: $a = \sigma(z)$ is the actual output, with
# $z = w \cdot x + b$; $y$ is the desired output; $C$ is the cost. Training corrects the weights and the bias in
# proportion to $\partial C / \partial w$ and $\partial C / \partial b$. So whoever wants to know how fast a unit
# learns must look at these two.
#
# Both costs reach $z$ through $a$, and the sigmoid's slope can be written with its output: $\sigma'(z) = a\,(1 - a)$.
# For one sample, the chain rule gives
#
# $$\frac{\partial C}{\partial w} = \frac{\partial C}{\partial a} \cdot \sigma'(z) \cdot x, \qquad
# \frac{\partial C}{\partial b} = \frac{\partial C}{\partial a} \cdot \sigma'(z) .$$
#
# Put in the derivative of the squared error, and then that of the cross-entropy. In one of them, something happens to
# $\sigma'(z)$.
#
# ### Exercise: two costs, one sigmoid unit
#
# Write `quadratic_cost_gradients(X, y_true, weights, bias)` for the mean squared error (as in section 2, no half) and
# `cross_entropy_cost_gradients(X, y_true, weights, bias)` for the binary cross-entropy of $a = \sigma(Xw + b)$. `X`
# has the shape (samples, features), `weights` (features,), and `bias` is a number. Costs are the mean over the batch.
# Each function returns two things: the gradients of the weights, then that of the bias. You may call your earlier
# functions, and `logistic`.


# %% exercise="cost-gradients"
def quadratic_cost_gradients(X, y_true, weights, bias):
    """Return the derivatives of the mean squared error by the weights, shape (features,), and by the bias."""
    ### BEGIN SOLUTION
    a = 1 / (1 + np.exp(-(X @ weights + bias)))
    grad_z = 2 * (a - y_true) / len(X) * a * (1 - a)
    return X.T @ grad_z, grad_z.sum()
    ### END SOLUTION


def cross_entropy_cost_gradients(X, y_true, weights, bias):
    """Return the derivatives of the binary cross-entropy by the weights, shape (features,), and by the bias."""
    ### BEGIN SOLUTION
    a = 1 / (1 + np.exp(-(X @ weights + bias)))
    grad_z = (a - y_true) / len(X)
    return X.T @ grad_z, grad_z.sum()
    ### END SOLUTION


# %% [markdown]
# The next cell draws how strongly one sample with $y = 0$ pulls at the bias, against the output $a$. **Decide before
# you run it:** where is each curve highest? How high is each at $a = 1$, the worst possible answer?

# %% tags=["experiment"]
if ready(quadratic_cost_gradients, cross_entropy_cost_gradients):
    x, zero, w = np.array([[1.0]]), np.array([0]), np.array([0.0])
    outputs = np.linspace(0.002, 0.998, 250)
    biases = np.log(outputs / (1 - outputs))  # the logits that belong to these outputs
    pulls = {"cross-entropy": cross_entropy_cost_gradients, "squared error": quadratic_cost_gradients}
    pulls = {name: np.array([f(x, zero, w, bias)[1] for bias in biases]) for name, f in pulls.items()}
    for name, pull in pulls.items():
        print(f"{name:13}: strongest at a = {outputs[pull.argmax()]:.2f}; at a = 0.998 it is {pull[-1]:.4f}")
    show(
        curves(outputs, pulls, xlabel="output a (0 is right)", ylabel="∂C/∂b"),
        alt="Gradient of the bias against the output. Cross-entropy: a straight line from 0 at the right answer to "
        "1 at the worst. Squared error: a hill with its top at two thirds, which falls to 0 at the worst answer.",
    )

# %% [markdown]
# With cross-entropy, a large error means a large step and a small error a small one, as one would wish. With the
# squared error behind a sigmoid, the unit learns slowest where it is most wrong, because there the sigmoid is flat.
#
# **Decide before you run the next cell:** the same unit starts at an output of 0.6, of 0.9, of 0.98, 0.999 and
# 0.9999. How many updates does each cost need until the output is below 0.2?


# %% tags=["experiment"]
def updates_needed(gradients, start, learning_rate=0.5, at_most=10_000):
    """Count the updates from the output `start` until the output is below 0.2, when 0 is right."""
    x, zero = np.array([[1.0]]), np.array([0])
    weights, bias = np.array([np.log(start / (1 - start)) / 2]), np.log(start / (1 - start)) / 2
    updates = 0
    while logistic(weights[0] + bias) > 0.2 and updates < at_most:
        grad_weights, grad_bias = gradients(x, zero, weights, bias)
        weights, bias = weights - learning_rate * grad_weights, bias - learning_rate * grad_bias
        updates += 1
    return updates


if ready(quadratic_cost_gradients, cross_entropy_cost_gradients):
    print("start  | squared error | cross-entropy")
    for start in (0.6, 0.9, 0.98, 0.999, 0.9999):
        print(
            f"{start:<6} | {updates_needed(quadratic_cost_gradients, start):13} "
            f"| {updates_needed(cross_entropy_cost_gradients, start):13}"
        )

# %% [markdown]
# Ten times nearer to the wrong answer: about ten times as many updates with the squared error, and two more with
# cross-entropy. Play with it: choose a start and a learning rate, and let the two units learn side by side. They are
# driven by *your* gradients. (An *epoch* is one pass through the data; with a single sample, it is one update.)


# %% tags=["experiment"]
def slope_by_z(gradients):
    """Return the slope of the cost of one sample with respect to z, for many z, each on its own."""
    x, weights = np.array([[1.0]]), np.zeros(1)
    return np.vectorize(lambda z, y: gradients(x, np.array([y]), weights, z)[1])


if ready(quadratic_cost_gradients, cross_entropy_cost_gradients):
    sides = {"cross-entropy": cross_entropy_cost_gradients, "squared error": quadratic_cost_gradients}
    display(explore.wrong_start(logistic, {name: slope_by_z(f) for name, f in sides.items()}))

# %% [markdown]
# ### On real digits
#
# Is the digit a 3? One unit looks at the 64 pixels of each of 1,204 scanned digits. Its bias starts at 7, so it
# answers yes to everything, with $a = 0.999$. Only one digit in ten is a 3. **Decide before you run the next cell**
# what the share of wrong answers will look like over 400 updates, with each of the two costs.

# %% tags=["experiment"]
if ready(zero_one, quadratic_cost_gradients, cross_entropy_cost_gradients):
    pixels, digits = load_digits("train")
    is_three = (digits == 3).astype(int)
    wrong = {"cross-entropy": [], "squared error": []}
    for gradients, name in (
        (cross_entropy_cost_gradients, "cross-entropy"), (quadratic_cost_gradients, "squared error")
    ):  # fmt: skip
        weights, bias = np.zeros(64), 7.0
        for _ in range(401):
            wrong[name].append(zero_one(is_three, (logistic(pixels @ weights + bias) > 0.5).astype(int)))
            grad_weights, grad_bias = gradients(pixels, is_three, weights, bias)
            weights, bias = weights - 0.5 * grad_weights, bias - 0.5 * grad_bias
        start, later, last = (wrong[name][update] for update in (0, 100, 400))
        print(f"{name}: wrong at the start {start:.1%}, after 100 updates {later:.1%}, after 400 {last:.1%}")
    show(
        curves(np.arange(401), wrong, xlabel="updates", ylabel="share of wrong answers", ylim=(-0.02, 1)),
        alt="Share of wrong answers against updates. With cross-entropy it falls from 90 per cent within a few "
        "updates. With the squared error it stays at 90 per cent for more than a hundred updates before it falls.",
    )

# %% [markdown]
# For a hundred updates, the unit with the squared error goes on answering yes to every picture, although nine answers
# in ten are wrong. Then its bias has crept down far enough, and it catches up; the hundred updates are lost. (An
# error of 10 % is no feat, by the way: who always answers no is right on nine digits in ten.)
#
# ### Valleys
#
# There is a second reason for cross-entropy. A function is **convex** if the straight line between any two points of
# its graph never runs below the graph; such a function has no valley but one. **Decide before you run the next
# cell:** a unit has one weight, a bias, and six samples. Pairs of random settings are drawn, and the cost halfway
# between them is compared with the mean of their costs. For which cost is it ever larger?

# %% tags=["experiment"]
if ready(mse, binary_cross_entropy_from_logits):
    x, truth = np.array([-2.0, -1.0, -0.5, 0.5, 1.0, 3.0]), np.array([0, 1, 0, 1, 0, 1])
    costs = {
        "cross-entropy": lambda w, b: binary_cross_entropy_from_logits(truth, w * x + b),
        "squared error": lambda w, b: mse(truth, logistic(w * x + b)),
    }
    first, second = np.random.default_rng(0).normal(scale=4, size=(2, 2000, 2))
    for name, cost in costs.items():
        higher = [
            cost(*(p + q) / 2) > (cost(*p) + cost(*q)) / 2 + 1e-12 for p, q in zip(first, second, strict=True)
        ]
        print(f"{name:13}: larger halfway in {sum(higher)} of {len(higher)} pairs")
    weights = np.linspace(-12, 12, 241)
    valleys = {name: [cost(w, 1.0) for w in weights] for name, cost in costs.items()}
    show(
        curves(weights, valleys, xlabel="weight w (bias 1)", ylabel="cost", ylim=(0, 3)),
        alt="Cost against the weight. Cross-entropy is one valley with steep straight sides. The squared error lies "
        "low, bends several times, and is almost flat far out on both sides.",
    )

# %% [markdown]
# Cross-entropy is convex *in the logits*, and so in the weights and bias of a single unit (which is logistic
# regression). The squared error behind a sigmoid is not. Read the claim with care, though: in the weights of a
# network with hidden layers, no usual cost is convex.
#
# ### What helps?
#
# The notes ask: **how can one overcome the slow learning of sigmoid with squared error? And why, if one wants the
# squared error, should the output be something else than a sigmoid?**
#
# Let us try five remedies on a badly wrong start: a learning rate ten times as high, one a hundred times as high,
# smaller weights at the start, a linear output, and cross-entropy. If nothing else is said, a unit starts with an error
# of 0.999 and uses a learning rate of 0.1. Each one learns until its error is below 0.2.
#
# **Decide before you run the next cell:** which of the five remedies will help most, and which least?


# %% tags=["experiment"]
def linear_unit_updates(learning_rate=0.1, at_most=10_000):
    """Count the updates of a unit without a sigmoid, a = w + b, from a = 0.999 until a is below 0.2."""
    w, b, updates = 0.4995, 0.4995, 0
    while w + b > 0.2 and updates < at_most:
        slope = mse_gradient(np.zeros(1), np.array([w + b]))[0]
        w, b, updates = w - learning_rate * slope, b - learning_rate * slope, updates + 1
    return updates


if ready(mse_gradient, quadratic_cost_gradients, cross_entropy_cost_gradients):
    for remedy, updates in (
        ("none: sigmoid, squared error", updates_needed(quadratic_cost_gradients, 0.999, 0.1)),
        ("learning rate ten times as high", updates_needed(quadratic_cost_gradients, 0.999, 1.0)),
        ("learning rate a hundred times as high", updates_needed(quadratic_cost_gradients, 0.999, 10.0)),
        ("smaller weights, so that the start is at 0.6", updates_needed(quadratic_cost_gradients, 0.6, 0.1)),
        ("linear output, squared error", linear_unit_updates()),
        ("sigmoid, cross-entropy", updates_needed(cross_entropy_cost_gradients, 0.999, 0.1)),
    ):
        print(f"{remedy:45} {updates:4} updates")
    print(
        f"{'(cross-entropy from 0.6, to compare':45} {updates_needed(cross_entropy_cost_gradients, 0.6, 0.1):4})"
    )

# %% [markdown]
# All five shorten the way; ten times the learning rate helps least, about by a factor of ten. That the smaller start
# and cross-entropy both need 61 updates is a coincidence, and the comparison is not fair: a start at 0.6 does not
# leave the plateau faster, it never was on it. (From 0.6, cross-entropy needs 26.)
#
# A hundred times the learning rate looks like the winner beside the linear output. But that plateau was the only
# place where it was tried. **Decide before you run the next cell:** another unit has to learn $a = 0.7$ for $x = 3$
# and $a = 0.3$ for $x = -3$, with the squared error, from a start where its sigmoid is steep. Will it settle with
# each of the three rates?

# %% tags=["experiment"]
if ready(quadratic_cost_gradients):
    X, wanted = np.array([[3.0], [-3.0]]), np.array([0.7, 0.3])
    for rate in (0.1, 1.0, 10.0):
        weights, bias, shown = np.array([0.1]), 0.0, []
        for _ in range(400):
            shown.append(logistic(3 * weights[0] + bias))
            grad_weights, grad_bias = quadratic_cost_gradients(X, wanted, weights, bias)
            weights, bias = weights - rate * grad_weights, bias - rate * grad_bias
        print(
            f"rate {rate:4}: the last four outputs for x = 3, which should be 0.7:", np.round(shown[-4:], 3)
        )

# %% [markdown]
# The rate that was fast on the plateau is far too large where the sigmoid is steep: its first steps threw the unit
# over to the other end of its curve, and there it is stuck at 1, on a plateau again. A high rate treats the symptom;
# cross-entropy and the linear output remove the cause. (The linear output, though, is no probability.)
#
# ### In your own words: how can it be overcome?
#
# *How can the slow learning of sigmoid with squared error be overcome?* Answer in four to eight sentences: say where
# the slowness comes from (with the formula), which remedy removes the cause, and use a number that you measured.
# Marked by a person (4 points).

# %% [markdown] written="overcome-slow-sigmoid"
# ### BEGIN SOLUTION
# For one sample, the gradient of the quadratic cost is 2(a - y) σ'(z) x. The last but one factor is the slope of the
# sigmoid, a(1 - a), which goes to 0 when the output comes near to 0 or 1, also if it is the wrong one of the two. So
# the unit learns slowest when it is most wrong. The derivative of cross-entropy by the output is (a - y) / (a(1 -
# a)); times the slope, a - y is left: the slope cancels, and the step is as large as the error. From a start at
# 0.999, cross-entropy needed 12 updates, where the squared error needed 524. A higher learning rate is a poor remedy,
# since it throws the unit onto the next plateau where the sigmoid is steep. Smaller initial weights avoid the plateau
# at the start, but not later on.
# ### END SOLUTION

# %% [markdown]
# ### In your own words: why not a sigmoid?
#
# *Why should one choose another output than the sigmoid when the loss is the squared error?* Answer in four to eight
# sentences: compare the gradients behind a linear output and behind a sigmoid, say which targets each of the outputs
# can reach, and judge a saying of the notes: *the squared error is a cure-all that cures little* (it can be computed
# for every task, and fits few of them well). Marked by a person (4 points).

# %% [markdown] written="mse-without-sigmoid"
# ### BEGIN SOLUTION
# Behind a linear output, a = z, the slope is 1, and the gradient of the squared error is 2(a - y)x: it is
# proportional to the error and never vanishes while there is one. Behind a sigmoid it is multiplied by σ'(z), which
# is at most 1/4 and nearly 0 on both sides. A linear output also reaches every number, as the targets of regression
# need, while a sigmoid only reaches those between 0 and 1. And the squared error is convex in the weights of a linear
# unit, but not in those of a sigmoid unit. The squared error can be computed for any output, which makes it look like
# a cure-all; but it is made for numbers with errors of similar size, and for probabilities it hardly charges who is
# sure and wrong (at most 1). So the task decides the output and the loss together: numbers take linear and squared,
# yes or no takes sigmoid and cross-entropy.
# ### END SOLUTION

# %% [markdown]
# ### A swapped picture
#
# Can you tell whether two weights have been mixed up in a gradient? The question comes from the notes: below a picture
# which is lost they remark "in the figure above, $w_1$ and $w_2$ are swapped". Such a swap is easily found, because
# the gradient of a weight contains *its own* input as a factor. It is a test worth having for any gradient that you
# write.
#
# **Decide before you run the next cell:** if only $x_1$ is not 0, which of the two gradients must be 0?

# %% tags=["experiment"]
if ready(cross_entropy_cost_gradients):
    for x in ([1.0, 0.0], [0.0, 1.0]):
        grad_weights, _ = cross_entropy_cost_gradients(
            np.array([x]), np.array([0]), np.array([0.3, -0.2]), 0.1
        )
        print(f"x = {x}: gradients of w1 and w2: {np.round(grad_weights, 4)}")

# %% [markdown]
# ## 7 · One of many
#
# Ten digits, of which exactly one is right: the network gives each sample a row of probabilities that sum to 1, shape
# (samples, classes). The bill again has a single term: minus the logarithm of the probability $p_k$ of the right
# class $k$.
#
# $$C = \frac1n \sum_{\text{samples}} -\ln p_k = \frac1n \sum_{\text{samples}} \sum_j -y_j \ln p_j$$
#
# This is the **categorical cross-entropy**. The second form is for the truth as *one-hot* rows, which are 1 for the
# right class and 0 elsewhere: then all terms but one vanish. The first form is for the truth as class indices such as
# `[3, 0, 7]`.
#
# For the right class 2 and the probabilities $[0.1, 0.2, 0.7]$ the loss is $-\ln 0.7 = 0.357$. How the rest is shared
# by the wrong classes does not matter.
#
# ### Exercise: categorical cross-entropy
#
# Write it twice. In both, `y_pred` has the shape (samples, classes) and lies strictly between 0 and 1. Sum over the
# classes, and take the mean over the batch.
#
# - `categorical_cross_entropy(y_true, y_pred)`: `y_true` has one-hot rows, shape (samples, classes);
# - `categorical_cross_entropy_from_indices(y_true, y_pred)`: `y_true` holds class indices, shape (samples,).


# %% exercise="categorical-cross-entropy"
def categorical_cross_entropy(y_true, y_pred):
    """Return the loss for one-hot rows y_true: sum over the classes, mean over the batch."""
    ### BEGIN SOLUTION
    return -np.mean(np.sum(y_true * np.log(y_pred), axis=1))
    ### END SOLUTION


def categorical_cross_entropy_from_indices(y_true, y_pred):
    """Return the same loss for class indices y_true, shape (samples,)."""
    ### BEGIN SOLUTION
    return -np.mean(np.log(y_pred[np.arange(len(y_true)), y_true]))
    ### END SOLUTION


# %% [markdown]
# ### Find the slip: categorical cross-entropy
#
# One of these statements is wrong, deliberately left in. ($K$ is the number of classes.)
#
# - **a** With one-hot truth, only the probability of the right class appears in the loss of a sample.
# - **b** Categorical cross-entropy is a cross-entropy that is *sensitive to background errors*: it punishes mistakes
#   in the background of the data most.
# - **c** With two classes and the probabilities $(1 - p, p)$, it is the same as binary cross-entropy.
# - **d** Who gives every class the same probability pays $\ln K$.

# %% exercise="slip-categorical"
slip_categorical = "?"
### BEGIN SOLUTION
slip_categorical = "b"
### END SOLUTION

# %% [markdown]
# ### With softmax
#
# The probabilities come from softmax, $p_k = e^{z_k} / \sum_j e^{z_j}$. As with the sigmoid, do the logarithm on
# paper:
#
# $$-\ln p_k = - \Bigl( z_k - \ln \sum_j e^{z_j} \Bigr)$$
#
# Subtracting the same number from all logits of a row changes nothing (notebook 2), so subtract each row's largest:
# then no exponential overflows, and the sum is at least 1, so its logarithm is harmless.
#
# For the gradient, ask how $\ln \sum_j e^{z_j}$ grows when one of the logits grows: by that class's probability. The
# rest is counting. You will meet an old friend from section 5.
#
# ### Exercise: softmax and cross-entropy in one
#
# Write `softmax_cross_entropy(y_true, logits)` for class indices `y_true`, shape (samples,), and logits of shape
# (samples, classes), the mean over the batch; and `softmax_cross_entropy_gradient(y_true, logits)`, in the shape of
# the logits. Both must be right for logits such as 1000 and -1000.


# %% exercise="softmax-cross-entropy"
def softmax_cross_entropy(y_true, logits):
    """Return the categorical cross-entropy of softmax(logits); y_true holds class indices."""
    ### BEGIN SOLUTION
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.sum(np.exp(z), axis=1, keepdims=True))
    return -np.mean(log_p[np.arange(len(z)), y_true])
    ### END SOLUTION


def softmax_cross_entropy_gradient(y_true, logits):
    """Return the derivative of that loss by each logit, shape (samples, classes)."""
    ### BEGIN SOLUTION
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    return (probabilities - np.eye(logits.shape[1])[y_true]) / len(logits)
    ### END SOLUTION


# %% [markdown]
# ### The loss at chance
#
# Before any training, a classifier should know nothing, and say so. **Decide before you run the next cell:** which
# loss should a classifier of ten digits have when all its weights are 0? When they are small? When they are large
# random numbers?

# %% tags=["experiment"]
if ready(softmax_cross_entropy):
    pixels, digits = load_digits("train")
    print(f"ln 10 = {np.log(10):.4f}")
    for size in (0.0, 0.01, 0.1, 1.0, 3.0):
        weights = np.random.default_rng(0).normal(scale=1, size=(64, 10)) * size
        print(f"weights of size {size:4}: loss {softmax_cross_entropy(digits, pixels @ weights):8.4f}")

# %% [markdown]
# This is the cheapest test of a program for training: **look at the first loss.** With $K$ classes it should be close
# to $\ln K$. If it is not, then the labels, the loss or the initial weights are wrong. (Large random weights give a
# network that is sure of itself before it has seen anything, and sure is expensive.)
#
# Now train it. This is a complete classifier: one layer, your loss, 300 steps downhill.

# %% tags=["experiment"]
if ready(zero_one, softmax_cross_entropy, softmax_cross_entropy_gradient):
    pixels, digits = load_digits("train")
    others, their_digits = load_digits("validation")
    weights, biases, costs = np.zeros((64, 10)), np.zeros(10), []
    for _ in range(300):
        logits = pixels @ weights + biases
        costs.append(softmax_cross_entropy(digits, logits))
        grad_logits = softmax_cross_entropy_gradient(digits, logits)
        weights, biases = weights - 0.5 * pixels.T @ grad_logits, biases - 0.5 * grad_logits.sum(axis=0)
    wrong = zero_one(their_digits, (others @ weights + biases).argmax(axis=1))
    print(
        f"first loss {costs[0]:.4f}, last {costs[-1]:.4f}; wrong on {len(others)} digits never seen: {wrong:.1%}"
    )
    levels = {"cost on 1,204 digits": costs, "ln 10: knows nothing": np.full(300, np.log(10))}
    show(
        curves(np.arange(300), levels, xlabel="updates", ylabel="cross-entropy", ylim=(0, 2.6)),
        alt="The cost against updates: it starts exactly at ln 10, falls steeply, and flattens out near 0.2.",
    )

# %% [markdown]
# ## 8 · Winning by a margin
#
# Cross-entropy is never satisfied: however sure a right answer is, it costs a little, and pushes a little. The
# **hinge loss** is easier to please. It comes from *support vector machines*, SVMs. For two classes, labels are -1 or
# +1, and the prediction is a raw score $s$, any number: its sign is the answer, its size the confidence. The product
# $y \cdot s$ is by how much the score lies on the right side. It has to be at least 1, the **margin**:
#
# $$\ell = \max(0,\ 1 - y \cdot s)$$
#
# For $y = +1$ a score of 2 costs nothing, a score of 0.4 costs 0.6 although its sign is right, and a score of -1
# costs 2.
#
# ### Exercise: hinge loss
#
# Write `hinge(y_true, scores)`, the mean over the batch, and `hinge_gradient(y_true, scores)` with respect to the
# scores. Both arguments have the shape (samples,); labels are -1 or +1. For a score exactly at the margin, the
# gradient is 0.


# %% exercise="hinge"
def hinge(y_true, scores):
    """Return the mean hinge loss of labels -1 or +1 and raw scores."""
    ### BEGIN SOLUTION
    return np.mean(np.maximum(0, 1 - y_true * scores))
    ### END SOLUTION


def hinge_gradient(y_true, scores):
    """Return the derivative of the mean hinge loss by each score; 0 exactly at the margin."""
    ### BEGIN SOLUTION
    return np.where(y_true * scores < 1, -y_true, 0) / scores.size
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cells.** All losses of a two-class problem can be drawn against $y \cdot s$: wrong
# answers on the left, right ones on the right. Which of the curves goes up again on the right, where the answer is
# right and sure?

# %% tags=["experiment"]
if ready(hinge, mse, binary_cross_entropy_from_logits):
    margins, one = np.linspace(-3, 3, 241), np.ones(1)
    prices = {
        "hinge": [hinge(one, np.array([m])) for m in margins],
        "cross-entropy, in bits": [
            binary_cross_entropy_from_logits(one, np.array([m])) / np.log(2) for m in margins
        ],
        "zero-one": margins <= 0,
        "squared error of the score": [mse(one, np.array([m])) for m in margins],
    }
    figure = curves(margins, prices, xlabel="y · s", ylabel="loss", ylim=(-0.1, 5))
    figure.axes[0].legend(loc="upper left", bbox_to_anchor=(1, 1))  # beside the curves, not on them
    figure.set_figwidth(8.5)
    show(
        figure,
        alt="Four losses against y times s. Zero-one: 1 on the left, 0 on the right. Hinge: a falling line that is 0 "
        "from 1 on. Cross-entropy in bits: a smooth falling curve that never reaches 0. Squared error: a parabola "
        "with its lowest point at 1, which rises again on the right.",
    )

# %% [markdown]
# The other three lie nowhere below the zero-one loss: making them small makes the share of mistakes small. But the
# squared error of the score punishes answers for being *too* right.
#
# Now two linear classifiers learn to tell 3 from 8. **Decide:** after training, what share of the 239 digits still
# pulls at the weights (has a gradient that is not 0), with the hinge loss and with cross-entropy?

# %% tags=["experiment"]
if ready(zero_one, hinge_gradient, binary_cross_entropy_from_logits_gradient):
    pixels, digits = load_digits("train")
    chosen = np.isin(digits, (3, 8))
    X, is_three = pixels[chosen], digits[chosen] == 3
    signs = np.where(is_three, 1, -1)
    for name, gradient in (
        ("hinge", lambda s: hinge_gradient(signs, s)),
        ("cross-entropy", lambda s: binary_cross_entropy_from_logits_gradient(is_three, s)),
    ):
        weights, bias = np.zeros(64), 0.0
        for _ in range(1000):
            pull = gradient(X @ weights + bias)
            weights, bias = weights - 0.2 * X.T @ pull, bias - 0.2 * pull.sum()
        pull = gradient(X @ weights + bias)
        wrong = zero_one(is_three, X @ weights + bias > 0)
        print(f"{name:13}: {np.mean(pull != 0):6.1%} of {len(X)} digits still pull; wrong {wrong:.1%}")

# %% [markdown]
# With the hinge loss, a handful of difficult samples decide everything. They are the *support vectors* that gave the
# method its name.
#
# ### Many classes
#
# With more than two classes there is a score for each, and the score $s_k$ of the right class has to beat every rival
# by the margin $\Delta$. Each rival that comes too close costs as much as it is too close:
#
# $$\ell = \sum_{j \ne k} \max(0,\ s_j - s_k + \Delta)$$
#
# With the scores $[3, 2.5, 0]$, right class 0 and $\Delta = 1$, class 1 comes too close by 0.5 and class 2 is far
# away: the loss is 0.5. Only differences of scores count, and once more there is exactly one right class.
#
# ### Exercise: multi-class hinge loss
#
# Write `multi_class_hinge(y_true, scores, margin=1.0)`: `y_true` holds class indices, `scores` has the shape
# (samples, classes). Sum over the wrong classes, then take the mean over the batch.


# %% exercise="multi-class-hinge"
def multi_class_hinge(y_true, scores, margin=1.0):
    """Return the mean, over the batch, of what all rivals that come too close cost."""
    ### BEGIN SOLUTION
    rows = np.arange(len(scores))
    right = scores[rows, y_true][:, np.newaxis]
    too_close = np.maximum(0, scores - right + margin)
    too_close[rows, y_true] = 0
    return np.mean(too_close.sum(axis=1))
    ### END SOLUTION


# %% [markdown]
# Section 7 had a test for the first loss of an untrained classifier. **Decide before you run the next cell:** which
# multi-class hinge loss should one expect with 2, 10 and 100 classes, if all scores are equal?

# %% tags=["experiment"]
if ready(multi_class_hinge, softmax_cross_entropy):
    print("all scores equal:")
    for n_classes in (2, 10, 100):
        labels, scores = np.zeros(1, dtype=int), np.full((1, n_classes), 0.3)
        of_rivals, of_softmax = multi_class_hinge(labels, scores), softmax_cross_entropy(labels, scores)
        print(f"{n_classes:4} classes: hinge {of_rivals:5.1f}, cross-entropy {of_softmax:.4f}")

# %% [markdown]
# ### Find the slip: hinge loss
#
# One of these statements is wrong, deliberately left in.
#
# - **a** The hinge loss of a sample is $\max(0, 1 - y \cdot \hat y)$, where the label $y$ is 0 or 1 and $\hat y$ is
#   the predicted probability.
# - **b** A sample with $y \cdot s = 0.4$ is classified correctly and costs something all the same.
# - **c** With $K$ classes and a margin of 1, a classifier that gives all classes the same score pays $K - 1$.
# - **d** Samples that are safely on the right side have no influence on the gradient.

# %% exercise="slip-hinge"
slip_hinge = "?"
### BEGIN SOLUTION
slip_hinge = "a"
### END SOLUTION

# %% [markdown]
# ## 9 · Several labels, and very many
#
# Softmax with cross-entropy, and the multi-class hinge loss, both assume that **exactly one** class is right. But a
# photo may show a dog *and* a beach, or neither. Then every label is a yes-or-no question of its own, with its own
# sigmoid, and the probabilities need not sum to 1.
#
# The **multi-label loss** is the binary cross-entropy of all these questions, summed over the labels of a sample;
# over the batch, the mean over the samples is taken. A label is predicted if its probability is above 1/2. One sample
# with the labels $[1, 0]$ and the logits $[0, 0]$ costs $\ln 2 + \ln 2 = 1.386$.
#
# ### Exercise: several labels at once
#
# Write `multi_label_cross_entropy(y_true, logits)` and `predicted_labels(logits)`. `y_true` is 1 where a sample has a
# label, else 0; it and `logits` have the shape (samples, labels). The loss must be right for logits such as 1000.
# `predicted_labels` returns a table of the numbers 0 and 1, not truth values: 1 where the probability is above 1/2.


# %% exercise="multi-label"
def multi_label_cross_entropy(y_true, logits):
    """Return the binary cross-entropy summed over the labels of a sample, as the mean over the samples."""
    ### BEGIN SOLUTION
    return logits.shape[1] * binary_cross_entropy_from_logits(y_true, logits)
    ### END SOLUTION


def predicted_labels(logits):
    """Return 1 for each label whose probability is above 1/2, else 0; shape (samples, labels)."""
    ### BEGIN SOLUTION
    return (logits > 0).astype(int)
    ### END SOLUTION


# %% [markdown]
# Try it on the digits. Four labels: *even*, *has a closed loop* (0, 6, 8, 9), *above 4*, *prime* (2, 3, 5, 7). A 6
# has three of them, a 1 has none. **Decide before you run the next cell:** by guessing each label at random, how
# often would all four be right? How often will one layer of 64 × 4 weights get all four right?


# %% tags=["experiment"]
def labels_of(digits):
    """Return a table of four labels: even, loop, above 4, prime."""
    loop, prime = np.isin(digits, (0, 6, 8, 9)), np.isin(digits, (2, 3, 5, 7))
    return np.column_stack([digits % 2 == 0, loop, digits > 4, prime]).astype(int)


if ready(multi_label_cross_entropy, predicted_labels, binary_cross_entropy_from_logits_gradient):
    (pixels, digits), (others, their_digits) = load_digits("train"), load_digits("validation")
    truth, their_truth = labels_of(digits), labels_of(their_digits)
    weights, biases = np.zeros((64, 4)), np.zeros(4)
    start = multi_label_cross_entropy(truth, pixels @ weights + biases)
    print(f"loss at the start {start:.4f}, and 4 ln 2 = {4 * np.log(2):.4f}")
    for _ in range(500):
        grad_logits = 4 * binary_cross_entropy_from_logits_gradient(truth, pixels @ weights + biases)
        weights, biases = weights - 0.5 * pixels.T @ grad_logits, biases - 0.5 * grad_logits.sum(axis=0)
    print(f"loss at the end   {multi_label_cross_entropy(truth, pixels @ weights + biases):.4f}")
    right = predicted_labels(others @ weights + biases) == their_truth
    for name, share in zip(("even", "loop", "above 4", "prime"), right.mean(axis=0), strict=True):
        print(f"{name:8} right on {share:.1%} of {len(others)} digits never seen")
    print(f"all four right on {right.all(axis=1).mean():.1%}; by guessing {1 / 2**4:.1%}")

# %% [markdown]
# ### Very many classes
#
# The next word of a sentence is one of, say, 100,000. Softmax would need 100,000 exponentials for every sample. Put
# the words on the leaves of a **tree** instead, with a yes-or-no decision at each fork: left or right? A unit at the
# fork gives the logit of turning right. A word's probability is the probability of taking all the turns on the way to
# it. A balanced tree with 1,024 leaves is only 10 forks deep. This is called **hierarchical softmax**.
#
# ### Exercise: the way to a leaf
#
# Write `leaf_probability(logits, turns)`, both of shape (ways, forks), one row a way from the root to a leaf.
# `logits` holds the logit of turning right at each fork on the way; `turns` says how the way goes on: turn 1 is to
# the right, 0 to the left. Return the probability of each way, shape (ways,).
#
# For example, let a way meet the logits $0$ and $1$, and turn right, then left. The first turn has the probability
# 0.5, the second $1 - \sigma(1) = 0.2689$, both together 0.1345.


# %% exercise="leaf-probability"
def leaf_probability(logits, turns):
    """Return the probability of each way through the tree, shape (ways,)."""
    ### BEGIN SOLUTION
    right = 1 / (1 + np.exp(-logits))
    return np.prod(np.where(turns == 1, right, 1 - right), axis=1)
    ### END SOLUTION


# %% [markdown]
# **Decide before you run the next cell.** A tree with 1,024 leaves gets random logits. What is the sum of the
# probabilities of all its leaves? And if frequent words may sit nearer to the root, as Huffman's rule of section 3
# puts them: how many decisions will a word need on average, if the $k$-th most frequent word has a share proportional
# to $1/k$, roughly as in real languages?

# %% tags=["experiment"]
if ready(leaf_probability, entropy):
    depth, leaves = 10, 1024
    turns = (np.arange(leaves)[:, np.newaxis] >> np.arange(depth)[::-1]) & 1  # the leaf's number in binary
    # The forks are numbered row by row, from 1; each has one logit.
    fork = [[2**level + (leaf >> (depth - level)) for level in range(depth)] for leaf in range(leaves)]
    logits = np.random.default_rng(0).normal(size=leaves)[np.array(fork)]
    print(f"sum over all {leaves} leaves: {leaf_probability(logits, turns).sum():.12f}")

    shares = 1 / np.arange(1, leaves + 1)
    shares /= shares.sum()
    words = huffman(dict(enumerate(shares)))
    lengths = np.array([len(words[i]) for i in range(leaves)])
    print(f"decisions a word, balanced tree: {depth}")
    print(f"Huffman's tree: {shares @ lengths:.3f} on average, from {lengths.min()} to {lengths.max()}")
    print(f"the entropy of the words: {entropy(shares):.3f} bits")

# %% [markdown]
# The story of the bicycle returns: the cheapest tree of decisions *is* the cheapest code, and the entropy of the
# words is the bound for both.

# %% [markdown]
# ## 10 · Which loss, when?
#
# The task decides the output function and the loss **together**. In the good pairs, the slope of the output function
# cancels, and the gradient with respect to the last layer's sums is just *prediction minus truth*, over $n$ (times 2
# for the squared error): look again at `mse_gradient`, and at your two gradients from logits.
#
# **Decide before you run the next cell:** do the three really agree?

# %% tags=["experiment"]
if ready(mse_gradient, binary_cross_entropy_from_logits_gradient, softmax_cross_entropy_gradient):
    z, truth = np.array([[2.0, -1.0, 0.5]]), np.array([[1.0, 0.0, 0.0]])
    probabilities = np.exp(z) / np.exp(z).sum()
    print("linear, squared      ", mse_gradient(truth, z)[0] * 3 / 2)
    print("  prediction - truth ", (z - truth)[0])
    print("sigmoid, binary      ", binary_cross_entropy_from_logits_gradient(truth, z)[0] * 3)
    print("  prediction - truth ", (logistic(z) - truth)[0])
    print("softmax, categorical ", softmax_cross_entropy_gradient(np.array([0]), z)[0])
    print("  prediction - truth ", (probabilities - truth)[0])

# %% [markdown]
# Two remarks of the notes now fit together. They say that *the output layer usually has no activation function*, and
# they list sigmoid and softmax as output functions. Both are right. For regression, and for hinge losses, the raw
# sums are the answer. For classification the network also stops at the raw logits, and the sigmoid or softmax is
# computed *inside the loss*, where no precision is lost. Only when you want to read probabilities do you apply it.
#
# And the choice does not reach further back: which activation function the hidden layers have is independent of the
# output and the loss.
#
# ### Exercise: which output, which loss?
#
# For each task choose one of these pairs; each is used once: `"linear + squared"`, `"linear + huber"`,
# `"linear + hinge"`, `"sigmoid + binary"`, `"softmax + categorical"`, `"sigmoids + multi-label"`,
# `"tree + hierarchical"`.
#
# - `price`: the price of a flat; the data are clean;
# - `sensor`: a temperature; now and then a sensor reports nonsense, and you want smooth gradients near the target;
# - `spam`: the probability that a mail is spam;
# - `digit`: which of the digits 0 to 9 was written;
# - `photo`: which of 50 things a photo shows, perhaps several, perhaps none;
# - `word`: which of 100,000 words comes next, on a slow computer;
# - `margin`: two classes, no probabilities needed, and samples that are safely right should have no say any more.

# %% exercise="loss-pairing"
loss_pairing = {
    "price": "?",
    "sensor": "?",
    "spam": "?",
    "digit": "?",
    "photo": "?",
    "word": "?",
    "margin": "?",
}
### BEGIN SOLUTION
loss_pairing = {
    "price": "linear + squared",
    "sensor": "linear + huber",
    "spam": "sigmoid + binary",
    "digit": "softmax + categorical",
    "photo": "sigmoids + multi-label",
    "word": "tree + hierarchical",
    "margin": "linear + hinge",
}
### END SOLUTION

# %% [markdown]
# ## 11 · Review
#
# Nothing here is marked. Say your answers aloud, then run the cells.
#
# **From notebook 1.** A perceptron answers with a step. (1) What is the derivative of any loss of its output with
# respect to its weights, almost everywhere? (2) Rosenblatt's rule corrects by (truth minus answer) times input. Which
# gradient of this notebook does that remind you of?
#
# **From notebook 2.** (3) How steep is a sigmoid whose output is 0.98? (4) Which scores, after softmax, give the
# probabilities (0.5, 0.25, 0.25)?
#
# **From this notebook.** (5) A five-class classifier starts with a loss of 4.1. Is that a good sign? (6) A weather
# service says "70 % rain" on days of which 70 % are rainy. What does it pay a day, in bits? And one that says "100 %"
# on all of them?

# %% tags=["experiment"]
print("1. 0: the step is flat, so no loss gets through.")
print("2. x (a - y), the gradient of cross-entropy behind a sigmoid, taken downhill.")
print("3.", round(0.98 * (1 - 0.98), 4))
print("4. for example the logarithms", np.log([0.5, 0.25, 0.25]).round(3), "plus any number")
print("5. No: knowing nothing costs ln 5 =", np.log(5).round(3))
print(
    "6.",
    (0.7 * np.log2(1 / 0.7) + 0.3 * np.log2(1 / 0.3)).round(3),
    "bits. Infinitely much, on the first dry day.",
)

# %% [markdown]
# ## Summary
#
# **Why did the unit that was most wrong sit there, almost motionless?** Because the squared error reaches its weights
# through the sigmoid's slope, and a sigmoid is flat where it is sure, also where it is surely wrong. Cross-entropy is
# the loss that fits the sigmoid: its derivative divides by exactly that slope, and what is left is the error itself.
# It is also the fair price of a probability: what the message costs if the code was made for your estimate.
#
# | loss | in one phrase |
# |---|---|
# | zero-one | what we care about; flat, so nothing can be learned from it |
# | squared, MSE | for numbers, behind a linear output; upset by outliers |
# | absolute, MAE | robust; the same pull near and far |
# | Huber | squared near the target, absolute far away; choose δ |
# | binary cross-entropy, log loss | yes or no, behind a sigmoid; compute it from logits |
# | categorical cross-entropy | one of many, behind a softmax; starts at ln K for K classes |
# | hinge | a raw score has to win by a margin; the safe ones are left alone |
# | multi-label | a yes-or-no question for each label |
# | hierarchical softmax | very many classes: a tree of decisions |
#
# Every loss is a statement about what matters to you. Choose it as carefully as the network, and look at its first
# value.
#
# What have you done so far, and what is left?

# %% tags=["experiment"]
progress()

# %% [markdown]
# ## Further reading
#
# - M. Nielsen, *Neural Networks and Deep Learning*, 2015, chapter 3, on the slow start and cross-entropy:
#   <http://neuralnetworksanddeeplearning.com/chap3.html>
# - I. Goodfellow, Y. Bengio, A. Courville, *Deep Learning*, 2016, sections 3.13, 5.5 and 6.2:
#   <https://www.deeplearningbook.org>
# - C. Shannon, *A Mathematical Theory of Communication*, 1948: <https://doi.org/10.1002/j.1538-7305.1948.tb01338.x>
# - D. MacKay, *Information Theory, Inference, and Learning Algorithms*, 2003, chapters 2, 4 and 5:
#   <https://www.inference.org.uk/mackay/itila/>
# - D. Huffman, *A Method for the Construction of Minimum-Redundancy Codes*, 1952:
#   <https://doi.org/10.1109/JRPROC.1952.273898>
# - CS231n, *Linear classification: support vector machine, softmax*: <https://cs231n.github.io/linear-classify/>
# - P. Huber, *Robust Estimation of a Location Parameter*, 1964: <https://doi.org/10.1214/aoms/1177703732>
# - F. Morin, Y. Bengio, *Hierarchical Probabilistic Neural Network Language Model*, 2005:
#   <https://proceedings.mlr.press/r5/morin05a.html>
