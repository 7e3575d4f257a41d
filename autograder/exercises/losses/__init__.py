"""Exercises on losses and on information, in the order of the notebook."""

from autograder.exercises.losses import (
    absolute,
    binary,
    classes,
    codes,
    entropy,
    huber,
    labels,
    logits,
    margins,
    pairing,
    rivals,
    saturation,
    softmax_loss,
    squared,
    tree,
    zero_one,
)

EXERCISES = (
    *zero_one.EXERCISES,
    *squared.EXERCISES,
    *absolute.EXERCISES,
    *huber.EXERCISES,
    *codes.EXERCISES,
    *entropy.EXERCISES,
    *binary.EXERCISES,
    *logits.EXERCISES,
    *saturation.EXERCISES,
    *classes.EXERCISES,
    *softmax_loss.EXERCISES,
    *margins.EXERCISES,
    *rivals.EXERCISES,
    *labels.EXERCISES,
    *tree.EXERCISES,
    *pairing.EXERCISES,
)

WRITTEN = saturation.WRITTEN
