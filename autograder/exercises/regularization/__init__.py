"""Exercises on regularization, in the order of the notebook."""

from autograder.exercises.regularization import (
    adversarial,
    dropout,
    ensembles,
    forgetting,
    images,
    max_norm,
    overfitting,
    penalties,
    regularized,
    stopping,
    survivors,
    written,
)

EXERCISES = (
    *overfitting.EXERCISES,
    *penalties.EXERCISES,
    *regularized.EXERCISES,
    *forgetting.EXERCISES,
    *max_norm.EXERCISES,
    *survivors.EXERCISES,
    *dropout.EXERCISES,
    *stopping.EXERCISES,
    *images.EXERCISES,
    *ensembles.EXERCISES,
    *adversarial.EXERCISES,
)

WRITTEN = written.WRITTEN
