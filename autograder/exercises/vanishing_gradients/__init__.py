"""Exercises on vanishing and exploding gradients, in the order of the notebook."""

from autograder.exercises.vanishing_gradients import (
    blow_up,
    chain,
    clipping,
    counting,
    dense,
    dense_backward,
    growth,
    hunt,
    initial,
    lengths,
    monitoring,
    normalization,
    normalization_backward,
    recurrent,
    remedies,
    residual,
    through_time,
)

EXERCISES = (
    *counting.EXERCISES,
    *dense.EXERCISES,
    *dense_backward.EXERCISES,
    *chain.EXERCISES,
    *lengths.EXERCISES,
    *monitoring.EXERCISES,
    *growth.EXERCISES,
    *initial.EXERCISES,
    *normalization.EXERCISES,
    *normalization_backward.EXERCISES,
    *residual.EXERCISES,
    *hunt.EXERCISES,
    *blow_up.EXERCISES,
    *clipping.EXERCISES,
    *through_time.EXERCISES,
    *recurrent.EXERCISES,
    *remedies.EXERCISES,
)

WRITTEN = remedies.WRITTEN
