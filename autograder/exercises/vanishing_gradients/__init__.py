"""Exercises on vanishing and exploding gradients, in the order of the notebook."""

from autograder.exercises.vanishing_gradients import (
    blow_up,
    chain,
    clipping,
    dense,
    dense_backward,
    hunt,
    initial,
    monitoring,
    normalization,
    normalization_backward,
    recurrent,
    remedies,
    residual,
)

EXERCISES = (
    *dense.EXERCISES,
    *dense_backward.EXERCISES,
    *chain.EXERCISES,
    *monitoring.EXERCISES,
    *initial.EXERCISES,
    *normalization.EXERCISES,
    *normalization_backward.EXERCISES,
    *residual.EXERCISES,
    *hunt.EXERCISES,
    *blow_up.EXERCISES,
    *clipping.EXERCISES,
    *recurrent.EXERCISES,
    *remedies.EXERCISES,
)

WRITTEN = remedies.WRITTEN
