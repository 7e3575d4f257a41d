"""Exercises on activation functions, in the order of the notebook."""

from autograder.exercises.activations import (
    choosing,
    collapse,
    health,
    maxout,
    rectifiers,
    sigmoid,
    smooth,
    softmax,
    step,
    tanh,
)

EXERCISES = (
    *collapse.EXERCISES,
    *step.EXERCISES,
    *sigmoid.EXERCISES,
    *tanh.EXERCISES,
    *rectifiers.EXERCISES,
    *smooth.EXERCISES,
    *maxout.EXERCISES,
    *softmax.EXERCISES,
    *health.EXERCISES,
    *choosing.EXERCISES,
)

WRITTEN = choosing.WRITTEN
