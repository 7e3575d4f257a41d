"""Exercises on activation functions, in the order of the notebook."""

from autograder.exercises.activations import (
    choosing,
    collapse,
    dead,
    leaky_relu,
    maxout,
    maxout_backward,
    prelu,
    relu,
    saturated,
    sigmoid,
    smooth,
    softmax,
    softmax_backward,
    step,
    tanh,
    two_classes,
)

EXERCISES = (
    *collapse.EXERCISES,
    *step.EXERCISES,
    *sigmoid.EXERCISES,
    *tanh.EXERCISES,
    *relu.EXERCISES,
    *leaky_relu.EXERCISES,
    *prelu.EXERCISES,
    *smooth.EXERCISES,
    *maxout.EXERCISES,
    *maxout_backward.EXERCISES,
    *softmax.EXERCISES,
    *softmax_backward.EXERCISES,
    *two_classes.EXERCISES,
    *dead.EXERCISES,
    *saturated.EXERCISES,
    *choosing.EXERCISES,
)

WRITTEN = choosing.WRITTEN
