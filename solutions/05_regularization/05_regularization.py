# %% setup=true
import numpy as np

# %% exercise="generalization-gap"
def share_correct(scores, labels):
    ### BEGIN SOLUTION
    return np.mean(np.argmax(scores, axis=1) == labels)
    ### END SOLUTION


def generalization_gap(train_scores, train_labels, new_scores, new_labels):
    ### BEGIN SOLUTION
    return share_correct(train_scores, train_labels) - share_correct(new_scores, new_labels)
    ### END SOLUTION


# %% exercise="read-the-curves"
curve_readings = {"A": "?", "B": "?", "C": "?", "D": "?", "E": "?"}
### BEGIN SOLUTION
curve_readings = {"A": "overfits", "B": "too small", "C": "go on", "D": "fine", "E": "measure again"}
### END SOLUTION

# %% exercise="l2-penalty"
def l2_penalty(weights, strength):
    ### BEGIN SOLUTION
    return 0.5 * strength * np.sum(weights**2)
    ### END SOLUTION


def l2_penalty_gradient(weights, strength):
    ### BEGIN SOLUTION
    return strength * weights
    ### END SOLUTION


# %% exercise="l1-penalty"
def l1_penalty(weights, strength):
    ### BEGIN SOLUTION
    return strength * np.sum(np.abs(weights))
    ### END SOLUTION


def l1_penalty_gradient(weights, strength):
    ### BEGIN SOLUTION
    return strength * np.sign(weights)
    ### END SOLUTION


# %% exercise="regularized-loss"
def regularized_loss(data_loss, layers, strength):
    ### BEGIN SOLUTION
    return data_loss + sum(l2_penalty(weights, strength) for weights, biases in layers)
    ### END SOLUTION


def regularized_gradients(gradients, layers, strength):
    ### BEGIN SOLUTION
    return [
        (grad_weights + l2_penalty_gradient(weights, strength), grad_biases)
        for (grad_weights, grad_biases), (weights, biases) in zip(gradients, layers, strict=True)
    ]
    ### END SOLUTION


# %% exercise="weight-decay"
def decay_weights(weights, decay, steps):
    ### BEGIN SOLUTION
    for _ in range(steps):
        weights = weights - decay * weights
    return weights
    ### END SOLUTION


# %% exercise="slip-decay"
slip_decay = "?"
### BEGIN SOLUTION
slip_decay = "c"
### END SOLUTION

# %% exercise="max-norm"
def project_max_norm(weights, limit):
    ### BEGIN SOLUTION
    norms = np.linalg.norm(weights, axis=0)
    return weights * limit / np.maximum(norms, limit)
    ### END SOLUTION


# %% exercise="dropout-mask"
def draw_mask(shape, keep_prob, rng):
    ### BEGIN SOLUTION
    return rng.random(shape) < keep_prob
    ### END SOLUTION


# %% exercise="inverted-dropout"
def dropout_forward(X, mask, keep_prob):
    ### BEGIN SOLUTION
    return X * mask / keep_prob
    ### END SOLUTION


def dropout_backward(grad_output, mask, keep_prob):
    ### BEGIN SOLUTION
    return grad_output * mask / keep_prob
    ### END SOLUTION


# %% exercise="plain-dropout"
def plain_dropout_train(X, mask):
    ### BEGIN SOLUTION
    return X * mask
    ### END SOLUTION


def plain_dropout_use(X, keep_prob):
    ### BEGIN SOLUTION
    return X * keep_prob
    ### END SOLUTION


# %% exercise="slip-keep"
slip_keep = "?"
### BEGIN SOLUTION
slip_keep = "d"
### END SOLUTION

# %% exercise="early-stopping"
def early_stopping(losses, patience):
    ### BEGIN SOLUTION
    best = 0
    for epoch, loss in enumerate(losses):
        if loss < losses[best]:
            best = epoch
        if epoch - best >= patience:
            return epoch, best
    return len(losses) - 1, best
    ### END SOLUTION


# %% exercise="shift-images"
def shift_images(images, down, right):
    ### BEGIN SOLUTION
    height, width = images.shape[1:]
    framed = np.pad(images, ((0, 0), (height, height), (width, width)))
    return framed[:, height - down : 2 * height - down, width - right : 2 * width - right]
    ### END SOLUTION


# %% exercise="ensemble"
def average_models(probabilities):
    ### BEGIN SOLUTION
    return np.mean(probabilities, axis=0)
    ### END SOLUTION


def vote_of_models(probabilities):
    ### BEGIN SOLUTION
    named = np.argmax(probabilities, axis=2)
    votes = [np.sum(named == k, axis=0) for k in range(probabilities.shape[2])]
    return np.argmax(votes, axis=0)
    ### END SOLUTION


# %% exercise="adversarial-images"
def adversarial_images(X, grad_X, epsilon):
    ### BEGIN SOLUTION
    return np.clip(X + epsilon * np.sign(grad_X), 0, 1)
    ### END SOLUTION


# %% [markdown] written="why-l1-is-sparse"
# x

# %% [markdown] written="regularization-plan"
# x

# %% [markdown]
# accuracy on the training samples minus accuracy on the new samples
# half the strength times the sum of the squares
# not divided by the number of samples
# the strength times the sum of the absolute values
# takes the gradient 0 at a weight of 0
# only the weights are punished, never the biases
# list of pairs
# takes away the share `decay` of what is left
# Euclidean length of each column is at most `limit`
# `keep_prob` is the probability that a unit survives
# independently of all others
# divides the survivors by `keep_prob`
# keeps the survivors as they are
# count from 0
# in a row
# An equal loss is not lower
# Zeros come in at the edge
# shape (samples, height, width)
# shape (models, samples, classes)
# the lowest class number wins
# between 0 and 1
# A pixel whose gradient is 0 stays
